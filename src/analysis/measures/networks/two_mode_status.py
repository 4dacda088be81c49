"""Who has standing by the standing of those it is tied to: HITS, CoHITS and BiRank on the two modes.

B is the incidence matrix, bodies × actions, D the degrees of the bodies and E those of the actions.
All three say that a body stands high by taking part in actions that stand high, and an action by
naming bodies that stand high. They differ in what a busy neighbour passes on:

- *hits*: everything: b = B a and a = B'b, up to a factor, the leading singular vectors of B (bodies are
  hubs, actions authorities) [1]_. Nodes outside the component with the greatest singular value have 0;
  where components tie for it, the uniform vector's projection on their vectors is taken.
- *cohits*: an equal share to each of its ties: b = f B E⁻¹ a + (1 - f)/n and a = f B'D⁻¹ b + (1 - f)/m [2]_.
- *birank*: a share that also weighs the receiver's degree, so that neither a body in everything nor an
  action of everybody dominates: b = f S a + (1 - f)/n and a = f S'b + (1 - f)/m with
  S = D^(-1/2) B E^(-1/2) [3]_.

f is the damping, n and m the numbers of bodies and actions that have a tie; the other 1 - f is the same
for every node (the papers' query vector, here uniform). The fixed point is unique for f < 1, also in a
network that falls apart: a component keeps the standing of its own nodes.

Each score is divided by its sum over the mode, so that the bodies sum to 1 and the actions to 1: a score
is the share of the standing of its mode. A node without ties has no standing, ``<NA>``; so has every
node of a network without ties.

Where systems differ
--------------------
``birankr``/``birankpy`` iterate to 1e-4 by default, do not rescale CoHITS and BiRank, and damp HITS too,
which the paper does not; they give nodes without ties the 1 - f alone. The eigenvector column of UCINET's
two-mode centrality is *hits* on another scale. BiRank in its paper names the
bodies' and the actions' damping apart; one is used for both here.

References
----------
.. [1] Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal of the ACM 46,
   604-632.
.. [2] Deng, H., Lyu, M. R., King, I. (2009). A generalized Co-HITS algorithm and its application to
   bipartite graphs. Proceedings of KDD '09, 239-248.
.. [3] He, X., Gao, M., Kan, M.-Y., Wang, D. (2017). BiRank: towards ranking on bipartite graphs. IEEE
   Transactions on Knowledge and Data Engineering 29, 57-71.
"""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from analysis.common.errors import ParameterError
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import incidence_of

COLUMNS: dict[str, Any] = {
    "mode": TEXT,
    "organisation": TEXT,
    "hits": "Float64",
    "cohits": "Float64",
    "birank": "Float64",
}

# Components whose greatest eigenvalues differ by less than this share tie for the greatest.
_TIE = 1e-9
# The iteration stops where what is still to come is less than this share of the whole.
_PRECISION = 1e-15


def two_mode_status(participations: nx.Graph, *, damping: float = 0.85) -> pd.DataFrame:
    """Return the standing of each body and action, as defined at the head of this module.

    Parameters
    ----------
    participations : Graph
        A participation graph.
    damping : float
        Share of a score of CoHITS and BiRank that comes from the ties: from 0 (none: all are alike) to
        0.999.

    Returns
    -------
    DataFrame
        One row per node, index ``node``, the organisations by id and then the actions by id: ``mode``
        (``organisation`` or ``action``), ``organisation`` (its name; ``<NA>`` for an action), ``hits``,
        ``cohits`` and ``birank`` (shares that sum to 1 over each mode; ``<NA>`` without ties).

    Raises
    ------
    ParameterError
        If the graph is not a participation graph, or `damping` is out of its range.
    """
    if not 0 <= damping <= 0.999:
        # As text: not every number that is no number has a form in a language.
        raise ParameterError(
            "measure_parameter", parameter="damping", value=str(damping), expected="0 <= damping <= 0.999"
        )
    incidence = incidence_of(participations)
    matrix = incidence.matrix.astype(np.float64)
    bodies, actions = matrix.sum(axis=1), matrix.sum(axis=0)
    tied = np.concatenate([bodies, actions]) > 0
    matrix = matrix[bodies > 0][:, actions > 0]
    scores = {
        "hits": _hits(matrix),
        "cohits": _damped(_scaled(matrix, 0, -1), _scaled(matrix, -1, 0), damping),
        "birank": _damped(_scaled(matrix, -0.5, -0.5), _scaled(matrix, -0.5, -0.5), damping),
    }
    nodes = [*incidence.organisations, *incidence.actions]
    modes = ["organisation"] * len(bodies) + ["action"] * len(actions)
    names = [participations.nodes[node].get("organisation", pd.NA) for node in nodes]
    columns: dict[str, Any] = {"mode": pd.array(modes, dtype=TEXT), "organisation": pd.array(names, dtype=TEXT)}
    for column, (of_bodies, of_actions) in scores.items():
        score = np.zeros(len(nodes))
        score[tied] = np.concatenate([of_bodies / of_bodies.sum(), of_actions / of_actions.sum()])
        columns[column] = pd.arrays.FloatingArray(score, ~tied)
    return pd.DataFrame(columns, index=pd.Index(nodes, dtype=TEXT, name="node"))


def _hits(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return the leading singular vectors, component by component; dense in the bodies of each."""
    shared = matrix @ matrix.T
    count, part_of = sparse.csgraph.connected_components(shared, directed=False)
    leading = []
    for part in range(count):
        rows = np.flatnonzero(part_of == part)
        values, vectors = np.linalg.eigh(shared[rows][:, rows].toarray())
        leading.append((values[-1], rows, np.abs(vectors[:, -1])))
    greatest = max((value for value, _, _ in leading), default=0)
    bodies = np.zeros(matrix.shape[0])
    for value, rows, vector in leading:
        if value >= greatest * (1 - _TIE):
            bodies[rows] = vector * vector.sum()
    return bodies, matrix.T @ bodies


def _scaled(matrix: sparse.csr_array, rows: float, columns: float) -> sparse.csr_array:
    """Return the matrix with its rows and columns multiplied by these powers of their sums."""
    left = sparse.diags_array(matrix.sum(axis=1) ** rows)
    right = sparse.diags_array(matrix.sum(axis=0) ** columns)
    return (left @ matrix @ right).tocsr()


def _damped(to_bodies: sparse.csr_array, to_actions: sparse.csr_array, damping: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the fixed point of b = f `to_bodies` a + (1 - f)/n and a = f `to_actions`' b + (1 - f)/m."""
    n, m = to_bodies.shape
    bodies = np.full(n, 1 / max(n, 1))
    from_none = (1 - damping) * bodies, np.full(m, (1 - damping) / max(m, 1))
    # Both matrices have spectral radius 1, so each round shrinks the error by damping squared.
    rounds = math.ceil(math.log(_PRECISION * (1 - damping)) / (2 * math.log(damping))) if damping else 1
    around = damping**2 * (to_bodies @ to_actions.T)
    anew = damping * (to_bodies @ from_none[1]) + from_none[0]
    for _ in range(rounds):
        bodies = around @ bodies + anew
    return bodies, damping * (to_actions.T @ bodies) + from_none[1]
