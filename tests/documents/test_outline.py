from __future__ import annotations

TABLE = "Ação|Responsável|Prazo\nFeira|CM|maio"


def domains(read) -> list[object]:
    return [(action.standing.domain_no, action.standing.domain) for action in read.actions]


def test_box_round_a_heading_is_a_heading(actions_of) -> None:
    assert domains(actions_of("Eixo 1 – Saúde|<|<", TABLE, "Eixo 2 – Lar|<|<", TABLE)) == [(1, "Saúde"), (2, "Lar")]


def test_table_of_labels_and_titles_is_headings(actions_of) -> None:
    read = actions_of("Eixo|Saúde\nObjetivo geral|Curar", TABLE)
    assert [(a.standing.domain, a.standing.objective) for a in read.actions] == [("Saúde", "Curar")]


def test_label_and_title_on_two_lines_are_one_heading(actions_of) -> None:
    assert domains(actions_of("EIXO 1", "SAÚDE", TABLE)) == [(1, "SAÚDE")]


def test_capitals_right_above_tables_are_headings(actions_of) -> None:
    assert domains(actions_of("SAÚDE MENTAL", TABLE, "HABITAÇÃO SOCIAL", TABLE)) == [
        (None, "SAÚDE MENTAL"),
        (None, "HABITAÇÃO SOCIAL"),
    ]


def test_sections_that_are_only_listed_open_none(actions_of) -> None:
    read = actions_of("Eixo 1: Saúde;", "Eixo 2: Emprego;", "Eixo 3: Lar.", "Eixo|" + TABLE.replace("\n", "\nPaz|"))
    assert domains(read) == [(None, "Paz")]


def test_list_right_above_a_table_gives_its_last_section_no_actions_of_all(actions_of) -> None:
    assert domains(actions_of("Eixo 1: Saúde", "Eixo 2: Emprego", TABLE)) == [(None, None)]
    read = actions_of("Eixo 4: Paz", "Objetivo 1: Curar", "Objetivo 2: Tratar", TABLE, "Eixo 5: Lar", TABLE)
    assert [(a.standing.domain, a.standing.objective, a.standing.goal) for a in read.actions] == [
        ("Paz", None, None),
        ("Lar", None, None),
    ]


def test_sections_in_a_row_are_headings_where_one_of_their_label_stands_alone(actions_of) -> None:
    read = actions_of("Eixo 1: Saúde", "Eixo 2: Emprego", TABLE, "Eixo 3: Lar", TABLE)
    assert domains(read) == [(2, "Emprego"), (3, "Lar")]


def test_heading_that_goes_on_is_the_same(actions_of) -> None:
    read = actions_of("Eixo 1 – Saúde", TABLE, "Eixo 1 – Saúde (continuação)", TABLE)
    assert domains(read) == [(1, "Saúde"), (1, "Saúde")]


def test_goal_ends_with_its_section(actions_of) -> None:
    read = actions_of(
        "Ação|Responsável|Prazo\nSaúde@|<@|<@\nObjetivo 1: Prevenir|<|<\nFeira|CM|maio\nLar@|<@|<@\nCasa|CM|maio"
    )
    assert [(a.standing.domain, a.standing.goal) for a in read.actions] == [("Saúde", "Prevenir"), ("Lar", None)]


def test_numbers_rank_banners_of_one_fill(actions_of) -> None:
    read = actions_of(
        "Ação|Responsável|Prazo\n1. Saúde|<|<\n1.1 Prevenir|<|<\nFeira|CM|maio\n1.2 Tratar|<|<\nBaile|CM|maio"
    )
    assert [(a.standing.domain, a.standing.axis) for a in read.actions] == [
        ("Saúde", "1.1 Prevenir"),
        ("Saúde", "1.2 Tratar"),
    ]


def test_letters_one_under_another_are_a_word(actions_of) -> None:
    assert domains(actions_of("Eixo|Ação|Responsável\nL/A/R|Feira|CM")) == [(None, "LAR")]


def test_legend_below_a_table_is_no_action(actions_of) -> None:
    read = actions_of("Ação|Responsável|Jan|Fev\nFeira|CM|#|\nLegenda:||#|\nPrevisto||@|")
    assert [a.action for a in read.actions] == ["Feira"]


def test_heading_that_names_a_time_of_the_year_is_no_level(actions_of) -> None:
    read = actions_of(
        "1>1.º Trimestre", "Área|Ação|Quem\nSaúde|Feira|CM", "1>2.º Trimestre", "Área|Ação|Quem\nLar|Obra|CM"
    )
    assert [(a.standing.domain, a.standing.axis) for a in read.actions] == [("Saúde", None), ("Lar", None)]


def test_heading_that_only_counts_the_actions_is_no_level(actions_of) -> None:
    table = "Ação|{}\nResponsável|CM\nPrazo|maio"
    read = actions_of(
        "1>Eixo 1. Saúde", "2>Atividade 1.1", table.format("Feira"), "2>Atividade 1.2", table.format("Baile")
    )
    assert [(a.standing.domain, a.standing.axis, a.action) for a in read.actions] == [
        ("Saúde", None, "Feira"),
        ("Saúde", None, "Baile"),
    ]


def test_sentence_below_an_agenda_does_not_end_it(actions_of) -> None:
    read = actions_of("PESSOAS EM PRIMEIRO LUGAR", "Eixos desta agenda.", "Eixo 1: Saúde", "Ação|Quem\nFeira|CM")
    assert [(a.standing.agenda, a.standing.domain) for a in read.actions] == [("PESSOAS EM PRIMEIRO LUGAR", "Saúde")]


def test_section_in_the_line_of_its_agenda_is_parted_from_it(actions_of) -> None:
    read = actions_of("UMA ILHA INCLUSIVA Domínio 1: Saúde", "Ação|Quem\nFeira|CM")
    assert [(a.standing.agenda, a.standing.domain_no, a.standing.domain) for a in read.actions] == [
        ("UMA ILHA INCLUSIVA", 1, "Saúde")
    ]
