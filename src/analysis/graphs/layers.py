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
from analysis.frames.corpus import Corpus
from analysis.frames.schema import ROLES, UNSTATED
from analysis.graphs.choice import Kinds, chosen_kinds, counted_participations
from analysis.graphs.partnership import participation_graph

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
    labels = _labels(corpus, by)
    names = sorted(labels.unique(), key=lambda name: name == UNSTATED)
    return {name: _part(whole, corpus.actions[labels == name]) for name in names}


def _labels(corpus: Corpus, by: str) -> pd.Series:
    """Return the layer of each action of ``corpus.actions``."""
    actions = corpus.actions
    if by == "theme":
        themes = corpus.domains[["plan_id", "domain", "theme"]]
        actions = actions[["plan_id", "domain"]].merge(themes, on=["plan_id", "domain"], how="left", validate="m:1")
    column = {"domain": "domain", "theme": "theme", "plan": "plan_id"}[by]
    return actions[column].fillna(UNSTATED).set_axis(corpus.actions.index)


def _part(whole: nx.Graph, actions: pd.DataFrame) -> nx.Graph:
    """Return the part of a participation graph that these actions and the bodies that they name make."""
    part = whole.copy()
    kept = set(actions["action_id"])
    sides = dict(whole.nodes(data="bipartite"))
    part.remove_nodes_from([node for node in whole if sides[node] == 0 and node not in kept])
    part.remove_nodes_from([node for node in whole if sides[node] == 1 and not part[node]])
    part.graph["plan_ids"] = ";".join(actions["plan_id"].unique())
    return part
