from __future__ import annotations

from pathlib import Path

import pytest

from analysis.common.errors import DocumentError, UnknownNameError
from analysis.documents.formats.text import read_text
from analysis.documents.grid import Line, Table
from analysis.documents.plan import read_plan
from analysis.documents.reader import read_document

GOOD = "Rede Social de Beja\nPlano de Ação 2010\nAção\tParceiros\nFeira\tGNR\n"


def test_lines_with_tabs_that_follow_one_another_are_one_table() -> None:
    blocks = read_text("a\nb\tc\nd\te\n\nf\tg")
    assert [type(block) for block in blocks] == [Line, Table, Table]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "document_empty"),
        (b" \n\t\n", "document_empty"),
        (b"\0\1\2", "document_binary"),
        (b"\x81\x8d\x8f", "document_encoding"),
        (b"uma linha", "document_no_table"),
        ("Ação\tParceiros\n".encode(), "document_no_action"),
    ],
)
def test_document_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "plano.txt"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=r"plano\.txt") as caught:
        read_plan(path)
    assert caught.value.key == key


@pytest.mark.parametrize(("name", "key"), [("nada.txt", "document_missing"), (".", "document_folder")])
def test_path_that_is_no_document_is_refused(tmp_path: Path, name: str, key: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(tmp_path / name)
    assert caught.value.key == key


def test_unknown_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plano.xyz"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.key == "document_format"


def test_plan_is_named_after_place_and_year(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(GOOD, encoding="utf-8")
    plan = read_plan(path)
    assert (plan.plan_id, plan.title, plan.body) == ("beja-2010", "Plano de Ação 2010", "Rede Social de Beja")


def test_what_is_given_goes_before_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(GOOD, encoding="utf-8")
    assert read_plan(path, municipality="Évora", year=2011).plan_id == "evora-2011"
    with pytest.raises(UnknownNameError):
        read_plan(path, municipality="../../etc/passwd")


def test_unknown_place_and_year_are_decisions(tmp_path: Path) -> None:
    path = tmp_path / "Um Plano.txt"
    path.write_text("Ação\tParceiros\nFeira\tGNR\n", encoding="utf-8")
    plan = read_plan(path)
    assert (plan.plan_id, plan.municipality, plan.year) == ("um-plano", None, None)
    assert {"municipality_unknown", "year_unknown"} <= {decision.key for decision in plan.decisions}


def lines_of(text: str) -> list[tuple[str, int | None, int | None]]:
    blocks = read_text(text)
    return [(block.text, block.place.page, block.place.line) for block in blocks if isinstance(block, Line)]


def rows_of(text: str, *, quoted: bool = False) -> list[list[str]]:
    tables = [block for block in read_text(text, quoted=quoted) if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def test_every_line_end_ends_one_line() -> None:
    assert [line for _, _, line in lines_of("a\r\nb\rc\nd")] == [1, 2, 3, 4]


def test_form_feed_begins_a_page_and_adds_no_line() -> None:
    assert lines_of("a\n\fb\nc") == [("a", 1, 1), ("b", 2, 2), ("c", 2, 3)]


def test_text_without_form_feeds_tells_no_page() -> None:
    assert lines_of("a\nb") == [("a", None, 1), ("b", None, 2)]


@pytest.mark.parametrize("sign", ["\v", "\u2028"])
def test_break_within_a_cell_makes_no_row(sign: str) -> None:
    assert rows_of(f"a\tb{sign}c\td") == [["a", "b\nc", "d"]]


def test_quotes_around_a_cell_are_none_of_its_text() -> None:
    assert rows_of('"a"\t"b ""c"" d"\te "f"', quoted=True) == [["a", 'b "c" d', 'e "f"']]


def test_line_end_in_quotes_makes_no_row_and_counts_as_a_line() -> None:
    blocks = read_text('a\t"b\nc"\nd\te', quoted=True)
    assert isinstance(blocks[0], Table)
    assert [(row.cells[-1].text, row.place.line) for row in blocks[0].rows] == [("b\nc", 1), ("e", 3)]


def test_quotes_in_plain_text_stay() -> None:
    assert rows_of('"a"\tb') == [['"a"', "b"]]


def test_tabbed_document_with_quotes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plano.tsv"
    path.write_text('"Ação"\t"Parceiros"\n"Feira ""nova"""\t"GNR"\n', encoding="utf-8")
    assert [action.action for action in read_plan(path).actions] == ['Feira "nova"']


def test_tab_text_of_a_spreadsheet_is_read_with_its_quoted_lines(tmp_path):
    table = 'Ações\tResponsáveis\tCronograma\r\nVisitas\t"GNR\nCâmara ""Velha"""\tmaio\r\n'
    for name, content in (("a.txt", table.encode("utf-16")), ("b.txt", table.encode("cp1252"))):
        path = tmp_path / name
        path.write_bytes(content)
        (found,) = read_document(path).blocks
        assert [cell.text for cell in found.rows[1].cells] == ["Visitas", 'GNR\nCâmara "Velha"', "maio"]


def test_quotation_marks_around_a_name_stay(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text('Ações\tResponsáveis\nVisitas\t"Oficina"\n', encoding="utf-8")
    (found,) = read_document(path).blocks
    assert found.rows[1].cells[1].text == '"Oficina"'


def test_row_that_breaks_off_in_a_cell_goes_on_in_the_next_line() -> None:
    table = read_text("Ação\tQuem\tPrazo\nCurso de tecnologias\nCurso de\ntecnologias\tCM\tmaio\nFeira\tCM\tmaio")[-1]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["tecnologias", "CM", "maio"],
        ["Feira", "CM", "maio"],
    ]
    (table,) = read_text("Eixo\tAção\tQuem\tPrazo\nSaúde\tCurso de\ntecnologias\tCM\tmaio\nTrês\tbaile\nferia")[:1]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["Saúde", "Curso de tecnologias", "CM", "maio"],
        ["Três", "baile"],
    ]
