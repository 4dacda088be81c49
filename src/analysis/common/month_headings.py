"""Columns of a table that stand for months: which they are is read from the row of their headings."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.common.months import YEAR, month_run, scan
from analysis.common.text import plain

LONGEST_COLUMN = 40  # characters of the heading of a month column
_INITIALS = "jfmamjjasond"


def month_columns(headings: list[str]) -> dict[int, tuple[int, ...]]:
    """Return which columns of a header row stand for which months.

    Months are named in full, by three letters, or by initials or numbers in a run of twelve that begins
    anywhere in the year (``J F M ...`` or ``S O N ...``); quarters and semesters by their number or,
    where there are several, by their first and last month (``Jan-Mar``).
    """
    words = [plain(h).strip(" .") for h in headings]
    found: dict[int, tuple[int, ...]] = {}
    for start in range(len(words) - 11):
        initials = "".join(w if len(w) == 1 else "?" for w in words[start : start + 12])
        shift = (_INITIALS * 2).find(initials)
        if shift >= 0:
            found.update({start + i: ((shift + i) % 12 + 1,) for i in range(12) if start + i not in found})
        numbers = [int(w) if re.fullmatch(r"\d\d?", w) else 0 for w in words[start : start + 12]]
        if numbers[0] in YEAR and numbers == [(numbers[0] - 1 + i) % 12 + 1 for i in range(12)]:
            found.update({start + i: (number,) for i, number in enumerate(numbers) if start + i not in found})
    ranges: dict[int, tuple[int, ...]] = {}
    for column, heading in enumerate(headings):
        run, is_range = _run_of(heading) if 0 < len(heading) <= LONGEST_COLUMN else ((), False)
        if run:
            (ranges if is_range else found)[column] = run
    return found | (ranges if len(ranges) > 1 else {})


@lru_cache(maxsize=4096)
def _run_of(heading: str) -> tuple[tuple[int, ...], bool]:
    """Return the months that a heading names and nothing else, and whether it does by the first and the last."""
    tokens = scan(heading)
    spans = [t.span for t in tokens if t.span and t.span.days is None]
    if len(spans) == len(tokens) == 1:
        return month_run(spans[0].first, spans[0].last), False
    if len(spans) == 2 and len(tokens) == 3 and tokens[1].kind in "-~":
        return month_run(spans[0].first, spans[1].last), True
    return (), False
