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


def standings(plan: Plan, *names: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(action.standing, name) for name in names) for action in plan.actions]


def keys(plan: Plan) -> list[tuple[str, int | None]]:
    return [(d.key, d.seq) for d in plan.decisions if d.key not in ("municipality_unknown", "year_unknown")]


def test_plan_of_one_level_has_a_domain_only(plan_of) -> None:
    plan = plan_of("Eixo|Ação|Parceiros\nSaúde|Feira|GNR")
    assert standings(plan, "domain", "axis", "goal", "agenda") == [("Saúde", None, None, None)]


def test_no_level_at_all_is_unknown(plan_of) -> None:
    assert standings(plan_of("Ação|Parceiros\nFeira|GNR"), "domain", "axis", "goal") == [(None, None, None)]


def test_blank_cell_carries_the_one_above(plan_of) -> None:
    plan = plan_of("Eixo|Objetivo|Ação|Parceiros\nSaúde|Cuidar|Feira|GNR\n||Baile|PSP\n|Curar|Rastreio|GNR")
    assert standings(plan, "domain", "goal") == [("Saúde", "Cuidar"), ("Saúde", "Cuidar"), ("Saúde", "Curar")]
    assert keys(plan) == []


def test_goal_carried_under_a_new_axis_is_a_decision(plan_of) -> None:
    plan = plan_of("Eixo|Objetivo|Ação|Parceiros\nSaúde|Cuidar|Feira|GNR\nEmprego||Bolsa|IEFP")
    assert standings(plan, "domain", "goal") == [("Saúde", "Cuidar"), ("Emprego", "Cuidar")]
    assert keys(plan) == [("carried_under_new_axis", 2)]


def test_lower_level_is_not_carried_under_a_new_domain(plan_of) -> None:
    plan = plan_of("Domínio|Eixo|Ação|Parceiros\nSaúde|Prevenir|Feira|GNR\nEmprego||Bolsa|IEFP")
    assert standings(plan, "domain", "axis") == [("Saúde", "Prevenir"), ("Emprego", None)]
    assert keys(plan) == [("level_unknown", 2)]


def test_levels_are_carried_over_a_page_break_and_that_is_a_decision(plan_of) -> None:
    plan = plan_of("Eixo|Ação|Parceiros\nSaúde|Feira|GNR\n\nPágina 2\n|Baile|PSP\n|Rastreio|GNR")
    assert standings(plan, "domain") == [("Saúde",)] * 3
    assert keys(plan) == [("carried_over_page", 2)]


def test_first_blank_cell_is_unknown(plan_of) -> None:
    plan = plan_of("Eixo|Ação|Parceiros\n|Feira|GNR")
    assert standings(plan, "domain") == [(None,)]
    assert keys(plan) == [("level_unknown", 1)]


def test_new_section_forgets_what_stood_below_the_old_one(plan_of) -> None:
    plan = plan_of(
        "Eixo 1: Saúde\nObjetivo|Ação|Parceiros\nCuidar|Feira|GNR\nEixo 2: Lar\nObjetivo|Ação|Parceiros\n|Bolsa|IEFP"
    )
    assert standings(plan, "domain_no", "domain", "goal") == [(1, "Saúde", "Cuidar"), (2, "Lar", None)]


def test_second_kind_of_section_is_the_axis(plan_of) -> None:
    plan = plan_of(
        "Domínio 1: Saúde\nMedida 1.1: Agir\nAção|Parceiros\nFeira|GNR\nMedida 1.2: Curar\nAção|Parceiros\nBaile|GNR"
    )
    assert standings(plan, "domain", "axis") == [("Saúde", "Agir"), ("Saúde", "Curar")]


def test_banner_below_a_section_is_the_axis(plan_of) -> None:
    plan = plan_of("Domínio 1: Saúde\nAção|Parceiros\nEixo 1: Prevenir|\nFeira|GNR")
    assert standings(plan, "domain", "axis") == [("Saúde", "Prevenir")]


def test_capitals_over_domains_are_the_agenda(plan_of) -> None:
    plan = plan_of(
        "MAIS COESÃO\n\nDomínio 1: Saúde\nAção|Parceiros\nFeira|GNR\nDomínio 2: Lar\nAção|Parceiros\nObra|GNR"
    )
    assert standings(plan, "agenda", "domain") == [("MAIS COESÃO", "Saúde"), ("MAIS COESÃO", "Lar")]


def test_banner_over_a_thematic_column_is_the_agenda(plan_of) -> None:
    plan = plan_of("Área|Ação|Parceiros\n1. Gestão||\nReuniões|Plenário|GNR\n|Atas|PSP\n2. Obras||\nCasas|Pintura|GNR")
    assert standings(plan, "agenda", "domain") == [
        ("1. Gestão", "Reuniões"),
        ("1. Gestão", "Reuniões"),
        ("2. Obras", "Casas"),
    ]


def test_general_objective_that_heads_a_domain_is_its_objective(plan_of) -> None:
    plan = plan_of("Eixo 1: Saúde\nObjetivo geral: Cuidar\nAção|Parceiros\nFeira|GNR")
    assert standings(plan, "domain", "objective", "goal") == [("Saúde", "Cuidar", None)]


def test_objective_stands_for_a_domain_that_is_missing_and_that_is_a_decision(plan_of) -> None:
    plan = plan_of("Objetivo estratégico 2: Cuidar\nAção|Parceiros\nFeira|GNR")
    assert standings(plan, "domain_no", "domain") == [(2, "Cuidar")]
    assert keys(plan) == [("objective_as_domain", 1)]


def test_line_above_the_table_stands_for_a_domain_that_is_missing(plan_of) -> None:
    plan = plan_of("Saúde e bem-estar\n\nPágina 3\nAção|Parceiros\nFeira|GNR")
    assert standings(plan, "domain") == [("Saúde e bem-estar",)]
    assert keys(plan) == [("caption_as_domain", 1)]


def test_line_above_another_table_says_nothing(plan_of) -> None:
    plan = plan_of("Lista de coisas\nA|Um\nB|Dois\n\nAção|Parceiros\nFeira|GNR")
    assert standings(plan, "domain") == [(None,)]


def test_third_level_is_left_out_and_told(plan_of) -> None:
    plan = plan_of("Eixo|Área|Medida|Ação|Parceiros\nA|B|C|Feira|GNR")
    assert standings(plan, "domain", "axis") == [("A", "B")]
    assert keys(plan) == [("level_left_out", 1)]


def test_unlabelled_lone_row_is_a_section_and_told(plan_of) -> None:
    plan = plan_of("Ação|Parceiros\nSaúde|\nFeira|GNR")
    assert standings(plan, "domain") == [("Saúde",)]
    assert ("row_as_section", None) in keys(plan)


def test_row_without_an_action_joins_the_one_above_and_is_told(plan_of) -> None:
    plan = plan_of("Ação|Parceiros|Indicadores\nFeira|GNR|Um\n|PSP|Dois")
    assert [(a.partners, a.indicators) for a in plan.actions] == [("GNR\nPSP", ("Um", "Dois"))]
    assert keys(plan) == [("row_continued", 1)]


def test_blank_month_grid_is_told_once(plan_of) -> None:
    plan = plan_of("Ação|Parceiros|Jan|Fev\nFeira|GNR||\nBaile|PSP||")
    assert [(a.months, a.schedule_status) for a in plan.actions] == [(None, "not_stated")] * 2
    assert keys(plan) == [("months_not_carried", None)]


def test_marked_months_are_drawn(plan_of) -> None:
    plan = plan_of("Ação|Parceiros|Jan|Fev\nFeira|GNR||X\nBaile|PSP||")
    assert [(a.months, a.schedule_status) for a in plan.actions] == [((2,), "drawn"), (None, "not_stated")]


def test_no_schedule_column_is_absent(plan_of) -> None:
    assert plan_of("Ação|Parceiros\nFeira|GNR").actions[0].schedule_status == "absent"


def test_row_of_a_new_domain_without_an_action_heads_the_rows_below_and_is_told(plan_of) -> None:
    plan = plan_of("Domínio|Ação|Quem\nSaúde|Feira|CMA\nHabitação||IEFP\n|Obras|GNR")
    assert standings(plan, "domain") == [("Saúde",), ("Habitação",)]
    assert [action.responsible for action in plan.actions] == ["CMA", "GNR"]
    assert keys(plan) == [("row_of_new_level", None)]


def test_new_domain_without_an_action_forgets_the_axis_of_the_old(plan_of) -> None:
    plan = plan_of("Domínio|Eixo|Ação|Quem\nSaúde|Curar|Feira|CMA\nHabitação|||IEFP\n||Obras|GNR")
    assert standings(plan, "domain", "axis") == [("Saúde", "Curar"), ("Habitação", None)]


def test_row_with_an_axis_only_heads_the_rows_below(plan_of) -> None:
    plan = plan_of("Domínio|Eixo|Ação|Quem\nSaúde|Curar|Feira|CMA\n|Prevenir||\n||Obras|GNR")
    assert standings(plan, "domain", "axis") == [("Saúde", "Curar"), ("Saúde", "Prevenir")]


def test_domain_keeps_its_first_wording_and_that_is_told(plan_of) -> None:
    plan = plan_of("Domínio|Ação|Quem\nSaúde|Um|CMA\nSAÚDE|Dois|GNR\nSaúde.|Três|PSP\nSaúde mental|Quatro|PSP")
    assert standings(plan, "domain") == [("Saúde",)] * 3 + [("Saúde mental",)]
    assert keys(plan) == [("domain_reworded", 2), ("domain_reworded", 3)]


def test_domains_of_two_numbers_stay_two(plan_of) -> None:
    plan = plan_of("Domínio 1: Saúde\nAção|Quem\nUm|CMA\nDomínio 2: SAÚDE\nAção|Quem\nDois|GNR")
    assert standings(plan, "domain") == [("Saúde",), ("SAÚDE",)]


def test_every_heading_that_is_not_labelled_is_told(plan_of) -> None:
    plan = plan_of("Ação|Quem|Quando\nFeira|CMA|maio\nEMPREGO|EMPREGO|EMPREGO\nBolsa|IEFP|junho")
    assert standings(plan, "domain") == [(None,), ("EMPREGO",)]
    assert ("text_as_section", None) in keys(plan)


@pytest.mark.parametrize("text", ["2. Saúde", "2 - Saúde", "2) Saúde", "II – Saúde", "2.Saúde"])
def test_number_without_a_label_is_that_of_the_domain(plan_of, text: str) -> None:
    plan = plan_of(f"Eixo|Ação|Quem\n{text}|Feira|CMA")
    assert standings(plan, "domain_no", "domain") == [(2, "Saúde")]


@pytest.mark.parametrize("text", ["1.º Direito", "2.1. Saúde", "2.1 Saúde", "Vida ativa", "I.P.S.S. do concelho"])
def test_what_is_no_plain_number_stays_in_the_words_of_the_domain(plan_of, text: str) -> None:
    plan = plan_of(f"Eixo|Ação|Quem\n{text}|Feira|CMA")
    assert standings(plan, "domain_no", "domain") == [(None, text)]


def test_number_of_a_goal_stays_in_its_words(plan_of) -> None:
    plan = plan_of("Eixo|Objetivo|Ação|Quem\n1. Saúde|1. Vacinar|Feira|CMA")
    assert standings(plan, "domain", "goal") == [("Saúde", "1. Vacinar")]


def test_target_beside_the_action_is_not_carried_to_the_next(plan_of) -> None:
    plan = plan_of("Eixo|Ação|Meta|Quem\nSaúde|Feira|100 pessoas|CMA\n|Baile||CMA")
    assert standings(plan, "domain", "goal") == [("Saúde", "100 pessoas"), ("Saúde", None)]


def test_column_that_only_ranks_is_no_theme(plan_of) -> None:
    plan = plan_of("Eixo|Ação|Prioridade|Quem\nSaúde|Feira|Alta|CMA\n|Baile|Média|CMA\n|Jogo||CMA")
    assert standings(plan, "domain", "axis") == [("Saúde", None)] * 3


def test_label_that_an_introduction_names_first_ranks_where_it_stands_over_the_tables(actions_of) -> None:
    read = actions_of(
        "Medida 1: a que vem do plano anterior", "Segue-se o plano.", "Eixo 1 – Saúde", "Medida 1.1 – Curar",
        "Ação|Quem\nFeira|CM", "Medida 1.2 – Prevenir", "Ação|Quem\nBaile|CM",
    )  # fmt: skip
    assert [(a.standing.domain, a.standing.axis) for a in read.actions] == [("Saúde", "Curar"), ("Saúde", "Prevenir")]
