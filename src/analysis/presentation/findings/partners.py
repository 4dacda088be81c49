"""Findings on who is present, who bridges the others, and how the network hangs together."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, number, percent
from analysis.presentation.sentences import Finding, named_bodies


def partner_finding(centrality: pd.DataFrame, structure: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say who is in most actions, who bridges the others, and how many actions have one body only."""
    finding = Finding(lang)
    if centrality.empty:
        finding.say("partners.nobody")
        return finding
    whole = structure.iloc[0]
    named = int(whole["named_actions"])
    most = int(centrality["actions"].max())
    first = centrality[centrality["actions"] == most]
    key = "partners.first" if len(first) == 1 else "partners.first_tied"
    finding.say(key, first=named_bodies(first, lang), actions=most, named=named, share=percent(most / named, lang))
    _bridge(finding, centrality, first, lang)
    rest = centrality[centrality["actions"] < most]
    if len(rest) and len(first) == 1:
        second = rest[rest["actions"] == rest["actions"].max()]
        if len(second) <= 3:
            finding.say(
                "partners.next", n=len(second), next=named_bodies(second, lang), actions=int(second["actions"].iloc[0])
            )
    if single := int(whole["lone_actions"]):
        finding.say("partners.single", n=single, named=named, share=percent(single / named, lang))
    if unnamed := int(whole["unnamed_actions"]):
        finding.say("partners.unnamed", n=unnamed)
    finding.say("partners.caution")
    return finding


def structure_finding(structure: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say how dense, connected and centralised the partner network is."""
    finding = Finding(lang)
    whole = structure.iloc[0]
    organisations = int(whole["organisations"])
    if organisations == 0:
        finding.say("partners.nobody")
        return finding
    if organisations == 1:
        finding.say("structure.lone")
        return finding
    finding.say(
        "structure.ties", organisations=organisations, ties=int(whole["ties"]),
        possible=organisations * (organisations - 1) // 2, density=percent(float(whole["density"]), lang),
    )  # fmt: skip
    if int(whole["components"]) == 1:
        finding.say("structure.one")
    else:
        finding.say("structure.many", n=int(whole["components"]), largest=int(whole["largest_component"]))
    if isolated := int(whole["isolated"]):
        finding.say("structure.isolated", n=isolated)
    if pd.notna(whole["degree_centralisation"]):
        finding.say("structure.central", value=number(float(whole["degree_centralisation"]), lang, decimals=2))
    return finding


def _bridge(finding: Finding, centrality: pd.DataFrame, first: pd.DataFrame, lang: Language) -> None:
    between = centrality["betweenness"]
    if not between.max() > 0:
        finding.say("partners.bridge_none")
        return
    value = number(float(between.max()), lang, decimals=2)
    bridges = centrality[between >= between.max() - 1e-12]
    if list(bridges.index) == list(first.index) and len(first) == 1:
        finding.say("partners.bridge_same", value=value)
    elif len(bridges) == 1:
        finding.say("partners.bridge_other", bridge=named_bodies(bridges, lang), value=value)
