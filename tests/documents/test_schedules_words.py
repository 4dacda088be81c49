from __future__ import annotations

import pytest

from analysis.common.months import MONTH_NAMES
from analysis.common.schedules import read_schedule
from analysis.documents.schedules_words import in_known_words


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Setembo", "setembro"),
        ("fevreiro", "fevereiro"),
        ("Novenbro", "novembro"),
        ("Abirl", "abril"),
        ("Setem-\nbro", "setembro"),
        ("dezem bro", "dezembro"),
        ("2.º trimes-tre", "2.º trimestre"),
        ("Març.", "marco."),
        ("Fevº", "fevereiro."),
    ],
)
def test_misspelt_parted_or_shortened_name_is_the_month(text: str, known: str) -> None:
    assert in_known_words(text) == known


@pytest.mark.parametrize(
    "word", ["maior", "abrir", "gosto", "marcos", "macro", "junto", "membro", "às sete.", "janela"]
)
def test_other_word_stays(word: str) -> None:
    assert read_schedule(in_known_words(word)).months is None


def test_name_of_two_near_months_is_none() -> None:
    assert read_schedule(in_known_words("juho")).months is None


@pytest.mark.parametrize("name", MONTH_NAMES)
def test_month_stays_itself(name: str) -> None:
    assert in_known_words(name) == name


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("1 x mês", "monthly"),
        ("1 por trimestre", "quarterly"),
        ("4x ano", "quarterly"),
        ("Uma reunião de acompanhamento por semestre", "semiannual"),
        ("2 sessões por semestre", "quarterly"),
        ("de 6/6 meses", "semiannual"),
        ("reunião por trimestre", "quarterly"),
        ("reuniões por trimestre", None),
        ("1 ou 2 vezes por ano", None),
        ("10 sessões por ano", None),
        ("4 reuniões por ano", "quarterly"),
        ("4 turmas por ano", None),
        ("Duas reuniões anuais", "semiannual"),
        ("todos os anos", "annual"),
        ("1 semestre", None),
        ("À medida das necessidades", "occasional"),
        ("Se necessário", "occasional"),
    ],
)
def test_times_in_a_period_are_a_frequency(text: str, frequency: str | None) -> None:
    assert read_schedule(in_known_words(text)).frequency == frequency


@pytest.mark.parametrize(
    ("text", "month"),
    [("Natal", 12), ("São Martinho", 11), ("Dia Mundial da Criança", 6), ("Dia da Mãe", 5), ("Dia do Idoso", 10)],
)
def test_feast_of_one_month_is_that_month(text: str, month: int) -> None:
    assert read_schedule(in_known_words(text)).months == (month,)


@pytest.mark.parametrize("text", ["Páscoa", "Carnaval", "Natal e Páscoa", "Férias do Natal", "Dia do Município"])
def test_feast_that_moves_or_is_not_alone_is_no_month(text: str) -> None:
    assert read_schedule(in_known_words(text)).months is None


def test_named_month_goes_before_a_feast() -> None:
    assert read_schedule(in_known_words("novembro (preparação do Natal)")).months == (11,)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Em maio, com continuidade até julho", (5, 6, 7)),
        ("fevereiro a abril, prolongando-se até junho", (2, 3, 4, 5, 6)),
        ("continua até março", (1, 2, 3)),
    ],
)
def test_what_goes_on_runs_from_the_last_month_named(text: str, months: tuple[int, ...]) -> None:
    assert read_schedule(in_known_words(text)).months == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("1.º trimestre (fevereiro)", (2,)),
        ("2.º semestre: setembro e outubro", (9, 10)),
        ("1.º trimestre (outubro)", (1, 2, 3, 10)),
        ("1.º trimestre (2 sessões)", (1, 2, 3)),
    ],
)
def test_months_within_a_quarter_or_semester_narrow_it(text: str, months: tuple[int, ...]) -> None:
    assert read_schedule(in_known_words(text)).months == months


def test_number_of_a_phase_beside_a_year_is_no_month() -> None:
    assert read_schedule(in_known_words("Fase 1 - 2025")).months is None


@pytest.mark.parametrize("text", [" " * 20_000, "\n" * 20_000, "com e a " * 2500, "trimestre " * 2000])
def test_long_cell_of_nothing_states_no_month(text: str) -> None:
    assert read_schedule(in_known_words(text)).months is None
