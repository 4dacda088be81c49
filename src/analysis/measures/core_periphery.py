"""Whether a partnership has one core with a periphery around it, and who is in it.

Two models of Borgatti and Everett [1]_, both of the ties between different bodies (no diagonal):

- *Discrete*: each body is in the core or in the periphery. In the ideal network a body of the core is tied
  to every other body and two bodies of the periphery are never tied (as in a star, whose centre is the
  core). The core is the set of bodies for which the correlation between the ties (0 or 1, whatever their
  weight) and this ideal is greatest; `discrete_fit` is that correlation, 1 in an ideal network.
- *Continuous*: each body has a *coreness* c from 0 to 1, and two bodies are the more strongly tied the
  greater the product of theirs: c is what makes the sum over all pairs of (w(i, j) - c(i) c(j))² smallest,
  where w is the weight of the tie as a share of the greatest weight, 0 without a tie (the MINRES criterion
  of [2]_ and [3]_). `continuous_fit` is the correlation between w(i, j) and c(i) c(j).

A fit is high wherever a few bodies have many ties, as in most plans, where the town hall is in most
actions: how much of it such degrees explain is a matter for a null model. A low fit says that the network
has no core, or several. A disconnected network has one core all the same; bodies far from it have a
coreness near 0.

Where it is not defined: with fewer than three bodies, without ties or with all possible ties no core
differs from a periphery, and `core` and `discrete_fit` are ``<NA>``; without ties `coreness` is too; a fit
with something that does not vary is ``<NA>``.

The search: for each size, a core that is grown from one body, always by the body that covers most ties more,
and then improved by exchanges, from each body in turn (in networks of more than 30, from the 30 of most
partners). Of equal cores the smaller is taken, then the one found first, from the body of most partners. No
fast algorithm is sure to find the best; compared with all cores, this one missed it in 1 of 399 networks of 9
to 12 bodies. Coreness is found by going downhill (truncated Newton) in each component from the product of
strengths, so that interchangeable bodies of a component have the same, even if an uneven solution would leave
less; where two components fit equally, the larger is the core.

Other systems: UCINET treats ties between core and periphery as missing, or as of any density that one asks
for, and searches with a genetic algorithm from a random start; netrics (``node_is_core``) counts wrong ties
within both and ignores those between. UCINET scales coreness to a vector of length 1 and does not bound it:
the fit of a star then improves without end as its centre grows and its leaves shrink. Bounded by 1, there is a
best coreness, and a product of two is a share of the strongest tie.

References
----------
.. [1] Borgatti, S. P., Everett, M. G. (2000). Models of core/periphery structures. Social Networks 21,
   375-395.
.. [2] Comrey, A. L. (1962). The minimum residual method of factor analysis. Psychological Reports 11,
   15-18.
.. [3] Boyd, J. P., Fitzgerald, W. J., Mahutga, M. C., Smith, D. A. (2010). Computing continuous
   core/periphery structures for social relations data with MINRES/SVD. Social Networks 32, 125-137.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import optimize

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners

COLUMNS: dict[str, Any] = {"organisation": TEXT, "coreness": "Float64", "core": "boolean"}
FIT_COLUMNS: dict[str, Any] = {
    "organisations": "Int64",
    "core_size": "Int64",
    "discrete_fit": "Float64",
    "continuous_fit": "Float64",
    "core_density": "Float64",
    "between_density": "Float64",
    "periphery_density": "Float64",
}

# The search for a core starts from so many bodies of most partners: from all in a plan.
_STARTS = 30
# A fit counts as better, and a pattern as varying, from this difference on.
_EPSILON = 1e-12


def core_periphery(partners: nx.Graph) -> pd.DataFrame:
    """Return how far each body is in the core of the network, as defined at the head of this module.

    Parameters
    ----------
    partners : Graph
        A partner graph; a tie without `weight` weighs 1.

    Returns
    -------
    DataFrame
        One row per body, index ``organisation_id``: ``organisation`` (its name), ``coreness`` (0 to 1,
        by the weights of ties), ``core`` (whether it is in the discrete core, by the ties). Greatest
        coreness first, then by id.

    Raises
    ------
    ParameterError
        If the graph is no partner graph.
    """
    check_partners(partners)
    nodes = sorted(partners)
    core = _core(_ties(partners, nodes))
    coreness = _coreness(_shares(partners, nodes))
    columns: dict[str, Any] = {
        "organisation": [partners.nodes[node].get("organisation", pd.NA) for node in nodes],
        "coreness": [pd.NA] * len(nodes) if coreness is None else coreness,
        "core": [pd.NA] * len(nodes) if core is None else core,
    }
    measured = pd.DataFrame(
        {c: pd.array(columns[c], dtype=kind) for c, kind in COLUMNS.items()},
        index=pd.Index(nodes, dtype=TEXT, name="organisation_id"),
    )
    return measured.sort_values("coreness", ascending=False, kind="stable")


def core_periphery_fit(partners: nx.Graph) -> pd.DataFrame:
    """Return how well a core and a periphery describe the network, in one row.

    Parameters
    ----------
    partners : Graph
        A partner graph; a tie without `weight` weighs 1.

    Returns
    -------
    DataFrame
        One row, index ``plan_ids``: ``organisations``; ``core_size`` (bodies in the discrete core);
        ``discrete_fit``, ``continuous_fit`` (correlations, 1 is ideal); ``core_density``,
        ``between_density``, ``periphery_density`` (tied share of the pairs within the core, between it
        and the periphery, within the periphery; 1, 1 and 0 in the ideal; ``<NA>`` where there is no
        pair).

    Raises
    ------
    ParameterError
        If the graph is no partner graph.
    """
    check_partners(partners)
    nodes = sorted(partners)
    ties, shares = _ties(partners, nodes), _shares(partners, nodes)
    core, coreness = _core(ties), _coreness(shares)
    row: dict[str, Any] = {**dict.fromkeys(FIT_COLUMNS, pd.NA), "organisations": len(nodes)}
    if core is not None:
        row["core_size"] = int(core.sum())
        row["discrete_fit"] = _correlation(ties, np.maximum.outer(core, core))
        row["core_density"] = _density(ties[core][:, core])
        row["between_density"] = float(ties[core][:, ~core].mean())
        row["periphery_density"] = _density(ties[~core][:, ~core])
    if coreness is not None:
        row["continuous_fit"] = _correlation(shares, np.outer(coreness, coreness))
    index = pd.Index([partners.graph.get("plan_ids", "")], dtype=TEXT, name="plan_ids")
    return pd.DataFrame({c: pd.array([row[c]], dtype=kind) for c, kind in FIT_COLUMNS.items()}, index=index)


def _ties(partners: nx.Graph, nodes: list[Any]) -> np.ndarray:
    """Return which bodies are tied, 0 or 1."""
    return nx.to_numpy_array(partners, nodes, weight=None) if nodes else np.zeros((0, 0))


def _shares(partners: nx.Graph, nodes: list[Any]) -> np.ndarray:
    """Return the weights of the ties as shares of the greatest."""
    weights = nx.to_numpy_array(partners, nodes, weight="weight") if nodes else np.zeros((0, 0))
    return weights / weights.max() if weights.any() else weights


def _core(ties: np.ndarray) -> np.ndarray | None:
    """Return which bodies are in the discrete core, None where no core differs from a periphery."""
    n = len(ties)
    pairs, tied = n * (n - 1) / 2, ties.sum() / 2
    if n < 3 or tied in (0, pairs):
        return None
    best, best_fit = np.zeros(n, dtype=bool), -np.inf
    for size, cores in enumerate(zip(*_grown(ties), strict=True), start=1):
        different = {core.tobytes(): core for core in cores}.values()
        core = min((_exchanged(start, ties) for start in different), key=lambda c: _uncovered(c, ties))
        ideal = pairs - (n - size) * (n - size - 1) / 2
        covered = tied - _uncovered(core, ties)
        fit = (pairs * covered - tied * ideal) / np.sqrt(ideal * (pairs - ideal))
        if fit > best_fit + _EPSILON:
            best, best_fit = core, fit
    return best


def _grown(ties: np.ndarray) -> list[list[np.ndarray]]:
    """Return for each start the cores of 1, 2, ... bodies, each with the body that covers most ties more."""
    by_degree = np.argsort(-ties.sum(axis=0), kind="stable")
    series = []
    for first in by_degree[:_STARTS]:
        core = np.zeros(len(ties), dtype=bool)
        core[first] = True
        cores = [core]
        for _ in range(len(ties) - 3):
            core = core.copy()
            adds = np.where(core, -1, ties @ ~core)[by_degree]
            core[by_degree[adds.argmax()]] = True
            cores.append(core)
        series.append(cores)
    return series


def _exchanged(core: np.ndarray, ties: np.ndarray) -> np.ndarray:
    """Exchange bodies of core and periphery, the best pair first, while it takes ties out of the periphery."""
    core = core.copy()
    while True:
        inside, outside = np.flatnonzero(core), np.flatnonzero(~core)
        to_periphery = ties @ ~core
        gains = to_periphery[outside] - to_periphery[inside][:, None] + ties[np.ix_(inside, outside)]
        leaves, joins = np.unravel_index(gains.argmax(), gains.shape)
        if gains[leaves, joins] <= 0:
            return core
        core[inside[leaves]], core[outside[joins]] = False, True


def _uncovered(core: np.ndarray, ties: np.ndarray) -> float:
    """Return the number of ties within the periphery."""
    return float(ties[~core][:, ~core].sum() / 2)


def _coreness(shares: np.ndarray) -> np.ndarray | None:
    """Return the coreness of each body, None without ties."""
    if not shares.any():
        return None

    def residual(coreness: np.ndarray) -> tuple[float, np.ndarray]:
        left = shares - np.outer(coreness, coreness)
        np.fill_diagonal(left, 0)
        return float((left**2).sum() / 2), -2 * (left * coreness).sum(axis=1)

    fitted = [
        optimize.minimize(
            residual,
            start,
            jac=True,
            method="TNC",
            bounds=[(0, 1)] * len(shares),
            options={"ftol": 0, "xtol": 0, "gtol": 1e-12, "maxfun": 10_000},
        )
        for start in _starts(shares)
    ]
    least = min(found.fun for found in fitted)
    return next(found.x for found in fitted if found.fun <= least + _EPSILON)


def _starts(shares: np.ndarray) -> list[np.ndarray]:
    """Return for each component with ties, the largest first, what strengths alone let one expect there."""
    strengths = shares.sum(axis=0)
    parts = [sorted(part) for part in nx.connected_components(nx.from_numpy_array(shares)) if len(part) > 1]
    starts = []
    for part in sorted(parts, key=len, reverse=True):
        start = np.zeros(len(shares))
        start[part] = np.minimum(strengths[part] / np.sqrt(strengths[part].sum()), 1)
        starts.append(start)
    return starts


def _correlation(first: np.ndarray, second: np.ndarray) -> Any:
    """Return Pearson's correlation over the pairs of different bodies."""
    upper = np.triu_indices(len(first), 1)
    one, other = first[upper].astype(float), second[upper].astype(float)
    if np.ptp(one) < _EPSILON or np.ptp(other) < _EPSILON:
        return pd.NA
    return float(np.corrcoef(one, other)[0, 1])


def _density(ties: np.ndarray) -> Any:
    n = len(ties)
    return float(ties.sum() / (n * (n - 1))) if n > 1 else pd.NA
