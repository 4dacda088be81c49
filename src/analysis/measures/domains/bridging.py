"""Which bodies hold the domains of a plan together.

For a body whose k actions lie in the domains s, k_s in each:

- *domain spread*: 1 - sum of (k_s / k) squared, 0 where all of its actions are in one domain, towards 1 the more
  evenly they lie in many (the participation coefficient [1]_, with domains as modules and actions as links)
- *effective domains*: exp of the Shannon entropy of k_s / k, the number of domains in which a body with equally
  many actions in each would be as spread (:mod:`analysis.measures.diversity`)
- *only link*: the number of pairs of domains that share this body and no other
- *articulation*: whether without the body the network of bodies and domains falls into more parts, each with
  a domain: the body is an articulation point of it [2]_
- *cut domains*: the domains that these parts have, but for the part with the most domains (of equal ones the
  first by name): without the body they have no body in common with the other domains

Actions without a domain are counted apart; a body that has no other is in no domain that is known, and its
measures are ``<NA>``.

References
----------
.. [1] Guimerà, R., Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks. Nature 433,
   895-900.
.. [2] Harary, F. (1969). Graph Theory, chapter 3. Addison-Wesley.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.frames.cells import frame_of, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.subjects import UNPLACED, subject_corpus
from analysis.measures.diversity import spread

_BODY = ["plan_id", "organisation_id"]


def bridging_organisations(
    corpus: Corpus,
    *,
    by: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return over which domains or themes of a plan each body spreads, and which of them it alone links.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        ``"domain"`` or ``"theme"``.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per plan and body that counts, index ``plan_id, organisation_id``; plans in the corpus's order,
        then most domains, most evenly spread, most actions, and the id. ``organisation``; ``actions`` that it
        takes part in, ``unplaced_actions`` of them without a domain; ``domains``, ``domain_spread``,
        ``effective_domains``, ``only_link`` (pairs), ``articulation`` and ``cut_domains`` (joined by
        ``" | "``, ``<NA>`` where none) as defined at the head of this module. By theme, they are
        ``unmapped_actions``, ``themes``, ``theme_spread``, ``effective_themes`` and ``cut_themes``.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    corpus = subject_corpus(corpus, by)
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    names: dict[str, str] = {}
    held: dict[str, dict[str, dict[str, str | None]]] = {plan_id: {} for plan_id in corpus.plan_ids}
    for plan_id, body, name, action_id, domain in rows_of(counted, *_BODY, "organisation", "action_id", "domain"):
        names[body] = name
        held[plan_id].setdefault(body, {})[action_id] = domain
    types: dict[str, Any] = {
        **dict.fromkeys((*_BODY, "organisation"), TEXT),
        **dict.fromkeys(("actions", UNPLACED[by], f"{by}s"), "Int64"),
        **dict.fromkeys((f"{by}_spread", f"effective_{by}s"), "Float64"),
        "only_link": "Int64",
        "articulation": "boolean",
        f"cut_{by}s": TEXT,
    }
    rows = [
        (plan_id, body, names[body], *measures)
        for plan_id, bodies in held.items()
        for body, measures in _measured({body: list(actions.values()) for body, actions in bodies.items()}).items()
    ]
    return frame_of(rows, types, key=_BODY)


def _measured(held: Mapping[str, Sequence[str | None]]) -> dict[str, tuple[Any, ...]]:
    """Return the measures of the bodies of one plan in their order, given the domain of each action of a body."""
    placed = {body: Counter(domain for domain in domains if domain is not None) for body, domains in held.items()}
    spreads = {body: spread(presence.values()) for body, presence in placed.items() if presence}
    links = _links({body: placed[body] for body in spreads})

    def place(body: str) -> tuple[Any, ...]:
        effective = spreads[body]["effective"] if body in spreads else 0.0
        return -len(placed[body]), -round(effective, 9), -len(held[body]), body

    measured: dict[str, tuple[Any, ...]] = {}
    for body in sorted(held, key=place):
        actions, presence = len(held[body]), placed[body]
        told: tuple[Any, ...] = (None,) * 6
        if body in spreads:
            even = spreads[body]
            told = (len(presence), 1 - even["herfindahl"], even["effective"], *links[body])
        measured[body] = (actions, actions - presence.total(), *told)
    return measured


def _links(placed: Mapping[str, Collection[str]]) -> dict[str, tuple[int, bool, str | None]]:
    """Return for each body of a plan the pairs of domains that it alone links, and the domains that it alone holds."""
    bodies, domains = sorted(placed), sorted({domain for of in placed.values() for domain in of})
    within = np.array([[domain in placed[body] for domain in domains] for body in bodies], dtype=np.int64)
    within = within.reshape(len(bodies), len(domains))
    single = (within.T @ within == 1).astype(np.int64)
    np.fill_diagonal(single, 0)
    only = (((within @ single) * within).sum(axis=1) // 2).tolist()
    graph = nx.Graph((("body", row), ("domain", column)) for row, column in zip(*np.nonzero(within), strict=True))
    cuts = {node[1]: _cut(graph, node) for node in set(nx.articulation_points(graph)) if node[0] == "body"}
    return {
        body: (only[row], row in cuts, " | ".join(domains[column] for column in cuts.get(row, ())) or None)
        for row, body in enumerate(bodies)
    }


def _cut(graph: nx.Graph, body: tuple[str, int]) -> list[int]:
    """Return the columns of the domains that fall away from the others if `body` leaves the network."""
    around = nx.node_connected_component(graph, body)
    parts = nx.connected_components(graph.subgraph(around - {body}))
    domains = [sorted(column for kind, column in part if kind == "domain") for part in parts]
    return sorted(column for part in sorted(domains, key=lambda part: (-len(part), part))[1:] for column in part)
