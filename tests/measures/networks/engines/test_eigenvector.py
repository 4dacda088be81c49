import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from analysis.measures.networks.engines import eigenvector
from analysis.measures.networks.engines.eigenvector import leading_eigenvector


def test_path_in_closed_form_without_a_full_matrix():
    path = nx.to_scipy_sparse_array(nx.path_graph(400), dtype=float)
    expected = np.sqrt(2 / 401) * np.sin(np.arange(1, 401) * np.pi / 401)
    np.testing.assert_allclose(leading_eigenvector(path), expected, atol=1e-9)


def test_large_component_does_not_differ_from_a_full_matrix(monkeypatch):
    graph = nx.disjoint_union(nx.les_miserables_graph(), nx.karate_club_graph())
    matrix = nx.to_scipy_sparse_array(graph, dtype=float)
    full = leading_eigenvector(matrix)
    monkeypatch.setattr(eigenvector, "_FULL", 10)
    np.testing.assert_allclose(leading_eigenvector(matrix), full, atol=1e-12)


def test_parts_that_tie_share_the_vector_by_their_size():
    matrix = nx.to_scipy_sparse_array(nx.disjoint_union(nx.star_graph(4), nx.cycle_graph(5)), dtype=float)
    # Both have the greatest eigenvalue 2; the vectors of norm 1 sum to 2/sqrt(2) + 1/sqrt(2) and to sqrt(5).
    star = 3 / np.sqrt(2) * np.array([1 / np.sqrt(2)] + [1 / np.sqrt(8)] * 4)
    expected = np.concatenate([star, np.ones(5)])
    assert leading_eigenvector(matrix) == pytest.approx(expected / np.linalg.norm(expected))


def test_nobody_has_no_entries():
    assert leading_eigenvector(sparse.csr_array((0, 0))).shape == (0,)
