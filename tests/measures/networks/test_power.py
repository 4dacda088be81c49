import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import binom, hypergeom

from analysis.common.errors import ParameterError
from analysis.measures.networks.chance import pair_chance
from analysis.measures.networks.null_models import NULLS, curveball_draws
from analysis.measures.networks.power import COLUMNS, _contained, _drawn, tie_power
from analysis.measures.networks.shared_counts import greatest_shared
from analysis.measures.networks.tie_significance import tie_significance
from tests.measures.enumeration import graph_of, matrices_of

PAIRS = np.kron(np.eye(3, dtype=bool), np.ones((2, 1), dtype=bool))


def power_of(graph, **options):
    return tie_power(graph, **options).iloc[0]


def test_power_is_that_of_the_smallest_chance_the_sizes_allow():
    # Six bodies of one action each in three actions of two: two of them meet with chance 1/5, and in the
    # configuration model, where a participation is 1/3 likely, by a binomial of 3 with 1/9.
    assert power_of(graph_of(PAIRS), samples=20_000)["smallest_attainable_p"] == pytest.approx(1 / 5, rel=0.05)
    assert power_of(graph_of(PAIRS), null="bicm")["smallest_attainable_p"] == pytest.approx(binom.sf(0, 3, 1 / 9))


def test_power_grows_with_years():
    years = graph_of(np.hstack([PAIRS] * 3), plans=["a"] * 3 + ["b"] * 3 + ["c"] * 3)
    row = power_of(years)
    # Rarer than draws can show: approximated, here exactly.
    assert _contained(years) == pytest.approx(1 / 5**3)
    assert row["smallest_attainable_p"] <= 1 / 5**3
    assert row["testable_pairs"] == row["pairs"] == 15


def test_smaller_body_lies_in_the_larger_as_in_an_urn():
    # Eight actions alike, of four bodies each: were the places for a second body as many as for a first, the
    # 3 actions of the one would lie among the 4 of the other by the hypergeometric distribution. There are
    # 3/4 as many.
    rows = ["11110000", "11100000", "00001111", "00011111", "11110000", "11110000", "00001111", "00001111"]
    whole = graph_of(np.array([[cell == "1" for cell in row] for row in rows]))
    assert {whole.degree(f"a{number:02}") for number in range(8)} == {4}
    counts = [hypergeom.pmf(shared, 8, 4, 3) * (3 / 4) ** shared for shared in range(4)]
    greatest = pair_chance(whole, samples=1).index.get_loc(("b00", "b01"))
    assert _contained(whole)[greatest] == pytest.approx(counts[3] / sum(counts))


def test_approximated_chance_is_near_that_of_all_networks_and_not_below():
    for sizes, widths in [((3, 2, 2, 1), (2, 2, 2, 1, 1)), ((4, 3, 2, 1, 1), (3, 2, 2, 2, 1, 1))]:
        possible = np.array(matrices_of(sizes, widths), dtype=int)
        first, second = np.triu_indices(len(sizes), k=1)
        shared = (possible @ possible.transpose(0, 2, 1))[:, first, second]
        exact = (shared == np.minimum(np.array(sizes)[first], np.array(sizes)[second])).mean(axis=0)
        smallest = exact[exact > 0].min()
        graph = graph_of(possible[0].astype(bool))
        approximated = _contained(graph)
        assert (approximated[exact > 0] >= exact[exact > 0]).all()
        assert approximated.min() <= 2.5 * smallest
        row = power_of(graph, samples=20_000)
        assert row["smallest_attainable_p"] == pytest.approx(smallest, rel=0.2)
        assert row["testable_pairs"] == (exact <= 0.05).sum()


def test_power_depends_on_sizes_and_not_on_who_meets(davis):
    dealt = graph_of(next(curveball_draws(davis, samples=1))[0])
    measured = tie_power(davis, null="bicm")
    assert (tie_power(dealt, null="bicm").to_numpy(na_value=-1) == measured.to_numpy(na_value=-1)).all()
    assert _contained(dealt) == pytest.approx(_contained(davis))
    drawn, other = (power_of(graph, samples=20_000)["testable_pairs"] for graph in (davis, dealt))
    assert drawn == pytest.approx(other, abs=5)


# Two bodies always together that the curveball can tell from chance, though an approximation alone could not.
CLOSE = ("o02 x y", "o02", "x y", "", "o01", "o01", "x y", "o03", "o01", "o04 x y")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_validated_is_never_out_of_reach(participations_of, seed):
    close = participations_of(*CLOSE)
    ties = tie_significance(close, samples=20_000, seed=seed)
    row = power_of(close, samples=20_000, seed=seed)
    assert ties.loc[("x", "y"), "validated"]
    assert row["validatable_together"] == row["validatable_alone"] == 1
    assert _contained(close).min() > row["needed_p"]


@settings(max_examples=25, deadline=None)
@given(cells=arrays(bool, st.tuples(st.integers(2, 6), st.integers(1, 8))), samples=st.integers(1, 60))
def test_no_more_ties_are_validated_than_could_be_by_the_same_draws(cells, samples):
    graph = graph_of(cells)
    for null in NULLS:
        ties = tie_significance(graph, null=null, samples=samples, alpha=0.4)
        row = power_of(graph, null=null, samples=samples, alpha=0.4)
        assert ties["validated"].fillna(False).sum() <= row["validatable_together"]
        assert not (ties["p"] < row["smallest_attainable_p"] - 1e-12).any()


def test_pairs_of_several_plans_are_drawn_plan_by_plan():
    # In each of two plans, as above, two bodies meet with chance 1/5: in both with 1/25.
    years = graph_of(np.hstack([PAIRS] * 2), plans=["a"] * 3 + ["b"] * 3)
    assert _drawn(years, 20_000, 0) == pytest.approx(1 / 25, rel=0.2)


def test_seed_decides_the_draws(davis):
    one, other, again = (_drawn(davis, 200, seed) for seed in (1, 2, 1))
    assert (one == again).all()
    assert (one != other).any()


def test_actions_of_one_body_are_not_to_be_shared(participations_of):
    # A has four actions and B three, but only two name two bodies.
    graph = participations_of("A B", "A B", "A", "A", "B", "C")
    assert list(greatest_shared(graph)) == [2, 1, 1]
    shared = [(matrix[0] & matrix[1]).sum() for matrix in matrices_of((4, 3, 1), (2, 2, 1, 1, 1, 1))]
    assert max(shared) == 2
    exact = np.mean(np.array(shared) == 2)
    assert _drawn(graph, 20_000, 0)[0] == pytest.approx(exact, rel=0.05)
    assert _contained(graph)[0] == 1
    assert power_of(graph)["testable_pairs"] == 0


def test_no_tie_has_a_smaller_p_value_than_is_attainable(davis):
    attainable = power_of(davis, null="bicm")["smallest_attainable_p"]
    assert pair_chance(davis, null="bicm")["p"].min() >= attainable
    assert pair_chance(davis, samples=2000)["p"].min() >= power_of(davis)["smallest_attainable_p"]


def test_needed_p_and_draws_follow_from_the_number_of_pairs():
    row = power_of(graph_of(PAIRS), samples=99)
    assert row["needed_p"] == pytest.approx(0.05 / 15)
    assert row["resolution"] == pytest.approx(1 / 100)
    assert list(row[["pairs", "testable_pairs", "validatable_alone", "needed_samples"]]) == [15, 0, 0, 299]
    assert power_of(graph_of(PAIRS), null="bicm")[["resolution", "needed_samples"]].isna().all()


def test_enough_ties_together_may_pass_where_none_alone_would():
    # 45 pairs at 1/9 each cannot pass 0.2 / 45 alone, but at a rate of 0.2 if all were as rare.
    couples = graph_of(np.kron(np.eye(5, dtype=bool), np.ones((2, 1), dtype=bool)))
    row = power_of(couples, alpha=0.2)
    assert _contained(couples) == pytest.approx(1 / 9)
    assert row["smallest_attainable_p"] <= 1 / 9
    assert list(row[["validatable_alone", "validatable_together"]]) == [0, 45]


@pytest.mark.parametrize("null", NULLS)
def test_networks_without_pairs_have_nothing_to_find(participations_of, null):
    for graph in (nx.Graph(), participations_of(), participations_of(""), participations_of("A", "A", "")):
        measured = tie_power(graph, null=null)
        assert measured.dtypes.to_dict() == COLUMNS
        row = measured.iloc[0]
        assert list(row[["pairs", "testable_pairs", "validatable_alone", "validatable_together"]]) == [0] * 4
        assert row[["needed_p", "smallest_attainable_p", "needed_samples"]].isna().all()


@pytest.mark.parametrize("null", NULLS)
def test_bodies_in_all_actions_could_not_be_more_than_chance(participations_of, null):
    row = power_of(participations_of("A B C", "A B C", "A B"), null=null)
    assert row["smallest_attainable_p"] == pytest.approx(1)


@pytest.mark.parametrize("option", [{"alpha": 0}, {"alpha": 1}, {"samples": 0}, {"seed": -1}, {"null": "none"}])
def test_values_out_of_range_are_refused(davis, option):
    with pytest.raises(ParameterError, match=next(iter(option))):
        tie_power(davis, **option)


def test_index_tells_the_plans(davis):
    assert list(tie_power(davis).index) == ["vila-2024"]
    assert not pd.isna(tie_power(davis).iloc[0]["needed_p"])
