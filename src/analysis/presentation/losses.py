"""What is lost when bodies leave: bars for each body that might stop, curves as one after another does."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from analysis.common.wording import Language, percent, say
from analysis.presentation.bars import draw_segments
from analysis.presentation.sides import name_places
from analysis.presentation.style import (
    ACCENT,
    INK,
    LINE,
    QUIET,
    SECOND,
    draw_words,
    drawing,
    hush,
    legend_above,
    note,
    row_edges,
    row_middles,
    wrapped,
)

TOP = 15  # bodies in a figure of bars
FIRST = 8  # bodies named beside a curve
MOST_NUMBERED = 40  # bodies up to which the points of a curve are far enough apart to be numbered

WORST = "#D55E00"
# Colour, line and marker of each order of leaving.
_CURVES = {
    "actions": (WORST, "-", "s"),
    "degree": (ACCENT, "-", "o"),
    "betweenness": ("#009E73", "-.", "D"),
    "random": (QUIET, (0, (5, 3)), ""),
}


def draw_dependence(dependence: pd.DataFrame, *, top: int = TOP, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw what would be left of the actions of each body without it.

    Parameters
    ----------
    dependence : DataFrame
        As :func:`analysis.measures.networks.dependence.organisation_dependence` returns it.
    top : int
        Bodies shown, from the one of most consequence.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One bar per body in the order of the measure, three segments each: actions left with nobody, with
        one body, with more.
    """
    if dependence.empty:
        return draw_words(say("figure.dependence.title", lang), say("figure.partners.nobody", lang), ax=ax)
    shown = dependence.head(top)
    orphaned = shown["orphaned_actions"].astype(int).to_numpy()
    weakened = shown["weakened_actions"].astype(int).to_numpy()
    actions = shown["actions"].astype(int).to_numpy()
    labels = [wrapped(_name(i, name), 44) for i, name in shown["organisation"].items()]
    edges = row_edges(labels)
    middles = row_middles(edges)
    with drawing(ax, 9.4, 1.5 + 0.36 * edges[-1]) as ax:
        ax.set_title(say("figure.dependence.title", lang), pad=30)
        segments = (
            ("orphaned", orphaned, WORST, "xx"),
            ("weakened", weakened, SECOND, "//"),
            ("others", actions - orphaned - weakened, ACCENT, ""),
        )
        draw_segments(ax, middles, segments, lambda part: say(f"figure.dependence.{part}", lang))
        for middle, alone, total in zip(middles, orphaned, actions, strict=True):
            told = say("figure.domains.total", lang, n=int(total))
            if alone:
                told = say("figure.dependence.total", lang, orphaned=int(alone), n=int(total))
            ax.text(total + 0.012 * actions.max(), middle, told, va="center", fontsize=9)
        name_places(ax.yaxis, middles, labels)
        ax.set_ylim(edges[-1], 0)
        ax.set_xlim(0, actions.max() * 1.3)
        counts = MaxNLocator(integer=True).tick_values(0, actions.max())
        ax.xaxis.set_major_locator(FixedLocator(counts[counts <= actions.max()]))
        ax.set_xlabel(say("label.actions", lang))
        hush(ax, grid="x")
        legend_above(ax, ncols=3)
        sentences = [say("figure.dependence.note", lang)]
        if unshown := len(dependence) - len(shown):
            sentences.append(say("figure.dependence.unshown", lang, n=unshown))
        note(ax, " ".join(sentences), below=42)
    return ax


def draw_robustness(
    curves: pd.DataFrame, *, share: str = "served_actions", ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw what is left of a network as its bodies leave one after another.

    Parameters
    ----------
    curves : DataFrame
        One or more frames of :func:`analysis.measures.networks.resilience.robustness_curve` under one another.
    share : str
        What is left: ``"served_actions"``, ``"largest_component"`` or ``"connected_pairs"``.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One line for each order of leaving, from 100 to 0 per cent; that by chance is dashed and has a
        band. The first to leave in the first order that is not by chance are numbered on its line and
        named beside it, with what is left after them.
    """
    title = say(f"figure.robustness.title_{share}", lang)
    bodies = int(curves.index.get_level_values("removed").max())
    if curves[share].isna().any():
        words = say("figure.robustness.undefined" if bodies else "figure.partners.nobody", lang)
        return draw_words(title, words, ax=ax)
    orders = list(dict.fromkeys(curves.index.get_level_values("order")))
    with drawing(ax, 7.4, 4.4) as ax:
        ax.set_title(title, pad=14 + 14 * len(orders))
        for order in orders:
            _draw_curve(ax, curves.loc[order], share, order, lang)
        targeted = [order for order in orders if order != "random"]
        if targeted:
            heading = [say("figure.robustness.first", lang)]
            if len(targeted) > 1:
                heading.append(wrapped(say(f"figure.robustness.order_{targeted[0]}", lang), 40))
            _name_first(ax, curves.loc[targeted[0]], share, _CURVES[targeted[0]][0], heading, lang)
        ax.set_xlim(-0.02 * bodies, bodies * 1.02)
        ax.set_ylim(0, 1.03)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, lang)))
        ax.set_xlabel(say("figure.robustness.removed", lang, n=bodies))
        ax.set_ylabel(say(f"figure.robustness.of_{share}", lang))
        hush(ax, grid="y")
        legend_above(ax, handlelength=3)
        sentences = [say("figure.robustness.note", lang)]
        if "random" in orders:
            sentences.append(say("figure.robustness.note_random", lang))
        note(ax, " ".join(sentences), below=42)
    return ax


def _draw_curve(ax: Axes, curve: pd.DataFrame, share: str, order: str, lang: Language) -> None:
    colour, dashes, marker = _CURVES[order]
    x, y = curve.index.to_numpy(), curve[share].astype(float).to_numpy()
    ax.plot(x, y, color=colour, linestyle=dashes, marker=marker, markersize=4, linewidth=1.8, zorder=3,
            label=say(f"figure.robustness.order_{order}", lang))  # fmt: skip
    if order == "random":
        low, high = (curve[f"{share}_{limit}"].astype(float).to_numpy() for limit in ("low", "high"))
        ax.fill_between(x, low, high, color=LINE, alpha=0.45, linewidth=0, zorder=1)


def _name_first(ax: Axes, curve: pd.DataFrame, share: str, colour: str, heading: list[str], lang: Language) -> None:
    """Number the first to leave on their curve, and name them beside the axes."""
    first = curve.iloc[1 : FIRST + 1]
    lines = [*heading, ""]
    rows = zip(first["organisation_id"], first["organisation"], first[share].astype(float), strict=True)
    for removed, (organisation_id, organisation, left) in enumerate(rows, start=1):
        name = wrapped(_name(organisation_id, organisation), 34).replace("\n", "\n     ")
        lines.append(f"{removed}  {name} ({percent(left, lang)})")
        if len(curve) <= MOST_NUMBERED + 1:
            ax.text(
                removed, left, str(removed), ha="center", va="center", fontsize=7, color="white", zorder=5,
                bbox={"boxstyle": "circle,pad=0.25", "facecolor": colour, "edgecolor": "white", "linewidth": 0.8},
            )  # fmt: skip
    ax.annotate(
        "\n".join(lines), (1, 1), (14, 0), xycoords="axes fraction", textcoords="offset points", va="top",
        fontsize=8.5, color=INK, linespacing=1.35, annotation_clip=False,
    )  # fmt: skip


def _name(organisation_id: object, organisation: object) -> str:
    """Return the name of a body, its id where it has none."""
    return str(organisation_id if pd.isna(organisation) else organisation)  # type: ignore[call-overload]
