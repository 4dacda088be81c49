"""An OpenDocument workbook gives the cells that its sheets show."""

import io
import zipfile

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P

from analysis.common.errors import DocumentError
from analysis.documents.formats.odf.sheets import read_ods
from analysis.documents.grid import Line, Table

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "table", "text")
)
SPACES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def ods_of(*sheets, automatic=""):
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return held.getvalue()


def attributes(stated):
    return " ".join(f'{"" if ":" in name else "table:"}{name.replace("_", "-")}="{v}"' for name, v in stated.items())


def tc(text="", **stated):
    inner = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell {attributes(stated)}>{inner}</table:table-cell>"


def typed(kind, value, shown=""):
    inner = f"<text:p>{shown}</text:p>" if shown else ""
    name = "date-value" if kind == "date" else "value"
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">{inner}</table:table-cell>'


COVERED = "<table:covered-table-cell/>"


def tr(*cells, **stated):
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<table:table-row {attributes(stated)}>{inner}</table:table-row>"


def sheet(*rows, name="Folha1", columns="", **stated):
    return f'<table:table table:name="{name}" {attributes(stated)}>{columns}{"".join(rows)}</table:table>'


def grid_of(*rows, automatic="", **stated):
    (table,) = read_ods(ods_of(sheet(*rows, **stated), automatic=automatic), "f")
    return [[cell.text or cell.joined for cell in row.cells] for row in table.rows]


HEAD = tr("Ação", "Parceiros", "Prazo")


def test_sheet_gives_its_titles_and_its_table_with_their_rows():
    title, table = read_ods(ods_of(sheet(tr("Plano de Ação 2022"), HEAD, tr("a", "b\nc", "d"))), "f")
    assert (title.text, str(title.place)) == ("Plano de Ação 2022", "s1/l1")
    assert [str(row.place) for row in table.rows] == ["s1/l2", "s1/l3"]
    assert table.rows[1].cells[1].text == "b\nc"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (typed("float", "3.0"), "3"),
        (typed("float", "3.5"), "3.5"),
        (typed("float", "0.25", "25%"), "25%"),
        (typed("percentage", "0.25", "25,00%"), "25,00%"),
        (typed("date", "2022-03-15", "03/15/22"), "15/03/2022"),
        (typed("date", "2022-03-15T00:00:00", ""), "15/03/2022"),
        (typed("date", "2022-03-01", "mar-22"), "mar-22"),
        ("<table:table-cell><text:p>a<text:s text:c='2'/>b</text:p></table:table-cell>", "a  b"),
    ],
)
def test_cell_gives_what_it_shows(cell, text):
    assert grid_of(HEAD, tr("a", "b", cell))[1][2] == text


def test_comment_on_a_cell_is_no_text_of_it():
    noted = "<office:annotation><text:p>nota</text:p></office:annotation><text:p>c</text:p>"
    noted = f"<table:table-cell>{noted}</table:table-cell>"
    assert grid_of(HEAD, tr("a", "b", noted))[1][2] == "c"


def test_merged_cells_are_joined():
    rows = (
        tr(tc("Ação", number_rows_spanned=2), tc("Meses", number_columns_spanned=2), COVERED),
        tr(COVERED, "jan", "fev"), tr("a", "x", "y"),
    )  # fmt: skip
    assert grid_of(*rows) == [["Ação", "Meses", "left"], ["above", "jan", "fev"], ["a", "x", "y"]]


def test_hidden_rows_columns_and_sheets_are_left_out():
    hidden = (
        '<style:style style:name="O" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    rows = HEAD, tr("a", "b", "c", visibility="collapse"), tr("d", "e", "f"), tr("g", "h", "i", visibility="filter")
    found = read_ods(ods_of(sheet(*rows, columns=columns), sheet(*rows, style_name="O"), automatic=hidden), "f")
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in found] == [
        [["Ação", "Prazo"], ["d", "f"]]
    ]


def test_merged_cell_that_begins_in_what_is_hidden_keeps_its_text():
    columns = '<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="3"/>'
    wide = tr(tc("Eixo", number_columns_spanned=2), COVERED, "b", "c")
    assert grid_of(tr("v", "w", "x", "y"), wide, columns=columns)[1] == ["Eixo", "b", "c"]
    tall = tr(tc("E1", number_rows_spanned=2), "b", visibility="collapse"), tr(COVERED, "c")
    assert grid_of(tr("Eixo", "Ação"), *tall)[1] == ["E1", "c"]


def test_names_of_several_sheets_are_headings_but_default_ones():
    rows = HEAD, tr("a", "b", "c")
    held = ods_of(sheet(*rows, name="Saúde"), sheet(*rows, name="Folha2"), sheet(name="Vazia"))
    found = read_ods(held, "f")
    assert [(b.text, b.level, b.place.page) for b in found if isinstance(b, Line)] == [("Saúde", 1, 1)]
    assert [b.rows[0].place.page for b in found if isinstance(b, Table)] == [1, 2]
    assert not [b for b in read_ods(ods_of(sheet(*rows, name="Saúde")), "f") if isinstance(b, Line)]


def fills(*rows, columns="", automatic=""):
    (table,) = read_ods(ods_of(sheet(HEAD, *rows, columns=columns), automatic=automatic), "f")
    return [cell.fill for cell in table.rows[1].cells]


GREEN = (
    '<style:style style:name="G" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#00B050"/></style:style>'
)


def test_fill_is_that_of_the_cell_else_of_its_row_or_column():
    column = '<table:table-column/><table:table-column table:default-cell-style-name="G"/>'
    assert fills(tr("a", tc("", style_name="G"), "c"), automatic=GREEN) == [None, "00b050", None]
    assert fills(tr("a", tc(""), "c"), automatic=GREEN, columns=column) == [None, "00b050", None]
    assert fills(tr("a", "b", "c", default_cell_style_name="G"), automatic=GREEN) == ["00b050"] * 3


def test_trailing_repeats_are_no_cells():
    rows = (
        tr("Ação", "Prazo", tc("", number_columns_repeated=16_382)),
        tr("a", "b", tc("", number_columns_repeated=16_382, style_name="G")),
        tr(tc("", number_columns_repeated=16_384, style_name="G"), number_rows_repeated=1_048_574),
    )
    assert grid_of(*rows, automatic=GREEN) == [["Ação", "Prazo"], ["a", "b"]]


def test_stray_cell_in_the_last_row_is_read():
    rows = HEAD, tr("a", "b", "c"), tr(tc(), number_rows_repeated=1_048_573), tr("fim")
    found = read_ods(ods_of(sheet(*rows)), "f")
    last = found[-1] if isinstance(found[-1], Line) else found[-1].rows[-1]
    assert last.place.line == 1_048_576


def test_like_rows_are_as_many():
    assert (
        grid_of(HEAD, tr("a", tc("b", number_columns_repeated=2), number_rows_repeated=3))[1:] == [["a", "b", "b"]] * 3
    )


def test_title_over_a_whole_row_is_a_line():
    rows = tr(tc("Plano", number_columns_spanned=16_384), "<table:covered-table-cell/>"), HEAD, tr("a", "b", "c")
    title, table = read_ods(ods_of(sheet(*rows)), "f")
    assert (title.text, len(table.rows)) == ("Plano", 2)


@pytest.mark.parametrize(
    "row",
    [
        tr(tc("a", number_columns_repeated=16_384)),
        tr("a", "b", number_rows_repeated=1_048_576),
        tr(tc("a", number_columns_spanned=99_999), "b"),
        tr(tc("a", number_columns_spanned=1_000, number_rows_spanned=1_000_000), "b"),
    ],
)
def test_sheet_that_stretches_is_refused(row):
    with pytest.raises(DocumentError) as caught:
        read_ods(ods_of(sheet(HEAD, row)), "f")
    assert caught.value.key == "document_positions"


def test_workbook_of_another_program_is_read():
    document = OpenDocumentSpreadsheet()
    table = OdfTable(name="Plano")
    for texts in (("Ação", "Prazo"), ("a", "2022")):
        row = TableRow()
        for text in texts:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    held = io.BytesIO()
    document.write(held)
    (found,) = read_ods(held.getvalue(), "f")
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["Ação", "Prazo"], ["a", "2022"]]
