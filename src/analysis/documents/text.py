"""Plain text, with the cells of a table row parted by tabs: the usual text extraction of a plan."""

from __future__ import annotations

from analysis.documents.grid import Cell, Line, Place, Row, Table


def read_text(text: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of `text`; rows with tabs that follow one another are one table."""
    blocks: list[Line | Table] = []
    rows: list[Row] = []

    def close_table() -> None:
        if rows:
            blocks.append(Table(tuple(rows)))
            rows.clear()

    for number, line in enumerate(text.splitlines(), 1):
        place = Place(line=number)
        if "\t" in line:
            rows.append(Row(tuple(Cell(cell) for cell in line.split("\t")), place))
            continue
        close_table()
        if line.strip():
            blocks.append(Line(line.strip(), place))
    close_table()
    return tuple(blocks)
