import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import participation_graph, partner_graph
from analysis.measures.networks.chance import pair_chance
from analysis.measures.networks.null_models import NULLS
from analysis.measures.networks.power import tie_power
from analysis.measures.networks.tie_significance import COLUMNS, tie_significance, validated_partners
from tests.measures.enumeration import graph_of


@pytest.fixture(scope="module")
def camps():
    """Two bodies always together in seven actions, and sixteen that meet at random in forty others."""
    rng = np.random.default_rng(0)
    matrix = np.zeros((18, 47), dtype=bool)
    matrix[:2, :7] = True
    for body in range(2, 18):
        matrix[body, 7 + rng.choice(40, size=4, replace=False)] = True
    return graph_of(matrix)


def test_every_tie_has_a_row_and_no_other_pair(davis):
    measured = tie_significance(davis, samples=10)
    tied = nx.bipartite.projected_graph(davis, [node for node, side in davis.nodes(data="bipartite") if side])
    assert list(measured.index) == sorted(tuple(sorted(tie)) for tie in tied.edges)
    assert measured.dtypes.to_dict() == COLUMNS


@pytest.mark.parametrize("null", NULLS)
def test_discovery_rate_counts_all_pairs_of_bodies_as_tests(camps, null):
    # Benjamini and Hochberg (1995), by hand: least of p × tests / rank over this and all higher ranks.
    tested = pair_chance(camps, null=null, samples=200)
    p = np.sort(tested["p"].to_numpy(float))
    rates = dict(zip(p, np.minimum.accumulate((p * len(p) / np.arange(1, len(p) + 1))[::-1])[::-1], strict=True))
    measured = tie_significance(camps, null=null, samples=200)
    assert len(p) == 18 * 17 / 2
    assert list(measured["q"]) == pytest.approx([min(1, rates[value]) for value in measured["p"]])


def test_bodies_always_together_are_validated_and_chance_meetings_are_not(camps):
    for options in ({"null": "bicm"}, {"samples": 4000}):
        measured = tie_significance(camps, **options)
        assert list(measured.index[measured["validated"]]) == [("b00", "b01")]


def test_too_few_draws_leave_a_tie_open_but_never_deny_it(camps):
    measured = tie_significance(camps, samples=200)
    assert measured.loc[("b00", "b01"), "p"] == pytest.approx(1 / 201)
    assert pd.isna(measured.loc[("b00", "b01"), "validated"])
    assert not measured["validated"].drop(("b00", "b01")).any()
    assert tie_power(camps)["needed_samples"].iloc[0] == 18 * 17 / 2 / 0.05 - 1


def test_false_discovery_stays_below_alpha_where_all_is_chance():
    # Networks with each participation drawn alike: every validated tie is false.
    rng = np.random.default_rng(5)
    false = sum(
        tie_significance(graph_of(rng.random((12, 20)) < 0.25), null="bicm", alpha=0.2)["validated"].any()
        for _ in range(50)
    )
    assert false <= 10


def test_pairs_that_no_plan_could_bring_together_are_not_in_the_family():
    town = np.array([[1, 1, 1, 0, 0], [1, 1, 0, 1, 0], [0, 0, 1, 1, 1]], dtype=bool)
    alone = tie_significance(graph_of(town), null="bicm")
    towns = graph_of(np.kron(np.eye(2, dtype=bool), town), plans=["a"] * 5 + ["b"] * 5)
    assert int(tie_power(towns)["pairs"].iloc[0]) == 2 * int(tie_power(graph_of(town))["pairs"].iloc[0]) == 6
    both = tie_significance(towns, null="bicm")
    assert list(both["q"]) == pytest.approx(2 * list(alone["q"]))


def test_southern_women_are_too_few_for_any_tie_to_be_validated(davis):
    # bicm 3.4.0 for Python validates none either (FDR over all pairs, alpha 0.05, 0.1 and 0.2).
    assert not tie_significance(davis, null="bicm", alpha=0.2)["validated"].any()
    assert tie_power(davis, null="bicm")["validatable_together"].iloc[0] == 0


def test_networks_without_pairs_have_no_ties(participations_of):
    for graph in (nx.Graph(), participations_of(), participations_of(""), participations_of("A", "A", "")):
        assert tie_significance(graph, samples=3).empty
        assert tie_significance(graph, samples=3).dtypes.to_dict() == COLUMNS


def test_all_bodies_in_all_actions_are_no_more_than_their_sizes(participations_of):
    for null in NULLS:
        measured = tie_significance(participations_of("A B C", "A B C"), null=null, samples=20)
        assert (measured["p"] == 1).all()
        assert not measured["validated"].any()


def test_validated_network_keeps_all_bodies_and_only_validated_ties(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA IEFP", "GNR IEFP", "JF")
    partners = partner_graph(corpus)
    ties = tie_significance(participation_graph(corpus), samples=5)
    ties["validated"] = pd.array([True, False, pd.NA], dtype="boolean")
    validated = validated_partners(partners, ties)
    assert list(validated) == list(partners)
    assert list(validated.edges) == [("cma", "gnr")]
    assert validated.edges["cma", "gnr"] == partners.edges["cma", "gnr"]
    assert partners.number_of_edges() == 3


def test_ties_of_another_network_are_refused(corpus_of):
    ties = tie_significance(participation_graph(corpus_of("CMA GNR")), samples=5)
    with pytest.raises(ParameterError, match=r"'cma'.*'iefp'"):
        validated_partners(partner_graph(corpus_of("CMA IEFP")), ties)


@pytest.mark.parametrize("alpha", [0, 1, -0.1])
def test_rate_that_is_no_rate_is_refused(davis, alpha):
    with pytest.raises(ParameterError, match="alpha"):
        tie_significance(davis, alpha=alpha)


def test_measuring_changes_nothing_and_repeats(davis):
    before = nx.to_dict_of_dicts(davis)
    first = tie_significance(davis, samples=50, seed=7)
    pd.testing.assert_frame_equal(first, tie_significance(davis, samples=50, seed=7))
    assert nx.to_dict_of_dicts(davis) == before


def test_tie_that_other_draws_would_not_show_is_left_open_whatever_its_q(participations_of):
    # Its p is about 0.0021 and 0.0033 is needed: with few draws it is a matter of luck, with many it is not.
    close = participations_of("o02 x y", "o02", "x y", "", "o01", "o01", "x y", "o03", "o01", "o04 x y")
    few = [tie_significance(close, seed=seed).loc[("x", "y"), "validated"] for seed in range(6)]
    assert all(pd.isna(verdict) for verdict in few)
    assert tie_significance(close, samples=30_000).loc[("x", "y"), "validated"]


def test_tie_that_both_models_validate_needs_no_more_draws(participations_of):
    pair = participations_of(*["x y"] * 10, *["a b", "a c", "b c"] * 15)
    ties = tie_significance(pair, samples=800)
    assert ties.loc[("x", "y"), "validated"]
    assert ties.loc[("x", "y"), "p"] == pytest.approx(1 / 801)
