"""Ruled tables that rules do not close: what else of a page is of them, and which of their cells are several.

Many styles rule the body of a table only: its head is a coloured band, or stands below a rule of its own, and
no rule parts the cells in it. Others draw no rule at all and fill each cell. A head that ends where the table
begins is its first row; a cell over several columns is parted where wide gaps between its words stand over
the sides of the columns; filled cells that lie close together are ruled by their sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.documents.formats.pdf_grids import Grid, Region, ruled_grids
from analysis.documents.formats.pdf_pages import Page
from analysis.documents.formats.pdf_shapes import UPRIGHT, Area, Box, Rule, Word, rim_of

_IN_LINE = 3.0  # points
_HIGHEST_HEAD = 120.0
_WIDE = 0.8  # times the size of the font: a gap between the words of two cells
_WHITE = "ffffff"
_SMALLEST = 6.0  # side of a filled cell
_CLOSE = 1.5  # half of the gap between filled cells
_MOST_AREAS = 2000
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
        tables.append(grid)
    return tables, bars


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


def _runs(region: Region, xs: Sequence[float], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return from which to which column the cells go that the words in a region part; one where they part none."""
    first, last = region.column, region.column + region.columns
    size = max((word.size for word in words), default=0)
    cuts = []
    for column in range(first + 1, last):
        before = [word.box.right for word in words if sum(word.box.middle[0] > x for x in (xs[column],)) == 0]
        behind = [word.box.left for word in words if word.box.middle[0] > xs[column]]
        if all(right <= xs[column] for right in before) and all(left >= xs[column] for left in behind):
            gap = min(behind, default=xs[last]) - max(before, default=xs[first])
            if gap >= _WIDE * size:
                cuts.append(column)
    written = {sum(word.box.middle[0] > xs[cut] for cut in cuts) for word in words}
    if len(written) < 2 or len(written) < len(cuts) + 1:
        return [(first, last)]
    sides = [first, *cuts, last]
    return list(zip(sides, sides[1:], strict=False))


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
    middles = (sides[:, :2] + sides[:, 2:]) / 2
    cells = []
    for number, box in enumerate(boxes):
        inner = ((middles > sides[number, :2]) & (middles < sides[number, 2:])).all(axis=1)
        if inner.sum() == 1:
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
