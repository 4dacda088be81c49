from __future__ import annotations

import pytest

from analysis.documents.actions import read_actions
from analysis.documents.grid import Cell, Place, Row, Table

HEADER = "Eixo|Objetivo|Ação|Responsável|Parceiros|Cronograma|<|<|<\n^|^|^|^|^|Jan|Fev|Mar|Abr\n"


def test_merged_cells_hold_for_every_row_that_they_span(actions_of) -> None:
    read = actions_of(HEADER + "Saúde|Cuidar|Feira|CM|GNR|X|||\n^|^|Baile|^|^||X||")
    assert [(a.standing.domain, a.standing.goal, a.responsible, a.partners) for a in read.actions] == [
        ("Saúde", "Cuidar", "CM", "GNR")
    ] * 2
    assert not read.decisions


def test_blank_cell_that_is_not_merged_says_nothing(actions_of) -> None:
    read = actions_of(HEADER + "Saúde|Cuidar|Feira|CM|GNR|X|||\n^|^|Baile|CM|||X||")
    assert [a.partners for a in read.actions] == ["GNR", ""]


def test_rows_of_a_merged_action_are_one_action(actions_of) -> None:
    read = actions_of("Ação|Responsável|Indicadores\nFeira|CM|N.º de bancas\n^|GNR|N.º de visitas\nBaile|PSP|N.º")
    assert [(a.action, a.responsible, a.indicators) for a in read.actions] == [
        ("Feira", "CM\nGNR", ("N.º de bancas", "N.º de visitas")),
        ("Baile", "PSP", ("N.º",)),
    ]


@pytest.mark.parametrize(
    "parted", ["Criar um grupo\nPromover encontros", "<p>Criar um grupo</p> <p>Promover encontros</p>"]
)
def test_two_paragraphs_that_both_begin_like_actions_are_read_as_one_and_told(parted) -> None:
    rows = [["Ação", "Responsável"], [parted, "CM"], ["Criar uma feira e\nPromover o comércio", "CM"]]
    read = read_actions([Table(tuple(Row(tuple(map(Cell, row)), Place(line=n)) for n, row in enumerate(rows)))])
    assert [a.action for a in read.actions] == [
        "Criar um grupo Promover encontros",
        "Criar uma feira e Promover o comércio",
    ]
    assert [(d.key, d.seq, d.field, d.text) for d in read.decisions] == [
        ("two_actions", 1, "action", "Promover encontros")
    ]


def test_mark_in_merged_months_counts_for_each(actions_of) -> None:
    read = actions_of(HEADER + "Saúde|Cuidar|Feira|CM|GNR||X|<|\n^|^|Baile|CM|GNR|#|<#||")
    assert [a.months for a in read.actions] == [(2, 3), (1, 2)]


def test_months_merged_over_rows_count_for_each_action(actions_of) -> None:
    read = actions_of(HEADER + "Saúde|Cuidar|Feira|CM|GNR||X||\n^|^|Baile|CM|GNR||^||")
    assert [a.months for a in read.actions] == [(2,), (2,)]


def test_words_in_merged_months_are_read(actions_of) -> None:
    read = actions_of(HEADER + "Saúde|Cuidar|Feira|CM|GNR|Ao longo do ano|<|<|<")
    assert [(a.months, a.schedule_status) for a in read.actions] == [(tuple(range(1, 13)), "stated")]


def test_row_of_one_merged_cell_is_a_banner(actions_of) -> None:
    read = actions_of(
        "Ação|Responsável|Parceiros\nFeira|CM|GNR\nEducação e formação|<|<\nBaile|CM|PSP\nNota: a rever|<|<"
    )
    assert [(a.action, a.standing.domain) for a in read.actions] == [("Feira", None), ("Baile", "Educação e formação")]
    assert ("remark_row", "Nota: a rever") in [(d.key, d.text) for d in read.decisions]


def test_number_before_a_merged_banner_is_left(actions_of) -> None:
    read = actions_of("N.º|Ação|Responsável|Parceiros\n1|Educação e formação|<|<\n1.1|Baile|CM|PSP")
    assert [(a.action, a.standing.domain) for a in read.actions] == [("Baile", "Educação e formação")]


def test_label_before_a_merged_banner_names_its_level(actions_of) -> None:
    read = actions_of("Ação|Responsável|Parceiros|Prazo\nEixo 2|Educação|<|<\nBaile|CM|PSP|maio")
    standing = read.actions[0].standing
    assert (standing.domain_no, standing.domain) == (2, "Educação")


def test_banner_at_once_below_another_in_another_fill_is_its_axis(actions_of) -> None:
    read = actions_of(
        "Ação|Responsável|Parceiros\nSaúde@|<@|<@\nPrevenir#|<#|<#\nFeira|CM|GNR\nTratar#|<#|<#\nBaile|CM|GNR\n"
        "Lar@|<@|<@\nObras#|<#|<#\nCasa|CM|GNR"
    )
    assert [(a.standing.domain, a.standing.axis) for a in read.actions] == [
        ("Saúde", "Prevenir"),
        ("Saúde", "Tratar"),
        ("Lar", "Obras"),
    ]


def test_heading_merged_over_columns_heads_them_all(actions_of) -> None:
    read = actions_of("Ação|<|Responsável|Parceiros|<\n1|Feira|CM|GNR|PSP")
    assert [(a.action, a.partners) for a in read.actions] == [("Feira", "GNR\nPSP")]
    assert not [d for d in read.decisions if d.key == "text_under_no_heading"]


def test_prose_across_the_table_is_a_remark(actions_of) -> None:
    prose = "As ações que se seguem foram propostas pelos parceiros e aprovadas em plenário, " * 3 + "como se indica."
    read = actions_of(f"Ação|Responsável|Parceiros\n{prose}|<|<\nBaile|CM|PSP")
    assert [(a.action, a.standing.domain) for a in read.actions] == [("Baile", None)]


def test_months_parted_into_fortnights_are_months(actions_of) -> None:
    read = actions_of(
        "Ação|Responsável|Parceiros|Cronograma|<|<|<\n^|^|^|Jan|<|Fev|<\n^|^|^|1.ª|2.ª|1.ª|2.ª\n"
        "Feira|CM|GNR|||X|\nBaile|CM|GNR||#|#|"
    )
    assert [(a.action, a.months) for a in read.actions] == [("Feira", (2,)), ("Baile", (1, 2))]


def test_quarter_over_three_columns_names_a_month_in_each(actions_of) -> None:
    read = actions_of("Ação|Responsável|1.º trimestre|<|<|2.º trimestre|<|<\nFeira|CM||X||||X")
    assert [a.months for a in read.actions] == [(2, 6)]


def test_blank_grid_of_a_document_that_carries_fills_was_not_lost(actions_of) -> None:
    grid = "Ação|Responsável|Jan|Fev\nFeira|CM||"
    assert [d.key for d in actions_of(grid).decisions] == ["months_not_carried"]
    assert [d.key for d in actions_of(grid.replace("Ação", "Ação#")).decisions] == ["months_blank"]


def test_ordinals_under_a_quarter_heading_are_quarters(actions_of) -> None:
    read = actions_of("Ação|Responsável|TRIMESTRE|<|<|<\n^|^|1.º|2.º|3.º|4.º\nFeira|CM||X||X\nBaile|CM|X|||")
    assert [a.months for a in read.actions] == [(4, 5, 6, 10, 11, 12), (1, 2, 3)]
    read = actions_of("Ação|Responsável|Semestres|\n||I|II\nFeira|CM||X")
    assert [a.months for a in read.actions] == [(7, 8, 9, 10, 11, 12)]


def test_level_may_begin_beside_a_banner(actions_of) -> None:
    read = actions_of(
        "Eixo|Ação|Responsável|Prazo\nEixo 1 – Famílias|Objetivo: Apoiar|<|<\n^|Feira|CM|maio\n^|Objetivo: Ouvir|<|<\n"
        "^|Baile|CM|maio"
    )
    assert [(a.standing.domain, a.standing.goal) for a in read.actions] == [
        ("Famílias", "Apoiar"),
        ("Famílias", "Ouvir"),
    ]


def test_sign_of_repetition_stands_for_the_text_above_and_is_told(actions_of) -> None:
    read = actions_of('Eixo|Objetivo|Ação|Responsável|Prazo\nSaúde|Cuidar|Feira|CM|maio\nIdem|"|Baile|idem|- " -')
    second = read.actions[1]
    assert (second.standing.domain, second.standing.goal, second.responsible) == ("Saúde", "Cuidar", "CM")
    assert second.months == (5,)
    assert [(d.key, d.field, d.text) for d in read.decisions if d.key == "ditto"] == [
        ("ditto", "domain", "Idem"),
        ("ditto", "goal", '"'),
        ("ditto", "responsible", "idem"),
        ("ditto", "schedule", '- " -'),
    ]


def test_sign_of_repetition_repeats_no_action_and_nothing_where_nothing_is_above(actions_of) -> None:
    read = actions_of("Ação|Responsável|Parceiros\nIdem|Idem|GNR")
    assert [(a.action, a.responsible, a.partners) for a in read.actions] == [("Idem", "Idem", "GNR")]


def test_level_that_is_only_a_dash_is_none(actions_of) -> None:
    read = actions_of("Eixo|Objetivo|Ação|Responsável\nSaúde|Cuidar|Feira|CM\nSaúde|-|Baile|CM\nSaúde||Jogo|CM")
    assert [a.standing.goal for a in read.actions] == ["Cuidar", None, None]


def test_filled_rows_of_a_first_cell_are_banners_though_they_are_not_merged(actions_of) -> None:
    read = actions_of(
        "Ação|Responsável|Prazo\nFeira|CM|maio\nSaúde#|#|#\nVacinas|CM|junho\nHabitação#|#|#\nObras|CM|julho"
    )
    assert [(a.action, a.standing.domain) for a in read.actions] == [
        ("Feira", None),
        ("Vacinas", "Saúde"),
        ("Obras", "Habitação"),
    ]


def test_zebra_row_with_nothing_but_its_action_is_an_action(actions_of) -> None:
    read = actions_of("Ação|Responsável|Prazo\nFeira|CM|maio\nBaile~|~|~\nVacinas|CM|junho\nObras~|CM~|julho~")
    assert [a.action for a in read.actions] == ["Feira", "Baile", "Vacinas", "Obras"]


def test_words_of_recurrence_over_some_months_leave_these_months(actions_of) -> None:
    read = actions_of(HEADER + "Saúde|Cuidar|Feira|CM|GNR|aulas semanais|<|<|\n^|^|Baile|CM|GNR||mensal||")
    assert [(a.months, a.frequency) for a in read.actions] == [
        ((1, 2, 3), "weekly"),
        (tuple(range(1, 13)), "monthly"),
    ]


def test_numbers_under_a_heading_of_months_are_months(actions_of) -> None:
    read = actions_of("Ação|Quem|Meses (n.º)\nFeira|CM|3, 4 e 5\nBaile|CM|9 a 12\nJogo|CM|10")
    assert [a.months for a in read.actions] == [(3, 4, 5), (9, 10, 11, 12), (10,)]


def test_numbers_under_another_heading_are_no_months(actions_of) -> None:
    for heading in ("Duração (meses)", "Prazo"):
        read = actions_of(f"Ação|Quem|{heading}\nFeira|CM|12")
        assert [(a.months, a.schedule_status) for a in read.actions] == [(None, "unreadable")]
