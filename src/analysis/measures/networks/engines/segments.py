"""Shortest paths through several parts of a network, put together at its separators, compiled.

A *segment* is a shortest path through one part, from a separator that borders on it, a *gate*, to a body of the
part or to another gate. A shortest path between two bodies either stays in their part or has a first and a last
separator, which cut it into a segment, a shortest path between separators (of length 0 where they are one), and
a segment. So lengths add up, numbers of paths multiply, and no path is counted twice.

The segments of gate g of part p are at ``block[p] + g * (bodies of p) + place``, `place` being that of the body in
its part.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from analysis.measures.networks.engines.searches import Ties, clear, reach_of, search


class Parts(NamedTuple):
    """The parts of a network, as compiled code takes them.

    Attributes
    ----------
    separators, members, member_start, gates, gate_start : array
        As in :class:`analysis.measures.networks.engines.separators.Separation`.
    block : array
        Where the segments of each part begin.
    place : array
        The place of each body in its part, or of a separator among the separators.
    """

    separators: np.ndarray
    members: np.ndarray
    member_start: np.ndarray
    gates: np.ndarray
    gate_start: np.ndarray
    block: np.ndarray
    place: np.ndarray


class Segments(NamedTuple):
    """Segments, and the paths between separators that are one segment or one tie.

    Attributes
    ----------
    far, paths : array
        Length and number of the segments of each gate and body of its part.
    link, links : array of shape (s, s)
        Length and number of the paths between two separators through no other.
    """

    far: np.ndarray
    paths: np.ndarray
    link: np.ndarray
    links: np.ndarray


@njit(cache=True)
def segments_of(ties: Ties, parts: Parts) -> Segments:
    """Return the segments of all parts."""
    count = len(parts.separators)
    far, paths = np.full(parts.block[-1], np.inf), np.zeros(parts.block[-1])
    link, links = np.full((count, count), np.inf), np.zeros((count, count))
    for one, body in enumerate(parts.separators):
        for tie in range(ties.start[body], ties.start[body + 1]):
            if ties.part[ties.partner[tie]] < 0:
                link[one, parts.place[ties.partner[tie]]] = ties.length[tie]
                links[one, parts.place[ties.partner[tie]]] = 1.0
    reach = reach_of(len(ties.part))
    for part in range(len(parts.block) - 1):
        bodies = parts.member_start[part + 1] - parts.member_start[part]
        base = parts.block[part]
        for one in parts.gates[parts.gate_start[part] : parts.gate_start[part + 1]]:
            reached = search(parts.separators[one], part, ties, reach)
            for body in reach.found[1:reached]:
                place = parts.place[body]
                if ties.part[body] == part:
                    far[base + place] = reach.far[body]
                    paths[base + place] = reach.paths[body]
                else:
                    if reach.far[body] < link[one, place] * (1 - ties.slack):
                        link[one, place] = reach.far[body]
                        links[one, place] = 0.0
                    if reach.far[body] <= link[one, place] * (1 + ties.slack):
                        links[one, place] += reach.paths[body]
            clear(reach, reached)
            base += bodies
    return Segments(far, paths, link, links)
