"""The cells of a ruled table: what is written in each and how it is filled.

A cell has the colour of the topmost area that covers most of it. A bar that is drawn over a run of cells
and fills none of them (a schedule drawn by hand) gives its colour to those that it covers by half.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from analysis.documents.formats.pdf.grids import Grid, Region
from analysis.documents.formats.pdf.lines import TextLine, lines_of, text_of
from analysis.documents.formats.pdf.shapes import UPRIGHT, Area, Box, Word
from analysis.documents.grid import Cell

_COVERED = 0.6  # of a cell, by an area that is its background
_BAR_WIDTH = 0.5  # of a cell, covered by a bar
_BAR_HEIGHT = 2.0  # points
_HIGHLIGHT = 1.3  # times the width of the words on it, up to which an area only marks them
_WHITE = 252  # of 255 in each part, from which on a colour is none
_PADDING_SHARE = 0.05  # of the cells, which may be written nearer to their side than the rest
_INDENT_SHARE = 0.4  # of the lines of a column, that begin at the padding of its cells
_LEAST_INDENTED = 3  # of these lines
_MOST_PADDING = 12.0  # points


def fills_of(grid: Grid, areas: Sequence[Area], bars: Sequence[Area], words: dict[int, list[Word]]) -> list[str | None]:
    """Return the colour of each region of a grid."""
    colours: list[str | None] = [None] * len(grid.regions)
    parts: dict[tuple[int, str], float] = defaultdict(float)
    for area in [*areas, *bars]:
        for number in _touched(grid, area.box):
            region = grid.regions[number]
            shared = region.box.shared(area.box)
            share = max(shared.width, 0) * max(shared.height, 0) / (region.box.width * region.box.height)
            if area.full and share < _COVERED:
                parts[number, area.colour] += share
                share = max(share, parts[number, area.colour])
            if (area.full and share >= _COVERED) or _is_bar(area.box, region, shared, words.get(number, [])):
                colours[number] = area.colour
                parts = defaultdict(float, {key: part for key, part in parts.items() if key[0] != number})
    return [None if colour is None or _is_white(colour) else colour for colour in colours]


def texts_of(grid: Grid, words: dict[int, list[Word]], vocabulary: Collection[str]) -> list[str]:
    """Return the text of each region of a grid from the words in each."""
    lines = {}
    for number, found in words.items():
        turns = sorted({word.turn for word in found}, key=lambda turn: -sum(w.turn == turn for w in found))
        lines[number] = [lines_of([word for word in found if word.turn == turn]) for turn in turns]
    padding = _padding(grid, words)
    indents = _indents(grid, lines)
    texts = [""] * len(grid.regions)
    for number, turned in lines.items():
        box = grid.regions[number].box
        kept = max(padding, indents.get(grid.regions[number].column, 0))
        texts[number] = "\n".join(
            text_of(
                part,
                box.width - 2 * kept if part[0].words[0].turn == UPRIGHT else box.height - 2 * padding,
                vocabulary,
            )
            for part in turned
        )
    return texts


def rows_of(grid: Grid, texts: Sequence[str], fills: Sequence[str | None]) -> list[list[Cell]]:
    """Return the rows of a grid, merged cells written out."""
    rows = []
    for row, numbers in enumerate(grid.at):
        cells = []
        for column, number in enumerate(numbers):
            region = grid.regions[number]
            if region.row < row:
                cells.append(Cell("", fills[number], "above"))
            elif region.column < column:
                cells.append(Cell("", fills[number], "left"))
            else:
                cells.append(Cell(texts[number], fills[number]))
        rows.append(cells)
    return rows


def _touched(grid: Grid, box: Box) -> set[int]:
    left, right = (max(bisect_right(grid.xs, x) - 1, 0) for x in (box.left, box.right))
    top, bottom = (max(bisect_right(grid.ys, y) - 1, 0) for y in (box.top, box.bottom))
    return {number for row in grid.at[top : bottom + 1] for number in row[left : right + 1]}


def _is_bar(box: Box, region: Region, shared: Box, words: Sequence[Word]) -> bool:
    """Tell whether an area is a bar that covers a cell: over half its width, its middle in the cell's height."""
    middle = (box.top + box.bottom) / 2
    if not region.box.top <= middle <= region.box.bottom or box.height < _BAR_HEIGHT:
        return False
    if shared.width < _BAR_WIDTH * region.box.width:
        return False
    if not words:
        return True
    if not all(box.holds(word.box) for word in words):
        return False
    written = max(word.box.right for word in words) - min(word.box.left for word in words)
    return box.width > _HIGHLIGHT * written + 2


def _is_white(colour: str) -> bool:
    return all(int(colour[part : part + 2], 16) >= _WHITE for part in (0, 2, 4))


def _padding(grid: Grid, words: dict[int, list[Word]]) -> float:
    """Return how far from the sides of their cells the words of a table keep."""
    gaps = []
    for number, found in words.items():
        upright = [word.box for word in found if word.turn == UPRIGHT]
        if upright:
            box = grid.regions[number].box
            gaps.append(min(box_.left for box_ in upright) - box.left)
            gaps.append(box.right - max(box_.right for box_ in upright))
    gaps = sorted(gap for gap in gaps if gap > 0)
    return gaps[int(_PADDING_SHARE * len(gaps))] if gaps else 0


def _indents(grid: Grid, lines: Mapping[int, Sequence[Sequence[TextLine]]]) -> dict[int, float]:
    """Return for the columns that are written from the left how far from their sides that is."""
    starts: dict[int, Counter[float]] = defaultdict(Counter)
    for number, turned in lines.items():
        region = grid.regions[number]
        upright = [line for part in turned for line in part if line.words[0].turn == UPRIGHT]
        if region.columns == 1:
            starts[region.column].update(round(line.start - region.box.left, 1) for line in upright)
    indents = {}
    for column, found in starts.items():
        indent, times = max(found.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
        if times >= max(_LEAST_INDENTED, _INDENT_SHARE * found.total()) and indent <= _MOST_PADDING:
            indents[column] = indent
    return indents
