"""The rows of the table of results: each number is what the measure of that name gives, with what is known of it."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from analysis.common.paths import data_folder
from analysis.common.themes import read_themes
from analysis.frames.schema import TEXT
from analysis.graphs.partnership import partner_graph
from analysis.measures.comparisons.plans import MEASURES, plan_comparison
from analysis.measures.domains.concentration import concentration_intervals
from analysis.measures.networks.centrality import partner_centrality
from analysis.measures.proportions import wilson_intervals
from analysis.reporting.plan_results import plan_measures
from analysis.reporting.result_schema import COLUMNS, UNITS

KEY = ["plan_id", "subject_kind", "subject", "measure"]


@pytest.fixture(scope="module")
def plan(corpus_of, themed):
    """Six actions, one of nobody; months of three known; one domain without a theme, one action without a domain."""
    corpus = corpus_of(
        "CMA GNR",
        "CMA IPSS",
        "CMA",
        "GNR",
        "CMA GNR IPSS",
        "",
        domains=["Habitação", "Habitação", "Saúde", "Saúde", "Outro", None],
        months=[[1, 2], [2], range(1, 13), None, None, None],
    )
    return themed(corpus, {"Habitação": "housing", "Saúde": "health"}, suggested=["Saúde"])


@pytest.fixture(scope="module")
def rows(plan):
    return plan_measures(plan)


def row(rows, kind, measure, subject=None):
    """Return the one row of a measure of a subject."""
    of = (rows["subject_kind"] == kind) & (rows["measure"] == measure)
    of &= rows["subject"].isna() if subject is None else (rows["subject"] == subject).fillna(False)
    (found,) = rows[of].to_dict("records")
    return found


def test_table_has_the_columns_and_types_of_its_schema(rows):
    dtypes = {"text": TEXT, "whole": pd.Int64Dtype(), "number": pd.Float64Dtype(), "truth": pd.BooleanDtype()}
    assert dict(rows.dtypes) == {column: dtypes[kind] for column, kind in COLUMNS.items()}
    assert list(rows.columns) == list(COLUMNS)


def test_a_measure_of_a_subject_has_one_row(rows):
    assert not rows.duplicated(KEY).any()


def test_kinds_of_subject_stand_in_their_order_the_plan_first(rows):
    assert list(rows["subject_kind"].unique()) == list(UNITS)


def test_every_measure_that_is_named_is_there_with_its_unit(rows):
    for kind, units in UNITS.items():
        told = rows[rows["subject_kind"] == kind].drop_duplicates("measure")
        assert dict(zip(told["measure"], told["unit"], strict=True)) == units


def test_measures_of_the_plan_are_those_of_the_comparison_of_plans(plan, rows):
    of_plan = rows[rows["subject_kind"] == "plan"].set_index("measure").loc[list(MEASURES)]
    compared = plan_comparison(plan).droplevel("plan_id")
    for column in ("value", "low", "high", "cases"):
        pd.testing.assert_series_equal(of_plan[column], compared[column], check_exact=False)
    assert of_plan["interval_kind"].fillna("").tolist() == compared["interval"].fillna("").tolist()


def test_an_interval_by_chance_has_its_level_and_bounds_have_none(rows):
    chance = rows["interval_kind"].isin(["wilson", "bootstrap"])
    assert (rows.loc[chance, "level"] == 0.95).all()
    assert rows.loc[~chance, "level"].isna().all()
    assert (rows["low"].notna() == rows["interval_kind"].notna()).all()


def test_share_known_is_of_what_the_measure_asks(rows):
    """Five of six actions name somebody, three have months, two of three domains a theme; there is no indicator."""
    known = {m: row(rows, "plan", m)["known_share"] for m in ("density", "lone_share", "gini_months", "themes")}
    assert known == {"density": 5 / 6, "lone_share": 5 / 6, "gini_months": 0.5, "themes": 2 / 3}
    assert row(rows, "plan", "actions")["known_share"] == 1
    assert row(rows, "plan", "outcome_share")["known_share"] == 0


def test_what_is_not_known_is_empty_and_no_share_of_it_is_known(rows):
    unknown = rows[(rows["known_share"] == 0) & (rows["subject_kind"] == "plan")]
    assert {"outcome_share", "smart_share", "target_share", "indicators_share"} <= set(unknown["measure"])
    assert unknown["value"].isna().all()


def test_reading_is_told_by_confidence_issues_and_reviewed_themes(plan):
    """Nine mentions, two of them at 0.5: (7 + 2 × 0.5) / 9; one of three domains has a reviewed theme."""
    confidence = [0.5, 0.5, *[1.0] * (len(plan.participations) - 2)]
    issue = {"plan_id": "vila-2024", "field": "goal", "problem": "x", "treatment": "y"}
    read = dataclasses.replace(
        plan,
        participations=plan.participations.assign(confidence=pd.array(confidence, dtype="Float64")),
        issues=pd.DataFrame([issue, issue]).reindex(columns=plan.issues.columns).astype(plan.issues.dtypes),
    )
    told = plan_measures(read)
    assert len(plan.participations) == 9
    assert row(told, "plan", "reading_confidence")["value"] == pytest.approx(8 / 9)
    assert row(told, "plan", "reading_confidence")["cases"] == 9
    assert row(told, "plan", "open_issues")["value"] == 2
    assert row(told, "plan", "reviewed_themes_share")["value"] == pytest.approx(1 / 3)


def test_domains_carry_their_theme_and_the_intervals_of_their_concentration(plan, rows):
    limits = concentration_intervals(plan).loc[("vila-2024", "Habitação")]
    for measure in ("effective", "herfindahl", "top_share", "lone_share"):
        told = row(rows, "domain", measure, "Habitação")
        assert told["value"] == limits[measure]
        assert (told["low"], told["high"]) == (limits[f"{measure}_low"], limits[f"{measure}_high"])
        assert (told["theme"], told["cases"]) == ("housing", 2)
    assert pd.isna(row(rows, "domain", "actions", "Outro")["theme"])


def test_actions_under_no_domain_are_a_row_without_a_subject(rows):
    assert row(rows, "domain", "actions")["value"] == 1
    assert row(rows, "domain", "organisations")["value"] == 0
    assert pd.isna(row(rows, "domain", "effective")["value"])


def test_share_of_a_domain_is_of_all_actions_with_an_interval_for_all_domains_at_once(rows):
    """Two of six; three domains and all else are four classes."""
    told = row(rows, "domain", "share_actions", "Habitação")
    numbers = (pd.Series([n], dtype="Int64") for n in (2, 6))
    wilson = wilson_intervals(*numbers, classes=4).iloc[0]
    assert (told["value"], told["low"], told["high"]) == pytest.approx(tuple(wilson))
    assert (told["cases"], told["interval_kind"]) == (6, "wilson")


def test_theme_without_actions_is_unknown_while_an_action_has_no_theme(rows):
    absent = row(rows, "theme", "actions", "education")
    assert pd.isna(absent["value"])
    assert absent["known_share"] == pytest.approx(4 / 6)
    assert row(rows, "theme", "actions", "housing")["value"] == 2
    assert row(rows, "theme", "actions")["value"] == 2


def test_theme_without_actions_is_zero_where_each_action_has_a_theme(corpus_of, themed):
    """With one action the only theme has all; of another Wilson's interval for 0 of 1 in two classes is told."""
    told = plan_measures(themed(corpus_of("CMA"), {"Domínio": "housing"}))
    absent = row(told, "theme", "share_actions", "education")
    assert row(told, "theme", "actions", "education")["value"] == 0
    assert (absent["value"], absent["low"]) == (0, 0)
    assert 0.8 < absent["high"] < 1
    assert row(told, "theme", "share_actions", "housing")["value"] == 1


def test_every_theme_of_the_common_list_has_its_number_of_actions(rows):
    themes = rows[(rows["subject_kind"] == "theme") & (rows["measure"] == "actions")]["theme"].dropna()
    assert sorted(themes) == sorted(read_themes(data_folder()))
    absent = rows[(rows["theme"] == "education").fillna(False)]
    assert set(absent["measure"]) == {"actions", "share_actions"}


def test_load_of_a_month_is_at_least_what_is_known_and_at_most_with_all_unknown_actions(rows):
    """In February three of the three known actions run, and up to three more may; in March one."""
    loads = [row(rows, "month", "load", month) for month in ("02", "03")]
    assert [(told["value"], told["low"], told["high"]) for told in loads] == [(3, 3, 6), (1, 1, 4)]
    assert {(told["interval_kind"], told["known_share"]) for told in loads} == {("bounds", 0.5)}


def test_load_is_unknown_where_no_month_is_stated(corpus_of):
    told = row(plan_measures(corpus_of("CMA", "GNR")), "month", "load", "12")
    assert pd.isna(told["value"])
    assert pd.isna(told["high"])
    assert told["known_share"] == 0


def test_bodies_have_the_centralities_of_the_partner_graph_with_name_and_kind(plan, rows):
    measured = partner_centrality(partner_graph(plan))
    for measure in UNITS["organisation"]:
        told = row(rows, "organisation", measure, "gnr")
        assert told["value"] == pytest.approx(measured.loc["gnr", measure])
    assert (told["organisation"], told["kind"], told["collective"]) == ("Entidade GNR", "security", False)
    assert row(rows, "organisation", "degree", "ipss")["collective"] is True


def test_a_plan_that_names_nobody_has_no_bodies_and_no_number_of_them(corpus_of):
    told = plan_measures(corpus_of("", ""))
    assert "organisation" not in set(told["subject_kind"])
    assert pd.isna(row(told, "plan", "organisations")["value"])
    assert row(told, "plan", "organisations")["known_share"] == 0


def test_a_plan_without_actions_has_rows_and_claims_nothing(corpus_of):
    told = plan_measures(corpus_of())
    assert row(told, "plan", "actions")["value"] == 0
    assert pd.isna(row(told, "plan", "density")["known_share"])
    assert told.loc[told["subject_kind"] == "theme", "value"].isna().all()


def test_rows_of_many_plans_are_those_of_each_alone(corpus_of, joined, plan, rows):
    other = corpus_of("CMB GNR", "GNR", "CMB", plan_id="aldeia-2023", municipality="Aldeia", months=[[1], [2], [3]])
    both = plan_measures(joined(plan, other))
    alone = pd.concat([rows, plan_measures(other)], ignore_index=True)
    pd.testing.assert_frame_equal(both, alone)


def test_every_row_says_its_district_its_document_and_whether_it_was_invented(corpus_of, rows):
    corpus = corpus_of("CMA")
    coded = corpus.plans.assign(ine_code=pd.array(["1701"], dtype=TEXT), synthetic=True)
    told = plan_measures(dataclasses.replace(corpus, plans=coded))
    assert set(told["district"]) == {"Vila Real"}
    assert rows["district"].isna().all()
    assert (told["synthetic"].all(), rows["synthetic"].any()) == (True, False)
    assert set(told["document"]) == {"plan.txt"}
    assert set(told["sha256"]) == {"0" * 64}


def test_names_that_break_formats_are_kept_as_they_are(hostile_corpus):
    told = plan_measures(hostile_corpus)
    assert set(told["organisation"].dropna()) == set(hostile_corpus.organisations["organisation"])


def test_nothing_is_changed_and_the_same_plan_gives_the_same_rows(plan, rows):
    before = {name: frame.copy() for name, frame in plan.frames().items()}
    again = plan_measures(plan)
    pd.testing.assert_frame_equal(again, rows)
    for name, frame in plan.frames().items():
        pd.testing.assert_frame_equal(frame, before[name])
    assert not np.isinf(rows["value"].dropna().to_numpy("float64")).any()
