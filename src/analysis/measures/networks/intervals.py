"""Intervals of centralities and of ranks, and groups of ranks that cannot be told apart.

Both are read from draws of the centralities (:mod:`analysis.measures.networks.draws`). The *rank* of a body is 1
more than the number of bodies with a greater value, so that equal bodies share a rank. An *interval*
leaves out (1 - level)/2 of the draws at either end. Many draws are equal, above all of degree and of ranks: half
of those equal to a limit count as left out, as in mid-P intervals of whole numbers [3]_, which would else be too
wide. An interval is extended to the plan's own value where that is outside.

A *group of ranks* is a stretch of the ranking within which no cut is sure: the ranking is cut between two
bodies only where, for each body above the cut and each below, the one above has the greater value in at
least `level` of the draws (a draw in which both are equal speaks against). Bodies of one group cannot be told
apart as a group, though the first may be surely above the last; intervals of ranks that overlap do not
say whether two bodies differ, since they leave out that bodies rise together [1]_ [2]_.

Values that differ by less than 1e-9 of the greatest are equal.

References
----------
.. [1] Goldstein, H., Spiegelhalter, D. J. (1996). League tables and their limitations: statistical issues in
   comparisons of institutional performance. Journal of the Royal Statistical Society A 159, 385-443.
.. [2] Hall, P., Miller, H. (2009). Using the bootstrap to quantify the authority of an empirical ranking.
   Annals of Statistics 37, 3929-3959.
.. [3] Lancaster, H. O. (1961). Significance tests in discrete distributions. Journal of the American
   Statistical Association 56, 223-234.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from analysis.common.parameters import check_among, check_level
from analysis.frames.schema import TEXT
from analysis.measures.networks.draws import MEASURES, CentralityDraws

COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "value": "Float64",
    "low": "Float64",
    "high": "Float64",
    "rank": "Int64",
    "rank_low": "Int64",
    "rank_high": "Int64",
    "draws": "Int64",
}

# Digits of a value, as a share of the greatest, that tell two bodies apart.
_DIGITS = 9


def centrality_intervals(draws: CentralityDraws, *, level: float = 0.95) -> pd.DataFrame:
    """Return the centralities and ranks of each body with their intervals.

    Parameters
    ----------
    draws : CentralityDraws
        Of :func:`analysis.measures.networks.bootstrap.bootstrap_draws` or
        :func:`analysis.measures.networks.reading_error.reading_error_draws`.
    level : float
        Share of the draws that an interval spans, more than 0 and less than 1.

    Returns
    -------
    DataFrame
        One row per measure and body, index ``measure`` (in the order of `MEASURES`) and
        ``organisation_id`` (sorted): ``organisation``; ``value`` in the plan, from ``low`` to ``high``;
        ``rank``, 1 the most central, from ``rank_low`` (best) to ``rank_high`` (worst); ``draws`` in which
        the measure is defined. What is not defined in the plan, or in no draw, is ``<NA>``.

    Raises
    ------
    ParameterError
        If `level` is not between 0 and 1.
    """
    check_level(level)
    measured = [_intervals(draws, measure, level) for measure in MEASURES]
    bodies = len(draws.organisations)
    names = pd.array([measure for measure in MEASURES for _ in range(bodies)], dtype=TEXT)
    index = pd.MultiIndex.from_arrays(
        [names, _ids(draws.organisations * len(MEASURES))], names=["measure", "organisation_id"]
    )
    columns = {name: np.concatenate([columns[name] for columns in measured]) for name in COLUMNS}
    return _frame(columns, index)


def rank_groups(draws: CentralityDraws, *, measure: str = "strength", level: float = 0.95) -> pd.DataFrame:
    """Return the ranking of the bodies with the groups that cannot be told apart.

    Parameters
    ----------
    draws : CentralityDraws
        Of :func:`analysis.measures.networks.bootstrap.bootstrap_draws` or
        :func:`analysis.measures.networks.reading_error.reading_error_draws`.
    measure : str
        One of `MEASURES`.
    level : float
        Share of the draws in which each body above a cut must be above each below, and that an interval
        spans; more than 0 and less than 1.

    Returns
    -------
    DataFrame
        One row per body, index ``organisation_id``, the most central first: ``organisation``, ``value``,
        ``low``, ``high``, ``rank``, ``rank_low``, ``rank_high``, ``draws`` as of
        :func:`centrality_intervals`, and ``group``, 1 the most central.

    Raises
    ------
    ParameterError
        If `measure` is not known, or `level` is not between 0 and 1.
    """
    check_level(level)
    check_among("measure", measure, MEASURES)
    columns = _intervals(draws, measure, level)
    drawn = told_apart(_defined(draws.drawn[measure]))
    mean = drawn.mean(axis=0) if len(drawn) else np.zeros(len(draws.organisations))
    order = np.lexsort((-mean, columns["rank"]))
    drawn = drawn[:, order]
    groups = np.ones(len(order), dtype=np.int64)
    above = np.array([(drawn > body[:, None]).sum(axis=0) for body in drawn.T]) / max(1, len(drawn))
    for cut in range(1, len(order)):
        groups[cut] = groups[cut - 1] + (above[cut:, :cut].min() >= level)
    ranked = {name: values[order] for name, values in columns.items()}
    ids = _ids(tuple(draws.organisations[at] for at in order))
    return _frame(ranked, ids).assign(group=pd.array(groups, dtype="Int64"))


def draw_limits(drawn: np.ndarray, observed: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the limits among the draws, extended to the observed values.

    Parameters
    ----------
    drawn : array of shape (draws, n)
        The values in each draw, none of them NaN.
    observed : array of shape (n,)
        The plan's own values; where one is NaN no limit is known.
    level : float
        Share of the draws that an interval spans.
    """
    if not len(drawn) or np.isnan(observed).any():
        unknown = np.full(len(observed), np.nan)
        return unknown, unknown
    tail = round((1 - level) / 2 * len(drawn), _DIGITS)
    greatest = np.abs(drawn).max(initial=0)
    told = np.round(drawn / greatest, _DIGITS) if greatest else drawn
    below = rankdata(told, axis=0) - 0.5  # draws that are less, and half of those that are equal
    low = np.where(below >= tail, drawn, np.inf).min(axis=0)
    high = np.where(len(drawn) - below >= tail, drawn, -np.inf).max(axis=0)
    return np.minimum(low, observed), np.maximum(high, observed)


def _intervals(draws: CentralityDraws, measure: str, level: float) -> dict[str, np.ndarray]:
    """Return the columns of the result for a measure, NaN where a number is not known."""
    observed = draws.observed[measure]
    drawn = _defined(draws.drawn[measure])
    rank = np.full(len(observed), np.nan) if np.isnan(observed).any() else _ranks(observed)
    low, high = draw_limits(drawn, observed, level)
    rank_low, rank_high = draw_limits(_ranks(drawn), rank, level)
    return {
        "organisation": np.array(draws.names, dtype=object),
        "value": observed,
        "low": low,
        "high": high,
        "rank": rank,
        "rank_low": rank_low,
        "rank_high": rank_high,
        "draws": np.full(len(observed), len(drawn)),
    }


def _frame(columns: dict[str, np.ndarray], index: pd.Index) -> pd.DataFrame:
    return pd.DataFrame({name: pd.array(columns[name], dtype=kind) for name, kind in COLUMNS.items()}, index=index)


def _ids(organisations: tuple[Hashable, ...]) -> pd.Index:
    texts = all(isinstance(body, str) for body in organisations)
    return pd.Index(organisations, dtype=TEXT if texts else None, name="organisation_id")


def _defined(drawn: np.ndarray) -> np.ndarray:
    """Return the draws in which the measure is defined."""
    return drawn[~np.isnan(drawn).any(axis=1)]


def _ranks(values: np.ndarray) -> np.ndarray:
    """Return the rank of each value among those of its draw, the last axis."""
    return rankdata(-told_apart(values), method="min", axis=-1) if values.size else values


def told_apart(values: np.ndarray) -> np.ndarray:
    """Return the values as shares of the greatest of their draw, those that are equal made the same."""
    greatest = values.max(axis=-1, keepdims=True, initial=0)
    return np.round(np.divide(values, greatest, out=np.zeros_like(values), where=greatest > 0), _DIGITS)
