"""The rows of a table whose columns are known and whose cells no rules part.

Lines of a cell stand close to one another. Cells that overlap from top to bottom, in any columns, are one
row; where rules or stripes part the rows, these do. A column of themes or objectives may have one text for
several rows, at their top or in their middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from analysis.documents.formats.pdf.blocks import ASCENT, HEADS, Block, Group, Habit, blocks_of, groups_of, is_head
from analysis.documents.formats.pdf.lines import TextLine, lines_of
from analysis.documents.formats.pdf.shapes import Rule, Word

_NEAR = 3.0  # points between edges that are one
_ACROSS = 0.5  # of the width of a table, covered by what parts its rows
_COVERED = 0.7  # of the width of a column
_ROWS_OF_RULES = 0.6  # of the stretches between rules that hold one row, for each to be one
_OFF = 0.1  # of the size of the font, from a line to that with which a row begins
_CLOSE = 0.75  # of the usual distance between rows, below which a lone text belongs to the row above
_MIDDLE = 0.35  # of the size of the font, from the middle of rows to the middle of a text that is written there
_CENTRED = 0.08  # of the width of all months, from their middle to that of a text for all of them
_MOST_ROWS = 80  # among which texts in their middle are looked for


@dataclass(slots=True)
class Section:
    """Words of a run of lines by column, and what is written over several columns of months, at which height."""

    columns: list[list[Word]]
    runs: list[tuple[int, int, float]]


@dataclass(slots=True)
class Cut:
    """A height at which rules or edges of stripes lie, and the columns that they cover."""

    at: float
    columns: set[int]


@dataclass(slots=True)
class FoundRow:
    """A row: from `top` to `bottom`, how many columns are filled, and how it is written.

    `merged` are runs of columns that are one cell, and `goes_on` columns whose cell goes on into the next row.
    """

    top: float
    bottom: float
    filled: int
    size: float
    bold: bool
    across: bool = False
    merged: list[tuple[int, int]] = field(default_factory=list)
    goes_on: set[int] = field(default_factory=set)

    def holds(self, word: Word) -> bool:
        """Tell whether a word stands in it."""
        return self.top <= word.box.middle[1] <= self.bottom


def cuts_of(lying: Sequence[Rule], xs: Sequence[float]) -> list[Cut]:
    """Return the heights at which rules cover most of a table from side to side."""
    near = sorted((r for r in lying if r.end > xs[0] and r.start < xs[-1]), key=lambda rule: rule.at)
    heights: list[list[Rule]] = []
    for rule in near:
        if heights and rule.at - heights[-1][0].at <= _NEAR:
            heights[-1].append(rule)
        else:
            heights.append([rule])
    cuts = []
    for rules in heights:
        spans = _united(rules)
        columns = {
            column
            for column, (left, right) in enumerate(pairwise(xs))
            if sum(max(min(right, end) - max(left, start), 0) for start, end in spans) >= _COVERED * (right - left)
        }
        width = sum(xs[column + 1] - xs[column] for column in columns)
        if width >= _ACROSS * (xs[-1] - xs[0]):
            cuts.append(Cut(sum(rule.at for rule in rules) / len(rules), columns))
    return cuts


def banner_of(lines: Sequence[TextLine], columns: int) -> FoundRow:
    """Return the row that a text across a table is."""
    words = [word for line in lines for word in line.words]
    block = Block(0, list(lines))
    bold = all(word.bold for word in words)
    return FoundRow(block.top, block.bottom, 1, max(w.size for w in words), bold, True, [(0, columns - 1)])


def rows_of_sections(
    sections: Sequence[Section],
    xs: Sequence[float],
    levels: set[int],
    months: set[int],
    cuts: Sequence[Cut],
    habit: Habit,
) -> list[list[FoundRow]]:
    """Return the rows of each section of a table."""
    lined = [[lines_of(words) for words in section.columns] for section in sections]
    habit.learn(lined, xs)
    widths, tight = habit.widths(xs), habit.tight
    blocks = [
        [block for column, lines in enumerate(columns) for block in blocks_of(column, lines, tight)]
        for columns in lined
    ]
    grouped = [groups_of(some, levels, widths) for some in blocks]
    inner = [[cut for cut in cuts if _within(cut, some)] for some in blocks]
    parted = [_parted(groups, some) for groups, some in zip(grouped, inner, strict=True)]
    counts = [sum(g.filled > 1 for g in part) for parts in parted if len(parts) > 1 for part in parts]
    by_rules = len(counts) > 2 and sum(count <= 1 for count in counts) >= _ROWS_OF_RULES * len(counts)
    rows = []
    for section, some, parts, within in zip(sections, blocks, parted, inner, strict=True):
        if by_rules:
            rows.append(_ruled_rows(some, within, levels))
        else:
            rows.append(_rows(some, [group for part in parts for group in _without_rests(part)], levels))
        _merge_runs(rows[-1], section, xs, months)
    return rows


def _united(rules: Sequence[Rule]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        if spans and rule.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], rule.end))
        else:
            spans.append((rule.start, rule.end))
    return spans


def _within(cut: Cut, blocks: Sequence[Block]) -> bool:
    return bool(blocks) and min(b.top for b in blocks) + 2 < cut.at < max(b.bottom for b in blocks) - 2


def _parted(groups: Sequence[Group], cuts: Sequence[Cut]) -> list[list[Group]]:
    """Return the groups between each two cuts."""
    ends = [float("-inf"), *(cut.at for cut in cuts), float("inf")]
    return [[g for g in groups if low <= (g.top + g.bottom) / 2 < high] for low, high in pairwise(ends)]


def _without_rests(groups: Sequence[Group]) -> list[Group]:
    """Join a text of one column alone to the row above if it is nearer than rows are."""
    distances = [below.top - above.bottom for above, below in pairwise(groups) if min(above.filled, below.filled) > 1]
    usual = median(distances) if distances else 0
    kept: list[Group] = []
    for group in groups:
        if kept and group.filled == 1 and group.top - kept[-1].bottom < _CLOSE * usual:
            for block in group.blocks:
                kept[-1].add(block)
        else:
            kept.append(group)
    return kept


def _found(blocks: Sequence[Block], top: float, bottom: float) -> FoundRow:
    words = [word for block in blocks for line in block.lines for word in line.words]
    size = max((word.size for word in words), default=0)
    return FoundRow(top, bottom, len({b.column for b in blocks}), size, bool(words) and all(w.bold for w in words))


def _ruled_rows(blocks: Sequence[Block], within: Sequence[Cut], levels: set[int]) -> list[FoundRow]:
    """Return the rows that cuts part; a column that no cut at a height covers goes on there."""
    ends = [min(b.top for b in blocks), *(cut.at for cut in within), max(b.bottom for b in blocks)]
    rows = []
    for low, high in pairwise(ends):
        rows.append(_found([b for b in blocks if low <= (b.top + b.bottom) / 2 <= high], low, high))
    covered = set().union(*(cut.columns for cut in within))
    for row, cut in zip(rows, within, strict=False):
        row.goes_on = covered - cut.columns
    told = [[b.top for b in blocks if b.column not in levels and row.top < b.top < row.bottom] for row in rows]
    tops = [min(some, default=row.top) for row, some in zip(rows, told, strict=True)]
    for column in levels & covered:
        for block in (b for b in blocks if b.column == column):
            for row, below, top in zip(rows, rows[1:], tops[1:], strict=False):
                if any(below.top < base < below.bottom for base in _unlevelled(block, row, top)):
                    row.goes_on.add(column)
    for column in levels - covered:
        _span([b for b in blocks if b.column == column], rows, column, tops)
    for column in {b.column for b in blocks} - covered - levels:
        for block in (b for b in blocks if b.column == column):
            _go_on(rows, [n for n, row in enumerate(rows) if block.top < row.bottom and block.bottom > row.top], column)
    return [row for row in rows if row.filled or row.goes_on]


def _unlevelled(block: Block, row: FoundRow, top: float) -> list[float]:
    """Return where the first line of a block below a row stands, if the block begins in it and the line in no row."""
    bases = [line.base for line in block.lines if line.base > row.bottom]
    size = block.lines[0].size
    off = bool(bases) and len(bases) < len(block.lines) and abs(bases[0] - ASCENT * size - top) > _OFF * size
    return bases[:1] if off else []


def _rows(blocks: Sequence[Block], groups: Sequence[Group], levels: set[int]) -> list[FoundRow]:
    """Return the rows that groups of blocks are, with the texts of themes and objectives beside them."""
    taken = {id(line) for group in groups for block in group.blocks for line in block.lines}
    beside = [block for block in blocks if id(block.lines[0]) not in taken]
    rows = [_found(group.blocks, group.top, group.bottom) for group in groups]
    for block in beside:
        touched = [row for row in rows if min(row.bottom, block.bottom) - max(row.top, block.top) > 1]
        if len(touched) == 1:
            touched[0].filled += 1
    tops = [group.top for group in groups]
    for column in levels:
        _span([b for b in beside if b.column == column], rows, column, tops)
    for number, row in enumerate(rows):
        before = rows[number - 1].bottom if number else float("-inf")
        after = rows[number + 1].top if number + 1 < len(rows) else float("inf")
        for block in beside:
            if row.top < block.bottom < after and block.top < row.bottom:
                row.bottom = max(row.bottom, block.bottom)
            if before < block.top < row.bottom and block.bottom > row.top:
                row.top = min(row.top, block.top)
    return rows


def _span(blocks: Sequence[Block], rows: list[FoundRow], column: int, tops: Sequence[float]) -> None:
    """Tell over which rows the texts of a column go on."""
    if not blocks or not rows:
        return
    heads = sum(is_head(block, tops) for block in blocks) >= HEADS * len(blocks)
    if len(blocks) < len(rows) <= _MOST_ROWS and not (heads and blocks[0].top < rows[0].bottom):
        off, runs = _partition([(b.top + b.bottom) / 2 for b in blocks], rows)
        if off <= (_MIDDLE if heads else 1) * blocks[0].lines[0].size * len(blocks):
            for low, high in runs:
                _go_on(rows, range(low, high), column)
            return
    for block in blocks:
        touched = [n for n, row in enumerate(rows) if block.top + 1 < row.bottom and block.bottom - 1 > row.top]
        _go_on(rows, touched, column)


def _go_on(rows: Sequence[FoundRow], numbers: Sequence[int], column: int) -> None:
    for number in numbers[:-1]:
        rows[number].goes_on.add(column)


def _partition(middles: Sequence[float], rows: Sequence[FoundRow]) -> tuple[float, list[tuple[int, int]]]:
    """Return the runs of rows in whose middles some texts stand, one run for each, and how far off these are."""
    count = len(rows)
    best: list[dict[int, tuple[float, list[tuple[int, int]]]]] = [{0: (0.0, [])}]
    for middle in middles:
        reached: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (cost, runs) in best[-1].items():
            for stop in range(start + 1, count + 1):
                more = cost + abs((rows[start].top + rows[stop - 1].bottom) / 2 - middle)
                if stop not in reached or more < reached[stop][0]:
                    reached[stop] = (more, [*runs, (start, stop)])
        best.append(reached)
    return best[-1].get(count, (float("inf"), []))


def _merge_runs(rows: Sequence[FoundRow], section: Section, xs: Sequence[float], months: set[int]) -> None:
    """Merge the months over which one text is written; all of them if it stands alone in their middle."""
    for first, last, base in section.runs:
        for row in rows:
            if row.top <= base <= row.bottom and last > first:
                row.merged.append(_whole_run(section, row, first, last, xs, months))


def _whole_run(
    section: Section, row: FoundRow, first: int, last: int, xs: Sequence[float], months: set[int]
) -> tuple[int, int]:
    start, stop = first, last
    while start - 1 in months:
        start -= 1
    while stop + 1 in months:
        stop += 1
    inside = [w.box for column in section.columns[start : stop + 1] for w in column if row.holds(w)]
    middle = (min(box.left for box in inside) + max(box.right for box in inside)) / 2
    alone = all(xs[first] <= box.middle[0] <= xs[last + 1] for box in inside)
    centred = abs(middle - (xs[start] + xs[stop + 1]) / 2) < _CENTRED * (xs[stop + 1] - xs[start])
    return (start, stop) if alone and centred else (first, last)
