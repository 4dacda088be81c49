from itertools import product

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.measures.networks.chance import COLUMNS, pair_chance, shared_tails
from analysis.measures.networks.null_models import NULLS, configuration_probabilities
from tests.measures.enumeration import graph_of, matrices_of

SIZES = (3, 2, 2, 1), (2, 2, 2, 1, 1)


def shared_in(matrices):
    """Shared actions of each pair of bodies in each matrix."""
    ones = np.array(matrices, dtype=int)
    first, second = np.triu_indices(ones.shape[1], k=1)
    return (ones @ ones.transpose(0, 2, 1))[:, first, second]


def test_chance_of_the_curveball_is_that_of_all_networks_of_the_sizes():
    possible = matrices_of(*SIZES)
    shared = shared_in(possible)
    observed = possible[50]
    samples = 20_000
    measured = pair_chance(graph_of(observed), samples=samples, seed=2)
    at = shared[50]
    # Four standard errors of a mean, and of a share, of 20,000 draws.
    assert measured["expected"].to_numpy(float) == pytest.approx(shared.mean(axis=0), abs=4 * 0.8 / samples**0.5)
    assert measured["sd"].to_numpy(float) == pytest.approx(shared.std(axis=0), abs=0.02)
    for column, exact in (("p", (shared >= at).mean(axis=0)), ("p_lower", (shared <= at).mean(axis=0))):
        assert measured[column].to_numpy(float) == pytest.approx(exact, abs=4 * 0.5 / samples**0.5)


def test_exact_chance_is_that_of_all_outcomes_weighed():
    graph = graph_of(matrices_of(*SIZES)[50])
    probabilities = configuration_probabilities(graph).to_numpy()
    measured = pair_chance(graph, null="bicm")
    first, second = np.triu_indices(4, k=1)
    for pair, (one, other) in enumerate(zip(first, second, strict=True)):
        both = probabilities[one] * probabilities[other]
        outcomes = np.array(list(product((0, 1), repeat=5)))
        weights = np.where(outcomes, both, 1 - both).prod(axis=1)
        numbers = outcomes.sum(axis=1)
        row = measured.iloc[pair]
        assert row["expected"] == pytest.approx((weights * numbers).sum())
        assert row["sd"] == pytest.approx(((weights * numbers**2).sum() - row["expected"] ** 2) ** 0.5)
        assert row["p"] == pytest.approx(weights[numbers >= row["shared_actions"]].sum())
        assert row["p_lower"] == pytest.approx(weights[numbers <= row["shared_actions"]].sum())


def test_southern_women_have_the_p_values_of_another_system(davis):
    # bicm 3.4.0 for Python, compute_projection(rows=True, approx_method="poibin").rows_pvals
    reference = {
        ("Katherina Rogers", "Sylvia Avondale"): 0.09351301459896688,
        ("Katherina Rogers", "Myra Liddel"): 0.15790658745007247,
        ("Dorothy Murchison", "Pearl Oglethorpe"): 0.16313957061065854,
        ("Evelyn Jefferson", "Theresa Anderson"): 0.18668806858197684,
        ("Brenda Rogers", "Charlotte McDowd"): 0.22316206101946623,
        ("Evelyn Jefferson", "Nora Fayette"): 0.9948707856465486,
    }
    measured = pair_chance(davis, null="bicm")
    assert {pair: measured.loc[pair, "p"] for pair in reference} == pytest.approx(reference, abs=1e-8)


def test_every_pair_of_bodies_has_a_row(participations_of):
    measured = pair_chance(participations_of("A C", "B", "C B"), samples=20)
    assert list(measured.index) == [("A", "B"), ("A", "C"), ("B", "C")]
    assert measured.index.names == ["first", "second"]
    assert list(measured["shared_actions"]) == [0, 1, 1]
    assert list(measured["second_organisation"]) == ["B", "C", "C"]
    assert measured.dtypes.to_dict() == COLUMNS


@pytest.mark.parametrize("null", NULLS)
def test_pair_without_a_choice_has_no_z_and_p_of_one(participations_of, null):
    measured = pair_chance(participations_of("A B", "A B", "A B C"), null=null, samples=20)
    assert measured.loc[("A", "B"), ["expected", "sd", "p", "p_lower"]].tolist() == pytest.approx([3, 0, 1, 1])
    assert measured["z"].isna().all()


@pytest.mark.parametrize("null", NULLS)
def test_networks_of_fewer_than_two_bodies_have_no_pairs(participations_of, null):
    for graph in (nx.Graph(), participations_of(), participations_of("", ""), participations_of("A", "A")):
        measured = pair_chance(graph, null=null, samples=5)
        assert measured.empty
        assert measured.dtypes.to_dict() == COLUMNS


@pytest.mark.parametrize("null", NULLS)
def test_plans_add_up_and_bodies_of_two_plans_cannot_meet(null):
    one = matrices_of(*SIZES)[50]
    twice = np.hstack([one, one])
    alone = pair_chance(graph_of(one), null=null, samples=5000)
    years = pair_chance(graph_of(twice, plans=["a"] * 5 + ["b"] * 5), null=null, samples=5000)
    assert list(years["shared_actions"]) == list(2 * alone["shared_actions"])
    assert years["expected"].to_numpy(float) == pytest.approx(2 * alone["expected"].to_numpy(float), abs=0.06)
    assert years["sd"].to_numpy(float) == pytest.approx(2**0.5 * alone["sd"].to_numpy(float), abs=0.06)
    apart = np.kron(np.eye(2, dtype=bool), one)
    towns = pair_chance(graph_of(apart, plans=["a"] * 5 + ["b"] * 5), null=null, samples=50)
    assert towns.loc[("b00", "b04"), ["expected", "sd", "p"]].tolist() == [0, 0, 1]


def test_the_same_tie_in_two_years_is_rarer_than_in_one():
    # Six bodies of one action each, three actions of two: a body meets each of the five others equally
    # often. The configuration model makes a participation 1/3 likely, so meeting is binomial with 1/9.
    year = np.kron(np.eye(3, dtype=bool), np.ones((2, 1), dtype=bool))
    one, two = graph_of(year), graph_of(np.hstack([year, year]), plans=["a"] * 3 + ["b"] * 3)
    tie = ("b00", "b01")
    assert pair_chance(one, null="bicm").loc[tie, "p"] == pytest.approx(1 - (8 / 9) ** 3)
    assert pair_chance(two, null="bicm").loc[tie, "p"] == pytest.approx(1 - (8 / 9) ** 6 - 6 / 9 * (8 / 9) ** 5)
    assert pair_chance(one, samples=20_000).loc[tie, "p"] == pytest.approx(1 / 5, abs=0.012)
    assert pair_chance(two, samples=20_000).loc[tie, "p"] == pytest.approx(1 / 25, abs=0.006)


def test_tails_of_more_than_can_be_reached_are_zero_and_of_none_one(davis):
    pairs = 18 * 17 // 2
    upper, lower = shared_tails(davis, np.full(pairs, 15))
    assert upper == pytest.approx(np.zeros(pairs))
    assert lower == pytest.approx(np.ones(pairs))
    assert shared_tails(davis, np.zeros(pairs, dtype=int))[0] == pytest.approx(np.ones(pairs))


def test_unknown_null_is_refused_and_told(davis):
    with pytest.raises(ParameterError, match=r"fdsm.*curveball, bicm"):
        pair_chance(davis, null="fdsm")


def test_names_that_a_graph_lacks_are_unknown():
    graph = nx.Graph([("b", "a"), ("c", "a")])
    nx.set_node_attributes(graph, {"a": 0, "b": 1, "c": 1}, "bipartite")
    assert pd.isna(pair_chance(graph, samples=2).iloc[0]["first_organisation"])
