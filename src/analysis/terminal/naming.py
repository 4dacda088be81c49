"""How a name that the reading was unsure of is told in the terminal."""

from __future__ import annotations

from analysis.common.wording import Language, label, number, percent, say
from analysis.frames.suggestions import Suggestion
from analysis.frames.unsure import UnsureName


def shown(text: str) -> str:
    """Return `text` on one line, without what would steer the terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def suggestion_line(suggestion: Suggestion, lang: Language) -> str:
    """Return a suggestion with how likely it is and why."""
    return say(
        "review.suggestion", lang, organisation=shown(suggestion.organisation), id=suggestion.organisation_id,
        likeness=percent(suggestion.likeness, lang), why=say(f"review.why.{suggestion.why}", lang),
    )  # fmt: skip


def name_lines(name: UnsureName, lang: Language) -> list[str]:
    """Return a name with where it stands, what it was read as and what else it may mean."""
    return [
        "  " + say("review.name", lang, mention=shown(name.mention), times=name.times, place=_place(name, lang)),
        "     " + say(
            "review.read_as", lang, organisation=shown(name.read_as.organisation),
            kind=label("kind", name.read_as.kind, lang), method=label("method", name.method, lang),
            confidence=number(name.confidence, lang, decimals=2),
        ),
        *(f"     {n}. {suggestion_line(suggestion, lang)}" for n, suggestion in enumerate(name.suggestions, 1)),
    ]  # fmt: skip


def _place(name: UnsureName, lang: Language) -> str:
    """Return where a name first stands, in words."""
    plan_id, _, source = name.places[0].partition(" ")
    parts = [say(f"source.{part[0]}", lang, n=part[1:]) for part in source.split("/") if part]
    return ", ".join([plan_id, *parts])
