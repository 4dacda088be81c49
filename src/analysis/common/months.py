"""When an action happens, read from the words of a schedule cell.

A schedule in words states *months* (named, in ranges, quarters, semesters or dates), a *frequency*
(how often), both or neither. What happens every month, week or day fills all twelve months unless
months are named; a rarer recurrence without named months states a frequency and no months. Nothing
is guessed: what is not understood is *unreadable* and what is left open is *not stated*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from analysis.common.text import plain

YEAR = tuple(range(1, 13))

MONTH_NAMES = (
    "janeiro", "fevereiro", "marco", "abril", "maio", "junho",
    "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
)  # fmt: skip
_MONTH = r"(?:" + "|".join(f"{n[:3]}(?:{n[3:]})?" for n in MONTH_NAMES) + r")\b\.?"
_INITIALS = "jfmamjjasond"

_ORDINAL = r"(?:[1-6]|iv|i{1,3}|primeiro|segundo|terceiro|quarto)"
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "primeiro": 1, "segundo": 2, "terceiro": 3, "quarto": 4}
_PERIODS = {
    "trimestre": 3,
    "trim": 3,
    "tri": 3,
    "t": 3,
    "quadrimestre": 4,
    "semestre": 6,
    "sem": 6,
    "s": 6,
    "bimestre": 2,
}
_PERIOD = r"(trimestre|quadrimestre|semestre|bimestre|trim|tri|sem|t|s)s?\b\.?"
_NTH = rf"({_ORDINAL})\s*\.?\s*[oa]?\.?"
_PERIOD_RANGE = re.compile(rf"\b{_NTH}\s*(?:{_PERIOD})?\s*(?:a|ao|ate|-|–)\s*(?:o\s+)?{_NTH}\s*{_PERIOD}")
_PERIOD_LIST = re.compile(rf"\b({_NTH}(?:\s*(?:,|/|e|;)\s*{_NTH})*)\s*{_PERIOD}")
_PERIOD_LETTER = re.compile(r"\b([ts])\s?([1-4])\b")

_YEAR_PART = r"(?:\s*(?:de|/|-)?\s*(?:20)\d\d\b)?"
_DAY_PART = r"(?:(?:dia\s+)?\d{1,2}\s*(?:\.?\s*o)?\s*(?:de\s+)?)?"
_RANGE = re.compile(
    rf"\b{_DAY_PART}({_MONTH}){_YEAR_PART}\s*(?:,\s*)?"
    rf"(?:\ba(?:o|te)?\b|-|–|—)\s*(?:o\s+|ao\s+|fim\s+de\s+|final\s+de\s+)?{_DAY_PART}({_MONTH})"
)
_BETWEEN = re.compile(
    rf"\bentre\s+(?:os\s+meses\s+de\s+)?{_DAY_PART}({_MONTH}){_YEAR_PART}\s*e\s*{_DAY_PART}({_MONTH})"
)
_FROM = re.compile(
    rf"\b(?:a partir|a comecar|com inicio|inicio|desde)\s+(?:de|do|em)?\s*(?:mes\s+de\s+)?{_DAY_PART}({_MONTH})"
)
_UNTIL = re.compile(
    rf"\b(?:ate|ate ao|antes d[eo])\s+(?:ao?\s+)?(?:fim\s+d[eo]\s+|final\s+d[eo]\s+)?"
    rf"(?:mes\s+de\s+)?{_DAY_PART}({_MONTH})"
)
_UNTIL_YEAR_END = re.compile(r"\bate\s+(?:ao?\s+)?(?:fim|final)\s+d[eo]\s+(?:ano|20\d\d)")
_UNTIL_PERIOD = re.compile(rf"\bate\s+(?:ao?\s+)?(?:fim\s+d[eo]\s+|final\s+d[eo]\s+)?{_NTH}\s*{_PERIOD}")
_SINGLE = re.compile(rf"\b{_MONTH}")
_ISO_DATE = re.compile(r"\b20\d\d-(\d\d)(?:-\d\d)?\b")
_DATE = re.compile(r"\b(\d{1,2})\s?[./-]\s?(\d{1,2})(?:\s?[./-]\s?(?:20)?\d\d)\b")
_MONTH_OF_YEAR = re.compile(r"\b(\d{1,2})\s?/\s?20\d\d\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})/(\d{1,2})\b(?!\s?/)")
_EXCEPT = re.compile(r"\b(?:exc?eto|excepto|a exc?ecao d[eo]|com exc?ecao d[eo]|excepcao d[eo]|salvo|menos)\b([^.;]*)")

_EVERY_MONTH = re.compile(
    r"(?:todo o|(?:ao longo|durante|no decorrer|no decurso) (?:d[oe] )?(?:todo )?o? ?)\s?"
    r"(?:ano|plano|vigencia)\b(?! lec?tivo| escolar)"
    r"|(?:ao longo de|durante) 20\d\d|ano inteiro|todos os (?:meses|dias)|todas as semanas|cada mes|por mes"
    r"|continu[oa]s?\b|continuad[oa]|continuamente|permanente|em permanencia|diari[oa]|diariamente"
)
_SCHOOL_YEAR = re.compile(r"ano lec?tivo|ano escolar")
_FREQUENCIES = (
    ("weekly", re.compile(r"\bsemana(?:l|is|lmente)\b|todas as semanas|por semana")),
    ("monthly", re.compile(r"\bmensa(?:l|is|lmente)\b|todos os meses|cada mes|por mes")),
    ("bimonthly", re.compile(r"\bbimestra(?:l|is|lmente)\b|dois em dois meses|2 em 2 meses")),
    ("quarterly", re.compile(r"\btrimestra(?:l|is|lmente)\b|tres em tres meses|3 em 3 meses")),
    (
        "semiannual",
        re.compile(r"\bsemestra(?:l|is|lmente)\b|(?:duas|2) vezes (?:por|ao) ano|seis em seis meses|6 em 6 meses"),
    ),
    ("annual", re.compile(r"\banua(?:l|is|lmente)\b|(?:uma|1) vez (?:por|ao) ano")),
    ("continuous", _EVERY_MONTH),
    (
        "occasional",
        re.compile(
            r"sempre que|quando (?:necessari|solicitad|se justifi)|pontua(?:l|is|lmente)|ocasiona|esporadic|caso a caso"
            r"|mediante|em funcao d|de acordo com as necessidades|consoante"
        ),
    ),
)
_EVERY = {"weekly", "monthly", "continuous"}
_FORTNIGHTLY = re.compile(r"\bquinzena(?:l|is|lmente)\b")
_OPEN = re.compile(
    r"\bsem data|\b(?:a|por) (?:definir|designar|calendarizar|agendar|marcar|determinar|confirmar|indicar)\b"
    r"|data a |^n\.?\s?/?\s?[adc]\.?$|nao (?:definid|aplicavel)"
)
_NOTHING = re.compile(r"^[\s\-–—_.…*/]*$")


@dataclass(frozen=True)
class Schedule:
    """What a schedule cell says.

    Attributes
    ----------
    months : tuple of int or None
        Sorted months 1 to 12, or None where the words state none.
    frequency : str or None
        ``weekly``, ``monthly``, ``bimonthly``, ``quarterly``, ``semiannual``, ``annual``,
        ``continuous`` or ``occasional``.
    status : str
        ``stated``, ``not_stated`` or ``unreadable``.
    note : str or None
        A decision that a person should know of: ``deadline`` (only an end is named, so the start of
        the plan was taken) or ``school_year`` (a school year has no months of its own).
    """

    months: tuple[int, ...] | None
    frequency: str | None
    status: Literal["stated", "not_stated", "unreadable"]
    note: str | None = None


def read_schedule(text: str) -> Schedule:
    """Read the words of a schedule cell."""
    words = plain(text)
    if _NOTHING.match(words):
        return Schedule(None, None, "not_stated")
    frequency = frequency_of(text)
    months, note = _months(words)
    if months is None and (frequency in _EVERY or _FORTNIGHTLY.search(words)):
        if _SCHOOL_YEAR.search(words):
            return Schedule(None, frequency, "stated", "school_year")
        months = frozenset(YEAR)
    if months is not None:
        left = months - _excepted(words)
        return Schedule(tuple(sorted(left)), frequency, "stated", note)
    if frequency:
        return Schedule(None, frequency, "stated")
    if _OPEN.search(words):
        return Schedule(None, None, "not_stated")
    if _SCHOOL_YEAR.search(words):
        return Schedule(None, None, "stated", "school_year")
    if re.fullmatch(r"\W*(?:ano de )?20\d\d(?:\W+(?:a |e )?20\d\d)*\W*", words):
        return Schedule(None, None, "stated")
    return Schedule(None, None, "unreadable")


def read_period(start: str, end: str) -> Schedule:
    """Read a schedule given by a start cell and an end cell."""
    first, last = read_schedule(start), read_schedule(end)
    if first.months and last.months:
        months = tuple(sorted(_run(first.months[0], last.months[-1])))
        return Schedule(months, first.frequency or last.frequency, "stated")
    if last.months and first.status == "not_stated":
        return Schedule(_run(1, last.months[-1]), last.frequency, "stated", "deadline")
    return first if first.status != "not_stated" else last


def frequency_of(text: str) -> str | None:
    """Return how often `text` says that something happens, or None."""
    words = plain(text)
    return next((name for name, pattern in _FREQUENCIES if pattern.search(words)), None)


def month_columns(headings: list[str]) -> dict[int, tuple[int, ...]]:
    """Return which columns of a header row stand for which months.

    Months are named in full, by three letters, or by initials in a run of twelve that begins
    anywhere in the year (``J F M ...`` or ``S O N ...``); quarters and semesters by their number.
    """
    words = [plain(h).strip(" .") for h in headings]
    found: dict[int, tuple[int, ...]] = {}
    for start in range(len(words) - 11):
        run = "".join(w if len(w) == 1 else "?" for w in words[start : start + 12])
        shift = (_INITIALS * 2).find(run)
        if shift >= 0:
            found.update({start + i: ((shift + i) % 12 + 1,) for i in range(12)})
            break
    for column, word in enumerate(words):
        if re.fullmatch(_MONTH + r"(?:\W*(?:20)?\d\d)?", word):
            found[column] = (_number(word),)
        elif re.fullmatch(rf"{_NTH}\s*{_PERIOD}", word) or re.fullmatch(_PERIOD_LETTER, word):
            months, _ = _months(word)
            if months:
                found[column] = tuple(sorted(months))
    return found


def _months(words: str) -> tuple[frozenset[int] | None, str | None]:
    words = _EXCEPT.sub(" ", words)
    found: set[int] = set()
    note = None

    def take(pattern: re.Pattern[str], months_of: Callable[[re.Match[str]], Iterable[int]]) -> None:
        nonlocal words
        while match := pattern.search(words):
            found.update(months_of(match))
            words = words[: match.start()] + " ; " + words[match.end() :]

    for pattern in (_ISO_DATE, _DATE, _MONTH_OF_YEAR, _DAY_MONTH):
        words = pattern.sub(_named, words)
    take(_PERIOD_RANGE, lambda m: _run(_period(m[1], m[4])[0], _period(m[3], m[4])[-1]))
    if match := _UNTIL_PERIOD.search(words):
        found.update(_run(1, _period(match[1], match[2])[-1]))
        words, note = words[: match.start()] + words[match.end() :], "deadline"
    take(_PERIOD_LIST, lambda m: {x for n in re.findall(_NTH, m[1]) for x in _period(n, m[m.re.groups])})
    take(_PERIOD_LETTER, lambda m: _period(m[2], m[1]))
    take(_BETWEEN, lambda m: _run(_number(m[1]), _number(m[2])))
    take(_RANGE, lambda m: _run(_number(m[1]), _number(m[2])))
    take(_FROM, lambda m: _run(_number(m[1]), 12))
    if not found and (match := _UNTIL.search(words)):
        found.update(_run(1, _number(match[1])))
        words, note = words[: match.start()] + words[match.end() :], "deadline"
    take(_SINGLE, lambda m: (_number(m[0]),))
    if not found and _UNTIL_YEAR_END.search(words):
        return frozenset(YEAR), "deadline"
    return (frozenset(found) if found else None), note


def _excepted(words: str) -> frozenset[int]:
    tails = " ; ".join(_EXCEPT.findall(words))
    return (_months(tails)[0] or frozenset()) if tails else frozenset()


def _named(date: re.Match[str]) -> str:
    """Return a date written in figures as the name of its month; its last group is the month."""
    month = int(date[date.re.groups])
    return f" {MONTH_NAMES[month - 1]} " if 1 <= month <= 12 else date[0]


def _number(word: str) -> int:
    return next(i for i, name in enumerate(MONTH_NAMES, 1) if word.startswith(name[:3]))


def _period(nth: str, unit: str) -> tuple[int, ...]:
    n = int(nth) if nth.isdigit() else _ORDINALS[nth]
    length = _PERIODS[unit]
    return tuple(m for m in range((n - 1) * length + 1, n * length + 1) if m <= 12)


def _run(first: int, last: int) -> tuple[int, ...]:
    """Months from `first` to `last`, over the end of the year where `last` comes before."""
    return tuple((first - 1 + i) % 12 + 1 for i in range((last - first) % 12 + 1))
