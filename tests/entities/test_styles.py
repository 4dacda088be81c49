from __future__ import annotations

import pytest

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.mentions import read_mentions
from analysis.entities.names import Names
from analysis.entities.registry import read_registry
from analysis.entities.styles import learn_style, learn_styles

REGISTRY = read_registry(data_folder())
SEVERAL = ["GNR{}PSP", "CPCJ{}GNR{}IPSS", "IEFP{}Cruz Vermelha", "CMA{}GNR"]


def names_of(*cells: str) -> Names:
    names = Names(REGISTRY, municipality_named("Alvito", data_folder()))
    learn_style(names, cells)
    return names


def texts(cell: str, names: Names) -> list[str]:
    return [mention.text for mention in read_mentions(cell, names)]


@pytest.mark.parametrize(
    ("sign", "delimiter"), [("; ", ";"), (", ", ","), ("/", "/"), (" / ", "/"), ("\n", "\n"), (" + ", "+")]
)
def test_plan_keeps_to_the_sign_that_parts_the_names_of_its_cells(sign: str, delimiter: str) -> None:
    assert names_of(*(cell.replace("{}", sign) for cell in SEVERAL), "GNR", "Clube Sol").delimiters == {delimiter}


def test_plan_keeps_to_dashes_where_nothing_else_parts_several_names() -> None:
    names = names_of("GNR - PSP - IEFP", "CMA - CPCJ - IPSS", "GNR - CPCJ - PSP")
    assert names.delimiters == {"-"}
    assert texts("Cruz Vermelha - Dar as Mãos", names) == ["Cruz Vermelha", "Dar as Mãos"]


@pytest.mark.parametrize(
    "cells",
    [[], ["GNR"], ["GNR; PSP"], [c.replace("{}", " ") for c in SEVERAL], ["A; B", "GNR; PSP", "C; D", "GNR PSP"]],
)
def test_few_or_mixed_cells_tell_no_delimiter(cells: list[str]) -> None:
    assert names_of(*cells).delimiters == frozenset()


@pytest.mark.parametrize(
    "cell",
    [
        "Ginásio Clube Alvitense",
        "Agrupamento de Escolas de Cima - Baixo Norte",
        "IPSS com respostas para idosos",
        "Santo André Escola de Futebol",
        "PSP – Programa Escola Segura",
        "Associação Cultural, Desporto Livre de Cima",
        "Equipa Tudo – GNR – Alvito",
    ],
)
def test_cell_without_the_plans_delimiter_is_one_name(cell: str) -> None:
    assert texts(cell, names_of(*(c.replace("{}", "; ") for c in SEVERAL))) == [cell]


@pytest.mark.parametrize("sign", [" ", " e ", ", ", "/", " - "])
def test_known_names_are_parted_all_the_same(sign: str) -> None:
    names = names_of(*(c.replace("{}", "; ") for c in SEVERAL))
    assert texts(f"Câmara Municipal{sign}GNR{sign}CPCJ", names) == ["Câmara Municipal", "GNR", "CPCJ"]


def columns_of(responsible: list[str], partners: list[str]) -> dict[str, Names]:
    names = Names(REGISTRY, municipality_named("Alvito", data_folder()))
    return learn_styles(names, {"responsible": responsible, "partner": partners})


def test_column_may_keep_to_other_delimiters_than_the_rest_of_the_plan() -> None:
    columns = columns_of([c.replace("{}", "/") for c in SEVERAL], [c.replace("{}", "; ") for c in SEVERAL])
    assert columns["responsible"].delimiters == {"/"}
    assert columns["partner"].delimiters == {";"}
    assert texts("Sol/Lua", columns["responsible"]) == ["Sol", "Lua"]
    assert texts("Sol/Lua", columns["partner"]) == ["Sol/Lua"]


def test_column_whose_names_nothing_parts_has_no_delimiter() -> None:
    bare = [c.replace("{}", " ") for c in SEVERAL]
    columns = columns_of(bare, [c.replace("{}", "; ") for c in (*SEVERAL, *(f"PSP; {c}" for c in SEVERAL * 4))])
    assert columns["responsible"].delimiters == frozenset()
    assert columns["partner"].delimiters == {";"}


def test_column_that_tells_nothing_keeps_to_the_plans_delimiters() -> None:
    columns = columns_of(["GNR", "PSP"], [c.replace("{}", "; ") for c in SEVERAL])
    assert columns["responsible"].delimiters == columns["partner"].delimiters == {";"}


def test_what_one_column_learns_the_other_knows() -> None:
    columns = columns_of([c.replace("{}", "/") for c in SEVERAL], [c.replace("{}", "; ") for c in SEVERAL])
    gnr = columns["partner"].alone["gnr", ""][0].organisation
    columns["partner"].learn("GUARDA", gnr)
    assert [m.organisation for m in read_mentions("GUARDA", columns["responsible"])] == [gnr]


@pytest.mark.parametrize("name", ["Rumo, Cooperativa de Solidariedade Social, CRL", "NERTA/AETAL"])
def test_sign_that_the_plan_does_not_keep_to_may_be_part_of_a_name(name: str) -> None:
    cells = [*(c.replace("{}", "; ") for c in SEVERAL), f"GNR; {name}", name]
    names = names_of(*cells)
    assert names.delimiters == {";"}
    assert texts(f"GNR; {name}", names) == ["GNR", name]
    assert texts(name, names) == [name]


def test_pair_of_acronyms_is_two_bodies_where_the_plan_keeps_to_slashes() -> None:
    assert texts("NERTA/AETAL", names_of(*(c.replace("{}", "/") for c in SEVERAL))) == ["NERTA", "AETAL"]


def test_bodies_that_a_comma_lists_are_parted_beside_semicolons() -> None:
    assert texts("GNR, Associação Sol; Clube Lua, Casa do Mar; PSP", names_of()) == [
        "GNR", "Associação Sol", "Clube Lua", "Casa do Mar", "PSP",
    ]  # fmt: skip
