"""Bodies that nobody has given a short name get the one that people use, for figures."""

from __future__ import annotations

import pytest

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.names import Names
from analysis.entities.registry import read_registry
from analysis.entities.short_names import ShortNames

SHORT = ShortNames(Names(read_registry(data_folder()), municipality_named("Alvito", data_folder())))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Junta de Freguesia de Cima da Serra", "JF Cima da Serra"),
        ("União das Freguesias de Cima, Baixo e Meio", "UF Cima, Baixo e Meio"),
        ("Agrupamento de Escolas n.º 2 de Alvito", "AE n.º 2 de Alvito"),
        ("Agrupamento de Escolas D. Fulano", "AE D. Fulano"),
        ("Escola Secundária D. Fulano", "ES D. Fulano"),
        ("Câmara Municipal de Beja", "CM Beja"),
        ("Santa Casa da Misericórdia de Vila Alva", "SCM Vila Alva"),
        ("Centro Social e Paroquial de Cima", "CSP Cima"),
        ("Associação Humanitária dos Bombeiros Voluntários de Cima", "BV Cima"),
        ("Unidade de Saúde Familiar Norte", "USF Norte"),
        ("Rosto Novo – Associação de Desenvolvimento", "Rosto Novo"),
        ("Águas de Cima, S.A.", "Águas de Cima"),
    ],
)
def test_usual_short_form_is_derived_from_the_sort_of_body(name: str, short: str) -> None:
    assert SHORT.of(name) == short


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Guarda Nacional Republicana",
        "Casa do Povo de Cima",
        "Agrupamento de Escolas",
        "Lar – Centro de Dia",
        "S.A.",
    ],
)
def test_name_without_a_usual_short_form_stays(name: str) -> None:
    assert SHORT.of(name) == name
