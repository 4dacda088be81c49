"""Which few bodies together matter most: to hold the network together, or to reach everybody (Borgatti [1]_).

A set of bodies is valued as a set: three bodies that are each central may do the same work three times.
Three values, all from 0 to 1 and without weights (a distance is a number of ties):

- ``"distance_fragmentation"`` (KPP-neg): what is left without the set, as 1 - (mean of 1/distance over
  the pairs of bodies that are left), 1/distance of an unreachable pair being 0. It rises also where
  paths only grow longer.
- ``"fragmentation"`` (KPP-neg): share of the pairs of bodies that are left which cannot reach each other.
  It is 0 for most sets of a dense network.
- ``"reach"`` (KPP-pos): mean over all bodies of 1/distance to the nearest member of the set, 1 for the
  members themselves, 0 for bodies out of reach: 1 exactly where everybody is in the set or works with it.

Both fragmentations are those of the bodies that are left (n - size), as in R ``keyplayer``: compare them with
``before``, the value of the whole network: above 0 where it is disconnected, and the first also wherever
some bodies do not work together.

All sets are tried where there are at most `limit` of them: the value is exact, and the number of sets that
are equally good is told, since in a small network there are often many and the one shown is only the first
by id. Otherwise bodies are added one by one, each the best then (greedy), and ``bound`` is a value that no
set exceeds:

- reach is monotone and submodular, so that greedy gets at least 1 - 1/e (63 %) of the best [2]_; the bound
  printed is the tighter one of the gains at hand: value + the greatest `size` gains that single bodies
  would still add.
- for fragmentation greedy has no guarantee. The bound is that of the ties: to remove a set removes at
  most the sum of the greatest degrees, each tie left joins a pair at distance 1. It is loose.

References
----------
.. [1] Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational and
   Mathematical Organization Theory 12, 21-34.
.. [2] Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978). An analysis of approximations for
   maximizing submodular set functions I. Mathematical Programming 14, 265-294.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.common.errors import ParameterError
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners

MEASURES = ("distance_fragmentation", "fragmentation", "reach")

COLUMNS: dict[str, Any] = {
    "organisation_id": TEXT,
    "organisation": TEXT,
    "value_so_far": "Float64",
    "value": "Float64",
    "before": "Float64",
    "exact": "boolean",
    "equal_sets": "Int64",
    "equal_share": "Float64",
    "bound": "Float64",
}

# Values of sets that differ by less are equal: sums of fractions in another order.
_EQUAL = 1e-9

_Value = Callable[[Sequence[int]], float]


def key_player_set(
    partners: nx.Graph, *, size: int = 3, measure: str = "distance_fragmentation", limit: int = 10_000
) -> pd.DataFrame:
    """Return the set of `size` bodies with the greatest value, the most valuable member first.

    Parameters
    ----------
    partners : Graph
        A partner graph; weights do not count.
    size : int
        Bodies in the set.
    measure : str
        ``"distance_fragmentation"``, ``"fragmentation"`` or ``"reach"`` (see the head of this module).
    limit : int
        Sets to try at most; where there are more, bodies are added one by one.

    Returns
    -------
    DataFrame
        One row per member, index ``order`` from 1, each adding most to those before it:

        - ``organisation_id``, ``organisation``
        - ``value_so_far``: value of the set up to this member
        - of the whole set, the same in all rows: ``value``; ``before``, the value of no set (0 for
          reach); ``exact``, whether all sets were tried; ``equal_sets``, how many have this value;
          ``bound``, a value that no set exceeds
        - ``equal_share``: share of the equally good sets that hold this member; a low one is a
          member by chance

        ``equal_sets`` and ``equal_share`` are ``<NA>`` where not all sets were tried. Fewer rows where
        there are not enough bodies: a fragmentation needs two that are left.

    Raises
    ------
    ParameterError
        If the graph is not a partner graph, `measure` is not known, or `size` or `limit` is below 1.
    """
    check_partners(partners)
    if measure not in MEASURES:
        raise ParameterError("measure_parameter", parameter="measure", value=measure, expected=", ".join(MEASURES))
    if size < 1:
        raise ParameterError("measure_parameter", parameter="size", value=size, expected=">= 1")
    if limit < 1:
        raise ParameterError("measure_parameter", parameter="limit", value=limit, expected=">= 1")
    nodes = sorted(partners)
    n = len(nodes)
    size = min(size, n if measure == "reach" else max(n - 2, 0))
    if not size:
        return pd.DataFrame(columns=list(COLUMNS), index=pd.RangeIndex(1, 1, name="order")).astype(COLUMNS)
    place = {node: at for at, node in enumerate(nodes)}
    neighbours = [[place[other] for other in partners[node]] for node in nodes]
    value_of = _reach(neighbours) if measure == "reach" else _fragmentation(neighbours, measure)
    exact = math.comb(n, size) <= limit
    best = _best_sets(value_of, n, size) if exact else []
    chosen = _ordered(value_of, best[0] if exact else range(n), size)
    held = [sum(node in members for members in best) / len(best) if exact else pd.NA for node in chosen]
    so_far = [value_of(chosen[:last]) for last in range(1, size + 1)]
    rows: dict[str, list[Any]] = {
        "organisation_id": [nodes[node] for node in chosen],
        "organisation": [partners.nodes[nodes[node]].get("organisation", pd.NA) for node in chosen],
        "value_so_far": so_far,
        "value": so_far[-1:] * size,
        "before": [value_of([])] * size,
        "exact": [exact] * size,
        "equal_sets": [len(best) if exact else pd.NA] * size,
        "equal_share": held,
        "bound": [so_far[-1] if exact else _bound(value_of, neighbours, chosen, measure)] * size,
    }
    index = pd.RangeIndex(1, size + 1, name="order")
    return pd.DataFrame({c: pd.array(rows[c], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def _best_sets(value_of: _Value, n: int, size: int) -> list[tuple[int, ...]]:
    """Return all sets of the greatest value, in the order of their members."""
    values = {members: value_of(members) for members in combinations(range(n), size)}
    greatest = max(values.values())
    return [members for members, value in values.items() if value >= greatest - _EQUAL]


def _ordered(value_of: _Value, members: Iterable[int], size: int) -> list[int]:
    """Return `size` of the members, each the one that adds most to those before it.

    Of members that add as much, the first by id.
    """
    left = list(members)
    chosen: list[int] = []
    for _ in range(size):
        values = [value_of([*chosen, node]) for node in left]
        greatest = max(values)
        chosen.append(left.pop(next(at for at, value in enumerate(values) if value >= greatest - _EQUAL)))
    return chosen


def _reach(neighbours: list[list[int]]) -> _Value:
    n = len(neighbours)
    near = np.eye(n)
    for node, lengths in nx.all_pairs_shortest_path_length(nx.Graph(dict(enumerate(neighbours)))):
        for other, length in lengths.items():
            near[node, other] = 1 / max(length, 1)

    def reach(members: Sequence[int]) -> float:
        return float(near[list(members)].max(axis=0, initial=0.0).sum()) / n

    return reach


def _fragmentation(neighbours: list[list[int]], measure: str) -> _Value:
    # Sets of bodies as the bits of a whole number; here each body with its partners.
    within = [sum(1 << u for u in others) | 1 << v for v, others in enumerate(neighbours)]
    everybody = (1 << len(neighbours)) - 1

    def fragmentation(members: Sequence[int]) -> float:
        left = everybody & ~sum(1 << v for v in members)
        reached = [bits & left if left >> v & 1 else 0 for v, bits in enumerate(within)]
        bodies = [v for v, bits in enumerate(reached) if bits]
        met, near, distance = len(bodies), 0.0, 1
        while (now := sum(map(int.bit_count, reached))) > met:
            near += (now - met) / (1 if measure == "fragmentation" else distance)
            met, distance = now, distance + 1
            further = reached.copy()
            for v in bodies:
                if (bits := reached[v]) != left:
                    for u in neighbours[v]:
                        bits |= reached[u]
                    further[v] = bits
            reached = further
        return 1 - near / (len(bodies) * (len(bodies) - 1))

    return fragmentation


def _bound(value_of: _Value, neighbours: list[list[int]], chosen: list[int], measure: str) -> float:
    n, size = len(neighbours), len(chosen)
    if measure == "reach":
        value = value_of(chosen)
        gains = sorted(value_of([*chosen, node]) - value for node in range(n))
        return min(1.0, value + sum(gains[-size:]))
    degrees = sorted(len(others) for others in neighbours)
    ties_left = max(0, sum(degrees) // 2 - sum(degrees[-size:]))
    return 1 - ties_left / math.comb(n - size, 2)
