"""The discrete cores that describe a network best: all of them, where they can all be compared.

What a core is and how its fit is measured is said at the head of :mod:`analysis.measures.networks.core_periphery`.
The fit of a core depends on its size and on the number of ties that it *covers*, those with an end in it; to
find the best of one size is the partial vertex cover problem, which is NP-hard.

First a good core is sought: for each size one is grown from each of the ten bodies of most partners, always
by the body that covers most ties more, and improved by exchanges. Then all cores are compared with it, by
branch and bound: cores grow by bodies of ever fewer partners, and one is given up where even the bodies of
most partners still to come could not cover what its size needs to fit as well. A few bodies with many ties, as
in plans, leave some tens of cores to look at among 26 bodies or 200; ties at random leave millions from
thirty or forty bodies on. There the search stops, and the first core is the best one known: others may be
as good or better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# The search for a good core starts from so many bodies of most partners.
_STARTS = 10
# Numbers held at once while all cores are compared: some 50 megabytes.
_CELLS = 2**20
# Fits that differ by less are equal: sums in another order.
_EQUAL = 1e-9


@dataclass(frozen=True, eq=False)
class Cores:
    """The cores of the best fit.

    Attributes
    ----------
    best : ndarray
        Cores × bodies: whether a body is in the core. The smallest core first; of one size, those of the
        bodies of most partners, then of the first bodies.
    every : bool
        Whether these are all the cores of the best fit. Else it is one, the best one known.
    """

    best: np.ndarray
    every: bool


def best_cores(ties: np.ndarray) -> Cores | None:
    """Return the cores that describe a network best.

    Parameters
    ----------
    ties : ndarray
        Bodies × bodies, symmetric: 1 where two are tied, 0 on the diagonal.

    Returns
    -------
    Cores or None
        None with fewer than three bodies, without ties or with all possible ties: no core differs from a
        periphery.
    """
    n = len(ties)
    pairs, tied = n * (n - 1) / 2, ties.sum() / 2
    if n < 3 or tied in (0, pairs):
        return None
    sizes = np.arange(1, n - 1)
    ideal = pairs - (n - sizes) * (n - sizes - 1) / 2
    spread = np.sqrt(ideal * (pairs - ideal))

    def fits(core: np.ndarray) -> float:
        at = int(core.sum()) - 1
        return float((pairs * (tied - _uncovered(core, ties)) - tied * ideal[at]) / spread[at])

    found = [_exchanged(core, ties) for core in _grown(ties)]
    best = max(fits(core) for core in found)
    # Ties that a core of each size must cover to fit as well.
    needed = np.ceil((best * spread + tied * ideal) / pairs - _EQUAL)
    every = _covering(ties, needed)
    cores = np.array(found if every is None else every)
    fit = np.array([fits(core) for core in cores])
    cores = cores[fit >= fit.max() - _EQUAL * pairs]
    cores = cores[cores.sum(axis=1).argsort(kind="stable")]
    return Cores(cores[:1], every=False) if every is None else Cores(cores, every=True)


def _covering(ties: np.ndarray, needed: np.ndarray) -> list[np.ndarray] | None:
    """Return all cores that cover so many ties as their size needs, None where there are too many to try.

    Cores grow by bodies of ever fewer partners, and one is given up where even those of most partners still
    to come, each tie of theirs counted, would not do.
    """
    n, tied = len(ties), ties.sum() / 2
    by_degree = np.argsort(-ties.sum(axis=0), kind="stable")
    own = ties[np.ix_(by_degree, by_degree)]
    place = np.arange(n)
    # Of each core: its members, the last of them, the ties it covers, and what each later body would add.
    members, last, covered, adds = np.zeros((1, n), dtype=bool), np.array([-1]), np.zeros(1), own.sum(axis=0)[None]
    found = []
    for size in range(1, n - 1):
        core, body = np.nonzero(place > last[:, None])
        if core.size * n > _CELLS:
            return None
        members = members[core] | (place == body[:, None])
        last, covered = body, covered[core] + adds[core, body]
        adds = np.where(place > body[:, None], adds[core] - own[body], 0)
        found.extend(members[covered >= needed[size - 1]])
        most = np.cumsum(-np.sort(-adds, axis=1), axis=1)[:, : n - 2 - size]
        hopeful = (np.minimum(covered[:, None] + most, tied) >= needed[size:]).any(axis=1)
        members, last, covered, adds = members[hopeful], last[hopeful], covered[hopeful], adds[hopeful]
    cores = np.zeros((len(found), n), dtype=bool)
    cores[:, by_degree] = np.array(found).reshape(-1, n)
    return list(cores)


def _grown(ties: np.ndarray) -> list[np.ndarray]:
    """Return the different cores of 1, 2, ... bodies, grown from each start by the body that covers most ties more."""
    by_degree = np.argsort(-ties.sum(axis=0), kind="stable")
    grown = {}
    for first in by_degree[:_STARTS]:
        core = np.zeros(len(ties), dtype=bool)
        core[first] = True
        for _ in range(len(ties) - 2):
            grown[core.tobytes()] = core
            core = core.copy()
            adds = np.where(core, -1, ties @ ~core)[by_degree]
            core[by_degree[adds.argmax()]] = True
    return list(grown.values())


def _exchanged(core: np.ndarray, ties: np.ndarray) -> np.ndarray:
    """Exchange bodies of core and periphery, the best pair first, while it takes ties out of the periphery."""
    core = core.copy()
    while True:
        inside, outside = np.flatnonzero(core), np.flatnonzero(~core)
        to_periphery = ties @ ~core
        gains = to_periphery[outside] - to_periphery[inside][:, None] + ties[np.ix_(inside, outside)]
        leaves, joins = np.unravel_index(gains.argmax(), gains.shape)
        if gains[leaves, joins] <= 0:
            return core
        core[inside[leaves]], core[outside[joins]] = False, True


def _uncovered(core: np.ndarray, ties: np.ndarray) -> float:
    """Return the number of ties within the periphery."""
    return float(ties[~core][:, ~core].sum() / 2)
