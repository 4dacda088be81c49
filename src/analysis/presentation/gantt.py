"""The schedule of a plan as a Gantt chart: one row per action under its domain, one column per month.

The bars are the months that the document states, no more; an action without stated months is hatched from
January to December and named so. Each domain stands under its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from analysis.common.wording import Language, label, month_name, say
from analysis.frames.calendar_files import action_runs
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS
from analysis.presentation.cells import Cell, Cells
from analysis.presentation.month_maps import draw_load_parts
from analysis.presentation.sentences import unknown_load
from analysis.presentation.sides import OVER, name_places
from analysis.presentation.style import (
    ACCENT,
    HATCHED,
    LINE,
    PAPER,
    QUIET,
    draw_words,
    drawing,
    hush,
    note,
    shortened,
    wrapped,
)

MOST_ACTIONS = 150  # rows up to which each action has its own
WIDEST_ACTION = 62  # characters of an action beside its row
WIDEST_DOMAIN = 110  # characters of a line of a domain's name
LABELS = 11.2  # width of the column of actions, in months
FREQUENCIES = 2.6  # width of the column of frequencies


@dataclass(frozen=True)
class _Row:
    """A row of the chart: a domain's name, or an action's number and text."""

    top: float
    height: float
    text: str
    action_id: str | None


def draw_gantt(corpus: Corpus, parts: pd.DataFrame, *, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw in which months each action of a plan runs.

    Parameters
    ----------
    corpus : Corpus
        One plan.
    parts : DataFrame
        The number of its actions under way, by domain, as :func:`analysis.measures.schedules.load.schedule_load`
        returns it with ``by="domain"``.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        The actions under their domains, in the order of the document: a bar for each run of months, the
        frequency on the right, hatching where no months are stated. Of a plan of more than `MOST_ACTIONS`
        `parts` are drawn instead.
    """
    actions = corpus.actions.sort_values("seq")
    title = say("figure.gantt.title", lang)
    if actions.empty:
        return draw_words(title, say("figure.load.no_actions", lang), ax=ax, said=True)
    if corpus.schedule.empty:
        return draw_words(title, say("figure.gantt.none", lang, n=len(actions)), ax=ax, said=True)
    if len(actions) > MOST_ACTIONS:
        ax = draw_load_parts(parts, ax=ax, lang=lang)
        note(ax, say("figure.gantt.note_domains", lang, n=len(actions)), below=52)
        return ax
    rows = list(_rows(actions, lang))
    bottom = rows[-1].top + rows[-1].height
    with drawing(ax, 12.4, 1.2 + (0.2 if len(actions) > 60 else 0.24) * bottom) as ax:
        ax.set_title(title)
        runs: dict[str, list[tuple[int, int]]] = {}
        stated = action_runs(corpus).reset_index()
        for action_id, first, last in zip(stated["action_id"], stated["first"], stated["last"], strict=True):
            runs.setdefault(str(action_id), []).append((int(first), int(last)))
        cells = Cells(ax)
        frequencies = actions.set_index("action_id")["frequency"].to_dict()
        for row in rows:
            if row.action_id is None:
                _draw_domain(ax, cells, row)
            else:
                _draw_action(ax, cells, row, runs.get(row.action_id), lang)
                if pd.notna(frequency := frequencies[row.action_id]):
                    words = label("frequency", str(frequency), lang)
                    ax.text(12.2, row.top + 0.5, words, va="center", fontsize=8, color=QUIET)
        ends = [[(month, 0), (month, 1)] for month in range(13)]
        lines = LineCollection(ends, colors=LINE, linewidths=0.5, capstyle="projecting", zorder=0)
        lines.set_transform(ax.get_xaxis_transform())
        ax.add_collection(lines, autolim=False)
        ax.set_xlim(-LABELS, 12 + FREQUENCIES)
        ax.set_ylim(bottom, 0)
        name_places(ax.xaxis, [m - 0.5 for m in MONTHS], [month_name(m, lang) for m in MONTHS])
        name_places(ax.yaxis, [], [])
        hush(ax, top=OVER)
        share = float((~actions["action_id"].isin(list(runs))).mean())
        note(ax, f"{say('figure.gantt.note', lang)} {unknown_load(share, 'actions', lang)}")
    return ax


def _rows(actions: pd.DataFrame, lang: Language) -> Iterator[_Row]:
    """Yield the rows from the top: each domain, where one begins, then its actions."""
    top = 0.0
    of_domains: dict[str, list[tuple[str, int, str]]] = {}
    named = actions["domain"].fillna(say("label.no_domain", lang))
    for domain, *action in zip(named, actions["action_id"], actions["seq"], actions["action"], strict=True):
        of_domains.setdefault(str(domain), []).append(tuple(action))
    for domain, of in of_domains.items():
        text = wrapped(shortened(domain, 2 * WIDEST_DOMAIN), WIDEST_DOMAIN)
        height = 1.5 + 0.8 * text.count("\n")
        yield _Row(top, height, text, None)
        top += height
        for action_id, seq, told in of:
            words = shortened(say("figure.gantt.action", lang, n=int(seq), action=told), WIDEST_ACTION)
            yield _Row(top, 1.0, words, action_id)
            top += 1.0


def _draw_domain(ax: Axes, cells: Cells, row: _Row) -> None:
    """Write a domain's name across the chart, on a band that parts it from the one above."""
    width = LABELS + 12 + FREQUENCIES
    cells.add(Cell(-LABELS, row.top + 0.15, width, row.height - 0.2, "#f1f5f7"))
    cells.add(Cell(-LABELS, row.top + 0.15, 0.12, row.height - 0.2, ACCENT))
    ax.text(-LABELS + 0.25, row.top + row.height / 2 + 0.05, row.text, va="center", fontsize=8.5, fontweight="bold",
            linespacing=1.1)  # fmt: skip


def _draw_action(ax: Axes, cells: Cells, row: _Row, runs: list[tuple[int, int]] | None, lang: Language) -> None:
    """Write an action's number and text, and draw its months, or that none is stated."""
    ax.text(-LABELS + 0.25, row.top + 0.5, row.text, va="center", fontsize=8, in_layout=False)
    if runs is None:
        cells.add(Cell(0, row.top + 0.14, 12, 0.72, **HATCHED))
        ax.text(6, row.top + 0.5, say("label.months_unstated", lang), ha="center", va="center", fontsize=7.5,
                bbox=PAPER, in_layout=False)  # fmt: skip
        return
    for first, last in runs:
        cells.add(Cell(first - 1 + 0.04, row.top + 0.18, last - first + 0.92, 0.64, ACCENT))
