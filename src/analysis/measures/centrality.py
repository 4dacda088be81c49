"""Who holds the partnership together: centralities of the bodies of a partner graph.

A tie's weight is its strength, so the distance between two partners is 1/weight: bodies that share
more actions are nearer [1]_ [2]_. Of a body i in a network of n bodies, with d(i, j) the length of the
shortest path between i and j:

- *degree*: number of its partners; *strength*: sum of the weights of its ties [2]_.
- *betweenness*: share of the shortest paths between two other bodies that pass through it, averaged over
  all pairs of other bodies (0 to 1; 0 where there are fewer than three bodies) [3]_.
- *closeness*: (r - 1) / sum of d(i, j) over the r bodies of its component, times (r - 1)/(n - 1), so that
  a body near to few is not nearer than one near to many [3]_ [4]_.
- *harmonic*: sum over the others of 1/d(i, j), where a body out of reach adds 0; not normalised [5]_ [6]_.
- *eigenvector*: entry of the leading eigenvector of the weighted adjacency matrix, of Euclidean norm 1: a
  body is central by strong ties to central bodies [7]_. Bodies outside the component with the greatest
  eigenvalue score 0; where components tie for it, the uniform vector's projection on their eigenvectors
  is taken. In a network without ties it is not defined, ``<NA>``.

A body without partners has degree, strength, betweenness, closeness and harmonic 0. `component` says
where the network falls apart: paths, and so closeness, stay within a component.

References
----------
.. [1] Newman, M. E. J. (2001). Scientific collaboration networks. II. Physical Review E 64, 016132.
.. [2] Opsahl, T., Agneessens, F., Skvoretz, J. (2010). Node centrality in weighted networks:
   generalizing degree and shortest paths. Social Networks 32, 245-251.
.. [3] Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1,
   215-239.
.. [4] Wasserman, S., Faust, K. (1994). Social Network Analysis, p. 201. Cambridge University Press.
.. [5] Marchiori, M., Latora, V. (2000). Harmony in the small-world. Physica A 285, 539-546.
.. [6] Boldi, P., Vigna, S. (2014). Axioms for centrality. Internet Mathematics 10, 222-262.
.. [7] Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification.
   Journal of Mathematical Sociology 2, 113-120.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners

COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "kind": TEXT,
    "actions": "Int64",
    "degree": "Int64",
    "strength": "Float64",
    "betweenness": "Float64",
    "closeness": "Float64",
    "harmonic": "Float64",
    "eigenvector": "Float64",
    "component": "Int64",
}

# Weights are read as the fractions they stand for (0.333... as 1/3) up to this denominator.
_DENOMINATOR = 10**6
# Components whose leading eigenvalues differ by less than this share tie for the greatest.
_TIE = 1e-9


def partner_centrality(graph: nx.Graph) -> pd.DataFrame:
    """Return the centralities of each body of a partner graph, as defined at the head of this module.

    Parameters
    ----------
    graph : Graph
        A partner graph, or any simple undirected graph: a tie without `weight` weighs 1, and an
        attribute that the nodes do not have is ``<NA>``.

    Returns
    -------
    DataFrame
        One row per node, index ``organisation_id``: ``organisation``, ``kind``, ``actions`` (of the
        node), ``degree`` (partners), ``strength`` (in the unit of the weights), ``betweenness`` (0 to
        1), ``closeness`` and ``harmonic`` (in the unit of the weights), ``eigenvector`` (0 to 1),
        ``component`` (1 is the largest). Most actions first, then most partners, then by id.

    Raises
    ------
    ParameterError
        If the graph is directed, a multigraph, has loops or action nodes, or a weight is not a
        positive finite number.
    """
    check_partners(graph)
    nodes = sorted(graph)
    distances = _with_distances(graph)
    by_node = {
        "degree": dict(graph.degree()),
        "strength": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(distances, weight="steps"),
        "closeness": nx.closeness_centrality(distances, distance="distance", wf_improved=True),
        "harmonic": _harmonic(distances),
        "eigenvector": _eigenvector(graph),
        "component": {n: i for i, part in enumerate(_components(graph), start=1) for n in part},
    }
    for attribute in ("organisation", "kind", "actions"):
        by_node[attribute] = {n: graph.nodes[n].get(attribute, pd.NA) for n in nodes}
    texts = all(isinstance(node, str) for node in nodes)
    index = pd.Index(nodes, dtype=TEXT if texts else None, name="organisation_id")
    measured = pd.DataFrame(
        {c: pd.array([by_node[c][n] for n in nodes], dtype=kind) for c, kind in COLUMNS.items()}, index=index
    )
    return measured.sort_values(["actions", "degree"], ascending=False, kind="stable")


def _with_distances(graph: nx.Graph) -> nx.Graph:
    """Return the ties of `graph`, each with `distance` = 1/weight and `steps`, the same in whole numbers.

    Betweenness counts the paths that are equally short. Sums of floats such as 1/3 + 1/3 + 1/3 and 1
    differ in the last digit and would hide such paths, so `steps` is the distance as an exact whole
    number: the least common multiple of all numerators of the weights, divided by the weight.
    """
    weights = {(u, v): _fraction(weight) for u, v, weight in graph.edges(data="weight", default=1)}
    multiple = math.lcm(*(weight.numerator for weight in weights.values()))
    distances = nx.Graph()
    distances.add_nodes_from(sorted(graph))
    for (u, v), weight in weights.items():
        steps = multiple // weight.numerator * weight.denominator
        distances.add_edge(u, v, distance=1 / float(weight), steps=steps)
    return distances


def _fraction(weight: float) -> Fraction:
    exact = Fraction(float(weight))
    return exact.limit_denominator(_DENOMINATOR) or exact


def _harmonic(distances: nx.Graph) -> dict[Hashable, float]:
    """Return networkx's harmonic centrality, summed so that the order of its sets leaves no trace."""
    lengths = nx.all_pairs_dijkstra_path_length(distances, weight="distance")
    return {node: math.fsum(1 / d for d in reached.values() if d) for node, reached in lengths}


def _components(graph: nx.Graph) -> list[list[Hashable]]:
    """Return the sorted nodes of each component: the largest first, then by the first node."""
    parts = sorted(sorted(part) for part in nx.connected_components(graph))
    return sorted(parts, key=len, reverse=True)


def _eigenvector(graph: nx.Graph) -> dict[Hashable, Any]:
    """Return each node's entry of the leading eigenvector, computed component by component."""
    if graph.number_of_edges() == 0:
        return dict.fromkeys(graph, pd.NA)
    leading = []
    for part in _components(graph):
        values, vectors = np.linalg.eigh(nx.to_numpy_array(graph, nodelist=part, weight="weight"))
        leading.append((float(values[-1]), part, np.abs(vectors[:, -1])))
    greatest = max(value for value, _, _ in leading)
    scores = dict.fromkeys(graph, 0.0)
    for value, part, vector in leading:
        if value >= greatest * (1 - _TIE):
            scores.update(zip(part, (vector * vector.sum()).tolist(), strict=True))
    norm = math.hypot(*scores.values())
    return {node: score / norm for node, score in scores.items()}
