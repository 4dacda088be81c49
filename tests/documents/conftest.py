"""Tables written in words, as every reader gives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.documents.actions import Actions, read_actions
from analysis.documents.grid import Cell, Line, Place, Row, Table

FILLS = {"#": "808080", "~": "f2f2f2", "@": "1f497d"}


@pytest.fixture
def table_of() -> Callable[[str], Table]:
    return _table


@pytest.fixture
def actions_of() -> Callable[..., Actions]:
    """Return a reader of blocks: texts with ``|`` are tables, ``1>`` begins a heading of level 1."""
    return lambda *texts: read_actions([_table(t) if "|" in t else _line(t) for t in texts])


def _table(text: str) -> Table:
    """Return a table written with ``|`` between cells and ``/`` for a line end in one.

    ``<`` is joined to the left and ``^`` above; ``#`` grey, ``~`` pale and ``@`` blue at the end of a cell fill it.
    """
    rows = [line.split("|") for line in text.strip("\n").split("\n")]
    return Table(tuple(Row(tuple(map(_cell, row)), Place(line=n)) for n, row in enumerate(rows, 1)))


def _cell(text: str) -> Cell:
    text = text.strip()
    fill = FILLS.get(text[-1:])
    text = text[:-1] if fill else text
    joined = {"<": "left", "^": "above"}.get(text, "")
    return Cell("" if joined else text.replace("/", "\n"), fill, joined)


def _line(text: str) -> Line:
    level = int(text[0]) if text[1:2] == ">" else None
    return Line(text[2:] if level else text, Place(line=1), level)
