"""How many actions pairs of bodies share in draws of the curveball, and could share at most.

Several tests ask the same draws about the same pairs: what ties are more than chance
(:mod:`analysis.measures.networks.tie_significance`), and what ties could be
(:mod:`analysis.measures.networks.power`). The draws cost most of the time and are made once for all of them.

Pairs are those of the bodies sorted by id, as ``numpy.triu_indices`` has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx
import numpy as np

from analysis.graphs.incidence import incidence_of
from analysis.measures.networks.engines.bits import shared_cells, true_cells
from analysis.measures.networks.null_models import drawn_words, plan_strata


@dataclass(frozen=True, eq=False)
class SharedCounts:
    """Counts over the draws, each an array of whole numbers, one for each pair.

    Attributes
    ----------
    shared, squares : array
        Sum over the draws of the actions that the pair shares, and of their squares.
    as_many, as_few : array
        Draws in which the pair shares as many actions as observed or more, and or fewer.
    greatest : array
        Draws in which it shares as many actions as :func:`greatest_shared` tells.
    """

    shared: np.ndarray
    squares: np.ndarray
    as_many: np.ndarray
    as_few: np.ndarray
    greatest: np.ndarray


def shared_counts(participations: nx.Graph, *, samples: int, seed: int) -> SharedCounts:
    """Return what the pairs of bodies share in draws of the curveball.

    Parameters
    ----------
    participations : Graph
        A participation graph, of one plan or of several.
    samples, seed : int
        Draws of the curveball, and their seed.

    Raises
    ------
    ParameterError
        If the graph is no participation graph.
    """
    incidence = incidence_of(participations)
    observed = incidence.dense()
    strata = tuple(columns.tobytes() for columns in plan_strata(participations, incidence))
    return _counted(observed.tobytes(), observed.shape, strata, samples, seed)


def greatest_shared(participations: nx.Graph) -> np.ndarray:
    """Return the most actions that two bodies of these sizes could share, for each pair.

    In each plan a pair can share as many actions as the smaller of the two takes part in, but no more than
    there are actions that name two bodies or more.
    """
    incidence = incidence_of(participations)
    return _greatest(incidence.dense(), plan_strata(participations, incidence))


def _greatest(observed: np.ndarray, strata: Sequence[np.ndarray]) -> np.ndarray:
    first, second = np.triu_indices(len(observed), k=1)
    greatest = np.zeros(len(first), dtype=int)
    for columns in strata:
        part = observed[:, columns]
        sizes = np.minimum(part.sum(axis=1), (part.sum(axis=0) > 1).sum())
        greatest += np.minimum(sizes[first], sizes[second])
    return greatest


@lru_cache(maxsize=1)
def _counted(cells: bytes, shape: tuple[int, int], plans: tuple[bytes, ...], samples: int, seed: int) -> SharedCounts:
    """Count, remembering the last call; `cells` and `plans` are the bytes of the matrix and of the strata."""
    observed = np.frombuffer(cells, dtype=bool).reshape(shape)
    strata = [np.frombuffer(columns, dtype=np.intp) for columns in plans]
    kind = np.min_scalar_type(-1 - shape[1])  # the fewer the bytes, the faster
    limit = shared_cells(observed[None])[0][np.triu_indices(shape[0], k=1)].astype(kind)[:, None]
    greatest = _greatest(observed, strata).astype(kind)[:, None]
    counts = np.zeros((5, len(limit)), dtype=np.int64)
    for words in drawn_words(observed, strata, samples=samples, seed=seed):
        end = 0
        for body in range(shape[0] - 1):
            pairs = slice(end, end := end + shape[0] - 1 - body)
            shared = true_cells(words[:, body + 1 :] & words[:, body, None]).astype(kind, copy=False)
            counts[0, pairs] += shared.sum(axis=1)
            counts[1, pairs] += np.square(shared, dtype=np.int32).sum(axis=1)
            counts[2, pairs] += np.count_nonzero(shared >= limit[pairs], axis=1)
            counts[3, pairs] += np.count_nonzero(shared <= limit[pairs], axis=1)
            counts[4, pairs] += np.count_nonzero(shared >= greatest[pairs], axis=1)
    counts.flags.writeable = False
    return SharedCounts(*counts)
