"""How often intervals and rank intervals of centralities hold the truth, in plans whose process is known.

``python -m tests.benchmarks.coverage [--plans N] [--actions N] [--weight shared|newman]`` draws plans of about
26 bodies from each of four processes, makes 95 % intervals for each, and prints in how many cases of a hundred
the truth lies within: a line for each process with all its bodies, and one for the bodies by the number of
their actions. The true value and rank of a body are its medians over plans of the process that name it, found by
drawing hundreds. ``mean`` takes the mean over all plans, 0 where a plan does not name the body, as the truth.

The last column is betweenness of the bodies whose truth is not 0: an interval from 0 holds a 0 for sure.

The processes: *domains*, where a body works in one or two domains and the town hall in most actions; *alike*,
where domains do not differ; *recurring*, where seven actions in ten repeat one of 25 constellations; *no hall*,
where no body stands out.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from scipy.stats import rankdata

from analysis.measures.networks.bootstrap import bootstrap_draws
from analysis.measures.networks.draws import MEASURES, incidence_centralities
from analysis.measures.networks.intervals import centrality_intervals

PROCESSES = ("domains", "alike", "recurring", "no hall")
CLASSES = ("1 action", "2 to 3", "4 to 9", "10 and more", "most present")
_SIZES = (0.36, 0.26, 0.16, 0.08, 0.08, 0.06)  # of actions with one to six bodies
_HALL = 0.82  # share of the actions that the town hall is in
_BODIES, _DOMAINS, _CONSTELLATIONS, _RECURRING = 32, 8, 25, 0.7


@dataclass
class Process:
    """Draws actions of one sort; the seed decides how active bodies are and where they work."""

    name: str
    seed: int

    def __post_init__(self) -> None:
        rng = np.random.default_rng(self.seed)
        activity = np.exp(rng.normal(0, 0.9, _BODIES))
        if self.name != "no hall":
            activity[0] = 0  # the town hall comes in by itself
        at_home = np.full((_DOMAINS, _BODIES), 0.08)
        for body in range(_BODIES):
            at_home[rng.integers(0, _DOMAINS, rng.integers(1, 3)), body] = 1
        self._chances = activity * (np.ones_like(at_home) if self.name == "alike" else at_home)
        self._chances /= self._chances.sum(axis=1, keepdims=True)
        self._domains = rng.dirichlet(np.full(_DOMAINS, 3.0))
        self._often = rng.dirichlet(np.ones(_CONSTELLATIONS))
        self._constellations = [self.new_action(rng) for _ in range(_CONSTELLATIONS)]

    def plan(self, rng: np.random.Generator, actions: int) -> np.ndarray:
        """Return the incidence matrix of a plan, of all bodies of the process."""
        return np.array([self._action(rng) for _ in range(actions)]).T

    def _action(self, rng: np.random.Generator) -> np.ndarray:
        if self.name == "recurring" and rng.random() < _RECURRING:
            return self._constellations[rng.choice(_CONSTELLATIONS, p=self._often)]
        return self.new_action(rng)

    def new_action(self, rng: np.random.Generator, domain: int | None = None) -> np.ndarray:
        """Return which bodies an action names that repeats no other, of any domain or of this one."""
        named = np.zeros(_BODIES, dtype=bool)
        size = 1 + rng.choice(len(_SIZES), p=_SIZES)
        chances = self._chances[rng.choice(_DOMAINS, p=self._domains) if domain is None else domain]
        named[0] = self.name != "no hall" and rng.random() < _HALL
        named[rng.choice(_BODIES, size - named[0], replace=False, p=chances)] = True
        return named


def coverage(
    name: str, *, plans: int, actions: int = 61, weight: str = "shared", draws: int = 200, truths: int = 300
) -> pd.DataFrame:
    """Return for each body of each simulated plan whether the intervals hold the truth."""
    return pd.concat([_held(Process(name, 100 + n), n, actions, weight, draws, truths) for n in range(plans)])


def main(arguments: list[str] | None = None) -> int:
    """Print the benchmark and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.coverage", description=__doc__)
    parser.add_argument("--plans", type=int, default=100, help="plans of each process (default: 100)")
    parser.add_argument("--actions", type=int, default=61, help="actions of a plan (default: 61)")
    parser.add_argument("--weight", default="shared", help="weights of the ties (default: shared)")
    asked = parser.parse_args(arguments)
    print(f"{'':36}" + "".join(f"{measure[:11]:>12}" for measure in (*MEASURES, "betw. > 0")))
    parts = []
    for name in PROCESSES:
        parts.append(coverage(name, plans=asked.plans, actions=asked.actions, weight=asked.weight))
        for sort in ("value", "rank", "mean"):
            _tell(f"{name}, {sort}", parts[-1], sort)
    both = pd.concat(parts)
    for sort in ("value", "rank", "mean"):
        _tell(f"all, {sort}", both, sort)
        for at, title in enumerate(CLASSES):
            _tell(f"  {title}", both[both["class"] == at], sort)
    return 0


def _held(process: Process, number: int, actions: int, weight: str, draws: int, truths: int) -> pd.DataFrame:
    rng = np.random.default_rng([process.seed, number])
    plan = process.plan(rng, actions)
    named = plan.any(axis=1)
    others = np.array([process.plan(rng, actions) for _ in range(truths)])
    measured = incidence_centralities(others, weight)
    drawn = bootstrap_draws(plan_graph(plan[named]), weight=weight, draws=draws, seed=number)
    told = centrality_intervals(drawn)
    sizes = plan[named].sum(axis=1)
    frame = pd.DataFrame({"class": np.digitize(sizes, [2, 4, 10])})
    frame.loc[int(sizes.argmax()), "class"] = 4
    for measure in MEASURES:
        values = np.nan_to_num(measured[measure])
        typical = _typical(values, others)[named]
        limits = told.loc[measure].astype({"low": float, "high": float})
        frame[f"value {measure}"] = _within(limits["low"], typical, limits["high"])
        frame[f"mean {measure}"] = _within(limits["low"], values.mean(axis=0)[named], limits["high"])
        if measure == "betweenness":
            frame["positive"] = typical > 0
        ranks = rankdata(-values.round(9), method="min", axis=1)
        typical_rank = _typical(ranks, others)[named]
        frame[f"rank {measure}"] = _within(limits["rank_low"], typical_rank, limits["rank_high"])
    return frame


def _typical(values: np.ndarray, plans: np.ndarray) -> np.ndarray:
    """Return the median of each body over the plans that name it, 0 where none does."""
    named = plans.any(axis=2)
    middle = [np.median(values[named[:, body], body]) if named[:, body].any() else 0 for body in range(_BODIES)]
    return np.array(middle)


def _within(low: pd.Series, truth: np.ndarray, high: pd.Series) -> np.ndarray:
    slack = 1e-9 * (1 + truth)
    return (low.to_numpy() <= truth + slack) & (truth <= high.to_numpy() + slack)


def plan_graph(matrix: np.ndarray) -> nx.Graph:
    """Return the participation graph of a matrix of bodies and actions."""
    graph = nx.Graph(plan_ids="vila-2024")
    bodies = [f"b{n:02}" for n in range(len(matrix))]
    actions = [f"a{n:03}" for n in range(matrix.shape[1])]
    graph.add_nodes_from(actions, bipartite=0, plan_id="vila-2024")
    graph.add_nodes_from(bodies, bipartite=1)
    graph.add_edges_from((actions[a], bodies[b]) for b, a in np.argwhere(matrix).tolist())
    return graph


def _tell(title: str, held: pd.DataFrame, sort: str) -> None:
    shares = "".join(f"{100 * held[f'{sort} {measure}'].mean():12.1f}" for measure in MEASURES)
    between = 100 * held.loc[held["positive"], f"{sort} betweenness"].mean()
    print(f"{title:28}{len(held):8}{shares}{between:12.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
