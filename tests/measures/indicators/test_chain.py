import dataclasses

import pandas as pd
import pytest

from analysis.common.wording import keys
from analysis.measures.indicators.chain import COLUMNS, goal_chain

COUNT, OUTCOME = "N.º de sessões", "Taxa de desemprego"
AIM = "Redução do desemprego em 10%"


def holes(corpus):
    return list(goal_chain(corpus)["hole"].fillna("unknown"))


def test_corpus_without_actions_gives_no_rows_with_all_columns_and_types(plan_with):
    chain = goal_chain(plan_with())
    assert chain.empty
    assert chain.dtypes.to_dict() == COLUMNS
    assert chain.index.names == ["plan_id", "domain", "goal"]


@pytest.mark.parametrize(
    ("indicators", "hole"),
    [
        ([], "no_indicators"),
        ([COUNT], "no_outcome"),
        ([COUNT, OUTCOME], "no_target"),
        ([AIM], "none"),
        (["Impacto"], "unknown"),
    ],
)
def test_hole_is_the_first_link_that_is_missing(plan_with, indicators, hole):
    corpus = plan_with(indicators, [COUNT], goals=["x", "y"])
    assert holes(corpus) == [hole, "no_outcome"]


def test_action_without_goal_is_a_hole_where_others_have_one(plan_with):
    assert holes(plan_with([AIM], [AIM], goals=[None, "x"])) == ["no_goal", "none"]
    assert holes(plan_with([AIM], [AIM])) == ["none"]


def test_domain_without_actions_is_the_last_row_of_its_plan(plan_with, joined):
    first = plan_with([AIM], [AIM], domains=["A", "B"])
    first = dataclasses.replace(first, actions=first.actions.iloc[1:], indicators=first.indicators.iloc[1:])
    chain = goal_chain(joined(first, plan_with([AIM], domains=["C"], plan_id="alta-2020")))
    assert list(chain.index.get_level_values("domain")) == ["B", "A", "C"]
    assert list(chain["hole"]) == ["none", "no_actions", "none"]
    assert list(chain.iloc[1][["actions", "indicators"]]) == [0, 0]


def test_numbers_of_a_goal_are_those_of_its_actions(plan_with):
    corpus = plan_with([COUNT, OUTCOME], [], [AIM, "Impacto"], goals=["x", "x", "x"])
    row = goal_chain(corpus).iloc[0]
    assert list(row[["actions", "actions_with_indicators", "indicators"]]) == [3, 2, 4]
    assert list(row[["with_target", "outcomes", "unclassified"]]) == [1, 2, 1]


def test_same_goal_in_two_domains_is_two_goals(plan_with):
    chain = goal_chain(plan_with([COUNT], [COUNT], goals=["x", "x"], domains=["A", "B"]))
    assert list(chain.index) == [("vila-2024", "A", "x"), ("vila-2024", "B", "x")]


def test_action_without_domain_keeps_its_goal(plan_with):
    chain = goal_chain(plan_with([COUNT], goals=["x"], domains=[None]))
    plan_id, domain, goal = chain.index[0]
    assert (plan_id, goal, pd.isna(domain)) == ("vila-2024", "x", True)


def test_plan_without_indicators_has_unknown_links_not_holes(plan_with):
    chain = goal_chain(plan_with((), (), goals=["x", "y"]))
    assert list(chain["actions"]) == [1, 1]
    assert chain.drop(columns="actions").isna().all().all()


def test_outcome_is_not_known_where_none_is_and_an_indicator_has_no_class(plan_with):
    corpus = plan_with([OUTCOME, "Impacto"], [COUNT, "Impacto"], [COUNT], [], goals=[*"abcd"])
    known = goal_chain(corpus)["has_outcome"]
    assert list(known.isna()) == [False, True, False, False]
    assert list(known.dropna()) == [True, False, False]
    assert goal_chain(plan_with((), goals=["a"]))["has_outcome"].isna().all()


def test_each_hole_is_one_of_those_told(plan_with):
    corpus = plan_with([], [COUNT], [OUTCOME], [AIM], ["Impacto"], goals=[*"abcd", None])
    assert {f"hole.{hole}" for hole in goal_chain(corpus)["hole"].dropna()} <= set(keys())


def test_of_the_two_plans_one_measures_one_outcome_and_the_other_has_no_indicators(real_plans):
    chain = goal_chain(real_plans)
    plans = dict(iter(chain.groupby(level="plan_id")))
    assert plans["alijo-2021"]["hole"].value_counts().to_dict() == {"no_outcome": 28, "no_target": 1}
    assert plans["alijo-2021"]["actions"].sum() == 61
    assert plans["lagos-2023"]["hole"].isna().all()
