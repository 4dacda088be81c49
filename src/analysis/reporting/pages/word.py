"""Word: a page of a report as a document that its readers can go on writing, made from its HTML.

What stands in the main part of the page and in its foot becomes headings, paragraphs, lists, tables and pictures with
the styles of the word processor, so that its table of contents, its screen reader and its user's own template work on
them; code and files for download are left out. Headings of tables are repeated on each sheet, very wide tables stand on
sheets on their side, and pictures keep their alternative text. Only what the page itself holds is shown. The document
is dated as the page is; one page always gives the same bytes. Needs the extra ``word``.

References
----------
International Organization for Standardization (2016). *ISO/IEC 29500-1: Office Open XML File Formats, Part 1*.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lxml import html as markup

from analysis.common.errors import ParameterError
from analysis.reporting.pages.word_parts import (
    add_link,
    add_picture,
    add_table,
    is_wide,
    number_sheets,
    set_language,
    set_table_style,
    turn_sheet,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

EXTRA = "word"

_LIBRARIES = ("docx", "resvg_py")
_LEFT_OUT = "|".join(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in ("code", "take", "contents"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(re.findall(r"\w+", "a abbr b br code del em i ins kbd mark s small span strong sub sup time u"))
_BOLD, _ITALIC, _CODE = {"strong", "b"}, {"em", "i"}, {"code", "kbd"}
_BLANKS = re.compile(r"\s+")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SAVED = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP file can tell


def docx(html: str) -> bytes:
    """Return the page `html` of a report as a Word document.

    Raises
    ------
    ParameterError
        If the extra ``word`` is not installed.
    """
    check_docx()
    from docx import Document

    page: Any = markup.fromstring(_NOT_IN_XML.sub("", html))
    for left_out in page.xpath(_LEFT_OUT):
        left_out.drop_tree()
    document = Document()
    title = page.findtext("head/title", "")
    set_language(document, page.get("lang", "pt"))
    set_table_style(document)
    number_sheets(document, title)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    for made in page.xpath("//meta[@name='dcterms.created']/@content"):
        properties.created = properties.modified = datetime.datetime.fromisoformat(made)
    for part in page.xpath("//main | //footer"):
        _Writer(document).write(part)
    return _packed(document)


def check_docx() -> None:
    """Raise a ParameterError where what writes Word documents is not installed."""
    try:
        for library in _LIBRARIES:
            import_module(library)
    except ImportError as error:
        raise ParameterError("report_needs_extra", format="DOCX", extra=EXTRA, reason=error) from None


class _Writer:
    """Writes blocks of a page at the end of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def write(self, block: Any, style: str | None = None) -> None:
        """Write what stands in `block`; running text beside blocks makes paragraphs of its own."""
        text: Paragraph | None = None
        for child in _nodes(block):
            if isinstance(child, str) or child.tag in _INLINE:
                if text is None and (not isinstance(child, str) or child.strip()):
                    text = self.document.add_paragraph(style=style)
                if text is not None:
                    _add(text, child)
            else:
                text = None
                self._write_block(child, style)

    def _write_block(self, block: Any, style: str | None) -> None:
        if block.tag in _HEADINGS:
            _add(self.document.add_heading(level=_HEADINGS[block.tag]), block)
        elif block.tag in ("p", "pre", "summary", "caption"):
            named = {"summary": "Caption", "caption": "Caption"}.get(block.tag, style)
            paragraph = self.document.add_paragraph(style=named)
            _add(paragraph, block, verbatim=block.tag == "pre")
            paragraph.paragraph_format.keep_with_next = named == "Caption"
        elif block.tag in ("ul", "ol"):
            self._write_list(block)
        elif block.tag == "table":
            for caption in block.findall("caption"):
                self._write_block(caption, style)
            add_table(self.document, block, _add)
        elif block.tag == "img":
            add_picture(self.document, block.get("src", ""), block.get("alt", ""))
        elif block.tag == "dl":
            pairs = zip(block.iter("dt"), block.iter("dd"), strict=False)
            text = "   ".join(f"{name.text_content()} = {value.text_content()}" for name, value in pairs)
            self.document.add_paragraph(text, style=style)
        elif block.get("class") == "table" and is_wide(block):
            turn_sheet(self.document, aside=True)
            self.write(block)
            turn_sheet(self.document, aside=False)
        else:
            self.write(block, "Intense Quote" if block.tag == "blockquote" else style)

    def _write_list(self, block: Any) -> None:
        for number, item in enumerate(block.iterchildren("li"), start=1):
            if block.tag == "ol":  # in words, as numbers in Word's own style would go on from one list to the next
                item.text = f"{number}. {item.text or ''}"
            self.write(item, "List Bullet" if block.tag == "ul" else "List Paragraph")


def _nodes(element: Any) -> list[Any]:
    """Return texts and elements in `element`, in their order, without comments."""
    found: list[Any] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            found.append(child)
        if child.tail:
            found.append(child.tail)
    return found


def _add(paragraph: Paragraph, node: Any, *, verbatim: bool = False, within: frozenset[str] = frozenset()) -> None:
    """Write a text, or what stands in an element, at the end of `paragraph`."""
    if isinstance(node, str):
        text = node if verbatim else _BLANKS.sub(" ", node)
        text = text if verbatim or paragraph.runs or paragraph.hyperlinks else text.lstrip()
        if text:
            run = paragraph.add_run(text)
            run.bold = True if within & _BOLD else None
            run.italic = True if within & _ITALIC else None
            if within & _CODE:
                run.font.name = "Consolas"
        return
    if node.tag == "br":
        paragraph.add_run().add_break()
    elif node.tag == "a" and node.get("href", "").startswith(("https://", "http://", "mailto:")):
        add_link(paragraph, node.get("href"), node.text_content())
    else:
        for inner in _nodes(node):
            _add(paragraph, inner, verbatim=verbatim, within=within | {node.tag})


def _packed(document: Document) -> bytes:
    """Return the file of `document`, without the time of its making."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _SAVED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, parts.read(name))
    return packed.getvalue()
