from __future__ import annotations

import pytest

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.mentions import read_mentions
from analysis.entities.names import Names
from analysis.entities.registry import read_registry
from analysis.entities.styles import learn_style
from analysis.entities.variants import learn_bodies

REGISTRY = read_registry(data_folder())


def texts(cell: str, *others: str) -> list[str]:
    """Read a cell that stands in one plan with `others`."""
    names = Names(REGISTRY, municipality_named("Alvito", data_folder()))
    learn_style(names, [cell, *others])
    learn_bodies((names, [cell, *others]))
    return [mention.text for mention in read_mentions(cell, names)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Agrupamento de Escolas Fulano", "Agrupamento de Escolas de Cima"),
        ("GNR", "PSP"),
        ("Câmara Municipal de Alvito", "Associação Sol Nascente"),
        ("Dar as Mãos", "CPCJ"),
        ("CPCJ Alvito", "Centro Social de Cima"),
        ("ULS Baixo Alentejo", "Cineclube de Alvito"),
    ],
)
def test_body_behind_a_doubtful_line_end_is_another(one: str, other: str) -> None:
    assert texts(f"{one}\v{other}") == [one, other]


@pytest.mark.parametrize(
    "cell",
    [
        "Centro de Emprego e Formação\vProfissional de Beja",
        "Comissão de Proteção de Crianças\ve Jovens",
        "Santa Casa da\vMisericórdia de Alvito",
        "Associação Humanitária dos\vBombeiros Voluntários de Alvito",
        "Guarda Nacional\vRepublicana",
        "Associação de Pais da Escola\vEB1 de Fornos",
        "Agrupamento de Escolas Fulano\vBeltrano",
        "CPCJ Alvito\vOcidental",
    ],
)
def test_name_goes_on_behind_a_doubtful_line_end(cell: str) -> None:
    assert texts(cell) == [cell.replace("\v", " ")]


def test_doubtful_line_end_parts_nothing_where_another_sign_does() -> None:
    assert texts("Centro de Apoio\vAssociação Sol; GNR") == ["Centro de Apoio Associação Sol", "GNR"]
    assert texts("Grupo Sol\vCentro Lua", "GNR; PSP", "CPCJ; GNR", "PSP; CPCJ") == ["Grupo Sol Centro Lua"]


def test_names_that_stand_alone_in_other_cells_tell_where_a_line_ends() -> None:
    assert texts("Dar as Mãos\vSol Nascente", "Dar as Mãos", "Sol Nascente") == ["Dar as Mãos", "Sol Nascente"]
    assert texts("Centro Sol\vLar Nascente", "Centro Sol Lar Nascente; GNR") == ["Centro Sol Lar Nascente"]


def test_line_ends_a_body_whose_sort_bears_no_names_behind_its_municipality() -> None:
    assert texts("Município de Alvito\vRoca, S.A.\vGNR") == ["Município de Alvito", "Roca, S.A.", "GNR"]


@pytest.mark.parametrize("end", ["\n", "\v"])
@pytest.mark.parametrize("below", ["Centro de Saúde de Alvito", "Centro Social de Cima"])
@pytest.mark.parametrize("others", [(), ("CPCJ; GNR", "PSP; CPCJ", "GNR; PSP")])
def test_known_name_does_not_take_the_first_word_of_a_longer_one_below(
    end: str, below: str, others: tuple[str, ...]
) -> None:
    assert texts(f"DGEstE{end}{below}", *others) == ["DGEstE", below]
    assert texts(f"DGEstE{end}Centro", *others) == ["DGEstE Centro"]
