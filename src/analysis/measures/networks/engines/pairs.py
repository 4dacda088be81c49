"""Sums over all pairs of bodies of a network in parts, compiled.

For each body u and each part, the distance to a body v of the part is the least, over the gates of the part, of
the distance from u to the gate and the length of the segment from there to v; numbers of paths follow in the
same way. The share that each gate has in the paths of a pair is what :mod:`analysis.measures.networks.engines.flows`
spreads over the bodies within the segments. A pair counts once: v is in a later part than u, or later in the
same part.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from analysis.measures.networks.engines.searches import Reach, Ties, carry, clear, reach_of, search
from analysis.measures.networks.engines.segments import Parts, Segments


class Paths(NamedTuple):
    """All that the shortest paths of a network in parts are put together from.

    Attributes
    ----------
    ties, parts, segments
        The network, its parts and their segments.
    far, paths : array of shape (s, s)
        Length and number of the shortest paths between separators; 0 and 1 from one to itself.
    """

    ties: Ties
    parts: Parts
    segments: Segments
    far: np.ndarray
    paths: np.ndarray


class Sums(NamedTuple):
    """What is summed over pairs of bodies.

    Attributes
    ----------
    total, near : array of shape (n,)
        The distances to the other bodies, and their inverses.
    between : array of shape (n,)
        The shares of the paths of pairs that pass through a body: within a part, or where it is the first or
        the last separator.
    ends : array of shape (segments,)
        The shares of the paths of pairs that begin or end with the segment.
    middle : array of shape (s, s)
        The shares of the paths of pairs that have this first and this last separator.
    """

    total: np.ndarray
    near: np.ndarray
    between: np.ndarray
    ends: np.ndarray
    middle: np.ndarray


@njit(cache=True, nogil=True)
def sums_of(piece: int, pieces: int, known: Paths) -> Sums:
    """Return the sums over the pairs in one of several pieces of the work, those of two separators left out.

    Parameters
    ----------
    piece, pieces : int
        Which piece, counted from 0, and of how many: each has its share of the bodies u.
    known : Paths
        What the paths are put together from.

    Returns
    -------
    Sums
    """
    bodies = len(known.ties.part)
    total, near, between = np.zeros(bodies), np.zeros(bodies), np.zeros(bodies)
    sums = Sums(total, near, between, np.zeros(len(known.segments.far)), np.zeros_like(known.far))
    reach = reach_of(bodies)
    for body in range(piece, bodies, pieces):
        _add_pairs_of(body, known, reach, sums)
    return sums


@njit(cache=True)
def _add_pairs_of(body: int, known: Paths, reach: Reach, sums: Sums) -> None:
    """Add the pairs of `body` with all bodies after it."""
    own = known.ties.part[body]
    separators = known.parts.separators
    away, ways = _ways_to_separators(body, own, known)
    last = np.zeros(len(separators))  # the share of the paths of its pairs that have this last separator
    reached = search(body, own, known.ties, reach) if own >= 0 else 0
    for part in range(max(own, 0), len(known.parts.block) - 1):
        _add_pairs_with(body, part, known, away, ways, last, reach, sums)
    if own >= 0:
        carry(body, own, known.ties, reach, reached, sums.between)
        clear(reach, reached)
    for end in range(len(separators)):
        if last[end] > 0 and separators[end] != body:
            sums.between[separators[end]] += last[end]
            if own < 0:
                sums.middle[known.parts.place[body], end] += last[end]
            else:
                _add_first_of(body, end, last[end] / ways[end], away[end], known, sums)


@njit(cache=True)
def _ways_to_separators(body: int, own: int, known: Paths) -> tuple[np.ndarray, np.ndarray]:
    """Return length and number of the shortest paths from `body` to each separator."""
    parts, segments, far, paths = known.parts, known.segments, known.far, known.paths
    if own < 0:
        return far[parts.place[body]].copy(), paths[parts.place[body]].copy()
    away, ways = np.full(len(far), np.inf), np.zeros(len(far))
    gates = parts.gates[parts.gate_start[own] : parts.gate_start[own + 1]]
    stride = parts.member_start[own + 1] - parts.member_start[own]
    at = parts.block[own] + parts.place[body]
    for gate in gates:
        for end in range(len(far)):
            away[end] = min(away[end], segments.far[at] + far[gate, end])
        at += stride
    at = parts.block[own] + parts.place[body]
    for gate in gates:
        for end in range(len(far)):
            if segments.far[at] + far[gate, end] <= away[end] * (1 + known.ties.slack):
                ways[end] += segments.paths[at] * paths[gate, end]
        at += stride
    return away, ways


@njit(cache=True)
def _add_first_of(body: int, end: int, share: float, away: float, known: Paths, sums: Sums) -> None:
    """Add, for the first separators on the way from `body` to the separator `end`, `share` of each path."""
    parts, segments = known.parts, known.segments
    own = known.ties.part[body]
    at = parts.block[own] + parts.place[body]
    for gate in parts.gates[parts.gate_start[own] : parts.gate_start[own + 1]]:
        if segments.far[at] + known.far[gate, end] <= away * (1 + known.ties.slack):
            passed = share * segments.paths[at] * known.paths[gate, end]
            sums.ends[at] += passed
            if gate != end:
                sums.middle[gate, end] += passed
                sums.between[parts.separators[gate]] += passed
        at += parts.member_start[own + 1] - parts.member_start[own]


@njit(cache=True, fastmath={"reassoc"})
def _add_pairs_with(
    body: int,
    part: int,
    known: Paths,
    away: np.ndarray,
    ways: np.ndarray,
    last: np.ndarray,
    reach: Reach,
    sums: Sums,
) -> None:
    """Add the pairs of `body` with the bodies of a part, with those after it in its own."""
    ties, parts, segments = known.ties, known.parts, known.segments
    inside = part == ties.part[body]
    start, stop = parts.member_start[part], parts.member_start[part + 1]
    first = parts.place[body] + 1 if inside else 0
    gates = parts.gates[parts.gate_start[part] : parts.gate_start[part + 1]]
    members = parts.members[start + first : stop]
    far, number = np.full(len(members), np.inf), np.zeros(len(members))
    if inside:
        for at, other in enumerate(members):
            far[at], number[at] = reach.far[other], reach.paths[other]
    more, less = 1 + ties.slack, 1 - ties.slack
    counts = np.zeros(len(gates))  # for how many of the bodies a gate was on a shortest path, so far
    base = parts.block[part] + first
    for nth, gate in enumerate(gates):
        segment, several = segments.far[base : base + len(members)], segments.paths[base : base + len(members)]
        before, several_before, count = away[gate], ways[gate], 0.0
        for at in range(len(members)):
            through, joined = before + segment[at], several_before * several[at]
            nearest = far[at]
            added = joined if through <= nearest * more else 0.0
            count += 1.0 if through <= nearest * more else 0.0
            number[at] = (0.0 if through < nearest * less else number[at]) + added
            far[at] = through if through < nearest else nearest
        counts[nth] = count
        base += stop - start
    for at, other in enumerate(members):
        if number[at] > 0:
            sums.total[body] += far[at]
            sums.total[other] += far[at]
            sums.near[body] += 1 / far[at]
            sums.near[other] += 1 / far[at]
            if inside and reach.far[other] <= far[at] * more:
                reach.load[other] = reach.paths[other] / number[at]
            number[at] = 1 / number[at]
    base = parts.block[part] + first
    for nth, gate in enumerate(gates):
        if counts[nth]:
            segment, several = segments.far[base : base + len(members)], segments.paths[base : base + len(members)]
            ends = sums.ends[base : base + len(members)]
            before, several_before, passed = away[gate], ways[gate], 0.0
            for at in range(len(members)):
                joined = several_before * several[at] * number[at]
                share = joined if before + segment[at] <= far[at] * more else 0.0
                ends[at] += share
                passed += share
            last[gate] += passed
        base += stop - start
