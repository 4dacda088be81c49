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
