"""What stands on a page: boxes, words, rules and filled areas, and how points are moved.

Positions are in points from the top left corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
UPRIGHT, UPWARDS, DOWNWARDS = 0, 1, 3  # how a word is turned: quarter turns against the clock


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its extent from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its extent from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, other: Box, slack: float = 0) -> bool:
        """Tell whether the centre of another box lies in this one."""
        x, y = other.middle
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack

    def shared(self, other: Box) -> Box:
        """Return what it has in common with another box; of no or negative extent where that is nothing."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def around(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(slots=True)
class Word:
    """A run of letters without a space.

    Attributes
    ----------
    box : Box
        From the ascent to the descent of its letters.
    baseline : float
        Where its letters stand: a height, or a distance from the left if it is turned.
    size : float
        Of its font, in points.
    turn : int
        Quarter turns against the clock.
    order : int
        Counts the words of the page as they were written.
    """

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    turn: int
    order: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis: `at` a height where it `lies`, at a distance from the left where it stands."""

    lies: bool
    at: float
    start: float
    end: float
    thickness: float
    colour: str = "000000"


@dataclass(frozen=True, slots=True)
class Area:
    """A filled area; `full` where it fills its box. White is a colour here, as it covers what lies below."""

    box: Box
    colour: str
    full: bool


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point is moved."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def followed_by(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that moves as `first` and then as `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved_box(matrix: Matrix, left: float, top: float, right: float, bottom: float) -> Box:
    """Return the box around a moved rectangle."""
    return box_around([moved(matrix, left, top), moved(matrix, right, bottom)])


def box_around(points: Iterable[tuple[float, float]]) -> Box:
    """Return the box around some points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def rim_of(box: Box, colour: str) -> list[Rule]:
    """Return the rules around a box."""
    lying = [Rule(True, height, box.left, box.right, 1, colour) for height in (box.top, box.bottom)]
    return [*lying, *(Rule(False, side, box.top, box.bottom, 1, colour) for side in (box.left, box.right))]
