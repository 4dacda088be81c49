from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from analysis.measures.networks.engines.bits import cells_of, random_parts, shared_cells, true_cells, words_of

WIDTHS = st.sampled_from([0, 1, 7, 8, 63, 64, 65, 130])


def cells(shape, seed=0):
    return np.random.default_rng(seed).random(shape) < 0.4


@settings(max_examples=20, deadline=None)
@given(WIDTHS, st.integers(0, 3))
def test_words_give_the_cells_back_and_count_them(width, seed):
    rows = cells((3, 2, width), seed)
    words = words_of(rows)
    assert words.shape == (-(-width // 64), 3, 2)
    assert (cells_of(words, width) == rows).all()
    assert (true_cells(words) == rows.sum(axis=2)).all()


@pytest.mark.parametrize("places", [(0, 3, 9, 20, 63), (1, 62, 63, 64, 100), (70, 80, 90, 100, 110)])
@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_every_choice_is_made_equally_often(places, size):
    row = np.zeros(120, dtype=bool)
    row[list(places)] = True
    ways = {way: at for at, way in enumerate(combinations(places, size))}
    count = 400 * len(ways)
    words = words_of(np.repeat(row[None], count, axis=0))
    chosen = cells_of(random_parts(words, np.full(count, size), np.random.default_rng(7)), 120)
    seen = np.bincount([ways[tuple(np.flatnonzero(choice))] for choice in chosen], minlength=len(ways))
    assert chisquare(seen).pvalue > 0.001


@settings(max_examples=20, deadline=None)
@given(WIDTHS, st.integers(0, 3))
def test_as_many_are_chosen_as_asked_and_only_of_what_is_there(width, seed):
    rows = cells((50, width), seed)
    rng = np.random.default_rng(seed)
    sizes = rng.integers(0, rows.sum(axis=1), endpoint=True)
    words = words_of(rows)
    chosen = cells_of(random_parts(words, sizes, rng), width)
    assert (chosen.sum(axis=1) == sizes).all()
    assert not (chosen & ~rows).any()
    assert (words == words_of(rows)).all()  # what is given stays


def test_choices_of_a_hundred_cells_have_the_spread_of_the_hypergeometric_distribution():
    # 30 of 100 cells: the number among the first 50 has mean 15 and variance 30 x 0.5 x 0.5 x 70 / 99.
    words = words_of(np.ones((4000, 100), dtype=bool))
    chosen = cells_of(random_parts(words, np.full(4000, 30), np.random.default_rng(2)), 100)
    among = chosen[:, :50].sum(axis=1)
    assert among.mean() == pytest.approx(15, abs=0.15)
    assert among.var() == pytest.approx(30 * 0.25 * 70 / 99, rel=0.08)


@pytest.mark.parametrize("width", [0, 5, 64, 100])
def test_shared_cells_are_the_product_of_the_matrices(width):
    rows = cells((4, 6, width))
    assert (shared_cells(rows) == rows.astype(int) @ rows.transpose(0, 2, 1)).all()
