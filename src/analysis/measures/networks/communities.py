"""Which bodies form communities, and how sure that is.

A *community* is a set of bodies tied more among themselves than their strengths let one expect: a
partition of great modularity [1]_, found by the Louvain method (see :mod:`analysis.measures.networks.louvain`).
Many partitions of one network are nearly as good, and a single run shows any of them. So the method is run
many times with random orders, and what is told is the *consensus* of the runs and their agreement:

- The *co-classification* of two bodies is the share of the runs that put them in one community.
- The consensus joins bodies, then groups, of greatest mean co-classification (average linkage) as long as
  that is at least one half: evidence accumulation [2]_, the deterministic relative of consensus clustering
  by repeated runs [3]_. It need not be the partition of greatest modularity, nor any of those seen.
- The `agreement` of a body is its mean co-classification with the other members of its community: 1 where
  every run puts it with all of them, near one half where it could as well be elsewhere. For a body alone in
  its community it is not defined.
- The `agreement` of the runs is the mean adjusted Rand index [4]_ of all pairs of runs: 1 where all find
  the same partition, 0 where two runs agree no more than partitions of such sizes do by chance.

Bodies in different components are never in one community; a body without partners is a community of its
own, and in a network without ties modularity is not defined.

In the projection of actions on bodies, all bodies of one action are tied to each other, so that modularity
is above 0 even where bodies choose actions at random; and a body that takes part in nearly everything, as
the town hall does, ties all communities together and belongs to none of them more than to others. Whether a
modularity is more than chance is a question for a null model of the participations, not of the ties.

All runs are made side by side, in a plan within hundredths of a second. Time and memory grow with runs ×
bodies²: 700 bodies with 100 runs take some ten seconds and a gigabyte, and what would take more than two
gigabytes (1,000 bodies with 100 runs, 2,000 with 25) is refused.

Other systems: Gephi, igraph and networkx give the partition of one run, in a random order unless told otherwise.

References
----------
.. [1] Newman, M. E. J. (2004). Analysis of weighted networks. Physical Review E 70, 056131.
.. [2] Fred, A. L. N., Jain, A. K. (2005). Combining multiple clusterings using evidence accumulation. IEEE
   Transactions on Pattern Analysis and Machine Intelligence 27, 835-850.
.. [3] Lancichinetti, A., Fortunato, S. (2012). Consensus clustering in complex networks. Scientific Reports
   2, 336.
.. [4] Hubert, L., Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

from analysis.common.errors import ParameterError
from analysis.common.parameters import check_draws
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners
from analysis.measures.networks.louvain import louvain_partitions, partition_modularity

COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "community": "Int64",
    "members": "Int64",
    "agreement": "Float64",
}
STRUCTURE_COLUMNS: dict[str, Any] = {
    "organisations": "Int64",
    "communities": "Int64",
    "largest_community": "Int64",
    "single": "Int64",
    "modularity": "Float64",
    "modularity_low": "Float64",
    "modularity_high": "Float64",
    "partitions": "Int64",
    "agreement": "Float64",
}

# Runs × bodies × bodies held at once: 1,000 bodies with 100 runs take two gigabytes.
_CELLS = 10**8
# Groups are joined whose bodies are together in at least this share of the runs, on average.
_MAJORITY = 0.5


@dataclass(frozen=True, eq=False)
class _Runs:
    """The bodies in order, their ties, the distinct partitions, and how many runs found each.

    `shares` are the co-classifications, 1 on the diagonal.
    """

    nodes: list[Hashable]
    weights: np.ndarray
    partitions: np.ndarray
    found: np.ndarray
    shares: np.ndarray


def partner_communities(partners: nx.Graph, *, runs: int = 100, seed: int = 0) -> pd.DataFrame:
    """Return the community of each body, as defined at the head of this module.

    Parameters
    ----------
    partners : Graph
        A partner graph; a tie without `weight` weighs 1.
    runs : int
        Number of runs of the Louvain method; time and memory grow with runs × bodies².
    seed : int
        Seed of the runs; the same seed gives the same communities.

    Returns
    -------
    DataFrame
        One row per body, index ``organisation_id``, sorted: ``organisation`` (its name), ``community``
        (1 is the largest; of those of one size the one with the first id comes first), ``members`` (bodies
        in the community), ``agreement`` (0 to 1; ``<NA>`` where the body is alone).

    Raises
    ------
    ParameterError
        If the graph is no partner graph, `runs` or `seed` is no number of runs or no seed, or the network
        is too large for so many runs.
    """
    made = _made(partners, runs, seed)
    communities = _consensus(made.shares)
    together = communities[:, None] == communities
    members = together.sum(axis=1)
    with_others = (made.shares * together).sum(axis=1) - 1
    columns: dict[str, Any] = {
        "organisation": [partners.nodes[node].get("organisation", pd.NA) for node in made.nodes],
        "community": communities,
        "members": members,
        "agreement": [s / (m - 1) if m > 1 else pd.NA for s, m in zip(with_others, members, strict=True)],
    }
    return pd.DataFrame({c: pd.array(columns[c], dtype=kind) for c, kind in COLUMNS.items()}, index=_ids(made.nodes))


def community_agreement(partners: nx.Graph, *, runs: int = 100, seed: int = 0) -> pd.DataFrame:
    """Return the co-classification of each pair of bodies: the share of the runs that puts them together.

    Parameters
    ----------
    partners, runs, seed
        As for :func:`partner_communities`, whose communities rest on these shares.

    Returns
    -------
    DataFrame
        Bodies × bodies, index and columns ``organisation_id``, community by community and by id within:
        shares from 0 to 1, 1 of a body with itself.

    Raises
    ------
    ParameterError
        If the graph is no partner graph, `runs` or `seed` is no number of runs or no seed, or the network
        is too large for so many runs.
    """
    made = _made(partners, runs, seed)
    order = np.argsort(_consensus(made.shares), kind="stable")
    ids = _ids([made.nodes[at] for at in order])
    return pd.DataFrame(made.shares[np.ix_(order, order)], index=ids, columns=ids).astype("Float64")


def community_structure(partners: nx.Graph, *, runs: int = 100, seed: int = 0) -> pd.DataFrame:
    """Return how far the network falls into communities and how far the runs agree on them, in one row.

    Parameters
    ----------
    partners, runs, seed
        As for :func:`partner_communities`, whose communities are described.

    Returns
    -------
    DataFrame
        One row, index ``plan_ids``: ``organisations``; ``communities``, ``largest_community`` (its
        bodies), ``single`` (communities of one body); ``modularity`` of these communities, and
        ``modularity_low``, ``modularity_high``, the least and greatest of a run; ``partitions`` (different
        ones that the runs found) and ``agreement`` of the runs (at most 1). Modularities are ``<NA>`` in
        a network without ties, ``agreement`` with a single run or fewer than two bodies.

    Raises
    ------
    ParameterError
        If the graph is no partner graph, `runs` or `seed` is no number of runs or no seed, or the network
        is too large for so many runs.
    """
    made = _made(partners, runs, seed)
    communities = _consensus(made.shares)
    sizes = np.unique(communities, return_counts=True)[1]
    row: dict[str, Any] = {
        **dict.fromkeys(STRUCTURE_COLUMNS, pd.NA),
        "organisations": len(made.nodes),
        "communities": len(sizes),
        "largest_community": max(sizes, default=0),
        "single": int((sizes == 1).sum()),
        "partitions": len(made.partitions) if made.nodes else 0,
    }
    if made.weights.any():
        row["modularity"] = partition_modularity(made.weights, communities[None] - 1)[0]
        each = partition_modularity(made.weights, made.partitions)
        row["modularity_low"], row["modularity_high"] = each.min(), each.max()
    if runs > 1 and len(made.nodes) > 1:
        row["agreement"] = _mean_rand(made.partitions, made.found)
    index = pd.Index([partners.graph.get("plan_ids", "")], dtype=TEXT, name="plan_ids")
    return pd.DataFrame({c: pd.array([row[c]], dtype=kind) for c, kind in STRUCTURE_COLUMNS.items()}, index=index)


def _made(partners: nx.Graph, runs: int, seed: int) -> _Runs:
    check_partners(partners)
    check_draws(runs, seed, parameter="runs")
    nodes = sorted(partners)
    if runs * len(nodes) ** 2 > _CELLS:
        most = _CELLS // len(nodes) ** 2
        raise ParameterError("measure_memory", runs=runs, bodies=len(nodes), most=most)
    weights = nx.to_numpy_array(partners, nodes, weight="weight") if nodes else np.zeros((0, 0))
    partitions, found = _partitions(weights.astype(float).tobytes(), runs, seed)
    shares = np.tensordot(found, _together(partitions), axes=1) / runs
    return _Runs(nodes, weights, partitions, found, shares)


@lru_cache(maxsize=2)
def _partitions(weights: bytes, runs: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct partitions and how many runs found each; kept, since several measures rest on them."""
    flat = np.frombuffer(weights)
    labels = louvain_partitions(flat.reshape(2 * [math.isqrt(flat.size)]), runs=runs, seed=seed)
    return np.unique(labels, axis=0, return_counts=True)


def _together(partitions: np.ndarray) -> np.ndarray:
    """Return partitions × bodies × bodies: 1 where a partition puts two bodies together."""
    return (partitions[:, :, None] == partitions[:, None, :]).astype(float)


def _consensus(shares: np.ndarray) -> np.ndarray:
    """Return the number of the community of each body, 1 for the largest."""
    if len(shares) < 2:
        return np.ones(len(shares), dtype=int)
    apart = 1 - shares
    np.fill_diagonal(apart, 0)
    tree = hierarchy.linkage(squareform(apart, checks=False), method="average")
    groups = hierarchy.fcluster(tree, t=1 - _MAJORITY, criterion="distance")
    _, first, group, sizes = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(sizes), dtype=int)
    number[np.lexsort((first, -sizes))] = np.arange(1, len(sizes) + 1)
    return number[group]


def _mean_rand(partitions: np.ndarray, found: np.ndarray) -> float:
    """Return the mean adjusted Rand index of all pairs of runs, from the pairs of bodies put together."""
    upper = np.triu_indices(partitions.shape[1], 1)
    pairs = _together(partitions)[:, *upper]
    both = pairs @ pairs.T
    each = pairs.sum(axis=1)
    expected = np.outer(each, each) / pairs.shape[1]
    greatest = np.add.outer(each, each) / 2
    # Where all bodies are together, or all apart, in both partitions, the index is 0/0: they are the same.
    same = np.isclose(greatest, expected)
    index = np.where(same, 1, (both - expected) / np.where(same, 1, greatest - expected))
    runs = found.sum()
    return float((found @ index @ found - runs) / (runs * (runs - 1)))


def _ids(nodes: list[Hashable]) -> pd.Index:
    return pd.Index(nodes, dtype=TEXT, name="organisation_id")
