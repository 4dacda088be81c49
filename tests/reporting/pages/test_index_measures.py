"""The site shows a plan's main measures in words, and their course as columns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reporting.pages.index_measures import HEIGHT, MAIN, WIDTH, in_words, main_measures, sparkline
from analysis.reporting.results import Result


def result(value):
    return Result(value, None, None, None, None, None, "share")


def test_measures_written_with_the_plan_come_before_what_its_graph_counted():
    told = main_measures({"actions": result(31.0)}, {"actions": 60, "organisations": 9, "known": 3})
    assert told == dict.fromkeys(MAIN) | {"actions": 31.0}


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (None, "share", "não indicado"),
        (0.625, "share", "63\u00a0%"),
        (0.0, "actions", "0"),
        (31.0, "actions", "31"),
        (2.7586, "actions", "2,8"),
        (0.068, "index", "0,068"),
    ],
)
def test_values_are_written_as_the_reader_writes_them(value, unit, told):
    assert in_words(value, unit, "pt") == told


def test_columns_rise_from_zero_to_the_greatest_value():
    # 5 columns are 12 apart, 10 wide: middles at 6, 18, 30, 42 and 54; 9 of 18 is half of the greatest
    assert sparkline([0.0, 2.0, None, 4.0, 2.0]) == ("M6 18V18M18 18V9M42 18V0", "M54 18V9", 10)


def test_two_columns_stand_at_the_right_as_wide_as_five():
    assert sparkline([1.0, 1.0]) == ("M42 18V0", "M54 18V0", 10)


def test_last_value_that_is_not_known_leaves_its_place_empty():
    assert sparkline([1.0, 2.0, None]) == ("M30 18V9M42 18V0", "", 10)


@pytest.mark.parametrize("values", [[], [3.0], [None, 3.0], [None, None]])
def test_one_known_value_has_no_course(values):
    assert sparkline(values) is None


def test_zeros_are_no_division_by_zero():
    assert sparkline([0.0, 0.0]) == ("M42 18V18", "M54 18V18", 10)


@given(st.lists(st.none() | st.floats(0, 1e6), min_size=2, max_size=40))
@settings(max_examples=30)
def test_columns_stay_within_the_sparkline(values):
    if line := sparkline(values):
        strokes = [stroke.split("V") for stroke in (line.earlier + line.last).split("M") if stroke]
        assert len(strokes) == sum(value is not None for value in values)
        assert all(0 < float(foot.split()[0]) < WIDTH for foot, _ in strokes)
        assert all(0 <= float(top) <= HEIGHT for _, top in strokes)
