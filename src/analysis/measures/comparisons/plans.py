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

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.common.parameters import check_draws, check_level
from analysis.frames.cells import cells, frame_of, rows_of
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


class _Told(NamedTuple):
    """The cells of `COLUMNS`."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    cases: int | None = None
    interval: str | None = None


_OfPlans = dict[tuple[str, str], _Told]  # by plan and measure


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
    counted = list(rows_of(counted_participations(corpus, **who), "plan_id", "action_id", "organisation_id"))
    criteria = _criteria(corpus)
    told = {**_counts(corpus, counted, role), **_shares(corpus, counted, level), **_gini_months(corpus)}
    for plan_id, plan in split_plans(corpus).items():
        measured = structure_intervals(participation_graph(plan, **who), draws=draws, level=level, seed=seed)
        for measure, row in zip(measured.index, rows_of(measured, "value", "low", "high"), strict=True):
            told[plan_id, measure] = _drawn(*row)
        told[plan_id, "smart_share"] = _smart_share(criteria.get(plan_id, []), draws, level, seed)
    rows = [(*key, *told[key]) for key in product(corpus.plan_ids, MEASURES)]
    return frame_of(rows, {"plan_id": TEXT, "measure": TEXT, **COLUMNS}, key=["plan_id", "measure"])


def _drawn(value: float | None, low: float | None, high: float | None, cases: int | None = None) -> _Told:
    return _Told(value, low, high, cases, None if low is None else "bootstrap")


def _counts(corpus: Corpus, counted: Sequence[tuple[str, str, str]], role: str | None) -> _OfPlans:
    """Return what a plan has so many of; domains without a theme leave the number of themes open."""
    bodies = Counter(plan_id for plan_id, _ in {(plan_id, body) for plan_id, _, body in counted})
    actions, domains = (Counter(cells(frame["plan_id"])) for frame in (corpus.actions, corpus.domains))
    mapped = [key for key in rows_of(corpus.domains, "plan_id", "theme") if key[1] is not None]
    of_themes, themes = (Counter(plan_id for plan_id, _ in keys) for keys in (mapped, set(mapped)))
    silent = silent_plans(corpus, role=role)
    told: _OfPlans = {}
    for plan_id in corpus.plan_ids:
        told[plan_id, "actions"] = _Told(actions[plan_id])
        told[plan_id, "organisations"] = _Told(None if plan_id in silent else bodies[plan_id])
        told[plan_id, "domains"] = _Told(domains[plan_id] or None)
        told[plan_id, "themes"] = _Told(themes[plan_id] or None, cases=of_themes[plan_id] or None)
    return told


def _shares(corpus: Corpus, counted: Sequence[tuple[str, str, str]], level: float) -> _OfPlans:
    """Return the shares of actions and of indicators with their intervals by Wilson."""
    plan_of = dict(rows_of(corpus.actions, "action_id", "plan_id"))

    def actions_in(ids: Iterable[str]) -> Counter[str]:
        return Counter(plan_of[action_id] for action_id in set(ids))

    sizes = Counter(action_id for action_id, _ in {(action_id, body) for _, action_id, body in counted})
    leading = [action for action, role in rows_of(corpus.participations, "action_id", "role") if role == "responsible"]
    indicators = action_indicators(corpus)
    indicators["classified"] = indicators["indicators"] - indicators["unclassified"]
    classified = indicators[indicators["classified"] > 0]
    sums = indicators.groupby(level="plan_id").sum()
    of_plans = {
        plan_id: dict(zip(sums, row, strict=True)) for plan_id, *row in rows_of(sums.reset_index(), "plan_id", *sums)
    }
    effects = {
        "target_share": design_effects(indicators["with_target"], indicators["indicators"]).to_dict(),
        "outcome_share": design_effects(classified["outcomes"], classified["classified"]).to_dict(),
    }
    actions, named = actions_in(plan_of), actions_in(sizes)
    alone = actions_in(action_id for action_id, size in sizes.items() if size == 1)
    led, scheduled = actions_in(leading), actions_in(cells(corpus.schedule["action_id"]))
    indicated, with_targets = actions_in(cells(corpus.indicators["action_id"])), plans_with_targets(corpus)
    parts: dict[tuple[str, str], tuple[int | None, int | None]] = {}
    for plan_id in corpus.plan_ids:
        of = of_plans.get(plan_id, {})
        parts[plan_id, "lone_share"] = alone[plan_id], named[plan_id]
        parts[plan_id, "responsible_share"] = led[plan_id] or None, actions[plan_id]
        parts[plan_id, "schedule_known_share"] = scheduled[plan_id] or None, actions[plan_id]
        parts[plan_id, "indicators_share"] = indicated[plan_id] or None, actions[plan_id]
        parts[plan_id, "target_share"] = (
            of.get("with_target") if plan_id in with_targets else None,
            of.get("indicators"),
        )
        parts[plan_id, "outcome_share"] = of.get("outcomes"), of.get("classified")
    part, whole = (pd.Series([pair[at] for pair in parts.values()], dtype="Int64") for at in (0, 1))
    effect = pd.Series([effects.get(measure, {}).get(plan_id, 1.0) for plan_id, measure in parts], dtype="Float64")
    shares = wilson_intervals(part, whole, level=level, effects=effect)
    return {
        key: _Told() if value is None else _Told(value, low, high, cases, "wilson")
        for (key, (_, cases)), (value, low, high) in zip(
            parts.items(), rows_of(shares, "value", "low", "high"), strict=True
        )
    }


def _gini_months(corpus: Corpus) -> _OfPlans:
    """Return the Gini of the known months, with its bounds where some are not; neither where no month is known."""
    balance = rows_of(load_balance(corpus), "gini_months", "actions", "unknown")
    bounds = rows_of(load_bounds(corpus), "gini_months_least", "gini_months_most")
    told: _OfPlans = {}
    for plan_id, (value, actions, unknown), (least, most) in zip(corpus.plan_ids, balance, bounds, strict=True):
        told[plan_id, "gini_months"] = _Told(value, cases=actions - unknown or None)
        if value is not None and unknown:
            within = (min(least, value), max(most, value))
            told[plan_id, "gini_months"] = _Told(value, *within, actions - unknown, "bounds")
    return told


def _criteria(corpus: Corpus) -> dict[str, list[tuple[int, int]]]:
    """Return of the actions of each plan how many criteria their indicators show, of how many told, if any."""
    plan_of = dict(rows_of(corpus.actions, "action_id", "plan_id"))
    shown, told = Counter[str](), Counter[str]()
    read = rows_of(indicator_quality(corpus), *TOLD_BOTH_WAYS)
    for action_id, criteria in zip(cells(corpus.indicators["action_id"]), read, strict=True):
        shown[action_id] += sum(is_shown is True for is_shown in criteria)
        told[action_id] += sum(is_shown is not None for is_shown in criteria)
    of_plans: dict[str, list[tuple[int, int]]] = {}
    for action_id in sorted(told):
        if told[action_id]:
            of_plans.setdefault(plan_of[action_id], []).append((shown[action_id], told[action_id]))
    return of_plans


def _smart_share(criteria: Sequence[tuple[int, int]], draws: int, level: float, seed: int) -> _Told:
    """Return the share of the criteria told, with an interval by drawing actions with all their indicators."""
    if not criteria:
        return _Told()
    part, whole = np.array(criteria, dtype=float).T
    drawn = np.random.default_rng(seed).integers(0, len(whole), (draws if len(whole) > 1 else 0, len(whole)))
    value = part.sum() / whole.sum()
    limits = draw_limits((part[drawn].sum(axis=1) / whole[drawn].sum(axis=1))[:, None], np.array([value]), level)
    low, high = (None if np.isnan(limit[0]) else float(limit[0]) for limit in limits)
    return _drawn(float(value), low, high, int(whole.sum()))
