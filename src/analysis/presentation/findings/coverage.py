"""Findings on coverage: which themes are covered, where few carry the work, what domains share, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.common.themes import theme_name
from analysis.common.wording import Language, enumerate_words, label, number, percent, say
from analysis.presentation.listings import tied_bodies
from analysis.presentation.sentences import Finding, first_few, lowered, named_bodies, quoted
from analysis.presentation.standing import LIKE_SIZE

MOST_NAMED = 4  # domains, pairs or bodies that a sentence names
MOST_ACTIONS = 10  # actions of a gap that a sentence numbers


def theme_finding(themes: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say which themes of the common list the plan covers most, and how many of them nobody has reviewed.

    Parameters
    ----------
    themes : DataFrame
        As :func:`analysis.measures.domains.coverage.theme_coverage` gives it, of one plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    names = themes.index.get_level_values("theme")
    told = themes[names.notna()]
    without = themes[names.isna()]
    if told.empty:
        finding.say("coverage.no_theme")
        return finding
    most = int(told["actions"].max())
    first = [theme_name(str(t), lang) for t in told.index.get_level_values("theme")[told["actions"] == most]]
    finding.say("coverage.themes", n=len(told))
    if len(first) <= MOST_NAMED:
        total = int(themes["actions"].sum())
        finding.say("coverage.theme_most", k=len(first), themes=quoted(first, lang), n=most, total=total,
                    share=percent(most / total, lang))  # fmt: skip
    if suggested := int(told["suggested_domains"].sum()):
        domains = int(told["domains"].sum())
        finding.say("coverage.suggested", n=suggested, domains=domains, rest=1 if suggested == domains else 2)
    if len(without) and (n := int(without["actions"].sum())):
        finding.say("coverage.unmapped", n=n)
    return finding


def concentration_finding(
    concentration: pd.DataFrame, dependence: pd.DataFrame, *, level: float, lang: Language = "pt"
) -> Finding:
    """Say which domains can be told to rest on fewer bodies than others, and what hangs on one body.

    Parameters
    ----------
    concentration : DataFrame
        As :func:`analysis.measures.domains.concentration.concentration_intervals` gives it, of one plan.
    dependence : DataFrame
        As `domain_dependence` of :mod:`analysis.measures.domains` gives it, of the same plan.
    level : float
        Level of the intervals.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    known = concentration.dropna(subset=["effective_low", "effective_high"])
    known = known[known.index.get_level_values("domain").notna()]
    stated = dependence[dependence.index.get_level_values("domain").notna()]
    if len(stated) and not stated["named_actions"].fillna(0).any():
        finding.say("coverage.nobody")
        return finding
    if len(known) < 2:
        finding.say("coverage.concentration_unknown")
    else:
        if len(known) < len(stated):
            finding.say("coverage.intervals", n=len(known), of=len(stated), rest=len(stated) - len(known))
        _say_apart(finding, known.droplevel("plan_id"), percent(level, lang))
    lost = stated[(stated["key_lone_share"] >= 0.5).fillna(False)]
    if len(lost):
        keys = tied_bodies(lost["key_organisation"], lang=lang)
        rows = zip(lost.droplevel("plan_id").iterrows(), keys, strict=True)
        told = [_key_told(str(domain), row, str(key), lang) for (domain, row), key in rows]
        finding.say_main("coverage.key_bodies", of=len(stated), **first_few(told, MOST_NAMED, lang))
    elif len(stated):
        finding.say("coverage.key_bodies_none")
    return finding


def _say_apart(finding: Finding, known: pd.DataFrame, level: str) -> None:
    """Say which domains of like size rest on fewer bodies than others; the number of bodies grows with the actions."""
    size, low, high = (known[c].to_numpy(dtype=float) for c in ("named_actions", "effective_low", "effective_high"))
    alike = (size[:, None] <= LIKE_SIZE * size) & (size <= LIKE_SIZE * size[:, None])
    pairs = int(alike.sum() - len(known)) // 2
    gaps = np.where(alike, low - high[:, None], -np.inf)  # from the domain of the row to that of the column
    apart = int((gaps > 0).sum())
    if not pairs:
        finding.say("coverage.none_alike")
    elif not apart:
        finding.say("coverage.not_apart", pairs=pairs, level=level)
    else:
        finding.say("coverage.apart", n=apart, pairs=pairs, level=level)
        narrow, wide = (
            _effective(known.iloc[int(i)], finding.lang) for i in np.unravel_index(gaps.argmax(), gaps.shape)
        )
        finding.say("coverage.narrowest", n=apart, narrow=narrow, wide=wide)


def overlap_finding(overlap: pd.DataFrame, bridging: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say which domains share most bodies, which share none, and which bodies alone hold domains together.

    Parameters
    ----------
    overlap : DataFrame
        As :func:`analysis.measures.domains.overlap.domain_overlap` gives it, of one plan.
    bridging : DataFrame
        As :func:`analysis.measures.domains.bridging.bridging_organisations` gives it, of the same plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    overlap = overlap.dropna(subset=["shared"])
    if overlap.empty:
        finding.say("coverage.overlap_one")
        return finding
    none = int((overlap["shared"] == 0).sum())
    most = int(overlap["shared"].max())
    if not most:
        finding.say("coverage.overlap_none")
        return finding
    first = overlap[overlap["shared"] == most]
    if len(first) <= MOST_NAMED:
        pairs = [
            say("label.pair", lang, first=quoted([str(one)], lang), second=quoted([str(other)], lang))
            for _, one, other in first.index
        ]
        finding.say("coverage.overlap_most", k=len(first), pairs=enumerate_words(pairs, lang), n=most)
    if none:
        finding.say("coverage.overlap_without", n=none, pairs=len(overlap))
    else:
        finding.say("coverage.overlap_all", pairs=len(overlap))
    links = bridging[(bridging["only_link"] > 0).fillna(False)].sort_values("only_link", ascending=False, kind="stable")
    if len(links):
        told = [
            say("label.only_link", lang, organisation=str(row["organisation"]), n=int(row["only_link"]))
            for _, row in links.iterrows()
        ]
        finding.say("coverage.only_links", **first_few(told, MOST_NAMED, lang))
    _say_holds(finding, bridging[bridging["articulation"].fillna(False)], linked=len(overlap) - none)
    return finding


def _say_holds(finding: Finding, holds: pd.DataFrame, *, linked: int) -> None:
    """Say which domains each body holds to the others alone; at the top of the page of several bodies only who.

    Of a body that is the only link of all pairs that share a body, `linked` of them, no domain is the one cut off.
    """
    alike = list(holds.groupby("cut_domains", sort=False))
    if len(alike) > 1:
        names = [named_bodies(holds.iloc[[place]], finding.lang) for place in range(len(holds))]
        finding.say_main("coverage.holds_several", **first_few(names, MOST_NAMED, finding.lang))
    for cut, bodies in alike[:MOST_NAMED]:
        domains = str(cut).split(" | ")
        told = {"k": len(bodies), "bodies": named_bodies(bodies, finding.lang), "n": len(domains)}
        key = "coverage.holds_many" if len(domains) > MOST_NAMED else "coverage.holds"
        if (bodies["only_link"] == linked).any():
            key = "coverage.holds_all"
        if len(alike) > 1:
            finding.say(key, domains=quoted(domains, finding.lang), **told)
        else:
            finding.say_main(key, domains=quoted(domains, finding.lang), **told)


def gap_finding(summary: pd.DataFrame, gaps: pd.DataFrame, *, lang: Language = "pt") -> Finding:
    """Say what the plan leaves out, in numbers, and in which actions where they are few.

    Parameters
    ----------
    summary, gaps : DataFrame
        As :func:`analysis.measures.domains.gaps.gap_summary` and `plan_gaps` give them, of one plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    found = summary[(summary["number"] > 0).fillna(False)]
    if found.empty:
        finding.say_main("coverage.gaps_none")
        return finding
    of_actions = gaps[(gaps["level"] == "action").fillna(False)]
    seqs = of_actions["seq"].groupby(level="gap").agg(list)
    told = [_gap(str(gap), row, seqs.get(gap, []), lang) for gap, row in found.droplevel("plan_id").iterrows()]
    finding.say_main("coverage.gaps", told=enumerate_words(told, lang))
    return finding


def _gap(gap: str, row: pd.Series, seqs: Sequence[int], lang: Language) -> str:
    """Write how many of how many: ``actions without indicators (2 of 29: nos. 3 and 7)``."""
    words = lowered(label("gap", gap, lang))
    if pd.isna(row["of"]):
        return words
    few = 0 < len(seqs) <= MOST_ACTIONS
    told = enumerate_words([str(seq) for seq in seqs], lang) if few else ""
    return say("label.gap_of", lang, gap=words, n=int(row["number"]), of=int(row["of"]), few=1 if few else 2,
               k=len(seqs), told=told)  # fmt: skip


def _key_told(domain: str, row: pd.Series, key: str, lang: Language) -> str:
    """Write which body, or which two, each hold half of a domain's actions or more alone."""
    numbers = {"n": int(row["key_lone_actions"]), "of": int(row["named_actions"])}
    if int(row["key_organisations"]) > 1:
        return say("label.key_bodies_equal", lang, domain=quoted([domain], lang), organisations=key, **numbers)
    return say("label.key_body", lang, domain=quoted([domain], lang), organisation=key, **numbers)


def _effective(row: pd.Series, lang: Language) -> str:
    """Write the effective number of bodies of a domain with its interval."""
    told = {k: number(float(row[k]), lang, decimals=1) for k in ("effective", "effective_low", "effective_high")}
    return say("label.effective", lang, domain=quoted([str(row.name)], lang), value=told["effective"],
               low=told["effective_low"], high=told["effective_high"])  # fmt: skip
