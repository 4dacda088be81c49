"""How bodies and ties look in every network figure: symbol, name, line and legends.

The area of a symbol is the body's number of actions, its colour and shape are its kind, a dashed rim marks
a collective body; the width of a line is the strength of the tie.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from analysis.common.kinds import KINDS
from analysis.common.wording import Language, label, say
from analysis.presentation.style import INK, KIND_COLOURS, KIND_SHAPES, shortened, wrapped

LARGEST = 1300.0  # area in square points of the body with most actions
LEAST = 45.0
# Behind a name, so that lines do not cross it; an outline of its letters would make pages several times as large.
_PAPER: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "alpha": 0.72, "boxstyle": "round,pad=0.08"}
MOST_NAMES = 60  # names that a figure can hold

Positions = dict[str, np.ndarray]


def draw_ties(graph: nx.Graph, places: Positions, ax: Axes) -> None:
    """Draw the ties as lines, the strongest last."""
    if not graph.number_of_edges():
        return
    ties = sorted(graph.edges(data="weight", default=1), key=lambda e: (e[2], e[0], e[1]))
    shares = [weight / ties[-1][2] for *_, weight in ties]
    lines = LineCollection(
        [[places[one], places[other]] for one, other, _ in ties], linewidths=[0.5 + 5 * share for share in shares],
        colors=[("#7d9099", 0.25 + 0.35 * share) for share in shares], capstyle="round", zorder=1,
    )  # fmt: skip
    ax.add_collection(lines, autolim=False)


def draw_body(graph: nx.Graph, node: str, place: np.ndarray, most: int, ax: Axes) -> None:
    """Draw a body as one symbol; `most` is the greatest number of actions in the figure."""
    kind = graph.nodes[node].get("kind", "other")
    symbol = PathCollection(
        [_shape(kind)], [_area(graph, node, most)], facecolors=KIND_COLOURS[kind], edgecolors=INK, linewidths=1.1,
        linestyles="--" if graph.nodes[node].get("collective") else "-", offsets=[place],
        offset_transform=ax.transData, zorder=2,
    )  # fmt: skip
    symbol.set_transform(IdentityTransform())
    ax.add_collection(symbol, autolim=False)


@cache
def _shape(kind: str) -> Path:
    """Return the outline of the symbol of a kind, of a size of one."""
    marker = MarkerStyle(KIND_SHAPES[kind])
    return marker.get_path().transformed(marker.get_transform())


def write_names(
    graph: nx.Graph, places: Positions, most: int, ax: Axes, *, told: Mapping[str, str] | None = None
) -> None:
    """Write each body's name under its symbol, and on a line of its own what is `told` of it."""
    names = figure_names(graph)
    told = told or {}
    for node in sorted(ranked(graph)[:MOST_NAMES]):
        below = math.sqrt(_area(graph, node, most)) / 2 + 4
        text = "\n".join([wrapped(shortened(names[node]), 17), *([told[node]] if node in told else [])])
        ax.annotate(
            text, tuple(places[node]), (0, -below), textcoords="offset points",
            ha="center", va="top", fontsize=8.5, linespacing=0.95, zorder=4, bbox=_PAPER, annotation_clip=False,
        )  # fmt: skip


def figure_names(graph: nx.Graph) -> dict[str, str]:
    """Return each body's short name, with its municipality where two bodies share one."""
    short = {n: str(d.get("short_name") or d.get("organisation") or n) for n, d in graph.nodes(data=True)}
    shared = {name for name in short.values() if list(short.values()).count(name) > 1}
    return {
        n: f"{name} ({graph.nodes[n].get('municipality', n)})" if name in shared else name for n, name in short.items()
    }


def draw_legends(graph: nx.Graph, most: int, ax: Axes, lang: Language) -> None:
    """Explain the kinds that are present, and how many actions a symbol's area stands for."""
    present = {d.get("kind", "other") for _, d in graph.nodes(data=True)}
    symbol: dict[str, Any] = {"linestyle": "", "markeredgecolor": INK}
    handles = [
        Line2D(
            [],
            [],
            marker=KIND_SHAPES[k],
            markersize=9,
            markerfacecolor=KIND_COLOURS[k],
            label=label("kind", k, lang),
            **symbol,
        )
        for k in KINDS
        if k in present
    ]
    if any(d.get("collective") for _, d in graph.nodes(data=True)):
        handles.append(
            Line2D([], [], linestyle="--", color=INK, linewidth=1.1, label=say("figure.partners.collective", lang))
        )
    kinds = ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.0, 1.0), labelspacing=0.8)
    ax.add_artist(kinds)
    kinds.set_clip_on(False)  # so that the page is wide enough for it
    sizes = [
        Line2D([], [], marker="o", markersize=math.sqrt(_size(n, most)), markerfacecolor="white",
               label=say("figure.partners.size", lang, n=n), **symbol)
        for n in sorted({1, math.ceil(most / 2), most})
    ]  # fmt: skip
    ax.legend(
        handles=sizes, title=say("figure.partners.size_title", lang), alignment="left", loc="lower left",
        bbox_to_anchor=(1.0, 0.0), labelspacing=2.9, handletextpad=2.2, borderpad=1.8,
    )  # fmt: skip


def ranked(graph: nx.Graph) -> list[str]:
    """Return the bodies, most actions first."""
    return sorted(graph, key=lambda n: (-actions_of(graph, n), -graph.degree(n), n))


def actions_of(graph: nx.Graph, node: str) -> int:
    """Return the number of actions of a body, 1 where the graph does not tell."""
    return int(graph.nodes[node].get("actions", 1))


def _area(graph: nx.Graph, node: str, most: int) -> float:
    return _size(actions_of(graph, node), most)


def _size(actions: int, most: int) -> float:
    """Return a node's area in square points, in proportion to its actions from a least that can be seen."""
    return LEAST + (LARGEST - LEAST) * actions / max(most, 1)
