"""Actions per domain and actions per month, as bars that start at zero."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.common.wording import Language, month_name, say
from analysis.frames.schema import MONTHS
from analysis.presentation.sentences import domain_names
from analysis.presentation.style import (
    ACCENT,
    QUIET,
    SECOND,
    UNKNOWN,
    UNKNOWN_HATCH,
    drawing,
    hush,
    note,
    row_edges,
    wrapped,
)


def draw_domains(coverage: pd.DataFrame, *, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw the actions of each domain: by several bodies, by one only, by nobody named.

    Parameters
    ----------
    coverage : DataFrame
        As :func:`analysis.measures.domains.coverage.domain_coverage` returns it.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One bar per domain in the order of the document, three segments each.
    """
    lone = coverage["lone_actions"].astype(int).to_numpy()
    unnamed = coverage["unnamed_actions"].astype(int).to_numpy()
    joint = coverage["actions"].astype(int).to_numpy() - lone - unnamed
    labels = [wrapped(d, 52) for d in domain_names(coverage.index, lang)]
    edges = row_edges(labels)
    middles = [(top + bottom) / 2 for top, bottom in pairwise(edges)]
    with drawing(ax, 9.4, 1.5 + 0.42 * edges[-1]) as ax:
        ax.set_title(say("figure.domains.title", lang), pad=30)
        start = joint * 0
        segments = (
            ("joint", joint, ACCENT, ""),
            ("lone", lone, SECOND, "\\\\"),
            ("unnamed", unnamed, UNKNOWN, UNKNOWN_HATCH),
        )
        for key, values, colour, hatch in segments:
            if values.any():
                ax.barh(middles, values, left=start, color=colour, hatch=hatch, height=0.7, edgecolor="white",
                        label=say(f"figure.domains.{key}", lang))  # fmt: skip
            start = start + values
        widest = max([*start, 1])
        for middle, total in zip(middles, start, strict=True):
            ax.text(
                total + 0.012 * widest, middle, say("figure.domains.total", lang, n=int(total)), va="center", fontsize=9
            )
        ax.set_yticks(middles, labels)
        ax.set_ylim(max(edges[-1], 1), 0)
        ax.set_xlim(0, widest * 1.14)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_xlabel(say("label.actions", lang))
        hush(ax, grid="x")
        if ax.containers:
            ax.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=3, borderaxespad=0.1)
    return ax


def draw_months(load: pd.Series, *, actions: int, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw how many actions run in each month, and how many have no stated month.

    Parameters
    ----------
    load : Series
        The row of one plan as :func:`analysis.measures.schedules.load.schedule_load` returns it.
    actions : int
        Number of actions of the plan.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        Twelve bars and, apart from them and hatched, the actions without a stated month. Where no month
        is stated there are no month bars, and the figure says so: unknown is not zero.
    """
    unknown = round(float(load["share_unknown"]) * actions) if pd.notna(load["share_unknown"]) else 0
    with drawing(ax, 9.4, 4.2) as ax:
        ax.set_title(say("figure.months.title", lang))
        names = [month_name(m, lang) for m in MONTHS]
        if load[list(MONTHS)].notna().any():
            heights = [int(load[m]) for m in MONTHS]
            ax.bar(range(12), heights, color=ACCENT, width=0.72)
            for month, height in enumerate(heights):
                ax.text(month, height, str(height), ha="center", va="bottom", fontsize=9)
        else:
            ax.text(
                5.5,
                actions * 0.55,
                wrapped(say("figure.months.none", lang), 44),
                ha="center",
                va="center",
                fontsize=13,
                color=QUIET,
            )
        if unknown:
            ax.axvline(12.15, color=QUIET, linewidth=0.6, linestyle=":")
            ax.bar(13.1, unknown, color=UNKNOWN, hatch=UNKNOWN_HATCH, width=0.9, edgecolor="#a79f92")
            ax.text(13.1, unknown, str(unknown), ha="center", va="bottom", fontsize=9)
        ticks = [*range(12), *([13.1] if unknown else [])]
        words = [*names, *([wrapped(say("label.months_unstated", lang), 14)] if unknown else [])]
        ax.set_xticks(ticks, words, rotation=40, ha="right", rotation_mode="anchor")
        ax.set_xlim(-0.6, 13.8 if unknown else 11.6)
        ax.set_ylim(0, max(actions, 1) * 1.08)
        ax.yaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
        ax.set_ylabel(say("label.actions", lang))
        hush(ax, grid="y")
        note(ax, say("figure.months.note", lang), below=62)
    return ax
