import math

import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.frames.schema import MONTHS
from analysis.measures.schedules.balance import load_balance
from analysis.measures.schedules.subjects import SUBJECTS

MEASURES = ["total", "month_mean", "peak", "peak_months", "trough", "trough_months", "peak_to_mean", "variation",
            "gini_months", "share_to_move"]  # fmt: skip


def test_one_month_holds_all(corpus_of):
    row = load_balance(corpus_of("CMA", months=[[3]])).loc["vila-2024"]
    assert list(row[["total", "month_mean", "peak", "peak_months", "trough"]]) == [1, 1 / 12, 1, "3", 0]
    assert row["peak_to_mean"] == pytest.approx(12)
    assert row["gini_months"] == pytest.approx(11 / 12)
    assert row["share_to_move"] == pytest.approx(11 / 12)
    assert row["variation"] == pytest.approx(math.sqrt(11))  # var = (11/12)²/12 + 11/12³ = 11/144; mean 1/12


def test_year_round_work_is_even(corpus_of):
    row = load_balance(corpus_of("CMA", months=[MONTHS])).loc["vila-2024"]
    assert list(row[["peak_to_mean", "variation", "gini_months", "share_to_move"]]) == [1, 0, 0, 0]
    assert row["peak_months"] == row["trough_months"] == "1;2;3;4;5;6;7;8;9;10;11;12"


def test_two_peaks_by_hand(corpus_of):
    # loads 2 in May and October, 1 in the ten others: total 14, even load 7/6
    row = load_balance(corpus_of("CMA", "CMA", months=[MONTHS, [5, 10]])).loc["vila-2024"]
    assert list(row[["total", "peak", "peak_months", "trough"]]) == [14, 2, "5;10", 1]
    assert row["peak_to_mean"] == pytest.approx(12 / 7)
    assert row["share_to_move"] == pytest.approx(2 * (2 - 7 / 6) / 14)
    # 2 * 10 pairs differ by 1, each twice: 40 / (2 * 144 * 7/6)
    assert row["gini_months"] == pytest.approx(40 / 336)


def test_peaks_of_sums_of_parts_are_found_despite_rounding(corpus_of):
    # January, February, May and October hold 1/3 + 1/5 each, added in different order
    months = [[1, 2, 3], [1, 2, 10, 11, 12], [5, 6, 7, 8, 9], [4, 5, 10]]
    corpus = corpus_of(*["CMA"] * 4, months=months)
    row = load_balance(corpus, weight="split").loc["vila-2024"]
    assert row["peak_months"] == "1;2;5;10"


def test_unknown_load_has_no_measures(corpus_of):
    row = load_balance(corpus_of("CMA", "GNR")).loc["vila-2024"]
    assert row[[*MEASURES, "gini_organisations"]].isna().all()
    assert list(row[["actions", "unknown", "share_unknown"]]) == [2, 2, 1]
    assert list(row[["organisations", "organisations_unknown"]]) == [2, 2]


def test_plan_without_actions(corpus_of):
    row = load_balance(corpus_of()).loc["vila-2024"]
    assert row[["share_unknown", *MEASURES, "gini_organisations"]].isna().all()
    assert list(row[["actions", "unknown", "supposed"]]) == [0, 0, 0]


def test_gini_over_bodies_leaves_out_those_of_which_nothing_is_known(corpus_of):
    # CMA has 3 action-months, GNR 1, PSP nothing known: |3 - 1| twice over four pairs, over 2 * 4 * 2
    corpus = corpus_of("CMA GNR", "CMA", "PSP", months=[[1], [2, 3], None])
    row = load_balance(corpus).iloc[0]
    assert row["gini_organisations"] == pytest.approx(1 / 4)
    assert list(row[["organisations", "organisations_unknown"]]) == [3, 1]  # PSP


def test_body_of_which_some_load_is_known_is_not_unknown(corpus_of):
    row = load_balance(corpus_of("CMA GNR", "CMA", months=[[1], None])).iloc[0]
    assert list(row[["organisations", "organisations_unknown", "gini_organisations"]]) == [2, 0, 0]


def test_bodies_are_counted_in_each_domain(corpus_of):
    corpus = corpus_of("CMA GNR", "GNR", "", domains=["A", "B", "C"], months=[[1], None, [2]])
    found = load_balance(corpus, by="domain")[["organisations", "organisations_unknown", "gini_organisations"]]
    assert found.to_numpy().tolist() == [[2, 0, 0], [1, 1, pd.NA], [pd.NA] * 3]  # nobody in C


def test_one_body_is_no_inequality(corpus_of):
    assert load_balance(corpus_of("CMA", months=[[1]]))["gini_organisations"].iloc[0] == 0


def test_gini_over_bodies_follows_who_counts(corpus_of):
    corpus = corpus_of("CMA", "CMA", partners=["GNR", ""], months=[[1], [2]])
    assert load_balance(corpus)["gini_organisations"].iloc[0] == pytest.approx(1 / 6)  # 2 and 1: 2 / (2 * 4 * 1.5)
    assert load_balance(corpus, role="responsible")["gini_organisations"].iloc[0] == 0
    assert load_balance(corpus, role="responsible")["total"].iloc[0] == 2


def test_gini_of_a_role_is_over_the_bodies_in_that_role(corpus_of):
    corpus = corpus_of("CMA", "CMA", "GNR", partners=["GNR", "", ""], months=[[1]] * 3)
    ginis = load_balance(corpus, by="role")["gini_organisations"]
    assert ginis.loc[("vila-2024", "responsible")] == pytest.approx(1 / 6)  # CMA 2, GNR 1
    assert ginis.loc[("vila-2024", "partner")] == 0  # GNR alone


def test_bodies_have_their_names_and_no_gini_over_bodies(corpus_of):
    balance = load_balance(corpus_of("CMA GNR", months=[[1]]), by="organisation")
    assert list(balance["organisation"]) == ["Entidade CMA", "Entidade GNR"]
    assert balance.columns.intersection(["organisations", "organisations_unknown", "gini_organisations"]).empty


def test_suppositions_are_counted_only_where_they_matter(timed):
    corpus = timed("CMA", "CMA", "CMA", frequencies=[None, "annual", None], months=[[1], [2], None])
    assert load_balance(corpus, weight="occurrences")["supposed"].iloc[0] == 1
    assert load_balance(corpus)["supposed"].iloc[0] == 0


@pytest.mark.parametrize("by", SUBJECTS)
def test_actions_of_nothing_are_one_more_subject_or_none(corpus_of, by):
    corpus = corpus_of("", "CMA", domains=[None, "A"], months=[[1], [2]])
    expected = {"plan": 1, "domain": 2, "theme": 1, "kind": 1, "role": 1, "organisation": 1}
    assert len(load_balance(corpus, by=by)) == expected[by]


def test_unknown_subject_is_refused(corpus_of):
    with pytest.raises(ParameterError, match="plan, domain, theme"):
        load_balance(corpus_of("CMA"), by="year")


def test_only_text_and_numbers_that_know_missing(corpus_of):
    dtypes = load_balance(corpus_of("CMA"), by="organisation").dtypes
    assert {str(kind) for kind in dtypes} == {"string", "Int64", "Float64"}
    assert pd.isna(load_balance(corpus_of("CMA"))["peak_months"].iloc[0])
