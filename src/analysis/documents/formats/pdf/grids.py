"""Ruled tables: the cells that the rules of a page enclose.

Rules that meet belong to one grid. Their positions cut it into the smallest possible cells; where no rule
stands between two of these they are one merged cell. The outer sides of a grid count as ruled, as many
tables are open to the left and right. A lone box is no table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from analysis.documents.formats.pdf.shapes import Area, Box, Rule, rim_of

_SNAP = 2.0  # points between rules that are one
_SLIT = 4.5  # between the rules of a double border, or boxes side by side: nothing is written there
_JOIN = 4.0  # gap that a dotted rule may have
_MEET = 2.5
_SHORTEST = 5.0
_MOST_RULES = 4000  # of one direction on a page
_MOST_CELLS = 60_000
_COVERED = 0.7  # of the side of a cell, for a rule to part it from the next
_HIGHEST_BAR = 20.0
_MONTH = 50.0  # width of a column over which bars are drawn, at most
_WHOLE = 0.9  # of the width of a table: a thicker rule over it parts rows
_NARROW = 9.0  # a column in which nothing can stand, left by borders that are out of line


@dataclass(frozen=True, slots=True)
class Region:
    """A cell of a grid, from a row and column over some rows and columns."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(slots=True)
class Grid:
    """The cells of one ruled table; `xs` and `ys` are where its columns and rows begin, and where the last ends."""

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    at: list[list[int]]  # row -> column -> number of the region

    @property
    def box(self) -> Box:
        """What it takes up of the page."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def region_at(self, x: float, y: float) -> int | None:
        """Return the number of the region at a point, or None outside the grid."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.at[row][column]
        return None


def ruled_grids(rules: Sequence[Rule], framed: Sequence[Area] = ()) -> tuple[list[Grid], list[Area]]:
    """Return the grids that rules and framed cells make, and the bars: what is drawn over cells, not around them."""
    rules = [*rules, *_frames(framed, rules)]
    lying, standing = (_joined(rule for rule in rules if rule.lies is lies) for lies in (True, False))
    grids: list[Grid] = []
    bars: list[Area] = []
    lone: list[Rule] = []
    for across, down in _groups(lying, standing):
        if not (across and down):
            lone += across
            continue
        drawn = _drawn_over(across, down)
        bars.extend(map(_as_bar, drawn))
        if grid := _grid([rule for rule in across if rule not in drawn], down):
            grids.append(grid)
    over = (_as_bar(rule) for rule in lone if rule.thickness >= 1)
    return grids, [*bars, *(bar for bar in over if any(grid.box.holds(bar.box) for grid in grids))]


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join the rules that lie in one line into as few as possible."""
    ordered = sorted(rules, key=lambda rule: rule.at)
    lines: list[list[Rule]] = []
    for rule in ordered:
        if lines and rule.at - lines[-1][0].at <= _SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    joined = []
    for line in lines:
        at = sum(rule.at * (rule.end - rule.start) for rule in line) / (sum(r.end - r.start for r in line) or 1)
        line.sort(key=lambda rule: rule.start)
        last = line[0]
        start, end, thickness = last.start, last.end, last.thickness
        for rule in line[1:]:
            if rule.start <= end + _JOIN:
                end, thickness = max(end, rule.end), max(thickness, rule.thickness)
            else:
                joined.append(Rule(last.lies, at, start, end, thickness, last.colour))
                last = rule
                start, end, thickness = rule.start, rule.end, rule.thickness
        joined.append(Rule(last.lies, at, start, end, thickness, last.colour))
    joined = [rule for rule in joined if rule.end - rule.start >= _SHORTEST]
    return sorted(joined, key=lambda rule: rule.start - rule.end)[:_MOST_RULES]


def _groups(lying: list[Rule], standing: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the rules that meet, group by group."""
    if not lying or not standing:
        return []
    across = np.array([(rule.at, rule.start, rule.end) for rule in lying])
    down = np.array([(rule.at, rule.start, rule.end) for rule in standing])
    group_of = list(range(len(lying) + len(standing)))

    def root(member: int) -> int:
        while group_of[member] != member:
            group_of[member] = group_of[group_of[member]]
            member = group_of[member]
        return member

    for i, (at, start, end) in enumerate(across):
        meets = (down[:, 0] >= start - _MEET) & (down[:, 0] <= end + _MEET)
        meets &= (down[:, 1] <= at + _MEET) & (down[:, 2] >= at - _MEET)
        for j in np.flatnonzero(meets):
            group_of[root(len(lying) + int(j))] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for member, rule in enumerate([*lying, *standing]):
        groups.setdefault(root(member), ([], []))[member >= len(lying)].append(rule)
    return list(groups.values())


def _frames(framed: Sequence[Area], rules: Sequence[Rule]) -> list[Rule]:
    """Return the borders of the framed areas that are cells, that is all but the bars within a row."""
    lying = np.array([(r.at, r.start, r.end) for r in rules if r.lies]).reshape(-1, 3)
    boxes = np.array([(a.box.left, a.box.top, a.box.right, a.box.bottom) for a in framed]).reshape(-1, 4)
    found = []
    for area in framed[:_MOST_RULES]:
        box = area.box
        beside = lying[(np.minimum(lying[:, 2], box.right) - np.maximum(lying[:, 1], box.left)) > box.width / 2, 0]
        stacked = (boxes[:, 0] < box.right) & (boxes[:, 2] > box.left)
        stacked &= (abs(boxes[:, 1] - box.bottom) <= _MEET) | (abs(boxes[:, 3] - box.top) <= _MEET)
        within = (beside < box.top - _SNAP).any() and (beside > box.bottom + _SNAP).any()
        aligned = (abs(beside - box.top) <= _SNAP).any() or (abs(beside - box.bottom) <= _SNAP).any()
        if box.height > _HIGHEST_BAR or not within or aligned or stacked.any():
            found += rim_of(box, area.colour)
    return found


def _drawn_over(across: list[Rule], down: list[Rule]) -> list[Rule]:
    """Return the lying rules that part no rows: bars, arrows and the like, drawn over cells.

    Neither end of them meets a standing rule or an open side of the table; or they stand out, by their
    thickness, and cover narrow columns only.
    """
    usual = median(rule.thickness for rule in across)
    lengths: Counter[str] = Counter()
    for rule in across:
        lengths[rule.colour] += round(rule.end - rule.start)
    colour = lengths.most_common(1)[0][0]
    sides = sorted({rule.at for rule in down})
    width = sides[-1] - sides[0]
    ends = [(rule.at, rule.thickness / 2) for rule in down]  # and how far about it the writing of a cell may not reach
    ends += [(min(rule.start for rule in across), 0), (max(rule.end for rule in across), 0)]
    drawn = []
    for rule in across:
        if rule.thickness < 1 and rule.colour == colour:
            continue
        thick = rule.thickness >= 2 * usual and rule.thickness >= 2
        reach = 1 if rule.colour != colour else _MEET
        if not any(abs(end - side) <= reach + half for end in (rule.start, rule.end) for side, half in ends):
            drawn.append(rule)
        elif thick and rule.end - rule.start < _WHOLE * width:
            spanned = sides[bisect_right(sides, rule.start + _MEET) - 1 : bisect_left(sides, rule.end - _MEET) + 1]
            if all(right - left <= _MONTH for left, right in pairwise(spanned)):
                drawn.append(rule)
    return drawn


def _as_bar(rule: Rule) -> Area:
    half = max(rule.thickness, 3) / 2
    return Area(Box(rule.start, rule.at - half, rule.end, rule.at + half), rule.colour, True)


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    if not across or not down:
        return None
    xs, ys = _positions(down, across), _positions(across, down)
    if len(xs) < 2 or len(ys) < 2 or not 1 < (len(xs) - 1) * (len(ys) - 1) <= _MOST_CELLS:
        return None
    left, over = _walls(xs, ys, down), _walls(ys, xs, across)
    xs, left, over = _without_slips(xs, left, over)
    return Grid(xs, ys, *_regions(xs, ys, left, over)) if len(xs) > 1 else None


def _positions(rules: list[Rule], others: list[Rule]) -> list[float]:
    """Return where a grid is cut: at its rules, and at the outer ends of those that cross them."""
    ends = [min(rule.start for rule in others), max(rule.end for rule in others)]
    found = sorted(rule.at for rule in rules)
    clusters = [[found[0]]]
    for at in found[1:]:
        if at - clusters[-1][-1] <= _SLIT and at - clusters[-1][0] <= 2 * _SLIT:
            clusters[-1].append(at)
        else:
            clusters.append([at])
    positions = [(cluster[0] + cluster[-1]) / 2 for cluster in clusters]
    if ends[0] < positions[0] - _SHORTEST:
        positions.insert(0, ends[0])
    if ends[1] > positions[-1] + _SHORTEST:
        positions.append(ends[1])
    return positions


def _walls(cuts: list[float], spaces: list[float], rules: list[Rule]) -> np.ndarray:
    """Tell for each cut and each space between the cuts that cross it whether a rule parts the cells there."""
    walls = np.zeros((len(cuts), len(spaces) - 1), dtype=bool)
    starts, ends = np.array(spaces[:-1]), np.array(spaces[1:])
    for rule in rules:
        cut = _nearest(cuts, rule.at)
        shared = np.minimum(ends, rule.end) - np.maximum(starts, rule.start)
        walls[cut] |= shared >= _COVERED * (ends - starts)
    walls[0] = walls[-1] = True
    return walls


def _without_slips(xs: list[float], left: np.ndarray, over: np.ndarray) -> tuple[list[float], np.ndarray, np.ndarray]:
    """Take out narrow columns in which no cell stands alone: the borders there are only out of line.

    `left` tells for each cut and row whether a rule stands there, `over` for each row cut and column whether
    a rule lies there.
    """
    column = 0
    while column < len(xs) - 1:
        if xs[column + 1] - xs[column] < _NARROW and not (left[column] & left[column + 1]).any():
            merged = left[column] | left[column + 1]
            keep = column if column == 0 or left[column].sum() >= left[column + 1].sum() else column + 1
            drop = column + 1 if keep == column else column
            if drop == len(xs) - 1:
                keep, drop = drop, keep
            left[keep] = merged
            left = np.delete(left, drop, axis=0)
            over = np.delete(over, column, axis=1)
            del xs[drop]
        else:
            column += 1
    return xs, left, over


def _regions(
    xs: list[float], ys: list[float], left: np.ndarray, over: np.ndarray
) -> tuple[list[Region], list[list[int]]]:
    """Return the cells between walls, and the number of the one at each position."""
    height, width = len(ys) - 1, len(xs) - 1
    at = [[-1] * width for _ in range(height)]
    walls_left, walls_over = left.T.tolist(), over.tolist()  # row -> cut, row cut -> column
    regions: list[Region] = []
    for row in range(height):
        for column in range(width):
            if at[row][column] >= 0:
                continue
            right = column + 1
            while right < width and not walls_left[row][right] and at[row][right] < 0:
                right += 1
            below = row + 1
            while below < height and at[below][column] < 0 and _goes_on(below, column, right, walls_left, walls_over):
                below += 1
            for covered in at[row:below]:
                covered[column:right] = [len(regions)] * (right - column)
            box = Box(xs[column], ys[row], xs[right], ys[below])
            regions.append(Region(row, column, below - row, right - column, box))
    return regions, at


def _goes_on(row: int, column: int, right: int, walls_left: list[list[bool]], walls_over: list[list[bool]]) -> bool:
    """Tell whether a cell over some columns goes on into a row."""
    return not any(walls_over[row][column:right]) and not any(walls_left[row][column + 1 : right])


def _nearest(positions: Sequence[float], at: float) -> int:
    """Return the number of the position that is nearest."""
    found = bisect_left(positions, at)
    return min(range(max(0, found - 1), min(len(positions), found + 1)), key=lambda i: abs(positions[i] - at))
