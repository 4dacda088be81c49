"""A figure as SVG: cut to what is drawn, text as outlines in the right places, nothing of the figure changed."""

import re

import matplotlib.pyplot as plt
import pytest
from matplotlib.backends.backend_svg import RendererSVG

from analysis.presentation.style import svg_of
from analysis.presentation.svg import MARGIN, figure_svg


@pytest.fixture
def ax():
    axes = plt.figure(figsize=(4, 3)).add_axes((0.2, 0.2, 0.6, 0.6))
    axes.set_axis_off()
    return axes


def size_of(svg):
    return [float(side) for side in re.search(r'viewBox="0 0 (\S+) (\S+)"', svg).groups()]


def uses(svg):
    return re.findall(r'<use xlink:href="#([^"]+)" x="(\d+)"/>', svg)


def test_page_is_as_large_as_what_is_drawn_and_a_margin(ax):
    ax.text(0, 0, "H" * 10, fontsize=20, va="baseline")
    width, height = size_of(figure_svg(ax.figure))
    box = 0.6 * 4 * 72, 0.6 * 3 * 72  # the axes; letters of 20 points are 0.752 of that wide
    assert width == pytest.approx(max(box[0], 10 * 0.752 * 20) + 2 * 72 * MARGIN, abs=0.2)
    assert height == pytest.approx(box[1] + 2 * 72 * MARGIN, abs=6)  # the room under the line


def test_what_stands_beyond_the_figure_is_on_the_page(ax):
    ax.text(0, 0, "H", fontsize=10)
    within = size_of(figure_svg(ax.figure))
    ax.plot([2, 3], [2, 3], clip_on=False, color="red")
    ax.text(2, 0, "H", fontsize=10)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    svg = figure_svg(ax.figure)
    assert all(beyond > inside + 100 for beyond, inside in zip(size_of(svg), within, strict=True))
    line = re.search(r'<path d="M ([\d.]+) ([\d.]+) \nL ([\d.]+) ([\d.]+) \n"[^>]*#ff0000', svg)
    x1, y1, x2, y2 = map(float, line.groups())
    assert (x2 - x1, y1 - y2) == pytest.approx((0.6 * 4 * 72, 0.6 * 3 * 72), abs=0.01)  # whole, nothing clipped


def test_each_letter_is_defined_once_and_used_where_it_stands(ax):
    ax.text(0, 0, "AVA", fontsize=10)
    ax.text(0, 0.5, "A", fontsize=12, fontweight="bold")
    svg = figure_svg(ax.figure)
    letters = uses(svg)
    assert [x for _, x in letters] == ["0", "1270", "2540", "0"]  # 1401 units, 131 less by kerning
    assert letters[0][0] == letters[2][0] != letters[3][0]
    assert sorted(re.findall(r'<path id="(g[^"]+)"', svg)) == sorted({name for name, _ in letters})
    assert "<text" not in svg


def test_colour_and_slope_of_text_are_kept(ax):
    ax.text(0, 0, "A", color="#123456", alpha=0.5, rotation=30)
    svg = figure_svg(ax.figure)
    assert " rotate(-30) scale(" in svg
    assert ' fill="#123456" opacity="0.5">' in svg


def test_hostile_text_is_outlines_and_other_scripts_are_left_to_matplotlib(ax, monkeypatch):
    left = []
    drawn = RendererSVG.draw_text
    monkeypatch.setattr(RendererSVG, "draw_text", lambda *of, **options: (left.append(of[4]), drawn(*of, **options)))
    ax.text(0, 0, '"></svg><script>alert(1)</script> $\\alpha$', parse_math=False)
    ax.text(0, 0.5, "\N{ARABIC LETTER BEH}\N{ARABIC LETTER TEH}")
    svg = figure_svg(ax.figure)
    assert left == ["\N{ARABIC LETTER BEH}\N{ARABIC LETTER TEH}"]
    assert "script" not in svg
    assert svg.count("</svg>") == 1


def test_figure_is_left_as_it_was_and_gives_the_same_bytes_again():
    figure, (one, _) = plt.subplots(1, 2, layout="constrained", dpi=110)
    one.set_ylabel("Ação")
    before = figure.canvas, figure.dpi, figure.get_layout_engine()
    first = svg_of(figure)
    assert (figure.canvas, figure.dpi, figure.get_layout_engine()) == before
    assert svg_of(figure) == first
