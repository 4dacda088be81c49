"""How many kinds there are in effect, where some hold much and others little.

With p the shares of the kinds in a total:

- *shannon*: the entropy -sum of p ln p, in nats [1]_
- *effective*: its exp, the number of kinds that would be as spread if each held the same: Hill's number of
  order 1 [2]_
- *herfindahl*: sum of p squared, the chance that two draws are of one kind [3]_

Of a total of nothing there are no shares, and none of them is defined.

References
----------
.. [1] Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27, 379-423.
.. [2] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology 54,
   427-432.
.. [3] Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761-762.
"""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
from scipy.special import xlogy


def effective_number(counts: np.ndarray) -> np.ndarray:
    """Return the effective number of kinds.

    Parameters
    ----------
    counts : array of shape (..., kinds)
        How much each kind holds, from 0.

    Returns
    -------
    array of shape (...)
        At least 1; NaN where no kind holds anything.
    """
    totals = counts.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore"):
        shares = counts / totals
    return np.where(totals[..., 0] > 0, np.exp(-xlogy(shares, shares).sum(axis=-1)), np.nan)


def spread(counts: Collection[float]) -> dict[str, float]:
    """Return how evenly kinds share a total.

    Parameters
    ----------
    counts : collection of float
        What each kind holds, above 0; one at least.

    Returns
    -------
    dict of str to float
        ``shannon``, ``effective`` and ``herfindahl``.
    """
    total = math.fsum(counts)
    shares = [count / total for count in counts]
    shannon = 0.0 - math.fsum(share * math.log(share) for share in shares)
    return {
        "shannon": shannon,
        "effective": math.exp(shannon),
        "herfindahl": math.fsum(share**2 for share in shares),
    }
