"""The partner network as a picture: who works with whom, how often, and what kind of body each is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import matplotlib.patheffects as effects
import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.common.kinds import KINDS
from analysis.common.wording import Language, label, say
from analysis.presentation.style import INK, KIND_COLOURS, KIND_SHAPES, drawing, note, shortened, wrapped

RING = 7  # bodies on the first ring; the next hold two, three, ... times as many
LARGEST = 1300.0  # area in square points of the body with most actions
LEAST = 45.0
SEED = 7
MOST_NAMES = 60  # names that a figure can hold

Positions = dict[str, np.ndarray]


def draw_partners(graph: nx.Graph, *, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw a partner graph.

    Parameters
    ----------
    graph : Graph
        As :func:`analysis.graphs.partnership.partner_graph` returns it.
    ax : Axes, optional
        Where to draw; new axes by default.
    lang : str
        Language of labels and notes.

    Returns
    -------
    Axes
        The area of a node is its number of actions, colour and shape are its kind, a dashed rim marks a
        collective body, the width of a line is the strength of the tie. Bodies stand on rings, those with
        most actions inmost, and beside those they work with; bodies without a tie stand in rows below.
        The same graph is drawn in the same places every time.
    """
    tied = sorted((_actions(graph, n) for n in graph if graph.degree(n)), reverse=True)
    reach = max(len(list(_rings(tied))), 2)
    rows = len(list(_rows(graph, reach - 1)))
    with drawing(ax, 6.0 + 1.6 * reach, 4.4 + 1.5 * reach + 1.2 * rows) as ax:
        ax.set_axis_off()
        ax.set_title(say("figure.partners.title", lang))
        if not graph:
            ax.text(0.5, 0.5, say("figure.partners.nobody", lang), ha="center", transform=ax.transAxes)
            return ax
        places = _layout(graph)
        most = max(_actions(graph, n) for n in graph)
        _draw_ties(graph, places, ax)
        for node in _ranked(graph):
            _draw_body(graph, node, places[node], most, ax)
        _frame(places, ax)
        _write_names(graph, places, most, ax)
        _legend(graph, most, ax, lang)
        note(ax, _small_print(graph, lang))
    return ax


def _layout(graph: nx.Graph) -> Positions:
    """Place the bodies on rings, most actions inmost; round each ring, near those they work with."""
    tied = [n for n in _ranked(graph) if graph.degree(n)]
    angles = _angles(graph.subgraph(tied))
    rings = list(_rings([_actions(graph, n) for n in tied]))
    places: Positions = {}
    for radius, first, last in rings:
        ring = sorted(tied[first:last], key=lambda n: (angles[n], n))
        turn = angles[ring[0]] if radius else 0.0
        for i, node in enumerate(ring):
            angle = turn + 2 * math.pi * i / len(ring)
            places[node] = np.array([1.3 * radius * math.cos(angle), radius * math.sin(angle)])
    outmost = rings[-1][0] if rings else 0
    for down, row in enumerate(_rows(graph, outmost), start=1):
        reach = 1.3 * max(outmost, 1) + 0.5
        for i, node in enumerate(row):
            places[node] = np.array([-reach + 2 * reach * (i + 0.5) / len(row), -outmost - 1.1 * down])
    return places


def _rows(graph: nx.Graph, outmost: int) -> Iterator[list[str]]:
    """Yield the bodies without a tie in rows as wide as the ring with the radius `outmost`."""
    alone = sorted(n for n in graph if not graph.degree(n))
    wide = max(outmost, 1) + 3
    for first in range(0, len(alone), wide):
        yield alone[first : first + wide]


def _rings(actions: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (radius, first, last) of each ring; only a body with more actions than any other is the centre."""
    first, radius = 0, 0 if len(actions) == 1 or (len(actions) > 1 and actions[0] > actions[1]) else 1
    while first < len(actions):
        last = min(len(actions), first + max(1, RING * radius))
        if radius and 0 < len(actions) - last < 3:  # no ring of one or two
            last = len(actions)
        yield radius, first, last
        first, radius = last, radius + 1


def _angles(graph: nx.Graph) -> dict[str, float]:
    """Return the direction of each body from the middle of a force-directed layout, which groups partners."""
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_weighted_edges_from(sorted(graph.edges(data="weight", default=1)))
    placed = nx.spring_layout(plain, seed=SEED, weight="weight", iterations=200) if len(plain) else {}
    return {n: math.atan2(y, x) for n, (x, y) in placed.items()}


def _draw_ties(graph: nx.Graph, places: Positions, ax: Axes) -> None:
    strongest = max((w for *_, w in graph.edges(data="weight", default=1)), default=1)
    for one, other, weight in sorted(graph.edges(data="weight", default=1), key=lambda e: (e[2], e[0], e[1])):
        share = weight / strongest
        (x1, y1), (x2, y2) = places[one], places[other]
        ax.plot([x1, x2], [y1, y2], color="#7d9099", linewidth=0.5 + 5 * share, alpha=0.25 + 0.35 * share, zorder=1,
                solid_capstyle="round")  # fmt: skip


def _draw_body(graph: nx.Graph, node: str, place: np.ndarray, most: int, ax: Axes) -> None:
    kind = graph.nodes[node].get("kind", "other")
    ax.scatter(
        place[0], place[1], s=_area(graph, node, most), c=KIND_COLOURS[kind], marker=KIND_SHAPES[kind], zorder=2,
        edgecolors=INK, linewidths=1.1, linestyle="--" if graph.nodes[node].get("collective") else "-",
    )  # fmt: skip


def _write_names(graph: nx.Graph, places: Positions, most: int, ax: Axes) -> None:
    """Write each body's name under its symbol."""
    halo = [effects.withStroke(linewidth=2.6, foreground="white")]
    names = _names(graph)
    for node in sorted(_ranked(graph)[:MOST_NAMES]):
        below = math.sqrt(_area(graph, node, most)) / 2 + 4
        ax.annotate(
            wrapped(shortened(names[node]), 17), tuple(places[node]), (0, -below), textcoords="offset points",
            ha="center", va="top", fontsize=8.5, linespacing=0.95, zorder=4, path_effects=halo,
        )  # fmt: skip


def _names(graph: nx.Graph) -> dict[str, str]:
    """Return each body's short name, with its municipality where two bodies share one."""
    short = {n: str(d.get("short_name") or d.get("organisation") or n) for n, d in graph.nodes(data=True)}
    shared = {name for name in short.values() if list(short.values()).count(name) > 1}
    return {
        n: f"{name} ({graph.nodes[n].get('municipality', n)})" if name in shared else name for n, name in short.items()
    }


def _frame(places: Positions, ax: Axes) -> None:
    points = np.array(list(places.values()))
    low, high = points.min(axis=0), points.max(axis=0)
    ax.set_xlim(low[0] - 0.7, high[0] + 0.7)
    ax.set_ylim(low[1] - 0.7, high[1] + 0.45)


def _legend(graph: nx.Graph, most: int, ax: Axes, lang: Language) -> None:
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
    kinds.set_clip_path(None)
    sizes = [
        Line2D([], [], marker="o", markersize=math.sqrt(_size(n, most)), markerfacecolor="white",
               label=say("figure.partners.size", lang, n=n), **symbol)
        for n in sorted({1, math.ceil(most / 2), most})
    ]  # fmt: skip
    ax.legend(
        handles=sizes, title=say("figure.partners.size_title", lang), alignment="left", loc="lower left",
        bbox_to_anchor=(1.0, 0.0), labelspacing=2.9, handletextpad=2.2, borderpad=1.8,
    )  # fmt: skip


def _small_print(graph: nx.Graph, lang: Language) -> str:
    sentences = [say(f"figure.partners.weight_{graph.graph.get('weight', 'shared')}", lang)]
    if len(list(_rings(sorted((_actions(graph, n) for n in graph if graph.degree(n)), reverse=True)))) > 1:
        sentences.append(say("figure.partners.rings", lang))
    alone = sum(1 for n in graph if not graph.degree(n))
    if unnamed := max(len(graph) - MOST_NAMES, 0):
        sentences.append(say("figure.partners.unnamed", lang, n=unnamed))
    if alone:
        sentences.append(say("figure.partners.alone", lang, n=alone))
    return " ".join(sentences)


def _ranked(graph: nx.Graph) -> list[str]:
    """Return the bodies, most actions first."""
    return sorted(graph, key=lambda n: (-_actions(graph, n), -graph.degree(n), n))


def _actions(graph: nx.Graph, node: str) -> int:
    return int(graph.nodes[node].get("actions", 1))


def _area(graph: nx.Graph, node: str, most: int) -> float:
    return _size(_actions(graph, node), most)


def _size(actions: int, most: int) -> float:
    """Return a node's area in square points, in proportion to its actions from a least that can be seen."""
    return LEAST + (LARGEST - LEAST) * actions / max(most, 1)
