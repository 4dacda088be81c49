from __future__ import annotations

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
