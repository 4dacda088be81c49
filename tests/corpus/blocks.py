"""A document as its author sets it out, before any format: paragraphs, and tables of boxes that span and are filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Box:
    """A table cell as its author drew it.

    Attributes
    ----------
    text : str
        Its text, ``\\n`` between paragraphs.
    across, down : int
        Columns and rows that it spans.
    fill : str or None
        Background as six hexadecimal digits.
    white : bool
        Whether its letters are white (on a dark fill).
    upright : bool
        Whether its text is turned by a quarter.
    """

    text: str = ""
    across: int = 1
    down: int = 1
    fill: str | None = None
    bold: bool = False
    centre: bool = False
    white: bool = False
    upright: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: rows of the boxes that begin in them, from left to right; column widths in centimetres."""

    rows: tuple[tuple[Box, ...], ...]
    widths: tuple[float, ...]
    heading_rows: int = 1
    points: float = 8
    borders: bool = True


@dataclass(frozen=True)
class Para:
    """A paragraph: ``title``, ``subtitle``, ``heading1`` to ``heading3``, ``body``, ``note`` or ``contents``."""

    text: str
    kind: str = "body"


@dataclass(frozen=True)
class PageBreak:
    """The end of a page."""


@dataclass(frozen=True)
class Sheet:
    """The beginning of a sheet of a workbook; elsewhere a new page."""

    title: str


Block = Para | Grid | PageBreak | Sheet


@dataclass(frozen=True)
class Sheaf:
    """A whole document.

    Attributes
    ----------
    head, foot : str
        Running head and foot of its pages.
    colours : str
        How its author chose month colours: ``plain``, ``theme`` or ``pattern``, where the format knows these.
    theme_fills : tuple of str
        The fills that were chosen so.
    """

    blocks: tuple[Block, ...]
    landscape: bool = True
    head: str = ""
    foot: str = ""
    colours: Literal["plain", "theme", "pattern"] = "plain"
    theme_fills: tuple[str, ...] = field(default=())


def placed(grid: Grid) -> Iterator[tuple[int, int, Box]]:
    """Yield each box of a table with its row and column (from 0).

    Raises
    ------
    ValueError
        If the boxes of a row do not fill the width of the table.
    """
    taken: set[tuple[int, int]] = set()
    width = len(grid.widths)
    for number, row in enumerate(grid.rows):
        column = 0
        for box in row:
            while (number, column) in taken:
                column += 1
            if column + box.across > width:
                raise ValueError(f"row {number} is wider than {width} columns at {box.text!r}")
            yield number, column, box
            taken.update((number + d, column + a) for d in range(box.down) for a in range(box.across))
            column += box.across
        free = [c for c in range(width) if (number, c) not in taken]
        if free:
            raise ValueError(f"row {number} leaves columns {free} of {width} open")


def matrix(grid: Grid) -> list[list[str]]:
    """Return the texts of a table in full rows: a box that spans stands once, at its top left."""
    texts = [[""] * len(grid.widths) for _ in grid.rows]
    for row, column, box in placed(grid):
        texts[row][column] = box.text
    return texts
