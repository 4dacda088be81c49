import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.measures.networks.engines import separators
from analysis.measures.networks.engines.national import national_centralities
from analysis.measures.networks.engines.reference import reference_centralities
from tests.benchmarks.national import national_network


@pytest.fixture(autouse=True, scope="module")
def always_split():
    """Small networks are split too, though it would be less work not to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(separators, "_SEARCH", 1e9)
        yield


def test_every_network_agrees_with_networkx_whoever_is_national(networks, assert_same):
    rng = np.random.default_rng(0)
    for weights in networks.values():
        matrix = sparse.csr_array(weights)
        expected = reference_centralities(matrix)
        for national in (0, 1, rng.random(len(weights)) < 0.3):
            assert_same(national_centralities(matrix, np.broadcast_to(national, len(weights)) == 1), expected)


def test_invented_country_agrees_with_networkx(assert_same):
    matrix, national = national_network(3, 1)
    split = separators.separation_of(matrix, national)
    assert split.separators.size
    assert_same(national_centralities(matrix, national), reference_centralities(matrix))


def test_invented_country_agrees_with_networkx_where_lengths_are_not_exact(assert_same):
    matrix, national = national_network(2, 1)
    # Each weight times a prime of its own: no two differ by a simple fraction, and equal weights stay equal.
    matrix.data *= np.array([99991, 99989, 99971, 99961, 99929])[matrix.data.astype(int) % 5]
    assert_same(national_centralities(matrix, national), reference_centralities(matrix))


def test_body_between_two_places_stands_between_all_their_pairs(two_places):
    measured = national_centralities(*two_places())
    # Of the 15 pairs of others, the 9 of different places pass through it.
    assert measured["betweenness"].tolist() == pytest.approx([0] * 6 + [9 / 15])
    assert measured["harmonic"].tolist() == pytest.approx([3 + 3 / 2] * 6 + [6])


def test_path_through_a_place_is_the_link_of_two_national_bodies():
    # A path 0-1-2-3-4 whose bodies 1 and 3 are national: 2 is passed through between them.
    path = nx.to_scipy_sparse_array(nx.path_graph(5), dtype=float)
    measured = national_centralities(path, np.array([False, True, False, True, False]))
    assert measured["betweenness"].tolist() == pytest.approx([0, 3 / 6, 4 / 6, 3 / 6, 0])


def test_same_bytes_every_time():
    matrix, national = national_network(2, 1)
    first, second = (national_centralities(matrix, national) for _ in range(2))
    assert all(first[name].tobytes() == second[name].tobytes() for name in first)


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 12), st.integers(1, 5), st.floats(0.1, 0.6), st.floats(0, 1), st.integers(0, 2**32 - 1))
def test_random_networks_agree_with_networkx(assert_same, n, most, ties, share, seed):
    rng = np.random.default_rng(seed)
    half = np.triu(rng.integers(1, most + 1, (n, n)) * (rng.random((n, n)) < ties), k=1)
    matrix = sparse.csr_array((half + half.T).astype(float))
    assert_same(national_centralities(matrix, rng.random(n) < share), reference_centralities(matrix))
