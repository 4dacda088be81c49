import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.diversity import effective_number, spread

COUNTS = st.lists(st.integers(0, 20), min_size=1, max_size=6)


def test_equal_kinds_count_whole_and_shares_of_one_half_and_two_quarters_make_root_eight():
    # exp of 1/2 ln 2 + 2 * 1/4 ln 4 = 2^1.5.
    assert effective_number(np.array([[3, 3, 3, 0], [2, 1, 1, 0]])) == pytest.approx([3, math.sqrt(8)])


def test_nothing_has_no_effective_number():
    assert np.isnan(effective_number(np.zeros((2, 3), dtype=int))).all()
    assert np.isnan(effective_number(np.zeros((2, 0), dtype=int))).all()


def test_one_kind_is_one_without_entropy():
    alone = spread([7.0])
    assert alone == {"shannon": 0, "effective": 1, "herfindahl": 1}
    assert math.copysign(1, alone["shannon"]) == 1  # no minus before the zero


@settings(max_examples=40)
@given(COUNTS.filter(any))
def test_lists_and_arrays_give_the_same_between_one_and_the_kinds_that_hold_something(counts):
    measured = spread([count for count in counts if count])
    assert measured["effective"] == pytest.approx(effective_number(np.array(counts)))
    assert 1 - 1e-9 <= 1 / measured["herfindahl"] <= measured["effective"] + 1e-9 <= np.count_nonzero(counts) + 1e-6
