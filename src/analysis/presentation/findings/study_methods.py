"""The methods texts of the pages on coverage, on the schedule and on comparisons, with their works.

They are made to be taken into a paper: every setting of the page is in them, and each definition has its source.
What is said of a measure here must be what its module does.
"""

from __future__ import annotations

from analysis.common.wording import Language, number, percent, say
from analysis.frames.corpus import Corpus
from analysis.presentation.findings.methods import say_data, say_software
from analysis.presentation.sentences import Finding, threshold_in_words


def coverage_methods(
    corpus: Corpus, *, role: str | None, kinds: str | None, collective: bool, draws: int, samples: int, level: float,
    seed: int, lang: Language = "pt",
) -> Finding:  # fmt: skip
    """Return the methods text of the page on domains: coverage, concentration, overlap, gaps, indicators."""
    finding = Finding(lang)
    say_data(finding, corpus, role=role, kinds=kinds, collective=collective)
    finding.say("methods.coverage")
    finding.say("methods.themes")
    finding.say("methods.order")
    finding.end_paragraph()
    finding.say("methods.concentration", draws=number(draws, lang), level=percent(level, lang))
    finding.say("methods.domain_dependence")
    finding.end_paragraph()
    finding.say("methods.overlap", samples=number(samples, lang))
    finding.say("methods.bridging")
    finding.end_paragraph()
    finding.say("methods.gaps")
    finding.say("methods.indicators")
    finding.say("methods.smart")
    say_software(finding, seed=seed)
    return finding


def schedule_methods(
    corpus: Corpus, *, role: str | None, kinds: str | None, collective: bool, weight: str, threshold: float,
    least: int, slack: int, lang: Language = "pt",
) -> Finding:  # fmt: skip
    """Return the methods text of the page on the schedule: loads, evenness, bounds, overload, levelling."""
    finding = Finding(lang)
    say_data(finding, corpus, role=role, kinds=kinds, collective=collective)
    finding.say("methods.months")
    for way in ("actions", "split", "occurrences"):
        finding.say(f"load.weight_{way}")
    finding.say("methods.occurrences")
    finding.say("methods.drawn", weight=say(f"label.weight_{weight}", lang))
    finding.end_paragraph()
    finding.say("methods.evenness")
    finding.say("methods.bounds")
    finding.end_paragraph()
    finding.say("methods.overload", threshold=threshold_in_words(threshold, lang), least=least)
    finding.say("methods.together")
    finding.end_paragraph()
    finding.say("methods.levelling", slack=slack)
    finding.say("methods.calendars")
    say_software(finding)
    return finding


def comparison_methods(
    corpus: Corpus, previous: str | None, *, role: str | None, kinds: str | None, collective: bool, match: str,
    draws: int, level: float, seed: int, lang: Language = "pt",
) -> Finding:  # fmt: skip
    """Return the methods text of the page that compares plans: measures, themes, bodies, years."""
    finding = Finding(lang)
    say_data(finding, corpus, role=role, kinds=kinds, collective=collective)
    finding.say("methods.side_by_side", draws=number(draws, lang), level=percent(level, lang))
    finding.say("methods.theme_shares", level=percent(level, lang))
    finding.say(f"comparison.match_{match}")
    if previous is not None:
        finding.end_paragraph()
        finding.say("methods.years", previous=previous)
    say_software(finding, seed=seed)
    return finding
