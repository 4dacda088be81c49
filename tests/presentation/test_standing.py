"""Which values of other plans a measure is set against."""

import pandas as pd

from analysis.presentation.standing import comparable_rows

PLANS = {"own": 10, "bigger": 15, "too-big": 16, "smaller": 7, "too-small": 6, "unknown": pd.NA}


def compared(measure, plans=PLANS, plan_id="own"):
    index = pd.MultiIndex.from_product([plans, ["actions", measure]], names=["plan_id", "measure"])
    values = [value for n in plans.values() for value in (n, 0.5)]
    rows = comparable_rows(pd.DataFrame({"value": pd.array(values, dtype="Float64")}, index=index), plan_id)
    return list(rows.xs(measure, level="measure")[lambda kept: kept].index)


def test_measure_of_size_is_compared_up_to_one_and_a_half_times_the_actions():
    assert compared("density") == ["own", "bigger", "smaller"]  # 15/10 = 1.5 and 10/7 = 1.43; 16/10 and 10/6 are more
    assert compared("effective_organisations") == compared("degree_centralisation") == compared("density")


def test_other_measures_are_compared_with_every_plan():
    assert compared("lone_share") == list(PLANS)


def test_plan_of_unknown_size_is_like_none():
    assert compared("density", plan_id="unknown") == ["unknown"]
