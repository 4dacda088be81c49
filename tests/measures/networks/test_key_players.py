from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import partner_graph
from analysis.measures.networks.key_players import COLUMNS, MEASURES, key_player_set


def named(graph):
    return nx.relabel_nodes(graph, {node: f"n{node:02}" for node in graph})


def value_of(graph, members, measure):
    """Borgatti's (2006) definitions, one pair at a time."""
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    if measure == "reach":
        near = [min((lengths[m][node] for m in members if node in lengths[m]), default=None) for node in graph]
        return sum(1 / max(d, 1) for d in near if d is not None) / len(graph)
    left = graph.subgraph(set(graph) - set(members))
    lengths = dict(nx.all_pairs_shortest_path_length(left))
    pairs = list(combinations(left, 2))
    met = [1 / lengths[u][v] if measure == "distance_fragmentation" else 1 for u, v in pairs if v in lengths[u]]
    return 1 - sum(met) / len(pairs)


@pytest.mark.parametrize("measure", MEASURES)
def test_graph_without_bodies_has_no_set(measure):
    chosen = key_player_set(nx.Graph(), measure=measure)
    assert len(chosen) == 0
    assert chosen.dtypes.to_dict() == COLUMNS


def test_set_is_smaller_where_two_bodies_would_not_be_left(corpus_of):
    graph = partner_graph(corpus_of("CMA GNR IPSS"))
    assert len(key_player_set(graph)) == 1
    assert len(key_player_set(graph, measure="reach", size=9)) == 3
    assert len(key_player_set(partner_graph(corpus_of("CMA GNR")))) == 0


def test_bodies_without_ties_are_all_apart_already(corpus_of):
    chosen = key_player_set(partner_graph(corpus_of("CMA", "GNR", "IPSS", "CLDS")), size=1)
    assert list(chosen[["value", "before", "equal_sets"]].iloc[0]) == [1, 1, 4]
    assert key_player_set(partner_graph(corpus_of("CMA", "GNR")), measure="reach", size=1)["value"].iloc[0] == 0.5


@pytest.mark.parametrize("measure", MEASURES)
def test_centre_of_a_star_is_its_key_player(measure):
    chosen = key_player_set(named(nx.star_graph(6)), size=1, measure=measure)
    assert list(chosen["organisation_id"]) == ["n00"]
    assert list(chosen[["value", "equal_sets", "equal_share"]].iloc[0]) == [1, 1, 1]


def test_middle_of_a_path_of_five_leaves_two_ties_of_six_pairs():
    chosen = key_player_set(named(nx.path_graph(5)), size=1).iloc[0]
    assert chosen["organisation_id"] == "n02"
    assert chosen["value"] == pytest.approx(1 - 2 / 6)
    assert chosen["before"] == pytest.approx(1 - (4 + 3 / 2 + 2 / 3 + 1 / 4) / 10)


def test_three_pairs_reach_all_of_a_path_of_five():
    """First and fourth, second and fourth, second and fifth: the first of them by id, the fourth before the first."""
    chosen = key_player_set(named(nx.path_graph(5)), size=2, measure="reach")
    assert list(chosen["organisation_id"]) == ["n03", "n00"]
    assert list(chosen["equal_share"]) == pytest.approx([2 / 3, 1 / 3])
    assert list(chosen["value_so_far"]) == pytest.approx([(1 / 3 + 1 / 2 + 1 + 1 + 1) / 5, 1])


def test_either_end_of_the_bridge_of_two_cliques_is_equally_good():
    """Two cliques of four, tied by one tie: without an end 3 and 4 are left, 9 of 21 pairs together."""
    chosen = key_player_set(named(nx.barbell_graph(4, 0)), size=1, measure="fragmentation").iloc[0]
    assert chosen["organisation_id"] == "n03"
    assert chosen["value"] == pytest.approx(1 - 9 / 21)
    assert list(chosen[["before", "equal_sets", "equal_share"]]) == [0, 2, 0.5]


def test_heather_holds_the_kite_of_krackhardt_together():
    """Krackhardt's (1990) kite: without Heather, 7 and 2 are left, 22 of 36 pairs together."""
    chosen = key_player_set(named(nx.krackhardt_kite_graph()), size=1, measure="fragmentation").iloc[0]
    assert chosen["organisation_id"] == "n07"
    assert chosen["value"] == pytest.approx(1 - 22 / 36)


def test_best_set_is_not_the_best_single_bodies():
    """Borgatti (2006): the two most central bodies of a star of stars do each other's work."""
    graph = nx.Graph([("a", f"a{n}") for n in range(5)] + [("b", f"a{n}") for n in range(5)] + [("a", "b")])
    graph.add_edges_from([("a0", "c"), ("c", "c1"), ("c", "c2"), ("c", "c3")])
    chosen = key_player_set(graph, size=2, measure="reach")
    singly = sorted(graph, key=lambda node: -value_of(graph, [node], "reach"))[:2]
    assert set(singly) == {"a", "a0"} or set(singly) == {"a", "b"}
    assert "c" in set(chosen["organisation_id"])


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.05, 0.7), st.sampled_from(MEASURES), st.integers(1, 3))
def test_exact_set_is_the_best_and_greedy_keeps_its_bound(seed, density, measure, size):
    graph = named(nx.gnp_random_graph(8, density, seed=seed))
    values = {members: value_of(graph, members, measure) for members in combinations(sorted(graph), size)}
    best = max(values.values())
    equal = [members for members, value in values.items() if value > best - 1e-9]
    exact = key_player_set(graph, size=size, measure=measure)
    assert set(exact["exact"]) == {True}
    assert exact["value"].iloc[0] == exact["bound"].iloc[0] == pytest.approx(best)
    assert exact["equal_sets"].iloc[0] == len(equal)
    assert tuple(sorted(exact["organisation_id"])) == equal[0]
    for body, share in zip(exact["organisation_id"], exact["equal_share"], strict=True):
        assert share == pytest.approx(sum(body in members for members in equal) / len(equal))
    assert exact["value_so_far"].iloc[-1] == exact["value"].iloc[0]

    if size == 1:
        return
    greedy = key_player_set(graph, size=size, measure=measure, limit=1)
    value, bound = greedy[["value", "bound"]].iloc[0]
    assert set(greedy["exact"]) == {False}
    assert greedy["equal_sets"].isna().all()
    assert value == pytest.approx(value_of(graph, list(greedy["organisation_id"]), measure))
    assert value <= best + 1e-9
    assert best <= bound + 1e-9
    if measure == "reach":
        assert value >= (1 - 1 / 2.718281828) * best - 1e-9


@pytest.mark.parametrize("measure", MEASURES)
def test_sets_of_a_network_of_more_than_64_bodies_are_valued(measure):
    """More bodies than one whole number has bits, and more sets than are valued at once."""
    graph = named(nx.gnp_random_graph(70, 0.03, seed=2))
    chosen = key_player_set(graph, size=2, measure=measure)
    assert chosen["exact"].all()
    assert chosen["value"].iloc[0] == pytest.approx(value_of(graph, list(chosen["organisation_id"]), measure))
    central = sorted(graph, key=graph.degree)[-6:]
    assert all(chosen["value"].iloc[0] >= value_of(graph, pair, measure) - 1e-9 for pair in combinations(central, 2))


def test_order_of_nodes_leaves_no_trace():
    graph = named(nx.karate_club_graph())
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((v, u) for u, v in reversed(list(graph.edges())))
    assert key_player_set(graph, size=2).equals(key_player_set(turned, size=2))


def test_names_stand_beside_the_ids(corpus_of):
    chosen = key_player_set(partner_graph(corpus_of("CMA GNR", "CMA IPSS", "CMA CLDS")), size=1)
    assert list(chosen["organisation"]) == ["Entidade CMA"]


@pytest.mark.parametrize(("key", "value"), [("measure", "degree"), ("size", 0), ("size", 2.5), ("limit", 0)])
def test_unknown_measure_and_nothing_to_choose_are_refused(key, value):
    with pytest.raises(ParameterError, match=key):
        key_player_set(nx.path_graph(["a", "b", "c"]), **{key: value})
