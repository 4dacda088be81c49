"""The network of domains or themes: which of them share bodies.

Two domains of a plan are tied when some body takes part in actions of both; the domain graph is the projection
on the domains of the two-mode network of bodies and domains. By theme, the plans of a corpus meet: a theme is
one node, with the actions and bodies of all plans.

Model attributes
----------------
All values are text, whole numbers or floats. What the document does not state is left out, never empty.

On the graph:

- ``plan_ids``: ids of the plans, joined by ``;``
- ``by``: ``domain`` or ``theme``
- ``unplaced_actions`` under no domain or, by theme, ``unmapped_actions`` without a theme: they belong to no node

on a domain, whose node is its own text in a graph of one plan and ``plan_id: domain`` in one of several, or
a theme, whose node is its code:

- ``domain`` or ``theme``: its text, or its code
- ``plan_id``: of a domain, its plan
- ``actions``: number of actions
- ``organisations``: number of different bodies in them

on an edge:

- ``weight``: bodies that take part in both
- ``jaccard``: their share of the bodies of either
"""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.subjects import UNPLACED, subject_corpus


def domain_graph(
    corpus: Corpus,
    *,
    by: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> nx.Graph:
    """Return the graph of domains or themes, tied where a body takes part in both.

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
    Graph
        All domains or themes in document order, also those whose actions name nobody, with the model
        attributes of this module.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    corpus = subject_corpus(corpus, by)
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    placed = corpus.actions[corpus.actions["domain"].notna()]
    unplaced = {UNPLACED[by]: len(corpus.actions) - len(placed)}
    graph = nx.Graph(plan_ids=";".join(corpus.plan_ids), by=by, **unplaced)
    actions = _nodes(placed, corpus, by).value_counts()
    members = counted["organisation_id"].groupby(_nodes(counted, corpus, by)).agg(frozenset)
    domains = corpus.domains.assign(node=_nodes(corpus.domains, corpus, by)).drop_duplicates("node")
    for plan_id, domain, node in domains[["plan_id", "domain", "node"]].itertuples(index=False):
        place = {"plan_id": plan_id} if by == "domain" else {}
        held = len(members.get(node, ()))
        graph.add_node(node, **{by: domain}, **place, actions=int(actions.get(node, 0)), organisations=held)
    nodes = [node for node in graph if node in members.index]
    for first, second in combinations(nodes, 2):
        if both := len(members[first] & members[second]):
            either = len(members[first] | members[second])
            graph.add_edge(first, second, weight=both, jaccard=both / either)
    return graph


def _nodes(rows: pd.DataFrame, corpus: Corpus, by: str) -> pd.Series:
    """Return the node to which each row belongs, ``<NA>`` where it has no domain."""
    if by == "theme" or len(corpus.plan_ids) == 1:
        return rows["domain"]
    return rows["plan_id"] + ": " + rows["domain"]
