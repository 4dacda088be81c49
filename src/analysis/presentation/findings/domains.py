"""Findings on the domains: where the work is, and where it hangs on one body."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, enumerate_words, percent
from analysis.presentation.sentences import Finding, quoted

MOST_NAMED = 5  # domains that a sentence names
MOST_TOP = 2  # bodies that are told as the most present


def domain_finding(
    coverage: pd.DataFrame, matrix: pd.DataFrame, names: pd.Series, *, role: str | None = None,
    kinds: str | None = None, collective: bool = True, lang: Language = "pt",
) -> Finding:  # fmt: skip
    """Say which domains hold most and fewest actions, and where everything rests on one body.

    Parameters
    ----------
    coverage, matrix : DataFrame
        As `domain_coverage` and `coverage_matrix` of :mod:`analysis.measures.domains.coverage` give them, of one plan.
    names : Series
        Name of each body, indexed by organisation_id.
    role, kinds, collective
        Who counts in them; where not every body does, the sentences say so.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    everybody = 1 if role is None and not kinds and collective else 2
    stated = coverage[coverage.index.get_level_values("domain").notna()]
    if stated.empty:
        finding.say_main("domains.none")
        return finding
    domains = stated.index.get_level_values("domain")
    total = int(coverage["actions"].sum())
    most, least = int(stated["actions"].max()), int(stated["actions"].min())
    top = quoted(domains[stated["actions"] == most], lang)
    tied = int((stated["actions"] == most).sum())
    if len(stated) == 1:
        finding.say_main("domains.one", domain=top, n=most, total=total, rest=1 if most == total else 2)
    elif tied == 1:
        finding.say_main("domains.most", domain=top, n=most, total=total, share=percent(most / total, lang))
    else:
        key = "domains.most_tied" if tied <= MOST_NAMED else "domains.most_many"
        finding.say_main(key, domain=top, k=tied, n=most, total=total)
    if least < most:
        fewest = domains[stated["actions"] == least]
        if len(fewest) <= 3:
            finding.say("domains.least", k=len(fewest), domain=quoted(fewest, lang), n=least)
    if coverage["organisations"].fillna(0).any():
        _say_bodies(finding, coverage, matrix, names, everybody)
    else:
        finding.say_main("domains.nobody", everybody=everybody)
    agendas = coverage["agenda"].dropna().unique()
    if len(agendas) > 1:
        finding.say("domains.agendas", n=len(agendas), agendas=quoted(agendas, lang))
    return finding


def _say_bodies(
    finding: Finding, coverage: pd.DataFrame, matrix: pd.DataFrame, names: pd.Series, everybody: int
) -> None:  # fmt: skip
    """Say which actions name one body or none, and which bodies are in most domains; `everybody` is 1 if all count."""
    lang, total = finding.lang, int(coverage["actions"].sum())
    stated = coverage[coverage.index.get_level_values("domain").notna()]
    if lone := int(coverage["lone_actions"].sum()):
        finding.say_main("domains.lone", n=lone, total=total, share=percent(lone / total, lang), everybody=everybody)
    single = stated[(stated["organisations"] == 1) & (stated["unnamed_actions"] == 0) & (stated["actions"] > 1)]
    for domain, body in zip(single.index.get_level_values("domain"), single["top_organisation_id"], strict=True):
        told = quoted([str(domain)], lang)
        finding.say("domains.single", domain=told, organisation=str(names[body]), everybody=everybody)
    taken = matrix.sum(axis=1)
    top = taken[taken == taken.max()]
    if total > 1 and len(top) <= MOST_TOP:
        told = enumerate_words([str(names[i]) for i in top.index], lang)
        finding.say_main("domains.top", k=len(top), organisation=told, n=int(top.iloc[0]), total=total)
    present = (matrix.loc[:, matrix.columns.get_level_values("domain").notna()] > 0).sum(axis=1)
    if (present > 0).any():
        widest = present[present == present.max()]
        told = enumerate_words([str(names[i]) for i in widest.index], lang)
        if len(widest) <= 3 and widest.iloc[0] == len(stated):
            finding.say("domains.everywhere", n=len(widest), organisation=told)
        elif len(widest) <= 3:
            key = "domains.most_domains" if len(widest) == 1 else "domains.most_domains_tied"
            finding.say(key, organisation=told, n=int(widest.iloc[0]), total=len(stated))
    if unnamed := int(coverage["unnamed_actions"].sum()):
        finding.say_main("domains.unnamed", n=unnamed, everybody=everybody)
