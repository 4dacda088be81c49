"""How sure ranks and ties are: each body with the ranks that it may have, each tie beside what chance gives."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.common.wording import Language, label, percent, say
from analysis.presentation.sentences import lowered
from analysis.presentation.sides import name_places
from analysis.presentation.style import ACCENT, LINE, QUIET, SECOND, drawing, hush, legend_above, note, shortened
from analysis.presentation.tables import probability

BAND = "#f0f4f6"
LONGEST_LABEL = 56  # characters of a name beside a row
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
        As :func:`analysis.measures.networks.intervals.rank_groups` returns it, of resampled actions.
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
        told = lowered(label("column", measure, lang))
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
        names = [shortened(str(name), LONGEST_LABEL) for name in rows["organisation"]]
        name_places(ax.yaxis, range(len(rows)), names)
        ax.set_ylim(len(rows) - 0.5, -0.5)
        ax.set_xlim(0.3, len(rows) + 0.7)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=13))
        ax.set_xlabel(say("figure.ranks.rank", lang))
        hush(ax, grid="x")
        legend_above(ax, ncols=2)
        note(ax, say("figure.ranks.note", lang, level=percent(level, lang)), below=44)
    return ax


def draw_tie_significance(
    ties: pd.DataFrame,
    *,
    alpha: float,
    null: str = "curveball",
    rows: int = 15,
    ax: Axes | None = None,
    lang: Language = "pt",
) -> Axes:
    """Draw the ties that are furthest from chance, beside what chance gives.

    Parameters
    ----------
    ties : DataFrame
        As :func:`analysis.measures.networks.tie_significance.tie_significance` returns it.
    alpha : float
        The false discovery rate at which ties were validated.
    null : str
        The model of chance, ``"curveball"`` or ``"bicm"``.
    rows : int
        Ties that are drawn, those of least p first.
    ax : Axes, optional
        Where to draw; new axes by default.
    lang : str
        Language of labels and notes.

    Returns
    -------
    Axes
        One row a tie: a grey line for what chance gives (mean and 1.96 standard deviations to each side,
        from 0), a dot for the actions that the two share, filled where the tie is validated, and its q.
    """
    shown = ties.sort_values(["p", "z"], ascending=[True, False], kind="stable").head(rows)
    with drawing(ax, 8.6, 1.5 + 0.42 * max(len(shown), 2)) as ax:
        ax.set_title(say("figure.ties.title", lang), pad=26)
        if shown.empty:
            ax.set_axis_off()
            ax.text(0.5, 0.5, say("figure.ties.none", lang), ha="center", transform=ax.transAxes)
            return ax
        heights = list(range(len(shown)))
        expected, spread = shown["expected"].astype(float), 1.96 * shown["sd"].astype(float)
        ax.hlines(heights, (expected - spread).clip(lower=0), expected + spread, color=LINE, linewidth=7,
                  label=say("figure.ties.chance", lang))  # fmt: skip
        ax.plot(expected, heights, linestyle="", marker="|", markersize=9, color=QUIET)
        validated = shown["validated"].fillna(False).astype(bool).to_numpy()
        undecided = shown["validated"].isna().to_numpy()
        for chosen, colour, key in (
            (validated, ACCENT, "validated"),
            (undecided, LINE, "undecided"),
            (~validated & ~undecided, "white", "not_validated"),
        ):
            if chosen.any():
                at = [height for height, one in zip(heights, chosen, strict=True) if one]
                ax.plot(shown["shared_actions"].astype(float)[chosen], at, linestyle="", marker="o", markersize=7,
                        markerfacecolor=colour, markeredgecolor=ACCENT, markeredgewidth=1.4,
                        label=say(f"figure.ties.{key}", lang))  # fmt: skip
        widest = max(float((expected + spread).max()), float(shown["shared_actions"].max()), 1.0)
        for height, q in zip(heights, shown["q"].astype(float), strict=True):
            ax.text(1.02, height, f"q = {probability(q, lang)}", va="center", fontsize=9,
                    color=QUIET, transform=ax.get_yaxis_transform())  # fmt: skip
        names = zip(shown["first_organisation"], shown["second_organisation"], strict=True)
        labels = ["\n".join(shortened(str(name), LONGEST_LABEL) for name in pair) for pair in names]
        name_places(ax.yaxis, heights, labels)
        ax.set_ylim(len(shown) - 0.4, -0.6)
        ax.set_xlim(0, widest * 1.08)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_xlabel(say("figure.ties.shared", lang))
        hush(ax, grid="x", left={"fontsize": 8.5})
        legend_above(ax, ncols=3, markerscale=0.8)
        note(ax, _ties_note(ties, len(shown), alpha, null, lang), below=44)
    return ax


def _ties_note(ties: pd.DataFrame, shown: int, alpha: float, null: str, lang: Language) -> str:
    on_average = say("figure.ties.on_average", lang) if null == "bicm" else ""
    told = say("figure.ties.note", lang, alpha=percent(alpha, lang), on_average=on_average)
    rest = say("figure.ties.rest", lang, n=shown, total=len(ties)) if shown < len(ties) else ""
    return f"{told} {rest}".strip()


def _draw_bands(groups: pd.Series, ax: Axes, lang: Language) -> None:
    """Shade every other group of ranks and number the groups."""
    numbers = groups.astype(int).tolist()
    for group in dict.fromkeys(numbers):
        first, last = numbers.index(group), len(numbers) - numbers[::-1].index(group)
        if group % 2:
            ax.axhspan(first - 0.5, last - 0.5, color=BAND, zorder=0)
        ax.text(
            1.01, (first + last - 1) / 2, say("figure.ranks.group", lang, n=group), va="center", fontsize=8.5,
            color=QUIET, transform=ax.get_yaxis_transform(),
        )  # fmt: skip


def _draw_intervals(rows: pd.DataFrame, ax: Axes, colour: str, marker: str, shift: float, told: str) -> None:
    heights = [at + shift for at in range(len(rows))]
    low, high = rows["rank_low"].astype(float), rows["rank_high"].astype(float)
    ax.hlines(heights, low, high, color=colour, linewidth=2.2, alpha=0.75)
    ax.plot(rows["rank"].astype(float), heights, linestyle="", marker=marker, color=colour, markersize=5,
            markeredgecolor="white", markeredgewidth=0.6, label=told)  # fmt: skip
