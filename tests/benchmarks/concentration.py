"""How often intervals of concentration hold the truth, in domains whose process is known.

``python -m tests.benchmarks.concentration [--plans N]`` draws plans of domains of 2, 3, 6, 12 and 30 actions, and a
rest of 8, from each of seven processes, makes 95 % intervals, and prints for each measure and number of actions in
how many cases of a hundred the truth lies within: the median over other draws of as many actions of the same
domain (of the share of actions of one body, the share in the process).

The processes are those of :mod:`tests.benchmarks.coverage` (*recurring*: each domain repeats four constellations in
seven actions of ten), and: *alone*, where the town hall is alone in 85 actions of 100; *narrow*, where that is so
in the one domain that is measured, among others of two or three bodies an action; *broad*, where each of its
actions names the bodies of two, and those of all other domains mostly the town hall alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.measures.domains.concentration import MEASURES, concentration_intervals
from tests.benchmarks.coverage import Process
from tests.conftest import _corpus_of

PROCESSES = ("domains", "alike", "recurring", "no hall", "alone", "narrow", "broad")
SIZES = (2, 3, 6, 12, 30)
_REST, _ALONE, _TRUTHS, _POOL = 8, 0.85, 300, 1500


def held(name: str, number: int) -> pd.DataFrame:
    """Return for each measured domain of a simulated plan whether the intervals hold the truth."""
    rng = np.random.default_rng([PROCESSES.index(name), number])
    draw = _actions(name, number, rng)
    sizes = (*SIZES, _REST)
    if name in ("narrow", "broad"):  # one domain differs from all others
        return pd.concat([_measured(draw, (size, 61 - size), (0,), rng) for size in SIZES])
    return _measured(draw, sizes, range(len(SIZES)), rng)


def main(arguments: list[str] | None = None) -> int:
    """Print the benchmark and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.concentration", description=__doc__)
    parser.add_argument("--plans", type=int, default=100, help="plans of each process (default: 100)")
    asked = parser.parse_args(arguments)
    print(f"{'':12}{'actions':>8}" + "".join(f"{measure[:14]:>16}" for measure in MEASURES))
    parts = {name: pd.concat([held(name, number) for number in range(asked.plans)]) for name in PROCESSES}
    for name, part in [*parts.items(), ("all", pd.concat(parts.values()))]:
        for size, rows in part.groupby("actions"):
            told = "".join(f"{100 * rows[measure].mean():16.1f}" for measure in MEASURES)
            print(f"{name:12}{size:8}{told}", flush=True)
    return 0


def _actions(name: str, number: int, rng: np.random.Generator) -> Callable[[int, int], np.ndarray]:
    """Return how to draw so many actions of a domain, actions × bodies."""
    process = Process("domains" if name in ("alone", "narrow", "broad") else name, 100 + number)
    pools = [[process.new_action(rng, domain) for _ in range(4)] for domain in range(8)]
    often = [rng.dirichlet(np.ones(4)) for _ in range(8)]

    def draw(domain: int) -> np.ndarray:
        if name == "recurring" and rng.random() < 0.7:
            return pools[domain][rng.choice(4, p=often[domain])]
        alone = name == "alone" or (name == "narrow" and domain == 0) or (name == "broad" and domain != 0)
        action = process.new_action(rng, domain)
        if name == "broad" and domain == 0:
            return action | process.new_action(rng, domain)
        return np.arange(len(action)) == 0 if alone and rng.random() < _ALONE else action

    return lambda domain, count: np.array([draw(domain) for _ in range(count)])


def _measured(
    draw: Callable[[int, int], np.ndarray],
    sizes: tuple[int, ...],
    which: range | tuple[int, ...],
    rng: np.random.Generator,
) -> pd.DataFrame:
    plan = [draw(domain, size) for domain, size in enumerate(sizes)]
    cells = [" ".join(f"B{body}" for body in np.flatnonzero(action)) for actions in plan for action in actions]
    domains = [f"D{domain}" for domain, size in enumerate(sizes) for _ in range(size)]
    told = concentration_intervals(_corpus_of(*cells, domains=domains)).droplevel("plan_id")
    rows = []
    for domain in which:
        pool = draw(domain, _POOL)
        others = pool[rng.integers(0, _POOL, (_TRUTHS, sizes[domain]))]
        truth = {**_typical(others), "lone_share": (pool.sum(axis=1) == 1).mean()}
        row = told.loc[f"D{domain}"]
        within = {m: row[f"{m}_low"] - 1e-9 <= truth[m] <= row[f"{m}_high"] + 1e-9 for m in MEASURES}
        rows.append({"actions": sizes[domain], **within})
    return pd.DataFrame(rows)


def _typical(draws: np.ndarray) -> dict[str, float]:
    """Return the median of each measure over draws × actions × bodies."""
    present = draws.sum(axis=1)
    shares = present / present.sum(axis=1, keepdims=True)
    entropy = -(shares * np.log(np.where(shares > 0, shares, 1))).sum(axis=1)
    herfindahl = (shares**2).sum(axis=1)
    values = {
        "effective": np.exp(entropy),
        "effective_simpson": 1 / herfindahl,
        "herfindahl": herfindahl,
        "top_share": present.max(axis=1) / draws.shape[1],
    }
    return {measure: float(np.median(value)) for measure, value in values.items()}


if __name__ == "__main__":
    sys.exit(main())
