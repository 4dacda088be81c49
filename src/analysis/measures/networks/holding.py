"""Who holds what in a plan: the bodies of each action and of each goal, who leads, and who ties the others together.

These are the parts that :mod:`analysis.measures.networks.dependence` puts together, and defines; of a goal, all
actions under one domain that state it in the same words count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from math import comb
from typing import Any

import networkx as nx
import pandas as pd

from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import UNSTATED

Goal = tuple[str, str, str]  # plan, domain, words


def named_bodies(counted: pd.DataFrame) -> dict[str, list[str]]:
    """Return the bodies that count in each action that names one: each once, in the order of their mentions."""
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for action_id, body in rows_of(counted, "action_id", "organisation_id"):
        named[action_id][body] = None
    return {action_id: list(bodies) for action_id, bodies in named.items()}


def bodies_of_goals(corpus: Corpus, named: Mapping[str, list[str]]) -> dict[Goal, set[str]]:
    """Return the bodies that work for each goal, by plan, domain and words."""
    goals: dict[Goal, set[str]] = defaultdict(set)
    for action_id, plan_id, domain, goal in rows_of(corpus.actions, "action_id", "plan_id", "domain", "goal"):
        if goal is not None:
            goals[plan_id, domain or UNSTATED, goal].update(named.get(action_id, ()))
    return goals


def goals_of_places(goals: Mapping[Goal, set[str]]) -> dict[tuple[str, str, str], dict[str, int]]:
    """Return the goals that each body works for in each domain of a plan, and of how many it is the only one."""
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    for (plan_id, domain, _), bodies in goals.items():
        for body in bodies:
            place = found.setdefault((body, plan_id, domain), {"goals": 0, "orphaned_goals": 0})
            place["goals"] += 1
            place["orphaned_goals"] += len(bodies) == 1
    return found


def goals_of_bodies(goals: Mapping[Goal, set[str]]) -> dict[str, dict[str, int]]:
    """Return the goals that each body works for, and of how many it is the only one."""
    found: dict[str, dict[str, int]] = {}
    for (body, _, _), place in goals_of_places(goals).items():
        whole = found.setdefault(body, {"goals": 0, "orphaned_goals": 0})
        for name, number in place.items():
            whole[name] += number
    return found


def led_alone(counted: pd.DataFrame) -> dict[str, int]:
    """Return the actions of which each body is the only responsible, for bodies in plans of two roles."""
    rows = list(rows_of(counted, "plan_id", "role", "action_id", "organisation_id"))
    roles: dict[str, set[str]] = defaultdict(set)
    for plan_id, role, _, _ in rows:
        roles[plan_id].add(role)
    telling = [row[1:] for row in rows if len(roles[row[0]]) > 1]
    leading: dict[str, set[str]] = defaultdict(set)
    for role, action_id, body in telling:
        if role == "responsible":
            leading[action_id].add(body)
    only = Counter(body for bodies in leading.values() if len(bodies) == 1 for body in bodies)
    return {body: only[body] for _, _, body in telling}


def disconnection(actions: Iterable[list[str]]) -> dict[str, dict[str, Any]]:
    """Return what the leaving of each body does to the paths between the others; None where no other is in reach."""
    partners = nx.Graph()
    for bodies in actions:
        partners.add_nodes_from(bodies)
        partners.add_edges_from(combinations(bodies, 2))
    parts = [set(part) for part in nx.connected_components(partners)]
    in_reach = sum(comb(len(part), 2) for part in parts)
    cut = set(nx.articulation_points(partners))
    found: dict[str, dict[str, Any]] = {}
    for part in parts:
        others = len(part) - 1
        for body in part:
            # Only an articulation body parts the others; without any other its component is gone.
            left = [others] if others else []
            if body in cut:
                left = [len(p) for p in nx.connected_components(partners.subgraph(part - {body}))]
            pairs = in_reach - others  # without those of the body itself
            lost = comb(others, 2) - sum(comb(size, 2) for size in left)
            found[body] = {
                "isolated": sum(partners.degree(partner) == 1 for partner in partners[body]),
                "lost_pairs": lost / pairs if pairs else None,
                "components_after": len(parts) - 1 + len(left),
            }
    return found
