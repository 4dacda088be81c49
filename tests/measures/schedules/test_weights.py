import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.frames.schema import FREQUENCIES, MONTHS
from analysis.measures.schedules.weights import LOAD_WEIGHTS, action_load, action_weights, month_loads

YEAR = list(MONTHS)


def occurrences(timed, frequency, months):
    """The occurrences of an action in one of its months."""
    corpus = timed("CMA", frequencies=[frequency], months=[months])
    return action_weights(corpus)["occurrences"].iloc[0]


def test_each_weight_answers_a_question_of_its_own(timed):
    corpus = timed("CMA", "GNR", frequencies=["monthly", None], months=[YEAR, [3]])
    totals = {w: list(month_loads(corpus, w).sum(axis="columns")) for w in LOAD_WEIGHTS}
    assert totals["actions"] == [12, 1]  # months in which it runs
    assert totals["split"] == pytest.approx([1, 1])  # one action each
    assert totals["occurrences"] == pytest.approx([12, 1])  # twelve meetings, one event


@pytest.mark.parametrize(
    ("frequency", "months", "each"),
    [
        ("weekly", [3], 52 / 12),  # its rate in the only month
        ("weekly", YEAR, 52 / 12),
        ("monthly", [1, 5], 1),
        ("monthly", YEAR, 1),
        ("continuous", [4, 5, 6], 1),
        ("bimonthly", YEAR, 1 / 2),  # six spread over twelve
        ("bimonthly", [1, 3, 5, 7, 9, 11], 1),  # the months are the occurrences
        ("quarterly", YEAR, 1 / 3),
        ("quarterly", [3, 6, 9, 12], 1),
        ("quarterly", [3, 6, 9], 1),
        ("quarterly", [1, 2, 3, 4, 5, 6], 1 / 3),  # a window of half a year holds two
        ("quarterly", [1, 2, 3, 5, 6, 7], 1 / 3),  # more months than occurrences: 4 * 6 / 12 over six
        ("semiannual", [5, 10], 1),
        ("semiannual", [5, 6], 1 / 2),  # one window: 2 * 2 / 12 is less than one, so one
        ("semiannual", [12, 1], 1 / 2),  # a window over the end of the year
        ("semiannual", [5], 1),
        ("annual", [12], 1),
        ("annual", [3, 4, 5], 1 / 3),
        ("annual", [3, 10], 1 / 2),  # one occurrence cannot be in both months
        ("annual", YEAR, 1 / 12),
        (None, [2, 3], 1 / 2),
    ],
)
def test_occurrences_of_a_month(timed, frequency, months, each):
    assert occurrences(timed, frequency, months) == pytest.approx(each)


def test_occasional_action_has_months_but_no_known_occurrences(timed):
    row = action_weights(timed("CMA", frequencies=["occasional"], months=[[2, 3]])).iloc[0]
    assert list(row[["months", "actions", "split"]]) == [2, 1, 1 / 2]
    assert row[["occurrences", "supposed"]].isna().all()


@pytest.mark.parametrize(("text", "each"), [("de 15 em 15 dias", None), ("3 vezes por ano", None), ("2024", 1 / 2)])
def test_recurrence_without_a_code_is_not_taken_for_once(timed, text, each):
    row = action_weights(timed("CMA", frequencies=[None], texts=[text], months=[[2, 3]])).iloc[0]
    assert list(row[["actions", "split"]]) == [1, 1 / 2]
    assert row["occurrences"] == each if each else pd.isna(row["occurrences"])


@pytest.mark.parametrize("frequency", [None, *FREQUENCIES])
def test_without_months_no_weight_is_known(timed, frequency):
    corpus = timed("CMA", frequencies=[frequency], months=[None])
    assert action_weights(corpus).iloc[0][["months", *LOAD_WEIGHTS, "supposed"]].isna().all()
    assert all(month_loads(corpus, weight).isna().all(axis=None) for weight in LOAD_WEIGHTS)
    assert all(action_load(corpus, weight=weight).empty for weight in LOAD_WEIGHTS)


def test_what_is_supposed_is_marked(timed):
    frequencies = [None, "continuous", "annual"]
    corpus = timed("CMA", "CMA", "CMA", frequencies=frequencies, months=[[1]] * 3)
    assert list(action_weights(corpus)["supposed"]) == [True, True, False]


def test_load_has_a_row_for_each_month_in_document_order(timed):
    corpus = timed("CMA", "GNR", "PSP", frequencies=[None, None, "occasional"], months=[[2, 1], None, [7]])
    load = action_load(corpus, weight="split")["load"]
    assert load.to_dict() == {("vila-2024/001", 1): 0.5, ("vila-2024/001", 2): 0.5, ("vila-2024/003", 7): 1}
    assert pd.isna(action_load(corpus, weight="occurrences")["load"].loc[("vila-2024/003", 7)])


def test_months_in_which_a_known_action_does_not_run_are_zero(timed):
    row = month_loads(timed("CMA", frequencies=[None], months=[[3]]), "actions").iloc[0]
    assert list(row) == [0, 0, 1, *[0] * 9]


def test_empty_corpus_has_typed_columns(corpus_of):
    weights = action_weights(corpus_of())
    assert weights.empty
    assert str(weights["months"].dtype) == "Int64"
    assert action_load(corpus_of()).empty


def test_unknown_weight_is_refused(corpus_of):
    with pytest.raises(ParameterError, match="actions, split, occurrences"):
        action_load(corpus_of("CMA"), weight="hours")
