"""What a plan leaves out: headings without actions, and what its domains, goals and actions lack.

A gap is told of each subject that the document could have filled and left empty:

- ``level_without_actions``: a heading of a domain, axis, objective or goal under which no action stands
- ``domain_without_goals``: a domain of whose actions none stands under a goal
- ``goal_without_indicators``: a goal of whose actions none has an indicator; goals are of one domain
- ``action_without_indicators``
- ``action_without_responsible``: it names no body that counts as responsible
- ``action_without_bodies``: it names no body that counts, in any role; it has the gap above too
- ``action_without_months``: its months are not known, also where it says how often it takes place

*Unknown is not missing.* Where no action of the whole plan has what is looked for, the document has no such
column, or this copy does not carry it, and nothing can be said of single actions. Instead of a gap for each the
plan has one: ``goals_absent``, ``indicators_absent``, ``responsible_absent``, ``bodies_absent`` or
``months_absent``. Themes that other plans have and this one does not: :mod:`analysis.measures.comparisons.themes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import pandas as pd

from analysis.frames.cells import cells, frame_of, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import ROLES, TEXT
from analysis.graphs.choice import Kinds, counted_participations

# Each gap, and what is told once where the whole plan does not state what is looked for.
GAPS: dict[str, str | None] = {
    "level_without_actions": None,
    "domain_without_goals": "goals_absent",
    "goal_without_indicators": "indicators_absent",
    "action_without_indicators": "indicators_absent",
    "action_without_responsible": "responsible_absent",
    "action_without_bodies": "bodies_absent",
    "action_without_months": "months_absent",
}
COLUMNS: dict[str, Any] = {
    "level": TEXT,
    "domain": TEXT,
    "subject": TEXT,
    "action_id": TEXT,
    "seq": "Int64",
    "source": TEXT,
}

_CODES = dict.fromkeys(code for pair in GAPS.items() for code in reversed(pair) if code)
_PLACES = {code: place for place, code in enumerate(_CODES)}


class _Looked(NamedTuple):
    """What was looked at for a gap; `missing` is None where the plan does not state such a thing."""

    plan_id: str
    gap: str
    missing: bool | None
    level: str | None = None
    domain: str | None = None
    subject: str | None = None
    action_id: str | None = None
    seq: int | None = None
    source: str | None = None


class _Action(NamedTuple):
    plan_id: str
    domain: str | None
    goal: str | None
    action: str
    action_id: str
    seq: int
    source: str


def plan_gaps(corpus: Corpus, *, kinds: Kinds = None, collective: bool = True) -> pd.DataFrame:
    """Return what each plan leaves out, one row per gap.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    kinds, collective
        Which bodies count (see :mod:`analysis.graphs.choice`); by default all that the plan names.

    Returns
    -------
    DataFrame
        Index ``plan_id, gap, order``: plans in the corpus's order, gaps in that of `GAPS`, and within a gap
        the order of the document, from 1. All columns are ``<NA>`` where they do not apply, as in the row of
        what a whole plan does not state.

        - ``level``: what `subject` is, ``domain``, ``axis``, ``objective``, ``goal`` or ``action``
        - ``domain`` in which it stands; ``subject``: its words
        - ``action_id``; ``seq``, ``source``: of the action, or of the first action of the domain or goal

    Raises
    ------
    ParameterError
        If a kind is not known, or `kinds` leaves nobody.
    """
    looked = _looked(corpus, kinds, collective)
    orders: Counter[tuple[str, str]] = Counter()
    rows = []
    for row in _sorted((row for row in (*looked, *_absent(looked)) if row.missing), corpus):
        orders[row.plan_id, row.gap] += 1
        rows.append((row.plan_id, row.gap, orders[row.plan_id, row.gap], *row[3:]))
    types = {"plan_id": TEXT, "gap": TEXT, "order": "Int64", **COLUMNS}
    return frame_of(rows, types, key=["plan_id", "gap", "order"])


def gap_summary(corpus: Corpus, *, kinds: Kinds = None, collective: bool = True) -> pd.DataFrame:
    """Return how many of the headings, domains, goals and actions of each plan have each gap.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    kinds, collective
        Which bodies count, as for :func:`plan_gaps`.

    Returns
    -------
    DataFrame
        One row per plan and gap that was looked for, index ``plan_id, gap``, in the order of :func:`plan_gaps`:
        ``number`` with the gap, ``of`` those looked at, ``share``. Where the plan does not state what is looked
        for, ``number`` and ``share`` are ``<NA>``, and what it does not state has a row, ``number`` 1 and
        ``of`` ``<NA>``. What a plan has none of (goals, headings) has no row.

    Raises
    ------
    ParameterError
        If a kind is not known, or `kinds` leaves nobody.
    """
    looked = _looked(corpus, kinds, collective)
    by_gap: dict[tuple[str, str], list[bool | None]] = {}
    for row in _sorted([*looked, *_absent(looked)], corpus):
        by_gap.setdefault((row.plan_id, row.gap), []).append(row.missing)
    absent = set(GAPS.values())
    rows = [
        (*key, None if None in missing else sum(map(bool, missing)), None if key[1] in absent else len(missing))
        for key, missing in by_gap.items()
    ]
    types: dict[str, Any] = {"plan_id": TEXT, "gap": TEXT, "number": "Int64", "of": "Int64"}
    summary = frame_of(rows, types, key=["plan_id", "gap"])
    return summary.assign(share=(summary["number"] / summary["of"]).astype("Float64"))


def _looked(corpus: Corpus, kinds: Kinds, collective: bool) -> list[_Looked]:
    """Return all that was looked at for each gap."""
    actions = [_Action(*row) for row in rows_of(corpus.actions, *_Action._fields)]
    counted = counted_participations(corpus, kinds=kinds, collective=collective)
    named, listed = _named(counted), _named(corpus.participations)
    indicated, scheduled = (set(cells(frame["action_id"])) for frame in (corpus.indicators, corpus.schedule))
    found = {
        "indicators": (indicated, indicated),
        "responsible": (named["responsible"], listed["responsible"]),
        "bodies": (set().union(*named.values()), set().union(*listed.values())),
        "months": (scheduled, scheduled),
    }
    looked = _levels(corpus)
    for what, (has, stated) in found.items():
        known = {action.plan_id for action in actions if action.action_id in stated}
        for action in actions:
            missing = action.action_id not in has if action.plan_id in known else None
            gap = f"action_without_{what}"
            looked.append(_Looked(action.plan_id, gap, missing, "action", action.domain, *action[3:]))
        if what == "indicators":
            looked += _together(actions, "goal_without_indicators", "goal", has, known)
    with_goals = {action.action_id: action.plan_id for action in actions if action.goal is not None}
    looked += _together(actions, "domain_without_goals", "domain", with_goals, set(with_goals.values()))
    return looked


def _named(participations: pd.DataFrame) -> dict[str, set[str]]:
    """Return the actions that name a body in each role."""
    named: dict[str, set[str]] = {role: set() for role in ROLES}
    for action_id, role in rows_of(participations, "action_id", "role"):
        named[role].add(action_id)
    return named


def _together(
    actions: Iterable[_Action], gap: str, level: str, has: Collection[str], known: Collection[str]
) -> list[_Looked]:
    """Return one row per goal or domain, at its first action, missing where all its actions lack what others have."""
    groups: dict[tuple[str | None, ...], list[_Action]] = {}
    for action in actions:
        subject = getattr(action, level)
        if subject is not None:
            groups.setdefault((action.plan_id, action.domain, subject), []).append(action)
    return [
        _Looked(
            plan_id=first.plan_id,
            gap=gap,
            missing=all(action.action_id not in has for action in group) if first.plan_id in known else None,
            level=level,
            domain=first.domain,
            subject=getattr(first, level),
            seq=first.seq,
            source=first.source,
        )
        for group in groups.values()
        for first in group[:1]
    ]


def _levels(corpus: Corpus) -> list[_Looked]:
    """Return the headings of each plan: those without actions, then those of each level that have some."""
    gap = "level_without_actions"
    looked = [
        _Looked(plan_id, gap, True, level, subject=heading)
        for plan_id, level, heading in rows_of(corpus.empty_levels, "plan_id", "level", "heading")
    ]
    levels = {"domain": corpus.actions, "axis": corpus.actions, "goal": corpus.actions, "objective": corpus.domains}
    for level, rows in levels.items():
        filled = dict.fromkeys(row for row in rows_of(rows, "plan_id", "domain", level) if row[-1] is not None)
        looked += [_Looked(plan_id, gap, False, level, subject=heading) for plan_id, _, heading in filled]
    return looked


def _absent(looked: Iterable[_Looked]) -> list[_Looked]:
    """Return a row per plan and thing that the whole plan does not state."""
    unknown = dict.fromkeys((row.plan_id, GAPS[row.gap]) for row in looked if row.missing is None)
    return [_Looked(plan_id, gap, True) for plan_id, gap in unknown if gap]


def _sorted(looked: Iterable[_Looked], corpus: Corpus) -> list[_Looked]:
    """Return rows by plan and gap, what a plan does not state at the place of its first gap."""
    plans = corpus.plan_places
    return sorted(looked, key=lambda row: (plans[row.plan_id], _PLACES[row.gap]))
