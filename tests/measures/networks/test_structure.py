import networkx as nx
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import participation_graph
from analysis.measures.networks.structure import COLUMNS, network_structure


@pytest.fixture
def structure_of(corpus_of):
    """Structure of the network of a plan with these cells, as one row."""

    def structure(*cells, **choices):
        return network_structure(participation_graph(corpus_of(*cells), **choices)).iloc[0]

    return structure


def test_plan_without_actions_has_counts_of_zero_and_no_shares(structure_of):
    row = structure_of()
    undefined = {
        "lone_share",
        "actions_per_organisation",
        "organisations_per_action",
        "top_share",
        "density",
        "degree_centralisation",
    }
    assert {name for name in row.index if pd.isna(row[name])} == undefined
    assert (row.drop(list(undefined)) == 0).all()


def test_plan_that_names_nobody_has_no_shares(structure_of):
    row = structure_of("", "")
    assert list(row[["actions", "named_actions", "unnamed_actions", "organisations"]]) == [2, 0, 2, 0]
    assert row[["lone_share", "top_share", "density"]].isna().all()


def test_lone_body_is_a_network_of_one(structure_of):
    row = structure_of("CMA", "CMA")
    assert list(row[["components", "largest_component", "isolated", "ties", "lone_share"]]) == [
        1,
        1,
        1,
        0,
        1,
    ]
    assert row[["density", "degree_centralisation"]].isna().all()


def test_there_is_one_row_indexed_by_the_plans(corpus_of, joined):
    corpus = joined(corpus_of("GNR"), corpus_of("GNR", plan_id="alta-2020"))
    measured = network_structure(participation_graph(corpus))
    assert list(measured.index) == ["vila-2024;alta-2020"]
    assert measured.dtypes.to_dict() == COLUMNS


def test_actions_are_told_apart_by_how_many_they_name(structure_of):
    row = structure_of("CMA GNR", "CMA", "GNR", "")
    names = ["actions", "named_actions", "unnamed_actions", "lone_actions", "lone_share"]
    assert list(row[names]) == [4, 3, 1, 2, 2 / 3]


def test_means_and_greatest_presence(structure_of):
    row = structure_of("CMA GNR", "CMA PSP", "CMA", "GNR", "")
    names = ["participations", "actions_per_organisation", "organisations_per_action", "top_share"]
    assert list(row[names]) == [6, 2, 6 / 4, 3 / 4]


def test_star_is_wholly_centralised(structure_of):
    assert structure_of("CMA A", "CMA B", "CMA C")["degree_centralisation"] == 1


def test_clique_is_dense_and_not_centralised(structure_of):
    row = structure_of("CMA GNR PSP JF")
    assert list(row[["ties", "density", "degree_centralisation"]]) == [6, 1, 0]


def test_path_of_four_in_closed_form(structure_of):
    # Degrees 1, 2, 2, 1: (1 + 0 + 0 + 1) / (3 x 2).
    row = structure_of("A B", "B C", "C D")
    assert list(row[["density", "degree_centralisation"]]) == pytest.approx([1 / 2, 1 / 3])


def test_two_cliques_and_a_lone_body_are_three_components(structure_of):
    row = structure_of("A B C", "D E", "F")
    assert list(row[["components", "largest_component", "isolated", "ties"]]) == [3, 3, 1, 4]


def test_repeated_collaboration_is_one_tie(structure_of):
    assert structure_of("A B", "A B")["ties"] == 1


def test_who_counts_is_who_counts_in_the_graph(structure_of):
    row = structure_of("CMA CLAS", "CLAS", kinds="-network_body")
    assert list(row[["organisations", "lone_actions", "unnamed_actions"]]) == [1, 1, 1]


def test_southern_women_as_networkx_has_them():
    # The women are the bodies, the events the actions (Davis, Gardner and Gardner 1941).
    graph = nx.davis_southern_women_graph()
    nx.set_node_attributes(graph, {n: 1 - side for n, side in graph.nodes(data="bipartite")}, "bipartite")
    women = [n for n, side in graph.nodes(data="bipartite") if side == 1]
    row = network_structure(graph).iloc[0]
    assert list(row[["actions", "organisations", "participations"]]) == [14, 18, 89]
    assert row["density"] == pytest.approx(nx.density(nx.bipartite.projected_graph(graph, women)))


def test_graph_of_one_mode_is_refused():
    with pytest.raises(ParameterError, match="not a participation graph"):
        network_structure(nx.path_graph(3))
