from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.frames.schema import MONTHS
from analysis.measures.schedules.bounds import load_bounds, month_bounds
from analysis.measures.schedules.evenness import gini_index

YEAR = list(MONTHS)
BOUNDS = ["total_least", "total_most", "peak_least", "peak_most", "gini_months_least", "gini_months_most"]
SUBSETS = np.array(list(product((0, 1), repeat=12)))[1:]  # the 4,095 ways to run in at least one month


def bounds_of(corpus, **options):
    return load_bounds(corpus, **options).iloc[0][BOUNDS].tolist()


def test_where_all_is_known_the_bounds_are_the_load(corpus_of):
    corpus = corpus_of("CMA", "CMA", months=[YEAR, [5, 10]])
    assert bounds_of(corpus) == pytest.approx([14, 14, 2, 2, 40 / 336, 40 / 336])


def test_where_nothing_is_known_a_peak_has_bounds_all_the_same(corpus_of):
    # 13 actions over 12 months: one month has two at least; each runs in 1 to 12 months
    assert bounds_of(corpus_of(*["CMA"] * 13)) == pytest.approx([13, 156, 2, 13, 0, 11 / 12])


def test_plan_without_actions_has_no_bounds(corpus_of):
    assert load_bounds(corpus_of()).iloc[0][BOUNDS].isna().all()
    months = month_bounds(corpus_of())
    assert months.isna().all(axis=None)
    assert len(months) == 12


def test_months_have_the_known_load_the_least_and_the_most(corpus_of):
    months = month_bounds(corpus_of("CMA", "CMA", months=[[1], None]))
    assert months.index.names == ["plan_id", "month"]
    assert months.loc[("vila-2024", 1), ["known", "least", "most"]].tolist() == [1, 1, 2]
    assert months.loc[("vila-2024", 2), ["known", "least", "most"]].tolist() == [0, 0, 1]
    assert set(months["share_unknown"]) == {1 / 2}


def test_least_of_nothing_known_is_a_bound_and_the_known_load_stays_unknown(corpus_of):
    months = month_bounds(corpus_of("CMA"))
    assert months["known"].isna().all()
    assert set(months["least"]) == {0}
    assert set(months["most"]) == {1}


def test_bounds_of_bodies_have_their_names(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", months=[[1], None])
    bounds = load_bounds(corpus, by="organisation")
    assert bounds["organisation"].tolist() == ["Entidade CMA", "Entidade GNR"]
    assert bounds["peak_most"].tolist() == [2, 1]
    months = month_bounds(corpus, by="organisation")
    assert months.loc[("vila-2024", "cma", 1), ["organisation", "most"]].tolist() == ["Entidade CMA", 2]
    assert months.loc[("vila-2024", "gnr", 1), "most"] == 1


@settings(deadline=None, max_examples=10)
@given(st.lists(st.sets(st.sampled_from(YEAR), min_size=1), max_size=5))
def test_with_one_unknown_action_the_bounds_are_those_of_all_completions(corpus_of, known):
    load = np.array([sum(m in months for months in known) for m in YEAR])
    complete = load + SUBSETS
    ginis = gini_index(complete.astype(float))
    expected = [complete.sum(axis=1).min(), complete.sum(axis=1).max(), complete.max(axis=1).min(),
                complete.max(), ginis.min(), ginis.max()]  # fmt: skip
    assert bounds_of(corpus_of(*["CMA"] * (len(known) + 1), months=[*known, None])) == pytest.approx(expected)


@pytest.mark.parametrize("known", [[[1, 2]], [[1, 2, 3, 4, 5]] * 3 + [[1, 2, 8]] * 4])
def test_with_two_unknown_actions_the_bounds_are_those_of_all_completions(corpus_of, known):
    load = np.array([sum(m in months for months in known) for m in YEAR])
    added = np.array(list(product((0, 1, 2), repeat=12)), dtype=np.int8)
    complete = load + added[added.sum(axis=1) >= 2]  # each in a month at least; two in a month are two actions
    ginis = gini_index(complete.astype(np.float64))
    expected = [complete.sum(axis=1).min(), complete.sum(axis=1).max(), complete.max(axis=1).min(),
                complete.max(), ginis.min(), ginis.max()]  # fmt: skip
    assert bounds_of(corpus_of(*["CMA"] * (len(known) + 2), months=[*known, None, None])) == pytest.approx(expected)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 4), min_size=12, max_size=12).filter(lambda added: sum(added) >= 4))
def test_any_addition_can_be_dealt_out_to_the_unknown_actions(added):
    dealt = [[] for _ in range(4)]
    for turn, month in enumerate(np.repeat(YEAR, added)):
        dealt[turn % 4].append(int(month))
    assert all(len(months) == len(set(months)) > 0 for months in dealt)


def test_split_of_one_unknown_action_by_hand(corpus_of):
    # January holds 1; the other unit fills the eleven other months to 1/11, or is in January too.
    # Gini of 1 and eleven times 1/11: 11 pairs, each twice, differ by 10/11: 20 / (2 * 144 * 2/12)
    corpus = corpus_of("CMA", "CMA", months=[[1], None])
    assert bounds_of(corpus, weight="split") == pytest.approx([2, 2, 1, 2, 20 / 48, 11 / 12])


@settings(deadline=None, max_examples=6)
@given(st.lists(st.sets(st.sampled_from(YEAR), min_size=1), max_size=4))
def test_equal_parts_lie_within_the_bounds_of_a_split(corpus_of, known):
    load = np.array([sum((m in months) / len(months) for months in known) for m in YEAR])
    complete = load + SUBSETS / SUBSETS.sum(axis=1, keepdims=True)
    ginis = gini_index(complete)
    least, most, low, high, even, uneven = bounds_of(
        corpus_of(*["CMA"] * (len(known) + 1), months=[*known, None]), weight="split"
    )
    assert least == pytest.approx(most) == pytest.approx(len(known) + 1)
    assert low <= complete.max(axis=1).min() + 1e-9
    assert high == pytest.approx(complete.max())  # attained: all of it in the fullest month
    assert even <= ginis.min() + 1e-9
    assert uneven == pytest.approx(ginis.max())


@pytest.mark.parametrize(
    ("frequency", "total", "most"),
    [
        ("weekly", (52 / 12, 52), 52 / 12),
        ("monthly", (1, 12), 1),
        ("continuous", (1, 12), 1),
        ("quarterly", (1, 4), 1),
        ("annual", (1, 1), 1),
        (None, (1, 1), 1),
    ],
)
def test_frequency_without_months_bounds_the_occurrences(timed, frequency, total, most):
    corpus = timed("CMA", frequencies=[frequency], months=[None])
    assert bounds_of(corpus, weight="occurrences")[:2] == pytest.approx(list(total))
    months = month_bounds(corpus, weight="occurrences")
    assert set(months["most"].round(9)) == {round(most, 9)}
    assert set(months["least"]) == {0}


@pytest.mark.parametrize("months", [[3], None])
def test_occasional_action_leaves_the_most_occurrences_open(timed, months):
    corpus = timed("CMA", "CMA", frequencies=["occasional", "annual"], months=[months, [1]])
    row = load_bounds(corpus, weight="occurrences").iloc[0]
    assert row[["total_least", "peak_least"]].tolist() == [1, 1]
    assert row[["total_most", "peak_most", "gini_months_least", "gini_months_most"]].isna().all()
    assert month_bounds(corpus, weight="occurrences")["most"].isna().all()
    assert load_bounds(corpus).iloc[0]["total_most"] == (2 if months else 13)


@pytest.mark.parametrize(("months", "text"), [([3], "quinzenal"), (None, "3 vezes por ano"), (None, "2024")])
def test_words_without_months_or_a_frequency_leave_the_most_occurrences_open(timed, months, text):
    told = {"texts": [text, "anual"], "statuses": ["stated", "stated"]}
    corpus = timed("CMA", "CMA", frequencies=[None, "annual"], months=[months, [1]], **told)
    row = load_bounds(corpus, weight="occurrences").iloc[0]
    assert row["total_least"] == 1  # of the other
    assert row[["total_most", "peak_most"]].isna().all()


def test_numbers_of_actions_are_whole(corpus_of):
    kinds = load_bounds(corpus_of("CMA")).dtypes
    assert {str(kinds[name]) for name in BOUNDS[:4]} == {"Int64"}
