"""How sure ranks and ties are: each body with the ranks that it may have, each tie beside what chance gives."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.common.wording import Language, label, percent, say
from analysis.presentation.style import ACCENT, QUIET, SECOND, drawing, hush, note, shortened

BAND = "#f0f4f6"
ROW = 0.27  # inches a body


def draw_rank_intervals(
    groups: pd.DataFrame,
    *,
    measure: str,
    level: float,
    reading: pd.DataFrame | None = None,
    ax: Axes | None = None,
    lang: Language = "pt",
) -> Axes:
    """Draw the rank of each body and the ranks that it may have.

    Parameters
    ----------
    groups : DataFrame
        As :func:`analysis.measures.rank_groups.rank_groups` returns it, of resampled actions.
    measure : str
        The measure by which they are ranked, as a column of the centralities.
    level : float
        Level of the intervals, 0 to 1.
    reading : DataFrame, optional
        The same of reading error, drawn beside it.
    ax : Axes, optional
        Where to draw; new axes by default.
    lang : str
        Language of labels and notes.

    Returns
    -------
    Axes
        One row a body, best rank on top; a dot for its rank, a line for the interval. Bands part the
        groups of bodies whose ranks can be told apart.
    """
    rows = groups.sort_values(["rank", "group"], kind="stable")
    height = 1.3 + ROW * max(len(rows), 2)
    with drawing(ax, 8.2, height) as ax:
        told = label("column", measure, lang).lower()
        ax.set_title(say("figure.ranks.title", lang, measure=told), pad=26)
        if rows.empty:
            ax.set_axis_off()
            ax.text(0.5, 0.5, say("figure.partners.nobody", lang), ha="center", transform=ax.transAxes)
            return ax
        _draw_bands(rows["group"], ax, lang)
        _draw_intervals(rows, ax, ACCENT, "o", -0.13 if reading is not None else 0.0,
                        say("figure.ranks.cases", lang))  # fmt: skip
        if reading is not None:
            _draw_intervals(reading.loc[rows.index], ax, SECOND, "s", 0.17, say("figure.ranks.reading", lang))
        ax.set_yticks(range(len(rows)), [shortened(str(name)) for name in rows["organisation"]])
        ax.set_ylim(len(rows) - 0.5, -0.5)
        ax.set_xlim(0.3, len(rows) + 0.7)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=13))
        ax.set_xlabel(say("figure.ranks.rank", lang))
        hush(ax, grid="x")
        ax.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=2, borderaxespad=0.1)
        note(ax, say("figure.ranks.note", lang, level=percent(level, lang)), below=44)
    return ax


def _draw_bands(groups: pd.Series, ax: Axes, lang: Language) -> None:
    """Shade every other group of ranks and number the groups."""
    numbers = groups.astype(int).tolist()
    for number in dict.fromkeys(numbers):
        first, last = numbers.index(number), len(numbers) - numbers[::-1].index(number)
        if number % 2:
            ax.axhspan(first - 0.5, last - 0.5, color=BAND, zorder=0)
        ax.text(
            1.01, (first + last - 1) / 2, say("figure.ranks.group", lang, n=number), va="center", fontsize=8.5,
            color=QUIET, transform=ax.get_yaxis_transform(),
        )  # fmt: skip


def _draw_intervals(rows: pd.DataFrame, ax: Axes, colour: str, marker: str, shift: float, told: str) -> None:
    heights = [at + shift for at in range(len(rows))]
    low, high = rows["rank_low"].astype(float), rows["rank_high"].astype(float)
    ax.hlines(heights, low, high, color=colour, linewidth=2.2, alpha=0.75)
    ax.plot(rows["rank"].astype(float), heights, linestyle="", marker=marker, color=colour, markersize=5,
            markeredgecolor="white", markeredgewidth=0.6, label=told)  # fmt: skip
