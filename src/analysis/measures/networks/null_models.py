"""What a network would be if only the sizes of its bodies and actions were given.

A tie is more than chance when two bodies share more actions than bodies of their size would by being
spread over actions of those sizes. Two models say what those would be:

- *curveball*: all participation graphs in which each body has exactly as many actions, and each action
  exactly as many bodies, as observed, each equally likely. They are drawn by trades: two bodies keep the
  actions that they share, and deal the others out anew between them, each as many as before [1]_. Every
  round pairs the bodies at random and all pairs trade; trades are as likely forwards as backwards and
  reach every such graph, so the draws are uniform [2]_ [3]_.
- *bicm*, the bipartite configuration model: body i takes part in action k with probability
  x_i y_k / (1 + x_i y_k), independently of all else, where x and y are such that each body and each
  action has its observed size on average. It is the most random model of which that holds [4]_ [5]_, and
  needs no draws. A body in all actions takes part with probability 1, one in none with 0.

A body cannot join an action of another municipality's plan: the actions of each plan (``plan_id``) are a
stratum of their own, within which the sizes are kept and participations dealt out. Actions that name no
plan are together one stratum.

Draws are independent given the pairings: each is reached from one common graph by `ROUNDS` rounds, and
that graph from the observed one by the same rounds backwards. Under the model, the observed graph and the
draws are therefore exchangeable, and a p-value (1 + draws as extreme) / (1 + draws) is valid however
slowly the trades mix [6]_. A round is half a trade a body; the forty of `ROUNDS` are twice the ten trades a
body that mixing was found to need at least [7]_, and mixing takes longer with more actions and fuller graphs too.
On graphs of plans, and on two groups that share no
action, the mean of shared actions is after twenty within the noise of thousands of draws.

Where systems differ: R's backbone and incidentally make five trades a body for a draw. NEMtropy and bicm
solve the same equations for the configuration model.

References
----------
.. [1] Strona, G., Nappo, D., Boccacci, F., Fattorini, S., San-Miguel-Ayanz, J. (2014). A fast and unbiased
   procedure to randomize ecological binary matrices with fixed row and column totals. Nature
   Communications 5, 4114.
.. [2] Carstens, C. J. (2015). Proof of uniform sampling of binary matrices with fixed row sums and column
   sums for the fast Curveball algorithm. Physical Review E 91, 042812.
.. [3] Carstens, C. J., Berger, A., Strona, G. (2018). A unifying framework for fast randomization of
   ecological networks with fixed (node) degrees. MethodsX 5, 773-780.
.. [4] Squartini, T., Garlaschelli, D. (2011). Analytical maximum-likelihood method to detect patterns in
   real networks. New Journal of Physics 13, 083001.
.. [5] Saracco, F., Di Clemente, R., Gabrielli, A., Squartini, T. (2015). Randomizing bipartite networks:
   the case of the World Trade Web. Scientific Reports 5, 10595.
.. [6] Besag, J., Clifford, P. (1989). Generalized Monte Carlo significance tests. Biometrika 76, 633-642.
.. [7] Neal, Z. P. (2023). Mixing time for uniform sampling of bipartite graphs with fixed degrees using the
   trade algorithm. arXiv:2305.04937.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.common.parameters import check_draws, check_whole
from analysis.graphs.incidence import Incidence, incidence_of
from analysis.measures.networks.engines.bits import cells_of, random_parts, true_cells, word_count, words_of

NULLS = ("curveball", "bicm")
ROUNDS = 40

# Cells of a batch when it is squared to pairs of bodies or of actions: so that it stays in memory.
_CELLS = 2**23
# The model's sizes are the observed ones to this precision.
_PRECISION = 1e-10
_STEPS = 200


def curveball_draws(
    participations: nx.Graph, *, samples: int = 1000, seed: int = 0, rounds: int = ROUNDS
) -> Iterator[np.ndarray]:
    """Draw participation graphs with the observed sizes of all bodies and actions.

    Parameters
    ----------
    participations : Graph
        A participation graph, of one plan or of several.
    samples : int
        Number of draws.
    seed : int
        The same seed gives the same draws.
    rounds : int
        Rounds of trades between the common graph and each draw.

    Yields
    ------
    ndarray
        Batches of draws, together `samples`: boolean, draws × organisations × actions, rows and columns
        as in :func:`analysis.graphs.incidence.incidence_of`.

    Raises
    ------
    ParameterError
        If the graph is no participation graph, `samples` or `rounds` is no whole number of at least 1, or
        `seed` none of at least 0.
    """
    check_draws(samples, seed, parameter="samples")
    check_whole("rounds", rounds)
    incidence = incidence_of(participations)
    strata = plan_strata(participations, incidence)
    batches = drawn_words(incidence.dense(), strata, samples=samples, seed=seed, rounds=rounds)
    return (_matrices(batch, strata, incidence) for batch in batches)


def drawn_words(
    observed: np.ndarray, strata: Sequence[np.ndarray], *, samples: int, seed: int, rounds: int = ROUNDS
) -> Iterator[np.ndarray]:
    """Draw matrices with the sums of all rows and columns of each stratum, as :func:`curveball_draws` does.

    Parameters
    ----------
    observed : array of shape (organisations, actions)
        Which body takes part in which action.
    strata : sequence of array
        The columns of each plan, as of :func:`plan_strata`.
    samples, seed, rounds : int
        As of :func:`curveball_draws`.

    Yields
    ------
    ndarray
        Batches of draws, words × organisations × draws: the words of the columns of each stratum, one stratum
        after the other (see :mod:`analysis.measures.networks.engines.bits`).
    """
    rng = np.random.default_rng(seed)
    rounds_of = []
    hubs = [np.zeros((0, len(observed), 1), dtype=np.uint64)]
    for columns in strata:
        bodies = np.flatnonzero(observed[:, columns].any(axis=1))
        orders = [rng.permutation(bodies) for _ in range(rounds)]
        hub = words_of(observed[:, columns])[:, :, None]
        _trade(hub, reversed(orders), rng)
        hubs.append(hub)
        rounds_of.append(orders)
    hub = np.concatenate(hubs)
    size = max(1, _CELLS // max(1, *observed.shape) ** 2)
    for first in range(0, samples, size):
        batch = np.repeat(hub, min(size, samples - first), axis=2)
        for words, orders in zip(_of_strata(batch, strata), rounds_of, strict=True):
            _trade(words, orders, rng)
        yield batch


def configuration_probabilities(participations: nx.Graph) -> pd.DataFrame:
    """Return the probability of each participation under the bipartite configuration model.

    Parameters
    ----------
    participations : Graph
        A participation graph, of one plan or of several.

    Returns
    -------
    DataFrame
        Index ``organisation_id``, columns the ids of the actions, both sorted; values from 0 to 1, whose
        sums over a row (of the actions of one plan) and over a column are the observed sizes. A body that
        a plan does not name has probability 0 in all its actions.

    Raises
    ------
    ParameterError
        If the graph is no participation graph.
    """
    incidence = incidence_of(participations)
    observed = incidence.dense()
    expected = np.zeros(observed.shape)
    for columns in plan_strata(participations, incidence):
        part = observed[:, columns]
        expected[:, columns] = _configuration(part.sum(axis=1), part.sum(axis=0))
    index = pd.Index(incidence.organisations, name="organisation_id")
    return pd.DataFrame(expected, index=index, columns=pd.Index(incidence.actions, name="action_id"))


def plan_strata(participations: nx.Graph, incidence: Incidence) -> list[np.ndarray]:
    """Return the columns of the actions of each plan, plans sorted by id."""
    plans = [participations.nodes[action].get("plan_id", "") for action in incidence.actions]
    return [np.flatnonzero(np.array(plans) == plan) for plan in sorted(set(plans))]


def _matrices(batch: np.ndarray, strata: Sequence[np.ndarray], incidence: Incidence) -> np.ndarray:
    """Return the cells of drawn words, draws × organisations × actions."""
    cells = np.zeros((batch.shape[2], *incidence.dense().shape), dtype=bool)
    for words, columns in zip(_of_strata(batch, strata), strata, strict=True):
        cells[:, :, columns] = cells_of(words.transpose(0, 2, 1), len(columns))
    return cells


def _of_strata(batch: np.ndarray, strata: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return the words of each stratum, views of `batch`."""
    ends = np.cumsum([word_count(len(columns)) for columns in strata], dtype=int)
    return np.split(batch, ends[:-1]) if strata else []


def _trade(state: np.ndarray, orders: Iterable[np.ndarray], rng: np.random.Generator) -> None:
    """Make a round of trades for each of `orders` in `state`, the words of organisations × draws.

    In an order, the first half of the bodies trade each with one of the second half. Of the actions that one
    of two names and the other does not, the first gets any as many as it had, the second the rest.
    """
    for order in orders:
        half = len(order) // 2
        first, second = order[:half], order[half : 2 * half]
        ones, others = state[:, first], state[:, second]
        dealt = ones ^ others
        due = true_cells(dealt & ones)
        got = random_parts(dealt.reshape(len(state), due.size), due.ravel(), rng).reshape(dealt.shape)
        ones &= others
        state[:, first] = ones | got
        dealt ^= got
        ones |= dealt
        state[:, second] = ones


def _configuration(bodies: np.ndarray, actions: np.ndarray) -> np.ndarray:
    """Return the probabilities for these sizes; what the sizes leave no choice is exactly 0 or 1."""
    probabilities = np.zeros((len(bodies), len(actions)))
    rows, columns = np.arange(len(bodies)), np.arange(len(actions))
    bodies, actions = bodies.copy(), actions.copy()
    while len(rows) and len(columns):
        full_rows, full_columns = bodies == len(columns), actions == len(rows)
        kept_rows, kept_columns = ~full_rows & (bodies > 0), ~full_columns & (actions > 0)
        if kept_rows.all() and kept_columns.all():
            probabilities[np.ix_(rows, columns)] = _balanced(bodies, actions)
            break
        probabilities[np.ix_(rows[full_rows], columns)] = 1
        probabilities[np.ix_(rows, columns[full_columns])] = 1
        bodies, actions = (
            bodies[kept_rows] - full_columns.sum(),
            actions[kept_columns] - full_rows.sum(),
        )
        rows, columns = rows[kept_rows], columns[kept_columns]
    return probabilities


def _balanced(bodies: np.ndarray, actions: np.ndarray) -> np.ndarray:
    """Return the probabilities for sizes neither empty nor full, by Newton's method on the likelihood.

    Bodies of one size have one x, actions of one size one y: the unknowns are the logarithms of those.
    """
    sizes, row, many = np.unique(bodies, return_inverse=True, return_counts=True)
    widths, column, wide = np.unique(actions, return_inverse=True, return_counts=True)
    weights = np.outer(many, wide)
    logs = np.concatenate([np.log(sizes / np.sqrt(bodies.sum())), np.log(widths / np.sqrt(bodies.sum()))])

    def loss(logs: np.ndarray) -> Any:
        sums = np.add.outer(logs[: len(sizes)], logs[len(sizes) :])
        return (weights * np.logaddexp(0, sums)).sum() - np.concatenate([many * sizes, wide * widths]) @ logs

    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.add.outer(logs[: len(sizes)], logs[len(sizes) :])))
        misses = np.concatenate([chance @ wide - sizes, many @ chance - widths])
        if abs(misses).max() < _PRECISION:
            break
        spread = weights * chance * (1 - chance)
        curvature = np.block([[np.diag(spread.sum(axis=1)), spread], [spread.T, np.diag(spread.sum(axis=0))]])
        # Only the sums of two logarithms matter, so the system is singular: the shortest step is taken.
        step = np.linalg.lstsq(curvature, misses * np.concatenate([many, wide]), rcond=None)[0]
        now = loss(logs)
        while loss(logs - step) > now + 1e-12 * abs(now):
            step = step / 2
        logs = logs - step
    return chance[np.ix_(row, column)]
