"""Actions per domain and load per month, as bars that start at zero."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.common.wording import Language, number, say
from analysis.frames.schema import MONTHS
from analysis.presentation.sentences import domain_names, known_of, load_decimals, unknown_load
from analysis.presentation.sides import LEANING, name_places
from analysis.presentation.style import (
    ACCENT,
    HATCHED,
    INK,
    PAPER,
    QUIET,
    SAID,
    SECOND,
    UNKNOWN,
    UNKNOWN_HATCH,
    draw_words,
    drawing,
    hush,
    legend_above,
    load_axis,
    month_axis,
    note,
    row_edges,
    row_middles,
    wrapped,
)

ROOM = 0.07  # of the highest bar: a line that is nearer above a bar would cross its number
APART = 13.1  # place of the bar of actions without stated months, in months

Segment = tuple[str, np.ndarray, str, str]


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
    lone = coverage["lone_actions"].fillna(0).astype(int).to_numpy()
    unnamed = coverage["unnamed_actions"].astype(int).to_numpy()
    joint = coverage["actions"].astype(int).to_numpy() - lone - unnamed
    labels = [wrapped(d, 52) for d in domain_names(coverage.index, lang)]
    edges = row_edges(labels)
    middles = row_middles(edges)
    with drawing(ax, 9.4, 1.5 + 0.42 * edges[-1]) as ax:
        ax.set_title(say("figure.domains.title", lang), pad=30)
        segments = (
            ("joint", joint, ACCENT, ""),
            ("lone", lone, SECOND, "\\\\"),
            ("unnamed", unnamed, UNKNOWN, UNKNOWN_HATCH),
        )
        draw_segments(ax, middles, segments, lambda part: say(f"figure.domains.{part}", lang))
        totals = joint + lone + unnamed
        widest = max([*totals, 1])
        for middle, total in zip(middles, totals, strict=True):
            ax.text(
                total + 0.012 * widest, middle, say("figure.domains.total", lang, n=int(total)), va="center", fontsize=9
            )
        name_places(ax.yaxis, middles, labels)
        ax.set_ylim(max(edges[-1], 1), 0)
        ax.set_xlim(0, widest * 1.14)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_xlabel(say("label.actions", lang))
        hush(ax, grid="x")
        if ax.containers:
            legend_above(ax, ncols=3)
    return ax


def draw_months(
    load: pd.Series,
    *,
    actions: int,
    bounds: pd.DataFrame | None = None,
    weight: str = "actions",
    ax: Axes | None = None,
    lang: Language = "pt",
) -> Axes:
    """Draw the known load of each month, and what the actions without stated months leave open.

    Parameters
    ----------
    load : Series
        The row of one plan as :func:`analysis.measures.schedules.load.schedule_load` returns it.
    actions : int
        Number of actions of the plan.
    bounds : DataFrame, optional
        The rows of the plan, one per month, as :func:`analysis.measures.schedules.bounds.month_bounds` returns
        them for the same weight.
    weight : str
        What `load` counts: ``"actions"``, ``"split"`` or ``"occurrences"``.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        Twelve bars; with `bounds` a hatched part above each for what the actions of unknown load could add in
        that month, and a line at the even load; without `bounds` the number of these actions is a hatched bar
        of its own. Where no load is known there are no month bars, and the figure says so: unknown is not
        zero.
    """
    heights = load[list(MONTHS)].astype("Float64").to_numpy("float64", na_value=np.nan)
    told = not np.isnan(heights).any()
    most = heights
    if bounded := told and bounds is not None:
        most = bounds["most"].reindex(list(MONTHS)).to_numpy("float64", na_value=np.nan)
    unknown = round(float(load["share_unknown"]) * actions) if pd.notna(load["share_unknown"]) else 0
    apart = unknown > 0 and not bounded and (weight == "actions" or not told)
    title = say(f"figure.months.title_{weight}", lang)
    if not actions:
        return draw_words(title, say("figure.load.no_actions", lang), ax=ax, said=True)
    with drawing(ax, 9.4, 4.2) as ax:
        if not told:
            ax.set_gid(SAID)
        ax.set_title(title, pad=30 if bounded else None)
        if bounded:
            _draw_bounded(ax, heights, most, weight, lang)
        elif told:
            _draw_known(ax, heights, weight, lang)
        else:
            words = wrapped(say(f"figure.load.none_{known_of(weight)}", lang), 44)
            ax.text(5.5, actions * 0.55, words, ha="center", va="center", fontsize=13, color=QUIET)
        if apart:
            ax.axvline(12.15, color=QUIET, linewidth=0.6, linestyle=":")
            ax.bar(APART, unknown, width=0.9, **HATCHED)
            ax.text(APART, unknown, str(unknown), ha="center", va="bottom", fontsize=9)
        month_axis(ax, lang, beside={APART: wrapped(say("label.months_unstated", lang), 14)} if apart else None)
        whole = actions if weight == "actions" or not told else 0
        highest = float(np.fmax(heights, most).max()) if told else 0.0
        ax.set_ylim(0, max(highest, whole) * (1.2 if bounded else 1.08))
        load_axis(ax, lang, whole=weight == "actions" or not told)
        ax.set_ylabel(say(f"figure.load.unit_{weight}" if told else "label.actions", lang))
        hush(ax, grid="y", bottom=LEANING)
        sentences = [say(f"figure.months.note_{weight}", lang), unknown_load(load["share_unknown"], weight, lang)]
        if bounded and unknown:
            open_ = np.isnan(most).any()
            sentences.append(say("figure.months.note_open" if open_ else "figure.months.note_bounds", lang))
        note(ax, " ".join(sentences), below=62)
    return ax


def draw_segments(
    ax: Axes, middles: Sequence[float], segments: Sequence[Segment], told: Callable[[str], str], *,
    least: float | None = None,
) -> None:  # fmt: skip
    """Draw lying bars, the segments of each one after the other, and write the numbers above `least`, if given.

    A segment is a part, its value in each bar, its colour and its hatch; `told` gives the words for the part. One
    that no bar has is left out.
    """
    start: Any = 0
    for part, values, colour, hatch in segments:
        if values.any():
            ax.barh(middles, values, left=start, color=colour, hatch=hatch, height=0.7, edgecolor="white",
                    label=told(part))  # fmt: skip
        if least is not None:
            for middle, end, value in zip(middles, start + values, values, strict=True):
                if value > least:
                    ax.text(end - value / 2, middle, str(value), ha="center", va="center", fontsize=8.5, bbox=PAPER)
        start = start + values


def _draw_known(ax: Axes, heights: np.ndarray, weight: str, lang: Language) -> None:
    """Draw a bar for each month and write its load on it."""
    decimals = load_decimals(weight, heights.max())
    ax.bar(range(12), heights, color=ACCENT, width=0.72)
    for month, height in enumerate(heights):
        ax.text(month, height, number(height, lang, decimals=decimals), ha="center", va="bottom", fontsize=9)


def _draw_bounded(ax: Axes, heights: np.ndarray, most: np.ndarray, weight: str, lang: Language) -> None:
    """Draw the known load of each month, above it what could be added, and the even load; NaN in `most` is open.

    A number stands over the line of the even load where this would cross it.
    """
    tops = np.fmax(heights, most)
    decimals = load_decimals(weight, tops.max())
    part = bool((tops > heights).any() or np.isnan(most).any())
    known = say("figure.months.known" if part else "figure.months.load", lang)
    ax.bar(range(12), heights, color=ACCENT, width=0.72, label=known)
    if (tops > heights).any():
        words = say("figure.months.could_add", lang)
        ax.bar(range(12), tops - heights, bottom=heights, width=0.72, label=words, **HATCHED)
    even = float(heights.mean())
    for month, (height, top) in enumerate(zip(heights, tops, strict=True)):
        text = number(height, lang, decimals=decimals)
        if np.isnan(most[month]):
            text = f"≥ {text}"
        elif top > height:
            text += "\n" + say("figure.months.up_to", lang, value=number(top, lang, decimals=decimals))
        over_line = top <= even < top + ROOM * tops.max() * (1 + text.count("\n"))
        at = even if over_line else top
        ax.annotate(text, (month, at), (0, 2.5), textcoords="offset points", ha="center", va="bottom", fontsize=9,
                    zorder=4, bbox=PAPER, annotation_clip=False)  # fmt: skip
    key = "figure.months.even_known" if part else "figure.months.even"
    words = say(key, lang, value=number(even, lang, decimals=load_decimals(weight, even) or 1))
    ax.axhline(even, color=INK, linewidth=1.2, linestyle="--", label=words)
    legend_above(ax, ncols=3)
