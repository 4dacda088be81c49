"""The text of words: put into lines, and the lines joined where a line merely wraps.

A line wraps where the first word of the next would not have fitted behind it; one that ends early ends a
paragraph, and so does one before an item of a list. Where a wrapped line may as well end an item, a
vertical tab stands for the doubt. A hyphen at the end of a wrapped line stays where the document writes the
hyphenated word elsewhere, where it parts a pronoun from its verb (*realizar-se*) or a word that stands first in
compounds (*bem-estar*), and where the part before it is a word, unless the document breaks words at line ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from analysis.common.text import is_left_open
from analysis.documents.formats.pdf.shapes import DOWNWARDS, UPRIGHT, Word

_SAME_LINE = 0.45  # of the size of the font, between baselines of one line
_SPACE = 0.25
_SLACK = 0.15
_APART = 1.3  # times the usual distance of lines, that parts paragraphs
_ITEM = re.compile(r"[•●○▪■□◦‣⁃∙·➢➤►▶✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc-]+\s|[–—−*]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")
_BULLET = re.compile(r"^[•●○▪□◦‣⁃∙·➢➤►▶❖\uf0b7\uf0a7\uf0d8\uf0fc]\s*(?=\S)")
_SOFT = "\u00ad"
_BROKEN = re.compile(r"(\w+)-$")
_BEGINS_ITEM = re.compile(r"[\"“«'(]?[^\W\d_a-zà-ÿ]|%")
_SEVERAL = 2
_PRONOUNS = {"se", "lo", "la", "los", "las", "lhe", "lhes", "me", "te", "nos", "vos", "no", "na", "nas", "o", "a"}
_FIRST = {
    *("além", "aquém", "bem", "decreto", "ex", "guarda", "mal", "maus", "meia", "meio", "médico", "não", "porta"),
    *("pré", "pró", "público", "pós", "quarta", "quinta", "recém", "segunda", "sem", "sexta", "socio", "sócio"),
    *("técnico", "terça", "vice"),
}  # words that compounds begin with
_PREFIXES = {
    "anti",
    "auto",
    "co",
    "contra",
    "extra",
    "inter",
    "micro",
    "mini",
    "multi",
    "psico",
    "semi",
    "sobre",
    "sub",
}
_GOES_ON = re.compile(r"\w+")


@dataclass(slots=True)
class TextLine:
    """Words on one baseline, from `start` to `end` along the writing; `base` grows from line to line."""

    words: list[Word]
    start: float
    end: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """Its words parted by spaces."""
        return " ".join(word.text for word in self.words)


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """Return the lines that words of one turn make, in reading order."""
    lines: list[TextLine] = []
    for word in sorted(words, key=lambda word: (_base(word), _start(word))):
        base, start, end = _base(word), _start(word), _end(word)
        line = lines[-1] if lines else None
        if line and base - line.base <= _SAME_LINE * max(line.size, word.size):
            line.words.append(word)
            line.start, line.end = min(line.start, start), max(line.end, end)
            if word.size > line.size:
                line.size, line.base = word.size, base
        else:
            lines.append(TextLine([word], start, end, base, word.size))
    for line in lines:
        line.words.sort(key=_start)
    return lines


def text_of(lines: Sequence[TextLine], width: float, vocabulary: Collection[str]) -> str:
    """Return the text of the lines of a cell or column whose writing may be `width` wide."""
    text = ""
    usual = _usual_distance(lines)
    for number, line in enumerate(lines):
        written = line.text
        if not number:
            text = written
            continue
        above = lines[number - 1]
        if line.base - above.base > _APART * usual or ends_paragraph(above, line, width):
            text = f"{text}\n{written}"
        elif _may_end(above, line):
            text = f"{text}\v{written}"
        else:
            text = joined(text, written, vocabulary)
    return "\n".join(_BULLET.sub("", part) for part in text.split("\n"))


def ends_paragraph(above: TextLine, line: TextLine, width: float) -> bool:
    """Tell whether a line ends a paragraph: the next is an item of a list, or its first word would have fitted."""
    if _ITEM.match(line.text + " "):
        return True
    first = line.words[0]
    needed = above.end - above.start + _SPACE * line.size + _end(first) - _start(first)
    return needed < width - _SLACK * line.size


def _may_end(above: TextLine, line: TextLine) -> bool:
    """Tell whether a line that wraps may as well end an item: what follows begins as one, and nothing is left open."""
    last, first = above.words[-1].text, line.words[0].text
    return bool(_BEGINS_ITEM.match(first)) and not is_left_open(last)


def joined(text: str, more: str, vocabulary: Collection[str]) -> str:
    """Return a text and the line into which it wraps as one."""
    if text.endswith(_SOFT):
        return text[:-1] + more
    broken, rest = _BROKEN.search(text), _GOES_ON.match(more)
    if not broken or not rest:
        return f"{text} {more}"
    is_one = rest[0][0].islower() and not _is_compound(broken[1].lower(), rest[0].lower(), vocabulary)
    return (text[:-1] if is_one else text) + more


def _is_compound(left: str, right: str, vocabulary: Collection[str]) -> bool:
    """Tell whether the hyphen between two parts of a word is its own, and not that of a broken line."""
    if f"{left}-{right}" in vocabulary or right in _PRONOUNS or left in _FIRST:
        return True
    if left + right in vocabulary:
        return False
    return (left in _PREFIXES or left in vocabulary) and not _breaks_words(frozenset(vocabulary))


@lru_cache(maxsize=4)
def _breaks_words(vocabulary: frozenset[str]) -> bool:
    """Tell whether a document breaks words at line ends: what stands before several hyphens is no word."""
    ends = [word[:-1] for word in vocabulary if _BROKEN.fullmatch(word)]
    return sum(end not in vocabulary and end not in _FIRST | _PREFIXES for end in ends) >= _SEVERAL


def _usual_distance(lines: Sequence[TextLine]) -> float:
    distances = [below.base - above.base for above, below in pairwise(lines)]
    most = 1.6 * min(distances, default=0)
    return median(distance for distance in distances if distance <= most) if distances else 0


def _start(word: Word) -> float:
    if word.turn == UPRIGHT:
        return word.box.left
    return word.box.top if word.turn == DOWNWARDS else -word.box.bottom


def _end(word: Word) -> float:
    if word.turn == UPRIGHT:
        return word.box.right
    return word.box.bottom if word.turn == DOWNWARDS else -word.box.top


def _base(word: Word) -> float:
    return -word.baseline if word.turn == DOWNWARDS else word.baseline
