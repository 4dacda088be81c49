"""Structural holes: how far a body's partners are apart, so that it can choose between them (Burt [1]_).

With w_ij the weight of a tie, p_ij = w_ij / (sum of w_ik over k) the share of body i that goes to j, and
m_jk = w_jk / (greatest w_jl of j):

- *effective size* of i: sum over its partners j of 1 - (sum of p_iq m_jq over q): the partners less their
  mean redundancy. Without weights it is n - 2t/n, with t ties among its n partners (Borgatti [2]_).
- *efficiency*: effective size / partners; 1 where no two partners work together.
- *constraint*: sum over its partners j of c_ij = (p_ij + sum of p_iq p_qj over q) squared: high where i
  depends on few bodies that work with each other. It falls with the number of partners and can exceed 1
  for two of them.
- *hierarchy* (Coleman-Theil disorder): sum over j of r_j ln r_j / (n ln n), with r_j = c_ij / (mean c_ij
  of i): 0 where all partners constrain alike, 1 where one does all of it.

A body without partners has no network: all ``<NA>``, whatever other systems print. With one partner the
hierarchy is 0/0, hence ``<NA>``. Each component stands for itself.

p_qj is the share of all of q's ties, as in Burt's formula, networkx and igraph, whose constraints equal
this one; UCINET's *ego network model* counts only the ties of q with i and its partners and gives others.
networkx (3.6) gives this weighted effective size when asked node by node, but not for all nodes at once,
where it divides w_jk by the greatest weight of k.

An action ties all its bodies to each other, so that a body that takes part in one large action only is
always constrained: compare bodies within a plan, not plans with large actions to plans with small ones.

References
----------
.. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University
   Press, chapter 2.
.. [2] Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. Connections 20(1),
   35-38.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners

COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "degree": "Int64",
    "effective_size": "Float64",
    "efficiency": "Float64",
    "constraint": "Float64",
    "hierarchy": "Float64",
}


def partner_structural_holes(partners: nx.Graph, *, weighted: bool = True) -> pd.DataFrame:
    """Return Burt's measures of the network around each body.

    Parameters
    ----------
    partners : Graph
        A partner graph.
    weighted : bool
        Whether a tie counts with its `weight` (1 where it has none), or all ties alike.

    Returns
    -------
    DataFrame
        One row per body, index ``organisation_id``, sorted: ``organisation``, ``degree`` (partners),
        ``effective_size`` (partners; 1 to degree without weights), ``efficiency`` (0 to 1),
        ``constraint``, ``hierarchy`` (0 to 1), as defined at the head of this module; ``<NA>`` where a
        body has no partner, and the hierarchy of one partner.

    Raises
    ------
    ParameterError
        If the graph is not a partner graph.
    """
    check_partners(partners)
    nodes = sorted(partners)
    columns: dict[str, Any] = dict.fromkeys(COLUMNS, ())
    if nodes:
        weights = nx.to_scipy_sparse_array(partners, nodelist=nodes, weight="weight" if weighted else None, dtype=float)
        columns = _measured(weights.tocsr())
    columns["organisation"] = [partners.nodes[node].get("organisation", pd.NA) for node in nodes]
    index = pd.Index(nodes, dtype=TEXT, name="organisation_id")
    return pd.DataFrame({c: pd.array(columns[c], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def _measured(weights: sparse.csr_array) -> dict[str, Any]:
    tied = weights.astype(bool).astype(float)
    degree = tied.sum(axis=1)
    greatest = weights.max(axis=1).toarray().ravel()
    share = sparse.diags_array(_divided(1, weights.sum(axis=1)), format="csr") @ weights
    strength = sparse.diags_array(_divided(1, greatest), format="csr") @ weights
    effective_size = degree - (tied * (share @ strength.T)).sum(axis=1)
    dyadic = (tied * (share + share @ share)).power(2)
    constraint = dyadic.sum(axis=1)
    relative = (sparse.diags_array(_divided(degree, constraint), format="csr") @ dyadic).tocsr()
    relative.data *= np.log(relative.data)
    hierarchy = _divided(relative.sum(axis=1), degree * np.log(degree, where=degree > 1, out=np.zeros_like(degree)))
    alone = degree == 0
    return {
        "degree": degree.astype(np.int64),
        "effective_size": _masked(effective_size, alone),
        "efficiency": _masked(_divided(effective_size, degree), alone),
        "constraint": _masked(constraint, alone),
        # Partners that constrain alike leave a last digit of either sign.
        "hierarchy": _masked(hierarchy.clip(0, 1), degree < 2),
    }


def _divided(part: Any, whole: np.ndarray) -> np.ndarray:
    """Return `part` / `whole`, 0 where `whole` is 0."""
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)


def _masked(values: np.ndarray, unknown: np.ndarray) -> list[Any]:
    return [pd.NA if missing else float(value) for value, missing in zip(values, unknown, strict=True)]
