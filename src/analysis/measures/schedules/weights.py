"""How much load an action is in each of its months: three weights, for three questions.

An action of twelve months is not twelve times the work of one of one month, and a plan does not say how
much work an action is. So no weight is the right one; each answers a question of its own:

- ``"actions"``: 1 in each month in which the action runs. *With how many actions is one busy at the same
  time?* The sum over the months is a number of action-months, in which long actions count for more.
- ``"split"``: 1 in all, in equal parts over its months: the uniform loading of project management [1]_.
  *Where does the work fall if all actions are as much work, evenly spread?* The sum is a number of actions.
- ``"occurrences"``: how often the action takes place in the month. *How many meetings, sessions and issues
  must be held?* The sum is a number of occurrences.

The occurrences follow from the frequency, k a year (weekly 52, monthly 12, bimonthly 6, quarterly 4,
semiannual 2, annual 1), and the m months of the action:

1. Months that are not one run and are at most k are the occurrences, at least one each: *half-yearly, May and
   October*. December and January follow one another.
2. Otherwise they are k m / 12 in all, but at least one, in equal parts over the months: *quarterly, January
   to June* is 2 occurrences, a third in each month.
3. A *continuous* action has no occurrences of its own. It is supposed to have one a month.
4. An action with months and no frequency is supposed to take place once, in equal parts over its months.
5. An *occasional* action takes place as often as there is need: its occurrences are not known, though its
   months may be. Nor are they of one whose words state a recurrence that has no code (every fortnight, three
   times a year).

What is *supposed* is marked, and counted by the measures that rest on it. Where the months of an action are
not known no weight is: ``<NA>``, never 0.

References
----------
.. [1] Harris, R. B. (1978). Precedence and Arrow Networking Techniques for Construction. Wiley. The rate of
   a resource is constant over the activity.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analysis.common.frequencies import is_uncoded
from analysis.common.parameters import check_among
from analysis.frames.cells import cells, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, TEXT

LOAD_WEIGHTS = ("actions", "split", "occurrences")
CLOSE = 1e-9  # relative difference below which two sums of parts are the same load
OCCURRENCES = {
    "weekly": 52.0,
    "monthly": 12.0,
    "bimonthly": 6.0,
    "quarterly": 4.0,
    "semiannual": 2.0,
    "annual": 1.0,
    "continuous": 12.0,
}
COLUMNS: dict[str, Any] = {
    "plan_id": TEXT,
    "seq": "Int64",
    "frequency": TEXT,
    "months": "Int64",
    "actions": "Int64",
    "split": "Float64",
    "occurrences": "Float64",
    "supposed": "boolean",
}


def action_weights(corpus: Corpus) -> pd.DataFrame:
    """Return the load of each action in a month in which it runs, by each weight.

    Parameters
    ----------
    corpus : Corpus
        The plans.

    Returns
    -------
    DataFrame
        One row per action in document order, index ``action_id``: ``plan_id``, ``seq``, ``frequency``;
        ``months``, how many it runs in; ``actions``, ``split`` and ``occurrences``, its load in each of
        them, as defined at the head of this module; ``supposed``, whether the occurrences rest on a
        supposition. ``<NA>`` where the months, or the occurrences, are not known.
    """
    runs = _presence(corpus)
    months = runs.sum(axis=1)
    loads = _in_a_month(corpus, runs)
    frequency = corpus.actions["frequency"]
    known = pd.Series(loads["occurrences"]).notna()
    columns: dict[str, Any] = {
        **{name: corpus.actions[name] for name in ("plan_id", "seq", "frequency")},
        "months": pd.Series(months).where(months > 0),
        **loads,
        "supposed": (frequency.isna() | (frequency == "continuous")).astype("boolean").where(known),
    }
    weights = pd.DataFrame({name: pd.array(columns[name], dtype=kind) for name, kind in COLUMNS.items()})
    return weights.set_index(pd.Index(corpus.actions["action_id"], dtype=TEXT, name="action_id"))


def action_load(corpus: Corpus, *, weight: str = "actions") -> pd.DataFrame:
    """Return the load of each action in each month that is known of it.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    weight : str
        ``"actions"``, ``"split"`` or ``"occurrences"``: what is counted, as told at the head of this module.

    Returns
    -------
    DataFrame
        One row per action and month in which it runs, in document order, index ``action_id, month``:
        ``load``, ``<NA>`` where it is not known how often the action takes place. An action whose months
        are not known has no rows.

    Raises
    ------
    ParameterError
        If `weight` is not known.
    """
    check_among("weight", weight, LOAD_WEIGHTS)
    weights = action_weights(corpus)[weight].rename("load")
    place = corpus.schedule["action_id"].map({action_id: n for n, action_id in enumerate(weights.index)})
    rows = corpus.schedule.assign(place=place).sort_values(["place", "month"])
    rows["load"] = weights.reindex(rows["action_id"]).array
    return rows.set_index(["action_id", "month"])[["load"]]


def month_loads(corpus: Corpus, weight: str) -> pd.DataFrame:
    """Return the load of every action in each of the twelve months.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    weight : str
        What is counted.

    Returns
    -------
    DataFrame
        One row per action in document order, index ``action_id``, columns the months 1 to 12 (Float64): 0
        in a month in which the action is known not to run; the whole row ``<NA>`` where its load is not known.

    Raises
    ------
    ParameterError
        If `weight` is not known.
    """
    values = month_values(corpus, weight)
    unknown = np.isnan(values)
    index = pd.Index(corpus.actions["action_id"], dtype=TEXT, name="action_id")
    columns = {month: pd.arrays.FloatingArray(values[:, at], unknown[:, at]) for at, month in enumerate(MONTHS)}
    return pd.DataFrame(columns, index=index)


def month_values(corpus: Corpus, weight: str) -> np.ndarray:
    """Return the numbers of :func:`month_loads`, actions × months, NaN where they are not known.

    Raises
    ------
    ParameterError
        If `weight` is not known.
    """
    check_among("weight", weight, LOAD_WEIGHTS)
    runs = _presence(corpus)
    load = _in_a_month(corpus, runs)[weight]
    return np.where(runs, load[:, None], np.where(np.isnan(load), np.nan, 0.0)[:, None])


def _in_a_month(corpus: Corpus, runs: np.ndarray) -> dict[str, np.ndarray]:
    """Return the load of each action in a month in which it runs, by each weight, NaN where it is not known."""
    months = runs.sum(axis=1)
    yearly = np.array([_yearly(*row) for row in rows_of(corpus.actions, "frequency", "schedule_text")], dtype=float)
    apart = (runs & ~np.roll(runs, 1, axis=1)).sum(axis=1) > 1
    named = np.where(apart & (months <= yearly), months, 1)
    known = months > 0
    once = np.where(known, 1.0 / np.maximum(months, 1), np.nan)
    return {
        "actions": np.where(known, 1.0, np.nan),
        "split": once,
        "occurrences": once * np.maximum(yearly * months / len(MONTHS), named),
    }


@lru_cache(maxsize=2**14)
def _yearly(frequency: str | None, schedule_text: str | None) -> float:
    """Return how often a year an action takes place, NaN where its words state a recurrence that has no code."""
    if frequency is None:
        return math.nan if is_uncoded(schedule_text or "") else 1.0
    return OCCURRENCES.get(frequency, math.nan)


def _presence(corpus: Corpus) -> np.ndarray:
    """Return which action, in document order, runs in which month, as far as it is known."""
    runs = np.zeros((len(corpus.actions), len(MONTHS)), dtype=bool)
    place = {action_id: at for at, action_id in enumerate(cells(corpus.actions["action_id"]))}
    stated = [(place[action_id], month - 1) for action_id, month in rows_of(corpus.schedule, "action_id", "month")]
    if stated:
        runs[tuple(zip(*stated, strict=True))] = True
    return runs
