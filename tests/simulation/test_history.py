"""Plans are drawn from the model as it is stated: means lie within four standard errors."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from analysis.common.months import YEAR
from analysis.common.municipalities import read_municipalities
from analysis.simulation import model, timings
from analysis.simulation.history import simulated_plans
from analysis.simulation.model import HALL
from tests.simulation.conftest import DATA


@pytest.fixture(scope="module")
def histories():
    """60 municipalities over three years."""
    return [list(simulated_plans(p, range(2021, 2024), seed=5)) for p in read_municipalities(DATA)[:60]]


@pytest.fixture(scope="module")
def first_actions(histories):
    return [(plans[0], action) for plans in histories for action in plans[0].actions]


def assert_mean(values, expected):
    """Hold the mean of independent `values` to what the model states."""
    values = np.asarray(values, dtype=float)
    assert abs(values.mean() - expected) < 4 * values.std(ddof=1) / np.sqrt(len(values))


def test_plans_have_45_actions_on_average_in_every_year(histories):
    for year in range(3):
        assert_mean([len(plans[year].actions) for plans in histories], model.FEWEST_ACTIONS + model.EXTRA_ACTIONS)
    assert min(len(plans[0].actions) for plans in histories) >= model.FEWEST_ACTIONS


def test_number_of_themes_is_four_and_half_of_seven(histories):
    themes = [len({action.theme for action in plans[0].actions}) for plans in histories]
    assert_mean(themes, 4 + 7 / 2)
    assert min(themes) >= 4


def test_responsible_and_partners_are_as_many_as_stated(first_actions):
    two_columns = [action for plan, action in first_actions if not plan.one_column]
    responsible = [len(action.responsible) for action in two_columns]
    # the town hall may be the only one of a count of one, and never adds to it
    assert_mean(responsible, (1 - model.NOBODY) * (1 + model.MORE_RESPONSIBLE))
    assert_mean([len(a.partners) for a in two_columns], (1 - model.NO_PARTNER) * (1 + model.MORE_PARTNERS))
    assert_mean([not a.responsible for a in two_columns], model.NOBODY)
    assert_mean([HALL in a.responsible for a in two_columns], (1 - model.NOBODY) * model.TOWN_HALL)
    assert not any(set(a.responsible) & set(a.partners) for a in two_columns)


def test_one_column_plans_have_no_partners(first_actions):
    assert not any(action.partners for plan, action in first_actions if plan.one_column)


def test_schedules_are_of_the_stated_mix(first_actions):
    drawn = [action.timing for _, action in first_actions]
    assert_mean([timing.months == YEAR for timing in drawn], timings.WHOLE_YEAR)
    assert_mean([timing.is_left_open for timing in drawn], timings.LEFT_OPEN)
    recurring = 1 - timings.WHOLE_YEAR - timings.WINDOW - timings.SINGLE
    assert_mean([timing.named is None for timing in drawn], recurring)
    assert all(timing.months == tuple(sorted(set(timing.months))) and timing.months for timing in drawn)
    assert all(timing.named in (None, timing.months) for timing in drawn)


def test_indicators_are_of_the_stated_classes(first_actions):
    counted = [action for plan, action in first_actions if plan.has_indicators]
    assert_mean([not action.indicators for action in counted], model.NO_INDICATOR)
    firsts = [action.indicators[0] for action in counted if action.indicators]
    for name, share in model.CLASSES.items():
        assert_mean([indicator.measure_class == name for indicator in firsts], share)
    told = [a for plan, a in first_actions if plan.has_targets and a.indicators]
    assert_mean([a.indicators[0].target is not None for a in told], model.WITH_TARGETS)
    assert not any(i.target for plan, a in first_actions if not plan.has_targets for i in a.indicators)


def test_columns_are_missing_as_often_as_stated(histories):
    assert_mean([not plans[0].has_indicators for plans in histories], model.NO_INDICATOR_COLUMN)
    assert_mean([plans[0].one_column for plans in histories], model.ONE_COLUMN)
    for style, share in model.SCHEDULES.items():
        assert_mean([plans[0].schedule == style for plans in histories], share)


def test_actions_go_on_or_are_dropped_as_often_as_stated(histories):
    gone, reworded, elsewhen = [], [], []
    for plans in histories:
        for earlier, later in pairwise(plans):
            assert later.before == {action.origin: action for action in earlier.actions}
            now = {action.origin: action for action in later.actions}
            gone += [origin not in now for origin in later.before]
            kept = [(later.before[origin], now[origin]) for origin in now if origin in later.before]
            reworded += [before.text != after.text for before, after in kept]
            elsewhen += [before.timing is not after.timing for before, after in kept]
    assert_mean(gone, model.DROPPED)
    assert_mean(reworded, model.REWORDED)
    assert_mean(elsewhen, model.RESCHEDULED)


def test_an_action_is_what_it_was_but_for_what_is_told(histories):
    for plans in histories:
        for later in plans[1:]:
            for action in later.actions:
                before = later.before.get(action.origin)
                same = ("theme", "goal", "deed", "group", "place", "indicators")
                assert before is None or all(getattr(before, name) == getattr(action, name) for name in same)


def test_no_two_actions_of_a_plan_are_the_same(histories):
    texts = [[(action.deed, action.group, action.place) for action in plans[0].actions] for plans in histories]
    assert all(len(set(told)) == len(told) for told in texts)


def test_the_town_hall_is_the_most_present_body(first_actions):
    named = Counter(body for _, action in first_actions for body in action.responsible + action.partners)
    assert named.most_common(1)[0][0] == HALL
    assert 0.17 < named[HALL] / named.total() < 0.40  # a sixth and a third in the two plans looked at
