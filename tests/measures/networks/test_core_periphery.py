"""Reference values: Borgatti and Everett (2000), closed forms, all cores of small networks one by one."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import partner_graph
from analysis.measures.networks.core_periphery import COLUMNS, FIT_COLUMNS, core_periphery, core_periphery_fit


def named(graph):
    """Return the ties of `graph` as a partner graph."""
    return nx.relabel_nodes(graph, {node: f"{node:02}" for node in graph if isinstance(node, int)})


def core_of(graph):
    measured = core_periphery(graph)
    return set(measured.index[measured["core"]])


def fit_of(graph, core):
    """Correlation of the ties with the ideal pattern of `core`, straight from the definition."""
    pairs = list(combinations(graph, 2))
    tied = [graph.has_edge(*pair) for pair in pairs]
    ideal = [bool(core & set(pair)) for pair in pairs]
    return np.corrcoef(tied, ideal)[0, 1]


@pytest.fixture
def example():
    """Network of ten actors, with a core of 1 to 4, with which Borgatti and Everett (2000) begin."""
    partners = {1: [2, 3, 4, 5], 2: [3, 4, 6, 7, 8], 3: [4, 8, 9], 4: [5, 10]}
    return nx.Graph([(f"{a:02}", f"{b:02}") for a, others in partners.items() for b in others])


@pytest.mark.parametrize("measure", [core_periphery, core_periphery_fit])
def test_action_nodes_are_refused(measure, participations_of):
    with pytest.raises(ParameterError):
        measure(participations_of("a b"))


def test_network_of_nobody_has_no_core():
    assert core_periphery(nx.Graph()).dtypes.to_dict() == COLUMNS
    assert core_periphery(nx.Graph()).empty
    fit = core_periphery_fit(nx.Graph())
    assert fit.dtypes.to_dict() == FIT_COLUMNS
    assert fit["organisations"].item() == 0
    assert fit.drop(columns="organisations").isna().all(axis=None)


def test_without_ties_nothing_is_defined(corpus_of):
    measured = core_periphery(partner_graph(corpus_of("CMA", "GNR", "PSP")))
    assert measured[["coreness", "core", "core_share"]].isna().all(axis=None)


@pytest.mark.parametrize("bodies", [2, 3, 5])
def test_where_all_are_tied_all_have_coreness_1_and_no_core_differs(bodies):
    clique = named(nx.complete_graph(bodies))
    assert core_periphery(clique)["coreness"].to_list() == pytest.approx([1] * bodies)
    assert core_periphery(clique)[["core", "core_share"]].isna().all(axis=None)
    assert core_periphery_fit(clique)[["core_size", "discrete_fit", "continuous_fit"]].isna().all(axis=None)


@pytest.mark.parametrize("leaves", [2, 4, 9])
def test_centre_of_a_star_is_its_core(leaves):
    """Coreness of a leaf x has the sum of squares leaves (1 - x)² + leaves (leaves - 1)/2 x⁴ least."""
    star = named(nx.star_graph(leaves))
    assert core_of(star) == {"00"}
    fit = core_periphery_fit(star).iloc[0]
    assert list(fit[["core_size", "between_density", "periphery_density"]]) == [1, 1, 0]
    assert fit["discrete_fit"] == pytest.approx(1)
    assert pd.isna(fit["core_density"])
    leaf = optimize.brentq(lambda x: (1 - x) - (leaves - 1) * x**3, 0, 1)
    assert core_periphery(star)["coreness"].to_list() == pytest.approx([1] + [leaf] * leaves, abs=1e-6)


@pytest.mark.parametrize(("core", "periphery"), [(2, 3), (3, 5), (4, 12)])
def test_ideal_network_is_found_and_fits(core, periphery):
    """Here coreness y of the periphery has core (1 - y) = (periphery - 1) y³."""
    ideal = named(nx.complete_multipartite_graph(*[1] * core, periphery))
    assert core_of(ideal) == {f"{node:02}" for node in range(core)}
    fit = core_periphery_fit(ideal).iloc[0]
    assert fit["discrete_fit"] == pytest.approx(1)
    assert list(fit[["core_density", "between_density", "periphery_density"]]) == [1, 1, 0]
    y = optimize.brentq(lambda y: core * (1 - y) - (periphery - 1) * y**3, 0, 1)
    assert core_periphery(ideal)["coreness"].to_list() == pytest.approx([1] * core + [y] * periphery, abs=1e-6)


def test_fit_is_that_of_the_example_of_borgatti_and_everett(example):
    """They give 0.475 for the core of 1 to 4; the best core leaves out 1, whose ties 2, 3 and 4 cover."""
    assert fit_of(example, {"01", "02", "03", "04"}) == pytest.approx(0.475, abs=5e-4)
    assert core_of(example) == {"02", "03", "04"}
    fit = core_periphery_fit(example)["discrete_fit"].item()
    assert fit == pytest.approx(fit_of(example, core_of(example)))
    assert set(core_periphery(example).index[:4]) == {"01", "02", "03", "04"}


def test_core_of_the_karate_club_are_the_two_leaders_and_those_nearest_to_them():
    club = named(nx.karate_club_graph())
    for *_, tie in club.edges(data=True):
        del tie["weight"]
    assert core_of(club) == {"00", "01", "02", "32", "33"}
    fit = core_periphery_fit(club)["discrete_fit"].item()
    assert fit == pytest.approx(fit_of(club, core_of(club)))
    assert all(fit >= fit_of(club, set(core)) - 1e-12 for core in combinations(sorted(club), 2))


def test_the_four_women_that_davis_put_in_the_core_of_the_larger_clique_lead(davis):
    """Davis, Gardner and Gardner (1941), as in table 1 of Freeman (2003): women 1 to 4."""
    women = nx.bipartite.weighted_projected_graph(davis, [n for n, side in davis.nodes("bipartite") if side])
    nx.set_node_attributes(women, None, "bipartite")
    four = {"Evelyn Jefferson", "Laura Mandeville", "Theresa Anderson", "Brenda Rogers"}
    assert set(core_periphery(women).index[:4]) == four


@pytest.mark.parametrize("seed", range(40))
def test_no_other_core_of_a_small_network_fits_better(seed):
    rng = np.random.default_rng(seed)
    graph = named(nx.gnp_random_graph(7, rng.uniform(0.2, 0.8), seed=seed))
    cores = [set(core) for size in range(1, 6) for core in combinations(graph, size)]
    best = max(fit_of(graph, core) for core in cores)
    assert core_periphery_fit(graph)["discrete_fit"].item() == pytest.approx(best)


@pytest.mark.parametrize("seed", range(8))
def test_no_coreness_from_a_random_start_leaves_less(seed):
    rng = np.random.default_rng(seed)
    graph = named(nx.gnp_random_graph(8, 0.5, seed=seed))
    nx.set_edge_attributes(graph, {tie: int(rng.integers(1, 9)) for tie in graph.edges}, "weight")
    nodes = sorted(graph)
    shares = nx.to_numpy_array(graph, nodes)
    shares /= shares.max()
    pairs = np.triu_indices(8, 1)

    def left(coreness):
        return ((shares - np.outer(coreness, coreness))[pairs] ** 2).sum()

    found = left(core_periphery(graph)["coreness"].loc[nodes].to_numpy(dtype=float))
    tried = [optimize.minimize(left, rng.random(8), bounds=[(0, 1)] * 8).fun for _ in range(5)]
    assert found <= min(tried) + 1e-6


def test_coreness_is_by_weight_and_core_by_ties(corpus_of):
    """GNR and PSP share most actions; CMA works with everybody, once."""
    cells = ["CMA GNR", "CMA PSP", "CMA CPCJ", "CMA IEFP", *["GNR PSP"] * 6]
    measured = core_periphery(partner_graph(corpus_of(*cells)))
    assert set(measured.index[:2]) == {"gnr", "psp"}
    assert list(measured.index[measured["core"]]) == ["cma"]


@pytest.mark.parametrize("graph", [nx.barbell_graph(4, 0), nx.barbell_graph(5, 1), nx.cycle_graph(12)])
def test_coreness_of_several_clusters_is_that_of_one(graph):
    """Where it stayed on the even solution it left 6.677 instead of 6.568 for two cliques of four with a bridge."""
    ties = nx.to_numpy_array(graph, sorted(graph))
    pairs = np.triu_indices(len(ties), 1)

    def left(coreness):
        return ((ties - np.outer(coreness, coreness))[pairs] ** 2).sum()

    coreness = core_periphery(named(graph))["coreness"]
    found = left(coreness.loc[sorted(named(graph))].to_numpy(dtype=float))
    rng = np.random.default_rng(1)
    tried = [optimize.minimize(left, rng.random(len(ties)), bounds=[(0, 1)] * len(ties)).fun for _ in range(12)]
    assert found <= min(tried) + 1e-6
    assert coreness.iloc[0] > coreness.iloc[-1] + 0.1


def test_number_of_equal_cores_and_the_share_of_each_body_are_told():
    """Any two bodies without a tie, of 15 pairs, are the periphery: the ends of the bridge lack 3 ties, others 4."""
    graph = named(nx.barbell_graph(4, 0))
    assert core_periphery_fit(graph)["equal_cores"].item() == 15
    shares = core_periphery(graph)["core_share"].to_dict()
    assert shares == pytest.approx({n: 1 - (7 - graph.degree(n)) / 15 for n in graph})


def test_only_best_core_is_the_only_one():
    star = named(nx.star_graph(4))
    assert core_periphery_fit(star)["equal_cores"].item() == 1
    assert core_periphery(star)["core_share"].to_list() == [1, 0, 0, 0, 0]


def test_where_not_all_cores_are_compared_their_number_is_not_known():
    graph = named(nx.gnp_random_graph(60, 0.5, seed=1))
    assert core_periphery_fit(graph)["equal_cores"].isna().all()
    assert core_periphery_fit(graph)["core_size"].notna().all()
    assert core_periphery(graph)["core_share"].isna().all()


def test_of_two_equal_components_one_is_the_core():
    measured = core_periphery(named(nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4))))
    assert measured["coreness"].to_list() == pytest.approx([1] * 4 + [0] * 4, abs=1e-6)
    assert list(measured.index[:4]) == ["00", "01", "02", "03"]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)))
def test_order_of_nodes_and_ties_changes_nothing(order):
    ties = [("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"), ("e", "f"), ("a", "e")]
    once = core_periphery(nx.Graph(ties))
    again = core_periphery(nx.Graph([ties[at] for at in order]))
    pd.testing.assert_frame_equal(once, again, check_exact=True)
