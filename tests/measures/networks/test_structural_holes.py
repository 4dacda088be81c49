import math

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import partner_graph
from analysis.measures.networks.structural_holes import COLUMNS, partner_structural_holes


def named(graph):
    """The graph with text as ids, as partner graphs have."""
    return nx.relabel_nodes(graph, {node: f"n{node:02}" if isinstance(node, int) else node for node in graph})


def test_graph_without_bodies_gives_an_empty_frame():
    measured = partner_structural_holes(nx.Graph())
    assert len(measured) == 0
    assert measured.dtypes.to_dict() == COLUMNS


def test_body_without_partners_has_no_holes_not_a_hole_of_zero(corpus_of):
    measured = partner_structural_holes(partner_graph(corpus_of("CMA GNR", "IPSS")))
    assert measured.loc["ipss", ["effective_size", "efficiency", "constraint", "hierarchy"]].isna().all()
    assert measured.loc["ipss", "degree"] == 0
    assert measured.loc["cma", "organisation"] == "Entidade CMA"


def test_only_partner_is_all_the_constraint_and_its_hierarchy_is_unknown(corpus_of):
    row = partner_structural_holes(partner_graph(corpus_of("CMA GNR"))).loc["cma"]
    assert list(row[["effective_size", "efficiency", "constraint"]]) == [1, 1, 1]
    assert pd.isna(row["hierarchy"])


def test_star_has_no_redundancy_at_its_centre():
    row = partner_structural_holes(named(nx.star_graph(5))).loc["n00"]
    assert row["effective_size"] == pytest.approx(5)
    assert row["constraint"] == pytest.approx(1 / 5)
    assert row["hierarchy"] == pytest.approx(0)


@pytest.mark.parametrize("n", [3, 4, 7])
def test_complete_graph_has_the_closed_form(n):
    measured = partner_structural_holes(named(nx.complete_graph(n)))
    assert measured["effective_size"].to_list() == pytest.approx([1] * n)
    dyadic = (1 / (n - 1) + (n - 2) / (n - 1) ** 2) ** 2
    assert measured["constraint"].to_list() == pytest.approx([(n - 1) * dyadic] * n)
    assert measured["hierarchy"].to_list() == pytest.approx([0] * n, abs=1e-12)


def test_borgatti_finds_an_effective_size_of_4_67_around_node_g():
    """Borgatti (1997), Connections 20(1), the first network: six alters, four ties among them."""
    graph = nx.Graph(["AB", "AE", "AF", "BD", *(f"G{alter}" for alter in "ABCDEF")])
    row = partner_structural_holes(graph).loc["G"]
    assert row["effective_size"] == pytest.approx(4.67, abs=0.005)
    assert row["efficiency"] == pytest.approx(0.78, abs=0.005)


def test_borgatti_finds_seven_effective_contacts_in_four_pairs():
    """Borgatti (1997), the ego of eight alters that know each other in pairs."""
    graph = nx.Graph(["AB", "CD", "EF", "GH", *(f"I{alter}" for alter in "ABCDEFGH")])
    assert partner_structural_holes(graph).loc["I", "effective_size"] == pytest.approx(7)


def test_constraint_is_that_of_netrics_for_the_adolescents_of_coleman():
    """R netrics, tests of node_by_constraint(ison_adolescents): Betty 1, Sue .43, Alice .57."""
    ties = "Betty-Sue Sue-Alice Sue-Pam Sue-Dale Alice-Dale Alice-Pam Alice-Jane Dale-Jane Pam-Carol Carol-Tina"
    graph = nx.Graph(tie.split("-") for tie in ties.split())
    constraint = partner_structural_holes(graph)["constraint"]
    assert constraint[["Betty", "Sue", "Alice"]].to_list() == pytest.approx([1, 0.43, 0.57], abs=0.005)


@pytest.mark.parametrize(
    ("weighted", "expected"),
    [
        (False, [0.1554232976, 0.1851766397, 1.0, 0.78125, 0.1564186851]),
        (True, [0.1906234891, 0.2556538391, 1.0, 0.9397491245, 0.1862872856]),
    ],
)
def test_constraint_is_that_of_igraph_for_the_karate_club(weighted, expected):
    """python-igraph 1.0.0, Graph.constraint, members 0, 2, 11, 16, 33 of Zachary (1977)."""
    measured = partner_structural_holes(named(nx.karate_club_graph()), weighted=weighted)
    constraint = measured.loc[["n00", "n02", "n11", "n16", "n33"], "constraint"]
    assert constraint.to_list() == pytest.approx(expected, abs=1e-10)


def test_constraint_is_that_of_igraph_for_the_florentine_families():
    """python-igraph 1.0.0, Graph.constraint; Medici are the least constrained of Padgett's families."""
    constraint = partner_structural_holes(nx.florentine_families_graph())["constraint"]
    assert constraint.idxmin() == "Medici"
    expected = {"Medici": 0.209877, "Guadagni": 0.25, "Bischeri": 0.482253, "Peruzzi": 0.655864, "Pazzi": 1}
    assert constraint[list(expected)].to_dict() == pytest.approx(expected, abs=5e-7)


def test_unequal_ties_make_a_hierarchy():
    """Shares 3/4 and 1/4: c = 9/16 and 1/16, relative to their mean 9/5 and 1/5."""
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 3), ("a", "c", 1)])
    measured = partner_structural_holes(graph)
    expected = (9 / 5 * math.log(9 / 5) + 1 / 5 * math.log(1 / 5)) / (2 * math.log(2))
    assert measured.loc["a", "hierarchy"] == pytest.approx(expected)
    assert partner_structural_holes(graph, weighted=False).loc["a", "hierarchy"] == pytest.approx(0)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.1, 0.9), st.booleans())
def test_measures_are_those_of_networkx_and_of_the_formula(seed, density, weighted):
    graph = named(nx.gnp_random_graph(7, density, seed=seed))
    for number, (u, v) in enumerate(graph.edges()):
        graph[u][v]["weight"] = 1 + number % 4
    weight = "weight" if weighted else None
    measured = partner_structural_holes(graph, weighted=weighted)
    constraint = nx.constraint(graph, weight=weight)
    # Node by node: for all at once networkx 3.6 divides by the greatest weight of the wrong body.
    size = nx.effective_size(graph, nodes=sorted(graph), weight=weight)
    for node in graph:
        if not graph.degree(node):
            assert pd.isna(measured.loc[node, "constraint"])
            continue
        assert measured.loc[node, "constraint"] == pytest.approx(constraint[node])
        assert measured.loc[node, "effective_size"] == pytest.approx(size[node])
        dyadic = [nx.local_constraint(graph, node, other, weight=weight) for other in graph[node]]
        mean = sum(dyadic) / len(dyadic)
        if len(dyadic) > 1:
            disorder = sum(c / mean * math.log(c / mean) for c in dyadic) / (len(dyadic) * math.log(len(dyadic)))
            assert measured.loc[node, "hierarchy"] == pytest.approx(disorder, abs=1e-12)


def test_participation_graph_is_refused(davis):
    with pytest.raises(ParameterError):
        partner_structural_holes(davis)
