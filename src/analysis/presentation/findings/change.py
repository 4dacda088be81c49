"""Findings on change: who came and who left between two plans, and whether those who stay work with others."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, number, percent
from analysis.presentation.sentences import Finding, named_bodies

MOST_NAMED = 8  # bodies that a sentence names
ENOUGH = 5  # bodies that stay, from which on the agreement of their ranks is told


def change_finding(
    bodies: pd.DataFrame | None,
    change: pd.DataFrame | None,
    agreement: pd.DataFrame | None,
    *,
    compared: str | None,
    match: str = "id",
    lang: Language = "pt",
) -> Finding:
    """Say how two partner networks differ: by other bodies, or by other ties among the same bodies.

    Parameters
    ----------
    bodies, agreement : DataFrame or None
        As `organisation_change` and `rank_agreement` of :mod:`analysis.measures.comparisons.rank_change` give them.
    change : DataFrame or None
        As :func:`analysis.measures.comparisons.change.partnership_change` gives it. None where no plan was compared.
    compared : str, optional
        Id of the plan that was compared; None says that none was.
    match : str
        Which bodies are one, as for :func:`analysis.measures.comparisons.matching.matched_participations`.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    if compared is None or bodies is None or change is None or agreement is None:
        finding.say("change.not_compared")
        return finding
    finding.say("change.compared", plan=compared)
    if match == "counterpart":
        finding.say("change.counterpart")
    if bodies["status"].isna().any():
        finding.say("change.silent")
        return finding
    counts = bodies["status"].value_counts()
    finding.say("change.bodies", **{status: int(counts.get(status, 0)) for status in ("stays", "enters", "leaves")})
    for status in ("enters", "leaves"):
        those = bodies[bodies["status"] == status]
        if 0 < len(those) <= MOST_NAMED:
            finding.say(f"change.{status}", bodies=named_bodies(those, lang))
    whole = change.xs("partners", level="network").loc["all"]
    if pd.isna(whole["dissimilarity"]):
        finding.say("change.undefined")
        return finding
    told = {name: percent(float(whole[name]), lang) for name in ("dissimilarity", "rewiring", "turnover")}
    finding.say("change.ties", **told)
    ranks = agreement.loc["actions"]
    if pd.notna(ranks["kendall"]) and int(ranks["organisations"]) >= ENOUGH:
        finding.say("change.ranks", n=int(ranks["organisations"]),
                    tau=number(float(ranks["kendall"]), lang, decimals=2))  # fmt: skip
    return finding
