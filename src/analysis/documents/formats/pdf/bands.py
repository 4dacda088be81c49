"""Coloured bands beside and in ruled tables: heads above them, first columns beside them, and rows they part.

Many styles rule the body of a table only. A head is a coloured band, or stands below a rule of its own, and no
rule parts the cells in it; themes stand in coloured bands left of the rules. A band from side to side that ends
between two texts parts two rows, as at a repeated head over the rest of a row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from analysis.documents.formats.pdf.grids import Grid, Region
from analysis.documents.formats.pdf.headings import headings_of
from analysis.documents.formats.pdf.lines import lines_of
from analysis.documents.formats.pdf.parts import gap_of
from analysis.documents.formats.pdf.runs import runs_in
from analysis.documents.formats.pdf.shapes import UPRIGHT, Area, Box, Rule, Word

_IN_LINE = 3.0  # points
_LOWEST = 6.0  # height of a row
_HIGHEST_HEAD = 120.0
_WIDEST_SIDE = 150.0
_TILED = 0.9  # of the height of a table, covered by the bands beside it
_ACROSS = 0.97  # of its width
_LEAST_HEADS = 3
_MOST_LINES = 12  # of a head
_MOST_ENDS = 40  # of bands, in a table
_WHITE = "ffffff"


def with_side(grid: Grid, areas: Sequence[Area], words: Sequence[Word]) -> Grid:
    """Return a grid with the column of coloured bands left of it, if they hold words and cover its height."""
    left = grid.xs[0]
    beside = [
        area.box
        for area in areas
        if area.full and area.colour != _WHITE and abs(area.box.right - left) <= _IN_LINE
        and area.box.width <= _WIDEST_SIDE and any(area.box.holds(word.box) for word in words)
    ]  # fmt: skip
    placed: dict[int, tuple[int, Box]] = {}  # first row -> row behind the last, and the band
    for box in beside:
        first, last = (_cut_at(grid.ys, at) for at in (box.top, box.bottom))
        if first is not None and last is not None and first < last:
            placed[first] = last, box
    covered = sum(box.height for _, box in placed.values())
    if not placed or covered < _TILED * (grid.ys[-1] - grid.ys[0]):
        return grid
    outer = min(box.left for _, box in placed.values())
    regions = [replace(region, column=region.column + 1) for region in grid.regions]
    at = [[-1, *row] for row in grid.at]
    row = 0
    while row < len(at):
        last, _ = placed.get(row, (row + 1, None))
        box = Box(outer, grid.ys[row], left, grid.ys[last])
        for covered_row in at[row:last]:
            covered_row[0] = len(regions)
        regions.append(Region(row, 0, last - row, 1, box))
        row = last
    if any(number < 0 for numbers in at for number in numbers) or _overlap(placed):
        return grid
    return Grid([outer, *grid.xs], grid.ys, regions, at)


def with_head(grid: Grid, rules: Sequence[Rule], areas: Sequence[Area], words: Sequence[Word]) -> Grid:
    """Return a grid with the head above it that no rule parts, if there is one."""
    left, top, right = grid.xs[0], grid.ys[0], grid.xs[-1]

    def is_over(start: float, end: float, height: float) -> bool:
        in_line = abs(start - left) <= _IN_LINE and abs(end - right) <= _IN_LINE
        return in_line and _LOWEST < top - height <= _HIGHEST_HEAD

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
    if head := _head_of_two(grid, height, inside):
        return head
    if len(runs_in(region, grid.xs, inside)) < _LEAST_HEADS:
        return grid
    below = [replace(other, row=other.row + 1) for other in grid.regions]
    at = [[0] * (len(grid.xs) - 1), *([number + 1 for number in row] for row in grid.at)]
    return Grid(grid.xs, [height, *grid.ys], [region, *below], at)


def _head_of_two(grid: Grid, height: float, words: Sequence[Word]) -> Grid | None:
    """Return a grid with a head of two rows from a height on, where headings in it stand over several columns."""
    lines = lines_of(word for word in words if word.turn == UPRIGHT)
    found = headings_of(lines, [], [], gap_of(lines), ()) if 1 < len(lines) <= _MOST_LINES else []
    if len(found) != 1 or not found[0].over:
        return None
    heading, xs, top = found[0], grid.xs, grid.ys[0]
    spans: list[tuple[int, int]] = []  # of columns
    for _, first, last in heading.over:
        start, stop = (bisect_right(xs, heading.leaves[leaf].middle) - 1 for leaf in (first, last))
        if not (spans[-1][1] if spans else 0) <= start < stop < len(xs) - 1:
            return None
        spans.append((start, stop + 1))
    base = max(part.base for part, _, _ in heading.over)
    under = [w.box.top for _, a, b in heading.over for leaf in heading.leaves[a : b + 1] for w in leaf.words]
    middle = (base + min(under)) / 2
    regions = [replace(other, row=other.row + 2) for other in grid.regions]
    upper, lower = [-1] * (len(xs) - 1), [-1] * (len(xs) - 1)

    def add(row: int, column: int, rows: int, stop: int) -> None:
        ys = (height, middle, top)
        box = Box(xs[column], ys[row], xs[stop], ys[row + rows])
        for cells in (upper, lower) if rows == 2 else (lower if row else upper,):
            cells[column:stop] = [len(regions)] * (stop - column)
        regions.append(Region(row, column, rows, stop - column, box))

    at = 0
    for start, stop in [*spans, (len(xs) - 1, len(xs) - 1)]:
        if at < start:
            box = Box(xs[at], height, xs[start], top)
            beside = [word for word in words if box.holds(word.box)]
            for first, last in runs_in(Region(0, at, 2, start - at, box), xs, beside):
                add(0, first, 2, last)
        if start < stop:
            add(0, start, 1, stop)
            for column in range(start, stop):
                add(1, column, 1, column + 1)
        at = stop
    return Grid(xs, [height, middle, *grid.ys], regions, [upper, lower, *grid.at])


def with_rows_of_bands(grid: Grid, areas: Sequence[Area], words: Sequence[Word]) -> Grid:
    """Return a grid with its rows parted where a band from side to side ends between two texts."""
    width = grid.xs[-1] - grid.xs[0]
    ends: dict[int, float] = {}
    for area in areas:
        row = bisect_right(grid.ys, area.box.bottom) - 1
        shared = min(area.box.right, grid.xs[-1]) - max(area.box.left, grid.xs[0])
        if (
            area.full and area.colour != _WHITE and shared >= _ACROSS * width and 0 <= row < len(grid.ys) - 1
            and abs(area.box.top - grid.ys[row]) <= _IN_LINE
            and area.box.top + _LOWEST < area.box.bottom < grid.ys[row + 1] - _LOWEST
            and all(grid.regions[number].rows == 1 for number in grid.at[row])
        ):  # fmt: skip
            ends[row] = area.box.bottom
    for row, end in sorted(ends.items(), reverse=True)[:_MOST_ENDS]:
        box = Box(grid.xs[0], grid.ys[row], grid.xs[-1], grid.ys[row + 1])
        inside = [word.box for word in words if box.holds(word.box)]
        above = [word for word in inside if word.bottom <= end + 1]
        below = [word for word in inside if word.top >= end - 1]
        if above and below and len(above) + len(below) == len(inside):
            grid = _cut(grid, row, end)
    return grid


def _cut(grid: Grid, row: int, end: float) -> Grid:
    """Return a grid with all cells of a row parted at a height."""
    regions: list[Region] = []
    parted: dict[int, int] = {}
    for number, region in enumerate(grid.regions):
        box = region.box
        if region.row == row:
            regions.append(replace(region, box=Box(box.left, box.top, box.right, end)))
            parted[number] = len(grid.regions) + len(parted)
        else:
            regions.append(replace(region, row=region.row + (region.row > row)))
    for number in parted:
        box = grid.regions[number].box
        regions.append(replace(grid.regions[number], row=row + 1, box=Box(box.left, end, box.right, box.bottom)))
    below = [parted[number] for number in grid.at[row]]
    at = [*grid.at[: row + 1], below, *grid.at[row + 1 :]]
    return Grid(grid.xs, [*grid.ys[: row + 1], end, *grid.ys[row + 1 :]], regions, at)


def _cut_at(ys: Sequence[float], at: float) -> int | None:
    """Return which row begins at a height, if any does."""
    return next((row for row, y in enumerate(ys) if abs(y - at) <= _IN_LINE), None)


def _overlap(placed: dict[int, tuple[int, Box]]) -> bool:
    """Tell whether any of some bands begins before the one above it ends."""
    behind = 0
    for first, (last, _) in sorted(placed.items()):
        if first < behind:
            return True
        behind = last
    return False
