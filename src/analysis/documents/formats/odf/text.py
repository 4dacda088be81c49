"""The text of OpenDocument paragraphs as it shows on the page, and the numbers that lists and headings put before it.

Deletions, hidden text, notes, comments and tables of contents are left out; text boxes follow their paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from analysis.documents.formats.numerals import numeral
from analysis.documents.formats.odf.names import DRAW, LOEXT, OFFICE, STYLE, TABLE, TEXT, XML_ID, whole
from analysis.documents.formats.odf.styles import Styles
from analysis.documents.formats.symbols import symbols

PARAGRAPHS = (TEXT + "p", TEXT + "h")
_HOLDERS = {TEXT + "section", TEXT + "list-header", DRAW + "text-box", TEXT + "numbered-paragraph"}
_PASSED_OVER = {
    TEXT + "note", OFFICE + "annotation", OFFICE + "annotation-end", TEXT + "hidden-text", TEXT + "hidden-paragraph",
    TEXT + "ruby-text", TEXT + "number", TEXT + "tracked-changes", TEXT + "script",
}  # fmt: skip
_MOST_SPACES = 100
_SPACES = re.compile("[ \t\r\n]+")
_KEPT_SPACE, _KEPT_BREAK = "\0", "\1"  # those that do not collapse
_PLACEHOLDER = re.compile(r"%([1-9]\d?)%")
_OUTLINE = "Outline"


@dataclass
class Paragraph:
    """A paragraph that was read; `level` is that of its heading."""

    text: str
    level: int | None


@dataclass
class _List:
    """A list that is being read: its style, how deep it stands and what it has counted at each depth."""

    style: str | None
    depth: int
    counts: dict[int, int]


@dataclass
class Texts:
    """Reads the paragraphs of one document, in order."""

    styles: Styles
    _outline: dict[int, int] = field(default_factory=dict)
    _by_id: dict[str, dict[int, int]] = field(default_factory=dict)
    _by_style: dict[str | None, dict[int, int]] = field(default_factory=dict)

    def flow(self, container: etree._Element, within: _List | None = None) -> Iterator[Paragraph | etree._Element]:
        """Yield the paragraphs of `container`, read, and its tables."""
        label = ""
        if within is not None and container.tag == TEXT + "list-item":
            label = self._count(within, container)
        for element in container:
            tag = element.tag
            if tag in PARAGRAPHS:
                yield from self._paragraph(element, label, within)
                label = ""
            elif tag == TABLE + "table":
                yield element
            elif tag == TEXT + "list":
                yield from self._list(element, within)
            elif tag in _HOLDERS:
                if element.get(TEXT + "display") != "none":
                    yield from self.flow(element, within)
            elif tag in (DRAW + "frame", DRAW + "g", DRAW + "custom-shape", DRAW + "a", DRAW + "rect"):
                yield from self.flow(element)

    def text(self, paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
        """Return the text of `paragraph` and the shapes that hang on it."""
        pieces: list[str] = []
        shapes: list[etree._Element] = []
        name = paragraph.get(TEXT + "style-name")
        if not self.styles.hides("paragraph", name):
            self._collect(paragraph, self.styles.font("paragraph", name), pieces, shapes)
        text = _SPACES.sub(" ", "".join(pieces)).replace("\N{SOFT HYPHEN}", "").strip(" ")
        return text.replace(_KEPT_SPACE, " ").replace(_KEPT_BREAK, "\n"), shapes

    def _collect(
        self, element: etree._Element, font: str | None, pieces: list[str], shapes: list[etree._Element]
    ) -> None:
        pieces.append(symbols(element.text, font) if element.text else "")
        for child in element:
            tag = child.tag
            if tag == TEXT + "s":
                pieces.append(_KEPT_SPACE * min(whole(child.get(TEXT + "c"), 1), _MOST_SPACES))
            elif tag == TEXT + "tab":
                pieces.append(_KEPT_SPACE)
            elif tag == TEXT + "line-break":
                pieces.append(_KEPT_BREAK)
            elif tag == TEXT + "span":
                name = child.get(TEXT + "style-name")
                if not self.styles.hides("text", name):
                    self._collect(child, self.styles.font("text", name) or font, pieces, shapes)
            elif tag.startswith(DRAW) and tag != DRAW + "a":
                shapes.append(child)
            elif tag not in _PASSED_OVER:
                self._collect(child, font, pieces, shapes)
            if child.tail:
                pieces.append(symbols(child.tail, font))

    def _paragraph(
        self, element: etree._Element, label: str, within: _List | None
    ) -> Iterator[Paragraph | etree._Element]:
        level = whole(element.get(TEXT + "outline-level"), 1) if element.tag == TEXT + "h" else None
        text, shapes = self.text(element)
        number = element.find(TEXT + "number")
        if number is not None:
            label = (number.text or "").strip()
        elif level and (within is None or within.style == _OUTLINE) and element.get(TEXT + "is-list-header") != "true":
            label = self._written(
                self.styles.outline, level, _step(self._outline, level, self._start(self.styles.outline, level))
            )
        yield Paragraph(f"{label} {text}" if label else text, level)
        for shape in shapes:
            yield from self.flow(shape)

    def _list(self, element: etree._Element, within: _List | None) -> Iterator[Paragraph | etree._Element]:
        style = element.get(TEXT + "style-name") or (within.style if within else None)
        if within is not None:
            inner = _List(style, within.depth + 1, within.counts)
        else:
            other = element.get(TEXT + "continue-list")
            continued = self._by_id.get(other) if other else None
            if continued is None and element.get(TEXT + "continue-numbering") == "true":
                continued = self._by_style.get(style)
            inner = _List(style, 1, continued if continued is not None else {})
            self._by_style[style] = self._by_id[element.get(XML_ID, "")] = inner.counts
        for item in element:
            if item.tag == TEXT + "list-item":
                yield from self.flow(item, inner)
            elif item.tag == TEXT + "list-header":
                yield from self.flow(item)

    def _count(self, within: _List, item: etree._Element) -> str:
        """Count an item of a list; return its number as written."""
        holds_list = len(item) and item[0].tag == TEXT + "list"
        if holds_list or within.style == _OUTLINE:
            return ""
        style = self.styles.lists.get(within.style or "")
        start = whole(item.get(TEXT + "start-value"), -1)
        if start >= 0:
            within.counts.pop(within.depth, None)
        counts = _step(within.counts, within.depth, start if start >= 0 else self._start(style, within.depth))
        return self._written(style, within.depth, counts)

    def _start(self, style: etree._Element | None, depth: int) -> int:
        level = _level(style, depth)
        return whole(level.get(TEXT + "start-value"), 1) if level is not None else 1

    def _written(self, style: etree._Element | None, depth: int, counts: dict[int, int]) -> str:
        level = _level(style, depth)
        shape = level.get(STYLE + "num-format") if level is not None else None
        if level is None or not shape or level.tag == TEXT + "list-level-style-bullet":
            return ""

        def number(at: int) -> str:
            other = _level(style, at)
            shape = other.get(STYLE + "num-format") if other is not None else None
            return numeral(counts.get(at, 1), shape) if shape else ""

        given = level.get(LOEXT + "num-list-format")
        if given is not None:
            return _PLACEHOLDER.sub(lambda match: number(int(match[1])), given).strip()
        first = max(1, depth + 1 - whole(level.get(TEXT + "display-levels"), 1))
        numbers = ".".join(filter(None, (number(at) for at in range(first, depth + 1))))
        return f"{level.get(STYLE + 'num-prefix', '')}{numbers}{level.get(STYLE + 'num-suffix', '')}".strip()


def _step(counts: dict[int, int], depth: int, start: int) -> dict[int, int]:
    """Count one more at `depth` and begin anew below it."""
    counts[depth] = counts[depth] + 1 if depth in counts else start
    for deeper in [at for at in counts if at > depth]:
        del counts[deeper]
    return counts


def _level(style: etree._Element | None, depth: int) -> etree._Element | None:
    levels = (level for level in style if level.get(TEXT + "level") == str(depth)) if style is not None else iter(())
    return next(levels, None)
