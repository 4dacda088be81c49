"""Findings on groups: which bodies form communities, who is the core, and who alone holds parts together."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, number
from analysis.presentation.sentences import Finding, named_bodies

DOUBTFUL = 0.75  # a body that agrees less with its community could as well be elsewhere
MOST_NAMED = 8  # bodies that a sentence names


def community_finding(communities: pd.DataFrame, structure: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say how many communities there are, how far repeated runs agree, and who could as well be elsewhere.

    Parameters
    ----------
    communities, structure : DataFrame
        As `partner_communities` and `community_structure` of :mod:`analysis.measures.networks.communities` give them.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    whole = structure.iloc[0]
    if pd.isna(whole["modularity"]):
        finding.say("groups.none")
        return finding
    several = int(whole["communities"]) - int(whole["single"])
    finding.say("groups.communities", n=several, largest=int(whole["largest_community"]))
    if single := int(whole["single"]):
        finding.say("groups.single", n=single)
    if pd.notna(whole["agreement"]):
        agreement = number(float(whole["agreement"]), lang, decimals=2)
        finding.say("groups.runs", partitions=int(whole["partitions"]), agreement=agreement)
    finding.say("groups.modularity", value=number(float(whole["modularity"]), lang, decimals=2))
    doubtful = communities[(communities["agreement"] < DOUBTFUL).fillna(False)]
    if 0 < len(doubtful) <= MOST_NAMED:
        finding.say("groups.doubtful", n=len(doubtful), bodies=named_bodies(doubtful, lang))
    elif len(doubtful):
        finding.say("groups.doubtful_many", n=len(doubtful))
    return finding


def core_finding(cores: pd.DataFrame, fit: pd.DataFrame, cohesion: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say who is the core, whether it is the only best one, and who alone holds parts of the network together.

    Parameters
    ----------
    cores, fit : DataFrame
        As `core_periphery` and `core_periphery_fit` of :mod:`analysis.measures.networks.core_periphery` give them.
    cohesion : DataFrame
        As :func:`analysis.measures.networks.cohesion.partner_cohesion` gives it.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    whole = fit.iloc[0]
    if pd.isna(whole["discrete_fit"]):
        finding.say("groups.core_none")
    else:
        core = cores[cores["core"].fillna(False)]
        told = number(float(whole["discrete_fit"]), lang, decimals=2)
        if len(core) <= MOST_NAMED:
            finding.say("groups.core", n=len(core), bodies=named_bodies(core, lang), fit=told)
        else:
            finding.say("groups.core_many", n=len(core), fit=told)
        if pd.isna(whole["equal_cores"]):
            finding.say("groups.core_unproven")
        elif (others := int(whole["equal_cores"]) - 1) > 0:
            finding.say("groups.core_equal", n=others, always=int((cores["core_share"] == 1).sum()))
    articulation = cohesion[cohesion["articulation"].fillna(False)]
    if 0 < len(articulation) <= MOST_NAMED:
        finding.say("groups.articulation", n=len(articulation), bodies=named_bodies(articulation, lang))
    elif len(articulation):
        finding.say("groups.articulation_many", n=len(articulation))
    elif len(cohesion) > 2:
        finding.say("groups.articulation_none")
    return finding
