"""How alike domains are to themes, and how often the first suggestion is right on headings labelled by hand.

``themes.csv`` holds invented headings as Portuguese plans word them, each with its theme, or none where it has
no subject. Every second was used to choose the thresholds; the others are kept back. Descriptions and headings
are of one hand: on plans of others expect less.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.paths import data_folder
from analysis.common.themes import Theme, themes
from analysis.entities.themes import ThemeLikeness, suggested_theme, theme_likeness

with (Path(__file__).parent / "themes.csv").open(encoding="utf-8", newline="") as handle:
    LABELLED = list(csv.DictReader(handle))
CHOSEN_ON, KEPT_BACK = LABELLED[::2], LABELLED[1::2]
LISTED = themes(data_folder())
SMALL = {
    code: Theme(code, None, name, name, words, "")
    for code, name, words in (("sea", "Mar", "mar, pesca"), ("air", "Ar livre", "ar livre, vento, pesca"))
}


def ranked(heading: str, *texts: str) -> list[ThemeLikeness]:
    return theme_likeness(heading, texts, themes=LISTED)


def test_likeness_is_the_cosine_of_weighted_terms():
    # N = 2 themes. "mar" stands in one (in its description and twice as name: 3), "pesca" in both.
    rare, common = 1 + math.log(3 / 2), 1 + math.log(3 / 3)
    mar, pesca = (1 + math.log(3)) * rare, common
    length = math.hypot(mar, pesca)
    found = theme_likeness("Mar", themes=SMALL)
    assert [(f.theme, f.terms) for f in found] == [("sea", ("mar",))]
    assert found[0].likeness == pytest.approx(mar / length)
    # "Mar e pesca": (rare, common) by (mar, pesca) over both lengths
    both = theme_likeness("Mar e pesca", themes=SMALL)[0]
    assert both.likeness == pytest.approx((rare * mar + common * pesca) / (math.hypot(rare, common) * length))


def test_heading_weighs_as_much_as_all_that_stands_under_it():
    one = theme_likeness("Mar", ["vento"], themes=SMALL)
    many = theme_likeness("Mar", ["vento"] * 9, themes=SMALL)
    assert [f.likeness for f in one] == pytest.approx([f.likeness for f in many])


@pytest.mark.parametrize("heading", ["", "Eixo", "De a com para", "..."])
def test_domain_without_a_word_of_any_theme_is_like_none(heading):
    assert ranked(heading) == []
    assert suggested_theme([]) is None


def test_words_are_compared_by_their_stem_in_either_spelling():
    assert ranked("Protecção das crianças")[0] == ranked("Proteção das crianças")[0].__class__(
        "children_youth", ranked("Proteção das crianças")[0].likeness, ("crianças", "protecção")
    )
    assert ranked("Criança")[0].likeness == ranked("CRIANÇAS")[0].likeness


def test_what_stands_under_a_domain_tells_where_its_heading_does_not():
    assert ranked("Eixo 1") == []
    assert ranked("Eixo 1", "Rastreios de saúde", "Vacinação")[0].theme == "health"


def test_health_and_well_being_is_health():
    assert suggested_theme(ranked("Saúde e Bem-Estar")).theme == "health"
    assert suggested_theme(ranked("Saúde mental e bem-estar psicológico")).theme == "mental_health"


def test_nothing_is_suggested_where_two_themes_are_as_alike():
    near = [ThemeLikeness("sea", 0.5, ("x",)), ThemeLikeness("air", 0.495, ("x",))]
    assert suggested_theme(near) is None
    assert suggested_theme(near[:1]) == near[0]
    assert suggested_theme([ThemeLikeness("sea", 0.17, ("x",))]) is None


@pytest.mark.parametrize("half", [CHOSEN_ON, KEPT_BACK], ids=["chosen on", "kept back"])
def test_first_suggestion_is_mostly_right_and_one_of_the_first_three_nearly_always(half):
    told = [row for row in half if row["theme"]]
    found = [[f.theme for f in ranked(row["heading"])[:3]] for row in told]
    first = sum(names[:1] == [row["theme"]] for names, row in zip(found, told, strict=True)) / len(told)
    in_three = sum(row["theme"] in names for names, row in zip(found, told, strict=True)) / len(told)
    assert first >= 0.92
    assert in_three >= 0.96


@pytest.mark.parametrize("half", [CHOSEN_ON, KEPT_BACK], ids=["chosen on", "kept back"])
def test_what_is_suggested_is_seldom_wrong_and_little_is_left_without(half):
    found = [(row["theme"], suggested_theme(ranked(row["heading"]))) for row in half]
    given_ = [(theme, got.theme) for theme, got in found if got]
    right = sum(theme == got for theme, got in given_)
    assert right / len(given_) >= 0.9
    assert right / sum(bool(theme) for theme, _ in found) >= 0.88


def test_every_theme_is_in_the_labelled_headings_and_no_heading_twice():
    assert {row["theme"] for row in LABELLED} == {"", *LISTED}
    assert len({row["heading"] for row in LABELLED}) == len(LABELLED) >= 120


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=3))
def test_likeness_is_ranked_and_between_none_and_all(heading, texts):
    found = theme_likeness(heading, texts, themes=LISTED)
    assert all(0 < f.likeness <= 1 and f.terms for f in found)
    assert [f.likeness for f in found] == sorted((f.likeness for f in found), reverse=True)
    assert found == theme_likeness(heading, texts, themes=LISTED)
