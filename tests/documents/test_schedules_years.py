from __future__ import annotations

from pathlib import Path

import pytest

from analysis.documents.plan import read_plan
from analysis.documents.schedules_years import months_within

YEAR = tuple(range(1, 13))


@pytest.mark.parametrize(
    ("text", "read", "years", "months"),
    [
        ("outubro de 2024 a fevereiro de 2025", (1, 2, 10, 11, 12), {2025}, (1, 2)),
        ("outubro de 2024 a fevereiro de 2025", (1, 2, 10, 11, 12), {2024}, (10, 11, 12)),
        ("outubro de 2024 a fevereiro de 2025", (1, 2, 10, 11, 12), {2024, 2025}, (1, 2, 10, 11, 12)),
        ("Ano letivo 2024/2025 (outubro a maio)", (1, 2, 3, 4, 5, 10, 11, 12), {2025}, (1, 2, 3, 4, 5)),
        ("01/09/2023 – 30/06/2025", YEAR, {2025}, (1, 2, 3, 4, 5, 6)),
        ("01/09/2023 – 30/06/2025", YEAR, {2024}, YEAR),
        ("maio de 2025; março de 2026", (3, 5), {2025}, (5,)),
        ("2025: maio a julho; 2026: janeiro a março", (1, 2, 3, 5, 6, 7), {2026}, (1, 2, 3)),
    ],
)
def test_months_of_other_years_are_left_out(
    text: str, read: tuple[int, ...], years: set[int], months: tuple[int, ...]
) -> None:
    assert months_within(text, read, years) == months


@pytest.mark.parametrize(
    ("text", "read", "years"),
    [
        ("outubro a março", (1, 2, 3, 10, 11, 12), {2025}),
        ("março de 2023", (3,), {2025}),
        ("maio", (1, 2, 3, 4, 5), {2025}),  # an end cell without a start, which the words alone do not show
        ("outubro de 2024 a fevereiro de 2025", (1, 2, 10, 11, 12), set()),
        ("outubro de 2022 a fevereiro de 2023", (1, 2, 10, 11, 12), {2025}),
    ],
)
def test_months_stay_where_no_year_tells_them_apart(text: str, read: tuple[int, ...], years: set[int]) -> None:
    assert months_within(text, read, years) == read


def test_plan_counts_the_months_of_its_year(tmp_path: Path) -> None:
    path = tmp_path / "plano.txt"
    rows = ("Ação|Quem|Quando", "Feira|CM|outubro de 2024 a fevereiro de 2025", "Baile|CM|outubro a fevereiro")
    path.write_text("\n".join(("Plano de Ação 2025", *rows)).replace("|", "\t"), encoding="utf-8")
    assert [action.months for action in read_plan(path).actions] == [(1, 2), (1, 2, 10, 11, 12)]
