"""Centralities of many small networks at once, as arrays.

A resampled network differs from the last in a few weights only, so that hundreds of them are measured
together: each step of an algorithm is taken for all networks in one array operation. The definitions are
those of :mod:`analysis.measures.networks.centrality`; work grows with the third power of the number of bodies that
have a tie. Networks with as many such bodies are measured together, without the others.

- *Shortest paths* and *betweenness*: see :mod:`analysis.measures.networks.engines.geodesics`. Lengths of ties, and
  when two paths are equally long: see :mod:`analysis.measures.networks.engines.lengths`.
- *Eigenvector* by component, since the eigenvectors of a network in parts are mixed at will where
  eigenvalues come near each other. Of a component it is the column to which the powers of its matrix tend, each
  the square of the last [1]_; where they tend to it too slowly, all eigenvectors are computed.

References
----------
.. [1] Golub, G. H., Van Loan, C. F. (2013). Matrix computations, 4th edition, section 7.3. Johns Hopkins
   University Press.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.networks.engines.geodesics import Geodesics, pairs_of
from analysis.measures.networks.engines.lengths import lengths_of_values

MEASURES = ("degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector")

# Numbers in one array of a batch: small enough for the cache of a processor.
_BATCH = 120_000
# Components whose leading eigenvalues differ by less than this share tie for the greatest.
_TIE = 1e-9
# Squarings of a matrix, and the share of other eigenvectors in the last but one at which the last has none.
_SQUARINGS = 12
_OTHERS = 1e-9


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
    measured = {name: np.zeros((draws, n)) for name in MEASURES}
    measured["strength"] = weights @ np.ones(n)
    tied = measured["strength"] > 0
    measured["eigenvector"][~np.any(tied, axis=1)] = np.nan
    bodies = np.argsort(~tied, axis=1, kind="stable")
    sizes = tied.sum(axis=1)
    order = np.argsort(-sizes, kind="stable")
    while len(order := order[sizes[order] > 0]):
        most = sizes[order[0]]
        batch, order = np.split(order, [max(1, _BATCH // most**2)])
        rows, columns = batch[:, None], bodies[batch, :most]
        part = weights[rows[:, :, None], columns[:, :, None], columns[:, None, :]].astype(float)
        for name, scores in _measured(part, n).items():
            measured[name][rows, columns] = scores
    return measured


def _measured(weights: np.ndarray, n: int) -> dict[str, np.ndarray]:
    """Return the centralities in networks of n bodies, of which the others have no tie."""
    steps, unit, slack = _steps(pairs_of(weights), n)
    geodesics = Geodesics(steps, np.isfinite(steps), slack, bodies=weights.shape[1])
    others, total, near = geodesics.sums()
    total *= max(1, n - 1) / unit[:, None]
    return {
        "degree": np.count_nonzero(weights, axis=2),
        "betweenness": geodesics.betweenness() / max(1, (n - 1) * (n - 2)),
        "closeness": np.divide(others**2, total, out=np.zeros_like(total), where=others > 0),
        "harmonic": near * unit[:, None],
        "eigenvector": _eigenvector(weights, others > 0, geodesics),
    }


def _steps(weights: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the lengths of the ties, pairs × draws, and for each draw that of weight 1 and what is no difference."""
    codes, values = pd.factorize(weights.ravel(), sort=True)
    which = codes.reshape(weights.shape)
    stands = np.zeros((weights.shape[1], len(values)), dtype=bool)
    stands[np.arange(len(stands)), which] = True
    stands, alike = np.unique(stands & (values > 0), axis=0, return_inverse=True)
    lengths = np.full(stands.shape, np.inf)
    unit, slack = np.ones(len(stands)), np.zeros(len(stands))
    for at, present in enumerate(stands):
        lengths[at, present], unit[at], slack[at] = lengths_of_values(tuple(values[present].tolist()), n)
    return lengths[alike, which], unit[alike], slack[alike]


def _eigenvector(weights: np.ndarray, left: np.ndarray, geodesics: Geodesics) -> np.ndarray:
    """Return the uniform vector's projection on the leading eigenvectors of the components, of norm 1."""
    value, scores = np.zeros(left.shape), np.zeros(left.shape)
    while (some := np.flatnonzero(left.any(axis=1))).size:
        part = geodesics.part_of(left.argmax(axis=1))[some]
        greatest, leading = _leading(weights[some] * part[:, :, None])
        leading = leading * part
        scores[some] += leading * leading.sum(axis=1, keepdims=True)
        value[some] += greatest[:, None] * part
        left[some] &= ~part
    scores[value < value.max(axis=1, initial=0, keepdims=True) * (1 - _TIE)] = 0
    norm = np.linalg.norm(scores, axis=1, keepdims=True)
    return np.divide(scores, norm, out=np.full_like(scores, np.nan), where=norm > 0)


def _leading(matrices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the greatest eigenvalue of each matrix of a connected network, and its eigenvector of norm 1."""
    n = matrices.shape[1]
    # Shifted, so that no other eigenvalue is as far from 0 as the greatest.
    power = matrices + np.sqrt(np.einsum("dij,dij->d", matrices, matrices))[:, None, None] / 2 * np.eye(n)
    trace = np.einsum("dii->d", power)
    for _ in range(_SQUARINGS):
        power /= trace[:, None, None]
        power = power @ power
        trace = np.einsum("dii->d", power)
        if (trace >= 1 - _OTHERS).all():
            break
    vectors = power @ np.ones(n)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    values = (vectors * (matrices @ vectors[:, :, None])[:, :, 0]).sum(axis=1)
    slow = np.flatnonzero(trace < 1 - _OTHERS)
    if slow.size:
        all_values, all_vectors = np.linalg.eigh(matrices[slow])
        values[slow], vectors[slow] = all_values[:, -1], np.abs(all_vectors[:, :, -1])
    return values, vectors
