"""The cells of a matrix and what is written in them, as one artist for all rectangles and one for all texts.

Cells do not move the limits of their axes, nor does the page grow for what is written in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D


@dataclass(frozen=True)
class Cell:
    """A rectangle in data coordinates, its fill, its rim (none where it has no width), and a hatch of its colour."""

    x: float
    y: float
    width: float
    height: float
    facecolor: str
    edgecolor: str = "none"
    linewidth: float = 0.0
    hatch: str | None = None


class Cells(Artist):
    """Rectangles, drawn in the order in which they were added."""

    zorder = 1  # as of patches

    def __init__(self, ax: Axes) -> None:
        super().__init__()
        self.cells: list[Cell] = []
        self._hatching: float = mpl.rcParams["hatch.linewidth"]
        self.set_in_layout(False)
        ax.add_artist(self)

    def add(self, cell: Cell) -> None:
        """Add a rectangle."""
        self.cells.append(cell)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the rectangles."""
        if not self.get_visible() or not self.cells:
            return
        unit, of_data = Path.unit_rectangle(), self.get_transform().get_affine().get_matrix()
        gc = renderer.new_gc()
        gc.set_clip_rectangle(self.get_clip_box())
        gc.set_capstyle("butt")
        gc.set_joinstyle("miter")
        gc.set_hatch_linewidth(self._hatching)
        for cell in self.cells:
            place = np.array([[cell.width, 0, cell.x], [0, cell.height, cell.y], [0, 0, 1]])
            gc.set_foreground(to_rgba(cell.edgecolor), isRGBA=True)
            gc.set_hatch_color(to_rgba(cell.edgecolor))
            gc.set_linewidth(cell.linewidth)
            gc.set_hatch(cell.hatch)
            renderer.draw_path(gc, unit, Affine2D(np.dot(of_data, place)), to_rgba(cell.facecolor))
        gc.restore()


class Words(Artist):
    """Texts of one look, each with its place and colour; `look` are properties as of a text."""

    zorder = 3  # as of texts

    def __init__(self, ax: Axes, **look: Any) -> None:
        super().__init__()
        self.words: list[tuple[float, float, str, str]] = []  # place, text and colour
        self._text = Text(**look)
        self._text.set(figure=ax.figure, transform=ax.transData)
        self.set_in_layout(False)
        ax.add_artist(self)

    def add(self, x: float, y: float, words: str, colour: str) -> None:
        """Add a text."""
        self.words.append((x, y, words, colour))

    def draw(self, renderer: RendererBase) -> None:
        """Write the texts."""
        if not self.get_visible():
            return
        for x, y, words, colour in self.words:
            self._text.set_position((x, y))
            self._text.set_text(words)
            self._text.set_color(colour)
            self._text.draw(renderer)
