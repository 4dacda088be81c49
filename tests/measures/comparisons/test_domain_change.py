"""Domains and themes that grow and shrink."""

import pandas as pd
import pytest

from analysis.measures.comparisons.actions import action_changes
from analysis.measures.comparisons.domain_change import COLUMNS, domain_changes

THEMES = {"Saúde": "health", "Casa": "housing", "Idosos": "ageing", "1. SAUDE": "health"}


@pytest.fixture(scope="module")
def changed(plan_of):
    def changes(before, after, by="domain", themes=THEMES, others=False):
        """Each plan is the domains of its actions; those of both years are the same in order, or all are others."""
        plans = [
            plan_of(*["CMA GNR"] * len(names), domains=names, themes=themes, plan_id=f"vila-{year}")
            for year, names in ((2023, before), (2024, after))
        ]
        same = zip(*(plan.actions["action_id"] for plan in plans), strict=False)
        decisions = pd.DataFrame([(*pair, True) for pair in same], columns=["before", "after", "same"])
        decided = {"least": 1.0, "sure": 1.0} if others else {"decisions": decisions}
        return domain_changes(*plans, action_changes(*plans, **decided), by=by)

    return changes


def test_domains_grow_shrink_come_and_go(changed):
    found = changed(["Saúde", "Casa", "Casa", "Idosos"], ["1. SAUDE", "1. SAUDE", "Casa", "Vário"], others=True)
    assert found.dtypes.to_dict() == COLUMNS
    assert found["trend"].to_dict() == {"1. SAUDE": "grown", "Casa": "shrunk", "Vário": "new", "Idosos": "gone"}
    assert found.loc["1. SAUDE", ["actions_before", "actions_after", "difference"]].to_list() == [1, 2, 1]
    assert found.loc["Casa", ["share_before", "share_after"]].to_list() == [2 / 4, 1 / 4]
    assert found.loc["Vário", ["actions_before", "organisations_before", "organisations_after"]].to_list() == [0, 0, 2]


def test_same_domain_has_its_matched_actions(changed):
    found = changed(["Saúde", "Saúde"], ["Saúde", "Saúde"])
    assert found["trend"].to_list() == ["same"]
    assert found["matched_actions"].to_list() == [2]


def test_domain_whose_actions_go_on_under_another_title_is_renamed_and_one_row(changed):
    """Of three actions in the old domain two are in the new one, which has a third: 2 of 3 either way."""
    found = changed(["Saúde", "Saúde", "Saúde", "Casa", "Casa"], ["Vida", "Vida", "Casa", "Casa", "Vida"])
    assert list(found.index) == ["Vida", "Casa"]
    assert found["trend"].to_list() == ["same", "same"]  # of the actions; the name is told beside it
    assert found["renamed_from"].to_list() == ["Saúde", pd.NA]
    assert found.loc["Vida", ["actions_before", "actions_after", "difference"]].to_list() == [3, 3, 0]
    assert found["matched_actions"].to_list() == [3, 2]  # from whatever domain


@pytest.mark.parametrize(("after", "trend"), [(4, "grown"), (3, "same"), (2, "shrunk")])
def test_renamed_domain_has_the_trend_of_its_actions(changed, after, trend):
    row = changed(["Saúde"] * 3 + ["Casa"], ["Vida"] * after + ["Casa"]).loc["Vida"]
    assert row[["trend", "renamed_from", "difference"]].to_list() == [trend, "Saúde", after - 3]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["Saúde"] * 3, ["Vida", "Casa", "Casa"]),  # one of the three; all of Vida, half of Casa and more: Casa it is
        (["Saúde", "Casa", "Idosos"], ["Vida"] * 3),  # of each gone domain a third of the new one
        (["Saúde"] * 5, ["Vida", "Vida", "Casa", "Casa", "Idosos"]),  # no new domain has half of the gone one
        (["Saúde", "Saúde"], ["Vida", "Saúde"]),  # not gone
    ],
)
def test_domain_that_is_parted_or_put_together_is_not_renamed(changed, before, after):
    found = changed(before, after)
    assert pd.isna(found.loc["Vida", "renamed_from"])
    assert found.loc["Vida", "trend"] == "new"


def test_themes_outlast_the_wording(changed):
    found = changed(["Saúde"], ["1. SAUDE"], by="theme")
    assert found["trend"].to_dict() == {"health": "same"}


def test_domains_that_only_a_number_tells_apart_are_not_one(changed):
    found = changed(["Eixo 1"] * 3 + ["Eixo 2"], ["Eixo 1"] + ["Eixo 2"] * 3)
    assert found["difference"].to_dict() == {"Eixo 1": -2, "Eixo 2": 2}
    assert found["trend"].to_list() == ["shrunk", "grown"]
    numbers = changed(["1", "2", None], ["1", "2", None])
    assert list(numbers.index[:-1]) == ["1", "2"]
    assert numbers["trend"].to_list() == ["same", "same", pd.NA]


@pytest.mark.parametrize(
    ("before", "after", "trend"),
    [
        (["Saúde"] * 5, ["Saúde"] * 3 + ["Vário"] * 10, pd.NA),  # 5 to 3, or to as many as 13
        (["Saúde"] * 5, ["Saúde"] * 3 + ["Vário"], "shrunk"),  # to 4 at most
        (["Saúde", "Vário"], ["Saúde"] * 3, "grown"),  # from 2 at most
        (["Saúde", "Vário"], ["Saúde"] * 2, pd.NA),
        (["Saúde", "Vário"], ["Saúde", "Vário"], pd.NA),
        (["Casa"], ["Saúde", "Vário"], "new"),
        (["Saúde", "Vário"], ["Casa"], "gone"),
        (["Vário"], ["Saúde"] * 3, pd.NA),  # grown or new
        (["Saúde"] * 3, ["Vário"], pd.NA),  # shrunk or gone
    ],
)
def test_trend_of_a_theme_is_told_where_actions_without_one_cannot_change_it(changed, before, after, trend):
    health = changed(before, after, by="theme").loc["health"]
    assert health["trend"] is trend or health["trend"] == trend
    assert health["difference"] is pd.NA


def test_absence_of_a_theme_is_not_known_where_actions_have_none(changed):
    found = changed(["Saúde", "Vário"], ["Saúde", "Casa"], by="theme")
    assert found.loc["housing", ["actions_before", "organisations_before", "trend"]].isna().all()
    assert found.loc["health", ["actions_before", "actions_after"]].to_list() == [1, 1]
    none = found[found.index.isna()].iloc[0]
    assert none[["actions_before", "actions_after", "difference", "trend"]].to_list() == [1, 0, -1, pd.NA]


def test_plan_without_headings_is_not_known_to_lack_a_domain(changed):
    found = changed([None, None], ["Saúde", "Casa"])
    assert list(found.index[:-1]) == ["Saúde", "Casa"]
    assert found[["trend", "actions_before", "difference"]].iloc[:-1].isna().all(axis=None)
    assert found["actions_after"].to_list() == [1, 1, 0]


def test_plans_without_headings_have_one_row(changed):
    row = changed([None, None], [None]).iloc[0]
    assert row[["actions_before", "actions_after", "difference", "trend"]].to_list() == [2, 1, -1, pd.NA]


def test_bodies_of_a_plan_that_names_nobody_are_unknown(plan_of):
    plans = plan_of("CMA"), plan_of("", plan_id="vila-2025")
    found = domain_changes(*plans, action_changes(*plans)).iloc[0]
    assert found[["organisations_before", "organisations_after"]].to_list() == [1, pd.NA]


def test_actions_without_a_domain_are_a_last_row(changed):
    found = changed([None, "Casa"], ["Casa"])
    assert list(found.index[:-1]) == ["Casa"]
    assert found.iloc[-1][["actions_before", "actions_after"]].to_list() == [1, 0]


def test_plans_without_actions_have_no_domains(changed):
    found = changed([], [])
    assert found.empty
    assert found.dtypes.to_dict() == COLUMNS
