"""Every figure, and how a notebook shows one.

A drawing function returns axes and shows, saves and changes nothing. :func:`display_figure` shows them
as SVG with a name, which becomes the name of the file beside the report, and with a sentence that says
what is seen to whoever cannot see it.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
from IPython.display import display
from matplotlib.axes import Axes

from analysis.presentation.bars import draw_domains, draw_months
from analysis.presentation.changes import draw_action_changes, draw_domain_changes
from analysis.presentation.communities import draw_communities
from analysis.presentation.comparisons import draw_comparison
from analysis.presentation.concentration import draw_concentration, draw_domain_dependence
from analysis.presentation.domain_network import draw_domain_network
from analysis.presentation.gantt import draw_gantt
from analysis.presentation.heatmaps import draw_coverage
from analysis.presentation.indicators import draw_goal_chain, draw_indicator_quality
from analysis.presentation.intervals import draw_rank_intervals, draw_tie_significance
from analysis.presentation.losses import draw_dependence, draw_robustness
from analysis.presentation.maps import draw_map
from analysis.presentation.month_maps import draw_load_parts, draw_organisation_months
from analysis.presentation.networks import draw_partners
from analysis.presentation.plan_matrices import draw_shared_organisations, draw_theme_comparison
from analysis.presentation.plan_tree import draw_plan_tree
from analysis.presentation.style import is_said, svg_of
from analysis.presentation.workload import draw_busy_together, draw_levelling, draw_load_weights

__all__ = [
    "display_figure",
    "draw_action_changes",
    "draw_busy_together",
    "draw_communities",
    "draw_comparison",
    "draw_concentration",
    "draw_coverage",
    "draw_dependence",
    "draw_domain_changes",
    "draw_domain_dependence",
    "draw_domain_network",
    "draw_domains",
    "draw_gantt",
    "draw_goal_chain",
    "draw_indicator_quality",
    "draw_levelling",
    "draw_load_parts",
    "draw_load_weights",
    "draw_map",
    "draw_months",
    "draw_organisation_months",
    "draw_partners",
    "draw_plan_tree",
    "draw_rank_intervals",
    "draw_robustness",
    "draw_shared_organisations",
    "draw_theme_comparison",
    "draw_tie_significance",
]


def display_figure(ax: Axes, name: str, alt: object = None) -> None:
    """Show the figure of `ax` as SVG, unless it only repeats that nothing is known.

    Parameters
    ----------
    ax : Axes
        What a drawing function returned; its figure is closed once shown.
    name : str
        Short name, the same in every plan: ``partner-network``.
    alt : optional
        What is seen, in a sentence or two, such as a finding; the figure's small print by default. The
        figure's title, or of one of several panels that of them all, goes before it.
    """
    figure = ax.figure
    if is_said(ax):
        plt.close(figure)  # type: ignore[arg-type]
        return
    svg = svg_of(figure)  # type: ignore[arg-type]
    plt.close(figure)  # type: ignore[arg-type]
    told = f"{figure.get_suptitle() or ax.get_title(loc='left')}. {alt or ax.get_label()}"
    display({"image/svg+xml": svg, "text/plain": told}, raw=True, metadata={"analysis": {"name": name, "alt": told}})
