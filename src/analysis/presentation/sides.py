"""What stands along the sides of axes: the names of rows and columns, the numbers of a scale, a light grid.

matplotlib makes five artists for each of them, and lays each text out about ten times in a figure. Here one artist
writes all of a side, in the places that the axis' locator gives and the words that its formatter gives, each laid out
once to be measured and once to be written. The axis itself is not drawn; its ticks are there for whoever asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, FixedLocator
from matplotlib.transforms import Bbox

from analysis.presentation.svg import DPI, measuring_renderer

Where = Literal["left", "bottom", "top"]

PAD = 3.5  # points between the axes and what stands beside them
GRID_WIDTH = 0.6
# Names that lean, so that long ones stand beside one another, as properties of texts.
LEANING: Any = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"}
OVER: Any = {"rotation": 50, "ha": "left", "va": "bottom", "rotation_mode": "anchor"}


def name_places(axis: Axis, places: Sequence[float], names: Sequence[str]) -> None:
    """Give the places on an axis their names."""
    axis.set_major_locator(FixedLocator(list(places)))
    axis.set_major_formatter(FixedFormatter(list(names)))


class Side(Artist):
    """One side of axes: its names or numbers, the axis' label and, where a colour is given, a grid.

    Parameters
    ----------
    ax : Axes
        The axes.
    where : str
        ``"left"``, ``"bottom"`` or ``"top"``.
    grid : str, optional
        Colour of the lines of the grid.
    pad : float
        Points between the axes and the texts.
    bold : int, optional
        Which of the texts is bold.
    look
        Properties of the texts, as of :class:`matplotlib.text.Text`.
    """

    def __init__(
        self, ax: Axes, where: Where, *, grid: str | None = None, pad: float = PAD, bold: int | None = None, **look: Any
    ) -> None:
        super().__init__()
        self._ax, self._axis = ax, ax.yaxis if where == "left" else ax.xaxis
        self._upright, self._grid, self._bold = where == "left", grid, bold
        transform, va, ha = {
            "left": ax.get_yaxis_text1_transform, "bottom": ax.get_xaxis_text1_transform,
            "top": ax.get_xaxis_text2_transform,
        }[where](pad)  # fmt: skip
        rc = mpl.rcParams
        size = rc["ytick.labelsize"] if self._upright else rc["xtick.labelsize"]
        colour = rc["ytick.color"] if self._upright else rc["xtick.color"]
        self._text = Text(0, 0, fontsize=size, color=colour, va=va, ha=ha, transform=transform)
        self._text.set(figure=ax.figure, **look)
        self._end = 1 if where == "top" else 0
        self._axis.set_visible(False)
        self.set_zorder(self._axis.get_zorder())
        ax.add_artist(self)
        self.set_clip_on(False)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the grid and write the texts, each after its line, and then the label."""
        if not self.get_visible():
            return
        for place, text in self._texts():
            if self._grid is not None:
                self._draw_line(renderer, place, self._grid)
            text.draw(renderer)
        if self._axis.label.get_text():
            self._place_label([box for _, box in self.boxes(renderer)])
            self._axis.label.draw(renderer)

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox | None:
        """Return the box of all texts, None where there is none."""
        boxes = [box for word, box in self.boxes(renderer) if word]
        if self._axis.label.get_text():
            self._place_label(boxes)
            boxes.append(self._axis.label.get_window_extent(renderer))
        return Bbox.union(boxes) if boxes else None

    def boxes(self, renderer: RendererBase | None) -> list[tuple[str, Bbox]]:
        """Return each of the texts beside the axes and its box."""
        return [(text.get_text(), text.get_window_extent(renderer)) for _, text in self._texts()]

    def top(self) -> float:
        """Return how high the texts reach, in heights of the axes."""
        figure = self._ax.get_figure(root=True)
        assert figure is not None
        dpi = figure.dpi
        try:
            figure.set_dpi(DPI)
            box = self.get_tightbbox(measuring_renderer())
            return 1.0 if box is None else float(self._ax.transAxes.inverted().transform((0, box.y1))[1])
        finally:
            figure.set_dpi(dpi)

    def _texts(self) -> Iterator[tuple[float, Text]]:
        """Yield each place that is in view and its text; it is one text, moved from place to place."""
        places = [float(place) for place in self._axis.get_majorticklocs()]
        words = self._axis.get_major_formatter().format_ticks(places)
        low, high = sorted(self._axis.get_view_interval())
        margin = 1e-10 * (high - low)
        for row, (place, word) in enumerate(zip(places, words, strict=True)):
            if low - margin <= place <= high + margin:
                self._text.set_position((self._end, place) if self._upright else (place, self._end))
                self._text.set_text(word)
                if self._bold is not None:
                    self._text.set_fontweight("bold" if row == self._bold else "normal")
                yield place, self._text

    def _place_label(self, boxes: list[Bbox]) -> None:
        """Put the axis' label beyond the texts."""
        box, label = Bbox.union([*boxes, self._ax.bbox]), self._axis.label
        away = self._axis.labelpad * self._ax.figure.dpi / 72
        x, y = label.get_position()
        label.set_position((box.x0 - away, y) if self._upright else (x, box.y0 - away))

    def _draw_line(self, renderer: RendererBase, place: float, colour: str) -> None:
        """Draw a line of the grid."""
        ends = np.array([(0, place), (1, place)] if self._upright else [(place, 0), (place, 1)])
        gc = renderer.new_gc()
        gc.set_foreground(to_rgba(colour), isRGBA=True)
        gc.set_linewidth(GRID_WIDTH)
        gc.set_capstyle("projecting")
        gc.set_clip_rectangle(self._ax.bbox)
        transform = self._ax.get_yaxis_transform() if self._upright else self._ax.get_xaxis_transform()
        renderer.draw_path(gc, Path(ends), transform)
        gc.restore()
