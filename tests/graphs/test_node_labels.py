import re

import networkx as nx
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.graphs.edge_lists import ordered_nodes
from analysis.graphs.node_labels import quoted_labels, short_labels, write_key
from analysis.graphs.partnership import participation_graph

names = st.lists(st.sampled_from(["A001", "gnr", "GNR", "N", "", '"', "x" * 40]) | st.text(max_size=25), max_size=12)


def two_mode(bodies):
    graph = nx.Graph()
    for number, name in enumerate(bodies):
        graph.add_node(f"body-{number:02}", bipartite=1, short_name=name)
    graph.add_nodes_from(["vila/001", "vila/002"], bipartite=0)
    return graph


@settings(max_examples=60, deadline=None)
@given(names)
def test_short_labels_are_unique_plain_and_of_bounded_length(bodies):
    labels = short_labels(two_mode(bodies), longest=18)
    assert len(set(labels)) == len(labels) == len(bodies) + 2
    assert all(re.fullmatch("[A-Z0-9_]{1,18}", label) for label in labels)
    assert labels[-2:] == ["A001", "A002"]


@settings(max_examples=60, deadline=None)
@given(names)
def test_quoted_labels_are_unique_and_fit_between_quotes_on_one_line(bodies):
    labels = quoted_labels(two_mode(bodies))
    assert len(set(labels)) == len(labels) == len(bodies) + 2
    assert all(label and len(label.splitlines()) == 1 and '"' not in label for label in labels)


def test_short_label_is_the_short_name_in_capitals_without_accents():
    assert short_labels(two_mode(["Câmara Municipal"]), longest=18) == ["CAMARA_MUNICIPAL", "A001", "A002"]


def test_short_labels_that_would_be_the_same_are_numbered_within_their_length():
    graph = two_mode(["Escola Secundária de Cima", "Escola Secundária de Baixo", "GNR", "GNR"])
    assert short_labels(graph, longest=12)[:4] == ["ESCOLA_SECUN", "ESCOLA_SEC_2", "GNR", "GNR_2"]


def test_quoted_label_of_a_shared_name_has_the_id():
    assert quoted_labels(two_mode(["GNR", "GNR", "PSP"]))[:3] == ["GNR (body-00)", "GNR (body-01)", "PSP"]


def test_name_without_letters_of_the_format_is_replaced_by_the_id():
    assert short_labels(two_mode(["Дом"]), longest=18)[0] == "BODY_00"
    assert quoted_labels(two_mode([" "]))[0] == "(body-00)"


def test_key_has_the_original_names(hostile_corpus, tmp_path):
    graph = participation_graph(hostile_corpus)
    labels = short_labels(graph, longest=18)
    path = write_key(graph, labels, tmp_path / "key.csv")
    key = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert list(key["label"]) == labels
    assert list(key["node_id"]) == ordered_nodes(graph)
    told = dict(zip(key["node_id"], key["short_name"], strict=True))
    assert {n: told[n] for n, side in graph.nodes(data="bipartite") if side} == {
        n: name for n, name in graph.nodes(data="short_name") if name
    }
