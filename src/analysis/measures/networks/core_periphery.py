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

*Several cores may fit equally*, above all in small networks: `equal_cores` is their number, `core_share` the
share of them that a body is in (1: in each of them; less: that it is in the one shown, or not, is arbitrary).
Shown is one of the fewest bodies, and of those the one of the bodies of most partners, then of the first
ids. All cores are compared (:mod:`analysis.measures.networks.discrete_core`), in a plan within milliseconds; where too
many would have to be, as in large networks whose ties are nearly random, the best core known is shown and
both columns are ``<NA>``.

*Coreness has one centre*: where a network has several clusters, it leaves least to be the core of one of
them, near 0 in the others, although another would do as well; bodies that are interchangeable can then differ.
It is found by going downhill from several starts, what strengths alone let one expect in each component
and the ten strongest bodies each with its partners; no search is sure to find the least. Of equals the first
start counts, that of the largest component, then of the strongest body.

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

import math
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import optimize

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners
from analysis.measures.networks.discrete_core import Cores, best_cores

COLUMNS: dict[str, Any] = {"organisation": TEXT, "coreness": "Float64", "core": "boolean", "core_share": "Float64"}
FIT_COLUMNS: dict[str, Any] = {
    "organisations": "Int64",
    "core_size": "Int64",
    "equal_cores": "Int64",
    "discrete_fit": "Float64",
    "continuous_fit": "Float64",
    "core_density": "Float64",
    "between_density": "Float64",
    "periphery_density": "Float64",
}

# The search starts from so many bodies, and in so many rounds it brings a coreness near its best.
_STARTS = 10
_ROUNDS = 100
# What differs by less is equal: sums in another order.
_EQUAL = 1e-9


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
        by the weights of ties), ``core`` (whether it is in the discrete core, by the ties), ``core_share``
        (share of the cores of that fit that it is in). Greatest coreness first, then by id.

    Raises
    ------
    ParameterError
        If the graph is no partner graph.
    """
    check_partners(partners)
    nodes = sorted(partners)
    cores, coreness = _described(_ties(partners, nodes).tobytes(), _shares(partners, nodes).tobytes())
    columns: dict[str, Any] = {
        "organisation": [partners.nodes[node].get("organisation", pd.NA) for node in nodes],
        "coreness": [pd.NA] * len(nodes) if coreness is None else coreness,
        "core": [pd.NA] * len(nodes) if cores is None else cores.best[0],
        "core_share": [pd.NA] * len(nodes) if cores is None or not cores.every else cores.best.mean(axis=0),
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
        ``equal_cores`` (how many cores fit as well, this one included; ``<NA>`` where not all could be
        tried); ``discrete_fit``, ``continuous_fit`` (correlations, 1 is ideal); ``core_density``,
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
    cores, coreness = _described(ties.tobytes(), shares.tobytes())
    row: dict[str, Any] = {**dict.fromkeys(FIT_COLUMNS, pd.NA), "organisations": len(nodes)}
    if cores is not None:
        core = cores.best[0]
        row["equal_cores"] = len(cores.best) if cores.every else pd.NA
        row["core_size"] = int(core.sum())
        row["discrete_fit"] = _correlation(ties, np.maximum.outer(core, core))
        row["core_density"] = _density(ties[core][:, core])
        row["between_density"] = float(ties[core][:, ~core].mean())
        row["periphery_density"] = _density(ties[~core][:, ~core])
    if coreness is not None:
        row["continuous_fit"] = _correlation(shares, np.outer(coreness, coreness))
    index = pd.Index([partners.graph.get("plan_ids", "")], dtype=TEXT, name="plan_ids")
    return pd.DataFrame({c: pd.array([row[c]], dtype=kind) for c, kind in FIT_COLUMNS.items()}, index=index)


@lru_cache(maxsize=2)
def _described(ties: bytes, shares: bytes) -> tuple[Cores | None, np.ndarray | None]:
    """Return the best cores and the coreness of each body; kept, since several measures rest on them."""
    tied, weighed = (np.frombuffer(cells).reshape(2 * [math.isqrt(len(cells) // 8)]) for cells in (ties, shares))
    cores, coreness = best_cores(tied), _coreness(weighed)
    for kept in (cores.best if cores else None, coreness):
        if kept is not None:
            kept.setflags(write=False)
    return cores, coreness


def _ties(partners: nx.Graph, nodes: list[Any]) -> np.ndarray:
    """Return which bodies are tied, 0 or 1."""
    return nx.to_numpy_array(partners, nodes, weight=None) if nodes else np.zeros((0, 0))


def _shares(partners: nx.Graph, nodes: list[Any]) -> np.ndarray:
    """Return the weights of the ties as shares of the greatest."""
    weights = nx.to_numpy_array(partners, nodes, weight="weight") if nodes else np.zeros((0, 0))
    return weights / weights.max() if weights.any() else weights


def _coreness(shares: np.ndarray) -> np.ndarray | None:
    """Return the coreness of each body, None without ties."""
    if not shares.any():
        return None

    def residual(coreness: np.ndarray) -> tuple[float, np.ndarray]:
        left = shares - np.outer(coreness, coreness)
        np.fill_diagonal(left, 0)
        return float((left**2).sum() / 2), -2 * (left * coreness).sum(axis=1)

    tried = _descended(_starts(shares), shares)
    residuals = np.array([residual(coreness)[0] for coreness in tried])
    fitted = optimize.minimize(
        residual,
        tried[(residuals <= residuals.min() + _EQUAL).argmax()],
        jac=True,
        method="TNC",
        bounds=[(0, 1)] * len(shares),
        options={"ftol": 0, "xtol": 0, "gtol": 1e-12, "maxfun": 10_000},
    )
    return fitted.x


def _starts(shares: np.ndarray) -> np.ndarray:
    """Return starts × bodies: what strengths let one expect in each component, then each body with its partners."""
    strengths = shares.sum(axis=0)
    parts = [sorted(part) for part in nx.connected_components(nx.from_numpy_array(shares)) if len(part) > 1]
    starts = []
    for part in sorted(parts, key=len, reverse=True):
        start = np.zeros(len(shares))
        start[part] = np.minimum(strengths[part] / np.sqrt(strengths[part].sum()), 1)
        starts.append(start)
    strongest = np.argsort(-strengths, kind="stable")[:_STARTS]
    return np.vstack([*starts, (shares + np.eye(len(shares)))[strongest]])


def _descended(tried: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return the corenesses that leave less, brought there body by body.

    The best c(i), given the others, is the sum of w(i, j) c(j) over the sum of c(j)², within 0 and 1.
    """
    tried = tried.copy()
    for _ in range(_ROUNDS):
        before = tried.copy()
        for body, ties in enumerate(shares):
            others = (tried**2).sum(axis=1) - tried[:, body] ** 2
            best = np.divide(tried @ ties, others, out=tried[:, body].copy(), where=others > _EQUAL)
            tried[:, body] = np.clip(best, 0, 1)
        if np.abs(tried - before).max() < _EQUAL:
            break
    return tried


def _correlation(first: np.ndarray, second: np.ndarray) -> Any:
    """Return Pearson's correlation over the pairs of different bodies."""
    upper = np.triu_indices(len(first), 1)
    one, other = first[upper].astype(float), second[upper].astype(float)
    if np.ptp(one) < _EQUAL or np.ptp(other) < _EQUAL:
        return pd.NA
    return float(np.corrcoef(one, other)[0, 1])


def _density(ties: np.ndarray) -> Any:
    n = len(ties)
    return float(ties.sum() / (n * (n - 1))) if n > 1 else pd.NA
