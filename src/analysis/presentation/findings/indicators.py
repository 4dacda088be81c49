"""Findings on indicators: what they measure and leave out, and where the chain from goals to them breaks."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, enumerate_words, number, percent, say
from analysis.presentation.sentences import Finding

CLASSES = {"count": "counts", "product": "products", "process": "processes", "outcome": "outcomes"}
SMART = {"value": "_mean", "unknown": "_unknown_mean"}
PARTS = ("unit", "baseline", "target", "deadline")
LINKS = {"indicators": "indicators", "outcome": "outcomes", "target": "with_target"}


def indicator_finding(summary: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say how many indicators there are, of which class, and how many state a baseline, a target and a deadline.

    Parameters
    ----------
    summary : DataFrame
        As :func:`analysis.measures.indicators.quality.indicator_summary` gives it, of one plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    plan = summary.iloc[0]
    actions = int(plan["actions"])
    if pd.isna(plan["indicators"]) or not int(plan["indicators"]):
        finding.say_main("indicators.none", actions=actions)
        return finding
    indicators = int(plan["indicators"])
    has = int(plan["actions_with_indicators"])
    if has == actions:
        finding.say_main("indicators.all", n=indicators, actions=actions)
    else:
        finding.say_main("indicators.some", n=indicators, has=has, actions=actions)
    classes = [
        say(f"label.class_{name}", lang, n=int(plan[number_of]))
        for name, number_of in CLASSES.items()
        if int(plan[number_of])
    ]
    if classes:
        finding.say("indicators.classes", told=enumerate_words(classes, lang))
    if unclassified := int(plan["unclassified"]):
        finding.say("indicators.unclassified", n=unclassified)
    if not int(plan["outcomes"]):
        finding.say_main("indicators.no_outcome")
    stated = {part: int(plan[f"with_{part}"]) for part in PARTS}
    if not stated["target"]:
        finding.say_main("indicators.no_target", n=indicators)
    else:
        finding.say_main("indicators.target", n=stated["target"], of=indicators,
                    share=percent(stated["target"] / indicators, lang))  # fmt: skip
    for part in ("baseline", "deadline"):
        finding.say(f"indicators.{part}", n=stated[part]) if stated[part] else finding.say(f"indicators.no_{part}")
    if pd.notna(plan["smart_mean"]):
        told = {name: number(float(plan[f"smart{end}"]), lang, decimals=1) for name, end in SMART.items()}
        finding.say("indicators.smart", **told)
    return finding


def chain_finding(chain: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say at which link the way from goal to action, indicator and target breaks.

    Parameters
    ----------
    chain : DataFrame
        As :func:`analysis.measures.indicators.chain.goal_chain` gives it, of one plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    goals = chain[chain.index.get_level_values("goal").notna()]
    if goals.empty:
        finding.say("indicators.no_goals")
        return finding
    whole = len(goals)
    have = goals.dropna(subset=["indicators"])
    if have.empty:
        finding.say("indicators.chain_absent", n=whole)
        return finding
    unknown = int(have["has_outcome"].isna().sum())
    has = {part: int((have[column] > 0).sum()) for part, column in LINKS.items()}
    if whole == 1:
        told = {part: _of_one_goal(n, unknown if part == "outcome" else 0, lang) for part, n in has.items()}
        finding.say("indicators.chain_one", **told)
        return finding
    told = {part: _of_goals(n, whole, unknown if part == "outcome" else 0, lang) for part, n in has.items()}
    finding.say("indicators.chain", n=whole, doubt=2 if unknown else 1, unknown=unknown, **told)
    return finding


def _of_goals(n: int, whole: int, unknown: int, lang: Language) -> str:
    """Write how many goals have something, with the verb: ``all have``, ``3 have``, ``none has``."""
    if n:
        return say("label.goals_all", lang) if n == whole else say("label.goals_some", lang, n=n)
    return say("label.goals_none_known" if unknown else "label.goals_none", lang)


def _of_one_goal(n: int, unknown: int, lang: Language) -> str:
    """Write whether the only goal has something: ``has``, ``lacks`` or ``may have``."""
    return say("label.goal_has" if n else "label.goal_unknown" if unknown else "label.goal_lacks", lang)
