from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analysis.common.errors import RegistryError, UnknownNameError
from analysis.common.municipalities import municipality_named, read_municipalities
from analysis.common.paths import data_folder

DATA = data_folder()


def test_there_are_308_municipalities_each_with_its_code() -> None:
    places = read_municipalities(DATA)
    assert len(places) == len({place.ine_code for place in places}) == 308


def test_two_municipalities_share_a_name_and_no_more() -> None:
    names = Counter(place.municipality for place in read_municipalities(DATA))
    assert {name for name, times in names.items() if times > 1} == {"Lagoa"}


@pytest.mark.parametrize("name", ["Évora", "evora", "ÉVORA", " Évora "])
def test_case_and_accents_do_not_matter(name: str) -> None:
    assert municipality_named(name, DATA).municipality == "Évora"


def test_name_of_two_is_refused_and_both_are_named() -> None:
    with pytest.raises(UnknownNameError, match=r"Lagoa \(Faro\)") as caught:
        municipality_named("Lagoa", DATA)
    assert caught.value.key == "municipality_ambiguous"


def test_district_tells_two_of_one_name_apart() -> None:
    assert municipality_named("Lagoa (Faro)", DATA).district == "Faro"


@pytest.mark.parametrize(
    ("name", "told_apart", "slug"),
    [
        ("Alvito", "Alvito", "alvito"),
        ("Vila Nova de Gaia", "Vila Nova de Gaia", "vila-nova-de-gaia"),
        ("Lagoa (Faro)", "Lagoa (Faro)", "lagoa-faro"),
        ("Lagoa (Açores)", "Lagoa (Açores)", "lagoa-acores"),
    ],
)
def test_district_stands_in_name_and_id_only_where_two_share_the_name(name: str, told_apart: str, slug: str) -> None:
    place = municipality_named(name, DATA)
    assert (place.told_apart, place.slug) == (told_apart, slug)
    assert municipality_named(place.told_apart, DATA) == place


def test_no_two_municipalities_have_one_id() -> None:
    assert len({place.slug for place in read_municipalities(DATA)}) == 308


@pytest.mark.parametrize("name", ["Lisboa do Norte", "../../etc/passwd", "CON", "x" * 300, ""])
def test_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownNameError, match="308"):
        municipality_named(name, DATA)


@pytest.mark.parametrize(
    ("name", "of", "initials"),
    [
        ("Porto", "do Porto", "P"),
        ("Guarda", "da Guarda", "G"),
        ("Alvito", "de Alvito", "A"),
        ("Vila Nova de Gaia", "de Vila Nova de Gaia", "VNG"),
    ],
)
def test_a_municipality_knows_its_article_and_initials(name: str, of: str, initials: str) -> None:
    place = municipality_named(name, DATA)
    assert (place.of, place.initials) == (of, initials)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"municipalities\.csv"):
        read_municipalities(tmp_path)


def test_incomplete_row_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    file = tmp_path / "registry" / "municipalities.csv"
    file.write_text(
        "ine_code,municipality,article,district,nuts3,lon,lat\n0101,Vila,,Distrito,Sub-região,oeste,1\n",
        encoding="utf-8",
    )
    with pytest.raises(RegistryError, match=r"municipalities\.csv.* line 2"):
        read_municipalities(tmp_path)
