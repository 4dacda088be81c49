"""What the data say, in sentences computed from them.

A finding takes result frames and returns a :class:`Finding`: sentences in the reader's language that
name the bodies, counts and shares of this plan, state ties as ties and the unknown as unknown. Nothing
is typed in: with other data the sentences differ or are left out.
"""

from analysis.presentation.findings.certainty import certainty_finding
from analysis.presentation.findings.chance import shape_finding, suggestion_finding, tie_finding
from analysis.presentation.findings.change import change_finding
from analysis.presentation.findings.comparison import (
    compared_finding,
    shared_finding,
    standing_finding,
    theme_gap_finding,
    year_finding,
)
from analysis.presentation.findings.coverage import concentration_finding, gap_finding, overlap_finding, theme_finding
from analysis.presentation.findings.dependence import backup_finding, dependence_finding, robustness_finding
from analysis.presentation.findings.domains import domain_finding
from analysis.presentation.findings.groups import community_finding, core_finding
from analysis.presentation.findings.indicators import chain_finding, indicator_finding
from analysis.presentation.findings.methods import methods_finding
from analysis.presentation.findings.partners import partner_finding, structure_finding
from analysis.presentation.findings.reading import choice_finding, plan_finding, reading_finding
from analysis.presentation.findings.schedule import schedule_finding, supply_finding
from analysis.presentation.findings.study_methods import comparison_methods, coverage_methods, schedule_methods
from analysis.presentation.findings.summary import summary_finding
from analysis.presentation.findings.workload import (
    levelling_finding,
    load_finding,
    overload_finding,
    weights_finding,
)

__all__ = [
    "backup_finding",
    "certainty_finding",
    "chain_finding",
    "change_finding",
    "choice_finding",
    "community_finding",
    "compared_finding",
    "comparison_methods",
    "concentration_finding",
    "core_finding",
    "coverage_methods",
    "dependence_finding",
    "domain_finding",
    "gap_finding",
    "indicator_finding",
    "levelling_finding",
    "load_finding",
    "methods_finding",
    "overlap_finding",
    "overload_finding",
    "partner_finding",
    "plan_finding",
    "reading_finding",
    "robustness_finding",
    "schedule_finding",
    "schedule_methods",
    "shape_finding",
    "shared_finding",
    "standing_finding",
    "structure_finding",
    "suggestion_finding",
    "summary_finding",
    "supply_finding",
    "theme_finding",
    "theme_gap_finding",
    "tie_finding",
    "weights_finding",
    "year_finding",
]
