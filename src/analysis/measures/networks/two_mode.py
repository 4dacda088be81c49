"""Who is central in the two-mode network itself: bodies and actions, before any projection.

A participation graph has n bodies and m actions, and ties only between the two. What a node can reach at
best depends on its mode, so each centrality is divided by its greatest value for a node of that mode in
a network of that size [1]_ [2]_. For a body (for an action, exchange n and m):

- *degree share*: its degree over m, the share of all actions in which it takes part.
- *closeness*: the least possible sum of distances, m + 2(n - 1), over the sum of its distances. Where
  the network falls apart n, m and the distances are those of its component, and the result is
  multiplied by the share of the other nodes that it reaches, so that a node near to few is not nearer
  than one near to many (as in the partner graph) [3]_. A node without ties has 0.
- *betweenness*: the sum over pairs of other nodes, of either mode, of the share of their shortest paths
  that pass through it, over its value in the *star-like network* below. ``<NA>`` where that is 0.

In the star-like network a hub is tied to every node of the other mode, and the hub's peers hang one by
one, spread evenly, on these. It also gives the greatest *centralisation* of a mode: the sum over the
nodes of a mode of (greatest centrality in the mode - centrality), divided by that sum in the star-like
network of the same size, 0 where all are alike and 1 in the star-like network. (That no connected network
has more follows for degree and betweenness; for closeness it holds in every network of n m up to 20.)
Borgatti and Everett define it for connected networks: where the network falls apart, it is that of the
largest component (by nodes; the first by node id where several are), which leaves out actions that name
nobody. It is ``<NA>`` where the star-like network has none, as in a mode of one node.

Where systems differ
--------------------
UCINET and networkx give the same three centralities of a connected network. In a disconnected one
networkx divides the least sum for the whole network by distances within the component, which lets the
closeness of a lone pair exceed 1. R ``netrics`` takes, after [1]_, 2(n - 1)(m - 1) as the greatest
betweenness where n > m; the handbook chapter of 2011 [2]_, networkx and this module take the exact
value (445 instead of 442 for 18 women and 14 events). For centralisation R ``netrics`` divides closeness
by other constants (0.224 and 0.537 for the women and events, here 0.195 and 0.453), and its default counts
the differences from the nodes of both modes; degree, and betweenness up to the constant above, agree with
its within-mode variant (``direction = "in"``).

References
----------
.. [1] Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19, 243-269.
.. [2] Borgatti, S. P., Halgin, D. S. (2011). Analyzing affiliation networks. In The SAGE Handbook of Social
   Network Analysis, 417-433.
.. [3] Wasserman, S., Faust, K. (1994). Social Network Analysis, p. 201. Cambridge University Press.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import networkx as nx
import pandas as pd
from scipy import sparse

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_participations, incidence_of, ordered_components
from analysis.measures.networks.engines.levels import level_sums

MODES = ("organisation", "action")
COLUMNS: dict[str, Any] = {
    "mode": TEXT,
    "organisation": TEXT,
    "degree": "Int64",
    "degree_share": "Float64",
    "closeness": "Float64",
    "betweenness": "Float64",
    "component": "Int64",
}
CENTRALISATION_COLUMNS: dict[str, Any] = dict.fromkeys(MODES, "Float64")


def two_mode_centrality(participations: nx.Graph) -> pd.DataFrame:
    """Return the two-mode centralities of each body and action, as defined at the head of this module.

    Parameters
    ----------
    participations : Graph
        A participation graph.

    Returns
    -------
    DataFrame
        One row per node, index ``node``, the organisations by id and then the actions by id: ``mode``
        (``organisation`` or ``action``), ``organisation`` (its name; ``<NA>`` for an action),
        ``degree`` (actions of a body, bodies of an action), ``degree_share``, ``closeness`` and
        ``betweenness`` (each 0 to 1), ``component`` (1 is the largest).

    Raises
    ------
    ParameterError
        If the graph is not a participation graph.
    """
    incidence = incidence_of(participations)
    sizes = {"organisation": len(incidence.organisations), "action": len(incidence.actions)}
    mode = dict.fromkeys(incidence.organisations, "organisation") | dict.fromkeys(incidence.actions, "action")
    other = {"organisation": sizes["action"], "action": sizes["organisation"]}
    parts = ordered_components(participations)
    ties = sparse.block_array([[None, incidence.matrix], [incidence.matrix.T, None]], format="csr")
    distances, between = (dict(zip(mode, sums, strict=True)) for sums in level_sums(ties))
    greatest = {one: _greatest_betweenness(sizes[one], other[one]) for one in MODES}
    by_node: dict[str, dict[Hashable, Any]] = {
        "mode": mode,
        "organisation": {n: participations.nodes[n].get("organisation", pd.NA) for n in mode},
        "degree": dict(participations.degree()),
        "degree_share": {n: _ratio(participations.degree(n), other[mode[n]]) for n in mode},
        "closeness": {n: c for part in parts for n, c in _closeness(part, mode, distances).items()},
        "betweenness": {n: _ratio(between[n], greatest[mode[n]]) for n in mode},
        "component": {n: i for i, part in enumerate(parts, start=1) for n in part},
    }
    columns = {c: pd.array([by_node[c][n] for n in mode], dtype=kind) for c, kind in COLUMNS.items()}
    return pd.DataFrame(columns, index=pd.Index(list(mode), dtype=TEXT, name="node"))


def two_mode_centralisation(participations: nx.Graph) -> pd.DataFrame:
    """Return how far each mode of a network is centred on one node.

    Parameters
    ----------
    participations : Graph
        A participation graph.

    Returns
    -------
    DataFrame
        Rows ``degree``, ``closeness`` and ``betweenness``, index ``measure``; ``organisation`` and
        ``action``: the centralisation of that mode (0 to 1) in the largest component, as defined at
        the head of this module.

    Raises
    ------
    ParameterError
        If the graph is not a participation graph.
    """
    check_participations(participations)
    largest = set(next(iter(ordered_components(participations)), ()))
    connected = participations.copy()
    connected.remove_nodes_from([node for node in participations if node not in largest])
    nodes = two_mode_centrality(connected)
    sizes = {mode: int((nodes["mode"] == mode).sum()) for mode in MODES}
    other = {"organisation": sizes["action"], "action": sizes["organisation"]}
    columns = {}
    for mode in MODES:
        greatest = _greatest_spreads(sizes[mode], other[mode])
        scores = nodes.loc[nodes["mode"] == mode]
        spreads = [(scores[column].max() - scores[column]).sum() for column in greatest]
        ratios = [_ratio(spread, star) for spread, star in zip(spreads, greatest.values(), strict=True)]
        columns[mode] = pd.array(ratios, dtype=CENTRALISATION_COLUMNS[mode])
    index = pd.Index(["degree", "closeness", "betweenness"], dtype=TEXT, name="measure")
    return pd.DataFrame(columns, index=index)


def _closeness(
    part: list[Hashable], mode: dict[Hashable, str], distances: dict[Hashable, float]
) -> dict[Hashable, float]:
    """Return the closeness of the nodes of a component."""
    bodies = sum(mode[node] == "organisation" for node in part)
    other = {"organisation": len(part) - bodies, "action": bodies}
    reached = (len(part) - 1) / max(len(mode) - 1, 1)
    # To each of the other mode in one step, to each of its own in two.
    nearest = {one: many + 2.0 * (len(part) - many - 1) for one, many in other.items()}
    return {n: nearest[mode[n]] / distances[n] * reached if distances[n] else 0.0 for n in part}


def _greatest_betweenness(own: int, other: int) -> float:
    """Return the betweenness of the hub of the star-like network, whose mode has `own` nodes."""
    if other == 0:
        return 0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def _greatest_spreads(own: int, other: int) -> dict[str, float]:
    """Return by column the sum of (greatest - each) over the hub's mode of the star-like network."""
    if own == 0 or other == 0:
        return dict.fromkeys(("degree_share", "closeness", "betweenness"), 0)
    s, t = divmod(own - 1, other)
    closeness = 0.0
    # A peer that shares its node with k - 1 others: itself at 1, hub and k - 1 at 2, the rest at 3 or 4.
    for k, peers in ((s + 1, t * (s + 1)), (s, (other - t) * s)):
        distances = 1 + 2 * k + 3 * (other - 1) + 4 * (own - 1 - k)
        closeness += peers * (1 - (other + 2 * (own - 1)) / distances)
    return {
        "degree_share": (own - 1) * (1 - 1 / other),
        "closeness": closeness,
        "betweenness": own - 1 if _greatest_betweenness(own, other) else 0,
    }


def _ratio(part: float, whole: float) -> Any:
    return part / whole if whole else pd.NA
