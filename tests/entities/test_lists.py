from __future__ import annotations

import pytest

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.mentions import read_mentions
from analysis.entities.names import Names
from analysis.entities.registry import read_registry

NAMES = Names(read_registry(data_folder()), municipality_named("Alvito", data_folder()))


def texts(cell: str) -> list[str]:
    return [mention.text for mention in read_mentions(cell, NAMES)]


@pytest.mark.parametrize(
    "name",
    [
        "Gabinete de Ação Social e Saúde",
        "Divisão de Educação e Ação Social",
        "Divisão de Desenvolvimento Social, Saúde e Educação",
        "Unidade de Educação, Juventude e Ação Social",
        "Secretaria Regional da Saúde e Segurança Social",
        "Associação dos Horticultores, Fruticultores e Floricultores de Cima",
        "ADHC - Associação dos Horticultores, Fruticultores e Floricultores dos Concelhos de Beja e Serpa",
        "Associação de Reformados, Pensionistas e Idosos de Cima",
        "Associação dos Comerciantes, Industriais e Prestadores de Serviços de Cima",
    ],
)
@pytest.mark.parametrize("behind", ["", ", GNR e PSP", "; GNR; PSP"])
def test_list_of_what_a_body_is_for_is_of_its_name(name: str, behind: str) -> None:
    assert texts(name + behind) == [name, "GNR", "PSP"][: 3 if behind else 1]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Gabinete de Ação Social e Segurança Social", ["Gabinete de Ação Social", "Segurança Social"]),
        ("Associação dos Amigos, Bombeiros e Escolas", ["Associação dos Amigos", "Bombeiros", "Escolas"]),
        ("Liga dos Amigos, Escuteiros e Rotary", ["Liga dos Amigos", "Escuteiros", "Rotary"]),
        ("Associação Sol, Saúde e Educação", ["Associação Sol", "Saúde e Educação"]),
    ],
)
def test_bodies_in_a_list_are_several(cell: str, found: list[str]) -> None:
    assert texts(cell) == found
