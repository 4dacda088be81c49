"""The whole plan at a glance: a treemap of its domains, their goals and their actions.

A domain is a block whose area is its number of actions; within it lie its goals, parted by lines, and in
these the actions, a tile each, with its number. The shade of a tile, and the small number in it, is how many
bodies the action names; a hatched tile names nobody.
"""

from __future__ import annotations

import textwrap
from typing import Literal, NamedTuple

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Patch, Rectangle

from analysis.common.wording import Language, say
from analysis.frames.corpus import Corpus
from analysis.frames.schema import UNSTATED
from analysis.presentation.heatmaps import shade
from analysis.presentation.lettering import text_width
from analysis.presentation.style import HATCHED, INK, UNKNOWN, UNKNOWN_HATCH, draw_words, drawing, note
from analysis.presentation.treemap import Tile, squarified

WIDTH = 11.0  # inches
ACTION = 1.35  # square inches an action, its share of its domain's heading included
HEIGHTS = (4.0, 20.0)  # inches, least and most
NARROW = 0.8  # inches, of a block in which names are written upright
DIGIT = 0.65  # width of a digit, in heights
BOLD = FontProperties(weight="bold")
HEAD = 0.42  # part of a block that the name of its domain may take


class _Action(NamedTuple):
    """An action: its number, how many bodies it names, its domain and its goal, empty where none is stated."""

    seq: int
    bodies: int
    domain: str
    goal: str


def draw_plan_tree(
    corpus: Corpus, participations: nx.Graph, *, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:  # fmt: skip
    """Draw a plan as a treemap: domains, goals and actions, with the number of bodies of each action.

    Parameters
    ----------
    corpus : Corpus
        One plan.
    participations : Graph
        Its actions and the bodies that count in each, as :func:`analysis.graphs.partnership.participation_graph`
        returns it.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One tile per action, in the order of the document within its goal; blocks and goals with most
        actions come first. Coordinates are inches.
    """
    actions = corpus.actions[["action_id", "seq", "domain", "goal"]].assign(
        bodies=[participations.degree(action_id) for action_id in corpus.actions["action_id"]],
        domain=corpus.actions["domain"].fillna(UNSTATED),
        goal=corpus.actions["goal"].fillna(UNSTATED),
    )
    if actions.empty:
        return draw_words(say("figure.plan_tree.title", lang), say("table.empty", lang), ax=ax)
    height = min(max(ACTION * len(actions) / WIDTH, HEIGHTS[0]), HEIGHTS[1])
    own = ax is None
    flat = (actions["goal"] == UNSTATED).all()
    with drawing(ax, WIDTH, height) as ax:
        ax.set_title(say("figure.plan_tree.title_flat" if flat else "figure.plan_tree.title", lang))
        ax.set_xlim(0, WIDTH)
        ax.set_ylim(height, 0)
        ax.set_aspect("equal")
        ax.set_axis_off()
        if own:
            ax.figure.subplots_adjust(0, 0, 1, 1)
        most = int(actions["bodies"].max())
        rows = [
            _Action(int(seq), int(bodies), str(domain), str(goal))
            for seq, bodies, domain, goal in zip(
                *(actions[name].tolist() for name in ("seq", "bodies", "domain", "goal")), strict=True
            )
        ]
        for block, domain in _parts(rows, "domain", Tile(0, 0, WIDTH, height)):
            block = block.inset(0.035)
            ax.add_artist(Rectangle((block.x, block.y), block.width, block.height, facecolor="white", edgecolor=INK,
                                    linewidth=1.2))  # fmt: skip
            head = _write_head(ax, block, domain[0].domain or say("label.no_domain", lang))
            for field, goal in _parts(domain, "goal", block.inset(0.04, head=head)):
                tiles = squarified([1] * len(goal), field)
                for tile, action in zip(tiles, goal, strict=True):
                    _draw_action(ax, tile, action, most)
                ax.add_artist(Rectangle((field.x, field.y), field.width, field.height, fill=False, edgecolor=INK,
                                        linewidth=1.8))  # fmt: skip
        _draw_legend(ax, actions["bodies"], lang)
        note(ax, _small_print(corpus, actions, lang), below=34)
    return ax


def _parts(rows: list[_Action], level: Literal["domain", "goal"], within: Tile) -> list[tuple[Tile, list[_Action]]]:
    """Return a rectangle within `within` for the actions of each domain or goal, most actions first."""
    found: dict[str, list[_Action]] = {}
    for row in rows:
        found.setdefault(row.domain if level == "domain" else row.goal, []).append(row)
    parts = sorted(found.values(), key=len, reverse=True)
    return list(zip(squarified([len(part) for part in parts], within), parts, strict=True))


def _write_head(ax: Axes, block: Tile, text: str) -> float:
    """Write the name of a domain at the top of its block, upright in a narrow one, and return its height.

    The name is written smaller, and then cut, where it has no room.
    """
    upright = block.width < NARROW
    along, across = (HEAD * block.height, block.width) if upright else (block.width, HEAD * block.height)
    letter = 1.05 * text_width(text, BOLD) / len(text) / 72
    for size in (9.5, 8.5, 7.5, 6.5):
        line, letters = size * 1.25 / 72, max(int((along - 0.14) / (size * letter)), 4)
        lines, room = textwrap.wrap(text, letters), max(int((across - 0.08) / line), 1)
        if len(lines) <= room and max(map(len, text.split())) <= letters:
            break
    if len(lines) > room:
        lines = textwrap.wrap(text, letters, max_lines=room, placeholder=" …")
    ax.text(block.x + 0.07, block.y + 0.07, "\n".join(lines), fontsize=size, fontweight="bold", va="top",
            rotation=270 if upright else 0, linespacing=1.15)  # fmt: skip
    return max(map(len, lines)) * size * letter + 0.1 if upright else len(lines) * line + 0.06


def _draw_action(ax: Axes, tile: Tile, action: _Action, most: int) -> None:
    """Draw an action: its number and, small, its bodies; hatched where it names none."""
    bodies = action.bodies
    colour, ink = shade(bodies, most)
    place = Rectangle((tile.x, tile.y), tile.width, tile.height, facecolor=colour, edgecolor="white", linewidth=1)
    if not bodies:
        place.set(facecolor=UNKNOWN, hatch=UNKNOWN_HATCH)
    ax.add_artist(place)
    size = min(10.0, 72 * tile.width / (DIGIT * 3.4), 72 * tile.height / 2.7)
    middle = tile.x + tile.width / 2, tile.y + tile.height / 2
    ax.annotate(str(action.seq), middle, (0, -0.2 * size), textcoords="offset points", ha="center", va="bottom",
                fontsize=size, fontweight="bold", color=ink, in_layout=False, annotation_clip=False)  # fmt: skip
    if bodies:
        ax.annotate(f"({bodies})", middle, (0, -0.35 * size), textcoords="offset points", ha="center", va="top",
                    fontsize=0.8 * size, color=ink, in_layout=False, annotation_clip=False)  # fmt: skip


def _draw_legend(ax: Axes, bodies: pd.Series, lang: Language) -> None:
    """Show the shades that stand for few and many bodies, and the hatching for none."""
    most = int(bodies.max())
    handles = [
        Patch(facecolor=shade(n, most)[0], label=say("label.bodies", lang, n=n))
        for n in sorted({1, (most + 1) // 2, most} if most else ())
    ]
    if not bodies.all():
        handles.append(Patch(label=say("figure.plan_tree.nobody", lang), **HATCHED))
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, 0), ncols=4, borderaxespad=0.6)


def _small_print(corpus: Corpus, actions: pd.DataFrame, lang: Language) -> str:
    sentences = [say("figure.plan_tree.note", lang)]
    without = int((actions["goal"] == UNSTATED).sum())
    if without == len(actions):
        sentences.append(say("figure.plan_tree.no_goals", lang))
    else:
        sentences.append(say("figure.plan_tree.goals", lang))
        if without:
            sentences.append(say("figure.plan_tree.without_goal", lang, n=without))
    if empty := int((corpus.empty_levels["level"] == "domain").sum()):
        sentences.append(say("figure.plan_tree.empty", lang, n=empty))
    return " ".join(sentences)
