"""The load of a year in three ways of counting, who is busy together, and what moving actions would do."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.common.wording import Language, number, say
from analysis.frames.schema import MONTHS
from analysis.presentation.heatmaps import Matrix
from analysis.presentation.sentences import load_decimals, unknown_load
from analysis.presentation.sides import LEANING, name_places
from analysis.presentation.style import (
    ACCENT,
    INK,
    PAPER,
    QUIET,
    draw_words,
    drawing,
    hush,
    legend_above,
    load_axis,
    month_axis,
    note,
    shortened,
    wrapped,
)

MOST_BUSY = 24  # bodies of the figure of who is busy together
BEFORE = "#b9c5cb"  # bars of today


def draw_load_weights(
    loads: pd.DataFrame, occurrences: pd.DataFrame, *, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw the known load of each month in each way of counting, with the question that it answers.

    Parameters
    ----------
    loads : DataFrame
        As :func:`analysis.measures.schedules.load.weighted_loads` returns it, of one plan.
    occurrences : DataFrame
        As :func:`analysis.measures.schedules.balance.load_balance` returns it for the weight ``"occurrences"``, of
        the same plan: of how many actions these are supposed.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        Axes that hold three of their own, side by side: the same months, each with its own unit and scale, its
        greatest load written on it. A load of which nothing is known is said so in its place; so are occurrences
        that are supposed of all actions.
    """
    title = say("figure.load_weights.title", lang)
    if loads[list(MONTHS)].isna().all(axis=None):
        return draw_words(title, say("figure.load.none_actions", lang), ax=ax, said=True)
    with drawing(ax, 13.2, 3.4) as ax:
        ax.set_title(title, pad=62)
        ax.set_axis_off()
        of_weights = loads.droplevel("plan_id")
        shares = of_weights["share_unknown"]
        actions, unknown, supposed = (int(occurrences[name].iloc[0]) for name in ("actions", "unknown", "supposed"))
        counted = actions - unknown
        unstated = say("figure.load_weights.all_supposed", lang) if 0 < counted == supposed else None
        for place, (weight, load) in enumerate(of_weights.iterrows()):
            panel = ax.inset_axes((place * 0.35, 0, 0.3, 1))
            _draw_panel(panel, load[list(MONTHS)], str(weight), lang, unstated if weight == "occurrences" else None)
        sentences = [say("figure.load_weights.note", lang), unknown_load(shares["actions"], "actions", lang)]
        if shares["occurrences"] != shares["actions"] and not unstated:
            sentences.append(unknown_load(shares["occurrences"], "occurrences", lang))
        if supposed and not unstated:
            sentences.append(say("figure.load_weights.supposed", lang, n=supposed, of=counted))
        note(ax, " ".join(sentences), below=62)
    return ax


def draw_busy_together(
    together: pd.DataFrame, *, names: pd.Series, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw in how many months each two bodies are busy at the same time.

    Parameters
    ----------
    together : DataFrame
        As :func:`analysis.measures.schedules.together.busy_together` returns it, of one plan.
    names : Series
        Name of each body, indexed by organisation_id.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        The lower triangle of bodies × bodies, those with most such months first, at most `MOST_BUSY` of them. Bodies
        that are busy all year, and so together with any other, are told, not drawn; so are those of which no
        month is known. A star marks bodies of which some months are not known: their numbers are least ones.
    """
    title = say("figure.busy_together.title", lang)
    pairs = together.reset_index()
    ends = [pairs.rename(columns={end: "body", f"{end}_share_unknown": "share"}) for end in ("first", "second")]
    bodies = pd.concat([end[["body", "share", "months_both"]] for end in ends]).groupby("body")
    known = bodies.agg(share=("share", "first"), months=("months_both", "sum"), most=("months_both", "max"))
    unknown, always = (int(of.fillna(False).sum()) for of in (known["share"] == 1, known["most"] == len(MONTHS)))
    told = [say("figure.busy_together.always", lang, n=always)] if always else []
    told += [say("figure.busy_together.unknown", lang, n=unknown)] if unknown else []
    known = known[(known["share"] < 1) & (known["most"] < len(MONTHS))]
    known = known.sort_values("months", ascending=False, kind="stable")
    if len(known) < 2:
        if always and always == len(bodies):
            return draw_words(title, say("finding.load.always", lang, n=always), ax=ax, said=True)
        told.append(say(f"figure.busy_together.{'no_others' if told else 'none'}", lang))
        return draw_words(title, " ".join(told), ax=ax, said=not always)
    ids = list(known.index[:MOST_BUSY])
    months = dict(zip(zip(pairs["first"], pairs["second"], strict=True), pairs["months_both"], strict=True))
    stars = known["share"].gt(0)
    labels = [shortened(str(names.get(i, i))) + (" *" if stars[i] else "") for i in ids]
    most = max(int(known["most"].max()), 1)
    with drawing(ax, 2.6 + 0.36 * len(ids), 1.2 + 0.3 * len(ids)) as ax:
        ax.set_title(title)
        matrix = Matrix(ax)
        for row in range(1, len(ids)):
            for column in range(row):
                value = months[min(ids[row], ids[column]), max(ids[row], ids[column])]
                if pd.isna(value):
                    matrix.hatch(column, row - 1)
                else:
                    matrix.fill(column, row - 1, int(value), most)
        ax.set_xlim(0, len(ids) - 1)
        ax.set_ylim(len(ids) - 1, 0)
        name_places(ax.yaxis, [row - 0.5 for row in range(1, len(ids))], labels[1:])
        name_places(ax.xaxis, [column + 0.5 for column in range(len(ids) - 1)], labels[:-1])
        hush(ax, bottom=LEANING | {"rotation": 50})
        sentences = [say("figure.busy_together.note", lang)]
        if stars[ids].any():
            sentences.append(say("figure.busy_together.note_least", lang))
        sentences += [*told, say("figure.busy_together.undrawn", lang)] if told else []
        if left := len(known) - len(ids):
            sentences.append(say("figure.busy_together.unshown", lang, n=left))
        note(ax, " ".join(sentences), below=24 + 5 * max(len(text) for text in labels[:-1]))
    return ax


def draw_levelling(
    effect: pd.DataFrame, loads: pd.DataFrame, *, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:  # fmt: skip
    """Draw the load of each month before and after the moves that are suggested, and the two peaks.

    Parameters
    ----------
    effect, loads : DataFrame
        Those of :func:`analysis.measures.schedules.levelling.levelling_plan`, of one plan.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        Two bars a month and a line at each peak; how many actions move stands in the small print. Where
        nothing can be moved to any use there is one bar a month, and the figure says so.
    """
    title = say("figure.levelling.title", lang)
    plan = effect.iloc[0]
    if pd.isna(plan["peak_before"]):
        return draw_words(title, say("finding.load.level_unknown", lang), ax=ax, said=True)
    before, after = (loads.xs(m, level="moment").iloc[0].to_numpy("float64") for m in ("before", "after"))
    whole = bool((np.concatenate([before, after]) % 1 == 0).all())
    decimals = load_decimals("actions" if whole else "split", max(before.max(), after.max()))
    moves, sure = int(plan["moves"]), 2 if plan["share_unknown"] > 0 else 1
    values = {"before": number(before.max(), lang, decimals=decimals),
              "after": number(after.max(), lang, decimals=decimals)}  # fmt: skip
    with drawing(ax, 9.4, 4.2) as ax:
        ax.set_title(title, pad=30)
        shown = (("before", before, BEFORE, -0.21), ("after", after, ACCENT, 0.21))
        for moment, heights, colour, aside in shown if moves else shown[:1]:
            places = np.arange(12) + (aside if moves else 0)
            ax.bar(places, heights, color=colour, width=0.4, label=say(f"figure.levelling.{moment}", lang))
            for place, load in zip(places, heights, strict=True):
                text = number(load, lang, decimals=decimals)
                ax.annotate(text, (place, load), (0, 2), textcoords="offset points", ha="center", va="bottom",
                            fontsize=7.5, bbox=PAPER, annotation_clip=False)  # fmt: skip
            ax.axhline(
                heights.max(), color=INK if moment == "before" else ACCENT, linewidth=1, linestyle="--", zorder=0
            )
            ax.text(11.65, heights.max(), say(f"figure.levelling.peak_{moment}", lang, value=values[moment], sure=sure),
                    va="bottom" if moment == "before" else "top", fontsize=9)  # fmt: skip
        month_axis(ax, lang)
        ax.set_ylim(0, before.max() * 1.12)
        load_axis(ax, lang, whole=whole)
        ax.set_ylabel(say(f"figure.load.unit_{'actions' if whole else 'split'}", lang))
        hush(ax, grid="y", bottom=LEANING)
        legend_above(ax, ncols=2)
        proven = plan["search"] == "optimal"
        if moves:
            sentences = [say("figure.levelling.moves", lang, n=moves, shift=int(plan["shift"]), sure=sure, **values)]
            sentences += [] if proven else [say("finding.load.level_unproven", lang)]
        elif proven:
            sentences = [say("figure.levelling.no_move", lang, before=values["before"], sure=sure)]
        else:
            sentences = [
                say("finding.load.level_not_found", lang, peak=values["before"], n=int(before.max()), sure=sure)
            ]
        sentences.append(unknown_load(plan["share_unknown"], "actions", lang))
        if sure == 2:
            sentences.append(say("figure.levelling.left_out", lang))
        note(ax, " ".join(sentences), below=62)
    return ax


def _draw_panel(panel: Axes, load: pd.Series, weight: str, lang: Language, unstated: str | None) -> None:
    """Draw one way of counting: its unit, its question, twelve bars and the number of the greatest, or why none."""
    panel.set_title(say(f"figure.load.unit_{weight}", lang), fontsize=10, pad=36)
    question = wrapped(say(f"figure.load_weights.question_{weight}", lang), 48)
    panel.annotate(question, (0, 1), (0, 31), xycoords="axes fraction", textcoords="offset points", fontsize=8.5,
                   color=QUIET, va="top")  # fmt: skip
    month_axis(panel, lang)
    hush(panel, grid="y", bottom=LEANING | {"rotation": 50, "fontsize": 8})
    if unstated or load.isna().any():
        panel.set(xticks=[], yticks=[], xlim=(-0.6, 11.6))
        panel.text(5.5, 0.5, wrapped(unstated or say("figure.load_weights.unknown", lang), 30), ha="center",
                   va="center", color=QUIET)  # fmt: skip
        return
    heights = load.to_numpy("float64")
    most = float(heights.max())
    panel.bar(range(12), heights, color=ACCENT, width=0.72)
    text = number(most, lang, decimals=load_decimals(weight, most))
    panel.annotate(text, (float(heights.argmax()), most), (0, 2), textcoords="offset points", ha="center", va="bottom",
                   fontsize=8, bbox=PAPER)  # fmt: skip
    panel.set_ylim(0, most * 1.12)
    load_axis(panel, lang, whole=weight == "actions", nbins=5)
