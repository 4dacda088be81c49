"""How evenly something is spread: two indices of inequality, for loads over months and over bodies.

With n values x, their sum T and mean T / n:

- *Gini*: the mean absolute difference of all n² ordered pairs, over twice the mean [1]_: 0 where all are alike,
  (n - 1) / n where one has all, which is 11/12 for months. The values are all there are, the twelve months of
  the year or the bodies of a plan, and no sample of more: it is not enlarged by n / (n - 1).
- *share to move*: half the sum of abs(x - T / n), over T: the part that would have to go elsewhere for all to
  be alike [2]_; it is also the greatest distance of the Lorenz curve from the even line.

Neither is defined where there are no values or nothing is spread: NaN.

References
----------
.. [1] Gini, C. (1914). Sulla misura della concentrazione e della variabilità dei caratteri. Atti del Reale
   Istituto Veneto di Scienze, Lettere ed Arti 73, 1203-1248.
.. [2] Hoover, E. M. (1936). The measurement of industrial localization. Review of Economics and Statistics 18,
   162-171.
"""

from __future__ import annotations

import numpy as np


def gini_index(values: np.ndarray) -> np.ndarray:
    """Return the Gini index of the values along the last axis.

    Parameters
    ----------
    values : array of shape (..., n)
        Numbers of 0 or more.

    Returns
    -------
    array of shape (...)
        0 to (n - 1) / n; NaN where the sum is 0 or a value is not known.
    """
    n = values.shape[-1]
    total = values.sum(axis=-1)
    places = 2 * np.arange(1, n + 1) - n - 1
    differences = (np.sort(values, axis=-1) * places).sum(axis=-1)
    return np.maximum(_part(differences, n * total), 0.0)  # no rounding error below 0


def share_to_move(values: np.ndarray) -> np.ndarray:
    """Return the part of the sum of the values along the last axis that stands where an even one would not.

    Parameters
    ----------
    values : array of shape (..., n)
        Numbers of 0 or more.

    Returns
    -------
    array of shape (...)
        0 to (n - 1) / n; NaN where the sum is 0 or a value is not known.
    """
    n = values.shape[-1]
    total = values.sum(axis=-1)
    return _part(np.abs(values - (total / max(n, 1))[..., None]).sum(axis=-1) / 2, total)


def _part(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return `part` over `whole`, NaN where the whole is 0 or not known."""
    positive = whole > 0
    return np.where(positive, part / np.where(positive, whole, 1.0), np.nan)
