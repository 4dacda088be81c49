"""The shape of a network as a whole: how many take part, how they hang together, on whom it rests.

Counts come from the participation graph; density, components and centralisation from its projection on
the organisations, where two bodies are tied when an action names both, whatever the number of actions.
A share or mean of nothing is not defined and is ``<NA>``.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import pandas as pd

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_participations

COLUMNS: dict[str, Any] = {
    "actions": "Int64",
    "named_actions": "Int64",
    "unnamed_actions": "Int64",
    "lone_actions": "Int64",
    "lone_share": "Float64",
    "organisations": "Int64",
    "participations": "Int64",
    "actions_per_organisation": "Float64",
    "organisations_per_action": "Float64",
    "top_share": "Float64",
    "ties": "Int64",
    "density": "Float64",
    "components": "Int64",
    "largest_component": "Int64",
    "isolated": "Int64",
    "degree_centralisation": "Float64",
}


def network_structure(participations: nx.Graph) -> pd.DataFrame:
    """Return the structure of a network in one row.

    Parameters
    ----------
    participations : Graph
        A participation graph; who counts in it is who counts here.

    Returns
    -------
    DataFrame
        One row, index ``plan_ids`` (the plans, joined by ``;``):

        - ``actions``: of them ``named_actions`` name at least one body and ``unnamed_actions`` nobody
          that counts; ``lone_actions`` name one body only, ``lone_share`` is their share of the
          named actions
        - ``organisations``; ``participations``: pairs of an action and a body that it names
        - ``actions_per_organisation``, ``organisations_per_action``: means, the latter over the named
          actions
        - ``top_share``: share of the named actions in which the most present body takes part
        - ``ties``: pairs of bodies that share an action; ``density``: their share of all pairs
        - ``components``: parts that no shared action connects; 1 is a connected network, more than 1 a
          disconnected one; ``largest_component``: bodies in the largest; ``isolated``: bodies that
          never share an action
        - ``degree_centralisation``: sum over the bodies of (greatest degree - degree), divided by
          (n - 1)(n - 2), its value in a star of n bodies: 0 where all are alike, 1 in a star [1]_;
          ``<NA>`` for fewer than three bodies

    Raises
    ------
    ParameterError
        If a node does not say whether it is an action or an organisation.

    References
    ----------
    .. [1] Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social
       Networks 1, 215-239.
    """
    check_participations(participations)
    sides = dict(participations.nodes(data="bipartite"))
    bodies = [node for node, side in sides.items() if side == 1]
    named_bodies = [participations.degree(node) for node, side in sides.items() if side == 0]
    named = sum(size > 0 for size in named_bodies)
    lone = sum(size == 1 for size in named_bodies)
    pairs = participations.number_of_edges()

    partners = nx.bipartite.projected_graph(participations, bodies)
    degrees = [degree for _, degree in partners.degree()]
    parts = [len(part) for part in nx.connected_components(partners)]
    n = len(bodies)
    row = {
        "actions": len(named_bodies),
        "named_actions": named,
        "unnamed_actions": len(named_bodies) - named,
        "lone_actions": lone,
        "lone_share": _ratio(lone, named),
        "organisations": n,
        "participations": pairs,
        "actions_per_organisation": _ratio(pairs, n),
        "organisations_per_action": _ratio(pairs, named),
        "top_share": _ratio(max((participations.degree(body) for body in bodies), default=0), named),
        "ties": partners.number_of_edges(),
        "density": _ratio(partners.number_of_edges(), n * (n - 1) / 2),
        "components": len(parts),
        "largest_component": max(parts, default=0),
        "isolated": degrees.count(0),
        "degree_centralisation": _centralisation(degrees),
    }
    index = pd.Index([participations.graph.get("plan_ids", "")], dtype=TEXT, name="plan_ids")
    return pd.DataFrame({c: pd.array([row[c]], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def _centralisation(degrees: list[int]) -> Any:
    n = len(degrees)
    return _ratio(n * max(degrees) - sum(degrees), (n - 1) * (n - 2)) if n > 2 else pd.NA


def _ratio(part: float, whole: float) -> Any:
    return part / whole if whole else pd.NA
