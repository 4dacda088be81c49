"""Findings on the load: how even it is, who is overloaded when, who is busy together, and what could be moved."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.common.wording import Language, number, percent, say
from analysis.frames.schema import MONTHS
from analysis.presentation.sentences import (
    Finding,
    first_few,
    in_months,
    known_of,
    month_words,
    threshold_in_words,
)

MOST_NAMED = 4  # bodies that a sentence names
MOST_MOVES = 3  # moves that a sentence names


def load_finding(balance: pd.DataFrame, bounds: pd.DataFrame, *, weight: str, lang: Language = "pt") -> Finding:
    """Say what is counted, how uneven the known load is, and between which bounds the whole must be.

    Parameters
    ----------
    balance : DataFrame
        As :func:`analysis.measures.schedules.balance.load_balance` gives it, of one plan.
    bounds : DataFrame
        As :func:`analysis.measures.schedules.bounds.load_bounds` gives it, of the same plan.
    weight : str
        How the load of an action is counted.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    plan, whole = balance.iloc[0], bounds.iloc[0]
    unknown = int(plan["unknown"])
    nothing = pd.isna(plan["peak"])
    sure = 2 if unknown else 1
    key = "load.bounds" if nothing or weight == "occurrences" else "load.bounds_months"
    if pd.isna(whole["peak_most"]):
        key = "load.bounds_open"
    if nothing:
        finding.say(f"load.none_{known_of(weight)}")
        if unknown:
            finding.say(key, **_bounds(whole, weight, lang))
        return finding
    finding.say(f"load.weight_{weight}")
    _evenness(finding, plan, whole, weight, sure)
    if unknown:
        if weight == "occurrences":
            finding.say_main("load.part_occurrences", **_bounds(whole, weight, lang))
        finding.say_main(key, **_bounds(whole, weight, lang))
    if weight == "occurrences" and plan["supposed"]:
        finding.say("load.supposed", n=int(plan["supposed"]), of=int(plan["actions"]) - unknown, sure=sure)
    return finding


def weights_finding(loads: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say what each way of counting the load tells, where any load is known.

    Parameters
    ----------
    loads : DataFrame
        As :func:`analysis.measures.schedules.load.weighted_loads` gives it, of one plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    if loads[list(MONTHS)].notna().any(axis=None):
        finding.say("load.weights")
    return finding


def overload_finding(
    overloaded: pd.DataFrame, busy: pd.DataFrame, *, threshold: float, least: int, lang: Language = "pt"
) -> Finding:
    """Say which bodies have months with far more than their own even load.

    Parameters
    ----------
    overloaded : DataFrame
        As :func:`analysis.measures.schedules.overload.overloaded_months` gives it, of one plan.
    busy : DataFrame
        As :func:`analysis.measures.schedules.load.organisation_load` gives it, of the same plan and weight.
    threshold : float
        Times its own even load from which a month is overloaded.
    least : int
        Actions that an overloaded month has at least.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    months = busy[list(MONTHS)]
    if busy.empty:
        finding.say("load.overload_nobody")
        return finding
    if months.isna().all(axis=None):
        finding.say("load.overload_unknown")
        return finding
    rule = {"threshold": threshold_in_words(threshold, lang), "least": least,
            "sure": 2 if busy["share_unknown"].gt(0).any() else 1}  # fmt: skip
    if overloaded.empty:
        finding.say_main("load.overload_none", **rule)
    else:
        finding.say_main("load.overload", k=len(overloaded), **_overloads(overloaded, lang), **rule)
    if len(busy) > 1 and months.gt(0).fillna(False).all(axis=None):
        finding.say("load.always", n=len(busy))
    return finding


def _overloads(overloaded: pd.DataFrame, lang: Language) -> dict[str, Any]:
    """Return what a sentence says of the bodies that have overloaded months, each with these."""
    told = []
    for _, rows in overloaded.groupby("organisation_id", sort=False):
        months = [int(m) for m in rows.index.get_level_values("month")]
        told.append(say("label.body_when", lang, organisation=str(rows["organisation"].iloc[0]),
                        when=in_months(months, lang)))  # fmt: skip
    return first_few(told, MOST_NAMED, lang)


def levelling_finding(
    moves: pd.DataFrame,
    effect: pd.DataFrame,
    *,
    slack: int,
    steps: pd.DataFrame | None = None,
    lang: Language = "pt",
) -> Finding:
    """Say by which moves the peak could be lowered, and what that would give.

    Parameters
    ----------
    moves, effect : DataFrame
        Those of :func:`analysis.measures.schedules.levelling.levelling_plan`, of one plan.
    slack : int
        Months by which an action may move.
    steps : DataFrame, optional
        As :func:`analysis.measures.schedules.steps.levelling_steps` returns it, of the same plan: what fewer moves
        would give.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    plan = effect.iloc[0]
    if pd.isna(plan["peak_before"]):
        finding.say("load.level_unknown")
        return finding
    finding.say("load.level_rule", n=slack)
    if plan["movable"]:
        finding.say("load.level_movable", n=int(plan["movable"]))
    proven = plan["search"] == "optimal"
    sure = 2 if plan["share_unknown"] > 0 else 1
    before, after = (number(float(plan[f"peak_{when}"]), lang) for when in ("before", "after"))
    if moves.empty:
        finding.say_main("load.level_none" if proven else "load.level_not_found", peak=before,
                         n=int(plan["peak_before"]), sure=sure)  # fmt: skip
    else:
        named = len(moves) <= MOST_MOVES
        told = "; ".join(_moves(moves, lang)) if named else ""
        finding.say_main("load.level", n=len(moves), before=before, after=after, sure=sure,
                         slack=int(moves["shift"].abs().max()),
                         named=1 if named else 2, told=told, **_step_before(steps, lang))  # fmt: skip
        if not proven:
            finding.say("load.level_unproven")
        elif len(moves) > 1:
            finding.say("load.level_fewest", n=len(moves), after=after)
    if sure == 2:
        share = percent(float(plan["share_unknown"]), lang)
        finding.say_main("load.level_share", n=1 if moves.empty else 2, share=share)
    if len(moves):
        finding.say_main("load.level_caution", n=len(moves))
    return finding


def _moves(moves: pd.DataFrame, lang: Language) -> list[str]:
    """Write each move: which action, from which months to which."""
    told = []
    for _, move in moves.iterrows():
        before, after = ([int(m) for m in str(move[name]).split(";")] for name in ("from_months", "to_months"))
        told.append(say("label.move", lang, seq=str(move["seq"]), alike=int(move["alike"]),
                        before=month_words(before, lang), after=month_words(after, lang)))  # fmt: skip
    return told


def _step_before(steps: pd.DataFrame | None, lang: Language) -> dict[str, Any]:
    """Return what a sentence says of the step before the last: its moves, ``few``, and peak; ``nearly`` is 1 if any."""
    if steps is None or len(steps) < 3:
        return {"nearly": 2, "few": 0, "near": ""}
    few, peak = int(steps.index.get_level_values("moves")[-2]), float(steps["peak"].iloc[-2])
    return {"nearly": 1, "few": few, "near": number(peak, lang)}


def _evenness(finding: Finding, plan: pd.Series, whole: pd.Series, weight: str, sure: int) -> None:
    """Say when the known load has its peak, and how uneven it is over months and bodies."""
    lang = finding.lang
    peak = [int(m) for m in str(plan["peak_months"]).split(";")]
    if len(peak) < len(MONTHS):
        finding.say_main("load.peak", k=len(peak), when=in_months(peak, lang), sure=sure,
                         amount=_amount(plan["peak"], weight, lang),
                         ratio=number(float(plan["peak_to_mean"]), lang, decimals=2))  # fmt: skip
    else:
        finding.say_main("load.even", sure=sure)
    gini = number(float(plan["gini_months"]), lang, decimals=2)
    if sure == 1:
        finding.say("load.gini", months=gini)
    else:
        ends = (whole["gini_months_least"], whole["gini_months_most"])
        low, high = ("" if pd.isna(end) else number(float(end), lang, decimals=2) for end in ends)
        finding.say("load.gini_known", months=gini, whole=1 if high else 2, low=low, high=high)
    _evenness_of_bodies(finding, plan)


def _evenness_of_bodies(finding: Finding, plan: pd.Series) -> None:
    """Say how uneven the load is over the bodies of which it is known, where these are two or more."""
    if pd.isna(plan["gini_organisations"]):
        return
    bodies, unknown = int(plan["organisations"]), int(plan["organisations_unknown"])
    if bodies - unknown > 1:
        value = number(float(plan["gini_organisations"]), finding.lang, decimals=2)
        finding.say("load.gini_bodies", value=value, some=2 if unknown else 1, n=bodies - unknown, of=bodies)


def _bounds(whole: pd.Series, weight: str, lang: Language) -> dict[str, Any]:
    """Return what a sentence says of the bounds of the peak of a whole plan, and of the actions not known."""
    most = whole["peak_least"] if pd.isna(whole["peak_most"]) else whole["peak_most"]
    return {
        "n": int(whole["unknown"]),
        "share": percent(float(whole["share_unknown"]), lang),
        "low": number(float(whole["peak_least"]), lang, decimals=0 if weight == "actions" else 1),
        "amount": _amount(most, weight, lang),
    }


def _amount(load: float, weight: str, lang: Language) -> str:
    """Write a load with what it is of: ``11 actions under way``, ``2.5 occurrences``."""
    value = number(float(load), lang, decimals=0 if weight == "actions" else 1)
    return say(f"label.load_{weight}", lang, value=value, n=1 if load == 1 else 2)
