"""How the domains, or themes, of a municipality grew and shrank from one plan to another.

Domains are matched by their titles, as told in :mod:`analysis.measures.comparisons.likeness`; a domain that is called
otherwise in the other year is *renamed* where its actions went on, as told in
:mod:`analysis.measures.comparisons.renaming`, else it is gone, and another is new. Themes are of the common list and
outlast the wording.
``grown`` and ``shrunk`` tell of numbers of actions only: with few actions most differences are no more than chance,
and a plan that lists more actions does not therefore do more.

Where a plan has actions without a theme, they may be of any theme. Its numbers of each theme are then the least that
they can be, and that it has none of a theme is not known: ``<NA>``. So is the difference, and the trend is told only
where it is the same whatever the theme of these actions. A plan that has actions and no domain at all is a
document without headings: the same holds of its domains. Where a plan is silent (see
:mod:`analysis.measures.comparisons.matching`) so is the number of its bodies: ``<NA>``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT, UNSTATED
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.subjects import subject_corpus
from analysis.measures.comparisons.likeness import common_titles
from analysis.measures.comparisons.matching import silent_plans
from analysis.measures.comparisons.renaming import renamed_domains

COLUMNS: dict[str, Any] = {
    "trend": TEXT,
    "renamed_from": TEXT,
    "actions_before": "Int64",
    "actions_after": "Int64",
    "difference": "Int64",
    "share_before": "Float64",
    "share_after": "Float64",
    "organisations_before": "Int64",
    "organisations_after": "Int64",
    "matched_actions": "Int64",
}


def domain_changes(
    before: Corpus,
    after: Corpus,
    changes: pd.DataFrame,
    *,
    by: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return what became of each domain or theme between two plans.

    Parameters
    ----------
    before, after : Corpus
        Plans of two years of one municipality.
    changes : DataFrame
        What became of their actions (:func:`analysis.measures.comparisons.actions.action_changes`).
    by : str
        ``"domain"`` or ``"theme"``.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`).

    Returns
    -------
    DataFrame
        One row per domain, index `by` (in the words of `after` where it has it), those of `after` in its order, then
        those gone; actions without one are a last row, ``<NA>``.

        - ``trend``, of the number of its actions: ``grown``, ``shrunk``, ``same``, ``new`` or ``gone``; ``<NA>`` where
          not known and for the actions without a domain
        - ``renamed_from``: the title that it had in `before`, where it is renamed, whatever its trend
        - ``actions_before``, ``actions_after``; ``difference``, ``<NA>`` where actions of either plan may be of
          any; ``share_before``, ``share_after`` of all actions of the plan; ``organisations_before``,
          ``organisations_after``: bodies that count
        - ``matched_actions``: actions of the domain in `after` that the plan had before, in any domain

        Of a plan without actions of the domain the numbers are 0, or ``<NA>`` where actions of it may be.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    plans = [subject_corpus(corpus, by) for corpus in (before, after)]
    titles = common_titles(*plans)
    placed = [corpus.actions.set_index("action_id")["domain"] for corpus in plans]
    first, second = (domains.map(titles).astype(TEXT) for domains in placed)
    pairs = changes.dropna(subset=["before_action_id", "after_action_id"])
    one, other = pairs["before_action_id"].map(first), pairs["after_action_id"].map(second)
    matched = pd.DataFrame({"before": one, "after": other})
    renamed = renamed_domains(first, second, matched) if by == "domain" else {}
    keys = [first.replace(renamed).fillna(UNSTATED), second.fillna(UNSTATED)]
    named = dict.fromkeys(renamed.get(title, title) for title in titles.values())
    changed = pd.DataFrame(index=[*named, *([UNSTATED] if any((key == UNSTATED).any() for key in keys) else [])])
    unmapped = dict.fromkeys(("before", "after"), 0)
    for when, corpus, key in zip(("before", "after"), plans, keys, strict=True):
        counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
        bodies = counted.groupby(counted["action_id"].map(key))["organisation_id"].nunique()
        if by == "theme" or corpus.domains.empty:
            unmapped[when] = int((key == UNSTATED).sum())
        for column, found in ((f"actions_{when}", key.value_counts()), (f"organisations_{when}", bodies)):
            numbers = found.reindex(changed.index).astype("Int64")
            has_actions = changed.index.isin(key)
            changed[column] = numbers.fillna(0) if not unmapped[when] else numbers.mask(has_actions, numbers.fillna(0))
        if silent_plans(corpus, role=role):
            changed[f"organisations_{when}"] = pd.NA
        changed[f"share_{when}"] = changed[f"actions_{when}"] / (len(key) or np.nan)
    changed["difference"] = changed["actions_after"] - changed["actions_before"]
    if any(unmapped.values()):
        changed.loc[changed.index != UNSTATED, "difference"] = pd.NA
    changed["trend"] = _trends(changed, **unmapped)
    changed["renamed_from"] = changed.index.map({new: gone for gone, new in renamed.items()})
    changed["matched_actions"] = other.fillna(UNSTATED).value_counts().reindex(changed.index, fill_value=0)
    index = pd.Index([key or None for key in changed.index], dtype=TEXT, name=by)
    return changed.set_index(index)[list(COLUMNS)].astype(COLUMNS)


def _trends(changed: pd.DataFrame, before: int, after: int) -> pd.Series:
    """Return what is sure of each domain where so many actions before and after may be of any."""
    least_before, least_after = changed["actions_before"], changed["actions_after"]
    most_before, most_after = least_before + before, least_after + after
    trends = pd.Series(pd.NA, changed.index, dtype=TEXT)
    for trend, holds in (
        ("same", (least_before == most_after) & (most_before == least_after)),
        ("grown", most_before < least_after),
        ("shrunk", least_before > most_after),
        ("new", (most_before == 0) & (least_after > 0)),
        ("gone", (least_before > 0) & (most_after == 0)),
    ):
        trends[holds.fillna(False)] = trend
    return trends.mask(changed.index == UNSTATED)
