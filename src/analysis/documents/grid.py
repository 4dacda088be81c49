"""What a reader gives for any format: a document as lines of text and tables of cells.

A reader knows the format and nothing of plans; everything after it knows plans and nothing of the
format. A cell keeps its text as written, its fill and whether it is part of a merged cell; a row keeps
its place in the document, so that every datum can be traced.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """Where something stands: page and line of the document, action table and row in it (from 1).

    In a spreadsheet the page is a `sheet`, by its number, and the line the number of its row.
    """

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    sheet: bool = False

    def within(self, table: int, row: int) -> Place:
        """Return this place with its action table and row."""
        return replace(self, table=table, row=row)

    def __str__(self) -> str:
        parts = (("s" if self.sheet else "p", self.page), ("l", self.line), ("t", self.table), ("r", self.row))
        return "/".join(f"{letter}{number}" for letter, number in parts if number is not None)


@dataclass(frozen=True)
class Cell:
    r"""A position of a table.

    Attributes
    ----------
    text : str
        Its text as written, with ``\n`` between paragraphs and forced lines (not where a line only wraps)
        and ``\v`` where the layout leaves open which it is; empty where it is `joined`.
    fill : str or None
        The colour that it is filled with, as six lower-case hexadecimal digits; None where it has none
        or a white one. What a fill means is not the reader's to say.
    joined : str
        ``left`` or ``above`` where it is part of the merged cell that goes on from there, else empty. In a
        merged cell of several rows the positions of the first row are joined to the left, all below above.
    """

    text: str = ""
    fill: str | None = None
    joined: str = ""


@dataclass(frozen=True)
class Row:
    """A table row."""

    cells: tuple[Cell, ...]
    place: Place


@dataclass(frozen=True)
class Table:
    """Rows that stand together."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Line:
    """A line or paragraph outside tables, with the level of its heading style (1 the highest) if it has one."""

    text: str
    place: Place
    level: int | None = None


@dataclass(frozen=True)
class Document:
    """A document as its reader saw it, in reading order."""

    path: Path
    format: str
    sha256: str
    blocks: tuple[Line | Table, ...]
