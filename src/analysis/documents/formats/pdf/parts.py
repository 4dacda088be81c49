"""Parts of a line: runs of words without a wide gap between them, as the cells of a row without rules are.

Headings of months or quarters may stand closer than words do in other lines (``1.º Trim. 2.º Trim.``); what
they mean parts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from analysis.common.month_headings import month_columns
from analysis.documents.formats.pdf.lines import TextLine
from analysis.documents.formats.pdf.shapes import Word

_GAP = 0.42  # of the size of the font, at least between two columns
_WORD_GAPS = 1.5  # times the usual space between words, likewise
_AT_END = 0.8  # of that gap, where a column is known to end
_LONGEST_MONTH = 20  # letters
_LEAST_PERIODS = 3  # in one part, to be headings of their own
_MOST_PERIOD_WORDS = 36
_LONGEST_WORD = 9  # letters: ``fevereiro``, ``trimestre``


@dataclass(slots=True)
class Part:
    """Words of a line without a wide gap between them."""

    words: list[Word]
    start: float
    end: float
    base: float

    @property
    def text(self) -> str:
        """Its words parted by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        """How far from the left its middle is."""
        return (self.start + self.end) / 2


def gap_of(lines: Iterable[TextLine]) -> float:
    """Return which gap parts columns, in sizes of the font: wider than the spaces between words."""
    gaps = [(b.box.left - a.box.right) / line.size for line in lines for a, b in pairwise(line.words)]
    usual = [gap for gap in gaps if 0 < gap < 1]
    return max(_GAP, _WORD_GAPS * median(usual)) if usual else _GAP


def parts_of(line: TextLine, gap: float, ends: Sequence[float] = ()) -> list[Part]:
    """Part a line at its gaps; at the `ends` of columns a narrower one will do."""
    parts: list[Part] = []
    for word in line.words:
        last = parts[-1].end if parts else 0
        least = _AT_END * gap if any(last - 1 < end < word.box.left + 1 for end in ends) else gap
        if parts and word.box.left - last < least * line.size:
            parts[-1].words.append(word)
            parts[-1].end = max(parts[-1].end, word.box.right)
        else:
            parts.append(Part([word], word.box.left, word.box.right, line.base))
    return parts


def with_periods_parted(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a line, each that is several headings of months or quarters as so many."""
    return [piece for part in parts for piece in _periods(part)]


def months_of(texts: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """Return which of some texts head months; long ones do not."""
    return _short_months(tuple(text if len(text) <= _LONGEST_MONTH else "" for text in texts))


@lru_cache(maxsize=1000)
def _short_months(texts: tuple[str, ...]) -> dict[int, tuple[int, ...]]:
    return month_columns(list(texts)) if any(texts) else {}


def _periods(part: Part) -> list[Part]:
    """Return the headings of periods that a part is, all of as many words; itself where it is none or one."""
    texts = [word.text for word in part.words]
    for size in (1, 2, 3) if _LEAST_PERIODS <= len(texts) <= _MOST_PERIOD_WORDS else ():
        runs = [texts[first : first + size] for first in range(0, len(texts), size)]
        if len(texts) % size or len(runs) < _LEAST_PERIODS or max(map(len, texts)) > _LONGEST_WORD:
            continue
        alike = any(len({run[place] for run in runs}) == 1 for place in range(size))
        if (alike or size == 1) and len(months_of([" ".join(run) for run in runs])) == len(runs):
            words = [part.words[first : first + size] for first in range(0, len(texts), size)]
            return [Part(some, some[0].box.left, some[-1].box.right, part.base) for some in words]
    return [part]
