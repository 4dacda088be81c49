"""Domains and themes that grow and shrink."""

import pandas as pd
import pytest

from analysis.measures.comparisons.actions import action_changes
from analysis.measures.comparisons.domain_change import COLUMNS, domain_changes

THEMES = {"Saúde": "health", "Casa": "housing", "Idosos": "ageing", "1. SAUDE": "health"}


@pytest.fixture(scope="module")
def changed(plan_of):
    def changes(before, after, by="domain", themes=THEMES):
        """Each plan is the domains of its actions; an action is called after its domain and number."""
        plans = [
            plan_of(*["CMA GNR"] * len(names), domains=names, themes=themes, plan_id=f"vila-{year}")
            for year, names in ((2023, before), (2024, after))
        ]
        return domain_changes(*plans, action_changes(*plans), by=by)

    return changes


def test_domains_grow_shrink_come_and_go(changed):
    found = changed(["Saúde", "Casa", "Casa", "Idosos"], ["1. SAUDE", "1. SAUDE", "Casa", "Vário"])
    assert found.dtypes.to_dict() == COLUMNS
    assert found["trend"].to_dict() == {"1. SAUDE": "grown", "Casa": "shrunk", "Vário": "new", "Idosos": "gone"}
    assert found.loc["1. SAUDE", ["actions_before", "actions_after", "difference"]].to_list() == [1, 2, 1]
    assert found.loc["Casa", ["share_before", "share_after"]].to_list() == [2 / 4, 1 / 4]
    assert found.loc["Vário", ["actions_before", "organisations_before", "organisations_after"]].to_list() == [0, 0, 2]


def test_same_domain_has_its_matched_actions(changed):
    found = changed(["Saúde", "Saúde"], ["Saúde", "Saúde"])
    assert found["trend"].to_list() == ["same"]
    assert found["matched_actions"].to_list() == [2]


def test_themes_outlast_the_wording(changed):
    found = changed(["Saúde"], ["1. SAUDE"], by="theme")
    assert found["trend"].to_dict() == {"health": "same"}


def test_absence_of_a_theme_is_not_known_where_actions_have_none(changed):
    found = changed(["Saúde", "Vário"], ["Saúde", "Casa"], by="theme")
    assert found.loc["housing", ["actions_before", "organisations_before", "trend"]].isna().all()
    assert found.loc["health", "trend"] == "same"
    none = found[found.index.isna()].iloc[0]
    assert (none["actions_before"], none["actions_after"], none["trend"]) == (1, 0, pd.NA)


def test_actions_without_a_domain_are_a_last_row(changed):
    found = changed([None, "Casa"], ["Casa"])
    assert list(found.index[:-1]) == ["Casa"]
    assert found.iloc[-1][["actions_before", "actions_after"]].to_list() == [1, 0]


def test_plans_without_actions_have_no_domains(changed):
    found = changed([], [])
    assert found.empty
    assert found.dtypes.to_dict() == COLUMNS
