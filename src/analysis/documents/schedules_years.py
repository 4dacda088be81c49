"""The months of a schedule that lie in the years of its plan.

*Outubro de 2024 a fevereiro de 2025* is January and February in a plan of 2025, and so is *outubro a fevereiro*
of the school year 2024/2025; *maio de 2025; março de 2026* is May there. A schedule that names no years, or one
that has no month in those of the plan, is left as it is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from analysis.common.months import YEAR, scan
from analysis.common.schedules import read_schedule
from analysis.documents.schedules_words import in_known_words

_RANGE = re.compile(r"[^S]*S[^S,c]*[-~ut/][^S,c]*S[^S]*")
_YEAR = re.compile(r"(?<!\d)20(\d\d)(?:\s?[/-]\s?(?:20)?(\d\d))?(?!\d)")
_PARTS = (re.compile(r"[;\n]"), re.compile(r"[;\n,]|\s/\s|\se\s"))  # between what is listed


def months_within(text: str, months: tuple[int, ...], years: Collection[int]) -> tuple[int, ...]:
    """Return those of `months`, as read from `text`, that lie in `years`; all where the text does not tell."""
    if not years:
        return months
    parts = next((p for sign in _PARTS if len(p := sign.split(text)) > 1 and all(map(_YEAR.search, p))), [text])
    read = [months] if len(parts) == 1 else [read_schedule(in_known_words(part)).months or YEAR for part in parts]
    within = {month for part, told in zip(parts, read, strict=True) for month in _within(part, told, years)}
    return tuple(month for month in months if month in within) or months


def _within(part: str, months: Collection[int], years: Collection[int]) -> Collection[int]:
    """Return the months of `years` that one of the parts of a text may mean."""
    named = {2000 + int(year) for match in _YEAR.finditer(part) for year in match.groups() if year}
    tokens = scan(in_known_words(part))
    if _RANGE.fullmatch("".join(token.kind for token in tokens)):
        first, last = (token.span for token in tokens if token.span)
        begins, ends = first.year or min(named, default=0), last.year or max(named, default=0)
        if 0 < begins < ends:
            run = range(begins * 12 + first.first, ends * 12 + last.last + 1)
            return {(month - 1) % 12 + 1 for month in run if (month - 1) // 12 in years}
    return () if len(named) == 1 and not named & set(years) else months
