"""The network figure: one symbol a body, one line a tie, one legible name a body."""

from itertools import combinations

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgba
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.transforms import Affine2D, Bbox

from analysis import partner_graph
from analysis.common.kinds import KINDS
from analysis.common.wording import label
from analysis.presentation.figures import draw_partners
from analysis.presentation.style import KIND_COLOURS, KIND_SHAPES

TOUCH = 1.0  # pixels by which two boxes may overlap and still be told apart


def names_of(ax):
    """Return the names of the bodies; the remark below the axes is no name."""
    return [t for t in ax.texts if isinstance(t, Annotation) and t.xycoords == "data"]


def symbols_of(ax):
    return [drawn for drawn in ax.collections if isinstance(drawn, PathCollection)]


def ties_of(ax):
    return [drawn for drawn in ax.collections if isinstance(drawn, LineCollection)]


def symbol_box(symbol, ax):
    outline = symbol.get_paths()[0].transformed(Affine2D(symbol.get_transforms()[0]))
    place = ax.transData.transform(symbol.get_offsets())[0]
    low, high = outline.get_extents().min, outline.get_extents().max
    return Bbox([place + low, place + high])


def overlap(one, other):
    both = Bbox.intersection(one, other)
    return both is not None and both.width > TOUCH and both.height > TOUCH


def drawn(graph, **options):
    ax = draw_partners(graph, **options)
    ax.figure.canvas.draw()
    return ax


@pytest.fixture(scope="module")
def axes(network):
    """The axes of each network, drawn once."""
    return drawn(network)


def legend_texts(ax):
    return {t.get_text() for x in ax.get_children() if isinstance(x, Legend) for t in x.get_texts()}


def test_empty_graph_says_that_nobody_is_named():
    ax = drawn(nx.Graph())
    assert [t.get_text() for t in ax.texts] == ["O plano não nomeia nenhuma entidade que conte."]
    assert not ax.collections


def test_lone_body_is_one_symbol_with_its_name(corpus_of):
    ax = drawn(partner_graph(corpus_of("GNR")))
    assert len(ax.collections) == 1
    assert [t.get_text() for t in names_of(ax)] == ["GNR"]


def test_every_body_is_one_symbol_and_one_name(network, axes):
    assert len(symbols_of(axes)) == len(network)
    written = sorted(" ".join(t.get_text().split()) for t in names_of(axes))
    assert written == sorted(" ".join(d["short_name"].split()) for _, d in network.nodes(data=True))


def test_every_tie_is_one_line(network, axes):
    assert sum(len(lines.get_segments()) for lines in ties_of(axes)) == network.number_of_edges()


def test_stronger_tie_is_thicker(corpus_of):
    ax = drawn(partner_graph(corpus_of("CMA GNR", "CMA GNR", "CMA IEFP")))
    (ties,) = ties_of(ax)
    thin, thick = ties.get_linewidths()
    assert thin < thick


def test_symbol_area_grows_with_actions(corpus_of):
    graph = partner_graph(corpus_of("CMA GNR", "CMA IEFP", "CMA"))
    areas = [symbol.get_sizes()[0] for symbol in symbols_of(drawn(graph))]
    assert areas[0] == max(areas)
    assert areas[1] == areas[2] < areas[0]


def test_names_do_not_overlap(axes):
    boxes = [(t.get_text(), t.get_window_extent()) for t in names_of(axes)]
    assert [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if overlap(one, other)] == []


def test_no_name_lies_on_the_symbol_of_another_body(axes):
    symbols = {tuple(s.get_offsets()[0]): symbol_box(s, axes) for s in symbols_of(axes)}
    names = [(name.get_text(), name.xy, name.get_window_extent()) for name in names_of(axes)]
    hidden = [
        (name, place)
        for name, own, written in names
        for place, box in symbols.items()
        if not np.allclose(place, own) and overlap(written, box)
    ]
    assert hidden == []


def test_symbols_do_not_overlap(axes):
    boxes = [symbol_box(s, axes) for s in symbols_of(axes)]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def test_three_bodies_of_which_one_leads_are_three_places(corpus_of):
    ax = drawn(partner_graph(corpus_of("CMA GNR", "CMA IEFP")))
    assert len({tuple(np.round(t.xy, 6)) for t in names_of(ax)}) == 3


def test_legends_do_not_overlap(axes):
    kinds, sizes = (x.get_window_extent() for x in axes.get_children() if isinstance(x, Legend))
    assert not overlap(kinds, sizes)


def test_bodies_without_a_tie_stand_below_all_others(corpus_of):
    ax = drawn(partner_graph(corpus_of("CMA GNR", "IEFP", "PSP")))
    heights = {t.get_text(): t.xy[1] for t in names_of(ax)}
    assert max(heights["IEFP"], heights["PSP"]) < min(heights["CMA"], heights["GNR"])
    assert "2 entidades que nunca são nomeadas com outra" in ax.texts[-1].get_text().replace("\n", " ")


def test_legend_names_the_kinds_that_are_present_and_no_other(corpus_of):
    ax = drawn(partner_graph(corpus_of("CMA GNR")))
    told = legend_texts(ax)
    assert {label("kind", "municipality"), label("kind", "security")} <= told
    assert not told & {label("kind", k) for k in KINDS if k not in ("municipality", "security")}


@pytest.mark.parametrize(("cell", "is_told"), [("CMA IPSS", True), ("CMA GNR", False)])
def test_legend_explains_the_dashed_rim_only_where_there_is_one(corpus_of, cell, is_told):
    assert ("Entidade coletiva (tracejado)" in legend_texts(drawn(partner_graph(corpus_of(cell))))) == is_told


def test_collective_body_has_a_dashed_rim(corpus_of):
    ax = drawn(partner_graph(corpus_of("CMA IPSS")))
    rims = [symbol.get_linestyle()[0][1] for symbol in symbols_of(ax)]
    assert [rim is not None for rim in rims] == [False, True]


def test_symbol_has_the_colour_of_its_kind(corpus_of):
    (symbol,) = drawn(partner_graph(corpus_of("GNR"))).collections
    assert tuple(symbol.get_facecolor()[0]) == to_rgba(KIND_COLOURS["security"])


def test_every_kind_has_a_colour_and_a_shape_of_its_own():
    assert set(KIND_COLOURS) == set(KIND_SHAPES) == set(KINDS)
    assert len(set(KIND_COLOURS.values())) == len(set(KIND_SHAPES.values())) == len(KINDS)
    assert all(shape in Line2D.markers for shape in KIND_SHAPES.values())


def test_two_bodies_of_one_short_name_are_told_apart_by_their_municipality():
    graph = nx.Graph()
    for place in ("Faro", "Beja"):
        graph.add_node(place.lower(), short_name="CM", kind="municipality", municipality=place, actions=1)
    assert sorted(" ".join(t.get_text().split()) for t in names_of(drawn(graph))) == ["CM (Beja)", "CM (Faro)"]


def test_dollar_sign_in_a_name_is_a_dollar_sign():
    graph = nx.Graph()
    graph.add_node("a", short_name="Loja $1 e $2", kind="company", actions=1)
    (name,) = names_of(drawn(graph))
    assert name.get_text() == "Loja $1 e $2"
    assert not name.get_parse_math()


def test_same_graph_is_drawn_in_the_same_places_whatever_its_order(network, axes):
    turned = nx.Graph(**network.graph)
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed([(v, u, d) for u, v, d in network.edges(data=True)]))
    places = [{t.get_text(): tuple(t.xy) for t in names_of(ax)} for ax in (axes, drawn(turned))]
    assert places[0].keys() == places[1].keys()
    assert all(np.allclose(places[0][name], places[1][name]) for name in places[0])


def test_drawing_changes_no_graph(corpus_of):
    graph = partner_graph(corpus_of("CMA GNR", "IPSS"))
    before = (dict(graph.nodes(data=True)), list(graph.edges(data=True)), dict(graph.graph))
    drawn(graph)
    assert (dict(graph.nodes(data=True)), list(graph.edges(data=True)), dict(graph.graph)) == before


def test_figure_is_drawn_on_given_axes():
    ax = plt.figure().add_subplot()
    assert draw_partners(nx.Graph(), ax=ax) is ax
