"""Draws a document as a PDF without a word processor."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus import PageBreak as NewPage

from tests.corpus.blocks import Box, Grid, Para, Sheaf, placed

_SIZES = {"title": 20, "subtitle": 12, "heading1": 14, "heading2": 12, "heading3": 11, "note": 8}


def write_pdf(sheaf: Sheaf) -> bytes:
    """Return `sheaf` as a PDF."""
    size = landscape(A4) if sheaf.landscape else A4
    out = io.BytesIO()

    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(1.5 * cm, size[1] - cm, sheaf.head)
        if sheaf.foot:
            canvas.drawRightString(size[0] - 1.5 * cm, cm, f"{sheaf.foot} {document.page}")

    template = BaseDocTemplate(out, pagesize=size, invariant=1)
    frame = Frame(1.5 * cm, 1.5 * cm, size[0] - 3 * cm, size[1] - 3 * cm)
    template.addPageTemplates(PageTemplate(frames=[frame], onPage=furnish))
    story: list[Flowable] = []
    for block in sheaf.blocks:
        if isinstance(block, Para):
            points = _SIZES.get(block.kind, 10)
            font = "Helvetica-Bold" if block.kind.startswith(("title", "heading")) else "Helvetica"
            look = ParagraphStyle(block.kind, fontName=font, fontSize=points, leading=points * 1.3, spaceAfter=6)
            story.append(Paragraph(escape(block.text), look))
        elif isinstance(block, Grid):
            story += [_table(block), Spacer(1, 0.4 * cm)]
        else:
            story.append(NewPage())
    template.build(story)
    return out.getvalue()


def _table(grid: Grid) -> Table:
    cells: list[list[Paragraph | str]] = [[""] * len(grid.widths) for _ in grid.rows]
    looks: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    if grid.borders:
        looks.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
    for row, column, box in placed(grid):
        cells[row][column] = _paragraph(box, grid.points)
        corner = (column + box.across - 1, row + box.down - 1)
        if corner != (column, row):
            looks.append(("SPAN", (column, row), corner))
        if box.fill:
            looks.append(("BACKGROUND", (column, row), corner, colors.HexColor(f"#{box.fill}")))
    widths = [width * cm for width in grid.widths]
    return Table(cells, colWidths=widths, repeatRows=grid.heading_rows, style=TableStyle(looks))


def _paragraph(box: Box, points: float) -> Paragraph:
    look = ParagraphStyle(
        "cell",
        fontName="Helvetica-Bold" if box.bold else "Helvetica",
        fontSize=points,
        leading=points * 1.2,
        alignment=1 if box.centre else 0,
        textColor=colors.white if box.white else colors.black,
    )
    return Paragraph(escape(box.text).replace("\n", "<br/>"), look)
