"""Plain text, with the cells of a table row parted by tabs: the usual text extraction of a plan.

A line ends with a line feed, a carriage return or both. A vertical tab or a line separator is a break
within a cell or line, and a form feed begins a page: a text that has any tells the page of each line. A row that
breaks off within a cell goes on in the next line, if this begins low and has the cells that are wanting.
"""

from __future__ import annotations

import re

from analysis.documents.grid import Cell, Line, Place, Row, Table

_LINE_END = re.compile(r"\r\n|\n|\r")
_BREAK = re.compile("[\v\x1c-\x1e\x85\u2028\u2029]")
_QUOTED = re.compile(r'(^|[\t\n\r])"((?:[^"]|"")*)"(?=[\t\n\r]|$)')
_QUOTED_LINES = re.compile(r'\t"(?:[^"]|""){0,2000}?[\n\r](?:[^"]|""){0,2000}?"(?=[\t\n\r]|$)')
_LINE_END_IN_QUOTES = "\N{LINE SEPARATOR}\v"


def read_text(text: str, *, quoted: bool = False) -> tuple[Line | Table, ...]:
    """Return the lines and tables of `text`; rows with tabs that follow one another are one table.

    Where cells may be `quoted`, the quotes around one are none of its text, doubled quotes in it are
    one, and a line end in it is a break within the cell.
    """
    blocks: list[Line | Table] = []
    rows: list[Row] = []

    def close_table() -> None:
        if rows:
            blocks.append(Table(tuple(rows)))
            rows.clear()

    pages = "\f" in text
    page = number = 1
    for line in _LINE_END.split(_QUOTED.sub(_unquoted, text) if quoted else text):
        content = line.lstrip("\f")
        page += len(line) - len(content)
        place = Place(page=page if pages else None, line=number)
        page += content.count("\f")
        number += 1 + content.count(_LINE_END_IN_QUOTES)
        content = _BREAK.sub("\n", content.replace(_LINE_END_IN_QUOTES, "\n").replace("\f", " "))
        if "\t" in content:
            cells = content.split("\t")
            if rows and _goes_on(rows, cells):
                rows[-1] = _with_rest(rows[-1], cells)
            else:
                rows.append(Row(tuple(Cell(cell) for cell in cells), place))
            continue
        close_table()
        if content.strip():
            blocks.append(Line(content.strip(), place))
    close_table()
    return tuple(blocks)


def _goes_on(rows: list[Row], cells: list[str]) -> bool:
    """Tell whether cells are the rest of the last row, which has fewer than the first and breaks off in its last."""
    width, last = len(rows[0].cells), rows[-1].cells
    return len(rows) > 1 and len(last) < width == len(last) + len(cells) - 1 and cells[0].lstrip()[:1].islower()


def _with_rest(row: Row, cells: list[str]) -> Row:
    whole = f"{row.cells[-1].text.rstrip()} {cells[0].lstrip()}"
    return Row((*row.cells[:-1], Cell(whole), *map(Cell, cells[1:])), row.place)


def has_quoted_lines(text: str) -> bool:
    """Tell whether a cell of `text` is quoted because it holds several lines, as spreadsheet programs write it."""
    return _QUOTED_LINES.search(text) is not None


def _unquoted(match: re.Match[str]) -> str:
    return match[1] + _LINE_END.sub(_LINE_END_IN_QUOTES, match[2].replace('""', '"'))
