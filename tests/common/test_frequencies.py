from __future__ import annotations

import pytest

from analysis.common.frequencies import frequency_of, is_recurring, is_uncoded


@pytest.mark.parametrize("text", ["", "Janeiro a Dezembro", "presidiários", "segunda-feira", "N.º de mensagens"])
def test_ordinary_words_state_no_frequency(text: str) -> None:
    assert frequency_of(text) is None


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("todas as terças", "weekly"),
        ("às segundas-feiras", "weekly"),
        ("2 vezes por semana", "weekly"),
        ("2.ª terça-feira de cada mês", "monthly"),
        ("mensal (2.ª terça-feira)", "monthly"),
        ("1x/mês", "monthly"),
        ("uma vez por trimestre", "quarterly"),
        ("a cada 3 meses", "quarterly"),
        ("bianual", "semiannual"),
        ("duas vezes/ano", "semiannual"),
        ("2x por ano", "semiannual"),
        ("1x/ano", "annual"),
        ("de 12 em 12 meses", "annual"),
        ("dias úteis", "continuous"),
        ("ao longo da vigência do plano", "continuous"),
        ("durante a execução do plano", "continuous"),
        ("quando houver financiamento", "occasional"),
        ("de acordo com as solicitações", "occasional"),
        ("conforme necessidade", "occasional"),
    ],
)
def test_words_state_a_frequency(text: str, frequency: str) -> None:
    assert frequency_of(text) == frequency


def test_week_of_a_named_month_is_no_monthly_recurrence() -> None:
    assert frequency_of("última semana do mês de maio") is None
    assert frequency_of("3.ª semana de novembro") is None


def test_what_happens_every_month_week_or_day_is_recurring() -> None:
    assert [is_recurring(t) for t in ("quinzenal", "semanal", "permanente", "anual", "")] == [True] * 3 + [False] * 2


def test_recurrence_without_a_code_is_known_as_such() -> None:
    assert is_uncoded("três vezes por ano")
    assert not is_uncoded("três sessões")


@pytest.mark.parametrize(
    "text",
    [
        "3 vezes por ano",
        "12 vezes por ano",
        "21x/ano",
        "5 sessões por ano",
        "5 sessões anuais",
        "3/ano",
        "quadrimestral",
        "de 4 em 4 meses",
        "a cada cinco meses",
        "bienal",
        "de 3 em 3 anos",
        "tri-anual",
        "3 vezes por semestre",
        "a cada 6 semanas",
    ],
)
def test_rarer_than_monthly_and_of_no_code_is_neither_coded_nor_recurring(text: str) -> None:
    assert (frequency_of(text), is_recurring(text), is_uncoded(text)) == (None, False, True)


@pytest.mark.parametrize(
    "text",
    [
        "quinzenal",
        "de 15 em 15 dias",
        "a cada quinze dias",
        "de 2 em 2 semanas",
        "semana sim, semana não",
        "bi-mensal",
        "2 vezes por mês",
        "2x/mês",
        "2 a 3 sessões por mês",
    ],
)
def test_more_often_than_monthly_and_of_no_code_recurs_within_each_month(text: str) -> None:
    assert (frequency_of(text), is_recurring(text), is_uncoded(text)) == (None, True, True)


@pytest.mark.parametrize("text", ["30 horas por mês", "dia 15/mês", "uma vez por mês", "1 sessão por mês"])
def test_number_that_counts_no_times_leaves_what_is_monthly(text: str) -> None:
    assert frequency_of(text) == "monthly"
    assert not is_uncoded(text)


@pytest.mark.parametrize("text", ["10 crianças por ano", "2.ª quinzena de maio", "2025/2026", "até 2 anos", ""])
def test_ordinary_words_state_no_recurrence_without_a_code(text: str) -> None:
    assert not is_uncoded(text)


def test_every_twelve_months_is_annual_and_not_all_year() -> None:
    assert frequency_of("a cada 12 meses") == "annual"
    assert frequency_of("12 meses") == "continuous"


def test_prefix_before_a_hyphen_is_part_of_the_word() -> None:
    assert frequency_of("bi-anual") == "semiannual"
