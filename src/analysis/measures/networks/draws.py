"""Centralities of many networks that a plan might have been, body by body.

What a centrality owes to chance or to error is told by draws: networks like that of the plan, but with other
actions (:mod:`analysis.measures.networks.bootstrap`) or read otherwise
(:mod:`analysis.measures.networks.reading_error`). Each is measured as the plan's own is
(:mod:`analysis.measures.networks.centrality`), over the bodies that it names: as in the plan, where a body that no
action names has no place. A body that a draw does not name has 0 in it.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import networkx as nx
import numpy as np

from analysis.common.parameters import check_among
from analysis.graphs.incidence import Incidence
from analysis.graphs.partnership import WEIGHTS
from analysis.measures.networks.engines.dense import stacked_centralities

MEASURES = ("degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector")

# Cells of the draws that are multiplied at once: so that they stay in memory.
_CELLS = 2**23


@dataclass(frozen=True, eq=False)
class CentralityDraws:
    """The centralities of the bodies of a plan, and what they are in each draw.

    Attributes
    ----------
    organisations, names : tuple
        Ids of the bodies, sorted, and their names, None where a body has none.
    observed : dict of str to array of shape (n,)
        For each of `MEASURES`, the value of each body in the plan.
    drawn : dict of str to array of shape (draws, n)
        The same in each draw; a draw in which a measure is not defined is NaN in all bodies.
    """

    organisations: tuple[Hashable, ...]
    names: tuple[str | None, ...]
    observed: dict[str, np.ndarray]
    drawn: dict[str, np.ndarray]


def centrality_draws(participations: nx.Graph, incidence: Incidence, drawn: np.ndarray, weight: str) -> CentralityDraws:
    """Measure a plan and draws of it.

    Parameters
    ----------
    participations : Graph
        The participation graph of the plan.
    incidence : Incidence
        Its matrix.
    drawn : array of shape (draws, rows, actions)
        The matrix in each draw: the organisations of `incidence`, then any others.
    weight : str
        ``"shared"`` or ``"newman"``, as for :func:`analysis.graphs.partnership.partner_graph`.

    Raises
    ------
    ParameterError
        If `weight` is not known.
    """
    n = len(incidence.organisations)
    return CentralityDraws(
        organisations=incidence.organisations,
        names=tuple(participations.nodes[body].get("organisation") for body in incidence.organisations),
        observed={m: values[0] for m, values in incidence_centralities(incidence.dense()[None], weight).items()},
        drawn={m: values[:, :n] for m, values in incidence_centralities(drawn, weight).items()},
    )


def incidence_centralities(incidences: np.ndarray, weight: str) -> dict[str, np.ndarray]:
    """Return the centralities in each of several incidence matrices.

    Parameters
    ----------
    incidences : array of shape (draws, n, actions)
        Which body takes part in which action.
    weight : str
        ``"shared"`` or ``"newman"``: the weights of the ties.

    Returns
    -------
    dict of str to array of shape (draws, n)
        Each of `MEASURES`, as told at the head of this module.

    Raises
    ------
    ParameterError
        If `weight` is not known.
    """
    check_among("weight", weight, WEIGHTS)
    draws, n, actions = incidences.shape
    batch = max(1, _CELLS // max(1, n * max(n, actions)))
    parts = [_measured(incidences[first : first + batch], weight) for first in range(0, max(1, draws), batch)]
    return {measure: np.concatenate([part[measure] for part in parts]) for measure in MEASURES}


def _measured(incidences: np.ndarray, weight: str) -> dict[str, np.ndarray]:
    """Return the centralities in so many draws as fit into memory."""
    n = incidences.shape[1]
    weights = _weights(incidences, weight)
    bodies = np.arange(n)
    named = np.count_nonzero(weights[:, bodies, bodies], axis=1)[:, None]
    weights[:, bodies, bodies] = 0
    measured = stacked_centralities(weights)
    # The engine averages over all rows: over the bodies that the draw names instead.
    measured["betweenness"] *= (n - 1) * (n - 2) / np.maximum(1, (named - 1) * (named - 2))
    measured["closeness"] *= (n - 1) / np.maximum(1, named - 1)
    return measured


def _weights(incidences: np.ndarray, weight: str) -> np.ndarray:
    """Return the weights of the ties of each partner graph, draws × bodies × bodies; of a body with itself > 0."""
    named = incidences.astype(float)
    each = named
    if weight == "newman":
        each = named / np.maximum(1, named.sum(axis=1, keepdims=True) - 1)
    return each @ named.transpose(0, 2, 1)
