"""Whose load is in which month: bodies × months, and domains, themes, kinds or roles × months.

Each cell carries its number; an empty cell is a true zero; what the document does not state is hatched
and named in words, and a row of which it states a part has the share that is missing at its right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, partial

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from analysis.common.themes import theme_name
from analysis.common.wording import Language, label, month_name, number, percent, say
from analysis.frames.schema import MONTHS
from analysis.presentation.heatmaps import MOST_BODIES, Matrix, hatch_cell, label_cells, write_beside
from analysis.presentation.sentences import domain_names, known_of, load_decimals
from analysis.presentation.style import (
    HATCHED,
    LINE,
    SAID,
    draw_words,
    drawing,
    note,
    row_edges,
    row_middles,
    wrapped,
)

OVERLOAD = "#D55E00"  # frame of an overloaded month


def draw_organisation_months(
    load: pd.DataFrame,
    *,
    names: pd.Series,
    weight: str = "actions",
    overloaded: pd.DataFrame | None = None,
    ax: Axes | None = None,
    lang: Language = "pt",
) -> Axes:
    """Draw how busy each body is in each month.

    Parameters
    ----------
    load : DataFrame
        As :func:`analysis.measures.schedules.load.organisation_load` returns it, of one plan.
    names : Series
        Name of each body, indexed by organisation_id.
    weight : str
        What `load` counts: ``"actions"``, ``"split"`` or ``"occurrences"``.
    overloaded : DataFrame, optional
        As :func:`analysis.measures.schedules.overload.overloaded_months` returns it, of the same plan and weight.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One row per body, most active first, the first `MOST_BODIES` of them. A body none of whose months is
        stated is hatched from January to December; one of whose actions some lack months has their share at
        the right. Overloaded months have a thick frame.
    """
    title = say(f"figure.organisation_months.title_{weight}", lang)
    if load.empty:
        return draw_words(title, say("figure.partners.nobody", lang), ax=ax, said=True)
    ids = load.index.get_level_values("organisation_id")
    if load[list(MONTHS)].isna().all(axis=None):
        words = say(f"figure.load.none_{known_of(weight)}", lang)
        return _all_unstated(title, words, say("label.bodies", lang, n=len(load)), ax, lang)
    shown = load.head(MOST_BODIES)
    labels = [str(names.get(i, i)) for i in ids[: len(shown)]]
    sentences = [say(f"figure.organisation_months.note_{weight}", lang)]
    if left := len(load) - len(shown):
        sentences.append(say("figure.organisation_months.unshown", lang, n=left))
    places = {str(i): row for row, i in enumerate(ids[: len(shown)])}
    flagged = [] if overloaded is None else overloaded.index.to_list()
    marks = [(places[i], month - 1) for *_, i, month in flagged if i in places]
    return _draw_rows(shown, labels, title, sentences, weight, ax, lang, marks=marks)


def draw_load_parts(
    parts: pd.DataFrame, *, weight: str = "actions", ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw how much load each domain, theme, kind of body or role has in each month.

    Parameters
    ----------
    parts : DataFrame
        As :func:`analysis.measures.schedules.load.schedule_load` returns it with ``by`` one of these, of one plan.
    weight : str
        What `parts` counts: ``"actions"``, ``"split"`` or ``"occurrences"``.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One row per part, in the order given. A part none of whose load is known is hatched from January to
        December; one of whose actions some are not known has their share at the right.
    """
    by = str(parts.index.names[-1])
    title = say(f"figure.load_parts.title_{by}", lang)
    if parts.empty:
        return draw_words(title, say("figure.load_parts.none", lang), ax=ax, said=True)
    if parts[list(MONTHS)].isna().all(axis=None):
        return _all_unstated(title, say(f"figure.load.none_{known_of(weight)}", lang), "", ax, lang)
    sentences = [say(f"figure.load_parts.note_{weight}", lang)]
    if by in ("kind", "role"):
        sentences.append(say("figure.load_parts.note_bodies", lang))
    return _draw_rows(parts, _part_names(parts.index, by, lang), title, sentences, weight, ax, lang)


def _part_names(index: pd.Index, by: str, lang: Language) -> list[str]:
    """Write the parts of the level `by` in words."""
    if by == "domain":
        return domain_names(index, lang)
    values = index.get_level_values(by)
    if by == "theme":
        return [say("label.no_theme", lang) if pd.isna(v) else theme_name(str(v), lang) for v in values]
    return [label(by, str(v), lang) for v in values]


def _draw_rows(
    load: pd.DataFrame,
    names: Sequence[str],
    title: str,
    sentences: list[str],
    weight: str,
    ax: Axes | None,
    lang: Language,
    *,
    marks: Sequence[tuple[int, int]] = (),
) -> Axes:
    """Draw a row of twelve cells for each name, and frames at the marks (row, column)."""
    labels = [wrapped(name, 44) for name in names]
    partly = load["share_unknown"].between(0, 1, inclusive="neither").fillna(False).to_numpy(bool)
    edges = row_edges(labels)
    values = load[list(MONTHS)]
    unstated = bool(values.isna().all(axis=1).any())
    most = float(values.max().max())
    written = cache(partial(number, lang=lang, decimals=load_decimals(weight, most)))
    line = 0.5 if any("\n" in text for text in labels) else 0.36
    with drawing(ax, 9.4, 1.6 + line * edges[-1]) as ax:
        ax.set_title(title)
        matrix = Matrix(ax)
        for row, cells in enumerate(values.to_numpy("float64", na_value=np.nan).tolist()):
            height = edges[row + 1] - edges[row]
            for column, value in enumerate(cells):
                if math.isnan(value):
                    matrix.hatch(column, edges[row], height)
                else:
                    matrix.fill(column, edges[row], value, most, height, text=written(value))
        for row, column in marks:
            corner = (column + 0.05, edges[row] + 0.05)
            ax.add_artist(Rectangle(corner, 0.9, edges[row + 1] - edges[row] - 0.1, fill=False, edgecolor=OVERLOAD,
                                    linewidth=2.6))  # fmt: skip
        label_cells(ax, [month_name(m, lang) for m in MONTHS], labels, edges)
        if partly.any():
            key = f"figure.load.share_{known_of(weight)}"
            shares = [percent(float(share), lang) for share in load["share_unknown"][partly]]
            write_beside(ax, np.array(row_middles(edges))[partly], (say(key, lang, share=share) for share in shares))
            sentences = [*sentences, say("figure.load.share_note", lang)]
        handles: list[Artist] = []
        if marks:
            words = say("figure.organisation_months.overloaded", lang)
            handles.append(Patch(facecolor="white", edgecolor=OVERLOAD, linewidth=2.6, label=words))
        if unstated:
            handles.append(Patch(label=say(f"figure.load.hatched_{known_of(weight)}", lang), **HATCHED))
        if handles:
            ax.legend(handles=handles, loc="upper right", bbox_to_anchor=(1, 0), borderaxespad=0.6, ncols=2)
        note(ax, " ".join(sentences), below=28 if handles else 10)
    return ax


def _all_unstated(title: str, words: str, row: str, ax: Axes | None, lang: Language) -> Axes:
    """Draw one hatched band for all rows and say that no month is stated."""
    with drawing(ax, 9.4, 1.9) as ax:
        ax.set_title(title)
        hatch_cell(ax, 0, 0, width=12)
        paper = {"facecolor": "white", "edgecolor": LINE, "pad": 6}
        ax.text(6, 0.5, words, ha="center", va="center", fontsize=11, bbox=paper)
        ax.set_label(words)
        ax.set_gid(SAID)
        label_cells(ax, [month_name(m, lang) for m in MONTHS], [row], [0.0, 1.0])
    return ax
