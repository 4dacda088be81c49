import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.measures.networks.engines import dense
from analysis.measures.networks.engines.dense import stacked_centralities
from analysis.measures.networks.engines.reference import reference_centralities


def _one(weights):
    return {name: scores[0] for name, scores in stacked_centralities(weights[None]).items()}


def test_every_network_agrees_with_networkx(networks, assert_same):
    for weights in networks.values():
        assert_same(_one(weights), reference_centralities(sparse.csr_array(weights)))


def test_each_draw_is_measured_as_if_it_were_alone(networks, assert_same, monkeypatch):
    karate = networks["karate"]
    rng = np.random.default_rng(0)
    kept = np.triu(rng.random((7, *karate.shape)) < 0.6, k=1)
    draws = karate * (kept | kept.transpose(0, 2, 1))
    monkeypatch.setattr(dense, "_BATCH", 3 * karate.size)
    together = stacked_centralities(draws)
    for draw, weights in enumerate(draws):
        assert_same({name: scores[draw] for name, scores in together.items()}, _one(weights))


def test_draw_without_ties_is_undefined_beside_one_with_ties():
    draws = np.zeros((2, 3, 3))
    draws[1, 0, 1] = draws[1, 1, 0] = 2
    measured = stacked_centralities(draws)
    assert np.isnan(measured["eigenvector"][0]).all()
    assert measured["eigenvector"][1] == pytest.approx([np.sqrt(1 / 2), np.sqrt(1 / 2), 0])
    assert measured["closeness"].tolist() == [[0, 0, 0], [1, 1, 0]]


def test_no_draws_give_no_rows():
    assert {scores.shape for scores in stacked_centralities(np.zeros((0, 4, 4))).values()} == {(0, 4)}


def test_whole_numbers_are_taken_as_weights(networks):
    karate = networks["karate"]
    same = stacked_centralities(karate.astype(int)[None])
    assert same["betweenness"].tolist() == stacked_centralities(karate[None])["betweenness"].tolist()


def test_weights_are_not_changed(networks):
    weights = networks["karate"][None].copy()
    stacked_centralities(weights)
    assert (weights == networks["karate"]).all()


def test_bodies_without_a_tie_change_nothing_but_what_is_averaged(networks):
    karate = networks["karate"]
    wider = np.zeros((40, 40))
    wider[3:37, 3:37] = karate
    alone, among = _one(karate), _one(wider)
    for name in ("degree", "strength", "harmonic", "eigenvector"):
        assert among[name][3:37] == pytest.approx(alone[name], rel=1e-12)
        assert not among[name][:3].any()
    assert among["betweenness"][3:37] == pytest.approx(alone["betweenness"] * (33 * 32) / (39 * 38), rel=1e-12)


def test_powers_that_tend_too_slowly_leave_the_eigenvector_to_all_eigenvectors():
    # Two cliques by a weak tie: the greatest eigenvalues, 4.01 and 4, are too near each other for 2^12 powers.
    weights = np.kron(np.eye(2), np.ones((5, 5)) - np.eye(5))
    weights[0, 5] = weights[5, 0] = 1e-3
    weights[1, 2] = weights[2, 1] = 1.001
    _, vectors = np.linalg.eigh(weights)
    assert _one(weights)["eigenvector"] == pytest.approx(np.abs(vectors[:, -1]), abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 9), st.integers(1, 7), st.sampled_from([1, 2, 6]), st.integers(0, 2**32 - 1))
def test_random_weights_agree_with_networkx(assert_same, n, most, parts, seed):
    rng = np.random.default_rng(seed)
    half = np.triu(rng.integers(0, most + 1, (n, n)) * (rng.random((n, n)) < 0.5) / parts, k=1)
    weights = half + half.T
    assert_same(_one(weights), reference_centralities(sparse.csr_array(weights)))
