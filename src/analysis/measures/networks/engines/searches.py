"""Shortest paths through one part of a network, compiled.

Bodies are whole numbers from 0. A search begins at a body of the part `inside` or at a separator (see
:mod:`analysis.measures.networks.engines.separators`), and passes through bodies of that part only; from a separator it
also reaches other separators.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np
from numba import njit


class Ties(NamedTuple):
    """A network, as compiled code takes it.

    Attributes
    ----------
    start, partner : array
        The rows of the matrix of ties: the partners of body i are ``partner[start[i]:start[i + 1]]``.
    length : array
        How long each tie is.
    slack : float
        The share of a length that is no difference (see :mod:`analysis.measures.networks.engines.lengths`).
    part : array
        The part of each body, negative for a separator.
    """

    start: np.ndarray
    partner: np.ndarray
    length: np.ndarray
    slack: float
    part: np.ndarray


class Reach(NamedTuple):
    """What a search finds, an array of a number for each body: the same arrays serve one search after another.

    Attributes
    ----------
    found : array
        The bodies reached in order of distance, the source first.
    far : array
        Their distances; infinite for all others.
    paths : array
        Their numbers of shortest paths; 0 for all others.
    load : array
        The shares of shortest paths that end at each, for :func:`carry`; 0 where there is none.
    """

    found: np.ndarray
    far: np.ndarray
    paths: np.ndarray
    load: np.ndarray


@njit(cache=True)
def reach_of(bodies: int) -> Reach:
    """Return the arrays for searches among so many bodies."""
    return Reach(np.empty(bodies, np.int64), np.full(bodies, np.inf), np.zeros(bodies), np.zeros(bodies))


@njit(cache=True)
def _leads(body: int, other: int, source: int, inside: int, part: np.ndarray) -> bool:
    """Return whether a search goes on from `body` to `other`."""
    if part[other] == inside:
        return part[body] == inside or body == source
    return part[other] < 0 and part[source] < 0 and part[body] == inside


@njit(cache=True)
def search(source: int, inside: int, ties: Ties, reach: Reach) -> int:
    """Find the shortest paths from `source` [1]_ and return how many bodies they reach, itself included.

    References
    ----------
    .. [1] Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische Mathematik 1,
       269-271.
    """
    far, paths = reach.far, reach.paths
    count = 0
    far[source] = 0.0
    paths[source] = 1.0
    heap = [(0.0, source)]
    while heap:
        distance, body = heappop(heap)
        if distance > far[body]:
            continue
        reach.found[count] = body
        count += 1
        if ties.part[body] == inside or body == source:
            for tie in range(ties.start[body], ties.start[body + 1]):
                other = ties.partner[tie]
                through = distance + ties.length[tie]
                if through < far[other] and _leads(body, other, source, inside, ties.part):
                    far[other] = through
                    heappush(heap, (through, other))
    for body in reach.found[:count]:
        if ties.part[body] == inside or body == source:
            for tie in range(ties.start[body], ties.start[body + 1]):
                other = ties.partner[tie]
                equal = far[body] + ties.length[tie] <= far[other] * (1 + ties.slack)
                if equal and _leads(body, other, source, inside, ties.part):
                    paths[other] += paths[body]
    return count


@njit(cache=True)
def carry(source: int, inside: int, ties: Ties, reach: Reach, count: int, between: np.ndarray) -> None:
    """Add to `between` what each body passes on of the load of those found [1]_; the load is 0 afterwards.

    References
    ----------
    .. [1] Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical
       Sociology 25, 163-177.
    """
    far, paths, load = reach.far, reach.paths, reach.load
    for body in reach.found[1:count][::-1]:
        if ties.part[body] == inside:
            passed = 0.0
            for tie in range(ties.start[body], ties.start[body + 1]):
                other = ties.partner[tie]
                equal = far[body] + ties.length[tie] <= far[other] * (1 + ties.slack)
                if equal and _leads(body, other, source, inside, ties.part):
                    passed += load[other] / paths[other]
            between[body] += passed * paths[body]
            load[body] += passed * paths[body]
    for body in reach.found[:count]:
        load[body] = 0.0


@njit(cache=True)
def clear(reach: Reach, count: int) -> None:
    """Make the arrays ready for the next search."""
    for body in reach.found[:count]:
        reach.far[body] = np.inf
        reach.paths[body] = 0.0
