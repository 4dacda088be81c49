"""The partner network by communities: each a disc, its bodies inside, and how sure their ranks are."""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from analysis.common.wording import Language, label, percent, say
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
from analysis.presentation.sentences import lowered
from analysis.presentation.style import LINE, QUIET, drawing, note

STEP = 1.0  # distance between neighbours on a ring of a disc
APART = 0.45  # least distance between two discs
DOUBTFUL = 0.75  # a community whose bodies agree less than this has a dashed rim


def draw_communities(
    graph: nx.Graph,
    communities: pd.DataFrame,
    *,
    ranks: pd.DataFrame | None = None,
    measure: str = "strength",
    ax: Axes | None = None,
    lang: Language = "pt",
) -> Axes:
    """Draw a partner graph by communities.

    Parameters
    ----------
    graph : Graph
        As :func:`analysis.graphs.partnership.partner_graph` returns it.
    communities : DataFrame
        As :func:`analysis.measures.networks.communities.partner_communities` returns it.
    ranks : DataFrame, optional
        As :func:`analysis.measures.networks.intervals.rank_groups` returns it: under each name stand the ranks
        that the body may have.
    measure : str
        The centrality that was ranked.
    ax : Axes, optional
        Where to draw; new axes by default.
    lang : str
        Language of labels and notes.

    Returns
    -------
    Axes
        One disc a community, with its agreement; symbols as in the figure of the partner network. Bodies
        that are a community of their own stand in one row below.
    """
    members = _members(graph, communities)
    places, discs = _arranged(members, graph)
    low, high = _extent(places, discs)
    with drawing(ax, max(6.5, 0.8 * (high[0] - low[0])), max(5.6, 0.4 + 0.8 * (high[1] - low[1]))) as ax:
        ax.set_axis_off()
        ax.set_title(say("figure.communities.title", lang))
        if not graph:
            ax.text(0.5, 0.5, say("figure.partners.nobody", lang), ha="center", transform=ax.transAxes)
            return ax
        for bodies, (centre, radius) in zip(members, discs, strict=False):
            _draw_disc(communities.loc[bodies, "agreement"], centre, radius, ax, lang)
        draw_ties(graph, places, ax)
        most = max(actions_of(graph, node) for node in graph)
        for node in ranked(graph):
            draw_body(graph, node, places[node], most, ax)
        write_names(graph, places, most, ax, told=_rank_ranges(ranks, lang))
        _fit(low, high, ax)
        draw_legends(graph, most, ax, lang)
        note(ax, _small_print(graph, None if ranks is None else measure, lang))
    return ax


def _members(graph: nx.Graph, communities: pd.DataFrame) -> list[list[str]]:
    """Return the bodies of each community, most actions first: the largest community first."""
    numbers = {str(node): int(number) for node, number in communities["community"].items()}
    found: dict[int, list[str]] = {}
    for node in ranked(graph):
        found.setdefault(numbers[node], []).append(node)
    return [found[number] for number in sorted(found, key=lambda number: (-len(found[number]), number))]


def _arranged(members: Sequence[Sequence[str]], graph: nx.Graph) -> tuple[Positions, list[tuple[np.ndarray, float]]]:
    """Place the discs round the first, none on another, and the bodies in them; lone ones in a row below."""
    places: Positions = {}
    discs: list[tuple[np.ndarray, float]] = []
    for bodies in (part for part in members if len(part) > 1):
        offsets = _rosette(len(bodies))
        radius = max(float(np.hypot(*offset)) for offset in offsets) + 0.8
        centre = _free_place(discs, radius)
        discs.append((centre, radius))
        places |= {node: centre + offset for node, offset in zip(bodies, offsets, strict=True)}
    alone = [part[0] for part in members if len(part) == 1]
    if alone:
        low = min((centre[1] - radius for centre, radius in discs), default=0.0)
        left = min((centre[0] - radius for centre, radius in discs), default=0.0)
        right = max((centre[0] + radius for centre, radius in discs), default=6.0)
        in_row = max(int((right - left) / 1.5), 3)
        for at, node in enumerate(alone):
            places[node] = np.array([left + 0.75 + 1.5 * (at % in_row), low - 1.0 - 1.2 * (at // in_row)])
    return places, discs


def _rosette(bodies: int) -> list[np.ndarray]:
    """Return places on rings round a middle, so far apart that names fit between them."""
    if bodies <= 5:
        radius = 0.0 if bodies == 1 else max(0.8, 1.35 * STEP / (2 * math.sin(math.pi / bodies)))
        return [_on_ring(radius, at, bodies) for at in range(bodies)]
    offsets, ring = [np.zeros(2)], 1
    while len(offsets) < bodies:
        on_ring = min(bodies - len(offsets), int(2 * math.pi * 1.3 * ring / 1.3))
        offsets += [_on_ring(1.3 * ring * STEP, at, on_ring) for at in range(on_ring)]
        ring += 1
    return offsets


def _on_ring(radius: float, at: int, of: int) -> np.ndarray:
    angle = math.pi / 2 + 2 * math.pi * at / of
    return np.array([1.15 * radius * math.cos(angle), radius * math.sin(angle)])


def _free_place(discs: Sequence[tuple[np.ndarray, float]], radius: float) -> np.ndarray:
    """Return the place nearest the first disc, wide rather than high, where a disc lies on no other."""
    if not discs:
        return np.zeros(2)
    tried = []
    for centre, other in discs:
        for step in range(72):
            angle = 2 * math.pi * step / 72
            place = centre + (other + radius + APART) * np.array([math.cos(angle), math.sin(angle)])
            if all(np.hypot(*(place - c)) >= r + radius + APART - 1e-9 for c, r in discs):
                tried.append((round(float(np.hypot(place[0], 1.5 * place[1])), 6), step, place))
    return min(tried, key=lambda one: one[:2])[2]


def _extent(places: Positions, discs: Sequence[tuple[np.ndarray, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower left and the upper right corner of all that is drawn."""
    corners = [centre + side * radius for centre, radius in discs for side in (-1, 1)]
    corners += [place + side for place in places.values() for side in (np.array([-0.8, -0.9]), np.array([0.8, 0.6]))]
    points = np.array(corners) if corners else np.array([[0.0, 0.0], [6.0, 3.0]])
    return points.min(axis=0) - 0.1, points.max(axis=0) + np.array([0.1, 0.3])


def _fit(low: np.ndarray, high: np.ndarray, ax: Axes) -> None:
    """Set the limits so that all from `low` to `high` is seen and a circle is round."""
    box = ax.get_window_extent()
    sides = np.array([box.width, box.height])
    reach = max((high - low) / sides) * sides / 2
    left, bottom = (low + high) / 2 - reach
    right, top = (low + high) / 2 + reach
    ax.set_xlim(left, right)
    ax.set_ylim(bottom, top)


def _draw_disc(agreement: pd.Series, centre: np.ndarray, radius: float, ax: Axes, lang: Language) -> None:
    mean = float(agreement.mean())
    style = "-" if mean >= DOUBTFUL else (0, (5, 3))
    ax.add_artist(Circle(tuple(centre), radius, facecolor="#f3f6f7", edgecolor=LINE, linewidth=1.4, linestyle=style,
                         zorder=0))  # fmt: skip
    ax.text(
        centre[0], centre[1] + radius + 0.06, say("figure.communities.agreement", lang, share=percent(mean, lang)),
        ha="center", va="bottom", fontsize=8.5, color=QUIET, zorder=4,
    )  # fmt: skip


def _rank_ranges(ranks: pd.DataFrame | None, lang: Language) -> dict[str, str]:
    """Write the ranks that each body may have."""
    if ranks is None:
        return {}
    known = ranks.dropna(subset=["rank_low", "rank_high"])
    ends = zip(known.index, known["rank_low"].astype(int), known["rank_high"].astype(int), strict=True)
    return {
        str(node): say("label.rank" if low == high else "label.rank_range", lang, low=low, high=high)
        for node, low, high in ends
    }


def _small_print(graph: nx.Graph, ranked_by: str | None, lang: Language) -> str:
    sentences = [say("figure.communities.note", lang)]
    if ranked_by is not None:
        told = lowered(label("column", ranked_by, lang))
        sentences.append(say("figure.communities.ranks", lang, measure=told))
    if unnamed := max(len(graph) - MOST_NAMES, 0):
        sentences.append(say("figure.partners.unnamed", lang, n=unnamed))
    return " ".join(sentences)
