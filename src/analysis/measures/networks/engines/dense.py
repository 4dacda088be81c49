"""Centralities of many small networks at once, as arrays.

A resampled network differs from the last in a few weights only, so that hundreds of them are measured
together: each step of an algorithm is taken for all networks in one array operation. The definitions are
those of :mod:`analysis.measures.networks.centrality`; work grows with the third power of the number of bodies.

- *Shortest paths* and their number by the algorithm of Floyd and Warshall [1]_ [2]_, admitting one body
  after the other as a way station: each shortest path is counted where the last of its stations is admitted.
- *Betweenness* of v by its definition [3]_: over all pairs, the shortest paths that lead through v,
  σ(s, v)·σ(v, t), as a share of all, σ(s, t).
- *Eigenvector* by component, since the eigenvectors of a network in parts are mixed at will where
  eigenvalues come near each other.

Lengths of ties, and when two paths are equally long: see :mod:`analysis.measures.networks.engines.lengths`.

References
----------
.. [1] Floyd, R. W. (1962). Algorithm 97: shortest path. Communications of the ACM 5, 345.
.. [2] Batagelj, V. (1994). Semirings for social networks analysis. Journal of Mathematical Sociology 19, 53-68.
.. [3] Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1,
   215-239.
"""

from __future__ import annotations

import numpy as np

from analysis.measures.networks.engines.lengths import lengths_of

# Numbers in one array of a batch: small enough for the cache of a processor.
_BATCH = 60_000
# Components whose leading eigenvalues differ by less than this share tie for the greatest.
_TIE = 1e-9


def stacked_centralities(weights: np.ndarray) -> dict[str, np.ndarray]:
    """Return the centralities of each body in each of several networks of the same bodies.

    Parameters
    ----------
    weights : array of shape (draws, n, n)
        Symmetric weights of the ties, not negative, 0 where there is none; a diagonal of 0.

    Returns
    -------
    dict of str to array of shape (draws, n)
        ``degree``, ``strength``, ``betweenness``, ``closeness``, ``harmonic`` and ``eigenvector`` as
        floats, as :func:`analysis.measures.networks.centrality.partner_centrality` defines them; the eigenvector of
        a network without ties is NaN.
    """
    draws, n, _ = weights.shape
    batch = max(1, _BATCH // max(1, n * n))
    parts = [_measured(weights[first : first + batch].astype(float)) for first in range(0, draws, batch)]
    names = ("degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector")
    empty = np.empty((0, n))
    return {name: np.concatenate([empty, *(part[name] for part in parts)]) for name in names}


def _measured(weights: np.ndarray) -> dict[str, np.ndarray]:
    n = weights.shape[1]
    steps, unit, slack = _steps(weights)
    lengths, paths = shortest_paths(steps, np.isfinite(steps).astype(float), slack)
    reached = np.isfinite(lengths)
    others = reached.sum(axis=2)
    total = lengths.sum(axis=2, where=reached) * max(1, n - 1) / unit
    return {
        "degree": (weights > 0).sum(axis=2).astype(float),
        "strength": weights.sum(axis=2),
        "betweenness": _betweenness(lengths, paths, slack),
        "closeness": np.divide(others**2, total, out=np.zeros_like(total), where=others > 0),
        "harmonic": (1 / lengths).sum(axis=2) * unit,
        "eigenvector": _eigenvector(weights, reached),
    }


def _steps(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the lengths of the ties and, for each draw, that of weight 1 and the share that is no difference."""
    steps = np.full(weights.shape, np.inf)
    unit, slack = np.ones((len(weights), 1)), np.zeros((len(weights), 1, 1))
    for draw, drawn in enumerate(weights):
        ties = drawn > 0
        steps[draw, ties], unit[draw], slack[draw] = lengths_of(drawn[ties], len(drawn))
    return steps, unit, slack


def shortest_paths(lengths: np.ndarray, paths: np.ndarray, slack: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Return how long the shortest paths between any two bodies are, and how many.

    Parameters
    ----------
    lengths, paths : array of shape (draws, n, n)
        How long the ties between two bodies are, infinite where there is none, and how many there are.
    slack : float or array
        The share of a length that is no difference.

    Returns
    -------
    lengths, paths : array of shape (draws, n, n)
        The same of the shortest paths; from a body to itself infinite and 0.
    """
    bodies = np.arange(lengths.shape[1])
    for station in bodies:
        through = lengths[:, :, station, None] + lengths[:, None, station, :]
        number = paths[:, :, station, None] * paths[:, None, station, :]
        through[:, bodies, bodies] = np.inf
        number[:, bodies, bodies] = 0
        number *= through <= lengths * (1 + slack)
        paths = paths * (through >= lengths * (1 - slack)) + number
        lengths = np.minimum(lengths, through)
    return lengths, paths


def _betweenness(lengths: np.ndarray, paths: np.ndarray, slack: np.ndarray) -> np.ndarray:
    draws, n, _ = lengths.shape
    within = lengths * (1 + slack)
    share = np.divide(1, paths, out=np.zeros_like(paths), where=paths > 0)
    between = np.empty((draws, n))
    for body in range(n):
        through = lengths[:, :, body, None] + lengths[:, None, body, :]
        pairs = share * (through <= within)
        between[:, body] = (paths[:, None, body, :] @ pairs @ paths[:, :, body, None])[:, 0, 0]
    return between / max(1, (n - 1) * (n - 2))


def _eigenvector(weights: np.ndarray, reached: np.ndarray) -> np.ndarray:
    """Return the uniform vector's projection on the leading eigenvectors of the components, of norm 1."""
    draws, n, _ = weights.shape
    parts = reached | np.eye(n, dtype=bool)
    value, scores = np.zeros((draws, n)), np.zeros((draws, n))
    left: np.ndarray = np.any(reached, axis=2)
    while (some := np.flatnonzero(left.any(axis=1))).size:
        part = parts[some, left[some].argmax(axis=1)]
        values, vectors = np.linalg.eigh(weights[some] * part[:, :, None])
        leading = np.abs(vectors[:, :, -1]) * part
        scores[some] += leading * leading.sum(axis=1, keepdims=True)
        value[some] += values[:, -1:] * part
        left[some] &= ~part
    scores[value < value.max(axis=1, initial=0, keepdims=True) * (1 - _TIE)] = 0
    norm = np.linalg.norm(scores, axis=1, keepdims=True)
    return np.divide(scores, norm, out=np.full_like(scores, np.nan), where=norm > 0)
