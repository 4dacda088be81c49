"""The shares of shortest paths, spread over the bodies that the paths pass through."""

from __future__ import annotations

import numpy as np
from numba import njit

from analysis.measures.networks.engines.searches import Ties, carry, clear, reach_of, search
from analysis.measures.networks.engines.segments import Parts, Segments


def spread_middle(
    middle: np.ndarray,
    link: np.ndarray,
    links: np.ndarray,
    far: np.ndarray,
    paths: np.ndarray,
    slack: float,
    separators: np.ndarray,
    between: np.ndarray,
) -> np.ndarray:
    """Add to `between` what separators pass on between others, and return what each link carries.

    Parameters
    ----------
    middle : array of shape (s, s)
        The shares of the paths of pairs that have this first and this last separator.
    link, links, far, paths : array of shape (s, s)
        Length and number of the paths through no other separator, and of all shortest paths; of the latter 0
        and 1 from one to itself.
    slack : float
        The share of a length that is no difference.
    separators : array of shape (s,)
        The separators.
    between : array of shape (n,)
        To be added to.

    Returns
    -------
    array of shape (s, s)
        The shares of the paths of pairs that take the link from one separator to another.
    """
    carried = np.zeros_like(link)
    for first, load in enumerate(middle.copy()):
        for end in np.argsort(far[first])[::-1]:
            if load[end] > 0 and end != first:
                leads = far[first] + link[:, end] <= far[first, end] * (1 + slack)
                passed = np.where(leads, load[end] / paths[first, end] * paths[first] * links[:, end], 0)
                carried[:, end] += passed
                passed[first] = 0
                load += passed
                between[separators] += passed
    return carried


@njit(cache=True)
def spread_segments(
    ties: Ties, parts: Parts, segments: Segments, ends: np.ndarray, carried: np.ndarray, between: np.ndarray
) -> None:
    """Add to `between` what bodies pass on within the segments.

    Parameters
    ----------
    ties, parts, segments
        The network, its parts and their segments.
    ends : array of shape (segments,)
        The shares of the paths of pairs that begin or end with the segment.
    carried : array of shape (s, s)
        What the link between two separators carries.
    between : array of shape (n,)
        To be added to.
    """
    reach = reach_of(len(ties.part))
    for part in range(len(parts.block) - 1):
        base = parts.block[part]
        for gate in parts.gates[parts.gate_start[part] : parts.gate_start[part + 1]]:
            source = parts.separators[gate]
            count = search(source, part, ties, reach)
            for body in reach.found[1:count]:
                place = parts.place[body]
                if ties.part[body] == part:
                    reach.load[body] = ends[base + place]
                elif reach.far[body] <= segments.link[gate, place] * (1 + ties.slack):
                    reach.load[body] = carried[gate, place] * reach.paths[body] / segments.links[gate, place]
            carry(source, part, ties, reach, count, between)
            clear(reach, count)
            base += parts.member_start[part + 1] - parts.member_start[part]
