"""All cores of small networks one by one, by the definition of Borgatti and Everett (2000)."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from analysis.measures.networks.discrete_core import best_cores


def best_by_trying_all(graph):
    """Return the cores of the greatest correlation of ties and ideal, straight from the definition."""
    upper = np.triu_indices(len(graph), 1)
    tied = nx.to_numpy_array(graph)[upper]
    fits = {}
    for size in range(1, len(graph) - 1):
        for core in combinations(range(len(graph)), size):
            inside = np.isin(np.arange(len(graph)), core)
            fits[core] = np.corrcoef(tied, np.maximum.outer(inside, inside)[upper])[0, 1]
    greatest = max(fits.values())
    return {core for core, fit in fits.items() if fit > greatest - 1e-9}


def found(graph):
    cores = best_cores(nx.to_numpy_array(graph, sorted(graph)))
    assert cores.every
    return [tuple(np.flatnonzero(core).tolist()) for core in cores.best]


@pytest.mark.parametrize("seed", range(40))
def test_cores_are_those_of_the_best_fit_and_all_of_them(seed):
    rng = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(int(rng.integers(4, 9)), rng.uniform(0.2, 0.8), seed=seed)
    if nx.density(graph) in (0, 1):
        assert best_cores(nx.to_numpy_array(graph)) is None
    else:
        cores = found(graph)
        assert set(cores) == best_by_trying_all(graph)
        assert len(cores) == len(set(cores))


def test_any_two_bodies_without_a_tie_are_a_periphery_of_two_cliques_with_a_bridge():
    """Of 28 pairs 13 are tied; the other 15 are the peripheries, each of a core of six."""
    graph = nx.barbell_graph(4, 0)
    peripheries = {tuple(sorted(set(graph) - set(core))) for core in found(graph)}
    assert peripheries == set(nx.complement(graph).edges())


def test_even_cycle_has_two_cores():
    assert found(nx.cycle_graph(12)) == [tuple(range(0, 12, 2)), tuple(range(1, 12, 2))]


def test_smallest_core_comes_first_and_of_one_size_that_of_most_partners():
    cores = found(nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4)))
    assert cores == sorted(cores, key=len)
    graph = nx.Graph([(0, 1), (2, 3), (2, 4), (5, 6), (5, 7)])
    sizes = [(len(core), -sum(graph.degree(body) for body in core)) for core in found(graph)]
    assert sizes[0] == min(sizes)


def test_where_too_many_would_be_compared_one_core_is_given_that_no_exchange_improves():
    ties = nx.to_numpy_array(nx.gnp_random_graph(60, 0.5, seed=1))
    cores = best_cores(ties)
    assert not cores.every
    (core,) = cores.best
    within = ties[~core][:, ~core].sum() / 2
    for leaves in np.flatnonzero(core):
        for joins in np.flatnonzero(~core):
            other = core.copy()
            other[[leaves, joins]] = False, True
            assert ties[~other][:, ~other].sum() / 2 >= within


def test_plan_with_a_core_of_hundreds_of_bodies_is_settled():
    """Three bodies tied to all of 300 others, who are tied in pairs."""
    graph = nx.Graph([(hub, leaf) for hub in range(3) for leaf in range(3, 303)])
    graph.add_edges_from((leaf, leaf + 1) for leaf in range(3, 303, 2))
    assert found(graph) == [(0, 1, 2)]
