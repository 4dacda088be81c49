"""How much of a ranking is left when actions are left out: case dropping and the CS-coefficient.

From the plan a share of its actions is dropped at random, the centralities of the bodies are measured anew, and
correlated with those of the whole plan. The *CS-coefficient* (correlation stability) of a measure is the
largest share of actions that can be dropped such that, with a probability of 95 %, the correlation is at least
0.7 [1]_. It should not be below 0.25, and is better above 0.5 [1]_: *weak* below 0.25, *fair* below 0.5, else
*good*. These thresholds come from simulated networks of symptoms, and are a convention for plans.

A body that no remaining action names stays, with the value 0; where all bodies have one value in the remainder
but not in the plan, nothing is left of the ranking and the correlation is 0. Where all have one value in the
plan, or there are fewer than two bodies, it is not defined. The coefficient is 0 where the smallest share
dropped is already too much, and never more than the greatest share tried.

Where systems differ: R's bootnet takes Pearson's correlation, of shares from 0.05 to 0.75, and the largest
share that passes even where a smaller one fails; here all smaller ones must pass too. In a plan the town
hall's value is many times those of others, so that Pearson's correlation is high as long as the town hall
stays ahead; Spearman's tells of the whole ranking and is the default.

References
----------
.. [1] Epskamp, S., Borsboom, D., Fried, E. I. (2018). Estimating psychological networks and their accuracy: a
   tutorial paper. Behavior Research Methods 50, 195-212.
.. [2] Costenbader, E., Valente, T. W. (2003). The stability of centrality measures when networks are sampled.
   Social Networks 25, 283-307.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from operator import itemgetter
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy.stats import rankdata

from analysis.common.errors import ParameterError
from analysis.common.parameters import check_among, check_draws
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import incidence_of
from analysis.measures.networks.draws import MEASURES, incidence_centralities
from analysis.measures.networks.intervals import told_apart
from analysis.measures.remembered import remembered

CORRELATIONS = ("spearman", "pearson")
SHARES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75)
AT_LEAST = 0.7
PROBABILITY = 0.95
FAIR, GOOD = 0.25, 0.5


@remembered
def case_dropping(
    participations: nx.Graph,
    *,
    weight: str = "shared",
    shares: Sequence[float] = SHARES,
    draws: int = 200,
    seed: int = 0,
    until: str | None = None,
) -> pd.DataFrame:
    """Return how centralities correlate with those of the whole plan when actions are dropped.

    Parameters
    ----------
    participations : Graph
        A participation graph.
    weight : str
        ``"shared"`` or ``"newman"``: the weights of the ties.
    shares : sequence of float
        Shares of the actions to drop, each more than 0 and less than 1; the number dropped is rounded.
    draws, seed : int
        Draws for each share, and their seed.
    until : str, optional
        ``"spearman"`` or ``"pearson"``: try no greater share once every measure has failed by this correlation,
        which is as far as :func:`cs_coefficient` looks. By default all shares are tried.

    Returns
    -------
    DataFrame
        One row per measure and share tried, index ``measure`` and ``dropped``: ``actions`` that remain;
        ``spearman``, ``pearson``: mean correlation; ``spearman_low``, ``pearson_low``: what it exceeds or
        reaches with a probability of 95 %.

    Raises
    ------
    ParameterError
        If the graph is no participation graph, `weight` or `until` is not known, a share is not between 0 and 1,
        or `draws` or `seed` is no number of draws or no seed.
    """
    check_draws(draws, seed)
    if until is not None:
        check_among("until", until, CORRELATIONS)
    for share in shares:
        if not 0 < share < 1:
            raise ParameterError("measure_parameter", parameter="shares", value=share, expected="0 < share < 1")
    incidence = incidence_of(participations)
    plan = incidence.dense()
    count = plan.shape[1]
    whole = {measure: values[0] for measure, values in incidence_centralities(plan[None], weight).items()}
    rng = np.random.default_rng(seed)
    rows: dict[tuple[str, float], dict[str, Any]] = {}
    holding = set(MEASURES)
    for share in sorted(shares):
        remain = count - round(share * count)
        order = rng.permuted(np.tile(np.arange(count), (draws, 1)), axis=1)
        kept = np.zeros((draws, count), dtype=bool)
        np.put_along_axis(kept, order[:, :remain], True, axis=1)
        for measure, drawn in incidence_centralities(plan & kept[:, None, :], weight).items():
            rows[measure, share] = {"actions": remain} | _correlations(whole[measure], drawn)
        if until is not None:
            lows = {measure: rows[measure, share][f"{until}_low"] for measure in holding}
            holding = {measure for measure, low in lows.items() if pd.notna(low) and low >= AT_LEAST}
            if not holding:
                break
    order_of = sorted(rows, key=lambda key: MEASURES.index(key[0]))
    index = pd.MultiIndex.from_arrays(
        [pd.array([m for m, _ in order_of], dtype=TEXT), pd.array([s for _, s in order_of], dtype="Float64")],
        names=["measure", "dropped"],
    )
    columns = ["actions", *(c + end for c in CORRELATIONS for end in ("", "_low"))]
    return pd.DataFrame(
        {
            c: pd.array([rows[key][c] for key in order_of], dtype="Int64" if c == "actions" else "Float64")
            for c in columns
        },
        index=index,
    )


def cs_coefficient(dropping: pd.DataFrame, *, correlation: str = "spearman") -> pd.DataFrame:
    """Return the CS-coefficient of each measure.

    Parameters
    ----------
    dropping : DataFrame
        Of :func:`case_dropping`.
    correlation : str
        ``"spearman"`` or ``"pearson"``.

    Returns
    -------
    DataFrame
        One row per measure, index ``measure``: ``coefficient``, the largest share of the actions that can
        be dropped, 0 to 1; ``stability``: ``weak``, ``fair`` or ``good``. ``<NA>`` where the correlation is
        not defined.

    Raises
    ------
    ParameterError
        If `correlation` is not known.
    """
    check_among("correlation", correlation, CORRELATIONS)
    lows: dict[str, list[tuple[float, Any]]] = {measure: [] for measure in MEASURES}
    levels = (dropping.index.get_level_values(name) for name in ("dropped", "measure"))
    for share, measure, low in sorted(zip(*levels, dropping[f"{correlation}_low"], strict=True), key=itemgetter(0)):
        lows[measure].append((share, low))
    told = [_coefficient(tried) for tried in lows.values()]
    grades = [None if c is None else "weak" if c < FAIR else "fair" if c < GOOD else "good" for c in told]
    columns = {"coefficient": pd.array(told, dtype="Float64"), "stability": pd.array(grades, dtype=TEXT)}
    return pd.DataFrame(columns, index=pd.Index(MEASURES, dtype=TEXT, name="measure"))


def _coefficient(tried: list[tuple[float, Any]]) -> float | None:
    """Return the largest share up to which all low correlations hold, None where none is defined."""
    if all(pd.isna(low) for _, low in tried):
        return None
    holding = takewhile(lambda one: pd.notna(one[1]) and one[1] >= AT_LEAST, tried)
    return max((share for share, _ in holding), default=0.0)


def _correlations(observed: np.ndarray, drawn: np.ndarray) -> dict[str, Any]:
    """Return the mean and the low correlation of the draws with the plan, of either sort."""
    if len(observed) < 2 or np.isnan(observed).any() or np.ptp(told_apart(observed)) == 0:
        return {c + end: pd.NA for c in CORRELATIONS for end in ("", "_low")}
    plan, draws = told_apart(observed), told_apart(np.nan_to_num(drawn))
    ranks = pd.DataFrame(draws).rank(axis="columns").to_numpy()
    found = {"spearman": _pearson(rankdata(plan), ranks), "pearson": _pearson(plan, draws)}
    told: dict[str, Any] = {}
    for name, values in found.items():
        told[name] = float(values.mean())
        told[f"{name}_low"] = float(np.quantile(values, 1 - PROBABILITY, method="inverted_cdf"))
    return told


def _pearson(one: np.ndarray, many: np.ndarray) -> np.ndarray:
    """Return the correlation of `one` with each row of `many`; 0 with a row of equal values."""
    one = one - one.mean()
    many = many - many.mean(axis=1, keepdims=True)
    scale = np.sqrt((one**2).sum() * (many**2).sum(axis=1))
    return np.divide(many @ one, scale, out=np.zeros(len(many)), where=scale > 1e-12)
