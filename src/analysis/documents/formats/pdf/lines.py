"""The text of words: put into lines, and the lines joined where a line merely wraps.

A line wraps where the first word of the next would not have fitted behind it; one that ends early ends a
paragraph, and so does one before an item of a list. Where a wrapped line may as well end an item, a
vertical tab stands for the doubt. A hyphen at the end of a wrapped line stays where the document writes the
hyphenated word elsewhere, where it parts a pronoun from its verb (*realizar-se*) or a word that stands first in
compounds (*bem-estar*), and where the part before it is a word, unless the document breaks words at line ends.
A word too long for its cell is broken without a hyphen: it fills its line to the last letter, and its parts are
joined where the whole is written elsewhere, or where no Portuguese word ends or begins as they do.
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
_DASH = re.compile(r"[–—−]\s")
_OPENS_LIST = re.compile(r".*[:;.]")
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
_LEAST_BROKEN = 5  # letters of a word on a line of its own, before the rest of it
_BARE, _TAIL = re.compile(r"[^\W\d_]+"), re.compile(r"[^\W\d_]{3,}$")
_ENDS_IN_WORD, _ENDS_ABROAD = frozenset("cçfhjnqv"), frozenset("bdgkpty")  # no word, or borrowed ones only
_LONGEST_REST = 3  # letters behind such a one
_BEGINS_IN_WORD = re.compile(
    r"[bcdfgptv](?![aeiouáàâãéêíóôõúhlrsn])|[lnmrz](?![aeiouáàâãéêíóôõúh])|[çã]|nh|rr|ss|[^aeoàéó]$"
)
_STANDS_ALONE = {
    *("a", "as", "ao", "aos", "à", "às", "com", "da", "das", "de", "do", "dos", "e", "é", "em", "mas", "na", "nas"),
    *("no", "nos", "o", "os", "ou", "por", "que", "se", "sem", "ser", "seu", "sob", "sua", "um", "uma", "via"),
}


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
    dashes = [line for line in lines if _DASH.match(line.text)]
    within = dashes[0] if len(dashes) == 1 and dashes[0] is not lines[0] else None  # the dash may part a name
    for number, line in enumerate(lines):
        written = line.text
        if not number:
            text = written
            continue
        above = lines[number - 1]
        is_within = line is within and not _OPENS_LIST.fullmatch(above.text)
        ends = _would_have_fitted(above, line, width) if is_within else ends_paragraph(above, line, width)
        if line.base - above.base > _APART * usual or ends:
            text = f"{text}\n{written}"
        elif _may_end(above, line):
            text = f"{text}\v{written}"
        elif _breaks_word(above, line, width, vocabulary):
            text += written
        else:
            text = joined(text, written, vocabulary)
    return "\n".join(_BULLET.sub("", part) for part in text.split("\n"))


def ends_paragraph(above: TextLine, line: TextLine, width: float) -> bool:
    """Tell whether a line ends a paragraph: the next is an item of a list, or its first word would have fitted."""
    return bool(_ITEM.match(line.text + " ")) or _would_have_fitted(above, line, width)


def _would_have_fitted(above: TextLine, line: TextLine, width: float) -> bool:
    first = line.words[0]
    needed = above.end - above.start + _SPACE * line.size + _end(first) - _start(first)
    return needed < width - _SLACK * line.size


def _may_end(above: TextLine, line: TextLine) -> bool:
    """Tell whether a line that wraps may as well end an item: what follows begins as one, and nothing is left open."""
    last, first = above.words[-1].text, line.words[0].text
    return bool(_BEGINS_ITEM.match(first)) and not is_left_open(last)


def _breaks_word(above: TextLine, line: TextLine, width: float, vocabulary: Collection[str]) -> bool:
    """Tell whether a line that one word fills to its last letter breaks this word, which is too long for it."""
    word, rest = above.words[0].text, _BARE.match(line.text)
    tail = _TAIL.search(word)
    if len(above.words) > 1 or len(word) < _LEAST_BROKEN or not tail or not rest:
        return False
    written = above.end - above.start
    if written + written / len(word) < width - _SLACK * above.size or not rest[0].islower():
        return False
    if (tail[0] + rest[0]).lower() in vocabulary:
        return True
    if rest[0] in _STANDS_ALONE:
        return False
    abroad = word[-1] in _ENDS_ABROAD and len(rest[0]) <= _LONGEST_REST
    return abroad or word[-1] in _ENDS_IN_WORD or bool(_BEGINS_IN_WORD.match(rest[0]))


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
