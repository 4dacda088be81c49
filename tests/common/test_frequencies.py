from __future__ import annotations

import pytest

from analysis.common.frequencies import frequency_of, is_rarer, is_recurring


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
    assert is_rarer("três vezes por ano")
    assert not is_rarer("três sessões")


def test_more_often_than_twice_a_year_has_no_code() -> None:
    assert frequency_of("12 vezes por ano") is None
    assert frequency_of("21x/ano") is None
