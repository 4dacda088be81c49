"""Whether the shape of a network is more than the sizes of its bodies and actions make it.

Each measure is taken of the observed network and of draws of the curveball, in which every body and every
action keeps its size within its plan (see :mod:`analysis.measures.networks.null_models`). Of a network of bodies
and actions:

- *robins_alexander*: share of the three-paths that a four-cycle closes: do those who meet once meet
  again? [1]_
- *nodf*: nestedness by overlap and decreasing fill, 0 to 100: the mean, over pairs of bodies and pairs of
  actions, of the share of the smaller that lies in the larger, 0 for pairs of one size [2]_; like c_score,
  of the bodies and actions that have a participation
- *c_score*: mean over pairs of bodies of (actions of the first alone) × (actions of the second alone):
  high where bodies avoid each other [3]_

and of its projection, where two bodies are tied when an action names both:

- *ties*: pairs of bodies that share an action
- *components*: parts that no shared action connects; *largest_component*: bodies in the largest
- *degree_centralisation*: 0 where all have as many partners, 1 in a star [4]_
- *transitivity*: share of the paths of two ties whose ends are tied; high in any projection, since an
  action of three bodies is a triangle, which is why it needs a null [5]_
- *e_i_index*: (ties across kinds of body - ties within) / all ties [6]_
- *kind_assortativity*: ties within a kind beyond those that the kinds' shares of tie ends make, 1 where
  all are within [7]_. Bodies keep their kinds; those without one are of one kind.

*z* is the observed value less the mean of the draws in their standard deviations; *p* is two-sided, twice
the smaller of (1 + draws as low) / (1 + draws) and (1 + draws as high) / (1 + draws), at most 1; 95 % of
the draws lie from *low* to *high*. The p-values are not corrected for the number of measures, many of
which say nearly the same. What the sizes alone decide has standard deviation 0, z ``<NA>`` and p 1.
A measure that divides by nothing is ``<NA>``; draws in which it does are left out.

References
----------
.. [1] Robins, G., Alexander, M. (2004). Small worlds among interlocking directors: network structure and
   distance in bipartite graphs. Computational & Mathematical Organization Theory 10, 69-94.
.. [2] Almeida-Neto, M., Guimarães, P., Guimarães, P. R., Loyola, R. D., Ulrich, W. (2008). A consistent
   metric for nestedness analysis in ecological systems. Oikos 117, 1227-1239.
.. [3] Stone, L., Roberts, A. (1990). The checkerboard score and species distributions. Oecologia 85, 74-79.
.. [4] Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1,
   215-239.
.. [5] Newman, M. E. J., Strogatz, S. H., Watts, D. J. (2001). Random graphs with arbitrary degree
   distributions and their applications. Physical Review E 64, 026118.
.. [6] Krackhardt, D., Stern, R. N. (1988). Informal networks and organizational crises: an experimental
   simulation. Social Psychology Quarterly 51, 123-140.
.. [7] Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import incidence_of
from analysis.measures.networks.engines.bits import shared_cells
from analysis.measures.networks.null_models import curveball_draws
from analysis.measures.remembered import remembered

COLUMNS: dict[str, Any] = {
    "observed": "Float64",
    "expected": "Float64",
    "sd": "Float64",
    "z": "Float64",
    "p": "Float64",
    "low": "Float64",
    "high": "Float64",
    "draws": "Int64",
}

# Values of a measure that differ by less are equal: they are sums in another order.
_EQUAL = 1e-9


@remembered
def structure_significance(participations: nx.Graph, *, samples: int = 1000, seed: int = 0) -> pd.DataFrame:
    """Return how the structure of a network compares with networks of the same sizes.

    Parameters
    ----------
    participations : Graph
        A participation graph, of one plan or of several.
    samples, seed : int
        Draws of the curveball, and their seed.

    Returns
    -------
    DataFrame
        One row per measure, index ``measure`` in the order of the head of this module, columns
        ``observed, expected, sd, z, p, low, high`` and ``draws``, the draws in which it is defined.

    Raises
    ------
    ParameterError
        If the graph is no participation graph, or `samples` or `seed` is no number of
        draws or no seed.
    """
    incidence = incidence_of(participations)
    kinds = _kinds([participations.nodes[body].get("kind", "") for body in incidence.organisations])
    batches = curveball_draws(participations, samples=samples, seed=seed)
    drawn = [_measured(batch, kinds) for batch in batches]
    observed = _measured(incidence.dense()[None], kinds)
    rows = [_compared(value[0], np.concatenate([batch[name] for batch in drawn])) for name, value in observed.items()]
    index = pd.Index(list(observed), dtype=TEXT, name="measure")
    return pd.DataFrame({c: pd.array([row[c] for row in rows], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def _compared(observed: float, drawn: np.ndarray) -> dict[str, Any]:
    drawn = drawn[~np.isnan(drawn)]
    if np.isnan(observed) or not len(drawn):
        told = pd.NA if np.isnan(observed) else observed
        return dict.fromkeys(COLUMNS, pd.NA) | {"observed": told, "draws": len(drawn)}
    near = _EQUAL * max(1, abs(observed))
    mean, sd = drawn.mean(), drawn.std()
    as_low, as_high = (drawn <= observed + near).sum(), (drawn >= observed - near).sum()
    low, high = np.quantile(drawn, [0.025, 0.975])
    return {
        "observed": observed,
        "expected": mean,
        "sd": sd if sd > near else 0,
        "z": (observed - mean) / sd if sd > near else pd.NA,
        "p": min(1, 2 * (1 + min(as_low, as_high)) / (1 + len(drawn))),
        "low": low,
        "high": high,
        "draws": len(drawn),
    }


def _measured(draws: np.ndarray, kinds: np.ndarray) -> dict[str, np.ndarray]:
    """Return each measure of each of `draws` × organisations × actions; NaN where it divides by nothing.

    All draws have the same sizes of bodies and actions; `kinds` is organisations × kinds.
    """
    tied = _shared(draws) > 0
    components, largest = _components(draws)
    return {
        **_two_mode(draws[:, draws[0].any(axis=1)][:, :, draws[0].any(axis=0)]),
        "ties": tied.sum(axis=(1, 2)) / 2,
        "components": components,
        "largest_component": largest,
        **_projected(tied),
        **_mixing(tied, kinds),
    }


def _shared(draws: np.ndarray) -> np.ndarray:
    """Return draws × rows × rows: the columns that two different rows share."""
    shared = shared_cells(draws)
    diagonal = np.arange(shared.shape[1])
    shared[:, diagonal, diagonal] = 0
    return shared


def _two_mode(draws: np.ndarray) -> dict[str, np.ndarray]:
    """Return the measures of networks in which each body and each action has a participation."""
    sizes, widths = draws[0].sum(axis=1), draws[0].sum(axis=0)
    shared = _shared(draws)
    three_paths = (draws @ (widths - 1)) @ (sizes - 1)
    # Each pair of bodies stands twice in `shared`, and each pair of its actions twice in the product.
    four_cycles = (shared * (shared - 1)).sum(axis=(1, 2)) / 4
    nested, pairs = np.zeros(len(draws)), 0
    for overlap, size in ((shared, sizes), (_shared(draws.transpose(0, 2, 1)), widths)):
        weight = np.not_equal.outer(size, size) / np.minimum.outer(size, size)
        nested += overlap.reshape(len(draws), -1) @ weight.ravel()
        pairs += len(size) * (len(size) - 1)
    # The products of bodies with themselves stand on the diagonal.
    apart = ((sizes[:, None] - shared) * (sizes - shared)).sum(axis=(1, 2)) - (sizes**2).sum()
    return {
        "robins_alexander": _ratio(4 * four_cycles, three_paths),
        "nodf": _ratio(100 * nested, pairs),
        "c_score": _ratio(apart, len(sizes) * (len(sizes) - 1)),
    }


def _components(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of components and the bodies in the largest, of all draws in one graph."""
    count, n, m = draws.shape
    if not n:
        return np.zeros(count), np.zeros(count)
    draw, body, action = draws.nonzero()
    place = draw * (n + m)
    nodes = count * (n + m)
    graph = sparse.coo_array((np.ones(len(draw), dtype=bool), (place + body, place + n + action)), (nodes, nodes))
    labels = connected_components(graph, directed=False)[1].reshape(count, n + m)[:, :n]
    parts = 1 + (np.diff(np.sort(labels, axis=1), axis=1) > 0).sum(axis=1)
    return parts.astype(float), np.bincount(labels.ravel())[labels].max(axis=1).astype(float)


def _projected(tied: np.ndarray) -> dict[str, np.ndarray]:
    n = tied.shape[1]
    degrees = tied.sum(axis=2)
    uneven = n * degrees.max(axis=1, initial=0) - degrees.sum(axis=1)
    closed = (shared_cells(tied) * tied).sum(axis=(1, 2))
    return {
        "degree_centralisation": _ratio(uneven, (n - 1) * (n - 2) if n > 2 else 0),
        "transitivity": _ratio(closed, (degrees * (degrees - 1)).sum(axis=1)),
    }


def _mixing(tied: np.ndarray, kinds: np.ndarray) -> dict[str, np.ndarray]:
    ends = tied.sum(axis=2) @ kinds
    total = ends.sum(axis=1)
    within = (tied & (kinds @ kinds.T > 0)).sum(axis=(1, 2))
    by_chance = _ratio((ends**2).sum(axis=1), total**2)
    return {
        "e_i_index": _ratio(total - 2 * within, total),
        "kind_assortativity": _ratio(_ratio(within, total) - by_chance, 1 - by_chance),
    }


def _kinds(kinds: list[str]) -> np.ndarray:
    return np.equal.outer(np.array(kinds), np.array(sorted(set(kinds)))).astype(int)


def _ratio(part: np.ndarray, whole: np.ndarray | int) -> np.ndarray:
    return np.divide(part, whole, where=np.greater(whole, 0), out=np.full(len(part), np.nan))
