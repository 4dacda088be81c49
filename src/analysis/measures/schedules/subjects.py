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

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.common.kinds import KINDS
from analysis.common.parameters import check_among
from analysis.frames.cells import cells, rows_of
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


@dataclass(frozen=True, eq=False)
class SubjectActions:
    """Which actions are of which subject.

    Attributes
    ----------
    by : str
        What the subjects are: one of :data:`SUBJECTS`.
    subjects : list of tuple
        Their names, as ``KEYS[by]``, None for what stands under none. Plans in the corpus's order, each of them also
        without actions; in a plan the domains and themes in document order, the kinds and roles in the schema's, the
        bodies with most actions first, then by id.
    numbers, actions : array of shape (pairs,)
        The place of the subject and that of the action in ``corpus.actions``, of each subject and each of its actions;
        the subjects in their order, the actions of each in that of the document.
    """

    by: str
    subjects: list[tuple[Any, ...]]
    numbers: np.ndarray
    actions: np.ndarray

    def index(self) -> pd.Index:
        """Return the subjects as the index of a frame, with the names ``KEYS[by]``."""
        levels = [pd.array([key[at] for key in self.subjects], dtype=TEXT) for at in range(len(KEYS[self.by]))]
        if self.by == "plan":
            return pd.Index(levels[0], name="plan_id")
        return pd.MultiIndex.from_arrays(levels, names=KEYS[self.by])

    def members(self) -> list[np.ndarray]:
        """Return the places of the actions of each subject."""
        ends = np.searchsorted(self.numbers, np.arange(1, len(self.subjects)))
        return np.split(self.actions, ends) if self.subjects else []

    def totals(self, of_actions: np.ndarray) -> np.ndarray:
        """Return of each subject the sum over its actions, given a number of each action of the corpus."""
        return np.bincount(self.numbers, weights=of_actions[self.actions], minlength=len(self.subjects))


def subject_actions(
    corpus: Corpus, by: str, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> SubjectActions:
    """Return which actions are of which subject.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        What the subjects are: one of :data:`SUBJECTS`.
    role, kinds, collective
        Who counts, where the subjects are kinds, roles or bodies.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    check_among("by", by, SUBJECTS)
    held: dict[tuple[str | None, ...], dict[int, None]] = {}
    listed: dict[Any, int] = {}
    if by == "plan":
        held = {(plan_id,): {} for plan_id in corpus.plan_ids}
        for action, plan_id in enumerate(cells(corpus.actions["plan_id"])):
            held[plan_id,][action] = None
    elif by in ("domain", "theme"):
        stated = list(rows_of(corpus.domains, "plan_id", by))
        names = dict(zip(rows_of(corpus.domains, "plan_id", "domain"), stated, strict=True))
        listed = {key: n for n, key in reversed(list(enumerate(stated)))}
        for action, standing in enumerate(rows_of(corpus.actions, "plan_id", "domain")):
            held.setdefault(names.get(standing, (standing[0], None)), {})[action] = None
    else:
        counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
        place_of = {action_id: action for action, action_id in enumerate(cells(corpus.actions["action_id"]))}
        for *key, action_id in rows_of(counted, *KEYS[by], "action_id"):
            held.setdefault(tuple(key), {})[place_of[action_id]] = None
        listed = {(plan_id, name): n for plan_id in corpus.plan_ids for n, name in enumerate((*KINDS, *ROLES))}
    plans = corpus.plan_places

    def place(key: tuple[str | None, ...]) -> tuple[Any, ...]:
        rank = -len(held[key]) if by == "organisation" else listed.get(key, 0)
        return plans[str(key[0])], key[-1] is None, rank, key[-1] or ""

    subjects = sorted(held, key=place)
    numbers = np.repeat(np.arange(len(subjects)), [len(held[key]) for key in subjects])
    actions = np.array([action for key in subjects for action in sorted(held[key])], dtype=np.intp)
    return SubjectActions(by, subjects, numbers, actions)


def subject_loads(corpus: Corpus, of: SubjectActions, weight: str) -> pd.DataFrame:
    """Return the load of each subject in each month, and of how many of its actions it is known.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    of : SubjectActions
        The subjects and their actions.
    weight : str
        What is counted.

    Returns
    -------
    DataFrame
        One row per subject, index ``KEYS[by]``: ``actions``, ``known`` and ``unknown``, numbers of actions by whether
        their load is known; ``share_unknown``, ``<NA>`` for a plan without actions; then the months 1 to 12: the load
        of the known actions (Int64 where actions are counted, otherwise Float64), ``<NA>`` where none is known.

    Raises
    ------
    ParameterError
        If `weight` is not known.
    """
    values = month_values(corpus, weight)
    is_known = ~np.isnan(values[:, 0])
    actions, known = of.totals(np.ones(len(values))), of.totals(is_known)
    sums = np.full((len(of.subjects), len(MONTHS)), np.nan)
    for at, held in enumerate(of.members()):
        if known[at]:
            sums[at] = [math.fsum(month) for month in values[held[is_known[held]]].T.tolist()]
    kind: Any = "Int64" if weight == "actions" else "Float64"
    counts = {"actions": actions, "known": known, "unknown": actions - known}
    columns: dict[Any, Any] = {name: pd.array(count, dtype="Int64") for name, count in counts.items()}
    shares = np.divide(actions - known, actions, out=np.full(len(actions), np.nan), where=actions > 0)
    columns["share_unknown"] = pd.array(shares, dtype="Float64")
    columns |= {month: pd.array(sums[:, at], dtype=kind) for at, month in enumerate(MONTHS)}
    return pd.DataFrame(columns, index=of.index())


def with_names(measured: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return `measured`, whose index has a level ``organisation_id``, with the name of the body first."""
    named = corpus.names.reindex(measured.index.get_level_values("organisation_id")).array
    return measured.assign(organisation=named)[["organisation", *measured.columns]]
