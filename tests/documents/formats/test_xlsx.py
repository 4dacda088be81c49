from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Color, GradientFill, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from analysis.common.errors import DocumentError
from analysis.documents.formats.xlsx.values import shown
from analysis.documents.formats.xlsx.workbook import read_xlsx
from analysis.documents.grid import Cell, Line, Place, Row, Table

HEADER = ["Eixo", "Ação", "Parceiros"]
SHEET = "xl/worksheets/sheet1.xml"
WORKSHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


def in_sheet(page, line=None):
    return Place(page, line, sheet=True)


def saved(book: openpyxl.Workbook, **parts: str) -> bytes:
    """Return the file of a workbook, with some of its parts written otherwise."""
    file, changed = io.BytesIO(), io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as other:
        for name in {*package.namelist(), *parts}:
            other.writestr(name, parts[name] if name in parts else package.read(name))
    return changed.getvalue()


def read(fill_in: Callable[[Worksheet], object]) -> tuple[Line | Table, ...]:
    book = openpyxl.Workbook()
    fill_in(book.worksheets[0])
    return read_xlsx(saved(book), "plano.xlsx")


def read_sheet(inner: str) -> tuple[Line | Table, ...]:
    return read_xlsx(saved(openpyxl.Workbook(), **{SHEET: WORKSHEET.format(inner)}), "plano.xlsx")


def rows_of(*rows: list[object]) -> Callable[[Worksheet], None]:
    def fill_in(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(row)

    return fill_in


def the_table(blocks: tuple[Line | Table, ...]) -> tuple[Row, ...]:
    (table,) = [block for block in blocks if isinstance(block, Table)]
    return table.rows


def texts(rows: tuple[Row, ...]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


def test_rows_of_one_text_before_the_table_are_lines_with_sheet_and_row_as_their_place() -> None:
    blocks = read(rows_of(["Rede Social"], ["Plano 2024"], [], HEADER, ["1", "Feira", "GNR\nPSP"]))
    assert blocks[:2] == (Line("Rede Social", in_sheet(1, 1)), Line("Plano 2024", in_sheet(1, 2)))
    assert texts(the_table(blocks)) == [HEADER, ["1", "Feira", "GNR\nPSP"]]
    assert [row.place for row in the_table(blocks)] == [in_sheet(1, 4), in_sheet(1, 5)]


def test_merged_cells_are_laid_out_with_what_they_join() -> None:
    def fill_in(sheet: Worksheet) -> None:
        sheet["B2"], sheet["C2"], sheet["C3"], sheet["D3"], sheet["B4"] = "Ação", "Meses", "jan", "fev", "Feira"
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("C2:D2")

    rows = the_table(read(fill_in))
    assert rows[0].cells == (Cell("Ação"), Cell("Meses"), Cell(joined="left"))
    assert rows[1].cells == (Cell(joined="above"), Cell("jan"), Cell("fev"))


def test_heading_over_months_stays_in_the_table_though_its_row_has_no_other_text() -> None:
    def fill_in(sheet: Worksheet) -> None:
        sheet.append(["Plano de Ação 2024"])
        sheet.append([None, None, "Cronograma"])
        sheet.append(["Ação", "Parceiros", "jan", "fev", "mar"])
        sheet.merge_cells("C2:E2")

    blocks = read(fill_in)
    assert blocks[0] == Line("Plano de Ação 2024", in_sheet(1, 1))
    assert [cell.joined for cell in the_table(blocks)[0].cells] == ["", "", "", "left", "left"]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (datetime.date(2024, 3, 1), "dd-mm-yyyy", "01/03/2024"),
        (datetime.datetime(2024, 3, 1, 14, 30), "yyyy-mm-dd h:mm", "01/03/2024 14:30"),
        (datetime.date(2024, 3, 1), "mmm-yy", "mar-24"),
        (datetime.date(2024, 3, 1), "mmmm", "março"),
        (datetime.date(2024, 9, 1), "[$-816]mmm", "set"),
        (datetime.date(2024, 9, 1), "mmmmm", "S"),
        (datetime.date(2024, 9, 1), "yyyy", "2024"),
        (datetime.time(9, 5), "h:mm", "09:05"),
        (3, "General", "3"),
        (2.5, "General", "2,5"),
        (0.1 + 0.2, "General", "0,3"),
        (12345678, "General", "12345678"),
        (0.8, "0%", "80%"),
        (0.125, "0.0%", "12,5%"),
        (1500, '#,##0.00 "€"', "1500,00 €"),
        (1500.5, "[$€-816] #,##0.##", "€ 1500,5"),
        (7, "00", "07"),
        (1, '0"."', "1."),
        (-2, "0", "-2"),
        (-2, "0;(0)", "(2)"),
        (5, ";;;", "5"),
        (True, "General", "VERDADEIRO"),
        ("=1+1", "General", ""),
        ("<script>", "General", "<script>"),
        ("pala\N{SOFT HYPHEN}vra\tdois\r\ntrês ", "General", "palavra dois\ntrês"),
        ("a_x000D_\nb", "General", "a\nb"),
    ],
)
def test_cell_reads_as_it_is_shown(value: object, number_format: str, text: str) -> None:
    def fill_in(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(["x", "y", value])
        sheet["C2"].number_format = number_format

    assert texts(the_table(read(fill_in)))[1] == ["x", "y", text]


@pytest.mark.parametrize(
    ("value", "kind", "code", "text"),
    [
        ("59", "n", "dd/mm/yyyy", "28/02/1900"),
        ("61", "n", "dd/mm/yyyy", "01/03/1900"),
        ("-4", "n", "dd/mm/yyyy", "-4"),
        ("99999999", "n", "dd/mm/yyyy", "99999999"),
        ("2024-03-01T00:00:00", "d", "General", "01/03/2024"),
        ("ontem", "d", "General", "ontem"),
        ("doze", "n", "0.00", "doze"),
        ("1e99999999", "n", "0.00", "1e99999999"),
        ("#REF!", "e", "General", ""),
    ],
)
def test_value_that_its_format_does_not_fit_is_kept_as_it_stands(value: str, kind: str, code: str, text: str) -> None:
    assert shown(value, kind, code) == text


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    assert shown("0", "n", "dd/mm/yyyy", from_1904=True) == "01/01/1904"


def test_rich_text_is_joined() -> None:
    rich = CellRichText("CM ", TextBlock(InlineFont(b=True), "Beja"), ", GNR")
    assert texts(the_table(read(rows_of(HEADER, ["1", "x", rich]))))[1][2] == "CM Beja, GNR"


def test_shared_strings_are_joined_without_their_reading_aids() -> None:
    space = "http://schemas.openxmlformats.org"
    kind, package = f"{space}/officeDocument/2006/relationships", f"{space}/package/2006/relationships"
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}/{word}" Target="{target}"/>'
        for n, (word, target) in enumerate(
            [("worksheet", "/" + SHEET), ("sharedStrings", "sharedStrings.xml")], start=1
        )
    )
    strings = "<si><t>Ação</t></si><si><r><t>CM </t></r><r><rPr><b/></rPr><t>Beja</t></r><rPh><t>x</t></rPh></si>"
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in (0, 1, 2))
    parts = {
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{space}/spreadsheetml/2006/main">{strings}</sst>',
        SHEET: WORKSHEET.format(f"<sheetData><row>{cells}</row></sheetData>"),
    }
    assert texts(the_table(read_xlsx(saved(openpyxl.Workbook(), **parts), "plano.xlsx"))) == [["Ação", "CM Beja"]]


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        (PatternFill("solid", fgColor="FFD9D9D9"), "d9d9d9"),
        (PatternFill("solid", fgColor="FFFFFFFF"), None),
        (PatternFill("solid", fgColor=Color(theme=0)), None),
        (PatternFill("solid", fgColor=Color(theme=0, tint=-0.5)), "808080"),
        (PatternFill("solid", fgColor=Color(theme=4, tint=0.6)), "b9cde5"),
        (PatternFill("solid", fgColor=Color(indexed=22)), "c0c0c0"),
        (PatternFill("solid", fgColor=Color(indexed=64)), None),
        (PatternFill("gray125"), "dfdfdf"),
        (PatternFill("mediumGray", fgColor="FFFF0000", bgColor="FFFFFFFF"), "ff8080"),
        (GradientFill(stop=("FF00FF00", "FF0000FF")), "00ff00"),
        (PatternFill(), None),
    ],
)
def test_fill_is_the_colour_that_is_seen(fill: PatternFill | GradientFill, colour: str | None) -> None:
    def fill_in(sheet: Worksheet) -> None:
        sheet.append([*HEADER, "jan"])
        sheet.append(["1", "Feira", "GNR"])
        sheet["D2"].fill = fill

    assert the_table(read(fill_in))[1].cells[3] == Cell("", colour)


def test_fill_of_a_row_or_column_is_that_of_its_cells_without_one() -> None:
    styles = '<cols><col min="2" max="2" style="1"/></cols>'
    rows = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="C1" t="str"><v>c</v></c></row>'
    row = '<row r="2" s="2" customFormat="1"><c r="A2" t="str"><v>d</v></c></row>'
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"].fill = PatternFill("solid", fgColor="FF111111")
    book.worksheets[0]["A2"].fill = PatternFill("solid", fgColor="FF222222")
    sheet = WORKSHEET.format(f"{styles}<sheetData>{rows}{row}</sheetData>")
    (table,) = read_xlsx(saved(book, **{SHEET: sheet}), "plano.xlsx")
    assert isinstance(table, Table)
    assert [[cell.fill for cell in row.cells] for row in table.rows] == [
        [None, "111111", None],
        [None, "222222", "222222"],
    ]


def test_hidden_sheets_rows_columns_and_comments_are_left_out() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Ação", "interno", "Prazo"],
        ["Feira", "x", "maio"],
        ["velha", "y", "junho"],
        ["Visita", "z", "julho"],
    ):
        sheet.append(row)
    sheet["A1"].comment = Comment("rever", "autor")
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    hidden = book.create_sheet("antigo")
    hidden.append(["Ação", "Prazo"])
    hidden.sheet_state = "hidden"
    blocks = read_xlsx(saved(book), "plano.xlsx")
    assert texts(the_table(blocks)) == [["Ação", "Prazo"], ["Feira", "maio"], ["Visita", "julho"]]


def test_text_of_a_merged_cell_whose_first_row_is_hidden_is_kept() -> None:
    def fill_in(sheet: Worksheet) -> None:
        rows_of(HEADER, ["Eixo 1", "a", "b"], [None, "c", "d"])(sheet)
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[2].hidden = True

    assert texts(the_table(read(fill_in))) == [HEADER, ["Eixo 1", "c", "d"]]


def test_sheets_with_names_of_their_own_begin_with_them() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(HEADER)
    book.create_sheet("Vazia")
    book.create_sheet("Eixo 2").append(HEADER)
    book.create_chartsheet("Gráfico")
    first, name, second = read_xlsx(saved(book), "plano.xlsx")
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert name == Line("Eixo 2", in_sheet(3), level=1)
    assert second.rows[0].place == in_sheet(3, 1)


def test_only_sheet_does_not_begin_with_its_name() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Cronograma"
    book.worksheets[0].append(HEADER)
    assert [type(block) for block in read_xlsx(saved(book), "plano.xlsx")] == [Table]


def test_blank_rows_within_a_table_are_dropped_with_its_banners_kept() -> None:
    rows = the_table(read(rows_of(HEADER, ["1", "a", "b"], [], ["Eixo 2"], ["2", "c", "d"])))
    assert texts(rows) == [HEADER, ["1", "a", "b"], ["Eixo 2", "", ""], ["2", "c", "d"]]


def test_another_table_begins_after_blank_rows_where_the_heading_is_repeated_or_the_columns_are_others() -> None:
    blocks = read(
        rows_of(
            ["Concelho", "Beja"], [], HEADER, ["1", "a", "b"], [], ["Eixo 2"], HEADER, ["2", "c", "d"], [], ["Nota: x"]
        )
    )
    assert [type(block) for block in blocks] == [Table, Table, Line, Table, Line]
    assert blocks[2] == Line("Eixo 2", in_sheet(1, 6))


def test_empty_workbook_has_no_blocks() -> None:
    assert read(lambda sheet: None) == ()


def test_stray_cell_in_the_last_row_is_a_line_and_the_table_as_it_was() -> None:
    def fill_in(sheet: Worksheet) -> None:
        rows_of(HEADER, ["1", "a", "b"])(sheet)
        sheet["XFD1048576"] = "perdido"

    blocks = read(fill_in)
    assert texts(the_table(blocks)) == [HEADER, ["1", "a", "b"]]
    assert blocks[-1] == Line("perdido", in_sheet(1, 1_048_576))


def test_merged_area_of_the_whole_sheet_is_laid_out_no_further_than_the_sheet_is_used() -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>a</v></c><c t="str"><v>b</v></c></row>' for n in (1, 2))
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert read_sheet(f"<sheetData>{cells}</sheetData>{merged}") == (Line("a", in_sheet(1, 1)),)


def test_merged_areas_that_lie_over_one_another_without_end_are_refused() -> None:
    cells = "".join(f'<row r="{n}"><c t="str"><v>a</v></c></row>' for n in range(1, 101))
    merged = '<mergeCell ref="A1:A100"/>' * 6_000
    with pytest.raises(DocumentError, match=r"plano\.xlsx") as caught:
        read_sheet(f"<sheetData>{cells}</sheetData><mergeCells>{merged}</mergeCells>")
    assert caught.value.key == "document_positions"


def test_what_a_sheet_states_amiss_costs_no_more_than_its_cell() -> None:
    row = '<row r="x"><c r="??" t="s"><v>99</v></c><c s="777"><v>abc</v></c><c t="zz"><v>1</v></c></row>'
    columns = '<cols><col min="1" max="99999999"/><col min="x"/></cols>'
    merged = '<mergeCells><mergeCell ref="B2:A1"/><mergeCell/></mergeCells>'
    (table,) = read_sheet(f"{columns}<sheetData>{row}</sheetData>{merged}")
    assert isinstance(table, Table)
    assert texts(table.rows) == [["abc", "1"]]


def test_doctype_is_refused() -> None:
    part = '<!DOCTYPE x [<!ENTITY a "b">]>' + WORKSHEET.format("<sheetData/>")
    with pytest.raises(DocumentError) as caught:
        read_xlsx(saved(openpyxl.Workbook(), **{SHEET: part}), "plano.xlsx")
    assert caught.value.key == "document_doctype"


def test_truncated_workbook_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        read_xlsx(saved(openpyxl.Workbook())[:-200], "plano.xlsx")
    assert caught.value.key == "document_damaged"
