import re

import networkx as nx
import pytest

from analysis.graphs.exchange import write_gexf, write_graphml
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


def _xml(value):
    """Return what XML can hold of a text."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", value) if isinstance(value, str) else value


def _held(attributes):
    return {name: _xml(value) for name, value in attributes.items()}


def _held_in_text(attributes):
    """Return what XML holds between tags, where line ends are one character."""
    return {k: v.replace("\r\n", "\n") if isinstance(v, str) else v for k, v in _held(attributes).items()}


@pytest.mark.parametrize("graph_of", [participation_graph, partner_graph])
@pytest.mark.parametrize("write", [write_graphml, write_gexf])
def test_every_attribute_of_nodes_and_ties_is_read_back_whatever_stands_in_it(plans, graph_of, write, tmp_path):
    graph = graph_of(plans)
    write(graph, tmp_path / "graph.xml")
    back = nx.read_graphml(tmp_path / "graph.xml") if write is write_graphml else nx.read_gexf(tmp_path / "graph.xml")
    labels = {node: attributes.pop("label", None) for node, attributes in back.nodes.items()}
    held = _held if write is write_gexf else _held_in_text
    ties = {frozenset(tie): {k: v for k, v in data.items() if k != "id"} for *tie, data in back.edges(data=True)}
    assert dict(back.nodes(data=True)) == {node: held(data) for node, data in graph.nodes(data=True)}
    assert ties == {frozenset(tie): held(data) for *tie, data in graph.edges(data=True)}
    if write is write_gexf:
        assert labels == {node: _xml(data.get("short_name", node)) for node, data in graph.nodes(data=True)}


def test_gexf_says_who_was_counted_and_no_date(corpus_of, tmp_path):
    write_gexf(partner_graph(corpus_of("CMA GNR"), kinds="-project"), tmp_path / "graph.gexf")
    text = (tmp_path / "graph.gexf").read_text(encoding="utf-8")
    assert "<description>plan_ids: vila-2024; role: all; kinds: municipality;" in text
    assert "lastmodifieddate" not in text


def test_same_graph_gives_the_same_gexf_on_another_day(hostile_corpus, tmp_path, monkeypatch):
    for name in ("2024-01-01", "2025-12-31"):
        monkeypatch.setattr("networkx.readwrite.gexf.time.strftime", lambda _, day=name: day)
        write_gexf(participation_graph(hostile_corpus), tmp_path / name)
    assert (tmp_path / "2024-01-01").read_bytes() == (tmp_path / "2025-12-31").read_bytes()


def test_gexf_changes_nothing_in_the_graph(corpus_of, tmp_path):
    graph = partner_graph(corpus_of("CMA GNR"))
    before = {node: dict(data) for node, data in graph.nodes(data=True)}
    write_gexf(graph, tmp_path / "graph.gexf")
    assert dict(graph.nodes(data=True)) == before
