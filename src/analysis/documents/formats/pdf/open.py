"""Ruled tables that rules do not close: what else of a page is of them, and which of their cells are several.

Many styles rule the body of a table only: its head is a coloured band, or stands below a rule of its own, and
no rule parts the cells in it. Others draw no rule at all and fill each cell. A head that ends where the table
begins is its first row; a cell over several columns is parted where wide gaps between its words stand over
the sides of the columns; filled cells that lie close together are ruled by their sides. A head or rows in boxes
of their own, close above one another, are of one table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from analysis.documents.formats.pdf.grids import Grid, Region, ruled_grids
from analysis.documents.formats.pdf.pages import Page
from analysis.documents.formats.pdf.shapes import UPRIGHT, Area, Box, Rule, Word, rim_of

_IN_LINE = 3.0  # points
_HIGHEST_HEAD = 120.0
_WIDE = 0.8  # times the size of the font: a gap between the words of two cells
_BAR = 0.85  # of the width of a cell over several columns, that a bar may take up
_WHITE = "ffffff"
_SMALLEST = 6.0  # side of a filled cell
_CLOSE = 1.5  # half of the gap between filled cells
_MOST_AREAS = 2000
_STACKED = 10.0  # points between the parts of one table
_FILLED = 0.85  # of a table of filled cells
_PARTED = 0.6  # of its positions, that are a cell of their own


def tables_of(page: Page) -> tuple[list[Grid], list[Area]]:
    """Return the ruled tables of a page, and the bars drawn over their cells."""
    grids, bars = ruled_grids(page.rules, page.framed)
    words = [word for word in page.words if word.turn == UPRIGHT]
    grids += _filled(page.areas, grids)
    tables = []
    for grid in grids:
        if len(grid.xs) > 2:
            grid = _headed(grid, page.rules, page.areas, words)
            grid = _parted(grid, words)
            grid = _parted_under(grid, [*page.areas, *bars], page.words)
        tables.append(grid)
    return _stacked(tables, words), bars


def _stacked(grids: Sequence[Grid], words: Sequence[Word]) -> list[Grid]:
    """Join the grids of the same columns that stand closer above one another than lines."""
    stacked: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0])):
        for number, above in enumerate(stacked):
            gap = Box(grid.xs[0], above.ys[-1], grid.xs[-1], grid.ys[0])
            if (
                len(grid.xs) == len(above.xs) > 2 and -_IN_LINE <= gap.height <= _STACKED
                and all(abs(x - other) <= _IN_LINE for x, other in zip(grid.xs, above.xs, strict=True))
                and not any(gap.holds(word.box) for word in words)
            ):  # fmt: skip
                stacked[number] = _joined(above, grid)
                break
        else:
            stacked.append(grid)
    return stacked


def _joined(above: Grid, below: Grid) -> Grid:
    """Return two grids of the same columns as one."""
    rows, count = len(above.ys) - 1, len(above.regions)
    regions = [replace(region, row=region.row + rows) for region in below.regions]
    at = [[number + count for number in row] for row in below.at]
    ys = [*above.ys[:-1], (above.ys[-1] + below.ys[0]) / 2, *below.ys[1:]]
    return Grid(above.xs, ys, [*above.regions, *regions], [*above.at, *at])


def _headed(grid: Grid, rules: Sequence[Rule], areas: Sequence[Area], words: Sequence[Word]) -> Grid:
    """Return a grid with the head above it that no rule parts, if there is one."""
    left, top, right = grid.xs[0], grid.ys[0], grid.xs[-1]

    def is_over(start: float, end: float, height: float) -> bool:
        return abs(start - left) <= _IN_LINE and abs(end - right) <= _IN_LINE and 6 < top - height <= _HIGHEST_HEAD

    heights = [rule.at for rule in rules if rule.lies and is_over(rule.start, rule.end, rule.at)]
    heights += [
        area.box.top
        for area in areas
        if area.colour != _WHITE and is_over(area.box.left, area.box.right, area.box.top)
        and abs(area.box.bottom - top) <= _IN_LINE
    ]  # fmt: skip
    if not heights:
        return grid
    height = max(heights)
    region = Region(0, 0, 1, len(grid.xs) - 1, Box(left, height, right, top))
    inside = [word for word in words if region.box.holds(word.box)]
    if len(_runs(region, grid.xs, inside)) < 3:
        return grid
    below = [replace(other, row=other.row + 1) for other in grid.regions]
    at = [[0] * (len(grid.xs) - 1), *([number + 1 for number in row] for row in grid.at)]
    return Grid(grid.xs, [height, *grid.ys], [region, *below], at)


def _parted(grid: Grid, words: Sequence[Word]) -> Grid:
    """Return a grid with the cells parted that are several by the gaps between their words."""
    wide = {n for n, region in enumerate(grid.regions) if region.columns > 1 and region.rows == 1}
    if not wide:
        return grid
    inside: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        number = grid.region_at(*word.box.middle)
        if number in wide:
            inside[number].append(word)
    regions, at = list(grid.regions), [list(row) for row in grid.at]
    for number, found in inside.items():
        region = grid.regions[number]
        runs = _runs(region, grid.xs, found)
        for place, (start, end) in enumerate(runs if len(runs) > 1 else ()):
            box = Box(grid.xs[start], region.box.top, grid.xs[end], region.box.bottom)
            part = Region(region.row, start, 1, end - start, box)
            if place:
                regions.append(part)
            else:
                regions[number] = part
            at[region.row][start:end] = [number if not place else len(regions) - 1] * (end - start)
    return Grid(grid.xs, grid.ys, regions, at)


def _parted_under(grid: Grid, areas: Sequence[Area], words: Sequence[Word]) -> Grid:
    """Return a grid with the empty cells parted over some of whose columns a bar is drawn."""
    drawn: set[int] = set()
    for area in areas:
        number = grid.region_at(*area.box.middle)
        if number is not None and grid.regions[number].columns > 1 and grid.regions[number].rows == 1:
            cell = grid.regions[number].box
            if area.colour != _WHITE and area.box.width < _BAR * cell.width and area.box.height <= cell.height:
                drawn.add(number)
    drawn -= {number for word in words if (number := grid.region_at(*word.box.middle)) is not None}
    regions, at = list(grid.regions), [list(row) for row in grid.at]
    for number in sorted(drawn):
        region = grid.regions[number]
        for column in range(region.column, region.column + region.columns):
            box = Box(grid.xs[column], region.box.top, grid.xs[column + 1], region.box.bottom)
            part = Region(region.row, column, 1, 1, box)
            if column == region.column:
                regions[number] = part
            else:
                regions.append(part)
                at[region.row][column] = len(regions) - 1
    return Grid(grid.xs, grid.ys, regions, at)


def _runs(region: Region, xs: Sequence[float], words: Sequence[Word]) -> list[tuple[int, int]]:
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


def _filled(areas: Sequence[Area], grids: Sequence[Grid]) -> list[Grid]:
    """Return the tables that filled cells make outside the ruled ones."""
    boxes = [
        area.box
        for area in areas
        if area.full and min(area.box.width, area.box.height) >= _SMALLEST
        and not any(grid.box.holds(area.box) for grid in grids)
    ][:_MOST_AREAS]  # fmt: skip
    if len(boxes) < 4:
        return []
    sides = np.array([(box.left, box.top, box.right, box.bottom) for box in boxes])
    x, y = (sides[:, 0] + sides[:, 2]) / 2, (sides[:, 1] + sides[:, 3]) / 2
    cells = []
    for box in boxes:
        inner = np.flatnonzero((x > box.left) & (x < box.right))
        if ((y[inner] > box.top) & (y[inner] < box.bottom)).sum() == 1:
            cells.append(Box(box.left - _CLOSE, box.top - _CLOSE, box.right + _CLOSE, box.bottom + _CLOSE))
    found, _ = ruled_grids([rule for box in cells for rule in rim_of(box, "000000")])
    tables = []
    for grid in found:
        inside = [box for box in cells if grid.box.holds(box)]
        filled = sum(box.width * box.height for box in inside)
        rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
        if (
            rows > 1 and columns > 1 and len(inside) >= _PARTED * rows * columns
            and filled >= _FILLED * grid.box.width * grid.box.height
        ):  # fmt: skip
            tables.append(grid)
    return tables
