"""Whether bodies work with their own kind or across kinds.

A tie is *internal* when it joins two bodies of one kind, *external* when it joins two kinds.

- *E-I index* (Krackhardt and Stern [1]_): (external - internal) / (external + internal), from -1 (each
  kind keeps to itself) through 0 to 1 (only across kinds). *Weighted*: with sums of weights instead of
  numbers of ties. It depends on the sizes of the kinds: many small kinds leave few pairs that could be
  internal. *Expected* is therefore its mean when the kinds are shuffled over the bodies and the ties
  stay, which is the index of a graph with every possible tie; ``e_i_p`` is the two-sided p of that
  permutation test (UCINET gives it one-sided): the share of shuffles, the observation counted as one, at least
  as far from the expected index. The ties stay as they are, so that actions that tie all their bodies
  to each other do not by themselves make a result.
- *kind assortativity* (Newman [2]_): (sum of e_kk - sum of a_k squared) / (1 - sum of a_k squared), with
  e_kl the share of tie ends that go from kind k to kind l, and a_k that at kind k: 1 where all ties are
  internal, 0 where kinds meet as their tie ends would by chance, negative where they avoid their own.
- *degree assortativity* (Newman [2]_): Pearson correlation of the numbers of partners at the two ends of
  a tie. A body that works with everybody makes it negative.

Bodies without a partner have no ties and count only in the sizes of the kinds. A measure that divides
by nothing is ``<NA>``: no tie, one kind only (assortativity), all degrees alike (degree assortativity).
Bodies that have no kind make one kind of their own, ``""``.

Of several plans, kinds are shuffled over the bodies of all: part of what differs from the expected is that
bodies are local and meet only those of their own plan.

References
----------
.. [1] Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an
   experimental simulation. Social Psychology Quarterly 51, 123-140.
.. [2] Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from itertools import combinations_with_replacement
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.kinds import KINDS
from analysis.common.parameters import check_draws
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners

MIXING_COLUMNS: dict[str, Any] = {
    "ties": "Int64",
    "internal_ties": "Int64",
    "external_ties": "Int64",
    "e_i_index": "Float64",
    "e_i_expected": "Float64",
    "e_i_p": "Float64",
    "e_i_weighted": "Float64",
    "kind_assortativity": "Float64",
    "degree_assortativity": "Float64",
}
TIES_COLUMNS: dict[str, Any] = {
    "ties": "Int64",
    "possible": "Int64",
    "density": "Float64",
    "expected": "Float64",
    "weight": "Float64",
}
ORGANISATION_COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "kind": TEXT,
    "internal_ties": "Int64",
    "external_ties": "Int64",
    "kinds": "Int64",
    "e_i_index": "Float64",
}


def kind_mixing(partners: nx.Graph, *, attribute: str = "kind", draws: int = 1000, seed: int = 0) -> pd.DataFrame:
    """Return how the kinds of body mix in a network, in one row.

    Parameters
    ----------
    partners : Graph
        A partner graph; a tie without `weight` weighs 1.
    attribute : str
        What parts the bodies into kinds: their kind, or any other attribute of theirs.
    draws : int
        Shuffles of the kinds for the permutation test.
    seed : int
        Start of the random numbers.

    Returns
    -------
    DataFrame
        One row, index ``plan_ids`` (the plans, joined by ``;``): ``ties``, of them ``internal_ties``
        and ``external_ties``; ``e_i_index``, ``e_i_expected``, ``e_i_weighted`` (-1 to 1); ``e_i_p``;
        ``kind_assortativity``, ``degree_assortativity`` (-1 to 1), as defined at the head of this
        module.

    Raises
    ------
    ParameterError
        If the graph is not a partner graph, no body has a kind, or `draws` or `seed` is no number of
        draws or no seed.
    """
    check_partners(partners)
    check_draws(draws, seed)
    groups = groups_of(partners, attribute)
    nodes = sorted(partners)
    names = sorted(set(groups.values()))
    codes = np.array([names.index(groups[node]) for node in nodes], dtype=np.int64)
    at = {node: place for place, node in enumerate(nodes)}
    ends = np.array(sorted(sorted((at[u], at[v])) for u, v in partners.edges()), dtype=np.int64).reshape(-1, 2)
    weights = {True: 0.0, False: 0.0}
    for u, v, weight in partners.edges(data="weight", default=1):
        weights[groups[u] == groups[v]] += weight
    ties = len(ends)
    internal = int(_internal(codes, ends))
    row = {
        "ties": ties,
        "internal_ties": internal,
        "external_ties": ties - internal,
        "e_i_index": _e_i(internal, ties - internal),
        "e_i_expected": pd.NA,
        "e_i_p": pd.NA,
        "e_i_weighted": _e_i(weights[True], weights[False]),
        "kind_assortativity": _kind_assortativity(codes, ends),
        "degree_assortativity": _degree_assortativity(partners),
    }
    if ties:
        share = _internal_pairs(codes) / (len(nodes) * (len(nodes) - 1) / 2)
        expected = ties * share
        rng = np.random.default_rng(seed)
        drawn = _internal(np.array([rng.permutation(codes) for _ in range(draws)]), ends)
        as_far = np.abs(drawn - expected) >= abs(internal - expected) - 1e-9
        row |= {"e_i_expected": 1 - 2 * share, "e_i_p": (1 + as_far.sum()) / (1 + draws)}
    index = pd.Index([partners.graph.get("plan_ids", "")], dtype=TEXT, name="plan_ids")
    return pd.DataFrame({c: pd.array([row[c]], dtype=kind) for c, kind in MIXING_COLUMNS.items()}, index=index)


def kind_ties(partners: nx.Graph, *, attribute: str = "kind") -> pd.DataFrame:
    """Return the ties between every two kinds of body.

    Parameters
    ----------
    partners : Graph
        A partner graph; a tie without `weight` weighs 1.
    attribute : str
        What parts the bodies into kinds, as for :func:`kind_mixing`.

    Returns
    -------
    DataFrame
        One row per pair of kinds that the graph holds, also of a kind with itself, index
        ``first_kind, second_kind`` in the order of the kinds: ``ties``; ``possible``, pairs of bodies
        that could be tied; ``density``, their ratio, ``<NA>`` where no pair is possible; ``expected``,
        ties if all pairs of bodies were equally often tied; ``weight``, sum over the ties.

    Raises
    ------
    ParameterError
        If the graph is not a partner graph, or no body has a kind.
    """
    check_partners(partners)
    groups = groups_of(partners, attribute)
    place = {kind: number for number, kind in enumerate(KINDS)}
    present = sorted(set(groups.values()), key=lambda kind: (place.get(kind, len(place)), kind))
    order = {kind: number for number, kind in enumerate(present)}
    sizes = Counter(groups.values())
    ties: Counter[tuple[str, ...]] = Counter()
    weights: dict[tuple[str, ...], float] = {}
    for u, v, weight in partners.edges(data="weight", default=1):
        pair = tuple(sorted((groups[u], groups[v]), key=order.__getitem__))
        ties[pair] += 1
        weights[pair] = weights.get(pair, 0.0) + weight
    density = nx.density(partners)
    rows = []
    for pair in combinations_with_replacement(present, 2):
        first, second = sizes[pair[0]], sizes[pair[1]]
        possible = first * (first - 1) // 2 if pair[0] == pair[1] else first * second
        share = ties[pair] / possible if possible else pd.NA
        rows.append((*pair, ties[pair], possible, share, possible * density, weights.get(pair, 0.0)))
    frame = pd.DataFrame(rows, columns=["first_kind", "second_kind", *TIES_COLUMNS])
    return frame.astype({"first_kind": TEXT, "second_kind": TEXT, **TIES_COLUMNS}).set_index(
        ["first_kind", "second_kind"]
    )


def organisation_mixing(partners: nx.Graph, *, attribute: str = "kind") -> pd.DataFrame:
    """Return with how many bodies of its own and of other kinds each body works.

    Parameters
    ----------
    partners : Graph
        A partner graph.
    attribute : str
        What parts the bodies into kinds, as for :func:`kind_mixing`.

    Returns
    -------
    DataFrame
        One row per body, index ``organisation_id``, sorted: ``organisation``, ``kind`` (its group),
        ``internal_ties``, ``external_ties``, ``kinds`` (different kinds among its partners) and its
        ``e_i_index``, ``<NA>`` without partners.

    Raises
    ------
    ParameterError
        If the graph is not a partner graph, or no body has a kind.
    """
    check_partners(partners)
    groups = groups_of(partners, attribute)
    rows = {}
    for node in sorted(partners):
        met = [groups[other] for other in partners[node]]
        internal = met.count(groups[node])
        external = len(met) - internal
        told = [partners.nodes[node].get(name, pd.NA) for name in ("organisation", attribute)]
        rows[node] = [*told, internal, external, len(set(met)), _e_i(internal, external)]
    index = pd.Index(list(rows), dtype=TEXT, name="organisation_id")
    frame = pd.DataFrame(list(rows.values()), index=index, columns=list(ORGANISATION_COLUMNS))
    return frame.astype(ORGANISATION_COLUMNS)


def groups_of(partners: nx.Graph, attribute: str) -> dict[Hashable, str]:
    """Return the group of each body: the text of its `attribute`, ``""`` where it has none.

    Raises
    ------
    ParameterError
        If there are bodies and none of them has the attribute.
    """
    held = nx.get_node_attributes(partners, attribute)
    if len(partners) and not held:
        known = sorted({name for _, attributes in partners.nodes(data=True) for name in attributes})
        raise ParameterError("measure_attribute", attribute=attribute, known=", ".join(known) or "-")
    return {node: str(held.get(node, "")) for node in partners}


def _internal(codes: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the ties within a kind, of one row of codes or of each of several."""
    return np.asarray((codes[..., ends[:, 0]] == codes[..., ends[:, 1]]).sum(axis=-1))


def _internal_pairs(codes: np.ndarray) -> int:
    sizes = np.bincount(codes)
    return int((sizes * (sizes - 1) // 2).sum())


def _e_i(internal: float, external: float) -> Any:
    return (external - internal) / (external + internal) if external + internal else pd.NA


def _kind_assortativity(codes: np.ndarray, ends: np.ndarray) -> Any:
    met = np.zeros((codes.max(initial=-1) + 1,) * 2)
    np.add.at(met, (codes[ends[:, 0]], codes[ends[:, 1]]), 1)
    met += met.T
    ends_of_kind = met.sum(axis=0)
    if np.count_nonzero(ends_of_kind) < 2:
        return pd.NA
    chance = ((ends_of_kind / met.sum()) ** 2).sum()
    return (met.trace() / met.sum() - chance) / (1 - chance)


def _degree_assortativity(partners: nx.Graph) -> Any:
    degrees = {degree for _, degree in partners.degree() if degree}
    return nx.degree_pearson_correlation_coefficient(partners) if len(degrees) > 1 else pd.NA
