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
from collections.abc import Callable
from itertools import chain, combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.common.parameters import check_among, check_whole
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

# Values of sets of one size, given as sets × members.
_Values = Callable[[np.ndarray], np.ndarray]
# Numbers held at once while sets are valued.
_CELLS = 2**20


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
        If the graph is not a partner graph, `measure` is not known, or `size` or `limit` is no whole
        number from 1.
    """
    check_partners(partners)
    check_among("measure", measure, MEASURES)
    check_whole("size", size)
    check_whole("limit", limit)
    nodes = sorted(partners)
    n = len(nodes)
    size = min(size, n if measure == "reach" else max(n - 2, 0))
    if not size:
        return pd.DataFrame(columns=list(COLUMNS), index=pd.RangeIndex(1, 1, name="order")).astype(COLUMNS)
    place = {node: at for at, node in enumerate(nodes)}
    neighbours = [[place[other] for other in partners[node]] for node in nodes]
    values_of = _reach(neighbours) if measure == "reach" else _fragmentation(neighbours, measure)
    exact = math.comb(n, size) <= limit
    best = _best_sets(values_of, n, size) if exact else np.empty((0, size), dtype=int)
    chosen = _ordered(values_of, best[0] if exact else np.arange(n), size)
    so_far = [float(values_of(np.array([chosen[:last]]))[0]) for last in range(1, size + 1)]
    rows: dict[str, list[Any]] = {
        "organisation_id": [nodes[node] for node in chosen],
        "organisation": [partners.nodes[nodes[node]].get("organisation", pd.NA) for node in chosen],
        "value_so_far": so_far,
        "value": so_far[-1:] * size,
        "before": [float(values_of(np.empty((1, 0), dtype=int))[0])] * size,
        "exact": [exact] * size,
        "equal_sets": [len(best) if exact else pd.NA] * size,
        "equal_share": [(best == node).any(axis=1).mean() if exact else pd.NA for node in chosen],
        "bound": [so_far[-1] if exact else _bound(values_of, neighbours, chosen, measure)] * size,
    }
    index = pd.RangeIndex(1, size + 1, name="order")
    return pd.DataFrame({c: pd.array(rows[c], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def _best_sets(values_of: _Values, n: int, size: int) -> np.ndarray:
    """Return all sets of the greatest value, in the order of their members."""
    members = chain.from_iterable(combinations(range(n), size))
    sets = np.fromiter(members, dtype=int, count=math.comb(n, size) * size).reshape(-1, size)
    values = values_of(sets)
    return sets[values >= values.max() - _EQUAL]


def _ordered(values_of: _Values, members: np.ndarray, size: int) -> list[int]:
    """Return `size` of the members, each the one that adds most to those before it.

    Of members that add as much, the first by id.
    """
    left = members.tolist()
    chosen: list[int] = []
    for _ in range(size):
        values = values_of(np.array([[*chosen, node] for node in left]))
        chosen.append(left.pop(int((values >= values.max() - _EQUAL).argmax())))
    return chosen


def _reach(neighbours: list[list[int]]) -> _Values:
    n = len(neighbours)
    near = np.eye(n)
    for node, lengths in nx.all_pairs_shortest_path_length(nx.Graph(dict(enumerate(neighbours)))):
        for other, length in lengths.items():
            near[node, other] = 1 / max(length, 1)

    def reach(sets: np.ndarray) -> np.ndarray:
        reached = np.zeros((len(sets), n))
        for members in sets.T:
            np.maximum(reached, near[members], out=reached)
        return reached.sum(axis=1) / n

    return _in_parts(reach, n)


def _fragmentation(neighbours: list[list[int]], measure: str) -> _Values:
    n, words = len(neighbours), len(neighbours) // 64 + 1
    # Sets of bodies as the bits of whole numbers, a row of words each: here each body by itself.
    single = np.zeros((n, words), dtype=np.uint64)
    single[np.arange(n), np.arange(n) // 64] = np.uint64(1) << (np.arange(n) % 64).astype(np.uint64)

    def fragmentation(sets: np.ndarray) -> np.ndarray:
        # Bodies × sets × words: whom each body reaches among those that are left; of the set itself, nobody.
        reached = np.broadcast_to(single[:, None], (n, len(sets), words)).copy()
        for members in sets.T:
            reached[members, np.arange(len(sets))] = 0
        left = np.bitwise_or.reduce(reached, axis=0)
        met, near, distance = _count(reached), np.zeros(len(sets)), 1
        bodies = met
        while True:
            further = reached.copy()
            for body, others in enumerate(neighbours):
                further[body] |= np.bitwise_or.reduce(reached[others], axis=0)
            further &= np.where(reached.any(axis=2, keepdims=True), left, 0)
            now = _count(further)
            if (now == met).all():
                return 1 - near / (bodies * (bodies - 1))
            near += (now - met) / (1 if measure == "fragmentation" else distance)
            reached, met, distance = further, now, distance + 1

    return _in_parts(fragmentation, n * words)


def _count(reached: np.ndarray) -> np.ndarray:
    """Return for each set how many pairs of a body and one that it reaches there are."""
    return np.bitwise_count(reached).sum(axis=(0, 2), dtype=np.int64)


def _in_parts(values_of: _Values, cells: int) -> _Values:
    """Return `values_of`, which holds so many numbers for each set, for a few sets at a time."""
    step = max(1, _CELLS // cells)

    def values(sets: np.ndarray) -> np.ndarray:
        return np.concatenate([values_of(sets[start : start + step]) for start in range(0, len(sets), step)])

    return values


def _bound(values_of: _Values, neighbours: list[list[int]], chosen: list[int], measure: str) -> float:
    n, size = len(neighbours), len(chosen)
    if measure == "reach":
        value = float(values_of(np.array([chosen]))[0])
        gains = np.sort(values_of(np.array([[*chosen, node] for node in range(n)])) - value)
        return min(1.0, value + float(gains[-size:].sum()))
    degrees = sorted(len(others) for others in neighbours)
    ties_left = max(0, sum(degrees) // 2 - sum(degrees[-size:]))
    return 1 - ties_left / math.comb(n - size, 2)
