"""The quality of a plan's indicators: what they measure, what they state, and how far they are SMART.

Each indicator is read by its words alone, as :mod:`analysis.entities.indicators.classes` (count, product, process,
outcome), :mod:`analysis.entities.indicators.stated` (unit, baseline, target, deadline) and
:mod:`analysis.measures.indicators.smart` define; a target may also stand in a column of its own. Beside each
answer stand the words that decided, so that a reader can disagree.

A corpus does not tell a plan without a column of indicators from one that leaves it blank. Of a plan without any
indicator all numbers are therefore ``<NA>``, not 0; where others of its actions have some, an action without one
has none.

Intervals of shares are Wilson's (:mod:`analysis.measures.proportions`), those of indicators for cases that come in
clusters: indicators of one action are often alike. All indicators of a plan are read, so that
an interval says what the plan's way of writing indicators would leave open in another plan of as many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

import pandas as pd

from analysis.entities.indicators.classes import measure_class
from analysis.entities.indicators.stated import statement_of
from analysis.frames.cells import cells, frame_of, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.measures.indicators.smart import CRITERIA, Shown, is_achievable, is_measurable, is_relevant, is_specific
from analysis.measures.proportions import design_effects, wilson_intervals

COLUMNS: dict[str, Any] = {
    "indicator": TEXT,
    "measure_class": TEXT,
    "class_words": TEXT,
    "unit": TEXT,
    "baseline": TEXT,
    "target": TEXT,
    "target_words": TEXT,
    "deadline": TEXT,
    **{name: kind for criterion in CRITERIA for name, kind in ((criterion, "boolean"), (f"{criterion}_words", TEXT))},
    "smart": "Int64",
    "smart_unknown": "Int64",
}
STATEMENTS = ("unit", "baseline", "target", "deadline")
PLURALS = {"count": "counts", "product": "products", "process": "processes", "outcome": "outcomes"}
SUMMARY: dict[str, Any] = {
    "actions": "Int64",
    "actions_with_indicators": "Int64",
    "indicators": "Int64",
    **{f"with_{statement}": "Int64" for statement in STATEMENTS},
    **dict.fromkeys(PLURALS.values(), "Int64"),
    "unclassified": "Int64",
    "smart_mean": "Float64",
    "smart_unknown_mean": "Float64",
}

_INDEX = ["action_id", "order"]
_OF_INDICATOR = ("action_id", "indicator", "target")
_OF_ACTION = ("action", "goal", "schedule_text", "schedule_status", "frequency")
_GIVEN = (*_OF_INDICATOR, *_OF_ACTION)

Reading = dict[str, Any]


def indicator_quality(corpus: Corpus) -> pd.DataFrame:
    """Return what each indicator measures and states, and how far its words show the SMART criteria.

    Parameters
    ----------
    corpus : Corpus
        The plans.

    Returns
    -------
    DataFrame
        One row per indicator, index ``action_id, order``, in document order; no rows for a plan without any.

        - ``indicator``; ``measure_class``: ``count``, ``product``, ``process``, ``outcome``, or ``<NA>`` where the
          words do not say; ``class_words``: the words that decided
        - ``unit``, ``baseline``, ``target``, ``deadline``: the words that state it, ``<NA>`` where none do;
          ``target_words``: the target with its qualifier and what it counts, or the cell of the targets' column
        - ``specific``, ``measurable``, ``achievable``, ``relevant``, ``timely``: whether the words show the
          criterion, ``<NA>`` where words cannot tell; each with ``..._words``, the words that show it
        - ``smart``: criteria shown, 0 to 5; ``smart_unknown``: criteria that words cannot tell
    """
    rows = _readings(corpus)
    index = pd.MultiIndex.from_frame(corpus.indicators[_INDEX])
    columns = {name: pd.array([row[name] for row in rows], dtype=kind) for name, kind in COLUMNS.items()}
    return pd.DataFrame(columns, index=index)


def indicator_summary(corpus: Corpus) -> pd.DataFrame:
    """Return how many indicators each plan has, of which classes, and what they state.

    Parameters
    ----------
    corpus : Corpus
        The plans.

    Returns
    -------
    DataFrame
        One row per plan in the corpus's order, index ``plan_id``: ``actions``; ``actions_with_indicators``;
        ``indicators``; of these ``with_unit``, ``with_baseline``, ``with_target``, ``with_deadline``, ``counts``,
        ``products``, ``processes``, ``outcomes`` and ``unclassified``; ``smart_mean`` (0 to 5), the mean number of
        SMART criteria shown, and ``smart_unknown_mean`` of those that words cannot tell. ``<NA>`` but for
        ``actions`` where the plan has no indicators.
    """
    of_plans: dict[str, list[list[Reading]]] = {}
    for (plan_id, _), readings in _by_action(corpus).items():
        of_plans.setdefault(plan_id, []).append(readings)
    actions = Counter(cells(corpus.actions["plan_id"]))
    rows = [_summed(actions[plan_id], of_plans.get(plan_id, [])) for plan_id in corpus.plan_ids]
    columns = {name: pd.array([row.get(name) for row in rows], dtype=kind) for name, kind in SUMMARY.items()}
    return pd.DataFrame(columns, index=pd.Index(corpus.plan_ids, dtype=TEXT, name="plan_id"))


def action_indicators(corpus: Corpus) -> pd.DataFrame:
    """Return how many indicators each action has, of which classes, and what they state.

    Parameters
    ----------
    corpus : Corpus
        The plans.

    Returns
    -------
    DataFrame
        One row per action with an indicator, plans and actions in the corpus's order, index ``plan_id, action_id``:
        ``indicators`` and, of these, the classes and statements of :func:`indicator_summary`.
    """
    rows = [(*key, *_counts(readings).values()) for key, readings in _by_action(corpus).items()]
    types = {"plan_id": TEXT, "action_id": TEXT, **dict.fromkeys(_counts([]), "Int64")}
    return frame_of(rows, types, key=["plan_id", "action_id"])


def indicator_shares(corpus: Corpus, *, level: float = 0.95) -> pd.DataFrame:
    """Return what shares of the actions have an indicator, and of the indicators a class, a unit and so on.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    level : float
        How often an interval is to hold the truth, more than 0 and less than 1.

    Returns
    -------
    DataFrame
        One row per plan and property, index ``plan_id, property``, the properties in the order of
        :func:`indicator_summary`: ``part`` and ``whole`` (numbers; of actions for ``actions_with_indicators``, else
        of indicators), ``value``, ``low``, ``high`` (0 to 1). ``<NA>`` where the plan has no indicators. The
        intervals of shares of indicators allow for those of one action being alike.

    Raises
    ------
    ParameterError
        If `level` is not between 0 and 1.
    """
    summary = indicator_summary(corpus)
    properties = [name for name, kind in SUMMARY.items() if kind == "Int64" and name not in ("actions", "indicators")]
    wholes = summary[["indicators"] * len(properties)].set_axis(properties, axis="columns")
    wholes["actions_with_indicators"] = summary["actions"].where(summary["indicators"].notna())
    part, whole = (_long(numbers) for numbers in (summary[properties], wholes))
    effects = _effects(action_indicators(corpus)).reindex(part.index).fillna(1.0)
    return pd.DataFrame({"part": part, "whole": whole}).join(
        wilson_intervals(part, whole, level=level, effects=effects)
    )


def _readings(corpus: Corpus) -> list[Reading]:
    """Return the columns of each indicator, in document order."""
    months = set(cells(corpus.schedule["action_id"]))
    actions = {action_id: context for action_id, *context in rows_of(corpus.actions, "action_id", *_OF_ACTION)}
    nothing = [None] * len(_OF_ACTION)
    rows = rows_of(corpus.indicators, *_OF_INDICATOR)
    given = (dict(zip(_GIVEN, (*row, *actions.get(row[0], nothing)), strict=True)) for row in rows)
    return [_read(row, row["action_id"] in months) for row in given]


def _by_action(corpus: Corpus) -> dict[tuple[str, str], list[Reading]]:
    """Return the indicators of each action that has one, by plan and action."""
    plan_of = dict(rows_of(corpus.actions, "action_id", "plan_id"))
    by_action: dict[tuple[str, str], list[Reading]] = {}
    for action_id, reading in zip(cells(corpus.indicators["action_id"]), _readings(corpus), strict=True):
        by_action.setdefault((plan_of[action_id], action_id), []).append(reading)
    return by_action


def _counts(readings: Sequence[Reading]) -> dict[str, int]:
    """Return how many indicators there are, of which classes, and what they state."""
    classes = Counter(reading["measure_class"] for reading in readings)
    return {
        "indicators": len(readings),
        **{f"with_{name}": sum(reading[name] is not None for reading in readings) for name in STATEMENTS},
        **{plural: classes[name] for name, plural in PLURALS.items()},
        "unclassified": classes[None],
    }


def _summed(actions: int, indicated: Sequence[Sequence[Reading]]) -> dict[str, float]:
    """Return the numbers of a plan of so many `actions`, given the indicators of each that has one."""
    if not indicated:
        return {"actions": actions}
    readings = [reading for of_action in indicated for reading in of_action]
    means = {f"{name}_mean": fmean(reading[name] for reading in readings) for name in ("smart", "smart_unknown")}
    return {"actions": actions, "actions_with_indicators": len(indicated), **_counts(readings), **means}


def _effects(of_actions: pd.DataFrame) -> pd.Series:
    """Return the design effect of each share of indicators, by plan and property."""
    shares = of_actions.drop(columns="indicators")
    effects = {name: design_effects(shares[name], of_actions["indicators"]) for name in shares}
    return pd.concat(effects, names=["property"]).swaplevel()


def _long(numbers: pd.DataFrame) -> pd.Series:
    """Return the numbers plan by plan, each property a row."""
    index = pd.MultiIndex.from_product([numbers.index, pd.Index(numbers.columns, dtype=TEXT, name="property")])
    return pd.Series(pd.array(numbers.to_numpy(dtype=object).ravel(), dtype="Int64"), index=index)


def _read(row: Mapping[str, Any], has_months: bool) -> Reading:
    """Return the columns of one indicator."""
    indicator, column = row["indicator"], row["target"]
    stated = statement_of(indicator)
    found, class_words = measure_class(indicator)
    target, target_words = (stated.target, stated.target_words) if column is None else (column, column)
    shown: dict[str, Shown] = {
        "specific": is_specific(indicator),
        "measurable": is_measurable(indicator),
        "achievable": is_achievable(stated.baseline, target_words),
        "relevant": is_relevant(indicator, f"{row['action']} . {row['goal'] or ''}"),
        "timely": _timely(row, stated.deadline, has_months),
    }
    return {
        "indicator": indicator,
        "measure_class": found,
        "class_words": class_words,
        "unit": stated.unit,
        "baseline": stated.baseline,
        "target": target,
        "target_words": target_words,
        "deadline": stated.deadline,
        **{name: value for name, (value, _) in shown.items()},
        **{f"{name}_words": words for name, (_, words) in shown.items()},
        "smart": sum(value is True for value, _ in shown.values()),
        "smart_unknown": sum(value is None for value, _ in shown.values()),
    }


def _timely(row: Mapping[str, Any], deadline: str | None, has_months: bool) -> Shown:
    """Return whether the indicator or its action says when; and the words that do.

    Words that promise no time ("when needed") do not; of a rhythm alone ("twice a year") the months are not known.
    """
    if deadline is not None:
        return True, deadline
    if has_months:
        return True, row["schedule_text"]
    promises_none = row["schedule_status"] == "stated" and row["frequency"] == "occasional"
    return (False, None) if promises_none else (None, None)
