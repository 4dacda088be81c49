"""Sides of axes: the texts and the grid that matplotlib's own axis would draw, in the same places."""

import re

import matplotlib.pyplot as plt
import pytest
from matplotlib.ticker import MaxNLocator

from analysis.presentation.sides import LEANING, Side, name_places
from analysis.presentation.style import drawing, hush, svg_of
from analysis.presentation.svg import measuring_renderer

NAMES = ["Câmara Municipal", "GNR\nAlijó", "IEFP"]


def boxes_of(side):
    return {told: box.extents for told, box in side.boxes(measuring_renderer())}


def ticks_of(axis):
    return {t.get_text(): t.get_window_extent(measuring_renderer()).extents for t in axis.get_ticklabels()}


@pytest.fixture
def ax():
    with drawing(None, 6, 4) as ax:
        ax.set_xlim(0, 3)
        ax.set_ylim(3, 0)
        ax.figure.set_dpi(72)
        yield ax


@pytest.mark.parametrize(("where", "look"), [("left", {}), ("bottom", {}), ("bottom", LEANING)])
def test_names_stand_where_ticks_without_length_would_write_them(ax, where, look):
    axis = ax.yaxis if where == "left" else ax.xaxis
    axis.set_ticks([0.5, 1.5, 2.5], NAMES, **look)
    axis.set_tick_params(length=0)
    expected = ticks_of(axis)
    found = boxes_of(Side(ax, where, **look))
    assert list(found) == NAMES
    assert all(found[name] == pytest.approx(expected[name]) for name in NAMES)


def test_numbers_are_those_of_the_locator_that_are_in_view(ax):
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlim(0, 2.4)
    assert list(boxes_of(Side(ax, "bottom"))) == ["0", "1", "2"]


def test_label_stands_beyond_the_names_and_is_part_of_the_box(ax):
    name_places(ax.yaxis, [0.5, 1.5, 2.5], NAMES)
    side = Side(ax, "left")
    names = side.get_tightbbox(measuring_renderer())
    ax.set_ylabel("entidades")
    assert side.get_tightbbox(measuring_renderer()).x0 < names.x0 - 4
    assert side.get_tightbbox(measuring_renderer()).x1 == names.x1


def test_title_stands_over_names_on_top(ax):
    ax.set_title("Título")
    name_places(ax.xaxis, [0.5, 1.5, 2.5], NAMES)
    name_places(ax.yaxis, [], [])
    hush(ax, top=LEANING)
    top, left = ax.findobj(Side)
    assert left.get_tightbbox(measuring_renderer()) is None
    title = next(t for t in (ax.title, ax._left_title) if t.get_text())
    assert title.get_window_extent(measuring_renderer()).y0 > top.get_tightbbox(measuring_renderer()).y1


def test_grid_has_a_line_at_each_number(ax):
    name_places(ax.xaxis, [1, 2], ["1", "2"])
    name_places(ax.yaxis, [], [])
    plain, lined = ax, plt.subplots()[1]
    lined.set_xlim(0, 3)
    name_places(lined.xaxis, [1, 2], ["1", "2"])
    name_places(lined.yaxis, [], [])
    hush(plain)
    hush(lined, grid="x")
    assert [len(re.findall("stroke: #c9d3d8", svg_of(a.figure))) for a in (plain, lined)] == [0, 2]


def test_bold_name_is_one(ax):
    name_places(ax.yaxis, [0.5, 1.5], ["GNR", "GNR "])
    plain, bold = (Side(ax, "left", bold=row).boxes(measuring_renderer()) for row in (None, 0))
    assert bold[0][1].width > plain[0][1].width
    assert bold[1][1].width == plain[1][1].width
