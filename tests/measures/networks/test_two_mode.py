from itertools import combinations_with_replacement

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.measures.networks.two_mode import (
    CENTRALISATION_COLUMNS,
    COLUMNS,
    two_mode_centralisation,
    two_mode_centrality,
)

SCORES = ["degree_share", "closeness", "betweenness"]

# Borgatti and Halgin (2011), normalised degree, closeness and betweenness of the women and events.
DAVIS = {
    "E8": (0.78, 0.85, 0.24),
    "E9": (0.67, 0.79, 0.23),
    "E7": (0.56, 0.73, 0.13),
    "Nora Fayette": (0.57, 0.80, 0.11),
    "Evelyn Jefferson": (0.57, 0.80, 0.10),
    "Theresa Anderson": (0.57, 0.80, 0.09),
    "E6": (0.44, 0.69, 0.07),
    "Sylvia Avondale": (0.50, 0.77, 0.07),
    "Laura Mandeville": (0.50, 0.73, 0.05),
    "Brenda Rogers": (0.50, 0.73, 0.05),
    "Katherina Rogers": (0.43, 0.73, 0.05),
    "E5": (0.44, 0.59, 0.04),
    "Helen Lloyd": (0.36, 0.73, 0.04),
    "E3": (0.33, 0.56, 0.02),
    "Ruth DeSand": (0.29, 0.71, 0.02),
    "Verne Sanderson": (0.29, 0.71, 0.02),
    "E12": (0.33, 0.56, 0.02),
    "Myra Liddel": (0.29, 0.69, 0.02),
    "E11": (0.22, 0.54, 0.02),
    "Eleanor Nye": (0.29, 0.67, 0.01),
    "Frances Anderson": (0.29, 0.67, 0.01),
    "Pearl Oglethorpe": (0.21, 0.67, 0.01),
    "E4": (0.22, 0.54, 0.01),
    "Charlotte McDowd": (0.29, 0.60, 0.01),
    "E10": (0.28, 0.55, 0.01),
    "Olivia Carleton": (0.14, 0.59, 0.01),
    "Flora Price": (0.14, 0.59, 0.01),
    "E2": (0.17, 0.52, 0.00),
    "E1": (0.17, 0.52, 0.00),
    "Dorothy Murchison": (0.14, 0.65, 0.00),
    "E13": (0.17, 0.52, 0.00),
    "E14": (0.17, 0.52, 0.00),
}


@pytest.fixture(scope="module")
def star_like(participations_of):
    """A hub in all actions, and its peers hung one by one, evenly, on these."""

    def graph(bodies, actions):
        hung = [[f"b{peer:02}" for peer in range(1, bodies) if peer % actions == a] for a in range(actions)]
        return participations_of(*(["hub", *peers] for peers in hung))

    return graph


def test_empty_network_has_no_rows(participations_of):
    measured = two_mode_centrality(participations_of())
    assert measured.empty
    assert measured.index.name == "node"
    assert measured.dtypes.to_dict() == COLUMNS


def test_organisations_come_before_actions_each_sorted(participations_of):
    measured = two_mode_centrality(participations_of("z b", "b", actions=["y", "a"]))
    assert list(measured.index) == ["b", "z", "a", "y"]
    assert list(measured["mode"]) == ["organisation", "organisation", "action", "action"]
    assert list(measured["organisation"].dropna()) == ["b", "z"]
    assert measured.dtypes.to_dict() == COLUMNS


def test_action_that_names_nobody_has_degree_and_closeness_zero(participations_of):
    row = two_mode_centrality(participations_of("a b", "")).loc["a02"]
    assert list(row[["degree", "degree_share", "closeness", "betweenness", "component"]]) == [0, 0, 0, 0, 2]


def test_network_without_bodies_has_no_shares(participations_of):
    measured = two_mode_centrality(participations_of("", ""))
    assert list(measured["closeness"]) == [0, 0]
    assert measured[["degree_share", "betweenness"]].isna().all(axis=None)


def test_lone_body_in_one_action_is_nearest_and_can_have_nothing_between(participations_of):
    measured = two_mode_centrality(participations_of("a"))
    assert list(measured["closeness"]) == [1, 1]
    assert measured["betweenness"].isna().all()


def test_women_and_events_score_as_published(davis):
    measured = two_mode_centrality(davis)[SCORES]
    published = pd.DataFrame.from_dict(DAVIS, orient="index", columns=SCORES)
    apart = (measured - published).abs().astype(float)
    assert apart.shape == (32, 3)
    assert apart["degree_share"].max() < 0.0051
    assert apart["closeness"].max() < 0.0061
    assert apart["betweenness"].max() < 0.0081


def test_women_score_as_in_netrics_whose_greatest_betweenness_is_442_and_not_445(davis):
    # Tests of R netrics on ison_southern_women: Evelyn, Laura, Theresa.
    women = ["Evelyn Jefferson", "Laura Mandeville", "Theresa Anderson"]
    measured = two_mode_centrality(davis).loc[women]
    assert list(measured["degree_share"]) == pytest.approx([0.5714, 0.5, 0.5714], abs=5e-5)
    assert list(measured["closeness"]) == pytest.approx([0.8, 0.7273, 0.8], abs=5e-5)
    assert list(measured["betweenness"] * 445) == pytest.approx([42.9802, 22.8541, 38.9796], abs=5e-5)
    assert list(measured["betweenness"] * 445 / 442) == pytest.approx([0.0972, 0.0517, 0.0882], abs=5e-5)


@pytest.mark.parametrize("bodies", range(2, 8))
@pytest.mark.parametrize("actions", range(2, 6))
def test_hub_of_the_star_like_network_has_all_that_is_possible(star_like, bodies, actions):
    hub = two_mode_centrality(star_like(bodies, actions)).loc["hub"]
    assert list(hub[SCORES]) == pytest.approx([1, 1, 1])


def test_connected_network_scores_as_in_networkx(davis):
    women = [node for node, side in davis.nodes(data="bipartite") if side == 1]
    measured = two_mode_centrality(davis)
    for column, function in zip(
        SCORES,
        [nx.bipartite.degree_centrality, nx.bipartite.closeness_centrality, nx.bipartite.betweenness_centrality],
        strict=True,
    ):
        assert measured[column].to_dict() == pytest.approx(function(davis, women))


def test_closeness_in_a_small_component_is_scaled_by_whom_it_reaches(participations_of):
    measured = two_mode_centrality(participations_of("a b c", "a b c", "d"))
    # networkx has (3 + 2 * 3) / 1 * 1/6 = 1.5 for d.
    assert measured.loc["d", "closeness"] == pytest.approx(1 / 6)
    assert measured.loc["a", "closeness"] == pytest.approx(4 / 6)
    assert list(measured["component"]) == [1, 1, 1, 2, 1, 1, 2]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdef")), max_size=6))
def test_scores_lie_between_0_and_1_and_modes_are_exchangeable(participations_of, cells):
    graph = participations_of(*cells)
    measured = two_mode_centrality(graph)
    assert ((measured[SCORES] >= 0) & (measured[SCORES] <= 1 + 1e-12)).all(axis=None)
    exchanged = graph.copy()
    nx.set_node_attributes(exchanged, {node: 1 - side for node, side in graph.nodes(data="bipartite")}, "bipartite")
    pd.testing.assert_frame_equal(two_mode_centrality(exchanged)[SCORES].loc[measured.index], measured[SCORES])


def test_other_graphs_are_refused(davis):
    directed = davis.to_directed()
    for measure in (two_mode_centrality, two_mode_centralisation):
        with pytest.raises(ParameterError, match="participation graph"):
            measure(directed)


def test_graph_is_left_as_it_was(davis):
    before = davis.copy()
    two_mode_centrality(davis)
    two_mode_centralisation(davis)
    assert nx.utils.graphs_equal(before, davis)


@pytest.mark.parametrize("cells", [(), ("",), ("a",), ("a", "a", "a")])
def test_mode_of_fewer_than_two_has_no_centralisation(participations_of, cells):
    measured = two_mode_centralisation(participations_of(*cells))
    assert list(measured.index) == ["degree", "closeness", "betweenness"]
    assert measured.dtypes.to_dict() == CENTRALISATION_COLUMNS
    assert measured["organisation"].isna().all()


@pytest.mark.parametrize(("bodies", "actions"), [(3, 2), (4, 4), (5, 3), (7, 3), (4, 6)])
def test_star_like_network_is_wholly_centralised(star_like, bodies, actions):
    assert list(two_mode_centralisation(star_like(bodies, actions))["organisation"]) == pytest.approx([1, 1, 1])


def test_complete_network_is_not_centralised(participations_of):
    measured = two_mode_centralisation(participations_of("a b c", "a b c"))
    assert measured.astype(float).to_numpy() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("bodies", "actions"), [(2, 3), (3, 2), (3, 3), (4, 2)])
def test_no_connected_network_is_more_centralised_than_the_star_like(participations_of, bodies, actions):
    named = [[a for a in range(actions) if row >> a & 1] for row in range(1, 1 << actions)]
    greatest = 0.0
    for rows in combinations_with_replacement(named, bodies):
        graph = participations_of(*([f"b{b}" for b, row in enumerate(rows) if a in row] for a in range(actions)))
        if nx.is_connected(graph):
            measured = two_mode_centralisation(graph)["organisation"]
            assert (measured <= 1 + 1e-12).all()
            greatest = max(greatest, measured["closeness"])
    assert greatest == pytest.approx(1)


def test_women_and_events_are_centralised_as_in_netrics(davis):
    # Tests of R netrics, direction "in": degree 0.249 and 0.484; betweenness 0.082 (of 442) and 0.202.
    measured = two_mode_centralisation(davis)
    assert list(measured.loc["degree"]) == pytest.approx([55 / 221, 107 / 221])
    assert measured.loc["betweenness", "organisation"] * 445 / 442 == pytest.approx(0.082, abs=5e-4)
    assert measured.loc["betweenness", "action"] == pytest.approx(0.202, abs=5e-4)
    assert list(measured.loc["closeness"]) == pytest.approx([0.1946, 0.4535], abs=5e-5)


def test_network_that_falls_apart_is_centralised_as_its_largest_part(participations_of):
    whole = participations_of("a b", "a c", "a d", "e", "")
    part = participations_of("a b", "a c", "a d")
    pd.testing.assert_frame_equal(two_mode_centralisation(whole), two_mode_centralisation(part))
