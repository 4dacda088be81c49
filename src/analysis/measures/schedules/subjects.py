"""Whose load: the subjects by which the actions of a plan are put together.

- ``"plan"``: all actions of the plan
- ``"domain"``, ``"theme"``: those of a domain, or of all domains of a theme; actions without one are one
  more subject, ``<NA>``, the last of its plan
- ``"kind"``, ``"role"``: those that name a body of the kind, or in the role; once in each that they name,
  however many bodies of it do
- ``"organisation"``: those that name the body, once each also where it has two roles

An action that names nobody counts for no kind, role or body. Who counts (:mod:`analysis.graphs.choice`)
narrows these three; for a plan, domain or theme all actions count.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.common.kinds import KINDS
from analysis.common.parameters import check_among
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, ROLES, TEXT
from analysis.graphs.choice import Kinds, counted_participations
from analysis.measures.schedules.weights import month_values

KEYS: dict[str, list[str]] = {
    "plan": ["plan_id"],
    "domain": ["plan_id", "domain"],
    "theme": ["plan_id", "theme"],
    "kind": ["plan_id", "kind"],
    "role": ["plan_id", "role"],
    "organisation": ["plan_id", "organisation_id"],
}
SUBJECTS = tuple(KEYS)


def subject_actions(
    corpus: Corpus, by: str, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return which actions are of which subject.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        What the subjects are: one of :data:`SUBJECTS`.
    role, kinds, collective
        Who counts, where the subjects are kinds, roles or bodies.

    Returns
    -------
    DataFrame
        One row per subject and action: the columns of ``KEYS[by]`` and ``action_id``. Plans in the corpus's
        order; in a plan the domains and themes in document order, the kinds and roles in the schema's, the
        bodies with most actions first, then by id.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    check_among("by", by, SUBJECTS)
    keys = KEYS[by]
    if by == "plan":
        rows = corpus.actions[["plan_id", "action_id"]]
        rank = pd.Series(0, index=rows.index)
    elif by in ("domain", "theme"):
        places = corpus.domains[["plan_id", "domain", "theme"]].assign(rank=range(len(corpus.domains)))
        rows = corpus.actions[["plan_id", "domain", "action_id"]].merge(places, on=["plan_id", "domain"], how="left")
        rank = rows["rank"].where(rows[keys[-1]].notna()).groupby([rows[key] for key in keys]).transform("min")
    else:
        counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
        rows = counted[[*keys, "action_id"]].drop_duplicates(ignore_index=True)
        listed = {name: n for n, name in enumerate((*KINDS, *ROLES))}
        many = -rows.groupby(keys)["action_id"].transform("size")
        rank = many if by == "organisation" else rows[keys[-1]].map(listed)
    place = rows["plan_id"].map(corpus.plan_places)
    rows = rows.assign(place=place, rank=rank).sort_values(["place", "rank", keys[-1]], kind="stable")
    return rows[[*keys, "action_id"]].reset_index(drop=True)


def subject_loads(corpus: Corpus, rows: pd.DataFrame, by: str, weight: str) -> pd.DataFrame:
    """Return the load of each subject in each month, and of how many of its actions it is known.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    rows : DataFrame
        The subjects and their actions, as :func:`subject_actions` gives them, or some of these.
    by, weight : str
        What the subjects are, and what is counted.

    Returns
    -------
    DataFrame
        One row per subject that has an action, and per plan also without, index ``KEYS[by]``, in the order
        of `rows`: ``actions``, ``known`` and ``unknown``, numbers of actions by whether their
        load is known; ``share_unknown``, ``<NA>`` for a plan without actions; then the months 1 to 12: the load
        of the known actions (Int64 where actions are counted, otherwise Float64), ``<NA>`` where none is known.

    Raises
    ------
    ParameterError
        If `weight` is not known.
    """
    number = subject_numbers(rows, by)
    values = month_values(corpus, weight)[pd.Index(corpus.actions["action_id"]).get_indexer(rows["action_id"])]
    actions = np.bincount(number)
    known = np.bincount(number, weights=~np.isnan(values[:, 0]))
    sums = pd.DataFrame(values, columns=list(MONTHS)).groupby(number).sum(min_count=1)
    kind: Any = "Int64" if weight == "actions" else "Float64"
    counts = {"actions": actions, "known": known, "unknown": actions - known}
    columns: dict[Any, Any] = {name: pd.array(count, dtype="Int64") for name, count in counts.items()}
    columns["share_unknown"] = pd.array((actions - known) / actions, dtype="Float64")
    columns |= {month: pd.array(sums[month], dtype=kind) for month in MONTHS}
    loads = indexed_subjects(pd.DataFrame(columns), corpus, rows, by)
    return loads.fillna(dict.fromkeys(counts, 0)) if by == "plan" else loads


def subject_numbers(rows: pd.DataFrame, by: str) -> np.ndarray:
    """Return for each row of :func:`subject_actions` the place of its subject, from 0."""
    number = np.zeros(len(rows), dtype=np.intp)
    for key in KEYS[by]:
        code, values = pd.factorize(rows[key], use_na_sentinel=False)
        number, _ = pd.factorize(number * len(values) + code)
    return number


def indexed_subjects(measured: pd.DataFrame, corpus: Corpus, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return what was measured of each numbered subject under the subject's name.

    Parameters
    ----------
    measured : DataFrame
        One row per subject that has a value, by its number (:func:`subject_numbers`).
    corpus : Corpus
        The plans.
    rows : DataFrame
        The subjects and their actions.
    by : str
        What the subjects are.

    Returns
    -------
    DataFrame
        One row per subject, and per plan also without actions, index ``KEYS[by]``; ``<NA>`` where nothing was
        measured.
    """
    subjects = rows[KEYS[by]].drop_duplicates().astype(TEXT)
    if len(measured) < len(subjects):
        measured = measured.reindex(range(len(subjects)))
    if by == "plan":
        plans = pd.Index(corpus.plan_ids, dtype=TEXT, name="plan_id")
        return measured.set_axis(pd.Index(subjects["plan_id"], dtype=TEXT), axis="index").reindex(plans)
    return measured.set_axis(pd.MultiIndex.from_frame(subjects), axis="index")


def with_names(measured: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return `measured`, whose index has a level ``organisation_id``, with the name of the body first."""
    named = corpus.names.reindex(measured.index.get_level_values("organisation_id")).array
    return measured.assign(organisation=named)[["organisation", *measured.columns]]
