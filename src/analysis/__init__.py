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
    from analysis.measures.comparisons.change import partnership_change
    from analysis.measures.comparisons.rank_change import organisation_change, rank_agreement
    from analysis.measures.domains.coverage import coverage_matrix, domain_coverage
    from analysis.measures.domains.specialisation import domain_specialisation
    from analysis.measures.networks.backup import backup_candidates, backup_set
    from analysis.measures.networks.bootstrap import bootstrap_centrality, bootstrap_draws
    from analysis.measures.networks.brokerage import brokerage_expectation, partner_brokerage
    from analysis.measures.networks.centrality import partner_centrality
    from analysis.measures.networks.chance import pair_chance
    from analysis.measures.networks.cohesion import partner_bridges, partner_cohesion
    from analysis.measures.networks.communities import community_agreement, community_structure, partner_communities
    from analysis.measures.networks.core_periphery import core_periphery, core_periphery_fit
    from analysis.measures.networks.dependence import (
        dependence_by_domain,
        dependence_by_month,
        organisation_dependence,
        orphaned_actions,
    )
    from analysis.measures.networks.intervals import centrality_intervals, rank_groups
    from analysis.measures.networks.key_players import key_player_set
    from analysis.measures.networks.mixing import kind_mixing, kind_ties, organisation_mixing
    from analysis.measures.networks.multiplex import layer_centrality, layer_overlap, organisation_layers
    from analysis.measures.networks.nestedness import participation_pattern
    from analysis.measures.networks.power import tie_power
    from analysis.measures.networks.reading_error import reading_error_centrality, reading_error_draws
    from analysis.measures.networks.resilience import network_robustness, robustness_curve, robustness_curves
    from analysis.measures.networks.stability import case_dropping, cs_coefficient
    from analysis.measures.networks.structural_holes import partner_structural_holes
    from analysis.measures.networks.structure import network_structure
    from analysis.measures.networks.structure_significance import structure_significance
    from analysis.measures.networks.suggested_partnerships import suggested_partnerships
    from analysis.measures.networks.tie_significance import tie_significance, validated_partners
    from analysis.measures.networks.two_mode import two_mode_centralisation, two_mode_centrality
    from analysis.measures.networks.two_mode_clustering import organisation_clustering, two_mode_clustering
    from analysis.measures.networks.two_mode_status import two_mode_status
    from analysis.measures.schedules.load import organisation_load, schedule_known, schedule_load

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
    "backup_candidates": "measures.networks.backup",
    "backup_set": "measures.networks.backup",
    "bootstrap_centrality": "measures.networks.bootstrap",
    "bootstrap_draws": "measures.networks.bootstrap",
    "brokerage_expectation": "measures.networks.brokerage",
    "partner_brokerage": "measures.networks.brokerage",
    "partner_centrality": "measures.networks.centrality",
    "pair_chance": "measures.networks.chance",
    "partnership_change": "measures.comparisons.change",
    "partner_bridges": "measures.networks.cohesion",
    "partner_cohesion": "measures.networks.cohesion",
    "community_agreement": "measures.networks.communities",
    "community_structure": "measures.networks.communities",
    "partner_communities": "measures.networks.communities",
    "core_periphery": "measures.networks.core_periphery",
    "core_periphery_fit": "measures.networks.core_periphery",
    "coverage_matrix": "measures.domains.coverage",
    "domain_coverage": "measures.domains.coverage",
    "dependence_by_domain": "measures.networks.dependence",
    "dependence_by_month": "measures.networks.dependence",
    "organisation_dependence": "measures.networks.dependence",
    "orphaned_actions": "measures.networks.dependence",
    "centrality_intervals": "measures.networks.intervals",
    "rank_groups": "measures.networks.intervals",
    "key_player_set": "measures.networks.key_players",
    "kind_mixing": "measures.networks.mixing",
    "kind_ties": "measures.networks.mixing",
    "organisation_mixing": "measures.networks.mixing",
    "layer_centrality": "measures.networks.multiplex",
    "layer_overlap": "measures.networks.multiplex",
    "organisation_layers": "measures.networks.multiplex",
    "participation_pattern": "measures.networks.nestedness",
    "tie_power": "measures.networks.power",
    "organisation_change": "measures.comparisons.rank_change",
    "rank_agreement": "measures.comparisons.rank_change",
    "reading_error_centrality": "measures.networks.reading_error",
    "reading_error_draws": "measures.networks.reading_error",
    "network_robustness": "measures.networks.resilience",
    "robustness_curve": "measures.networks.resilience",
    "robustness_curves": "measures.networks.resilience",
    "organisation_load": "measures.schedules.load",
    "schedule_known": "measures.schedules.load",
    "schedule_load": "measures.schedules.load",
    "domain_specialisation": "measures.domains.specialisation",
    "case_dropping": "measures.networks.stability",
    "cs_coefficient": "measures.networks.stability",
    "partner_structural_holes": "measures.networks.structural_holes",
    "network_structure": "measures.networks.structure",
    "structure_significance": "measures.networks.structure_significance",
    "suggested_partnerships": "measures.networks.suggested_partnerships",
    "tie_significance": "measures.networks.tie_significance",
    "validated_partners": "measures.networks.tie_significance",
    "two_mode_centralisation": "measures.networks.two_mode",
    "two_mode_centrality": "measures.networks.two_mode",
    "organisation_clustering": "measures.networks.two_mode_clustering",
    "two_mode_clustering": "measures.networks.two_mode_clustering",
    "two_mode_status": "measures.networks.two_mode_status",
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
