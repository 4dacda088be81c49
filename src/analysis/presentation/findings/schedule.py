"""Findings on the months: how many are known, which carry the load, and for whom."""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, enumerate_words, label, percent, say
from analysis.frames.corpus import Corpus
from analysis.frames.schema import FREQUENCIES, MONTHS
from analysis.presentation.sentences import Finding, first_few, in_months, month_words

MOST_NUMBERS = 40  # actions without months that a sentence names


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
        finding.say_main("schedule.all_unknown", actions=actions)
        finding.say_main("schedule.to_supply")
        grid = (corpus.issues["field"] == "schedule") & corpus.issues["action_id"].isna()
        if grid.any():
            finding.say("schedule.drawn_lost")
        elif int(counts["absent"]) == actions:
            finding.say("schedule.absent")
    elif unknown:
        finding.say_main(
            "schedule.some_known",
            known=actions - unknown,
            actions=actions,
            unknown=unknown,
            share=percent(unknown / actions, lang),
        )
    else:
        finding.say_main("schedule.all_known", actions=actions)
    if unreadable := int(counts["unreadable"]):
        finding.say("schedule.unreadable", n=unreadable)
    if unknown < actions:
        sure = 2 if unknown else 1
        _months(finding, load.iloc[0], sure)
        whole_year = int((corpus.schedule.groupby("action_id").size() == 12).sum())
        if whole_year:
            finding.say("schedule.whole_year", n=whole_year, sure=sure)
        _busiest_bodies(finding, bodies, names, sure)
    stated = corpus.actions["frequency"].dropna()
    counts = stated.value_counts().reindex(list(FREQUENCIES), fill_value=0)
    if len(stated):
        told = [f"{label('frequency', str(f), lang)} ({n})" for f, n in counts.items() if n]
        finding.say("schedule.frequency", n=len(stated), told=enumerate_words(told, lang))
    return finding


def supply_finding(corpus: Corpus, known: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say which actions lack months, where others have them, and how to supply what the document does not state."""
    finding = Finding(lang)
    unknown = int(known["unknown"].iloc[0])
    if 0 < unknown < int(known["actions"].iloc[0]):
        without = ~corpus.actions["action_id"].isin(corpus.schedule["action_id"])
        numbers = [str(seq) for seq in corpus.actions.loc[without, "seq"].sort_values()]
        finding.say("schedule.missing", **first_few(numbers, MOST_NUMBERS, lang))
    if unknown:
        absent = int(known["absent"].iloc[0]) == int(known["actions"].iloc[0])
        finding.say(
            "schedule.supply_absent" if absent else "schedule.supply", document=str(corpus.plans["document"].iloc[0])
        )
    else:
        finding.say("schedule.supply_known")
    return finding


def _months(finding: Finding, load: pd.Series, sure: int) -> None:
    """Say which months have the most actions and the fewest; `sure` is 1 where the months of all are known."""
    counts = load[list(MONTHS)].astype(int)
    most, least = int(counts.max()), int(counts.min())
    if most == least:
        finding.say("schedule.even", n=most, sure=sure)
        return
    for key, value in (("busiest", most), ("quietest", least)):
        months = [m for m in MONTHS if counts[m] == value]
        if len(months) <= 6:
            when = month_words(months, finding.lang)
            finding.say(f"schedule.{key}", k=len(months), months=when, n=value, sure=sure)


def _busiest_bodies(finding: Finding, bodies: pd.DataFrame, names: pd.Series, sure: int) -> None:
    """Say which bodies have the most actions in a month, and when, if few."""
    lang = finding.lang
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
    finding.say("schedule.body", k=len(told), organisations=enumerate_words(told, lang), sure=sure)
