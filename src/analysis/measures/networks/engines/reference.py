"""Centralities by networkx, the way that the others are held against.

References
----------
.. [1] Hagberg, A., Schult, D., Swart, P. (2008). Exploring network structure, dynamics, and function using
   NetworkX. Proceedings of the 7th Python in Science Conference, 11-15.
"""

from __future__ import annotations

import math
from collections.abc import Hashable

import networkx as nx
import numpy as np
from scipy import sparse

from analysis.measures.networks.engines.eigenvector import leading_eigenvector
from analysis.measures.networks.engines.lengths import fraction_of, steps_of, unit_of


def reference_centralities(matrix: sparse.csr_array) -> dict[str, np.ndarray]:
    """Return the centralities of each body of a network.

    Parameters
    ----------
    matrix : csr_array of shape (n, n)
        Positive weights of the ties, symmetric; a diagonal of 0.

    Returns
    -------
    dict of str to array of shape (n,)
        ``degree``, ``strength``, ``betweenness``, ``closeness``, ``harmonic`` and ``eigenvector`` as
        :func:`analysis.measures.networks.centrality.partner_centrality` defines them; the eigenvector of a network
        without ties is NaN.
    """
    graph = _with_distances(matrix)
    by_body = {
        "betweenness": nx.betweenness_centrality(graph, weight="steps"),
        "closeness": nx.closeness_centrality(graph, distance="distance", wf_improved=True),
        "harmonic": _harmonic(graph),
    }
    measured = {name: np.array([scores[body] for body in graph], dtype=float) for name, scores in by_body.items()}
    return {
        "degree": np.diff(matrix.indptr).astype(float),
        "strength": matrix.sum(axis=1),
        **measured,
        "eigenvector": leading_eigenvector(matrix),
    }


def _with_distances(matrix: sparse.csr_array) -> nx.Graph:
    """Return the network, each tie with `distance` = 1/weight and `steps`, the same in exact whole numbers."""
    ties = sparse.triu(matrix).tocoo()
    weights = ties.data.tolist()
    unit = unit_of(weights)
    graph = nx.empty_graph(matrix.shape[0])
    for one, other, weight in zip(ties.row.tolist(), ties.col.tolist(), weights, strict=True):
        graph.add_edge(one, other, distance=1 / float(fraction_of(weight)), steps=steps_of(weight, unit))
    return graph


def _harmonic(graph: nx.Graph) -> dict[Hashable, float]:
    """Return networkx's harmonic centrality, summed so that the order of its sets leaves no trace."""
    lengths = nx.all_pairs_dijkstra_path_length(graph, weight="distance")
    return {node: math.fsum(1 / d for d in reached.values() if d) for node, reached in lengths}
