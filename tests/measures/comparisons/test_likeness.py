"""Likeness of actions in words, bodies and place."""

import numpy as np
import pytest

from analysis.measures.comparisons.likeness import action_likeness, compared_text, compared_title


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
    assert compared_title("2.1. Saúde 3") == compared_title("Saudes")


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


def test_text_of_a_year_only_is_like_nothing(alike):
    assert alike((["CMA"], ["2023"]), (["CMA"], ["2024"]))["text"][0, 0] == 0


def test_plans_without_actions_have_no_likeness(alike):
    assert alike(([], []), (["CMA"], ["Feira"]))["likeness"].shape == (0, 1)
