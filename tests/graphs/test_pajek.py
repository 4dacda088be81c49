"""Pajek files, read as Pajek's manual describes them, and by networkx where it reads them."""

import re

import networkx as nx
import pandas as pd
import pytest

from analysis.common.kinds import KINDS
from analysis.graphs.edge_lists import is_two_mode, ordered_nodes
from analysis.graphs.pajek import write_pajek
from analysis.graphs.partnership import participation_graph, partner_graph


def read(path):
    """Return the sizes on the line *Vertices, the labels by number, and the lines with value and label."""
    network, vertices, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert network.startswith("*Network ")
    sizes = [int(size) for size in vertices.removeprefix("*Vertices ").split()]
    labels = [re.fullmatch(r'(\d+) "([^"]+)"', line).groups() for line in lines[: sizes[0]]]
    assert lines[sizes[0]] == "*Edges"
    ties = [re.fullmatch(r'(\d+) (\d+) (\S+)(?: l "([^"]+)")?', line).groups() for line in lines[sizes[0] + 1 :]]
    return sizes, {int(n): label for n, label in labels}, {(int(a), int(b)): rest for a, b, *rest in ties}


def back_as_graph(path):
    """Return what a network and its key hold together."""
    sizes, labels, ties = read(path)
    key = pd.read_csv(path.with_name(f"{path.stem}-key.csv"), dtype=str, keep_default_na=False)
    assert labels == dict(enumerate(key["label"], start=1))
    node = dict(enumerate(key["node_id"], start=1))
    graph = nx.Graph()
    graph.add_nodes_from(node.values())
    for (first, second), (value, roles) in ties.items():
        graph.add_edge(node[first], node[second], weight=float(value), **({"roles": roles} if roles else {}))
    return sizes, graph


def test_participation_network_is_read_back_as_two_modes(participations, tmp_path):
    write_pajek(participations, tmp_path / "participations.net")
    sizes, back = back_as_graph(tmp_path / "participations.net")
    organisations = [n for n, side in participations.nodes(data="bipartite") if side == 1]
    assert sizes == ([len(participations), len(organisations)] if is_two_mode(participations) else [0])
    assert list(back) == ordered_nodes(participations)
    assert set(list(back)[: len(organisations)]) == set(organisations)
    expected = {frozenset(e[:2]): {"weight": 1.0, "roles": e[2]} for e in participations.edges(data="roles")}
    assert {frozenset(e[:2]): e[2] for e in back.edges(data=True)} == expected


def test_partner_network_is_read_back_with_its_weights(partners, tmp_path):
    write_pajek(partners, tmp_path / "partners.net")
    sizes, back = back_as_graph(tmp_path / "partners.net")
    assert sizes == [len(partners)]
    assert set(back) == set(partners)
    assert nx.utils.edges_equal(back.edges(data="weight"), partners.edges(data="weight"))


def test_networkx_reads_the_partner_network(partners, tmp_path):
    write_pajek(partners, tmp_path / "partners.net")
    if not partners:
        return  # networkx reads no edges where there are no vertices, and nothing is there to be read
    theirs = nx.Graph(nx.read_pajek(tmp_path / "partners.net"))
    named = {label: ordered_nodes(partners)[n - 1] for n, label in read(tmp_path / "partners.net")[1].items()}
    theirs = nx.relabel_nodes(theirs, named)
    assert set(theirs) == set(partners)
    assert nx.utils.edges_equal(theirs.edges(data="weight"), partners.edges(data="weight"))


def test_newman_weights_are_written_in_full(corpus_of, tmp_path):
    graph = partner_graph(corpus_of("CMA GNR JF PSP"), weight="newman")
    write_pajek(graph, tmp_path / "partners.net")
    assert {value for value, _ in read(tmp_path / "partners.net")[2].values()} == {repr(1 / 3)}


def test_partition_says_of_what_kind_a_body_is(participations, tmp_path):
    write_pajek(participations, tmp_path / "graph.net")
    legend, vertices, *classes = (tmp_path / "graph.clu").read_text().splitlines()
    assert vertices == f"*Vertices {len(participations)}"
    told = {int(n): kind for n, kind in re.findall(r"(\d+) (\w+)", legend)}
    assert tuple(told.values()) == KINDS
    kinds = [participations.nodes[node].get("kind") for node in ordered_nodes(participations)]
    assert [told.get(int(each)) for each in classes] == kinds


def test_file_begins_with_the_mark_by_which_pajek_knows_utf8(corpus_of, tmp_path):
    write_pajek(participation_graph(corpus_of("CMA")), tmp_path / "graph.net")
    assert (tmp_path / "graph.net").read_bytes().startswith(b"\xef\xbb\xbf*Network graph\r\n*Vertices 2 1\r\n")


@pytest.mark.parametrize("name", ["x.net", "x.clu", "x-key.csv"])
def test_same_graph_gives_the_same_bytes(hostile_corpus, tmp_path, name):
    for folder in ("first", "second"):
        files = write_pajek(participation_graph(hostile_corpus), tmp_path / folder / "x.net")
        assert [file.name for file in files] == ["x.net", "x.clu", "x-key.csv"]
    assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()
