"""Findings on the load: how even it is, who is overloaded when, who is busy together, and what could be moved."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, number, percent, say
from analysis.frames.schema import MONTHS
from analysis.presentation.sentences import Finding, first_few, in_months, threshold_in_words, unknown_load

MOST_NAMED = 4  # bodies that a sentence names


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
    finding.say(f"load.weight_{weight}")
    plan, whole = balance.iloc[0], bounds.iloc[0]
    decimals = 0 if weight == "actions" else 1
    if pd.isna(plan["peak"]):
        finding.say("load.unknown")
    else:
        _evenness(finding, plan, decimals)
    if pd.notna(plan["share_unknown"]) and plan["share_unknown"] > 0:
        told = {"what": unknown_load(float(plan["share_unknown"]), weight, lang)}
        told["low"] = number(float(whole["peak_least"]), lang, decimals=decimals)
        if pd.isna(whole["peak_most"]):
            finding.say_main("load.unknown_open", **told)
        else:
            finding.say_main(
                "load.unknown_part", high=number(float(whole["peak_most"]), lang, decimals=decimals), **told
            )
    if weight == "occurrences" and pd.notna(plan["supposed"]) and plan["supposed"]:
        finding.say("load.supposed", n=int(plan["supposed"]), of=int(plan["actions"] - plan["unknown"]))
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
    rule = {"threshold": threshold_in_words(threshold, lang), "least": least}
    if busy[list(MONTHS)].isna().all(axis=None):
        finding.say("load.overload_unknown")
        return finding
    if overloaded.empty:
        finding.say_main("load.overload_none", **rule)
        return finding
    told = []
    for _, rows in overloaded.groupby("organisation_id", sort=False):
        months = [int(m) for m in rows.index.get_level_values("month")]
        told.append(say("label.body_when", lang, organisation=str(rows["organisation"].iloc[0]),
                        when=in_months(months, lang)))  # fmt: skip
    finding.say_main("load.overload", **first_few(told, MOST_NAMED, lang), **rule)
    return finding


def levelling_finding(moves: pd.DataFrame, effect: pd.DataFrame, *, slack: int, lang: Language = "pt") -> Finding:
    """Say by which moves the peak could be lowered, and what that would give.

    Parameters
    ----------
    moves, effect : DataFrame
        Those of :func:`analysis.measures.schedules.levelling.levelling_plan`, of one plan.
    slack : int
        Months by which an action may move.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    plan = effect.iloc[0]
    if pd.isna(plan["peak_before"]):
        finding.say("load.level_unknown")
        return finding
    finding.say("load.level_rule", n=slack)
    proven = plan["search"] == "optimal"
    before, after = (number(float(plan[f"peak_{when}"]), lang) for when in ("before", "after"))
    if not len(moves):
        finding.say_main("load.level_none" if proven else "load.level_not_found", peak=before)
    else:
        finding.say_main("load.level", n=len(moves), before=before, after=after, slack=slack)
        finding.say("load.level_fewest" if proven else "load.level_unproven")
    if pd.notna(plan["share_unknown"]) and plan["share_unknown"] > 0:
        finding.say("load.level_share", share=percent(float(plan["share_unknown"]), lang))
    if len(moves):
        finding.say("load.level_caution")
    return finding


def _evenness(finding: Finding, plan: pd.Series, decimals: int) -> None:
    """Say when the known load has its peak, and how uneven it is over months and bodies."""
    lang = finding.lang
    peak = [int(m) for m in str(plan["peak_months"]).split(";")]
    if len(peak) < len(MONTHS):
        finding.say_main("load.peak", k=len(peak), when=in_months(peak, lang),
                    value=number(float(plan["peak"]), lang, decimals=decimals),
                    ratio=number(float(plan["peak_to_mean"]), lang, decimals=2))  # fmt: skip
    else:
        finding.say_main("load.even")
    finding.say("load.gini", months=number(float(plan["gini_months"]), lang, decimals=2))
    if pd.notna(plan["gini_organisations"]):
        finding.say("load.gini_bodies", value=number(float(plan["gini_organisations"]), lang, decimals=2))
