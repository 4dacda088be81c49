"""How often intervals of density, centralisation and the like hold the truth, in plans whose process is known.

``python -m tests.benchmarks.structure [--plans N] [--actions N ...]`` draws plans from each of the four processes of
:mod:`tests.benchmarks.coverage`, makes 95 % intervals for each, and prints in how many cases of a hundred the truth
lies within: the median over plans of the process with as many actions, found by drawing hundreds.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np

from analysis.measures.networks.structure_intervals import MEASURES, incidence_structures, structure_intervals
from tests.benchmarks.coverage import PROCESSES, Process, plan_graph

TRUTHS = 200


def held(name: str, number: int, actions: int) -> np.ndarray:
    """Return for each measure whether its interval in one simulated plan holds the truth."""
    process = Process(name, 100 + number)
    rng = np.random.default_rng([process.seed, number])
    plan = process.plan(rng, actions)
    others = np.array([process.plan(rng, actions) for _ in range(TRUTHS)])
    truth = np.nanmedian(incidence_structures(others), axis=0)
    told = structure_intervals(plan_graph(plan[plan.any(axis=1)]), seed=number).astype(float)
    return ((told["low"] <= truth + 1e-9) & (truth <= told["high"] + 1e-9)).to_numpy()


def main(arguments: list[str] | None = None) -> int:
    """Print the benchmark and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.structure", description=__doc__)
    parser.add_argument("--plans", type=int, default=50, help="plans of each process (default: 50)")
    parser.add_argument("--actions", type=int, nargs="+", default=[61, 25, 10], help="actions of a plan")
    asked = parser.parse_args(arguments)
    print(f"{'':24}" + "".join(f"{measure:>24}" for measure in MEASURES))
    for actions in asked.actions:
        parts = [[held(name, number, actions) for number in range(asked.plans)] for name in PROCESSES]
        for name, part in zip((*PROCESSES, "all"), (*parts, np.concatenate(parts)), strict=True):
            shares = 100 * np.mean(part, axis=0)
            print(f"{actions:>4} actions, {name:10}" + "".join(f"{share:24.1f}" for share in shares), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
