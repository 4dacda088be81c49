import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.measures.networks.mixing import kind_mixing
from analysis.measures.networks.nestedness import participation_pattern
from analysis.measures.networks.structure import network_structure
from analysis.measures.networks.structure_significance import COLUMNS, structure_significance
from analysis.measures.networks.two_mode_clustering import two_mode_clustering
from tests.measures.enumeration import graph_of, matrices_of

MEASURES = [
    "robins_alexander",
    "nodf",
    "c_score",
    "ties",
    "components",
    "largest_component",
    "degree_centralisation",
    "transitivity",
    "e_i_index",
    "kind_assortativity",
]
KINDS = ("municipality", "state", "state", "school", "school", "health", "health", "company")
MATRICES = st.tuples(st.integers(1, 8), st.integers(1, 8)).flatmap(
    lambda shape: st.lists(st.booleans(), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]).map(
        lambda cells: np.array(cells).reshape(shape)
    )
)


def partners_of(participations):
    """Projection on the bodies, with their kinds."""
    return nx.bipartite.projected_graph(
        participations, [n for n, side in participations.nodes(data="bipartite") if side]
    )


def by_the_other_measures(participations):
    """The same measures, each from its own module or from networkx."""
    structure = network_structure(participations).iloc[0]
    partners = partners_of(participations)
    mixing = kind_mixing(partners, draws=1).iloc[0]
    paths = any(degree > 1 for _, degree in partners.degree())
    return {
        "robins_alexander": two_mode_clustering(participations).iloc[0]["robins_alexander"],
        **participation_pattern(participations).iloc[0][["nodf", "c_score"]],
        **structure[["ties", "components", "largest_component", "degree_centralisation"]],
        "transitivity": nx.transitivity(partners) if paths else pd.NA,
        **mixing[["e_i_index", "kind_assortativity"]],
    }


@settings(max_examples=25, deadline=None)
@given(MATRICES)
def test_observed_values_are_those_of_the_other_measures(matrix):
    graph = graph_of(matrix, kinds=KINDS[: len(matrix)])
    observed = structure_significance(graph, samples=1)["observed"]
    for name, value in by_the_other_measures(graph).items():
        assert pd.isna(observed[name]) == pd.isna(value), name
        assert pd.isna(value) or observed[name] == pytest.approx(value), name


def test_draws_are_compared_as_all_networks_of_the_sizes_are():
    possible = matrices_of((3, 2, 2, 1), (2, 2, 2, 2))
    exact = pd.DataFrame([by_the_other_measures(graph_of(matrix, kinds=KINDS[:4])) for matrix in possible])
    exact = exact.astype("Float64").astype(float)
    measured = structure_significance(graph_of(possible[20], kinds=KINDS[:4]), samples=4000)
    for name in exact:
        defined = exact[name].dropna()
        at = exact.loc[20, name]
        tails = [(defined <= at + 1e-9).mean(), (defined >= at - 1e-9).mean()]
        row = measured.loc[name]
        assert row["expected"] == pytest.approx(defined.mean(), abs=4 * defined.std() / 4000**0.5 + 1e-9), name
        assert row["sd"] == pytest.approx(defined.std(ddof=0), rel=0.05, abs=1e-9), name
        assert row["p"] == pytest.approx(min(1, 2 * min(tails)), abs=0.025), name


def test_nestedness_is_that_of_the_worked_example():
    # Almeida-Neto et al. (2008), figure 1: NODF 58.33.
    rows = ["10111", "11100", "01110", "11000", "11000"]
    graph = graph_of(np.array([[cell == "1" for cell in row] for row in rows]))
    assert structure_significance(graph, samples=1).loc["nodf", "observed"] == pytest.approx(58.333, abs=1e-3)


def test_perfect_nesting_scores_a_hundred_and_leaves_no_choice():
    matrix = np.tri(5, dtype=bool)
    measured = structure_significance(graph_of(matrix), samples=30)
    assert measured.loc["nodf", "observed"] == pytest.approx(100)
    assert measured.loc["c_score", "observed"] == 0
    assert (measured["sd"].dropna() == 0).all()
    assert measured["z"].isna().all()
    assert (measured["p"].dropna() == 1).all()


def test_two_groups_that_never_meet_are_more_clustered_than_chance():
    matrix = np.kron(np.eye(2, dtype=bool), np.random.default_rng(0).random((8, 12)) < 0.5)
    measured = structure_significance(graph_of(matrix), samples=500)
    assert measured.loc["robins_alexander", "z"] > 4
    assert measured.loc["ties", "z"] < -4
    assert measured.loc["components", ["observed", "expected"]].tolist() == [2, 1]
    assert measured.loc["ties", "p"] == pytest.approx(2 / 501)


def test_draws_are_seldom_outside_the_interval_of_draws():
    # The observed network is itself a draw of equally likely ones: it lies outside in at most about 5 %.
    possible = matrices_of((3, 3, 2, 2, 1), (3, 2, 2, 2, 1, 1))
    rng = np.random.default_rng(1)
    small = 0
    for seed in range(50):
        graph = graph_of(possible[rng.integers(len(possible))])
        small += structure_significance(graph, samples=49, seed=seed).loc["robins_alexander", "p"] <= 0.1
    assert small <= 5 + 2 * 3


def test_rows_are_the_measures_in_their_order(davis):
    measured = structure_significance(davis, samples=5)
    assert list(measured.index) == MEASURES
    assert measured.index.name == "measure"
    assert measured.dtypes.to_dict() == COLUMNS
    assert (measured["draws"].drop("kind_assortativity") == 5).all()


def test_networks_without_ties_have_counts_and_no_shares(participations_of):
    undefined = {"robins_alexander", "transitivity", "e_i_index", "kind_assortativity"}
    for graph in (nx.Graph(), participations_of(), participations_of(""), participations_of("A", "A", "")):
        measured = structure_significance(graph, samples=3)
        assert measured.loc["ties", ["observed", "expected", "sd", "p"]].tolist() == [0, 0, 0, 1]
        assert measured.loc[list(undefined), "observed"].isna().all()
        assert measured.loc["degree_centralisation"].drop("draws").isna().all()
    lone = structure_significance(participations_of("A", "A"), samples=3)
    assert lone.loc[["components", "largest_component"], "observed"].tolist() == [1, 1]


def test_draws_in_which_a_measure_is_undefined_are_left_out():
    # Two bodies, both in an action of two and each alone in one: drawn apart, they have no three-path to close.
    matrix = np.array([[1, 1, 0], [1, 0, 1]], dtype=bool)
    mixed = np.array([[1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], dtype=bool)
    assert structure_significance(graph_of(matrix), samples=20).loc["e_i_index", "draws"] == 20
    assert structure_significance(graph_of(mixed), samples=20).loc["e_i_index", "draws"] == 0


def test_same_seed_gives_the_same_frame(davis):
    first = structure_significance(davis, samples=40, seed=9)
    pd.testing.assert_frame_equal(first, structure_significance(davis, samples=40, seed=9))


def test_partner_graphs_are_refused(davis):
    with pytest.raises(ParameterError):
        structure_significance(nx.path_graph(3))
