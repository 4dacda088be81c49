"""Under which levels of a plan an action stands, and how a level is called."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.documents.headings import numbered, section_of


@dataclass(frozen=True)
class Standing:
    """The levels over one action; None is what the document does not state."""

    agenda: str | None = None
    domain_no: int | None = None
    domain: str | None = None
    axis: str | None = None
    objective: str | None = None
    goal: str | None = None


def level_title(text: str, *, is_theme: bool = False) -> str:
    """Return a level without its label and number (``Eixo 1 – Saúde``), be it a heading or a cell.

    A number without a label (``1. Saúde``) belongs to the words of an objective, and to none of a theme.
    """
    section = section_of(text)
    return section.title if section else numbered(text)[1] if is_theme else text
