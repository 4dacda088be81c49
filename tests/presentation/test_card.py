"""The network card: every item says something, and what is not known is said in words."""

import pytest

from analysis import network_structure, participation_graph
from analysis.presentation.card import network_card


def card_of(corpus, lang="pt", **options):
    participations = participation_graph(corpus)
    card = network_card(corpus, participations, network_structure(participations), lang=lang, **options)
    return dict(zip(card["item"], card["value"], strict=True))


def test_card_counts_nodes_of_both_modes_and_ties(corpus_of):
    card = card_of(corpus_of("CMA GNR", "CMA GNR IPSS", ""), "en")
    assert card["Nodes, first mode"].startswith("3 bodies (")
    assert card["Nodes, second mode"] == "3 actions; naming no body that counts: 1"
    assert card["Ties between the modes"].startswith("5: ")
    assert card["Ties between bodies"].startswith("3: ")


def test_what_the_document_does_not_state_is_said_in_words(corpus_of):
    card = card_of(corpus_of("CMA"))
    assert card["Ano"] == "não indicado"
    assert card["Documento"].startswith("não indicado (plan.txt, SHA-256 000000000000")


def test_measures_of_a_lone_body_are_not_defined_rather_than_zero(corpus_of):
    assert "densidade não definido" in card_of(corpus_of("CMA"))["Forma"]


@pytest.mark.parametrize("weight", ["shared", "newman"])
def test_card_says_what_the_weights_are(corpus_of, weight):
    told = card_of(corpus_of("CMA GNR"), "en", weight=weight)["Weight of ties"]
    assert ("1/(n−1)" in told) == (weight == "newman")


def test_several_plans_are_listed(corpus_of, joined):
    both = joined(corpus_of("CMA"), corpus_of("GNR", plan_id="lugar-2024", municipality="Lugar"))
    assert "(Vila e Lugar)" in card_of(both)["Rede"]


def test_card_of_a_real_plan_says_something_of_every_item(real):
    for lang in ("pt", "en"):
        assert all(text.strip() for text in card_of(real, lang).values())
