"""A network as layers: the participation graph of each role, domain, theme, kind of body or plan.

A *layer* is a participation graph of part of the corpus, so that every measure of a participation graph
scores it anew. Where all layers are read together they are a multiplex network [1]_:

- ``"role"``: the participations in one role; every layer has all actions, and a body is tied in it to
  those of the same role only.
- ``"kind"``: the participations of one kind of body; every layer has all actions, and bodies of
  different kinds never meet in it.
- ``"domain"``, ``"theme"``, ``"plan"``: the actions of one domain, of the domains of one theme, of one
  plan, with the bodies that they name. Domains of several plans that are written alike are one layer;
  a theme is what domains of different plans have in common.

No action is lost: those whose domain or theme is not stated are a layer of their own, called by the
empty text (:data:`analysis.frames.schema.UNSTATED`), which is the name of no domain.

References
----------
.. [1] Kivelä, M. et al. (2014). Multilayer networks. Journal of Complex Networks 2, 203-271.
"""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.common.parameters import check_among
from analysis.frames.cells import cells
from analysis.frames.corpus import Corpus
from analysis.frames.schema import ROLES, UNSTATED
from analysis.graphs.choice import Kinds, chosen_kinds, counted_participations
from analysis.graphs.partnership import participation_graph
from analysis.graphs.subjects import action_themes

LAYERS = ("role", "domain", "theme", "kind", "plan")


def layer_graphs(
    corpus: Corpus,
    *,
    by: str = "role",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> dict[str, nx.Graph]:
    """Return the participation graph of each layer of a corpus.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        What a layer is: ``"role"``, ``"domain"``, ``"theme"``, ``"kind"`` or ``"plan"``.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    dict
        Name of the layer -> its participation graph, with the model attributes of
        :mod:`analysis.graphs.partnership`. Roles and kinds are in the order of the schema, and a kind
        of which no body counts has no layer; domains, themes and plans are in the order in which the
        actions come, with :data:`analysis.frames.schema.UNSTATED` last.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    check_among("by", by, LAYERS)
    if by == "role":
        roles = ROLES if role is None else (role,)
        return {one: participation_graph(corpus, role=one, kinds=kinds, collective=collective) for one in roles}
    if by == "kind":
        counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
        present = set(counted["kind"])
        named = [kind for kind in chosen_kinds(kinds) if kind in present]
        return {one: participation_graph(corpus, role=role, kinds=one, collective=collective) for one in named}
    whole = participation_graph(corpus, role=role, kinds=kinds, collective=collective)
    groups: dict[str, dict[str, str]] = {}  # of each layer, its actions and their plans
    for label, action_id, plan_id in zip(
        cells(_labels(corpus, by)), cells(corpus.actions["action_id"]), cells(corpus.actions["plan_id"]), strict=True
    ):
        groups.setdefault(UNSTATED if label is None else label, {})[action_id] = plan_id
    return {name: _part(whole, groups[name]) for name in sorted(groups, key=lambda name: name == UNSTATED)}


def _labels(corpus: Corpus, by: str) -> pd.Series:
    """Return the layer of each action of ``corpus.actions``."""
    return action_themes(corpus) if by == "theme" else corpus.actions["plan_id" if by == "plan" else by]


def _part(whole: nx.Graph, plan_of: dict[str, str]) -> nx.Graph:
    """Return the part of a participation graph that these actions and the bodies that they name make."""
    actions = [action for action in whole if action in plan_of]
    named = {body for action in actions for body in whole[action]}
    part = nx.Graph(**{**whole.graph, "plan_ids": ";".join(dict.fromkeys(plan_of.values()))})
    part.add_nodes_from((node, whole.nodes[node]) for node in [*actions, *(body for body in whole if body in named)])
    part.add_edges_from((action, body, tie) for action in actions for body, tie in whole[action].items())
    return part
