"""The leading eigenvector of a network in parts, without a full matrix of a large one."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

# Components whose leading eigenvalues differ by less than this share tie for the greatest.
_TIE = 1e-9
# Larger components are left to the method of Lanczos.
_FULL = 300


def leading_eigenvector(matrix: sparse.csr_array) -> np.ndarray:
    """Return each body's entry of the leading eigenvector, computed component by component.

    Parameters
    ----------
    matrix : csr_array of shape (n, n)
        Weights of the ties, symmetric.

    Returns
    -------
    array of shape (n,)
        As :mod:`analysis.measures.networks.centrality` defines it; NaN in a network without ties.
    """
    _, component = connected_components(matrix, directed=False)
    order = np.argsort(component, kind="stable")
    value, scores = np.zeros(len(component)), np.zeros(len(component))
    for part in np.split(order, np.flatnonzero(np.diff(component[order])) + 1):
        if len(part) > 1:
            value[part], vector = _leading(matrix[part][:, part])
            scores[part] = vector * vector.sum()
    scores[value < value.max(initial=0) * (1 - _TIE)] = 0
    norm = np.linalg.norm(scores)
    return scores / norm if norm else np.full(len(component), np.nan)


def _leading(matrix: sparse.csr_array) -> tuple[float, np.ndarray]:
    """Return the greatest eigenvalue of a connected network and its eigenvector."""
    n = matrix.shape[0]
    if n <= _FULL:
        values, vectors = np.linalg.eigh(matrix.toarray())
    else:
        values, vectors = eigsh(matrix.astype(float), k=1, which="LA", v0=np.ones(n), tol=0)
    return float(values[-1]), np.abs(vectors[:, -1])
