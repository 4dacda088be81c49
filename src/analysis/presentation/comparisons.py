"""Plans side by side, measure by measure, each value with its interval.

Plans are called by municipality and year. This plan is told from the others by colour and by shape.
"""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.common.wording import Language, enumerate_words, label, number, percent, say
from analysis.presentation.sentences import plan_names
from analysis.presentation.standing import comparable_rows
from analysis.presentation.style import ACCENT, LINE, QUIET, SECOND, draw_words, panels, wrapped
from analysis.presentation.tables import is_share

NAMED = 8  # plans up to which each has its row and name in every panel
MANY = 40  # plans above which dots and lines are finer
PANELS = 4  # panels beside one another
TALLEST = 2.0  # inches of the rows of a panel of many plans
INDICES = ("degree_centralisation", "gini_months")  # they go from 0 to 1, and are no shares
FAINT = "#e6ebee"  # the line of a plan with which a measure is not compared


def draw_comparison(
    comparison: pd.DataFrame, plans: pd.DataFrame, *, plan_id: str, level: float, lang: Language = "pt"
) -> Axes:
    """Draw each measure of each plan with its interval, a panel a measure.

    Parameters
    ----------
    comparison : DataFrame
        As :func:`analysis.measures.comparisons.plans.plan_comparison` returns it.
    plans : DataFrame
        The frame ``plans`` of the corpus.
    plan_id : str
        This plan.
    level : float
        Level of the intervals.
    lang : str
        Language of labels and notes.

    Returns
    -------
    Axes
        The first of the panels, whose figure bears title and note. Up to `NAMED` plans each panel has one row a plan,
        this one on top; of more plans the rows are in the order of the value and have no names, and those of which
        the measure is not known are counted. Plans with which a measure is not compared (see
        :mod:`analysis.presentation.standing`) are pale. A measure that no plan states has no panel: the note names it.
    """
    known = comparison.dropna(subset=["value"]).index.unique("measure")
    whole = list(comparison.index.unique("measure"))
    measures = [measure for measure in whole if measure in known]
    if not measures:
        return draw_words(say("figure.comparison.title", lang), say("figure.comparison.none", lang))
    names = plan_names(plans, lang, own=plan_id)
    order = list(names.index)
    named = len(order) <= NAMED
    compared = comparable_rows(comparison, plan_id)
    lines = math.ceil(len(measures) / PANELS)
    height = 0.62 + (0.3 * len(order) if named else min(0.075 * len(order), TALLEST))
    with panels(lines, PANELS, 11.4, lines * (height + 0.55) + 0.5) as axes:
        for ax in axes.flat[len(measures) :]:
            ax.set_axis_off()
        for place, measure in enumerate(measures):
            rows = comparison[comparison.index.get_level_values("measure") == measure].droplevel("measure")
            rows = rows.reindex(order)
            rows["compared"] = compared.xs(measure, level="measure").reindex(order).fillna(True)
            if not named:
                rows = rows.sort_values("value", kind="stable", na_position="last", ascending=False)
            ax = axes.flat[place]
            _draw_rows(ax, rows, plan_id, lang, named=named)
            _finish(ax, str(measure), rows, lang)
            ax.set_yticks([])
            if named and place % PANELS == 0:
                ax.set_yticks(range(len(rows)), [wrapped(str(names[p]), 22) for p in rows.index])
                ax.get_yticklabels()[0].set_fontweight("bold")
        first: Axes = axes.flat[0]
        figure = first.figure
        figure.suptitle(say("figure.comparison.title", lang), x=0.01, ha="left", fontsize=12, fontweight="bold")
        unstated = [label("column", str(measure), lang) for measure in whole if measure not in known]
        bounded = comparison[(comparison["interval"] == "bounds").fillna(False)].index.unique("measure")
        bounds = [label("column", str(measure), lang) for measure in bounded]
        told = _note(len(order) - 1, bounds, unstated, level, lang, named=named, all_compared=bool(compared.all()))
        first.set_label(told)
        figure.supxlabel(wrapped(told, 150), x=0.01, ha="left", fontsize=8.5, color=QUIET)
    return first


def _note(
    others: int, bounds: list[str], unstated: list[str], level: float, lang: Language, *, named: bool,
    all_compared: bool,
) -> str:  # fmt: skip
    """Return what the marks are and what is not seen."""
    told = [say("figure.comparison.own", lang)]
    if others:
        told.append(say("figure.comparison.others", lang, n=others))
    told.append(say("figure.comparison.note", lang, level=percent(level, lang)))
    if bounds:
        told.append(say("figure.comparison.bounds", lang, measures=enumerate_words(bounds, lang)))
    if not all_compared:
        told.append(say("figure.comparison.of_size", lang))
    if not named:
        told.append(say("figure.comparison.median", lang))
    if unstated:
        told.append(say("figure.comparison.unstated", lang, measures=enumerate_words(unstated, lang)))
    return " ".join(told)


def _draw_rows(ax: Axes, rows: pd.DataFrame, plan_id: str, lang: Language, *, named: bool) -> None:
    """Draw one measure: a dot for the value of each plan, a line for its interval, words for what is not known."""
    values, low, high = (rows[column].to_numpy("float64", na_value=np.nan) for column in ("value", "low", "high"))
    places = np.arange(len(rows))
    own, known, bounded = (rows.index == plan_id).astype(bool), ~np.isnan(values), ~np.isnan(low)
    compared = rows["compared"].to_numpy(dtype=bool)
    width, size = (0.7, 2.0) if len(rows) > MANY else (1.4, 3.6)
    dot: dict[str, Any] = {"marker": "o", "markersize": size, "linestyle": "", "zorder": 3, "clip_on": False}
    pale = dot | {"color": LINE, "markerfacecolor": "white"}
    diamond = dot | {"marker": "D", "color": SECOND, "markersize": 7, "markeredgecolor": "black", "zorder": 4}
    for of, line, thick, marker in (
        (~own & ~compared, FAINT, width, pale),
        (~own & compared, LINE, width, dot | {"color": QUIET}),
        (own, SECOND, 2.4, diamond),
    ):
        if (drawn := of & known).any():
            ax.plot(values[drawn], places[drawn], **marker)
        if (lined := of & known & bounded).any():
            ends = np.stack([np.stack([end[lined], places[lined]], axis=1) for end in (low, high)], axis=1)
            ax.add_collection(
                LineCollection(list(ends), colors=line, linewidths=thick, capstyle="round", zorder=2, clip_on=False),
                autolim=False,
            )
    for place in places[own]:
        ax.axhspan(place - 0.5, place + 0.5, color="#fdf3e0", zorder=0)
    for place in places[~known & (own | named)]:
        ax.text(0.02, place, say("missing.not_stated", lang), va="center", fontsize=8, color=QUIET,
                transform=ax.get_yaxis_transform())  # fmt: skip
    if not named:
        others = values[~own & compared]
        if not np.isnan(others).all():
            ax.axvline(float(np.nanmedian(others)), color=ACCENT, linewidth=0.9, linestyle="--", zorder=1)
        if unknown := int((~known & ~own).sum()):
            told = say("figure.comparison.unknown", lang, n=unknown)
            ax.set_xlabel(told, loc="left", fontsize=8, color=QUIET, labelpad=2)


def _finish(ax: Axes, measure: str, rows: pd.DataFrame, lang: Language) -> None:
    """Name the measure and lay its axis from zero: shares and indices to the whole, others to the greatest value."""
    ax.set_title(wrapped(label("column", measure, lang), 28), fontsize=9.5, pad=6)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.grid(axis="x", color=LINE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(length=0)
    ax.tick_params(axis="x", labelsize=8)
    if is_share(measure) or measure in INDICES:
        ax.set_xlim(0, 1)
        write = percent if is_share(measure) else partial(number, decimals=1)
        ax.set_xticks([0, 0.5, 1], [write(value, lang) for value in (0, 0.5, 1)])
        least, *_, most = ax.get_xticklabels()
        least.set_horizontalalignment("left")
        most.set_horizontalalignment("right")
        return
    widest = float(rows[["value", "high"]].max().max()) * 1.08
    ax.set_xlim(0, widest or 1.0)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=widest > 4))
    decimals = next(d for d in range(4) if d == 3 or np.allclose(ax.get_xticks(), np.round(ax.get_xticks(), d)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang, decimals=decimals)))
