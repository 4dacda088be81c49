"""Themes side by side: 0 only where a plan is known to have none."""

import dataclasses

import pandas as pd
import pytest

from analysis.frames.selection import plan_corpus
from analysis.measures.comparisons.themes import COLUMNS, GAP_COLUMNS, theme_comparison, theme_gaps
from analysis.measures.proportions import wilson_intervals


@pytest.fixture(scope="module")
def corpus(plan_of, joined):
    """All actions of the first plan have a theme; one of the second has none; the third has no theme at all."""
    first = plan_of(
        "CMA GNR",
        "CMA",
        "GNR",
        domains=["Saúde", "Saúde", "Casa"],
        themes={"Saúde": "health", "Casa": "housing"},
        suggested=["housing"],
        months=[[1], None, None],
        indicators=["N.º de sessões: 10", "N.º de sessões", None],
        targets=["10", None, None],
    )
    second = plan_of(
        "CMA", "PSP", domains=["Idosos", "Vário"], themes={"Idosos": "ageing"}, plan_id="b-2024", municipality="B"
    )
    third = plan_of("CMA", domains=[None], plan_id="c-2024", municipality="C")
    return joined(first, second, third)


@pytest.fixture(scope="module")
def compared(corpus):
    return theme_comparison(corpus, draws=20)


def test_every_plan_stands_beside_every_theme(compared):
    plans, themes = ("vila-2024", "b-2024", "c-2024"), ("ageing", "health", "housing")
    assert list(compared.index) == [(plan, theme) for plan in plans for theme in themes]
    assert compared.dtypes.to_dict() == COLUMNS


def test_theme_that_a_plan_has_is_known_by_hand(compared):
    row = compared.loc[("vila-2024", "health")]
    known = {"actions": 2, "share_actions": 2 / 3, "organisations": 2, "lone_share": 1 / 2}
    known |= {"schedule_known_share": 1 / 2, "target_share": 1 / 2, "unmapped_actions": 0}
    assert {name: row[name] for name in known} == pytest.approx(known)
    assert not row["suggested"]
    assert compared.loc[("vila-2024", "housing"), "suggested"]


def test_absence_is_zero_only_where_all_actions_have_a_theme(compared):
    assert compared["actions"].loc["vila-2024"].to_list() == [0, 2, 1]
    assert compared["share_actions"].loc[("vila-2024", "ageing")] == 0
    assert compared["actions"].loc["b-2024"].to_list() == [1, pd.NA, pd.NA]
    assert compared["actions"].loc["c-2024"].isna().all()
    assert compared["unmapped_actions"].groupby(level="plan_id").first().to_dict() == {
        "vila-2024": 0,
        "b-2024": 1,
        "c-2024": 1,
    }


def test_theme_of_a_domain_without_actions_is_unknown_where_other_actions_have_none(corpus_of, joined, themed):
    two = corpus_of("CMA", "GNR", domains=["Saúde", "Vário"])
    empty = dataclasses.replace(two, actions=two.actions.assign(domain="Vário").astype(two.actions.dtypes))
    other = corpus_of("CMA", domains=["Saúde"], plan_id="b-2024", municipality="B")
    row = theme_comparison(joined(*(themed(plan, {"Saúde": "health"}) for plan in (empty, other))), draws=5).iloc[0]
    assert row["unmapped_actions"] == 2
    assert row[["actions", "share_actions", "share_actions_high", "organisations"]].isna().all()
    assert not row["suggested"]


def test_plan_shows_the_same_themes_beside_others_as_alone(corpus, compared):
    for plan_id in corpus.plan_ids:
        alone = theme_comparison(plan_corpus(corpus, plan_id), draws=20)
        pd.testing.assert_frame_equal(compared.reindex(alone.index), alone)


def test_plan_that_names_nobody_has_an_unknown_number_of_bodies(plan_of):
    compared = theme_comparison(plan_of("", "", domains=["Saúde"] * 2, themes={"Saúde": "health"}), draws=5)
    assert compared.loc[("vila-2024", "health"), ["actions", "organisations"]].to_list() == [2, pd.NA]


def test_what_an_absent_theme_would_show_is_unknown(compared):
    absent = compared.loc[("vila-2024", "ageing")]
    assert absent[["effective", "lone_share", "schedule_known_share", "target_share", "suggested"]].isna().all()
    assert absent["share_actions_high"] > 0


def test_shares_of_actions_hold_together_over_the_themes(compared):
    """The plan's own two themes and all else are three classes, whatever themes the plans beside it have."""
    cases = [pd.Series([n], dtype="Int64") for n in (2, 3)]
    known = wilson_intervals(*cases, classes=3).iloc[0]
    row = compared.loc[("vila-2024", "health")]
    assert [row["share_actions_low"], row["share_actions_high"]] == pytest.approx([known["low"], known["high"]])


def test_known_months_are_unknown_where_the_whole_plan_has_none_and_zero_where_only_the_theme_has_none(compared):
    assert compared["schedule_known_share"].loc["vila-2024"].to_list() == [pd.NA, 0.5, 0]
    assert compared["schedule_known_share"].loc["b-2024"].isna().all()


def test_plan_without_a_column_of_targets_has_no_share_of_them(plan_of):
    """A number stands in the words of its indicator."""
    plan = plan_of("CMA", domains=["A"], themes={"A": "health"}, indicators=["N.º de sessões: 10"])
    assert pd.isna(theme_comparison(plan, draws=1).loc[("vila-2024", "health"), "target_share"])


def test_plan_without_indicators_has_no_share_of_targets(compared):
    assert pd.isna(compared.loc[("b-2024", "ageing"), "target_share"])


def test_gaps_are_the_themes_of_peers_most_frequent_first(corpus):
    gaps = theme_gaps(corpus)
    assert gaps.dtypes.to_dict() == GAP_COLUMNS
    assert list(gaps.index) == [
        ("vila-2024", "ageing"),
        ("b-2024", "health"),
        ("b-2024", "housing"),
        ("c-2024", "ageing"),
        ("c-2024", "health"),
        ("c-2024", "housing"),
    ]
    assert gaps.loc[("vila-2024", "ageing")].to_list() == [1, 0, 2, 0]
    assert gaps["suggested_peers"].to_list() == [0, 0, 1, 0, 0, 1]  # housing is only suggested
    assert gaps["unmapped_actions"].to_list() == [0, 1, 1, 1, 1, 1]


def test_plan_alone_has_no_gaps_and_no_themes_give_no_rows(plan_of):
    assert theme_gaps(plan_of("CMA", domains=["Saúde"], themes={"Saúde": "health"})).empty
    nothing = theme_comparison(plan_of("CMA"), draws=5)
    assert nothing.empty
    assert nothing.dtypes.to_dict() == COLUMNS
