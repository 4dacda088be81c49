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

from analysis.documents.formats.pdf_lines import TextLine, ends_paragraph, lines_of
from analysis.documents.formats.pdf_shapes import Rule, Word

_ASCENT, _DESCENT = 0.8, 0.22
_TIGHT = 1.3  # times the size of the font, between lines of a cell where nothing tells more
_LOOSEST = 2.0
_SLACK = 1.1
_OVERLAP = 0.3  # of the size of the font
_NEAR = 3.0  # points between edges that are one
_ACROSS = 0.5  # of the width of a table, covered by what parts its rows
_COVERED = 0.7  # of the width of a column
_ROWS_OF_RULES = 0.6  # of the stretches between rules that hold one row, for each to be one
_CLOSE = 0.75  # of the usual distance between rows, below which a lone text belongs to the row above
_MOST_ROWS = 150


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


@dataclass(slots=True)
class _Block:
    """Lines of one column that stand close to one another."""

    column: int
    lines: list[TextLine]

    @property
    def top(self) -> float:
        return self.lines[0].base - _ASCENT * self.lines[0].size

    @property
    def bottom(self) -> float:
        return self.lines[-1].base + _DESCENT * self.lines[-1].size


@dataclass(slots=True)
class _Group:
    """Blocks that are one row."""

    blocks: list[_Block]
    top: float
    bottom: float

    @property
    def filled(self) -> int:
        return len({block.column for block in self.blocks})

    def add(self, block: _Block) -> None:
        """Take a block in."""
        self.blocks.append(block)
        self.top, self.bottom = min(self.top, block.top), max(self.bottom, block.bottom)


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
    block = _Block(0, list(lines))
    bold = all(word.bold for word in words)
    return FoundRow(block.top, block.bottom, 1, max(w.size for w in words), bold, True, [(0, columns - 1)])


def rows_of_sections(
    sections: Sequence[Section], xs: Sequence[float], levels: set[int], cuts: Sequence[Cut]
) -> list[list[FoundRow]]:
    """Return the rows of each section of a table."""
    lined = [[lines_of(words) for words in section.columns] for section in sections]
    tight = _tight(lined, xs)
    blocks = [
        [block for column, lines in enumerate(columns) for block in _blocks(column, lines, tight)] for columns in lined
    ]
    grouped = [_grouped(_telling(some, levels), xs) for some in blocks]
    inner = [[cut for cut in cuts if _within(cut, some)] for some in blocks]
    parted = [_parted(groups, some) for groups, some in zip(grouped, inner, strict=True)]
    counts = [sum(g.filled > 1 for g in part) for parts in parted if len(parts) > 1 for part in parts]
    by_rules = len(counts) > 2 and sum(count <= 1 for count in counts) >= _ROWS_OF_RULES * len(counts)
    rows = []
    for section, some, parts, within in zip(sections, blocks, parted, inner, strict=True):
        if by_rules:
            rows.append(_ruled_rows(some, within, levels, cuts))
        else:
            rows.append(_rows(some, [group for part in parts for group in _without_rests(part)], levels, xs))
        _merge_runs(rows[-1], section)
    return rows


def _telling(blocks: Sequence[_Block], levels: set[int]) -> Sequence[_Block]:
    """Return the blocks that tell the rows: of themes and objectives only what stands above or below all others."""
    telling = [block for block in blocks if block.column not in levels]
    if not telling:
        return blocks
    top, bottom = min(block.top for block in telling), max(block.bottom for block in telling)
    return telling + [b for b in blocks if b.column in levels and (b.bottom < top or b.top > bottom)]


def _united(rules: Sequence[Rule]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        if spans and rule.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], rule.end))
        else:
            spans.append((rule.start, rule.end))
    return spans


def _tight(lined: Sequence[Sequence[Sequence[TextLine]]], xs: Sequence[float]) -> float:
    """Return how far apart lines of a cell are at most, in sizes of the font: as lines that wrap are."""
    distances = []
    for columns in lined:
        for column, lines in enumerate(columns):
            for above, below in pairwise(lines):
                distance = (below.base - above.base) / above.size
                if distance <= _LOOSEST and not ends_paragraph(above, below, _width(column, lines, xs)):
                    distances.append(distance)
    distances.sort()
    for distance in distances:
        alike = [other for other in distances if distance <= other <= 1.06 * distance]
        if len(alike) >= max(2, 0.1 * len(distances)):
            return _SLACK * median(alike)
    return _TIGHT


def _width(column: int, lines: Sequence[TextLine], xs: Sequence[float]) -> float:
    return xs[column + 1] - min([xs[column] + 12, *(line.start for line in lines)]) - 4


def _blocks(column: int, lines: Sequence[TextLine], tight: float) -> list[_Block]:
    blocks: list[_Block] = []
    for line in lines:
        if blocks and line.base - blocks[-1].lines[-1].base <= tight * max(line.size, blocks[-1].lines[-1].size):
            blocks[-1].lines.append(line)
        else:
            blocks.append(_Block(column, [line]))
    return blocks


def _grouped(blocks: Sequence[_Block], xs: Sequence[float]) -> list[_Group]:
    """Put blocks that overlap from top to bottom together, and part these where their columns begin anew."""
    groups: list[_Group] = []
    for block in sorted(blocks, key=lambda block: block.top):
        if groups and block.top < groups[-1].bottom - _OVERLAP * block.lines[0].size:
            groups[-1].add(block)
        else:
            groups.append(_Group([block], block.top, block.bottom))
    return [part for group in groups for part in _begun_anew(group, xs)]


def _begun_anew(group: _Group, xs: Sequence[float]) -> list[_Group]:
    """Part a group at lines where most columns begin anew and none goes on."""
    lines = sorted((line.base, block.column, n, block) for block in group.blocks for n, line in enumerate(block.lines))
    starts: list[float] = []
    written: dict[int, TextLine] = {}
    most = 0
    position = 0
    while position < len(lines):
        base, size = lines[position][0], lines[position][3].lines[0].size
        level = [entry for entry in lines[position:] if entry[0] <= base + 0.45 * size]
        position += len(level)
        anew = going = 0
        for _, column, n, block in level:
            line = block.lines[n]
            if column in written:
                goes_on = n > 0 and not ends_paragraph(written[column], line, _width(column, block.lines, xs))
                going, anew = going + goes_on, anew + (not goes_on)
        if anew > 1 and 2 * anew >= most and 3 * going <= anew and 2 * len(level) >= most:
            starts.append(base - 0.5 * size)
            written.clear()
        written.update({column: block.lines[n] for _, column, n, block in level})
        most = max(most, len(written))
    if not starts:
        return [group]
    parts: list[_Group] = []
    for low, high in pairwise([float("-inf"), *starts, float("inf")]):
        cut = [
            _Block(block.column, inside)
            for block in group.blocks
            if (inside := [line for line in block.lines if low <= line.base < high])
        ]
        parts.append(_Group(cut, min(b.top for b in cut), max(b.bottom for b in cut)))
    return parts


def _within(cut: Cut, blocks: Sequence[_Block]) -> bool:
    return bool(blocks) and min(b.top for b in blocks) + 2 < cut.at < max(b.bottom for b in blocks) - 2


def _parted(groups: Sequence[_Group], cuts: Sequence[Cut]) -> list[list[_Group]]:
    """Return the groups between each two cuts."""
    ends = [float("-inf"), *(cut.at for cut in cuts), float("inf")]
    return [[g for g in groups if low <= (g.top + g.bottom) / 2 < high] for low, high in pairwise(ends)]


def _without_rests(groups: Sequence[_Group]) -> list[_Group]:
    """Join a text of one column alone to the row above if it is nearer than rows are."""
    distances = [below.top - above.bottom for above, below in pairwise(groups) if min(above.filled, below.filled) > 1]
    usual = median(distances) if distances else 0
    kept: list[_Group] = []
    for group in groups:
        if kept and group.filled == 1 and group.top - kept[-1].bottom < _CLOSE * usual:
            for block in group.blocks:
                kept[-1].add(block)
        else:
            kept.append(group)
    return kept


def _found(blocks: Sequence[_Block], top: float, bottom: float) -> FoundRow:
    words = [word for block in blocks for line in block.lines for word in line.words]
    size = max((word.size for word in words), default=0)
    return FoundRow(top, bottom, len({b.column for b in blocks}), size, bool(words) and all(w.bold for w in words))


def _ruled_rows(
    blocks: Sequence[_Block], within: Sequence[Cut], levels: set[int], cuts: Sequence[Cut]
) -> list[FoundRow]:
    """Return the rows that cuts part; a column that no cut at a height covers goes on there."""
    ends = [min(b.top for b in blocks), *(cut.at for cut in within), max(b.bottom for b in blocks)]
    rows = []
    for low, high in pairwise(ends):
        rows.append(_found([b for b in blocks if low <= (b.top + b.bottom) / 2 <= high], low, high))
    covered = set().union(*(cut.columns for cut in within))
    for row, cut in zip(rows, within, strict=False):
        row.goes_on = covered - cut.columns
    for column in levels - covered:
        _span([b for b in blocks if b.column == column], rows, column)
    for column in {b.column for b in blocks} - covered - levels:
        for block in (b for b in blocks if b.column == column):
            _go_on(rows, [n for n, row in enumerate(rows) if block.top < row.bottom and block.bottom > row.top], column)
    return [row for row in rows if row.filled or row.goes_on] if cuts else rows


def _rows(blocks: Sequence[_Block], groups: Sequence[_Group], levels: set[int], xs: Sequence[float]) -> list[FoundRow]:
    """Return the rows that groups of blocks are, with the texts of themes and objectives beside them."""
    taken = {id(line) for group in groups for block in group.blocks for line in block.lines}
    beside = [block for block in blocks if id(block.lines[0]) not in taken]
    rests = []
    for block in beside:
        touched = [g for g in groups if min(g.bottom, block.bottom) - max(g.top, block.top) > 1]
        if len(touched) == 1 and block.lines:
            rests.append((touched[0], block))
    rows = [_found(group.blocks, group.top, group.bottom) for group in groups]
    tops = [group.top for group in groups]
    for column in levels:
        _span([b for b in beside if b.column == column], rows, column, tops)
    for group, block in rests:
        row = rows[groups.index(group)]
        row.filled += 1
    for number, row in enumerate(rows):
        before = rows[number - 1].bottom if number else float("-inf")
        after = rows[number + 1].top if number + 1 < len(rows) else float("inf")
        for block in beside:
            if row.top < block.bottom < after and block.top < row.bottom:
                row.bottom = max(row.bottom, block.bottom)
            if before < block.top < row.bottom and block.bottom > row.top:
                row.top = min(row.top, block.top)
    return rows


def _span(blocks: Sequence[_Block], rows: list[FoundRow], column: int, tops: Sequence[float] = ()) -> None:
    """Tell over which rows the texts of a column go on."""
    if not blocks or not rows:
        return
    starts = list(tops) or [row.top for row in rows]
    heads = [any(abs(block.top - top) <= 0.3 * block.lines[0].size for top in starts) for block in blocks]
    first = blocks[0].top < rows[0].bottom and len(rows) > 0
    if len(blocks) >= len(rows) or (all(heads) and first and abs(blocks[0].top - starts[0]) < blocks[0].lines[0].size):
        for block in blocks:
            _go_on(
                rows,
                [n for n, row in enumerate(rows) if block.top + 1 < row.bottom and block.bottom - 1 > row.top],
                column,
            )
    elif len(rows) <= _MOST_ROWS:
        for low, high in _partition([(b.top + b.bottom) / 2 for b in blocks], rows):
            _go_on(rows, list(range(low, high)), column)


def _go_on(rows: Sequence[FoundRow], numbers: Sequence[int], column: int) -> None:
    for number in numbers[:-1]:
        rows[number].goes_on.add(column)


def _partition(middles: Sequence[float], rows: Sequence[FoundRow]) -> list[tuple[int, int]]:
    """Return the runs of rows in whose middles some texts stand, one run for each."""
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
    return best[-1][count][1] if count in best[-1] else []


def _merge_runs(rows: Sequence[FoundRow], section: Section) -> None:
    for first, last, base in section.runs:
        for row in rows:
            if row.top <= base <= row.bottom and last > first:
                row.merged.append((first, last))
