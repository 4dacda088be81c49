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

from typing import Any

import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
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

_HELD: dict[str, Any] = {"plan_id": TEXT, "gap": TEXT, "missing": "boolean", **COLUMNS}


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
    absent = _absent(looked).assign(missing=True)
    gaps = pd.concat([looked, absent]).astype(_HELD)
    gaps = _sorted(gaps[gaps["missing"].fillna(False)], corpus)
    gaps["order"] = gaps.groupby(["plan_id", "gap"]).cumcount() + 1
    return gaps.astype({"order": "Int64"}).set_index(["plan_id", "gap", "order"])[list(COLUMNS)]


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
    by_gap = looked.groupby(["plan_id", "gap"])["missing"]
    summary = pd.DataFrame({"number": by_gap.sum(min_count=1), "of": by_gap.size()}).reset_index()
    absent = _absent(looked)[["plan_id", "gap"]].assign(number=1)
    types: dict[str, Any] = {"plan_id": TEXT, "gap": TEXT, "number": "Int64", "of": "Int64"}
    summary = _sorted(pd.concat([summary, absent]).astype(types), corpus).set_index(["plan_id", "gap"])
    return summary.assign(share=(summary["number"] / summary["of"]).astype("Float64"))


def _looked(corpus: Corpus, kinds: Kinds, collective: bool) -> pd.DataFrame:
    """Return all that was looked at for each gap; `missing` is ``<NA>`` where the plan does not state such a thing."""
    actions = corpus.actions.assign(level="action", subject=corpus.actions["action"]).reset_index(drop=True)
    plans = actions["plan_id"]
    choice: dict[str, Any] = {"kinds": kinds, "collective": collective}
    leading = corpus.participations[corpus.participations["role"] == "responsible"]
    found = {
        "indicators": (corpus.indicators, corpus.indicators),
        "responsible": (counted_participations(corpus, role="responsible", **choice), leading),
        "bodies": (counted_participations(corpus, **choice), corpus.participations),
        "months": (corpus.schedule, corpus.schedule),
    }
    parts = _levels(corpus)
    for what, (counts, stated) in found.items():
        has = actions["action_id"].isin(counts["action_id"])
        known = actions["action_id"].isin(stated["action_id"]).groupby(plans).transform("any").astype(bool)
        parts.append(_missing(actions, f"action_without_{what}", has, known))
        if what == "indicators":
            goals = actions.assign(level="goal", subject=actions["goal"]).dropna(subset="goal")
            parts.append(_together(_missing(goals, "goal_without_indicators", has, known), "subject"))
    domains = actions.assign(level="domain", subject=actions["domain"]).dropna(subset="domain")
    goal = actions["goal"].notna()
    known = goal.groupby(plans).transform("any").astype(bool)
    parts.append(_together(_missing(domains, "domain_without_goals", goal, known), "domain"))
    return pd.concat([part.reindex(columns=list(_HELD)).astype(_HELD) for part in parts], ignore_index=True)


def _missing(rows: pd.DataFrame, gap: str, has: pd.Series, known: pd.Series) -> pd.DataFrame:
    """Return `rows` with whether they lack what other actions have; ``<NA>`` where no action of the plan has it."""
    return rows.assign(gap=gap, missing=(~has).astype("boolean").where(known).reindex(rows.index))


def _together(rows: pd.DataFrame, subject: str) -> pd.DataFrame:
    """Return one row per plan, domain and subject, at its first action, missing where all its actions lack it."""
    keys = list(dict.fromkeys(["plan_id", "domain", subject]))
    lacks = rows["missing"].astype("Float64").groupby([rows[key] for key in keys], dropna=False).transform("min")
    return rows.assign(missing=lacks.astype("boolean")).drop_duplicates(keys).drop(columns="action_id")


def _levels(corpus: Corpus) -> list[pd.DataFrame]:
    """Return the headings of each plan: those without actions, then those of each level that have some."""
    levels = {"domain": corpus.actions, "axis": corpus.actions, "goal": corpus.actions, "objective": corpus.domains}
    parts = [corpus.empty_levels.rename(columns={"heading": "subject"}).assign(missing=True)]
    for level, rows in levels.items():
        filled = rows.assign(level=level, subject=rows[level], missing=False).dropna(subset=level)
        filled = filled.drop_duplicates(["plan_id", "domain", "subject"])
        parts.append(filled[["plan_id", "level", "subject", "missing"]])
    return [part.assign(gap="level_without_actions") for part in parts]


def _absent(looked: pd.DataFrame) -> pd.DataFrame:
    """Return a row per plan and thing that the whole plan does not state."""
    unknown = looked.loc[looked["missing"].isna(), ["plan_id", "gap"]]
    unknown = unknown.assign(gap=unknown["gap"].map(GAPS))
    return unknown.drop_duplicates().reindex(columns=list(_HELD)).astype(_HELD)


def _sorted(rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return `rows` by plan and gap, what a plan does not state at the place of its first gap."""
    codes = list(dict.fromkeys(code for pair in GAPS.items() for code in reversed(pair) if code))
    plan = rows["plan_id"].map(corpus.plan_places)
    gap = rows["gap"].map({code: n for n, code in enumerate(codes)})
    place = pd.DataFrame({"plan": plan.to_numpy(), "gap": gap.to_numpy()})
    return rows.iloc[place.sort_values(["plan", "gap"], kind="stable").index]
