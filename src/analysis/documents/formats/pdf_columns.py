"""Tables without rules: columns found by their headings and the white between them.

Below a header row the lines of a page belong to its table as long as they keep to its columns; text that
crosses these stands across the table if rows follow it. Between two headings the column ends where the
fewest lines are written. On the next page a table goes on where lines keep to the same columns.
What is found is drawn as rules, so that it is read as any ruled table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.common.months import month_columns
from analysis.documents.formats.pdf_grids import Grid, ruled_grids
from analysis.documents.formats.pdf_headings import Heading, Part, gap_of, headings_of, parts_of
from analysis.documents.formats.pdf_lines import TextLine, lines_of
from analysis.documents.formats.pdf_pages import Page
from analysis.documents.formats.pdf_rows import FoundRow, Section, banner_of, cuts_of, rows_of_sections
from analysis.documents.formats.pdf_shapes import UPRIGHT, Area, Box, Rule, Word
from analysis.documents.headings import column_of

_WIDEST_GUTTER = 12.0
_WHITE = 0.15  # of the lines, which may cross the end of a column
_BANNER = 3  # lines
_BANNERS = 6  # lines between two rows
_LEAVE = 2.2  # times the usual distance of rows, below which nothing belongs to a table
_HEADER_ROWS = 3
_BELOW = 4.0  # times the size of the font, from a header row to the first row
_ALIGNED = 0.6  # of the parts of a continued table, that begin where those of the table before did


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table are.

    Attributes
    ----------
    xs : list of float
        Where each begins, and where the last ends.
    months, levels : set of int
        Columns of months, and those of themes and objectives.
    begins : set of int
        Where parts of its lines begin.
    """

    xs: list[float]
    months: set[int]
    levels: set[int]
    begins: set[int]

    def crossed(self, part: Part, *, months: bool = False) -> int:
        """Return how many ends of columns a part crosses, with or without those between two months."""
        inner = range(1, len(self.xs) - 1)
        return sum(
            part.start + 1 < self.xs[x] < part.end - 1
            for x in inner
            if months or not (x in self.months and x - 1 in self.months)
        )

    def at(self, x: float) -> int:
        """Return the column at a distance from the left."""
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def column_grids(
    page: Page, words: Sequence[Word], taken: Sequence[Box], above: Columns | None
) -> tuple[list[Grid], Columns | None]:
    """Return the tables without rules among some words of a page, and the columns of one that may go on.

    Parameters
    ----------
    taken : sequence of Box
        What other tables take up of the page.
    above : Columns or None
        The columns of the table at the end of the page before.
    """
    lines = lines_of(word for word in words if word.turn == UPRIGHT)
    if not lines:
        return [], None
    gap = gap_of(lines)
    lying = [rule for rule in page.rules if rule.lies] + _edges(page.areas)
    headings = headings_of(lines, [word for word in words if word.turn != UPRIGHT], lying, gap)
    headings = [heading for heading in headings if not any(box.holds(heading.box) for box in taken)]
    grids: list[Grid] = []
    starts = [heading.box.top for heading in headings]
    open_columns = None
    if above is not None:
        rest = _until(lines, 0, min([*starts, *(box.top for box in taken), page.height]))
        grid, open_columns = _continued(rest, above, lying, gap)
        grids += [grid] if grid else []
    for heading, stop in zip(headings, [*starts, page.height][1:], strict=True):
        end = min([stop, *(box.top for box in taken if box.top > heading.box.top)])
        rest = _until(lines, heading.lines[-1].base + 1, end)
        rest = [line for line in rest if line not in heading.lines]
        columns = _columns(heading, rest, page, gap)
        grid, open_columns = _grid(columns, heading, rest, lying, gap) if columns else (None, None)
        grids += [grid] if grid else []
    return grids, open_columns


def heads_open_table(grid: Grid, inside: Mapping[int, Sequence[Word]], outside: Iterable[Word]) -> bool:
    """Tell whether a ruled table is but the header row of one whose rows have no rules, and stand below it."""
    if len(grid.ys) > _HEADER_ROWS + 1:
        return False
    texts = [" ".join(word.text for word in lines_words) for lines_words in map(_in_order, inside.values())]
    named = {meaning for text in texts if (meaning := column_of(text))}
    if len(named) < 2 or 2 * sum(map(bool, map(column_of, texts))) < len(texts) - len(month_columns(texts)):
        return False
    below = [word for word in outside if 0 < word.box.top - grid.ys[-1] < _BELOW * word.size]
    columns = {bisect_right(grid.xs, word.box.middle[0]) for word in below}
    return len(columns) > 1


def _in_order(words: Iterable[Word]) -> list[Word]:
    return [word for line in lines_of(words) for word in line.words]


def _until(lines: Sequence[TextLine], top: float, bottom: float) -> list[TextLine]:
    return [line for line in lines if top < line.base < bottom]


def _edges(areas: Sequence[Area]) -> list[Rule]:
    """Return the upper and lower sides of filled areas as rules."""
    return [
        Rule(True, at, area.box.left, area.box.right, 0.5)
        for area in areas
        if area.full and area.box.height > 5
        for at in (area.box.top, area.box.bottom)
    ]


def _columns(heading: Heading, rest: Sequence[TextLine], page: Page, gap: float) -> Columns | None:
    """Return the columns under a header row, or None where what stands below does not keep to any."""
    leaves = heading.leaves
    inked = []
    far = 0
    for line in rest:
        parts = parts_of(line, gap)
        across = any(sum(part.start < leaf.middle < part.end for leaf in leaves) > 1 for part in parts)
        far = far + 1 if across else 0
        if far > _BANNER:
            break
        if not across:
            inked.append(parts)
    if not inked:
        return None
    bottom = max(part.base for parts in inked for part in parts)
    hints = _hints(page, heading.box.top - 5, bottom)
    inked.append(list(leaves))
    ends: list[tuple[float, float]] = []
    for left, right in pairwise(leaves):
        ends.append(white := _white_between(left, right, inked))
        crossing = sum(any(part.start < sum(white) / 2 < part.end for part in parts) for parts in inked)
        if crossing > max(_WHITE * len(inked), 1):
            return None
    gutter = min([_WIDEST_GUTTER, *(b - a for a, b in ends)])
    xs = []
    for number, (a, b) in enumerate(ends):
        inside = {x: times for x, times in hints.items() if a - 1 <= x <= b + 1}
        if inside:
            xs.append(max(inside, key=lambda x: (inside[x], x)))
        elif number in heading.months and number + 1 in heading.months:
            xs.append(min(max((leaves[number].middle + leaves[number + 1].middle) / 2, a), b))
        else:
            xs.append(b - gutter / 2)
    parts = [part for line in inked for part in line]
    outer = min(part.start for part in parts) - gutter / 2, max(part.end for part in parts) + gutter / 2
    xs = [min(outer[0], xs[0] - 1), *xs, max(outer[1], xs[-1] + 1)]
    return Columns(xs, heading.months, heading.levels, {round(part.start) for part in parts})


def _hints(page: Page, top: float, bottom: float) -> dict[float, int]:
    """Return where sides of areas and standing rules are between two heights, and how many."""
    edges = [rule.at for rule in page.rules if not rule.lies and rule.start < bottom and rule.end > top] * 2
    for area in page.areas:
        if area.box.top < bottom and area.box.bottom > top and area.box.height > 5:
            edges += [area.box.left, area.box.right]
    counts = Counter(round(edge, 1) for edge in edges)
    return {edge: times for edge, times in counts.items() if times > 1}


def _white_between(left: Part, right: Part, inked: Sequence[Sequence[Part]]) -> tuple[float, float]:
    """Return the widest stretch between the middles of two headings that the fewest lines cross."""
    low, high = left.middle, right.middle
    spans = [(max(p.start, low), min(p.end, high)) for parts in inked for p in parts if p.end > low and p.start < high]
    cuts = sorted({low, high, *(x for span in spans for x in span)})
    changes = Counter[float]()
    for start, end in spans:
        changes[start] += 1
        changes[end] -= 1
    stretches: list[tuple[int, float, float]] = []
    over = 0
    for a, b in pairwise(cuts):
        over += changes[a]
        if stretches and stretches[-1][0] == over:
            stretches[-1] = (over, stretches[-1][1], b)
        else:
            stretches.append((over, a, b))
    _, start, end = min(stretches, key=lambda stretch: (stretch[0], stretch[1] - stretch[2]))
    return start, end


def _continued(
    rest: Sequence[TextLine], columns: Columns, lying: Sequence[Rule], gap: float
) -> tuple[Grid | None, Columns | None]:
    """Return the rest of a table from the page before, and its columns if it may go on on the next."""
    parts = [part for line in rest for part in parts_of(line, gap)]
    kept = [part for part in parts if not columns.crossed(part)]
    begun = sum(any(round(part.start) + d in columns.begins for d in (-2, -1, 0, 1, 2)) for part in kept)
    if len(kept) < 2 or begun < _ALIGNED * len(parts):
        return None, None
    return _grid(columns, None, rest, lying, gap)


def _grid(
    columns: Columns, heading: Heading | None, rest: Sequence[TextLine], lying: Sequence[Rule], gap: float
) -> tuple[Grid | None, Columns | None]:
    """Return the table that a header row and the lines below make."""
    sections, used = _sections(rest, columns, gap)
    kept = [section for section in sections if isinstance(section, Section)]
    found = iter(rows_of_sections(kept, columns.xs, columns.levels, cuts_of(lying, columns.xs)))
    rows: list[FoundRow] = []
    for section in sections:
        rows += next(found) if isinstance(section, Section) else [banner_of(section, len(columns.xs) - 1)]
    while rows and (rest_of := _astray(rows)):
        del rows[-rest_of:]
    while heading is None and rows and rows[0].across:
        rows.pop(0)
    if not any(row.filled > 1 for row in rows):
        return None, None
    bottom = rows[-1].bottom
    last = max(line.base for line in rest)
    grid = _drawn(columns, heading, rows)
    ends_page = used == len(rest) and bottom >= last - 1
    return grid, columns if ends_page or last - bottom < 60 else None


def _sections(rest: Sequence[TextLine], columns: Columns, gap: float) -> tuple[list[Section | list[TextLine]], int]:
    """Return the runs of lines that keep to the columns, and the banners between them."""
    sections: list[Section | list[TextLine]] = []
    crossing: list[TextLine] = []
    used = 0
    for number, line in enumerate(rest):
        parts = parts_of(line, gap)
        crossed = sum(columns.crossed(part) for part in parts)
        if crossed > 1 or (crossed and len(parts) == 1):
            crossing.append(line)
            if len(crossing) > _BANNERS or len(_tight(crossing)[-1]) > _BANNER:
                break
            continue
        if crossing:
            if not sections and len(crossing) > _BANNER:
                break
            sections += _tight(crossing)
            crossing = []
        if not sections or not isinstance(sections[-1], Section):
            sections.append(Section([[] for _ in columns.xs[1:]], []))
        section = sections[-1]
        for part in parts:
            if columns.crossed(part, months=True) and columns.at(part.start) in columns.months:
                section.runs.append((columns.at(part.start), columns.at(part.end), line.base))
            for word in part.words:
                section.columns[columns.at(word.box.middle[0])].append(word)
        used = number + 1
    return sections, used


def _tight(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Part lines where they stand apart."""
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and line.base - groups[-1][-1].base <= 1.45 * line.size and abs(line.size - groups[-1][-1].size) < 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _astray(rows: Sequence[FoundRow]) -> int:
    """Return how many of the last rows are none: far below the others, or lone texts at the end of a table."""
    banner = next((number for number in range(len(rows) - 1, -1, -1) if rows[number].across), None)
    if banner is not None and all(row.filled < 2 for row in rows[banner:]):
        return len(rows) - banner
    gaps = sorted(below.top - above.bottom for above, below in pairwise(rows) if not below.across)
    if not gaps:
        return 0
    usual = gaps[len(gaps) // 2]
    gap, size = rows[-1].top - rows[-2].bottom, rows[-1].size
    if rows[-1].filled > 1:
        return int(gap > max(4 * usual, 3 * size))
    lone = size > 1.1 * rows[0].size or (rows[-1].bold and not rows[-2].bold)
    return int(lone or gap > max(_LEAVE * usual, 1.2 * size))


def _drawn(columns: Columns, heading: Heading | None, rows: Sequence[FoundRow]) -> Grid | None:
    """Return the grid of a table whose rows and columns are drawn as rules."""
    xs = columns.xs
    rules: list[Rule] = []

    def lie(at: float, first: int = 0, last: int = len(xs) - 2) -> None:
        rules.append(Rule(True, at, xs[first], xs[last + 1], 0.5))

    def stand(top: float, bottom: float, without: Sequence[tuple[int, int]] = ()) -> None:
        for number, x in enumerate(xs):
            if not any(first < number <= last for first, last in without):
                rules.append(Rule(False, x, top, bottom, 0.5))

    top = (heading.box.top if heading else rows[0].top) - 2
    lie(top)
    if heading is not None:
        bottom = (heading.box.bottom + max(rows[0].top, heading.box.bottom)) / 2
        if heading.over:
            base = max(part.base for part, _, _ in heading.over)
            below = [w.box for _, a, b in heading.over for leaf in heading.leaves[a : b + 1] for w in leaf.words]
            at = (base + min(box.top for box in below)) / 2
            stand(top, at, [(first, last) for _, first, last in heading.over])
            stand(at, bottom)
            for _, first, last in heading.over:
                lie(at, first, last)
        else:
            stand(top, bottom)
        lie(bottom)
        top = bottom
    for number, row in enumerate(rows):
        final = number + 1 == len(rows)
        bottom = row.bottom + 2 if final else (row.bottom + rows[number + 1].top) / 2
        stand(top, bottom, row.merged)
        for column in range(len(xs) - 1):
            if final or column not in row.goes_on:
                lie(bottom, column, column)
        top = bottom
    grids, _ = ruled_grids(rules)
    return max(grids, key=lambda grid: grid.box.height * grid.box.width, default=None)
