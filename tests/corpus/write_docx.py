"""Writes a document for Word: tables with merged cells, fills that are plain, of the theme or patterns."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from tests.corpus.blocks import Box, Grid, PageBreak, Para, Sheaf, Sheet, placed

TWIPS = 567  # in a centimetre
_STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "heading1": "Heading 1",
    "heading2": "Heading 2",
    "heading3": "Heading 3",
    "contents": "toc 1",
}


def write_docx(sheaf: Sheaf) -> bytes:
    """Return `sheaf` as a Word document."""
    document = Document()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10)
    section = document.sections[0]
    width, height = (Cm(29.7), Cm(21)) if sheaf.landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if sheaf.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.8)
    if sheaf.head:
        section.header.paragraphs[0].text = sheaf.head
    if sheaf.foot:
        _number_pages(section.footer.paragraphs[0], sheaf.foot)
    broken = True
    for block in sheaf.blocks:
        if isinstance(block, Para):
            paragraph = document.add_paragraph(block.text, style=_STYLES.get(block.kind))
            if block.kind in ("title", "subtitle"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif isinstance(block, Grid):
            document.element.body.insert(-1, _table(block, sheaf))
        elif not (isinstance(block, Sheet) and broken):
            document.add_page_break()
        broken = isinstance(block, PageBreak) or not document.paragraphs
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _number_pages(paragraph: Paragraph, before: str) -> None:
    paragraph.add_run(f"{before} ")
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _table(grid: Grid, sheaf: Sheaf) -> Any:
    grown = [[""] * len(grid.widths) for _ in grid.rows]
    for row, column, box in placed(grid):
        width = round(sum(grid.widths[column : column + box.across]) * TWIPS)
        grown[row][column] = _cell(box, width, grid, sheaf)
        for below in range(row + 1, row + box.down):
            grown[below][column] = _cell(box, width, grid, sheaf, goes_on=True)
    rows = "".join(
        f"<w:tr><w:trPr>{'<w:tblHeader/>' if n < grid.heading_rows else ''}</w:trPr>{''.join(cells)}</w:tr>"
        for n, cells in enumerate(grown)
    )
    columns = "".join(f'<w:gridCol w:w="{round(w * TWIPS)}"/>' for w in grid.widths)
    line = "".join(
        f'<w:{side} w:val="{"single" if grid.borders else "none"}" w:sz="4" w:space="0" w:color="7f7f7f"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{round(sum(grid.widths) * TWIPS)}" w:type="dxa"/>'
        f'<w:tblBorders>{line}</w:tblBorders><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(box: Box, width: int, grid: Grid, sheaf: Sheaf, *, goes_on: bool = False) -> str:
    merge = ""
    if box.down > 1:
        merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
    span = f'<w:gridSpan w:val="{box.across}"/>' if box.across > 1 else ""
    turned = '<w:textDirection w:val="btLr"/>' if box.upright else ""
    properties = (
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{_shading(box.fill, sheaf)}{turned}'
        f"{'<w:vAlign w:val=' + chr(34) + 'center' + chr(34) + '/>' if box.centre else ''}</w:tcPr>"
    )
    texts = [""] if goes_on else box.text.split("\n")
    return f"<w:tc>{properties}{''.join(_paragraph(text, box, grid.points) for text in texts)}</w:tc>"


def _shading(fill: str | None, sheaf: Sheaf) -> str:
    if not fill:
        return ""
    if fill in sheaf.theme_fills and sheaf.colours == "theme":
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.upper()}" w:themeFill="accent1"/>'
    if fill in sheaf.theme_fills and sheaf.colours == "pattern":
        return f'<w:shd w:val="pct50" w:color="{fill.upper()}" w:fill="FFFFFF"/>'
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.upper()}"/>'


def _paragraph(text: str, box: Box, points: float) -> str:
    looks = ("<w:b/>" if box.bold else "") + ('<w:color w:val="FFFFFF"/>' if box.white else "")
    centre = '<w:jc w:val="center"/>' if box.centre else ""
    size = f'<w:sz w:val="{round(points * 2)}"/>'
    run = f'<w:r><w:rPr>{looks}{size}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    mark = f"<w:rPr>{size}</w:rPr>"
    return f'<w:p><w:pPr><w:spacing w:after="0"/>{centre}{mark}</w:pPr>{run if text else ""}</w:p>'
