"""Findings on several plans: what is compared, where this one stands, and which themes and bodies they share."""

from __future__ import annotations

import pandas as pd

from analysis.common.themes import theme_name
from analysis.common.wording import Language, enumerate_words, label, percent, say
from analysis.frames.corpus import Corpus
from analysis.presentation.sentences import Finding, first_few, lowered, plan_names, quoted
from analysis.presentation.standing import OF_SIZE, comparable_rows
from analysis.presentation.tables import measure_in_words

MOST_NAMED = 5  # bodies, domains or plans that a sentence names
MOST_THEMES = 8  # themes that a sentence names


def compared_finding(corpus: Corpus, plan_id: str, *, lang: Language = "pt") -> Finding:
    """Say which plans stand beside this one, and how far apart they are in time and number.

    Parameters
    ----------
    corpus : Corpus
        This plan and its peers.
    plan_id : str
        This plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    others = corpus.plans[corpus.plans["plan_id"] != plan_id]
    if others.empty:
        finding.say("comparison.alone")
        return finding
    if len(others) <= MOST_NAMED:
        finding.say("comparison.plans", n=len(others), plans=enumerate_words(list(plan_names(others, lang)), lang))
    else:
        finding.say("comparison.many_plans", n=len(others))
    own = corpus.plans.loc[corpus.plans["plan_id"] == plan_id, "year"].iloc[0]
    apart = others[(others["year"] != own).fillna(False)]
    if len(apart):
        finding.say("comparison.other_years", n=len(apart), of=len(others))
    if len(others) < 5:
        finding.say("comparison.few", n=len(others) + 1)
    return finding


def standing_finding(comparison: pd.DataFrame, plan_id: str, *, level: float, lang: Language = "pt") -> Finding:
    """Say by which measures this plan differs from most of its peers, by intervals that do not touch.

    Bounds, which tell of what the document leaves open and not of chance, are not compared.

    Parameters
    ----------
    comparison : DataFrame
        As :func:`analysis.measures.comparisons.plans.plan_comparison` gives it.
    plan_id : str
        This plan.
    level : float
        Level of the intervals.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    peers = comparison[comparison.index.get_level_values("plan_id") != plan_id]
    if peers.empty:
        finding.say_main("comparison.alone")
        return finding
    own = comparison[comparison.index.get_level_values("plan_id") == plan_id].droplevel("plan_id")
    plans = len(peers.index.unique("plan_id"))
    comparable = comparison[comparable_rows(comparison, plan_id) & comparison["interval"].ne("bounds").fillna(True)]
    intervals = comparable.dropna(subset=["low", "high"])
    of_own = intervals.index.get_level_values("plan_id") == plan_id
    intervals, own_intervals = intervals[~of_own], intervals[of_own].droplevel("plan_id")
    told: dict[str, list[str]] = {"above": [], "below": []}
    compared, apart = 0, []
    for measure, row in own_intervals.iterrows():
        others = intervals[intervals.index.get_level_values("measure") == measure]
        if others.empty:
            if measure in OF_SIZE and peers.xs(measure, level="measure")["low"].notna().any():
                apart.append(lowered(label("column", str(measure), lang)))
            continue
        compared += 1
        above, below = int((others["high"] < row["low"]).sum()), int((others["low"] > row["high"]).sum())
        side, n = ("above", above) if above > below else ("below", below)
        if 2 * n > len(others):
            told[side].append(
                say("label.standing", lang, measure=lowered(label("column", str(measure), lang)),
                    value=measure_in_words(str(measure), float(row["value"]), lang), n=n, of=len(others))
            )  # fmt: skip
    if not compared and not apart:
        finding.say("comparison.no_intervals")
        return finding
    for side in ("above", "below"):
        if told[side]:
            finding.say_main(
                f"comparison.{side}",
                told=enumerate_words(told[side], lang),
                level=percent(level, lang),
                of=plans,
            )
    if compared and not any(told.values()):
        finding.say_main("comparison.not_apart", n=compared, level=percent(level, lang), of=plans)
    if apart:
        finding.say("comparison.of_size", n=len(apart), of=plans, told=enumerate_words(apart, lang))
    unknown = [lowered(label("column", str(m), lang)) for m in own.index[own["value"].isna()]]
    if unknown:
        finding.say("comparison.unknown", told=enumerate_words(unknown, lang))
    finding.say("comparison.caution")
    return finding


def theme_gap_finding(gaps: pd.DataFrame, themes: pd.DataFrame, plan_id: str, *, lang: Language = "pt") -> Finding:
    """Say which themes peers cover and this plan does not; where each has them by suggestion only, how many.

    Parameters
    ----------
    gaps, themes : DataFrame
        As `theme_gaps` and `theme_comparison` of :mod:`analysis.measures.comparisons.themes` give them.
    plan_id : str
        This plan.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    own = gaps[gaps.index.get_level_values("plan_id") == plan_id].sort_values("peers", ascending=False, kind="stable")
    unmapped = int(own["unmapped_actions"].max()) if len(own) else 0
    held = themes[themes.index.get_level_values("plan_id") == plan_id]["actions"]
    if unmapped and not (held > 0).fillna(False).any():
        finding.say_main("comparison.themes_unknown")
        return finding
    own = own[own["peers"] > 0]
    unsure = int((own["peers"] == own["suggested_peers"]).sum())
    own = own[own["peers"] > own["suggested_peers"]]
    if own.empty and not unsure:
        finding.say_main("comparison.theme_gaps_none")
    if len(own):
        names = [quoted([theme_name(str(theme), lang)], lang) for theme in own.index.get_level_values("theme")]
        of_peers = zip(names, own["peers"], strict=True)
        alone = int(own["of_peers"].iloc[0]) == 1
        told = names if alone else [say("label.theme_peers", lang, theme=name, n=int(n)) for name, n in of_peers]
        key = "comparison.theme_gaps_one" if alone else "comparison.theme_gaps"
        finding.say_main(key, **first_few(told, MOST_THEMES, lang))
        if unmapped:
            finding.say_main("comparison.themes_unmapped", n=unmapped)
    if unsure:
        finding.say("comparison.theme_gaps_suggested", n=unsure)
    if len(own):
        finding.say("comparison.theme_gaps_caution")
    if themes["suggested"].fillna(False).any():
        finding.say("comparison.suggested")
    return finding


def shared_finding(shared: pd.DataFrame, *, match: str, lang: Language = "pt") -> Finding:
    """Say which bodies are in more than one plan.

    Parameters
    ----------
    shared : DataFrame
        As :func:`analysis.measures.comparisons.shared.shared_organisations` gives it.
    match : str
        Which bodies of two plans are one.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    finding.say(f"comparison.match_{match}")
    if shared.empty:
        finding.say("comparison.shared_none")
        return finding
    most = int(shared["plans"].max())
    first = shared[shared["plans"] == most]
    finding.say("comparison.shared", n=len(shared))
    if len(first) <= MOST_NAMED:
        names = enumerate_words([str(name) for name in first["organisation"]], lang)
        finding.say("comparison.shared_most", k=len(first), bodies=names, n=most)
    return finding


def year_finding(
    changes: pd.DataFrame, turnover: pd.DataFrame, domains: pd.DataFrame, previous: str | None, *,
    lang: Language = "pt",
) -> Finding:  # fmt: skip
    """Say what became of the actions, bodies and domains of the plan before.

    Parameters
    ----------
    changes, domains : DataFrame
        As `action_changes` and `domain_changes` of :mod:`analysis.measures.comparisons` give them.
    turnover : DataFrame
        As :func:`analysis.measures.comparisons.turnover.organisation_turnover` gives it.
    previous : str or None
        The previous plan, as a reader calls it.
    lang : str
        Language of the sentences.
    """
    finding = Finding(lang)
    if previous is None:
        finding.say_main("comparison.no_previous")
        return finding
    counts = {status: int((changes["status"] == status).sum()) for status in ("kept", "changed", "new", "dropped")}
    finding.say_main("comparison.actions", previous=previous, **counts)
    if doubtful := int(changes["doubtful"].fillna(False).sum()):
        either = {part: counts[part] + doubtful for part in ("new", "dropped")}
        finding.say_main("comparison.doubtful", n=doubtful, **either)
    facts = [fact for fact in ("months", "indicators") if _not_compared(changes, fact)]
    if facts:
        told = enumerate_words([say(f"label.fact_{fact}", lang) for fact in facts], lang)
        finding.say("comparison.not_compared", told=told)
    kept = changes[changes["status"] == "kept"]
    if "months" not in facts and (unknown := int(kept["months_changed"].isna().sum())):
        finding.say("comparison.months_unknown", n=unknown)
    whole = turnover[turnover.index == "all"].iloc[0]
    if pd.isna(whole["stays"]):
        finding.say("comparison.turnover_unknown")
    else:
        parts = {part: int(whole[part]) for part in ("stays", "enters", "leaves")}
        words = {part: say(f"label.{'some' if n else 'none'}_{part}", lang, n=n) for part, n in parts.items()}
        finding.say_main("comparison.turnover", **words)
    for trend in ("grown", "shrunk", "renamed", "new", "gone"):
        rows = domains[domains["renamed_from"].notna() if trend == "renamed" else domains["trend"] == trend]
        write = _renamed if trend == "renamed" else _counted
        names = [write(str(domain), row, lang) for domain, row in rows.iterrows()]
        if 0 < len(names) <= MOST_NAMED:
            finding.say(f"comparison.domains_{trend}", n=len(names), domains=enumerate_words(names, lang))
        elif names:
            finding.say(f"comparison.domains_{trend}_many", n=len(names))
    return finding


def _renamed(title: str, row: pd.Series, lang: Language) -> str:
    """Write the title that a domain had and the one that it has now."""
    before, after = quoted([str(row["renamed_from"])], lang), quoted([title], lang)
    return say("label.renamed", lang, before=before, after=after)


def _counted(title: str, row: pd.Series, lang: Language) -> str:
    """Write the title of a domain with the number of its actions before and now, where both plans have some."""
    domain, before, after = quoted([title], lang), row["actions_before"], row["actions_after"]
    if pd.isna(row["difference"]) or not before or not after:
        return domain
    return say("label.domain_count", lang, domain=domain, before=int(before), after=int(after))


def _not_compared(changes: pd.DataFrame, fact: str) -> bool:
    """Tell whether of no pair of actions it is known if this fact changed."""
    pairs = changes[changes["status"].isin(["kept", "changed"])]
    return len(pairs) > 0 and bool(pairs[f"{fact}_changed"].isna().all())
