from __future__ import annotations

import pytest

from analysis.documents.cells import split_indicators


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
