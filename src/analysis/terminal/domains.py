"""How a domain without a reviewed theme is told and decided on, in the terminal and in the sheet of a review."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.common.errors import ParameterError
from analysis.common.text import plain
from analysis.common.themes import Theme
from analysis.common.wording import LANGUAGES, Language, percent, say
from analysis.entities.themes import ThemeLikeness
from analysis.frames.open_domains import OpenDomain, theme_named
from analysis.terminal.naming import shown

_SAME = ("igual", "i", "same", "s")
_NONE = ("nenhum", "none")


def domain_lines(domain: OpenDomain, themes: Mapping[str, Theme], lang: Language) -> list[str]:
    """Return a domain with its plan, the theme that it has meanwhile and the themes that it is like."""
    taken_as = themes[domain.taken_as].name(lang) if domain.taken_as else say("review.no_theme", lang)
    return [
        "  " + say("review.domain", lang, domain=shown(domain.domain), plan=domain.plan_id, actions=domain.actions),
        "     " + say("review.taken_as", lang, theme=taken_as),
        *(f"     {n}. {_suggestion(s, themes, lang)}" for n, s in enumerate(domain.suggestions, 1)),
    ]


def domain_cells(domain: OpenDomain, themes: Mapping[str, Theme], lang: Language) -> dict[str, str]:
    """Return what the sheet says of a domain, by column."""
    suggested = {
        f"suggestion_{n}": f"{s.theme}: {themes[s.theme].name(lang)} ({percent(s.likeness, lang)})"
        for n, s in enumerate(domain.suggestions, 1)
    }
    return {
        "plan_id": domain.plan_id, "mention": domain.domain, "times": str(domain.actions),
        "read_as": themes[domain.taken_as].name(lang) if domain.taken_as else "",
        "method": say("sheet.domain", lang), **suggested,
    }  # fmt: skip


def is_domain_row(row: Mapping[str, str]) -> bool:
    """Tell whether a row of the sheet is of a domain, and not of a name."""
    return plain(row.get("method", "")) in {plain(say("sheet.domain", lang)) for lang in LANGUAGES}


def theme_chosen(answer: str, domain: OpenDomain, themes: dict[str, Theme]) -> str | None:
    """Return the theme that an answer chooses, None if it says that none fits.

    An answer is the number of a suggestion, *igual* (the theme that it has meanwhile), *nenhum*, or a theme.

    Raises
    ------
    ParameterError
        If it chooses none of these.
    """
    word = plain(answer)
    if word in _NONE:
        return None
    if word in _SAME and domain.taken_as:
        return domain.taken_as
    if word.isdecimal() and 1 <= int(word) <= len(domain.suggestions):
        return domain.suggestions[int(word) - 1].theme
    theme = theme_named(answer, themes)
    if theme is None:
        raise ParameterError("review_theme", theme=answer, known=", ".join(themes))
    return theme


def _suggestion(suggestion: ThemeLikeness, themes: Mapping[str, Theme], lang: Language) -> str:
    return say(
        "review.theme", lang, theme=themes[suggestion.theme].name(lang), id=suggestion.theme,
        likeness=percent(suggestion.likeness, lang), words=shown(", ".join(suggestion.terms)),
    )  # fmt: skip
