"""What centralities owe to errors of reading: names misread, names wrongly parted, mentions missed.

A draw is the plan as it might be if it were read without error. Three things are drawn:

- *A name is misread everywhere or nowhere.* A spelling (letters' case aside) that was read as an organisation
  is right with its confidence, the mean of its mentions', drawn once for the whole plan: who takes "CSP" for
  the wrong body does so in each cell. Where it is wrong, the document means a body that is not known: the
  spelling's participations are left out.
- *A doubtful name may be a piece of its neighbour's.* Of two doubtful mentions (`DOUBTFUL`: their bounds were
  guessed or they are only like a known name) that stand beside each other in a cell, the later may belong to
  the name before it. Where such a spelling is wrong, its participations are therefore that neighbour's, in
  the whole plan; the neighbour in the first cell where it has one counts.
- *Mentions are missed.* Of a share `missed` of all mentions that the document means nothing was read: to E
  participations read, E·missed/(1 - missed) are added, on average, each to a body and an action that the
  reading did not bring together, with the chances of the bipartite configuration model
  (:mod:`analysis.measures.networks.null_models`), so that a body that is named often is missed
  often. Bodies and actions of which every mention was missed get none: they are not in the
  network, or name nobody in each draw.

Borgatti, Carley and Krackhardt [1]_ take ties and bodies away from, or add them to, a network at random and
look at what remains of the centralities; here the amount is what the reading says of itself. The interval is
for what a faultless reading would show, not for what another plan would (:mod:`analysis.measures.networks.bootstrap`);
with `resampled` it is for both. `missed` is the reader's to judge: intervals of 0.05 say how much depends on it.

References
----------
.. [1] Borgatti, S. P., Carley, K. M., Krackhardt, D. (2006). On the robustness of centrality measures under
   conditions of imperfect data. Social Networks 28, 124-136.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.parameters import check_draws
from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.incidence import Incidence, incidence_of
from analysis.graphs.partnership import participation_graph
from analysis.measures.networks.bootstrap import resampled_actions
from analysis.measures.networks.draws import CentralityDraws, centrality_draws
from analysis.measures.networks.intervals import centrality_intervals
from analysis.measures.networks.null_models import configuration_probabilities
from analysis.measures.remembered import remembered

DOUBTFUL = ("similar", "guessed")


def reading_error_centrality(
    corpus: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    weight: str = "shared",
    missed: float = 0.05,
    resampled: bool = False,
    draws: int = 200,
    seed: int = 0,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return the centralities and ranks of each body with intervals for errors of reading.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective, weight
        Who counts and what the ties weigh, as for :func:`analysis.graphs.partnership.partner_graph`.
    missed, resampled, draws, seed
        As for :func:`reading_error_draws`.
    level : float
        Share of the draws that an interval spans, more than 0 and less than 1.

    Returns
    -------
    DataFrame
        As :func:`analysis.measures.networks.intervals.centrality_intervals` tells.

    Raises
    ------
    ParameterError
        As :func:`reading_error_draws`, or if `level` is not between 0 and 1.
    """
    drawn = reading_error_draws(
        corpus,
        role=role,
        kinds=kinds,
        collective=collective,
        weight=weight,
        missed=missed,
        resampled=resampled,
        draws=draws,
        seed=seed,
    )
    return centrality_intervals(drawn, level=level)


@remembered
def reading_error_draws(
    corpus: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    weight: str = "shared",
    missed: float = 0.05,
    resampled: bool = False,
    draws: int = 200,
    seed: int = 0,
) -> CentralityDraws:
    """Return the centralities in plans as they might be if they were read without error.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective, weight
        Who counts and what the ties weigh, as for :func:`analysis.graphs.partnership.partner_graph`.
    missed : float
        Share of the document's mentions that were not read, 0 or more and less than 1.
    resampled : bool
        Whether the actions are drawn too, as for :func:`analysis.measures.networks.bootstrap.bootstrap_draws`, so
        that both sources of error count.
    draws, seed : int
        Number of draws, and their seed.

    Raises
    ------
    ParameterError
        If `role`, a kind or `weight` is not known, `kinds` leaves nobody, `missed` is not a share less
        than 1, or `draws` or `seed` is no number of draws or no seed.
    """
    check_draws(draws, seed)
    if not 0 <= missed < 1:
        raise ParameterError("measure_parameter", parameter="missed", value=missed, expected="0 <= missed < 1")
    participations = participation_graph(corpus, role=role, kinds=kinds, collective=collective)
    incidence = incidence_of(participations)
    rng = np.random.default_rng(seed)
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    read = _read_again(_spellings(counted, incidence), incidence, draws, rng)
    unread = _chance_missed(incidence.dense(), configuration_probabilities(participations).to_numpy(), missed)
    read |= rng.random(read.shape) < unread
    if resampled:
        read = resampled_actions(participations, incidence, read, rng)
    return centrality_draws(participations, incidence, read, weight)


@dataclass
class _Spelling:
    """How an organisation is written: its row, the columns of its mentions, how sure each is, the row beside it."""

    row: int
    columns: list[int] = field(default_factory=list)
    confidences: list[float] = field(default_factory=list)
    neighbour: int | None = None


def _spellings(counted: pd.DataFrame, incidence: Incidence) -> list[_Spelling]:
    """Return each spelling of each organisation, in the order of both."""
    row = {body: at for at, body in enumerate(incidence.organisations)}
    column = {action: at for at, action in enumerate(incidence.actions)}
    places = rows_of(counted, "action_id", "role", "order")
    mentions = rows_of(counted, "organisation_id", "mention", "confidence", "method")
    found: dict[tuple[str, str], _Spelling] = {}
    before: tuple[Any, ...] = (None, None, 0)
    doubtful: int | None = None  # the row of the mention before, if that one is doubtful
    for place, (body, text, confidence, method) in sorted(zip(places, mentions, strict=True), key=itemgetter(0)):
        spelling = found.setdefault((body, text.casefold()), _Spelling(row[body]))
        spelling.columns.append(column[place[0]])
        spelling.confidences.append(confidence)
        beside = place[:2] == before[:2] and place[2] - before[2] == 1
        if beside and method in DOUBTFUL and spelling.neighbour is None:
            spelling.neighbour = doubtful
        before, doubtful = place, row[body] if method in DOUBTFUL else None
    return [found[key] for key in sorted(found)]


def _read_again(spellings: list[_Spelling], incidence: Incidence, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Return the incidence matrix in each draw: wrong spellings left out, or given to their neighbour."""
    read = np.zeros((draws, *incidence.matrix.shape), dtype=bool)
    for spelling in spellings:
        right = rng.random((draws, 1)) < math.fsum(spelling.confidences) / len(spelling.confidences)
        read[:, spelling.row, spelling.columns] |= right
        if spelling.neighbour is not None:
            read[:, spelling.neighbour, spelling.columns] |= ~right
    return read


def _chance_missed(observed: np.ndarray, chance: np.ndarray, missed: float) -> np.ndarray:
    """Return for each cell that names nobody the probability that it does in the document."""
    free = np.where(observed, 0.0, chance)
    added = observed.sum() * missed / (1 - missed)
    return np.minimum(1, free * (added / free.sum())) if free.sum() > 0 else free
