"""Bodies that stay, enter and leave, by kind."""

import pytest

from analysis.measures.comparisons.turnover import COLUMNS, organisation_turnover


@pytest.fixture(scope="module")
def turnover(corpus_of):
    def turned(before, after):
        return organisation_turnover(corpus_of(before), corpus_of(after, plan_id="vila-2025"))

    return turned


def test_bodies_stay_enter_and_leave_by_kind(turnover):
    found = turnover("CMA GNR IPSS", "CMA CLAS JF")
    assert found.dtypes.to_dict() == COLUMNS
    assert list(found.index) == ["all", "municipality", "parish", "security", "ipss_ngo", "network_body"]
    assert found.loc["all"].to_list() == [3, 3, 1, 2, 2, 4 / 5]
    assert found.loc["municipality"].to_list() == [1, 1, 1, 0, 0, 0]
    assert found.loc["security"].to_list() == [1, 0, 0, 0, 1, 1]


def test_who_left_a_plan_that_names_nobody_is_unknown(turnover):
    found = turnover("CMA GNR", "")
    assert list(found.index) == ["all", "municipality", "security"]
    assert found["organisations_before"].to_list() == [2, 1, 1]
    assert found.drop(columns="organisations_before").isna().all(axis=None)
    assert turnover("", "").isna().all(axis=None)


def test_bodies_of_another_role_have_not_left(corpus_of):
    """The later plan has one column of bodies, read as partners."""
    years = corpus_of("CMA GNR"), corpus_of("", partners=["CMA GNR"], plan_id="vila-2025")
    found = organisation_turnover(*years, role="responsible")
    assert found.loc["all"].dropna().to_dict() == {"organisations_before": 2}
    assert organisation_turnover(*years).loc["all", "stays"] == 2


def test_plans_without_actions_have_no_turnover(corpus_of):
    found = organisation_turnover(corpus_of(), corpus_of(plan_id="vila-2025"))
    assert found.loc["all"].dropna().to_dict() == dict.fromkeys(list(COLUMNS)[:5], 0)
