"""Which thing of one list is which of another, where only their likeness tells.

Each has at most one counterpart. Of all pairings the one is taken in which the sum of the likeness above `least` is
greatest (the assignment problem [1]_), so that no good match is given up for two poor ones; pairs at or below
`least` are none. A pair is *doubtful* where its likeness is below `sure`, or where another pairing that leaves it
out, and differs in as few pairs as possible, is less than `margin` worse. What a person decided on a pair holds
whatever its likeness, and is not doubtful.

References
----------
.. [1] Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics Quarterly 2,
   83-97.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

_COLUMNS = {"first": "int64", "second": "int64", "doubtful": "bool"}


def likeliest_pairs(
    likeness: np.ndarray, *, decided: np.ndarray, least: float, sure: float, margin: float
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

    Returns
    -------
    DataFrame
        One row per pair, in the order of the first list: ``first``, ``second`` (positions) and ``doubtful``.
    """
    gain = np.clip(likeness - least, 0, None)
    settled = decided > 0
    gain[(decided < 0) | settled.any(axis=1, keepdims=True) | settled.any(axis=0, keepdims=True)] = 0
    gain[settled] = 1
    first, second = linear_sum_assignment(gain, maximize=True)
    real = gain[first, second] > 0
    first, second = first[real], second[real]
    unsure = (likeness[first, second] < sure) | (_losses(gain, first, second) < margin)
    pairs = pd.DataFrame({"first": first, "second": second, "doubtful": unsure & ~settled[first, second]})
    return pairs.astype(_COLUMNS)


def _losses(gain: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return for each pair how much worse the best other pairing of either of its two is; infinity without one."""
    free = np.setdiff1d(np.arange(gain.shape[0]), first)
    partner, own = np.full(gain.shape[1], -1), np.zeros(gain.shape[1])
    partner[second], own[second] = first, gain[first, second]
    losses = np.full(len(first), np.inf)
    for at, (one, other) in enumerate(zip(first, second, strict=True)):
        # The one goes to each other of the second list, whose partner comes in its place where it can.
        back = np.where(partner >= 0, gain[partner, other], 0)
        exchanged = gain[one, other] + own - gain[one] - back
        exchanged[(gain[one] == 0) | (np.arange(len(own)) == other)] = np.inf
        left = gain[free, other]
        instead = (gain[one, other] - left)[left > 0]
        losses[at] = min(exchanged.min(initial=np.inf), instead.min(initial=np.inf))
    return losses
