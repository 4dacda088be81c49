"""When an action happens, from all the cells that tell: a text, two dates, a grid of month columns.

A grid cell is marked where it is shaded or holds a mark. ``-``, ``0`` and *não* are no marks; words that
name months are read as such (*todo o ano*, in a cell over all of them), and any other word counts as a
mark and is told. Marked months go before dates, and dates fill in what a text leaves
open (*mensal*, from March to June).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from analysis.common.months import MONTH_NAMES, YEAR
from analysis.common.schedules import Schedule, read_period, read_schedule
from analysis.documents.marks import is_blank, is_mark, ticked
from analysis.documents.rows import BodyRow
from analysis.documents.schedules_words import in_known_words


@dataclass(frozen=True)
class RowSchedule:
    """The schedule of a row.

    Attributes
    ----------
    text : str or None
        The words that tell when, as written.
    status : str
        ``stated``, ``drawn``, ``not_stated``, ``absent`` or ``unreadable``.
    months : tuple of int or None
        Sorted months 1 to 12; never empty.
    frequency : str or None
        How often.
    decisions : list of (key, text)
        What was left open or decided.
    """

    text: str | None
    status: str
    months: tuple[int, ...] | None
    frequency: str | None
    decisions: list[tuple[str, str | None]] = field(default_factory=list)


def row_schedule(row: BodyRow) -> RowSchedule:
    """Return when the action of a row happens."""
    header = row.header
    if not header.has_schedule:
        return RowSchedule(None, "absent", None, None)
    words, dates = row["schedule"], [row["start"], row["end"]]
    marks = {c: text for c, text in row.marks.items() if not is_blank(text)}
    read_marks = {c: read_schedule(text) for c, text in marks.items() if not is_mark(text)}
    unmarked = {c: text for c, text in marks.items() if c in read_marks and _says_no_months(read_marks[c])}
    marks = {c: text for c, text in marks.items() if c not in unmarked}
    spoken = {c: named for c, named in read_marks.items() if named.months and c in marks}
    runs = Counter(marks.values())  # columns that hold a text, which may be merged over them
    recurring = {
        c: spoken.pop(c)
        for c, named in [*spoken.items()]
        if named.months == YEAR and named.frequency not in (None, "continuous") and runs[marks[c]] > 1
    }  # aulas semanais, over the months in which they are
    drawn = {m for c in {*marks, *row.shaded} - spoken.keys() for m in header.months.get(c, ())}
    marked = tuple(sorted(drawn.union(*(named.months or () for named in spoken.values()))))
    words = words or " ".join(dict.fromkeys(unmarked.values()))
    read = read_schedule(in_known_words(ticked(_with_names(words) if header.counts_months else words)))
    unread = [words] if read.status == "unreadable" else []
    if header.has("start") or header.has("end"):
        period = read_period(*map(in_known_words, dates))
        unread += [" – ".join(filter(None, dates))] if period.status == "unreadable" else []
        read = _merged(read, period)
        words = " – ".join(filter(None, (words, *dates)))
    words = words or " ".join(dict.fromkeys(marks.values()))
    text = words.replace("\n", " ") or None
    decisions: list[tuple[str, str | None]] = []
    if read.note and not marked:
        decisions.append((f"schedule_{read.note}", text))
    known = marked or read.status == "stated"
    decisions += [("schedule_partly_read" if known else "schedule_unreadable", t.replace("\n", " ")) for t in unread]
    understood = spoken.keys() | recurring.keys()
    doubtful = dict.fromkeys(text for c, text in marks.items() if c not in understood and not is_mark(text))
    decisions += [("month_mark_unknown", mark) for mark in doubtful]
    status = "drawn" if drawn else "stated" if spoken else read.status
    told = (read, *spoken.values(), *recurring.values())
    frequency = next((named.frequency for named in told if named.frequency), None)
    return RowSchedule(text, status, marked or read.months, frequency, decisions)


def _with_names(text: str) -> str:
    """Return a text of nothing but numbers of months (*3, 4 e 5*; *1-12*) with their names."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if not re.fullmatch(r"\d{1,2}(?:[\s,;/|ea–-]+\d{1,2})*", text.strip()) or not all(1 <= n <= 12 for n in numbers):
        return text
    return re.sub(r"\d+", lambda match: MONTH_NAMES[int(match[0]) - 1], text)


def _says_no_months(read: Schedule) -> bool:
    """Tell whether words in a month cell state how often, or that it is open, and no month."""
    return read.months is None and read.status in ("stated", "not_stated")


def _merged(words: Schedule, dates: Schedule) -> Schedule:
    """Return what a text and two dates say together: months that a text names go before those of the dates."""
    frequency = words.frequency or dates.frequency
    narrow = words.months is not None and (words.months != YEAR or dates.months is None)
    months, note = (words.months, words.note) if narrow else (dates.months, dates.note)
    if months or "stated" in (words.status, dates.status):
        return Schedule(months, frequency, "stated", note)
    return words if words.status == "unreadable" else dates
