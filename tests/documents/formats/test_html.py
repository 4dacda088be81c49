from __future__ import annotations

import pytest

from analysis.common.errors import DocumentError
from analysis.documents.formats.html.document import read_html
from analysis.documents.grid import Cell, Line, Place, Table


def read(html: str) -> tuple[Line | Table, ...]:
    return read_html(html.encode(), "plano.html")


def cells(html: str) -> list[list[Cell]]:
    (table,) = [block for block in read(html) if isinstance(block, Table)]
    return [list(row.cells) for row in table.rows]


def texts(html: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in cells(html)]


def lines(html: str) -> list[tuple[str, int | None]]:
    return [(block.text, block.level) for block in read(html) if isinstance(block, Line)]


def fills(cell: str, *, row: str = "", style: str = "") -> str | None:
    return cells(f"<style>{style}</style><table><tr {row}><td {cell}>a</td><td>b</td></tr></table>")[0][0].fill


def test_headings_paragraphs_and_items_are_lines_with_their_levels() -> None:
    page = "<h1>Rede <b>Social</b></h1>solto<p>um\n  dois<ul><li>três<li>quatro</ul><h3>Eixo&nbsp;1</h3>"
    expected = [("Rede Social", 1), ("solto", None), ("um dois", None), ("três", None), ("quatro", None)]
    assert lines(page) == [*expected, ("Eixo\N{NO-BREAK SPACE}1", 3)]


def test_lines_and_rows_are_counted_in_order() -> None:
    first, table, last = read("<p>a</p><table><tr><td>b<td>c<tr><td>d<td>e</table><p>f</p>")
    assert isinstance(table, Table)
    assert (first.place, last.place) == (Place(line=1), Place(line=4))  # type: ignore[union-attr]
    assert [row.place.line for row in table.rows] == [2, 3]


def test_items_of_numbered_lists_keep_their_number() -> None:
    assert lines("<ol start=3><li>a<li value=7>b<li>c</ol><ol type=a><li>d</ol>") == [
        ("3. a", None), ("7. b", None), ("8. c", None), ("d", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>", "<style>x{}</style>", "<noscript>x</noscript>", "<template>x</template>", "<!-- x -->",
        "<p hidden>x</p>", "<p style='Display : None'>x</p>", "<del>x</del>", "<nav>x</nav>",
        "<style>.no{display:none}</style><p class='a no'>x</p>", "<p style='mso-element:header'>x</p>",
        "<table><tr style='display:none'><td>x<td>y</table>",
    ],
)  # fmt: skip
def test_what_is_not_displayed_is_left_out(hidden: str) -> None:
    assert lines(f"<p>a</p>{hidden}<p>b</p>") == [("a", None), ("b", None)]


def test_cell_keeps_its_paragraphs_and_breaks_as_lines() -> None:
    page = "<table><tr><td><p>CM</p><p>GNR<br>PSP</p><td>a\nb<ul><li>c<li>d</ul><pre>e\nf</pre></table>"
    assert texts(page) == [["CM\nGNR\nPSP", "a b\nc\nd\ne\nf"]]


def test_escaped_markup_is_text() -> None:
    assert texts("<table><tr><td>&lt;script&gt;x&lt;/script&gt;<td>=A1&amp;B</table>") == [
        ["<script>x</script>", "=A1&B"]
    ]


def test_spans_are_laid_out_with_what_they_join() -> None:
    page = "<table><tr><th rowspan=2>Ação<th colspan=2>Meses<tr><th>jan<th>fev<tr><td>a<td>b<td>c</table>"
    assert cells(page) == [
        [Cell("Ação"), Cell("Meses"), Cell(joined="left")],
        [Cell(joined="above"), Cell("jan"), Cell("fev")],
        [Cell("a"), Cell("b"), Cell("c")],
    ]


def test_span_of_no_rows_goes_on_to_the_end_of_its_group() -> None:
    page = "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d<tbody><tr><td>e<td>f</table>"
    assert texts(page) == [["a", "b"], ["", "c"], ["", "d"], ["e", "f"]]


def test_row_that_spans_more_columns_than_there_are_widens_no_table() -> None:
    assert texts("<table><tr><td colspan=99>Eixo 1<tr><td>a<td>b</table>") == [["Eixo 1", ""], ["a", "b"]]


def test_rows_stand_in_the_order_of_their_groups() -> None:
    page = "<table><tfoot><tr><td>z<td>z<tbody><tr><td>b<td>b<thead><tr><td>a<td>a</table>"
    assert [row[0] for row in texts(page)] == ["a", "b", "z"]


def test_caption_is_a_line_over_its_table() -> None:
    blocks = read("<table><caption>Quadro 1</caption><tr><td>a<td>b</table>")
    assert [type(block) for block in blocks] == [Line, Table]


@pytest.mark.parametrize(
    ("cell", "row", "style", "colour"),
    [
        ("bgcolor=#D9D9D9", "", "", "d9d9d9"),
        ("bgcolor=silver", "", "", "c0c0c0"),
        ("bgcolor=ccddee", "", "", "ccddee"),
        ("style='background:#abc'", "", "", "aabbcc"),
        ("style='color:red;background: rgb(1, 2, 3) url(x.png)'", "", "", "010203"),
        ("style='background-color:rgba(0,0,0,.5)'", "", "", "808080"),
        ("style='background:transparent'", "", "", None),
        ("style='background:white'", "bgcolor=gray", "", None),
        ("", "bgcolor=gray", "", "808080"),
        ("class='a mes'", "", ".mes{background:#cccccc}", "cccccc"),
        ("class=mes", "", "<!-- td.mes, th {BACKGROUND-COLOR: Yellow !important} -->", "ffff00"),
        ("class=mes", "", ".mes{background:red} td{background:blue}", "ff0000"),
        ("", "class=r", "tr.r td{background:#010101} .other td{background:red}", "010101"),
        ("", "", "td:hover{background:red}", None),
        ("", "", "table{background:#eee}", "eeeeee"),
        ("style='background:windowtext'", "", "", None),
    ],
)
def test_fill_is_the_background_that_is_seen(cell: str, row: str, style: str, colour: str | None) -> None:
    assert fills(cell, row=row, style=style) == colour


def test_shaded_column_or_paragraph_fills_the_cell() -> None:
    page = "<table><colgroup><col><col bgcolor=red></colgroup><tr><td><p style='background:#ccc'>a</p><td>b</table>"
    assert [cell.fill for cell in cells(page)[0]] == ["cccccc", "ff0000"]


def test_table_that_lays_out_a_page_is_read_as_what_stands_in_it() -> None:
    inner = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
    page = f"<table><tr><td>menu<td><table><tr><td>{inner}</table></table><table><tr><td>aviso</table>"
    assert lines(page) == [("menu", None), ("aviso", None)]
    assert texts(page) == [["a", "b"], ["c", "d"]]


def test_table_within_a_cell_is_text_of_the_cell() -> None:
    page = "<table><tr><td>Ação<td>Meses<tr><td>Feira<td><table><tr><td>jan<td>fev</table></table>"
    assert texts(page) == [["Ação", "Meses"], ["Feira", "jan\nfev"]]


@pytest.mark.parametrize(
    "content",
    [
        "<p>Ação</p>".encode(),
        "\ufeff<p>Ação</p>".encode(),
        "<p>Ação</p>".encode("cp1252"),
        "<meta charset=iso-8859-15><p>Ação</p>".encode("iso-8859-15"),
        "<meta http-equiv=x content='text/html; charset=macintosh'><p>Ação</p>".encode("macroman"),
        "<meta charset=windows-1252><p>Ação</p>".encode(),
        "<p>Ação</p>".encode("utf-16"),
        "<?xml version='1.0' encoding='nada'?><html><p>Ação</p></html>".encode(),
    ],
)
def test_encoding_is_known_by_mark_content_or_declaration(content: bytes) -> None:
    assert read_html(content, "plano.html") == (Line("Ação", Place(line=1)),)


def test_embedded_pictures_are_no_obstacle() -> None:
    page = f"<img src='data:image/png;base64,{'A' * 11_000_000}'><p>a</p>"
    assert lines(page) == [("a", None)]


@pytest.mark.parametrize(
    ("page", "key"),
    [
        ("<div>" * 5_000 + "<table><tr><td>a<td>b", "document_nested"),
        ("<b>" * 700_000, "document_elements"),
        ("<table><tr><td colspan=99999>a<td>b</table>", "document_positions"),
        ("<table><tr>" + "<td rowspan=9999>a" * 900 + "<tr><td>b" * 9_999, "document_positions"),
    ],
)
def test_page_that_would_blow_up_is_refused(page: str, key: str) -> None:
    with pytest.raises(DocumentError, match=r"plano\.html") as caught:
        read(page)
    assert caught.value.key == key


@pytest.mark.parametrize("page", ["", "<table></table>", "<table><tr></table>", "<table><tr><td><td></table>"])
def test_page_with_nothing_on_it_has_no_blocks(page: str) -> None:
    assert read(page) == ()
