"""What the headings of a plan mean: columns of its tables and sections between them.

The words stand in ``headings.toml``, one vocabulary for all layouts. In a heading the vocabulary
phrase that begins first decides (Portuguese puts the head noun first), and the longer of two that
begin together.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analysis.common.text import fold, is_capitals, tidy

LONGEST_HEADING = 60  # characters; longer cells are content
LONGEST_SECTION = 300

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ENUMERATION = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\s*[.)\-–—]?\s*(?=[^\W\d_])")


@dataclass(frozen=True)
class Section:
    """A labelled heading outside a table: ``Domínio de Intervenção 2: ...``.

    Attributes
    ----------
    level : str
        ``theme``, ``objective`` or ``goal``.
    label : str
        The folded vocabulary word that it begins with.
    number : int or None
        Its number, where that is a plain whole number.
    title : str
        What stands after label and number.
    """

    level: str
    label: str
    number: int | None
    title: str


def column_of(heading: str) -> str | None:
    """Return which column a heading names (a key of ``[columns]``), or None."""
    text = tidy(heading)
    if not text or len(text) > LONGEST_HEADING or (text.endswith(".") and " " in text):
        return None
    words = f" {fold(text)} "
    best: tuple[int, int, str] | None = None
    for phrase, column in _phrases("columns").items():
        start = words.find(f" {phrase} ")
        if start >= 0 and words[:start].count(" ") <= 1 and (best is None or (start, -len(phrase)) < best[:2]):
            best = (start, -len(phrase), column)
    return best[2] if best else None


def section_of(line: str) -> Section | None:
    """Return the labelled section that `line` opens, or None."""
    text = tidy(line)
    if not text or len(text) > LONGEST_SECTION:
        return None
    first = fold(text.split()[0])
    for level in ("objective", "goal", "theme"):
        for phrase in _vocabulary()["sections"][level]:
            folded = fold(phrase)
            if folded.split()[0] != first or not f"{fold(text)} ".startswith(f"{folded} "):
                continue
            match = _section_pattern(len(phrase.split())).match(text)
            if match and (match["number"] or match["colon"]) and match["title"].strip():
                number = match["number"]
                return Section(level, folded, _whole(number), match["title"].strip().rstrip("; "))
    return None


def may_be_agenda(line: str) -> bool:
    """Tell whether `line` may be a capitalised heading over several domains."""
    text = tidy(line)
    if not is_capitals(text) or not 2 <= len(text.split()) <= 40 or section_of(text):
        return False
    return not starts_with_any(text, "furniture")


def starts_with_any(text: str, group: str) -> bool:
    """Tell whether `text` begins with a phrase of ``[sections]`` `group`."""
    words = f"{fold(_ENUMERATION.sub('', text))} "
    return any(words.startswith(f"{fold(phrase)} ") for phrase in _vocabulary()["sections"][group])


def is_enumerated(text: str) -> bool:
    """Tell whether `text` begins with a number as headings do: ``2. ...``, ``1.1 - ...``."""
    return bool(_ENUMERATION.match(text))


def same_heading(one: str, other: str) -> bool:
    """Tell whether two headings are the same words in another dress (case, number, full stop)."""
    return fold(one) == fold(other)


def _whole(number: str | None) -> int | None:
    if number is None or number.isdigit():
        return int(number) if number else None
    return _ROMAN.index(number) + 1 if number in _ROMAN else None


@cache
def _vocabulary() -> dict[str, dict[str, list[str]]]:
    source = files("analysis.documents").joinpath("headings.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _phrases(table: str) -> dict[str, str]:
    return {fold(p): name for name, phrases in _vocabulary()[table].items() for p in phrases}


@cache
def _section_pattern(words: int) -> re.Pattern[str]:
    """Label of `words` words, qualifiers, number, then a colon or dash, then the title."""
    label = r"[^\s:–—-]+" + r"\s+[^\s:–—-]+" * (words - 1)
    qualifiers = (
        r"(?i:\s+(?:de|do|da|dos|das|para|intervenç(?:ão|ões)|acç?ão|prioritári[oa]s?|estratégic[oa]s?|temátic[oa]s?"
        r"|operacion(?:al|ais)|específic[oa]s?|gera(?:l|is)))*"
    )
    number = r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])(?![^\W\d_])"
    return re.compile(
        rf"^{label}{qualifiers}\s*(?i:n\.?[ºo°]\s*)?(?:{number})?\.?[ºª]?(?P<colon>\s*[:–—-])?\s*[.)|]?\s*(?P<title>\D.*)$"
    )
