"""The cells that the words in a part of a table make which no rules part: from which to which column each goes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.documents.formats.pdf.grids import Region
from analysis.documents.formats.pdf.shapes import Box, Word

_WIDE = 0.8  # times the size of the font: a gap between the words of two cells


def runs_in(region: Region, xs: Sequence[float], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return from which to which column the cells go that the words in a region part; one where they part none.

    In each gap between texts, the side is taken with which they stand best: at the left of their cells or
    in the middle of them.
    """
    first, last = region.column, region.column + region.columns
    sides = range(first + 1, last)
    texts: list[Box] = []
    gaps: list[list[int]] = []
    for word in sorted(words, key=lambda word: word.box.left):
        if texts and word.box.left - texts[-1].right >= _WIDE * word.size:
            within = [side for side in sides if texts[-1].right <= xs[side] <= word.box.left]
            if within:
                gaps.append(within)
                texts.append(word.box)
                continue
        texts[-1:] = [texts[-1].around(word.box)] if texts else [word.box]
    if not texts:
        return [(first, last)]
    best: dict[int, tuple[float, list[int]]] = {first: (0.0, [first])}
    for text, ends in zip(texts, [*gaps, [last]], strict=True):
        best = {
            end: min((cost + _strain(text, xs[start], xs[end]), [*cuts, end]) for start, (cost, cuts) in best.items())
            for end in ends
        }
    return list(pairwise(best[last][1]))


def _strain(text: Box, left: float, right: float) -> float:
    """Return how far a text is from where it would stand in a cell between two sides."""
    return min(abs(text.left - left), abs(text.middle[0] - (left + right) / 2))
