"""Rows of truth values as bits of words: 64 cells are compared, counted or dealt out at once.

The *words* of rows of n cells are ⌈n / 64⌉ whole numbers of 64 bits for each row, the first axis of an array; what
the other axes are is the caller's to say.
"""

from __future__ import annotations

import numpy as np

_WORD = 64
_AT_LEAST = 0.7  # share of the parts still sought below which it pays to leave the others alone


def word_count(cells: int) -> int:
    """Return how many words so many cells take."""
    return -(-cells // _WORD)


def words_of(cells: np.ndarray) -> np.ndarray:
    """Return the words of rows of cells.

    Parameters
    ----------
    cells : array of bool, shape (..., n)
        Rows.

    Returns
    -------
    array of uint64, shape (words, ...)
    """
    padded = np.zeros((*cells.shape[:-1], word_count(cells.shape[-1]) * _WORD), dtype=bool)
    padded[..., : cells.shape[-1]] = cells
    return np.ascontiguousarray(np.moveaxis(np.packbits(padded, axis=-1).view(np.uint64), -1, 0))


def cells_of(words: np.ndarray, count: int) -> np.ndarray:
    """Return the `count` cells of each row that :func:`words_of` gives these words of."""
    rows = np.ascontiguousarray(np.moveaxis(words, 0, -1))
    return np.unpackbits(rows.view(np.uint8), axis=-1, count=count).view(bool)


def true_cells(words: np.ndarray) -> np.ndarray:
    """Return how many cells of each row are true: words of shape (words, ...) give whole numbers of shape (...)."""
    if len(words) == 1:
        return np.bitwise_count(words[0]).view(np.int8)
    return np.bitwise_count(words).sum(axis=0, dtype=np.int32)


def random_parts(rows: np.ndarray, sizes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Choose `sizes` of the true cells of each row, all choices equally likely.

    Of the cells that are open each is tried with the chance of one half. If they are not too many they are taken,
    and the others stay open; else they alone stay open; until there are as many as there should be. No step treats
    one cell other than another, so neither does the outcome.

    Parameters
    ----------
    rows : array of uint64, shape (words, rows)
        Words of the rows.
    sizes : array of int, shape (rows,)
        How many cells to choose, from none to all that are true.

    Returns
    -------
    array of uint64, shape (words, rows)
        Words of the cells chosen.
    """
    chosen = np.zeros_like(rows)
    taken, open_, due = chosen, rows.copy(), sizes.copy()
    places = None  # of these rows among all
    while due.any():
        _try_half(taken, open_, due, rng)
        left = np.flatnonzero(due)
        if len(left) < _AT_LEAST * len(due):
            if places is not None:
                chosen[:, places] = taken
            places = left if places is None else places[left]
            taken, open_, due = taken[:, left], open_[:, left], due[left]
    if places is not None:
        chosen[:, places] = taken
    return chosen


def _try_half(taken: np.ndarray, open_: np.ndarray, due: np.ndarray, rng: np.random.Generator) -> None:
    """Make one step of :func:`random_parts`, in place; rows of which nothing is due stay as they are."""
    tried = rng.bit_generator.random_raw(open_.size).reshape(open_.shape)
    tried &= open_
    still_due = due - true_cells(tried)
    too_many = still_due < 0
    open_ ^= tried
    np.copyto(open_, tried, where=too_many)
    np.copyto(due, still_due, where=~too_many)
    tried *= ~too_many
    taken |= tried


def shared_cells(rows: np.ndarray) -> np.ndarray:
    """Return in how many cells two rows of a matrix are both true, for each of several matrices.

    Parameters
    ----------
    rows : array of bool, shape (matrices, n, cells)
        Matrices.

    Returns
    -------
    array of int32, shape (matrices, n, n)
        For many small matrices this is faster than their products, and idle threads cost nothing.
    """
    shared = np.zeros((len(rows), rows.shape[1], rows.shape[1]), dtype=np.int32)
    for word in words_of(rows):
        shared += np.bitwise_count(word[:, :, None] & word[:, None, :])
    return shared
