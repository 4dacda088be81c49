"""Which thing of one list is which of another, where only their likeness tells.

Each has at most one counterpart. Of all pairings the one is taken in which the sum of the likeness above `least` is
greatest (the assignment problem [1]_), so that no good match is given up for two poor ones; pairs at or below
`least` are none. A pair is *doubtful* where its likeness is below `sure`, or where another pairing that leaves it
out is less than `margin` worse in that sum. What a person decided on a pair holds whatever its likeness, and is not
doubtful.

References
----------
.. [1] Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics Quarterly 2,
   83-97.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

_TIE = 1e-9  # so little that it only decides between equals
_COLUMNS = {"first": "int64", "second": "int64", "doubtful": "bool"}


def likeliest_pairs(
    likeness: np.ndarray,
    *,
    decided: np.ndarray,
    least: float,
    sure: float,
    margin: float,
    preferred: np.ndarray | float = 0.0,
) -> pd.DataFrame:
    """Return the pairs of the best pairing.

    Parameters
    ----------
    likeness : array of shape (n, m)
        How alike each of the first list is to each of the second (0 to 1).
    decided : array of shape (n, m)
        1 where a person said that two are the same, at most once in a row or column, -1 where that they are not,
        else 0.
    least, sure, margin : float
        As told at the head of this module.
    preferred : array of shape (n, m), optional
        Which pairs to take where several pairings have the same sum: those with the greatest sum of this (0 to 1).

    Returns
    -------
    DataFrame
        One row per pair, in the order of the first list: ``first``, ``second`` (positions) and ``doubtful``.
    """
    gain = np.clip(likeness - least, 0, None)
    settled = decided > 0
    gain[(decided < 0) | settled.any(axis=1, keepdims=True) | settled.any(axis=0, keepdims=True)] = 0
    gain[settled] = 1
    first, second = linear_sum_assignment(gain + _TIE * preferred * (gain > 0), maximize=True)
    real = gain[first, second] > 0
    first, second = first[real], second[real]
    unsure = (likeness[first, second] < sure) | (_losses(gain, first, second) < margin)
    pairs = pd.DataFrame({"first": first, "second": second, "doubtful": unsure & ~settled[first, second]})
    return pairs.astype(_COLUMNS)


def _losses(gain: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return for each pair how much worse the best pairing is that leaves it out."""
    rows, columns = gain.nonzero()
    size = sum(gain.shape)
    linked = coo_array((np.ones(len(rows)), (rows, columns + len(gain))), shape=(size, size))
    # What no chain of possible pairs links is paired for itself.
    part = connected_components(linked, directed=False)[1]
    losses = np.empty(len(first))
    for at, (one, other) in enumerate(zip(first, second, strict=True)):
        ones, others = (np.flatnonzero(of == part[one]) for of in np.split(part, [len(gain)]))
        near = gain[np.ix_(ones, others)]
        whole = _greatest(near)
        near[ones == one, others == other] = 0
        losses[at] = whole - _greatest(near)
    return losses


def _greatest(gain: np.ndarray) -> float:
    """Return the sum of the best pairing."""
    return float(gain[linear_sum_assignment(gain, maximize=True)].sum())
