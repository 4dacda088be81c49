import networkx as nx
import numpy as np
import pytest

from analysis.measures.networks.engines.geodesics import Geodesics, pairs_of, shortest_paths


def test_corners_of_a_square_have_two_shortest_paths():
    square = np.array([[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]])
    lengths, paths = shortest_paths(np.where(square, 1, np.inf)[None], square[None].astype(float), 0)
    assert lengths[0, 0].tolist() == [np.inf, 1, 2, 1]
    assert paths[0, 0].tolist() == [0, 1, 2, 1]


def test_shortest_paths_take_ties_that_stand_for_several_paths():
    ties = np.array([[0, 2, 0], [2, 0, 3], [0, 3, 0]], dtype=float)
    _, paths = shortest_paths(np.where(ties > 0, 1, np.inf)[None], ties[None], 0)
    assert paths[0, 0].tolist() == [0, 2, 6]


def test_paths_that_differ_by_less_than_the_slack_are_equally_short():
    longer = 1 + 1e-13
    ties = np.array(
        [[np.inf, 1, longer, np.inf], [1, np.inf, np.inf, 1], [longer, np.inf, np.inf, 1], [np.inf, 1, 1, 0]]
    )
    ties[3, 3] = np.inf
    stands = np.isfinite(ties)[None]
    assert shortest_paths(ties[None], stands, 0)[1][0, 0, 3] == 1
    assert shortest_paths(ties[None], stands, 1e-12)[1][0, 0, 3] == 2


def test_betweenness_of_several_networks_is_that_of_networkx():
    graphs = [nx.gnp_random_graph(12, 0.25, seed=seed) for seed in range(5)]
    ties = np.stack([nx.to_numpy_array(graph) for graph in graphs])
    lengths = np.where(ties > 0, 1, np.inf)
    between = Geodesics(pairs_of(lengths), pairs_of(ties), 0, bodies=12).betweenness()
    for graph, scores in zip(graphs, between, strict=True):
        expected = nx.betweenness_centrality(graph, normalized=False)
        assert scores / 2 == pytest.approx([expected[body] for body in graph])
