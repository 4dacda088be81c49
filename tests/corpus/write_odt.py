"""Writes a document for LibreOffice Writer: tables with spans, fills by the style of their cells."""

from __future__ import annotations

import io

from odf.opendocument import OpenDocumentText
from odf.style import (
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    ParagraphProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TextProperties,
)
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableHeaderRows, TableRow
from odf.text import H, IndexBody, P, Tab, TableOfContent

from tests.corpus.blocks import Block, Box, Grid, Para, Sheaf, placed

_LEVELS = {"heading1": 1, "heading2": 2, "heading3": 3}


def write_odt(sheaf: Sheaf) -> bytes:
    """Return `sheaf` as an OpenDocument text."""
    return _Writer(sheaf).written()


class _Writer:
    """Writes one document; styles are made as cells need them."""

    def __init__(self, sheaf: Sheaf) -> None:
        self.sheaf = sheaf
        self.document = OpenDocumentText()
        self._styles: dict[tuple[object, ...], Style] = {}
        self._contents: IndexBody | None = None
        self._set_page()

    def written(self) -> bytes:
        broken = False
        for block in self.sheaf.blocks:
            broken = self._add(block, broken)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _add(self, block: Block, broken: bool) -> bool:
        """Add a block, on a new page if `broken`, and tell whether the next begins one."""
        body = self.document.text
        if isinstance(block, Grid):
            if broken:
                body.addElement(P(stylename=self._paragraph(8, broken=True)))
            body.addElement(self._table(block))
        elif not isinstance(block, Para):
            return True
        elif block.kind == "contents":
            self._add_entry(block.text)
        elif level := _LEVELS.get(block.kind):
            body.addElement(
                H(outlinelevel=level, text=block.text, stylename=self._paragraph(16 - 2 * level, True, broken=broken))
            )
        else:
            size = {"title": 22, "subtitle": 12, "note": 8}.get(block.kind, 10)
            centred = block.kind in ("title", "subtitle")
            style = self._paragraph(size, block.kind == "title", centre=centred, broken=broken)
            body.addElement(P(text=block.text, stylename=style))
        if not (isinstance(block, Para) and block.kind == "contents"):
            self._contents = None
        return False

    def _add_entry(self, text: str) -> None:
        if self._contents is None:
            index = TableOfContent(name="Índice", protected="true")
            self._contents = IndexBody()
            index.addElement(self._contents)
            self.document.text.addElement(index)
        title, _, page = text.partition("\t")
        entry = P(text=title)
        entry.addElement(Tab())
        entry.addText(page)
        self._contents.addElement(entry)

    def _table(self, grid: Grid) -> Table:
        name = f"Tabela{len(self._styles)}"
        total = sum(grid.widths)
        table = Table(
            name=name, stylename=self._style("table", TableProperties(width=f"{total:.2f}cm", align="left"), name)
        )
        for width in grid.widths:
            properties = TableColumnProperties(columnwidth=f"{width:.2f}cm")
            table.addElement(TableColumn(stylename=self._style("table-column", properties, "column", width)))
        cells: list[list[TableCell | CoveredTableCell]] = [[CoveredTableCell() for _ in grid.widths] for _ in grid.rows]
        for row, column, box in placed(grid):
            cells[row][column] = self._cell(box, grid)
        heading = TableHeaderRows()
        if grid.heading_rows:
            table.addElement(heading)
        for number, row_cells in enumerate(cells):
            row_element = TableRow()
            for cell in row_cells:
                row_element.addElement(cell)
            (heading if number < grid.heading_rows else table).addElement(row_element)
        return table

    def _cell(self, box: Box, grid: Grid) -> TableCell:
        line = "0.5pt solid #7f7f7f" if grid.borders else "none"
        looks = {"border": line, "padding": "0.05cm"}
        if box.fill:
            looks["backgroundcolor"] = f"#{box.fill}"
        if box.upright:
            looks |= {"rotationangle": "90"}
        style = self._style("table-cell", TableCellProperties(**looks), "cell", *looks.values())
        spans = {}
        if box.across > 1 or box.down > 1:
            spans = {"numbercolumnsspanned": box.across, "numberrowsspanned": box.down}
        cell = TableCell(stylename=style, valuetype="string", **spans)
        for text in box.text.split("\n"):
            cell.addElement(
                P(text=text, stylename=self._paragraph(grid.points, box.bold, centre=box.centre, white=box.white))
            )
        return cell

    def _paragraph(
        self, size: float, bold: bool = False, *, centre: bool = False, white: bool = False, broken: bool = False
    ) -> Style:
        key = ("paragraph", size, bold, centre, white, broken)
        if key not in self._styles:
            style = Style(name=f"P{len(self._styles)}", family="paragraph", parentstylename="Standard")
            more = {"breakbefore": "page"} if broken else {}
            style.addElement(
                ParagraphProperties(textalign="center" if centre else "start", marginbottom="0.05cm", **more)
            )
            look = {"fontweight": "bold"} if bold else {}
            look |= {"color": "#ffffff"} if white else {}
            style.addElement(TextProperties(fontsize=f"{size}pt", fontfamily="Calibri, Carlito", **look))
            self.document.automaticstyles.addElement(style)
            self._styles[key] = style
        return self._styles[key]

    def _style(self, family: str, properties: object, *key: object) -> Style:
        if (family, *key) not in self._styles:
            style = Style(name=f"S{len(self._styles)}", family=family)
            style.addElement(properties)
            self.document.automaticstyles.addElement(style)
            self._styles[family, *key] = style
        return self._styles[family, *key]

    def _set_page(self) -> None:
        width, height = ("29.7cm", "21cm") if self.sheaf.landscape else ("21cm", "29.7cm")
        way = "landscape" if self.sheaf.landscape else "portrait"
        layout = PageLayout(name="Página")
        layout.addElement(
            PageLayoutProperties(pagewidth=width, pageheight=height, printorientation=way, margin="1.5cm")
        )
        self.document.automaticstyles.addElement(layout)
        self.document.masterstyles.addElement(MasterPage(name="Standard", pagelayoutname=layout))
