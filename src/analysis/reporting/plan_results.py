"""The measures of a plan as rows of the table of results: one row for each measure of each subject.

The subjects are the plan itself, its domains, its themes, the months and its bodies; their measures are named in
:mod:`analysis.reporting.result_schema`. Each number is what the measure of that name gives of the plan, every body
counted, and has beside it how far it can be trusted:

- ``low``, ``high``: an interval at the ``level`` told, by ``wilson`` or ``bootstrap`` for the chance of the actions
  that happen to be listed, or ``bounds``, the least and the most that agree with what the document states of the months
  (see :mod:`analysis.measures.comparisons.plans`); empty for counts and where none is defined
- ``cases``: the number that a share or mean is of
- ``known_share``: of how much of what is asked the document tells. 1: of all; 0: of nothing, and the value is empty.
  For measures of bodies it is the share of the actions that name a body; of the months, those with a known month; of
  themes, those whose domain has a theme (number of ``themes``: the domains that have one); for ``outcome_share`` the
  indicators whose class is known, for ``smart_share`` the criteria that are told; any other value is of all or unknown.

That a plan has no action of a theme of the common list is a fact only where each of its actions has a theme: it then
has a row with 0 actions, otherwise one whose value is empty. Such a theme has no other measures.

*reading_confidence* is the mean confidence of the mentions of bodies: so many of them are expected to be read right.
*reviewed_themes_share* is the share of the domains whose theme a person decided. *open_issues* counts what the
reading left open or decided.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from statistics import fmean
from typing import Any

import numpy as np
import pandas as pd

from analysis.common.municipalities import read_municipalities
from analysis.common.paths import data_folder
from analysis.common.themes import read_themes
from analysis.frames.cells import cells, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.frames.selection import split_plans
from analysis.graphs.choice import counted_participations
from analysis.graphs.partnership import partner_graph
from analysis.measures.comparisons.plans import plan_comparison
from analysis.measures.domains.concentration import concentration_intervals
from analysis.measures.indicators.smart import TOLD_BOTH_WAYS
from analysis.measures.networks.centrality import partner_centrality
from analysis.measures.networks.structure_intervals import MEASURES as NETWORK
from analysis.measures.proportions import wilson_intervals
from analysis.measures.schedules.bounds import month_bounds
from analysis.reporting.result_schema import COLUMNS, COVERAGE, PLAN, UNITS

LEVEL = 0.95
_TYPES: dict[str, Any] = {"text": TEXT, "whole": "Int64", "number": "Float64", "truth": "boolean"}
_DTYPES = {column: _TYPES[kind] for column, kind in COLUMNS.items()}
_OF_PLAN = ("municipality", "ine_code", "year", "synthetic", "document", "sha256")
_OF_BODIES = ("organisations", *NETWORK, "lone_share")
_OF_COVERAGE = ("actions", "share_actions")
_INTERVALS = {
    "share_actions": "wilson",
    "lone_share": "wilson",
    "effective": "bootstrap",
    "herfindahl": "bootstrap",
    "top_share": "bootstrap",
    "load": "bounds",
}

Row = dict[str, Any]


def plan_measures(corpus: Corpus, *, data: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """Return the measures of each plan, one row for each measure of each subject.

    Parameters
    ----------
    corpus : Corpus
        One plan or more.
    data : path-like, optional
        Data folder, for the districts and the common list of themes; the usual one where not given.

    Returns
    -------
    DataFrame
        The columns of :data:`analysis.reporting.result_schema.COLUMNS`. Plans in the corpus's order; of each the rows
        of the plan itself, then of its domains, themes, months and bodies; the key is ``plan_id, subject_kind,
        subject, measure``. ``subject`` is ``<NA>`` for the plan itself, and for what stands under no domain or theme;
        months are ``01`` to ``12``.

    Raises
    ------
    RegistryError
        If the list of municipalities or that of themes is missing or not sound.
    """
    folder = data_folder(data)
    named = _named_shares(corpus)
    parts = (
        _plan_rows(corpus, named),
        _coverage_rows(corpus, "domain"),
        _coverage_rows(corpus, "theme", themes=list(read_themes(folder))),
        _month_rows(corpus),
        *(_body_rows(plan, named) for plan in split_plans(corpus).values()),
    )
    place = corpus.plan_places
    rows = sorted(chain.from_iterable(parts), key=lambda row: place[row["plan_id"]])
    districts = {each.ine_code: each.district for each in read_municipalities(folder)}
    plans = {plan["plan_id"]: plan for plan in _records(corpus.plans)}
    for row in rows:
        plan = plans[row["plan_id"]]
        row |= {column: plan.get(column) for column in _OF_PLAN} | {"district": districts.get(plan["ine_code"])}
    return pd.DataFrame({name: pd.array([row.get(name) for row in rows], dtype=kind) for name, kind in _DTYPES.items()})


def _plan_rows(corpus: Corpus, named: Mapping[str, float | None]) -> Iterator[Row]:
    """Yield the rows of the plans as a whole."""
    plan_of = dict(rows_of(corpus.actions, "action_id", "plan_id"))
    actions, domains = (Counter(cells(frame["plan_id"])) for frame in (corpus.actions, corpus.domains))
    indicators = Counter(plan_of[action_id] for action_id in cells(corpus.indicators["action_id"]))
    wholes = {
        "themes": domains,
        "gini_months": actions,
        "outcome_share": indicators,
        "smart_share": Counter({plan_id: number * len(TOLD_BOTH_WAYS) for plan_id, number in indicators.items()}),
    }
    compared = plan_comparison(corpus, level=LEVEL).rename(columns={"interval": "interval_kind"})
    for told in (*_records(compared.reset_index()), *_reading(corpus, plan_of)):
        plan_id, measure = told["plan_id"], told["measure"]
        known: float | None = float(told["value"] is not None)
        if measure in wholes:
            known = told["cases"] / wholes[measure][plan_id] if told["cases"] else 0.0
        elif measure in _OF_BODIES:
            known = named[plan_id]
        level = LEVEL if told.get("interval_kind") in ("wilson", "bootstrap") else None
        yield {**told, "subject_kind": PLAN, "level": level, "known_share": known, "unit": UNITS[PLAN][measure]}


def _reading(corpus: Corpus, plan_of: Mapping[str, str]) -> Iterator[Row]:
    """Yield how well each plan was read."""
    issues = Counter(cells(corpus.issues["plan_id"]))
    confidences: dict[str, list[float]] = {plan_id: [] for plan_id in corpus.plan_ids}
    for action_id, confidence in rows_of(corpus.participations, "action_id", "confidence"):
        confidences[plan_of[action_id]].append(confidence)
    reviewed: dict[str, list[float]] = {plan_id: [] for plan_id in corpus.plan_ids}
    for plan_id, status in rows_of(corpus.domains, "plan_id", "theme_status"):
        reviewed[plan_id].append(status == "reviewed")
    for plan_id in corpus.plan_ids:
        yield {"plan_id": plan_id, "measure": "open_issues", "value": issues[plan_id], "cases": None}
        for measure, of in (("reading_confidence", confidences), ("reviewed_themes_share", reviewed)):
            values = of[plan_id]
            value = fmean(values) if values else None
            yield {"plan_id": plan_id, "measure": measure, "value": value, "cases": len(values) or None}


def _coverage_rows(corpus: Corpus, by: str, *, themes: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the rows of the domains, or of the themes, those of the list `themes` that a plan does not have too."""
    measured = {
        (row["plan_id"], row[by]): row
        for row in _records(concentration_intervals(corpus, by=by, level=LEVEL).reset_index())
    }
    actions = Counter(cells(corpus.actions["plan_id"]))
    mapped: Counter[str] = Counter()
    classes: Counter[str] = Counter(actions.keys())
    for (plan_id, subject), row in measured.items():
        if subject is not None:
            mapped[plan_id] += row["actions"]
            classes[plan_id] += 1
    absent: dict[tuple[str, str | None], Row] = {
        (plan_id, theme): {"actions": 0 if mapped[plan_id] == actions[plan_id] > 0 else None}
        for plan_id, theme in product(corpus.plan_ids, themes)
        if (plan_id, theme) not in measured
    }
    rows = measured | absent
    part = pd.Series([row["actions"] for row in rows.values()], dtype="Int64")
    whole = pd.Series([actions[plan_id] or None for plan_id, _ in rows], dtype="Int64")
    of_classes = np.array([classes[plan_id] for plan_id, _ in rows], dtype=np.int64)
    shares = _records(wilson_intervals(part, whole, level=LEVEL, classes=of_classes))
    stated = {
        (plan_id, domain): theme for plan_id, domain, theme in rows_of(corpus.domains, "plan_id", "domain", "theme")
    }
    for (key, row), share in zip(rows.items(), shares, strict=True):
        plan_id, subject = key
        row |= {"share_actions": share["value"], "share_actions_low": share["low"], "share_actions_high": share["high"]}
        row["share_actions_cases"] = actions[plan_id] or None
        of_all = 1.0 if by == "domain" else mapped[plan_id] / actions[plan_id] if actions[plan_id] else None
        of_named = (
            row["named_actions"] / row["actions"] if row.get("named_actions") is not None and row["actions"] else None
        )
        row |= {f"{measure}_known": of_all if measure in _OF_COVERAGE else of_named for measure in COVERAGE}
        row |= {f"{measure}_cases": row.get("named_actions") for measure in COVERAGE if measure not in _OF_COVERAGE}
        theme = subject if by == "theme" else stated.get(key)
        measures = _OF_COVERAGE if key in absent else COVERAGE
        yield from ({**each, "theme": theme} for each in _tidy(by, plan_id, subject, row, measures))


def _month_rows(corpus: Corpus) -> Iterator[Row]:
    for bounds in _records(month_bounds(corpus).reset_index()):
        unknown = bounds["share_unknown"]
        load = {"load": bounds["known"], "load_known": None if unknown is None else 1 - unknown}
        if bounds["known"] is not None and unknown:
            load |= {"load_low": bounds["least"], "load_high": bounds["most"]}
        yield from _tidy("month", bounds["plan_id"], f"{bounds['month']:02}", load, UNITS["month"])


def _body_rows(plan: Corpus, named: Mapping[str, float | None]) -> Iterator[Row]:
    """Yield the rows of the bodies of one plan, most actions first."""
    plan_id = plan.plan_ids[0]
    measured = partner_centrality(partner_graph(plan)).rename_axis("organisation_id").reset_index()
    collective = dict(rows_of(plan.organisations, "organisation_id", "collective"))
    measures = UNITS["organisation"]
    for row in _records(measured):
        body = row["organisation_id"]
        beside = {"organisation": row["organisation"], "kind": row["kind"], "collective": collective.get(body)}
        row |= {f"{measure}_known": named[plan_id] for measure in measures}
        yield from ({**each, **beside} for each in _tidy("organisation", plan_id, body, row, measures))


def _named_shares(corpus: Corpus) -> dict[str, float | None]:
    """Return the share of the actions of each plan that name a body, 0 where none does, None for a plan without any."""
    counted = set(rows_of(counted_participations(corpus), "plan_id", "action_id"))
    named = Counter(plan_id for plan_id, _ in counted)
    actions = Counter(cells(corpus.actions["plan_id"]))
    return {plan_id: named[plan_id] / actions[plan_id] if actions[plan_id] else None for plan_id in corpus.plan_ids}


def _tidy(kind: str, plan_id: str, subject: str | None, told: Row, measures: Iterable[str]) -> Iterator[Row]:
    """Yield one row for each measure that is `told` of a subject, where ``<measure>_low`` and so on stand beside it."""
    for measure in measures:
        low = told.get(f"{measure}_low")
        interval = _INTERVALS.get(measure) if low is not None else None
        yield {
            "plan_id": plan_id,
            "subject_kind": kind,
            "subject": subject,
            "measure": measure,
            "value": told.get(measure),
            "low": low,
            "high": told.get(f"{measure}_high"),
            "level": LEVEL if low is not None and interval != "bounds" else None,
            "interval_kind": interval,
            "cases": told.get(f"{measure}_cases"),
            "known_share": told.get(f"{measure}_known"),
            "unit": UNITS[kind][measure],
        }


def _records(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame by the names of its columns, None where a cell is not known."""
    names = [str(name) for name in frame]
    return [dict(zip(names, row, strict=True)) for row in rows_of(frame, *names)]
