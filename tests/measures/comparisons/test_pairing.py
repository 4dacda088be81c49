"""The best pairing is the best of all that there are."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linear_sum_assignment

from analysis.measures.comparisons.pairing import likeliest_pairs


def paired(likeness, decided=None, least=0.5, sure=0.8, margin=0.1):
    likeness = np.array(likeness, dtype=float)
    decided = np.zeros(likeness.shape) if decided is None else np.array(decided)
    pairs = likeliest_pairs(likeness, decided=decided, least=least, sure=sure, margin=margin)
    return [(row.first, row.second, row.doubtful) for row in pairs.itertuples()]


def test_good_match_is_not_given_up_for_two_poor_ones():
    """1.0 alone is less likeness than 0.6 + 0.6, but more above the least: 0.5 to 0.2."""
    assert paired([[1, 0.6], [0.6, 0]]) == [(0, 0, False)]


def test_pair_at_the_least_is_none():
    assert paired([[0.5]]) == []
    assert paired([[0.51]]) == [(0, 0, True)]


def test_match_below_sure_is_doubtful():
    assert paired([[0.79, 0], [0, 0.8]]) == [(0, 0, True), (1, 1, False)]


def test_match_with_a_free_rival_nearly_as_good_is_doubtful():
    assert paired([[0.95, 0.9]]) == [(0, 0, True)]
    assert paired([[0.95], [0.9]]) == [(0, 0, True)]
    assert paired([[0.95, 0.84]]) == [(0, 0, False)]


def test_twins_that_could_be_exchanged_are_doubtful():
    assert paired([[0.9, 0.9], [0.9, 0.9]]) == [(0, 0, True), (1, 1, True)]


def test_rival_that_has_a_better_match_of_its_own_makes_no_doubt():
    """Exchanged, the two are 0.94 in place of 1: together 0.12 worse, more than the margin of 0.1."""
    assert paired([[1, 0.94], [0.94, 1]]) == [(0, 0, False), (1, 1, False)]


def test_doubt_is_the_same_whichever_list_comes_first():
    """Two gains of 0.25; instead of both, the 0.44 beside them. 0.55 is the least and no pair."""
    likeness = np.array([[0.80, 0.55], [0.99, 0.80]])
    for turned in (likeness, likeness.T):
        assert paired(turned, least=0.55) == [(0, 0, True), (1, 1, True)]


def test_two_rivals_together_may_be_nearly_as_good():
    """A gain of 0.4, or 0.2 and 0.19 of others that each of its two may have; 0.2 alone is too little."""
    assert paired([[0.9, 0.7], [0.69, 0]]) == [(0, 0, True)]
    assert paired([[0.9, 0.7], [0.5, 0]]) == [(0, 0, False)]


def test_decisions_hold_whatever_the_likeness():
    assert paired([[1, 0.1], [0.1, 1]], [[0, 1], [0, 0]]) == [(0, 1, False)]
    assert paired([[1, 0.6]], [[-1, 0]]) == [(0, 1, True)]


def test_preference_decides_between_equals_only():
    equal, better = np.full((2, 2), 0.9), np.array([[0.91, 0.9], [0.9, 0.91]])
    crossed = np.array([[0, 1], [1, 0]])
    settings = {"decided": np.zeros((2, 2)), "least": 0.5, "sure": 0.8, "margin": 0.1, "preferred": crossed}
    assert likeliest_pairs(equal, **settings)["second"].to_list() == [1, 0]
    assert likeliest_pairs(better, **settings)["second"].to_list() == [0, 1]


def test_nothing_to_pair_gives_no_pairs():
    assert paired(np.empty((0, 3))) == []
    assert paired(np.empty((2, 0))) == []


@settings(max_examples=60, deadline=None)
@given(st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(lambda s: arrays(float, s, elements=st.floats(0, 1))))
def test_pairing_has_the_greatest_gain_of_all(likeness):
    gain = np.clip(likeness - 0.5, 0, None)
    gain = gain if gain.shape[0] <= gain.shape[1] else gain.T
    best = max(
        sum(gain[at, to] for at, to in enumerate(order)) for order in permutations(range(gain.shape[1]), len(gain))
    )
    found = sum(likeness[first, second] - 0.5 for first, second, _ in paired(likeness))
    assert found == pytest.approx(best)


@settings(max_examples=40, deadline=None)
@given(st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(lambda s: arrays(float, s, elements=st.floats(0, 1))))
def test_match_is_doubtful_where_a_pairing_without_it_is_nearly_as_good(likeness):
    found = paired(likeness, sure=0)
    gain = np.clip(likeness - 0.5, 0, None)
    whole = sum(gain[first, second] for first, second, _ in found)
    for first, second, doubtful in found:
        without = gain.copy()
        without[first, second] = 0
        loss = whole - without[linear_sum_assignment(without, maximize=True)].sum()
        assert doubtful == (loss < 0.1) or loss == pytest.approx(0.1)
