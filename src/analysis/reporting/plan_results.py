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
from typing import Any

import numpy as np
import pandas as pd

from analysis.common.municipalities import read_municipalities
from analysis.common.paths import data_folder
from analysis.common.themes import read_themes
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
_OF_PLAN = ["municipality", "ine_code", "district", "year", "synthetic", "document", "sha256"]
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
    parts = [
        _plan_rows(corpus, named),
        _coverage_rows(corpus, "domain"),
        _coverage_rows(corpus, "theme", themes=list(read_themes(folder))),
        _month_rows(corpus),
        *(_body_rows(plan, named) for plan in split_plans(corpus).values()),
    ]
    rows = pd.concat([_typed(part) for part in parts], ignore_index=True)
    rows = rows.iloc[rows["plan_id"].map(corpus.plan_places).argsort(kind="stable")].reset_index(drop=True)
    districts = {place.ine_code: place.district for place in read_municipalities(folder)}
    plans = corpus.plans.assign(district=corpus.plans["ine_code"].map(districts)).set_index("plan_id")
    return rows.assign(**{column: rows["plan_id"].map(plans[column]) for column in _OF_PLAN}).astype(_DTYPES)


def _plan_rows(corpus: Corpus, named: pd.Series) -> pd.DataFrame:
    """Return the rows of the plans as a whole."""
    compared = plan_comparison(corpus, level=LEVEL).rename(columns={"interval": "interval_kind"})
    rows = pd.concat([_typed(part.reset_index()) for part in (compared, _reading(corpus))], ignore_index=True)
    plans = corpus.plans["plan_id"]
    actions = corpus.actions["plan_id"].value_counts().reindex(plans, fill_value=0)
    plan_of = corpus.actions.set_index("action_id")["plan_id"]
    indicators = corpus.indicators["action_id"].map(plan_of).value_counts().reindex(plans, fill_value=0)
    domains = corpus.domains["plan_id"].value_counts().reindex(plans, fill_value=0)
    wholes = {
        "themes": domains,
        "gini_months": actions,
        "outcome_share": indicators,
        "smart_share": indicators * len(TOLD_BOTH_WAYS),
    }
    rows["known_share"] = rows["value"].notna().astype("Float64")
    for measure, whole in wholes.items():
        of = rows["measure"] == measure
        rows.loc[of, "known_share"] = (rows["cases"] / rows["plan_id"].map(whole))[of].fillna(0)
    of = rows["measure"].isin(_OF_BODIES)
    rows.loc[of, "known_share"] = rows["plan_id"].map(named)[of]
    chance = rows["interval_kind"].isin(("wilson", "bootstrap"))
    units = rows["measure"].map(UNITS[PLAN])
    return rows.assign(subject_kind=PLAN, level=np.where(chance, LEVEL, np.nan), unit=units)


def _reading(corpus: Corpus) -> pd.DataFrame:
    """Return how well each plan was read, index ``plan_id, measure``: ``value`` and ``cases``."""
    plans = corpus.plans["plan_id"]
    plan_of = corpus.actions.set_index("action_id")["plan_id"]
    mentions = corpus.participations["confidence"].groupby(corpus.participations["action_id"].map(plan_of).to_numpy())
    reviewed = (corpus.domains["theme_status"] == "reviewed").fillna(False).groupby(corpus.domains["plan_id"])
    values = {
        "open_issues": corpus.issues["plan_id"].value_counts().reindex(plans, fill_value=0),
        "reading_confidence": mentions.mean().reindex(plans),
        "reviewed_themes_share": reviewed.mean().reindex(plans),
    }
    cases = {
        "reading_confidence": mentions.size().reindex(plans),
        "reviewed_themes_share": reviewed.size().reindex(plans),
    }
    found = {
        measure: pd.DataFrame({"value": value, "cases": cases.get(measure, np.nan)}).astype("float64")
        for measure, value in values.items()
    }
    return pd.concat(found, names=["measure", "plan_id"]).swaplevel()


def _coverage_rows(corpus: Corpus, by: str, *, themes: list[str] | None = None) -> pd.DataFrame:
    """Return the rows of the domains, or of the themes, those of the list `themes` that a plan does not have too."""
    measured = concentration_intervals(corpus, by=by, level=LEVEL)
    held = pd.MultiIndex.from_frame(measured.index.to_frame())
    if themes is not None:
        every = pd.MultiIndex.from_product([corpus.plan_ids, themes], names=held.names)
        measured = measured.reindex(held.append(every[~every.isin(held)]))
    plan_ids, subjects = (measured.index.get_level_values(level) for level in ("plan_id", by))
    absent = ~measured.index.isin(held)
    actions = corpus.actions["plan_id"].value_counts()
    of_subjects = measured["actions"].where(np.asarray(subjects.notna())).groupby(plan_ids)
    mapped = (of_subjects.sum() / actions).reindex(plan_ids).array
    classes = of_subjects.count().reindex(plan_ids).to_numpy(dtype=np.int64) + 1
    measured.loc[absent & (mapped == 1), "actions"] = 0
    whole = pd.Series(actions.reindex(plan_ids).array, measured.index, dtype="Int64")
    shares = wilson_intervals(measured["actions"], whole, level=LEVEL, classes=classes)
    named = measured["named_actions"] / measured["actions"].where(measured["actions"] > 0)
    beside: dict[str, Any] = {
        "share_actions": shares["value"],
        "share_actions_low": shares["low"],
        "share_actions_high": shares["high"],
        "share_actions_cases": whole,
        **{f"{measure}_known": mapped if by == "theme" else 1.0 for measure in _OF_COVERAGE},
        **{f"{measure}_known": named for measure in COVERAGE if measure not in _OF_COVERAGE},
        **{f"{measure}_cases": measured["named_actions"] for measure in COVERAGE if measure not in _OF_COVERAGE},
    }
    rows = _tidy(by, plan_ids, subjects, measured.join(pd.DataFrame(beside, measured.index)))
    if by == "theme":
        rows["theme"] = rows["subject"]
    else:
        stated = corpus.domains.set_index(["plan_id", "domain"])["theme"]
        rows["theme"] = stated.reindex(measured.index).repeat(len(COVERAGE)).array
    return rows[~(np.repeat(absent, len(COVERAGE)) & ~rows["measure"].isin(_OF_COVERAGE))]


def _month_rows(corpus: Corpus) -> pd.DataFrame:
    bounds = month_bounds(corpus)
    open_ = bounds["known"].notna() & (bounds["share_unknown"] > 0)
    loads = pd.DataFrame(
        {
            "load": bounds["known"],
            "load_low": bounds["least"].where(open_),
            "load_high": bounds["most"].where(open_),
            "load_known": 1 - bounds["share_unknown"],
        }
    )
    months = bounds.index.get_level_values("month").map("{:02}".format)
    return _tidy("month", bounds.index.get_level_values("plan_id"), months, loads)


def _body_rows(plan: Corpus, named: pd.Series) -> pd.DataFrame:
    """Return the rows of the bodies of one plan, most actions first."""
    plan_id = plan.plan_ids[0]
    measured = partner_centrality(partner_graph(plan))
    collective = plan.organisations.set_index("organisation_id")["collective"]
    known = {f"{measure}_known": named[plan_id] for measure in UNITS["organisation"]}
    rows = _tidy("organisation", pd.Index([plan_id] * len(measured)), measured.index, measured.assign(**known))
    for column, values in (*measured[["organisation", "kind"]].items(), ("collective", collective)):
        rows[column] = values.reindex(measured.index).repeat(len(UNITS["organisation"])).array
    return rows


def _named_shares(corpus: Corpus) -> pd.Series:
    """Return the share of the actions of each plan that name a body, 0 where none does, NaN for a plan without any."""
    named = counted_participations(corpus).groupby("plan_id")["action_id"].nunique()
    actions = corpus.actions["plan_id"].value_counts().reindex(corpus.plan_ids)
    return (named.reindex(corpus.plan_ids, fill_value=0) / actions).astype("float64")


def _tidy(kind: str, plan_ids: pd.Index, subjects: pd.Index, measured: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each measure of each row of `measured`, where ``<measure>_low`` and so on stand beside it."""
    measures = list(UNITS[kind])

    def cells(end: str) -> np.ndarray:
        columns = measured.reindex(columns=[f"{measure}{end}" for measure in measures])
        return columns.to_numpy("float64", na_value=np.nan).ravel()

    low = cells("_low")
    kinds = np.where(np.isnan(low), None, np.tile([_INTERVALS.get(m) for m in measures], len(measured)))  # type: ignore[call-overload]
    chance = ~np.isnan(low) & (kinds != "bounds")
    columns: dict[str, Any] = {
        "plan_id": plan_ids.repeat(len(measures)),
        "subject_kind": kind,
        "subject": subjects.repeat(len(measures)),
        "measure": np.tile(measures, len(measured)),
        "value": cells(""),
        "low": low,
        "high": cells("_high"),
        "level": np.where(chance, LEVEL, np.nan),
        "interval_kind": kinds,
        "cases": cells("_cases"),
        "known_share": cells("_known"),
        "unit": np.tile(list(UNITS[kind].values()), len(measured)),
    }
    return pd.DataFrame(columns)


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with all columns of the table and their types."""
    return rows.reindex(columns=list(COLUMNS)).astype(_DTYPES)
