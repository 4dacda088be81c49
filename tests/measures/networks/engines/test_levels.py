import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from analysis.measures.networks.engines import levels
from analysis.measures.networks.engines.levels import level_sums


@pytest.mark.parametrize("sources", [500, 4])
def test_sums_are_those_of_networkx(sources, monkeypatch):
    monkeypatch.setattr(levels, "_SOURCES", sources)
    graph = nx.disjoint_union_all([nx.davis_southern_women_graph(), nx.path_graph(5), nx.empty_graph(2)])
    distances, between = level_sums(nx.to_scipy_sparse_array(graph, dtype=int, weight=None))
    expected = nx.betweenness_centrality(graph, normalized=False)
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    assert distances.tolist() == [sum(lengths[node].values()) for node in graph]
    assert between == pytest.approx([expected[node] for node in graph], rel=1e-12)


def test_middle_of_a_path_of_three_is_between_one_pair():
    distances, between = level_sums(nx.to_scipy_sparse_array(nx.path_graph(3)))
    assert distances.tolist() == [3, 2, 3]
    assert between.tolist() == [0, 1, 0]


def test_nobody_has_no_sums():
    distances, between = level_sums(sparse.csr_array((0, 0)))
    assert distances.shape == between.shape == (0,)
    assert np.isfinite(level_sums(sparse.csr_array((2, 2)))[0]).all()
