"""Ruled tables that rules do not close: what else of a page is of them, and which of their cells are several.

Many styles rule the body of a table only (:mod:`analysis.documents.formats.pdf.bands`). Others draw no rule at
all and fill each cell. A cell over several columns is parted where wide gaps between its words stand over
the sides of the columns; filled cells that lie close together are ruled by their sides. A head or rows in boxes
of their own, close above one another, are of one table, and so are those with bands from side to side between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.documents.formats.pdf.bands import with_head, with_rows_of_bands, with_side
from analysis.documents.formats.pdf.grids import Grid, Region, ruled_grids
from analysis.documents.formats.pdf.joints import rules_at_joints
from analysis.documents.formats.pdf.pages import Page
from analysis.documents.formats.pdf.runs import runs_in
from analysis.documents.formats.pdf.shapes import UPRIGHT, Area, Box, Word, rim_of

_IN_LINE = 3.0  # points
_BAR = 0.85  # of the width of a cell over several columns, that a bar may take up
_WHITE = "ffffff"
_SMALLEST = 6.0  # side of a filled cell
_CLOSE = 1.5  # half of the gap between filled cells
_MOST_AREAS = 2000
_STACKED = 10.0  # points between the parts of one table
_WIDEST_GAP = 150.0  # that bands fill
_FILLED = 0.85  # of a table of filled cells
_PARTED = 0.6  # of its positions, that are a cell of their own


def tables_of(page: Page) -> tuple[list[Grid], list[Area]]:
    """Return the ruled tables of a page, and the bars drawn over their cells."""
    grids, bars = ruled_grids([*page.rules, *rules_at_joints(page.rules, page.areas, page.words)], page.framed)
    words = [word for word in page.words if word.turn == UPRIGHT]
    grids += _filled(page.areas, grids)
    tables = []
    for grid in grids:
        if len(grid.xs) > 2:
            grid = with_side(grid, page.areas, page.words)
            grid = with_head(grid, page.rules, page.areas, words)
            grid = with_rows_of_bands(grid, page.areas, page.words)
            grid = _parted(grid, words)
            grid = _parted_under(grid, [*page.areas, *bars], page.words)
        tables.append(grid)
    return _stacked(tables, words, page.areas), bars


def _stacked(grids: Sequence[Grid], words: Sequence[Word], areas: Sequence[Area]) -> list[Grid]:
    """Join the grids of the same columns that stand closer above one another than lines, or have bands between."""
    stacked: list[Grid] = []
    bands = sorted((a.box for a in areas if a.full and a.colour != _WHITE), key=lambda box: box.top)
    for grid in sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0])):
        for number, above in enumerate(stacked):
            gap = Box(grid.xs[0], above.ys[-1], grid.xs[-1], grid.ys[0])
            if not (
                len(grid.xs) == len(above.xs) > 2 and gap.height >= -_IN_LINE
                and all(abs(x - other) <= _IN_LINE for x, other in zip(grid.xs, above.xs, strict=True))
            ):  # fmt: skip
                continue
            between = _bands_in(gap, bands)
            if between or (gap.height <= _STACKED and not any(gap.holds(word.box) for word in words)):
                stacked[number] = _joined(above, between, grid)
                break
        else:
            stacked.append(grid)
    return stacked


def _bands_in(gap: Box, bands: Sequence[Box]) -> list[Box]:
    """Return the bands from side to side that fill the gap between two grids, from top to bottom."""
    if not _SMALLEST <= gap.height <= _WIDEST_GAP:
        return []
    found: list[Box] = []
    bottom = gap.top
    first = bisect_left(bands, gap.top - _IN_LINE, key=lambda box: box.top)
    for box in bands[first : bisect_left(bands, gap.bottom, key=lambda box: box.top)]:
        ends = abs(box.left - gap.left), abs(box.right - gap.right), abs(box.top - bottom)
        if max(ends) <= _IN_LINE and box.height >= _SMALLEST and box.bottom <= gap.bottom + _IN_LINE:
            found.append(Box(gap.left, bottom, gap.right, box.bottom))
            bottom = box.bottom
    return found if abs(bottom - gap.bottom) <= _IN_LINE else []


def _joined(above: Grid, bands: Sequence[Box], below: Grid) -> Grid:
    """Return two grids of the same columns, and the bands between them, as one."""
    rows, count = len(above.ys) - 1, len(above.regions)
    width = len(above.xs) - 1
    regions = [Region(rows + number, 0, 1, width, box) for number, box in enumerate(bands)]
    at = [[count + number] * width for number in range(len(bands))]
    rows, count = rows + len(bands), count + len(bands)
    regions += [replace(region, row=region.row + rows) for region in below.regions]
    at += [[number + count for number in row] for row in below.at]
    ends = [above.ys[-1], *(box.bottom for box in bands[:-1])] if bands else []
    ys = [*above.ys[:-1], *ends, below.ys[0] if bands else (above.ys[-1] + below.ys[0]) / 2, *below.ys[1:]]
    return Grid(above.xs, ys, [*above.regions, *regions], [*above.at, *at])


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
        runs = runs_in(region, grid.xs, found)
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
