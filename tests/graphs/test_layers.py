import dataclasses

import networkx as nx
import pytest

from analysis.common.errors import ParameterError
from analysis.frames.schema import UNSTATED
from analysis.graphs.layers import LAYERS, layer_graphs
from analysis.graphs.partnership import participation_graph


@pytest.fixture
def corpus(corpus_of):
    """Five actions of three domains, one of them unstated; two domains share a theme."""
    corpus = corpus_of(
        "CMA GNR",
        "CMA",
        "IPSS JF",
        "",
        "GNR",
        partners=["IPSS", "", "CMA", "", "GNR"],
        domains=["Saúde", None, "Habitação", "Saúde", "Idosos"],
    )
    themes = {"Saúde": "health", "Habitação": "housing", "Idosos": "health"}
    domains = corpus.domains.assign(theme=corpus.domains["domain"].map(themes).astype("string"))
    return dataclasses.replace(corpus, domains=domains)


def actions_of(graph):
    return [node for node, side in graph.nodes(data="bipartite") if side == 0]


def same(one, other):
    return (
        one.graph == other.graph
        and list(one.nodes(data=True)) == list(other.nodes(data=True))
        and list(one.edges(data=True)) == list(other.edges(data=True))
    )


def test_role_layers_are_the_graphs_of_each_role(corpus):
    layers = layer_graphs(corpus)
    assert list(layers) == ["responsible", "partner"]
    assert all(same(layers[role], participation_graph(corpus, role=role)) for role in layers)


def test_kind_layers_are_the_graphs_of_the_kinds_that_are_there(corpus):
    layers = layer_graphs(corpus, by="kind")
    assert list(layers) == ["municipality", "parish", "security", "ipss_ngo"]
    assert all(same(layers[kind], participation_graph(corpus, kinds=kind)) for kind in layers)


def test_kind_layers_are_only_of_the_kinds_that_count(corpus):
    assert list(layer_graphs(corpus, by="kind", kinds="-parish,-security")) == ["municipality", "ipss_ngo"]


@pytest.mark.parametrize("by", ["domain", "theme", "plan"])
def test_layer_of_actions_is_the_graph_of_a_corpus_of_these_actions(corpus, by):
    for graph in layer_graphs(corpus, by=by).values():
        kept = corpus.actions["action_id"].isin(actions_of(graph))
        narrowed = dataclasses.replace(corpus, actions=corpus.actions[kept])
        assert same(graph, participation_graph(narrowed))


def test_domain_layers_come_as_the_actions_do_and_the_unstated_last(corpus):
    layers = layer_graphs(corpus, by="domain")
    assert list(layers) == ["Saúde", "Habitação", "Idosos", UNSTATED]
    assert actions_of(layers["Saúde"]) == ["vila-2024/001", "vila-2024/004"]
    assert actions_of(layers[UNSTATED]) == ["vila-2024/002"]


def test_theme_layers_hold_the_domains_of_a_theme(corpus):
    layers = layer_graphs(corpus, by="theme")
    assert list(layers) == ["health", "housing", UNSTATED]
    assert actions_of(layers["health"]) == ["vila-2024/001", "vila-2024/004", "vila-2024/005"]


@pytest.mark.parametrize("by", ["domain", "theme", "plan"])
def test_no_action_is_lost_and_none_is_in_two_layers(corpus, by):
    layers = layer_graphs(corpus, by=by)
    assert sorted(action for graph in layers.values() for action in actions_of(graph)) == list(
        corpus.actions["action_id"]
    )


def test_plan_layers_name_their_plan_only(corpus_of, joined):
    layers = layer_graphs(joined(corpus_of("CMA GNR"), corpus_of("GNR", plan_id="alta-2020")), by="plan")
    assert {plan: graph.graph["plan_ids"] for plan, graph in layers.items()} == {
        "vila-2024": "vila-2024",
        "alta-2020": "alta-2020",
    }
    assert set(layers["alta-2020"]) == {"alta-2020/001", "gnr"}


def test_domains_of_two_plans_written_alike_are_one_layer(corpus_of, joined):
    both = joined(corpus_of("CMA", domains=["Saúde"]), corpus_of("GNR", plan_id="alta-2020", domains=["Saúde"]))
    (graph,) = layer_graphs(both, by="domain").values()
    assert graph.graph["plan_ids"] == "vila-2024;alta-2020"


@pytest.mark.parametrize("by", LAYERS)
def test_who_counts_counts_in_every_layer(corpus, by):
    layers = layer_graphs(corpus, by=by, role="responsible", collective=False)
    assert {graph.graph["role"] for graph in layers.values()} == {"responsible"}
    assert not nx.compose_all(list(layers.values())).nodes & {"ipss", "jf"}


@pytest.mark.parametrize("by", ["domain", "theme", "kind", "plan"])
def test_corpus_without_actions_has_no_layers(corpus_of, by):
    assert layer_graphs(corpus_of(), by=by) == {}


def test_unknown_layer_is_refused(corpus):
    with pytest.raises(ParameterError, match=r"'colour'.*role, domain"):
        layer_graphs(corpus, by="colour")
