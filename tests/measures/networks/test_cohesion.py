"""Reference values: Zachary (1977), Padgett and Ansell (1993), closed forms."""

import networkx as nx
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import partner_graph
from analysis.measures.networks.cohesion import BRIDGE_COLUMNS, COLUMNS, partner_bridges, partner_cohesion


def named(graph):
    """Return the ties of `graph` as a partner graph: ids and names are text."""
    texts = nx.relabel_nodes(nx.Graph(graph.edges), str)
    texts.add_nodes_from(str(node) for node in graph)
    nx.set_node_attributes(texts, {node: f"Body {node}" for node in texts}, "organisation")
    return texts


@pytest.mark.parametrize("measure", [partner_cohesion, partner_bridges])
def test_action_nodes_are_refused(measure, participations_of):
    with pytest.raises(ParameterError):
        measure(participations_of("a b"))


def test_network_of_nobody_has_no_rows():
    assert partner_cohesion(nx.Graph()).dtypes.to_dict() == COLUMNS
    assert partner_bridges(nx.Graph()).dtypes.to_dict() == BRIDGE_COLUMNS
    assert partner_cohesion(nx.Graph()).empty
    assert partner_bridges(nx.Graph()).empty


def test_lone_body_is_a_component_that_nothing_holds(corpus_of):
    row = partner_cohesion(partner_graph(corpus_of("CMA GNR", "PSP"))).loc["psp"]
    assert list(row) == ["Entidade PSP", 2, 0, False, 0, 0]


def test_columns_types_and_names(corpus_of):
    measured = partner_cohesion(partner_graph(corpus_of("CMA GNR", "CMA PSP")))
    assert measured.dtypes.to_dict() == COLUMNS
    assert list(measured.index) == ["cma", "gnr", "psp"]
    assert measured.loc["cma", "organisation"] == "Entidade CMA"


def test_name_that_a_node_does_not_have_is_unknown():
    assert partner_cohesion(nx.Graph([("a", "b")]))["organisation"].isna().all()


def test_two_cliques_with_a_bridge():
    measured = partner_cohesion(named(nx.barbell_graph(4, 0)))
    assert list(measured["k_core"]) == [3] * 8
    assert list(measured.index[measured["articulation"]]) == ["3", "4"]
    assert list(measured["bridges"]) == [0, 0, 0, 1, 1, 0, 0, 0]
    assert list(measured["blocks"]) == [1, 1, 1, 2, 2, 1, 1, 1]
    bridges = partner_bridges(named(nx.barbell_graph(4, 0)))
    assert list(bridges.index) == [("3", "4")]
    assert list(bridges.iloc[0]) == ["Body 3", "Body 4", 1, 4, 4]


def test_karate_club_has_the_four_core_of_ten_and_one_cutpoint():
    """The 4-core is that of Moody and White (2003); Zachary's actor 1 alone ties actor 12 to the club."""
    measured = partner_cohesion(named(nx.karate_club_graph()))
    assert set(measured.index[measured["k_core"] == 4]) == {*"01237", "8", "13", "30", "32", "33"}
    assert measured["k_core"].value_counts().to_dict() == {2: 11, 3: 12, 4: 10, 1: 1}
    assert list(measured.index[measured["articulation"]]) == ["0"]
    bridges = partner_bridges(named(nx.karate_club_graph()))
    assert list(bridges.index) == [("0", "11")]
    assert list(bridges[["first_side", "second_side"]].iloc[0]) == [33, 1]


def test_medici_hold_the_marriages_of_florence_together():
    families = named(nx.florentine_families_graph())
    measured = partner_cohesion(families)
    assert list(measured.index[measured["articulation"]]) == ["Albizzi", "Guadagni", "Medici", "Salviati"]
    assert list(partner_bridges(families).index) == [
        ("Medici", "Salviati"),
        ("Acciaiuoli", "Medici"),
        ("Albizzi", "Ginori"),
        ("Guadagni", "Lamberteschi"),
        ("Pazzi", "Salviati"),
    ]
    assert list(partner_bridges(families)["second_side"]) == [2, 14, 1, 1, 14]


def test_leaving_of_a_body_leaves_as_many_parts_as_it_has_blocks():
    families = named(nx.florentine_families_graph())
    for node, blocks in partner_cohesion(families)["blocks"].items():
        left = nx.restricted_view(families, [node], [])
        assert nx.number_connected_components(left) == blocks


def test_components_are_numbered_from_the_largest():
    graph = nx.Graph([("c", "d"), ("a", "b"), ("x", "y"), ("y", "z")])
    assert list(partner_cohesion(graph)["component"]) == [2, 2, 3, 3, 1, 1, 1]


def test_bridge_carries_the_weight_of_its_tie(corpus_of):
    bridges = partner_bridges(partner_graph(corpus_of("CMA GNR", "CMA GNR", "PSP")))
    assert bridges["weight"].to_dict() == {("cma", "gnr"): 2}
    assert pd.api.types.is_string_dtype(bridges.index.levels[0])


def test_graph_is_not_changed():
    graph = named(nx.path_graph(4))
    before = nx.Graph(graph)
    partner_bridges(graph)
    partner_cohesion(graph)
    assert nx.utils.graphs_equal(graph, before)
