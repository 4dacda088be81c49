"""How figures look: one colour and shape for each kind of body, sizes, and the SVG that a page gets.

Colours are of Okabe and Ito's palette for colour-blind readers, and never the only carrier of meaning:
each kind has a shape of its own, each cell its number. Nothing here changes matplotlib's global style.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from analysis.common.wording import Language, month_name, number
from analysis.frames.schema import MONTHS
from analysis.presentation.sides import Side, name_places
from analysis.presentation.svg import figure_svg

INK = "#1b2a33"
QUIET = "#5b6b73"
LINE = "#c9d3d8"
ACCENT = "#0072B2"
SECOND = "#E69F00"
UNKNOWN = "#e7e2da"
UNKNOWN_HATCH = "////"
_HATCHING = "#a79f92"
HATCHED: Any = {"facecolor": UNKNOWN, "hatch": UNKNOWN_HATCH, "edgecolor": _HATCHING}  # what is not known
PAPER: Any = {"facecolor": "white", "edgecolor": "none", "boxstyle": "square,pad=0.1"}  # behind a number
LONGEST_NAME = 36  # characters of a name in a figure

KIND_COLOURS = {
    "municipality": "#0072B2",
    "parish": "#56B4E9",
    "state": "#D55E00",
    "school": "#F0E442",
    "health": "#CC79A7",
    "security": "#3b3b3b",
    "ipss_ngo": "#009E73",
    "company": "#8c8c8c",
    "project": "#E69F00",
    "network_body": "#7b5ea7",
    "other": "#ffffff",
}
KIND_SHAPES = {
    "municipality": "s",
    "parish": "D",
    "state": "^",
    "school": "p",
    "health": "P",
    "security": "v",
    "ipss_ngo": "o",
    "company": "X",
    "project": "*",
    "network_body": "h",
    "other": "8",
}

SAID = "said"  # mark of axes that tell only that nothing is known

COUNTS = LinearSegmentedColormap.from_list("counts", ["#eef5f9", "#9ecae1", "#3d8fc0", "#08436b"])

_STYLE: Any = {  # matplotlib settings; its stubs want literal keys
    "font.size": 10,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.titley": 1.0,  # a title stands where it is put; otherwise matplotlib measures all names to place it
    "axes.edgecolor": LINE,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlecolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelcolor": INK,
    "hatch.linewidth": 0.6,
    "hatch.color": _HATCHING,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "figure.facecolor": "white",
    "svg.hashsalt": "rede-social",
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.fonttype": "path",
}


@contextmanager
def drawing(ax: Axes | None, width: float, height: float) -> Iterator[Axes]:
    """Yield the axes to draw on, new ones of `width` × `height` inches if `ax` is None, in our style."""
    with plt.rc_context(_STYLE):
        yield ax if ax is not None else plt.subplots(figsize=(width, height))[1]


@contextmanager
def panels(lines: int, columns: int, width: float, height: float) -> Iterator[np.ndarray]:
    """Yield new axes, `lines` × `columns` of them in one figure of `width` × `height` inches, in our style."""
    with plt.rc_context(_STYLE):
        engine = ConstrainedLayoutEngine(w_pad=0.12)  # inches beside each panel
        yield plt.subplots(lines, columns, figsize=(width, height), squeeze=False, layout=engine)[1]


def draw_words(title: str, words: str, *, ax: Axes | None = None, said: bool = False) -> Axes:
    """Write a sentence in place of a figure that would be empty; it is also the axes' label.

    One that the finding beside the figure has `said` need not be read twice (see :func:`is_said`).
    """
    with drawing(ax, 9.4, 1.4) as ax:
        ax.set_title(title)
        ax.set_axis_off()
        ax.text(0, 0.5, wrapped(words, 95), va="center", fontsize=11, transform=ax.transAxes)
        ax.set_label(words)
        if said:
            ax.set_gid(SAID)
    return ax


def is_said(ax: Axes) -> bool:
    """Tell whether axes hold no more than that nothing is known, which a finding has said."""
    return ax.get_gid() == SAID


def svg_of(figure: Figure) -> str:
    """Return `figure` as SVG: the same bytes for the same figure, text as outlines, no date."""
    with plt.rc_context(_STYLE):
        return figure_svg(figure)


def wrapped(text: str, width: int) -> str:
    """Return `text` on lines of at most `width` characters, whole words, nothing cut."""
    return "\n".join(textwrap.wrap(text, width, break_long_words=False)) or text


def shortened(text: str, width: int = LONGEST_NAME) -> str:
    """Return a name that is longer than `width`, too long for its place, cut at a word; tables have it whole."""
    return textwrap.shorten(text, width, placeholder=" …")


def note(ax: Axes, text: str, *, below: float = 10) -> None:
    """Write a remark in small print, `below` points under the axes; it is also the axes' label."""
    ax.set_label(text)
    ax.annotate(
        wrapped(text, 125), (0, 0), (0, -below), xycoords="axes fraction", textcoords="offset points",
        ha="left", va="top", fontsize=8.5, color=QUIET, annotation_clip=False,
    )  # fmt: skip


def row_edges(labels: list[str]) -> list[float]:
    """Return where rows begin and end, in row units, so that labels of several lines have room."""
    edges = [0.0]
    for text in labels:
        edges.append(edges[-1] + max(1.0, 0.36 * (text.count("\n") + 1) + 0.25))
    return edges


def row_middles(edges: list[float]) -> list[float]:
    """Return where the middles of the rows are, of those between `edges`."""
    return [(top + bottom) / 2 for top, bottom in pairwise(edges)]


def legend_above(ax: Axes, **options: Any) -> None:
    """Write the legend between the title and the axes, with matplotlib's `options`."""
    ax.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), borderaxespad=0.1, **options)


def month_axis(ax: Axes, lang: Language, *, beside: dict[float, str] | None = None) -> None:
    """Name the places 0 to 11 by the months, and what stands `beside` them at its own."""
    words = dict(enumerate(month_name(m, lang) for m in MONTHS)) | (beside or {})
    name_places(ax.xaxis, list(words), list(words.values()))
    ax.set_xlim(-0.6, max(words) + (0.7 if beside else 0.6))


def load_axis(ax: Axes, lang: Language, *, whole: bool, **options: Any) -> None:
    """Write the numbers of the upright axis as the language does, with the decimals that tell them apart."""
    ax.yaxis.set_major_locator(MaxNLocator(integer=whole, steps=[1, 2, 5, 10], **options))

    def write(value: float, _: float) -> str:
        return number(value, lang, decimals=next(d for d in range(4) if d == 3 or abs(value - round(value, d)) < 1e-9))

    ax.yaxis.set_major_formatter(write)


def hush(ax: Axes, *, grid: str | None = None, left: Any = None, bottom: Any = None, top: Any = None) -> None:
    """Take ticks away and, where asked, lay a light grid along one axis.

    `left`, `bottom` and `top` say how the texts of a side look, as :class:`analysis.presentation.sides.Side` takes
    it; those of columns stand at the bottom, unless `top` is given, over which the title then stands.
    """
    for spine in ("left", "bottom"):
        ax.spines[spine].set_visible(False)
    ax.set_axisbelow(True if grid else "line")
    columns = Side(ax, "bottom" if top is None else "top", grid=LINE if grid == "x" else None, **(top or bottom or {}))
    Side(ax, "left", grid=LINE if grid == "y" else None, **(left or {}))
    if top is not None:
        ax.set_title(ax.get_title(loc="left"), y=columns.top())
