"""How bodies spread over actions: nested in each other, or keeping apart.

Of the incidence matrix of organisations and actions, of which those without any participation are left
out:

- `connectance`: share of the pairs of a body and an action that are participations.
- *Nestedness*: of two bodies that take part in different numbers of actions, the share of the actions of
  the one with fewer in which the other takes part too; 0 for two with equal numbers. `nodf_organisations`
  is the mean over all pairs of bodies in per cent, `nodf_actions` that over all pairs of actions (the bodies
  of the smaller action that the larger names too), and `nodf` that over the pairs of both kinds together:
  100 where the bodies of each action are among those of all larger ones and no two are equally large, 0
  where all are equally large or none shares anything [1]_.
- *Checkerboards*: for two bodies, the number of pairs of actions of which one names only the first and the
  other only the second: (a - s)(b - s) where they take part in a and b actions and share s. `checkerboards`
  is the sum over all pairs of bodies, `c_score` the mean [2]_: great where bodies avoid each other. It grows
  with the numbers of actions; `c_score_share` is the mean of the share of each pair's greatest possible
  value, given a, b and the number of actions n: a b where a + b <= n, else (n - a)(n - b). Pairs that can
  have none (one of the two is in all actions) do not count.

Both follow largely from how unequal bodies and actions are: whether bodies are more nested, or avoid each
other more, than chance lets them is a question for a null model with the same margins.

Of several plans, part of it is that bodies are local: two bodies of different plans avoid each other because
they must, which raises `c_score` and lowers `nodf`. A null model has to keep the plans apart (as that of
:mod:`analysis.measures.networks.structure_significance` does).

A mean over no pair is ``<NA>``. Disconnected networks need no care.

Other systems: vegan has `nodf` as ``nestednodf`` (sites as rows, there) and `checkerboards` and `c_score` as
``nestedchecker``; bipartite's ``C.score`` gives `c_score_share` by default, and `c_score` with
``normalise = FALSE``, of the columns. Some programs give NODF from 0 to 1. None counts two of equal numbers
with the same actions as nested, so that NODF stays below 100 in a plan where many bodies have one action.

References
----------
.. [1] Almeida-Neto, M., Guimarães, P., Guimarães, P. R., Loyola, R. D., Ulrich, W. (2008). A consistent
   metric for nestedness analysis in ecological systems: reconciling concept and measurement. Oikos 117,
   1227-1239.
.. [2] Stone, L., Roberts, A. (1990). The checkerboard score and species distributions. Oecologia 85, 74-79.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import incidence_of

COLUMNS: dict[str, Any] = {
    "organisations": "Int64",
    "actions": "Int64",
    "connectance": "Float64",
    "nodf": "Float64",
    "nodf_organisations": "Float64",
    "nodf_actions": "Float64",
    "checkerboards": "Int64",
    "c_score": "Float64",
    "c_score_share": "Float64",
}


def participation_pattern(participations: nx.Graph) -> pd.DataFrame:
    """Return how nested participations are and how far bodies keep apart, in one row.

    Parameters
    ----------
    participations : Graph
        A participation graph.

    Returns
    -------
    DataFrame
        One row, index ``plan_ids``, with the columns that the head of this module defines:
        ``organisations`` and ``actions`` with a participation, ``connectance`` (0 to 1), ``nodf``,
        ``nodf_organisations``, ``nodf_actions`` (0 to 100), ``checkerboards``, ``c_score`` (pairs of
        actions per pair of bodies), ``c_score_share`` (0 to 1).

    Raises
    ------
    ParameterError
        If the graph is no participation graph.
    """
    matrix = incidence_of(participations).dense().astype(np.int64)
    matrix = matrix[matrix.any(axis=1)][:, matrix.any(axis=0)]
    bodies, actions = _paired_overlap(matrix), _paired_overlap(matrix.T)
    units, greatest = _checkerboards(matrix)
    row = {
        "organisations": matrix.shape[0],
        "actions": matrix.shape[1],
        "connectance": _mean(matrix),
        "nodf": _mean(np.concatenate([bodies, actions])),
        "nodf_organisations": _mean(bodies),
        "nodf_actions": _mean(actions),
        "checkerboards": int(units.sum()),
        "c_score": _mean(units),
        "c_score_share": _mean(units[greatest > 0] / greatest[greatest > 0]),
    }
    index = pd.Index([participations.graph.get("plan_ids", "")], dtype=TEXT, name="plan_ids")
    return pd.DataFrame({c: pd.array([row[c]], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def _paired_overlap(matrix: np.ndarray) -> np.ndarray:
    """Return for each pair of rows the overlap of the smaller with the larger in per cent, 0 where equal."""
    shared, one, other = _pairs(matrix)
    smaller = np.minimum(one, other)
    return np.where(one == other, 0, 100 * shared / smaller)


def _checkerboards(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return for each pair of rows its checkerboard units, and the most that its margins allow."""
    shared, one, other = _pairs(matrix)
    columns = matrix.shape[1]
    together = np.maximum(one + other - columns, 0)
    return (one - shared) * (other - shared), (one - together) * (other - together)


def _pairs(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each pair of rows the columns that both have, that the one has, that the other has."""
    shared = matrix @ matrix.T
    one, other = np.triu_indices(len(matrix), 1)
    totals = shared.diagonal()
    return shared[one, other], totals[one], totals[other]


def _mean(values: np.ndarray) -> Any:
    return float(values.mean()) if values.size else pd.NA
