from __future__ import annotations

import pytest

from analysis.common.errors import DocumentError
from analysis.documents.formats.delimited import delimiter_of, read_delimited
from analysis.documents.grid import Line, Place, Row, Table


def the_table(text: str) -> tuple[Row, ...]:
    (table,) = [block for block in read_delimited(text, "plano.csv") if isinstance(block, Table)]
    return table.rows


def texts(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in the_table(text)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_is_the_one_that_parts_rows_alike(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (["Ação", "Prazo", "Local"], ["a", "b", "c"], ["d", "", "f"]))
    assert delimiter_of(text) == delimiter
    assert texts(text) == [["Ação", "Prazo", "Local"], ["a", "b", "c"], ["d", "", "f"]]


def test_commas_within_cells_do_not_make_the_comma_the_delimiter() -> None:
    assert delimiter_of("Ação;Parceiros\nFeira;CM, GNR, PSP\nVisita;CM, IPSS\n") == ";"


def test_semicolons_within_quotes_do_not_make_the_semicolon_the_delimiter() -> None:
    assert delimiter_of('Ação,Parceiros\nFeira,"CM; GNR; PSP"\nVisita,"CM; IPSS"\n') == ","


@pytest.mark.parametrize(
    "text",
    ["", "uma linha", "a;b", "Hoje, ontem.\nUma, duas, três, quatro.\nNada\nMais, ainda, isto.\nFim, e só, e, mais.\n"],
)
def test_prose_has_no_delimiter(text: str) -> None:
    assert delimiter_of(text) is None


def test_text_without_a_delimiter_is_lines() -> None:
    assert read_delimited("um\n\ndois\n", "plano.csv") == (Line("um", Place(line=1)), Line("dois", Place(line=3)))


def test_first_line_of_excel_names_the_delimiter_and_is_no_row() -> None:
    rows = the_table("sep=,\nAção,Prazo\na; b,c\n")
    assert [cell.text for cell in rows[1].cells] == ["a; b", "c"]
    assert [row.place.line for row in rows] == [2, 3]


def test_quoted_cell_keeps_delimiter_quotes_and_line_ends_and_rows_keep_their_line() -> None:
    rows = the_table('Ação;Parceiros\r\nFeira;"CM;\r\nGNR ""x"""\r\nVisita;PSP\r\n')
    assert rows[1].cells[1].text == 'CM;\nGNR "x"'
    assert [row.place.line for row in rows] == [1, 2, 4]


def test_quotes_may_follow_a_blank() -> None:
    assert texts('Ação, Parceiros\nFeira, "CM, GNR"\n') == [["Ação", "Parceiros"], ["Feira", "CM, GNR"]]


def test_quote_within_a_cell_is_its_text() -> None:
    assert texts('Ação;Prazo\nO "dia" aberto;maio\n')[1] == ['O "dia" aberto', "maio"]


def test_rows_of_one_cell_before_the_table_are_lines_and_blank_rows_none() -> None:
    blocks = read_delimited("Plano 2024;;\n;;\nAção;Prazo;\n;;\nFeira;maio;\n", "plano.csv")
    assert blocks[0] == Line("Plano 2024", Place(line=1))
    assert texts("Plano 2024;;\n;;\nAção;Prazo;\n;;\nFeira;maio;\n") == [["Ação", "Prazo"], ["Feira", "maio"]]


def test_heading_over_months_stays_in_the_table() -> None:
    rows = texts("Plano;;;\n;;2024;\nAção;Local;jan;fev\nFeira;Beja;X;\n")
    assert rows[0] == ["", "", "2024", ""]


def test_quote_that_is_never_closed_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentError, match="line 2") as caught:
        read_delimited('a;b\n"c;d\ne;f\n', "plano.csv")
    assert caught.value.key == "document_quote"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a;b\n" + "x" * 200_000, "document_line"),
        ("a;" * 600_000, "document_positions"),
        ("\n" * 600_000 + "a;b", "document_elements"),
        ('a;b\n"' + "c;d\n" * 50_000, "document_quote"),
    ],
)
def test_text_larger_than_any_plan_is_refused(text: str, key: str) -> None:
    with pytest.raises(DocumentError, match=r"plano\.csv") as caught:
        read_delimited(text, "plano.csv")
    assert caught.value.key == key
