from __future__ import annotations

import pytest

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.acronyms import learn_acronyms
from analysis.entities.mentions import Mention, read_mentions
from analysis.entities.names import Names
from analysis.entities.registry import read_registry
from analysis.entities.variants import learn_bodies

REGISTRY = read_registry(data_folder())


def read(*cells: str) -> list[list[Mention]]:
    """Read cells that stand in one plan."""
    names = Names(REGISTRY, municipality_named("Alvito", data_folder()))
    learn_acronyms(names, cells)
    learn_bodies((names, cells))
    return [read_mentions(cell, names) for cell in cells]


def bodies(*cells: str) -> set[str]:
    return {mention.organisation.organisation_id for mentions in read(*cells) for mention in mentions}


def test_plan_without_unknown_bodies_teaches_nothing() -> None:
    assert bodies("", "GNR; PSP") == {"gnr", "psp"}


def test_name_that_stands_by_itself_in_one_cell_is_known_where_nothing_delimits() -> None:
    texts = [
        [m.text for m in mentions] for mentions in read("Dar as Mãos; Sol Nascente", "GNR Sol Nascente Dar as Mãos")
    ]
    assert texts[1] == ["GNR", "Sol Nascente", "Dar as Mãos"]


def test_learnt_name_is_not_found_within_a_longer_one() -> None:
    assert [m.text for m in read("Rumo; GNR", "Rumo ao Futuro; GNR")[1]] == ["Rumo ao Futuro", "GNR"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Engenho – Associação de Desenvolvimento do Vale", "Engenho"),
        ("Associação Sol Nascente", "Sol Nascente"),
        ("Cooperativa Rumo", "Rumo"),
        ("Assoc. Sol Nascente", "Associação Sol Nascente"),
        ("Associação Sol Nascente", "ASN"),
        ("Associação de Apoio Rural de Baixo", "AARBA"),
        ("Associação Luís da Mota", "Associação Luis da Motta"),
        ("Associação Beneficência de Cima", "Associação Beneficiência de Cima"),
        ("Centro Social e Paroquial de Sto. António", "Centro Social Paroquial de Santo António"),
        ("CSP de Cima", "Centro Social e Paroquial de Cima"),
        ("Lar N.ª Sr.ª da Luz", "Lar Nossa Senhora da Luz"),
        ("Obra Social P.e Fulano", "Obra Social Padre Fulano"),
        ("ADCSol", "ADC Sol"),
        ("ADCAlvito", "ADC Alvito"),
        ("Associação InPulso", "Associação In Pulso"),
        ("Ordem de Sant’Iago", "Ordem de Santiago"),
        ("Escola Secundária Dr. Fulano Beltrano", "ES Fulano Beltrano"),
        ("EB D. Fulana", "Escola Básica Dona Fulana"),
        ("C. Povo de Cima", "Casa do Povo de Cima"),
        ("CERCI Alvito", "CERCIAlvito"),
        ("Rumo, CRL", "Rumo – Agência para o Desenvolvimento"),
        ("Monte-ACE", "Monte, A.C.E."),
        ("B.V. Vila Baixa", "Bombeiros Voluntários de Vila Baixa"),
        ("Fundação Luiz Beltrano", "Fundação Luís Beltrano"),
        ("Fundação Luiza Beltrano", "Fundação Luísa Beltrano"),
        ("Centro Social e Paroquial de Cima", "Centro Paroquial e Social de Cima"),
    ],
)
def test_body_named_in_two_ways_is_one(one: str, other: str) -> None:
    assert len(bodies(f"{one}; GNR", f"{other}; GNR")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Agrupamento de Escolas Dom Dinis", "Agrupamento de Escolas Dom Sancho"),
        ("Agrupamento n.º 1 de Escolas", "Agrupamento n.º 2 de Escolas"),
        ("Junta de Freguesia de Cima", "Junta de Freguesia de Lima"),
        ("Centro Social Paroquial de Cima", "Centro Social Paroquial de Baixo"),
        ("Escola Secundária Fernão Lopes", "Escola Básica Fernão Lopes"),
        ("Junta de Freguesia de Ferreira", "Junta de Freguesia de Ferreiro"),
        ("Santa Casa da Misericórdia de Cuba", "Santa Casa da Misericórdia de Beja"),
        ("Casa do Povo de Cima", "Centro Social de Cima"),
        ("B.V. Vila Baixa", "Bombeiros Voluntários de Alvito"),
        ("Agrupamento de Escolas Conde de Alvito", "Agrupamento de Escolas de Alvito"),
        ("Escola Secundária D. Fulano", "Escola Secundária Dr. Fulano"),
    ],
)
def test_bodies_that_are_only_alike_are_two(one: str, other: str) -> None:
    assert len(bodies(f"{one}; GNR", f"{other}; GNR")) == 3


def test_name_that_two_bodies_could_bear_is_joined_to_none() -> None:
    assert len(bodies("Associação Sol", "Fundação Sol", "Sol")) == 3


@pytest.mark.parametrize(
    "cell",
    [
        "União das Freguesias de Cima (São Pedro) e Baixo",
        "UF Cima (Sé e São Pedro (parte)) e Baixo",
        "União das Freguesias de Alvito (São Pedro e Sé) e Baixo",
    ],
)
def test_parenthesis_in_the_midst_of_a_name_parts_nothing(cell: str) -> None:
    assert [m.text for m in read(f"{cell}; GNR", "PSP")[0]] == [cell, "GNR"]


def test_joined_names_are_told_to_be_similar() -> None:
    (one,), (other,) = read("Associação Sol Nascente", "Sol Nascente")
    assert {one.method, other.method} == {"delimited", "similar"}
    assert other.organisation.organisation == "Associação Sol Nascente"


def test_place_behind_a_parish_or_town_hall_is_no_name_that_is_learnt() -> None:
    cells = read("Junta de Freguesia de Baixo", "Baixo; GNR", "JF Baixo GNR", "Beja; GNR", "CM Beja")
    assert [m.text for m in cells[2]] == ["JF Baixo", "GNR"]
    assert [m.text for m in cells[4]] == ["CM Beja"]


def test_name_that_heads_a_cell_is_known_where_nothing_delimits() -> None:
    found = read("Dar as Mãos GNR", "PSP Agrupamento de Escolas da Praça Dar as Mãos")[1]
    assert [m.text for m in found] == ["PSP", "Agrupamento de Escolas da Praça", "Dar as Mãos"]


def test_name_of_a_school_is_known_behind_the_acronym_of_its_sort() -> None:
    found = read("Agrupamento de Escolas Fulano Beltrano; PSP", "GNR AE Fulano Beltrano CPCJ")[1]
    assert [m.text for m in found] == ["GNR", "AE Fulano Beltrano", "CPCJ"]


@pytest.mark.parametrize(
    ("full", "short"),
    [("Centro Social de Cima", "CS Cima"), ("Centro de Saúde de Alvito", "CS Alvito")],
)  # fmt: skip
def test_initials_of_the_sort_of_a_body_stand_for_it(full: str, short: str) -> None:
    assert len(bodies(full, short)) == 1


def test_initials_that_may_be_of_two_bodies_are_of_neither() -> None:
    assert len(bodies("Centro Social de Cima", "Centro de Saúde de Cima", "CS Cima")) == 3


def test_name_and_what_it_says_of_itself_behind_a_comma_are_one_body() -> None:
    assert len(bodies("GNR; Rumo Certo, Cooperativa de Solidariedade", "PSP; Rumo Certo")) == 3
