"""DOCX, the document format of Word since 2007 (OOXML), transitional and strict.

A table that only lays out others (one cell a row, with a table in it) is read as what stands in it. A line's
place counts the paragraphs with text and the rows of tables, as the format knows no pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from analysis.common.errors import DocumentError
from analysis.documents.formats.archives import Archive, main_part, open_archive, refuse_long
from analysis.documents.formats.colours import filled, theme_colours
from analysis.documents.formats.docx.names import MC, VAL, W, is_on, value, whole
from analysis.documents.formats.docx.numbers import Numbering
from analysis.documents.formats.docx.styles import Styles
from analysis.documents.formats.docx.text import Texts, branch, has_balanced_fields, is_prompt
from analysis.documents.formats.spans import Span, full_rows, spanned
from analysis.documents.grid import Line, Place, Table

_UNNEEDED = tuple(
    W + name
    for name in (
        "tcW", "tcBorders", "top", "left", "bottom", "right", "start", "end", "tcMar", "vAlign", "noWrap", "spacing",
        "widowControl", "jc", "ind", "keepNext", "keepLines", "contextualSpacing", "suppressAutoHyphens", "pBdr",
        "tabs", "kern", "sz", "szCs", "lang", "b", "bCs", "i", "iCs", "color", "u", "proofErr", "bookmarkStart",
        "bookmarkEnd", "lastRenderedPageBreak",
    )
)  # fmt: skip
WIDEST_FRAME = 3  # cells a row, below which a table may only lay out others

_UNNEEDED_WITHIN = (W + "p", W + "tcPr")
_HOLDERS = {W + name for name in ("customXml", "ins", "moveTo", "smartTag", "sdtContent")}
_GALLERY = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"


def read_docx(content: bytes, file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of the DOCX document that `content` is.

    Raises
    ------
    DocumentError
        If it is damaged, protected, unsafe to unpack or no DOCX document.
    """
    archive = open_archive(content, file)
    main = main_part(archive)
    root = archive.xml(main, unneeded=_UNNEEDED, within=_UNNEEDED_WITHIN) if main else None
    body = root.find(W + "body") if root is not None else None
    if main is None or root is None or body is None:
        raise DocumentError("document_part", file=file, part="word/document.xml")
    refuse_long(root, (W + "p", W + "tc"), file)
    styles_root, numbering_root, theme = (_related(archive, main, kind) for kind in ("styles", "numbering", "theme"))
    styles = Styles(styles_root, theme_colours(theme) if theme is not None else {})
    texts = Texts(styles, with_contents=not has_balanced_fields(root))
    return tuple(_Reader(file, styles, Numbering(numbering_root, styles), texts).blocks(body))


def _related(archive: Archive, main: str, kind: str) -> etree._Element | None:
    """Return the root of the part that the `main` part refers to as its `kind`, None where there is none."""
    names = (name for found, name in archive.related(main).values() if found == kind and name in archive.names)
    name = next(names, None)
    return archive.xml(name) if name else None


@dataclass
class _Paragraph:
    text: str
    level: int | None


class _Reader:
    """Goes through one document in reading order."""

    def __init__(self, file: str, styles: Styles, numbering: Numbering, texts: Texts) -> None:
        self._file = file
        self._styles = styles
        self._numbering = numbering
        self._texts = texts
        self._line = 0

    def blocks(self, container: etree._Element) -> Iterator[Line | Table]:
        """Yield the lines and tables of `container`."""
        for item in self._flow(container):
            if not isinstance(item, _Paragraph):
                yield from self._table(item)
            elif text := item.text.strip():
                yield Line(text, self._place(), item.level)

    def _flow(self, container: etree._Element) -> Iterator[_Paragraph | etree._Element]:
        """Yield the paragraphs of `container`, read, and its tables; text boxes follow their paragraph."""
        begun = ""  # a paragraph whose end was deleted goes on in the next
        for element in _flat(container):
            if element.tag == W + "tbl":
                yield element
                continue
            properties = element.find(W + "pPr")
            style = value(properties, "pStyle")
            text, boxes = self._texts.read(element)
            mark = properties.find(W + "rPr") if properties is not None else None
            if mark is not None and mark.find(W + "del") is not None:
                begun += text
            elif not self._styles.is_contents(style):
                label = self._numbering.label(properties, style)
                outline = value(properties, "outlineLvl")
                level = self._styles.level(style) if outline is None else whole(outline, 9) + 1
                yield _Paragraph(label + begun + text, level if level and level <= 9 else None)
                begun = ""
            for box in boxes:
                yield from self._flow(box)
        if begun:
            yield _Paragraph(begun, None)

    def _table(self, table: etree._Element) -> Iterator[Line | Table]:
        rows = list(_rows(table))
        cells = [list(_cells(row)) for row in rows]
        if _lays_out(table, max(map(len, cells), default=0)):
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell)
            return
        properties = table.find(W + "tblPr")
        style = self._styles.table_style(properties)
        columns = max(map(_width, rows, cells), default=0) if style.fills else 0
        under = self._styles.shading(properties)
        laid: list[tuple[Place, list[Span]]] = []
        open_spans: dict[float, Span] = {}
        for number, (row, found) in enumerate(zip(rows, cells, strict=True)):
            place = self._place()
            spans = self._spans(row, found, open_spans, place)
            exception = self._styles.shading(row.find(W + "tblPrEx"))
            for span, cell in spans:
                if span.above:
                    span.fill = open_spans[span.start].fill
                    continue
                stated = (self._styles.shading(cell.find(W + "tcPr")), exception, under)
                fill = next((fill for fill in stated if fill is not None), None)
                by_style = style.fill(number, int(span.start), len(rows), columns) if fill is None else None
                mark = None if span.text else self._mark(cell)
                span.fill = filled(mark or fill or self._paragraph_fill(cell) or by_style or None)
            open_spans = {span.start: span for span, _ in spans}
            laid.append((place, [span for span, _ in spans]))
        if any(spans for _, spans in laid):
            yield full_rows(laid, self._file)

    def _spans(
        self, row: etree._Element, cells: list[etree._Element], before: dict[float, Span], place: Place
    ) -> list[tuple[Span, etree._Element]]:
        """Return what each of the `cells` takes of a row, where `before` is what stands in the row above."""
        found: list[tuple[Span, etree._Element]] = []
        position = _skipped(row)
        for cell in cells:
            properties = cell.find(W + "tcPr")
            end = position + spanned(value(properties, "gridSpan"), self._file, place)
            if found and _merge(properties, "hMerge") == "continue":
                found[-1][0].end = end
            elif _merge(properties, "vMerge") == "continue" and position in before:
                found.append((Span(position, end, above=True), cell))
            else:
                found.append((Span(position, end, "\n".join(self._lines(cell)).strip()), cell))
            position = end
        return found

    def _lines(self, container: etree._Element) -> Iterator[str]:
        """Yield the text of each paragraph of a cell; of a table in it, that of each of its cells."""
        for item in self._flow(container):
            if isinstance(item, _Paragraph):
                yield item.text.strip(" ")
                continue
            for row in _rows(item):
                for cell in _cells(row):
                    yield from self._lines(cell)

    def _paragraph_fill(self, cell: etree._Element) -> str | None:
        """Return the fill that all paragraphs of a cell have."""
        fills = set()
        for paragraph in cell.iterfind(W + "p"):
            properties = paragraph.find(W + "pPr")
            fills.add(self._styles.paragraph_fill(properties, value(properties, "pStyle")))
        return fills.pop() if len(fills) == 1 else None

    def _mark(self, cell: etree._Element) -> str | None:
        """Return the colour that the spaces of a blank cell are marked with."""
        marks = (self._styles.highlight(run.find(W + "rPr")) for run in cell.iter(W + "r"))
        return next(filter(None, map(filled, marks)), None)

    def _place(self) -> Place:
        self._line += 1
        return Place(line=self._line)


def _flat(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of `container`, out of whatever holds them."""
    for element in container:
        if element.tag in (W + "p", W + "tbl"):
            yield element
        elif element.tag == W + "sdt":
            gallery = element.find(_GALLERY)
            if not is_prompt(element) and (gallery is None or gallery.get(VAL) != "Table of Contents"):
                yield from _flat(element)
        elif element.tag in _HOLDERS:
            yield from _flat(element)
        elif element.tag == MC + "AlternateContent":
            yield from _flat(branch(element))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table that show."""
    for element in table:
        if element.tag == W + "tr":
            properties = element.find(W + "trPr")
            if properties is None or (properties.find(W + "del") is None and not is_on(properties, "hidden")):
                yield element
        elif element.tag in _HOLDERS or element.tag == W + "sdt":
            yield from _rows(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        if element.tag == W + "tc":
            yield element
        elif element.tag in _HOLDERS or element.tag == W + "sdt":
            yield from _cells(element)


def _lays_out(table: etree._Element, width: int) -> bool:
    """Tell whether a table of `width` cells a row at most only holds others that are wider."""
    inner = (row for row in table.iter(W + "tr") if row.getparent() is not table)
    return width < WIDEST_FRAME and any(sum(1 for _ in _cells(row)) > width for row in inner)


def _skipped(row: etree._Element) -> int:
    """Return how many columns a row leaves out before its first cell."""
    return min(whole(value(row.find(W + "trPr"), "gridBefore"), 0), 100)


def _width(row: etree._Element, cells: list[etree._Element]) -> int:
    return _skipped(row) + sum(whole(value(cell.find(W + "tcPr"), "gridSpan"), 1) for cell in cells)


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """Return ``restart`` or ``continue`` as the merging `name` of a cell says, None where it has none."""
    merge = properties.find(W + name) if properties is not None else None
    return None if merge is None else merge.get(VAL, "continue")
