"""Seriation finds again an order that was shuffled, and moves cells without changing them."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import coverage_matrix
from analysis.measures.domains.seriation import seriated_matrix

counts = st.integers(0, 3)
matrices = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: st.lists(counts, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]).map(
        lambda cells: frame(np.array(cells).reshape(shape))
    )
)


def frame(cells):
    rows, columns = (list("abcdefghijklmnop")[:n] for n in cells.shape)
    return pd.DataFrame(cells, index=rows, columns=[c.upper() for c in columns], dtype="Int64")


def shuffled(matrix, seed):
    return matrix.sample(frac=1, random_state=seed).sample(frac=1, axis="columns", random_state=seed + 1)


@pytest.mark.parametrize("seed", range(5))
def test_blocks_that_were_shuffled_stand_together_again(seed):
    blocks = np.kron(np.eye(3, dtype=int), np.full((4, 3), 2))
    found = seriated_matrix(shuffled(frame(blocks), seed))
    of_row = {name: n // 4 for n, name in enumerate("abcdefghijkl")}
    of_column = {name: n // 3 for n, name in enumerate("ABCDEFGHI")}
    assert sum(of_row[one] != of_row[next_] for one, next_ in pairwise(found.index)) == 2
    assert sum(of_column[one] != of_column[next_] for one, next_ in pairwise(found.columns)) == 2


@pytest.mark.parametrize("seed", range(5))
def test_band_that_was_shuffled_is_a_band_again(seed):
    band = np.array([[int(0 <= column - row <= 2) for column in range(10)] for row in range(8)])
    found = seriated_matrix(shuffled(frame(band), seed))
    assert "".join(found.index) in ("abcdefgh", "hgfedcba")
    assert "".join(found.columns) in ("ABCDEFGHIJ", "JIHGFEDCBA")
    assert np.trace(found.to_numpy(dtype=int)) == 8  # rows and columns run the same way


def test_bodies_begin_with_the_end_of_most_participations():
    found = seriated_matrix(frame(np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 9, 9]])))
    assert list(found.index) == ["c", "b", "a"]
    assert list(found.columns) == ["D", "C", "B", "A"]


def test_likeness_is_of_the_places_of_work_and_not_of_its_amount():
    found = seriated_matrix(frame(np.array([[20, 20, 0], [1, 0, 1], [1, 1, 0]])))
    assert abs(list(found.index).index("a") - list(found.index).index("c")) == 1


def test_unstated_domain_is_after_the_others_and_empty_ones_are_last(corpus_of):
    corpus = corpus_of("CMA", "GNR", "", "CMA GNR", domains=["A", None, "Vazio", "B"])
    found = seriated_matrix(coverage_matrix(corpus))
    assert list(found.columns.get_level_values("domain")[:2]) in (["A", "B"], ["B", "A"])
    assert pd.isna(found.columns[-2][-1])
    assert found.columns[-1] == ("vila-2024", "Vazio")


def test_row_without_a_participation_is_last():
    assert list(seriated_matrix(frame(np.array([[0, 0], [1, 2], [2, 1]]))).index)[-1] == "a"


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (1, 1), (1, 4), (4, 1)])
def test_small_matrices_keep_their_cells(shape):
    matrix = frame(np.arange(shape[0] * shape[1]).reshape(shape))
    pd.testing.assert_frame_equal(seriated_matrix(matrix).loc[matrix.index, matrix.columns], matrix)


@given(matrices)
@settings(max_examples=40, deadline=None)
def test_cells_move_with_their_labels(matrix):
    found = seriated_matrix(matrix)
    pd.testing.assert_frame_equal(found.loc[matrix.index, matrix.columns], matrix)


@given(matrices, st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_order_given_does_not_matter_but_for_empty_rows_and_columns(matrix, seed):
    full = matrix.loc[(matrix > 0).any(axis="columns"), (matrix > 0).any()]
    pd.testing.assert_frame_equal(seriated_matrix(shuffled(full, seed)), seriated_matrix(full))


def test_neighbours_of_the_plans_are_more_alike_than_in_the_order_of_the_document():
    from analysis import load_corpus

    for plan_id in ("alijo-2021", "lagos-2023"):
        matrix = coverage_matrix(load_corpus(plan_id))
        assert stress(seriated_matrix(matrix)) < stress(matrix)


def stress(matrix):
    """Return Niermann's stress: squared differences of each cell and its eight neighbours, of square roots."""
    cells = np.sqrt(matrix.to_numpy(dtype=float))
    straight = (np.diff(cells, axis=0) ** 2).sum() + (np.diff(cells, axis=1) ** 2).sum()
    falling = ((cells[1:, 1:] - cells[:-1, :-1]) ** 2).sum()
    return straight + falling + ((cells[1:, :-1] - cells[:-1, 1:]) ** 2).sum()
