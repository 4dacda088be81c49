from math import comb

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.measures.networks.resilience import ORDERS, SHARES, network_robustness, robustness_curve

TARGETED = [order for order in ORDERS if order != "random"]
STAR = [f"A {leaf}" for leaf in "BCDEF"]  # six bodies
PATH = ["A B", "B C", "C D", "D E"]
ACTIONS = st.lists(st.lists(st.sampled_from("ABCDEF"), max_size=3, unique=True), max_size=8)


def _left(graph, gone):
    """Count largest component, connected pairs and served actions without the bodies `gone`, by networkx."""
    rest = graph.subgraph(set(graph) - set(gone))
    bodies = [n for n, side in rest.nodes(data="bipartite") if side == 1]
    sizes = [len(part) for part in nx.connected_components(nx.bipartite.projected_graph(rest, bodies))]
    served = sum(rest.degree(n) > 0 for n, side in rest.nodes(data="bipartite") if side == 0)
    return max(sizes, default=0), sum(comb(size, 2) for size in sizes), served


def _assert_as_networkx(graph, order, **options):
    curve = robustness_curve(graph, order=order, **options)
    whole = _left(graph, [])
    gone = list(curve["organisation_id"].iloc[1:])
    assert len(set(gone)) == len(gone)
    bodies = len(gone)
    for removed in range(bodies + 1):
        expected = [
            a / b if b else None for a, b in zip(_left(graph, gone[:removed]), (bodies, *whole[1:]), strict=True)
        ]
        found = [None if pd.isna(v) else v for v in curve.loc[(order, removed), list(SHARES)]]
        assert found == pytest.approx(expected)
    return gone


@pytest.mark.parametrize("order", ORDERS)
def test_network_of_nobody_has_one_row_of_unknown_shares(participations_of, order):
    for graph in (participations_of(), participations_of("", "")):
        curve = robustness_curve(graph, order=order)
        assert list(curve.index) == [(order, 0)]
        assert curve.drop(columns=["organisation_id"]).isna().all(axis=None)
        assert network_robustness(graph, orders=[order]).isna().all(axis=None)


@pytest.mark.parametrize("order", ORDERS)
def test_lone_body_is_all_until_it_leaves(participations_of, order):
    curve = robustness_curve(participations_of("A", "A"), order=order)
    assert list(curve["largest_component"]) == list(curve["served_actions"]) == [1, 0]
    assert curve["connected_pairs"].isna().all()


def test_all_curves_have_the_same_columns_and_can_be_put_under_one_another(participations_of):
    curves = pd.concat([robustness_curve(participations_of(*PATH), order=order) for order in ORDERS])
    assert curves.index.names == ["order", "removed"]
    assert len(curves) == 4 * 6
    shares = [f"{share}{limit}" for share in SHARES for limit in ("", "_low", "_high")]
    assert list(curves.columns) == ["share_removed", "organisation_id", "organisation", *shares]
    assert set(curves.dtypes[["share_removed", *shares]]) == {pd.Float64Dtype()}


def test_star_falls_apart_with_its_middle(participations_of):
    # Schneider et al. (2011): R is about 1/n in a star; here (n - 1)/n^2 with the last body at 0.
    graph = participations_of(*STAR)
    for order in TARGETED:
        curve = robustness_curve(graph, order=order).loc[order]
        assert curve.loc[1, "organisation_id"] == "A"
        assert list(curve["largest_component"]) == pytest.approx([1, *[1 / 6] * 5, 0])
        assert list(curve["connected_pairs"]) == [1, 0, 0, 0, 0, 0, 0]
        assert list(curve["served_actions"]) == pytest.approx([1, 1, 0.8, 0.6, 0.4, 0.2, 0])
    robust = network_robustness(graph, orders=TARGETED)
    assert list(robust["component_robustness"]) == pytest.approx([5 / 36] * 3)
    assert list(robust["pair_robustness"]) == [0, 0, 0]


@pytest.mark.parametrize("order", ORDERS)
def test_where_all_bodies_are_in_every_action_order_does_not_matter(participations_of, order):
    # Schneider et al. (2011): R is at most 1/2, in a clique; here (n - 1)/(2 n). Burgos et al. (2007): close to 1.
    row = network_robustness(participations_of("A B C D E", "A B C D E"), orders=[order]).loc[order]
    assert row["component_robustness"] == pytest.approx(4 / 10)
    assert row["action_robustness"] == pytest.approx(1 - 1 / 10)


@pytest.mark.parametrize("order", ORDERS)
def test_where_each_body_has_an_action_of_its_own_the_area_is_a_half(participations_of, order):
    row = network_robustness(participations_of("A", "B", "C", "D"), orders=[order]).loc[order]
    assert row["action_robustness"] == pytest.approx(1 / 2)
    assert pd.isna(row["pair_robustness"])


def test_path_of_five_by_hand(participations_of):
    # b leaves a | c-d-e, then d; what is left has no ties, and c was in more actions than a and e.
    curve = robustness_curve(participations_of(*PATH), order="degree").loc["degree"]
    assert list(curve["organisation_id"].iloc[1:]) == ["B", "D", "C", "A", "E"]
    assert list(curve["largest_component"] * 5) == pytest.approx([5, 3, 1, 1, 1, 0])
    assert list(curve["connected_pairs"] * 10) == pytest.approx([10, 3, 0, 0, 0, 0])
    between = robustness_curve(participations_of(*PATH), order="betweenness").loc["betweenness"]
    assert list(between["organisation_id"].iloc[1:3]) == ["C", "B"]


def test_scores_taken_once_ignore_what_has_left(participations_of):
    # B has two partners at the start but one without A; Y keeps two.
    graph = participations_of("A B", "A C", "A D", "A E", "B C", "X Y", "Y Z")
    anew = robustness_curve(graph, order="degree").loc["degree"]
    once = robustness_curve(graph, order="degree", recalculated=False).loc["degree"]
    assert list(anew["organisation_id"].iloc[1:3]) == ["A", "Y"]
    assert list(once["organisation_id"].iloc[1:3]) == ["A", "B"]


@pytest.mark.parametrize("order", TARGETED)
def test_southern_women_leave_as_networkx_counts_them(davis, order):
    _assert_as_networkx(davis, order)


@settings(max_examples=20, deadline=None)
@given(actions=ACTIONS, order=st.sampled_from(TARGETED), recalculated=st.booleans())
def test_curves_are_those_of_the_graph_without_the_nodes(participations_of, actions, order, recalculated):
    _assert_as_networkx(participations_of(*actions), order, recalculated=recalculated)


def test_random_mean_of_served_actions_is_the_hypergeometric_one(davis):
    # An action of s bodies is lost with all of them: probability C(k, s)/C(n, s) after k of n have left.
    curve = robustness_curve(davis, order="random", draws=2000).loc["random"]
    sizes = [davis.degree(n) for n, side in davis.nodes(data="bipartite") if side == 0]
    exact = [1 - np.mean([comb(k, s) / comb(18, s) for s in sizes]) for k in range(19)]
    assert list(curve["served_actions"]) == pytest.approx(exact, abs=0.01)
    area = network_robustness(davis, orders=["random"], draws=2000).loc["random", "action_robustness"]
    assert area == pytest.approx(np.trapezoid(exact) / 18, abs=0.005)


def test_band_holds_about_95_per_cent_of_other_draws(davis):
    # Shares are few whole numbers, so that the limits hold rather more than 95 %.
    band = robustness_curve(davis, order="random", draws=1000).loc["random"]
    others = [robustness_curve(davis, order="random", draws=1, seed=1 + s).loc["random"] for s in range(100)]
    for share in SHARES:
        assert (band[f"{share}_low"] <= band[f"{share}_high"]).all()
        inside = [
            o.loc[12, share] >= band.loc[12, f"{share}_low"] and o.loc[12, share] <= band.loc[12, f"{share}_high"]
            for o in others
        ]
        assert np.mean(inside) >= 0.92


def test_same_seed_gives_the_same_frame_and_another_seed_another(davis):
    first = robustness_curve(davis, order="random", draws=20, seed=3)
    assert first.equals(robustness_curve(davis, order="random", draws=20, seed=3))
    assert not first.equals(robustness_curve(davis, order="random", draws=20, seed=4))


def test_order_of_nodes_leaves_no_trace(davis):
    turned = nx.Graph(**davis.graph)
    turned.add_nodes_from(reversed(list(davis.nodes(data=True))))
    turned.add_edges_from(reversed(list(davis.edges(data=True))))
    for order in ORDERS:
        pd.testing.assert_frame_equal(robustness_curve(turned, order=order), robustness_curve(davis, order=order))


def test_targeted_attack_does_more_harm_than_chance(davis):
    robust = network_robustness(davis)
    assert list(robust.index) == list(ORDERS)
    assert (robust.loc[TARGETED, "action_robustness"] < robust.loc["random", "action_robustness"]).all()
    assert robust.loc[TARGETED, ["component_robustness_low", "action_robustness_high"]].isna().all(axis=None)
    assert robust.loc["random", "component_robustness_low"] <= robust.loc["random", "component_robustness_high"]


def test_bad_parameters_and_other_graphs_are_refused(participations_of):
    graph = participations_of("A B")
    with pytest.raises(ParameterError, match="'order'"):
        robustness_curve(graph, order="closeness")
    with pytest.raises(ParameterError, match="'draws'"):
        robustness_curve(graph, order="random", draws=0)
    with pytest.raises(ParameterError, match="not a participation graph"):
        network_robustness(nx.path_graph(3))
