"""What a reader gives for any format: a document as lines of text and tables of cells.

A reader knows the format and nothing of plans; everything after it knows plans and nothing of the
format. A cell keeps its text as written and whether it is shaded; a row keeps its place in the
document, so that every datum can be traced.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """Where something stands: page and line of the document, action table and row in it (from 1)."""

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None

    def within(self, table: int, row: int) -> Place:
        """Return this place with its action table and row."""
        return replace(self, table=table, row=row)

    def __str__(self) -> str:
        parts = (("p", self.page), ("l", self.line), ("t", self.table), ("r", self.row))
        return "/".join(f"{letter}{number}" for letter, number in parts if number is not None)


@dataclass(frozen=True)
class Cell:
    """A table cell: its text as written, and whether it is shaded."""

    text: str = ""
    shaded: bool = False


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
    """A line or paragraph of text outside tables."""

    text: str
    place: Place


@dataclass(frozen=True)
class Document:
    """A document as its reader saw it, in reading order."""

    path: Path
    format: str
    sha256: str
    blocks: tuple[Line | Table, ...]
