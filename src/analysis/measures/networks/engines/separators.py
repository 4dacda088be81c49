"""The national bodies through which alone the local bodies of different places meet.

A body that works in one municipality meets those of another only where both work with a body of the whole
country. Taken out, such *separators* leave the network in small parts, and every path from part to part leads
through a separator. That is a property of the data, not a law, so it is looked for and not assumed: first all
bodies without a `municipality` are taken out; each then goes back, those with fewest ties first, if it ties no
two parts together. A network that this does not split has no separators, and its parts are its components.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

# In the time of adding a length to that of a segment: following a tie in a search for shortest paths, and
# admitting a way station between two separators.
_SEARCH = 20
_BETWEEN = 10


@dataclass(frozen=True, eq=False)
class Separation:
    """A network in parts that only separators tie together.

    Attributes
    ----------
    part : array of shape (n,)
        The part of each body, counted from 0; -1 for a separator.
    separators : array
        The bodies that are separators, ascending.
    members, member_start : array
        The bodies of part p, ascending: ``members[member_start[p]:member_start[p + 1]]``.
    gates, gate_start : array
        The separators with ties into part p, as places in `separators`, in the same way.
    """

    part: np.ndarray
    separators: np.ndarray
    members: np.ndarray
    member_start: np.ndarray
    gates: np.ndarray
    gate_start: np.ndarray


def separation_of(matrix: sparse.csr_array, national: np.ndarray) -> Separation:
    """Return how separators split a network, if to use them is less work than not to.

    Parameters
    ----------
    matrix : csr_array of shape (n, n)
        Weights of the ties, symmetric.
    national : array of shape (n,)
        Whether a body may be a separator.
    """
    split = _split(matrix, _parts(matrix, national))
    composed = split.member_start[-1] * (np.diff(split.member_start) @ np.diff(split.gate_start))
    between = _BETWEEN * len(split.separators) ** 3
    if composed + between < _SEARCH * len(national) * matrix.nnz:
        return split
    return _split(matrix, connected_components(matrix, directed=False)[1])


def _parts(matrix: sparse.csr_array, national: np.ndarray) -> np.ndarray:
    """Return the part of each body, -1 for those that tie two parts together."""
    local = np.flatnonzero(~national)
    part = np.full(len(national), -1)
    count, part[local] = connected_components(matrix[local][:, local], directed=False)
    candidates = np.flatnonzero(national)
    for body in candidates[np.argsort(np.diff(matrix.indptr)[candidates], kind="stable")]:
        partners = matrix.indices[matrix.indptr[body] : matrix.indptr[body + 1]]
        met = np.unique(part[partners])
        met = met[met >= 0]
        if not met.size:
            met, count = np.array([count]), count + 1
        if met.size == 1:
            part[body] = met[0]
    return part


def _split(matrix: sparse.csr_array, part: np.ndarray) -> Separation:
    separators = np.flatnonzero(part < 0)
    parts = np.arange(part.max(initial=-1) + 2)
    members = np.argsort(part, kind="stable")[len(separators) :]
    ties = matrix[separators].tocoo()
    inside = part[ties.col] >= 0
    gates = np.unique(np.stack([part[ties.col][inside], ties.row[inside]]), axis=1)
    return Separation(
        part,
        separators,
        members,
        np.searchsorted(part[members], parts),
        gates[1],
        np.searchsorted(gates[0], parts),
    )
