"""Tables without rules: columns found by their headings and the white between them.

Below a header row the lines of a page belong to its table as long as they keep to its columns; text that
crosses these stands across the table if rows follow it. Between two headings the column ends where the
fewest lines are written. On the next page a table goes on where lines keep to the same columns.
What is found is drawn as rules, so that it is read as any ruled table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from analysis.common.month_headings import month_columns
from analysis.documents.formats.pdf.grids import Grid, ruled_grids
from analysis.documents.formats.pdf.gutters import Columns, columns_of
from analysis.documents.formats.pdf.headings import Heading, headings_of
from analysis.documents.formats.pdf.lines import TextLine, lines_of
from analysis.documents.formats.pdf.pages import Page
from analysis.documents.formats.pdf.parts import Part, gap_of, parts_of
from analysis.documents.formats.pdf.rows import FoundRow, Section, banner_of, cuts_of, rows_of_sections
from analysis.documents.formats.pdf.shapes import UPRIGHT, Area, Box, Rule, Word
from analysis.documents.headings import column_of, section_of

_BANNER = 3  # lines
_BANNERS = 6  # lines between two rows
_LEADING = 1.45  # of the size of the font, between the lines of one text
_CLEAR = 0.95  # of the size of the font, from a text across a table to the lines beside it
_LEAVE = 2.2  # times the usual distance of rows, below which nothing belongs to a table
_MOST_TABLES, _MOST_LINES = 50, 1000  # on a page
_HEADER_ROWS = 3
_HIDDEN_ROWS = 3
_FIRST_LINES = 4  # below a header row, of which one has to keep to its columns
_APART = 1.2  # times the distance of lines, between the last line of a row and the next row
_BELOW = 4.0  # times the size of the font, from a header row to the first row
_ALIGNED = 0.6  # of the parts of a continued table, that begin where those of the table before did


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
    if not 0 < len(lines) <= _MOST_LINES:
        return [], None
    gap = gap_of(lines)
    lying = [rule for rule in page.rules if rule.lies] + _edges(page.areas)
    headings = headings_of(
        lines, [word for word in words if word.turn != UPRIGHT], lying, gap, above.texts if above else ()
    )
    headings = [heading for heading in headings if not any(box.holds(heading.box) for box in taken)][:_MOST_TABLES]
    grids: list[Grid] = []
    starts = [heading.box.top for heading in headings]
    open_columns, known = None, above
    if above is not None:
        rest = _until(lines, 0, min([*starts, *(box.top for box in taken), page.height]))
        grid, open_columns = _continued(rest, above, lying, gap)
        grids += [grid] if grid else []
    for heading, stop in zip(headings, [*starts, page.height][1:], strict=True):
        end = min([stop, *(box.top for box in taken if box.top > heading.box.top)])
        rest = _until(lines, heading.lines[-1].base + 1, end)
        own = set(map(id, heading.lines))
        rest = [line for line in rest if id(line) not in own]
        columns = columns_of(heading, rest, page, gap, known)
        grid, open_columns = _grid(columns, heading, rest, lying, gap) if columns else (None, None)
        grids += [grid] if grid else []
        known = columns or known
    return grids, open_columns


def heads_open_table(grid: Grid, inside: Mapping[int, Sequence[Word]], outside: Iterable[Word]) -> bool:
    """Tell whether a ruled table is but the header row of one whose rows have no rules, and stand below it."""
    if len(grid.ys) > _HEADER_ROWS + 1:
        return False
    for row in grid.at:
        texts = [" ".join(word.text for word in _in_order(inside.get(number, []))) for number in row]
        meanings = [column_of(text) or column in month_columns(texts) for column, text in enumerate(texts)]
        if len(set(meanings) - {None, False}) < 2 or 2 * sum(map(bool, meanings)) < sum(map(bool, texts)):
            return False
    lines = lines_of(word for word in outside if word.turn == UPRIGHT and word.box.top > grid.ys[-1] - 1)
    if not lines or lines[0].base - grid.ys[-1] > _BELOW * lines[0].size:
        return False
    gap = gap_of(lines)
    for parts in (parts_of(line, gap, grid.xs) for line in lines[:_FIRST_LINES]):
        if len(parts) > 1 and not any(part.start + 1 < x < part.end - 1 for part in parts for x in grid.xs):
            return True
    return False


def hides_rows(grid: Grid, inside: Mapping[int, Sequence[Word]]) -> bool:
    """Tell whether no rules part the rows of a ruled table: one cell of each column holds what is many rows."""
    if len(grid.ys) > _HEADER_ROWS + 2 or len(grid.xs) <= _HEADER_ROWS:
        return False
    heads = [_in_order(inside.get(number, [])) for number in grid.at[0]]
    if len({meaning for words in heads if (meaning := column_of(" ".join(word.text for word in words)))}) < 2:
        return False
    lines = lines_of(word for number in set(grid.at[-1]) for word in inside.get(number, []) if word.turn == UPRIGHT)
    starts = 0
    least = min((below.base - above.base for above, below in pairwise(lines)), default=0)
    for above, line in pairwise(lines):
        columns = {bisect_right(grid.xs, word.box.middle[0]) for word in line.words}
        starts += line.base - above.base > _APART * max(least, line.size) and 2 * len(columns) >= len(grid.xs)
    return starts >= _HIDDEN_ROWS


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


def _continued(
    rest: Sequence[TextLine], columns: Columns, lying: Sequence[Rule], gap: float
) -> tuple[Grid | None, Columns | None]:
    """Return the rest of a table from the page before, and its columns if it may go on on the next."""
    parts = [part for line in rest for part in parts_of(line, gap, columns.xs)]
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
    found = iter(
        rows_of_sections(kept, columns.xs, columns.levels, columns.months, cuts_of(lying, columns.xs), columns.habit)
    )
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
    mostly_bold = 2 * sum(word.bold for line in rest for word in line.words) > sum(len(line.words) for line in rest)
    for number, line in enumerate(rest):
        parts = parts_of(line, gap, columns.xs)
        crossed = sum(columns.crossed(part) for part in parts)
        beside = [other.base for other in rest[max(number - 1, 0) : number + 2] if other is not line]
        alone = len(parts) == 1 and columns.at(parts[0].start) == 0
        alone = alone and all(abs(base - line.base) > _CLEAR * line.size for base in beside)
        alone = alone and not (number and _goes_on(line, parts_of(rest[number - 1], gap, columns.xs), columns))
        bold = not mostly_bold and all(word.bold for word in line.words)
        if crossed > 1 or (crossed and len(parts) == 1) or (alone and (bold or _titles(parts[0], columns))):
            crossing.append(line)
            if len(crossing) > _BANNERS or len(_tight(crossing)[-1]) > _BANNER:
                break
            continue
        if crossing:
            if not sections and len(crossing) > _BANNER:
                break
            sections += _tight(crossing)
            crossing = []
        section = sections[-1] if sections else None
        if not isinstance(section, Section):
            section = Section([[] for _ in columns.xs[1:]], [])
            sections.append(section)
        for part in parts:
            if columns.crossed(part, months=True) and columns.at(part.start) in columns.months:
                section.runs.append((columns.at(part.start), columns.at(part.end), line.base))
            for word in part.words:
                section.columns[columns.at(word.box.middle[0])].append(word)
        used = number + 1
    return sections, used


def _goes_on(line: TextLine, above: Sequence[Part], columns: Columns) -> bool:
    """Tell whether a lone line of the first column goes on with that in the cell of the row above it."""
    first = [part for part in above if columns.at(part.start) == 0]
    return len(above) > 1 and bool(first) and line.base - first[0].base <= _LEADING * line.size


def _titles(part: Part, columns: Columns) -> bool:
    """Tell whether a lone text in the first column opens a section and is no text of that column."""
    return 0 not in columns.levels and section_of(part.text) is not None


def _tight(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Part lines where they stand apart."""
    groups: list[list[TextLine]] = []
    for line in lines:
        if (
            groups
            and line.base - groups[-1][-1].base <= _LEADING * line.size
            and abs(line.size - groups[-1][-1].size) < 1
        ):
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
