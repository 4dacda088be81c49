"""Findings on the domains: where the work is, and where it hangs on one body."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, enumerate_words, percent
from analysis.presentation.sentences import Finding, quoted


def domain_finding(coverage: pd.DataFrame, matrix: pd.DataFrame, names: pd.Series, *, lang: Language = "pt") -> Finding:
    """Say which domains hold most and fewest actions, and where everything rests on one body."""
    finding = Finding(lang)
    stated = coverage[coverage.index.get_level_values("domain").notna()]
    if stated.empty:
        finding.say_main("domains.none")
        return finding
    domains = stated.index.get_level_values("domain")
    total = int(coverage["actions"].sum())
    most, least = int(stated["actions"].max()), int(stated["actions"].min())
    top = quoted(domains[stated["actions"] == most], lang)
    single_top = int((stated["actions"] == most).sum()) == 1
    finding.say_main(
        "domains.most" if single_top else "domains.most_tied",
        domain=top,
        n=most,
        total=total,
        share=percent(most / total, lang),
    )
    if least < most:
        fewest = domains[stated["actions"] == least]
        if len(fewest) <= 3:
            finding.say("domains.least", k=len(fewest), domain=quoted(fewest, lang), n=least)
    if lone := int(coverage["lone_actions"].sum()):
        finding.say_main("domains.lone", n=lone, total=total, share=percent(lone / total, lang))
    single = stated[(stated["organisations"] == 1) & (stated["unnamed_actions"] == 0) & (stated["actions"] > 1)]
    for domain, body in zip(single.index.get_level_values("domain"), single["top_organisation_id"], strict=True):
        finding.say("domains.single", domain=quoted([str(domain)], lang), organisation=str(names[body]))
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
        finding.say_main("domains.unnamed", n=unnamed)
    agendas = coverage["agenda"].dropna().unique()
    if len(agendas) > 1:
        finding.say("domains.agendas", n=len(agendas), agendas=quoted(agendas, lang))
    return finding
