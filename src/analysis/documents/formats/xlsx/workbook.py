"""Excel workbooks (XLSX, and XLSM without its macros), read from their parts.

The parts are read as they are, not through a library of workbooks: those keep an object for every
position of a merged area, however large, and give a whole workbook up for one colour or date that some
program wrote amiss. Here such a thing costs no more than its own cell. Formulas count as the values that
were saved with them; what is hidden, comments, drawings and conditional formats are left aside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from analysis.common.errors import DocumentError
from analysis.documents.formats.archives import Archive, main_part, open_archive
from analysis.documents.formats.sheets import DEFAULT_NAME, MOST_CELLS, SheetRow, cell_text, sheet_blocks
from analysis.documents.formats.xlsx.styles import Styles, number, read_styles
from analysis.documents.formats.xlsx.values import shown
from analysis.documents.grid import Cell, Line, Place, Table

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROWS, _COLUMNS = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_BEYOND_TEXT = 100  # columns filled to the right of all texts that still count
_UNNEEDED = tuple(
    _MAIN + name
    for name in (
        "conditionalFormatting", "dataValidations", "extLst", "hyperlinks", "rowBreaks", "f", "rPh", "rPr",
        "protectedRanges", "ignoredErrors",
    )
)  # fmt: skip


def read_xlsx(content: bytes, file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of the sheets of a workbook that are not hidden, in order.

    A sheet with a name of its own begins with it, where several hold something.

    Raises
    ------
    DocumentError
        If it is damaged, protected, or larger than any plan.
    """
    archive = open_archive(content, file)
    book = main_part(archive)
    if book is None:
        raise DocumentError("document_part", file=file, part="xl/workbook.xml")
    root = archive.xml(book)
    related = archive.related(book)
    parts = {kind: part for kind, part in related.values() if part in archive.names}
    theme = archive.xml(parts["theme"]) if "theme" in parts else None
    styles = read_styles(archive.xml(parts["styles"]) if "styles" in parts else None, theme)
    strings = _shared_strings(archive, parts.get("sharedStrings"))
    properties = root.find(f"{_MAIN}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    sheets = []
    visible = (s for s in root.iterfind(f"{_MAIN}sheets/{_MAIN}sheet") if s.get("state", "visible") == "visible")
    for page, sheet in enumerate(visible, start=1):
        kind, part = related.get(sheet.get(_ID, ""), ("", ""))
        if kind == "worksheet":
            area = _Sheet(archive.xml(part, unneeded=_UNNEEDED), styles, strings, from_1904)
            if blocks := sheet_blocks(list(area.rows(page, file)), file):
                sheets.append((page, sheet.get("name", ""), blocks))
    if len(sheets) == 1:
        return sheets[0][2]
    found: list[Line | Table] = []
    for page, name, blocks in sheets:
        if not DEFAULT_NAME.fullmatch(name.strip()):
            found.append(Line(cell_text(name), Place(page=page, sheet=True), level=1))
        found.extend(blocks)
    return tuple(found)


def _shared_strings(archive: Archive, part: str | None) -> list[str]:
    if part is None:
        return []
    return [_joined(item) for item in archive.xml(part, unneeded=_UNNEEDED).iterfind(f"{_MAIN}si")]


def _joined(item: etree._Element) -> str:
    """Return the text of a string, whether it is in one run or in several with formats of their own."""
    return "".join(text.text or "" for text in item.iter(f"{_MAIN}t"))


@dataclass
class _StoredRow:
    """What is stored of a row: texts and styles by column, and the style of its other cells."""

    texts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, int] = field(default_factory=dict)
    style: int | None = None


@dataclass(frozen=True)
class _Area:
    """A merged area, by its first and last rows and columns."""

    top: int
    left: int
    bottom: int
    right: int


class _Sheet:
    """One worksheet: what its part says of cells, rows, columns and merged areas."""

    def __init__(self, root: etree._Element, styles: Styles, strings: Sequence[str], from_1904: bool) -> None:
        self._styles = styles
        self._strings = strings
        self._from_1904 = from_1904
        self._hidden_columns: set[int] = set()
        self._hidden_rows: list[int] = []
        self._column_styles: dict[int, int] = {}
        self._rows: dict[int, _StoredRow] = {}
        self._read_columns(root)
        at = 0
        for row in root.iterfind(f"{_MAIN}sheetData/{_MAIN}row"):
            at = number(row.get("r"), at + 1)
            if at <= _ROWS:
                self._read_row(row, at)
        self._merged = [area for merge in root.iter(f"{_MAIN}mergeCell") if (area := _area(merge.get("ref", "")))]

    def rows(self, page: int, file: str) -> Iterator[SheetRow]:
        """Yield the rows that hold something, and are not hidden, with their cells laid out."""
        self._hidden_rows.sort()
        hidden = set(self._hidden_rows)
        numbers = sorted(self._rows.keys() - hidden)
        last_text = max((max(self._rows[at].texts) for at in numbers if self._rows[at].texts), default=-1)
        if last_text < 0:
            return
        laid = {at: self._cells(self._rows[at], last_text) for at in numbers}
        self._join(laid, numbers, last_text, Place(page=page, sheet=True), file)
        left_out = sorted(self._hidden_columns)
        before = None
        for at in numbers:
            cells = laid[at]
            filled = any(cell.text or (cell.fill and cell.joined != "above") for cell in cells.values())
            if not filled and not any(cell.joined == "above" for cell in cells.values()):
                continue
            parted = before is not None and at - before - 1 > self._hidden_between(before, at)
            before = at
            if filled:
                shown_cells = {c - bisect_left(left_out, c): cell for c, cell in cells.items()} if left_out else cells
                yield SheetRow(shown_cells, Place(page=page, line=at, sheet=True), parted)

    def _read_columns(self, root: etree._Element) -> None:
        done = 0
        for column in root.iterfind(f"{_MAIN}cols/{_MAIN}col"):
            first, last = number(column.get("min")), min(number(column.get("max")), _COLUMNS)
            if first <= done:  # columns are stated once and in order
                continue
            done = max(done, last)
            span = range(first - 1, last)
            if _is_on(column.get("hidden")) or column.get("width") == "0":
                self._hidden_columns.update(span)
            if (style := number(column.get("style"), 0)) and self._styles.fill(style):
                self._column_styles.update(dict.fromkeys(span, style))

    def _read_row(self, row: etree._Element, at: int) -> None:
        if _is_on(row.get("hidden")) or row.get("ht") == "0":
            self._hidden_rows.append(at)
        stored = self._rows.setdefault(at, _StoredRow())
        if _is_on(row.get("customFormat")):
            stored.style = number(row.get("s"), 0)
        column = -1
        for cell in row.iterchildren(f"{_MAIN}c"):
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(reference[1]) if reference else column + 1
            if column >= _COLUMNS:
                continue
            style = number(cell.get("s"), 0)
            stored.styles[column] = style
            if text := self._text(cell, style):
                stored.texts[column] = text

    def _text(self, cell: etree._Element, style: int) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            held = cell.find(f"{_MAIN}is")
            value = "" if held is None else _joined(held)
        else:
            value = cell.findtext(f"{_MAIN}v") or ""
        if not value:
            return ""
        if kind == "s":
            place = number(value.strip())
            value = self._strings[place] if 0 <= place < len(self._strings) else ""
        return cell_text(shown(value, kind, self._styles.format(style), from_1904=self._from_1904))

    def _cells(self, row: _StoredRow, last: int) -> dict[int, Cell]:
        """Return the cells of a row that show something, with fills not far beyond the column `last`."""
        cells: dict[int, Cell] = {}
        for column, style in row.styles.items():
            text, fill = row.texts.get(column, ""), self._styles.fill(style)
            if (text or fill) and column <= last + _BEYOND_TEXT and column not in self._hidden_columns:
                cells[column] = Cell(text, fill)
        if not cells:
            return cells
        if row.style is not None:
            others = dict.fromkeys(range(last + 1), row.style) if self._styles.fill(row.style) else {}
        else:
            others = {column: style for column, style in self._column_styles.items() if column <= last}
        for column, style in others.items():
            if column not in row.styles and column not in self._hidden_columns:
                cells[column] = Cell("", self._styles.fill(style))
        return cells

    def _join(self, laid: dict[int, dict[int, Cell]], numbers: list[int], last: int, place: Place, file: str) -> None:
        """Lay the merged areas over the cells, as far as the sheet is used."""
        used = max([last, *(max(cells) for cells in laid.values() if cells)])
        joined = 0
        for area in self._merged:
            columns = [c for c in range(area.left, min(area.right, used) + 1) if c not in self._hidden_columns]
            rows = numbers[bisect_left(numbers, area.top) : bisect_left(numbers, area.bottom + 1)]
            joined += len(columns) * len(rows)
            if joined > MOST_CELLS:
                raise DocumentError("document_positions", file=file, line=area.top, most=MOST_CELLS)
            head = self._rows.get(area.top)
            text = head.texts.get(area.left, "") if head else ""
            fill = self._styles.fill(head.styles.get(area.left, -1)) if head else None
            for row in rows:
                for column in columns:
                    joint = "above" if row != rows[0] else "left" if column != columns[0] else ""
                    laid[row][column] = Cell("" if joint else text, fill, joint)
            if rows and columns and not (text or fill):
                del laid[rows[0]][columns[0]]

    def _hidden_between(self, before: int, at: int) -> int:
        return bisect_left(self._hidden_rows, at) - bisect_left(self._hidden_rows, before)


def _area(reference: str) -> _Area | None:
    first, _, last = reference.partition(":")
    begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if not begin or not end:
        return None
    area = _Area(int(begin[2]), _column(begin[1]), min(int(end[2]), _ROWS), min(_column(end[1]), _COLUMNS - 1))
    return area if area.top <= area.bottom and area.left <= area.right else None


def _column(letters: str) -> int:
    """Return the number of a column, from 0."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _is_on(stated: str | None) -> bool:
    return stated in ("1", "true")
