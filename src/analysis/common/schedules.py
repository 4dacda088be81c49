"""When an action happens, read from the words of a schedule cell.

A schedule in words states *months* (named, in ranges, quarters, semesters or dates), a *frequency*
(how often), both or neither. What happens every month, week or day fills all twelve months unless
months are named; a rarer recurrence without named months states a frequency and no months. Nothing
is guessed: what is not understood is *unreadable* and what is left open is *not stated*.

The cell is read as tokens (:func:`analysis.common.months.scan`), each of one letter, and the
grammar is a pattern over these letters: the first phrase that fits is taken, from left to right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from analysis.common.frequencies import frequency_of, is_recurring, is_uncoded
from analysis.common.months import YEAR, Span, month_run, scan
from analysis.common.text import plain

_PHRASES = re.compile(
    r"(?P<list>S-S(?:-S)+)"  # jan - abr - set
    r"|(?P<pair>S/S(?![-/~S]))"  # jan/dez
    r"|(?P<range>b~?S[,~-]+S|f?[,~]*S(?:\([Nwc,~-]*\)|N)?(?:[-~]|[,c]*[ut])[-~ut]*S)"  # março a maio
    r"|(?P<to_year_end>(?:f[,~]*)?S,*[-~ut]+Y)"  # desde março até ao final do ano
    r"|(?P<open>S[-~]?u~*w)"  # de março até à inauguração
    r"|(?P<onwards>f[,~]*S|S,*o)"  # a partir de março, de março em diante
    r"|(?P<after>d~*S)"
    r"|(?P<before>q~*S)"
    r"|(?P<until>[ut][-~]*[SY])"
    r"|(?P<one>S)"
    r"|(?P<mark>[xmwc),])"
)
_EXCEPTED = re.compile(r"\b(?:exc\w+|salvo|(?<!pelo )menos(?! de\b))\b[^,.;)]*")
_SCHOOL_YEAR = re.compile(r"ano lec?tivo|ano escolar")
_OPEN = re.compile(
    r"\bsem data|\b(?:a|por) (?:definir|designar|calendarizar|agendar|marcar|determinar|confirmar|indicar)\b"
    r"|data a |^n\.?\s?/?\s?[adc]\.?$|nao (?:definid|aplicavel)"
)
_YEARS = re.compile(r"\W*(?:ano (?:de )?)?20\d\d(?:\W+(?:a |e )?20\d\d)*\W*")
_NOTHING = re.compile(r"[\s\-–—_.…*/]*")


@dataclass(frozen=True)
class Schedule:
    """What a schedule cell says.

    Attributes
    ----------
    months : tuple of int or None
        Sorted months 1 to 12, or None where the words state none; never empty.
    frequency : str or None
        ``weekly``, ``monthly``, ``bimonthly``, ``quarterly``, ``semiannual``, ``annual``,
        ``continuous`` or ``occasional``.
    status : str
        ``stated``, ``not_stated`` or ``unreadable``.
    note : str or None
        A decision that a person should know of: ``deadline`` (only an end is named, so the start of
        the plan was taken), ``start_only`` (a start cell without an end) or ``school_year`` (a
        school year has no months of its own).
    """

    months: tuple[int, ...] | None
    frequency: str | None
    status: Literal["stated", "not_stated", "unreadable"]
    note: str | None = None


def read_schedule(text: str) -> Schedule:
    """Read the words of a schedule cell."""
    words = plain(text)
    if _NOTHING.fullmatch(words):
        return Schedule(None, None, "not_stated")
    recurrence = _EXCEPTED.sub(" ", words)
    frequency, recurring = frequency_of(recurrence), is_recurring(recurrence)
    school_year = bool(_SCHOOL_YEAR.search(words))
    named = _named(text, recurring, frequency is None)
    if named.months:
        return Schedule(tuple(sorted(named.months)), frequency, "stated", named.note)
    if school_year:
        return Schedule(None, frequency, "stated", "school_year")
    if named.lost:
        return Schedule(None, frequency, "unreadable")
    if recurring:
        return Schedule(YEAR, frequency, "stated")
    if frequency or is_uncoded(recurrence):
        return Schedule(None, frequency, "stated")
    if _OPEN.search(words):
        return Schedule(None, None, "not_stated")
    return Schedule(None, None, "stated" if _YEARS.fullmatch(words) else "unreadable")


def read_period(start: str, end: str) -> Schedule:
    """Read a schedule given by a start cell and an end cell."""
    first, last = read_schedule(start), read_schedule(end)
    frequency = first.frequency or last.frequency
    if first.months and last.months:
        joined = read_schedule(f"{start} a {end}").months or ()
        if not {*first.months, *last.months} <= set(joined):
            joined = tuple(sorted(month_run(first.months[0], last.months[-1])))
        return Schedule(joined, frequency, "stated")
    if last.months and first.status == "not_stated":
        return Schedule(tuple(range(1, last.months[-1] + 1)), frequency, "stated", "deadline")
    if first.months:
        note = "start_only" if len(first.months) == 1 else first.note
        return Schedule(first.months, frequency, "stated", note)
    return first if first.status != "not_stated" else last


@dataclass
class _Named:
    """The months that the words name, gathered phrase by phrase."""

    found: set[int] = field(default_factory=set)
    at_least: set[int] = field(default_factory=set)
    excepted: set[int] = field(default_factory=set)
    note: str | None = None
    lost: bool = False
    months: set[int] = field(default_factory=set)


def _named(text: str, recurring: bool, plain_exception: bool) -> _Named:
    """Return the months that `text` names.

    An exception to a recurrence, or to nothing else, leaves the rest of the year; months that are
    said to be the least (``pelo menos em março``) do not narrow a recurrence. An exception that
    would leave no month is none.
    """
    tokens = scan(text)
    named = _Named()
    sign = ""  # x or m while the phrases that it governs go on
    seen = False  # whether such a phrase has been read
    for phrase in _PHRASES.finditer("".join(t.kind for t in tokens)):
        kind = str(phrase.lastgroup)
        letter = phrase[0]
        if kind == "mark":
            if letter in "xm":
                sign, seen = letter, False
                if letter == "x" and recurring and not named.found:
                    named.found.update(YEAR)
            elif letter in "c)" or (letter == "w" and seen) or (letter == "," and not seen and not named.found):
                sign = ""
            continue
        spans = [t.span for t in tokens[phrase.start() : phrase.end()] if t.span]
        touched, whole = _months_of(kind, spans)
        if sign == "x":
            named.excepted.update(whole)
        elif kind == "open":
            named.lost = True
        else:
            (named.at_least if sign == "m" else named.found).update(touched)
            named.note = "deadline" if kind in ("until", "before") and touched else named.note
        seen = True
    base = named.found or (set(YEAR) if recurring and named.at_least else named.at_least)
    if not base and named.excepted and plain_exception:
        base = set(YEAR)
    if not named.lost:
        named.months = (base - named.excepted) or base
    return named


def _months_of(kind: str, spans: list[Span]) -> tuple[set[int], set[int]]:
    """Return the months that a phrase touches, and those of them that it holds whole."""
    if kind == "until" and not spans:
        return set(YEAR), set(YEAR)
    first, last = spans[0], spans[-1]
    if kind == "pair" and ((first.first, last.last) == (1, 12) or (first.year or 0) < (last.year or 0)):
        kind = "range"
    if kind in ("one", "open", "list", "pair"):
        touched = {m for span in spans for m in month_run(span.first, span.last)}
        dated = {m for span in spans if _days(span) != (1, 31) for m in (span.first, span.last)}
        return touched, touched - dated
    if kind == "range":
        run = _stretch(first, last)
        starts, ends = _days(first)[0], _days(last)[1]
        return set(run), set(run[starts > 1 : len(run) - (ends < 28)])
    if kind in ("onwards", "to_year_end"):
        months = set(range(first.first, 13))
    elif kind == "after":
        months = set(range(last.last + (last.days is None), 13))
    elif kind == "before":
        months = set(range(1, first.first + (first.days is not None)))
    else:
        months = set(range(1, last.last + 1))
    return months, months


def _days(span: Span) -> tuple[int, int]:
    first, last = span.days or (1, 31)
    return first, 31 if last >= 28 else last


def _stretch(first: Span, last: Span) -> tuple[int, ...]:
    """Return the months from one span to another; a stretch of a year or more touches all."""
    if first.year and last.year and (last.year - first.year) * 12 + last.last - first.first >= 11:
        return YEAR
    return month_run(first.first, last.last)
