"""Intervals and groups of ranks of draws that are known by hand."""

import numpy as np
import pytest

from analysis.common.errors import ParameterError
from analysis.measures.networks.draws import MEASURES, CentralityDraws
from analysis.measures.networks.intervals import centrality_intervals, rank_groups


def _draws(observed: list[float], drawn: list[list[float]]) -> CentralityDraws:
    """Return draws that are the same for all measures, of bodies a, b, c and so on."""
    bodies = tuple("abcdefgh"[: len(observed)])
    return CentralityDraws(
        organisations=bodies,
        names=tuple(f"Entidade {body}" for body in bodies),
        observed=dict.fromkeys(MEASURES, np.array(observed)),
        drawn=dict.fromkeys(MEASURES, np.array(drawn)),
    )


def test_an_interval_spans_the_share_of_draws_asked_for() -> None:
    drawn = [[float(value)] for value in range(1, 101)]
    told = centrality_intervals(_draws([50.0], drawn), level=0.9).loc["degree"].loc["a"]
    assert (told["value"], told["low"], told["high"], told["draws"]) == (50, 6, 95, 100)
    assert told["organisation"] == "Entidade a"


def test_half_of_the_draws_equal_to_a_limit_are_left_out() -> None:
    # Of twenty draws one may be left out at either end: half of two draws of 0 are as many, half of one is less.
    few, most = [[0.0, 1.0]], [[2.0, 1.0]] * 18
    told = centrality_intervals(_draws([2.0, 1.0], few * 2 + most), level=0.9).loc["degree"].loc["a"]
    assert (told["low"], told["rank_high"]) == (0, 2)
    told = centrality_intervals(_draws([2.0, 1.0], few + most + most[:1]), level=0.9).loc["degree"].loc["a"]
    assert (told["low"], told["rank_high"]) == (2, 1)


def test_draws_that_differ_in_the_last_digit_only_are_equal_at_a_limit() -> None:
    # As above, with a third and the sum of parts that is a third: half of the two are as many as may be left out.
    third, sum_of_parts = 1 / 3, 0.1 + 0.2 + 1 / 30
    assert third != sum_of_parts
    drawn = [[third], [sum_of_parts], *[[2.0]] * 18]
    told = centrality_intervals(_draws([2.0], drawn), level=0.9).loc["harmonic"].loc["a"]
    assert told["low"] == pytest.approx(third)


def test_an_interval_reaches_the_value_of_the_plan() -> None:
    told = centrality_intervals(_draws([9.0, 1.0], [[3.0, 2.0], [4.0, 5.0]])).loc["strength"]
    assert told.loc["a", ["low", "high"]].tolist() == [3, 9]
    assert told.loc["b", ["low", "high"]].tolist() == [1, 5]


def test_equal_values_share_a_rank() -> None:
    told = centrality_intervals(_draws([3.0, 3.0, 1.0], [[3.0, 3.0 + 1e-12, 1.0]] * 3)).loc["harmonic"]
    assert told["rank"].tolist() == [1, 1, 3]
    assert told["rank_high"].tolist() == [1, 1, 3]


def test_draws_in_which_a_measure_is_not_defined_are_left_out() -> None:
    told = centrality_intervals(_draws([0.5, 0.2], [[np.nan, np.nan], [0.4, 0.1]])).loc["eigenvector"]
    assert told["draws"].tolist() == [1, 1]
    assert told["low"].tolist() == [0.4, 0.1]


def test_a_ranking_is_cut_only_where_all_above_exceed_all_below() -> None:
    # a is always first; b and c change places; c and d once in ten; e is last.
    often, seldom = [9.0, 5.0, 4.0, 3.0, 1.0], [9.0, 4.0, 5.0, 3.0, 1.0]
    drawn = [often] * 5 + [seldom] * 4 + [[9.0, 5.0, 3.0, 4.0, 1.0]]
    groups = rank_groups(_draws(often, drawn), measure="strength", level=0.95)["group"]
    assert groups.to_dict() == {"a": 1, "b": 2, "c": 2, "d": 2, "e": 3}
    groups = rank_groups(_draws(often, drawn), measure="strength", level=0.9)["group"]
    assert groups.to_dict() == {"a": 1, "b": 2, "c": 2, "d": 3, "e": 4}


def test_a_sure_first_and_last_do_not_cut_a_chain() -> None:
    # Neighbours cannot be told apart, so that no cut parts them, though a is always above d.
    drawn = [[4.0, 3.0, 2.0, 1.0], [3.0, 4.0, 1.0, 2.0], [4.0, 2.0, 3.0, 1.0]]
    assert rank_groups(_draws([4.0, 3.0, 2.0, 1.0], drawn))["group"].tolist() == [1, 1, 1, 1]


def test_bodies_that_are_always_equal_are_one_group() -> None:
    told = rank_groups(_draws([2.0, 2.0, 2.0], [[1.0, 1.0, 1.0]] * 5))
    assert told["group"].tolist() == [1, 1, 1]
    assert list(told.index) == ["a", "b", "c"]


def test_a_ranking_without_draws_is_one_group() -> None:
    told = rank_groups(_draws([1.0, 2.0], [[np.nan, np.nan]]))
    assert told.index.tolist() == ["b", "a"]
    assert told["group"].tolist() == [1, 1]
    assert told["rank_low"].isna().all()


@pytest.mark.parametrize("parameter", [{"measure": "fame"}, {"level": 1.5}])
def test_unknown_parameters_are_refused(parameter: dict[str, object]) -> None:
    with pytest.raises(ParameterError, match=next(iter(parameter))):
        rank_groups(_draws([1.0], [[1.0]]), **parameter)
