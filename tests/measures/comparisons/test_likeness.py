"""Likeness of actions in words, bodies and place."""

import numpy as np
import pytest

from analysis.measures.comparisons.likeness import action_likeness, common_titles, compared_text


@pytest.fixture(scope="module")
def alike(plan_of):
    def measured(*given):
        years = zip((2023, 2024), given, strict=True)
        plans = [plan_of(*plan[0], texts=plan[1], plan_id=f"vila-{year}", **dict(*plan[2:])) for year, plan in years]
        return action_likeness(*plans, tuple(plan.participations for plan in plans))

    return measured


def test_same_action_is_wholly_alike(alike):
    same = (["CMA GNR"], ["Feira da saúde"])
    assert {name: float(values[0, 0]) for name, values in alike(same, same).items()} == pytest.approx(
        {"text": 1, "bodies": 1, "place": 1, "likeness": 1}
    )


def test_accents_plurals_and_years_do_not_matter():
    assert compared_text("Reuniões do CLAS em 2023") == compared_text("REUNIAO do CLAS em 2024")


def test_rare_word_tells_more_than_a_common_one(alike):
    texts = ["Sessão sobre burlas", "Sessão sobre saúde", "Sessão sobre emprego"]
    found = alike((["CMA"] * 3, texts), (["CMA"], ["Debate: burlas"]))["text"][:, 0]
    assert found[0] > 2 * found[1:].max()


def test_bodies_are_alike_by_the_share_that_both_name(alike):
    found = alike((["CMA GNR", ""], ["a", "b"]), (["CMA PSP", "CMA GNR"], ["a", "b"]))["bodies"]
    assert found[0].tolist() == pytest.approx([1 / 3, 1])
    assert np.isnan(found[1]).all()


def test_what_is_not_known_does_not_count(alike):
    """Text and place are the same; bodies, which weigh 2 of 10, are not known or not shared."""
    unknown = alike(([""], ["Feira"]), (["CMA"], ["Feira"]))
    assert unknown["likeness"][0, 0] == pytest.approx(1)
    differ = alike((["PSP"], ["Feira"]), (["CMA"], ["Feira"]))
    assert differ["likeness"][0, 0] == pytest.approx(0.8)


def test_place_is_not_known_without_domain_and_goal(alike):
    nowhere = (["CMA"], ["Feira"], {"domains": [None]})
    found = alike(nowhere, nowhere)
    assert np.isnan(found["place"]).all()
    assert found["likeness"][0, 0] == pytest.approx(1)


def test_texts_without_words_are_alike_where_they_are_the_same(alike):
    texts = (["CMA"] * 3, ["2024", "...", "Feira"])
    assert alike(texts, texts)["text"].diagonal().tolist() == pytest.approx([1, 1, 1])
    assert compared_text("...") == "..."


def test_text_of_another_year_only_has_its_letters_in_common(alike):
    """Three of four letters are the same, in the same order: 0.3 of 2 · 3 / 8."""
    assert alike((["CMA"], ["2023"]), (["CMA"], ["2024"]))["text"][0, 0] == pytest.approx(0.3 * 0.75)


@pytest.fixture(scope="module")
def titles(plan_of):
    def common(before, after):
        years = zip((2023, 2024), (before, after), strict=True)
        plans = [plan_of(*["CMA"] * len(names), domains=names, plan_id=f"vila-{year}") for year, names in years]
        return common_titles(*plans)

    return common


def test_domain_has_the_title_of_the_later_plan_whatever_accents_plurals_and_numbers(titles):
    assert titles(["2.1. Saúde", "Casa"], ["SAUDES 3", "Idosos"]) == {
        "SAUDES 3": "SAUDES 3",
        "Idosos": "Idosos",
        "2.1. Saúde": "SAUDES 3",
        "Casa": "Casa",
    }


@pytest.mark.parametrize(("before", "after"), [(["Eixo 1", "Eixo 2"], ["EIXO 1"]), (["Eixo 1"], ["EIXO 1", "Eixo 2"])])
def test_numbers_count_where_nothing_else_tells_domains_of_one_plan_apart(titles, before, after):
    assert titles(before, after) == {"EIXO 1": "EIXO 1", "Eixo 1": "EIXO 1", "Eixo 2": "Eixo 2"}


def test_titles_without_words_are_their_numbers_or_signs(titles):
    """No letter of the Cyrillic title is left by folding."""
    assert titles(["1", "2", "Дом"], ["1", "—"]) == {"1": "1", "—": "—", "2": "2", "Дом": "Дом"}


def test_plans_without_actions_have_no_likeness(alike):
    assert alike(([], []), (["CMA"], ["Feira"]))["likeness"].shape == (0, 1)
