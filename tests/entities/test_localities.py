"""The prose of a plan tells where the place of a parish ends in a cell whose names nothing parts."""

from __future__ import annotations

import pytest

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.localities import localities_in, locality_end
from analysis.entities.mentions import read_mentions
from analysis.entities.names import Names
from analysis.entities.registry import read_registry
from analysis.entities.tokens import tokens

REGISTRY = read_registry(data_folder())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Visitas em Cima de Baixo e Meia Légua", {("cima", "de", "baixo"), ("meia", "legua")}),
        ("Obras na freguesia de Fontelas", {("fontelas",)}),
        ("Feiras em Fontelas, Meia Légua e Cima", {("fontelas",), ("meia", "legua"), ("cima",)}),
        ("Atendimento na Vila", set()),
        ("Apoio do Município", set()),
        ("Plano Em Grande", set()),
        ("em 2024", set()),
    ],
)
def test_localities_stand_behind_in_or_parish_of(text: str, found: set[tuple[str, ...]]) -> None:
    assert {keys for names in localities_in([text]).values() for keys in names} == found


def test_longest_locality_is_found_first() -> None:
    found = localities_in(["em Cima", "em Cima de Baixo"])
    assert locality_end(tokens("JF de Cima de Baixo"), 2, found) == 4
    assert locality_end(tokens("JF de Lado"), 2, found) is None


def test_place_of_a_parish_ends_where_the_prose_says_so() -> None:
    names = Names(REGISTRY, municipality_named("Alvito", data_folder()))
    cell = "GNR Junta de Freguesia de Cima de Baixo Doina"
    assert [m.text for m in read_mentions(cell, names)] == ["GNR", "Junta de Freguesia de Cima de Baixo Doina"]
    names.localities = localities_in(["Atendimento descentralizado em Cima de Baixo e Fontelas"])
    assert [m.text for m in read_mentions(cell, names)] == ["GNR", "Junta de Freguesia de Cima de Baixo", "Doina"]


def test_region_behind_a_body_that_serves_it_is_one_place() -> None:
    names = Names(REGISTRY, municipality_named("Chaves", data_folder()))
    cell = "GNR, ACES do Alto Tâmega e Barroso e PSP"
    assert [m.text for m in read_mentions(cell, names)] == ["GNR", "ACES do Alto Tâmega e Barroso", "PSP"]
