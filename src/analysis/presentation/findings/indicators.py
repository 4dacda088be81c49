"""Findings on indicators: what they measure and leave out, and where the chain from goals to them breaks."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, enumerate_words, label, number, percent, say
from analysis.presentation.sentences import Finding

CLASSES = {"count": "counts", "product": "products", "process": "processes", "outcome": "outcomes"}
SMART = {"value": "_mean", "unknown": "_unknown_mean"}
PARTS = ("unit", "baseline", "target", "deadline")


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
        say("label.class_of", lang, n=int(plan[number_of]), measure=label("measure_class", name, lang).lower())
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
    finding.say(
        "indicators.chain", n=whole,
        indicators=int((have["indicators"] > 0).sum()),
        outcome=int((have["outcomes"] > 0).sum()),
        target=int((have["with_target"] > 0).sum()),
    )  # fmt: skip
    return finding
