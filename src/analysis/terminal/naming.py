"""How names, places and differences are told in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.common.sources import source_in_words
from analysis.common.wording import Language, label, number, percent, say
from analysis.documents.plan import Decision
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
    place = place_in_words(name.places[0], lang)
    return [
        "  " + say("review.name", lang, mention=shown(name.mention), times=name.times, place=place),
        "     " + say(
            "review.read_as", lang, organisation=shown(name.read_as.organisation),
            kind=label("kind", name.read_as.kind, lang), method=label("method", name.method, lang),
            confidence=number(name.confidence, lang, decimals=2),
        ),
        *(f"     {n}. {suggestion_line(suggestion, lang)}" for n, suggestion in enumerate(name.suggestions, 1)),
    ]  # fmt: skip


def place_in_words(place: str, lang: Language) -> str:
    """Return a plan and a place in its document, in words."""
    plan_id, _, source = place.partition(" ")
    return ", ".join(filter(None, (plan_id, source_in_words(source, lang))))


def difference_lines(file: str, decisions: Iterable[Decision], lang: Language) -> list[str]:
    """Return a warning for each thing that a document states otherwise than the person who gave it."""
    return [
        f"redesocial: {shown(file)}: "
        + "; ".join(say(f"issue.given_differs.{part}", lang, **d.values) for part in ("problem", "treatment"))
        for d in decisions
        if d.key == "given_differs"
    ]
