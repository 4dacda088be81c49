import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.measures.networks.two_mode_clustering import (
    COLUMNS,
    ORGANISATION_COLUMNS,
    organisation_clustering,
    two_mode_clustering,
)

LATAPY = ["dot", "min", "max"]


@pytest.mark.parametrize("cells", [(), ("",), ("a",), ("a", "b", "")])
def test_network_in_which_nobody_meets_has_no_clustering(participations_of, cells):
    measured = two_mode_clustering(participations_of(*cells))
    assert list(measured.index) == ["vila-2024"]
    assert measured.dtypes.to_dict() == COLUMNS
    row = measured.iloc[0]
    assert list(row[["four_cycles", "three_paths"]]) == [0, 0]
    assert row.drop(["four_cycles", "three_paths"]).isna().all()


def test_women_have_the_published_robins_alexander_coefficient(davis):
    # 0.468 in the documentation of networkx, 0.4677 in the tests of R netrics (net_by_equivalency).
    assert two_mode_clustering(davis)["robins_alexander"].item() == pytest.approx(0.4677, abs=1e-4)


@pytest.mark.parametrize(("bodies", "actions"), [(2, 2), (3, 2), (4, 5)])
def test_complete_network_is_wholly_clustered(participations_of, bodies, actions):
    row = two_mode_clustering(participations_of(*[list("abcd"[:bodies])] * actions)).iloc[0]
    cycles = bodies * (bodies - 1) // 2 * (actions * (actions - 1) // 2)
    assert row["four_cycles"] == cycles
    assert row["three_paths"] == 4 * cycles
    assert (row.drop(["four_cycles", "three_paths"]) == 1).all()


def test_path_has_three_paths_that_nothing_closes(participations_of):
    row = two_mode_clustering(participations_of("a b", "b c")).iloc[0]
    assert list(row[["four_cycles", "three_paths", "robins_alexander"]]) == [0, 2, 0]


def test_body_that_meets_nobody_has_no_clustering_but_may_have_redundancy_zero(participations_of):
    measured = organisation_clustering(participations_of("a", "a", "b c"))
    assert measured.loc["a", LATAPY].isna().all()
    assert measured.loc["a", "redundancy"] == 0
    assert measured["redundancy"].isna().tolist() == [False, True, True]


def test_small_body_within_the_actions_of_a_large_one_has_low_dot_and_high_min(participations_of):
    row = organisation_clustering(participations_of("a b", "a", "a", "a")).loc["b"]
    assert list(row[LATAPY]) == [0.25, 1, 0.25]


def test_redundancy_is_the_share_of_pairs_that_another_body_links(participations_of):
    measured = organisation_clustering(participations_of("a b", "a b", "a"))
    assert measured["redundancy"].tolist() == [pytest.approx(1 / 3), 1]


def test_organisations_are_sorted_and_typed(participations_of):
    measured = organisation_clustering(participations_of("z b", "b"))
    assert measured.index.tolist() == ["b", "z"]
    assert measured.index.name == "organisation_id"
    assert measured["actions"].tolist() == [2, 1]
    assert measured.dtypes.to_dict() == ORGANISATION_COLUMNS
    assert organisation_clustering(participations_of()).dtypes.to_dict() == ORGANISATION_COLUMNS


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdef")), max_size=7))
def test_clustering_is_that_of_networkx_where_networkx_defines_it(participations_of, cells):
    graph = participations_of(*cells)
    whole = two_mode_clustering(graph).iloc[0]
    bodies = organisation_clustering(graph)
    actions = [node for node, side in graph.nodes(data="bipartite") if side == 0]
    assert whole[["robins_alexander"]].fillna(0).item() == pytest.approx(
        nx.bipartite.robins_alexander_clustering(graph)
    )
    for name in LATAPY:
        assert bodies[name].fillna(0).to_dict() == pytest.approx(
            nx.bipartite.clustering(graph, bodies.index, mode=name)
        )
        met = [c for c in nx.bipartite.clustering(graph, actions, mode=name).values() if c > 0]
        expected = pytest.approx(sum(met) / len(met)) if met else pd.NA
        assert whole[f"action_{name}"] is expected or whole[f"action_{name}"] == expected
    several = [body for body in bodies.index if graph.degree(body) > 1]
    redundancy = bodies["redundancy"].dropna().to_dict()
    assert redundancy == pytest.approx(nx.bipartite.node_redundancy(graph, several) if several else {})


def test_means_are_over_the_nodes_for_which_there_is_a_value(participations_of):
    graph = participations_of("a b", "a b", "a c", "d", "d")
    row, bodies = two_mode_clustering(graph).iloc[0], organisation_clustering(graph)
    for name in [*LATAPY, "redundancy"]:
        assert row[f"organisation_{name}"] == pytest.approx(bodies[name].dropna().mean())
    assert bodies["dot"].notna().sum() == 3


def test_partner_graph_is_refused():
    for measure in (two_mode_clustering, organisation_clustering):
        with pytest.raises(ParameterError, match="participation graph"):
            measure(nx.path_graph(3))
