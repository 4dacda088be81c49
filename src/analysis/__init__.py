"""Rede Social workbench: action plans of Portuguese municipal social networks as frames and graphs.

``ls`` shows the packages in the order in which data passes through them: common, documents, entities,
frames, graphs, measures, presentation, reporting, terminal. A module imports only from packages that sort
before its own. The names below are the public interface; each is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.documents.plan import Plan, read_plan
    from analysis.frames.corpus import Corpus
    from analysis.frames.load import load_corpus
    from analysis.graphs.partnership import participation_graph, partner_graph
    from analysis.measures.centrality import partner_centrality
    from analysis.measures.coverage import coverage_matrix, domain_coverage
    from analysis.measures.schedule import organisation_load, schedule_known, schedule_load
    from analysis.measures.structure import network_structure

_HOMES = {
    "Plan": "documents.plan",
    "read_plan": "documents.plan",
    "Corpus": "frames.corpus",
    "load_corpus": "frames.load",
    "participation_graph": "graphs.partnership",
    "partner_graph": "graphs.partnership",
    "partner_centrality": "measures.centrality",
    "coverage_matrix": "measures.coverage",
    "domain_coverage": "measures.coverage",
    "organisation_load": "measures.schedule",
    "schedule_known": "measures.schedule",
    "schedule_load": "measures.schedule",
    "network_structure": "measures.structure",
}

__all__ = [
    "Corpus",
    "Plan",
    "coverage_matrix",
    "domain_coverage",
    "load_corpus",
    "network_structure",
    "organisation_load",
    "participation_graph",
    "partner_centrality",
    "partner_graph",
    "read_plan",
    "schedule_known",
    "schedule_load",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("rede-social-workbench")
        except PackageNotFoundError:  # run from a source tree that is not installed
            return "0"
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
