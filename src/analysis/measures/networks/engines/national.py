"""Centralities of a network of a whole country, without a full matrix.

Of tens of thousands of bodies in hundreds of places, those of different places meet only through some national
ones (:mod:`analysis.measures.networks.engines.separators`). The distances and the numbers of shortest paths within the
places and between the national bodies, few of either, make up those of all pairs: they are put together pair by
pair, and never kept. Nothing is approximated. Where there are no such bodies, it is the algorithm of Brandes
[1]_ in every component.

References
----------
.. [1] Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25,
   163-177.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.measures.networks.engines.eigenvector import leading_eigenvector
from analysis.measures.networks.engines.flows import spread_middle, spread_segments
from analysis.measures.networks.engines.geodesics import shortest_paths
from analysis.measures.networks.engines.lengths import lengths_of
from analysis.measures.networks.engines.pairs import Paths, sums_of
from analysis.measures.networks.engines.searches import Ties
from analysis.measures.networks.engines.segments import Parts, segments_of
from analysis.measures.networks.engines.separators import separation_of

# Into how many pieces the pairs are cut, whatever the number of processors: sums come out the same on each.
_PIECES = 8


def national_centralities(matrix: sparse.csr_array, national: np.ndarray) -> dict[str, np.ndarray]:
    """Return the centralities of each body of a large network.

    Parameters
    ----------
    matrix : csr_array of shape (n, n)
        Positive weights of the ties, symmetric; a diagonal of 0.
    national : array of shape (n,)
        Whether a body may be one through which places meet. It changes the time taken, not the result.

    Returns
    -------
    dict of str to array of shape (n,)
        ``degree``, ``strength``, ``betweenness``, ``closeness``, ``harmonic`` and ``eigenvector`` as
        :func:`analysis.measures.networks.centrality.partner_centrality` defines them; the eigenvector of a network
        without ties is NaN.
    """
    n = matrix.shape[0]
    total, near, between = _summed(matrix, national)
    _, component = connected_components(matrix, directed=False)
    others = np.bincount(component, minlength=1)[component] - 1
    return {
        "degree": np.diff(matrix.indptr).astype(float),
        "strength": matrix.sum(axis=1).astype(float),
        "betweenness": between * 2 / max(1, (n - 1) * (n - 2)),
        "closeness": np.divide(others**2, total * max(1, n - 1), out=np.zeros(n), where=others > 0),
        "harmonic": near,
        "eigenvector": leading_eigenvector(matrix),
    }


def _summed(matrix: sparse.csr_array, national: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each body the sum of its distances, that of their inverses, and the pairs it stands between."""
    n = matrix.shape[0]
    split = separation_of(matrix, national)
    length, unit, slack = lengths_of(matrix.data, n)
    ties = Ties(_numbers(matrix.indptr), _numbers(matrix.indices), length, slack, _numbers(split.part))
    sizes = np.diff(split.member_start)
    place = np.empty(n, dtype=np.int64)
    place[split.members] = np.arange(len(split.members)) - np.repeat(split.member_start[:-1], sizes)
    place[split.separators] = np.arange(len(split.separators))
    block = np.concatenate([[0], np.cumsum(sizes * np.diff(split.gate_start))])
    starts = (split.separators, split.members, split.member_start, split.gates, split.gate_start, block, place)
    parts = Parts(*map(_numbers, starts))
    segments = segments_of(ties, parts)

    far, paths = (array[0] for array in shortest_paths(segments.link[None], segments.links[None], slack))
    met = np.isfinite(far)
    lengths = np.where(met, far, 0)
    np.fill_diagonal(far, 0)
    np.fill_diagonal(paths, 1)
    known = Paths(ties, parts, segments, far, paths)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        pieces = threads.map(lambda piece: sums_of(piece, _PIECES, known), range(_PIECES))
        total, near, between, ends, middle = (np.sum(sums, axis=0) for sums in zip(*pieces, strict=True))
    total[split.separators] += lengths.sum(axis=1)
    near[split.separators] += np.divide(1, lengths, out=np.zeros_like(far), where=met).sum(axis=1)
    carried = spread_middle(
        middle + np.triu(met), segments.link, segments.links, far, paths, slack, split.separators, between
    )
    spread_segments(ties, parts, segments, ends, carried, between)
    return total / unit, near * unit, between


def _numbers(values: np.ndarray) -> np.ndarray:
    """Return `values` in the one type that the loops are compiled for."""
    return np.ascontiguousarray(values, dtype=np.int64)
