from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.frames.mentions import Mention, read_mentions
from analysis.frames.names import Names
from analysis.frames.registry import read_registry

REGISTRY = read_registry(data_folder())


def names_of(place: str | None) -> Names:
    return Names(REGISTRY, municipality_named(place, data_folder()) if place else None)


NAMES = names_of("Alvito")


def mentions(cell: str, names: Names = NAMES) -> list[Mention]:
    return read_mentions(cell, names)


def texts(cell: str) -> list[str]:
    return [mention.text for mention in mentions(cell)]


@pytest.mark.parametrize("cell", ["", " ", "-", "A definir", "N/A", "Não aplicável", "etc."])
def test_cell_that_names_nobody_has_no_mention(cell: str) -> None:
    assert texts(cell) == []


@pytest.mark.parametrize("sign", ["; ", ", ", " / ", "/", "\n", " e ", " | ", " + ", " • ", " - ", " "])
def test_known_names_are_parted_whatever_stands_between_them(sign: str) -> None:
    assert texts(f"Câmara Municipal{sign}GNR{sign}CPCJ") == ["Câmara Municipal", "GNR", "CPCJ"]


@pytest.mark.parametrize("sign", ["; ", ", ", "/", "\n"])
def test_unknown_names_are_parted_by_delimiters(sign: str) -> None:
    found = mentions(f"Clube Estrela{sign}GNR{sign}Associação Sol Nascente")
    assert [m.text for m in found] == ["Clube Estrela", "GNR", "Associação Sol Nascente"]
    assert [m.method for m in found] == ["delimited", "known", "delimited"]


def test_unknown_name_between_known_ones_is_guessed() -> None:
    found = mentions("GNR Clube Estrela CPCJ")
    assert [(m.text, m.method) for m in found] == [("GNR", "known"), ("Clube Estrela", "guessed"), ("CPCJ", "known")]


@pytest.mark.parametrize(
    "cell", ["Câmara Municipal (Divisão de Obras)", "CPCJ (Comissão de Proteção de Crianças e Jovens)"]
)
def test_parenthesis_belongs_to_the_name_before_it(cell: str) -> None:
    assert texts(cell) == [cell]


def test_name_that_holds_a_comma_and_e_is_one() -> None:
    assert texts("União das Freguesias de Baixo, Cima e Meio; GNR") == [
        "União das Freguesias de Baixo, Cima e Meio",
        "GNR",
    ]
    assert texts("Associação de Pais e Encarregados de Educação") == ["Associação de Pais e Encarregados de Educação"]
    assert texts("Escola Superior de Comunicação, Artes e Turismo; GNR") == [
        "Escola Superior de Comunicação, Artes e Turismo",
        "GNR",
    ]


def test_quotation_marks_belong_to_the_name() -> None:
    assert texts('Associação "O Sol"') == ['Associação "O Sol"']


@pytest.mark.parametrize("cell", ["IEFP - GIP", "IEFP-GIP", "IEFP_GIP", "IEFP – GIP"])
def test_hyphen_dash_and_underscore_are_one_sign(cell: str) -> None:
    assert [m.organisation.organisation_id for m in mentions(cell)] == [
        mentions("IEFP - GIP")[0].organisation.organisation_id
    ]


@pytest.mark.parametrize("cell", ["Santa Casa da\nMisericórdia", "Câmara\nMunicipal", "Câmara Municipal de\nAlvito"])
def test_name_wrapped_over_lines_is_one(cell: str) -> None:
    assert len(mentions(cell)) == 1


def test_line_ends_a_name_also_behind_a_place() -> None:
    assert texts("Município de Alvito\nCasa do Povo de Alvito") == ["Município de Alvito", "Casa do Povo de Alvito"]


@pytest.mark.parametrize(
    ("cell", "organisation"),
    [
        ("Agrupamento de Escolas Dom Fulano", "Agrupamento de Escolas Dom Fulano"),
        ("AE Dom Fulano", "Agrupamento de Escolas Dom Fulano"),
        ("Junta de Freguesia de Vila Nova", "Junta de Freguesia de Vila Nova"),
    ],
)
def test_body_with_a_name_of_its_own_is_that_body(cell: str, organisation: str) -> None:
    (mention,) = mentions(cell)
    assert mention.organisation.organisation == organisation
    assert not mention.organisation.collective


def test_place_of_two_municipalities_is_one_name() -> None:
    assert texts("Centro de Saúde de Beja e Serpa") == ["Centro de Saúde de Beja e Serpa"]


def test_acronym_only_matches_capitals() -> None:
    assert [m.method for m in mentions("NE")] == ["known"]
    assert [m.method for m in mentions("ne")] == ["delimited"]


def test_town_hall_acronym_holds_in_its_own_municipality_only() -> None:
    assert mentions("CMA")[0].organisation.organisation_id == "camara-municipal-alvito"
    assert mentions("CMA", names_of("Beja"))[0].method == "delimited"
    assert mentions("CMB", names_of("Beja"))[0].organisation.organisation == "Câmara Municipal de Beja"


def test_same_local_body_of_two_municipalities_is_two_and_a_national_one_is_one() -> None:
    here, there = mentions("CPCJ; GNR"), mentions("CPCJ; GNR", names_of("Beja"))
    assert here[0].organisation.organisation_id != there[0].organisation.organisation_id
    assert here[1].organisation.organisation_id == there[1].organisation.organisation_id == "gnr"


def test_local_body_of_an_unknown_municipality_is_read_all_the_same() -> None:
    assert [m.text for m in mentions("CPCJ; Clube Estrela", names_of(None))] == ["CPCJ", "Clube Estrela"]


def test_almost_known_name_is_similar_and_less_sure() -> None:
    (mention,) = mentions("Santa Casa da Misericórida")
    assert (mention.method, mention.organisation.organisation_id) == ("similar", "santa-casa-da-misericordia-alvito")
    assert 0.7 < mention.confidence < 1


def test_short_names_are_never_taken_for_one_another() -> None:
    assert mentions("GNX")[0].method == "delimited"


def test_unknown_body_gets_its_kind_from_its_first_words() -> None:
    assert mentions("Associação Sol Nascente")[0].organisation.kind == "ipss_ngo"
    assert mentions("Xpto Lda")[0].organisation.kind == "other"


def test_collective_mention_is_told() -> None:
    assert mentions("Juntas de Freguesia")[0].organisation.collective


WORDS = st.sampled_from(
    [
        "CMA",
        "GNR",
        "Câmara",
        "Municipal",
        "de",
        "da",
        "e",
        ",",
        ";",
        "/",
        "(",
        ")",
        "\n",
        "-",
        '"',
        "Alvito",
        "União",
        "das",
        "Freguesias",
        "Beja",
        "Escolas",
        "Agrupamento",
        "D'Ouro",
        "EB1",
        "2,3",
        "etc.",
        "A definir",
        "AE",
        "JF",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=30), st.lists(WORDS, max_size=12).map(" ".join)))
def test_any_cell_is_read_and_mentions_stand_in_it(cell: str) -> None:
    whole = re.sub(r"\s+", " ", cell)
    for mention in mentions(cell):
        assert mention.text.strip()
        assert mention.text in whole
        assert 0 <= mention.confidence <= 1
