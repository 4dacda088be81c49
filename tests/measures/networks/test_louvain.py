"""Second implementation: networkx. Published optimum of the karate club: Brandes et al. (2008)."""

import networkx as nx
import numpy as np
import pytest

from analysis.measures.networks.louvain import louvain_partitions, partition_modularity


@pytest.fixture(params=[nx.karate_club_graph, nx.les_miserables_graph, nx.florentine_families_graph])
def graph(request):
    return request.param()


def groups(row, nodes):
    return [{n for n, label in zip(nodes, row, strict=True) if label == one} for one in set(row)]


def test_network_of_nobody_and_one_without_ties_have_the_trivial_partition():
    assert louvain_partitions(np.zeros((0, 0)), runs=3, seed=0).shape == (3, 0)
    assert louvain_partitions(np.zeros((4, 4)), runs=2, seed=0).tolist() == [[0, 1, 2, 3]] * 2


def test_modularity_is_that_of_networkx(graph):
    nodes = sorted(graph)
    weights = nx.to_numpy_array(graph, nodes)
    found = louvain_partitions(weights, runs=10, seed=1)
    expected = [nx.community.modularity(graph, groups(row, nodes)) for row in found.tolist()]
    assert partition_modularity(weights, found) == pytest.approx(expected)


def test_best_run_is_as_good_as_the_best_of_networkx(graph):
    weights = nx.to_numpy_array(graph, sorted(graph))
    best = partition_modularity(weights, louvain_partitions(weights, runs=100, seed=0)).max()
    theirs = [nx.community.louvain_communities(graph, seed=seed) for seed in range(20)]
    assert best >= max(nx.community.modularity(graph, one) for one in theirs) - 1e-9


def test_best_partition_of_the_karate_club_is_the_published_optimum():
    """Without weights, modularity is at most 0.4198 and four communities have it (Brandes et al. 2008)."""
    weights = nx.to_numpy_array(nx.karate_club_graph(), weight=None)
    found = louvain_partitions(weights, runs=100, seed=0)
    modularity = partition_modularity(weights, found)
    assert modularity.max() == pytest.approx(0.4198, abs=5e-5)
    assert len(set(found[modularity.argmax()])) == 4


def test_no_move_of_a_body_or_merger_of_communities_raises_modularity(graph):
    weights = nx.to_numpy_array(graph, sorted(graph))
    for row in louvain_partitions(weights, runs=5, seed=0):
        (reached,) = partition_modularity(weights, row[None])
        merged = [np.where(row == one, other, row) for one in set(row) for other in set(row)]
        assert partition_modularity(weights, np.array(merged)).max() <= reached + 1e-9


def test_communities_are_called_by_their_first_member():
    weights = nx.to_numpy_array(nx.barbell_graph(4, 0))
    assert louvain_partitions(weights, runs=6, seed=0).tolist() == [[0] * 4 + [4] * 4] * 6


def test_runs_differ_by_seed_and_are_the_same_for_the_same():
    weights = nx.to_numpy_array(nx.les_miserables_graph())
    once = louvain_partitions(weights, runs=10, seed=4)
    assert (once == louvain_partitions(weights, runs=10, seed=4)).all()
    assert (once != louvain_partitions(weights, runs=10, seed=5)).any()


def test_no_body_is_preferred_by_its_place():
    """In a ring all neighbours are alike, and so must be the shares of runs that put them together."""
    found = louvain_partitions(nx.to_numpy_array(nx.cycle_graph(6)), runs=4000, seed=0)
    shares = [(found[:, at] == found[:, (at + 1) % 6]).mean() for at in range(6)]
    assert np.ptp(shares) < 0.06
