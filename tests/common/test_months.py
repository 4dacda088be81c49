from __future__ import annotations

import pytest

from analysis.common.month_headings import month_columns
from analysis.common.months import YEAR, month_run, scan

TWELVE = [(month,) for month in YEAR]


@pytest.mark.parametrize(
    "names",
    [
        "Jan Fev Mar Abr Mai Jun Jul Ago Set Out Nov Dez",
        "JANEIRO FEVEREIRO MARÇO ABRIL MAIO JUNHO JULHO AGOSTO SETEMBRO OUTUBRO NOVEMBRO DEZEMBRO",
        "J F M A M J J A S O N D",
        "jan/24 fev/24 mar/24 abr/24 mai/24 jun/24 jul/24 ago/24 set/24 out/24 nov/24 dez/24",
    ],
)
def test_month_columns_are_known_in_every_dress(names: str) -> None:
    assert month_columns(["Ação", *names.split()]) == dict(enumerate(TWELVE, 1))


def test_initials_in_school_year_order_are_told_by_their_run() -> None:
    found = month_columns(["Ação", "S", "O", "N", "D", "J", "F", "M", "A", "M", "J", "J", "A"])
    assert [found[column][0] for column in range(1, 13)] == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]


def test_few_initials_are_no_months() -> None:
    assert month_columns(["J", "F", "M"]) == {}


@pytest.mark.parametrize(
    "names", [["1.º Trim.", "2.º Trim.", "3.º Trim.", "4.º Trim."], ["T1", "T2", "T3", "T4"], ["1T", "2T", "3T", "4T"]]
)
def test_quarters_are_columns_of_three_months(names: list[str]) -> None:
    assert month_columns(names) == {0: (1, 2, 3), 1: (4, 5, 6), 2: (7, 8, 9), 3: (10, 11, 12)}


def test_semesters_are_columns_of_six_months() -> None:
    assert month_columns(["1.º Semestre", "2.º Semestre"]) == {0: YEAR[:6], 1: YEAR[6:]}


def test_headings_that_are_no_months_are_left_alone() -> None:
    assert month_columns(["Ação", "Marcos", "", "Maior valor", "Setor"]) == {}


def test_headings_of_several_months_are_columns_where_there_are_several() -> None:
    assert month_columns(["Ação", "Jan-Mar", "Abr-Jun"]) == {1: (1, 2, 3), 2: (4, 5, 6)}
    assert month_columns(["Ação", "Jan-Mar"]) == {}


def test_date_of_a_day_is_no_month_column() -> None:
    assert month_columns(["15 de março", "01/02/2024"]) == {}


def test_run_goes_over_the_end_of_the_year() -> None:
    assert month_run(11, 2) == (11, 12, 1, 2)
    assert month_run(5, 5) == (5,)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", ""),
        ("de março a maio", "S~S"),
        ("até 15 de junho", "uS"),
        ("15 a 20 de junho", "S"),
        ("1.º e 3.º trimestre", "S,S"),
        ("15/03/2024 – 20/04/2024", "S-S"),
        ("dez sessões", "ww"),
        ("dez", "S"),
        ("set. a dez", "S~S"),
        ("todas as 2.as feiras", "wNw"),
        ("24/7", "w"),
        ("2/3 vezes", "N/Nw"),
        ("março de 2024", "S"),
    ],
)
def test_words_are_told_apart(text: str, kinds: str) -> None:
    assert "".join(token.kind for token in scan(text)) == kinds


def test_span_keeps_its_days_and_year() -> None:
    span = scan("5 a 10 de junho de 2024")[0].span
    assert span is not None
    assert (span.first, span.last, span.year, span.days) == (6, 6, 2024, (5, 10))
