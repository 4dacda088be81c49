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
    from analysis.frames.publish import publish_csv, publish_parquet
    from analysis.graphs.edge_lists import write_edge_list
    from analysis.graphs.exchange import write_gexf, write_graphml
    from analysis.graphs.layers import layer_graphs
    from analysis.graphs.pajek import write_pajek
    from analysis.graphs.partnership import participation_graph, partner_graph
    from analysis.graphs.ucinet import write_ucinet
    from analysis.measures.backup import backup_candidates, backup_set
    from analysis.measures.bootstrap import bootstrap_centrality, bootstrap_draws
    from analysis.measures.brokerage import brokerage_expectation, partner_brokerage
    from analysis.measures.centrality import partner_centrality
    from analysis.measures.chance import pair_chance
    from analysis.measures.change import partnership_change
    from analysis.measures.cohesion import partner_bridges, partner_cohesion
    from analysis.measures.communities import community_agreement, community_structure, partner_communities
    from analysis.measures.core_periphery import core_periphery, core_periphery_fit
    from analysis.measures.coverage import coverage_matrix, domain_coverage
    from analysis.measures.dependence import (
        dependence_by_domain,
        dependence_by_month,
        organisation_dependence,
        orphaned_actions,
    )
    from analysis.measures.intervals import centrality_intervals, rank_groups
    from analysis.measures.key_players import key_player_set
    from analysis.measures.mixing import kind_mixing, kind_ties, organisation_mixing
    from analysis.measures.multiplex import layer_centrality, layer_overlap, organisation_layers
    from analysis.measures.nestedness import participation_pattern
    from analysis.measures.power import tie_power
    from analysis.measures.rank_change import organisation_change, rank_agreement
    from analysis.measures.reading_error import reading_error_centrality, reading_error_draws
    from analysis.measures.resilience import network_robustness, robustness_curve, robustness_curves
    from analysis.measures.schedule import organisation_load, schedule_known, schedule_load
    from analysis.measures.specialisation import domain_specialisation
    from analysis.measures.stability import case_dropping, cs_coefficient
    from analysis.measures.structural_holes import partner_structural_holes
    from analysis.measures.structure import network_structure
    from analysis.measures.structure_significance import structure_significance
    from analysis.measures.suggested_partnerships import suggested_partnerships
    from analysis.measures.tie_significance import tie_significance, validated_partners
    from analysis.measures.two_mode import two_mode_centralisation, two_mode_centrality
    from analysis.measures.two_mode_clustering import organisation_clustering, two_mode_clustering
    from analysis.measures.two_mode_status import two_mode_status

_HOMES = {
    "Plan": "documents.plan",
    "read_plan": "documents.plan",
    "Corpus": "frames.corpus",
    "load_corpus": "frames.load",
    "publish_csv": "frames.publish",
    "publish_parquet": "frames.publish",
    "write_edge_list": "graphs.edge_lists",
    "write_gexf": "graphs.exchange",
    "write_graphml": "graphs.exchange",
    "layer_graphs": "graphs.layers",
    "write_pajek": "graphs.pajek",
    "participation_graph": "graphs.partnership",
    "partner_graph": "graphs.partnership",
    "write_ucinet": "graphs.ucinet",
    "backup_candidates": "measures.backup",
    "backup_set": "measures.backup",
    "bootstrap_centrality": "measures.bootstrap",
    "bootstrap_draws": "measures.bootstrap",
    "brokerage_expectation": "measures.brokerage",
    "partner_brokerage": "measures.brokerage",
    "partner_centrality": "measures.centrality",
    "pair_chance": "measures.chance",
    "partnership_change": "measures.change",
    "partner_bridges": "measures.cohesion",
    "partner_cohesion": "measures.cohesion",
    "community_agreement": "measures.communities",
    "community_structure": "measures.communities",
    "partner_communities": "measures.communities",
    "core_periphery": "measures.core_periphery",
    "core_periphery_fit": "measures.core_periphery",
    "coverage_matrix": "measures.coverage",
    "domain_coverage": "measures.coverage",
    "dependence_by_domain": "measures.dependence",
    "dependence_by_month": "measures.dependence",
    "organisation_dependence": "measures.dependence",
    "orphaned_actions": "measures.dependence",
    "centrality_intervals": "measures.intervals",
    "rank_groups": "measures.intervals",
    "key_player_set": "measures.key_players",
    "kind_mixing": "measures.mixing",
    "kind_ties": "measures.mixing",
    "organisation_mixing": "measures.mixing",
    "layer_centrality": "measures.multiplex",
    "layer_overlap": "measures.multiplex",
    "organisation_layers": "measures.multiplex",
    "participation_pattern": "measures.nestedness",
    "tie_power": "measures.power",
    "organisation_change": "measures.rank_change",
    "rank_agreement": "measures.rank_change",
    "reading_error_centrality": "measures.reading_error",
    "reading_error_draws": "measures.reading_error",
    "network_robustness": "measures.resilience",
    "robustness_curve": "measures.resilience",
    "robustness_curves": "measures.resilience",
    "organisation_load": "measures.schedule",
    "schedule_known": "measures.schedule",
    "schedule_load": "measures.schedule",
    "domain_specialisation": "measures.specialisation",
    "case_dropping": "measures.stability",
    "cs_coefficient": "measures.stability",
    "partner_structural_holes": "measures.structural_holes",
    "network_structure": "measures.structure",
    "structure_significance": "measures.structure_significance",
    "suggested_partnerships": "measures.suggested_partnerships",
    "tie_significance": "measures.tie_significance",
    "validated_partners": "measures.tie_significance",
    "two_mode_centralisation": "measures.two_mode",
    "two_mode_centrality": "measures.two_mode",
    "organisation_clustering": "measures.two_mode_clustering",
    "two_mode_clustering": "measures.two_mode_clustering",
    "two_mode_status": "measures.two_mode_status",
}

__all__ = [
    "Corpus",
    "Plan",
    "backup_candidates",
    "backup_set",
    "bootstrap_centrality",
    "bootstrap_draws",
    "brokerage_expectation",
    "case_dropping",
    "centrality_intervals",
    "community_agreement",
    "community_structure",
    "core_periphery",
    "core_periphery_fit",
    "coverage_matrix",
    "cs_coefficient",
    "dependence_by_domain",
    "dependence_by_month",
    "domain_coverage",
    "domain_specialisation",
    "key_player_set",
    "kind_mixing",
    "kind_ties",
    "layer_centrality",
    "layer_graphs",
    "layer_overlap",
    "load_corpus",
    "network_robustness",
    "network_structure",
    "organisation_change",
    "organisation_clustering",
    "organisation_dependence",
    "organisation_layers",
    "organisation_load",
    "organisation_mixing",
    "orphaned_actions",
    "pair_chance",
    "participation_graph",
    "participation_pattern",
    "partner_bridges",
    "partner_brokerage",
    "partner_centrality",
    "partner_cohesion",
    "partner_communities",
    "partner_graph",
    "partner_structural_holes",
    "partnership_change",
    "publish_csv",
    "publish_parquet",
    "rank_agreement",
    "rank_groups",
    "read_plan",
    "reading_error_centrality",
    "reading_error_draws",
    "robustness_curve",
    "robustness_curves",
    "schedule_known",
    "schedule_load",
    "structure_significance",
    "suggested_partnerships",
    "tie_power",
    "tie_significance",
    "two_mode_centralisation",
    "two_mode_centrality",
    "two_mode_clustering",
    "two_mode_status",
    "validated_partners",
    "write_edge_list",
    "write_gexf",
    "write_graphml",
    "write_pajek",
    "write_ucinet",
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
