from __future__ import annotations

import pytest

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.mentions import Mention, read_mentions
from analysis.entities.names import Names
from analysis.entities.registry import read_registry
from analysis.entities.variants import learn_bodies

REGISTRY = read_registry(data_folder())


def read(*cells: str) -> list[Mention]:
    """Read cells that stand in one plan."""
    names = Names(REGISTRY, municipality_named("Alvito", data_folder()))
    learn_bodies((names, cells))
    return [mention for cell in cells for mention in read_mentions(cell, names)]


def ids(*cells: str) -> set[str]:
    return {mention.organisation.organisation_id for mention in read(*cells)}


@pytest.mark.parametrize(
    ("bare", "fuller", "body"),
    [
        ("Agrup. Escolas", "Agrupamentos de Escolas", "agrupamentos-de-escolas-alvito"),
        ("AE", "Agrupamentos de Escolas", "agrupamentos-de-escolas-alvito"),
        ("Cáritas", "Cáritas Diocesana", "caritas-diocesana-alvito"),
        ("Caritas", "Cáritas Diocesana de Beja", "caritas-diocesana-alvito"),
        ("Cáritas", "Cáritas Paroquial", "caritas-paroquial-alvito"),
        ("Cáritas de Beja", "Cáritas Diocesana de Beja", "caritas-diocesana-alvito"),
    ],
)
def test_bare_name_is_the_fuller_one_of_the_plan_and_told(bare: str, fuller: str, body: str) -> None:
    one, other = read(bare, fuller)
    assert one.organisation == other.organisation
    assert one.organisation.organisation_id == body
    assert (one.method, other.method) == ("similar", "known")


def test_body_of_a_class_may_stand_without_its_municipality() -> None:
    one, other = read("Associação Empresarial", "Associação Empresarial de Alvito")
    assert one.organisation == other.organisation
    assert (one.method, other.method) == ("similar", "delimited")


@pytest.mark.parametrize(
    "others",
    [
        ("Associações Empresariais", "Associação Empresarial de Alvito"),
        ("Associação Empresarial de Beja",),
        ("Associação Empresarial de Cima",),
    ],
)
def test_class_that_may_be_more_than_one_body_is_left_as_it_is(others: tuple[str, ...]) -> None:
    assert read("Associação Empresarial", *others)[0].method == "known"


@pytest.mark.parametrize(
    "cells",
    [
        ("Cáritas", "Cáritas Diocesana", "Cáritas Paroquial"),
        ("Cáritas", "Cáritas Portuguesa de Beja", "Cáritas Diocesana"),
        ("Agrupamento de Escolas de Alvito", "Agrupamentos de Escolas"),
        ("Exército", "Exército de Salvação"),
        ("IEFP", "IEFP-GIP"),
        ("Escola Secundária", "Escolas"),
        ("Cáritas de Beja", "Cáritas Diocesana de Évora"),
    ],
)
def test_bodies_that_only_may_be_one_are_left_as_they_are(cells: tuple[str, ...]) -> None:
    assert all(mention.method == "known" for mention in read(*cells))
    assert len(ids(*cells)) >= 2


def test_plan_that_names_only_one_of_the_class_joins_nothing() -> None:
    assert ids("Agrup. Escolas", "GNR") == {"agrupamento-de-escolas-alvito", "gnr"}
