"""What the indicators of a plan measure and state, and how many goals they reach, as bars that start at zero."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.common.wording import Language, percent, say
from analysis.presentation.sides import name_places
from analysis.presentation.style import (
    ACCENT,
    HATCHED,
    LINE,
    SECOND,
    draw_words,
    drawing,
    hush,
    note,
    row_edges,
    row_middles,
    wrapped,
)

CLASSES = ("counts", "products", "processes", "outcomes", "unclassified")
STATEMENTS = ("with_unit", "with_baseline", "with_target", "with_deadline")
LINKS = ("indicators", "outcomes", "with_target")
ALL = "#eef2f4"  # the faint bar of all indicators


def draw_indicator_quality(summary: pd.DataFrame, *, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw how many indicators are of each class, and how many state a unit, a baseline, a target, a deadline.

    Parameters
    ----------
    summary : DataFrame
        The row of one plan as :func:`analysis.measures.indicators.quality.indicator_summary` returns it.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        Two groups of bars, each within a faint bar of all indicators, with number and share; those of no class
        are hatched. Without indicators a sentence says so.
    """
    plan = summary.iloc[0]
    title = say("figure.indicator_quality.title", lang)
    if pd.isna(plan["indicators"]) or not int(plan["indicators"]):
        return draw_words(title, say("figure.indicator_quality.none", lang), ax=ax, said=True)
    total = int(plan["indicators"])
    rows = [*CLASSES, *STATEMENTS]
    labels = [wrapped(say(f"figure.indicator_quality.{row}", lang), 44) for row in rows]
    edges = row_edges(labels)
    apart = len(CLASSES)
    middles = [middle + (1.3 if row >= apart else 0.4) for row, middle in enumerate(row_middles(edges))]
    with drawing(ax, 8.6, 1.5 + 0.4 * (edges[-1] + 1.3)) as ax:
        ax.set_title(title)
        ax.barh(middles, total, color=ALL, height=0.72)
        for row, middle in zip(rows, middles, strict=True):
            own = {"facecolor": ACCENT if row in CLASSES else SECOND, "hatch": ""}
            look = HATCHED if row == "unclassified" else HATCHED | own
            if plan[row]:
                ax.barh(middle, int(plan[row]), height=0.72, linewidth=0.5, **look)
            told = say("figure.indicator_quality.value", lang, n=int(plan[row]),
                       share=percent(int(plan[row]) / total, lang))  # fmt: skip
            ax.text(1.01, middle, told, va="center", fontsize=9, transform=ax.get_yaxis_transform())
        for first, key in ((0, "measure"), (apart, "state")):
            ax.text(0, middles[first] - 0.85, say(f"figure.indicator_quality.{key}", lang), va="center",
                    fontweight="bold", fontsize=9.5)  # fmt: skip
        name_places(ax.yaxis, middles, labels)
        ax.set_ylim(edges[-1] + 1.3, -0.75)
        ax.set_xlim(0, total)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_xlabel(say("figure.indicator_quality.indicators", lang, n=total))
        hush(ax)
        note(ax, say("figure.indicator_quality.note", lang, has=int(plan["actions_with_indicators"]),
                     actions=int(plan["actions"])), below=42)  # fmt: skip
    return ax


def draw_goal_chain(chain: pd.DataFrame, *, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw how many goals have actions, an indicator, an indicator of outcome, and a target; and the holes.

    Parameters
    ----------
    chain : DataFrame
        As :func:`analysis.measures.indicators.chain.goal_chain` returns it, of one plan.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One bar a link, as long as the number of goals: filled for the goals that have it, hatched for those of
        which it is not known, empty for the others. Without goals or indicators a sentence says so.
    """
    title = say("figure.goal_chain.title", lang)
    goals = chain[chain.index.get_level_values("goal").notna()]
    if goals.empty:
        return draw_words(title, say("figure.goal_chain.no_goals", lang), ax=ax, said=True)
    if goals["indicators"].isna().all():
        return draw_words(title, say("figure.goal_chain.no_indicators", lang, n=len(goals)), ax=ax, said=True)
    whole = len(goals)
    has = [whole, *(int((goals[link] > 0).sum()) for link in LINKS)]
    undecided = int(goals["has_outcome"].isna().sum())
    unknown = [0, 0, undecided, 0]
    rows = ("actions", *LINKS)
    with drawing(ax, 7.6, 3.2) as ax:
        ax.set_title(title)
        places = list(range(len(rows)))
        ax.barh(places, whole, facecolor="white", edgecolor=LINE, height=0.66)
        ax.barh(places, has, color=ACCENT, height=0.66)
        if undecided:
            ax.barh(places, unknown, left=has, height=0.66, linewidth=0.5, **HATCHED)
        for place, row, n, doubtful in zip(places, rows, has, unknown, strict=True):
            told = [say("figure.goal_chain.value", lang, n=n, of=whole)]
            if lacking := whole - n - doubtful:
                told.append(say(f"figure.goal_chain.without_{row}", lang, n=lacking))
            if doubtful:
                told.append(say("figure.goal_chain.unknown", lang, n=doubtful))
            ax.text(1.015, place, "\n".join(told), va="center", fontsize=9, transform=ax.get_yaxis_transform())
        name_places(ax.yaxis, places, [wrapped(say(f"figure.goal_chain.{row}", lang), 36) for row in rows])
        ax.set_ylim(len(rows) - 0.5, -0.5)
        ax.set_xlim(0, whole)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_xlabel(say("figure.goal_chain.goals", lang))
        hush(ax)
        note(ax, _small_print(chain, undecided, lang), below=42)
    return ax


def _small_print(chain: pd.DataFrame, undecided: int, lang: Language) -> str:
    sentences = [say("figure.goal_chain.note", lang)]
    if undecided:
        sentences.append(say("figure.goal_chain.hatched", lang))
    without = chain[chain.index.get_level_values("goal").isna()]
    if n := int(without["actions"].sum()):
        sentences.append(say("figure.goal_chain.no_goal", lang, n=n))
    return " ".join(sentences)
