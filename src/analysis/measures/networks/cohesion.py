"""What a partnership would fall apart without: the bodies and ties that alone hold parts of it together.

Of a partner graph, whatever the weights of its ties:

- A *component* is a part of the network that ties connect [1]_.
- The *k-core* is the largest part of the network in which each body has at least k partners within the
  part; the *core* of a body is the greatest k for which it is in the k-core [2]_. It asks how deep a body
  sits among bodies that themselves have many partners: a body of many partners who have no other
  partner has core 1. (UCINET and igraph call it coreness, which here is another measure, see
  :mod:`analysis.measures.networks.core_periphery`.)
- A *bridge* is a tie whose loss would split its component, an *articulation* body (cutpoint) one whose
  leaving would [1]_.
- A *block* (biconnected component) is a largest part that no single body's leaving would split, so that
  two bodies in a block of three or more are connected in two independent ways; a bridge is a block of
  two [3]_. Blocks share only articulation bodies, and the leaving of a body that has partners leaves its
  component in as many parts as there are blocks with that body.

A body without partners is a component of its own; its core, bridges and blocks are 0 and it is no
articulation. In a projection all bodies of one action are tied to each other, so that a bridge here is a
pair of bodies without a third partner in common, and a plan with few bridges may still rest on one action:
what single actions and bodies carry is another question.

References
----------
.. [1] Harary, F. (1969). Graph Theory. Addison-Wesley.
.. [2] Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5, 269-287.
.. [3] Hopcroft, J., Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
   Communications of the ACM 16, 372-378.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import networkx as nx
import pandas as pd

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners, ordered_components

COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "component": "Int64",
    "k_core": "Int64",
    "articulation": "boolean",
    "bridges": "Int64",
    "blocks": "Int64",
}
BRIDGE_COLUMNS: dict[str, Any] = {
    "first_organisation": TEXT,
    "second_organisation": TEXT,
    "weight": "Float64",
    "first_side": "Int64",
    "second_side": "Int64",
}


def partner_cohesion(partners: nx.Graph) -> pd.DataFrame:
    """Return how each body hangs together with the others, as defined at the head of this module.

    Parameters
    ----------
    partners : Graph
        A partner graph.

    Returns
    -------
    DataFrame
        One row per body, index ``organisation_id``, sorted: ``organisation`` (its name), ``component``
        (1 is the largest; of components of one size the one with the first id comes first), ``k_core``
        (number of the k-core), ``articulation`` (whether its leaving splits its component), ``bridges``
        (how many of its ties are bridges), ``blocks`` (how many it is in).

    Raises
    ------
    ParameterError
        If the graph is no partner graph.
    """
    check_partners(partners)
    nodes = sorted(partners)
    component = {node: n for n, part in enumerate(ordered_components(partners), start=1) for node in part}
    core = nx.core_number(partners)
    bridges = Counter(node for tie in nx.bridges(partners) for node in tie)
    blocks = Counter(node for block in nx.biconnected_components(partners) for node in block)
    rows = [
        {
            "organisation": partners.nodes[node].get("organisation", pd.NA),
            "component": component[node],
            "k_core": core[node],
            "articulation": blocks[node] > 1,
            "bridges": bridges[node],
            "blocks": blocks[node],
        }
        for node in nodes
    ]
    index = pd.Index(nodes, dtype=TEXT, name="organisation_id")
    return pd.DataFrame({c: pd.array([row[c] for row in rows], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def partner_bridges(partners: nx.Graph) -> pd.DataFrame:
    """Return the ties whose loss would split a component, and what each would part from what.

    Parameters
    ----------
    partners : Graph
        A partner graph.

    Returns
    -------
    DataFrame
        One row per bridge, index ``first``, ``second`` (ids of its two bodies, the first in order
        first): ``first_organisation``, ``second_organisation`` (their names), ``weight`` of the tie,
        ``first_side``, ``second_side`` (bodies that would stay connected with the one and with the
        other). The bridge that would part the network most evenly comes first, then by ids: where the
        smaller side is 1, a body has a single partner.

    Raises
    ------
    ParameterError
        If the graph is no partner graph.
    """
    check_partners(partners)
    rows = []
    for first, second in sorted(tuple(sorted(tie)) for tie in nx.bridges(partners)):
        parted = nx.restricted_view(partners, [], [(first, second)])
        rows.append(
            {
                "first": first,
                "second": second,
                "first_organisation": partners.nodes[first].get("organisation", pd.NA),
                "second_organisation": partners.nodes[second].get("organisation", pd.NA),
                "weight": partners.edges[first, second].get("weight", 1),
                "first_side": len(nx.node_connected_component(parted, first)),
                "second_side": len(nx.node_connected_component(parted, second)),
            }
        )
    rows.sort(key=lambda row: min(row["first_side"], row["second_side"]), reverse=True)
    index = pd.MultiIndex.from_arrays(
        [pd.array([row[end] for row in rows], dtype=TEXT) for end in ("first", "second")],
        names=["first", "second"],
    )
    return pd.DataFrame(
        {c: pd.array([row[c] for row in rows], dtype=kind) for c, kind in BRIDGE_COLUMNS.items()}, index=index
    )
