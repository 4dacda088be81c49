from fractions import Fraction

import numpy as np
import pytest

from analysis.measures.networks.engines.lengths import fraction_of, lengths_of, steps_of, unit_of


def test_weight_is_read_as_the_fraction_it_stands_for():
    assert fraction_of(1 / 3 + 1 / 4) == Fraction(7, 12)


def test_weight_too_small_for_a_fraction_is_kept():
    assert float(fraction_of(1e-9)) == 1e-9


def test_unit_is_the_least_that_makes_all_lengths_whole():
    assert unit_of([2, 3 / 4, 5]) == 30
    assert [steps_of(weight, 30) for weight in (2, 3 / 4, 5)] == [15, 40, 6]


def test_unit_beyond_the_bound_is_none():
    assert unit_of([2, 3, 5], most=29) == 0


def test_lengths_are_exact_where_floats_can_hold_the_longest_path():
    lengths, unit, slack = lengths_of(np.array([1 / 3, 1.0, 1 / 2, 1.0]), 4)
    assert (lengths.tolist(), unit, slack) == ([3, 1, 2, 1], 1, 0)


def test_lengths_beyond_are_floats_with_a_slack():
    primes = np.array([99991.0, 99989.0, 99971.0, 99961.0, 99929.0])
    lengths, unit, slack = lengths_of(primes, 6)
    assert lengths == pytest.approx(1 / primes)
    assert unit == 1
    assert 0 < slack < 1e-9


def test_no_ties_have_no_lengths():
    lengths, unit, slack = lengths_of(np.array([]), 0)
    assert (lengths.tolist(), unit, slack) == ([], 1, 0)
