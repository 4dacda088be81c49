"""Intervals of shares: what a share of few cases leaves open.

The interval of Wilson [1]_ holds every share that a two-sided score test would not reject: with p of n cases and
z the quantile of the normal distribution, (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n). It is never
empty, never beyond 0 or 1, and good from few cases on [2]_. A share of nothing is ``<NA>``, and so are its limits.

Shares of several classes that are read side by side hold together if each has the level 1 - (1 - level)/classes
[3]_.

References
----------
.. [1] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
   American Statistical Association 22, 209-212.
.. [2] Brown, L. D., Cai, T. T., DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical
   Science 16, 101-133.
.. [3] Goodman, L. A. (1965). On simultaneous confidence intervals for multinomial proportions. Technometrics 7,
   247-254.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import norm

from analysis.common.parameters import check_level


def wilson_intervals(
    part: pd.Series, whole: pd.Series, *, level: float = 0.95, classes: int | np.ndarray = 1
) -> pd.DataFrame:
    """Return shares with their intervals.

    Parameters
    ----------
    part, whole : Series of Int64
        Cases that have what is counted, and all cases; ``<NA>`` where a document does not say.
    level : float
        How often an interval is to hold the truth, more than 0 and less than 1.
    classes : int or array of int
        Number of classes whose intervals are to hold together, of all shares or of each.

    Returns
    -------
    DataFrame
        Index of `part`: ``value``, ``low``, ``high`` (Float64, 0 to 1), ``<NA>`` where `whole` is 0 or either
        number is not known.

    Raises
    ------
    ParameterError
        If `level` is not between 0 and 1.
    """
    check_level(level)
    z2 = norm.isf((1 - level) / 2 / np.maximum(1, classes)) ** 2
    n = whole.astype("Float64").where(whole > 0)
    share = part.astype("Float64") / n
    centre = share + z2 / (2 * n)
    reach = (z2 * share * (1 - share) / n + (z2 / (2 * n)) ** 2) ** 0.5
    low, high = ((centre + side * reach) / (1 + z2 / n) for side in (-1, 1))
    # Rounding would leave the limits of none and of all beside 0 and 1.
    return pd.DataFrame({"value": share, "low": low.mask(part == 0, 0.0), "high": high.mask(part == whole, 1.0)}).where(
        share.notna()
    )
