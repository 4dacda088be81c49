"""What is drawn on a PDF page: rules and filled areas, from its paths.

Word processors draw a border as a line, as a thin filled rectangle, or as the rim between two rectangles;
all are rules here. Slim rectangles side by side are an area. What is drawn in a form is read with the
form's own place. Curves and slanted lines are no rules, but a box with round corners is a box; a filled shape
that is none of a rectangle still has its box.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from analysis.documents.formats.pdf.shapes import Area, Box, Matrix, Rule, box_around, followed_by, moved, rim_of

MOST_OBJECTS = 60_000  # looked at on a page; one with more is a map or a drawing
THICKEST_RULE = 6.0  # that lies
_MOST_PATH_SEGMENTS = 20_000
_SEGMENTS = 20  # of a path, that take as long to look at as a short one
_MARKS = 8  # that a short path counts for
_DEEPEST_FORM = 6
_STRAIGHT = 0.6  # that a line may rise or fall and be along an axis
_SHORTEST = 0.1
_RIM = 3.0  # thickness of a border that stands, or is drawn as the rim between two rectangles
_LONG = 4.0  # times the height of a thicker rectangle, its width, for it to be a rule
_TOUCH = 0.3  # between slim rectangles that are an area together
_ROUNDED = 0.93  # share of its box that an outline with round corners encloses
_FULL = 0.85  # share of its box that an area fills to count as a rectangle
_SHAPE = 0.3  # and to count as a shape
_FAR = 1e6  # points
_FAINT = 12  # of 255: what is more transparent is not seen


def marks_of(page: Any) -> int:
    """Return how long it takes to look at what is drawn on a page, where a letter takes 1."""
    waiting = [(pdfium.FPDFPage_GetObject, page, pdfium.FPDFPage_CountObjects(page), 0)]
    objects = marks = 0
    while waiting:
        held, holder, count, depth = waiting.pop()
        count = min(count, MOST_OBJECTS - objects)
        objects += count
        for index in range(count):
            item = held(holder, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                marks += _MARKS * (1 + max(pdfium.FPDFPath_CountSegments(item), 0) // _SEGMENTS)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                waiting.append((pdfium.FPDFFormObj_GetObject, item, pdfium.FPDFFormObj_CountObjects(item), depth + 1))
    return marks + objects


class Drawing:
    """The rules and areas of a page, the coloured boxes with a border, and how much pictures take up.

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
        self.framed: list[Area] = []
        self.pictured = 0.0
        self.objects = 0
        self._painted: list[tuple[int, Area]] = []
        self._slim: list[tuple[int, Rule]] = []
        self._numbers = [ctypes.c_uint() for _ in range(4)]
        self._mode, self._stroke, self._width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._matrix = pdfium.FS_MATRIX()
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            if self.objects >= MOST_OBJECTS:
                break
            self._look_at(pdfium.FPDFPage_GetObject(page, index), display, 0)
        self._part_slim()
        self.areas = [area for _, area in sorted(self._painted, key=lambda painted: painted[0]) if _is_near(area.box)]
        self.framed = [area for area in self.framed if _is_near(area.box)]
        self.rules = [rule for rule in self.rules if all(abs(x) < _FAR for x in (rule.at, rule.start, rule.end))]

    def _look_at(self, item: Any, display: Matrix, depth: int) -> None:
        self.objects += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._draw(item, followed_by(self._placed(item), display))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = followed_by(self._placed(item), display)
            self.pictured += abs(a * d - b * c)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = followed_by(self._placed(item), display)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                if self.objects >= MOST_OBJECTS:
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
        if stroke is None:
            return
        if fill is not None and fill != "ffffff" and len(outlines) == 1:
            box = box_around(outlines[0][0])
            if min(box.width, box.height) > 0 and _extent(outlines[0][0]) >= _FULL * box.width * box.height:
                self.framed.append(Area(box, fill, True))
                return
        pdfium.FPDFPageObj_GetStrokeWidth(path, self._width)
        a, b, c, d, _, _ = matrix
        width = self._width.value * math.sqrt(abs(a * d - b * c))
        for points, curved in outlines:
            if not curved:
                self._stroke_along(points, width, stroke)
                continue
            box = box_around(points)
            if _extent(points) >= _ROUNDED * box.width * box.height:
                self.rules += rim_of(box, stroke)

    def _colour(self, path: Any, colour_of: Any) -> str | None:
        """Return the colour as it shows on white, or None where it is not seen."""
        red, green, blue, alpha = self._numbers
        if not colour_of(path, red, green, blue, alpha) or alpha.value < _FAINT:
            return None
        share = alpha.value / 255
        return sys.intern("".join(f"{round(255 - share * (255 - part.value)):02x}" for part in (red, green, blue)))

    def _outlines(self, path: Any, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """Yield the points of each part of a path and whether it has curves."""
        points: list[tuple[float, float]] = []
        curved = False
        count = pdfium.FPDFPath_CountSegments(path)
        self.objects += count // _SEGMENTS
        for index in range(min(count, _MOST_PATH_SEGMENTS)):
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
            self.rules += rim_of(boxes[0][0], colour)
            return
        for box, extent in boxes:
            whole = box.width * box.height
            thin = min(box.width, box.height) <= _RIM and max(box.width, box.height) > _SHORTEST
            if thin or (box.height <= THICKEST_RULE and box.width >= _LONG * box.height):
                self._thin(box, colour)
            elif extent >= _SHAPE * whole:
                self._painted.append((self.objects, Area(box, colour, extent >= _FULL * whole)))

    def _thin(self, box: Box, colour: str) -> None:
        x, y = box.middle
        lying = Rule(True, y, box.left, box.right, box.height, colour)
        standing = Rule(False, x, box.top, box.bottom, box.width, colour)
        if max(box.width, box.height) <= _RIM:  # the corner of two borders, or a dot of one
            self.rules += (lying, standing)
        else:
            self._slim.append((self.objects, lying if box.width > box.height else standing))

    def _part_slim(self) -> None:
        """Tell the slim rectangles that are rules from those that are an area side by side."""
        chains: dict[tuple[bool, int, int, str], list[list[tuple[int, Rule]]]] = {}
        for order, rule in sorted(self._slim, key=lambda slim: slim[1].at):
            found = chains.setdefault((rule.lies, round(rule.start), round(rule.end), rule.colour), [])
            last = found[-1][-1][1] if found else None
            if last and rule.at - last.at <= (rule.thickness + last.thickness) / 2 + _TOUCH:
                found[-1].append((order, rule))
            else:
                found.append([(order, rule)])
        for chain in (chain for found in chains.values() for chain in found):
            first, last = chain[0][1], chain[-1][1]
            low, high = first.at - first.thickness / 2, last.at + last.thickness / 2
            if len(chain) == 1 or high - low <= THICKEST_RULE:
                self.rules += (rule for _, rule in chain)
                continue
            sides = (first.start, low, first.end, high) if first.lies else (low, first.start, high, first.end)
            self._painted.append((max(order for order, _ in chain), Area(Box(*sides), first.colour, True)))

    def _stroke_along(self, points: list[tuple[float, float]], width: float, colour: str) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            lies, stands = abs(y1 - y0) <= _STRAIGHT, abs(x1 - x0) <= _STRAIGHT
            if lies == stands:
                continue
            start, end = sorted((x0, x1) if lies else (y0, y1))
            at = (y0 + y1) / 2 if lies else (x0 + x1) / 2
            if width <= (THICKEST_RULE if lies else _RIM):
                self.rules.append(Rule(lies, at, start, end, width, colour))
                continue
            low, high = at - width / 2, at + width / 2
            box = Box(start, low, end, high) if lies else Box(low, start, high, end)
            self._painted.append((self.objects, Area(box, colour, True)))


def _is_near(box: Box) -> bool:
    """Tell whether a box can be on a page: none that has no end, or of which a side is no number."""
    return all(abs(side) < _FAR for side in (box.left, box.top, box.right, box.bottom))


def _extent(points: list[tuple[float, float]]) -> float:
    """Return how much an outline encloses."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True))) / 2


def _is_rim(outer: Box, inner: Box) -> bool:
    """Tell whether two boxes are the outer and inner side of a border."""
    sides = (
        inner.left - outer.left, inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom,
    )  # fmt: skip
    return all(0 <= side <= _RIM for side in sides) and any(side > 0 for side in sides)
