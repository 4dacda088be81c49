import dataclasses

import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.common.wording import keys
from analysis.frames.schema import checked
from analysis.measures.domains.gaps import COLUMNS, GAPS, gap_summary, plan_gaps


def _with(corpus, *, indicators=(), goals=None, levels=()):
    """Give actions, by number, an indicator, and goals; and the plan headings without actions."""
    plan_id = corpus.plan_ids[0]
    named = [{"action_id": f"{plan_id}/{seq:03}", "order": 1, "indicator": "N.º"} for seq in indicators]
    empty = [{"plan_id": plan_id, "level": level, "heading": heading} for level, heading in levels]
    changed = {}
    if named:
        changed["indicators"] = checked("indicators", pd.DataFrame(named).assign(unit=None, target=None))
    if goals is not None:
        changed["actions"] = checked("actions", corpus.actions.assign(goal=list(goals)))
    if empty:
        changed["empty_levels"] = checked("empty_levels", pd.DataFrame(empty))
    return dataclasses.replace(corpus, **changed)


def _found(gaps, gap):
    """Return the rows of a gap in the only plan that has it."""
    rows = gaps.reset_index()
    return rows[rows["gap"] == gap]


def test_plan_without_actions_has_no_gaps_with_all_columns(corpus_of):
    gaps = plan_gaps(corpus_of())
    assert gaps.empty
    assert gaps.dtypes.to_dict() == COLUMNS
    assert gaps.index.names == ["plan_id", "gap", "order"]
    assert gap_summary(corpus_of()).empty


def test_action_lacks_what_other_actions_of_its_plan_have(corpus_of):
    corpus = corpus_of("CMA", "", "GNR", partners=["", "PSP", ""], months=[None, [3], [4]], domains=["A", "B", "B"])
    corpus = _with(corpus, indicators=[3])
    gaps = plan_gaps(corpus)
    assert list(_found(gaps, "action_without_months")["seq"]) == [1]
    assert list(_found(gaps, "action_without_responsible")["seq"]) == [2]
    assert list(_found(gaps, "action_without_indicators")["seq"]) == [1, 2]
    assert _found(gaps, "action_without_bodies").empty
    row = gaps.loc[("vila-2024", "action_without_responsible", 1)]
    assert list(row[["level", "domain", "subject", "action_id", "source"]]) == [
        "action", "B", "Ação 2", "vila-2024/002", "line 2",
    ]  # fmt: skip


def test_what_no_action_of_a_plan_has_is_told_once_and_not_of_each_action(corpus_of):
    gaps = plan_gaps(corpus_of("", "", ""))
    absent = ["goals_absent", "indicators_absent", "responsible_absent", "bodies_absent", "months_absent"]
    assert list(gaps.index) == [("vila-2024", gap, 1) for gap in absent]
    assert gaps.isna().all(axis=None)


def test_plan_that_names_partners_only_says_nothing_of_who_is_responsible(corpus_of):
    gaps = plan_gaps(corpus_of("", "", partners=["GNR", ""]))
    assert list(_found(gaps, "responsible_absent")["order"]) == [1]
    assert _found(gaps, "action_without_responsible").empty
    assert list(_found(gaps, "action_without_bodies")["seq"]) == [2]


def test_goal_has_the_gap_where_none_of_its_actions_has_an_indicator(corpus_of):
    # x of A: one of two actions has one; y of A: none; x of B: none; the last action states no goal.
    corpus = _with(
        corpus_of(*["CMA"] * 5, domains=["A", "A", "A", "B", "B"]), goals=["x", "x", "y", "x", None], indicators=[2]
    )
    rows = _found(plan_gaps(corpus), "goal_without_indicators")
    assert list(zip(rows["domain"], rows["subject"], rows["seq"], strict=True)) == [("A", "y", 3), ("B", "x", 4)]
    assert rows["action_id"].isna().all()
    assert list(gap_summary(corpus).loc[("vila-2024", "goal_without_indicators")]) == [2, 3, 2 / 3]


def test_indicators_of_actions_without_a_goal_show_that_the_plan_has_indicators(corpus_of):
    corpus = _with(corpus_of("CMA", "CMA"), goals=["x", None], indicators=[2])
    gaps = plan_gaps(corpus)
    assert list(_found(gaps, "goal_without_indicators")["subject"]) == ["x"]
    assert _found(gaps, "indicators_absent").empty


def test_domain_without_goals_is_one_whose_actions_state_none(corpus_of):
    corpus = _with(corpus_of("CMA", "CMA", "CMA", domains=["A", "B", None]), goals=["x", None, None])
    rows = _found(plan_gaps(corpus), "domain_without_goals")
    assert list(zip(rows["level"], rows["subject"], strict=True)) == [("domain", "B")]


def test_headings_without_actions_are_gaps_among_all_headings(corpus_of):
    corpus = _with(corpus_of("CMA", "CMA", domains=["A", "B"]), goals=["x", "x"], levels=[("axis", "Eixo 3")])
    rows = _found(plan_gaps(corpus), "level_without_actions")
    assert list(zip(rows["level"], rows["subject"], strict=True)) == [("axis", "Eixo 3")]
    # Domains A and B, goal x in each, and the empty axis.
    assert list(gap_summary(corpus).loc[("vila-2024", "level_without_actions")]) == [1, 5, 1 / 5]


def test_each_plan_is_judged_by_what_it_states_itself(corpus_of, joined):
    corpus = joined(
        corpus_of("CMA", "CMA", months=[[1], None]), corpus_of("GNR", "GNR", months=[None, None], plan_id="alta-2020")
    )
    gaps = plan_gaps(corpus)
    months = [(plan_id, gap) for plan_id, gap, _ in gaps.index if "months" in gap]
    assert months == [("vila-2024", "action_without_months"), ("alta-2020", "months_absent")]


def test_summary_of_what_is_not_stated_is_unknown_not_zero(corpus_of):
    summary = gap_summary(corpus_of("CMA", "")).loc["vila-2024"]
    assert list(summary.loc["action_without_bodies"]) == [1, 2, 1 / 2]
    assert list(summary.loc["action_without_indicators"].isna()) == [True, False, True]
    assert list(summary.loc["indicators_absent"].isna()) == [False, True, True]
    assert summary.dtypes.astype(str).to_dict() == {"number": "Int64", "of": "Int64", "share": "Float64"}


def test_summary_counts_the_rows_of_the_gaps(corpus_of):
    corpus = _with(corpus_of("CMA", "", "GNR", months=[[1], [2], None]), goals=["x", None, "y"], indicators=[1])
    summary = gap_summary(corpus)["number"].dropna()
    assert summary[summary > 0].to_dict() == plan_gaps(corpus).groupby(["plan_id", "gap"]).size().to_dict()


def test_action_of_bodies_that_do_not_count_has_nobody(corpus_of):
    corpus = corpus_of("CMA", "IPSS")
    assert list(_found(plan_gaps(corpus, collective=False), "action_without_bodies")["seq"]) == [2]
    assert list(_found(plan_gaps(corpus, kinds="-municipality"), "action_without_responsible")["seq"]) == [1]
    with pytest.raises(ParameterError):
        plan_gaps(corpus, kinds="ship")


def test_every_gap_has_its_words():
    codes = {code for pair in GAPS.items() for code in pair if code}
    assert {f"gap.{code}" for code in codes} == {key for key in keys() if key.startswith("gap.")}
