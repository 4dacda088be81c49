from itertools import combinations, permutations
from statistics import fmean, pstdev

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import partner_graph
from analysis.measures.networks.brokerage import ROLES, brokerage_expectation, partner_brokerage


def brokered(graph, kinds):
    """Gould and Fernandez' definition on the symmetric directed graph: all paths a -> b -> c, not a -> c."""
    found = {node: dict.fromkeys(ROLES, 0) for node in graph}
    for a, b, c in permutations(graph, 3):
        if graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c):
            if kinds[a] == kinds[b] == kinds[c]:
                role = "coordinator"
            elif kinds[a] == kinds[c]:
                role = "itinerant"
            elif kinds[b] == kinds[c]:
                role = "gatekeeper"
            elif kinds[a] == kinds[b]:
                role = "representative"
            else:
                role = "liaison"
            found[b][role] += 1
            found[b]["total"] += 1
    return found


def with_kinds(graph, kinds):
    graph = nx.relabel_nodes(graph, {node: chr(97 + node) for node in graph})
    nx.set_node_attributes(graph, dict(zip(sorted(graph), kinds, strict=True)), "kind")
    return graph


def test_graph_without_bodies_gives_empty_frames():
    assert len(partner_brokerage(nx.Graph())) == 0
    assert len(brokerage_expectation(nx.Graph())) == 0
    assert list(partner_brokerage(nx.Graph()).columns) == ["organisation", "kind", *ROLES]


def test_lone_body_and_bodies_of_one_action_broker_nothing(corpus_of):
    measured = partner_brokerage(partner_graph(corpus_of("CMA GNR IPSS", "CLDS")))
    assert (measured[list(ROLES)] == 0).all(axis=None)
    assert measured.loc["clds", "organisation"] == "Entidade CLDS"


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("kkk", {"coordinator": 2}),
        ("klk", {"itinerant": 2}),
        ("kkl", {"gatekeeper": 1, "representative": 1}),
        ("klm", {"liaison": 2}),
    ],
)
def test_path_of_three_has_one_role_in_both_directions(kinds, expected):
    row = partner_brokerage(with_kinds(nx.path_graph(3), kinds)).loc["b"]
    assert row[list(ROLES)].to_dict() == {**dict.fromkeys(ROLES, 0), **expected, "total": 2}


def test_star_brokers_every_pair_of_its_points():
    row = partner_brokerage(with_kinds(nx.star_graph(4), "kkkll")).loc["a"]
    assert list(row[list(ROLES)]) == [2, 2, 4, 4, 0, 12]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.1, 0.9), st.integers(1, 4))
def test_counts_are_those_of_the_definition(seed, density, number):
    graph = with_kinds(nx.gnp_random_graph(9, density, seed=seed), [f"k{node % number}" for node in range(9)])
    expected = brokered(graph, nx.get_node_attributes(graph, "kind"))
    assert partner_brokerage(graph)[list(ROLES)].to_dict("index") == expected


def test_medici_broker_most_in_florence():
    """Padgett's families by the definition; the Medici's six marriages close one triangle."""
    graph = nx.florentine_families_graph()
    nx.set_node_attributes(graph, "family", "kind")
    measured = partner_brokerage(graph)
    assert measured["coordinator"].idxmax() == "Medici"
    assert measured.loc["Medici", "total"] == 6 * 5 - 2


def test_expected_by_kinds_is_the_mean_of_all_ways_to_shuffle_the_others():
    """All 720 orders of the kinds of the other six bodies, ties and own kind fixed."""
    graph = with_kinds(nx.Graph([(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (3, 5), (4, 6), (5, 6)]), "kkllmmk")
    others = [graph.nodes[node]["kind"] for node in "bcdefg"]
    drawn = []
    for shuffled in permutations(others):
        drawn.append(brokered_by("a", graph, {"a": "k", **dict(zip("bcdefg", shuffled, strict=True))}))
    expectation = brokerage_expectation(graph, model="kinds").loc["a"]
    for role in ROLES:
        assert expectation.loc[role, "expected"] == pytest.approx(fmean(one[role] for one in drawn))
        assert expectation.loc[role, "sd"] == pytest.approx(pstdev(one[role] for one in drawn))


def brokered_by(broker, graph, kinds):
    """The same definition for one broker only, fast enough for all permutations."""
    found = dict.fromkeys(ROLES, 0)
    for a, c in permutations(graph[broker], 2):
        if not graph.has_edge(a, c):
            found[_role(kinds[a], kinds[broker], kinds[c])] += 1
            found["total"] += 1
    return found


def _role(a, b, c):
    if a == c:
        return "coordinator" if a == b else "itinerant"
    return "gatekeeper" if b == c else "representative" if a == b else "liaison"


def test_expected_by_ties_is_the_mean_of_all_graphs_of_that_density():
    """All 1,024 graphs of five bodies, each with its probability at density 2/5, by enumeration."""
    kinds = dict(zip("abcde", "kkklm", strict=True))
    pairs = list(combinations("abcde", 2))
    moments = {role: [0.0, 0.0] for role in ROLES}
    for chosen in range(2 ** len(pairs)):
        graph = nx.empty_graph("abcde")
        graph.add_edges_from(pair for place, pair in enumerate(pairs) if chosen >> place & 1)
        chance = 0.4 ** graph.number_of_edges() * 0.6 ** (10 - graph.number_of_edges())
        for role, count in brokered_by("a", graph, kinds).items():
            moments[role][0] += chance * count
            moments[role][1] += chance * count**2
    graph = with_kinds(nx.Graph([(0, 1), (0, 2), (0, 3), (3, 4)]), "kkklm")
    expectation = brokerage_expectation(graph, model="ties").loc["a"]
    for role, (mean, square) in moments.items():
        assert expectation.loc[role, "expected"] == pytest.approx(mean)
        assert expectation.loc[role, "sd"] == pytest.approx((square - mean**2) ** 0.5)


def test_total_expected_by_ties_is_that_of_gould_and_fernandez():
    """Gould and Fernandez (1989): d²(1 - d)(n - 1)(n - 2), at density 1/2 and n = 5: 1.5."""
    graph = with_kinds(nx.cycle_graph(5), "kklll")
    expectation = brokerage_expectation(graph, model="ties")
    assert expectation.xs("total", level="role")["expected"].to_list() == pytest.approx([1.5] * 5)


def test_z_is_unknown_where_the_model_leaves_no_choice():
    expectation = brokerage_expectation(with_kinds(nx.star_graph(3), "kkll"))
    assert expectation.loc[("a", "total"), "sd"] == 0
    assert pd.isna(expectation.loc[("a", "total"), "z"])
    assert expectation.loc[("a", "gatekeeper"), "observed"] == 2


def test_z_is_the_difference_in_standard_deviations():
    expectation = brokerage_expectation(with_kinds(nx.star_graph(5), "kkllmm"), model="ties")
    row = expectation.loc[("a", "liaison")]
    assert row["z"] == pytest.approx((row["observed"] - row["expected"]) / row["sd"])


def test_bodies_without_the_attribute_are_one_group(corpus_of):
    """GNR and PSP are national bodies; the town hall and the parish are of the municipality."""
    measured = partner_brokerage(partner_graph(corpus_of("CMA GNR", "CMA PSP", "CMA JF")), attribute="municipality")
    assert list(measured.loc["cma", list(ROLES)]) == [0, 2, 2, 2, 0, 6]
    assert measured.loc["cma", "kind"] == "Vila"
    assert pd.isna(measured.loc["gnr", "kind"])


def test_unknown_attribute_and_model_are_refused(corpus_of):
    graph = partner_graph(corpus_of("CMA GNR"))
    with pytest.raises(ParameterError, match="color"):
        partner_brokerage(graph, attribute="color")
    with pytest.raises(ParameterError, match="bernoulli"):
        brokerage_expectation(graph, model="bernoulli")
