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
from analysis.presentation.communities import draw_communities
from analysis.presentation.heatmaps import draw_coverage, draw_organisation_months
from analysis.presentation.intervals import draw_rank_intervals, draw_tie_significance
from analysis.presentation.losses import draw_dependence, draw_robustness
from analysis.presentation.networks import draw_partners
from analysis.presentation.style import svg_of

__all__ = [
    "display_figure",
    "draw_communities",
    "draw_coverage",
    "draw_dependence",
    "draw_domains",
    "draw_months",
    "draw_organisation_months",
    "draw_partners",
    "draw_rank_intervals",
    "draw_robustness",
    "draw_tie_significance",
]


def display_figure(ax: Axes, name: str, alt: object = None) -> None:
    """Show the figure of `ax` as SVG.

    Parameters
    ----------
    ax : Axes
        What a drawing function returned; its figure is closed once shown.
    name : str
        Short name, the same in every plan: ``partner-network``.
    alt : optional
        What is seen, in a sentence or two, such as a finding; the figure's small print by default. The
        figure's title goes before it.
    """
    figure = ax.figure
    svg = svg_of(figure)  # type: ignore[arg-type]
    plt.close(figure)  # type: ignore[arg-type]
    told = f"{ax.get_title(loc='left')}. {alt or ax.get_label()}"
    display({"image/svg+xml": svg, "text/plain": told}, raw=True, metadata={"analysis": {"name": name, "alt": told}})
