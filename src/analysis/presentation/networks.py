"""The partner network as a picture: who works with whom, how often, and what kind of body each is."""

from __future__ import annotations

import math
from collections.abc import Iterator

import networkx as nx
import numpy as np
from matplotlib.axes import Axes

from analysis.common.wording import Language, say
from analysis.presentation.bodies import (
    MOST_NAMES,
    Positions,
    actions_of,
    draw_body,
    draw_legends,
    draw_ties,
    ranked,
    write_names,
)
from analysis.presentation.style import drawing, note

RING = 7  # bodies on the first ring; the next hold two, three, ... times as many
SEED = 7


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
    tied = sorted((actions_of(graph, n) for n in graph if graph.degree(n)), reverse=True)
    reach = max(len(list(_rings(tied))), 2)
    rows = len(list(_rows(graph, reach - 1)))
    with drawing(ax, 6.0 + 1.6 * reach, 4.4 + 1.5 * reach + 1.2 * rows) as ax:
        ax.set_axis_off()
        ax.set_title(say("figure.partners.title", lang))
        if not graph:
            ax.text(0.5, 0.5, say("figure.partners.nobody", lang), ha="center", transform=ax.transAxes)
            return ax
        places = _layout(graph)
        most = max(actions_of(graph, n) for n in graph)
        draw_ties(graph, places, ax)
        for node in ranked(graph):
            draw_body(graph, node, places[node], most, ax)
        _frame(places, ax)
        write_names(graph, places, most, ax)
        draw_legends(graph, most, ax, lang)
        note(ax, _small_print(graph, lang))
    return ax


def _layout(graph: nx.Graph) -> Positions:
    """Place the bodies on rings, most actions inmost; round each ring, near those they work with."""
    tied = [n for n in ranked(graph) if graph.degree(n)]
    angles = _angles(graph.subgraph(tied))
    rings = list(_rings([actions_of(graph, n) for n in tied]))
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


def _frame(places: Positions, ax: Axes) -> None:
    points = np.array(list(places.values()))
    low, high = points.min(axis=0), points.max(axis=0)
    ax.set_xlim(low[0] - 0.7, high[0] + 0.7)
    ax.set_ylim(low[1] - 0.7, high[1] + 0.45)


def _small_print(graph: nx.Graph, lang: Language) -> str:
    sentences = [say(f"figure.partners.weight_{graph.graph.get('weight', 'shared')}", lang)]
    if len(list(_rings(sorted((actions_of(graph, n) for n in graph if graph.degree(n)), reverse=True)))) > 1:
        sentences.append(say("figure.partners.rings", lang))
    alone = sum(1 for n in graph if not graph.degree(n))
    if unnamed := max(len(graph) - MOST_NAMES, 0):
        sentences.append(say("figure.partners.unnamed", lang, n=unnamed))
    if alone:
        sentences.append(say("figure.partners.alone", lang, n=alone))
    return " ".join(sentences)
