"""Writes a document as a workbook: paragraphs in the first column, tables below one another."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.blocks import Box, Grid, PageBreak, Para, Sheaf, Sheet, placed

CHARACTERS = 5.5  # in a centimetre
LINE = 12.5  # points
FONT = "Calibri"
_LINE = Side(style="thin", color="FF7F7F7F")
_SIZES = {"title": 16, "subtitle": 11, "heading1": 14, "heading2": 12}


def write_xlsx(sheaf: Sheaf) -> bytes:
    """Return `sheaf` as a workbook of one sheet, or of those that it begins."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Plano"
    row = 1
    for number, block in enumerate(sheaf.blocks):
        if isinstance(block, Sheet):
            if number:
                sheet = book.create_sheet()
            sheet.title, row = block.title, 1
        elif isinstance(block, Para):
            sheet.cell(row, 1, block.text).font = Font(
                name=FONT, size=_SIZES.get(block.kind, 10), bold=block.kind in _SIZES
            )
            row += 1
        elif isinstance(block, PageBreak):
            row += 1
        else:
            _write_grid(sheet, row, block, sheaf)
            row += len(block.rows) + 1
    for sheet in book.worksheets:
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_grid(sheet: Worksheet, top: int, grid: Grid, sheaf: Sheaf) -> None:
    for column, width in enumerate(grid.widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = max(dimension.width if dimension.width != 13 else 0, width * CHARACTERS)
    for row, column, box in placed(grid):
        first, left = top + row, column + 1
        for line in range(first, first + box.down):
            for position in range(left, left + box.across):
                _dress(sheet.cell(line, position), box, grid, sheaf)
        sheet.cell(first, left).value = box.text or None
        sheet.row_dimensions[first].height = max(sheet.row_dimensions[first].height or 0, _height(box, column, grid))
        if box.across > 1 or box.down > 1:
            sheet.merge_cells(None, first, left, first + box.down - 1, left + box.across - 1)


def _height(box: Box, column: int, grid: Grid) -> float:
    """Return the height of the row that a box needs."""
    width = sum(grid.widths[column : column + box.across]) * CHARACTERS
    lines = 1 if box.upright else sum(1 + int(len(text) // width) for text in box.text.split("\n"))
    return LINE * (lines / box.down) + 3


def _dress(cell: Any, box: Box, grid: Grid, sheaf: Sheaf) -> None:
    cell.font = Font(name=FONT, size=9, bold=box.bold, color="FFFFFFFF" if box.white else "FF000000")
    cell.alignment = Alignment(
        wrap_text=True,
        vertical="center" if box.centre else "top",
        horizontal="center" if box.centre else None,
        text_rotation=90 if box.upright else 0,
    )
    if grid.borders:
        cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    if box.fill:
        cell.fill = _filling(box.fill, sheaf)


def _filling(fill: str, sheaf: Sheaf) -> PatternFill:
    if fill in sheaf.theme_fills and sheaf.colours == "theme":
        return PatternFill("solid", fgColor=Color(theme=4))
    if fill in sheaf.theme_fills and sheaf.colours == "pattern":
        return PatternFill("mediumGray", fgColor=f"FF{fill.upper()}", bgColor="FFFFFFFF")
    return PatternFill("solid", fgColor=f"FF{fill.upper()}")
