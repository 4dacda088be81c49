"""The text of DOCX paragraphs as it shows on the page.

Insertions are text and deletions are not; a field is its result; tables of contents, hidden text, notes and
the prompts of empty content controls are left out. The paragraphs have to be read in order, as a field may
begin in one and end in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from analysis.documents.formats.docx.names import MC, W, is_on, value
from analysis.documents.formats.docx.styles import Styles
from analysis.documents.formats.symbols import is_symbol_font, symbols

_TEXTS = {W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_FIXED = {
    W + "tab": " ", W + "ptab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": "",
}  # fmt: skip
_SHAPES = {W + "drawing", W + "pict", W + "object"}
_PASSED_OVER = {
    W + name
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "delText", "delInstrText", "footnoteReference", "rt",
        "endnoteReference", "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "lastRenderedPageBreak",
    )
}  # fmt: skip
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BOX = W + "txbxContent"
_WHITE = re.compile("[\t\n\r]")
_CONTENTS_FIELD = "TOC"


@dataclass
class _Field:
    instruction: str = ""
    shows: bool = False


@dataclass
class Texts:
    """Reads the texts of one document's paragraphs, in order.

    Attributes
    ----------
    styles : Styles
        The styles of the document.
    with_contents : bool
        Whether to keep the results of fields that make tables of contents.
    """

    styles: Styles
    with_contents: bool = False
    _fields: list[_Field] = field(default_factory=list)

    def read(self, paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
        """Return the text of `paragraph` and the contents of the text boxes that hang on it."""
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        self._collect(paragraph, value(paragraph.find(W + "pPr"), "pStyle"), pieces, boxes)
        return "".join(pieces), boxes

    def _collect(
        self, parent: etree._Element, style: str | None, pieces: list[str], boxes: list[etree._Element]
    ) -> None:
        for element in parent:
            tag = element.tag
            if tag == W + "r":
                self._run(element, style, pieces, boxes)
            elif tag == W + "sdt":
                content = element.find(W + "sdtContent")
                if content is not None and not is_prompt(element):
                    self._collect(content, style, pieces, boxes)
            elif tag == W + "fldSimple":
                if self.with_contents or not _makes_contents(element.get(W + "instr", "")):
                    self._collect(element, style, pieces, boxes)
            elif tag in _TEXTS:
                pieces.append(element.text or "")
            elif tag == MC + "AlternateContent":
                self._collect(branch(element), style, pieces, boxes)
            elif tag not in _PASSED_OVER:
                self._collect(element, style, pieces, boxes)

    def _run(self, run: etree._Element, style: str | None, pieces: list[str], boxes: list[etree._Element]) -> None:
        properties = run.find(W + "rPr")
        hidden = self._hides(properties, style)
        font = None
        if properties is not None:
            fonts = properties.find(W + "rFonts")
            font = fonts.get(W + "ascii") if fonts is not None else None
        for element in run:
            tag = element.tag
            if tag == W + "fldChar":
                self._field(element, pieces)
            elif tag == W + "instrText":
                if self._fields:
                    self._fields[-1].instruction += element.text or ""
            elif hidden or (self._fields and self._is_muted()):
                continue
            elif tag in _TEXTS:
                text = element.text or ""
                text = text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")
                pieces.append(symbols(text, font) if is_symbol_font(font) else _tidied(text))
            elif tag in _FIXED:
                pieces.append(_FIXED[tag])
            elif tag == W + "sym":
                pieces.append(_symbol(element))
            elif tag in _SHAPES:
                boxes.extend(_boxes(element))
            elif tag == MC + "AlternateContent":
                boxes.extend(_boxes(branch(element)))
            elif tag == W + "ruby":
                self._collect(element, style, pieces, boxes)

    def _hides(self, properties: etree._Element | None, style: str | None) -> bool:
        if properties is not None:
            own = is_on(properties, "vanish")
            if own is not None:
                return own
            if self.styles.hides(value(properties, "rStyle"), "character"):
                return True
        return self.styles.hides(style)

    def _field(self, mark: etree._Element, pieces: list[str]) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            box = mark.find(f"{W}ffData/{W}checkBox")
            if box is not None and not (self._fields and self._is_muted()):
                state = is_on(box, "checked")
                pieces.append("☒" if (is_on(box, "default") if state is None else state) else "☐")
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].shows = self.with_contents or not _makes_contents(self._fields[-1].instruction)
        elif self._fields and kind == "end":
            self._fields.pop()

    def _is_muted(self) -> bool:
        return not all(field.shows for field in self._fields)


def branch(alternatives: etree._Element) -> etree._Element:
    """Return the one branch of ``mc:AlternateContent`` to read: the first that holds text, else the first."""
    branches = [element for element in alternatives if element.tag in (MC + "Choice", MC + "Fallback")]
    return next(
        (b for b in branches if next(b.iter(W + "t"), None) is not None), branches[0] if branches else alternatives
    )


def is_prompt(control: etree._Element) -> bool:
    """Tell whether a content control shows only the prompt to fill it in."""
    return bool(is_on(control.find(W + "sdtPr"), "showingPlcHdr"))


def has_balanced_fields(root: etree._Element) -> bool:
    """Tell whether every field that begins in a document ends in it."""
    kinds = [mark.get(W + "fldCharType") for mark in root.iter(W + "fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _tidied(text: str) -> str:
    return _WHITE.sub(" ", text).replace("\N{SOFT HYPHEN}", "")


def _makes_contents(instruction: str) -> bool:
    return instruction.split(None, 1)[:1] == [_CONTENTS_FIELD]


def _symbol(element: etree._Element) -> str:
    code = element.get(W + "char", "")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return symbols(character, element.get(W + "font"))


def _boxes(shape: etree._Element) -> Iterator[etree._Element]:
    """Yield the contents of the text boxes of a shape, outermost only."""
    for element in shape:
        if element.tag == _BOX:
            yield element
        elif element.tag == MC + "AlternateContent":
            yield from _boxes(branch(element))
        else:
            yield from _boxes(element)
