"""How alike domains are to themes, and how often the first suggestion is right on headings labelled by hand.

``themes.csv`` holds headings as Portuguese plans word them, each with its theme, two or more parted by ``;`` where
each is honest, or none where it has no subject. Its parts: ``chosen on``, by which the thresholds were chosen, and
``kept back``, both invented, of the hand that wrote the descriptions; ``published``, from social plans, diagnoses
and the nomenclature of social responses. On plans of others expect less.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.paths import data_folder
from analysis.common.themes import Theme, read_themes
from analysis.entities.themes import ThemeLikeness, suggested_theme, theme_likeness

with (Path(__file__).parent / "themes.csv").open(encoding="utf-8", newline="") as handle:
    LABELLED = list(csv.DictReader(handle))
PARTS = ["chosen on", "kept back", "published"]
LISTED = read_themes(data_folder())
SMALL = {
    code: Theme(code, None, name, name, words, "")
    for code, name, words in (("sea", "Mar", "mar, pesca"), ("air", "Ar livre", "ar livre, vento, pesca"))
}


def ranked(heading: str, *texts: str) -> list[ThemeLikeness]:
    return theme_likeness(heading, texts, themes=LISTED)


def labelled(part: str) -> list[tuple[str, list[str]]]:
    """Return the headings of a part, each with its themes."""
    return [(row["heading"], list(filter(None, row["theme"].split(";")))) for row in LABELLED if row["part"] == part]


def test_likeness_is_the_cosine_of_weighted_terms():
    # N = 2 themes. "mar" stands in one (as its name and in its description: 2), "pesca" in both.
    rare, common = 1 + math.log(3 / 2), 1 + math.log(3 / 3)
    mar, pesca = math.log(1 + 2) * rare, math.log(1 + 1) * common
    length = math.hypot(mar, pesca)
    found = theme_likeness("Mar", themes=SMALL)
    assert [(f.theme, f.terms) for f in found] == [("sea", ("mar",))]
    assert found[0].likeness == pytest.approx(mar / length)
    # "Mar e pesca": (rare, common) by (mar, pesca) over both lengths
    both = theme_likeness("Mar e pesca", themes=SMALL)[0]
    assert both.likeness == pytest.approx((rare * mar + common * pesca) / (math.hypot(rare, common) * length))


def test_two_words_that_follow_one_another_are_a_term():
    # "Ar livre", name and phrase: each word 1/2 + 1/2, the pair 1 + 1; "vento" and "pesca" 1. Only "pesca" is in both.
    rare = 1 + math.log(3 / 2)
    one, two = math.log(1 + 1), math.log(1 + 2)
    length = math.hypot(one * rare, one * rare, two * rare, one * rare, one)
    found = theme_likeness("Ao ar livre", themes=SMALL)[0]
    assert found.likeness == pytest.approx((one + one + two) * rare / (math.sqrt(3) * length))
    assert found.terms == ("ar", "livre")
    assert theme_likeness("Livre de ar", themes=SMALL)[0].likeness == pytest.approx(
        2 * one * rare / (math.sqrt(2) * length)
    )


def test_heading_weighs_twice_as_much_as_all_that_stands_under_it():
    one = theme_likeness("Mar", ["vento"], themes=SMALL)
    many = theme_likeness("Mar", ["vento"] * 9, themes=SMALL)
    assert [f.likeness for f in one] == pytest.approx([f.likeness for f in many])
    alone = {word: theme_likeness(word, themes=SMALL)[0].likeness for word in ("Mar", "vento")}
    assert {f.theme: f.likeness for f in one} == pytest.approx(
        {"sea": alone["Mar"] / math.hypot(1, 0.5), "air": 0.5 * alone["vento"] / math.hypot(1, 0.5)}
    )


def test_what_stands_under_a_heading_that_says_nothing_weighs_no_more():
    said = theme_likeness("Mar", themes=SMALL)[0].likeness
    assert theme_likeness("Eixo 2", ["Mar"], themes=SMALL)[0].likeness == pytest.approx(0.5 * said / math.hypot(1, 0.5))


@pytest.mark.parametrize("heading", ["", "Eixo", "De a com para", "..."])
def test_domain_without_a_word_of_any_theme_is_like_none(heading):
    assert ranked(heading) == []
    assert suggested_theme([]) is None


def test_words_are_compared_by_their_stem_in_either_spelling():
    assert ranked("Protecção das crianças")[0] == ranked("Proteção das crianças")[0].__class__(
        "children_youth", ranked("Proteção das crianças")[0].likeness, ("crianças", "protecção")
    )
    assert ranked("Criança")[0].likeness == ranked("CRIANÇAS")[0].likeness


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("Migrações", "Migração"),
        ("Equipamentos sociais", "Equipamento social"),
        ("Acessíveis", "Acessível"),
        ("Juvenis", "Juvenil"),
        ("Jovens", "Jovem"),
    ],
)
def test_plural_is_compared_as_its_singular(plural, singular):
    both = [[(f.theme, f.likeness) for f in ranked(heading)] for heading in (plural, singular)]
    assert both[0] == both[1] != []


def test_what_stands_under_a_domain_tells_where_its_heading_does_not():
    assert ranked("Eixo 1") == []
    assert ranked("Eixo 1", "Rastreios de saúde", "Vacinação")[0].theme == "health"


def test_health_and_well_being_is_health():
    assert suggested_theme(ranked("Saúde e Bem-Estar")).theme == "health"
    assert suggested_theme(ranked("Saúde mental e bem-estar psicológico")).theme == "mental_health"


def test_nothing_is_suggested_where_two_themes_are_as_alike():
    near = [ThemeLikeness("sea", 0.5, ("x",)), ThemeLikeness("air", 0.48, ("x",))]
    assert suggested_theme(near) is None
    assert suggested_theme(near[:1]) == near[0]
    assert suggested_theme([ThemeLikeness("sea", 0.13, ("x",))]) is None


@pytest.mark.parametrize("part", PARTS)
def test_first_suggestion_is_mostly_right_and_one_of_the_first_three_nearly_always(part):
    told = [(themes_, [f.theme for f in ranked(heading)]) for heading, themes_ in labelled(part) if themes_]
    first = sum(bool(set(names[:1]) & set(themes_)) for themes_, names in told) / len(told)
    in_three = sum(bool(set(names[:3]) & set(themes_)) for themes_, names in told) / len(told)
    assert first >= 0.96
    assert in_three >= 0.98


@pytest.mark.parametrize("part", PARTS)
def test_what_is_suggested_is_seldom_wrong_and_little_is_left_without(part):
    found = [(themes_, suggested_theme(ranked(heading))) for heading, themes_ in labelled(part)]
    given_ = [(themes_, got.theme) for themes_, got in found if got]
    right = sum(got in themes_ for themes_, got in given_)
    assert right / len(given_) >= 0.95
    assert right / sum(bool(themes_) for themes_, _ in found) >= 0.86


def test_every_theme_is_in_the_labelled_headings_and_no_heading_twice():
    for part in ("chosen on", "kept back"):
        assert {theme for _, themes_ in labelled(part) for theme in themes_} == {*LISTED}
    assert {row["part"] for row in LABELLED} == {*PARTS}
    assert {theme for row in LABELLED for theme in row["theme"].split(";")} == {"", *LISTED}
    assert len({row["heading"] for row in LABELLED}) == len(LABELLED) >= 500


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=3))
def test_likeness_is_ranked_and_between_none_and_all(heading, texts):
    found = theme_likeness(heading, texts, themes=LISTED)
    assert all(0 < f.likeness <= 1 and f.terms for f in found)
    assert [f.likeness for f in found] == sorted((f.likeness for f in found), reverse=True)
    assert found == theme_likeness(heading, texts, themes=LISTED)
