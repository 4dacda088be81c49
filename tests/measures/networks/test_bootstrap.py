"""The bootstrap of actions: what a draw keeps on average, closed forms, and coverage where the truth is known."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from analysis.common.errors import ParameterError
from analysis.graphs.incidence import incidence_of
from analysis.measures.networks.bootstrap import bootstrap_centrality, bootstrap_draws, resampled_actions
from analysis.measures.networks.draws import MEASURES
from analysis.measures.networks.null_models import configuration_probabilities
from tests.benchmarks.coverage import coverage

Graphs = Callable[..., nx.Graph]


def _drawn(participations: nx.Graph, draws: int) -> tuple[np.ndarray, np.ndarray]:
    incidence = incidence_of(participations)
    plan = incidence.dense()
    plans = np.broadcast_to(plan, (draws, *plan.shape))
    return plan, resampled_actions(participations, incidence, plans, np.random.default_rng(3))


def test_actions_are_only_repeated_where_every_pair_was_seen_twice(participations_of: Graphs) -> None:
    plan, drawn = _drawn(participations_of(*["a b c"] * 2, *["c d"] * 3, *["a"] * 2), 200)
    actions = {tuple(column) for column in plan.T}
    assert {tuple(column) for draw in drawn for column in draw.T} == actions


def test_pairs_are_new_as_often_as_good_expects(participations_of: Graphs) -> None:
    # Three of the eight shared actions are of pairs that share one: a drawn pair is as it was in 5/8 of the draws.
    participations = participations_of(*["a b"] * 5, "c d", "e f", "g h")
    plan, drawn = _drawn(participations, 8000)
    kept = np.sqrt(5 / 8)
    cells = kept * plan + (1 - kept) * configuration_probabilities(participations).to_numpy()
    assert (drawn[:, 0] & drawn[:, 1]).mean() == pytest.approx((cells[0] * cells[1]).mean(), abs=0.01)
    assert (drawn[:, 0] & drawn[:, 2]).any()


def test_a_draw_has_on_average_as_many_actions_of_each_body_as_the_plan(participations_of: Graphs) -> None:
    plan, drawn = _drawn(participations_of("a b", "a c", "a d e", "a b c", "a", "b", "f a", "g f"), 6000)
    sizes = drawn.sum(axis=2).mean(axis=0)
    once = plan.sum(axis=1) == 1
    known, others = sizes[: len(plan)], sizes[len(plan) :]
    assert known[~once] == pytest.approx(plan[~once].sum(axis=1), abs=0.08)
    assert known[once].sum() + others.sum() == pytest.approx(once.sum(), abs=0.08)
    assert others.sum() > 0.1


def test_strength_of_a_pair_is_binomial(participations_of: Graphs) -> None:
    # Both or one: no tie can be lost, so that actions are drawn again and nothing else.
    told = bootstrap_centrality(participations_of(*["a b"] * 30, *["a"] * 30), draws=4000).loc["strength"]
    low, high = binom.ppf([0.025, 0.975], 60, 0.5)
    assert told["low"].tolist() == pytest.approx([low, low], abs=1)
    assert told["high"].tolist() == pytest.approx([high, high], abs=1)
    assert told["value"].tolist() == [30, 30]


def test_all_bodies_in_every_action_leave_nothing_to_chance(participations_of: Graphs) -> None:
    told = bootstrap_centrality(participations_of(*["a b c"] * 4))
    assert told["low"].equals(told["value"])
    assert told["high"].equals(told["value"])
    assert (told[["rank", "rank_low", "rank_high"]] == 1).all(axis=None)


def test_a_plan_of_one_named_action_has_values_and_no_intervals(participations_of: Graphs) -> None:
    told = bootstrap_centrality(participations_of("a b", ""))
    assert told.loc["strength", "value"].tolist() == [1, 1]
    assert told[["low", "high", "rank_low", "rank_high"]].isna().all(axis=None)
    assert (told["draws"] == 0).all()


def test_a_network_without_ties_has_no_eigenvector(participations_of: Graphs) -> None:
    told = bootstrap_centrality(participations_of("a", "b", "a"))
    assert told.loc["eigenvector", ["value", "low", "high", "rank"]].isna().all(axis=None)
    assert (told.loc["degree", ["value", "low"]] == 0).all(axis=None)


def test_an_empty_plan_has_no_rows(participations_of: Graphs) -> None:
    for participations in (participations_of(), participations_of("", "")):
        told = bootstrap_centrality(participations)
        assert told.empty
        assert told.index.names == ["measure", "organisation_id"]
        assert str(told["value"].dtype) == "Float64"


def test_a_lone_body_is_first_and_alone(participations_of: Graphs) -> None:
    told = bootstrap_centrality(participations_of("a", "a")).loc[list(MEASURES[:-1])]
    assert (told[["rank", "rank_low", "rank_high"]] == 1).all(axis=None)
    assert (told[["value", "low", "high"]] == 0).all(axis=None)


def test_the_same_seed_gives_the_same_frame_whatever_the_order_of_the_graph(davis: nx.Graph) -> None:
    turned = nx.Graph(**davis.graph)
    turned.add_nodes_from(reversed(list(davis.nodes(data=True))))
    turned.add_edges_from((b, a, attributes) for a, b, attributes in reversed(list(davis.edges(data=True))))
    told = bootstrap_centrality(davis, draws=20, seed=5)
    pd.testing.assert_frame_equal(told, bootstrap_centrality(turned, draws=20, seed=5), check_exact=True)
    assert not told.equals(bootstrap_centrality(davis, draws=20, seed=6))


def test_actions_are_drawn_within_their_plan(participations_of: Graphs) -> None:
    participations = participations_of("a b", "a b", "c d", "c d")
    for action in ("a03", "a04"):
        participations.nodes[action]["plan_id"] = "serra-2024"
    degrees = bootstrap_draws(participations, draws=50).drawn["degree"]
    assert (degrees == 1).all()


def test_every_row_has_an_interval_around_its_value(davis: nx.Graph) -> None:
    told = bootstrap_centrality(davis, weight="newman", draws=50)
    assert list(told.index.unique("measure")) == list(MEASURES)
    assert (told["low"] <= told["value"]).all()
    assert (told["value"] <= told["high"]).all()
    assert (told["rank_low"] <= told["rank"]).all()
    assert (told["rank"] <= told["rank_high"]).all()
    assert (told["organisation"] == told.index.get_level_values("organisation_id")).all()


@pytest.mark.parametrize(("parameter", "value"), [("draws", 0), ("level", 1.0), ("level", 0.0)])
def test_impossible_parameters_are_refused(davis: nx.Graph, parameter: str, value: float) -> None:
    with pytest.raises(ParameterError, match=parameter):
        bootstrap_centrality(davis, **{parameter: value})


def test_another_graph_is_refused() -> None:
    with pytest.raises(ParameterError):
        bootstrap_draws(nx.path_graph(3))


def test_intervals_hold_the_truth_of_simulated_plans() -> None:
    # Over 200 plans the benchmark finds 95 to 99 of 100; here are some 190 bodies of 8 plans, and those of a plan err
    # together. Drawing actions again and nothing else holds half of the degrees.
    held = pd.concat([coverage(process, plans=4, draws=80, truths=80) for process in ("domains", "recurring")])
    shares = held[[f"value {measure}" for measure in MEASURES]].mean()
    assert shares.min() > 0.88
