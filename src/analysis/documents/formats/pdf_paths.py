"""What is drawn on a PDF page: rules and filled areas, from its paths.

Word processors draw a border as a line, as a thin filled rectangle, or as the rim between two rectangles;
all are rules here. What is drawn in a form is read with the form's own place. Curves and slanted lines
are no rules; a filled shape that is none of a rectangle still has its box.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from analysis.documents.formats.pdf_shapes import Area, Box, Matrix, Rule, box_around, followed_by, moved

MOST_OBJECTS = 60_000  # looked at on a page; one with more is a map or a drawing
THICKEST_RULE = 3.0
_MOST_PATH_SEGMENTS = 20_000
_DEEPEST_FORM = 6
_STRAIGHT = 0.6  # that a line may rise or fall and be along an axis
_SHORTEST = 0.1
_FULL = 0.85  # share of its box that an area fills to count as a rectangle
_SHAPE = 0.3  # and to count as a shape
_FAINT = 12  # of 255: what is more transparent is not seen


class Drawing:
    """The rules and areas of a page, and whether it shows a picture.

    Parameters
    ----------
    page
        The page of the engine.
    display : Matrix
        How points of the page are displayed.
    """

    def __init__(self, page: Any, display: Matrix) -> None:
        self.rules: list[Rule] = []
        self.areas: list[Area] = []
        self.has_image = False
        self._left = MOST_OBJECTS
        self._numbers = [ctypes.c_uint() for _ in range(4)]
        self._mode, self._stroke, self._width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._matrix = pdfium.FS_MATRIX()
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            if self._left <= 0:
                break
            self._look_at(pdfium.FPDFPage_GetObject(page, index), display, 0)

    def _look_at(self, item: Any, display: Matrix, depth: int) -> None:
        self._left -= 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._draw(item, followed_by(self._placed(item), display))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.has_image = True
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = followed_by(self._placed(item), display)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                if self._left <= 0:
                    break
                self._look_at(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _placed(self, item: Any) -> Matrix:
        matrix = self._matrix
        if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
            return 1, 0, 0, 1, 0, 0
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _draw(self, path: Any, matrix: Matrix) -> None:
        if not pdfium.FPDFPath_GetDrawMode(path, self._mode, self._stroke):
            return
        fill = self._colour(path, pdfium.FPDFPageObj_GetFillColor) if self._mode.value else None
        stroke = self._colour(path, pdfium.FPDFPageObj_GetStrokeColor) if self._stroke.value else None
        if fill is None and stroke is None:
            return
        outlines = list(self._outlines(path, matrix))
        if fill is not None:
            self._fill(outlines, fill)
        if stroke is not None:
            pdfium.FPDFPageObj_GetStrokeWidth(path, self._width)
            a, b, c, d, _, _ = matrix
            width = self._width.value * math.sqrt(abs(a * d - b * c))
            for points, curved in outlines:
                if not curved:
                    self._stroke_along(points, width, stroke)

    def _colour(self, path: Any, colour_of: Any) -> str | None:
        """Return the colour as it shows on white, or None where it is not seen."""
        red, green, blue, alpha = self._numbers
        if not colour_of(path, red, green, blue, alpha) or alpha.value < _FAINT:
            return None
        share = alpha.value / 255
        return "".join(f"{round(255 - share * (255 - part.value)):02x}" for part in (red, green, blue))

    def _outlines(self, path: Any, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """Yield the points of each part of a path and whether it has curves."""
        points: list[tuple[float, float]] = []
        curved = False
        count = min(pdfium.FPDFPath_CountSegments(path), _MOST_PATH_SEGMENTS)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points, curved
                points, curved = [], False
            pdfium.FPDFPathSegment_GetPoint(segment, self._x, self._y)
            points.append(moved(matrix, self._x.value, self._y.value))
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
            if pdfium.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
                points.append(points[0])
        if len(points) > 1:
            yield points, curved

    def _fill(self, outlines: list[tuple[list[tuple[float, float]], bool]], colour: str) -> None:
        boxes = [(box_around(points), _extent(points)) for points, _ in outlines]
        if len(boxes) == 2 and _is_rim(boxes[0][0], boxes[1][0]):
            self._rim(boxes[0][0], colour)
            return
        for box, extent in boxes:
            whole = box.width * box.height
            if min(box.width, box.height) <= THICKEST_RULE and max(box.width, box.height) > _SHORTEST:
                self._thin(box, colour)
            elif extent >= _SHAPE * whole:
                self.areas.append(Area(box, colour, extent >= _FULL * whole))

    def _thin(self, box: Box, colour: str) -> None:
        x, y = box.middle
        if box.width <= THICKEST_RULE and box.height <= THICKEST_RULE:  # the corner of two borders
            self.rules.append(Rule(True, y, box.left, box.right, box.height, colour))
            self.rules.append(Rule(False, x, box.top, box.bottom, box.width, colour))
        elif box.width > box.height:
            self.rules.append(Rule(True, y, box.left, box.right, box.height, colour))
        else:
            self.rules.append(Rule(False, x, box.top, box.bottom, box.width, colour))

    def _rim(self, box: Box, colour: str) -> None:
        for height in (box.top, box.bottom):
            self.rules.append(Rule(True, height, box.left, box.right, 1, colour))
        for side in (box.left, box.right):
            self.rules.append(Rule(False, side, box.top, box.bottom, 1, colour))

    def _stroke_along(self, points: list[tuple[float, float]], width: float, colour: str) -> None:
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            lies, stands = abs(y1 - y0) <= _STRAIGHT, abs(x1 - x0) <= _STRAIGHT
            if lies == stands:
                continue
            start, end = sorted((x0, x1) if lies else (y0, y1))
            at = (y0 + y1) / 2 if lies else (x0 + x1) / 2
            if width <= THICKEST_RULE:
                self.rules.append(Rule(lies, at, start, end, width, colour))
                continue
            low, high = at - width / 2, at + width / 2
            self.areas.append(Area(Box(start, low, end, high) if lies else Box(low, start, high, end), colour, True))


def _extent(points: list[tuple[float, float]]) -> float:
    """Return how much an outline encloses."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True))) / 2


def _is_rim(outer: Box, inner: Box) -> bool:
    """Tell whether two boxes are the outer and inner side of a border."""
    sides = (
        inner.left - outer.left, inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom,
    )  # fmt: skip
    return all(0 <= side <= THICKEST_RULE for side in sides) and any(side > 0 for side in sides)
