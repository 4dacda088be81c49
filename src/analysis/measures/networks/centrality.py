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

from collections.abc import Hashable
from importlib.util import find_spec
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from analysis.common.errors import ParameterError
from analysis.common.parameters import check_among
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners, ordered_components
from analysis.measures.networks.engines.dense import stacked_centralities
from analysis.measures.networks.engines.reference import reference_centralities

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

ENGINES = ("auto", "networkx", "dense", "national")
# Up to so many bodies a full matrix is the fastest.
_DENSE = 400


def partner_centrality(graph: nx.Graph, *, engine: str = "auto") -> pd.DataFrame:
    """Return the centralities of each body of a partner graph, as defined at the head of this module.

    Parameters
    ----------
    graph : Graph
        A partner graph, or any simple undirected graph: a tie without `weight` weighs 1, and an
        attribute that the nodes do not have is ``<NA>``.
    engine : str
        By what to compute, each with the same result to 1e-9: ``"networkx"``; ``"dense"``, arrays of n × n
        for networks up to some hundreds of bodies; ``"national"``, compiled, for tens of thousands, which
        needs the extra of that name and compiles itself the first time; ``"auto"``, the fastest that is there.

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
        positive finite number; if `engine` is not known or not installed.
    """
    columns = centrality_columns(graph, engine=engine)
    nodes = columns.pop("organisation_id")
    texts = all(isinstance(node, str) for node in nodes)
    index = pd.Index(nodes, dtype=TEXT if texts else None, name="organisation_id")
    return pd.DataFrame({c: pd.array(columns[c], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def centrality_columns(graph: nx.Graph, *, engine: str = "auto") -> dict[str, list[Any]]:
    """Return the columns of :func:`partner_centrality`, and before them ``organisation_id``, as lists."""
    check_among("engine", engine, ENGINES)
    check_partners(graph)
    nodes = sorted(graph)
    component = {node: number for number, part in enumerate(ordered_components(graph), start=1) for node in part}
    columns = {
        "organisation_id": nodes,
        **{name: scores.tolist() for name, scores in _measured(graph, nodes, engine).items()},
        "component": [component[node] for node in nodes],
        **{name: [graph.nodes[node].get(name) for node in nodes] for name in ("organisation", "kind", "actions")},
    }
    # Nodes that do not tell their actions come last.
    first = [
        (actions is None, -(actions or 0), -graph.degree(n))
        for actions, n in zip(columns["actions"], nodes, strict=True)
    ]
    order = sorted(range(len(nodes)), key=first.__getitem__)
    return {name: [cells[at] for at in order] for name, cells in columns.items()}


def _measured(graph: nx.Graph, nodes: list[Hashable], engine: str) -> dict[str, np.ndarray]:
    """Return the centralities of `nodes`, by `engine`."""
    weights = nx.to_scipy_sparse_array(graph, nodes, dtype=float) if nodes else sparse.csr_array((0, 0))
    compiled = find_spec("numba") is not None
    if engine == "dense" or (engine == "auto" and len(nodes) <= _DENSE):
        return {name: scores[0] for name, scores in stacked_centralities(weights.toarray()[None]).items()}
    if engine == "networkx" or (engine == "auto" and not compiled):
        return reference_centralities(weights)
    if not compiled:
        raise ParameterError("measure_engine", engine=engine, extra="rede-social-workbench[national]")
    from analysis.measures.networks.engines.national import national_centralities

    national = np.array(["municipality" not in graph.nodes[node] for node in nodes], dtype=bool)
    return national_centralities(weights, national)
