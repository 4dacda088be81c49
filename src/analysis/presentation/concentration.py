"""On how few bodies each domain rests: the effective number with its interval, and what rests on one body alone."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.common.wording import Language, enumerate_words, number, percent, say
from analysis.presentation.bars import draw_segments
from analysis.presentation.listings import NAMED_WHERE_TIED
from analysis.presentation.sentences import domain_names
from analysis.presentation.sides import name_places
from analysis.presentation.style import (
    ACCENT,
    QUIET,
    SECOND,
    UNKNOWN,
    UNKNOWN_HATCH,
    draw_words,
    drawing,
    hush,
    legend_above,
    note,
    row_edges,
    row_middles,
    shortened,
    wrapped,
)

BODIES = "#dde6ea"  # the faint bar of all bodies
KEY = "#D55E00"  # what rests on the key body


def draw_concentration(
    concentration: pd.DataFrame, *, level: float, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw the effective number of bodies of each domain, with its interval, within all of its bodies.

    Parameters
    ----------
    concentration : DataFrame
        As :func:`analysis.measures.domains.concentration.concentration_intervals` returns it, of one plan.
    level : float
        Level of the intervals, 0 to 1.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One row per domain in the order of the document: a faint bar for the bodies that it names, a dot for
        how many equally present ones they come to, and a line for the interval. A dot without a line is
        hollow, and its row says why; a domain that names nobody has no dot.
    """
    if not concentration["organisations"].gt(0).any():
        return draw_words(say("figure.concentration.title", lang), say("figure.partners.nobody", lang), ax=ax)
    labels = [wrapped(d, 46) for d in domain_names(concentration.index, lang)]
    edges = row_edges(labels)
    middles = row_middles(edges)
    rows = concentration.astype({"effective": float, "effective_low": float, "effective_high": float})
    widest = max(float(rows["organisations"].max()), float(rows["effective_high"].max()))
    with drawing(ax, 9.4, 1.4 + 0.52 * edges[-1]) as ax:
        ax.set_title(say("figure.concentration.title", lang), pad=30)
        ax.barh(middles, rows["organisations"].astype(int), color=BODIES, height=0.62)
        for middle, (_, row) in zip(middles, rows.iterrows(), strict=True):
            _draw_effective(ax, middle, row)
            told = _effective_told(row, lang)
            ax.text(1.01, middle, told, va="center", fontsize=9, color=QUIET, transform=ax.get_yaxis_transform())
        name_places(ax.yaxis, middles, labels)
        ax.set_ylim(edges[-1], 0)
        ax.set_xlim(0, widest * 1.03)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_xlabel(say("figure.concentration.bodies", lang))
        hush(ax, grid="x")
        dot = Line2D([], [], color=ACCENT, marker="o", markeredgecolor="white", linewidth=2.2,
                     label=say("figure.concentration.effective", lang, level=percent(level, lang)))  # fmt: skip
        bar = Patch(facecolor=BODIES, label=say("figure.concentration.named", lang))
        legend_above(ax, handles=[dot, bar], ncols=2)
        sentences = [say("figure.concentration.note", lang)]
        actions, named = int(rows["actions"].sum()), int(rows["named_actions"].sum())
        if named < actions:
            sentences.append(say("figure.concentration.unnamed", lang, n=actions - named, total=actions))
        note(ax, " ".join(sentences), below=42)
    return ax


def draw_domain_dependence(dependence: pd.DataFrame, *, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw which actions of each domain rest on its key body alone, on another alone, on several, or on nobody named.

    Parameters
    ----------
    dependence : DataFrame
        As :func:`analysis.measures.domains.dependence.domain_dependence` returns it, of one plan.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One bar per domain in the order of the document, and beside it the key body and what it holds alone.
        Where several are key, none stands out: their actions are drawn as those of any one body.
    """
    if not dependence["named_actions"].gt(0).any():
        return draw_words(say("figure.domain_dependence.title", lang), say("figure.partners.nobody", lang), ax=ax)
    actions, named, lone = (dependence[c].astype(int).to_numpy() for c in ("actions", "named_actions", "lone_actions"))
    single = dependence["key_organisations"] == 1
    key = dependence["key_lone_actions"].where(single).fillna(0).astype(int).to_numpy()
    of_lone = "lone_tied" if dependence["key_organisations"].gt(1).any() else "lone"
    labels = [wrapped(d, 42) for d in domain_names(dependence.index, lang)]
    told = [_key_told(row, lang) for _, row in dependence.iterrows()]
    taller = [max(both, key=lambda text: text.count("\n")) for both in zip(labels, told, strict=True)]
    edges = row_edges(taller)
    middles = row_middles(edges)
    with drawing(ax, 7.6, 1.4 + 0.52 * edges[-1]) as ax:
        ax.set_title(say("figure.domain_dependence.title", lang), pad=48)
        segments = (
            ("key", key, KEY, "xx"),
            (of_lone, lone - key, SECOND, ""),
            ("joint", named - lone, ACCENT, ""),
            ("unnamed", actions - named, UNKNOWN, UNKNOWN_HATCH),
        )
        draw_segments(ax, middles, segments, lambda part: say(f"figure.domain_dependence.{part}", lang), least=0)
        for middle, words in zip(middles, told, strict=True):
            ax.text(1.01, middle, words, va="center", fontsize=9, transform=ax.get_yaxis_transform())
        name_places(ax.yaxis, middles, labels)
        ax.set_ylim(edges[-1], 0)
        ax.set_xlim(0, max(actions) * 1.02)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_xlabel(say("label.actions", lang))
        hush(ax, grid="x")
        legend_above(ax, ncols=2)
        note(ax, say("figure.domain_dependence.note", lang), below=42)
    return ax


def _draw_effective(ax: Axes, middle: float, row: pd.Series) -> None:
    """Draw the dot of a domain and, where there is one, its interval."""
    if pd.isna(row["effective"]):
        return
    if pd.isna(row["effective_low"]):
        ax.plot(row["effective"], middle, linestyle="", marker="o", markersize=7, markerfacecolor="white",
                markeredgecolor=ACCENT, markeredgewidth=1.4, clip_on=False)  # fmt: skip
        return
    ax.hlines(middle, row["effective_low"], row["effective_high"], color=ACCENT, linewidth=2.2)
    ax.plot(row["effective"], middle, linestyle="", marker="o", markersize=8, color=ACCENT, markeredgecolor="white",
            clip_on=False)  # fmt: skip


def _effective_told(row: pd.Series, lang: Language) -> str:
    if pd.isna(row["effective"]):
        return say("figure.concentration.nobody", lang)
    told = [number(float(row["effective"]), lang, decimals=1)]
    if pd.isna(row["effective_low"]):
        return say("figure.concentration.alone", lang, value=told[0])
    told += [number(float(row[f"effective_{end}"]), lang, decimals=1) for end in ("low", "high")]
    return say("figure.concentration.value", lang, value=told[0], low=told[1], high=told[2])


def _key_told(row: pd.Series, lang: Language) -> str:
    """Write the key body of a domain and how many of its actions it holds alone."""
    if not int(row["named_actions"]):
        return say("figure.concentration.nobody", lang)
    equal = int(row["key_organisations"])
    if not equal:
        return say("figure.domain_dependence.none", lang)
    names = [shortened(name, 64) for name in str(row["key_organisation"]).split(" | ")]
    if equal > NAMED_WHERE_TIED:
        name = say("figure.domain_dependence.equal", lang, k=equal)
    elif equal > 1:
        name = say("figure.domain_dependence.equal_named", lang, bodies=enumerate_words(names, lang))
    else:
        (name,) = names
    held = say("figure.domain_dependence.held", lang, n=int(row["key_lone_actions"]), of=int(row["named_actions"]))
    return f"{wrapped(name, 34)}\n{held}"
