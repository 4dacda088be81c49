"""Who does what where: bodies × domains, and the cells of every such figure.

Each cell carries its number; an empty cell is a true zero; what the document does not state is hatched
and named in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.common.wording import Language, say
from analysis.presentation.cells import Cell, Cells, Words
from analysis.presentation.sentences import domain_names
from analysis.presentation.sides import OVER, name_places
from analysis.presentation.style import (
    COUNTS,
    HATCHED,
    LINE,
    QUIET,
    draw_words,
    drawing,
    hush,
    note,
    row_edges,
    row_middles,
    shortened,
    wrapped,
)

FLATTENED = 0.6  # power of a share that is its shade, so that small numbers are told apart
LIGHT_INK = 0.745  # shade of a cell from which white is easier to read on it than black
MOST_BODIES = 60  # columns up to which the names of bodies can be read


def draw_coverage(
    matrix: pd.DataFrame,
    *,
    names: pd.Series,
    seriated: bool = False,
    ax: Axes | None = None,
    lang: Language = "pt",
) -> Axes:
    """Draw how many actions of each domain each body takes part in.

    Parameters
    ----------
    matrix : DataFrame
        As :func:`analysis.measures.domains.coverage.coverage_matrix` returns it, or in the order of
        :func:`analysis.measures.domains.seriation.seriated_matrix`.
    names : Series
        Name of each body, indexed by organisation_id.
    seriated : bool
        Say that neighbours are alike, of a matrix in that order.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One row per domain, one column per body, in the order given; beside a row the number of bodies, below
        a column its actions in all. Of more than `MOST_BODIES` those with most actions are drawn.
    """
    if matrix.empty:
        return draw_words(say("figure.coverage.title", lang), say("figure.partners.nobody", lang), ax=ax)
    totals = matrix.sum(axis="columns").sort_values(ascending=False, kind="stable")
    shown = matrix[matrix.index.isin(totals.index[:MOST_BODIES])]
    labels = [wrapped(d, 52) for d in domain_names(shown.columns, lang)]
    edges = row_edges(labels)
    with drawing(ax, 3.6 + 0.34 * max(len(shown), 6), 1.5 + 0.5 * edges[-1]) as ax:
        ax.set_title(say("figure.coverage.title", lang))
        most = int(shown.to_numpy().max())
        cells = Matrix(ax)
        for row, domain in enumerate(shown.columns):
            for column, count in enumerate(shown[domain].tolist()):
                cells.fill(column, edges[row], count, most, edges[row + 1] - edges[row])
        label_cells(ax, [shortened(str(names.get(i, i))) for i in shown.index], labels, edges)
        bodies = [say("label.bodies", lang, n=int(n)) for n in (matrix > 0).sum()]
        _write_below(ax, (str(int(totals[i])) for i in shown.index))
        write_beside(ax, row_middles(edges), bodies)
        sentences = [say("figure.coverage.note", lang)]
        if seriated:
            sentences.insert(0, say("figure.coverage.order", lang))
        if left := len(matrix) - len(shown):
            sentences.append(say("figure.coverage.unshown", lang, n=left))
        note(ax, " ".join(sentences), below=28)
    return ax


class Matrix:
    """The cells of a matrix, each filled by its value, which is written in it, or hatched where it is not known.

    Cells do not move the limits of their axes.
    """

    def __init__(self, ax: Axes) -> None:
        self._cells, self._words = Cells(ax), Words(ax, ha="center", va="center", fontsize=9)

    def fill(
        self, x: float, y: float, value: float, most: float, height: float = 1, *, text: str | None = None
    ) -> None:
        """Fill a cell by its value, of which `most` is the greatest, and write it, or `text`; zero is left white."""
        colour, ink = shade(value, most)
        self._cells.add(Cell(x, y, 1, height, colour, LINE, 0.5))
        if value:
            self._words.add(x + 0.5, y + height / 2, str(int(value)) if text is None else text, ink)

    def hatch(self, x: float, y: float, height: float = 1) -> None:
        """Hatch what the document does not state."""
        self._cells.add(Cell(x, y, 1, height, **HATCHED))


@lru_cache(maxsize=4096)
def shade(value: float, most: float) -> tuple[str, str]:
    """Return the colour of a value, of which `most` is the greatest, and one that is read on it; zero is white."""
    depth = (value / max(most, 1e-9)) ** FLATTENED
    return to_hex(COUNTS(depth)) if value else "white", "white" if depth > LIGHT_INK else "black"


def hatch_cell(ax: Axes, x: float, y: float, *, width: float = 1, height: float = 1) -> None:
    """Hatch what the document does not state."""
    ax.add_artist(Rectangle((x, y), width, height, linewidth=0, **HATCHED))


def write_beside(ax: Axes, rows: Iterable[float], words: Iterable[str]) -> None:
    """Write what is counted of rows, whose middles are given, at the right of the cells."""
    for middle, told in zip(rows, words, strict=True):
        ax.annotate(told, (1, middle), (3.5, 0), xycoords=ax.get_yaxis_transform(), textcoords="offset points",
                    va="center_baseline", fontsize=8.5, color=QUIET, annotation_clip=False)  # fmt: skip


def _write_below(ax: Axes, words: Iterable[str]) -> None:
    """Write what is counted of each column, under the cells."""
    for column, told in enumerate(words):
        ax.annotate(told, (column + 0.5, 0), (0, -3.5), xycoords=ax.get_xaxis_transform(), textcoords="offset points",
                    ha="center", va="top", fontsize=8.5, color=QUIET, annotation_clip=False)  # fmt: skip


def label_cells(ax: Axes, columns: list[str], rows: list[str], edges: list[float], **look: Any) -> None:
    """Write the names of columns above and of rows beside the cells, and these as `look` says; the title over all."""
    ax.set_xlim(0, max(len(columns), 1))
    ax.set_ylim(max(edges[-1], 1), 0)
    name_places(ax.xaxis, [i + 0.5 for i in range(len(columns))], columns)
    name_places(ax.yaxis, row_middles(edges), rows)
    hush(ax, top=OVER, left=look)
