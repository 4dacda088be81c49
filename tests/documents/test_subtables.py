from __future__ import annotations

SHEET = (
    "FICHA N.º {0}|<|<\nEixo de intervenção|Eixo {0} – Saúde|<\nObjetivo geral|Cuidar|<\n"
    "Entidade(s) responsável(eis)|CM|<\nAtividades|Parceiros|Prazo\n{1}\nObservações|Nada a dizer|<"
)
ROWS = "Feira|GNR|maio\nBaile|PSP|junho"


def facts(read):
    return [(a.standing.domain_no, a.standing.domain, a.action, a.responsible, a.partners) for a in read.actions]


def test_labels_over_the_activities_hold_for_each(actions_of) -> None:
    read = actions_of(SHEET.format(1, ROWS))
    assert facts(read) == [(1, "Saúde", "Feira", "CM", "GNR"), (1, "Saúde", "Baile", "CM", "PSP")]
    assert [a.months for a in read.actions] == [(5,), (6,)]


def test_every_sheet_of_a_table_has_its_own_labels(actions_of) -> None:
    read = actions_of(SHEET.format(1, ROWS) + "\n" + SHEET.format(2, "Jogo|IEFP|julho"))
    assert [fact[:3] for fact in facts(read)] == [(1, "Saúde", "Feira"), (1, "Saúde", "Baile"), (2, "Saúde", "Jogo")]


def test_column_of_the_activities_goes_before_the_label_of_the_sheet(actions_of) -> None:
    read = actions_of(
        "Eixo|Saúde|<\nResponsável|CM|<\nIndicadores|Geral|<\nAtividades|Indicadores|Prazo\nFeira|N.º|maio\nBaile||junho"
    )
    assert [(a.responsible, a.indicators) for a in read.actions] == [("CM", ("N.º",)), ("CM", ())]


def test_levels_alone_over_a_header_stay_headings(actions_of) -> None:
    read = actions_of("Eixo 1|Saúde|<\nObjetivo específico|Cuidar|<\nAção|Quem|Prazo\nFeira|CM|maio")
    assert [(a.standing.domain, a.standing.goal, a.action) for a in read.actions] == [("Saúde", "Cuidar", "Feira")]


def test_labels_that_tell_of_the_document_are_no_columns(actions_of) -> None:
    read = actions_of(
        "Município|Barcelos|<\nEntidade|CLAS|<\nData|15/01/2024|<\nAção|Indicadores|Parceiros\nFeira|N.º|GNR"
    )
    assert [(a.action, a.responsible, a.months, a.standing.domain) for a in read.actions] == [("Feira", "", None, None)]


def test_no_action_below_a_banner_is_lost(actions_of) -> None:
    read = actions_of(
        "Eixo|Saúde|<\nResponsável|CM|<\nAtividades|Parceiros|Prazo\nFeira|GNR|maio\nEixo 2 – Lar|<|<\nObra|PSP|junho"
    )
    assert [a.action for a in read.actions] == ["Feira", "Obra"]
