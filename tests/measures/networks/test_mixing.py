from itertools import permutations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import partner_graph
from analysis.measures.networks.mixing import (
    MIXING_COLUMNS,
    ORGANISATION_COLUMNS,
    TIES_COLUMNS,
    kind_mixing,
    kind_ties,
    organisation_mixing,
)


@pytest.fixture(scope="module")
def karate():
    """Zachary (1977): 34 members of a karate club, whose kind is the club they went to."""
    graph = nx.karate_club_graph()
    nx.set_node_attributes(graph, dict(graph.nodes(data="club")), "kind")
    return nx.relabel_nodes(graph, {node: f"n{node:02}" for node in graph})


def with_kinds(ties, **kinds):
    graph = nx.Graph(ties.split())
    graph.add_nodes_from(kinds)
    nx.set_node_attributes(graph, kinds, "kind")
    return graph


def test_network_without_bodies_has_no_ties_and_no_index():
    row = kind_mixing(nx.Graph()).iloc[0]
    assert list(row[["ties", "internal_ties", "external_ties"]]) == [0, 0, 0]
    assert row.drop(["ties", "internal_ties", "external_ties"]).isna().all()
    assert kind_mixing(nx.Graph()).dtypes.to_dict() == MIXING_COLUMNS
    assert kind_ties(nx.Graph()).dtypes.to_dict() == TIES_COLUMNS
    assert organisation_mixing(nx.Graph()).dtypes.to_dict() == ORGANISATION_COLUMNS


def test_bodies_that_never_meet_have_no_index(corpus_of):
    row = kind_mixing(partner_graph(corpus_of("CMA", "GNR"))).iloc[0]
    assert row["ties"] == 0
    assert row[["e_i_index", "e_i_expected", "e_i_p", "e_i_weighted", "kind_assortativity"]].isna().all()


def test_one_kind_alone_keeps_to_itself_and_cannot_be_assorted(corpus_of):
    row = kind_mixing(partner_graph(corpus_of("A B", "B C"))).iloc[0]
    assert list(row[["e_i_index", "e_i_expected", "e_i_p"]]) == [-1, -1, 1]
    assert pd.isna(row["kind_assortativity"])


def test_bodies_with_equally_many_partners_have_no_degree_assortativity(corpus_of):
    row = kind_mixing(partner_graph(corpus_of("CMA GNR IPSS"))).iloc[0]
    assert pd.isna(row["degree_assortativity"])


def test_e_i_index_is_external_less_internal_ties():
    """Three internal ties (a-b, a-c, b-c) and one external (c-x): (1 - 3) / 4."""
    row = kind_mixing(with_kinds("ab ac bc cx", a="k", b="k", c="k", x="l")).iloc[0]
    assert list(row[["internal_ties", "external_ties", "e_i_index"]]) == [3, 1, -0.5]
    assert row["e_i_expected"] == 0  # 3 of 6 pairs are internal


def test_weighted_index_counts_shared_actions(corpus_of):
    graph = partner_graph(corpus_of("CMA GNR", "CMA GNR", "CMA GNR", "IPSS ONG", "IPSS CMA"))
    nx.set_node_attributes(graph, {"ong": "ipss_ngo"}, "kind")
    row = kind_mixing(graph).iloc[0]
    assert row["e_i_index"] == pytest.approx((2 - 1) / 3)
    assert row["e_i_weighted"] == pytest.approx((4 - 1) / 5)


def test_assortativities_are_those_of_igraph_for_the_karate_club(karate):
    """python-igraph 1.0.0: assortativity_nominal by club, assortativity_degree; 67 of 78 ties stay within."""
    row = kind_mixing(karate).iloc[0]
    assert row["kind_assortativity"] == pytest.approx(0.717530864197531)
    assert row["degree_assortativity"] == pytest.approx(-0.47561309768461435)
    assert row["e_i_index"] == pytest.approx((11 - 67) / 78)
    assert row["e_i_weighted"] == pytest.approx((25 - 206) / 231)
    assert row["e_i_expected"] == pytest.approx((17 * 17 - 2 * 136) / 561)
    assert row["e_i_p"] == pytest.approx(1 / 1001)


def test_newman_finds_complete_mixing_by_kind_in_two_groups_apart():
    row = kind_mixing(with_kinds("ab xy", a="k", b="k", x="l", y="l")).iloc[0]
    assert row["kind_assortativity"] == pytest.approx(1)


def test_expected_index_and_p_are_those_of_all_permutations():
    """All 720 ways to give six bodies their kinds, beside 4,000 drawn ones."""
    graph = with_kinds("ab bc cd de ef fa ac", a="k", b="k", c="k", d="l", e="l", f="m")
    kinds = [graph.nodes[node]["kind"] for node in sorted(graph)]
    observed, every = None, []
    for shuffled in permutations(kinds):
        of = dict(zip(sorted(graph), shuffled, strict=True))
        internal = sum(of[u] == of[v] for u, v in graph.edges())
        every.append((7 - 2 * internal) / 7)
        observed = every[0] if observed is None else observed
    mean = sum(every) / len(every)
    p = sum(abs(value - mean) >= abs(observed - mean) - 1e-9 for value in every) / len(every)
    row = kind_mixing(graph, draws=4000).iloc[0]
    assert row["e_i_expected"] == pytest.approx(mean)
    assert row["e_i_p"] == pytest.approx(p, abs=0.03)


def test_same_seed_gives_the_same_p_whatever_the_order_of_the_nodes(karate):
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(karate.nodes(data=True))))
    turned.add_edges_from((v, u, data) for u, v, data in reversed(list(karate.edges(data=True))))
    nodes = sorted(karate)
    shuffled = {node: karate.nodes[nodes[(7 * place) % 34]]["kind"] for place, node in enumerate(nodes)}
    for graph in (karate, turned):
        nx.set_node_attributes(graph, shuffled, "kind")
    first, second = (kind_mixing(graph, draws=200, seed=3)["e_i_p"].iloc[0] for graph in (karate, turned))
    assert first == second


def test_every_pair_of_kinds_has_its_ties_and_those_that_could_be(corpus_of):
    ties = kind_ties(partner_graph(corpus_of("CMA GNR", "CMA IPSS", "CMA IPSS", "GNR PSP")))
    assert list(ties.index) == [
        (first, second)
        for place, first in enumerate(["municipality", "security", "ipss_ngo", "other"])
        for second in ["municipality", "security", "ipss_ngo", "other"][place:]
    ]
    row = ties.loc[("municipality", "ipss_ngo")]
    assert list(row) == [1, 1, 1.0, 0.5, 2.0]
    assert pd.isna(ties.loc[("security", "security"), "density"])


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_parts_add_up_to_the_whole(seed, kinds):
    graph = nx.relabel_nodes(nx.gnp_random_graph(12, 0.3, seed=seed), str)
    nx.set_node_attributes(graph, {node: f"k{int(node) % kinds}" for node in graph}, "kind")
    ties, bodies, row = kind_ties(graph), organisation_mixing(graph), kind_mixing(graph, draws=5).iloc[0]
    assert ties["ties"].sum() == row["ties"] == graph.number_of_edges()
    assert ties["possible"].sum() == 66
    assert ties["expected"].sum() == pytest.approx(row["ties"])
    assert bodies["internal_ties"].sum() == 2 * row["internal_ties"]
    assert bodies["external_ties"].sum() == 2 * row["external_ties"]
    own = [first == second for first, second in ties.index]
    assert ties.loc[own, "ties"].sum() == row["internal_ties"]


def test_each_body_has_its_own_index(corpus_of):
    measured = organisation_mixing(partner_graph(corpus_of("CMA GNR", "CMA IPSS ONG", "CLDS")))
    assert list(measured.loc["ong", ["internal_ties", "external_ties", "kinds"]]) == [0, 2, 2]
    assert measured.loc["cma", "e_i_index"] == 1
    assert pd.isna(measured.loc["clds", "e_i_index"])
    assert measured.loc["clds", "organisation"] == "Entidade CLDS"


def test_graph_whose_bodies_have_no_kind_is_refused():
    with pytest.raises(ParameterError, match=r"no body .* attribute .kind.; attributes there are: -"):
        kind_mixing(nx.path_graph(["a", "b"]))


def test_permutation_test_needs_a_draw():
    with pytest.raises(ParameterError, match="draws"):
        kind_mixing(nx.Graph(), draws=0)


def test_any_attribute_parts_the_bodies_as_the_kind_does():
    """Zachary's club: 67 of its 78 ties are within the two factions."""
    club = nx.karate_club_graph()
    by_club = nx.karate_club_graph()
    for node, faction in club.nodes(data="club"):
        by_club.nodes[node]["kind"] = faction
    assert kind_mixing(club, attribute="club").iloc[0].equals(kind_mixing(by_club).iloc[0])
    assert kind_mixing(club, attribute="club")["internal_ties"].iloc[0] == 67
    assert kind_ties(club, attribute="club")["ties"].sum() == 78
    assert set(organisation_mixing(club, attribute="club")["kind"]) == {"Mr. Hi", "Officer"}
