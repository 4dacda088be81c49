from __future__ import annotations

from pathlib import Path

import pytest

from analysis.documents.plan import Plan, read_plan


@pytest.fixture
def plan_of(tmp_path: Path):
    """Return a reader of plans written with ``|`` between cells."""

    def read(text: str) -> Plan:
        path = tmp_path / "plano.txt"
        path.write_text(text.replace("|", "\t"), encoding="utf-8")
        return read_plan(path)

    return read


def told(plan: Plan, key: str) -> list[tuple[int | None, str | None]]:
    return [(d.seq, d.text) for d in plan.decisions if d.key == key]


def test_table_with_a_known_heading_that_is_not_read_is_told(plan_of) -> None:
    plan = plan_of("Ações|Quem|Quando\nUm|CMA|março\nmais propostas\nSugestões|Quem|Quando\nTrês|IEFP|maio")
    assert len(plan.actions) == 1
    assert told(plan, "table_not_read") == [(None, "Sugestões | Quem | Quando")]


def test_table_of_contents_is_not_told(plan_of) -> None:
    plan = plan_of("Índice\nAção social|3\nParceiros|4\n\nAções|Quem\nUm|CMA")
    assert told(plan, "table_not_read") == []


def test_rest_of_a_table_that_is_not_taken_over_is_told(plan_of) -> None:
    plan = plan_of("Ação|Quem|Quando\nUm|CMA|março\nAção|Custo|Fonte\nDois|100 €|PO")
    assert told(plan, "table_not_read") == [(None, "Ação | Custo | Fonte")]
    plan = plan_of("Ação|Quem|Quando\nUm|CMA|março\nAs entidades abaixo assinaram este plano.\nGNR|Fulano|Guarda")
    assert told(plan, "table_not_read") == [(None, "GNR | Fulano | Guarda")]


def test_table_without_a_header_is_told(plan_of) -> None:
    plan = plan_of("Ação|Quem|Quando\nUm|CMA|março\n\nDois|GNR|abril")
    assert told(plan, "table_continued") == [(None, "Dois | GNR | abril")]


def test_grid_of_signs_of_nothing_is_no_grid_that_is_lost(plan_of) -> None:
    plan = plan_of("Ação|Quem|Jan|Fev\nUm|CMA|-|-")
    assert plan.actions[0].schedule_status == "not_stated"
    assert told(plan, "months_not_carried") == []


def test_frequency_of_an_indicator_does_not_deny_the_months(plan_of) -> None:
    plan = plan_of("Ação|Indicadores|Quando\nUm|Reuniões mensais|maio\nDois|Reuniões mensais|")
    assert [action.frequency for action in plan.actions] == ["monthly", "monthly"]
    assert told(plan, "frequency_beside_months") == [(1, "Reuniões mensais")]
    assert told(plan, "frequency_of_indicator") == [(2, "Reuniões mensais")]


def test_frequency_that_has_no_code_is_told_and_none_is_taken_from_the_indicator(plan_of) -> None:
    rows = ["Um|N.º|quadrimestral", "Dois|Reuniões mensais|2 vezes por mês", "Três|N.º|trimestral", "Quatro|N.º|maio"]
    plan = plan_of("\n".join(["Ação|Indicadores|Quando", *rows]))
    assert [action.frequency for action in plan.actions] == [None, None, "quarterly", None]
    assert [action.months for action in plan.actions] == [None, tuple(range(1, 13)), None, (5,)]
    assert told(plan, "frequency_uncoded") == [(1, "quadrimestral"), (2, "2 vezes por mês")]
    assert told(plan, "frequency_beside_months") == []


def test_recurrence_without_a_code_leaves_the_months_that_are_marked(plan_of) -> None:
    plan = plan_of("Ação|Quem|Periodicidade|Jan|Fev|Mar\nUm|CMA|3 vezes por ano|X||X")
    assert (plan.actions[0].months, plan.actions[0].frequency) == ((1, 3), None)
    assert told(plan, "frequency_uncoded") == [(1, "3 vezes por ano")]


def test_municipality_of_a_passing_mention_is_told(plan_of) -> None:
    lines = "\n".join(["linha"] * 70)
    plan = plan_of(f"{lines}\nReunião com a Câmara Municipal do Porto\nAção|Quem\nUm|CMA")
    assert told(plan, "municipality_by_mention") == [(None, "Porto")]


@pytest.fixture
def stated(tmp_path: Path):
    """Return what a plan states otherwise than its reader was told, or than the name of its file."""

    def read(name: str = "plano.txt", text: str = "Rede Social de Beja\nPlano de Ação 2024", **given: object):
        path = tmp_path / name
        path.write_text(f"{text}\nAção\tQuem\nUm\tCMA", encoding="utf-8")
        plan = read_plan(path, **given)
        found = [(d.key, d.field, d.text) for d in plan.decisions if d.key.endswith("_differs")]
        return plan.plan_id, found

    return read


def test_what_is_given_holds_and_what_the_document_states_otherwise_is_told(stated) -> None:
    assert stated() == ("beja-2024", [])
    assert stated(municipality="beja", year=2024) == ("beja-2024", [])
    told = [("given_differs", "year", "2024"), ("given_differs", "municipality", "Beja")]
    assert stated(municipality="Serpa", year=2025) == ("serpa-2025", told)


def test_document_that_says_nothing_or_in_passing_only_differs_from_nothing(stated) -> None:
    assert stated(text="Plano", municipality="Serpa", year=2025) == ("serpa-2025", [])
    passing = "\n".join(["linha"] * 70) + "\nReunião com a Câmara Municipal do Porto"
    assert stated(text=passing, municipality="Serpa", year=2025) == ("serpa-2025", [])


def test_name_of_a_file_that_differs_from_the_text_is_told(stated) -> None:
    assert stated("plano-serpa.txt") == ("serpa-2024", [("name_differs", "municipality", "Beja")])
    assert stated("plano-serpa.txt", municipality="Serpa") == ("serpa-2024", [])
    assert stated("plano-beja.txt") == ("beja-2024", [])


def test_capitals_under_a_theme_are_an_action_that_names_nobody(plan_of) -> None:
    plan = plan_of("Domínio|Ação|Quem|Quando\nSaúde|Feira|GNR|maio\n|FORMAÇÃO DE CUIDADORES||\n|Baile|GNR|junho")
    assert [(a.standing.domain, a.action) for a in plan.actions] == [
        ("Saúde", "Feira"),
        ("Saúde", "FORMAÇÃO DE CUIDADORES"),
        ("Saúde", "Baile"),
    ]


def test_months_of_other_years_are_left_out_and_told(plan_of) -> None:
    plan = plan_of(
        "Plano de Ação 2025\nAção|Quem|Quando\n"
        "Feira|CM|outubro de 2024 a fevereiro de 2025\nBaile|CM|janeiro a março de 2025"
    )
    assert [action.months for action in plan.actions] == [(1, 2), (1, 2, 3)]
    assert told(plan, "schedule_beyond") == [(1, "outubro de 2024 a fevereiro de 2025")]


def test_schedule_of_another_year_is_told(plan_of) -> None:
    plan = plan_of(
        "Plano de Ação 2024\nAção|Quem|Quando\nFeira|CM|outubro de 2023\nBaile|CM|maio de 2024\nJogo|CM|maio"
    )
    assert [action.months for action in plan.actions] == [(10,), (5,), (5,)]
    assert told(plan, "schedule_other_year") == [(1, "outubro de 2023")]


def test_every_year_that_the_title_spans_is_the_plans(plan_of) -> None:
    plan = plan_of("Plano de Ação 2022-2024\nAção|Quem|Quando\nFeira|CM|outubro de 2023\nBaile|CM|maio de 2025")
    assert told(plan, "schedule_other_year") == [(2, "maio de 2025")]
