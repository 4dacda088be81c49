"""Who does what where and when: bodies × domains, bodies × months.

Each cell carries its number; an empty cell is a true zero; what the document does not state is hatched
and named in words.
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import PowerNorm
from matplotlib.patches import Patch, Rectangle

from analysis.common.wording import Language, month_name, percent, say
from analysis.frames.schema import MONTHS
from analysis.presentation.sentences import domain_names
from analysis.presentation.style import (
    COUNTS,
    LINE,
    UNKNOWN,
    UNKNOWN_HATCH,
    drawing,
    hush,
    note,
    row_edges,
    shortened,
    wrapped,
)

LIGHT_INK = 0.745  # shade of a cell from which white is easier to read on it than black


def draw_coverage(matrix: pd.DataFrame, *, names: pd.Series, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw how many actions of each domain each body takes part in.

    Parameters
    ----------
    matrix : DataFrame
        As :func:`analysis.measures.domains.coverage.coverage_matrix` returns it.
    names : Series
        Name of each body, indexed by organisation_id.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One row per domain in the order of the document, one column per body, most active first.
    """
    if matrix.empty:
        return _nobody("coverage", ax, lang)
    labels = [wrapped(d, 52) for d in domain_names(matrix.columns, lang)]
    edges = row_edges(labels)
    with drawing(ax, 3.6 + 0.34 * max(len(matrix), 6), 1.6 + 0.42 * edges[-1]) as ax:
        ax.set_title(say("figure.coverage.title", lang))
        most = int(matrix.to_numpy().max())
        for row, domain in enumerate(matrix.columns):
            for column, count in enumerate(matrix[domain]):
                _cell(ax, column, edges[row], int(count), most, edges[row + 1] - edges[row])
        _axis_labels(ax, [shortened(str(names.get(i, i))) for i in matrix.index], labels, edges)
        note(ax, say("figure.coverage.note", lang))
    return ax


def draw_organisation_months(
    load: pd.DataFrame, *, names: pd.Series, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw in how many actions each body is busy in each month.

    Parameters
    ----------
    load : DataFrame
        As :func:`analysis.measures.schedules.load.organisation_load` returns it, of one plan.
    names : Series
        Name of each body, indexed by organisation_id.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One row per body, most active first. A body none of whose months is stated is hatched from
        January to December; one of whose actions some lack months has their share in its name.
    """
    if load.empty:
        return _nobody("organisation_months", ax, lang)
    unstated = load[list(MONTHS)].isna().all(axis=1)
    if unstated.all():
        return _all_unstated(len(load), ax, lang)
    labels = []
    for key, share in load["share_unknown"].items():
        organisation_id = key[-1] if isinstance(key, tuple) else key
        partly = pd.notna(share) and 0 < share < 1
        part = f" ({say('label.share_unstated', lang, share=percent(float(share), lang))})" if partly else ""
        labels.append(wrapped(str(names.get(organisation_id, organisation_id)) + part, 44))
    edges = row_edges(labels)
    with drawing(ax, 9.4, 1.6 + 0.36 * edges[-1]) as ax:
        ax.set_title(say("figure.organisation_months.title", lang))
        most = int(load[list(MONTHS)].max().max())
        for row, values in enumerate(load[list(MONTHS)].itertuples(index=False, name=None)):
            for column, value in enumerate(values):
                height = edges[row + 1] - edges[row]
                if pd.isna(value):
                    _hatch(ax, column, edges[row], height=height)
                else:
                    _cell(ax, column, edges[row], int(value), most, height)
        _axis_labels(ax, [month_name(m, lang) for m in MONTHS], labels, edges)
        if unstated.any():
            handle = Patch(
                facecolor=UNKNOWN, hatch=UNKNOWN_HATCH, edgecolor="#a79f92", label=say("label.months_unstated", lang)
            )
            ax.legend(handles=[handle], loc="upper right", bbox_to_anchor=(1, -0.01), borderaxespad=0.4)
        sentences = [say("figure.organisation_months.note", lang)]
        if unstated.any():
            sentences.append(say("figure.organisation_months.note_unstated", lang))
        note(ax, " ".join(sentences), below=26 if unstated.any() else 10)
    return ax


def _nobody(figure: str, ax: Axes | None, lang: Language) -> Axes:
    """Say that nobody counts, in place of an empty figure."""
    with drawing(ax, 9.4, 1.4) as ax:
        ax.set_title(say(f"figure.{figure}.title", lang))
        ax.set_axis_off()
        ax.text(0, 0.5, say("figure.partners.nobody", lang), va="center", fontsize=11, transform=ax.transAxes)
        ax.set_label(say("figure.partners.nobody", lang))
    return ax


def _all_unstated(bodies: int, ax: Axes | None, lang: Language) -> Axes:
    """Draw one hatched band for all bodies and say that no month is stated."""
    with drawing(ax, 9.4, 1.9) as ax:
        ax.set_title(say("figure.organisation_months.title", lang))
        _hatch(ax, 0, 0, width=12)
        words = say("figure.organisation_months.none", lang, n=bodies)
        ax.text(
            6,
            0.5,
            words,
            ha="center",
            va="center",
            fontsize=11,
            bbox={"facecolor": "white", "edgecolor": LINE, "pad": 6},
        )
        ax.set_label(words)
        label = say("label.bodies", lang, n=bodies)
        _axis_labels(ax, [month_name(m, lang) for m in MONTHS], [label], [0.0, 1.0])
    return ax


def _cell(ax: Axes, x: float, y: float, value: int, most: int, height: float) -> None:
    """Fill a cell by its count and write it; zero is left white."""
    shade = float(PowerNorm(0.6, 0, max(most, 1))(value))
    colour = COUNTS(shade) if value else "white"
    ax.add_patch(Rectangle((x, y), 1, height, facecolor=colour, edgecolor=LINE, linewidth=0.5))
    if value:
        ink = "white" if shade > LIGHT_INK else "black"
        ax.text(x + 0.5, y + height / 2, str(value), ha="center", va="center", fontsize=9, color=ink)


def _hatch(ax: Axes, x: float, y: float, *, width: float = 1, height: float = 1) -> None:
    ax.add_patch(
        Rectangle((x, y), width, height, facecolor=UNKNOWN, hatch=UNKNOWN_HATCH, edgecolor="#a79f92", linewidth=0)
    )


def _axis_labels(ax: Axes, columns: list[str], rows: list[str], edges: list[float]) -> None:
    ax.set_xlim(0, max(len(columns), 1))
    ax.set_ylim(max(edges[-1], 1), 0)
    ax.xaxis.tick_top()
    ax.set_xticks(
        [i + 0.5 for i in range(len(columns))], columns, rotation=50, ha="left", va="bottom", rotation_mode="anchor"
    )
    ax.set_yticks([(top + bottom) / 2 for top, bottom in pairwise(edges)], rows)
    hush(ax)
