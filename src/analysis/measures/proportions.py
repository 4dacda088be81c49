"""Intervals of shares: what a share of few cases leaves open.

The interval of Wilson [1]_ holds every share that a two-sided score test would not reject: with p of n cases and
z the quantile of the normal distribution, (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n). It is never
empty, never beyond 0 or 1, and good from few cases on [2]_. A share of nothing is ``<NA>``, and so are its limits.

Shares of several classes that are read side by side hold together if each has the level 1 - (1 - level)/classes
[3]_.

Cases that come in clusters, as the indicators of one action do, tell less than as many that stand alone where those
of a cluster are alike. The interval then is that of n/d cases [4]_ [5]_, d being the design effect: how many times
the variance of the share, from cluster to cluster, is that of as many single cases. With y_i of w_i cases in cluster
i, m clusters and n cases it is m/(m - 1) Σ(y_i - p w_i)² / (n p(1 - p)), at least 1 and at most Σw_i²/n, which it is
where all cases of a cluster are alike [6]_; where p is 0 or 1 nothing can be told of it, and the greatest is taken.

References
----------
.. [1] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
   American Statistical Association 22, 209-212.
.. [2] Brown, L. D., Cai, T. T., DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical
   Science 16, 101-133.
.. [3] Goodman, L. A. (1965). On simultaneous confidence intervals for multinomial proportions. Technometrics 7,
   247-254.
.. [4] Korn, E. L., Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of positive
   counts estimated from survey data. Survey Methodology 24, 193-201.
.. [5] Dean, N., Pagano, M. (2015). Evaluating confidence interval methods for binomial proportions in clustered
   surveys. Journal of Survey Statistics and Methodology 3, 484-503.
.. [6] Kish, L. (1965). Survey Sampling. Wiley.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtri

from analysis.common.parameters import check_level


def wilson_intervals(
    part: pd.Series,
    whole: pd.Series,
    *,
    level: float = 0.95,
    classes: int | np.ndarray = 1,
    effects: pd.Series | float = 1.0,
) -> pd.DataFrame:
    """Return shares with their intervals.

    Parameters
    ----------
    part, whole : Series of Int64
        Cases that have what is counted, and all cases, row by row; ``<NA>`` where a document does not say.
    level : float
        How often an interval is to hold the truth, more than 0 and less than 1.
    classes : int or array of int
        Number of classes whose intervals are to hold together, of all shares or of each.
    effects : float or Series of Float64
        Design effect of all shares or of each, as :func:`design_effects` gives it; 1 for cases that stand alone.

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
    z2 = ndtri((1 - level) / 2 / np.maximum(1, classes)) ** 2
    some, cases, effect = (_floats(numbers) for numbers in (part, whole, effects))
    cases = np.where(cases > 0, cases, np.nan)
    share, n = some / cases, cases / effect
    centre = share + z2 / (2 * n)
    reach = (z2 * share * (1 - share) / n + (z2 / (2 * n)) ** 2) ** 0.5
    low, high = ((centre + side * reach) / (1 + z2 / n) for side in (-1, 1))
    # Rounding would leave the limits of none and of all beside 0 and 1.
    low, high = np.where(share == 0, 0.0, low), np.where(share == 1, 1.0, high)
    columns = {"value": share, "low": low, "high": high}
    return pd.DataFrame({name: pd.array(values, dtype="Float64") for name, values in columns.items()}, part.index)


def design_effects(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Return how many times the variance of shares is that of as many cases that do not come in clusters.

    Parameters
    ----------
    part, whole : Series of int
        Cases that have what is counted, and all cases (at least 1), of each cluster. The first level of the index
        tells the share that a cluster belongs to.

    Returns
    -------
    Series
        Design effect of each share (Float64, at least 1), index the first level of that of `part`.
    """
    y, w = _floats(part), _floats(whole)
    of, names = pd.factorize(part.index.get_level_values(0), sort=True)
    n, clusters = np.bincount(of, w), np.bincount(of)
    share = np.bincount(of, y) / n
    most = np.bincount(of, w**2) / n
    apart = np.bincount(of, (y - w * share[of]) ** 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = clusters / (clusters - 1) * apart / (n * share * (1 - share))
    told = (clusters > 1) & (share > 0) & (share < 1)
    effects = np.where(told, np.minimum(np.maximum(found, 1.0), most), most)
    return pd.Series(pd.array(effects, dtype="Float64"), index=names)


def _floats(numbers: pd.Series | float) -> np.ndarray:
    """Return numbers as floats, NaN where they are not known."""
    known = numbers.to_numpy("float64", na_value=np.nan) if isinstance(numbers, pd.Series) else numbers
    return np.asarray(known, dtype="float64")
