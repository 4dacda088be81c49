"""Tables whose cells span columns and rows, laid out in full rectangular rows.

A format states where the cells of a row begin and end, on any scale: on what numbers does not matter,
only which cells stand above one another. Columns in which no cell begins are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.common.errors import DocumentError
from analysis.documents.grid import Cell, Place, Row, Table

MOST_COLUMNS = 1_000
MOST_POSITIONS = 2_000_000
MOST_SPANNED = 20_000
"""Columns or rows that one cell may span."""

_LEAST_WIDTH = 20  # as a row costs something, however narrow


@dataclass(slots=True)
class Span:
    """What a cell takes of one row: from `start` to before `end`; `above` if the cell began in a row above."""

    start: float
    end: float
    text: str = ""
    fill: str | None = None
    above: bool = False


def full_rows(rows: Sequence[tuple[Place, Sequence[Span]]], file: str) -> Table:
    """Return the table of `rows`, each given with the spans in it from left to right.

    Raises
    ------
    DocumentError
        If it has more columns or positions than any table of a plan.
    """
    starts = sorted({span.start for _, spans in rows for span in spans})
    first = rows[0][0] if rows else Place()
    refuse_stretched(len(starts), len(rows), file, first)
    nothing = Cell()
    shared: dict[tuple[str | None, str], Cell] = {}
    laid = []
    for place, spans in rows:
        cells = [nothing] * len(starts)
        for span in spans:
            at, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
            joined = "above" if span.above else "left"
            rest = shared.setdefault((span.fill, joined), Cell("", span.fill, joined))
            cells[at] = rest if span.above else Cell(span.text, span.fill) if span.text or span.fill else nothing
            cells[at + 1 : end] = [rest] * max(0, end - at - 1)
        laid.append(Row(tuple(cells), place))
    return Table(tuple(laid))


def refuse_stretched(columns: int, rows: int, file: str, place: Place) -> None:
    """Refuse a table of so many columns and rows that it cannot be one of a plan.

    Raises
    ------
    DocumentError
        If it is one.
    """
    if columns > MOST_COLUMNS or max(columns, _LEAST_WIDTH) * rows > MOST_POSITIONS:
        most = MOST_COLUMNS if columns > MOST_COLUMNS else MOST_POSITIONS
        raise DocumentError("document_positions", file=file, line=place.line, most=most)


def spanned(stated: str | None, file: str, place: Place) -> int:
    """Return how many columns or rows a cell spans, as its format states it; 1 where it states no number.

    Raises
    ------
    DocumentError
        If they are so many that the number is a mistake or a trap.
    """
    number = int(stated) if stated and stated.isascii() and stated.isdigit() else 1
    if number > MOST_SPANNED:
        raise DocumentError("document_positions", file=file, line=place.line, most=MOST_SPANNED)
    return max(1, number)
