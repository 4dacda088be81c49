"""Cells of matrices: the rectangles and texts that matplotlib's patches and texts would be."""

import re

import pytest
from matplotlib.patches import Rectangle

from analysis.presentation.cells import Cell, Cells, Words
from analysis.presentation.style import HATCHED, drawing, svg_of


@pytest.fixture
def drawn():
    """Return what a drawing function leaves on a page of its own."""

    def page(draw):
        with drawing(None, 4, 3) as ax:
            ax.set_xlim(0, 4)
            ax.set_ylim(3, 0)
            draw(ax)
        return svg_of(ax.figure)

    return page


def without_ids(svg):
    """Return a page without the names that its parts call one another by."""
    return re.sub(r'(?<=#)\w+(?=\))|(?<=id=")\w+(?=")', "", svg)


@pytest.mark.parametrize(
    "look", [{"facecolor": "#0072b2"}, {"facecolor": "white", "edgecolor": "#c9d3d8", "linewidth": 0.5}]
)  # fmt: skip
def test_cell_is_written_as_a_rectangle_is(drawn, look):
    def as_cell(ax):
        Cells(ax).add(Cell(0.5, 1, 2, 0.7, **look))

    def as_patch(ax):
        ax.add_artist(Rectangle((0.5, 1), 2, 0.7, **{"edgecolor": "none", **look}))

    assert without_ids(drawn(as_cell)) == without_ids(drawn(as_patch))


def test_unknown_cell_is_hatched(drawn):
    svg = drawn(lambda ax: Cells(ax).add(Cell(0, 0, 1, 1, **HATCHED)))
    assert "<pattern" in svg
    assert "fill: url(#" in svg


def test_words_are_written_as_texts_are(drawn):
    def as_words(ax):
        words = Words(ax, ha="center", va="center", fontsize=9)
        words.add(1, 1, "12", "black")
        words.add(2, 2, "0,25", "white")

    def as_texts(ax):
        for x, y, told, colour in ((1, 1, "12", "black"), (2, 2, "0,25", "white")):
            ax.text(x, y, told, ha="center", va="center", fontsize=9, color=colour)

    assert drawn(as_words) == drawn(as_texts)


def test_no_cells_draw_nothing(drawn):
    assert drawn(Cells) == drawn(lambda ax: None)
