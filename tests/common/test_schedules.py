from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.months import YEAR
from analysis.common.schedules import read_period, read_schedule

EVERY = YEAR


@pytest.mark.parametrize("text", ["", " ", "-", "–", "--", "...", "/", "_____"])
def test_blank_cell_is_not_stated(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.frequency, read.status) == (None, None, "not_stated")


@pytest.mark.parametrize(
    "text",
    [
        "A definir",
        "a designar",
        "Por definir",
        "a calendarizar",
        "data a definir",
        "Sem data",
        "N/A",
        "n.a.",
        "N/D",
        "Não definido",
    ],
)
def test_what_is_left_open_is_not_stated(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.frequency, read.status) == (None, None, "not_stated")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Janeiro", (1,)),
        ("março", (3,)),
        ("MARÇO", (3,)),
        ("Dez.", (12,)),
        ("maio e outubro", (5, 10)),
        ("abril, maio e junho", (4, 5, 6)),
        ("setembro/outubro", (9, 10)),
        ("Fev; Abr; Jun", (2, 4, 6)),
        ("Abril\nJulho", (4, 7)),
        ("fevereiro de 2024", (2,)),
        ("Mês de maio", (5,)),
    ],
)
def test_named_months_are_those_months(text: str, months: tuple[int, ...]) -> None:
    read = read_schedule(text)
    assert (read.months, read.status, read.note) == (months, "stated", None)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Janeiro a Dezembro", EVERY),
        ("janeiro-dezembro", EVERY),
        ("Jan-Dez", EVERY),
        ("Jan. a Dez.", EVERY),
        ("jan – mar", (1, 2, 3)),
        ("de abril a junho", (4, 5, 6)),
        ("De Maio até Julho", (5, 6, 7)),
        ("entre março e maio", (3, 4, 5)),
        ("março de 2024 a maio de 2024", (3, 4, 5)),
        ("15 de julho a 30 de agosto", (7, 8)),
        ("janeiro a março e outubro a dezembro", (1, 2, 3, 10, 11, 12)),
        ("de janeiro ao fim de março", (1, 2, 3)),
    ],
)
def test_range_holds_the_months_between(text: str, months: tuple[int, ...]) -> None:
    assert read_schedule(text).months == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("outubro a março", (1, 2, 3, 10, 11, 12)),
        ("setembro-junho", (1, 2, 3, 4, 5, 6, 9, 10, 11, 12)),
        ("dezembro a janeiro", (1, 12)),
    ],
)
def test_range_over_the_end_of_the_year_wraps(text: str, months: tuple[int, ...]) -> None:
    assert read_schedule(text).months == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("1.º trimestre", (1, 2, 3)),
        ("2º Trimestre", (4, 5, 6)),
        ("3.º Trim.", (7, 8, 9)),
        ("IV trimestre", (10, 11, 12)),
        ("T2", (4, 5, 6)),
        ("4T", (10, 11, 12)),
        ("primeiro trimestre", (1, 2, 3)),
        ("1.º e 3.º trimestres", (1, 2, 3, 7, 8, 9)),
        ("1.º ao 3.º trimestre", (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        ("1.º semestre", (1, 2, 3, 4, 5, 6)),
        ("2.º Semestre de 2024", (7, 8, 9, 10, 11, 12)),
        ("2.º quadrimestre", (5, 6, 7, 8)),
        ("1.º e 2.º semestre", EVERY),
        ("1.º bimestre", (1, 2)),
    ],
)
def test_part_of_the_year_is_its_months(text: str, months: tuple[int, ...]) -> None:
    read = read_schedule(text)
    assert (read.months, read.status) == (months, "stated")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("25 de novembro", (11,)),
        ("dia 8 de março", (3,)),
        ("1 de junho e 20 de novembro", (6, 11)),
        ("05/12/2024", (12,)),
        ("5-12-2024", (12,)),
        ("2024-03-01", (3,)),
        ("03/2024", (3,)),
        ("01/02/2025 a 30/04/2025", (2, 3, 4)),
        ("2.ª quinzena de maio", (5,)),
    ],
)
def test_date_is_its_month(text: str, months: tuple[int, ...]) -> None:
    read = read_schedule(text)
    assert (read.months, read.status) == (months, "stated")


@pytest.mark.parametrize(
    "text",
    [
        "Todo o ano",
        "ao longo do ano",
        "Ao longo de todo o ano",
        "durante o ano",
        "Durante todo o ano",
        "contínuo",
        "Contínua",
        "permanente",
        "em permanência",
        "Todos os meses",
        "durante 2024",
        "Ano inteiro",
        "diariamente",
        "em contínuo",
    ],
)
def test_what_goes_on_all_year_is_every_month(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.status) == (EVERY, "stated")


@pytest.mark.parametrize(
    ("text", "frequency"),
    [("mensal", "monthly"), ("Mensalmente", "monthly"), ("semanal", "weekly"), ("diário", "continuous")],
)
def test_what_happens_every_month_or_week_is_every_month(text: str, frequency: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.frequency) == (EVERY, frequency)


@pytest.mark.parametrize("text", ["Quinzenal", "de 15 em 15 dias", "2 vezes por mês", "de 3 em 3 semanas"])
def test_fortnightly_or_so_is_every_month_without_a_frequency_of_its_own(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.frequency, read.status) == (EVERY, None, "stated")


@pytest.mark.parametrize("text", ["quadrimestral", "3 vezes por ano", "5 sessões por ano", "bienal", "de 3 em 3 anos"])
def test_rarer_recurrence_without_a_code_is_stated_without_months(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.frequency, read.status) == (None, None, "stated")


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("trimestral", "quarterly"),
        ("semestral", "semiannual"),
        ("anual", "annual"),
        ("Anualmente", "annual"),
        ("bimestral", "bimonthly"),
        ("duas vezes por ano", "semiannual"),
        ("1 vez por ano", "annual"),
        ("sempre que necessário", "occasional"),
        ("Sempre que se justifique", "occasional"),
        ("pontual", "occasional"),
    ],
)
def test_rarer_recurrence_states_no_months(text: str, frequency: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.frequency, read.status) == (None, frequency, "stated")


def test_named_months_go_before_a_frequency() -> None:
    read = read_schedule("Mensal, de março a maio")
    assert (read.months, read.frequency) == ((3, 4, 5), "monthly")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("todo o ano, exceto agosto", (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)),
        ("Mensal (excepto julho e agosto)", (1, 2, 3, 4, 5, 6, 9, 10, 11, 12)),
        ("janeiro a junho, à exceção de abril", (1, 2, 3, 5, 6)),
    ],
)
def test_excepted_months_are_left_out(text: str, months: tuple[int, ...]) -> None:
    assert read_schedule(text).months == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("até junho", (1, 2, 3, 4, 5, 6)),
        ("Até ao final de março", (1, 2, 3)),
        ("até 31 de maio", (1, 2, 3, 4, 5)),
        ("até ao final do ano", EVERY),
        ("até ao fim do 1.º semestre", (1, 2, 3, 4, 5, 6)),
    ],
)
def test_bare_deadline_runs_from_the_start_of_the_plan_and_says_so(text: str, months: tuple[int, ...]) -> None:
    read = read_schedule(text)
    assert (read.months, read.status, read.note) == (months, "stated", "deadline")


@pytest.mark.parametrize("text", ["a partir de março", "desde março", "Com início em março"])
def test_bare_start_runs_to_the_end_of_the_plan(text: str) -> None:
    assert read_schedule(text).months == tuple(range(3, 13))


@pytest.mark.parametrize("text", ["Ano letivo", "Ano lectivo 2023/2024", "ao longo do ano letivo"])
def test_school_year_has_no_months_and_says_so(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.status, read.note) == (None, "stated", "school_year")


@pytest.mark.parametrize("text", ["2024", "2024/2025", "2024-2026", "Ano de 2024"])
def test_year_alone_states_no_months(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.frequency, read.status) == (None, None, "stated")


@pytest.mark.parametrize("text", ["verão", "conforme a lua", "xyz", "12"])
def test_what_is_not_understood_is_unreadable(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.frequency, read.status) == (None, None, "unreadable")


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("Janeiro", "Março", (1, 2, 3)),
        ("01/02/2024", "30/04/2024", (2, 3, 4)),
        ("outubro", "fevereiro", (1, 2, 10, 11, 12)),
    ],
)
def test_start_and_end_hold_the_months_between(start: str, end: str, months: tuple[int, ...]) -> None:
    assert set(read_period(start, end).months or ()) == set(months)


def test_months_over_the_end_of_the_year_are_sorted_also_from_start_and_end() -> None:
    assert read_period("outubro", "fevereiro").months == (1, 2, 10, 11, 12)


def test_end_without_a_start_is_a_deadline() -> None:
    read = read_period("", "junho")
    assert (read.months, read.note) == ((1, 2, 3, 4, 5, 6), "deadline")


def test_start_without_an_end_is_its_months() -> None:
    assert read_period("maio", "").months == (5,)


def test_neither_start_nor_end_is_not_stated() -> None:
    assert read_period("", "-").status == "not_stated"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("início de outubro", (10,)),
        ("nos primeiros dias de maio", (5,)),
        ("1.as semanas de outubro", (10,)),
        ("início em março e conclusão em junho", (3, 4, 5, 6)),
        ("Início: março; Fim: junho", (3, 4, 5, 6)),
        ("de março até ao final do ano", tuple(range(3, 13))),
        ("desde março até ao final do ano", tuple(range(3, 13))),
        ("a partir de outubro até ao fim de 2023", (10, 11, 12)),
        ("de março em diante", tuple(range(3, 13))),
        ("a partir do 2.º trimestre", tuple(range(4, 13))),
        ("T1 a T3", tuple(range(1, 10))),
        ("depois de setembro", (10, 11, 12)),
        ("após 15 de setembro", (9, 10, 11, 12)),
        ("último trimestre", (10, 11, 12)),
        ("15/03 a 20/04", (3, 4)),
        ("Anual (out)", (10,)),
        ("jan → mar", (1, 2, 3)),
        ("janeiro (diagnóstico) a março", (1, 2, 3)),
        ("Abril - Junho - Setembro", (4, 6, 9)),
        ("jan/dez", EVERY),
        ("fevereiro/março a junho", (2, 3, 4, 5, 6)),
        ("24/7", EVERY),
        ("de segunda a sexta-feira", EVERY),
        ("todas as 2.as feiras", EVERY),
        ("2/3 vezes por semana", EVERY),
        ("12 meses", EVERY),
    ],
)
def test_phrase_is_read_as_a_person_reads_it(text: str, months: tuple[int, ...]) -> None:
    read = read_schedule(text)
    assert (read.months, read.status, read.note) == (months, "stated", None)


@pytest.mark.parametrize(
    "text", ["janeiro de 2023 a junho de 2024", "01/01/2023 a 30/06/2024", "maio 2022 - abril 2023"]
)
def test_stretch_of_a_year_or_more_touches_every_month(text: str) -> None:
    assert read_schedule(text).months == EVERY


@pytest.mark.parametrize(
    "text", ["dez sessões", "ao longo de dez meses", "Dia do Mar", "set de materiais", "2 semestres"]
)
def test_words_that_look_like_months_name_none(text: str) -> None:
    assert read_schedule(text).months is None


def test_deadline_beside_a_range_keeps_both() -> None:
    read = read_schedule("até maio e de setembro a dezembro")
    assert (read.months, read.note) == ((1, 2, 3, 4, 5, 9, 10, 11, 12), "deadline")


def test_month_before_which_something_ends_is_not_touched() -> None:
    assert read_schedule("antes de março").months == (1, 2)
    assert read_schedule("antes de 15 de março").months == (1, 2, 3)


@pytest.mark.parametrize("text", ["de março até à inauguração", "setembro até final das obras"])
def test_range_to_an_end_that_is_no_month_is_unreadable(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.status) == (None, "unreadable")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Janeiro a junho (exceto abril) e setembro a dezembro", (1, 2, 3, 5, 6, 9, 10, 11, 12)),
        ("julho e agosto, exceto 15 de agosto", (7, 8)),
        ("dezembro, exceto dia 25 de dezembro", (12,)),
        ("todo o ano, excetuando agosto", (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)),
        ("todo o ano, exceptuando o mês de agosto", (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)),
        ("todo o ano, exceto de 15 de julho a 31 de agosto", (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)),
        ("todo o ano exceto agosto, com avaliação em dezembro", (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)),
        ("não se realiza em agosto", (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)),
        ("maio a agosto, com interrupção em julho", (5, 6, 8)),
        ("todo o ano, sem interrupção em agosto", EVERY),
        ("salvo indisponibilidade, em maio", (5,)),
        ("Maio, exceto fins de semana", (5,)),
        ("maio, exceto maio", (5,)),
    ],
)
def test_exception_takes_away_whole_months_only_and_never_all(text: str, months: tuple[int, ...]) -> None:
    assert read_schedule(text).months == months


@pytest.mark.parametrize(
    "text", ["todo o ano, pelo menos uma sessão em março", "ao longo do ano, com especial incidência em maio"]
)
def test_months_that_are_the_least_do_not_narrow_a_recurrence(text: str) -> None:
    assert read_schedule(text).months == EVERY


def test_months_that_are_the_least_are_those_where_nothing_else_is_said() -> None:
    assert read_schedule("pelo menos em março e maio").months == (3, 5)


@pytest.mark.parametrize("text", ["quadrimestral", "três vezes por ano", "bienal", "dez vezes por ano"])
def test_recurrence_without_a_code_is_stated_without_months(text: str) -> None:
    read = read_schedule(text)
    assert (read.months, read.frequency, read.status) == (None, None, "stated")


def test_start_and_end_further_than_a_year_apart_are_every_month() -> None:
    assert read_period("01/01/2023", "30/06/2024").months == EVERY


def test_start_without_an_end_says_so() -> None:
    assert read_period("maio", "").note == "start_only"
    assert read_period("maio", "a definir").note == "start_only"
    assert read_period("a partir de maio", "").note is None


def test_end_that_is_open_runs_to_the_end_of_the_plan() -> None:
    assert read_period("outubro", "em contínuo").months == (10, 11, 12)


WORDS = st.sampled_from(
    [
        "janeiro",
        "março",
        "Dez.",
        "a",
        "até",
        "entre",
        "e",
        "exceto",
        "1.º",
        "trimestre",
        "S2",
        "31/12",
        "2024",
        "todo",
        "o",
        "ano",
        "mensal",
        "-",
        ";",
        "de",
        "fim",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=8).map(" ".join)))
def test_any_words_are_read_without_an_error_and_within_the_year(text: str) -> None:
    read = read_schedule(text)
    months = read.months or ()
    assert set(months) <= set(YEAR)
    assert list(months) == sorted(set(months))
    assert not months or read.status == "stated"
    assert read.months != ()
