"""How many actions two bodies would share by chance: the test of every pair of bodies.

Under a null model (see :mod:`analysis.measures.networks.null_models`) the actions that a pair shares have an
expected number and a standard deviation; *z* is the observed number less the expected, in standard
deviations. *p* is the chance of sharing as many actions or more, *p_lower* of as many or fewer:

- under *curveball* counted in draws, (1 + draws as extreme) / (1 + draws) [1]_, so never below
  1 / (1 + draws);
- under *bicm* exact: shared actions are a sum of independent events of different chances
  (Poisson-binomial), whose distribution is built up action by action [2]_.

Z-scores of small numbers are skewed: the p-values decide. A pair that the null leaves no choice has
standard deviation 0, z ``<NA>`` and p 1. Shared actions of several plans are added up, each plan's under
its own sizes: a pair weak in each year can be strong over the years.

Where systems differ: backbone's ``fdsm`` counts #/draws, which may be 0; bicm and NEMtropy give the same
exact tail, or a Poisson or normal approximation when asked.

References
----------
.. [1] Davison, A. C., Hinkley, D. V. (1997). Bootstrap Methods and their Application, p. 141. Cambridge
   University Press.
.. [2] Saracco, F., Straka, M. J., Di Clemente, R., Gabrielli, A., Caldarelli, G., Squartini, T. (2017).
   Inferring monopartite projections of bipartite networks: an entropy-based approach. New Journal of
   Physics 19, 053022.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.common.parameters import check_among, check_draws
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import incidence_of
from analysis.measures.networks.null_models import NULLS, configuration_probabilities
from analysis.measures.networks.shared_counts import shared_counts

COLUMNS: dict[str, Any] = {
    "first_organisation": TEXT,
    "second_organisation": TEXT,
    "shared_actions": "Int64",
    "expected": "Float64",
    "sd": "Float64",
    "z": "Float64",
    "p": "Float64",
    "p_lower": "Float64",
}


def pair_chance(
    participations: nx.Graph, *, null: str = "curveball", samples: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Return how many actions each pair of bodies shares, and would share by chance.

    Parameters
    ----------
    participations : Graph
        A participation graph, of one plan or of several.
    null : str
        ``"curveball"`` or ``"bicm"``.
    samples, seed : int
        Draws of the curveball, and their seed; ``"bicm"`` draws nothing.

    Returns
    -------
    DataFrame
        One row per pair of bodies, whether they share an action or not; index ``first, second``, ids of
        the bodies with first < second, sorted. Columns ``first_organisation, second_organisation``
        (names), ``shared_actions``, and as defined at the head of this module ``expected, sd, z, p,
        p_lower``. Fewer than two bodies give no rows.

    Raises
    ------
    ParameterError
        If the graph is no participation graph, `null` is not known, or `samples` or `seed` is no number of
        draws or no seed (also
        where nothing is drawn).
    """
    check_among("null", null, NULLS)
    check_draws(samples, seed, parameter="samples")
    incidence = incidence_of(participations)
    bodies = incidence.organisations
    pairs = np.triu_indices(len(bodies), k=1)
    observed = incidence.shared().toarray()[pairs]
    if null == "bicm":
        expected, variance, upper, lower = _exact(participations, observed, pairs)
    else:
        expected, variance, upper, lower = _counted(participations, samples, seed)
    sd = np.sqrt(variance)
    names = [participations.nodes[body].get("organisation", pd.NA) for body in bodies]
    values = {
        "first_organisation": [names[at] for at in pairs[0]],
        "second_organisation": [names[at] for at in pairs[1]],
        "shared_actions": observed,
        "expected": expected,
        "sd": sd,
        "z": pd.array(np.divide(observed - expected, sd, where=sd > 0, out=np.zeros(len(sd))), dtype="Float64"),
        "p": upper,
        "p_lower": lower,
    }
    values["z"][sd == 0] = pd.NA
    frame = pd.DataFrame({c: pd.array(values[c], dtype=kind) for c, kind in COLUMNS.items()})
    frame.index = _pair_index([bodies[at] for at in pairs[0]], [bodies[at] for at in pairs[1]])
    return frame


def shared_tails(participations: nx.Graph, reached: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the exact chances of a pair to share as many actions as `reached` or more, and or fewer.

    Parameters
    ----------
    participations : Graph
        A participation graph.
    reached : ndarray
        A number of shared actions for each pair of bodies, pairs as in :func:`pair_chance`.

    Returns
    -------
    tuple of ndarray
        Chances of ``reached`` or more, and of ``reached`` or fewer, for each pair, under the bipartite
        configuration model.
    """
    chances = configuration_probabilities(participations).to_numpy()
    first, second = np.triu_indices(len(chances), k=1)
    # Bodies of one size in each plan are alike, so pairs are computed once a kind of pair.
    alike, kind = np.unique(chances, axis=0, return_inverse=True)
    kinds = np.sort(np.column_stack([kind[first], kind[second]]), axis=1)
    kinds, which = np.unique(kinds, axis=0, return_inverse=True)
    most = int(reached.max(initial=0)) + 1
    # Column k: the chance of sharing k of the actions so far; the last one: of `most` or more.
    spread = np.zeros((len(kinds), most + 1))
    spread[:, 0] = 1
    for action in range(chances.shape[1]):
        both = (alike[kinds[:, 0], action] * alike[kinds[:, 1], action])[:, None]
        one_more = spread * both
        spread -= one_more
        spread[:, 1:] += one_more[:, :-1]
        spread[:, -1] += one_more[:, -1]
    upper = np.flip(np.cumsum(np.flip(spread, axis=1), axis=1), axis=1)
    lower = np.cumsum(spread, axis=1)
    return np.clip(upper[which, reached], 0, 1), np.clip(lower[which, reached], 0, 1)


def _exact(participations: nx.Graph, observed: np.ndarray, pairs: Any) -> tuple[np.ndarray, ...]:
    chances = configuration_probabilities(participations).to_numpy()
    expected = chances @ chances.T
    variance = np.maximum(expected - chances**2 @ (chances**2).T, 0)
    return expected[pairs], variance[pairs], *shared_tails(participations, observed)


def _counted(participations: nx.Graph, samples: int, seed: int) -> tuple[np.ndarray, ...]:
    counts = shared_counts(participations, samples=samples, seed=seed)
    mean = counts.shared / samples
    variance = np.maximum(counts.squares / samples - mean**2, 0)
    return mean, variance, (1 + counts.as_many) / (1 + samples), (1 + counts.as_few) / (1 + samples)


def _pair_index(first: list[Any], second: list[Any]) -> pd.MultiIndex:
    texts = all(isinstance(body, str) for body in first + second)
    return pd.MultiIndex.from_arrays(
        [pd.Index(side, dtype=TEXT if texts else None) for side in (first, second)], names=["first", "second"]
    )
