from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.documents.grid import Cell, Place, Row, Table
from analysis.documents.schedules import RowSchedule, row_schedule
from analysis.documents.schedules_years import months_within
from analysis.documents.tables import action_tables

CELLS = Path(__file__).with_name("schedules.csv")  # invented cells, as authors of plans write them


def schedule(header: str, cells: str) -> RowSchedule:
    """Read the schedule of one row, both written with ``|`` between cells; ``#`` is a shaded cell."""
    rows = [
        Row(
            tuple(Cell(text.replace("#", ""), "c0c0c0" if "#" in text else None) for text in line.split("|")),
            Place(line=number),
        )
        for number, line in enumerate((f"Ação|Quem|{header}", f"Feira|GNR|{cells}"), 1)
    ]
    table = next(action_tables([Table(tuple(rows))]))
    assert table is not None
    return row_schedule(table.rows[0])


def keys(read: RowSchedule) -> list[str]:
    return [key for key, _ in read.decisions]


def test_no_schedule_column_is_absent() -> None:
    assert schedule("Indicadores", "N.º") == RowSchedule(None, "absent", None, None)


def test_blank_grid_is_not_stated() -> None:
    assert schedule("Jan|Fev", "|") == RowSchedule(None, "not_stated", None, None)


@pytest.mark.parametrize("mark", ["-", "–", "0", "não", "Não", "n/a", "."])
def test_sign_of_nothing_is_no_mark(mark: str) -> None:
    assert schedule("Jan|Fev|Mar", f"{mark}|{mark}|{mark}") == RowSchedule(None, "not_stated", None, None)
    assert schedule("Jan|Fev|Mar", f"{mark}|X|{mark}").months == (2,)


@pytest.mark.parametrize("mark", ["X", "x", "■", "●", "✓", "*", "1", "12", "Sim", "sim", "xx", "→"])
def test_known_mark_counts_without_an_issue(mark: str) -> None:
    read = schedule("Jan|Fev", f"|{mark}")
    assert (read.status, read.months, read.decisions) == ("drawn", (2,), [])


def test_shaded_cell_counts() -> None:
    assert schedule("Jan|Fev", "#|#-").months == (1, 2)


def test_other_word_counts_and_is_told() -> None:
    read = schedule("Jan|Fev", "talvez|X")
    assert (read.months, read.decisions) == ((1, 2), [("month_mark_unknown", "talvez")])


def test_words_over_all_month_columns_are_read_as_words() -> None:
    read = schedule("Jan|Fev|Mar", "todo o ano||")
    assert (read.status, read.months, read.frequency) == ("stated", tuple(range(1, 13)), "continuous")


def test_words_stand_where_the_dates_are_blank() -> None:
    read = schedule("Periodicidade|Início|Fim", "mensal||")
    assert (read.status, read.months, read.frequency) == ("stated", tuple(range(1, 13)), "monthly")


def test_dates_narrow_a_recurrence() -> None:
    read = schedule("Periodicidade|Início|Fim", "semanal|março|junho")
    assert (read.months, read.frequency, read.decisions) == ((3, 4, 5, 6), "weekly", [])


def test_named_months_go_before_dates() -> None:
    assert schedule("Quando|Início|Fim", "março e junho|janeiro|dezembro").months == (3, 6)


def test_start_without_an_end_is_told() -> None:
    read = schedule("Início|Fim", "março|")
    assert (read.months, read.decisions) == ((3,), [("schedule_start_only", "março")])


def test_dates_over_more_than_a_year_are_every_month() -> None:
    assert schedule("Início|Fim", "01/01/2023|30/06/2024").months == tuple(range(1, 13))


def test_text_that_is_not_understood_beside_dates_is_told_as_such() -> None:
    read = schedule("Quando|Início|Fim", "xpto|maio|junho")
    assert (read.status, read.months, keys(read)) == ("stated", (5, 6), ["schedule_partly_read"])


def test_text_that_is_not_understood_is_unreadable() -> None:
    read = schedule("Quando", "verão")
    assert (read.status, keys(read)) == ("unreadable", ["schedule_unreadable"])


def words(text: str) -> RowSchedule:
    header, cells = "Ação|Quem|Prazo", f"Feira|GNR|{text}"
    rows = [Row(tuple(map(Cell, line.split("|"))), Place(line=n)) for n, line in enumerate((header, cells), 1)]
    table = next(action_tables([Table(tuple(rows))]))
    assert table is not None
    return row_schedule(table.rows[0])


@pytest.mark.parametrize(
    "text", ["☐ Jan ☒ Fev ☐ Mar ☑ Abr", "[ ] janeiro [x] fevereiro [X] abril", "☒ Fevereiro\n☒ Abril"]
)
def test_ticked_months_of_a_list_count(text: str) -> None:
    assert (words(text).months, words(text).status) == ((2, 4), "stated")


def test_list_without_a_tick_states_nothing() -> None:
    assert (words("☐ Jan ☐ Fev").months, words("☐ Jan ☐ Fev").status) == (None, "not_stated")


def test_day_and_month_parted_by_a_dash_are_a_date() -> None:
    assert words("31-03").months == (3,)


@pytest.mark.parametrize(
    ("text", "status", "frequency"),
    [
        ("A definir", "not_stated", None),
        ("Anual", "stated", "annual"),
        ("Sempre que se justifique", "stated", "occasional"),
    ],
)
def test_words_over_a_grid_that_name_no_month_mark_none(text: str, status: str, frequency: str | None) -> None:
    read = schedule("Jan|Fev|Mar", f"{text}||")
    assert (read.months, read.status, read.frequency) == (None, status, frequency)


def cells() -> list[tuple[str, ...]]:
    with CELLS.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["year"], row["months"], row["frequency"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "year", "months", "frequency"), cells())
def test_cell_is_read_as_a_person_reads_it(text: str, year: str, months: str, frequency: str) -> None:
    read = words(text)
    found = months_within(text, read.months, {int(year)}) if read.months else ()
    assert (";".join(map(str, found)), read.frequency or "") == (months, frequency)
