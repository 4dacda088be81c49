import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.incidence import check_participations, check_partners, incidence_of
from analysis.graphs.partnership import participation_graph


def test_rows_are_organisations_and_columns_actions_sorted_by_id(corpus_of):
    incidence = incidence_of(participation_graph(corpus_of("GNR CMA", "", "CMA")))
    assert incidence.organisations == ("cma", "gnr")
    assert incidence.actions == ("vila-2024/001", "vila-2024/002", "vila-2024/003")
    assert incidence.dense().astype(int).tolist() == [[1, 0, 1], [1, 0, 0]]


def test_shared_actions_are_counted_without_an_organisation_and_itself(corpus_of):
    shared = incidence_of(participation_graph(corpus_of("GNR CMA", "GNR CMA IPSS", "CMA"))).shared()
    assert shared.toarray().tolist() == [[0, 2, 1], [2, 0, 1], [1, 1, 0]]
    assert shared.nnz == 6


def test_graph_without_nodes_has_a_matrix_without_cells():
    incidence = incidence_of(nx.Graph())
    assert incidence.matrix.shape == (0, 0)
    assert incidence.shared().shape == (0, 0)
    assert incidence.dense().dtype == np.bool_


@pytest.mark.parametrize("graph", [nx.path_graph(2), nx.DiGraph(), nx.MultiGraph()])
def test_other_graphs_are_refused(graph):
    with pytest.raises(ParameterError, match=r"participa|rede"):
        check_participations(graph)


@pytest.mark.parametrize("weight", [None, "2", pd.NA, float("nan"), float("inf"), 0, -1])
def test_weight_that_is_no_positive_number_is_refused(weight):
    with pytest.raises(ParameterError, match="weight"):
        check_partners(nx.Graph([("a", "b", {"weight": weight})]))


@pytest.mark.parametrize("weight", [1, 0.5, np.float64(2), np.int64(3)])
def test_positive_numbers_of_every_type_are_weights(weight):
    check_partners(nx.Graph([("a", "b", {"weight": weight})]))


def test_ids_that_cannot_be_put_in_order_are_refused():
    with pytest.raises(ParameterError, match="texts as ids"):
        check_partners(nx.Graph([("a", 1)]))
    mixed = nx.Graph()
    mixed.add_nodes_from(["a", 1], bipartite=1)
    with pytest.raises(ParameterError, match="texts as ids"):
        check_participations(mixed)


def test_tie_within_a_mode_is_refused():
    graph = nx.Graph()
    graph.add_nodes_from("ab", bipartite=1)
    graph.add_edge("a", "b")
    with pytest.raises(ParameterError):
        incidence_of(graph)


def test_partner_graph_of_actions_is_refused(corpus_of):
    with pytest.raises(ParameterError):
        check_partners(participation_graph(corpus_of("GNR")))
