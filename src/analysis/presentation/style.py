"""How figures look: one colour and shape for each kind of body, sizes, and the SVG that a page gets.

Colours are of Okabe and Ito's palette for colour-blind readers, and never the only carrier of meaning:
each kind has a shape of its own, each cell its number. Nothing here changes matplotlib's global style.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

INK = "#1b2a33"
QUIET = "#5b6b73"
LINE = "#c9d3d8"
ACCENT = "#0072B2"
SECOND = "#E69F00"
UNKNOWN = "#e7e2da"
UNKNOWN_HATCH = "////"
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

COUNTS = LinearSegmentedColormap.from_list("counts", ["#eef5f9", "#9ecae1", "#3d8fc0", "#08436b"])

_STYLE: Any = {  # matplotlib settings; its stubs want literal keys
    "font.size": 10,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
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
    "hatch.color": "#a79f92",
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


def svg_of(figure: Figure) -> str:
    """Return `figure` as SVG: the same bytes for the same figure, text as outlines, no date."""
    page = io.StringIO()
    with plt.rc_context(_STYLE):
        figure.savefig(
            page, format="svg", bbox_inches="tight", pad_inches=0.15, metadata={"Date": None, "Creator": None}
        )
    return page.getvalue()


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


def hush(ax: Axes, *, grid: str | None = None) -> None:
    """Take ticks away and, where asked, lay a light grid along one axis."""
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    if grid:
        ax.grid(axis=grid, color=LINE, linewidth=0.6)  # type: ignore[arg-type]
        ax.set_axisbelow(True)
