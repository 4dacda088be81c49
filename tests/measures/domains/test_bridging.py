import dataclasses
import math

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.graphs.domains import domain_graph
from analysis.measures.domains.bridging import bridging_organisations

CELLS = st.lists(
    st.tuples(st.lists(st.sampled_from("ABCDE"), max_size=3, unique=True).map(" ".join), st.sampled_from("WXYZ")),
    min_size=1,
    max_size=9,
)


def test_plan_that_names_nobody_has_no_rows_with_all_columns(corpus_of):
    columns = ["organisation", "actions", "unplaced_actions", "domains", "domain_spread", "effective_domains",
               "only_link", "articulation", "cut_domains"]  # fmt: skip
    for corpus in (corpus_of(), corpus_of("", "")):
        measured = bridging_organisations(corpus)
        assert measured.empty
        assert list(measured.columns) == columns


def test_spread_over_domains_in_closed_form(corpus_of):
    # CMA: two actions in A, one in B, one in C: 1 - (4 + 1 + 1)/16; exp of -(1/2 ln 1/2 + 2 * 1/4 ln 1/4) = 2^1.5.
    corpus = corpus_of("CMA", "CMA", "CMA", "CMA GNR", domains=["A", "A", "B", "C"])
    measured = bridging_organisations(corpus).loc["vila-2024"]
    assert measured.loc["cma", "domain_spread"] == pytest.approx(10 / 16)
    assert measured.loc["cma", "effective_domains"] == pytest.approx(math.sqrt(8))
    assert list(measured.loc["gnr", ["domains", "domain_spread", "effective_domains"]]) == [1, 0, 1]


def test_body_with_two_roles_in_an_action_counts_once(corpus_of):
    corpus = corpus_of("CMA", "CMA", partners=["CMA", ""], domains=["A", "B"])
    assert list(bridging_organisations(corpus).iloc[0][["actions", "domain_spread"]]) == [2, 1 / 2]


def test_only_link_counts_the_pairs_that_share_no_other_body(corpus_of):
    # CMA in A, B, C; GNR in A, B: CMA alone links A-C and B-C.
    corpus = corpus_of("CMA GNR", "CMA GNR", "CMA", domains=["A", "B", "C"])
    measured = bridging_organisations(corpus).loc["vila-2024"]
    assert measured["only_link"].to_dict() == {"cma": 2, "gnr": 0}
    assert measured["articulation"].to_dict() == {"cma": True, "gnr": False}


def test_domains_that_a_body_alone_holds_are_all_but_the_largest_part(corpus_of):
    # Without CMA the domains fall into A and B (by GNR), C (by PSP), D (by nobody); E never was of theirs.
    corpus = corpus_of("CMA GNR", "GNR", "CMA PSP", "CMA", "IEFP", domains=["A", "B", "C", "D", "E"])
    measured = bridging_organisations(corpus).loc["vila-2024"]
    assert measured.loc["cma", "cut_domains"] == "C | D"
    assert measured.loc["gnr", "cut_domains"] == "B"
    assert measured.loc[["iefp", "psp"], "cut_domains"].isna().all()


def test_actions_without_a_domain_are_counted_apart(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", domains=[None, "A"])
    measured = bridging_organisations(corpus).loc["vila-2024"]
    assert list(measured.loc["cma", ["actions", "unplaced_actions", "domains"]]) == [2, 1, 1]
    assert list(measured.loc["gnr", ["actions", "unplaced_actions"]]) == [1, 1]
    assert (
        measured.loc["gnr", ["domains", "domain_spread", "effective_domains", "only_link", "articulation"]].isna().all()
    )


def test_same_domain_of_two_plans_links_nothing(corpus_of, joined):
    corpus = joined(corpus_of("GNR", domains=["A"]), corpus_of("GNR", domains=["A"], plan_id="alta-2020"))
    measured = bridging_organisations(corpus)
    assert list(measured.index) == [("vila-2024", "gnr"), ("alta-2020", "gnr")]
    assert list(measured["domains"]) == [1, 1]


def test_most_spread_body_comes_first(corpus_of):
    corpus = corpus_of("PSP CMA", "PSP CMA", "CMA GNR", "GNR", domains=["A", "B", "B", "A"])
    assert list(bridging_organisations(corpus).index.get_level_values(1)) == ["gnr", "psp", "cma"]


def test_by_theme_columns_are_of_themes(corpus_of, themed):
    corpus = themed(corpus_of("CMA", "CMA", domains=["A", "B"]), {"A": "health", "B": "health"})
    measured = bridging_organisations(corpus, by="theme").iloc[0]
    assert list(measured[["themes", "theme_spread", "effective_themes"]]) == [1, 0, 1]


@settings(max_examples=6, deadline=None)
@given(CELLS)
def test_articulation_and_only_links_are_what_leaving_a_body_out_shows(corpus_of, cells):
    corpus = corpus_of(*(cell for cell, _ in cells), domains=[domain for _, domain in cells])
    graph = domain_graph(corpus)
    for (_, body), row in bridging_organisations(corpus).iterrows():
        others = corpus.participations[corpus.participations["organisation_id"] != body]
        without = domain_graph(dataclasses.replace(corpus, participations=others))
        assert row["only_link"] == graph.number_of_edges() - without.number_of_edges()
        parted = nx.number_connected_components(without) - nx.number_connected_components(graph)
        assert row["articulation"] == (parted > 0) == (row["cut_domains"] is not pd.NA)
        if parted:
            cut = {node for node, domain in without.nodes(data="domain") if domain in row["cut_domains"].split(" | ")}
            parts = list(nx.connected_components(without))
            assert cut == set().union(*(part for part in parts if part & cut))
            assert sum(part <= cut for part in parts) == parted
