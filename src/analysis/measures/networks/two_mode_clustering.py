"""How far those who meet once meet again: clustering of the two-mode network.

A two-mode network has no triangles, and its projection has them by construction: an action of five
bodies makes ten. So clustering is measured on the network itself. With A(i) the actions of a body i:

- *Robins-Alexander*: the share of the three-paths (body, action, body, action) that a fourth tie closes
  to a four-cycle: 4 × four-cycles / three-paths [1]_. A four-cycle is a pair of bodies with a pair of
  actions that name both. ``<NA>`` in a network without three-paths.
- *dot*, *min*, *max* (Latapy, Magnien and Del Vecchio [2]_): of a body i, the mean over the bodies j
  that share an action with it of the number of actions in both A(i) and A(j), divided by the number in
  either (dot), in the smaller (min) or in the greater (max) of the two. Low dot with high min: small
  bodies whose actions are among those of a large one. ``<NA>`` for a node that shares with nobody.
- *redundancy* [2]_: of a body i, the share of the pairs of its actions that another body links too: 1
  where the projection on the actions would lose nothing without it, 0 where it alone holds its actions
  together. ``<NA>`` for a body of fewer than two actions.

Of actions the same, with bodies and actions exchanged. The mean of a mode is over the nodes for which
the value is defined, and ``<NA>`` where there is none. All of them are local, so a network that falls
apart needs no convention.

Where systems differ
--------------------
networkx gives 0 where Robins-Alexander or Latapy's coefficients are not defined, counts these zeros in its
averages, and raises for redundancy.

References
----------
.. [1] Robins, G., Alexander, M. (2004). Small worlds among interlocking directors: network structure and
   distance in bipartite graphs. Computational & Mathematical Organization Theory 10, 69-94.
.. [2] Latapy, M., Magnien, C., Del Vecchio, N. (2008). Basic notions for the analysis of large two-mode
   networks. Social Networks 30, 31-48.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import incidence_of

LOCAL = ("dot", "min", "max", "redundancy")
COLUMNS: dict[str, Any] = {
    "four_cycles": "Int64",
    "three_paths": "Int64",
    "robins_alexander": "Float64",
    **{f"{mode}_{measure}": "Float64" for mode in ("organisation", "action") for measure in LOCAL},
}
ORGANISATION_COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "actions": "Int64",
    **dict.fromkeys(LOCAL, "Float64"),
}


def two_mode_clustering(participations: nx.Graph) -> pd.DataFrame:
    """Return the clustering of a network in one row, as defined at the head of this module.

    Parameters
    ----------
    participations : Graph
        A participation graph.

    Returns
    -------
    DataFrame
        One row, index ``plan_ids`` (the plans, joined by ``;``): ``four_cycles``, ``three_paths``
        (counts), ``robins_alexander`` (0 to 1), and the means ``organisation_dot``, ``_min``, ``_max``,
        ``_redundancy`` over the bodies and ``action_dot``, ``_min``, ``_max``, ``_redundancy`` over the
        actions (0 to 1).

    Raises
    ------
    ParameterError
        If the graph is not a participation graph.
    """
    matrix = incidence_of(participations).matrix
    bodies, actions = matrix.sum(axis=1), matrix.sum(axis=0)
    shared = _shared(matrix)
    # Each pair of bodies stands twice in `shared`, so the pairs of pairs are halved twice.
    cycles = int((shared.data * (shared.data - 1)).sum()) // 4
    body_of, action_of = matrix.nonzero()
    paths = int(((bodies[body_of] - 1) * (actions[action_of] - 1)).sum())
    row: dict[str, Any] = {
        "four_cycles": cycles,
        "three_paths": paths,
        "robins_alexander": 4 * cycles / paths if paths else pd.NA,
    }
    for mode, of_mode in (("organisation", matrix), ("action", matrix.T.tocsr())):
        row |= {f"{mode}_{name}": _mean(values) for name, values in _local(of_mode).items()}
    index = pd.Index([participations.graph.get("plan_ids", "")], dtype=TEXT, name="plan_ids")
    return pd.DataFrame({c: pd.array([row[c]], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def organisation_clustering(participations: nx.Graph) -> pd.DataFrame:
    """Return the clustering and redundancy of each body, as defined at the head of this module.

    Parameters
    ----------
    participations : Graph
        A participation graph.

    Returns
    -------
    DataFrame
        One row per body, index ``organisation_id``, sorted: ``organisation``, ``actions`` (in which it
        takes part), ``dot``, ``min``, ``max`` and ``redundancy`` (each 0 to 1).

    Raises
    ------
    ParameterError
        If the graph is not a participation graph.
    """
    incidence = incidence_of(participations)
    names = [participations.nodes[body].get("organisation", pd.NA) for body in incidence.organisations]
    columns = {"organisation": names, "actions": incidence.matrix.sum(axis=1), **_local(incidence.matrix)}
    index = pd.Index(incidence.organisations, dtype=TEXT, name="organisation_id")
    return pd.DataFrame({c: pd.array(columns[c], dtype=kind) for c, kind in ORGANISATION_COLUMNS.items()}, index=index)


def _local(matrix: sparse.csr_array) -> dict[str, Any]:
    """Return the local measures of the nodes in the rows; NaN where they are not defined."""
    sizes = matrix.sum(axis=1)
    pairs = _shared(matrix).tocoo()
    one, other = sizes[pairs.row], sizes[pairs.col]
    whole = {"dot": one + other - pairs.data, "min": np.minimum(one, other), "max": np.maximum(one, other)}
    neighbours = np.bincount(pairs.row, minlength=len(sizes))
    # A pair of columns that two rows link is linked by another than any one of these rows.
    linked = _shared(matrix.T.tocsr())
    linked.data = (linked.data > 1).astype(np.int64)
    linked_pairs = ((matrix @ linked) * matrix).sum(axis=1)
    with np.errstate(invalid="ignore"):
        latapy = {
            name: np.bincount(pairs.row, pairs.data / size, minlength=len(sizes)) / neighbours
            for name, size in whole.items()
        }
        return latapy | {"redundancy": linked_pairs / (sizes * (sizes - 1))}


def _shared(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return rows × rows: the columns that two different rows share, where they share any."""
    both = (matrix @ matrix.T).tocoo()
    apart = both.row != both.col
    return sparse.csr_array((both.data[apart], (both.row[apart], both.col[apart])), shape=both.shape)


def _mean(values: np.ndarray) -> Any:
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if len(defined) else pd.NA
