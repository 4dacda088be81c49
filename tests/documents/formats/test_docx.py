"""A DOCX document gives what a person reads on its pages, with the fills of its cells."""

import io
import zipfile

import docx
import pytest
from docx.shared import RGBColor

from analysis.common.errors import DocumentError
from analysis.documents.formats.docx.document import read_docx
from analysis.documents.grid import Line, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:w="{W}" xmlns:mc="{MC}" xmlns:v="urn:v" xmlns:wps="urn:wps"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx_of(body, styles="", numbering="", theme=""):
    """Return a package whose document has this `body`."""
    parts = {"word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"}
    for kind, root, inner in (("styles", "w:styles", styles), ("numbering", "w:numbering", numbering)):
        parts[f"word/{kind}.xml"] = f"<{root} {SPACES}>{inner}</{root}>"
    parts["word/theme.xml"] = (
        f'<a:theme xmlns:a="{A}"><a:themeElements><a:clrScheme>{theme}</a:clrScheme></a:themeElements></a:theme>'
    )
    inner = "".join(
        f'<Relationship Id="{k}" Type="{RELATED}/{k}" Target="{k}.xml"/>' for k in ("styles", "numbering", "theme")
    )
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def saved(document):
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def p(inner, properties=""):
    inner = inner if inner.startswith("<") else f"<w:r><w:t>{inner}</w:t></w:r>" if inner else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(inner, properties=""):
    inner = inner if inner.startswith("<") else f'<w:t xml:space="preserve">{inner}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def tc(text="", properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def tr(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows, properties=""):
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def blocks(body, **parts):
    return read_docx(docx_of(body, **parts), "plano.docx")


def lines(body, **parts):
    return [block.text for block in blocks(body, **parts) if isinstance(block, Line)]


def grids(body, **parts):
    return [
        [[cell.text or cell.joined for cell in row.cells] for row in block.rows]
        for block in blocks(body, **parts)
        if isinstance(block, Table)
    ]


def cell_text(inner, **parts):
    return grids(tbl(tr(tc(inner), "b")), **parts)[0][0][0]


def fill(properties="", text="", **parts):
    return blocks(tbl(tr(tc(text, properties), "b")), **parts)[0].rows[0].cells[0].fill


def shd(**attributes):
    return "<w:shd " + " ".join(f'w:{name}="{value}"' for name, value in attributes.items()) + "/>"


# text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (r("a") + r("b"), "ab"),
        (r("a<w:br/>".replace("a", "<w:t>a</w:t>") + "<w:t>b</w:t>"), "a\nb"),
        (r("<w:t>a</w:t><w:tab/><w:t>b</w:t>"), "a b"),
        (r("<w:t>pós</w:t><w:noBreakHyphen/><w:t>venda</w:t>"), "pós-venda"),
        (r("<w:t>mu</w:t><w:softHyphen/><w:t>nicí\u00adpio</w:t>"), "município"),
        ("<w:ins>" + r("novo") + "</w:ins><w:del><w:r><w:delText>velho</w:delText></w:r></w:del>", "novo"),
        ("<w:moveFrom>" + r("aqui") + "</w:moveFrom><w:moveTo>" + r("ali") + "</w:moveTo>", "ali"),
        (r("visto") + r("oculto", "<w:vanish/>") + r("!", '<w:vanish w:val="0"/>'), "visto!"),
        ("<w:hyperlink>" + r("ligação") + "</w:hyperlink>", "ligação"),
        ("<w:smartTag>" + r("etiqueta") + "</w:smartTag>", "etiqueta"),
        ("<w:sdt><w:sdtContent>" + r("preenchido") + "</w:sdtContent></w:sdt>", "preenchido"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("Clique aqui") + "</w:sdtContent></w:sdt>",
            "",
        ),
        ('<w:fldSimple w:instr=" DATE ">' + r("2022") + "</w:fldSimple>", "2022"),
        (r("nota") + r('<w:footnoteReference w:id="2"/>'), "nota"),
        ("<w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r>", "ab"),
    ],
)
def test_paragraph_reads_as_it_shows(inner, text):
    assert cell_text(p(inner)) == text


def test_field_gives_its_result_and_not_its_instruction():
    field = (
        r('<w:fldChar w:fldCharType="begin"/>') + r("<w:instrText>REF x</w:instrText>")
        + r('<w:fldChar w:fldCharType="separate"/>') + r("tabela 1") + r('<w:fldChar w:fldCharType="end"/>')
    )  # fmt: skip
    assert cell_text(p(r("ver ") + field + r("."))) == "ver tabela 1."


@pytest.mark.parametrize(("state", "sign"), [("<w:checked/>", "☒"), ('<w:checked w:val="0"/>', "☐"), ("", "☐")])
def test_check_box_of_a_form_gives_its_state(state, sign):
    box = f'<w:checkBox><w:default w:val="0"/>{state}</w:checkBox>'
    box = f'<w:fldChar w:fldCharType="begin"><w:ffData>{box}</w:ffData></w:fldChar>'
    assert cell_text(p(r(box) + r('<w:fldChar w:fldCharType="end"/>'))) == sign


@pytest.mark.parametrize(
    ("inner", "sign"),
    [
        (r('<w:sym w:font="Wingdings" w:char="F0FC"/>'), "✓"),
        (r('<w:sym w:font="Wingdings" w:char="FB"/>'), "✗"),
        (r('<w:sym w:font="Wingdings 2" w:char="F050"/>'), "✓"),
        (r("n", '<w:rFonts w:ascii="Wingdings"/>'), "■"),
        (r("n", '<w:rFonts w:ascii="Arial"/>'), "n"),
        (r('<w:sym w:font="Wingdings" w:char="zz"/>'), ""),
    ],
)
def test_signs_of_symbol_fonts_are_unicode(inner, sign):
    assert cell_text(p(inner)) == sign


def test_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    assert cell_text(p("um ", "<w:rPr><w:del/></w:rPr>") + p("dois") + p("três")) == "umdois\ntrês"


def test_style_hides_text():
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert lines(p("a") + p("b", '<w:pStyle w:val="H"/>'), styles=styles) == ["a"]


def test_text_box_follows_its_paragraph_once():
    box = "<w:txbxContent>" + p("caixa") + "</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert lines(p(drawn + r("texto")) + p("depois")) == ["texto", "caixa", "depois"]
    assert cell_text(p(drawn + r("texto"))) == "texto\ncaixa"


# lines


def test_contents_are_left_out_by_style_gallery_and_field():
    styles = '<w:style w:type="paragraph" w:styleId="X1"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    field = (
        p(r('<w:fldChar w:fldCharType="begin"/>') + r("<w:instrText> TOC \\o</w:instrText>")
          + r('<w:fldChar w:fldCharType="separate"/>') + r("Eixo 1 ... 3"))
        + p(r("Eixo 2 ... 5")) + p(r('<w:fldChar w:fldCharType="end"/>'))
    )  # fmt: skip
    body = (
        p("Plano") + p("Eixo 1...2", '<w:pStyle w:val="X1"/>') + field
        + f"<w:sdt>{gallery}<w:sdtContent>{p('Índice')}</w:sdtContent></w:sdt>" + p("Fim")
    )  # fmt: skip
    assert lines(body, styles=styles) == ["Plano", "Fim"]


def test_field_of_contents_that_never_ends_swallows_nothing():
    body = p(
        r('<w:fldChar w:fldCharType="begin"/>')
        + r("<w:instrText>TOC</w:instrText>")
        + r('<w:fldChar w:fldCharType="separate"/>')
    )
    assert lines(body + p("Eixo 1")) == ["Eixo 1"]


@pytest.mark.parametrize(
    ("styles", "level"),
    [
        ('<w:style w:type="paragraph" w:styleId="S"><w:name w:val="heading 2"/></w:style>', 2),
        ('<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Título 3"/></w:style>', 3),
        ('<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Eixo"/><w:basedOn w:val="B"/></w:style>'
         '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="heading 1"/></w:style>', 1),
        ('<w:style w:type="paragraph" w:styleId="S"><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>', 4),
        ('<w:style w:type="paragraph" w:styleId="S"><w:name w:val="heading 1"/>'
         '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>', None),
        ('<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Título"/></w:style>', None),
        ('<w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="S"/></w:style>', None),
    ],
)  # fmt: skip
def test_heading_has_the_level_of_its_style(styles, level):
    assert blocks(p("Eixo", '<w:pStyle w:val="S"/>'), styles=styles)[0].level == level


def test_heading_has_the_level_that_the_paragraph_states():
    assert blocks(p("Eixo", '<w:outlineLvl w:val="1"/>'))[0].level == 2


def test_places_count_lines_and_rows():
    found = blocks(p("a") + p("") + tbl(tr("b", "c"), tr("d", "e")) + p("f"))
    assert (found[0].place.line, [row.place.line for row in found[1].rows], found[2].place.line) == (1, [2, 3], 4)


# numbers


def numbered(*levels, extra="", numbers='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>{numbers}'


def item(text, level=0, number=1):
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_written():
    numbering = numbered(("decimal", "%1."), ("decimal", "%1.%2"))
    body = item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 1)
    assert lines(body, numbering=numbering) == ["1. a", "1.1 b", "1.2 c", "2. d", "2.1 e"]


@pytest.mark.parametrize(
    ("kind", "text", "label"),
    [
        ("upperRoman", "Eixo %1 –", "Eixo II – "), ("lowerLetter", "%1)", "b) "), ("upperLetter", "%1.", "B. "),
        ("decimalZero", "%1", "02 "), ("bullet", "•", ""), ("none", "", ""), ("lowerRoman", "%1", "ii "),
        ("ordinal", "%1", "2.º "),
    ],
)  # fmt: skip
def test_numbers_have_their_shape_and_bullets_are_not_written(kind, text, label):
    assert lines(item("a") + item("b"), numbering=numbered((kind, text)))[1] == f"{label}b"


def test_number_comes_from_the_style_and_its_linked_level():
    link = '<w:pStyle w:val="H2"/>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
        f'<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>{link}<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    style = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = item("Eixo") + p("Medida", link)
    assert lines(body, numbering=numbering, styles=style) == ["1 Eixo", "1.1 Medida"]


def test_paragraph_takes_itself_out_of_the_numbering_of_its_style():
    style = '<w:style w:type="paragraph" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = p("a", '<w:pStyle w:val="N"/>') + p("b", '<w:pStyle w:val="N"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body, numbering=numbered(("decimal", "%1.")), styles=style) == ["1. a", "b"]


def test_list_begins_anew_where_it_says_so_and_goes_on_elsewhere():
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", number=2) + item("c", number=3) + item("d", number=3)
    assert lines(body, numbering=numbered(("decimal", "%1."), numbers=numbers)) == ["1. a", "2. b", "1. c", "2. d"]


def test_numbered_paragraph_of_a_cell_keeps_its_number_even_without_text():
    numbering = numbered(("decimal", "%1."))
    assert grids(tbl(tr(tc(item("")), tc(item("Ação")))), numbering=numbering) == [[["1.", "2. Ação"]]]


# tables


def test_cells_that_span_columns_and_rows_are_laid_out():
    table = tbl(
        tr(tc("Eixo", '<w:vMerge w:val="restart"/>'), tc("Cronograma", '<w:gridSpan w:val="2"/>')),
        tr(tc("", "<w:vMerge/>"), "J", "F"),
        tr(tc("", '<w:vMerge w:val="continue"/>'), "M", "A"),
    )
    assert grids(table) == [[["Eixo", "Cronograma", "left"], ["above", "J", "F"], ["above", "M", "A"]]]


def test_cells_merged_in_the_old_way_are_laid_out():
    table = tbl(tr("a", "b"), tr(tc("c", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>')))
    assert grids(table) == [[["a", "b"], ["c", "left"]]]


def test_merging_that_goes_on_from_nothing_is_a_cell_of_its_own():
    assert grids(tbl(tr(tc("a", "<w:vMerge/>"), "b"))) == [[["a", "b"]]]


def test_new_merging_below_another_is_another_cell():
    cells = [tr(tc(text, f'<w:vMerge w:val="{kind}"/>'), "x") for text, kind in
             (("a", "restart"), ("", "continue"), ("b", "restart"), ("", "continue"))]  # fmt: skip
    assert [row[0] for row in grids(tbl(*cells))[0]] == ["a", "above", "b", "above"]


def test_row_that_leaves_columns_out_is_full():
    table = tbl(tr("a", "b", "c"), tr("d", properties='<w:gridBefore w:val="1"/>'))
    assert grids(table) == [[["a", "b", "c"], ["", "d", ""]]]


def test_deleted_and_hidden_rows_are_left_out():
    assert grids(tbl(tr("a", "b"), tr("c", "d", properties="<w:del/>"), tr("e", "f", properties="<w:hidden/>"))) == [
        [["a", "b"]]
    ]


def test_rows_and_cells_in_content_controls_are_read():
    cell = f"<w:sdt><w:sdtContent>{tc('b')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr('c', 'd')}</w:sdtContent></w:sdt>"
    assert grids(f"<w:sdt><w:sdtContent>{tbl(tr('a', cell), row)}</w:sdtContent></w:sdt>") == [[["a", "b"], ["c", "d"]]]


def test_tables_one_after_another_are_two():
    assert grids(tbl(tr("a", "b")) + tbl(tr("c", "d"))) == [[["a", "b"]], [["c", "d"]]]


def test_paragraphs_of_a_cell_are_lines_of_it():
    assert cell_text(p("") + p("a") + p("") + p("b") + p("")) == "a\n\nb"


def test_table_in_a_cell_gives_lines_of_it():
    assert cell_text(p("Parceiros") + tbl(tr("CMA", "GNR")) + p("")) == "Parceiros\nCMA\nGNR"


def test_table_that_only_lays_out_another_gives_what_stands_in_it():
    found = blocks(tbl(tr(tc(p("Eixo 1") + tbl(tr("a", "b")) + p("")))))
    assert [type(block) for block in found] == [Line, Table]
    assert grids(tbl(tr(tc(tbl(tr("a", "b")) + p(""))))) == [[["a", "b"]]]


def test_table_of_one_cell_stays_a_table():
    assert grids(tbl(tr("EIXO 1"))) == [[["EIXO 1"]]]


# fills

THEME = """<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>
<a:accent1><a:srgbClr val="4472C4"/></a:accent1>"""


@pytest.mark.parametrize(
    ("shading", "colour"),
    [
        ({"val": "clear", "fill": "D9D9D9"}, "d9d9d9"),
        ({"val": "clear", "color": "auto", "fill": "auto"}, None),
        ({"val": "clear", "fill": "FFFFFF"}, None),
        ({"val": "solid", "color": "92D050", "fill": "FF0000"}, "92d050"),
        ({"val": "solid", "color": "auto", "fill": "auto"}, "000000"),
        ({"val": "pct25", "color": "auto", "fill": "auto"}, "bfbfbf"),
        ({"val": "pct50", "color": "FF0000", "fill": "0000FF"}, "800080"),
        ({"val": "diagStripe", "color": "000000", "fill": "FFFFFF"}, "808080"),
        ({"val": "clear", "fill": "auto", "themeFill": "accent1"}, "4472c4"),
        ({"val": "clear", "themeFill": "background1", "themeFillShade": "BF"}, "bfbfbf"),
        ({"val": "clear", "themeFill": "text1", "themeFillTint": "80"}, "7f7f7f"),
        ({"val": "clear", "themeFill": "background1"}, None),
        ({"val": "clear", "fill": "AABBCC", "themeFill": "accent9"}, "aabbcc"),
    ],
)
def test_fill_of_a_cell_is_the_colour_that_shows(shading, colour):
    assert fill(shd(**shading), theme=THEME) == colour


def test_tint_lightens_a_theme_colour():
    light = fill(shd(val="clear", themeFill="accent1", themeFillTint="33"), theme=THEME)
    assert [abs(int(light[n : n + 2], 16) - want) <= 1 for n, want in ((0, 0xDA), (2, 0xE3), (4, 0xF3))] == [True] * 3


def test_cell_is_filled_by_its_paragraphs_where_all_are_shaded():
    shaded = p("a", shd(val="clear", fill="00B050"))
    assert fill("", shaded + shaded) == "00b050"
    assert fill("", shaded + p("b")) is None
    assert fill(shd(val="clear", fill="D9D9D9"), shaded) == "d9d9d9"


def test_blank_cell_is_filled_by_its_marked_spaces():
    assert fill("", p(r("   ", '<w:highlight w:val="yellow"/>'))) == "ffff00"
    assert fill(shd(fill="EEEEEE"), p(r("   ", shd(val="clear", fill="FFC000")))) == "ffc000"
    assert fill("", p(r("a", '<w:highlight w:val="yellow"/>'))) is None


def test_merged_cell_is_filled_as_it_begins():
    rows = (
        tr(tc("a", '<w:vMerge w:val="restart"/>' + shd(fill="D9D9D9")), "b"),
        tr(tc("", "<w:vMerge/>" + shd(fill="FF0000")), "c"),
    )
    assert [row.cells[0].fill for row in blocks(tbl(*rows))[0].rows] == ["d9d9d9", "d9d9d9"]


STYLE = """<w:style w:type="table" w:styleId="B"><w:tcPr><w:shd w:fill="EEEEEE"/></w:tcPr>
<w:tblStylePr w:type="firstCol"><w:tcPr><w:shd w:fill="00FF00"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="table" w:styleId="T"><w:basedOn w:val="B"/>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:fill="0000FF"/></w:tcPr></w:tblStylePr>
<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:fill="CCCCCC"/></w:tcPr></w:tblStylePr></w:style>"""


@pytest.mark.parametrize(
    ("look", "fills"),
    [
        ('w:firstRow="1" w:firstColumn="1" w:noHBand="0" w:noVBand="1"',
         [["0000ff", "0000ff"], ["00ff00", "cccccc"], ["00ff00", "eeeeee"]]),
        ('w:firstRow="0" w:firstColumn="0" w:noHBand="0"',
         [["cccccc", "cccccc"], ["eeeeee", "eeeeee"], ["cccccc", "cccccc"]]),
        ('w:val="0620"', [["0000ff", "0000ff"], ["eeeeee", "eeeeee"], ["eeeeee", "eeeeee"]]),
    ],
)  # fmt: skip
def test_style_of_the_table_fills_by_the_place_of_the_cell(look, fills):
    table = tbl(*[tr("a", "b")] * 3, properties=f'<w:tblStyle w:val="T"/><w:tblLook {look}/>')
    assert [[cell.fill for cell in row.cells] for row in blocks(table, styles=STYLE)[0].rows] == fills


def test_cell_that_states_no_fill_is_not_filled_by_the_style():
    properties = '<w:tblStyle w:val="T"/><w:tblLook w:val="0000"/>'
    table = tbl(tr(tc("a", shd(val="clear", fill="auto")), "b"), properties=properties)
    assert [cell.fill for cell in blocks(table, styles=STYLE)[0].rows[0].cells] == [None, "cccccc"]


# whole documents


def test_document_of_word_is_read_in_order():
    document = docx.Document()
    document.add_heading("Eixo 1 – Família", 1)
    document.add_paragraph("Um", style="List Number")
    table = document.add_table(2, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Ação"
    table.cell(1, 2).text = "CMA\nGNR"
    document.add_paragraph().add_run("fim").font.color.rgb = RGBColor(255, 0, 0)
    heading, number, grid, last = read_docx(saved(document), "plano.docx")
    assert (heading.text, heading.level) == ("Eixo 1 – Família", 1)
    assert (number.text, last.text) == ("1. Um", "fim")
    assert [[cell.text or cell.joined for cell in row.cells] for row in grid.rows] == [
        ["Ação", "left", ""],
        ["", "", "CMA\nGNR"],
    ]


def test_headers_and_footers_are_left_out():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Município"
    document.sections[0].footer.paragraphs[0].text = "Página 1"
    document.add_paragraph("texto")
    assert [block.text for block in read_docx(saved(document), "f")] == ["texto"]


def test_strict_document_is_read():
    strict = docx_of(p("texto") + tbl(tr("a", "b")))
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(strict)) as source, zipfile.ZipFile(held, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            target.writestr(name, content)
    assert len(read_docx(held.getvalue(), "f")) == 2


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (tbl(tr(tc("a", '<w:gridSpan w:val="99999"/>'))), "document_positions"),
        (tbl(tr(*["a"] * 1_001)), "document_positions"),
        ("<w:p>", "document_xml"),
        (p("a") * 1 + "<w:p>" * 300 + "</w:p>" * 300, "document_xml"),
    ],
)
def test_hostile_document_is_refused(body, key):
    with pytest.raises(DocumentError) as caught:
        blocks(body)
    assert (caught.value.key, caught.value.values["file"]) == (key, "plano.docx")


@pytest.mark.parametrize("content", [b"<html></html>", b"PK\x03\x04", b"%PDF-1.4"])
def test_other_content_is_refused(content):
    with pytest.raises(DocumentError):
        read_docx(content, "plano.docx")


def test_package_without_a_document_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(DocumentError) as caught:
        read_docx(held.getvalue(), "f")
    assert caught.value.key == "document_part"
