import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from analysis.common.errors import ParameterError
from analysis.graphs.incidence import incidence_of
from analysis.measures.networks.null_models import configuration_probabilities, curveball_draws
from tests.measures.enumeration import graph_of, matrices_of

SIZES = [
    ((3, 2, 1), (2, 2, 1, 1)),
    ((2, 2, 2, 2), (2, 2, 2, 2)),
    ((3, 2, 2, 1), (2, 2, 2, 1, 1)),
    ((4, 1, 1, 1, 1, 1), (5, 2, 1, 1)),
]
MATRICES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: st.lists(st.booleans(), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]).map(
        lambda cells: np.array(cells).reshape(shape)
    )
)


def draws_of(graph, **options):
    return np.concatenate(list(curveball_draws(graph, **options)))


def test_there_are_as_many_regular_matrices_as_known():
    # Number of 4 × 4 binary matrices with all sums 2 (OEIS A001499): what the tests below stand on.
    assert len(matrices_of((2,) * 4, (2,) * 4)) == 90


@pytest.mark.parametrize(("sizes", "widths"), SIZES)
def test_every_network_of_the_sizes_is_drawn_equally_often(sizes, widths):
    possible = {matrix.tobytes(): at for at, matrix in enumerate(matrices_of(sizes, widths))}
    observed = matrices_of(sizes, widths)[0]
    drawn = draws_of(graph_of(observed), samples=200 * len(possible), seed=1)
    counts = np.bincount([possible[draw.tobytes()] for draw in drawn], minlength=len(possible))
    assert chisquare(counts).pvalue > 0.001


@settings(max_examples=30, deadline=None)
@given(MATRICES)
def test_draws_keep_the_sizes_of_bodies_and_actions(matrix):
    drawn = draws_of(graph_of(matrix), samples=5)
    assert (drawn.sum(axis=2) == matrix.sum(axis=1)).all()
    assert (drawn.sum(axis=1) == matrix.sum(axis=0)).all()


def test_each_plan_keeps_its_own_sizes():
    matrix = np.array([[1, 1, 0, 1, 0, 0], [0, 1, 1, 0, 1, 0], [0, 0, 0, 1, 1, 1], [1, 0, 0, 0, 0, 0]], dtype=bool)
    graph = graph_of(matrix, plans=["vila", "vila", "vila", "alta", "alta", "alta"])
    drawn = draws_of(graph, samples=200)
    possible = 1
    for part in (slice(0, 3), slice(3, 6)):
        assert (drawn[:, :, part].sum(axis=2) == matrix[:, part].sum(axis=1)).all()
        possible *= len(matrices_of(matrix[:, part].sum(axis=1), matrix[:, part].sum(axis=0)))
    assert len(np.unique(drawn, axis=0)) == possible
    expected = configuration_probabilities(graph).to_numpy()
    assert expected[:, :3].sum(axis=1) == pytest.approx(matrix[:, :3].sum(axis=1))
    assert (expected[2, :3] == 0).all()
    assert (expected[3, 3:] == 0).all()


def test_same_seed_gives_the_same_draws_however_the_graph_was_built(davis):
    turned = nx.Graph()
    turned.add_nodes_from(sorted(davis.nodes(data=True), reverse=True))
    turned.add_edges_from(sorted(davis.edges, reverse=True))
    first = draws_of(davis, samples=20, seed=3)
    assert (first == draws_of(turned, samples=20, seed=3)).all()
    assert (first != draws_of(davis, samples=20, seed=4)).any()


def test_batches_are_together_as_many_draws_as_asked(davis, monkeypatch):
    monkeypatch.setattr("analysis.measures.networks.null_models._CELLS", 18**2 * 4)
    batches = list(curveball_draws(davis, samples=10))
    assert [len(batch) for batch in batches] == [4, 4, 2]
    assert len(np.unique(np.concatenate(batches), axis=0)) == 10


def test_p_values_are_valid_even_if_the_trades_hardly_mix():
    # Besag and Clifford (1989): observed network and draws are exchangeable, whatever the number of rounds.
    rejected, trials = 0, 0
    for observed in matrices_of((2,) * 4, (2,) * 4):
        for seed in range(10):
            drawn = draws_of(graph_of(observed), samples=9, seed=seed, rounds=1)
            as_extreme = ((drawn[:, 0] & drawn[:, 1]).sum(axis=1) >= (observed[0] & observed[1]).sum()).sum()
            rejected += (1 + as_extreme) / 10 <= 0.1
            trials += 1
    assert rejected / trials <= 0.1 + 2 * np.sqrt(0.09 / trials)


def test_fewer_than_one_draw_or_round_is_refused(davis):
    for options in ({"samples": 0}, {"rounds": 0}):
        with pytest.raises(ParameterError, match=next(iter(options))):
            curveball_draws(davis, **options)


def test_networks_without_a_choice_are_drawn_as_they_are(participations_of):
    for graph in (nx.Graph(), participations_of(""), participations_of("A"), participations_of("A B", "A B")):
        drawn = draws_of(graph, samples=3)
        assert (drawn == incidence_of(graph).dense()).all()
        assert (configuration_probabilities(graph).to_numpy() == incidence_of(graph).dense()).all()


@settings(max_examples=60, deadline=None)
@given(MATRICES)
def test_sizes_of_the_configuration_model_are_the_observed_ones(matrix):
    expected = configuration_probabilities(graph_of(matrix)).to_numpy()
    assert expected.sum(axis=1) == pytest.approx(matrix.sum(axis=1), abs=1e-8)
    assert expected.sum(axis=0) == pytest.approx(matrix.sum(axis=0), abs=1e-8)
    assert ((expected >= 0) & (expected <= 1)).all()
    # Bodies in all actions that name anybody, and in none, have no choice.
    named = matrix.any(axis=0)
    assert (expected[np.ix_(matrix[:, named].all(axis=1), named)] == 1).all()
    assert (expected[~matrix.any(axis=1)] == 0).all()


def test_equal_sizes_make_all_participations_equally_likely():
    matrix = matrices_of((2,) * 4, (2,) * 4)[0]
    assert configuration_probabilities(graph_of(matrix)).to_numpy() == pytest.approx(np.full((4, 4), 0.5))


def test_southern_women_have_the_probabilities_of_another_system(davis):
    # bicm 3.4.0 for Python, solve_tool(method="newton", tol=1e-13).get_bicm_matrix(), which keeps the sizes
    # to 5e-9: Brenda Rogers at the fourteen events.
    events = ["E1", "E10", "E11", "E12", "E13", "E14", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9"]
    reference = [0.26848871, 0.43185669, 0.35228774, 0.50655906, 0.26848871, 0.26848871, 0.26848871, 0.50655906]
    reference += [0.35228774, 0.63969861, 0.63969861, 0.75016665, 0.90808526, 0.83884576]
    expected = configuration_probabilities(davis).loc["Brenda Rogers", events]
    assert list(expected) == pytest.approx(reference, abs=1e-8)


def test_actions_too_many_for_a_word_keep_their_sizes():
    graph = graph_of(np.random.default_rng(0).random((4, 300)) < 0.7)
    matrix = incidence_of(graph).dense()
    drawn = next(curveball_draws(graph, samples=20, rounds=5))
    assert (drawn.sum(axis=2) == matrix.sum(axis=1)).all()
    assert (drawn.sum(axis=1) == matrix.sum(axis=0)).all()
    assert (drawn != matrix).any()
