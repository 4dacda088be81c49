"""Between which bounds the load is: the least and the most that agree with what the documents state.

An action whose months are not known runs in at least one month, in any of them. A completion of a plan says
of each of these in which months it runs, and with how much load in each. So an unknown action i is at most
c in any one month, at least c and at most h in all:

- weight ``"actions"``: c = 1, h = 12
- ``"split"``: c = h = 1
- ``"occurrences"``: for a frequency of k a year c is k / 12, but at least 1, and h is k: a frequency says how
  often, not which months; without one c = h = 1; a continuous action has c = 1, h = 12. An *occasional* action
  may take place never or at any time: where there is one there is no most, and no bound of the Gini. Nor is
  there where the document tells when, but with neither months nor a frequency that has a code.

With the known loads L, and C and H the sums of c and h over the unknown actions of a subject, a month has a load
from L to L + C. A load L + A agrees with what is stated where 0 <= A <= C in each month and the sum of A is from
C to H. That each such A can be dealt out to the actions: where actions are counted, lay the months in order,
each A times, and deal them to the C actions in turn; no action gets a month twice since A <= C, and each gets
one since the sum is C or more. The bounds are then those of the plan itself, exactly. For a split the part of an
action in each month is left free, which holds equal parts too; and occurrences of different frequencies are
taken as one: these bounds are sure, and may be wider than need be. So:

- *total*: from the sum of L + C to that of L + H
- *peak*: the most is the greatest L + C. The least is the level to which C fills up the lowest months of L,
  as water does (whole actions: rounded up), or the greatest L if that is more.
- *Gini*: adding to the lowest months first leaves the load the most even for a given sum, to the highest first
  the least even (the former is majorised by all others, the latter majorises them [1]_). As the sum grows,
  the Gini is a ratio of linear functions between any two sums at which a month reaches another or its C, and
  so has its least and most at one of these sums.

Where a subject has no actions the bounds are ``<NA>``. A least of 0 is no load of 0: it says that what is stated
does not rule out a month without load; `known` beside it is ``<NA>`` where no load is known.

References
----------
.. [1] Marshall, A. W., Olkin, I., Arnold, B. C. (2011). Inequalities: Theory of Majorization and Its Applications,
   2nd edition. Springer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS
from analysis.graphs.choice import Kinds
from analysis.measures.schedules.evenness import gini_index
from analysis.measures.schedules.subjects import KEYS, subject_actions, subject_loads, with_names
from analysis.measures.schedules.weights import CLOSE, OCCURRENCES, month_values


def load_bounds(
    corpus: Corpus,
    *,
    weight: str = "actions",
    by: str = "plan",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return between which bounds the load of each plan, or of each of its subjects, is and how even it can be.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    weight : str
        ``"actions"``, ``"split"`` or ``"occurrences"``: what is counted.
    by : str
        ``"plan"``, ``"domain"``, ``"theme"``, ``"kind"``, ``"role"`` or ``"organisation"``: whose load.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`), where the subjects are kinds, roles or bodies.

    Returns
    -------
    DataFrame
        One row per subject as in :func:`analysis.measures.schedules.load.schedule_load`: ``organisation``, where
        the subjects are bodies; ``actions``, ``unknown``, ``share_unknown``; then ``total_least``,
        ``total_most``, ``peak_least``, ``peak_most`` (Int64 where actions are counted, otherwise Float64),
        ``gini_months_least`` and ``gini_months_most``, as defined at the head of this module. Where all is known
        least and most are the same; a most is ``<NA>`` where an occasional or uncoded action leaves it open.

    Raises
    ------
    ParameterError
        If `weight`, `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    loads = _with_unknown(corpus, by, weight, {"role": role, "kinds": kinds, "collective": collective})
    known = loads[list(MONTHS)].fillna(0).to_numpy("float64")
    rises, most = (loads[name].to_numpy("float64", na_value=np.nan) for name in ("rise", "year_most"))
    surely = loads["rise_least"].to_numpy("float64", na_value=np.nan)
    level = _level(known, surely, surely)
    level = np.ceil(level - CLOSE) if weight == "actions" else level
    low, high = _gini_bounds(known, rises, most)
    bounds = {
        "total_least": known.sum(axis=1) + surely,
        "total_most": known.sum(axis=1) + most,
        "peak_least": np.maximum(known.max(axis=1), level),
        "peak_most": known.max(axis=1) + rises,
    }
    dtype = "Int64" if weight == "actions" else "Float64"
    columns: dict[str, Any] = {name: pd.array(values, dtype=dtype) for name, values in bounds.items()}
    frame = loads[["actions", "unknown", "share_unknown"]].assign(
        **columns,
        gini_months_least=pd.array(low, dtype="Float64"),
        gini_months_most=pd.array(high, dtype="Float64"),
    )
    return with_names(frame, corpus) if by == "organisation" else frame


def month_bounds(
    corpus: Corpus,
    *,
    weight: str = "actions",
    by: str = "plan",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return between which bounds the load of each plan, or of each of its subjects, is in each month.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    weight, by, role, kinds, collective
        As for :func:`load_bounds`.

    Returns
    -------
    DataFrame
        One row per subject and month, index as in :func:`load_bounds` and ``month``: ``organisation``, where the
        subjects are bodies; ``known``, the known load, ``<NA>`` where none is; ``least`` and ``most`` that agree
        with what is stated (all Int64 where actions are counted, otherwise Float64); ``share_unknown``.

    Raises
    ------
    ParameterError
        If `weight`, `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    loads = _with_unknown(corpus, by, weight, {"role": role, "kinds": kinds, "collective": collective})
    levels = [loads.index.get_level_values(at).repeat(len(MONTHS)) for at in range(loads.index.nlevels)]
    index = pd.MultiIndex.from_arrays([*levels, np.tile(MONTHS, len(loads))], names=[*KEYS[by], "month"])
    dtype = "Int64" if weight == "actions" else "Float64"
    values = loads[list(MONTHS)].to_numpy("float64", na_value=np.nan)
    named = loads["actions"].to_numpy("float64")[:, None] > 0
    least = np.where(named, np.nan_to_num(values), np.nan)
    most = least + loads["rise"].to_numpy("float64", na_value=np.nan)[:, None]
    columns = {"known": values, "least": least, "most": most}
    frame = pd.DataFrame({name: pd.array(v.ravel(), dtype=dtype) for name, v in columns.items()}, index=index)
    frame["share_unknown"] = loads["share_unknown"].repeat(len(MONTHS)).array
    return with_names(frame, corpus) if by == "organisation" else frame


def _with_unknown(corpus: Corpus, by: str, weight: str, choice: dict[str, Any]) -> pd.DataFrame:
    """Return the loads of the subjects, and the sums of their unknown actions.

    These are ``rise`` and ``year_most``, C and H at the head of this module, ``<NA>`` where an occasional or
    uncoded action leaves them open or there are no actions, and ``rise_least``, C without these actions.
    """
    of = subject_actions(corpus, by, **choice)
    loads = subject_loads(corpus, of, weight)
    rise, most, open_ = (of.totals(numbers) for numbers in _unknown_actions(corpus, weight))
    named = loads["actions"].to_numpy("int64") > 0
    stated = named & (open_ == 0)
    sums = {"rise_least": (rise, named), "rise": (rise, stated), "year_most": (most, stated)}
    return loads.assign(
        **{name: pd.array(np.where(known, numbers, np.nan), dtype="Float64") for name, (numbers, known) in sums.items()}
    )


def _unknown_actions(corpus: Corpus, weight: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return of each action c (`rise`) and h (`year_most`), 0 where it is known, and whether it is open."""
    unknown = np.isnan(month_values(corpus, weight)[:, 0])
    rows = list(rows_of(corpus.actions, "frequency", "schedule_status"))
    rise, most = np.ones(len(rows)), np.ones(len(rows))
    if weight == "actions":
        most[:] = len(MONTHS)
    elif weight == "occurrences":
        most = np.array([OCCURRENCES.get(frequency, 1.0) for frequency, _ in rows], dtype=float)
        rise = np.maximum(most / len(MONTHS), 1.0)
    boundless = [
        frequency == "occasional" or (frequency is None and status in ("stated", "drawn")) for frequency, status in rows
    ]
    open_ = unknown & np.array(boundless, dtype=bool) & (weight == "occurrences")
    counted = unknown & ~open_
    return np.where(counted, rise, 0.0), np.where(counted, most, 0.0), open_


def _gini_bounds(known: np.ndarray, rises: np.ndarray, most: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the most Gini of each row of loads to which more is added; NaN where it is open."""
    rise = rises[:, None]
    ends = np.stack([_level(known, rises, rises), _level(known, rises, most)], axis=1)
    levels = np.concatenate([known, known + rise, ends], axis=1)
    even = np.clip(levels[:, :, None] - known[:, None, :], 0.0, rise[:, :, None])
    sums = even.sum(axis=2)
    sums[:, -2:] = np.stack([rises, most], axis=1)  # these are meant to be so, but for rounding
    allowed = (sums >= rise) & (sums <= most[:, None])
    low = np.where(allowed, gini_index(known[:, None, :] + even), np.inf).min(axis=1)
    falling = -np.sort(-known, axis=1)
    steps = np.concatenate([np.arange(1, len(MONTHS) + 1) * rise, most[:, None]], axis=1)
    heaped = np.clip(steps[:, :, None] - np.arange(len(MONTHS)) * rise[:, :, None], 0.0, rise[:, :, None])
    allowed = steps <= most[:, None]
    high = np.where(allowed, gini_index(falling[:, None, :] + heaped), -np.inf).max(axis=1)
    open_ = np.isnan(rises)
    return np.where(open_, np.nan, low), np.where(open_, np.nan, high)


def _level(known: np.ndarray, rises: np.ndarray, amount: np.ndarray) -> np.ndarray:
    """Return the level to which `amount` fills up the lowest months of each row, none by more than `rises`."""
    bends = np.sort(np.concatenate([known, known + rises[:, None]], axis=1), axis=1)
    filled = np.clip(bends[:, :, None] - known[:, None, :], 0.0, rises[:, None, None]).sum(axis=2)
    return np.array([np.interp(a, f, b) for a, f, b in zip(amount, filled, bends, strict=True)])
