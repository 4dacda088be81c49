import networkx as nx
import pytest

from analysis.graphs.exchange import write_graphml
from analysis.graphs.partnership import participation_graph, partner_graph


def _read(path):
    graph = nx.read_graphml(path)
    # networkx puts these in every graph that it reads
    del graph.graph["node_default"], graph.graph["edge_default"]
    return graph


def test_graph_without_nodes_is_written(corpus_of, tmp_path):
    write_graphml(partner_graph(corpus_of()), tmp_path / "graph.graphml")
    assert len(_read(tmp_path / "graph.graphml")) == 0


@pytest.mark.parametrize("weight", ["shared", "newman"])
def test_partner_graph_is_read_back_with_nothing_lost(corpus_of, tmp_path, weight):
    graph = partner_graph(corpus_of("CMA GNR JF", "CMA GNR", "PSP"), weight=weight)
    write_graphml(graph, tmp_path / "graph.graphml")
    back = _read(tmp_path / "graph.graphml")
    assert back.graph == graph.graph
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(back.edges(data=True)) == list(graph.edges(data=True))


def test_participation_graph_is_read_back_with_nothing_lost(corpus_of, tmp_path):
    graph = participation_graph(corpus_of("CMA GNR", "", partners=["CMA", "IPSS"], domains=[None, "Saúde"]))
    write_graphml(graph, tmp_path / "graph.graphml")
    back = _read(tmp_path / "graph.graphml")
    assert back.graph == graph.graph
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(back.edges(data=True)) == list(graph.edges(data=True))


def test_same_graph_gives_the_same_bytes(corpus_of, tmp_path):
    for name in ("first", "second"):
        write_graphml(partner_graph(corpus_of("CMA GNR JF")), tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_character_that_xml_cannot_hold_leaves_a_readable_file(tmp_path):
    graph = nx.Graph()
    graph.add_node("a", action="uma\x0cação <b> & outra")
    write_graphml(graph, tmp_path / "graph.graphml")
    assert _read(tmp_path / "graph.graphml").nodes["a"]["action"] == "uma\ufffdação <b> & outra"
    assert graph.nodes["a"]["action"] == "uma\x0cação <b> & outra"


def test_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "graph.graphml"
    path.write_text("old")
    graph = nx.Graph()
    graph.add_node("a", broken=object())
    with pytest.raises(nx.NetworkXError):
        write_graphml(graph, path)
    assert [p.name for p in tmp_path.iterdir()] == ["graph.graphml"]
    assert path.read_text() == "old"
