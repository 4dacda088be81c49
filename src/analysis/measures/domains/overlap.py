"""Which domains share bodies, how many, and whether more than chance.

For two domains of a plan, A and B being the bodies that their actions name:

- *shared*: the number of bodies in both
- *jaccard*: shared / bodies in either [1]_
- *overlap*: shared / bodies in the one that has fewer [2]_ [3]_; 1 where all of these work in the other too
- *cosine*: of the two vectors of the number of actions that each body has in the domain: how far the same
  bodies carry both, in the same proportions

A domain whose actions name nobody has unknown bodies: all of its pairs are ``<NA>``. Actions without a domain
are no domain and in no pair.

Domains with many participations share bodies by chance. What they would share is told by the curveball
(:mod:`analysis.measures.networks.null_models`): all ways of dealing out a plan's participations in which each
body keeps its number of actions and each action its number of bodies, and so each domain its actions and
participations. *expected* is the mean of shared bodies in the draws; *p* the chance of sharing as many or more,
*p_lower* of as many or fewer, each (1 + draws as extreme) / (1 + draws). Of many pairs a few are below 0.05 by
luck; and chance deals bodies out without regard to what they do, so that fewer shared bodies than expected
says that bodies specialise, not that somebody fails to work together.

References
----------
.. [1] Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, 37-50.
.. [2] Szymkiewicz, D. (1934). Une contribution statistique à la géographie floristique. Acta Societatis
   Botanicorum Poloniae 11, 249-265.
.. [3] Simpson, G. G. (1943). Mammals and the nature of continents. American Journal of Science 241, 1-31.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.common.parameters import check_draws
from analysis.frames.cells import cells, frame_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.frames.selection import split_plans
from analysis.graphs.choice import Kinds
from analysis.graphs.incidence import incidence_of
from analysis.graphs.partnership import participation_graph
from analysis.graphs.subjects import subject_corpus
from analysis.measures.comparisons.matching import silent_plans
from analysis.measures.networks.null_models import curveball_draws
from analysis.measures.remembered import remembered

COLUMNS: dict[str, Any] = {
    "first_organisations": "Int64",
    "second_organisations": "Int64",
    "shared": "Int64",
    "jaccard": "Float64",
    "overlap": "Float64",
    "cosine": "Float64",
    "expected": "Float64",
    "p": "Float64",
    "p_lower": "Float64",
}


@remembered
def domain_overlap(
    corpus: Corpus,
    *,
    by: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    samples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Return how many bodies each pair of domains or themes of a plan shares, and would share by chance.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        ``"domain"`` or ``"theme"``.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.
    samples, seed : int
        Draws of the curveball for each plan, and their seed.

    Returns
    -------
    DataFrame
        One row per pair, also of those that share nobody; index ``plan_id, first_domain, second_domain``
        (by theme, ``first_theme, second_theme``), pairs in document order. ``first_organisations``,
        ``second_organisations``: bodies of each, ``<NA>`` where no action of the plan names any; then ``shared``,
        ``jaccard``, ``overlap``, ``cosine``, ``expected``, ``p``, ``p_lower`` as defined at the head of this module. A
        plan with fewer than two domains gives no rows.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, `kinds` leaves nobody, or `samples` or `seed` is no number of
        draws or no seed.
    """
    check_draws(samples, seed, parameter="samples")
    corpus = subject_corpus(corpus, by)
    choice: dict[str, Any] = {"role": role, "kinds": kinds, "collective": collective}
    silent = silent_plans(corpus, role=role)
    rows: list[tuple[Any, ...]] = []
    for plan_id, plan in split_plans(corpus).items():
        pairs = _pairs(plan, samples, seed, choice)
        rows += ((plan_id, *key, *((None,) * len(COLUMNS) if plan_id in silent else row)) for key, row in pairs.items())
    keys = ["plan_id", f"first_{by}", f"second_{by}"]
    return frame_of(rows, {**dict.fromkeys(keys, TEXT), **COLUMNS}, key=keys)


def _pairs(
    plan: Corpus, samples: int, seed: int, choice: dict[str, Any]
) -> dict[tuple[str, str], tuple[float | None, ...]]:
    """Return the cells of `COLUMNS` for each pair of domains of one plan."""
    participations = participation_graph(plan, **choice)
    incidence = incidence_of(participations)
    domains = cells(plan.domains["domain"])
    placed = [participations.nodes[action].get("domain") for action in incidence.actions]
    belongs = np.array([[domain == own for domain in domains] for own in placed], dtype=np.float32)
    belongs = belongs.reshape(len(placed), len(domains))
    counts = incidence.dense() @ belongs
    first, second = np.triu_indices(len(domains), k=1)
    shared = _shared(counts[None])[0][first, second]
    bodies = (counts > 0).sum(axis=0)
    reached, missed, total = (np.zeros(len(first)) for _ in range(3))
    for batch in curveball_draws(participations, samples=samples, seed=seed):
        drawn = _shared(batch @ belongs)[:, first, second]
        total += drawn.sum(axis=0)
        reached += (drawn >= shared).sum(axis=0)
        missed += (drawn <= shared).sum(axis=0)
    products, lengths = counts.T @ counts, np.sqrt((counts**2).sum(axis=0))
    known = (bodies[first] > 0) & (bodies[second] > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = (
            shared.astype(np.int64),
            shared / (bodies[first] + bodies[second] - shared),
            shared / np.minimum(bodies[first], bodies[second]),
            products[first, second] / (lengths[first] * lengths[second]),
            total / samples,
            (1 + reached) / (1 + samples),
            (1 + missed) / (1 + samples),
        )
    told = zip(*(value.tolist() for value in values), strict=True)
    return {
        (domains[at], domains[beside]): (
            int(bodies[at]),
            int(bodies[beside]),
            *(row if is_known else (None,) * len(row)),
        )
        for at, beside, is_known, row in zip(first, second, known, told, strict=True)
    }


def _shared(counts: np.ndarray) -> np.ndarray:
    """Return draws × domains × domains: in how many bodies both have actions, of draws × bodies × domains."""
    present = (counts > 0).astype(np.float32)
    return present.transpose(0, 2, 1) @ present
