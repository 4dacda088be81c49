"""ODT, the text documents of OpenDocument (LibreOffice).

A table that only lays out others (one cell a row, with a table in it) is read as what stands in it, and a
cell split by a subtable as the cells of that. A line's place counts the paragraphs with text and the rows of
tables, as the format knows no pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from analysis.common.errors import DocumentError
from analysis.documents.formats.archives import Archive, open_archive, refuse_long
from analysis.documents.formats.colours import filled
from analysis.documents.formats.odf.names import OFFICE, TABLE, TEXT, whole
from analysis.documents.formats.odf.styles import Styles
from analysis.documents.formats.odf.text import PARAGRAPHS, Paragraph, Texts
from analysis.documents.formats.spans import MOST_COLUMNS, Span, full_rows, refuse_stretched, spanned
from analysis.documents.grid import Line, Place, Table

_ROW_HOLDERS = {TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")}
_CELL = TABLE + "table-cell"
_COVERED = TABLE + "covered-table-cell"
_REPEATED_COLUMNS = TABLE + "number-columns-repeated"
_REPEATED_ROWS = TABLE + "number-rows-repeated"


def read_odt(content: bytes, file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of the ODT document that `content` is.

    Raises
    ------
    DocumentError
        If it is damaged, protected, unsafe to unpack or no ODT document.
    """
    body, styles = open_document(content, file, "text")
    return tuple(_Reader(file, styles).blocks(body))


def open_document(content: bytes, file: str, kind: str) -> tuple[etree._Element, Styles]:
    """Return the body and the styles of an OpenDocument file of a `kind`, ``text`` or ``spreadsheet``.

    Raises
    ------
    DocumentError
        If it is damaged, protected, unsafe to unpack or of another kind.
    """
    archive = open_archive(content, file)
    root = archive.xml("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}{kind}")
    if body is None:
        raise DocumentError("document_part", file=file, part=f"content.xml: office:{kind}")
    refuse_long(body, (*PARAGRAPHS, _CELL), file)
    return body, Styles(root, _common_styles(archive))


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table that are not hidden one by one or by their group."""
    for element in table:
        if element.tag == TABLE + "table-row":
            yield element
        elif element.tag in _ROW_HOLDERS and element.get(TABLE + "display") != "false":
            yield from rows_of(element)


def _common_styles(archive: Archive) -> etree._Element | None:
    return archive.xml("styles.xml") if "styles.xml" in archive.names else None


WIDEST_FRAME = 3  # cells a row, below which a table may only lay out others


class _Reader:
    """Goes through one document in reading order."""

    def __init__(self, file: str, styles: Styles) -> None:
        self._file = file
        self._styles = styles
        self._texts = Texts(styles)
        self._line = 0

    def blocks(self, container: etree._Element) -> Iterator[Line | Table]:
        """Yield the lines and tables of `container`."""
        for item in self._texts.flow(container):
            if not isinstance(item, Paragraph):
                yield from self._table(item)
            elif text := item.text.strip():
                self._line += 1
                yield Line(text, Place(line=self._line), item.level)

    def _table(self, table: etree._Element) -> Iterator[Line | Table]:
        rows = list(rows_of(table))
        cells = [[cell for cell in row if cell.tag == _CELL] for row in rows]
        if _lays_out(table, max(map(len, cells), default=0)):
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell)
            return
        laid = []
        for spans in self._rows(table, 0.0, None):
            self._line += 1
            laid.append((Place(line=self._line), spans))
        if any(spans for _, spans in laid):
            yield full_rows(laid, self._file)

    def _rows(self, table: etree._Element, left: float, right: float | None) -> list[list[Span]]:
        """Return what the cells of each row take, laid from `left` to `right` where the table is within a cell."""
        columns = sum(whole(c.get(_REPEATED_COLUMNS), 1) for c in table.iter(TABLE + "table-column"))
        unit = 1.0 if right is None else (right - left) / max(1, min(columns, MOST_COLUMNS))
        under = self._styles.background("table", table.get(TABLE + "style-name"))
        laid: list[list[Span]] = []
        below: list[tuple[int, int, int, Span]] = []  # first and last column, rows still to come
        for row in rows_of(table):
            place = Place(line=self._line + len(laid) + 1)
            behind = self._styles.background("table-row", row.get(TABLE + "style-name"))
            spans: list[Span] = []
            within: list[list[list[Span]]] = []
            taken: set[int] = set()
            for first, last, _, span in below:
                spans.append(Span(span.start, span.end, fill=span.fill, above=True))
                taken.update(range(first, last + 1))
            below = [(first, last, still - 1, span) for first, last, still, span in below if still > 1]
            column = 0
            for cell in row:
                repeated = spanned(cell.get(_REPEATED_COLUMNS), self._file, place)
                if cell.tag == _COVERED:
                    column += repeated
                if cell.tag != _CELL:
                    continue
                refuse_stretched(column + repeated, 1, self._file, place)
                wide = spanned(cell.get(TABLE + "number-columns-spanned"), self._file, place)
                high = spanned(cell.get(TABLE + "number-rows-spanned"), self._file, place)
                inner = _subtable(cell)
                text = "" if inner is not None else "\n".join(self._lines(cell)).strip()
                fill = self._fill(cell, text, behind, under)
                for _ in range(repeated if inner is None else 1):
                    while column in taken:
                        column += 1
                    span = Span(left + column * unit, left + (column + wide) * unit, text, fill)
                    if inner is not None:
                        within.append(self._rows(inner, span.start, span.end))
                    else:
                        spans.append(span)
                        if high > 1:
                            below.append((column, column + wide - 1, high - 1, span))
                    taken.update(range(column, column + wide))
                    column += 1
            times = spanned(row.get(_REPEATED_ROWS), self._file, place)
            height = max(map(len, within), default=1) or 1
            refuse_stretched(max(1, len(taken)), len(laid) + times * height, self._file, place)
            for _ in range(times):
                laid.extend(_merged(spans, within, height))
        return laid

    def _fill(self, cell: etree._Element, text: str, *behind: str | None) -> str | None:
        """Return the fill of a cell, where `behind` is that of its row and table."""
        own = self._styles.background("table-cell", cell.get(TABLE + "style-name"))
        stated = next((fill for fill in behind if fill is not None), None) if own is None else own
        mark = None if text else self._mark(cell)
        return filled(mark or own or self._paragraph_fill(cell) or stated or None)

    def _lines(self, container: etree._Element) -> Iterator[str]:
        """Yield the text of each paragraph of a cell; of a table in it, that of each of its cells."""
        for item in self._texts.flow(container):
            if isinstance(item, Paragraph):
                yield item.text.strip(" ")
                continue
            for row in rows_of(item):
                for cell in row.iterchildren(_CELL):
                    yield from self._lines(cell)

    def _paragraph_fill(self, cell: etree._Element) -> str | None:
        """Return the fill that all paragraphs of a cell have."""
        fills = {self._styles.background("paragraph", name) for name in _paragraph_styles(cell)}
        return fills.pop() if len(fills) == 1 else None

    def _mark(self, cell: etree._Element) -> str | None:
        """Return the colour that the spaces of a blank cell are marked with."""
        spans = (span.get(TEXT + "style-name") for span in cell.iter(TEXT + "span"))
        marks = [self._styles.background("text", name) for name in spans]
        if not marks:
            names = _paragraph_styles(cell) if next(cell.iter(TEXT + "s", TEXT + "tab"), None) is not None else []
            marks = [self._styles.background("paragraph", name, "text-properties") for name in names]
        return next(filter(None, map(filled, marks)), None)


def _paragraph_styles(cell: etree._Element) -> list[str | None]:
    return [paragraph.get(TEXT + "style-name") for paragraph in cell if paragraph.tag in PARAGRAPHS]


def _subtable(cell: etree._Element) -> etree._Element | None:
    """Return the table that a cell is split by, None where it is not."""
    return next((t for t in cell.iterchildren(TABLE + "table") if t.get(TABLE + "is-sub-table") == "true"), None)


def _merged(spans: list[Span], within: list[list[list[Span]]], height: int) -> Iterator[list[Span]]:
    """Yield the rows, as many as its `height`, that one row is with the rows of the subtables `within` it."""
    for number in range(height):
        row = [Span(s.start, s.end, fill=s.fill, above=True) for s in spans] if number else list(spans)
        for rows in within:
            row += rows[number] if number < len(rows) else []
        yield row


def _lays_out(table: etree._Element, width: int) -> bool:
    """Tell whether a table of `width` cells a row at most only holds others that are wider, and not in split cells."""
    inner = (t for t in table.iter(TABLE + "table") if t is not table and t.get(TABLE + "is-sub-table") != "true")
    wide = any(sum(1 for _ in row.iterchildren(_CELL)) > width for t in inner for row in rows_of(t))
    return width < WIDEST_FRAME and wide
