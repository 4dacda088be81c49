from __future__ import annotations

from dataclasses import replace

from analysis.documents.actions import read_actions
from analysis.documents.grid import Place, Table

FICHA = "Eixo|Saúde\nAção|{}\nResponsável|CM\nParceiros|GNR/PSP\nIndicadores|N.º\nCalendarização|maio"


def test_table_of_labels_and_values_is_one_action(actions_of) -> None:
    read = actions_of(FICHA.format("Feira"))
    action = read.actions[0]
    assert (action.action, action.standing.domain, action.responsible, action.partners) == (
        "Feira",
        "Saúde",
        "CM",
        "GNR\nPSP",
    )
    assert (action.indicators, action.months) == (("N.º",), (5,))


def test_every_table_is_an_action_and_its_place_is_kept(actions_of) -> None:
    read = actions_of("Ficha de ação 1", FICHA.format("Feira"), "Ficha de ação 2", FICHA.format("Baile"))
    assert [(a.action, a.place.table) for a in read.actions] == [("Feira", 1), ("Baile", 2)]


def test_fichas_in_one_table_begin_with_the_first_label(actions_of) -> None:
    read = actions_of(FICHA.format("Feira") + "\n" + FICHA.format("Baile"))
    assert [(a.action, a.partners) for a in read.actions] == [("Feira", "GNR\nPSP"), ("Baile", "GNR\nPSP")]


def test_two_pairs_in_a_row_are_read(actions_of) -> None:
    read = actions_of(
        "FICHA DE PROJETO|<|<|<\nDesignação da ação|Feira|<|<\nResponsável|CM|Parceiros|GNR\nInício|maio|Fim|julho"
    )
    action = read.actions[0]
    assert (action.action, action.responsible, action.partners) == ("Feira", "CM", "GNR")
    assert action.months == (5, 6, 7)


def test_labels_over_their_values_are_read(actions_of) -> None:
    read = actions_of("Ação|<|<\nFeira|<|<\nResponsável|Parceiros|Prazo\nCM|GNR|maio")
    action = read.actions[0]
    assert (action.action, action.responsible, action.partners, action.months) == ("Feira", "CM", "GNR", (5,))


def test_labels_in_the_cells_of_their_values_are_read(actions_of) -> None:
    read = actions_of("Ação: Feira|<\nResponsável: CM|Parceiros: GNR\nPrazo: maio|<")
    action = read.actions[0]
    assert (action.action, action.responsible, action.partners, action.months) == ("Feira", "CM", "GNR", (5,))


def test_strip_of_months_is_read_from_marks_and_fills(actions_of) -> None:
    read = actions_of(
        "Ação|Feira|<|<|<\nResponsável|CM|<|<|<\nParceiros|GNR|<|<|<\nCronograma|Jan|Fev|Mar|Abr\n^|#||X|"
    )
    assert [(a.months, a.schedule_status) for a in read.actions] == [((1, 3), "drawn")]


def test_numbered_level_in_a_label_heads_the_ficha(actions_of) -> None:
    read = actions_of("Eixo 2|Saúde\nAção 1|Feira\nResponsável|CM\nParceiros|GNR")
    standing = read.actions[0].standing
    assert (standing.domain_no, standing.domain, read.actions[0].action) == (2, "Saúde", "Feira")


def test_label_that_is_not_known_is_told(actions_of) -> None:
    read = actions_of("Ação|Feira\nXpto|algo\nResponsável|CM\nParceiros|GNR")
    assert [d.text for d in read.decisions if d.key == "unknown_heading"] == ["Xpto"]


def test_labelled_lines_are_a_ficha(actions_of) -> None:
    read = actions_of(
        "Eixo 1: Saúde", "Ação: Feira", "Responsável: CM", "Parceiros:", "• GNR", "• PSP", "Prazo: maio", "Outro texto."
    )
    action = read.actions[0]
    assert (action.action, action.standing.domain, action.responsible) == ("Feira", "Saúde", "CM")
    assert (action.partners, action.months) == ("• GNR\n• PSP", (5,))
    assert "Outro texto." in read.lines


def test_labelled_lines_that_name_no_action_stay_lines(actions_of) -> None:
    read = actions_of("Responsável: CM", "Parceiros: GNR", "Prazo: maio")
    assert (read.actions, read.lines) == ((), ("Responsável: CM", "Parceiros: GNR", "Prazo: maio"))


def on_page(table: Table, page: int) -> Table:
    return Table(tuple(replace(row, place=Place(page, number)) for number, row in enumerate(table.rows, 1)))


def test_ficha_goes_on_over_the_page(table_of) -> None:
    head = on_page(table_of("Ficha n.º 1|<\nAção|Feira\nResponsável|CM\nParceiros|Junta de"), 1)
    rest = on_page(table_of("|Freguesia de Baixo\nIndicadores|N.º de bancas\nPrazo|maio"), 2)
    action = read_actions([head, rest]).actions[0]
    assert (action.partners, action.indicators, action.months) == (
        "Junta de Freguesia de Baixo",
        ("N.º de bancas",),
        (5,),
    )


def test_ficha_that_only_begins_on_a_page_is_read(table_of) -> None:
    head = on_page(table_of("Ficha n.º 1|<\nEixo|Saúde"), 1)
    rest = on_page(table_of("Ação|Feira\nResponsável|CM\nPrazo|maio"), 2)
    action = read_actions([head, rest]).actions[0]
    assert (action.action, action.standing.domain, action.months) == ("Feira", "Saúde", (5,))


def test_ficha_after_the_page_break_is_another_where_it_has_a_title(table_of) -> None:
    one = on_page(table_of(f"Ficha n.º 1|<\n{FICHA.format('Feira')}"), 1)
    other = on_page(table_of(f"Ficha n.º 2|<\n{FICHA.format('Baile')}"), 2)
    assert [a.action for a in read_actions([one, other]).actions] == ["Feira", "Baile"]


def test_other_table_on_the_page_after_a_ficha_is_not_taken_into_it(table_of) -> None:
    one = on_page(table_of(FICHA.format("Feira")), 1)
    other = on_page(table_of("Entidade|Contacto|Morada\nGNR|123|Rua"), 2)
    read = read_actions([one, other])
    assert [a.partners for a in read.actions] == ["GNR\nPSP"]
    assert "GNR\t123\tRua" in read.lines


def test_labels_over_the_header_of_a_table_are_its_levels(actions_of) -> None:
    read = actions_of("Eixo|Saúde|<\nObjetivo geral|Curar|<\nAção|Responsável|Prazo\nFeira|CM|maio\nBaile|GNR|junho")
    assert [(a.action, a.standing.domain, a.standing.objective) for a in read.actions] == [
        ("Feira", "Saúde", "Curar"),
        ("Baile", "Saúde", "Curar"),
    ]


def test_blank_value_before_another_label_is_blank(actions_of) -> None:
    read = actions_of("Ação|Feira|<|<\nResponsável||Parceiros|GNR\nInício||Fim|julho\nIndicadores|N.º|<|<")
    action = read.actions[0]
    assert (action.responsible, action.partners, action.indicators) == ("", "GNR", ("N.º",))


def test_value_over_several_rows_is_one(actions_of) -> None:
    read = actions_of("Ação|Feira\nResponsável|CM\nParceiros|GNR\n^|PSP\n|IEFP\nPrazo|maio")
    assert (read.actions[0].partners, read.actions[0].months) == ("GNR\nPSP\nIEFP", (5,))


def test_title_row_names_the_action(actions_of) -> None:
    read = actions_of("Ação 1.1 – Feira|<\nEixo|Saúde\nResponsável|CM\nParceiros|GNR")
    assert [(a.action, a.standing.domain) for a in read.actions] == [("Feira", "Saúde")]


def test_title_of_a_ficha_may_name_its_action(actions_of) -> None:
    body = "\nEixo|Saúde\nDescrição|Uma feira na praça.\nResponsável|CM\nParceiros|GNR"
    read = actions_of("Ficha 07|Feira da saúde" + body, "Ficha n.º 8 – Baile|<" + body)
    assert [(a.action, a.standing.domain) for a in read.actions] == [("Feira da saúde", "Saúde"), ("Baile", "Saúde")]


def test_value_that_begins_like_a_heading_is_no_header(actions_of) -> None:
    body = "\nObjetivo|Saúde\nDescrição sumária|Feira\nEntidade promotora|CM\nEntidades parceiras|GNR\nIndicadores|N.º"
    read = actions_of("FICHA N.º 1|<\nDesignação da ação|Apoio ao estudo" + body)
    assert [(a.action, a.responsible, a.partners) for a in read.actions] == [("Apoio ao estudo", "CM", "GNR")]


def test_only_mark_of_a_strip_of_months_is_no_rest_of_the_value_above(actions_of) -> None:
    read = actions_of(
        "Ação|Feira|<|<|<\nParceiros|GNR|<|<|<\nCronograma|Jan|Fev|Mar|Abr\n^|||X|\nIndicadores|N.º|<|<|<"
    )
    assert [(a.partners, a.months, a.schedule_text) for a in read.actions] == [("GNR", (3,), "X")]


def test_row_of_labels_on_one_ground_heads_the_values_below(actions_of) -> None:
    read = actions_of(
        "Ação~|<|<\nFeira|<|<\n"
        "Entidade promotora~|Entidades parceiras~|Indicadores de resultado~\nCM|GNR/PSP|N.º de bancas\n"
        "Prazo~|<|<\nmaio|<|<"
    )
    assert [(a.responsible, a.partners, a.indicators) for a in read.actions] == [("CM", "GNR\nPSP", ("N.º de bancas",))]


def test_ficha_goes_on_in_a_table_of_its_other_labels_though_no_page_is_told(actions_of) -> None:
    begin, rest = "Ação|Feira\nObjetivo|Cuidar\nResponsável|CM", "Parceiros|GNR\nIndicadores|N.º\nPrazo|maio"
    other = begin.replace("Feira", "Baile")
    for between in ([], ["(continua)"]):
        read = actions_of(begin, *between, rest, other)
        assert [(a.action, a.partners, a.months) for a in read.actions] == [("Feira", "GNR", (5,)), ("Baile", "", None)]


def test_pairs_that_begin_like_headings_are_no_table_of_activities(actions_of) -> None:
    read = actions_of(
        "Grupo de Trabalho|Saúde|<|<\nDesignação da atividade|Feira|<|<\nObjetivo operacional|Cuidar|<|<\n"
        "Entidade coordenadora|CM|<|<\nIndicadores de execução|N.º de participantes|Meta|25 participantes\n"
        "Período de realização|maio|Orçamento|500 €"
    )
    assert [(a.action, a.standing.domain, a.responsible, a.months) for a in read.actions] == [
        ("Feira", "Saúde", "CM", (5,))
    ]


def test_banners_over_fichas_in_one_table_are_levels(actions_of) -> None:
    ficha = "FICHA {}|<\nObjetivo|Cuidar\nAção|{}\nPromotor|CM\nPrazo|maio\n"
    rows = "EIXO I – SAÚDE|<\n" + ficha.format(1, "Feira") + ficha.format(2, "Baile") + "EIXO II – LAR|<\n"
    read = actions_of(rows + ficha.format(3, "Obra"))
    assert [(a.standing.domain_no, a.standing.domain, a.standing.goal, a.action) for a in read.actions] == [
        (1, "SAÚDE", "Cuidar", "Feira"),
        (1, "SAÚDE", "Cuidar", "Baile"),
        (2, "LAR", "Cuidar", "Obra"),
    ]


def test_level_in_lines_holds_for_every_ficha_below_it(actions_of) -> None:
    ficha = ["Ação: {}", "Responsável: CM", "Prazo: maio"]
    lines = [line.format(name) for name in ("Feira", "Baile") for line in ficha]
    read = actions_of("Objetivo específico: Cuidar", *lines, "Objetivo específico: Curar", "Ação: Jogo", *ficha[1:])
    assert [(a.action, a.standing.goal) for a in read.actions] == [
        ("Feira", "Cuidar"),
        ("Baile", "Cuidar"),
        ("Jogo", "Curar"),
    ]


def test_blank_value_takes_no_label_of_the_row_below(actions_of) -> None:
    read = actions_of("Ação|Feira\nResponsável|CM\nPrazo|\nOrçamento estimado|\nIndicadores de avaliação|N.º de bancas")
    assert [(a.schedule_text, a.schedule_status, a.indicators) for a in read.actions] == [
        (None, "not_stated", ("N.º de bancas",))
    ]


def test_table_with_headings_right_after_a_ficha_is_none_of_it(actions_of) -> None:
    ficha = "Ação|Feira\nResponsável|CM\nPrazo|maio"
    read = actions_of(ficha, "Indicador|Meta\nN.º de sessões|10", ficha.replace("Feira", "Baile"))
    assert [(a.action, a.indicators) for a in read.actions] == [("Feira", ()), ("Baile", ())]


def test_title_and_date_of_a_cover_are_no_action(actions_of) -> None:
    read = actions_of("Título: Plano de Ação", "Entidade: CLAS", "Data: maio de 2024", "Ação|Quem|Prazo\nFeira|CM|maio")
    assert [(a.action, a.standing.domain) for a in read.actions] == [("Feira", None)]


def test_second_pair_of_a_row_is_one_though_no_other_row_has_two(actions_of) -> None:
    read = actions_of(
        "Ação|Feira|<|<\nResponsável|CM|<|<\nParceiros|GNR|<|<\nData de início|01-02-2023|Data de conclusão|30-04-2023"
    )
    assert [a.months for a in read.actions] == [(2, 3, 4)]
