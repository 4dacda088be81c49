"""How much of a network is left as bodies leave one after another, the most important first or by chance.

Of the n bodies and of the actions that name somebody, after k bodies have left:

- *largest_component*: bodies of the largest component of the partner graph of those that stay, as a share
  of all n bodies [1]_ [2]_.
- *connected_pairs*: pairs of bodies that partners of partners connect, as a share of those at the start.
- *served_actions*: actions that still have one of their bodies, as a share of those at the start; the others
  are the *secondary extinctions* of ecology [3]_.

Orders of leaving: ``actions`` (most actions first), ``degree`` (most partners first), ``betweenness`` (most
shortest paths between others first, all ties of one length) and ``random``. Among equals the body with more
actions leaves first, then the first by id. Degree and betweenness are taken anew among those that stay after
each leaving, the more harmful attack [1]_, or once at the start where `recalculated` is False; the number of
actions of a body does not change. For ``random``, means over `draws` orders and the quantiles between which
95 % of the draws lie: the luck of the draw, not doubt about the network. Where all but few draws agree,
those few can pull the mean just out of the quantiles.

Robustness is one number for a curve, higher where more is left for longer:

- *component_robustness*, *pair_robustness*: mean over k = 1 ... n of the share left [2]_. The former is at
  most (n - 1)/(2n), in a clique.
- *action_robustness*: area under the curve of the served actions from 0 to all bodies removed, by
  trapezoids [4]_; 1/2 where each action has one body and each body equally many actions. R `bipartite`
  integrates a spline, since version 2.18 (2022) from the first removal on, without the stretch before it:
  about 1/n less; up to 2.17 from 0, where the spline is extrapolated.

Betweenness taken anew for n bodies costs n betweennesses: 4 s for 200 bodies of a few actions each.

Without bodies, pairs or actions at the start a share is not defined, ``<NA>``.

References
----------
.. [1] Holme, P., Kim, B. J., Yoon, C. N., Han, S. K. (2002). Attack vulnerability of complex networks.
   Physical Review E 65, 056109.
.. [2] Schneider, C. M., Moreira, A. A., Andrade, J. S., Havlin, S., Herrmann, H. J. (2011). Mitigation of
   malicious attacks on networks. PNAS 108, 3838-3841.
.. [3] Memmott, J., Waser, N. M., Price, M. V. (2004). Tolerance of pollination networks to species
   extinctions. Proceedings of the Royal Society B 271, 2605-2611.
.. [4] Burgos, E., Ceva, H., Perazzo, R. P. J., Devoto, M., Medan, D., Zimmermann, M., Delbue, A. M. (2007).
   Why nestedness in mutualistic networks? Journal of Theoretical Biology 249, 307-313.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.common.parameters import check_among, check_draws
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import Incidence, incidence_of

ORDERS = ("actions", "degree", "betweenness", "random")
SHARES = ("largest_component", "connected_pairs", "served_actions")
LIMITS = (0.025, 0.975)
ROBUSTNESS = ("component_robustness", "pair_robustness", "action_robustness")


def robustness_curve(
    participations: nx.Graph,
    *,
    order: str = "degree",
    recalculated: bool = True,
    draws: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Return what is left of a network after each leaving, as defined at the head of this module.

    Parameters
    ----------
    participations : Graph
        A participation graph; who counts in it is who counts here.
    order : str
        ``"actions"``, ``"degree"``, ``"betweenness"`` or ``"random"``.
    recalculated : bool
        Whether degree and betweenness are taken anew after each leaving.
    draws, seed
        Of ``"random"``: number of orders, and seed of the draws.

    Returns
    -------
    DataFrame
        One row for each number of removed bodies, index ``order, removed`` (0 to n), so that curves of
        several orders can be put under one another: ``share_removed``, ``organisation_id`` and
        ``organisation`` of the body that has just left (``<NA>`` for ``"random"``), then of each of
        ``largest_component``, ``connected_pairs`` and ``served_actions`` the share that is left (0 to 1;
        the mean for ``"random"``) and its ``_low`` and ``_high``, ``<NA>`` for the other orders.

    Raises
    ------
    ParameterError
        If the graph is no participation graph, or a parameter is out of its range.
    """
    incidence = incidence_of(participations)
    sequences = _sequences(incidence, order, recalculated=recalculated, draws=draws, seed=seed)
    left = _shares(incidence, sequences)
    bodies = len(incidence.organisations)
    gone = [None] + [incidence.organisations[body] if order != "random" else None for body in sequences[0]]
    texts = all(isinstance(body, str) for body in incidence.organisations)
    names = [None if body is None else participations.nodes[body].get("organisation") for body in gone]
    columns: dict[str, Any] = {
        "share_removed": pd.array(_ratio(np.arange(bodies + 1), bodies), dtype="Float64"),
        "organisation_id": pd.array(gone, dtype=TEXT if texts else object),
        "organisation": pd.array(names, dtype=TEXT),
    }
    for at, name in enumerate(SHARES):
        columns |= _with_limits(name, left[:, :, at], order)
    index = pd.MultiIndex.from_product([[order], range(bodies + 1)], names=["order", "removed"])
    return pd.DataFrame(columns, index=index)


def robustness_curves(
    participations: nx.Graph,
    *,
    orders: Iterable[str] = ORDERS,
    recalculated: bool = True,
    draws: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Return the curves of several orders of leaving, under one another.

    Parameters
    ----------
    participations : Graph
        A participation graph; who counts in it is who counts here.
    orders : iterable of str
        Orders of leaving; all by default.
    recalculated, draws, seed
        As for :func:`robustness_curve`.

    Returns
    -------
    DataFrame
        As :func:`robustness_curve`, one order after the other.

    Raises
    ------
    ParameterError
        If the graph is no participation graph, or a parameter is out of its range.
    """
    return pd.concat(
        [
            robustness_curve(participations, order=order, recalculated=recalculated, draws=draws, seed=seed)
            for order in orders
        ]
    )


def network_robustness(
    participations: nx.Graph,
    *,
    orders: Iterable[str] = ORDERS,
    recalculated: bool = True,
    draws: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Return the robustness of a network under each order of leaving.

    Parameters
    ----------
    participations : Graph
        A participation graph; who counts in it is who counts here.
    orders : iterable of str
        Orders of leaving; all by default.
    recalculated, draws, seed
        As for :func:`robustness_curve`.

    Returns
    -------
    DataFrame
        One row per order, index ``order``: ``component_robustness``, ``pair_robustness`` and
        ``action_robustness`` (0 to 1; for ``"random"`` the mean over the draws) and the ``_low`` and
        ``_high`` of each, ``<NA>`` for the other orders.

    Raises
    ------
    ParameterError
        If the graph is no participation graph, or a parameter is out of its range.
    """
    incidence = incidence_of(participations)
    rows = []
    for order in orders:
        sequences = _sequences(incidence, order, recalculated=recalculated, draws=draws, seed=seed)
        left = _shares(incidence, sequences)
        areas = _ratio(left[:, 1:].sum(axis=1), len(incidence.organisations))
        areas[:, 2] += _ratio(np.array(0.5), len(incidence.organisations))  # trapezoids from 1 down to 0
        columns: dict[str, Any] = {}
        for at, name in enumerate(ROBUSTNESS):
            columns |= _with_limits(name, areas[:, [at]], order)
        rows.append(pd.DataFrame(columns, index=pd.Index([order], dtype=TEXT, name="order")))
    return pd.concat(rows)


def _sequences(incidence: Incidence, order: str, *, recalculated: bool, draws: int, seed: int) -> np.ndarray:
    """Return the positions of the bodies in the order of their leaving: one row, or one for each draw."""
    check_among("order", order, ORDERS)
    check_draws(draws, seed)
    bodies = len(incidence.organisations)
    if order == "random":
        return np.random.default_rng(seed).permuted(np.tile(np.arange(bodies), (draws, 1)), axis=1)
    actions = incidence.dense().sum(axis=1)
    partners = nx.from_scipy_sparse_array(incidence.shared())
    score = _scores(partners, order, actions)
    gone: list[int] = []
    while partners:
        gone.append(min(partners, key=lambda body: (-score[body], -actions[body], body)))
        partners.remove_node(gone[-1])
        if recalculated and order != "actions":
            score = _scores(partners, order, actions)
    return np.array([gone], dtype=np.int64)


def _scores(partners: nx.Graph, order: str, actions: np.ndarray) -> Any:
    if order == "betweenness":
        # Rounded, so that equals are equal whatever the order of the sums.
        return {body: round(b, 9) for body, b in nx.betweenness_centrality(partners).items()}
    return dict(partners.degree()) if order == "degree" else actions


def _shares(incidence: Incidence, sequences: np.ndarray) -> np.ndarray:
    """Return draws × number removed × the three shares that are left."""
    actions_of = [part.tolist() for part in np.split(incidence.matrix.indices, incidence.matrix.indptr[1:-1])]
    counts = np.stack([_counts(actions_of, sequence) for sequence in sequences.tolist()])
    whole = counts[0, 0].astype(float)
    whole[0] = len(incidence.organisations)
    return _ratio(counts, whole)


def _counts(actions_of: list[list[int]], sequence: list[int]) -> np.ndarray:
    """Return largest component, connected pairs and served actions after each leaving.

    Read backwards, bodies arrive one by one, and components only ever merge: a disjoint-set forest.
    """
    parent = list(range(len(sequence)))
    size = [1] * len(sequence)
    first_body: dict[int, int] = {}  # of each action that is served, a body of its component
    largest, pairs, served = [0], [0], [0]
    connected = 0
    for body in reversed(sequence):
        mine = body
        for action in actions_of[body]:
            other = first_body.setdefault(action, body)
            while parent[other] != other:
                parent[other] = other = parent[parent[other]]
            if mine != other:
                connected += size[mine] * size[other]
                parent[other] = mine
                size[mine] += size[other]
        largest.append(max(largest[-1], size[mine]))
        pairs.append(connected)
        served.append(len(first_body))
    return np.array([largest, pairs, served]).T[::-1]


def _with_limits(name: str, values: np.ndarray, order: str) -> dict[str, Any]:
    """Return the mean of `values` over the draws and, for random orders, the limits of the middle 95 %."""
    low, high = np.full((2, values.shape[1]), np.nan)
    if order == "random":
        low, high = np.quantile(values, LIMITS, axis=0)
    columns = {name: values.mean(axis=0), f"{name}_low": low, f"{name}_high": high}
    return {column: pd.array(v, dtype="Float64") for column, v in columns.items()}


def _ratio(part: np.ndarray, whole: Any) -> np.ndarray:
    """Return part / whole, not a number where there is no whole."""
    whole = np.asarray(whole, dtype=float)
    return part / np.where(whole > 0, whole, np.nan)
