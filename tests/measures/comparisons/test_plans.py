"""Plans side by side: each number known by hand, unknown where the document does not say."""

import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.measures.comparisons.plans import COLUMNS, MEASURES, plan_comparison
from analysis.measures.proportions import wilson_intervals


@pytest.fixture(scope="module")
def compared(plan_of, joined):
    """A plan of four actions with all that can be stated, and one of two that states nothing but an action."""
    full = plan_of(
        "CMA GNR",
        "CMA",
        "",
        "CMA IPSS",
        partners=["", "", "PSP", ""],
        domains=["Saúde", "Saúde", "Habitação", "Outro"],
        themes={"Saúde": "health", "Habitação": "housing"},
        months=[[1, 2], [1], None, None],
        indicators=["N.º de sessões: 10", "Redução da taxa de desemprego", None, None],
        targets=["12", None, None, None],
    )
    bare = plan_of("", "", domains=[None, None], plan_id="outra-2024", municipality="Outra")
    return plan_comparison(joined(full, bare), draws=20)


def test_every_plan_has_every_measure_in_order(compared):
    assert list(compared.index) == [(plan, m) for plan in ("vila-2024", "outra-2024") for m in MEASURES]
    assert compared.dtypes.to_dict() == COLUMNS


@pytest.mark.parametrize(
    ("measure", "value", "cases"),
    [
        ("actions", 4, None),
        ("organisations", 4, None),
        ("domains", 3, None),
        ("themes", 2, 2),  # of the two domains that have one
        ("organisations_per_action", 6 / 4, None),
        ("density", 2 / 6, None),  # CMA with GNR and with IPSS; PSP alone
        ("top_share", 3 / 4, None),
        ("lone_share", 2 / 4, 4),
        ("responsible_share", 3 / 4, 4),
        ("schedule_known_share", 2 / 4, 4),
        ("indicators_share", 2 / 4, 4),
        ("target_share", 1 / 2, 2),
        ("outcome_share", 1 / 2, 2),
        ("smart_share", 4 / 6, 6),  # both measurable and timely, neither specific
    ],
)
def test_measures_are_known_by_hand(measure, value, cases, compared):
    row = compared.loc[("vila-2024", measure)]
    assert row["value"] == pytest.approx(value)
    assert row["cases"] is pd.NA if cases is None else row["cases"] == cases


def test_shares_have_the_interval_of_wilson_and_counts_none(compared):
    one = compared.loc[("vila-2024", "responsible_share")]
    known = wilson_intervals(pd.Series([3], dtype="Int64"), pd.Series([4], dtype="Int64")).iloc[0]
    assert one["interval"] == "wilson"
    assert one[["value", "low", "high"]].to_list() == known.to_list()
    counts = compared.loc[[("vila-2024", measure) for measure in ("actions", "organisations", "domains", "themes")]]
    assert counts[["low", "high", "interval"]].isna().all(axis=None)


def test_gini_of_the_months_is_bounded_by_the_unknown_ones(compared):
    """Loads 2 and 1 in two of twelve months. Gini: 2 (11·1 + 12·2) / (12·3) - 13/12 = 31/36."""
    row = compared.loc[("vila-2024", "gini_months")]
    assert (row["interval"], row["cases"]) == ("bounds", 2)
    assert row["value"] == pytest.approx(31 / 36)
    assert row["low"] < row["value"] <= row["high"]


def test_gini_of_months_that_are_all_stated_has_no_bounds(plan_of):
    """Two months of load 1: 2 (11·1 + 12·1) / (12·2) - 13/12 = 5/6, and nothing that could change it."""
    row = plan_comparison(plan_of("CMA", "GNR", months=[[1], [2]]), draws=1).loc[("vila-2024", "gini_months")]
    assert (row["value"], row["cases"]) == (pytest.approx(5 / 6), 2)
    assert row[["low", "high", "interval"]].isna().all()


def test_criteria_that_can_only_be_met_do_not_raise_the_share(plan_of):
    """Specific ("vacinas administradas", no in the other), both measurable: 3 of 4. That "vacinas" stands in the action
    makes the first relevant, and target and baseline make it achievable: neither counts."""
    plan = plan_of("CMA", "GNR", indicators=["N.º de vacinas administradas: 10 (2021: 5)", "N.º de sessões"])
    told = dataclasses.replace(plan, actions=plan.actions.assign(action="Administrar vacinas"))
    both = [plan_comparison(corpus, draws=1).loc[("vila-2024", "smart_share")] for corpus in (plan, told)]
    assert [row[["value", "cases"]].to_list() for row in both] == [[3 / 4, 4]] * 2


def test_targets_of_a_plan_without_a_column_of_them_are_unknown(plan_of):
    """A number stands in the words of one of two indicators; with a column that has one more, both have a target."""
    without, with_column = (
        plan_comparison(plan_of("CMA", "GNR", indicators=["N.º de sessões: 10", "N.º de alunos"], targets=targets),
                        draws=1).loc[("vila-2024", "target_share")]
        for targets in (None, [None, "30"])
    )  # fmt: skip
    assert without.isna().all()
    assert with_column[["value", "cases"]].to_list() == [1, 2]


def test_what_a_plan_does_not_state_is_unknown_not_zero(compared):
    bare = compared.loc["outra-2024"]
    assert bare["value"].dropna().to_dict() == {"actions": 2}
    assert bare.drop(index="actions").isna().all(axis=None)


def test_criteria_that_a_plan_cannot_tell_are_not_counted_as_not_shown(plan_of):
    """With months 4 of 6 criteria are shown: both are measurable and timely, neither specific. Without, 2 of 4."""
    stated = {"indicators": ["N.º de sessões: 10", "Redução da taxa de desemprego"]}
    with_months, without = (
        plan_comparison(plan_of("CMA", "GNR", months=months, **stated), draws=20).loc[("vila-2024", "smart_share")]
        for months in ([[1], [2]], None)
    )
    assert with_months[["value", "cases"]].to_list() == [pytest.approx(4 / 6), 6]
    assert without[["value", "cases"]].to_list() == [2 / 4, 4]


def test_interval_of_the_criteria_holds_the_share_and_needs_two_actions(plan_of):
    two, one = (
        plan_comparison(plan_of(*["CMA"] * len(texts), indicators=texts), draws=50).loc[("vila-2024", "smart_share")]
        for texts in (["N.º de sessões: 10", "Satisfação"], ["N.º de sessões: 10"])
    )
    assert two["low"] <= two["value"] <= two["high"]
    assert two["interval"] == "bootstrap"
    assert one[["low", "high", "interval"]].isna().all()


def test_no_body_that_counts_is_none_but_a_role_that_no_action_names_is_unknown(corpus_of):
    corpus = corpus_of("CMA", "CMA GNR")
    found = [plan_comparison(corpus, draws=1, **choice) for choice in ({"kinds": "health"}, {"role": "partner"})]
    assert [compared.loc[("vila-2024", "organisations"), "value"] for compared in found] == [0, pd.NA]


def test_plan_shows_the_same_beside_others_as_alone(plan_of, joined):
    one = plan_of("CMA GNR", "CMA IPSS", "GNR", indicators=["N.º de ações", "N.º de sessões", None])
    other = plan_of("CMA PSP", "PSP", "PSP GNR CMA", plan_id="outra-2023", municipality="Outra")
    both = plan_comparison(joined(one, other), draws=20)
    for plan_id, corpus in (("vila-2024", one), ("outra-2023", other)):
        alone = plan_comparison(corpus, draws=20)
        pd.testing.assert_frame_equal(both.loc[[plan_id]], alone)


def test_corpus_without_plans_compares_nothing(corpus_of):
    corpus = corpus_of()
    nothing = type(corpus)(**{name: frame.iloc[:0] for name, frame in corpus.frames().items()})
    compared = plan_comparison(nothing, draws=5)
    assert compared.empty
    assert compared.dtypes.to_dict() == COLUMNS


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"level": 1.5}, {"role": "chefe"}])
def test_wrong_parameters_are_refused(wrong, corpus_of):
    with pytest.raises(ParameterError, match=str(next(iter(wrong.values())))):
        plan_comparison(corpus_of("CMA GNR", "CMA"), **wrong)


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_schedules_that_are_hidden_become_unknown_never_zero(data, corpus_of):
    months = data.draw(st.lists(st.sets(st.integers(1, 12), min_size=1), min_size=2, max_size=5), label="months")
    hidden = data.draw(st.sets(st.integers(0, len(months) - 1), max_size=len(months)), label="hidden")
    full = corpus_of(*["CMA"] * len(months), months=months)
    left = full.schedule[~full.schedule["action_id"].isin(full.actions["action_id"].iloc[sorted(hidden)])]
    told, truth = (
        plan_comparison(dataclasses.replace(full, schedule=schedule.reset_index(drop=True)), draws=1).loc["vila-2024"]
        for schedule in (left, full.schedule)
    )
    gini, share = told.loc["gini_months"], told.loc["schedule_known_share"]
    if len(hidden) == len(months):
        assert gini.isna().all()
        assert share.isna().all()
    else:
        assert share["value"] == pytest.approx(1 - len(hidden) / len(months))
        assert gini["cases"] == len(months) - len(hidden)
        low, high = gini[["low", "high"]] if hidden else (gini["value"], gini["value"])
        assert low - 1e-9 <= truth.loc["gini_months", "value"] <= high + 1e-9
