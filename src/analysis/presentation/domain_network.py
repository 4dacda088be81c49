"""The network of domains as a picture: which domains share bodies, and how many.

Domains stand on a ring in the order of the document, clockwise from the top, each beside its name, so that
names never cover one another; the rows of the ring are as high as the names beside them.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from analysis.common.themes import theme_name
from analysis.common.wording import Language, say
from analysis.presentation.style import ACCENT, INK, PAPER, draw_words, drawing, note, shortened, wrapped

RADIUS = 2.6  # inches, of half the ring's width
LINE_HEIGHT = 0.155  # inches a line of a name
ROW = 0.7  # inches between nodes, at least
LARGEST = 900.0  # area in square points of the domain with most actions
LEAST = 40.0
LONGEST = 110  # characters of a name
NUMBERED = 12  # ties whose number is written, the strongest
APART = 0.3  # inches between numbers
ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)  # where on a tie its number may stand, in order of liking


def draw_domain_network(graph: nx.Graph, *, ax: Axes | None = None, lang: Language = "pt") -> Axes:
    """Draw a graph of domains or themes.

    Parameters
    ----------
    graph : Graph
        As :func:`analysis.graphs.domains.domain_graph` returns it.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        The area of a node is its number of actions; a domain without a tie is hollow. The width of a line is
        the number of bodies that two domains share, written on the strongest, all those of equal strength or
        none. Coordinates are inches.
    """
    if not graph:
        return draw_words(say("figure.domain_network.title", lang), say("figure.domain_network.none", lang), ax=ax)
    nodes = list(graph)
    names = [_name(graph.nodes[node], lang) for node in nodes]
    places = _places(names)
    reach = max(abs(y) for _, y in places) + 0.5
    own = ax is None
    with drawing(ax, 11.0, 2 * reach) as ax:
        ax.set_title(say("figure.domain_network.title", lang))
        ax.set_axis_off()
        ax.set_xlim(-5.5, 5.5)
        ax.set_ylim(-reach, reach)
        if own:
            ax.figure.subplots_adjust(0, 0, 1, 1)
        at = dict(zip(nodes, places, strict=True))
        most = max(int(actions) for _, actions in graph.nodes(data="actions"))
        _draw_ties(graph, at, ax)
        for node, name in zip(nodes, names, strict=True):
            (x, y), actions = at[node], int(graph.nodes[node]["actions"])
            size = LEAST + (LARGEST - LEAST) * actions / max(most, 1)
            tied = graph.degree(node) > 0
            ax.scatter(x, y, s=size, facecolor=ACCENT if tied else "white", edgecolors=INK, linewidths=1.1, zorder=3,
                       linestyle="-" if tied else "--")  # fmt: skip
            side, away = (1, "left") if x >= 0 else (-1, "right")
            ax.annotate(name, (x, y), (side * (math.sqrt(size) / 2 + 5), 0), textcoords="offset points", ha=away,
                        va="center", fontsize=9, zorder=4)  # fmt: skip
        note(ax, _small_print(graph, lang))
    return ax


def _name(domain: dict[str, Any], lang: Language) -> str:
    """Return the name of a domain or theme with its actions and bodies, on lines."""
    text = str(domain["domain"]) if "domain" in domain else theme_name(str(domain["theme"]), lang)
    told = say("figure.domain_network.size", lang, n=int(domain["actions"]), bodies=int(domain["organisations"]))
    return f"{wrapped(shortened(text, LONGEST), 32)}\n{told}"


def _places(names: list[str]) -> list[tuple[float, float]]:
    """Return the places on the ring: the first half right and down, the rest left and up, each as high as its name."""
    right = (len(names) + 1) // 2
    places = []
    for side, half in ((1, names[:right]), (-1, names[right:][::-1])):
        heights = [max(ROW, LINE_HEIGHT * (name.count("\n") + 1) + 0.14) for name in half]
        tall = sum(heights) / 2
        rows = [tall - below + height / 2 for height, below in zip(heights, accumulate(heights), strict=True)]
        on = [(side * RADIUS * math.sqrt(max(1 - (y / tall) ** 2, 0.12)), y) for y in rows]
        places.extend(on if side > 0 else on[::-1])
    return places


def _draw_ties(graph: nx.Graph, at: dict[str, tuple[float, float]], ax: Axes) -> None:
    """Draw each tie as a curve drawn to the middle, the strongest last, and number the strongest."""
    ties = sorted(graph.edges(data="weight"), key=lambda tie: tie[2])
    strongest = max((weight for *_, weight in ties), default=1)
    weights = [weight for *_, weight in ties]
    least = min((w for w in set(weights) if sum(other >= w for other in weights) <= NUMBERED), default=math.inf)
    taken: list[np.ndarray] = []
    for one, other, weight in ties:
        start, end = np.array(at[one]), np.array(at[other])
        bend = 0.3 * (start + end)
        share = weight / strongest
        curve = Path([tuple(start), tuple(bend), tuple(end)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
        ax.add_artist(PathPatch(curve, fill=False, edgecolor="#7d9099", linewidth=0.5 + 5.5 * share,
                                alpha=0.25 + 0.4 * share, capstyle="round", zorder=1))  # fmt: skip
        if weight >= least:
            points = [(1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end for t in ALONG]
            place = max(points, key=lambda point: min((APART, *(math.dist(point, other) for other in taken))))
            taken.append(place)
            ax.text(
                float(place[0]),
                float(place[1]),
                str(weight),
                ha="center",
                va="center",
                fontsize=8.5,
                color=INK,
                bbox=PAPER,
                zorder=2,
            )


def _small_print(graph: nx.Graph, lang: Language) -> str:
    if len(graph) == 1:
        sentences = [say("figure.domain_network.one", lang)]
    elif not graph.number_of_edges():
        sentences = [say("figure.domain_network.no_ties", lang)]
    else:
        sentences = [say("figure.domain_network.note", lang)]
        if alone := sum(1 for node in graph if not graph.degree(node)):
            sentences.append(say("figure.domain_network.alone", lang, n=alone))
    for which in ("unplaced", "unmapped"):
        if n := int(graph.graph.get(f"{which}_actions", 0)):
            sentences.append(say(f"figure.domain_network.{which}", lang, n=n))
    return " ".join(sentences)
