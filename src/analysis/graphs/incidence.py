"""Graphs as measures take them: refused where they are of another sort, and as matrices in a fixed order.

The *incidence matrix* of a participation graph has a row for each organisation and a column for each
action, both sorted by id, with 1 where the action names the organisation (Borgatti and Everett 1997,
Network analysis of 2-mode data, Social Networks 19, 243-269).
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from numbers import Real

import networkx as nx
import numpy as np
from scipy import sparse

from analysis.common.errors import ParameterError


@dataclass(frozen=True, eq=False)
class Incidence:
    """The organisations and actions of a participation graph, and which takes part in which.

    Attributes
    ----------
    organisations, actions : tuple
        Node ids, sorted: the rows and the columns.
    matrix : csr_array
        Organisations × actions, whole numbers: 1 where the organisation takes part.
    """

    organisations: tuple[Hashable, ...]
    actions: tuple[Hashable, ...]
    matrix: sparse.csr_array

    def dense(self) -> np.ndarray:
        """Return the matrix as a boolean array; for the graph of a plan, not of a country."""
        return self.matrix.toarray().astype(bool)

    def shared(self) -> sparse.csr_array:
        """Return organisations × organisations: the actions that two share, 0 on the diagonal."""
        both = (self.matrix @ self.matrix.T).tolil()
        both.setdiag(0)
        shared = both.tocsr()
        shared.eliminate_zeros()
        return shared


def incidence_of(participations: nx.Graph) -> Incidence:
    """Return the incidence matrix of a participation graph.

    Raises
    ------
    ParameterError
        If a node does not say whether it is an action or an organisation, or a tie is not between the two.
    """
    check_participations(participations)
    sides = participations.nodes(data="bipartite")
    organisations = tuple(sorted(node for node, side in sides if side == 1))
    actions = tuple(sorted(node for node, side in sides if side == 0))
    column = {action: at for at, action in enumerate(actions)}
    cells = [(row, column[a]) for row, body in enumerate(organisations) for a in participations[body]]
    rows, columns = zip(*sorted(cells), strict=True) if cells else ((), ())
    shape = (len(organisations), len(actions))
    ones = np.ones(len(cells), dtype=np.int64)
    return Incidence(organisations, actions, sparse.csr_array((ones, (rows, columns)), shape=shape))


def ordered_components(graph: nx.Graph) -> list[list[Hashable]]:
    """Return the sorted nodes of each component: the largest first, then by the first node."""
    parts = sorted(sorted(part) for part in nx.connected_components(graph))
    return sorted(parts, key=len, reverse=True)


def check_participations(graph: nx.Graph) -> None:
    """Raise where `graph` is no participation graph.

    Raises
    ------
    ParameterError
        If the graph is directed or a multigraph, a node does not say whether it is an action or an
        organisation, a tie is not between the two, or ids of several types cannot be put in order.
    """
    sides = dict(graph.nodes(data="bipartite"))
    if (
        graph.is_directed()
        or graph.is_multigraph()
        or not set(sides.values()) <= {0, 1}
        or any(sides[one] == sides[other] for one, other in graph.edges())
    ):
        raise ParameterError("measure_not_participation_graph", graph=str(graph))
    _check_order(graph)


def check_partners(graph: nx.Graph) -> None:
    """Raise where `graph` is no partner graph: the measures would be of something else.

    Raises
    ------
    ParameterError
        If the graph is directed, a multigraph, has loops or action nodes, a weight is not a positive
        finite number, or ids of several types cannot be put in order.
    """
    has_actions = any(kind == 0 for _, kind in graph.nodes(data="bipartite"))
    if graph.is_directed() or graph.is_multigraph() or nx.number_of_selfloops(graph) or has_actions:
        raise ParameterError("measure_not_partner_graph", graph=str(graph))
    for first, second, weight in graph.edges(data="weight", default=1):
        if not (isinstance(weight, Real) and math.isfinite(weight) and float(weight) > 0):
            raise ParameterError("measure_weight", first=first, second=second, weight=str(weight))
    _check_order(graph)


def _check_order(graph: nx.Graph) -> None:
    """Raise where the nodes cannot be sorted, as every measure does."""
    try:
        sorted(graph)
    except TypeError:
        raise ParameterError("measure_node_ids", graph=str(graph)) from None
