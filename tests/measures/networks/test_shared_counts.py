import numpy as np
import pytest

from analysis.measures.networks.null_models import curveball_draws
from analysis.measures.networks.shared_counts import greatest_shared, shared_counts
from tests.measures.enumeration import graph_of


def test_pair_can_share_what_the_smaller_has_in_each_plan():
    matrix = np.array([[1, 1, 1, 0, 0, 1], [1, 0, 0, 1, 1, 1], [1, 1, 1, 1, 1, 1]], dtype=bool)
    assert list(greatest_shared(graph_of(matrix))) == [4, 4, 4]
    assert list(greatest_shared(graph_of(matrix, plans=["a", "a", "a", "b", "b", "b"]))) == [2, 4, 4]


def test_pair_can_share_no_more_than_the_actions_of_two_bodies():
    matrix = np.array([[1, 1, 1, 0, 0, 1], [1, 0, 0, 1, 1, 1]], dtype=bool)
    assert list(greatest_shared(graph_of(matrix))) == [2]
    assert list(greatest_shared(graph_of(matrix, plans=["a", "a", "a", "b", "b", "b"]))) == [2]
    assert list(greatest_shared(graph_of(matrix, plans=["a", "b", "b", "b", "b", "b"]))) == [2]
    assert list(greatest_shared(graph_of(matrix[:, 1:5]))) == [0]


def test_counts_are_those_of_the_draws_of_the_curveball(davis):
    draws = np.concatenate(list(curveball_draws(davis, samples=50, seed=3))).astype(int)
    first, second = np.triu_indices(draws.shape[1], k=1)
    shared = (draws @ draws.transpose(0, 2, 1))[:, first, second]
    counts = shared_counts(davis, samples=50, seed=3)
    assert (counts.shared == shared.sum(axis=0)).all()
    assert (counts.squares == (shared**2).sum(axis=0)).all()
    assert (counts.greatest == (shared >= greatest_shared(davis)).sum(axis=0)).all()
    # A draw with as many and as few shares what is observed.
    assert (counts.as_many + counts.as_few >= 50).all()


def test_counts_are_not_to_be_changed_by_who_has_them(davis):
    with pytest.raises(ValueError, match="read-only"):
        shared_counts(davis, samples=5, seed=0).shared[0] = 7


def test_another_graph_is_counted_anew():
    matrix = np.array([[1, 1, 0, 1], [1, 0, 1, 1]], dtype=bool)
    one = shared_counts(graph_of(matrix), samples=9, seed=0)
    # With each action a plan of its own nothing can be traded: the two share what they share.
    parted = shared_counts(graph_of(matrix, plans=["a", "b", "c", "d"]), samples=9, seed=0)
    assert parted.shared.tolist() == [18]
    assert (one.as_many >= 0).all()
    assert parted.as_many.tolist() == parted.as_few.tolist() == [9]
