"""Rede Social workbench: action plans of Portuguese municipal social networks as frames and graphs.

``ls`` shows the packages in the order in which data passes through them: common, documents, entities,
frames, graphs, measures, presentation, reporting, simulation, terminal. A module imports only from packages that sort
before its own. The names below are the public interface; each is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.documents.plan import Plan, read_plan
    from analysis.frames.action_matches import reviewed_matches
    from analysis.frames.action_windows import reviewed_windows
    from analysis.frames.calendar_files import plan_calendar, plan_calendars
    from analysis.frames.corpus import Corpus
    from analysis.frames.load import load_corpus
    from analysis.frames.peers import peer_plans, previous_plan
    from analysis.frames.publish import publish_csv, publish_parquet
    from analysis.graphs.domains import domain_graph
    from analysis.graphs.edge_lists import write_edge_list
    from analysis.graphs.exchange import write_gexf, write_graphml
    from analysis.graphs.layers import layer_graphs
    from analysis.graphs.pajek import write_pajek
    from analysis.graphs.partnership import participation_graph, partner_graph
    from analysis.graphs.ucinet import write_ucinet
    from analysis.measures.comparisons.actions import action_changes
    from analysis.measures.comparisons.change import partnership_change
    from analysis.measures.comparisons.domain_change import domain_changes
    from analysis.measures.comparisons.plans import plan_comparison
    from analysis.measures.comparisons.rank_change import organisation_change, rank_agreement
    from analysis.measures.comparisons.shared import shared_organisations
    from analysis.measures.comparisons.themes import theme_comparison, theme_gaps
    from analysis.measures.comparisons.turnover import organisation_turnover
    from analysis.measures.domains.bridging import bridging_organisations
    from analysis.measures.domains.concentration import concentration_intervals
    from analysis.measures.domains.coverage import coverage_matrix, domain_coverage, theme_coverage
    from analysis.measures.domains.dependence import domain_dependence
    from analysis.measures.domains.gaps import gap_summary, plan_gaps
    from analysis.measures.domains.overlap import domain_overlap
    from analysis.measures.domains.seriation import seriated_matrix
    from analysis.measures.domains.specialisation import domain_specialisation
    from analysis.measures.indicators.chain import goal_chain
    from analysis.measures.indicators.quality import indicator_quality, indicator_shares, indicator_summary
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
    from analysis.measures.schedules.balance import load_balance
    from analysis.measures.schedules.bounds import load_bounds, month_bounds
    from analysis.measures.schedules.levelling import levelling_plan
    from analysis.measures.schedules.load import organisation_load, schedule_known, schedule_load, weighted_loads
    from analysis.measures.schedules.overload import overloaded_months
    from analysis.measures.schedules.steps import levelling_steps
    from analysis.measures.schedules.together import busy_together
    from analysis.measures.schedules.weights import action_load, action_weights

_MODULES = {  # the public names of each module
    "documents.plan": "Plan read_plan",
    "frames.action_matches": "reviewed_matches",
    "frames.action_windows": "reviewed_windows",
    "frames.calendar_files": "plan_calendar plan_calendars",
    "frames.corpus": "Corpus",
    "frames.load": "load_corpus",
    "frames.peers": "peer_plans previous_plan",
    "frames.publish": "publish_csv publish_parquet",
    "graphs.domains": "domain_graph",
    "graphs.edge_lists": "write_edge_list",
    "graphs.exchange": "write_gexf write_graphml",
    "graphs.layers": "layer_graphs",
    "graphs.pajek": "write_pajek",
    "graphs.partnership": "participation_graph partner_graph",
    "graphs.ucinet": "write_ucinet",
    "measures.comparisons.actions": "action_changes",
    "measures.comparisons.change": "partnership_change",
    "measures.comparisons.domain_change": "domain_changes",
    "measures.comparisons.plans": "plan_comparison",
    "measures.comparisons.rank_change": "organisation_change rank_agreement",
    "measures.comparisons.shared": "shared_organisations",
    "measures.comparisons.themes": "theme_comparison theme_gaps",
    "measures.comparisons.turnover": "organisation_turnover",
    "measures.domains.bridging": "bridging_organisations",
    "measures.domains.concentration": "concentration_intervals",
    "measures.domains.coverage": "coverage_matrix domain_coverage theme_coverage",
    "measures.domains.dependence": "domain_dependence",
    "measures.domains.gaps": "gap_summary plan_gaps",
    "measures.domains.overlap": "domain_overlap",
    "measures.domains.seriation": "seriated_matrix",
    "measures.domains.specialisation": "domain_specialisation",
    "measures.indicators.chain": "goal_chain",
    "measures.indicators.quality": "indicator_quality indicator_shares indicator_summary",
    "measures.networks.backup": "backup_candidates backup_set",
    "measures.networks.bootstrap": "bootstrap_centrality bootstrap_draws",
    "measures.networks.brokerage": "brokerage_expectation partner_brokerage",
    "measures.networks.centrality": "partner_centrality",
    "measures.networks.chance": "pair_chance",
    "measures.networks.cohesion": "partner_bridges partner_cohesion",
    "measures.networks.communities": "community_agreement community_structure partner_communities",
    "measures.networks.core_periphery": "core_periphery core_periphery_fit",
    "measures.networks.dependence": "dependence_by_domain dependence_by_month organisation_dependence orphaned_actions",
    "measures.networks.intervals": "centrality_intervals rank_groups",
    "measures.networks.key_players": "key_player_set",
    "measures.networks.mixing": "kind_mixing kind_ties organisation_mixing",
    "measures.networks.multiplex": "layer_centrality layer_overlap organisation_layers",
    "measures.networks.nestedness": "participation_pattern",
    "measures.networks.power": "tie_power",
    "measures.networks.reading_error": "reading_error_centrality reading_error_draws",
    "measures.networks.resilience": "network_robustness robustness_curve robustness_curves",
    "measures.networks.stability": "case_dropping cs_coefficient",
    "measures.networks.structural_holes": "partner_structural_holes",
    "measures.networks.structure": "network_structure",
    "measures.networks.structure_significance": "structure_significance",
    "measures.networks.suggested_partnerships": "suggested_partnerships",
    "measures.networks.tie_significance": "tie_significance validated_partners",
    "measures.networks.two_mode": "two_mode_centralisation two_mode_centrality",
    "measures.networks.two_mode_clustering": "organisation_clustering two_mode_clustering",
    "measures.networks.two_mode_status": "two_mode_status",
    "measures.schedules.balance": "load_balance",
    "measures.schedules.bounds": "load_bounds month_bounds",
    "measures.schedules.levelling": "levelling_plan",
    "measures.schedules.load": "organisation_load schedule_known schedule_load weighted_loads",
    "measures.schedules.overload": "overloaded_months",
    "measures.schedules.steps": "levelling_steps",
    "measures.schedules.together": "busy_together",
    "measures.schedules.weights": "action_load action_weights",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "Corpus",
    "Plan",
    "action_changes",
    "action_load",
    "action_weights",
    "backup_candidates",
    "backup_set",
    "bootstrap_centrality",
    "bootstrap_draws",
    "bridging_organisations",
    "brokerage_expectation",
    "busy_together",
    "case_dropping",
    "centrality_intervals",
    "community_agreement",
    "community_structure",
    "concentration_intervals",
    "core_periphery",
    "core_periphery_fit",
    "coverage_matrix",
    "cs_coefficient",
    "dependence_by_domain",
    "dependence_by_month",
    "domain_changes",
    "domain_coverage",
    "domain_dependence",
    "domain_graph",
    "domain_overlap",
    "domain_specialisation",
    "gap_summary",
    "goal_chain",
    "indicator_quality",
    "indicator_shares",
    "indicator_summary",
    "key_player_set",
    "kind_mixing",
    "kind_ties",
    "layer_centrality",
    "layer_graphs",
    "layer_overlap",
    "levelling_plan",
    "levelling_steps",
    "load_balance",
    "load_bounds",
    "load_corpus",
    "month_bounds",
    "network_robustness",
    "network_structure",
    "organisation_change",
    "organisation_clustering",
    "organisation_dependence",
    "organisation_layers",
    "organisation_load",
    "organisation_mixing",
    "organisation_turnover",
    "orphaned_actions",
    "overloaded_months",
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
    "peer_plans",
    "plan_calendar",
    "plan_calendars",
    "plan_comparison",
    "plan_gaps",
    "previous_plan",
    "publish_csv",
    "publish_parquet",
    "rank_agreement",
    "rank_groups",
    "read_plan",
    "reading_error_centrality",
    "reading_error_draws",
    "reviewed_matches",
    "reviewed_windows",
    "robustness_curve",
    "robustness_curves",
    "schedule_known",
    "schedule_load",
    "seriated_matrix",
    "shared_organisations",
    "structure_significance",
    "suggested_partnerships",
    "theme_comparison",
    "theme_coverage",
    "theme_gaps",
    "tie_power",
    "tie_significance",
    "two_mode_centralisation",
    "two_mode_centrality",
    "two_mode_clustering",
    "two_mode_status",
    "validated_partners",
    "weighted_loads",
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
