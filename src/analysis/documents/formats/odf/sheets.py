"""ODS, the spreadsheets of OpenDocument (LibreOffice).

Cells give what they show; a date gives its day in digits where it does not show a month in words. Hidden
sheets, rows and columns are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from analysis.common.errors import DocumentError
from analysis.documents.formats.colours import filled
from analysis.documents.formats.odf.document import open_document, rows_of
from analysis.documents.formats.odf.names import OFFICE, TABLE, TEXT, whole
from analysis.documents.formats.odf.styles import Styles
from analysis.documents.formats.odf.text import Texts
from analysis.documents.formats.sheets import DEFAULT_NAME, MOST_CELLS, SheetRow, cell_text, sheet_blocks
from analysis.documents.formats.spans import MOST_COLUMNS, refuse_stretched, spanned
from analysis.documents.grid import Cell, Line, Place, Table

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WHOLE = re.compile(r"(-?\d+)\.0*")
_COLUMN_HOLDERS = {TABLE + name for name in ("table-columns", "table-header-columns", "table-column-group")}
_HIDDEN = ("collapse", "filter")
_WIDEST_BACKGROUND = 100
"""Columns or rows filled alike, without a text, that may still say something."""


def read_ods(content: bytes, file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of the sheets of the ODS workbook that `content` is, hidden ones left out.

    A sheet with a name of its own begins with it, where several hold something.

    Raises
    ------
    DocumentError
        If it is damaged, protected, larger than any plan or no ODS workbook.
    """
    body, styles = open_document(content, file, "spreadsheet")
    visible = (sheet for sheet in body.iterchildren(TABLE + "table") if styles.is_shown(sheet))
    sheets = []
    for page, sheet in enumerate(visible, start=1):
        if blocks := sheet_blocks(list(_Sheet(sheet, styles, page, file).rows()), file):
            sheets.append((page, cell_text(sheet.get(TABLE + "name", "")), blocks))
    found: list[Line | Table] = []
    for page, name, blocks in sheets:
        if len(sheets) > 1 and name and not DEFAULT_NAME.fullmatch(name):
            found.append(Line(name, Place(page=page, sheet=True), level=1))
        found.extend(blocks)
    return tuple(found)


@dataclass
class _Merged:
    """A merged cell: its columns that show, its last row, and whether it goes over several rows and has begun."""

    columns: list[int]
    last: int
    high: bool
    text: str
    fill: str | None
    begun: bool = False


class _Sheet:
    """One sheet: its columns, and its rows as they are read."""

    def __init__(self, root: etree._Element, styles: Styles, page: int, file: str) -> None:
        self._root = root
        self._styles = styles
        self._texts = Texts(styles)
        self._page = page
        self._file = file
        self._hidden: set[int] = set()
        self._defaults: dict[int, str] = {}
        self._read_columns()

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold something and are not hidden."""
        number = cells = 0
        before: int | None = None
        merged: list[_Merged] = []
        hidden_columns = sorted(self._hidden)
        for row in rows_of(self._root):
            number += 1
            place = Place(page=self._page, line=number, sheet=True)
            times = max(1, whole(row.get(TABLE + "number-rows-repeated"), 1))
            hidden = row.get(TABLE + "visibility") in _HIDDEN
            laid = self._cells(row, place, times, merged)
            filled_in = any(cell.text for cell in laid.values()) or (laid and times <= _WIDEST_BACKGROUND)
            for at in range(number, number + times):
                merged = [area for area in merged if area.last >= at]
                if at > number and not filled_in and not merged:
                    break
                shown = dict(laid) if filled_in and not hidden else {}
                if not hidden:
                    _join(shown, merged)
                cells += max(1, len(shown), len(merged))
                if cells > MOST_CELLS:
                    raise DocumentError("document_positions", file=self._file, line=at, most=MOST_CELLS)
                if any(cell.text or cell.joined != "above" for cell in shown.values()):
                    closed = {column - bisect_left(hidden_columns, column): shown[column] for column in shown}
                    yield SheetRow(closed, replace(place, line=at), before is not None and at - before > 1)
                if shown or hidden:
                    before = at
            number += times - 1

    def _cells(self, row: etree._Element, place: Place, times: int, merged: list[_Merged]) -> dict[int, Cell]:
        """Return the cells of a row that show something, and note in `merged` those that are merged."""
        laid: dict[int, Cell] = {}
        default = row.get(TABLE + "default-cell-style-name")
        column = 0
        for cell in row.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
            alike = max(1, whole(cell.get(TABLE + "number-columns-repeated"), 1))
            first, column = column, column + alike
            if cell.tag != TABLE + "table-cell":
                continue
            text = self._text(cell)
            if not text and alike > _WIDEST_BACKGROUND:
                continue
            refuse_stretched(alike, 1, self._file, place)
            name = cell.get(TABLE + "style-name") or default
            wide = spanned(cell.get(TABLE + "number-columns-spanned"), self._file, place)
            high = spanned(cell.get(TABLE + "number-rows-spanned"), self._file, place)
            for at in range(first, column):
                fill = filled(self._styles.background("table-cell", name or self._defaults.get(at)) or None)
                if high == wide == 1:
                    if (text or fill) and at not in self._hidden:
                        laid[at] = Cell(text, fill)
                    continue
                columns = [c for c in range(at, at + min(wide, _WIDEST_BACKGROUND)) if c not in self._hidden]
                if columns and (text or high > 1 or (fill and times <= _WIDEST_BACKGROUND)):
                    last = (place.line or 0) + (high if high > 1 else times) - 1
                    merged.append(_Merged(columns, last, high > 1, text, fill))
        return laid

    def _text(self, cell: etree._Element) -> str:
        shown = cell_text("\n".join(self._texts.text(p)[0] for p in cell.iterchildren(TEXT + "p")))
        kind = cell.get(OFFICE + "value-type")
        if kind == "date" and (day := _DATE.fullmatch(cell.get(OFFICE + "date-value", ""))):
            return shown if any(map(str.isalpha, shown)) else f"{day[3]}/{day[2]}/{day[1]}"
        if shown or kind is None:
            return shown
        stated = cell.get(OFFICE + "value") or cell.get(OFFICE + "string-value") or ""
        decimal = _WHOLE.fullmatch(stated)
        return cell_text(decimal[1] if decimal else stated)

    def _read_columns(self) -> None:
        at = 0
        for column in _columns_of(self._root):
            until = at + max(1, whole(column.get(TABLE + "number-columns-repeated"), 1))
            here = range(min(at, MOST_COLUMNS), min(until, MOST_COLUMNS))
            if column.get(TABLE + "visibility") in _HIDDEN:
                self._hidden.update(here)
            name = column.get(TABLE + "default-cell-style-name")
            if name and len(here) <= _WIDEST_BACKGROUND:
                self._defaults.update(dict.fromkeys(here, name))
            at = until


def _join(shown: dict[int, Cell], merged: list[_Merged]) -> None:
    """Lay the merged cells over a row; the text of each stands in the first row that shows it."""
    for area in merged:
        joined = "above" if area.begun else "left"
        shown.update(dict.fromkeys(area.columns, Cell("", area.fill, joined)))
        if not area.begun:
            shown[area.columns[0]] = Cell(area.text, area.fill)
            area.begun = area.high


def _columns_of(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        if element.tag == TABLE + "table-column":
            yield element
        elif element.tag in _COLUMN_HOLDERS:
            yield from _columns_of(element)
