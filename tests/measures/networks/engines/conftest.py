"""Networks on which every way of computing must come to the same."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

MEASURES = ("degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector")


@pytest.fixture(scope="session")
def networks() -> dict[str, np.ndarray]:
    """Weights of networks known from the literature, of none, of several parts, and of awkward weights."""
    apart = nx.disjoint_union_all([nx.les_miserables_graph(), nx.karate_club_graph(), nx.empty_graph(2)])
    newman = nx.Graph()
    newman.add_weighted_edges_from([(0, 1, 1 / 3), (0, 2, 1.0), (2, 1, 1 / 2), (1, 3, 1 / 3 + 1 / 4), (3, 4, 1e-9)])
    # The least common multiple of these is far above 2^53, and 0-1-3 is as long as 0-2-3.
    primes = nx.Graph()
    primes.add_weighted_edges_from([(0, 1, 99991), (1, 3, 99989), (0, 2, 99989), (2, 3, 99991)])
    primes.add_weighted_edges_from([(3, 4, 99971), (4, 5, 99961), (5, 6, 99929), (6, 7, 99923)])
    graphs = {
        "nobody": nx.empty_graph(0),
        "lone": nx.empty_graph(1),
        "no ties": nx.empty_graph(3),
        "pair": nx.path_graph(2),
        "karate": nx.karate_club_graph(),
        "florentine": nx.florentine_families_graph(),
        "les miserables": nx.les_miserables_graph(),
        "apart": apart,
        "equal parts": nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3)),
        "newman": newman,
        "primes": primes,
    }
    return {name: nx.to_numpy_array(graph) if graph else np.zeros((0, 0)) for name, graph in graphs.items()}


@pytest.fixture(scope="session")
def assert_same() -> Callable[[dict[str, np.ndarray], dict[str, np.ndarray]], None]:
    return _assert_same


def _assert_same(measured: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> None:
    """Hold the centralities of one network against others, to 1e-9."""
    assert tuple(measured) == MEASURES
    for name, scores in measured.items():
        assert scores.dtype == float, name
        np.testing.assert_allclose(scores, expected[name], rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.fixture(scope="session")
def two_places() -> Callable[[], tuple[sparse.csr_array, np.ndarray]]:
    """Two cliques of three, 0-2 and 3-5, both of whose bodies all work with the national body 6 and none other."""

    def build() -> tuple[sparse.csr_array, np.ndarray]:
        graph = nx.disjoint_union_all([nx.complete_graph(3), nx.complete_graph(3), nx.empty_graph(1)])
        graph.add_edges_from((6, body) for body in range(6))
        return nx.to_scipy_sparse_array(graph, dtype=float), np.arange(7) == 6

    return build
