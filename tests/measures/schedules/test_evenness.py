import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.schedules.evenness import gini_index, share_to_move

values = st.lists(st.integers(0, 9), min_size=1, max_size=8).filter(any)


def test_all_in_one_place_and_all_alike():
    assert gini_index(np.array([0.0] * 11 + [5])) == pytest.approx(11 / 12)
    assert share_to_move(np.array([0.0] * 11 + [5])) == pytest.approx(11 / 12)
    assert gini_index(np.full(12, 3.0)) == 0
    assert share_to_move(np.full(12, 3.0)) == 0


def test_two_values_by_hand():
    # |1 - 3| twice over the four pairs: 4; over 2 * 4 * mean 2 = 16
    assert gini_index(np.array([1.0, 3.0])) == pytest.approx(1 / 4)
    # of the 4 one has to move
    assert share_to_move(np.array([1.0, 3.0])) == pytest.approx(1 / 4)


def test_gini_of_one_to_n_is_a_third_less_a_little():
    # closed form (n² - 1) / (3 n (n + 1)) = (n - 1) / (3 n)
    assert gini_index(np.arange(1.0, 101)) == pytest.approx(99 / 300)


def test_nothing_to_spread_is_not_even_but_undefined():
    for of in (gini_index, share_to_move):
        assert np.isnan(of(np.zeros(12)))
        assert np.isnan(of(np.array([])))
        assert np.isnan(of(np.array([1.0, np.nan])))


def test_rows_are_told_apart():
    assert gini_index(np.array([[1.0, 3.0], [2.0, 2.0]])) == pytest.approx([1 / 4, 0])


@settings(deadline=None, max_examples=50)
@given(values)
def test_gini_is_the_mean_difference_of_all_pairs(xs):
    x = np.array(xs, dtype=float)
    pairs = np.abs(x[:, None] - x).mean() / (2 * x.mean())
    assert gini_index(x) == pytest.approx(pairs)


@settings(deadline=None, max_examples=50)
@given(values)
def test_share_to_move_is_the_greatest_distance_of_the_lorenz_curve(xs):
    x = np.sort(np.array(xs, dtype=float))
    lorenz = np.concatenate([[0], x.cumsum() / x.sum()])
    assert share_to_move(x) == pytest.approx((np.linspace(0, 1, len(x) + 1) - lorenz).max())
    assert share_to_move(x) <= gini_index(x) + 1e-12
