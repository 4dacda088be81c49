"""Findings on chance: which ties and which shape are more than the sizes of bodies and actions make."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.common.wording import Language, enumerate_words, label, number, percent, say
from analysis.presentation.sentences import Finding, first_few, lowered

MOST_NAMED = 5  # ties that a sentence names
SURE = 0.05  # p up to which a measure of the shape is told as more than chance


def tie_finding(
    ties: pd.DataFrame,
    power: pd.DataFrame,
    *,
    alpha: float,
    plan_ids: Sequence[str] = (),
    lang: Language = "pt",
) -> Finding:
    """Say which ties are more than chance, and whether the network is large enough to tell.

    Parameters
    ----------
    ties, power : DataFrame
        As :func:`analysis.measures.networks.tie_significance.tie_significance` and
        :func:`analysis.measures.networks.power.tie_power` give them, with the same draws.
    alpha : float
        The false discovery rate at which ties were validated.
    plan_ids : sequence of str
        The plans that were tested; told where there are several.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    if len(plan_ids) > 1:
        finding.say("chance.pooled", plans=enumerate_words(list(plan_ids), lang))
    if ties.empty:
        finding.say("chance.no_ties")
        return finding
    rate = percent(alpha, lang)
    validated = ties[ties["validated"].fillna(False)].sort_values("q", kind="stable")
    if validated.empty:
        finding.say("chance.none", ties=len(ties), alpha=rate)
    elif len(validated) <= MOST_NAMED:
        pairs = enumerate_words(_pairs(validated, lang), lang)
        finding.say("chance.some", n=len(validated), ties=len(ties), alpha=rate, pairs=pairs)
    else:
        finding.say("chance.many", n=len(validated), ties=len(ties), alpha=rate)
    chances = power.iloc[0]
    undecided = ties[ties["validated"].isna()].sort_values("p", kind="stable")
    if len(undecided):
        finding.say("chance.undecided", **first_few(_pairs(undecided, lang), MOST_NAMED, lang))
    # A tie that passed, or might with more draws, is no sign of too small a network.
    if len(validated) or len(undecided):
        return finding
    if int(chances["validatable_together"]) == 0:
        finding.say("chance.powerless", pairs=int(chances["pairs"]))
    elif int(chances["validatable_alone"]) == 0:
        finding.say("chance.weak", pairs=int(chances["pairs"]))
    elif int(chances["validatable_together"]) < int(chances["pairs"]):
        finding.say("chance.partly", pairs=int(chances["pairs"]), n=int(chances["validatable_together"]))
    return finding


def shape_finding(shape: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say which measures of the shape differ from networks of the same sizes.

    Parameters
    ----------
    shape : DataFrame
        As :func:`analysis.measures.networks.structure_significance.structure_significance` gives it.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    sure = shape[(shape["p"] <= SURE).fillna(False)]
    if sure.empty:
        defined = shape[shape["p"].notna()]
        few = len(defined) and 2 / (1 + defined["draws"].max()) > SURE  # no p-value could be so small
        finding.say("chance.shape_few" if few else "chance.shape_none" if len(defined) else "chance.shape_undefined")
        return finding
    told = [
        say(
            "label.than_chance", lang,
            measure=lowered(label("column", str(measure), lang)),
            observed=_written(row["observed"], lang), expected=_written(row["expected"], lang),
        )
        for measure, row in sure.iterrows()
    ]  # fmt: skip
    finding.say("chance.shape", told=enumerate_words(told, lang))
    return finding


def _pairs(ties: pd.DataFrame, lang: Language) -> list[str]:
    """Write the two bodies of each tie."""
    pairs = zip(ties["first_organisation"], ties["second_organisation"], strict=True)
    return [say("label.pair", lang, first=str(one), second=str(other)) for one, other in pairs]


def _written(value: float, lang: Language) -> str:
    """Write a measure with the digits that matter: counts short, shares to hundredths."""
    return number(float(value), lang, decimals=0 if abs(value) >= 20 else 1 if abs(value) >= 2 else 2)


def suggestion_finding(suggested: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say how many pairs of bodies work in one domain and never together.

    Parameters
    ----------
    suggested : DataFrame
        As :func:`analysis.measures.networks.suggested_partnerships.suggested_partnerships` gives it.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    if suggested.empty:
        finding.say("suggestions.none")
        return finding
    first = suggested.iloc[0]
    finding.say("suggestions.some", n=len(suggested))
    finding.say(
        "suggestions.first", one=str(first["first_organisation"]), other=str(first["second_organisation"]),
        common=int(first["common_partners"]),
    )  # fmt: skip
    finding.say("suggestions.caution")
    return finding
