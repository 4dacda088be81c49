"""The words of a PDF page: letters that follow one another without a gap.

A PDF places letters, and need not hold spaces: a gap parts words as well as a space does. Raised figures
of footnotes are left out, ligatures are parted, and writing that stands askew (a watermark) is none.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from analysis.documents.formats.pdf.shapes import Box, Matrix, Word, box_around, moved

MOST_LETTERS = 100_000  # read of a page: far more than it can show
_GAP = 0.16  # of the size of the font, that parts two words
_OVERLAP = 0.5
_SLOPE = 0.12  # that a baseline may rise or fall within a word
_RAISED_GAP = 0.6
_SMALL = 0.82
_ASCENT, _DESCENT = 0.8, 0.22
_UNITS = frozenset({"m", "km", "cm", "mm", "dm", "hm"})  # which a raised figure belongs to
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600
_ASKEW = math.radians(15)
_HYPHENS = frozenset({0x02, 0xFFFE, 0x2010, 0x2011})  # the first two stand for one at the end of a line
_LIGATURES = range(0xFB00, 0xFB07)
_PRIVATE = range(0xE000, 0xF8FF)  # Unicode gives these codes no letter
_SPACED = 4  # letters that each stand alone, from which on they are one word written wide
_SPACED_GAP = 0.5  # of the size of the font, between them
_SPACED_WORDS = 1.7  # times the usual gap between them, that parts two words
_MONTHS = 2 * "JFMAMJJASOND"
_NONE = frozenset({"Cc", "Cs", "Cn"})


@dataclass(slots=True)
class Run:
    """A word as it is put together: along its writing from `start` to `end`, at the height `base` across it."""

    letters: list[str]
    start: float
    end: float
    base: float
    size: float
    bold: bool
    turn: int


def letters_of(textpage: Any) -> int:
    """Return how many letters of a page are read."""
    return min(pdfium.FPDFText_CountChars(textpage), MOST_LETTERS)


def runs_of(textpage: Any) -> tuple[list[Run], int]:
    """Return the words of a page, in its own space, and how many of them are unknown."""
    reader = _Reader(textpage)
    return _closed_up(reader.runs), reader.unknown


def sideways(runs: list[Run], turns: int) -> int:
    """Return the quarter turns that make most of the writing upright on a page turned by `turns`."""
    votes: Counter[int] = Counter()
    for run in runs:
        votes[(run.turn - turns) % 4] += len(run.letters)
    turn, most = votes.most_common(1)[0] if votes else (0, 0)
    return turn if 3 * most > 2 * votes.total() else 0


def words_of(runs: list[Run], display: Matrix, turns: int) -> list[Word]:
    """Return the words as displayed on a page turned by `turns`."""
    words = []
    for order, run in enumerate(runs):
        turn = (run.turn - turns) % 4
        text = "".join(run.letters)
        if text and turn != 2:
            x, y = moved(display, *_placed(run.turn, run.start, run.base))
            words.append(Word(text, _box(run, display), x if turn else y, run.size, run.bold, turn, order))
    return _once(words)


def _once(words: list[Word]) -> list[Word]:
    """Leave out what is written over itself, to look bold or to have a shadow."""
    if len({(word.text, round(word.box.left), round(word.box.top)) for word in words}) == len(words):
        return words
    seen: set[tuple[str, int, int]] = set()
    once = []
    for word in words:
        left, top = round(word.box.left), round(word.box.top)
        if (word.text, left, top) not in seen:
            seen.update((word.text, left + x, top + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
            once.append(word)
    return once


def _box(run: Run, display: Matrix) -> Box:
    low, high = run.base - _DESCENT * run.size, run.base + _ASCENT * run.size
    corners = (_placed(run.turn, run.start, low), _placed(run.turn, run.end, high))
    return box_around([moved(display, x, y) for x, y in corners])


def _placed(turn: int, along: float, across: float) -> tuple[float, float]:
    return ((along, across), (-across, along), (-along, -across), (across, -along))[turn]


def _closed_up(runs: list[Run]) -> list[Run]:
    """Join letters that are written wide to words."""
    chains: list[list[Run]] = []
    for run in runs:
        last = chains[-1][-1] if chains else None
        if (
            last is not None and len(run.letters) == len(last.letters) == 1 and _in_line(last, run)
            and 0 < run.start - last.end <= _SPACED_GAP * run.size
        ):  # fmt: skip
            chains[-1].append(run)
        else:
            chains.append([run])
    usual = [median(run.start - last.end for last, run in pairwise(c)) if _is_word(c) else 0.0 for c in chains]
    for step in (1, -1):  # shorter words beside them
        for place in range(len(chains))[::step]:
            beside = place - step
            if not usual[place] and len(chains[place]) > 1 and 0 <= beside < len(chains) and usual[beside]:
                gap = median(run.start - last.end for last, run in pairwise(chains[place]))
                if _in_line(chains[beside][0], chains[place][0]) and gap <= _SPACED_WORDS * usual[beside]:
                    usual[place] = usual[beside]
    return [run for chain, gap in zip(chains, usual, strict=True) for run in (_as_words(chain, gap) if gap else chain)]


def _is_word(chain: list[Run]) -> bool:
    """Tell whether letters that stand alone are a word, and no row of marks or initials of months."""
    text = "".join(run.letters[0] for run in chain)
    return len(chain) >= _SPACED and text.isalpha() and len(set(text)) > 1 and text.upper() not in _MONTHS


def _in_line(run: Run, other: Run) -> bool:
    return run.turn == other.turn and abs(run.base - other.base) <= _SLOPE * run.size


def _as_words(letters: list[Run], usual: float) -> list[Run]:
    """Return the words that letters make, between which there is usually this gap."""
    words = [letters[0]]
    for last, run in pairwise(letters):
        if run.start - last.end > _SPACED_WORDS * usual:
            words.append(run)
        else:
            words[-1] = replace(words[-1], letters=words[-1].letters + run.letters, end=run.end)
    return words


class _Reader:
    """Goes through the letters of a page, in the page's own space."""

    def __init__(self, textpage: Any) -> None:
        self.runs: list[Run] = []
        self.unknown = 0
        self._page = textpage
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._bold: dict[bytes, bool] = {}
        self._read(letters_of(textpage))

    def _read(self, count: int) -> None:
        page, box, x, y = self._page, pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        code_of, box_of, origin_of = (
            pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin,
        )  # fmt: skip
        letters: dict[int, str] = {}
        run: Run | None = None
        spaced = True
        for index in range(count):
            code = code_of(page, index)
            if (code <= 0x20 and code != 0x02) or code == 0xA0:
                spaced = spaced or not pdfium.FPDFText_IsGenerated(page, index)
                self.unknown += code == 0
                continue
            letter = letters.get(code)
            if letter is None:
                letter = letters[code] = _letter(code)
            if not letter or not box_of(page, index, box) or not origin_of(page, index, x, y):
                continue
            if run is not None:
                if run.turn:
                    start, end, base = _along(run.turn, box, x.value, y.value)
                else:
                    start, end, base = box.left, box.right, y.value
                gap, rise = start - run.end, base - run.base
                if abs(rise) <= _SLOPE * run.size:
                    same = end == run.end and not spaced  # letters of a ligature
                    if same or (not spaced and -_OVERLAP * run.size < gap < _GAP * run.size):
                        run.letters.append(letter)
                        run.end = max(end, run.end)
                        continue
                elif 0 < rise < run.size and -_GAP * run.size < gap < _RAISED_GAP * run.size:
                    raised = self._style(index)
                    if raised.size < _SMALL * run.size and raised.turn == run.turn:
                        if not letter.isalpha() and "".join(run.letters) not in _UNITS:
                            run.end = end
                            continue
                        if not spaced:
                            run.letters.append(letter)
                            run.end = end
                            continue
            run, spaced = self._style(index), False
            if run.turn < 0:
                run, spaced = None, True
                continue
            run.start, run.end, run.base = _along(run.turn, box, x.value, y.value)
            run.letters.append(letter)
            self.runs.append(run)
            self.unknown += code in _PRIVATE or code == 0xFFFD or pdfium.FPDFText_HasUnicodeMapError(page, index) == 1

    def _style(self, index: int) -> Run:
        """Return a run without letters that is written as the letter at `index`."""
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d)
        angle = math.atan2(matrix.b, matrix.a)
        if not math.isfinite(angle) or not math.isfinite(size):
            return Run([], 0, 0, 0, 1, False, -1)
        turn = round(angle / (math.pi / 2))
        askew = abs(angle - turn * math.pi / 2) > _ASKEW
        return Run([], 0, 0, 0, size or 1, self._is_bold(index), -1 if askew else turn % 4)

    def _is_bold(self, index: int) -> bool:
        pdfium.FPDFText_GetFontInfo(self._page, index, self._name, len(self._name), self._flags)
        name = self._name.value
        if name not in self._bold:
            written = name.decode("utf-8", "replace").lower()
            self._bold[name] = any(part in written for part in _BOLD_NAMES)
        return self._bold[name] or pdfium.FPDFText_GetFontWeight(self._page, index) >= _BOLD_WEIGHT


def _along(turn: int, box: Any, x: float, y: float) -> tuple[float, float, float]:
    """Return where a letter starts and ends along its writing, and its height across it."""
    if turn == 0:
        return box.left, box.right, y
    return ((box.bottom, box.top, -x), (-box.right, -box.left, -y), (-box.top, -box.bottom, x))[turn - 1]


def _letter(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    letter = chr(code)
    if code in _LIGATURES:
        return unicodedata.normalize("NFKC", letter)
    return "" if unicodedata.category(letter) in _NONE else letter
