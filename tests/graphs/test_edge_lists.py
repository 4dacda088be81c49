import networkx as nx
import pandas as pd
import pytest

from analysis.graphs.edge_lists import is_two_mode, node_list, ordered_nodes, tie_list, write_edge_list
from analysis.graphs.partnership import participation_graph, partner_graph


def read(path):
    """Return the rows of a file, without what is empty; numbers and truths as what they are."""
    table = pd.read_csv(
        path, keep_default_na=False, na_values=[""], dtype_backend="numpy_nullable", lineterminator=None
    )
    return [{name: value for name, value in row.items() if not pd.isna(value)} for row in table.to_dict("records")]


def back_as_graph(path):
    graph = nx.Graph()
    for node in read(path.with_name(f"{path.stem}-nodes.csv")):
        graph.add_node(node.pop("node_id"), **node)
    for tie in read(path):
        first, second, *_ = tie
        graph.add_edge(tie.pop(first), tie.pop(second), **tie)
    return graph


@pytest.mark.parametrize("graph_of", [participation_graph, partner_graph])
def test_graph_is_read_back_with_nothing_lost(plans, graph_of, tmp_path):
    graph = graph_of(plans)
    ties, nodes = write_edge_list(graph, tmp_path / "graph.csv")
    assert (ties, nodes) == (tmp_path / "graph.csv", tmp_path / "graph-nodes.csv")
    back = back_as_graph(ties)
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert nx.utils.edges_equal(back.edges(data=True), graph.edges(data=True))


def test_ends_of_a_tie_stand_first_and_say_what_they_are(corpus_of):
    corpus = corpus_of("GNR CMA")
    assert list(tie_list(participation_graph(corpus))) == ["organisation_id", "action_id", "roles", "confidence"]
    (tie,) = tie_list(partner_graph(corpus)).to_dict("records")
    assert tie == {"first": "cma", "second": "gnr", "weight": 1, "shared_actions": 1}


def test_nodes_are_organisations_then_actions_each_sorted_by_id(corpus_of):
    graph = participation_graph(corpus_of("PSP CMA", "GNR"))
    assert list(node_list(graph)["node_id"]) == ["cma", "gnr", "psp", "vila-2024/001", "vila-2024/002"]
    assert list(node_list(graph)["bipartite"]) == [1, 1, 1, 0, 0]


def test_graph_is_two_mode_where_nodes_have_sides(corpus_of):
    corpus = corpus_of("CMA")
    assert is_two_mode(participation_graph(corpus))
    assert not is_two_mode(partner_graph(corpus))
    assert not is_two_mode(nx.Graph())


def test_order_of_ties_does_not_depend_on_that_of_the_graph(corpus_of):
    graph = partner_graph(corpus_of("CMA GNR JF", "PSP CMA"))
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from((second, first, data) for first, second, data in reversed(list(graph.edges(data=True))))
    pd.testing.assert_frame_equal(tie_list(turned), tie_list(graph))
    assert ordered_nodes(turned) == ordered_nodes(graph)
