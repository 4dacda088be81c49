"""What the data say, in sentences computed from them.

A finding takes result frames and returns a :class:`Finding`: sentences in the reader's language that
name the bodies, counts and shares of this plan, state ties as ties and the unknown as unknown. Nothing
is typed in: with other data the sentences differ or are left out.
"""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, date, enumerate_words, label, number, percent, say
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS
from analysis.presentation.sentences import Finding, in_months, month_words, named_bodies, quoted


def plan_finding(corpus: Corpus, *, lang: Language = "pt") -> Finding:
    """Say which plan this is and how much it holds."""
    plan = corpus.plans.iloc[0]
    finding = Finding(lang)
    unknown = say("missing.not_stated", lang)
    told = {
        name: unknown if pd.isna(plan[name]) else str(plan[name]) for name in ("municipality", "year", "title", "body")
    }
    if pd.isna(plan["title"]):
        finding.say("plan.heading_untitled", municipality=told["municipality"], year=told["year"])
    else:
        finding.say("plan.heading", municipality=told["municipality"], year=told["year"], title=told["title"])
    if pd.notna(plan["body"]):
        finding.say("plan.body", body=told["body"])
    if pd.isna(plan["approved_on"]):
        finding.say("plan.not_approved")
    else:
        finding.say("plan.approved", date=date(plan["approved_on"].date(), lang))
    finding.say(
        "plan.counts" if len(corpus.domains) else "plan.counts_flat",
        actions=len(corpus.actions),
        domains=len(corpus.domains),
        organisations=len(corpus.organisations),
        mentions=len(corpus.participations),
    )
    return finding


def reading_finding(corpus: Corpus, *, lang: Language = "pt") -> Finding:
    """Say how much the reading left open or decided."""
    finding = Finding(lang)
    issues = len(corpus.issues)
    if not issues:
        finding.say("reading.none")
        return finding
    finding.say("reading.some", n=issues)
    named = corpus.participations.merge(corpus.organisations, on="organisation_id")
    collective = named[named["collective"]].drop_duplicates(["action_id", "role", "mention"])
    if len(collective):
        finding.say("reading.collective", n=len(collective), example=str(collective["mention"].mode().iloc[0]))
        if rest := issues - len(collective):
            finding.say("reading.others" if rest > 1 else "reading.other", n=rest)
    return finding


def choice_finding(
    *, role: str | None = None, kinds: str | None = None, collective: bool = True, weight: str | None = None,
    lang: Language = "pt",
) -> Finding:  # fmt: skip
    """Say who counts as a partner on this page and, where `weight` is given, what a tie's strength is."""
    finding = Finding(lang)
    choices = []
    if role:
        choices.append(say("finding.choice.role", lang, role=label("role", role, lang)))
    named = [k.strip() for k in kinds.split(",")] if kinds else []
    for key, chosen in (
        ("kinds", [k for k in named if not k.startswith("-")]),
        ("without_kinds", [k for k in named if k.startswith("-")]),
    ):
        if chosen:
            words = quoted([label("kind", k.removeprefix("-"), lang) for k in chosen], lang)
            choices.append(say(f"finding.choice.{key}", lang, kinds=words))
    if not collective:
        choices.append(say("finding.choice.not_collective", lang))
    if choices:
        finding.say("choice.narrowed", choices="; ".join(choices))
    else:
        finding.say("choice.everybody")
    if weight:
        finding.say(f"choice.weight_{weight}")
    return finding


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
    if single := int(whole["single_actions"]):
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


def domain_finding(coverage: pd.DataFrame, matrix: pd.DataFrame, names: pd.Series, *, lang: Language = "pt") -> Finding:
    """Say which domains hold most and fewest actions, and where everything rests on one body."""
    finding = Finding(lang)
    stated = coverage[coverage.index.get_level_values("domain").notna()]
    if stated.empty:
        finding.say("domains.none")
        return finding
    domains = stated.index.get_level_values("domain")
    total = int(coverage["actions"].sum())
    most, least = int(stated["actions"].max()), int(stated["actions"].min())
    top = quoted(domains[stated["actions"] == most], lang)
    single_top = int((stated["actions"] == most).sum()) == 1
    finding.say(
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
        finding.say("domains.lone", n=lone, total=total, share=percent(lone / total, lang))
    single = stated[(stated["organisations"] == 1) & (stated["unnamed_actions"] == 0) & (stated["actions"] > 1)]
    for domain, body in zip(single.index.get_level_values("domain"), single["top_organisation_id"], strict=True):
        finding.say("domains.single", domain=quoted([str(domain)], lang), organisation=str(names[body]))
    present = (matrix.loc[:, matrix.columns.get_level_values("domain").notna()] > 0).sum(axis=1)
    if (present > 0).any():
        widest = present[present == present.max()]
        if widest.iloc[0] == len(stated) and len(widest) == 1:
            finding.say("domains.everywhere", organisation=str(names[widest.index[0]]))
        elif len(widest) <= 3:
            told = enumerate_words([str(names[i]) for i in widest.index], lang)
            key = "domains.most_domains" if len(widest) == 1 else "domains.most_domains_tied"
            finding.say(key, organisation=told, n=int(widest.iloc[0]), total=len(stated))
    shared = stated[(stated["organisations"] > 1) & (stated["actions"] > 1)]
    if len(shared) > 1:
        value = shared["effective"].min()
        narrow = shared.index.get_level_values("domain")[shared["effective"] <= value + 1e-9]
        if len(narrow) < len(shared):
            told = number(float(value), lang, decimals=1)
            finding.say("domains.fewest", k=len(narrow), domain=quoted(narrow, lang), value=told)
    if unnamed := int(coverage["unnamed_actions"].sum()):
        finding.say("domains.unnamed", n=unnamed)
    agendas = coverage["agenda"].dropna().unique()
    if len(agendas) > 1:
        finding.say("domains.agendas", n=len(agendas), agendas=quoted(agendas, lang))
    return finding


def schedule_finding(
    corpus: Corpus,
    load: pd.DataFrame,
    known: pd.DataFrame,
    bodies: pd.DataFrame,
    names: pd.Series,
    *,
    lang: Language = "pt",
) -> Finding:
    """Say of how many actions the months are known, which months carry the load and for whom."""
    finding = Finding(lang)
    counts = known.iloc[0]
    actions, unknown = int(counts["actions"]), int(counts["unknown"])
    if unknown == actions:
        finding.say("schedule.all_unknown", actions=actions)
        grid = (corpus.issues["field"] == "schedule") & corpus.issues["action_id"].isna()
        if grid.any():
            finding.say("schedule.drawn_lost")
        elif int(counts["absent"]) == actions:
            finding.say("schedule.absent")
    elif unknown:
        finding.say(
            "schedule.some_known",
            known=actions - unknown,
            actions=actions,
            unknown=unknown,
            share=percent(unknown / actions, lang),
        )
    else:
        finding.say("schedule.all_known", actions=actions)
    if unreadable := int(counts["unreadable"]):
        finding.say("schedule.unreadable", n=unreadable)
    if unknown < actions:
        _months(finding, load.iloc[0], lang)
        whole_year = int((corpus.schedule.groupby("action_id").size() == 12).sum())
        if whole_year:
            finding.say("schedule.whole_year", n=whole_year)
        _busiest_bodies(finding, bodies, names, lang)
    stated = corpus.actions["frequency"].dropna()
    if len(stated):
        told = [f"{label('frequency', str(f), lang)} ({n})" for f, n in stated.value_counts(sort=False).items()]
        finding.say("schedule.frequency", n=len(stated), told=enumerate_words(told, lang))
    return finding


def supply_finding(corpus: Corpus, known: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say how to supply the months that the document does not state."""
    finding = Finding(lang)
    if int(known["unknown"].iloc[0]):
        absent = int(known["absent"].iloc[0]) == int(known["actions"].iloc[0])
        finding.say(
            "schedule.supply_absent" if absent else "schedule.supply", document=str(corpus.plans["document"].iloc[0])
        )
    else:
        finding.say("schedule.supply_known")
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


def _months(finding: Finding, load: pd.Series, lang: Language) -> None:
    counts = load[list(MONTHS)].astype(int)
    most, least = int(counts.max()), int(counts.min())
    if most == least:
        finding.say("schedule.even", n=most)
        return
    for key, value in (("busiest", most), ("quietest", least)):
        months = [m for m in MONTHS if counts[m] == value]
        if len(months) <= 6:
            finding.say(f"schedule.{key}", k=len(months), months=month_words(months, lang), n=value)


def _busiest_bodies(finding: Finding, bodies: pd.DataFrame, names: pd.Series, lang: Language) -> None:
    monthly = bodies[list(MONTHS)]
    most = monthly.max(axis=1).max()
    if pd.isna(most) or most == 0:
        return
    busiest = bodies[(monthly == most).any(axis=1).fillna(False)]
    if len(busiest) > 3:
        return
    told = []
    for organisation_id, row in busiest.droplevel("plan_id").iterrows():
        when = in_months([m for m in MONTHS if row[m] == most], lang)
        told.append(say("label.count_in", lang, name=str(names[organisation_id]), n=int(most), when=when))
    finding.say("schedule.body", k=len(told), organisations=enumerate_words(told, lang))
