"""Who might work together: bodies of the same domain that no action brings together.

A pair of bodies is suggested when both take part in actions of one domain of one plan, but never in the
same action. How near they are is told in two ways that need not agree:

- *resource allocation*: sum over their common partners of 1 / (number of partners of the common partner),
  in the projection where two bodies are partners when an action names both [1]_. A partner that works
  with few brings two of them together better than one that works with all. 0 without a common partner.
- *residual*: the actions that they share, none, less those expected by chance of bodies of their sizes,
  and its *z* and *p_lower*, the chance that they share none [2]_ (see :mod:`analysis.measures.networks.chance`). A
  residual near 0 says that so small bodies seldom meet; a clearly negative one that bodies which should
  have met do not.

Pairs are ranked by resource allocation, then by the expected shared actions. The list is a question to
the bodies, not a finding: the plan does not say who works together without it, nor who should. An action
without a domain is in no shared domain. p_lower is not corrected for the number of pairs.

References
----------
.. [1] Zhou, T., Lü, L., Zhang, Y.-C. (2009). Predicting missing links via local information. European
   Physical Journal B 71, 623-630.
.. [2] Saracco, F., Straka, M. J., Di Clemente, R., Gabrielli, A., Caldarelli, G., Squartini, T. (2017).
   Inferring monopartite projections of bipartite networks: an entropy-based approach. New Journal of
   Physics 19, 053022.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

import networkx as nx
import pandas as pd

from analysis.frames.schema import TEXT
from analysis.measures.networks.chance import pair_chance
from analysis.measures.remembered import remembered

COLUMNS: dict[str, Any] = {
    "first_organisation": TEXT,
    "second_organisation": TEXT,
    "domains": TEXT,
    "resource_allocation": "Float64",
    "common_partners": "Int64",
    "partners": TEXT,
    "expected": "Float64",
    "residual": "Float64",
    "z": "Float64",
    "p_lower": "Float64",
    "first_actions": TEXT,
    "second_actions": TEXT,
}

_OF_CHANCE = ("first_organisation", "second_organisation", "expected", "z", "p_lower")


@remembered
def suggested_partnerships(
    participations: nx.Graph,
    *,
    null: str = "bicm",
    samples: int = 1000,
    seed: int = 0,
    collective: bool = True,
) -> pd.DataFrame:
    """Return the pairs of bodies that work in the same domain and never together, the nearest first.

    Parameters
    ----------
    participations : Graph
        A participation graph, of one plan or of several.
    null : str
        What is chance: ``"bicm"`` or ``"curveball"`` (see :mod:`analysis.measures.networks.null_models`).
    samples, seed : int
        Draws of the curveball, and their seed.
    collective : bool
        Whether a class of bodies ("IPSS") may be suggested; as a common partner it counts in any case.

    Returns
    -------
    DataFrame
        One row per pair, index ``first, second`` (ids, first < second), in the order of the head of this
        module, then by ids:

        - ``first_organisation``, ``second_organisation``: names
        - ``domains``: the domains in which both have actions, joined by ``"; "``
        - ``resource_allocation``; ``common_partners``: how many, and ``partners``: their names, those of
          fewest partners first, joined by ``"; "``, ``<NA>`` without any
        - ``expected``, ``residual`` (actions), ``z``, ``p_lower``
        - ``first_actions``, ``second_actions``: ids of the actions of each, domain by domain, joined by
          ``;``

    Raises
    ------
    ParameterError
        If the graph is no participation graph, `null` is not known, or `samples` or `seed` is no number of
        draws or no seed.
    """
    chances = pair_chance(participations, null=null, samples=samples, seed=seed)
    apart = chances[chances["shared_actions"] == 0]
    nodes = participations.nodes
    bodies = [node for node, side in nodes(data="bipartite") if side == 1]
    partners = nx.bipartite.projected_graph(participations, bodies)
    domains = {body: _domain_actions(participations, body) for body in bodies}
    rows = {}
    by_chance = zip(*(apart[column] for column in _OF_CHANCE), strict=True)
    for (first, second), values in zip(apart.index, by_chance, strict=True):
        both = sorted(domains[first].keys() & domains[second].keys())
        if not both or (not collective and (nodes[first].get("collective") or nodes[second].get("collective"))):
            continue
        common = sorted(set(partners[first]) & set(partners[second]), key=lambda body: (partners.degree(body), body))
        chance = dict(zip(_OF_CHANCE, values, strict=True))
        rows[first, second] = chance | {
            "domains": "; ".join(dict.fromkeys(domain for _, domain in both)),
            "resource_allocation": sum(1 / partners.degree(body) for body in common),
            "common_partners": len(common),
            "partners": "; ".join(str(nodes[body].get("organisation", body)) for body in common) or pd.NA,
            "residual": -chance["expected"],
            "first_actions": ";".join(action for domain in both for action in domains[first][domain]),
            "second_actions": ";".join(action for domain in both for action in domains[second][domain]),
        }
    index = pd.MultiIndex.from_tuples(rows, names=apart.index.names) if rows else apart.index[:0]
    suggested = pd.DataFrame(
        {c: pd.array([row[c] for row in rows.values()], dtype=kind) for c, kind in COLUMNS.items()}, index=index
    )
    return suggested.sort_values(["resource_allocation", "expected"], ascending=False, kind="stable")


def _domain_actions(participations: nx.Graph, body: Hashable) -> dict[tuple[str, str], list[str]]:
    """Return the actions of a body by plan and domain, sorted; those without a domain are left out."""
    actions = defaultdict(list)
    for action in sorted(participations[body]):
        attributes = participations.nodes[action]
        if "domain" in attributes:
            actions[attributes.get("plan_id", ""), attributes["domain"]].append(str(action))
    return actions
