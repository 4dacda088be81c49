"""HTML: saved web pages and what word processors save as one.

Nothing is fetched and nothing is run. A table that only lays out a page (of one cell, or holding other
tables) is read as what stands in it; a table within a cell of a table of actions is text of that cell.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from analysis.common.errors import DocumentError
from analysis.documents.decoding import LARGEST_TEXT
from analysis.documents.formats.html.css import Styles
from analysis.documents.formats.html.tables import Grid, grids_of, whole
from analysis.documents.formats.spans import full_rows
from analysis.documents.grid import Line, Place, Table

MOST_ELEMENTS = 600_000
"""Elements that a page may have."""

_DEEPEST = 2048  # levels, of the parser
_CHARSET = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_EMBEDDED = re.compile(rb"data:[\w/+.;=-]{0,100}base64,[A-Za-z0-9+/=\s%]+")
_BLANKS = re.compile("[ \t\r\n\f]+")
_SOFT = "\N{SOFT HYPHEN}"
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "nav", "svg", "math", "object", "iframe",
    "audio", "video", "canvas", "select", "datalist", "textarea", "button", "input", "del", "map",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_html(content: bytes, file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of a web page.

    Raises
    ------
    DocumentError
        If it is in no known encoding, too deeply nested or too large, or a table stretches too far.
    """
    text = _decoded(content, file).encode()
    if len(text) > LARGEST_TEXT:
        raise DocumentError("document_large", file=file, megabytes=LARGEST_TEXT // 1_000_000)
    if text.count(b"<") - text.count(b"</") > MOST_ELEMENTS:
        raise DocumentError("document_elements", file=file, most=MOST_ELEMENTS)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=True
    )
    try:
        page = etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        return ()
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise DocumentError("document_nested", file=file, most=_DEEPEST)
    return tuple(_Page(page, file).blocks()) if page is not None else ()


def _decoded(content: bytes, file: str) -> str:
    """Decode what is UTF-8 as such, whatever the page says of itself, else as it says, else as Windows-1252."""
    content = _EMBEDDED.sub(b"", content)
    declared = _CHARSET.search(content[:4096])
    named = declared[1].decode("ascii").lower() if declared else "cp1252"
    if named in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "utf-16", "unicode", "utf-8"):
        named = "cp1252"
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", named, "cp1252"):
        try:
            return content.decode(encoding).replace("\0", "")
        except (UnicodeError, LookupError):
            continue
    raise DocumentError("document_encoding", file=file)


class _Text:
    """Gathers text as a browser lays it out: blanks run together, lines where a block begins or ends."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]

    def add(self, text: str | None, kept: bool) -> None:
        """Add text, with its line ends `kept` or not."""
        if text:
            lines = text.split("\n") if kept else [text]
            self._lines[-1].append(lines[0])
            self._lines.extend([line] for line in lines[1:])

    def end_line(self) -> None:
        """Let what follows stand on a line of its own."""
        if self._lines[-1]:
            self._lines.append([])

    def take(self) -> str:
        """Return the text gathered, and begin anew."""
        lines = (_BLANKS.sub(" ", "".join(line)).replace(_SOFT, "").strip() for line in self._lines)
        self._lines = [[]]
        return "\n".join(filter(None, lines))


class _Page:
    """A parsed page, read from its top to its end."""

    def __init__(self, page: etree._Element, file: str) -> None:
        self._page = page
        self._file = file
        self._styles = Styles(page)
        self._grids = grids_of(page, self._is_skipped)
        self._number = 0  # of the line or row read last

    def blocks(self) -> Iterator[Line | Table]:
        """Yield the lines and tables of the page."""
        text = _Text()
        level: int | None = None
        for event, element in self._flow(self._page, text):
            if line := text.take():
                yield Line(line, self._next(), level)
            level = _HEADINGS.get(_tag(element)) if event == "start" else None
            if event == "table":
                yield from self._table(self._grids[element])
        if line := text.take():
            yield Line(line, self._next(), level)

    def _flow(self, root: etree._Element, text: _Text) -> Iterator[tuple[str, etree._Element]]:
        """Gather the text of an element; yield where a block starts or ends, and what tables it holds.

        Tables within a cell are none: their cells are blocks of its text.
        """
        numbers: dict[etree._Element, int] = {}
        kept = 0  # elements that keep their line ends
        within = root is not self._page
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = _tag(element)
            if event == "end":
                kept -= tag == "pre"
                if tag in _BLOCKS:
                    yield "end", element
                if element is not root:
                    text.add(element.tail, kept > 0)
                continue
            kept += tag == "pre"
            if element is not root and self._is_skipped(element):
                walk.skip_subtree()
            elif not within and element in self._grids and self._grids[element].is_data:
                yield "table", element
                walk.skip_subtree()
            else:
                if tag in _BLOCKS:
                    yield "start", element
                if tag == "br":
                    text.end_line()
                elif tag == "li":
                    text.add(_list_number(element, numbers), False)
                text.add(element.text, kept > 0)

    def _is_skipped(self, element: etree._Element) -> bool:
        return _tag(element) in _SKIPPED or self._styles.hides(element)

    def _table(self, grid: Grid) -> Iterator[Line | Table]:
        if caption := "\n".join(filter(None, (self._text(part) for part in grid.element.iterchildren("caption")))):
            yield Line(caption, self._next())
        rows = [
            (self._next(), spans)
            for spans in grid.spans(self._text, self._styles.background, self._file, self._number + 1)
        ]
        if any(span.text or span.fill for _, spans in rows for span in spans):
            yield full_rows(rows, self._file)

    def _text(self, element: etree._Element) -> str:
        text = _Text()
        for _ in self._flow(element, text):
            text.end_line()
        return text.take()

    def _next(self) -> Place:
        self._number += 1
        return Place(line=self._number)


def _list_number(item: etree._Element, numbers: dict[etree._Element, int]) -> str:
    """Return what numbers an item of a decimally numbered list; `numbers` are the last of each list."""
    parent = item.getparent()
    if parent is None or _tag(parent) != "ol" or parent.get("type", "1") != "1":
        return ""
    last = numbers.get(parent, whole(parent.get("start"), 1) - 1)
    numbers[parent] = whole(item.get("value"), last + 1)
    return f"{numbers[parent]}. "


def _tag(element: etree._Element) -> str:
    return str(element.tag).lower()
