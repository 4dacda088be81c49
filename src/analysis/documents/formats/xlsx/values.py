"""What a spreadsheet cell shows: its stored value in its number format, as a Portuguese reader sees it.

Only what changes the words of a plan is followed: dates, months, percentages, fixed decimals, leading
zeros and text around a number ("1.º"). Thousands are not grouped, and colours and conditions left aside.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

BUILTIN_FORMATS = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss",
}  # fmt: skip
"""Number formats that a workbook names by their number alone."""

_MONTHS = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
    "dezembro",
)  # fmt: skip
_FIRST_DAY = datetime.datetime(1899, 12, 30)
_DAYS_TO_1904 = 1462
_LAST_SERIAL = 2_958_466
_GENERAL_DIGITS = 10
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|[_*].|(\[[^\]]*\])|(d+|m+|y+|h+|s+|am/pm|a/p)|([0#?][0#?,.]*)|(.)', re.IGNORECASE | re.DOTALL
)


def shown(value: str, kind: str, code: str, *, from_1904: bool = False) -> str:
    """Return what a cell shows.

    Parameters
    ----------
    value, kind
        Its stored value and type (``n``, ``s``, ``str``, ``inlineStr``, ``b``, ``d``, ``e``).
    code
        Its number format.
    from_1904
        Whether the workbook counts days from 1904.
    """
    if kind == "e":
        return ""
    if kind == "b":
        return "VERDADEIRO" if value.strip() in ("1", "true") else "FALSO" if value.strip() else ""
    if kind == "d":
        return _shown_iso(value.strip(), code)
    if kind != "n":
        return _ESCAPED.sub(_unescaped, value)
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return value
    section = _section(code, number)
    if _is_date(section):
        serial = float(number) + (_DAYS_TO_1904 if from_1904 else 0)
        if 0 <= serial < _LAST_SERIAL:
            return _shown_date(_moment(serial), section)
    return _shown_number(number, section, signed=len(_sections(code)) == 1)


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character.isprintable() or character.isspace() else ""


def _shown_iso(value: str, code: str) -> str:
    try:
        moment = datetime.datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return value
    section = _section(code, Decimal(1))
    return _shown_date(moment, section if _is_date(section) else "dd/mm/yyyy")


def _moment(serial: float) -> datetime.datetime:
    """Return the time that a serial number counts to, in a calendar that has 29 February 1900."""
    days = serial + 1 if 1 <= serial < 60 else serial
    return _FIRST_DAY + datetime.timedelta(seconds=round(days * 86400))


def _section(code: str, number: Decimal) -> str:
    """Return the part of a number format that is for `number`."""
    sections = _sections(code)
    if number < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


@lru_cache(512)
def _sections(code: str) -> tuple[str, ...]:
    sections = [""]
    for match in re.finditer(r'"[^"]*"?|\\.|;|[^;"\\]+|\\', _CURRENCY.sub(r'"\1"', code)):
        if match[0] == ";":
            sections.append("")
        else:
            sections[-1] += match[0]
    return tuple(sections)


@lru_cache(512)
def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    """Return the pieces of a format as kind (``text``, ``time``, ``digits``) and content."""
    found = []
    for quoted, escaped, bracket, time, digits, other in _TOKEN.findall(section):
        if bracket and re.fullmatch(r"\[[hms]+\]", bracket, re.IGNORECASE):
            found.append(("time", bracket.strip("[]").lower()))
        elif time:
            found.append(("time", time.lower()))
        elif digits:
            found.append(("digits", digits))
        elif quoted or escaped or other:
            found.append(("text", quoted or escaped or other))
    return tuple(found)


def _is_date(section: str) -> bool:
    if section.casefold() in ("general", "@", ""):
        return False
    kinds = {kind for kind, content in _tokens(section)}
    return "time" in kinds and not any(content[0] in "#?" for kind, content in _tokens(section) if kind == "digits")


def _shown_date(moment: datetime.datetime, section: str) -> str:
    times = [content for kind, content in _tokens(section) if kind == "time"]
    letters = {content[0] for content in times}
    clock = bool(letters & {"h", "s"})
    if clock and not letters & {"d", "y"}:
        return moment.strftime("%H:%M")
    if "d" in letters and ("m" in letters or any(len(content) > 2 for content in times)):
        day = f"{moment:%d/%m/}{moment.year:04}"
        return f"{day} {moment:%H:%M}" if clock and (moment.hour or moment.minute) else day
    return "".join(
        content if kind == "text" else _date_part(moment, content) for kind, content in _tokens(section)
    ).strip()


def _date_part(moment: datetime.datetime, pattern: str) -> str:
    month = _MONTHS[moment.month - 1]
    parts = {
        "m": str(moment.month), "mm": f"{moment.month:02}", "mmm": month[:3], "mmmm": month, "mmmmm": month[0].upper(),
        "yy": f"{moment.year % 100:02}", "d": str(moment.day), "dd": f"{moment.day:02}",
    }  # fmt: skip
    return parts.get(pattern, str(moment.year) if pattern[0] == "y" else "")


def _shown_number(number: Decimal, section: str, *, signed: bool) -> str:
    tokens = _tokens(section)
    digits = [content for kind, content in tokens if kind == "digits"]
    plain = len(digits) != 1 or section.casefold() == "general" or any(kind == "time" for kind, _ in tokens)
    if plain or re.search(r"[0#?]E[+-]", section, re.IGNORECASE):
        return _general(number)
    pattern = digits[0].rstrip(",")
    percent = any(kind == "text" and content == "%" for kind, content in tokens)
    whole, _, decimals = pattern.partition(".")
    value = abs(number) * (100 if percent else 1)
    text = f"{value:.{len(decimals)}f}"
    kept, point, fraction = text.partition(".")
    while len(fraction) > decimals.count("0"):
        if not fraction.endswith("0"):
            break
        fraction = fraction[:-1]
    kept = kept.zfill(whole.count("0"))
    text = f"{kept},{fraction}" if point and fraction else kept
    sign = "-" if number < 0 and signed and value else ""
    return (sign + "".join(text if kind == "digits" else content for kind, content in tokens)).strip()


def _general(number: Decimal) -> str:
    """Return a number as a cell without a format shows it."""
    if number == number.to_integral_value() and number.adjusted() < 15:
        return str(int(number))
    return f"{float(number):.{_GENERAL_DIGITS}g}".replace(".", ",")
