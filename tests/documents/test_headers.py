from __future__ import annotations

import pytest

from analysis.documents.headers import headers_of


@pytest.fixture
def fields_of(table_of):
    """Return a reader of what the columns of a heading row are, in their order."""

    def read(headings: str) -> list[str]:
        table = table_of(headings + "\n" + "|".join("x" * (headings.count("|") + 1)))
        ((_, _, header),) = headers_of(table.rows)
        return [header.fields.get(column, "") for column in range(headings.count("|") + 1)]

    return read


def test_tasks_beside_actions_are_left_aside(fields_of) -> None:
    assert fields_of("Eixo|Medida|Ação|Tarefas|Quem") == ["theme0", "theme1", "action", "aside", "responsible"]


def test_tasks_are_the_actions_where_no_other_column_is(fields_of) -> None:
    assert fields_of("Eixo|Medida|Tarefas|Quem") == ["theme0", "theme1", "action", "responsible"]


def test_weeks_under_months_part_them_and_are_no_semesters(table_of) -> None:
    table = table_of("Ação|Quem|Jan|<|<|Fev|<|<\n^|^|S1|S2|S3|S1|S2|S3\nFeira|CM|X|||||")
    ((_, body, header),) = headers_of(table.rows)
    assert body == 2
    assert [header.months[column] for column in range(2, 8)] == [(1,)] * 3 + [(2,)] * 3


def test_months_under_quarters_are_months(table_of) -> None:
    table = table_of("Ação|Quem|1.º trimestre|<|<|2.º trimestre|<|<\n^|^|J|F|M|A|M|J\nFeira|CM|X|||||")
    ((_, _, header),) = headers_of(table.rows)
    assert [header.months[column] for column in range(2, 8)] == [(n,) for n in range(1, 7)]


def test_working_group_is_a_theme_before_the_action_and_a_partner_behind_it(fields_of) -> None:
    assert fields_of("Grupo de trabalho|Ação|Responsável") == ["theme0", "action", "responsible"]
    assert fields_of("Ação|Responsável|Grupo de trabalho") == ["action", "responsible", "partner"]
    assert fields_of("Ação|Grupo de trabalho|Prazo") == ["action", "responsible", "schedule"]
