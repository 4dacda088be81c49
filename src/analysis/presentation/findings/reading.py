"""Findings on the plan, its reading, and who counts on a page."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, date, label, say
from analysis.frames.corpus import Corpus
from analysis.presentation.sentences import Finding, quoted


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
    if plan["synthetic"]:
        finding.say("plan.synthetic")
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
        named=1 if len(corpus.participations) else 2,
    )
    return finding


def reading_finding(corpus: Corpus, *, lang: Language = "pt") -> Finding:
    """Say how much the reading left open or decided."""
    finding = Finding(lang)
    issues = len(corpus.issues)
    if not issues:
        finding.say("reading.none")
        return finding
    finding.say_main("reading.some", n=issues)
    named = corpus.participations.merge(corpus.organisations, on="organisation_id")
    collective = named[named["collective"]].drop_duplicates(["action_id", "role", "mention"])
    if len(collective):
        rest = issues - len(collective)
        example = str(collective["mention"].mode().iloc[0])
        finding.say("reading.collective", n=len(collective), all=1 if not rest else 2, example=example)
        if rest:
            finding.say("reading.others" if rest > 1 else "reading.other", n=rest)
    return finding


def choice_finding(
    *, role: str | None = None, kinds: str | None = None, collective: bool = True, weight: str | None = None,
    lang: Language = "pt",
) -> Finding:  # fmt: skip
    """Say who counts as a partner on this page and, where `weight` is given, what a tie's strength is."""
    finding = Finding(lang)
    say_choice(finding, role=role, kinds=kinds, collective=collective)
    if weight:
        finding.say(f"choice.weight_{weight}")
    return finding


def say_choice(finding: Finding, *, role: str | None, kinds: str | None, collective: bool) -> None:
    """Add to `finding` who counts as a partner."""
    lang = finding.lang
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
            choices.append(say(f"finding.choice.{key}", lang, n=len(chosen), kinds=words))
    if not collective:
        choices.append(say("finding.choice.not_collective", lang))
    if choices:
        finding.say_main("choice.narrowed", choices="; ".join(choices))
    else:
        finding.say("choice.everybody")
