"""Which bodies stand between others, and between which kinds (Gould and Fernandez [1]_).

A body *brokers* two others when it works with both and they do not work together. The kinds of the
three tell its role; with B the broker and A, C the others:

- *coordinator*: all three of one kind
- *itinerant* broker (consultant): A and C of one kind, B of another
- *gatekeeper*: C is of the kind of B, A is not: B lets the others into its kind
- *representative*: A is of the kind of B, C is not: B speaks for its kind
- *liaison*: three kinds
- *total*: the sum of the five

Gould and Fernandez count directed paths A to B to C. A partnership has no direction, so each pair is
counted in both directions, as ``sna::brokerage`` does with a symmetric matrix (and with it netrics):
a pair of one kind adds 2 to coordinator, itinerant or liaison, a pair of which one is of B's kind adds 1
to gatekeeper and 1 to representative, which are always equal. UCINET can also give each of several
brokers of a pair a part of it; here each has it whole. A body without partners brokers nothing: 0.

Two models tell what to expect, both in exact closed form, as mean and standard deviation of each role:

- ``"kinds"``: the ties and the body's own kind stay, the kinds of all others are shuffled over them: does
  the body stand between *kinds* more than its open pairs would by chance? Its total does not vary.
- ``"ties"``: the kinds stay, and each two bodies are tied with the same probability, the density of the
  graph: the model of Gould and Fernandez, with the variance for undirected ties (theirs is for directed
  ones). A partner graph is far from it, since an action ties all its bodies to each other and closes the
  pairs; take its z as a description, not as a test.

Both know of no plan. Of several plans, part of what differs from them is that bodies are local and meet only
those of their own plan.

Groups are the kinds, or the values of any other attribute of the bodies. Bodies that lack it make one
group: of ``municipality`` the national bodies.

References
----------
.. [1] Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage
   in transaction networks. Sociological Methodology 19, 89-126.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import networkx as nx
import pandas as pd

from analysis.common.parameters import check_among
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_partners
from analysis.measures.networks.mixing import groups_of

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")
MODELS = ("kinds", "ties")

_COLUMNS: dict[str, Any] = {"organisation": TEXT, "kind": TEXT, **dict.fromkeys(ROLES, "Int64")}
_EXPECTED_COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "observed": "Int64",
    "expected": "Float64",
    "sd": "Float64",
    "z": "Float64",
}


@dataclass(frozen=True)
class _Pairs:
    """Undirected pairs of bodies: how many, and how often two of them (ordered) share one body."""

    number: int
    sharing: int


def partner_brokerage(partners: nx.Graph, *, attribute: str = "kind") -> pd.DataFrame:
    """Return how often each body brokers two others, by role.

    Parameters
    ----------
    partners : Graph
        A partner graph; weights do not count.
    attribute : str
        Attribute of the bodies that groups them.

    Returns
    -------
    DataFrame
        One row per body, index ``organisation_id``, sorted: ``organisation``, ``kind`` (its group),
        and the counts ``coordinator``, ``itinerant``, ``gatekeeper``, ``representative``, ``liaison``
        and ``total``, each pair of others in both directions.

    Raises
    ------
    ParameterError
        If the graph is not a partner graph, or no body has the attribute.
    """
    check_partners(partners)
    groups = groups_of(partners, attribute)
    nodes = sorted(partners)
    counts = [_observed(partners, node, groups) for node in nodes]
    columns: dict[str, list[Any]] = {role: [count[role] for count in counts] for role in ROLES}
    columns["organisation"] = [partners.nodes[node].get("organisation", pd.NA) for node in nodes]
    columns["kind"] = [groups[node] or pd.NA for node in nodes]
    index = pd.Index(nodes, dtype=TEXT, name="organisation_id")
    return pd.DataFrame({c: pd.array(columns[c], dtype=kind) for c, kind in _COLUMNS.items()}, index=index)


def brokerage_expectation(partners: nx.Graph, *, attribute: str = "kind", model: str = "kinds") -> pd.DataFrame:
    """Return what each body brokers beside what a model expects.

    Parameters
    ----------
    partners : Graph
        A partner graph; weights do not count.
    attribute : str
        Attribute of the bodies that groups them.
    model : str
        ``"kinds"``: kinds shuffled over the other bodies; ``"ties"``: ties at random (see the head of
        this module).

    Returns
    -------
    DataFrame
        One row per body and role, index ``organisation_id, role``: ``organisation``, ``observed``,
        ``expected``, ``sd`` (standard deviation under the model) and ``z``, the difference in standard
        deviations; ``<NA>`` where the model leaves no choice.

    Raises
    ------
    ParameterError
        If the graph is not a partner graph, no body has the attribute, or `model` is not known.
    """
    check_among("model", model, MODELS)
    check_partners(partners)
    groups = groups_of(partners, attribute)
    sizes = Counter(groups.values())
    density = nx.density(partners)
    rows = []
    for node in sorted(partners):
        told = partners.nodes[node].get("organisation", pd.NA)
        observed = _observed(partners, node, groups)
        eligible = _eligible(sizes, groups[node])
        open_pairs = _open_pairs(partners, node)
        for role in ROLES:
            if model == "kinds":
                mean, sd = _with_kinds_shuffled(open_pairs, eligible[role], len(partners) - 1)
            else:
                mean, sd = _with_ties_drawn(eligible[role], density)
            directions = 1 if role in ("gatekeeper", "representative") else 2
            z = (observed[role] / directions - mean) / sd if sd else pd.NA
            rows.append((node, role, told, observed[role], directions * mean, directions * sd, z))
    frame = pd.DataFrame(rows, columns=["organisation_id", "role", *_EXPECTED_COLUMNS])
    kinds = {"organisation_id": TEXT, "role": TEXT, **_EXPECTED_COLUMNS}
    return frame.astype(kinds).set_index(["organisation_id", "role"])


def _observed(partners: nx.Graph, broker: Hashable, groups: dict[Hashable, str]) -> dict[str, int]:
    """Return the roles of `broker`: all ordered pairs of its partners, less those that are tied."""
    own, around = groups[broker], partners[broker]
    met = Counter(groups[node] for node in around)
    inside, outside = met[own], len(around) - met[own]
    same = sum(number * (number - 1) for group, number in met.items() if group != own)
    pairs = {
        "coordinator": inside * (inside - 1),
        "itinerant": same,
        "mixed": 2 * inside * outside,
        "liaison": outside * (outside - 1) - same,
    }
    for node in around:
        for other in partners[node].keys() & around.keys():
            pairs[_role(own, groups[node], groups[other])] -= 1
    mixed = pairs.pop("mixed") // 2
    return {**pairs, "gatekeeper": mixed, "representative": mixed, "total": sum(pairs.values()) + 2 * mixed}


def _role(own: str, first: str, second: str) -> str:
    if first == second:
        return "coordinator" if first == own else "itinerant"
    return "mixed" if own in (first, second) else "liaison"


def _open_pairs(partners: nx.Graph, broker: Hashable) -> _Pairs:
    """Return the pairs that `broker` brokers."""
    around = partners[broker].keys()
    apart = [len(around) - 1 - len(partners[node].keys() & around) for node in around]
    return _Pairs(sum(apart) // 2, sum(number * (number - 1) for number in apart))


def _eligible(sizes: Counter[str], own: str) -> dict[str, _Pairs]:
    """Return for each role the pairs of others whose kinds would give it to a broker of kind `own`."""
    inside = sizes[own] - 1
    others = [number for group, number in sizes.items() if group != own]
    outside = sum(others)
    mixed = _Pairs(inside * outside, inside * outside * (inside + outside - 2))
    apart = sum(number * (outside - number) for number in others) // 2
    return {
        "coordinator": _all_pairs([inside]),
        "itinerant": _all_pairs(others),
        "gatekeeper": mixed,
        "representative": mixed,
        "liaison": _Pairs(apart, sum(n * (outside - n) * (outside - n - 1) for n in others)),
        "total": _all_pairs([inside + outside]),
    }


def _all_pairs(sizes: list[int]) -> _Pairs:
    return _Pairs(sum(math.comb(n, 2) for n in sizes), sum(n * (n - 1) * (n - 2) for n in sizes))


def _with_ties_drawn(eligible: _Pairs, density: float) -> tuple[float, float]:
    """Return mean and standard deviation of the eligible pairs that are brokered, ties having one probability.

    Two ties and no third: q = d²(1 - d). Two pairs that share a body share one of its ties to the
    broker: both are brokered with probability d³(1 - d)², so that they covary by d³(1 - d)³.
    """
    q = density**2 * (1 - density)
    variance = eligible.number * q * (1 - q) + eligible.sharing * (density * (1 - density)) ** 3
    return eligible.number * q, math.sqrt(variance)


def _with_kinds_shuffled(open_pairs: _Pairs, eligible: _Pairs, others: int) -> tuple[float, float]:
    """Return mean and standard deviation of the open pairs that are eligible once `others` bodies are shuffled.

    One pair, two that share a body and two apart are placed on 2, 3 and 4 different bodies, all equally
    likely.
    """
    apart = eligible.number * (eligible.number - 1) - eligible.sharing
    one = _share(2 * eligible.number, math.perm(others, 2))
    sharing = _share(eligible.sharing, math.perm(others, 3))
    disjoint = _share(4 * apart, math.perm(others, 4))
    m = open_pairs.number
    mean = m * one
    second = mean + open_pairs.sharing * sharing + (m * (m - 1) - open_pairs.sharing) * disjoint
    return float(mean), math.sqrt(second - mean**2)


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
