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


def test_plans_that_name_nobody_have_an_unknown_turnover(turnover):
    found = turnover("", "")
    assert found.loc["all"].dropna().to_dict() == dict.fromkeys(list(COLUMNS)[:5], 0)
    assert found["turnover"].isna().all()
