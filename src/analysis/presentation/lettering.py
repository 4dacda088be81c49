"""Letters as outlines: the shape and the advance of each letter of a font, read once, and lines made of them.

matplotlib shapes every line anew each time that it measures or draws it, which costs more than all else in a figure.
The scripts that go from left to right, one sign a letter, need no shaping: a line of theirs is its letters one
beside the other, each as far from the last as its advance and the kerning of the two say. Other text, such as
Arabic, or accents that are signs of their own, has no line here and is left to matplotlib.

All numbers are in units of the font, of which a letter as high as the font's size has :attr:`Face.units`.
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Any
from zlib import crc32

import numpy as np
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

_CURVES = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
_POINTS = {Path.CURVE3: 2, Path.CURVE4: 3}
LINES = 20_000  # lines that are kept


@dataclass(frozen=True)
class Letter:
    """A letter: its place in the font, its advance, its lowest and highest ink, and its outline as an SVG path."""

    glyph: int
    advance: int
    low: int
    high: int
    outline: str


@dataclass(frozen=True)
class Line:
    """A line of text: its letters, where each begins, its whole advance, and its lowest and highest ink."""

    letters: tuple[Letter, ...]
    starts: tuple[int, ...]
    width: int
    low: int
    high: int


class Face:
    """The letters of one font file; its short name is the same in every figure, so that pages may hold several."""

    def __init__(self, file: str) -> None:
        # Read whole: two processes that share an open file, after a fork, would move each other's place in it.
        self._font = FT2Font(io.BytesIO(_content(file)))
        self.name = f"g{crc32(self._font.postscript_name.encode()) % 16**4:04x}"
        self.units = int(self._font.units_per_EM)
        self.ascent, self.descent, self.gap = _line_metrics(self._font)
        self._font.set_size(self.units, 72)
        self._letter = cache(self._read_letter)
        self._kerning = cache(self._read_kerning)
        self.line = lru_cache(LINES)(self._compose)

    def _compose(self, text: str) -> Line | None:
        """Return a line of text, None where its letters do not simply stand side by side or the font lacks one."""
        letters = tuple(letter for sign in text if (letter := self._letter(sign)) is not None)
        if len(letters) < len(text):
            return None
        kernings = [*(self._kerning(one.glyph, other.glyph) for one, other in pairwise(letters)), 0]
        steps = [letter.advance + kerning for letter, kerning in zip(letters, kernings, strict=False)]
        *starts, width = accumulate(steps, initial=0)
        inked = [letter for letter in letters if letter.outline]
        low, high = min((ink.low for ink in inked), default=0), max((ink.high for ink in inked), default=0)
        return Line(letters, tuple(starts), width, low, high)

    def _read_letter(self, sign: str) -> Letter | None:
        glyph = self._font.get_char_index(ord(sign))
        if not glyph or unicodedata.category(sign)[0] == "M" or unicodedata.bidirectional(sign) in ("R", "AL", "AN"):
            return None
        advance = self._font.load_glyph(glyph, flags=LoadFlags.NO_HINTING).linearHoriAdvance / 2**16
        vertices, codes = self._font.get_path()
        heights = vertices[:, 1][codes != Path.CLOSEPOLY] if len(codes) else np.zeros(1)
        return Letter(glyph, round(advance), round(heights.min()), round(heights.max()), _outline(vertices, codes))

    def _read_kerning(self, one: Any, other: Any) -> int:
        return round(self._font.get_kerning(one, other, Kerning.UNFITTED) / 64)


def _line_metrics(font: FT2Font) -> tuple[int, int, int]:
    """Return the ascent, the descent and the gap of the lines of a font, as matplotlib takes them."""
    if (typographic := font.get_sfnt_table("OS/2")) is not None:
        return typographic["sTypoAscender"], -typographic["sTypoDescender"], typographic["sTypoLineGap"]
    horizontal = font.get_sfnt_table("hhea")
    assert horizontal is not None
    return horizontal["ascent"], -horizontal["descent"], horizontal["lineGap"]


@cache
def _face(file: str) -> Face:
    return Face(file)


def face_of(prop: FontProperties) -> Face:
    """Return the letters of the font that matplotlib takes for these properties."""
    return _face(str(fontManager.findfont(prop)))


def text_width(text: str, prop: FontProperties) -> float:
    """Return the width of a line of text, in times the font's size."""
    face = face_of(prop)
    if (line := face.line(text)) is None:
        return TextToPath().get_text_width_height_descent(text, prop, False)[0] / prop.get_size_in_points()
    return line.width / face.units


def _outline(vertices: np.ndarray, codes: np.ndarray) -> str:
    """Return a glyph's outline as an SVG path."""
    parts, at = [], 0
    while at < len(codes):
        if codes[at] == Path.CLOSEPOLY:
            parts.append("Z")
            at += 1
            continue
        points = _POINTS.get(codes[at], 1)
        numbers = " ".join(f"{round(x)} {round(y)}" for x, y in vertices[at : at + points])
        parts.append(_CURVES[codes[at]] + numbers)
        at += points
    return "".join(parts)


def _content(file: str) -> bytes:
    with open(file, "rb") as font:
        return font.read()
