"""Names that the registry does not know are held against those it knows, the likeliest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.common.municipalities import read_municipalities
from analysis.entities.names import Names
from analysis.entities.registry import Alias, Organisation, Registry
from analysis.frames.suggestions import LEAST_LIKENESS, MOST, Suggestion, Suggestions

PLACES = {m.ine_code: m for m in read_municipalities(Path(__file__).parents[2] / "data")}
BODIES = {
    o.organisation_id: o
    for o in (
        Organisation("gnr", "Guarda Nacional Republicana", "GNR", "security", "national", False),
        Organisation("sol", "Associação Sol Nascente", "Sol Nascente", "ipss_ngo", "0205", False),
        Organisation("lua", "Associação Lua Cheia", "Lua Cheia", "ipss_ngo", "0205", False),
        Organisation("longe", "Associação Sol Poente", "Sol Poente", "ipss_ngo", "0705", False),
        Organisation("centro", "Centro de Saúde {of_municipality}", "Centro de Saúde", "health", "each", False),
        Organisation("junta", "Junta de Freguesia {of_place}", "Junta de Freguesia", "parish", "place", False),
        Organisation("apav", "Apoio à Vítima", "APAV", "ipss_ngo", "national", False),
    )
}
REGISTRY = Registry(
    Path(), {}, BODIES, (Alias("Associação Portuguesa de Apoio à Vítima", "apav", "", ""),), {}, {},
    {"Associação": "ipss_ngo", "Centro": "health"}, PLACES,
)  # fmt: skip


def suggested(mention: str, code: str = "0205") -> tuple[Suggestion, ...]:
    return Suggestions(Names(REGISTRY, PLACES[code])).of(mention)


@pytest.mark.parametrize(
    ("mention", "likeliest", "why"),
    [
        ("Assoc. Sol Nascente", "sol", None),
        ("Sol Nascente - IPSS", "sol", None),
        ("Guarda Republicana Nacional", "gnr", "letters"),
        ("Centro de Saude de Beja", "centro", "letters"),
        ("ALC", "lua", "initials"),
        ("Associação Popular de Ajuda Vicinal", "apav", "initials"),
    ],
)
def test_likeliest_body_is_first(mention: str, likeliest: str, why: str | None) -> None:
    first = suggested(mention)[0]
    assert first.organisation_id == likeliest
    assert why in (None, first.why)
    assert LEAST_LIKENESS <= first.likeness < 1


def test_each_body_is_suggested_once_the_likeliest_first_and_not_too_many() -> None:
    found = suggested("Associação Sol Cheio")
    assert [s.likeness for s in found] == sorted((s.likeness for s in found), reverse=True)
    assert len({s.organisation_id for s in found}) == len(found) <= MOST


def test_body_of_another_municipality_is_not_suggested() -> None:
    assert "longe" not in {s.organisation_id for s in suggested("Associação Sol Poente")}
    assert suggested("Associação Sol Poente Lda", "0705")[0].organisation_id == "longe"


def test_body_of_each_place_is_not_suggested_as_one() -> None:
    assert "junta" not in {s.organisation_id for s in suggested("Junta de Freguesia")}


def test_template_is_suggested_by_its_name_in_the_municipality() -> None:
    assert suggested("Centro de Saude")[0].organisation == "Centro de Saúde de Beja"


@pytest.mark.parametrize("mention", ["", "?!", "Discotecas", "XYZ"])
def test_name_like_no_other_has_no_suggestion(mention: str) -> None:
    assert suggested(mention) == ()


def test_bodies_of_the_municipality_come_before_the_class_that_they_are_of() -> None:
    bodies = {
        **BODIES,
        "juntas": Organisation("juntas", "Juntas de Freguesia {of_municipality}", "JF", "parish", "each", True),
        "cima": Organisation("cima", "Junta de Freguesia de Cima", "JF Cima", "parish", "0205", False),
    }
    names = Names(Registry(Path(), {}, bodies, (), {}, {}, {"Junta": "parish"}, PLACES), PLACES["0205"])
    found = [s.organisation_id for s in Suggestions(names).of("Junta Freguesia Sima")]
    assert found == ["cima", "juntas"]
    assert Suggestions(names).of("Juntas Freguesia")[0].organisation_id == "juntas"


def test_bodies_that_only_the_plan_names_are_suggested_but_not_what_the_mention_was_read_as() -> None:
    read = Organisation("casa-cima", "Casa do Povo de Cima", "Casa do Povo de Cima", "ipss_ngo", "0205", False)
    ranked = Suggestions(Names(REGISTRY, PLACES["0205"]), [read])
    assert [(s.organisation_id, s.body) for s in ranked.of("Casa Povo Cimo")] == [("casa-cima", read)]
    assert ranked.of("CP Cima")[0].why == "initials"
    assert "casa-cima" not in {s.organisation_id for s in ranked.of("Casa do Povo de Cima", "casa-cima")}
