"""A figure as SVG: text as outlines, cut to what is drawn, the same bytes for the same figure.

Text is measured and written by :mod:`analysis.presentation.lettering`; all else is matplotlib's own SVG. A figure is
measured first, without being drawn, and then drawn once.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from analysis.presentation.lettering import Face, Line, face_of

MARGIN = 0.15  # inches round what is drawn
DPI = 72  # an SVG is measured in points


def figure_svg(figure: Figure) -> str:
    """Return `figure` as SVG, drawn with matplotlib's settings as they are; the figure is left as it was."""
    page, canvas, dpi, engine = io.StringIO(), figure.canvas, figure.dpi, figure.get_layout_engine()
    try:
        drawn = FigureCanvas(figure)
        figure.set_dpi(DPI)
        if engine is not None:
            engine.execute(figure)
            figure.set_layout_engine(None)  # it would be run once more
        box = figure.get_tightbbox(drawn.get_renderer()).padded(MARGIN)
        figure.savefig(page, format="svg", dpi=DPI, bbox_inches=box, metadata={"Date": None, "Creator": None})
    finally:
        figure.set_canvas(canvas)
        figure.set_dpi(dpi)
        figure.set_layout_engine(engine)
    return page.getvalue()


class OutlineRenderer(RendererSVG):
    """Matplotlib's SVG renderer, which writes each letter's outline once and measures text by the same letters."""

    def __init__(self, width: float, height: float, page: io.TextIOBase, **options: Any) -> None:
        super().__init__(width, height, page, **options)
        self._page = page
        self._defined: set[str] = set()
        self._face = cache(face_of)  # of the fonts in matplotlib's settings, which do not change while it draws

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | str
    ) -> tuple[float, float, float]:
        """Measure a line of text."""
        face = self._face(prop)
        if ismath or (line := face.line(s)) is None:
            return super().get_text_width_height_descent(s, prop, ismath)
        scale = prop.get_size_in_points() / face.units
        return line.width * scale, (line.high - line.low) * scale, -line.low * scale

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """Tell matplotlib the ascent, the descent and the gap of lines, which it would look up for each text."""
        face = self._face(prop)
        scale = 1 / face.units * prop.get_size_in_points()
        return face.ascent * scale, face.descent * scale, face.gap * scale

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: bool | str = False, mtext: Text | None = None,
    ) -> None:  # fmt: skip
        """Write a line of text as outlines."""
        face = self._face(prop)
        plain = not ismath and gc.get_clip_rectangle() is None and gc.get_clip_path()[0] is None
        if not plain or (line := face.line(s)) is None:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        self._define(face, line)
        scale = prop.get_size_in_points() / face.units
        turned = f" rotate({-angle:g})" if angle else ""
        uses = "".join(
            f'<use xlink:href="#{face.name}-{letter.glyph}" x="{start}"/>'
            for letter, start in zip(line.letters, line.starts, strict=True)
            if letter.outline
        )
        self._page.write(
            f'<g transform="translate({x:.2f} {y:.2f}){turned} scale({scale:.7g} {-scale:.7g})"'
            f"{_ink(tuple(gc.get_rgb()), gc.get_alpha() if gc.get_forced_alpha() else None)}>{uses}</g>\n"
        )

    def _define(self, face: Face, line: Line) -> None:
        """Write the outlines of the letters that the page does not have yet."""
        for letter in line.letters:
            key = f"{face.name}-{letter.glyph}"
            if letter.outline and key not in self._defined:
                self._defined.add(key)
                self._page.write(f'<defs><path id="{key}" d="{letter.outline}"/></defs>\n')

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Parts of a figure are not grouped."""

    def close_group(self, s: str) -> None:
        """Parts of a figure are not grouped."""


def measuring_renderer() -> OutlineRenderer:
    """Return a renderer to measure texts with, at `DPI`."""
    return OutlineRenderer(1, 1, io.StringIO())


@cache
def _ink(rgba: Any, alpha: float | None) -> str:
    """Return the colour of letters as attributes, none for black."""
    colour, opacity = to_hex(rgba), rgba[3] if alpha is None else alpha
    filled = "" if colour == "#000000" else f' fill="{colour}"'
    return filled if opacity == 1 else f'{filled} opacity="{opacity:g}"'


class FigureCanvas(FigureCanvasSVG):
    """A canvas that measures and draws a figure by :class:`OutlineRenderer`."""

    def get_renderer(self) -> OutlineRenderer:
        """Return a renderer to measure with."""
        return measuring_renderer()

    def print_svg(self, filename: io.TextIOBase, *, metadata: dict[str, Any] | None = None, **_: Any) -> None:
        """Draw the figure on a page."""
        width, height = self.figure.get_size_inches() * DPI
        renderer = OutlineRenderer(width, height, filename, metadata=metadata)
        self.figure.draw(renderer)
        renderer.finalize()
