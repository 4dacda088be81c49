from __future__ import annotations

import pytest

from analysis.documents.cells import begun_anew, indicator_frequency, second_action, split_indicators


@pytest.mark.parametrize(
    ("cell", "indicators"),
    [
        ("", ()),
        (" - ", ()),
        ("Relatório", ("Relatório",)),
        ("N.º de ações", ("N.º de ações",)),
        ("N.º de ações N.º de participantes", ("N.º de ações", "N.º de participantes")),
        ("Nº de ações nº de participantes", ("Nº de ações", "nº de participantes")),
        ("N.º de ações; Taxa de adesão", ("N.º de ações", "Taxa de adesão")),
        ("N.º de ações\nTaxa de adesão\n", ("N.º de ações", "Taxa de adesão")),
        ("• Um • Dois", ("Um", "Dois")),
        ("- N.º de ações - N.º de participantes", ("N.º de ações", "N.º de participantes")),
        ("- Relatório elaborado - Base de dados", ("Relatório elaborado", "Base de dados")),
        ("Relatório N.º de páginas", ("Relatório", "N.º de páginas")),
        ("Aumento do n.º de utentes", ("Aumento do n.º de utentes",)),
        ("Relação entre o n.º de vagas e o n.º de utentes", ("Relação entre o n.º de vagas e o n.º de utentes",)),
        ("Guarda-chuvas - distribuídos", ("Guarda-chuvas - distribuídos",)),
    ],
)
def test_indicators_are_parted(cell: str, indicators: tuple[str, ...]) -> None:
    assert split_indicators(cell) == indicators


@pytest.mark.parametrize(
    ("cell", "second"),
    [
        ("Criar um grupo de trabalho.\nPromover encontros", "Promover encontros"),
        ("Criar um grupo\nde trabalho\nPromover encontros", None),  # the line before is the rest of a sentence
        ("Criar um grupo de trabalho para\nPromover encontros", None),
        ("Criar um grupo de trabalho, promover encontros", None),
        ("Criar um Gabinete de Apoio à\nMulher", None),
        ("Grupo de trabalho\nPromover encontros", None),
        ("Elaborar o plano\nReunião mensal", None),
        ("", None),
    ],
)
def test_second_paragraph_that_begins_like_an_action_is_told(cell: str, second: str | None) -> None:
    assert second_action(cell) == second


@pytest.mark.parametrize(
    ("indicator", "frequency"),
    [
        ("Publicação mensal do boletim", "monthly"),
        ("N.º de reuniões mensais", "monthly"),
        ("Reuniões realizadas semestralmente", "semiannual"),
        ("Relatório anual", "annual"),
        ("Relatório", None),
        ("N.º de utentes em cuidados continuados", None),
        ("N.º de presidiários", None),
        ("N.º de utentes com apoio permanente", None),
        ("Orçamento anual", None),
        ("Relatório de cuidados continuados", None),
    ],
)
def test_frequency_of_an_indicator_stands_next_to_what_is_held_or_published(
    indicator: str, frequency: str | None
) -> None:
    assert indicator_frequency(indicator) == frequency


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("N.º de processos\vTaxa de acordo", "N.º de processos\nTaxa de acordo"),
        ("Comissão constituída\vRegulamento aprovado", "Comissão constituída\nRegulamento aprovado"),
        ("N.º de visitas ao\vMuseu da Vila", "N.º de visitas ao\vMuseu da Vila"),
        ("N.º de sessões do\vPrograma Escolhas", "N.º de sessões do\vPrograma Escolhas"),
    ],
)
def test_doubtful_line_end_before_another_indicator_is_one(cell: str, read: str) -> None:
    assert begun_anew(cell) == read
