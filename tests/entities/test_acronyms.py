from __future__ import annotations

import pytest

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.acronyms import document_acronyms, learn_acronyms
from analysis.entities.mentions import Mention, read_mentions
from analysis.entities.names import Names
from analysis.entities.registry import read_registry

REGISTRY = read_registry(data_folder())
SOL = "Associação Sol Nascente"


def read_with(lines: list[str], cell: str) -> list[Mention]:
    names = Names(REGISTRY, municipality_named("Alvito", data_folder()))
    learn_acronyms(names, lines)
    return read_mentions(cell, names)


@pytest.mark.parametrize("lines", [[], [""], ["Plano de Ação (2023)"], ["NOTA – Os meses são indicativos"], ["(ASN)"]])
def test_text_without_explanations_explains_nothing(lines: list[str]) -> None:
    assert document_acronyms(lines) == {}


@pytest.mark.parametrize(
    "line",
    [
        f"Parceria com a {SOL} (ASN) e outros.",
        f"ASN – {SOL}",
        f"ASN - {SOL};",
        f"ASN: {SOL}",
        f"A.S.N. – {SOL}.",
        f"{SOL} (A.S.N.)",
    ],
)
def test_acronym_that_the_name_spells_is_explained(line: str) -> None:
    assert document_acronyms([line]) == {"ASN": SOL}


@pytest.mark.parametrize("line", [f"{SOL} (XYZ)", f"XYZ – {SOL}", "EIXO – Habitação Condigna"])
def test_name_that_does_not_spell_the_acronym_explains_nothing(line: str) -> None:
    assert document_acronyms([line]) == {}


def test_small_words_do_not_count() -> None:
    line = "A Associação para o Desenvolvimento e Apoio Social de Alvito (ADASA) reuniu."
    assert document_acronyms([line]) == {"ADASA": "Associação para o Desenvolvimento e Apoio Social de Alvito"}


def test_unknown_acronym_means_what_the_document_says() -> None:
    (mention,) = read_with([f"{SOL} (ASN)"], "ASN")
    assert (mention.text, mention.method, mention.confidence) == ("ASN", "expanded", 0.95)
    assert mention.organisation.organisation == SOL


def test_acronym_and_name_are_one_body() -> None:
    ids = {m.organisation.organisation_id for m in read_with([f"ASN – {SOL}"], f"ASN; {SOL}; ASN - {SOL}; {SOL} (ASN)")}
    assert ids == {"associacao-sol-nascente-alvito"}


def test_explained_name_may_be_that_of_a_known_body() -> None:
    (mention,) = read_with(["GUNARE – Guarda Nacional Republicana"], "GUNARE")
    assert (mention.organisation.organisation_id, mention.method) == ("gnr", "expanded")


def test_acronym_of_the_registry_keeps_its_meaning() -> None:
    (mention,) = read_with(["Grupo Nacional de Rugby (GNR)"], "GNR")
    assert (mention.organisation.organisation_id, mention.method) == ("gnr", "known")
