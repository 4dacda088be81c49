"""How the domains, or themes, of a municipality grew and shrank from one plan to another.

Domains are matched by their words, whatever their accents, plurals and numbers; a domain that is called otherwise in
the other year is gone, and another is new. Themes are of the common list and
outlast the wording. ``grown`` and ``shrunk`` tell of numbers of actions only: with few actions most differences are
no more than chance, and a plan that lists more actions does not therefore do more.

Where a plan has actions without a theme, they may be of any: that it has no action of a theme is then not known.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.subjects import subject_corpus
from analysis.measures.comparisons.likeness import compared_title

TRENDS = ("grown", "shrunk", "same", "new", "gone")

COLUMNS: dict[str, Any] = {
    "trend": TEXT,
    "actions_before": "Int64",
    "actions_after": "Int64",
    "difference": "Int64",
    "share_before": "Float64",
    "share_after": "Float64",
    "organisations_before": "Int64",
    "organisations_after": "Int64",
    "matched_actions": "Int64",
}

# Stands for "no domain" while grouping; the schema admits no empty domain.
_NONE = ""


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

        - ``trend``: ``grown``, ``shrunk``, ``same``, ``new`` or ``gone``, ``<NA>`` where not known and for the
          actions without a domain
        - ``actions_before``, ``actions_after``, ``difference``; ``share_before``, ``share_after`` of all actions of
          the plan; ``organisations_before``, ``organisations_after``: bodies that count
        - ``matched_actions``: actions of the domain in `after` that were in it before, kept or changed

        Of a plan without actions of the domain the numbers are 0, or ``<NA>`` where actions without a theme may be
        of it.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    plans = [subject_corpus(corpus, by) for corpus in (before, after)]
    keys = [_keys(corpus) for corpus in plans]
    titles: dict[str, str] = {}
    for corpus in reversed(plans):
        named = pd.concat([corpus.domains["domain"], corpus.actions["domain"].dropna()])
        for title in named:
            titles.setdefault(compared_title(title), title)
    changed = pd.DataFrame(index=[*titles, *([_NONE] if any((key == _NONE).any() for key in keys) else [])])
    for when, corpus, key in zip(("before", "after"), plans, keys, strict=True):
        counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
        bodies = counted.groupby(counted["action_id"].map(key))["organisation_id"].nunique()
        unmapped = by == "theme" and (key == _NONE).any()
        for column, found in ((f"actions_{when}", key.value_counts()), (f"organisations_{when}", bodies)):
            numbers = found.reindex(changed.index).astype("Int64")
            has_actions = changed.index.isin(key)
            changed[column] = numbers.fillna(0) if not unmapped else numbers.mask(has_actions, numbers.fillna(0))
        changed[f"share_{when}"] = changed[f"actions_{when}"] / (len(key) or np.nan)
    changed["difference"] = changed["actions_after"] - changed["actions_before"]
    changed["trend"] = _trends(changed)
    pairs = changes.dropna(subset=["before_action_id", "after_action_id"])
    one, other = (pairs[f"{when}_action_id"].map(key) for when, key in zip(("before", "after"), keys, strict=True))
    matched = one[one == other].value_counts()
    changed["matched_actions"] = matched.reindex(changed.index, fill_value=0)
    index = pd.Index([titles.get(key) for key in changed.index], dtype=TEXT, name=by)
    return changed.set_index(index)[list(COLUMNS)].astype(COLUMNS)


def _keys(corpus: Corpus) -> pd.Series:
    """Return the domain of each action as it is compared, by ``action_id``."""
    return corpus.actions.set_index("action_id")["domain"].fillna(_NONE).map(compared_title)


def _trends(changed: pd.DataFrame) -> pd.Series:
    before, after = changed["actions_before"], changed["actions_after"]
    trends = pd.Series(pd.NA, changed.index, dtype=TEXT)
    for trend, holds in (
        ("same", before == after),
        ("grown", before < after),
        ("shrunk", before > after),
        ("new", (before == 0) & (after > 0)),
        ("gone", (before > 0) & (after == 0)),
    ):
        trends[holds.fillna(False)] = trend
    return trends.mask(changed.index == _NONE)
