"""Closed forms, second implementations (networkx; the Rand index of scikit-learn's documentation)."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import partner_graph
from analysis.measures.networks import communities as module
from analysis.measures.networks.communities import (
    COLUMNS,
    STRUCTURE_COLUMNS,
    community_agreement,
    community_structure,
    partner_communities,
)


def named(graph):
    """Return `graph` as a partner graph."""
    return nx.relabel_nodes(graph, {node: f"{node:02}" for node in graph if isinstance(node, int)})


@pytest.fixture
def club():
    return named(nx.karate_club_graph())


@pytest.mark.parametrize("measure", [partner_communities, community_agreement, community_structure])
def test_action_nodes_and_less_than_one_run_are_refused(measure, participations_of):
    with pytest.raises(ParameterError):
        measure(participations_of("a b"))
    for runs in (0, 2.5):
        with pytest.raises(ParameterError, match="'runs'"):
            measure(nx.Graph([("a", "b")]), runs=runs)


def test_network_of_nobody_has_no_communities():
    assert partner_communities(nx.Graph()).dtypes.to_dict() == COLUMNS
    assert partner_communities(nx.Graph()).empty
    assert community_agreement(nx.Graph()).shape == (0, 0)
    structure = community_structure(nx.Graph())
    assert structure.dtypes.to_dict() == STRUCTURE_COLUMNS
    assert list(structure[["organisations", "communities", "largest_community", "partitions"]].iloc[0]) == [0, 0, 0, 0]
    assert structure[["modularity", "agreement"]].isna().all(axis=None)


def test_network_that_would_exhaust_the_memory_is_refused_and_fewer_runs_are_named():
    with pytest.raises(ParameterError, match=r"100 runs on a network of 2000 bodies .* expected 25 at most"):
        partner_communities(named(nx.path_graph(2000)))


def test_lone_bodies_are_communities_of_their_own_and_agree_with_nobody(corpus_of):
    graph = partner_graph(corpus_of("CMA GNR", "PSP", "IEFP"))
    measured = partner_communities(graph)
    assert measured["community"].to_dict() == {"cma": 1, "gnr": 1, "iefp": 2, "psp": 3}
    assert measured.loc[["iefp", "psp"], "agreement"].isna().all()
    assert measured.loc["cma", "agreement"] == 1
    assert measured.loc["cma", "organisation"] == "Entidade CMA"
    assert community_structure(graph)["single"].item() == 2


def test_without_ties_modularity_is_not_defined(corpus_of):
    structure = community_structure(partner_graph(corpus_of("CMA", "GNR"))).iloc[0]
    assert list(structure[["communities", "partitions", "agreement"]]) == [2, 1, 1]
    assert structure[["modularity", "modularity_low", "modularity_high"]].isna().all()


@pytest.mark.parametrize("size", [3, 5, 8])
def test_two_cliques_with_a_bridge_are_two_communities_in_every_run(size):
    graph = named(nx.barbell_graph(size, 0))
    ties = size * (size - 1) + 1
    structure = community_structure(graph).iloc[0]
    assert structure["modularity"] == pytest.approx((ties - 1) / ties - 1 / 2)
    assert list(structure[["communities", "largest_community", "partitions", "agreement"]]) == [2, size, 1, 1]
    measured = partner_communities(graph)
    assert list(measured["community"]) == [1] * size + [2] * size
    assert list(measured["members"]) == [size] * (2 * size)
    assert list(measured["agreement"]) == [1] * (2 * size)


def test_clique_is_one_community_with_modularity_0():
    structure = community_structure(named(nx.complete_graph(5))).iloc[0]
    assert list(structure[["communities", "partitions"]]) == [1, 1]
    assert structure["modularity"] == pytest.approx(0)


def test_ring_of_cliques_falls_into_its_cliques():
    measured = partner_communities(named(nx.ring_of_cliques(4, 5)))
    assert list(measured["community"]) == [number for number in (1, 2, 3, 4) for _ in range(5)]


def test_largest_community_comes_first():
    graph = named(nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(4)))
    assert list(partner_communities(graph)["community"]) == [2] * 3 + [1] * 4


def test_weights_decide(corpus_of):
    """A ring of four: whoever shares more actions is together."""
    cells = [*["A B"] * 3, "B C", *["C D"] * 3, "D A"]
    measured = partner_communities(partner_graph(corpus_of(*cells)))
    assert measured["community"].to_dict() == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_modularity_of_the_consensus_is_that_of_networkx(club):
    measured = partner_communities(club)["community"]
    parts = [set(measured.index[measured == number]) for number in measured.unique()]
    structure = community_structure(club).iloc[0]
    assert structure["modularity"] == pytest.approx(nx.community.modularity(club, parts))
    assert structure["modularity_low"] <= structure["modularity"] <= structure["modularity_high"] + 1e-9


def test_consensus_of_the_karate_club_keeps_to_the_two_sides_of_its_split(club):
    """Zachary (1977): only actors 9 and 10, between the two, are ever put on the other side."""
    measured = partner_communities(club)["community"]
    sides = {node: club.nodes[node]["club"] for node in club if node not in ("08", "09")}
    for number in measured.unique():
        assert len({sides[node] for node in measured.index[measured == number] if node in sides}) == 1


def test_agreement_of_a_body_is_its_mean_with_the_others_of_its_community(club):
    measured, shares = partner_communities(club), community_agreement(club)
    for node, row in measured.iterrows():
        others = measured.index[(measured["community"] == row["community"]) & (measured.index != node)]
        assert row["agreement"] == pytest.approx(shares.loc[node, others].mean())


def test_shares_are_symmetric_and_stand_community_by_community(club):
    shares = community_agreement(club)
    values = shares.to_numpy(dtype=float)
    assert (values == values.T).all()
    assert (values.diagonal() == 1).all()
    assert ((values >= 0) & (values <= 1)).all()
    order = partner_communities(club).loc[shares.index, "community"]
    assert order.is_monotonic_increasing
    assert list(shares.columns) == list(shares.index)


def test_bodies_of_two_components_are_never_together():
    shares = community_agreement(named(nx.disjoint_union(nx.path_graph(5), nx.cycle_graph(5))))
    assert (shares.loc["00":"04", "05":"09"] == 0).all(axis=None)


def test_runs_of_a_ring_disagree_and_it_shows():
    structure = community_structure(named(nx.cycle_graph(12))).iloc[0]
    assert structure["partitions"] > 10
    assert structure["agreement"] < 0.7
    agreement = partner_communities(named(nx.cycle_graph(12)))["agreement"].dropna()
    assert agreement.between(0.5, 0.9).all()


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [
        ([0, 0, 2, 2], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 2], [0, 0, 1, 1], 0.571428571),
        ([0, 0, 0, 0], [0, 1, 2, 3], 0.0),
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
        ([0, 1, 2, 3], [0, 1, 2, 3], 1.0),
    ],
)
def test_agreement_of_two_runs_is_the_adjusted_rand_index(one, other, index):
    """Values of scikit-learn's documentation of `adjusted_rand_score`."""
    measured = module._mean_rand(np.array([one, other]), np.array([1, 1]))
    assert measured == pytest.approx(index)


def test_agreement_counts_each_pair_of_runs():
    """Three runs find one partition and one another: 3 of the 6 pairs agree, 3 have the index 0.5714."""
    partitions = np.array([[0, 0, 1, 2], [0, 0, 1, 1]])
    assert module._mean_rand(partitions, np.array([3, 1])) == pytest.approx((3 + 3 * 4 / 7) / 6)


def test_single_run_has_no_agreement(club):
    assert pd.isna(community_structure(club, runs=1)["agreement"].item())


def test_same_seed_gives_the_same_and_the_order_of_nodes_plays_no_part(club):
    shuffled = nx.Graph()
    shuffled.add_nodes_from(reversed(list(club.nodes(data=True))))
    shuffled.add_edges_from(reversed(list(club.edges(data=True))))
    for measure in (partner_communities, community_agreement, community_structure):
        once, again = measure(club, seed=7), measure(shuffled, seed=7)
        pd.testing.assert_frame_equal(once, again, check_exact=True)
