"""Plans side by side, measure by measure, each with how far the number can be trusted.

A plan is complete: what it says of itself has no sampling error. But two plans differ by chance too, since each
lists the actions that came up in its year. The intervals are about that: actions are taken as a sample from a
process that goes on drawing them, and an interval is for the value that is typical of *other plans of the same
process with as many actions*. Two plans whose intervals overlap much may owe their difference to the actions that
happened to be listed. Intervals do not tell of errors of reading, nor of what the documents leave out.

- ``wilson``: shares of actions or of indicators, these with the design effect of actions that have several
  (:mod:`analysis.measures.proportions`)
- ``bootstrap``: measures of who works with whom, from plans drawn anew as told in
  :mod:`analysis.measures.networks.structure_intervals`
- ``bounds``: nothing of chance, but the least and the most that agree with what is stated of the months
  (:mod:`analysis.measures.schedules.bounds`), extended to the value of the known ones; none where all is stated

Counts have no interval: a plan has as many actions as it has. What a document has no column for is ``<NA>``, not
0: where no action names a body (of the role that counts, or responsible), or none has a known month, an indicator or
a domain, or no indicator has a target beside it, the plan is taken to have no such column: that numbers stand in the
words of some indicators does not tell how many of them have a target. A schedule without any month is one event of the
document (often one drawn by shading, which a copy of its text does not carry), not one a row: it tells nothing of other
plans.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.common.parameters import check_draws, check_level
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.frames.selection import split_plans
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.partnership import participation_graph
from analysis.measures.comparisons.matching import plans_with_targets, silent_plans
from analysis.measures.indicators.quality import action_indicators, indicator_quality
from analysis.measures.indicators.smart import TOLD_BOTH_WAYS
from analysis.measures.networks.intervals import draw_limits
from analysis.measures.networks.structure_intervals import MEASURES as NETWORK
from analysis.measures.networks.structure_intervals import structure_intervals
from analysis.measures.proportions import design_effects, wilson_intervals
from analysis.measures.remembered import remembered_by_plan
from analysis.measures.schedules.balance import load_balance
from analysis.measures.schedules.bounds import load_bounds

COUNTS = ("actions", "organisations", "domains", "themes")
MEASURES = (
    *COUNTS,
    *NETWORK,
    "lone_share",
    "responsible_share",
    "schedule_known_share",
    "gini_months",
    "indicators_share",
    "target_share",
    "outcome_share",
    "smart_share",
)
COLUMNS: dict[str, Any] = {
    "value": "Float64",
    "low": "Float64",
    "high": "Float64",
    "cases": "Int64",
    "interval": TEXT,
}


@remembered_by_plan
def plan_comparison(
    corpus: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    draws: int = 200,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Return the measures of each plan with their intervals.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.
        ``responsible_share`` asks for any responsible body, whoever counts else.
    draws, seed : int
        Number of draws behind the intervals by bootstrap, and their seed; each plan is drawn for itself, so that
        what it shows does not depend on the plans beside it.
    level : float
        How often an interval is to hold the typical value.

    Returns
    -------
    DataFrame
        One row per plan, in the corpus's order, and measure, index ``plan_id, measure``: ``value``, from ``low``
        to ``high``; ``cases``, the number that a share or mean is of, ``<NA>`` for none; ``interval``: ``wilson``,
        ``bootstrap``, ``bounds``, or ``<NA>`` for counts and what is not known.

        - ``actions``; ``organisations``; ``domains``; ``themes`` of the ``cases`` domains that have one, ``<NA>``
          where none has
        - ``organisations_per_action``, of the actions that name somebody; ``density`` and
          ``degree_centralisation`` of the partner graph, as in :mod:`analysis.measures.networks.structure`;
          ``effective_organisations``, the number of equally present bodies, as in
          :mod:`analysis.measures.domains.coverage`; ``top_share``, share of the actions that name somebody in
          which the most present body takes part
        - ``lone_share``: actions of one body, of those that name somebody; ``responsible_share``: actions with a
          responsible body
        - ``schedule_known_share``: actions of which a month is known, ``<NA>`` where no month is in the whole plan;
          ``gini_months``: of the number of known actions in each month, as in
          :mod:`analysis.measures.schedules.balance`
        - ``indicators_share``: actions with an indicator; ``target_share``: indicators that state a target,
          ``<NA>`` where none has one in a column of targets;
          ``outcome_share``: indicators of an outcome, of those whose class is known; ``smart_share``: SMART criteria
          that the indicators show, of those known of them among the three that words can show or fail to show:
          specific, measurable, timely (:mod:`analysis.measures.indicators.smart`); where a document has no months,
          whether an indicator is timely is not known and not counted

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, `kinds` leaves nobody, `draws` or `seed` is no number of draws or no seed,
        or `level` not between 0 and 1.
    """
    check_draws(draws, seed)
    check_level(level)
    who: dict[str, Any] = {"role": role, "kinds": kinds, "collective": collective}
    counted = counted_participations(corpus, **who)
    criteria = _criteria(corpus)
    parts = [*_counts(corpus, counted, role), *_shares(corpus, counted, level), _gini_months(corpus)]
    for plan_id, plan in split_plans(corpus).items():
        graph = participation_graph(plan, **who)
        measured = structure_intervals(graph, draws=draws, level=level, seed=seed)
        shown, told = (criteria.loc[criteria["plan_id"] == plan_id, part] for part in ("shown", "told"))
        measured.loc["smart_share"] = _share(shown, told, draws, level, seed)
        measured["interval"] = pd.Series("bootstrap", measured.index).where(measured["low"].notna())
        measured.loc["smart_share", "cases"] = told.sum() or np.nan
        parts.append(pd.concat({plan_id: _typed(measured)}, names=["plan_id"]))
    texts = [pd.Index(names, dtype=TEXT) for names in (corpus.plan_ids, MEASURES)]
    index = pd.MultiIndex.from_product(texts, names=["plan_id", "measure"])
    return pd.concat(parts).reindex(index).astype(COLUMNS)


def _counts(corpus: Corpus, counted: pd.DataFrame, role: str | None) -> list[pd.DataFrame]:
    """Return what a plan has so many of; domains without a theme leave the number of themes open."""
    domains = corpus.domains.groupby("plan_id")
    size = _of_plans(domains.size(), corpus)
    bodies = _of_plans(counted.groupby("plan_id")["organisation_id"].nunique(), corpus)
    mapped = _of_plans(domains["theme"].count(), corpus)
    found = {
        "actions": _of_plans(corpus.actions.groupby("plan_id").size(), corpus),
        "organisations": bodies.mask(bodies.index.isin(silent_plans(corpus, role=role))),
        "domains": size.where(size > 0),
        "themes": _of_plans(domains["theme"].nunique(), corpus).where(mapped > 0),
    }
    cases = {"themes": mapped.where(mapped > 0)}
    return [_rows(measure, pd.DataFrame({"value": n, "cases": cases.get(measure)})) for measure, n in found.items()]


def _shares(corpus: Corpus, counted: pd.DataFrame, level: float) -> list[pd.DataFrame]:
    """Return the shares of actions and of indicators with their intervals by Wilson."""
    plans = corpus.actions.set_index("action_id")["plan_id"]
    sizes = counted.drop_duplicates(["action_id", "organisation_id"])["action_id"].value_counts()
    responsible = corpus.participations.loc[corpus.participations["role"] == "responsible", "action_id"]

    def actions_in(ids: Any) -> pd.Series:
        return _of_plans(plans[plans.index.isin(ids)].value_counts(), corpus)

    told = action_indicators(corpus)
    told["classified"] = told["indicators"] - told["unclassified"]
    classified = told[told["classified"] > 0]
    of_plans = told.groupby(level="plan_id").sum().reindex(corpus.plan_ids)  # unknown where a plan has no indicator
    indicated = told.groupby(level="plan_id").size().reindex(corpus.plan_ids).astype("Int64")
    effects = {
        "target_share": design_effects(told["with_target"], told["indicators"]),
        "outcome_share": design_effects(classified["outcomes"], classified["classified"]),
    }
    actions, has_responsible = actions_in(plans.index), actions_in(responsible)
    scheduled = actions_in(corpus.schedule["action_id"])
    found = {
        "lone_share": (actions_in(sizes.index[sizes == 1]), actions_in(sizes.index)),
        "responsible_share": (has_responsible.where(has_responsible > 0), actions),
        "schedule_known_share": (scheduled.where(scheduled > 0), actions),
        "indicators_share": (indicated, actions.where(indicated.notna())),
        "target_share": (
            of_plans["with_target"].where(of_plans.index.isin(plans_with_targets(corpus))),
            of_plans["indicators"],
        ),
        "outcome_share": (of_plans["outcomes"], of_plans["classified"]),
    }
    rows = []
    for measure, (part, whole) in found.items():
        effect = effects[measure].reindex(part.index).fillna(1.0) if measure in effects else 1.0
        shares = wilson_intervals(part, whole, level=level, effects=effect)
        shares["interval"] = pd.Series("wilson", shares.index).where(shares["value"].notna())
        rows.append(_rows(measure, shares.assign(cases=whole.where(shares["value"].notna()))))
    return rows


def _gini_months(corpus: Corpus) -> pd.DataFrame:
    """Return the Gini of the known months, with its bounds where some are not; neither where no month is known."""
    balance, bounds = load_balance(corpus), load_bounds(corpus)
    value, known = balance["gini_months"], balance["actions"] - balance["unknown"]
    gini = pd.DataFrame({"value": value, "cases": known.where(known > 0)})
    gini["low"] = bounds["gini_months_least"].where(bounds["gini_months_least"] < value, value)
    gini["high"] = bounds["gini_months_most"].where(bounds["gini_months_most"] > value, value)
    gini["interval"] = pd.Series("bounds", gini.index).where(value.notna())
    gini[["low", "high", "interval"]] = gini[["low", "high", "interval"]].where(balance["unknown"] > 0)
    return _rows("gini_months", gini)


def _criteria(corpus: Corpus) -> pd.DataFrame:
    """Return of each action how many of the criteria its indicators show, of how many told; no rows for none."""
    quality = indicator_quality(corpus)[list(TOLD_BOTH_WAYS)]
    told = pd.DataFrame({"shown": quality.sum(axis=1), "told": quality.notna().sum(axis=1)})
    told = told.groupby(level="action_id").sum()
    return told.join(corpus.actions.set_index("action_id")["plan_id"])[told["told"] > 0]


def _share(shown: pd.Series, told: pd.Series, draws: int, level: float, seed: int) -> dict[str, float]:
    """Return the share of the criteria told, with an interval by drawing actions with all their indicators."""
    part, whole = shown.to_numpy(dtype=float), told.to_numpy(dtype=float)
    if not len(whole):
        return dict.fromkeys(("value", "low", "high"), np.nan)
    drawn = np.random.default_rng(seed).integers(0, len(whole), (draws if len(whole) > 1 else 0, len(whole)))
    value = part.sum() / whole.sum()
    low, high = draw_limits((part[drawn].sum(axis=1) / whole[drawn].sum(axis=1))[:, None], np.array([value]), level)
    return {"value": value, "low": low[0], "high": high[0]}


def _of_plans(numbers: pd.Series, corpus: Corpus) -> pd.Series:
    return numbers.reindex(corpus.plan_ids, fill_value=0).astype("Int64")


def _rows(measure: str, of_plans: pd.DataFrame) -> pd.DataFrame:
    """Return one row per plan with the index ``plan_id, measure``."""
    return pd.concat({measure: _typed(of_plans).rename_axis("plan_id")}, names=["measure"]).swaplevel()


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with all columns and their types, so that what is missing everywhere joins with the rest."""
    return rows.reindex(columns=list(COLUMNS)).astype(COLUMNS)
