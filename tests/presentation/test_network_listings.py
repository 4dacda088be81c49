"""The tables of the network page, on small corpora whose rows are known by hand."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import analysis
from analysis.presentation import network_listings


@pytest.fixture
def told(shown):
    """Return the rows of each table shown, header first."""

    def read():
        pages = [BeautifulSoup(bundle["text/html"], "html.parser") for bundle, _ in shown]
        return [
            [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")] for page in pages
        ]

    return read


def test_bodies_of_the_two_mode_network_stand_by_their_actions(told, corpus_of):
    graph = analysis.participation_graph(corpus_of("CMA GNR", "CMA", ""))
    network_listings.display_two_mode(
        analysis.two_mode_centrality(graph), analysis.two_mode_status(graph), analysis.organisation_clustering(graph),
        lang="en",
    )  # fmt: skip
    ((_, first, second),) = told()
    assert first[:3] == ["Entidade CMA", "2", "67%"]
    assert second[:3] == ["Entidade GNR", "1", "33%"]


def test_layer_that_the_document_does_not_state_is_named_in_words(told, corpus_of):
    layers = analysis.layer_graphs(corpus_of("CMA", "GNR", domains=["Saúde", None]), by="domain")
    network_listings.display_layers(
        analysis.layer_centrality(layers), analysis.organisation_layers(layers), by="domain", lang="en"
    )
    _, table = told()
    assert {row[0] for row in table[1:]} == {"Saúde", "(not stated)"}


def test_coded_layers_are_named_in_words(told, corpus_of):
    layers = analysis.layer_graphs(corpus_of("CMA", "GNR"), by="kind")
    bodies = analysis.organisation_layers(layers)
    network_listings.display_layers(analysis.layer_centrality(layers), bodies, by="kind", lang="en")
    _, table = told()
    assert {row[0] for row in table[1:]} == {"Municipality", "Security and rescue"}


def test_centralities_stand_with_the_ranks_that_a_body_may_have(told, corpus_of):
    graph = analysis.participation_graph(corpus_of(*["CMA GNR"] * 9, "CMA IEFP"))
    centrality = analysis.partner_centrality(analysis.partner_graph(corpus_of(*["CMA GNR"] * 9, "CMA IEFP")))
    ranks = analysis.rank_groups(analysis.bootstrap_draws(graph, draws=50))
    network_listings.display_centrality(centrality, ranks, rows=2, lang="en")
    ((header, *rows),) = told()
    assert header[-2:] == ["Rank", "Group of ranks"]
    assert [row[-2:] for row in rows] == [["1", "1"], ["1 to 2", "1"]]


def test_truth_is_written_in_the_reader_s_language(told, corpus_of):
    partners = analysis.partner_graph(corpus_of("CMA GNR", "CMA IEFP"))
    found = analysis.key_player_set(partners, size=1)
    network_listings.display_key_players(found, analysis.key_player_set(partners, size=1, measure="reach"))
    apart, reach = told()
    assert apart[1][0] == reach[1][0] == "Entidade CMA"
    assert apart[1][4] == "sim"


def test_measures_of_the_whole_network_stand_once_each(told, corpus_of):
    graph = analysis.participation_graph(corpus_of("CMA GNR", "CMA IEFP"))
    structure = analysis.network_structure(graph)
    network_listings.display_whole(structure, analysis.participation_pattern(graph), lang="en")
    ((*rows,),) = told()
    names = [row[0] for row in rows]
    assert len(names) == len(set(names))
    assert ["Ties between bodies", "2"] in rows


def test_actions_behind_a_suggestion_stand_in_the_order_of_the_plan(told, corpus_of):
    graph = analysis.participation_graph(corpus_of(*["CMA GNR"] * 10, "CMA IEFP"))
    network_listings.display_suggestions(analysis.suggested_partnerships(graph), rows=5, lang="en")
    ((_, row),) = told()
    assert row[0:2] == ["Entidade GNR", "Entidade IEFP"]
    assert row[-2:] == ["1; 2; 3; 4; 5; 6; 7; 8; 9; 10", "11"]


def test_actions_of_several_plans_are_told_with_their_plan():
    ids = pd.Series(["a-2024/001;b-2024/012", pd.NA])
    told = network_listings._numbers(ids)
    assert told[0] == "a-2024 1; b-2024 12"
    assert pd.isna(told[1])


def test_months_that_are_not_stated_are_said_so_and_not_zero(told, corpus_of):
    corpus = corpus_of("CMA", "GNR", months=[[3], None])
    network_listings.display_dependence_places(
        analysis.dependence_by_domain(corpus), analysis.dependence_by_month(corpus), lang="en"
    )
    _, table = told()
    rows = {row[0]: row[1:] for row in table[1:]}
    assert rows["Entidade CMA"][:5] == ["1", "0", "0", "0", "1"]
    assert set(rows["Entidade GNR"][2:]) == {"–"}


def test_backup_tells_the_actions_and_their_places(told, corpus_of):
    corpus = corpus_of("CMA", "CMA GNR")
    network_listings.display_backup(
        analysis.backup_candidates(corpus), analysis.backup_set(corpus), analysis.orphaned_actions(corpus), lang="en"
    )
    backup, orphaned = told()
    assert backup[1][0] == "Entidade GNR"
    assert backup[1][-1] == "1"
    assert orphaned[1][:2] == ["1", "Entidade CMA"]


def test_undecided_tie_is_said_to_be_undecided(told, corpus_of):
    ties = analysis.tie_significance(analysis.participation_graph(corpus_of("CMA GNR", "CMA IEFP")), null="bicm")
    ties["validated"] = pd.array([pd.NA, False], dtype="boolean")
    network_listings.display_ties(ties, lang="en")
    ((_, *rows),) = told()
    assert {row[-1] for row in rows} == {"undecided", "no"}


def test_shape_and_power_are_told_in_words(told, corpus_of):
    graph = analysis.participation_graph(corpus_of("CMA GNR", "CMA IEFP"))
    network_listings.display_shape(analysis.structure_significance(graph, samples=20), analysis.tie_power(graph))
    shape, power = told()
    assert shape[1][0] == "Agrupamento de Robins–Alexander"
    assert power[0] == ["Pares testados", "3"]


def test_page_without_another_plan_shows_no_change(told, corpus_of):
    corpus = corpus_of("CMA GNR")
    bodies, change = analysis.organisation_change(corpus, corpus), analysis.partnership_change(corpus, corpus)
    network_listings.display_change(bodies, change, compared=None)
    assert told() == []


def test_change_tells_who_stays_enters_and_leaves(told, corpus_of):
    before, after = corpus_of("CMA GNR", plan_id="vila-2023"), corpus_of("CMA PSP")
    bodies, change = analysis.organisation_change(before, after), analysis.partnership_change(before, after)
    network_listings.display_change(bodies, change, compared="vila-2023", lang="en")
    people, parts = told()
    assert {row[0]: row[1] for row in people[1:]} == {
        "Entidade CMA": "stays", "Entidade PSP": "enters", "Entidade GNR": "leaves",
    }  # fmt: skip
    assert parts[1][:2] == ["bodies with each other", "all"]


def test_centralisation_names_the_measures(told, corpus_of):
    central = analysis.two_mode_centralisation(analysis.participation_graph(corpus_of("CMA GNR", "CMA IEFP")))
    network_listings.display_centralisation(central, lang="en")
    ((header, *rows),) = told()
    assert header == ["Measure", "Of bodies", "Of actions"]
    assert [row[0] for row in rows] == ["Degree", "Closeness", "Betweenness"]
