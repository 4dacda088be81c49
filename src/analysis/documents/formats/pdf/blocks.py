"""Blocks of a table without rules: lines of one column that stand close, and which of them are one row.

Lines of a cell stand as close as lines that wrap. Blocks that overlap from top to bottom, in any columns, are
one row. Where rows stand as close as lines, one begins where most columns begin anew and none goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.common.text import is_left_open
from analysis.documents.formats.pdf.lines import TextLine, ends_paragraph

ASCENT, DESCENT = 0.8, 0.22
_TIGHT = 1.3  # times the size of the font, between lines of a cell where nothing tells more
_MOST_DISTANCES = 5000
_LOOSEST = 2.0
_SLACK = 1.1
_OVERLAP = 0.3  # of the size of the font
HEADS = 0.75  # of the texts of a column, that stand at the top of a row, for all to be written there
_NEARLY_ALL = 0.8
_FULL = 0.7  # of the width of a column, from which on its longest line fills it
_PADDING = 12.0  # points, else
_SAME_LINE = 0.45
_LEVEL = 0.15  # of the size of the font, between baselines of texts that begin side by side
_AGAIN = 0.6  # of the columns of a row, that have to begin anew for another
_LEAST_DOUBTFUL = 4  # columns that may all begin anew, for them to do so
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")


@dataclass(slots=True)
class Habit:
    """How a table is written, learnt page by page.

    Attributes
    ----------
    longest : dict
        Column -> the width of its longest line.
    distances : list of float
        How far apart lines are that wrap, in sizes of the font.
    """

    longest: dict[int, float] = field(default_factory=dict)
    distances: list[float] = field(default_factory=list)

    def learn(self, lined: Sequence[Sequence[Sequence[TextLine]]], xs: Sequence[float]) -> None:
        """Learn from the lines of each column of some sections."""
        for columns in lined:
            for column, lines in enumerate(columns):
                self.longest[column] = max([self.longest.get(column, 0), *(line.end - line.start for line in lines)])
        widths = self.widths(xs)
        for columns in lined:
            for column, lines in enumerate(columns):
                for above, below in pairwise(lines):
                    distance = (below.base - above.base) / above.size
                    if distance <= _LOOSEST and not ends_paragraph(above, below, widths[column]):
                        self.distances.append(distance)
        self.distances = sorted(self.distances[:_MOST_DISTANCES])

    def widths(self, xs: Sequence[float]) -> list[float]:
        """Return how wide the writing in each column may be: as its longest line, if that nearly fills the column."""
        widths = []
        for column, (left, right) in enumerate(pairwise(xs)):
            longest = self.longest.get(column, 0)
            widths.append(longest if longest >= _FULL * (right - left) else right - left - _PADDING)
        return widths

    @property
    def tight(self) -> float:
        """How far apart lines of a cell are at most, in sizes of the font: as lines that wrap are."""
        for number, distance in enumerate(self.distances):
            alike = bisect_right(self.distances, 1.06 * distance) - number
            if alike >= max(2, 0.1 * len(self.distances)):
                return _SLACK * self.distances[number + alike // 2]
        return _TIGHT


@dataclass(slots=True)
class Block:
    """Lines of one column that stand close to one another."""

    column: int
    lines: list[TextLine]

    @property
    def top(self) -> float:
        """The height of its first line."""
        return self.lines[0].base - ASCENT * self.lines[0].size

    @property
    def bottom(self) -> float:
        """The foot of its last line."""
        return self.lines[-1].base + DESCENT * self.lines[-1].size


@dataclass(slots=True)
class Group:
    """Blocks that are one row."""

    blocks: list[Block]
    top: float
    bottom: float

    @property
    def filled(self) -> int:
        """How many columns it fills."""
        return len({block.column for block in self.blocks})

    def add(self, block: Block) -> None:
        """Take a block in."""
        self.blocks.append(block)
        self.top, self.bottom = min(self.top, block.top), max(self.bottom, block.bottom)


def blocks_of(column: int, lines: Sequence[TextLine], tight: float) -> list[Block]:
    """Return the blocks that the lines of a column make which stand close to one another."""
    blocks: list[Block] = []
    for line in lines:
        if blocks and line.base - blocks[-1].lines[-1].base <= tight * max(line.size, blocks[-1].lines[-1].size):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block(column, [line]))
    return blocks


def groups_of(blocks: list[Block], levels: set[int], widths: Sequence[float]) -> list[Group]:
    """Return the groups of a section; blocks of themes and objectives that begin anew where groups do are parted.

    Of these columns only those blocks are in groups that stand above, below or, if their column is written at
    the top of its cells, between all others.
    """
    whole = [block for block in blocks if block.column in levels]
    groups = _grouped([block for block in blocks if block.column not in levels], widths, whole)
    if not groups:
        return _grouped(blocks, widths, [])
    tops = [group.top for group in groups]
    blocks[:] = [block for block in blocks if block.column not in levels]
    for column in levels:
        some = _parted_at([block for block in whole if block.column == column], tops, widths[column])
        blocks += some
        apart = [b for b in some if not any(g.top < b.bottom and b.top < g.bottom for g in groups)]
        heads = sum(is_head(block, tops) for block in some)
        among = heads < HEADS * (len(some) - len(apart)) or len(some) == len(apart)
        for block in apart:
            if not among or block.bottom < tops[0] or block.top > max(group.bottom for group in groups):
                groups.append(Group([block], block.top, block.bottom))
    groups.sort(key=lambda group: group.top)
    return groups


def is_head(block: Block, tops: Sequence[float]) -> bool:
    """Tell whether a block begins where a row does."""
    return any(abs(block.top - top) <= _OVERLAP * block.lines[0].size for top in tops)


def _parted_at(blocks: Sequence[Block], tops: Sequence[float], width: float) -> list[Block]:
    """Part the blocks of a column at lines that stand at the top of a row and do not go on from the line above.

    Of a line that may have wrapped as well it is taken that it does not go on if an earlier text begins with the
    same line, or nearly all rows have a text of the column and none is seen to go on.
    """
    signs: list[tuple[TextLine, bool | None]] = []
    for block in blocks:
        for above, line in pairwise(block.lines):
            if is_head(Block(block.column, [line]), tops):
                signs.append((line, _begins(above, line, width)))
    told = len(signs) + sum(is_head(block, tops) for block in blocks)
    all_begin = told >= _NEARLY_ALL * len(tops) and not any(sign is False for _, sign in signs)
    begun = {id(line) for line, sign in signs if sign or (sign is None and all_begin)}
    known = {block.lines[0].text for block in blocks} | {line.text for line, _ in signs if id(line) in begun}
    begun |= {id(line) for line, sign in signs if sign is None and line.text in known}
    parts: list[Block] = []
    for block in blocks:
        parts.append(Block(block.column, []))
        for line in block.lines:
            if id(line) in begun:
                parts.append(Block(block.column, []))
            parts[-1].lines.append(line)
    return parts


def _grouped(blocks: Sequence[Block], widths: Sequence[float], beside: Sequence[Block]) -> list[Group]:
    """Put blocks that overlap from top to bottom together, and part these where their columns begin anew.

    Blocks `beside` them may tell that a row begins, but not that it goes on.
    """
    witnesses = [block.lines[0].base for block in beside]
    for block in beside:
        pairs = pairwise(block.lines)
        witnesses += [line.base for above, line in pairs if _begins(above, line, widths[block.column])]
    witnesses.sort()
    groups: list[Group] = []
    for block in sorted(blocks, key=lambda block: block.top):
        if groups and block.top < groups[-1].bottom - _OVERLAP * block.lines[0].size:
            groups[-1].add(block)
        else:
            groups.append(Group([block], block.top, block.bottom))
    return [part for group in groups for part in _begun_anew(group, widths, witnesses)]


def _begun_anew(group: Group, widths: Sequence[float], witnesses: Sequence[float]) -> list[Group]:
    """Part a group at lines where most columns begin anew and none goes on."""
    entries = ((line.base, block.column, n, block) for block in group.blocks for n, line in enumerate(block.lines))
    lines = sorted(entries, key=lambda entry: entry[:3])
    bases = [entry[0] for entry in lines]
    first = [line.text for _, column, n, block in lines if column == 0 for line in [block.lines[n]]]
    numbered = bool(first) and all(map(_NUMBER.fullmatch, first))
    starts: list[float] = []
    written: dict[int, TextLine] = {}
    most = position = 0
    while position < len(lines):
        base, size = lines[position][0], lines[position][3].lines[0].size
        level = lines[position : bisect_right(bases, base + _SAME_LINE * size)]
        position += len(level)
        here = {column: block.lines[n] for _, column, n, block in level}
        again = [column for column in here if column in written]
        signs = [_begins(written[c], here[c], widths[c]) for c in again]
        told = bisect_right(witnesses, base + _LEVEL * size) - bisect_left(witnesses, base - _LEVEL * size)
        going, anew = signs.count(False), signs.count(True) + told
        count = len(again) + told
        enough = len(again) > 1 and count >= _AGAIN * max(most, len(here)) and 4 * going <= count
        enough = enough and (anew > 0 or (not going and len(again) >= max(most, _LEAST_DOUBTFUL)))
        if enough or (numbered and 0 in again and 2 * going <= len(again)):
            starts.append(base - 0.5 * size)
            written, most = {}, 0
        written |= here
        most = max(most, len(written))
    if not starts:
        return [group]
    parts: list[Group] = []
    for low, high in pairwise([float("-inf"), *starts, float("inf")]):
        cut = [
            Block(block.column, inside)
            for block in group.blocks
            if (inside := [line for line in block.lines if low <= line.base < high])
        ]
        parts.append(Group(cut, min(b.top for b in cut), max(b.bottom for b in cut)))
    return parts


def _begins(above: TextLine, line: TextLine, width: float) -> bool | None:
    """Tell whether a line in a cell begins anew; None where it may have wrapped as well."""
    if ends_paragraph(above, line, width):
        return True
    return None if line.text[0].isupper() and not is_left_open(above.text) else False
