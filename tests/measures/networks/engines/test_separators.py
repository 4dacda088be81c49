import networkx as nx
import numpy as np
import pytest

from analysis.measures.networks.engines import separators
from analysis.measures.networks.engines.separators import separation_of
from tests.benchmarks.national import national_network


def _matrix(graph):
    return nx.to_scipy_sparse_array(graph, dtype=float)


@pytest.fixture
def always(monkeypatch):
    monkeypatch.setattr(separators, "_SEARCH", 1e9)


def test_places_are_parts_and_the_body_between_them_separates(two_places, always):
    split = separation_of(*two_places())
    assert split.separators.tolist() == [6]
    assert split.part.tolist() == [0, 0, 0, 1, 1, 1, -1]
    assert split.members.tolist() == [0, 1, 2, 3, 4, 5]
    assert split.member_start.tolist() == [0, 3, 6]
    assert (split.gates.tolist(), split.gate_start.tolist()) == ([0, 0], [0, 1, 2])


def test_national_body_of_one_place_is_of_that_part(two_places, always):
    matrix, national = two_places()
    national[0] = True
    assert separation_of(matrix, national).separators.tolist() == [6]


def test_places_whose_local_bodies_meet_are_one_part(two_places, always):
    matrix, national = two_places()
    both = matrix.tolil()
    both[0, 3] = both[3, 0] = 1
    split = separation_of(both.tocsr(), national)
    assert split.part.tolist() == [0] * 7


def test_without_national_bodies_the_parts_are_the_components():
    graph = nx.disjoint_union(nx.path_graph(3), nx.path_graph(2))
    split = separation_of(_matrix(graph), np.zeros(5, dtype=bool))
    assert split.part.tolist() == [0, 0, 0, 1, 1]
    assert not split.separators.size
    assert split.gate_start.tolist() == [0, 0, 0]


def test_no_two_parts_are_tied_whoever_may_separate(always):
    for seed in range(20):
        graph = nx.gnp_random_graph(30, 0.1, seed=seed)
        national = np.random.default_rng(seed).random(30) < 0.5
        part = separation_of(_matrix(graph), national).part
        assert all(part[u] == part[v] for u, v in graph.edges if part[u] >= 0 and part[v] >= 0)
        assert set(np.flatnonzero(part < 0)) <= set(np.flatnonzero(national))


def test_gates_are_the_separators_with_ties_into_the_part(always):
    for seed in range(20):
        graph = nx.gnp_random_graph(30, 0.1, seed=seed)
        split = separation_of(_matrix(graph), np.random.default_rng(seed).random(30) < 0.5)
        for part in range(len(split.gate_start) - 1):
            gates = split.separators[split.gates[split.gate_start[part] : split.gate_start[part + 1]]]
            members = split.members[split.member_start[part] : split.member_start[part + 1]]
            assert set(gates) == {v for u in members for v in graph[u] if split.part[v] < 0}


def test_network_that_would_fall_into_dust_is_not_split():
    # All bodies are national, as in a graph that says nothing of municipalities.
    graph = nx.gnp_random_graph(300, 0.05, seed=0)
    assert not separation_of(_matrix(graph), np.ones(300, dtype=bool)).separators.size


def test_invented_country_is_split_at_its_national_bodies():
    matrix, national = national_network(5, 10)
    split = separation_of(matrix, national)
    assert split.separators.size
    assert national[split.separators].all()
    assert np.diff(split.member_start).max() < 200
