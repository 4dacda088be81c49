from __future__ import annotations

import pytest

from analysis.common.errors import DocumentError
from analysis.documents.formats.markdown import read_markdown
from analysis.documents.grid import Cell, Line, Place, Table


def texts(markdown: str) -> list[list[str]]:
    (table,) = [block for block in read_markdown(markdown, "plano.md") if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for row in table.rows]


def lines(markdown: str) -> list[tuple[str, int | None]]:
    return [(block.text, block.level) for block in read_markdown(markdown, "plano.md") if isinstance(block, Line)]


@pytest.mark.parametrize("table", ["| A | B |\n|---|:-:|\n| 1 | 2 |", "A | B\n--|--:\n1 | 2", "|A|B|\n|-|-|\n|1|2|\n"])
def test_pipe_table_with_or_without_outer_pipes(table: str) -> None:
    assert texts(table) == [["A", "B"], ["1", "2"]]


def test_rows_keep_the_line_they_stand_in() -> None:
    blocks = read_markdown("# Plano\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nfim", "plano.md")
    table = blocks[1]
    assert isinstance(table, Table)
    assert [row.place.line for row in table.rows] == [3, 5]
    assert blocks[-1] == Line("fim", Place(line=7))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("**CM** e _GNR_", "CM e GNR"),
        (r"CM \| GNR", "CM | GNR"),
        ("CM<br>GNR<br/>PSP", "CM\nGNR\nPSP"),
        ("[GNR](http://gnr.pt) `x`", "GNR x"),
        ("<b>CM</b> <!-- nota -->", "CM"),
        ("<script>x</script>", "<script>x</script>"),
        ("CM &amp; GNR", "CM & GNR"),
        ("CM ~~PSP~~", "CM"),
        ("plano_de_acao", "plano_de_acao"),
        ("=1+1", "=1+1"),
    ],
)
def test_cell_is_reduced_to_its_text(written: str, text: str) -> None:
    assert texts(f"| A | B |\n|---|---|\n| x | {written} |")[1] == ["x", text]


def test_row_that_is_too_short_is_filled_up() -> None:
    assert texts("| A | B |\n|---|---|\n| 1 |") == [["A", "B"], ["1", ""]]


def test_headings_paragraphs_and_lists_are_lines() -> None:
    assert lines("# Um\n\nDois\n----\n\ntrês\n**quatro**\n\n- a\n- b\n\n2. c\n3. d\n\n> e\n") == [
        ("Um", 1), ("Dois", 2), ("três quatro", None), ("a", None), ("b", None), ("2. c", None), ("3. d", None),
        ("e", None),
    ]  # fmt: skip


def test_fenced_code_is_left_out_and_indented_lines_are_lines() -> None:
    assert lines("```\nx\n```\n\n    a\n    b\n") == [("a", None), ("b", None)]


def test_front_matter_gives_its_title() -> None:
    blocks = read_markdown('---\nauthor: x\ntitle: "Plano 2024"\n---\n# Eixo 1\n', "plano.md")
    assert blocks == (Line("Plano 2024", Place(line=3), level=1), Line("Eixo 1", Place(line=5), level=1))


def test_table_in_html_is_read_as_that_of_a_web_page() -> None:
    page = "texto\n\n<table><tr><td rowspan=2>a</td><td>b</td></tr>\n<tr><td>c</td></tr></table>\n"
    table = read_markdown(page, "plano.md")[1]
    assert isinstance(table, Table)
    assert table.rows[1].cells == (Cell(joined="above"), Cell("c"))
    assert table.rows[0].place.line == 3


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a " * 800_000, "document_large"),
        ("a\n" * 200_000, "document_elements"),
        ("|a" * 5_000 + "\n" + "|-" * 5_000, "document_positions"),
    ],
)
def test_text_larger_than_any_plan_is_refused(text: str, key: str) -> None:
    with pytest.raises(DocumentError, match=r"plano\.md") as caught:
        read_markdown(text, "plano.md")
    assert caught.value.key == key


def test_paragraph_too_long_to_look_into_is_kept_as_it_is() -> None:
    assert lines("[" * 20_000) == [("[" * 20_000, None)]
