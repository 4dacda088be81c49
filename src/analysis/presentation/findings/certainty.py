"""Findings on certainty: which ranks can be told apart, and how much of them is left with other actions."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, enumerate_words, label, number, percent, say
from analysis.presentation.sentences import Finding, lowered, named_bodies

MOST_NAMED = 6  # bodies that a sentence names
FEW = 100  # draws below which an interval of 95 % has less than three beyond each end


def certainty_finding(
    ranks: pd.DataFrame,
    reread: pd.DataFrame,
    stability: pd.DataFrame,
    *,
    measure: str,
    level: float,
    missed: float,
    lang: Language = "pt",
) -> Finding:
    """Say which ranks can be told apart, had the plan other actions or had it been read without error.

    Parameters
    ----------
    ranks, reread : DataFrame
        As :func:`analysis.measures.networks.intervals.rank_groups` gives them, of the actions drawn anew and of errors
        of reading.
    stability : DataFrame
        As :func:`analysis.measures.networks.stability.cs_coefficient` gives it.
    measure : str
        The centrality that was ranked.
    level, missed : float
        Level of the groups; share of the mentions that may have been missed.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    drawn = 0 if ranks.empty else int(ranks["draws"].max())
    if not drawn or len(ranks) == 1:
        finding.say("certainty.lone" if len(ranks) == 1 else "certainty.undefined")
        return finding
    told = lowered(label("column", measure, lang))
    if drawn < FEW:
        finding.say("certainty.few", draws=drawn)
    groups = int(ranks["group"].max())
    first = ranks[(ranks["group"] == 1).fillna(False)]
    if groups == 1:
        finding.say("certainty.none", measure=told, n=len(ranks), level=percent(level, lang))
    else:
        finding.say("certainty.groups", measure=told, groups=groups, n=len(ranks), level=percent(level, lang))
        if len(first) <= MOST_NAMED:
            finding.say("certainty.first", n=len(first), bodies=named_bodies(first, lang))
        rest = int((ranks["group"] == groups).sum())
        if rest > 1:
            finding.say("certainty.last", n=rest)
    if reread["group"].notna().any():
        finding.say("certainty.reading", groups=int(reread["group"].max()), missed=percent(missed, lang))
    known = stability.dropna(subset=["coefficient"])
    if len(known):
        parts = [
            say("label.stability", lang, measure=lowered(label("column", str(name), lang)),
                value=number(float(row["coefficient"]), lang, decimals=2),
                grade=say(f"label.stability_{row['stability']}", lang))
            for name, row in known.iterrows()
        ]  # fmt: skip
        finding.say("certainty.stability", told=enumerate_words(parts, lang))
    return finding
