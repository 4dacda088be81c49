"""Findings on dependence: what stops if a body stops, who could take over, and how much is left."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, enumerate_words, percent
from analysis.presentation.sentences import Finding, named_bodies

MOST_NAMED = 6  # bodies that a sentence names


def dependence_finding(dependence: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say what the plan would lose with the body on which most rests, and how many others hold actions alone.

    Parameters
    ----------
    dependence : DataFrame
        As :func:`analysis.measures.networks.dependence.organisation_dependence` gives it, of one plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    if dependence.empty:
        finding.say("partners.nobody")
        return finding
    most = int(dependence["orphaned_actions"].max())
    if not most:
        finding.say("dependence.none")
    else:
        first = dependence[dependence["orphaned_actions"] == most]
        if len(first) > 1:
            finding.say("dependence.tied", n=len(first), orphaned=most)
        else:
            body = first.iloc[0]
            finding.say(
                "dependence.first", body=named_bodies(first, lang), orphaned=most,
                share=percent(float(body["share_orphaned"]), lang),
            )  # fmt: skip
            if weakened := int(body["weakened_actions"]):
                finding.say("dependence.weakened", n=weakened)
            if pd.notna(body["orphaned_goals"]) and int(body["orphaned_goals"]):
                finding.say("dependence.goals", n=int(body["orphaned_goals"]), goals=int(body["goals"]))
        holders = int((dependence["orphaned_actions"] > 0).sum())
        if len(dependence) > 1:
            finding.say("dependence.holders", n=holders, total=len(dependence))
    parting = dependence[(dependence["lost_pairs"] > 0).fillna(False)].sort_values("lost_pairs", ascending=False)
    if len(parting):
        finding.say(
            "dependence.parting", body=named_bodies(parting.head(1), lang),
            share=percent(float(parting["lost_pairs"].iloc[0]), lang), parts=int(parting["components_after"].iloc[0]),
        )  # fmt: skip
    return finding


def backup_finding(candidates: pd.DataFrame, backup: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say how few bodies could take over the actions that rest on one body, and for which there is nobody.

    Parameters
    ----------
    candidates, backup : DataFrame
        As `backup_candidates` and `backup_set` of :mod:`analysis.measures.networks.backup` give them, of the whole
        plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    if candidates.empty:
        finding.say("dependence.backup_needless")
        return finding
    covered = int((candidates["candidates"] > 0).fillna(False).sum())
    if backup.empty:
        finding.say("dependence.backup_nobody", n=len(candidates))
    elif len(backup) <= MOST_NAMED:
        finding.say("dependence.backup", k=len(backup), bodies=named_bodies(backup, lang), n=covered)
    else:
        finding.say("dependence.backup_many", k=len(backup), n=covered)
    nobody = int((candidates["candidates"] == 0).fillna(False).sum())
    if nobody and not backup.empty:
        finding.say("dependence.backup_missing", n=nobody)
    if unknown := int(candidates["candidates"].isna().sum()):
        finding.say("dependence.backup_unknown", n=unknown)
    return finding


def robustness_finding(curves: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say after how many leavings half of the actions have nobody, the most important first and by chance.

    Parameters
    ----------
    curves : DataFrame
        As :func:`analysis.measures.networks.resilience.robustness_curve` gives them, several orders under one another.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    served = curves["served_actions"].dropna()
    if served.empty:
        finding.say("dependence.robust_undefined")
        return finding
    halves = {}
    for order in served.index.get_level_values("order").unique():
        left = served.loc[order]
        halves[str(order)] = int(left.index[(left <= 0.5).to_numpy(dtype=bool)].min())
    first = curves.xs("actions", level="order")["organisation"].dropna().tolist() if "actions" in halves else []
    if "actions" in halves:
        half = halves["actions"]
        named = enumerate_words([str(name) for name in first[:half]], lang) if half <= MOST_NAMED else ""
        if named:
            finding.say("dependence.half", n=half, bodies=named)
        else:
            finding.say("dependence.half_many", n=half)
    if "random" in halves:
        finding.say("dependence.half_random", n=halves["random"])
    return finding
