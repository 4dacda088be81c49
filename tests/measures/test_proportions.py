"""Wilson's intervals are those of the literature, and unknown stays unknown."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from analysis.common.errors import ParameterError
from analysis.measures.proportions import design_effects, wilson_intervals


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


def clusters(*shares):
    """Return the cases that have it, and all cases, of each cluster of each share."""
    index = pd.MultiIndex.from_tuples([(n, m) for n, share in enumerate(shares) for m in range(len(share))])
    part, whole = (pd.Series([case[at] for share in shares for case in share], index=index) for at in (0, 1))
    return part, whole


def test_effect_of_clusters_is_the_variance_between_them_over_that_of_single_cases():
    # 3 of 6: residuals 1 - 1, 2 - 1, 0 - 1; 3/2 x 2 / (6 x 1/4) = 2, as much as pairs that are alike can have.
    assert design_effects(*clusters([(1, 2), (2, 2), (0, 2)])).to_list() == [2]
    # 4 of 6: residuals 1 - 2/3, 1 - 4/3, 2 - 2; 3/2 x 2/9 / (6 x 2/9) = 1/4: clusters that are more even than chance
    assert design_effects(*clusters([(1, 1), (1, 2), (2, 3)])).to_list() == [1]
    # 4 of 7: residuals 2 - 8/7, 1 - 8/7, 1 - 12/7; 3/2 x (36 + 1 + 25)/49 / (7 x 12/49) = 93/84
    assert design_effects(*clusters([(2, 2), (1, 2), (1, 3)])).to_list() == [pytest.approx(93 / 84)]


def test_clusters_of_which_nothing_can_be_told_are_taken_as_all_alike():
    # none of 1 + 2 + 3, and one cluster of 3: (1 + 4 + 9) / 6, 9 / 3
    assert design_effects(*clusters([(0, 1), (0, 2), (0, 3)], [(1, 3)])).to_list() == [pytest.approx(14 / 6), 3]


def test_single_cases_have_no_effect():
    assert design_effects(*clusters([(1, 1), (0, 1), (0, 1)], [(0, 1)])).to_list() == [1, 1]


def test_interval_of_clusters_is_that_of_fewer_cases():
    assert interval(10, 40, effects=2.0).to_list() == pytest.approx(interval(5, 20).to_list(), abs=1e-12)


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_intervals_hold_the_share_of_clusters_that_are_alike(share):
    """Of 400 plans of 40 actions, each with 1 to 4 indicators all alike: plain intervals hold it in 3 of 4."""
    rng = np.random.default_rng(0)
    sizes = rng.integers(1, 5, (400, 40))
    part, whole = clusters(*(list(zip(w * rng.binomial(1, share, 40), w, strict=True)) for w in sizes))
    summed = [cases.groupby(level=0).sum().astype("Int64") for cases in (part, whole)]
    plain, wider = (wilson_intervals(*summed, effects=e) for e in (1.0, design_effects(part, whole)))
    held = [((found["low"] <= share) & (found["high"] >= share)).mean() for found in (plain, wider)]
    assert held[0] < 0.8
    assert held[1] > 0.9
