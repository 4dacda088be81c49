"""Plans by themes and plans by bodies: two matrices, a mark in each cell that a plan has.

Plans are called by municipality and year. Of many plans or bodies the first are drawn and the note says how many are
left out; the tables have all.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.common.themes import theme_name
from analysis.common.wording import Language, percent, say
from analysis.presentation.cells import Cell, Cells
from analysis.presentation.heatmaps import Matrix, label_cells
from analysis.presentation.sentences import plan_names
from analysis.presentation.style import (
    ACCENT,
    LINE,
    draw_words,
    drawing,
    note,
    row_edges,
    shortened,
    wrapped,
)

MOST_PLANS = 30  # plans that are drawn
MOST_BODIES = 40  # rows of the figure of shared bodies


def draw_theme_comparison(
    themes: pd.DataFrame, plans: pd.DataFrame, *, plan_id: str, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw which share of the actions of each plan each theme has.

    Parameters
    ----------
    themes : DataFrame
        As :func:`analysis.measures.comparisons.themes.theme_comparison` returns it.
    plans : DataFrame
        The frame ``plans`` of the corpus.
    plan_id : str
        This plan, drawn first.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One row a plan, one column a theme, those of most plans first. White is a true zero; hatched is not
        known, as some actions of the plan have no theme; an asterisk marks themes that nobody has reviewed.
    """
    shares = themes["share_actions"].unstack("theme")  # noqa: PD010
    names = plan_names(plans, lang, own=plan_id)
    order = list(names.index)
    kept, left = order[:MOST_PLANS], len(order) - MOST_PLANS
    spread = (shares > 0).sum()
    columns = list(spread[spread > 0].sort_values(ascending=False, kind="stable").index)
    if not columns:
        return draw_words(say("figure.themes.title", lang), say("figure.themes.none", lang), ax=ax)
    labels = [wrapped(str(names[p]), 34) for p in kept]
    edges = row_edges(labels)
    with drawing(ax, 3.2 + 0.5 * max(len(columns), 8), 0.5 + 0.5 * edges[-1]) as ax:
        ax.set_title(say("figure.themes.title", lang))
        most = float(shares.loc[kept].max().max())
        cells = Matrix(ax)
        for row, plan in enumerate(kept):
            for column, theme in enumerate(columns):
                entry = themes.loc[(plan, theme)]
                _share_cell(cells, column, edges[row], edges[row + 1] - edges[row], entry, most, lang)
        label_cells(ax, [theme_name(str(t), lang) for t in columns], labels, edges, bold=0)
        told = [say("figure.themes.note", lang)]
        if themes.loc[kept, "suggested"].fillna(False).any():
            told.append(say("figure.themes.suggested", lang))
        if shares.loc[kept, columns].isna().any(axis=None):
            told.append(say("figure.themes.unmapped", lang))
        if left > 0:
            told.append(say("figure.themes.left", lang, n=left))
        note(ax, " ".join(told))
    return ax


def draw_shared_organisations(
    shared: pd.DataFrame, plans: pd.DataFrame, *, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw which of the bodies of several municipalities are in which plan.

    Parameters
    ----------
    shared : DataFrame
        As :func:`analysis.measures.comparisons.shared.shared_organisations` returns it.
    plans : DataFrame
        The frame ``plans`` of the corpus.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One row a body, those of most plans first; one column a plan; a square where the plan names the body.
    """
    if shared.empty:
        return draw_words(
            say("figure.shared.title", lang), say("finding.comparison.shared_none", lang), ax=ax, said=True
        )
    rows = shared.head(MOST_BODIES)
    columns = list(plans["plan_id"])[:MOST_PLANS]
    names = plan_names(plans, lang)
    with drawing(ax, 4.6 + 0.3 * max(len(columns), 4), 1.7 + 0.25 * len(rows)) as ax:
        ax.set_title(say("figure.shared.title", lang))
        cells = Cells(ax)
        for row, ids in enumerate(rows["plan_ids"]):
            present = set(str(ids).split(";"))
            for column, plan in enumerate(columns):
                colour = ACCENT if plan in present else "white"
                cells.add(Cell(column, row, 1, 1, colour, LINE, 0.6))
        bodies = [shortened(str(name), 52) for name in rows["organisation"]]
        label_cells(ax, [str(names[p]) for p in columns], bodies, row_edges(bodies))
        told = [say("figure.shared.note", lang)]
        if left := len(shared) - len(rows):
            told.append(say("figure.shared.left", lang, n=left))
        if left := len(plans) - len(columns):
            told.append(say("figure.shared.left_plans", lang, n=left))
        note(ax, " ".join(told))
    return ax


def _share_cell(
    cells: Matrix, x: float, y: float, height: float, entry: pd.Series, most: float, lang: Language
) -> None:
    """Fill the cell of one theme of one plan by its share of the actions, and write it."""
    share = entry["share_actions"]
    if pd.isna(share):
        cells.hatch(x, y, height)
        return
    mark = "*" if pd.notna(entry["suggested"]) and entry["suggested"] else ""
    told = "<1" if share < 0.005 else percent(float(share), lang).rstrip("\N{NO-BREAK SPACE}%")
    cells.fill(x, y, float(share), most, height, text=told + mark)
