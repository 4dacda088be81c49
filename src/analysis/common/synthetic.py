"""The words by which a plan that a program invented is told from those of real networks."""

from __future__ import annotations

from analysis.common.text import plain

SYNTHETIC_MARK = "dados sintéticos"  # accents and case do not matter


def says_synthetic(text: str | None) -> bool:
    """Tell whether a text, such as the title of a plan, has the mark."""
    return plain(SYNTHETIC_MARK) in plain(text or "")
