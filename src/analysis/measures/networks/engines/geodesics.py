"""Shortest paths of many small networks at once, and how many of them lead through each body.

A resampled network differs from the last in a few weights only, so that hundreds of them are measured together:
each step of an algorithm is taken for all networks in one array operation. Ties have no direction, so that each
pair of bodies is worked on once.

- *Shortest paths* by the algorithm of Floyd and Warshall [1]_, admitting one body after the other as a way station;
  then their number [2]_: each shortest path is counted where the last of its stations is admitted.
- *Betweenness* of v by its definition [3]_: over all pairs, the shortest paths that lead through v,
  σ(s, v)·σ(v, t), as a share of all, σ(s, t).

References
----------
.. [1] Floyd, R. W. (1962). Algorithm 97: shortest path. Communications of the ACM 5, 345.
.. [2] Batagelj, V. (1994). Semirings for social networks analysis. Journal of Mathematical Sociology 19, 53-68.
.. [3] Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1,
   215-239.
"""

from __future__ import annotations

import numpy as np


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
    geodesics = Geodesics(lengths, paths, slack)
    return geodesics.lengths(), geodesics.paths()


class Geodesics:
    """The shortest paths of several networks of the same bodies.

    What is known of a pair is kept in arrays of pairs × draws, so that each step works on whole stretches of memory;
    their last row stands for a body with itself.

    Parameters
    ----------
    lengths, paths, slack
        As of :func:`shortest_paths`.
    """

    def __init__(self, lengths: np.ndarray, paths: np.ndarray, slack: np.ndarray | float) -> None:
        n = lengths.shape[1]
        self._first, self._second = np.nonzero(np.arange(n)[:, None] < np.arange(n))
        self._row = np.full((n, n), len(self._first))
        self._row[self._first, self._second] = self._row[self._second, self._first] = np.arange(len(self._first))
        self._lengths, self._paths = self._of_pairs(lengths, np.inf), self._of_pairs(paths, 0)
        shortest, ties = self._lengths[:-1], self._lengths[:-1].copy()
        for station in range(n):
            np.minimum(shortest, self._by_way_of(station), out=shortest)
        within = np.where(np.isfinite(shortest), shortest * (1 + np.asarray(slack)), 0)
        self._paths[:-1] *= ties <= within
        self._led: list[tuple[np.ndarray, np.ndarray]] = []
        for station in range(n):
            leads = self._by_way_of(station) <= within
            pairs = np.flatnonzero(leads.any(axis=1))
            self._led.append((pairs, leads[pairs]))
            self._paths[pairs] += self._through(station)

    def lengths(self) -> np.ndarray:
        """Return draws × n × n: how long the shortest paths are, infinite where there is none."""
        return self._square(self._lengths)

    def paths(self) -> np.ndarray:
        """Return draws × n × n: how many shortest paths there are."""
        return self._square(self._paths)

    def betweenness(self) -> np.ndarray:
        """Return draws × n: the sum over all pairs of the share of their shortest paths that leads through a body."""
        between = np.zeros((self._lengths.shape[1], len(self._row)))
        for body, (pairs, _) in enumerate(self._led):
            through, paths = self._through(body), self._paths[pairs]
            between[:, body] = 2 * np.divide(through, paths, out=through, where=paths > 0).sum(axis=0)
        return between

    def _by_way_of(self, station: int) -> np.ndarray:
        """Return for each pair the length of the way from one to the other by way of `station`."""
        far = self._lengths[self._row[station]]
        way = far.take(self._first, axis=0)
        way += far.take(self._second, axis=0)
        return way

    def _through(self, station: int) -> np.ndarray:
        """Return for each pair that `station` leads between how many of its shortest paths known so far do so."""
        pairs, leads = self._led[station]
        paths = self._paths[self._row[station]]
        return paths.take(self._first[pairs], axis=0) * paths.take(self._second[pairs], axis=0) * leads

    def _of_pairs(self, values: np.ndarray, own: float) -> np.ndarray:
        return np.vstack([values[:, self._first, self._second].T, np.full((1, len(values)), float(own))])

    def _square(self, values: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(np.moveaxis(values[self._row], 2, 0))
