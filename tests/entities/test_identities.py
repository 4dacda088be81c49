"""One body has one id however its name is written."""

from __future__ import annotations

import pytest

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.identities import identity_of, is_one_name

BEJA = municipality_named("Beja", data_folder())


@pytest.mark.parametrize(
    ("names", "identity"),
    [
        (("Casa do Povo de Cima", "CASA DO POVO DE CIMA", "Casa Povo Cima", "Casa do Povo de Cima (Beja)"), None),
        (("EB 2,3 de Cima", "EB 2/3 de Cima", "EB2,3 Cima", "EB23 Cima", "Escola Básica 2,3 Cima"), "eb2-3-cima-beja"),
        (("EB1/JI de Cima", "Escola EB1/JI de Cima", "E.B. 1/JI Cima"), "eb1-ji-cima-beja"),
        (("Escola n.º 2 de Cima", "Escola nº2 de Cima", "Escola N.º 2 Cima"), "escola-2-cima-beja"),
        (("Sol, Lda.", "Sol Lda", "Sol"), "sol-beja"),
        (("Centro de Saúde de Beja 1", "Centro de Saúde 1"), "centro-saude-1-beja"),
        (("Agrupamento de Escolas de Beja Norte", "Agrupamento Escolas Beja Norte"), "agrupamento-escolas-norte-beja"),
        (("DE",), "de-beja"),
        (("Beja",), "beja"),
        (("?!",), "sem-nome-beja"),
    ],
)  # fmt: skip
def test_spellings_of_a_name_give_one_id(names: tuple[str, ...], identity: str | None) -> None:
    found = {identity_of(name, BEJA) for name in names}
    assert len(found) == 1
    assert identity is None or found == {identity}


def test_names_that_differ_in_more_than_spelling_have_different_ids() -> None:
    names = ("EB1 de Cima", "EB 2,3 de Cima", "EB1/JI de Cima", "Escola n.º 1 de Cima", "Escola n.º 2 de Cima")
    assert len({identity_of(name, BEJA) for name in names}) == len(names)


def test_body_of_no_place_has_an_id_without_one() -> None:
    assert identity_of("Associação do Sol", None) == "associacao-sol"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Amigos do Sol", "amigos do sol", True),
        ("Amigos do Sol", "Os Amigos do Sol", True),
        ("Associação Acção", "Associacao Ação de Beja", True),
        ("Amigos do Sol", "Amigos da Lua", False),
        ("O", "A", False),
    ],
)
def test_case_accents_and_small_words_make_no_other_name(one: str, other: str, same: bool) -> None:
    assert is_one_name(one, other, BEJA) is same
