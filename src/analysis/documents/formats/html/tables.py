"""The tables of a web page: their own rows and cells, what these span, and which tables only lay out the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf

from lxml import etree

from analysis.common.errors import DocumentError
from analysis.documents.formats.colours import filled
from analysis.documents.formats.sheets import MOST_CELLS
from analysis.documents.formats.spans import MOST_COLUMNS, Span, spanned
from analysis.documents.grid import Place

_RANK = {"thead": 0, "tfoot": 2}

Background = Callable[[etree._Element], str | None]


@dataclass
class _TableRow:
    """A row of a table, with its own cells."""

    element: etree._Element
    group: etree._Element
    cells: list[etree._Element] = field(default_factory=list)


@dataclass
class Grid:
    """The rows and cells of one table, without those of tables within it."""

    element: etree._Element
    rows: list[_TableRow] = field(default_factory=list)
    size: int = 0  # cells, with those of tables within it
    largest: int = 0  # size of the largest table within it
    group: etree._Element | None = None  # that is being gathered

    @property
    def own(self) -> int:
        """The number of its own cells."""
        return sum(len(row.cells) for row in self.rows)

    @property
    def is_data(self) -> bool:
        """Whether it is a table to its readers, and not a means to lay out the page."""
        return self.own > 1 and self.largest <= self.own and self.element.get("role") not in ("presentation", "none")

    def spans(
        self, text: Callable[[etree._Element], str], background: Background, file: str, line: int
    ) -> Iterator[list[Span]]:
        """Yield the spans of each row that has a cell, given what tells an element's text and background.

        Raises
        ------
        DocumentError
            If a cell spans more columns or rows than any table has.
        """
        place = Place(line=line)
        columns = self._column_backgrounds(background, file, place)
        going_on: list[tuple[Span, float]] = []  # spans from the rows above, and the rows that they still take
        group = None
        count = 0
        for row in sorted(self.rows, key=lambda row: _RANK.get(str(row.group.tag), 1)):
            if row.group is not group:
                going_on, group = [], row.group
            behind = background(row.element) or background(row.group)
            taken = [span for span, _ in going_on]
            spans = list(taken)
            going_on = [(span, rows - 1) for span, rows in going_on if rows > 1]
            column = 0.0
            for cell in row.cells:
                while taken and taken[0].start <= column:
                    column = max(column, taken.pop(0).end)
                end = min(column + spanned(cell.get("colspan"), file, place), taken[0].start if taken else inf)
                colour = background(cell) or _paragraph_background(cell, background) or behind
                fill = filled(colour or columns.get(int(column)) or background(self.element))
                spans.append(Span(column, end, text(cell), fill))
                if (rows := _rows_spanned(cell, file, place)) > 1:
                    going_on.append((Span(column, end, "", fill, above=True), rows - 1))
                column = end
            count += len(spans)
            if count > MOST_CELLS:
                raise DocumentError("document_positions", file=file, line=line, most=MOST_CELLS)
            going_on.sort(key=lambda pair: pair[0].start)
            if row.cells and row.element.get("height") != "0":
                yield sorted(spans, key=lambda span: span.start)

    def _column_backgrounds(self, background: Background, file: str, place: Place) -> dict[int, str]:
        """Return the backgrounds that are stated for whole columns."""
        found: dict[int, str] = {}
        at = 0
        groups = self.element.iterchildren("colgroup", "col")
        for column in (column for group in groups for column in ([*group] or [group])):
            width = spanned(column.get("span"), file, place)
            if at > MOST_COLUMNS:
                break
            if colour := background(column):
                found.update(dict.fromkeys(range(at, at + width), colour))
            at += width
        return found


def grids_of(page: etree._Element, skipped: Callable[[etree._Element], bool]) -> dict[etree._Element, Grid]:
    """Return every table of a page that is not `skipped` with its own rows and cells."""
    grids: dict[etree._Element, Grid] = {}
    open_grids: list[Grid] = []
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        tag = str(element.tag)
        if event == "end":
            if tag == "table" and open_grids and open_grids[-1].element is element:
                _close(open_grids)
            continue
        if skipped(element):
            walk.skip_subtree()
        elif tag == "table":
            grids[element] = Grid(element)
            open_grids.append(grids[element])
        elif open_grids:
            grid = open_grids[-1]
            if tag in ("thead", "tbody", "tfoot"):
                grid.group = element
            elif tag == "tr":
                grid.rows.append(_TableRow(element, grid.element if grid.group is None else grid.group))
            elif tag in ("td", "th"):
                if not grid.rows:
                    grid.rows.append(_TableRow(grid.element, grid.element))
                grid.rows[-1].cells.append(element)
    return grids


def _close(open_grids: list[Grid]) -> None:
    grid = open_grids.pop()
    grid.size = grid.own + grid.size
    if open_grids:
        open_grids[-1].size += grid.size
        open_grids[-1].largest = max(open_grids[-1].largest, grid.size)


def _paragraph_background(cell: etree._Element, background: Background) -> str | None:
    """Return the background of a cell's first paragraph."""
    first = next(cell.iterchildren("p", "div"), None)
    return background(first) if first is not None else None


def _rows_spanned(cell: etree._Element, file: str, place: Place) -> float:
    """Return how many rows a cell spans, without end where it goes on to the last of its group."""
    return inf if (cell.get("rowspan") or "").strip() == "0" else spanned(cell.get("rowspan"), file, place)


def whole(text: str | None, otherwise: int) -> int:
    """Return the whole number that an attribute states, `otherwise` where it states none."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise
