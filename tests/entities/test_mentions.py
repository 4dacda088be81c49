from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.entities.mentions import Mention, read_mentions, remarks_on
from analysis.entities.names import Names
from analysis.entities.registry import read_registry

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


def organisation_ids(cell: str, names: Names = NAMES) -> list[str]:
    return [mention.organisation.organisation_id for mention in mentions(cell, names)]


@pytest.mark.parametrize(
    ("cell", "organisation"),
    [
        ("Santa Casa da Misericórdia de Cuba", "santa-casa-da-misericordia-cuba"),
        ("Associação Humanitária dos Bombeiros Voluntários de Cuba", "bombeiros-voluntarios-cuba"),
        ("Santa Casa da Misericórida de Cuba", "santa-casa-da-misericordia-cuba"),
        ("Câmara Municipal de Beja", "camara-municipal-beja"),
        ("CM de Beja", "camara-municipal-beja"),
        ("CM Beja", "camara-municipal-beja"),
        ("CPCJ Cuba", "cpcj-cuba"),
    ],
)
def test_name_with_another_municipality_behind_it_is_the_body_there(cell: str, organisation: str) -> None:
    assert organisation_ids(cell) == [organisation]


def test_body_of_another_municipality_bears_its_name_and_code() -> None:
    organisation = mentions("CM Beja")[0].organisation
    assert (organisation.organisation, organisation.scope) == ("Câmara Municipal de Beja", "0205")


@pytest.mark.parametrize("cell", ["CM Beja GNR Cuba IEFP", "CM Beja; GNR Cuba; IEFP"])
def test_municipality_behind_a_short_name_is_no_body_of_its_own(cell: str) -> None:
    assert organisation_ids(cell) == ["camara-municipal-beja", "gnr", "iefp"]


@pytest.mark.parametrize("cell", ["CM Gaia", "Câmara de Gaia", "CM V. N. Gaia", "CM VNG", "CMVNG", "CM do concelho"])
def test_own_municipality_may_be_shortened(cell: str) -> None:
    assert organisation_ids(cell, names_of("Vila Nova de Gaia")) == ["camara-municipal-vila-nova-de-gaia"]


def test_part_of_the_own_name_is_no_parish_of_that_name() -> None:
    names = names_of("Reguengos de Monsaraz")
    assert mentions("JF de Monsaraz", names)[0].organisation.organisation == "Junta de Freguesia de Monsaraz"


@pytest.mark.parametrize(
    "cell",
    ["Associação de Jovens de Alvito", "Centro de Informação Profissional", "Comissão de Proteção de Crianças e Joias"],
)
def test_whole_word_that_differs_is_no_slip(cell: str) -> None:
    assert mentions(cell)[0].method != "similar"


def test_class_of_bodies_is_never_taken_by_likeness() -> None:
    assert mentions("Centro Sociais e Paroquiais")[0].method != "similar"


def test_parenthesis_that_is_not_closed_ends_at_the_next_delimiter_and_is_remarked() -> None:
    assert texts("CMA (Ação Social; GNR (Posto); PSP") == ["CMA (Ação Social", "GNR (Posto)", "PSP"]
    assert remarks_on("CMA (Ação Social; GNR; PSP") == (("parenthesis_unclosed", "(Ação Social"),)
    assert remarks_on("CMA (Ação Social); GNR") == ()


@pytest.mark.parametrize("cell", ["Junta de Freguesia de Alvito", "JF de Alvito", "JF Alvito", "Freguesia de Alvito"])
def test_parish_of_the_seat_is_one_body(cell: str) -> None:
    (mention,) = mentions(cell)
    assert mention.organisation.organisation_id == "junta-freguesia-alvito"
    assert not mention.organisation.collective


@pytest.mark.parametrize("cell", ["Juntas de Freguesia de Alvito", "JF", "Juntas de Freguesia"])
def test_parishes_of_the_municipality_are_a_class(cell: str) -> None:
    assert organisation_ids(cell) == ["juntas-de-freguesia-alvito"]


@pytest.mark.parametrize(
    "cell",
    [
        "Universidade de Évora",
        "Farmácia Nobre",
        "Farmácia de Alvito",
        "Escola Superior de Educação de Beja",
        "Hospital de Beja",
        "Câmara do Comércio de Beja",
    ],
)
def test_class_name_with_a_proper_name_is_that_body_as_written(cell: str) -> None:
    (mention,) = mentions(cell)
    assert mention.organisation.organisation == cell
    assert not mention.organisation.collective


@pytest.mark.parametrize("cell", ["Farmácias do concelho", "IPSS de Alvito", "IPSS com resposta de centro de dia"])
def test_class_with_a_description_stays_a_class(cell: str) -> None:
    (mention,) = mentions(cell)
    assert mention.organisation.collective


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JF Vila Nova da Baronia", "Junta de Freguesia de Vila Nova da Baronia"),
        ("Associação de Acção Cultural", "Associação de Ação Cultural"),
        ("Casa do Povo", "Casa do Povo de Alvito"),
        ("Empresa Xpto, Lda.", "Empresa Xpto"),
        ("ASSOCIAÇÃO SOL NASCENTE", "Associação Sol Nascente"),
        ("BV de Fornos", "Bombeiros Voluntários de Fornos"),
    ],
)
def test_body_written_in_two_ways_has_one_id(one: str, other: str) -> None:
    assert organisation_ids(one) == organisation_ids(other)
    assert len(organisation_ids(one)) == 1


@pytest.mark.parametrize(
    "cell",
    [
        "CMA+GNR",
        "CMA + GNR",
        "CMA ou GNR",
        "CMA e/ou GNR",
        "1. CMA 2. GNR",
        "a) CMA b) GNR",
        "- CMA\n- GNR",
        "CMA em parceria com a GNR",
        "CMA, com o apoio da GNR",
        "Entidades: CMA, GNR",
        "Responsável: CMA; Parceiros: GNR",
        "CMA, GNR e outros",
        "Todos; CMA; GNR",
    ],
)
def test_words_between_names_are_no_bodies(cell: str) -> None:
    assert organisation_ids(cell) == ["camara-municipal-alvito", "gnr"]


@pytest.mark.parametrize("cell", ["EB 2,3 de Alvito", "EB1/JI de Alvito", "Empresa Xpto, Lda.", "Cresce, CRL"])
def test_sign_within_a_name_parts_nothing(cell: str) -> None:
    assert texts(f"{cell}, GNR") == [cell, "GNR"]


@pytest.mark.parametrize("cell", ["Todos", "Vários", "Outras", "Diversas", "etc."])
def test_nobody_in_particular_is_remarked_and_no_body(cell: str) -> None:
    assert mentions(cell) == []
    assert [key for key, _ in remarks_on(cell)] == ["nobody_in_particular"]


def test_word_of_quantity_is_of_the_mention_and_not_of_the_name() -> None:
    assert texts("Todas as IPSS") == ["Todas as IPSS"]
    assert organisation_ids("Todas as IPSS") == organisation_ids("IPSS")


def test_unit_behind_a_dash_belongs_to_its_body() -> None:
    assert organisation_ids("GNR - Posto Territorial de Cuba; GNR - Guarda Nacional Republicana") == ["gnr", "gnr"]
    assert organisation_ids("Divisão de Ação Social da Câmara Municipal") == ["camara-municipal-alvito"]


def test_lines_with_dashes_part_unknown_names() -> None:
    assert texts("- Clube Estrela\n- Associação Sol") == ["Clube Estrela", "Associação Sol"]


def test_name_of_an_unknown_municipality_holds_no_placeholder() -> None:
    found = mentions("CPCJ; CM; Hospital; JF de Baixo", names_of(None))
    assert [m.organisation.organisation for m in found] == [
        "Comissão de Proteção de Crianças e Jovens",
        "Câmara Municipal",
        "Hospital",
        "Junta de Freguesia de Baixo",
    ]


def test_bodies_of_two_municipalities_of_one_name_are_two() -> None:
    south, islands = names_of("Lagoa (Faro)"), names_of("Lagoa (Açores)")
    assert organisation_ids("CM; Casa do Povo de Lagoa", south) == [
        "camara-municipal-lagoa-faro",
        "casa-povo-lagoa-faro",
    ]
    assert organisation_ids("CM de Lagoa", islands) == ["camara-municipal-lagoa-acores"]


@pytest.mark.parametrize(
    "cell",
    [
        "Promotor: CMA Parceiros: GNR",
        "Coord.: CMA; Colab.: GNR",
        "✓ CMA\n✓ GNR",
        "i) CMA; ii) GNR",
        "1- CMA 2- GNR",
        "CMA; GNR; outros parceiros",
        "CMA e outras entidades locais, GNR",
        "CMA; GNR; n.a.",
    ],
)
def test_labels_bullets_numbers_and_nobody_are_no_bodies(cell: str) -> None:
    assert organisation_ids(cell) == ["camara-municipal-alvito", "gnr"]


@pytest.mark.parametrize(
    "cell",
    [
        "Todos os parceiros da Rede Social",
        "(todos os parceiros do CLAS)",
        "Parceiros do CLASA",
        "todas as entidades da Rede Social",
    ],
)
def test_all_members_of_the_network_are_one_class(cell: str) -> None:
    assert organisation_ids(cell) == ["entidades-do-clas-alvito"]


@pytest.mark.parametrize(
    "name",
    [
        "Câmara do Comércio e Indústria",
        "Associação Empresarial de Alvito e Oeste",
        "Associação de Solidariedade e Ação Social de Cima",
        "Escola Profissional de Agricultura e Desenvolvimento Rural",
        "Associação Cultural, Recreativa e Desportiva de Cima",
        "Biblioteca Pública de Alvito",
        "EB 2,3/S de Alvito",
        "Vasco da Gama Atlético Clube",
        "Engenho – Associação de Desenvolvimento Local",
        "CLDS-4G “Mais Alvito”",
    ],
)
def test_name_that_begins_or_goes_on_with_known_words_is_one(name: str) -> None:
    assert texts(f"{name}; GNR") == [name, "GNR"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Centro Social de Cima Associação Sol CMA GNR", ["Centro Social de Cima", "Associação Sol", "CMA", "GNR"]),
        ("CMA Biblioteca Pública de Cima GNR", ["CMA", "Biblioteca Pública de Cima", "GNR"]),
        ("GNR XPTO Sol Nascente PSP", ["GNR", "XPTO", "Sol Nascente", "PSP"]),
        ("GNR Santa Casa da Misericórida PSP", ["GNR", "Santa Casa da Misericórida", "PSP"]),
        ("CMA UF de Alvito e Baixo Lar Sol", ["CMA", "UF de Alvito e Baixo", "Lar Sol"]),
        ("Prosas – Associação para o Desenvolvimento GNR", ["Prosas – Associação para o Desenvolvimento", "GNR"]),
    ],
)
def test_undelimited_names_are_parted_where_a_new_one_begins(cell: str, names: list[str]) -> None:
    assert texts(cell) == names


@pytest.mark.parametrize(
    "cell", ["Centro Social e Paroquial\nNossa Senhora da Luz", "Associação de Apoio\na Idosos", "- Lar\nSol Nascente"]
)
def test_line_that_only_begins_a_name_goes_on_in_the_next(cell: str) -> None:
    assert len(texts(cell)) == 1


@pytest.mark.parametrize(
    ("cell", "organisation"),
    [
        ("Vereadora da Ação Social", "camara-municipal-alvito"),
        ("Divisão de Educação", "camara-municipal-alvito"),
        ("Técnica de Ação Social da CMA", "camara-municipal-alvito"),
        ("Diretora do Centro de Saúde de Alvito", "centro-de-saude-alvito"),
        ("Presidente da Junta de Freguesia de Cima", "junta-freguesia-cima-alvito"),
    ],
)
def test_unit_or_office_is_that_of_its_body_and_told(cell: str, organisation: str) -> None:
    (mention,) = mentions(cell)
    assert (mention.organisation.organisation_id, mention.method) == (organisation, "similar")


@pytest.mark.parametrize("cell", ["GNR (a definir)", "GNR (n/a)"])
def test_parenthesis_that_says_nothing_is_no_part_of_the_mention(cell: str) -> None:
    assert texts(cell) == ["GNR"]


def test_body_that_serves_the_municipality_may_bear_a_name() -> None:
    assert organisation_ids("ACES do Vale") == organisation_ids("ACES")


@pytest.mark.parametrize(
    "cell",
    [
        "GNR – Posto de Cima",
        "Escola Segura – GNR",
        "Segurança Social – Serviço Local de Cuba",
        "Universidade Aberta – Centro Local de Beja",
        "ACES do Vale – Cuba/Vidigueira",
        "Agrupamento de Escolas de Cima - Baixo Norte",
        "Areal & Parceiros, Lda.",
        "Sol & Mar, S.A.",
        "Vinhos de Cima, E.M.",
        "Lar “O Sol, a Lua e o Mar”",
        "CLDS-4G “Alvito + Perto”",
        "Alvito + Perto",
        "Junta de Freguesia de Cima e São Baixo",
        "Agrupamento de Escolas de Vila, Monte e Serra",
        "Centro Social de Cima e Baixo",
        "Conferência de S. Vicente de Paulo de Cima e Baixo",
        "Escola Superior de Saúde, Gestão e Turismo",
        "Associação de Pais da Escola EB1 de Fornos",
        "Pais e/ou Encarregados de Educação",
    ],
)
@pytest.mark.parametrize("behind", ["", ", GNR", "; GNR", "\nGNR"])
def test_sign_or_list_within_a_name_parts_nothing(cell: str, behind: str) -> None:
    assert texts(cell + behind) == [cell, "GNR"][: 2 if behind else 1]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("União das Freguesias de Cima e Vale, Dar as Mãos", ["União das Freguesias de Cima e Vale", "Dar as Mãos"]),
        (
            "Escola Profissional de Serpa e Guarda Nacional Republicana",
            ["Escola Profissional de Serpa", "Guarda Nacional Republicana"],
        ),
        ("IEFP GIP", ["IEFP", "GIP"]),
        ("GNR Escola Segura", ["GNR", "Escola Segura"]),
        ("GIP do IEFP CPCJ", ["GIP do IEFP", "CPCJ"]),
        ("CMA/Dar as Mãos/Sol Nascente", ["CMA", "Dar as Mãos", "Sol Nascente"]),
        ("CMA & GNR", ["CMA", "GNR"]),
        ("Sol Nascente - GNR - Dar as Mãos", ["Sol Nascente", "GNR", "Dar as Mãos"]),
        ("Vinhos, Lda., GNR", ["Vinhos, Lda.", "GNR"]),
        ("“Sol Nascente”; Lar “Lua”", ["“Sol Nascente”", "Lar “Lua”"]),
    ],
)
def test_sign_or_list_between_names_parts_them(cell: str, names: list[str]) -> None:
    assert texts(cell) == names


@pytest.mark.parametrize(
    ("cell", "organisation"),
    [
        ("Escola Segura – GNR", "escola-segura"),
        ("Projeto Sol Nascente – GNR; PSP", "gnr"),
        ("JF de Cima – GIP; PSP", "junta-freguesia-cima-alvito"),
        ("CLDS-4G “Alvito + Perto”; PSP", "clds-alvito"),
    ],
)
def test_name_with_a_dash_or_quote_is_the_known_body_in_it(cell: str, organisation: str) -> None:
    assert organisation_ids(cell)[0] == organisation


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
        "ou",
        "+",
        "1.",
        "Todas as",
        "Lda.",
        "EB1",
        "2,3",
        "etc.",
        "A definir",
        "AE",
        "JF",
        "“",
        "”",
        "&",
        "\v",
        " – ",
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


@pytest.mark.parametrize(
    "name",
    [
        "AE n.º 2 de Alvito", "AE nº 2 de Alvito", "AE 2 de Alvito", "Agrupamento de Escolas n.º 1 de Alvito",
        "Agrupamento de Escolas N.º2 de Cima", "Centro de Saúde de Alvito 1", "Centro de Saúde de Alvito II",
        "USF Alvito 2", "EB 2,3", "EB 2,3 Dr. Fulano de Tal", "EB 2/3/S de Cima", "EB1/JI de Alvito", "E.B. 1 de Cima",
        "Associação de Pais da EB 2,3 Dr. Fulano",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cell", ["{}", "{}; GNR", "{} GNR", "GNR {}", "PSP, {} e GNR"])
def test_numbers_and_codes_of_schools_and_health_centres_belong_to_the_name(name: str, cell: str) -> None:
    assert name in texts(cell.format(name))


def test_number_of_people_is_no_part_of_a_name() -> None:
    assert texts("Centro de Saúde 2 enfermeiros")[0] == "Centro de Saúde"


def test_bodies_that_a_number_tells_apart_are_several() -> None:
    found = mentions("AE n.º 1 de Alvito; AE n.º 2 de Alvito; Agrupamento de Escolas de Alvito; Agrupamento n.º 2")
    ids = [m.organisation.organisation_id for m in found]
    assert len(set(ids[:3])) == 3
    assert ids[3] == ids[1]
    assert found[0].organisation.organisation == "Agrupamento de Escolas n.º 1 de Alvito"


@pytest.mark.parametrize(
    "name",
    [
        "Associação “A Oficina”", 'Lar "Estrela"', "Centro Social «Nossa Casa»", "Águas de Cima, S.A.", "Sol, Lda.",
        "Terras Dentro, Crl.", "Sociedade «Águas de Cima, S.A.»", "Sol & Filhos, Lda.", "Cooperativa Sol, C.R.L.",
        "Grupo “Os Camponeses”, de Cima",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cell", ["{}", "{}; GNR", "GNR; {}", "GNR\n{}"])
def test_closing_quotes_and_dots_stay_in_mention_and_name(name: str, cell: str) -> None:
    (mention,) = [m for m in mentions(cell.format(name)) if m.text != "GNR"]
    assert mention.text == mention.organisation.organisation == name


def test_quotes_around_a_whole_name_are_no_part_of_it() -> None:
    (mention,) = mentions("«O Sol Nascente»")
    assert (mention.text, mention.organisation.organisation) == ("«O Sol Nascente»", "O Sol Nascente")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("GNR ACES Serra Alta IEFP", ["GNR", "ACES Serra Alta", "IEFP"]),
        ("Bombeiros Voluntários Alvitenses GNR", ["Bombeiros Voluntários Alvitenses", "GNR"]),
        ("GNR Escola de Hotelaria e Turismo do Algarve", ["GNR", "Escola de Hotelaria e Turismo do Algarve"]),
        ("Sol – Associação de Apoio Centro de Saúde GNR", ["Sol – Associação de Apoio", "Centro de Saúde", "GNR"]),
        ("União das Freguesias de Cima e Mira Alvito PSP", ["União das Freguesias de Cima e Mira Alvito", "PSP"]),
        ("GNR – Beja/Alvito PSP", ["GNR – Beja/Alvito", "PSP"]),
        ("UMAR Açores CMA Lar Sol", ["UMAR Açores", "CMA", "Lar Sol"]),
        ("APF Alentejo GNR", ["APF Alentejo", "GNR"]),
        ("APF Açores Novo Dia PSP", ["APF Açores", "Novo Dia", "PSP"]),
        ("IEFP Centro Social de Cima", ["IEFP", "Centro Social de Cima"]),
        ("CPCJ Alvito Norte CPCJ Alvito Sul PSP", ["CPCJ Alvito Norte", "CPCJ Alvito Sul", "PSP"]),
        ("CPCJ Alvito Centro Social de Cima", ["CPCJ Alvito", "Centro Social de Cima"]),
        ("Universidade Sénior Fulano Beltrano", ["Universidade Sénior Fulano Beltrano"]),
        ("CMA CERCI Flor da Lua GNR", ["CMA", "CERCI Flor da Lua", "GNR"]),
        ("CMA EBI Canto da Lua GNR", ["CMA", "EBI Canto da Lua", "GNR"]),
        ("CLDS 5G Alvito Inclui GNR", ["CLDS 5G Alvito Inclui", "GNR"]),
        ("CLDS 4G Mais Perto GNR", ["CLDS 4G Mais Perto", "GNR"]),
        ("Rumo, CRL Sol Nascente GNR", ["Rumo, CRL", "Sol Nascente", "GNR"]),
        ("Cima Viva, E.M., S.A. Dar as Mãos", ["Cima Viva, E.M., S.A.", "Dar as Mãos"]),
        (
            "Junta de Freguesia de Cima Junta de Freguesia da Serra Sol+Mar",
            ["Junta de Freguesia de Cima", "Junta de Freguesia da Serra", "Sol+Mar"],
        ),
        (
            "GNR Gabinete de Atendimento à Família Centro Social Paroquial de Cima",
            ["GNR", "Gabinete de Atendimento à Família", "Centro Social Paroquial de Cima"],
        ),
    ],
)
def test_names_that_nothing_parts_keep_what_belongs_to_them(cell: str, found: list[str]) -> None:
    assert texts(cell) == found


@pytest.mark.parametrize("sign", ["; ", ", ", "\n", " e ", " "])
def test_words_that_count_the_bodies_are_of_the_mention(sign: str) -> None:
    assert texts(f"GNR{sign}todas as Juntas de Freguesia{sign}Todas as IPSS do concelho") == [
        "GNR",
        "todas as Juntas de Freguesia",
        "Todas as IPSS do concelho",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CPCJ Alvito Norte", "CPCJ Alvito Oriental"),
        ("CPCJ Alvito Norte", "CPCJ de Alvito"),
        ("Agrupamento de Escolas de Alvito Este", "Agrupamento de Escolas de Alvito Oeste"),
    ],
)
def test_bodies_of_the_sides_of_a_municipality_are_several(one: str, other: str) -> None:
    assert set(organisation_ids(one)) != set(organisation_ids(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CPCJ Alvito Norte", "Comissão de Proteção de Crianças e Jovens de Alvito Norte"),
        ("Agrupamento de Escolas de Alvito Oeste", "Agrupamento de Escolas Alvito Oeste"),
        ("AE Alvito Oeste", "Agrupamento de Escolas de Alvito Oeste"),
    ],
)
def test_body_of_a_side_written_in_two_ways_has_one_id(one: str, other: str) -> None:
    assert set(organisation_ids(one)) == set(organisation_ids(other))


@pytest.mark.parametrize("national", ["IEFP", "PSP", "Junta de Freguesia de Cima"])
def test_body_of_another_sort_beside_a_known_one_is_another_though_lines_part_names(national: str) -> None:
    assert texts(f"{national} Associação Sol Nascente\nGNR") == [national, "Associação Sol Nascente", "GNR"]


@pytest.mark.parametrize("behind", ["", "; GNR", ", GNR"])
def test_plus_that_ends_a_name_is_of_it(behind: str) -> None:
    assert texts(f"PSP; CLDS-4G Alvito +{behind}")[1] == "CLDS-4G Alvito +"


def test_municipality_behind_a_slash_says_where_a_national_body_is() -> None:
    assert texts("EAPN/Beja, IEFP/Alvito/CMA, PSP/GNR") == ["EAPN/Beja", "IEFP/Alvito", "CMA", "PSP", "GNR"]


def test_number_begins_a_name_in_a_line_of_its_own() -> None:
    cell = "Agrupamento de Escolas de Cima\n3 em Linha – Associação de Teatro"
    assert texts(cell) == cell.split("\n")


@pytest.mark.parametrize("behind", ["", "; GNR"])
def test_common_word_that_a_national_body_is_called_by_may_begin_another_name(behind: str) -> None:
    assert texts(f"Abraço Solidário{behind}")[0] == "Abraço Solidário"
    assert organisation_ids(f"Abraço Solidário{behind}")[0] == "abraco-solidario-alvito"
    assert texts("GNR Assoc. Abraço Solidário PSP") == ["GNR", "Assoc. Abraço Solidário", "PSP"]
    assert organisation_ids(f"Abraço{behind}")[0] == organisation_ids("Abraço Beja")[0] == "abraco"


def test_name_of_small_words_alone_has_an_id() -> None:
    assert set(organisation_ids("DE; GNR")) == {"de-alvito", "gnr"}
