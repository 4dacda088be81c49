"""Wilson's intervals are those of the literature, and unknown stays unknown."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from analysis.common.errors import ParameterError
from analysis.measures.proportions import wilson_intervals


def interval(part, whole, **keywords):
    cases = [pd.Series([value], dtype="Int64") for value in (part, whole)]
    return wilson_intervals(*cases, **keywords).iloc[0]


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_that_newcombe_published(part, whole, low, high):
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    found = interval(part, whole)
    assert (found["low"], found["high"]) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@settings(max_examples=50, deadline=None)
@given(whole=st.integers(1, 300), data=st.data(), level=st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_intervals_are_those_of_scipy_and_hold_the_share(whole, data, level):
    part = data.draw(st.integers(0, whole))
    found = interval(part, whole, level=level)
    known = binomtest(part, whole).proportion_ci(level, method="wilson")
    assert (found["low"], found["high"]) == (pytest.approx(known.low, abs=1e-12), pytest.approx(known.high, abs=1e-12))
    assert 0 <= found["low"] <= found["value"] <= found["high"] <= 1


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (None, 5), (1, None), (None, None)])
def test_share_of_nothing_or_of_the_unknown_is_unknown(part, whole):
    assert interval(part, whole).isna().all()


def test_none_and_all_reach_the_ends_exactly():
    assert (interval(0, 7)["low"], interval(7, 7)["high"]) == (0, 1)


def test_intervals_of_several_classes_share_the_error():
    """Goodman: each of 5 classes at 95 % together is at 99 % for itself."""
    together, alone = interval(3, 10, classes=5), interval(3, 10, level=0.99)
    assert together.to_list() == pytest.approx(alone.to_list(), abs=1e-12)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_level_that_is_none_is_refused(level):
    with pytest.raises(ParameterError, match=rf"level.*{level}"):
        interval(1, 2, level=level)
