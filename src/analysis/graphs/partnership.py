"""The two networks of a corpus: who takes part in which action, and who works with whom.

The *participation graph* has two kinds of nodes, actions and organisations, and ties an organisation
to each action that names it. The *partner graph* is its projection on the organisations: two of them
are tied when an action names both.

By default every body that the plan names counts, of all kinds, collective bodies too, in both roles:
a plan names them because it relies on them, and to leave one out is the reader's decision. The choices
`role`, `kinds` and `collective` narrow it (see :mod:`analysis.graphs.choice`).

Model attributes
----------------
All values are text, whole numbers, floats or booleans, so that any graph format carries them. An
attribute that the document does not state is left out, never empty.

Participation graph, on the graph:

- ``plan_ids``: ids of the plans, joined by ``;``
- ``role``: the role that counts, or ``all``
- ``kinds``: the kinds of body that count, joined by ``;``, or ``all``
- ``collective``: whether collective bodies count

on an action, whose node is its ``action_id``:

- ``bipartite``: 0
- ``plan_id``, ``action``: the plan, and the text of the action
- ``domain``: the domain; left out where the document gives none

on an organisation, whose node is its ``organisation_id``:

- ``bipartite``: 1
- ``organisation``, ``short_name``, ``kind``: its name, the name used in figures, and its kind
- ``municipality``: where it belongs; left out for a national body
- ``collective``: whether the name stands for a class of bodies

on an edge:

- ``roles``: ``responsible``, ``partner`` or ``partner;responsible``
- ``confidence``: how sure the reading is that the action names the organisation, 0 to 1: that of its
  surest mention

Partner graph, on the graph: the same, and

- ``weight``: what the weights of the edges mean, ``shared`` or ``newman``

on an organisation: the same without ``bipartite``, and

- ``actions``: number of actions that it takes part in

on an edge:

- ``weight``: strength of the tie
- ``shared_actions``: number of actions that name both
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

import networkx as nx

from analysis.common.kinds import KINDS
from analysis.common.parameters import check_among
from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.graphs.choice import Kinds, chosen_kinds, counted_participations

WEIGHTS = ("shared", "newman")

_OF_ACTIONS = ("plan_id", "domain", "action")
_OF_BODIES = ("organisation", "short_name", "kind", "municipality", "collective")


def participation_graph(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> nx.Graph:
    """Return the bipartite graph of actions and the organisations that take part in them.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role : str, optional
        Count only ``"responsible"`` or ``"partner"`` participations; both by default.
    kinds : str or iterable of str, optional
        Kinds of body that count, as an iterable or a comma-separated text; a leading hyphen excludes
        a kind (``"-project,-network_body"``). All by default, since the plan names them all.
    collective : bool
        Whether a class of bodies ("IPSS") counts, as one body.

    Returns
    -------
    Graph
        All actions, also those that name nobody, then the organisations that count, each sorted by
        id, with the model attributes of this module.

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    kinds = chosen_kinds(kinds)
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    graph = nx.Graph(
        plan_ids=";".join(corpus.plan_ids),
        role=role or "all",
        kinds="all" if kinds == KINDS else ";".join(kinds),
        collective=bool(collective),
    )
    actions = {action: about for action, *about in rows_of(corpus.actions, "action_id", *_OF_ACTIONS)}
    bodies = {body: about for body, *about in rows_of(counted, "organisation_id", *_OF_BODIES)}
    for side, nodes, names in ((0, actions, _OF_ACTIONS), (1, bodies, _OF_BODIES)):
        for node in sorted(nodes):
            stated = {name: cell for name, cell in zip(names, nodes[node], strict=True) if cell is not None}
            graph.add_node(node, bipartite=side, **stated)
    mentions: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for action_id, body, named_as, confidence in rows_of(counted, "action_id", "organisation_id", "role", "confidence"):
        mentions[action_id, body].append((named_as, confidence))
    for tie, named in sorted(mentions.items()):
        roles, confidences = zip(*named, strict=True)
        graph.add_edge(*tie, roles=";".join(sorted(set(roles))), confidence=float(max(confidences)))
    return graph


def partner_graph(
    corpus: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    weight: str = "shared",
) -> nx.Graph:
    """Return the graph of organisations, tied where an action names both.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts, as for :func:`participation_graph`; by default every body that the plan names.
    weight : str
        ``"shared"``: the number of shared actions. ``"newman"``: the sum over the shared actions of
        1/(n - 1), where n is the number of organisations in the action, so that an action of many
        ties them less than an action of two [1]_.

    Returns
    -------
    Graph
        The organisations that count sorted by id, also those with no partner, with the model
        attributes of this module. An action of one body adds no tie.

    Raises
    ------
    ParameterError
        If `role`, a kind or `weight` is not known, or `kinds` leaves nobody.

    References
    ----------
    .. [1] Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted
       networks, and centrality. Physical Review E 64, 016132.
    """
    return project_partners(participation_graph(corpus, role=role, kinds=kinds, collective=collective), weight=weight)


def project_partners(participations: nx.Graph, *, weight: str = "shared") -> nx.Graph:
    """Return the projection of a participation graph on its organisations: their partner graph.

    Parameters
    ----------
    participations : Graph
        A participation graph, also one that a reader has narrowed or changed.
    weight : str
        ``"shared"`` or ``"newman"``, as for :func:`partner_graph`.

    Returns
    -------
    Graph
        What :func:`partner_graph` returns, of the participations in this graph.

    Raises
    ------
    ParameterError
        If `weight` is not known.
    """
    check_among("weight", weight, WEIGHTS)
    graph = nx.Graph(**participations.graph, weight=weight)
    sizes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for node, attributes in participations.nodes(data=True):
        if attributes["bipartite"] == 1:
            kept = {key: value for key, value in attributes.items() if key != "bipartite"}
            graph.add_node(node, **kept, actions=participations.degree(node))
        else:
            for pair in combinations(sorted(participations[node]), 2):
                sizes[pair].append(participations.degree(node))
    for pair, shared in sorted(sizes.items()):
        strength = _newman(tuple(sorted(shared))) if weight == "newman" else len(shared)
        graph.add_edge(*pair, weight=strength, shared_actions=len(shared))
    return graph


@lru_cache(maxsize=2**16)
def _newman(sizes: tuple[int, ...]) -> float:
    """Return the strength of a tie by actions of so many organisations, summed without error."""
    return float(sum(Fraction(1, size - 1) for size in sizes))
