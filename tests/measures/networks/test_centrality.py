import math
import os
import subprocess
import sys
from fractions import Fraction

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import participation_graph, partner_graph
from analysis.measures.networks import centrality
from analysis.measures.networks.centrality import COLUMNS, ENGINES, partner_centrality
from analysis.measures.networks.engines import national


def _florentine() -> nx.Graph:
    return nx.florentine_families_graph()


def _two_parts() -> nx.Graph:
    """Les Misérables beside the karate club and a lone node: three components, both weighted."""
    graph = nx.union(nx.les_miserables_graph(), nx.karate_club_graph(), rename=("m-", "k-"))
    graph.add_node("lone")
    return graph


REFERENCES = [nx.karate_club_graph, _florentine, nx.les_miserables_graph, _two_parts]


def _exact(graph: nx.Graph) -> nx.Graph:
    """Return a copy with distances 1/weight as exact fractions, that networkx compares without error."""
    copy = graph.copy()
    for _, _, tie in copy.edges(data=True):
        tie["distance"] = Fraction(1, tie.get("weight", 1))
    return copy


def _column(graph: nx.Graph, name: str) -> dict:
    return partner_centrality(graph)[name].to_dict()


def test_empty_graph_gives_no_rows_with_all_columns_and_types():
    measured = partner_centrality(nx.Graph())
    assert measured.empty
    assert measured.dtypes.to_dict() == COLUMNS
    assert measured.index.name == "organisation_id"


def test_lone_body_has_no_partners_and_no_eigenvector(corpus_of):
    row = partner_centrality(partner_graph(corpus_of("GNR"))).loc["gnr"]
    assert list(row[["actions", "degree", "strength", "betweenness", "closeness", "harmonic"]]) == [
        1,
        0,
        0,
        0,
        0,
        0,
    ]
    assert pd.isna(row["eigenvector"])


def test_network_without_ties_has_no_eigenvector():
    assert partner_centrality(nx.empty_graph(3))["eigenvector"].isna().all()


def test_isolated_body_beside_a_tie_scores_zero():
    graph = nx.Graph([("a", "b")])
    graph.add_node("c")
    row = partner_centrality(graph).loc["c"]
    assert list(row[["degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector"]]) == [0] * 6


def test_columns_have_declared_types(corpus_of):
    measured = partner_centrality(partner_graph(corpus_of("CMA GNR", "PSP")))
    assert measured.dtypes.to_dict() == COLUMNS


def test_graph_without_attributes_leaves_them_unknown():
    measured = partner_centrality(nx.path_graph(2))
    assert measured[["organisation", "kind", "actions"]].isna().all(axis=None)


def test_path_of_three_in_closed_form():
    middle, end = (partner_centrality(nx.path_graph(3)).loc[n] for n in (1, 0))
    names = ["degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector"]
    assert list(middle[names]) == pytest.approx([2, 2, 1, 1, 2, math.sqrt(1 / 2)])
    assert list(end[names]) == pytest.approx([1, 1, 0, 2 / 3, 1.5, 1 / 2])


def test_star_of_five_in_closed_form():
    centre, leaf = (partner_centrality(nx.star_graph(4)).loc[n] for n in (0, 1))
    names = ["degree", "betweenness", "closeness", "harmonic", "eigenvector"]
    assert list(centre[names]) == pytest.approx([4, 1, 1, 4, math.sqrt(1 / 2)])
    assert list(leaf[names]) == pytest.approx([1, 0, 4 / 7, 2.5, math.sqrt(1 / 8)])


def test_stronger_tie_is_a_shorter_distance():
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=4)
    row = partner_centrality(graph).loc["a"]
    assert list(row[["degree", "strength", "closeness", "harmonic"]]) == [1, 4, 4, 4]


def test_shortest_path_takes_the_strong_detour():
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "c", 1), ("a", "b", 3), ("b", "c", 3)])
    assert _column(graph, "betweenness")["b"] == 1


def test_paths_of_equal_length_are_both_counted():
    # Six ties of weight 6 are as long as one of weight 1, though six times 1/6 is not 1 in floats.
    # Node 3 stands between 3 x 3 pairs; for the pair of the ends, on one of two paths.
    graph = nx.Graph()
    graph.add_weighted_edges_from([(n, n + 1, 6) for n in range(6)])
    graph.add_edge(0, 6, weight=1)
    assert _column(graph, "betweenness")[3] == pytest.approx(8.5 / 15)


def test_newman_weights_tie_exactly():
    # 1/(1/3) = 3 by the direct tie, and 1 + 2 = 1/1 + 1/(1/2) by the other.
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1 / 3), ("a", "c", 1.0), ("c", "b", 1 / 2)])
    assert _column(graph, "betweenness")["c"] == pytest.approx(1 / 2)


def test_very_weak_tie_is_still_a_tie():
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1e-9), ("b", "c", 1.0)])
    assert _column(graph, "betweenness")["b"] == 1


def test_two_cliques_of_unequal_size_give_the_eigenvector_to_the_larger():
    graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(3))
    scores = _column(graph, "eigenvector")
    assert [scores[n] for n in range(7)] == pytest.approx([1 / 2] * 4 + [0] * 3)


def test_two_equal_cliques_share_the_eigenvector():
    graph = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))
    assert list(_column(graph, "eigenvector").values()) == pytest.approx([math.sqrt(1 / 6)] * 6)


def test_strong_small_component_can_hold_the_eigenvector():
    graph = nx.complete_graph(4)
    graph.add_edge("a", "b", weight=10)
    graph = nx.convert_node_labels_to_integers(graph)
    assert _column(graph, "eigenvector")[4] == pytest.approx(math.sqrt(1 / 2))


def test_components_are_numbered_from_the_largest():
    graph = nx.Graph([("a", "b"), ("x", "y"), ("y", "z")])
    graph.add_node("0")
    assert _column(graph, "component") == {"x": 1, "y": 1, "z": 1, "a": 2, "b": 2, "0": 3}


def test_closeness_is_scaled_by_the_part_in_reach():
    graph = nx.Graph([("a", "b"), ("c", "d")])
    assert list(_column(graph, "closeness").values()) == pytest.approx([1 / 3] * 4)


def test_most_actions_come_first_then_most_partners_then_the_id(corpus_of):
    corpus = corpus_of("GNR", "GNR", "PSP CMA", "IPSS", "ABC")
    measured = partner_centrality(partner_graph(corpus))
    assert list(measured.index) == ["gnr", "cma", "psp", "abc", "ipss"]


def test_rows_carry_the_names_of_the_bodies(corpus_of):
    row = partner_centrality(partner_graph(corpus_of("CMA GNR"))).loc["cma"]
    assert list(row[["organisation", "kind", "actions"]]) == ["Entidade CMA", "municipality", 1]


@pytest.mark.parametrize("reference", REFERENCES)
def test_reference_networks_agree_with_networkx(reference):
    graph = reference()
    exact = _exact(graph)
    measured = partner_centrality(graph)
    expected = {
        "degree": dict(graph.degree()),
        "strength": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(exact, weight="distance"),
        "closeness": nx.closeness_centrality(exact, distance="distance"),
        "harmonic": nx.harmonic_centrality(exact, distance="distance"),
    }
    for name, values in expected.items():
        assert measured[name].to_dict() == pytest.approx({n: float(v) for n, v in values.items()}), name


@pytest.mark.parametrize("reference", REFERENCES[:2])
def test_connected_reference_networks_agree_with_networkx_eigenvectors(reference):
    graph = nx.Graph(reference())
    graph.remove_nodes_from(list(nx.isolates(graph)))
    expected = nx.eigenvector_centrality_numpy(graph, weight="weight")
    assert _column(graph, "eigenvector") == pytest.approx(expected)


@pytest.mark.parametrize("reference", REFERENCES)
def test_eigenvector_satisfies_its_equation(reference):
    graph = reference()
    scores = partner_centrality(graph)["eigenvector"]
    matrix = nx.to_numpy_array(graph, nodelist=list(scores.index))
    vector = scores.to_numpy(dtype=float)
    assert np.linalg.norm(vector) == pytest.approx(1)
    assert matrix @ vector == pytest.approx(np.linalg.eigvalsh(matrix)[-1] * vector, abs=1e-9)


def test_florentine_families_as_published():
    # Betweenness of the marriage network: Medici 0.522, Guadagni 0.255, Albizzi 0.212.
    scores = _column(_florentine(), "betweenness")
    published = {"Medici": 0.522, "Guadagni": 0.255, "Albizzi": 0.212}
    assert {name: round(scores[name], 3) for name in published} == published


@settings(deadline=None)
@given(st.integers(2, 7).flatmap(lambda n: st.lists(st.integers(0, 5), min_size=n * n, max_size=n * n)))
def test_random_weights_agree_with_exact_fractions(weights):
    n = math.isqrt(len(weights))
    graph = nx.empty_graph(n)
    cells = [(i, j, weights[i * n + j]) for i in range(n) for j in range(i)]
    graph.add_weighted_edges_from([(i, j, w) for i, j, w in cells if w])
    expected = nx.betweenness_centrality(_exact(graph), weight="distance")
    assert _column(graph, "betweenness") == pytest.approx(expected)


@pytest.mark.parametrize("weight", [0, -1, math.nan, math.inf])
def test_weight_that_is_no_strength_is_refused(weight):
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=weight)
    with pytest.raises(ParameterError, match="'a' and 'b'"):
        partner_centrality(graph)


@pytest.mark.parametrize("graph", [nx.DiGraph([(1, 2)]), nx.MultiGraph([(1, 2)]), nx.Graph([(1, 1)])])
def test_graph_of_another_sort_is_refused(graph):
    with pytest.raises(ParameterError, match="not a partner graph"):
        partner_centrality(graph)


def test_participation_graph_is_refused(corpus_of):
    with pytest.raises(ParameterError, match="not a partner graph"):
        partner_centrality(participation_graph(corpus_of("CMA GNR")))


@pytest.mark.parametrize("engine", ["auto", "dense", "national"])
@pytest.mark.parametrize("reference", [*REFERENCES, nx.Graph, lambda: nx.empty_graph(2)])
def test_every_engine_gives_the_frame_of_networkx(reference, engine):
    graph = reference()
    expected = partner_centrality(graph, engine="networkx")
    pd.testing.assert_frame_equal(partner_centrality(graph, engine=engine), expected, rtol=1e-9, atol=1e-12)


def test_every_engine_measures_a_corpus_alike(joined, corpus_of):
    corpus = joined(
        corpus_of("CMA GNR", "CMA GNR CLAS", "CLAS IPSS JF", plan_id="vila-2024"),
        corpus_of("GNR PSP", "PSP", "ABC DEF", plan_id="aldeia-2024", municipality="Aldeia"),
    )
    graph = partner_graph(corpus, weight="newman")
    expected = partner_centrality(graph, engine="networkx")
    for engine in ENGINES:
        pd.testing.assert_frame_equal(partner_centrality(graph, engine=engine), expected, rtol=1e-9, atol=1e-12)


def test_unknown_engine_is_refused():
    with pytest.raises(ParameterError, match=r"engine.*'igraph'.*auto, networkx, dense, national"):
        partner_centrality(nx.path_graph(3), engine="igraph")


def test_engine_that_is_not_installed_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(centrality, "find_spec", lambda name: None)
    with pytest.raises(ParameterError, match=r"pip install 'rede-social-workbench\[national\]'"):
        partner_centrality(nx.path_graph(3), engine="national")


@pytest.mark.parametrize(
    ("bodies", "installed", "chosen"), [(3, True, "dense"), (4, True, "national"), (4, False, "networkx")]
)
def test_engine_is_chosen_by_size_and_what_is_installed(monkeypatch, bodies, installed, chosen):
    used = []
    monkeypatch.setattr(centrality, "_DENSE", 3)
    monkeypatch.setattr(centrality, "find_spec", lambda name: object() if installed else None)
    for engine, name in (("dense", "stacked"), ("networkx", "reference"), ("national", "national")):
        module = national if engine == "national" else centrality
        compute = getattr(module, f"{name}_centralities")
        monkeypatch.setattr(
            module, f"{name}_centralities", lambda *given, e=engine, f=compute: (used.append(e), f(*given))[1]
        )
    partner_centrality(nx.path_graph(bodies))
    assert used == [chosen]


def test_result_does_not_depend_on_the_order_of_hashes():
    script = (
        "import networkx as nx; from analysis.measures.networks.centrality import partner_centrality as measure;"
        "print(measure(nx.les_miserables_graph()).to_csv(float_format='%.17g'))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_graph_is_not_changed(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA GNR PSP")
    graph, same = partner_graph(corpus), partner_graph(corpus)
    partner_centrality(graph)
    assert nx.utils.graphs_equal(graph, same)
