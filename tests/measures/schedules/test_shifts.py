import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.schedules.shifts import best_counts, shift_choices

GOALS = ("peak", "moves", "shift", "place")


@pytest.fixture
def three_in_may():
    """Three like actions in May that may go to April or June, and one in April that stays."""
    return shift_choices([((5,), range(-1, 2)), ((4,), range(1))], sizes=[3, 1], units=[1, 1])


def test_choices_are_each_class_with_each_of_its_shifts(three_in_may):
    assert three_in_may.groups.tolist() == [0, 0, 0, 1]
    assert three_in_may.shifts.tolist() == [-1, 0, 1, 0]
    assert three_in_may.loads[2:7].T.tolist() == [[0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 1, 0, 0, 0]]


def test_unmoved_actions_are_all_where_they_are(three_in_may):
    assert three_in_may.unmoved().tolist() == [0, 3, 0, 1]
    assert [three_in_may.value(goal, three_in_may.unmoved()) for goal in GOALS] == [3, 0, 0, 0]


def test_goals_are_met_in_their_order(three_in_may):
    # April has one already: of three in May one must leave for a peak of 2, and June costs 1 of place more.
    counts, proven = best_counts(three_in_may, GOALS, limits={}, time_limit=10)
    assert (counts.tolist(), proven) == ([1, 2, 0, 1], True)
    assert best_counts(three_in_may, ("moves", "peak"), limits={}, time_limit=10)[0].tolist() == [0, 3, 0, 1]


def test_limits_are_kept_and_what_they_leave_nothing_of_is_proven(three_in_may):
    counts, proven = best_counts(three_in_may, ("shift",), limits={"moves": 1, "peak": 2}, time_limit=10)
    assert proven
    assert [three_in_may.value(goal, counts) for goal in GOALS[:3]] == [2, 1, 1]
    assert best_counts(three_in_may, GOALS, limits={"peak": 1}, time_limit=10) == (None, True)


@settings(max_examples=20, deadline=None)
@given(
    classes=st.lists(
        st.tuples(st.integers(3, 10), st.integers(0, 2), st.integers(1, 5), st.integers(1, 3)), min_size=1, max_size=4
    )
)
def test_everybody_is_counted_once_and_the_peak_is_at_least_the_even_load(classes):
    months = [((month,), range(-slack, slack + 1)) for month, slack, _, _ in classes]
    choices = shift_choices(months, [size for *_, size, _ in classes], [unit for *_, unit in classes])
    counts, proven = best_counts(choices, GOALS, limits={}, time_limit=10)
    assert proven
    assert (counts >= 0).all()
    assert np.bincount(choices.groups, counts).tolist() == choices.sizes.tolist()
    assert choices.value("peak", choices.unmoved()) >= choices.value("peak", counts)
    assert 12 * choices.value("peak", counts) >= sum(size * unit for *_, size, unit in classes)
