from __future__ import annotations


def test_unknown_heading_over_bodies_is_read_as_such_and_told(actions_of) -> None:
    read = actions_of("Ação|Xpto|Prazo\nFeira|Câmara Municipal|maio\nBaile|GNR; PSP|junho\nJogo|Associação X|")
    assert [a.responsible for a in read.actions] == ["Câmara Municipal", "GNR; PSP", "Associação X"]
    assert [(d.key, d.field, d.text) for d in read.decisions] == [("heading_guessed", "responsible", "Xpto")]


def test_second_unknown_column_of_bodies_is_of_partners(actions_of) -> None:
    read = actions_of("Ação|Xpto|Ypto|Prazo\nFeira|Câmara Municipal|GNR|maio\nBaile|Câmara Municipal|PSP|junho")
    assert [(a.responsible, a.partners) for a in read.actions] == [
        ("Câmara Municipal", "GNR"),
        ("Câmara Municipal", "PSP"),
    ]


def test_unknown_column_beside_both_kinds_of_bodies_is_left(actions_of) -> None:
    read = actions_of("Ação|Responsável|Parceiros|Xpto\nFeira|CM|GNR|Câmara Municipal\nBaile|CM|PSP|GNR")
    assert [a.partners for a in read.actions] == ["GNR", "PSP"]
    assert next((d.key, d.text) for d in read.decisions) == ("unknown_heading", "Xpto")


def test_unknown_heading_over_months_is_the_schedule(actions_of) -> None:
    read = actions_of("Ação|Quem|Xpto\nFeira|CM|maio\nBaile|CM|junho a agosto")
    assert [a.months for a in read.actions] == [(5,), (6, 7, 8)]


def test_unknown_heading_over_other_words_stays_unknown(actions_of) -> None:
    read = actions_of("Ação|Quem|Xpto\nFeira|CM|bancas na praça\nBaile|CM|maio talvez")
    assert [(a.months, a.schedule_status) for a in read.actions] == [(None, "absent")] * 2
    assert [d.key for d in read.decisions] == ["unknown_heading", "text_under_no_heading", "text_under_no_heading"]


def test_unknown_heading_behind_the_objective_names_the_actions(actions_of) -> None:
    read = actions_of("Eixo|Objetivo|Xpto|Quem|Prazo\nSaúde|Cuidar|Feira|CM|maio")
    assert [(a.standing.domain, a.standing.goal, a.action) for a in read.actions] == [("Saúde", "Cuidar", "Feira")]
    assert [(d.key, d.field, d.text) for d in read.decisions] == [("heading_guessed", "action", "Xpto")]


def test_unknown_heading_names_the_actions_where_no_table_of_the_document_does(actions_of) -> None:
    read = actions_of("Eixo|Xpto|Quem|Prazo\nSaúde|Feira|CM|maio")
    assert [(a.standing.domain, a.action) for a in read.actions] == [("Saúde", "Feira")]


def test_unknown_heading_names_none_where_another_table_has_actions(actions_of) -> None:
    read = actions_of("Ação|Quem\nFeira|CM", "Fim.", "Eixo|Xpto|Quem|Prazo\nSaúde|Bancas|CM|maio")
    assert [a.action for a in read.actions] == ["Feira"]


def test_table_of_people_is_none_of_actions_even_so(actions_of) -> None:
    assert not actions_of("Entidade|Representante|Contacto\nCM|Vereadora|geral@cm.pt").actions
