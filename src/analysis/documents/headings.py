"""What the headings of a plan mean: columns of its tables and sections between them.

The words stand in ``headings.toml``, one vocabulary for all layouts. In a heading the vocabulary
phrase that begins first decides (Portuguese puts the head noun first), and the longer of two that
begin together. A word cut short by a full stop (``Resp.``) stands for any word that begins so.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from analysis.common.schedules import read_schedule
from analysis.common.text import fold, is_capitals, tidy

LONGEST_HEADING = 60  # characters; longer cells are content
LONGEST_SECTION = 300
LONGEST_TIME = 30
LONGEST_CAPTION = 160
LEAST_SENTENCE = 6  # words
LEAST_ABBREVIATION = 3  # letters; a shorter one could be cut from too many words
LONGEST_ABBREVIATION = 8

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_OR_PLURAL = re.compile(r"\((?:s|es|eis|ões|a|as)\)", re.IGNORECASE)  # Entidade(s) Responsável(eis)
_WORD = re.compile(r"[^\W_]+\.?")
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]{4})\s?(?:[⁰¹²³⁴-⁹]+|[*†]+|(?<=\w)\d|\(\d\)|\[\d\])$")  # Prazo¹, Prazo (1)
_IN_BRACKETS = re.compile(r"\(([^()]{4,})\)$")
_CONTINUED = re.compile(r"\s*[(\[–-]\s*(?:cont\.?|continua[çc][ãa]o)\s*[)\]]?\s*$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:[.…_·]\s?){4,}\s*\d{1,3}\s*$|(?<=\S)(?:\t|\s{3,})\d{1,3}\s*$|(?:[.…_]\s?){8,}")
_NUMBERED = re.compile(
    r"\s*(?P<number>\d{1,2}(?=\s?\D)|[IVX]{1,4}(?=\s?\.?[)–—-]|\.\s))\s?(?:\.?[)–—-]|\.)\s*"
    r"(?P<title>(?=[^\W\d_a-zºª]).+)",
    re.DOTALL,
)
_ENUMERATION = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\s*\.?[ºª]?\s*[.)\-–—]?\s*(?=[^\W\d_])")


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
    return _column_of(heading) if len(heading) <= LONGEST_HEADING else None


@lru_cache(maxsize=20_000)
def _column_of(heading: str) -> str | None:
    text = _NOTE_MARK.sub("", tidy(heading))
    if not text or _is_sentence(text):
        return None
    words = [_word(part) for part in _WORD.findall(_OR_PLURAL.sub("", text))]
    for start in range(min(2, len(words))):
        word, cut = words[start]
        phrases = _phrases("columns") if cut else _columns_by_word().get(word, ())
        fitting = [p for p in phrases if _reads(words[start : start + len(p)], p)]
        if fitting:
            return _phrases("columns")[max(fitting, key=lambda p: len(" ".join(p)))]
    in_brackets = _IN_BRACKETS.search(text)
    if in_brackets and in_brackets.start():  # Mecanismos de avaliação (indicadores)
        return _column_of(in_brackets[1])
    return _phrases("alone").get(tuple(word for word, _ in words))


def is_exact_heading(text: str) -> bool:
    """Tell whether `text` is a heading of the vocabulary and nothing more."""
    first = text.partition("/")[0]  # Designação da ação/projeto
    for part in (text, first) if len(first) > LEAST_ABBREVIATION else (text,):
        words = tuple(fold(_OR_PLURAL.sub("", _NOTE_MARK.sub("", part))).split())
        if words in _phrases("columns"):
            return True
    return False


def is_rank(text: str) -> bool:
    """Tell whether a text only says how urgent something is (*alta*) and names no theme."""
    return _phrases("values").get(tuple(fold(text).split())) == "rank"


def begins_as_body(text: str) -> bool:
    """Tell whether a text begins as the names of bodies do: *Câmara Municipal*, *GNR*, *Associação*."""
    words = f"{fold(text)} "
    return any(words.startswith(f"{' '.join(p)} ") for p, name in _phrases("values").items() if name == "body")


@lru_cache(maxsize=10_000)
def tells_progress(heading: str) -> bool:
    """Tell whether a heading is of what became of an action: *Grau de execução*, *Ponto de situação*."""
    words = f"{fold(heading)} "
    return any(words.startswith(f"{' '.join(p)} ") for p, name in _phrases("values").items() if name == "progress")


def section_of(line: str) -> Section | None:
    """Return the labelled section that `line` opens, or None."""
    if len(line) > LONGEST_SECTION + 40:
        return None
    text = _ENUMERATION.sub("", without_continued(tidy(line)))
    if not text or len(text) > LONGEST_SECTION:
        return None
    first = fold(text.split()[0])
    for level in ("objective", "goal", "theme", "counted"):
        for phrase in sorted(_vocabulary()["sections"][level], key=len, reverse=True):
            folded = fold(phrase)
            if folded.split()[0] != first or not f"{fold(text)} ".startswith(f"{folded} "):
                continue
            match = _section_pattern(len(phrase.split())).match(text)
            is_told = match and (match["number"] or (match["colon"] and level != "counted"))
            if match and is_told and match["title"].strip():
                number, title = _whole(match["number"]), match["title"].strip().rstrip("; ")
                inner = section_of(title) if match["number"] is None else None
                if inner and inner.level == level and inner.number is not None:  # Eixo de intervenção: Eixo 1 – Saúde
                    number, title = inner.number, inner.title
                return Section("theme" if level == "counted" else level, folded, number, title)
    return None


def may_be_agenda(line: str) -> bool:
    """Tell whether `line` may be a capitalised heading over several domains."""
    text = tidy(line)
    if not is_capitals(text) or not 2 <= len(text.split()) <= 40 or section_of(text):
        return False
    return not is_furniture(text)


def may_be_caption(line: str) -> bool:
    """Tell whether `line` may be the heading of the table below it: short, no sentence and no label."""
    if is_exact_heading(line.partition(":")[0]):
        return False
    return len(line) <= LONGEST_CAPTION and not line.endswith((".", ";", ":")) and not is_capitals(line)


def is_prose(line: str) -> bool:
    """Tell whether `line` is running text: long, or a sentence that is no heading, running head or note."""
    text = tidy(line)
    if section_of(text) or is_furniture(text) or starts_with_any(text, "remarks") or is_capitals(text):
        return False
    return len(text) > LONGEST_SECTION or (text.endswith((".", ":")) and len(text.split()) >= LEAST_SENTENCE)


def is_remark_on_heading(line: str) -> bool:
    """Tell whether `line` may be a sentence below a heading that tells more of it."""
    return line.endswith(".") and len(line) <= LONGEST_CAPTION


def is_of_contents(line: str) -> bool:
    """Tell whether `line` stands in a table of contents: it leads to the number of a page."""
    return bool(_CONTENTS.search(line))


def is_furniture(line: str) -> bool:
    """Tell whether `line` is a running head, a page number, or the heading of another part, a time or an action."""
    if not any(c.isalpha() for c in line) or starts_with_any(line, "furniture"):
        return True
    return _is_time(line) or _is_numbered_action(line)


def _is_numbered_action(line: str) -> bool:
    """Tell whether a line only counts the actions: ``Atividade 1.1``."""
    match = re.fullmatch(r"(\D+?)\s*(?:n\.?[ºo°]\s*)?\d[\d.]*", tidy(line))
    return bool(match and is_exact_heading(match[1]) and column_of(match[1]) == "action")


@lru_cache(maxsize=10_000)
def _is_time(line: str) -> bool:
    return len(line) <= LONGEST_TIME and read_schedule(line).months is not None


def starts_with_any(text: str, group: str) -> bool:
    """Tell whether `text` begins with a phrase of ``[sections]`` `group`."""
    words = f"{fold(_ENUMERATION.sub('', text))} "
    return any(words.startswith(f"{fold(phrase)} ") for phrase in _vocabulary()["sections"][group])


def unnumbered(text: str) -> str:
    """Return a text without the number that it begins with as headings do."""
    return _ENUMERATION.sub("", text)


def is_enumerated(text: str) -> bool:
    """Tell whether `text` begins with a number as headings do: ``2. ...``, ``1.1 - ...``."""
    return bool(_ENUMERATION.match(text))


def numbered(text: str) -> tuple[int | None, str]:
    """Return the plain number that a heading without a label begins with (``2. Saúde``), and what stands behind it."""
    match = _NUMBERED.fullmatch(text)
    return (_whole(match["number"]), match["title"]) if match else (None, text)


def number_of(text: str) -> int | None:
    """Return the plain number of a heading, with a label or without."""
    section = section_of(text)
    return section.number if section else numbered(text)[0]


def numbering(text: str) -> str | None:
    """Return how a heading is numbered (``1.`` as ``.``, ``1.1`` as ``..``), or None."""
    match = re.match(r"\s*(\d{1,2}(?:\.\d{1,2})*)\.?[)\s–-]", text)
    return "." * (match[1].count(".") + 1) if match else None


def without_continued(text: str) -> str:
    """Return a heading without the note that it goes on from the page before."""
    return _CONTINUED.sub("", text)


def same_heading(one: str, other: str) -> bool:
    """Tell whether two headings are the same words in another dress (case, number, full stop)."""
    return fold(one) == fold(other)


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and " " in text and len(text.split()[-1]) > LONGEST_ABBREVIATION


def _word(text: str) -> tuple[str, bool]:
    """Return a word of a heading, folded, and whether it is cut short by a full stop."""
    cut = text.endswith(".") and len(text) > LEAST_ABBREVIATION
    return fold(text), cut


def _reads(words: list[tuple[str, bool]], phrase: tuple[str, ...]) -> bool:
    """Tell whether the words of a heading are those of `phrase`."""
    return len(words) == len(phrase) and all(
        word == whole or (cut and whole.startswith(word)) for (word, cut), whole in zip(words, phrase, strict=True)
    )


def _whole(number: str | None) -> int | None:
    if number is None or number.isdigit():
        return int(number) if number else None
    return _ROMAN.index(number) + 1 if number in _ROMAN else None


@cache
def _vocabulary() -> dict[str, dict[str, list[str]]]:
    source = files("analysis.documents").joinpath("headings.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _phrases(table: str) -> dict[tuple[str, ...], str]:
    return {tuple(fold(p).split()): name for name, phrases in _vocabulary()[table].items() for p in phrases}


@cache
def _columns_by_word() -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases of columns by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _phrases("columns"):
        found.setdefault(phrase[0], []).append(phrase)
    return found


@cache
def _section_pattern(words: int) -> re.Pattern[str]:
    """Label of `words` words, qualifiers, number, then a colon or dash, then the title.

    Any few words may stand between the label and a number that a colon or dash follows.
    """
    label = r"[^\s:·•–—-]+" + r"\s+[^\s:·•–—-]+" * (words - 1)
    qualifiers = (
        r"(?i:\s+(?:de|do|da|dos|das|para|intervenç(?:ão|ões)|acç?ão|prioritári[oa]s?|estratégic[oa]s?|temátic[oa]s?"
        r"|operacion(?:al|ais)|específic[oa]s?|gera(?:l|is))\b)*"
        r"(?:(?:\s+[^\W\d]+){1,4}(?=\s+(?:\d{1,2}|[IVX]{1,4})\s*[:·•–—-]))?"
    )
    number = r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])(?![^\W\d_])"
    return re.compile(
        rf"^{label}{qualifiers}\s*(?i:n\.?[ºo°]\s*)?(?:{number})?\.?[ºª]?(?P<colon>\s*[:·•–—-])?\s*[.)|]?\s*(?P<title>\D.*)$"
    )
