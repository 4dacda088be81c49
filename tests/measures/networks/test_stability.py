"""Case dropping: closed forms, a second implementation by enumeration, and plans whose stability is known."""

from collections.abc import Callable
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from analysis.common.errors import ParameterError
from analysis.measures.networks.draws import MEASURES
from analysis.measures.networks.stability import SHARES, case_dropping, cs_coefficient

Graphs = Callable[..., nx.Graph]
LADDER = [*["a b"] * 80, *["a c"] * 40, *["a d e"] * 20, *["e f"] * 10]


def test_a_plan_of_actions_often_repeated_is_stable(participations_of: Graphs) -> None:
    dropping = case_dropping(participations_of(*LADDER), draws=40)
    told = cs_coefficient(dropping)
    assert told.loc["strength"].tolist() == [0.75, "good"]
    assert told.loc["degree"].tolist() == [0.75, "good"]
    assert list(told.index) == list(MEASURES)


def test_a_plan_of_pairs_at_random_is_not_stable(participations_of: Graphs) -> None:
    rng = np.random.default_rng(1)
    pairs = [" ".join(f"b{body:02}" for body in rng.choice(30, 2, replace=False)) for _ in range(15)]
    dropping = case_dropping(participations_of(*pairs), draws=60)
    told = cs_coefficient(dropping)
    assert told.loc["strength", "coefficient"] < 0.25
    assert told.loc["strength", "stability"] == "weak"


def test_the_mean_correlation_is_that_over_all_subsets(participations_of: Graphs) -> None:
    cells = ["a b", "a b c", "a d", "c d", "a b"]
    told = case_dropping(participations_of(*cells), shares=(0.4,), draws=3000).loc["strength"].iloc[0]

    def strengths(some: tuple[str, ...]) -> list[int]:
        return [sum(len(cell.split()) - 1 for cell in some if body in cell) for body in "abcd"]

    whole = strengths(tuple(cells))
    each = [strengths(some) for some in combinations(cells, 3)]
    spearman = np.array([spearmanr(whole, some).statistic for some in each])
    pearson = np.array([np.corrcoef(whole, some)[0, 1] for some in each])
    assert told["actions"] == 3
    assert told["spearman"] == pytest.approx(spearman.mean(), abs=0.02)
    assert told["pearson"] == pytest.approx(pearson.mean(), abs=0.02)
    assert told["spearman_low"] == pytest.approx(spearman.min())
    assert told["pearson_low"] == pytest.approx(pearson.min())


def test_a_smaller_share_that_fails_stops_the_coefficient() -> None:
    index = pd.MultiIndex.from_product([MEASURES, [0.1, 0.2, 0.3]], names=["measure", "dropped"])
    low = pd.array([0.9, 0.6, 0.8] * len(MEASURES), dtype="Float64")
    told = cs_coefficient(pd.DataFrame({"spearman_low": low, "pearson_low": low}, index=index), correlation="pearson")
    assert told["coefficient"].tolist() == [0.1] * len(MEASURES)
    assert told["stability"].tolist() == ["weak"] * len(MEASURES)


def test_what_is_alike_in_all_bodies_has_no_stability(participations_of: Graphs) -> None:
    for participations in (
        participations_of("a b c"),
        participations_of("a"),
        participations_of("", ""),
        participations_of(),
    ):
        dropping = case_dropping(participations, draws=3)
        assert dropping["spearman"].isna().all()
        assert cs_coefficient(dropping).isna().all(axis=None)


def test_nothing_is_left_of_a_ranking_where_no_action_remains(participations_of: Graphs) -> None:
    dropping = case_dropping(participations_of("a b", "c"), shares=(0.75,), draws=3)
    assert dropping.loc["degree", "actions"].tolist() == [0]
    assert dropping.loc["degree", "spearman"].tolist() == [0]
    assert cs_coefficient(dropping).loc["degree"].tolist() == [0, "weak"]


def test_a_row_for_each_measure_and_share(davis: nx.Graph) -> None:
    dropping = case_dropping(davis, draws=5, weight="newman", seed=2)
    assert [tuple(key) for key in dropping.index] == [(measure, share) for measure in MEASURES for share in SHARES]
    assert str(dropping["actions"].dtype) == "Int64"
    pd.testing.assert_frame_equal(dropping, case_dropping(davis, draws=5, weight="newman", seed=2), check_exact=True)


@pytest.mark.parametrize("correlation", ["spearman", "pearson"])
def test_shares_that_no_measure_reaches_need_not_be_tried(participations_of: Graphs, correlation: str) -> None:
    participations = participations_of("a b", "a c", "a d", "b c d", "e f", "a e", "f", "d e", "c g")
    every, needed = (case_dropping(participations, draws=40, until=until) for until in (None, correlation))
    tried = needed.index.get_level_values("dropped").unique()
    assert 1 <= len(tried) < len(SHARES)
    pd.testing.assert_frame_equal(
        needed, every[every.index.get_level_values("dropped").isin(tried)], check_exact=True, check_index_type=False
    )
    coefficients = (cs_coefficient(dropping, correlation=correlation) for dropping in (every, needed))
    pd.testing.assert_frame_equal(*coefficients, check_exact=True)


@pytest.mark.parametrize("parameter", [{"shares": (0.5, 1.0)}, {"draws": 0}, {"until": "kendall"}])
def test_impossible_parameters_are_refused(davis: nx.Graph, parameter: dict[str, object]) -> None:
    with pytest.raises(ParameterError, match=next(iter(parameter))):
        case_dropping(davis, **parameter)


def test_an_unknown_correlation_is_refused(davis: nx.Graph) -> None:
    with pytest.raises(ParameterError, match="kendall"):
        cs_coefficient(case_dropping(davis, draws=1), correlation="kendall")
