"""An OpenDocument text gives what a person reads on its pages, with the fills of its cells."""

import io
import zipfile

import pytest
from odf.opendocument import OpenDocumentText
from odf.table import CoveredTableCell, TableCell, TableRow
from odf.table import Table as OdfTable
from odf.text import H, P

from analysis.common.errors import DocumentError
from analysis.documents.formats.odf.document import read_odt
from analysis.documents.grid import Line, Table

NAMES = ("office", "style", "table", "text", "drawing")
SPACES = " ".join(
    f'xmlns:{"draw" if name == "drawing" else name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in NAMES
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xml="http://www.w3.org/XML/1998/namespace"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)


def odf_of(kind, body, automatic="", common=""):
    """Return a package of a `kind` whose document has this `body`."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    styles = f"<office:document-styles {SPACES}><office:styles>{common}</office:styles></office:document-styles>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", styles)
    return held.getvalue()


def p(text="", style=""):
    return f'<text:p text:style-name="{style}">{text}</text:p>' if style else f"<text:p>{text}</text:p>"


def tc(text="", **attributes):
    stated = " ".join(f'table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell {stated}>{text if text.startswith('<') else p(text)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def tr(*cells, **attributes):
    stated = " ".join(f'table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<table:table-row {stated}>{inner}</table:table-row>"


def tbl(*rows, columns=2, attributes=""):
    inner = f'<table:table-column table:number-columns-repeated="{columns}"/>{"".join(rows)}'
    return f"<table:table {attributes}>{inner}</table:table>"


def blocks(body, **styles):
    return read_odt(odf_of("text", body, **styles), "plano.odt")


def lines(body, **styles):
    return [block.text for block in blocks(body, **styles) if isinstance(block, Line)]


def grids(body, **styles):
    return [
        [[cell.text or cell.joined for cell in row.cells] for row in block.rows]
        for block in blocks(body, **styles)
        if isinstance(block, Table)
    ]


def style(name, family, properties="", **attributes):
    stated = " ".join(f'style:{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f'<style:style style:name="{name}" style:family="{family}" {stated}>{properties}</style:style>'


def background(kind, colour):
    return f'<style:{kind}-properties fo:background-color="{colour}"/>'


# text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("a<text:span>b</text:span>c", "abc"),
        ("a\n   b", "a b"),
        ('a<text:s text:c="3"/>b', "a   b"),
        ("a<text:tab/>b", "a b"),
        ("a<text:line-break/>b", "a\nb"),
        ('<text:a href="x">ligação</text:a>', "ligação"),
        ("nota<text:note><text:note-citation>1</text:note-citation>"
         "<text:note-body><text:p>x</text:p></text:note-body></text:note>.", "nota."),
        ("a<office:annotation><text:p>comentário</text:p></office:annotation>b", "ab"),
        ("vi<text:bookmark/>sto", "visto"),
        ("mu\u00adnicípio", "município"),
        ('<text:change text:change-id="c"/>fica', "fica"),
        ("<text:date>1/1/2022</text:date>", "1/1/2022"),
    ],
)  # fmt: skip
def test_paragraph_reads_as_it_shows(inner, text):
    assert lines(p(inner)) == [text]


def test_many_spaces_are_bounded():
    assert len(lines(p('a<text:s text:c="999999999"/>b'))[0]) < 200


def test_hidden_text_is_left_out():
    hidden = style("O", "text", '<style:text-properties text:display="none"/>')
    section = f'<text:section text:display="none">{p("oculto")}</text:section><text:section>{p("visto")}</text:section>'
    body = p('a<text:span text:style-name="O">b</text:span>c') + section
    assert lines(body, automatic=hidden) == ["ac", "visto"]


def test_deletions_and_contents_are_left_out():
    deleted = f"<text:changed-region><text:deletion>{p('velho')}</text:deletion></text:changed-region>"
    deleted = f"<text:tracked-changes>{deleted}</text:tracked-changes>"
    contents = f"<text:table-of-content><text:index-body>{p('Eixo 1 ... 3')}</text:index-body></text:table-of-content>"
    assert lines(deleted + contents + p("Eixo 1")) == ["Eixo 1"]


def test_text_box_follows_its_paragraph():
    box = f"<draw:frame><draw:text-box>{p('caixa')}</draw:text-box></draw:frame>"
    assert lines(p(f"{box}texto") + p("fim")) == ["texto", "caixa", "fim"]
    assert grids(tbl(tr(tc(p(f"{box}texto")), "b"))) == [[["texto\ncaixa", "b"]]]


def test_signs_of_symbol_fonts_are_unicode():
    font = style("W", "text", '<style:text-properties style:font-name="Wingdings"/>')
    assert lines(p('<text:span text:style-name="W">\uf0fc</text:span>n'), automatic=font) == ["✓n"]


# headings and lists


def test_heading_has_its_level():
    heading, line = blocks('<text:h text:outline-level="2">Eixo</text:h>' + p("a"))
    assert (heading.level, line.level) == (2, None)


def outline(*levels):
    inner = "".join(
        f'<text:outline-level-style text:level="{n}" style:num-format="{shape}" style:num-prefix="{before}"'
        f' style:num-suffix="{after}" text:display-levels="{shown}"/>'
        for n, (shape, before, after, shown) in enumerate(levels, 1)
    )
    return f"<text:outline-style>{inner}</text:outline-style>"


def heading(text, level=1, more=""):
    return f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'


def test_headings_are_numbered_by_the_outline():
    body = heading("a") + heading("b", 2) + heading("c", 2) + heading("d") + heading("e", 2)
    common = outline(("1", "Eixo ", ".", 1), ("1", "", "", 2))
    assert lines(body, common=common) == ["Eixo 1. a", "1.1 b", "1.2 c", "Eixo 2. d", "2.1 e"]


def test_heading_that_is_none_of_the_list_has_no_number():
    body = heading("a", more='text:is-list-header="true"') + heading("b")
    assert lines(body, common=outline(("I", "", "", 1))) == ["a", "I b"]


def test_number_that_stands_in_the_paragraph_is_taken():
    assert lines("<text:h><text:number>3.2</text:number>Eixo</text:h>") == ["3.2 Eixo"]


LIST = """<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
<text:list-level-style-bullet text:level="3"/></text:list-style>
<text:list-style style:name="F">
<text:list-level-style-number text:level="1" style:num-format="I" loext:num-list-format="Eixo %1%:"/>
</text:list-style>"""


def listed(*items, style="L", more=""):
    inner = "".join(f"<text:list-item>{item if item.startswith('<') else p(item)}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def test_lists_are_numbered_and_bullets_are_not_written():
    inner = listed("b", listed("c"), "d", style="")
    assert lines(listed("a", p("x") + inner, "e"), automatic=LIST) == ["1. a", "2. x", "a) b", "c", "b) d", "3. e"]
    assert lines(listed("a", style="F"), automatic=LIST) == ["Eixo I: a"]


def test_list_begins_anew_unless_it_goes_on():
    body = (
        listed("a", more='xml:id="um"') + listed("b") + listed("c", more='text:continue-numbering="true"')
        + listed("d", more='text:continue-list="um"')
    )  # fmt: skip
    assert lines(body, automatic=LIST) == ["1. a", "1. b", "2. c", "2. d"]
    assert lines(listed("a") + listed("b") + listed("c"), automatic=LIST) == ["1. a", "1. b", "1. c"]


def test_second_paragraph_of_an_item_has_no_number():
    assert lines(listed(p("a") + p("b")), automatic=LIST) == ["1. a", "b"]


# tables


def test_cells_that_span_columns_and_rows_are_laid_out():
    head = tr(tc("Eixo", number_rows_spanned=2), tc("Cronograma", number_columns_spanned=2), COVERED)
    table = tbl(
        f"<table:table-header-rows>{head}</table:table-header-rows>",
        tr(COVERED, "J", "F"),
        f"<table:table-rows>{tr('a', 'b', 'c')}</table:table-rows>",
        columns=3,
    )  # fmt: skip
    assert grids(table) == [[["Eixo", "Cronograma", "left"], ["above", "J", "F"], ["a", "b", "c"]]]


def test_cells_that_span_are_laid_out_where_the_covered_ones_are_not_written():
    table = tbl(tr(tc("Eixo", number_rows_spanned=2), tc("b", number_columns_spanned=2), "c"), tr("J", "F", "d"))
    assert grids(table) == [[["Eixo", "b", "left", "c"], ["above", "J", "F", "d"]]]


def test_repeated_cells_and_rows_are_as_many():
    table = tbl(tr(tc("a", number_columns_repeated=2), "b", number_rows_repeated=2), columns=3)
    assert grids(table) == [[["a", "a", "b"]] * 2]


def test_cell_split_by_a_subtable_is_its_cells():
    inner = tbl(tr("a1", "p1"), tr("a2", "p2"), attributes='table:is-sub-table="true"')
    table = tbl(tr("Eixo", tc("Ações", number_columns_spanned=1), "Ano"), tr("E1", tc(inner), "2022"), columns=3)
    assert grids(table) == [
        [["Eixo", "Ações", "left", "Ano"], ["E1", "a1", "p1", "2022"], ["above", "a2", "p2", "above"]]
    ]


def test_table_in_a_cell_gives_lines_of_it():
    assert grids(tbl(tr(tc(p("Parceiros") + tbl(tr("CMA", "GNR"))), "b"))) == [[["Parceiros\nCMA\nGNR", "b"]]]


def test_table_that_only_lays_out_another_gives_what_stands_in_it():
    found = blocks(tbl(tr(tc(p("Eixo 1") + tbl(tr("a", "b")))), columns=1))
    assert [type(block) for block in found] == [Line, Table]


def test_list_in_a_cell_gives_its_lines():
    assert grids(tbl(tr(tc(listed("CMA", "GNR", style="")), "b"))) == [[["CMA\nGNR", "b"]]]


# fills


def fill_of(cell, *, row="", automatic="", common="", attributes=""):
    table = tbl(tr(cell, "b", **({"style_name": row} if row else {})), attributes=attributes)
    return blocks(table, automatic=automatic, common=common)[0].rows[0].cells[0].fill


@pytest.mark.parametrize(("colour", "fill"), [("#D9D9D9", "d9d9d9"), ("transparent", None), ("#ffffff", None)])
def test_fill_of_a_cell_is_that_of_its_style(colour, fill):
    assert fill_of(tc("", style_name="A"), automatic=style("A", "table-cell", background("table-cell", colour))) == fill


def test_style_has_its_fill_from_its_parent():
    common = style("B", "table-cell", background("table-cell", "#92d050"))
    automatic = style("A", "table-cell", "<style:table-cell-properties/>", parent_style_name="B")
    assert fill_of(tc("", style_name="A"), automatic=automatic, common=common) == "92d050"


def test_style_that_is_its_own_parent_ends():
    assert fill_of(tc("", style_name="A"), automatic=style("A", "table-cell", parent_style_name="A")) is None


def test_row_and_table_fill_cells_that_state_nothing():
    row = style("R", "table-row", background("table-row", "#eeeeee"))
    table = style("T", "table", background("table", "#cccccc"))
    none = style("N", "table-cell", background("table-cell", "transparent"))
    named = 'table:style-name="T"'
    assert fill_of(tc("a"), row="R", automatic=row + table, attributes=named) == "eeeeee"
    assert fill_of(tc("a"), automatic=row + table, attributes=named) == "cccccc"
    assert fill_of(tc("", style_name="N"), row="R", automatic=row + none) is None


def test_cell_is_filled_by_its_paragraphs_or_marked_spaces():
    shaded = style("P", "paragraph", background("paragraph", "#00b050"))
    marked = style("M", "text", background("text", "#ffff00"))
    spaces = p('<text:span text:style-name="M"><text:s text:c="3"/></text:span>')
    assert fill_of(tc(p("a", "P")), automatic=shaded) == "00b050"
    assert fill_of(tc(p("a", "P") + p("b")), automatic=shaded) is None
    assert fill_of(tc(spaces), automatic=marked) == "ffff00"
    grey = style("G", "table-cell", background("table-cell", "#eeeeee"))
    assert fill_of(tc(spaces, style_name="G"), automatic=marked + grey) == "ffff00"


def test_merged_cell_is_filled_on_all_its_positions():
    grey = style("G", "table-cell", background("table-cell", "#d9d9d9"))
    merged = tc("a", style_name="G", number_columns_spanned=2, number_rows_spanned=2)
    table = blocks(tbl(tr(merged, COVERED, "x"), tr(COVERED, COVERED, "y"), tr("m", "n", "o")), automatic=grey)[0]
    assert [[cell.fill for cell in row.cells] for row in table.rows] == [["d9d9d9", "d9d9d9", None]] * 2 + [[None] * 3]


# whole documents


def test_document_of_another_program_is_read():
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Eixo 1"))
    table, row = OdfTable(), TableRow()
    cell = TableCell(numbercolumnsspanned=2)
    cell.addElement(P(text="Ação"))
    row.addElement(cell)
    row.addElement(CoveredTableCell())
    table.addElement(row)
    row = TableRow()
    for text in ("a", "b"):
        cell = TableCell()
        cell.addElement(P(text=text))
        row.addElement(cell)
    table.addElement(row)
    document.text.addElement(table)
    held = io.BytesIO()
    document.write(held)
    found = read_odt(held.getvalue(), "f")
    assert (found[0].text, found[0].level) == ("Eixo 1", 1)
    assert [[cell.text or cell.joined for cell in row.cells] for row in found[1].rows] == [["Ação", "left"], ["a", "b"]]


def test_places_count_lines_and_rows():
    found = blocks(p("a") + p() + tbl(tr("b", "c"), tr("d", "e")) + p("f"))
    assert (found[0].place.line, [row.place.line for row in found[1].rows], found[2].place.line) == (1, [2, 3], 4)


@pytest.mark.parametrize(
    "table",
    [
        tbl(tr(tc("a", number_columns_repeated=1_000_000))),
        tbl(tr(tc("a", number_columns_repeated=5_000), "b")),
        tbl(tr(tc("a", number_columns_spanned=99_999), "b")),
        tbl(tr(tc("a", number_rows_spanned=1_000_000), "b")),
        tbl(tr("a", "b", number_rows_repeated=1_000_000)),
        tbl(*[tr(tc("a", number_columns_repeated=999), number_rows_repeated=19_999)] * 2),
    ],
)
def test_table_that_stretches_is_refused(table):
    with pytest.raises(DocumentError) as caught:
        blocks(table)
    assert caught.value.key == "document_positions"


def test_spreadsheet_is_no_text_document():
    with pytest.raises(DocumentError):
        read_odt(odf_of("spreadsheet", ""), "f")
