"""A sheet of rows parted into lines and tables, for spreadsheets and delimited text.

Rows before the first one of several texts that hold a single text are lines (titles); a row over some of
the columns of the next ("Cronograma" over the months) belongs to its table. Blank rows part nothing by
themselves, as they often stand between the rows of one table: another table begins after them only where
its first row begins with the text that the table before begins with, or fills columns outside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.common.errors import DocumentError
from analysis.documents.grid import Cell, Line, Place, Row, Table

MOST_CELLS = 500_000
"""Cells that a document may have, blank ones within its tables included."""

_WIDEST_GAP = 20
_LONGEST_UNDER_HEADING = 14
_BLANK = Cell()
_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

DEFAULT_NAME = re.compile(r"(?:sheet|folha|planilha|hoja|feuil|tabelle|plan)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet that holds something.

    Attributes
    ----------
    cells : dict of int to Cell
        Its cells by column; blank ones may be left out.
    place : Place
        Its sheet and number.
    parted : bool
        Whether blank rows stand between it and the row before.
    """

    cells: dict[int, Cell]
    place: Place
    parted: bool = False

    @property
    def texts(self) -> dict[int, str]:
        """Its texts by column, in order."""
        return {column: self.cells[column].text for column in sorted(self.cells) if self.cells[column].text}


def cell_text(text: str) -> str:
    """Return `text` with a line feed for any line end, spaces for tabs, no soft hyphens and nothing blank around it."""
    return _LINE_END.sub("\n", text.replace("\t", " ").replace("\N{SOFT HYPHEN}", "")).strip()


def sheet_blocks(rows: Sequence[SheetRow], file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of one sheet.

    Raises
    ------
    DocumentError
        If its tables have more than `MOST_CELLS` cells.
    """
    parts = list(_parted(rows))
    left = min(
        (min(row.texts) for part in parts if isinstance(part, _Part) for row in part.rows if row.texts), default=0
    )
    blocks: list[Line | Table] = []
    cells = 0
    for part in parts:
        if isinstance(part, SheetRow):
            blocks.append(Line(next(iter(part.texts.values())), part.place))
            continue
        columns = _columns(part.rows, left)
        cells += len(columns) * len(part.rows)
        if cells > MOST_CELLS:
            raise DocumentError("document_positions", file=file, line=part.rows[0].place.line, most=MOST_CELLS)
        blocks.append(Table(tuple(Row(tuple(r.cells.get(c, _BLANK) for c in columns), r.place) for r in part.rows)))
    return tuple(blocks)


class _Part:
    """The rows of one table, and what tells where another begins."""

    def __init__(self, rows: list[SheetRow]) -> None:
        self.rows: list[SheetRow] = []
        self.begins = next(iter(rows[0].texts.values()), "").casefold()
        self.first, self.last = min(rows[0].cells), max(rows[0].cells)
        self.add(rows)

    def add(self, rows: list[SheetRow]) -> None:
        """Let the table go on with `rows`."""
        self.rows += rows
        self.first = min(self.first, *(min(row.cells) for row in rows))
        self.last = max(self.last, *(max(row.cells) for row in rows))

    def goes_on(self, row: SheetRow) -> bool:
        """Tell whether `row`, after blank rows, is of this table."""
        texts = row.texts
        if not texts or next(iter(texts.values())).casefold() == self.begins:
            return not texts
        first, last = min(texts), max(texts)
        if self.first <= first and last <= self.last:
            return True
        outside = last < self.first or first > self.last
        return not outside and any(column not in row.cells for column in range(first, min(last, first + 1000) + 1))


def _parted(rows: Sequence[SheetRow]) -> Iterator[_Part | SheetRow]:
    """Yield tables, and the rows that are lines, in order."""
    table: _Part | None = None
    titles: list[SheetRow] = []  # rows of one text since the last row of several
    for run in _runs(rows):
        start = _title_count(run)
        titles += run[:start]
        if start == len(run):
            continue
        if table and table.goes_on(run[start]):
            table.add(titles + run[start:])
        else:
            if table:
                yield table
            yield from (row for row in titles if row.texts)
            table = _Part(run[start:])
        titles = []
    if table:
        while not (table.rows[-1].texts or any(cell.joined == "above" for cell in table.rows[-1].cells.values())):
            table.rows.pop()
        yield table
    yield from (row for row in titles if row.texts)


def _runs(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Yield the rows with no blank row between them."""
    run: list[SheetRow] = []
    for row in rows:
        if row.parted and run:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _title_count(run: Sequence[SheetRow]) -> int:
    """Return how many rows of a single text (or a mere fill) a run begins with."""
    for position, row in enumerate(run):
        if len(row.texts) > 1:
            return position
        if row.texts and position + 1 < len(run) and _heads_columns(row, run[position + 1]):
            return position
    return len(run)


def _heads_columns(row: SheetRow, below: SheetRow) -> bool:
    """Tell whether the one text of a row is a heading of the row below: joined to it, or over short headings of it."""
    if any(cell.joined == "above" for cell in below.cells.values()):
        return True
    start = next(iter(row.texts))
    texts = below.texts
    stop = start + 1
    while stop in row.cells and row.cells[stop].joined:
        stop += 1
    under = [text for column, text in texts.items() if start <= column and (column < stop or stop == start + 1)]
    return min(texts, default=start) < start and len(under) > 1 and max(map(len, under)) <= _LONGEST_UNDER_HEADING


def _columns(rows: Sequence[SheetRow], left: int) -> list[int]:
    """Return the columns of a table, from the first to the last of its sheet, without wide blank gaps."""
    used = sorted({column for row in rows for column in row.cells})
    columns = [column for column in range(left, used[0]) if used[0] - left <= _WIDEST_GAP]
    for column, following in zip(used, [*used[1:], used[-1] + 1], strict=True):
        columns.append(column)
        if following - column - 1 <= _WIDEST_GAP:
            columns.extend(range(column + 1, following))
    return columns
