"""How fast networks are measured: by which engine, with how much else, and how large a network.

``python -m tests.benchmarks.network [--plans N] [--municipalities N] [--region N]`` prints, all measured in one
run on invented plans (:mod:`tests.benchmarks.national`):

- the centralities of plan-sized partner graphs by each engine beside networkx, and the greatest difference;
- each measure of one plan, and those that draw at random;
- the graphs of a country and their centralities, beside networkx on a region that it can finish. What networkx
  would take for the country is not measured but extrapolated, by the number of bodies times the number of ties.

The national engine needs the extra ``national``. Other work on the machine shows in the times, less in ratios.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

import analysis
from analysis.frames.corpus import Corpus
from analysis.graphs.incidence import incidence_of
from analysis.graphs.partnership import participation_graph, partner_graph
from analysis.measures.networks.centrality import partner_centrality
from analysis.measures.networks.engines.dense import stacked_centralities
from tests.benchmarks.national import national_corpus

DRAWN = (
    "bootstrap_centrality", "case_dropping", "reading_error_centrality", "tie_significance", "structure_significance",
    "suggested_partnerships",
)  # fmt: skip
MEASURES = (
    "partner_centrality", "network_structure", "partner_cohesion", "partner_bridges", "core_periphery",
    "core_periphery_fit", "partner_communities", "community_structure", "kind_mixing", "kind_ties",
    "organisation_mixing", "partner_brokerage", "partner_structural_holes", "key_player_set", "participation_pattern",
    "two_mode_centrality", "two_mode_centralisation", "two_mode_status", "two_mode_clustering",
    "organisation_clustering", "domain_specialisation", "organisation_dependence", "robustness_curve",
    "domain_coverage", "coverage_matrix", "schedule_load", "schedule_known", "organisation_load",
)  # fmt: skip
_RUNS = 3


def main(arguments: list[str] | None = None) -> int:
    """Print the benchmark and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.network", description=__doc__)
    parser.add_argument("--plans", type=int, default=100, help="plan-sized networks (default: 100)")
    parser.add_argument("--municipalities", type=int, default=308, help="municipalities of the country (default: 308)")
    parser.add_argument("--region", type=int, default=5, help="municipalities that networkx measures (default: 5)")
    chosen = parser.parse_args(arguments)
    partner_centrality(nx.path_graph(2), engine="national")  # compiles
    _engines(chosen.plans)
    _measures()
    _country(chosen.region, chosen.municipalities)
    return 0


def _engines(plans: int) -> None:
    """Print the times of all engines on plan-sized networks."""
    graphs = [partner_graph(_plan(seed)) for seed in range(plans)]
    bodies = [len(graph) for graph in graphs]
    print(f"centralities of {plans} plans of {min(bodies)} to {max(bodies)} bodies, conversion and frame included")
    expected, slowest = _timed(lambda: [partner_centrality(graph, engine="networkx") for graph in graphs])
    _line("networkx", slowest, 1)
    for engine in ("dense", "national"):
        measured, took = _timed(lambda engine=engine: [partner_centrality(graph, engine=engine) for graph in graphs])
        _line(engine, took, slowest / took, _apart(measured, expected))
    n = max(bodies)
    weights = np.zeros((plans, n, n))
    for draw, graph in enumerate(graphs):
        weights[draw, : len(graph), : len(graph)] = nx.to_numpy_array(graph)
    _, took = _timed(lambda: stacked_centralities(weights))
    _line("dense, all at once", took, slowest / took)


def _measures() -> None:
    """Print the shortest time of each measure of one plan."""
    corpus = _plan(0)
    given = {"corpus": corpus, "participations": participation_graph(corpus), "partners": partner_graph(corpus)}
    print(f"\none plan: {given['participations']}; {len(given['partners'])} bodies")
    total = 0.0
    for name in MEASURES:
        took = _measure(name, given)
        total += took
        _line(name, took)
    _line("all of these", total)
    for name in DRAWN:
        _line(name, _measure(name, given))


def _measure(name: str, given: dict[str, Any]) -> float:
    measure = getattr(analysis, name)
    first = measure.__code__.co_varnames[0]
    subject = given.get(first, given["partners"])
    return min(_timed(lambda: measure(subject))[1] for _ in range(_RUNS))


def _country(region: int, municipalities: int) -> None:
    """Print the times of a country, and beside networkx those of a region."""
    graph = partner_graph(national_corpus(region))
    print(f"\nregion of {region} municipalities, 10 years: {graph}")
    expected, slowest = _timed(lambda: partner_centrality(graph, engine="networkx"))
    measured, took = _timed(lambda: partner_centrality(graph, engine="national"))
    _line("networkx", slowest, 1)
    _line("national", took, slowest / took, _apart([measured], [expected]))

    corpus = national_corpus(municipalities)
    print(f"\n{municipalities} municipalities, 10 years: {len(corpus.actions)} actions")
    participations, took = _timed(lambda: participation_graph(corpus))
    _line("participation_graph", took)
    partners, took = _timed(lambda: partner_graph(corpus))
    _line("partner_graph", took)
    incidence = incidence_of(participations)
    _line("projection as a matrix", _timed(incidence.shared)[1])
    _, took = _timed(lambda: partner_centrality(partners, engine="national"))
    grown = len(partners) * partners.number_of_edges() / (len(graph) * graph.number_of_edges())
    print(f"{partners}")
    _line("national", took, slowest * grown / took)
    _line("networkx, extrapolated", slowest * grown, 1)


def _plan(seed: int) -> Corpus:
    """Return one plan of sixty actions and some thirty bodies."""
    return national_corpus(1, 1, local=26, known=6, seed=seed)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begin


def _line(name: str, took: float, ratio: float | None = None, apart: float | None = None) -> None:
    faster = "" if ratio is None else f"{ratio:10.1f} x"
    told = "" if apart is None else f"   differs by {apart:.0e}"
    print(f"  {name:28}{took:12.3f} s{faster}{told}", flush=True)


def _apart(measured: list[pd.DataFrame], expected: list[pd.DataFrame]) -> float:
    """Return the greatest difference, as a share of the values above 1."""
    apart = 0.0
    for one, other in zip(measured, expected, strict=True):
        here, there = (frame.select_dtypes("number").astype("Float64") for frame in (one, other))
        apart = max(apart, ((here - there).abs() / there.clip(lower=1)).max(axis=None))
    return apart


if __name__ == "__main__":
    sys.exit(main())
