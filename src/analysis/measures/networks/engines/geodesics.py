"""Shortest paths of many small networks at once, and how many of them lead through each body.

A resampled network differs from the last in a few weights only, so that hundreds of them are measured together:
each step of an algorithm is taken for all networks in one array operation. Ties have no direction, so that each
pair of bodies is worked on once.

- *Shortest paths* by the algorithm of Floyd and Warshall [1]_, admitting one body after the other as a way station;
  then their number [2]_: each shortest path is counted where the last of its stations is admitted.
- *Betweenness* of v by its definition [3]_: over all pairs, the shortest paths that lead through v,
  σ(s, v)·σ(v, t), as a share of all, σ(s, t).
- Only bodies that may be on shortest paths of others are admitted, as a rule few. A body k is on none if from each of
  its partners x to each other, y, the way by k is longer than that by the *hub*, the body that is nearest to all: if
  the two least of l(x, k) - l(x, hub) are together more than 0.

References
----------
.. [1] Floyd, R. W. (1962). Algorithm 97: shortest path. Communications of the ACM 5, 345.
.. [2] Batagelj, V. (1994). Semirings for social networks analysis. Journal of Mathematical Sociology 19, 53-68.
.. [3] Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1,
   215-239.
"""

from __future__ import annotations

import numpy as np

# Ways to the hub are taken as longer by so many times the share of a length that is no difference, since what is no
# difference to a long path may be one to a part of it.
_MARGIN = 2**20
# As good as no way to the hub, and yet a number that others can be taken from.
_FAR = 1e300


def shortest_paths(lengths: np.ndarray, paths: np.ndarray, slack: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Return how long the shortest paths between any two bodies are, and how many.

    Parameters
    ----------
    lengths, paths : array of shape (draws, n, n)
        How long the ties between two bodies are, infinite where there is none, and how many there are; symmetric.
    slack : float or array of shape (draws,)
        The share of a length that is no difference.

    Returns
    -------
    lengths, paths : array of shape (draws, n, n)
        The same of the shortest paths; from a body to itself infinite and 0.
    """
    geodesics = Geodesics(pairs_of(lengths), pairs_of(paths), slack, bodies=lengths.shape[1])
    return geodesics.lengths(), geodesics.paths()


def pairs_of(values: np.ndarray) -> np.ndarray:
    """Return, of an array of draws × n × n, what it has of each pair of bodies, in the order of `triu_indices`."""
    first, second = np.triu_indices(values.shape[1], 1)
    return values[:, first, second].T


class Geodesics:
    """The shortest paths of several networks of the same bodies.

    What is known of a pair is kept in arrays of pairs × draws, so that each step works on whole stretches of memory.

    Parameters
    ----------
    lengths, paths : array of shape (pairs, draws)
        How long the ties of each pair of bodies are, as :func:`pairs_of` gives them, infinite where there is none,
        and how many there are.
    slack : float or array of shape (draws,)
        The share of a length that is no difference.
    bodies : int
        How many bodies there are.
    """

    def __init__(self, lengths: np.ndarray, paths: np.ndarray, slack: np.ndarray | float, *, bodies: int) -> None:
        pairs, draws = lengths.shape
        self._draws = np.arange(draws)
        self._first, self._second = np.triu_indices(bodies, 1)
        self._ends = (np.arange(bodies)[:, None, None] == (self._first, self._second)).any(axis=1).astype(float)
        # The last row of what is known stands for a body with itself, and for any with no body.
        self._row = np.full((bodies + 1, bodies), pairs)
        self._row[self._first, self._second] = self._row[self._second, self._first] = np.arange(pairs)
        self._lengths = np.vstack([lengths, np.full((1, draws), np.inf)])
        self._paths = np.vstack([paths, np.zeros((1, draws))])
        self._stations = self._possible_stations(np.asarray(slack))
        shortest = self._lengths[:-1]
        for station in self._stations:
            np.minimum(shortest, self._by_way_of(station), out=shortest)
        within = np.where(np.isfinite(shortest), shortest * (1 + np.asarray(slack)), 0)
        self._paths[:-1] *= lengths <= within
        self._led: list[tuple[np.ndarray, np.ndarray]] = []
        for station in self._stations:
            leads = self._by_way_of(station) <= within
            led = np.flatnonzero(leads.any(axis=1))
            self._led.append((led, leads[led]))
            self._paths[led] += self._through(station, led, leads[led])

    def lengths(self) -> np.ndarray:
        """Return draws × n × n: how long the shortest paths are, infinite where there is none."""
        return self._square(self._lengths)

    def paths(self) -> np.ndarray:
        """Return draws × n × n: how many shortest paths there are."""
        return self._square(self._paths)

    def part_of(self, body: np.ndarray) -> np.ndarray:
        """Return draws × n: the bodies to which a path leads from the `body` of each draw, itself among them."""
        part = np.isfinite(self._to(body)).T
        part[self._draws, body] = True
        return part

    def sums(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return, each draws × n: how many others a body reaches, their distances in sum, and the inverses of these."""
        lengths = self._lengths[:-1]
        reached = np.isfinite(lengths)
        near = (1 / self.lengths()).sum(axis=2)
        return self._of_bodies(reached), self._of_bodies(np.where(reached, lengths, 0)), near

    def betweenness(self) -> np.ndarray:
        """Return draws × n: the sum over all pairs of the share of their shortest paths that leads through a body."""
        between = np.zeros((len(self._draws), len(self._row)))
        for station, (led, leads) in zip(self._stations, self._led, strict=True):
            through, paths = self._through(station, led, leads), self._paths[led]
            between[self._draws, station] = 2 * np.divide(through, paths, out=through, where=paths > 0).sum(axis=0)
        return between[:, :-1]

    def _possible_stations(self, slack: np.ndarray) -> np.ndarray:
        """Return, in a column for each draw, the bodies that may be on shortest paths of others, then n for none."""
        n = self._row.shape[1]
        if n == 0:
            return np.empty((0, len(self._draws)), dtype=np.intp)
        hub = self._of_bodies(1 / self._lengths[:-1]).argmax(axis=1)
        by_hub = self._to(hub)
        by_hub[hub, self._draws] = 0
        by_hub = np.where(np.isfinite(by_hub), by_hub * (1 + _MARGIN * slack), _FAR)
        least, second = np.full((2, *by_hub.shape), np.inf)
        for partner, row in enumerate(self._row[:-1]):
            detour = self._lengths[row] - by_hub[partner]
            second = np.minimum(second, np.maximum(least, detour))
            least = np.minimum(least, detour)
        possible = least + second <= 0
        most = possible.sum(axis=0).max(initial=0)
        bodies = np.argsort(~possible, axis=0, kind="stable")[:most]
        return np.where(np.take_along_axis(possible, bodies, axis=0), bodies, n)

    def _to(self, body: np.ndarray) -> np.ndarray:
        """Return n × draws: how far each body is from the `body` of each draw."""
        return self._lengths[self._row[body].T, self._draws]

    def _by_way_of(self, station: np.ndarray) -> np.ndarray:
        """Return for each pair the length of the way from one to the other by way of the `station` of each draw."""
        far = self._to(station)
        way = far.take(self._first, axis=0)
        way += far.take(self._second, axis=0)
        return way

    def _through(self, station: np.ndarray, led: np.ndarray, leads: np.ndarray) -> np.ndarray:
        """Return for the pairs `led` how many of their shortest paths known so far are led through the `station`."""
        paths = self._paths[self._row[station].T, self._draws]
        return paths.take(self._first[led], axis=0) * paths.take(self._second[led], axis=0) * leads

    def _of_bodies(self, values: np.ndarray) -> np.ndarray:
        """Return draws × n: the sum of `values`, pairs × draws, over the pairs of each body."""
        return (self._ends @ values).T

    def _square(self, values: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(values.T).take(self._row[:-1], axis=1)
