"""Parts of a Word document: tables, pictures, links, sheets and language, for what the library has no word of its own.

A table is as wide as the sheet. Each column is given its longest word and, of what is left, its part by the length of
its texts. A picture is as large as its figure or, where that is larger, as the sheet, at 200 dots an inch.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LOCALES = {"pt": "pt-PT", "en": "en-GB"}
_SHEET = (21.0, 29.7)  # A4, in centimetres
_MARGIN = 1.8
_WIDE = 12  # columns from which on a table stands on a sheet on its side
_DOTS = 200  # an inch
_TALLEST = 22.0
_INCH = 2.54
_POINTS = 72
_CELL = 7.5  # points
_LONGEST = 60  # signs of a text that count for the width of its column
_EMBEDDED = re.compile(r"data:image/(?P<kind>[\w+]+);base64,(?P<content>.*)", re.DOTALL)
_SVG_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="(?P<width>[\d.]+)pt"[^>]*?\bheight="(?P<height>[\d.]+)pt"')


def set_language(document: Document, lang: str) -> None:
    """Write down the language of `document`, its type and its sheets: A4, upright."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    locale = _LOCALES.get(lang, lang)
    document.core_properties.language = locale
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), locale)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    _lay(document.sections[0], *_SHEET)


def set_table_style(document: Document) -> None:
    """Draw the tables of `document` with thin grey lines between rows only, and little room at the sides of cells."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="BBC3C9"/>' for side in ("top", "bottom", "insideH"))
    room = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    properties = document.styles["Table Grid"].element.find(qn("w:tblPr"))
    for name in ("w:tblBorders", "w:tblCellMar"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
    properties.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{room}</w:tblCellMar>"))


def is_wide(table: Any) -> bool:
    """Tell whether the HTML `table` needs a sheet on its side."""
    return bool(table.xpath(f".//tr[count(th | td) >= {_WIDE}]"))


def turn_sheet(document: Document, *, aside: bool) -> None:
    """Go on with `document` on sheets that lie on their side or stand upright."""
    _lay(document.add_section(), *(reversed(_SHEET) if aside else _SHEET))


def number_sheets(document: Document, title: str) -> None:
    """Write the title at the head of each sheet and its number at the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section = document.sections[0]
    section.header.paragraphs[0].text = title
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text in ("PAGE", " / ", "NUMPAGES"):
        if not text.strip().isalpha():
            foot.add_run(text)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), text)
        foot._p.append(field)


def add_link(paragraph: Paragraph, address: str, text: str) -> None:
    """Write `text` as a link to `address` at the end of `paragraph`."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x0B, 0x55, 0x63)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)


def add_picture(document: Document, source: str, told: str) -> None:
    """Write the embedded image `source`, which shows what is `told`; one that is not embedded is left out."""
    from docx.shared import Cm

    found = _EMBEDDED.match(source)
    if not found:
        return
    content = base64.b64decode(found["content"])
    width, height = (_SHEET[0] - 2 * _MARGIN, None)
    if found["kind"] == "svg+xml":
        content, width, height = _drawn(content.decode(), width)
    shape = document.add_picture(io.BytesIO(content), Cm(width), Cm(height) if height else None)
    shape._inline.docPr.set("descr", told)


def add_table(document: Document, table: Any, add: Callable[[Paragraph, Any], None]) -> None:
    """Write the HTML `table`, whose cells `add` writes; its headings are repeated, its rows are not cut."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt
    from docx.text.paragraph import Paragraph

    rows = [row.xpath("th | td") for row in table.iter("tr")]
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return
    section: Any = document.sections[-1]
    room = (section.page_width - section.left_margin - section.right_margin) / Cm(1)
    written = document.add_table(len(rows), columns, style="Table Grid")
    written.autofit = False
    widths = [Cm(width) for width in column_widths([[cell.text_content() for cell in row] for row in rows], room)]
    for column, width in zip(written.columns, widths, strict=True):
        column.width = width
    for row, line in zip(rows, written._tbl.tr_lst, strict=True):
        line.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        heads = bool(row) and row[0].getparent().getparent().tag == "thead"
        if heads:
            line.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for place, width, cell in zip(line.tc_lst, widths, row, strict=False):
            place.width = width
            paragraph = Paragraph(place.p_lst[0], document._body)
            paragraph.paragraph_format.space_after = Pt(0)
            add(paragraph, cell)
            if "number" in cell.get("class", "").split():
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            for run in paragraph.runs:
                run.font.size, run.bold = Pt(_CELL), heads or run.bold
    document.add_paragraph()


def column_widths(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return the widths of the columns of `rows`, which fill the `room`."""
    columns = range(max((len(row) for row in rows), default=0))
    texts = [[row[column] for row in rows if column < len(row)] for column in columns]
    least = [max(2 + max(map(len, text.split()), default=0) for text in column) for column in texts]
    most = [max(2 + min(len(text), _LONGEST) for text in column) for column in texts]
    sign = 0.55 * _CELL / _POINTS * _INCH  # about the width of a sign
    spare = room / sign - sum(least)
    if spare <= 0:
        return [room * width / sum(least) for width in least]
    wanted = [most - least for least, most in zip(least, most, strict=True)]
    total = sum(wanted) or len(wanted)
    return [
        sign * (width + spare * (more if sum(wanted) else 1) / total) for width, more in zip(least, wanted, strict=True)
    ]


def _lay(section: Any, width: float, height: float) -> None:
    """Give the sheets of `section` their size and margins."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)


def _drawn(svg: str, widest: float) -> tuple[bytes, float, float]:
    """Return a figure as PNG, and the width and height, in centimetres, in which it is shown."""
    import resvg_py

    size = _SVG_SIZE.search(svg)
    width, height = (float(size[name]) / _POINTS * _INCH for name in ("width", "height")) if size else (widest, widest)
    smaller = min(1, widest / width, _TALLEST / height)
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        dpi=_DOTS * smaller,
        skip_system_fonts=True,
        font_files=[_font()],
        sans_serif_family="DejaVu Sans",
    )
    return bytes(drawn), width * smaller, height * smaller


@cache
def _font() -> str:
    """Return the file of the type in which figures are written, which their library has with it."""
    import matplotlib

    return str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans-Bold.ttf")
