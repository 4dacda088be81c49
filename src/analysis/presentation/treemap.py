"""Where the rectangles of a treemap stand: squarified, that is, as near to squares as may be.

The rectangle is filled with strips along its shorter side. A strip takes one weight after another as long as its
worst rectangle, that of the greatest ratio of sides, does not get worse [1]_. Weights are laid in the order
given; in descending order the rectangles are nearest to squares.

References
----------
.. [1] Bruls, M., Huizing, K., van Wijk, J. J. (2000). Squarified treemaps. Proceedings of the Joint Eurographics
   and IEEE TCVG Symposium on Visualization, 33-42.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Tile:
    """A rectangle: its corner nearest to the origin, its width and its height."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, margin: float, *, head: float = 0.0) -> Tile:
        """Return what is left of it within a margin, and under a head."""
        return Tile(self.x + margin, self.y + margin + head, self.width - 2 * margin, self.height - 2 * margin - head)


def squarified(weights: Sequence[float], within: Tile) -> list[Tile]:
    """Return a rectangle for each weight, that together fill `within`.

    Parameters
    ----------
    weights : sequence of float
        Positive numbers.
    within : Tile
        The rectangle to fill.

    Returns
    -------
    list of Tile
        One a weight, in the order of the weights; areas are in their proportion.
    """
    tiles: list[Tile] = []
    left = within
    while len(tiles) < len(weights):
        rest = weights[len(tiles) :]
        scale = left.width * left.height / sum(rest)
        areas = [weight * scale for weight in rest]
        side = min(left.width, left.height)
        taken = 1
        while taken < len(areas) and _worst(areas[: taken + 1], side) <= _worst(areas[:taken], side):
            taken += 1
        strip, left = _strip(areas[:taken], left)
        tiles.extend(strip)
    return tiles


def _worst(areas: Sequence[float], side: float) -> float:
    """Return the greatest ratio of sides in a strip along `side`."""
    depth = sum(areas) / side
    return max(max(depth**2 / area, area / depth**2) for area in areas)


def _strip(areas: Sequence[float], left: Tile) -> tuple[list[Tile], Tile]:
    """Return a strip of rectangles along the shorter side of `left`, and what remains of it."""
    upright = left.width >= left.height
    depth = sum(areas) / (left.height if upright else left.width)
    strip, at = [], 0.0
    for area in areas:
        length = area / depth
        if upright:
            strip.append(Tile(left.x, left.y + at, depth, length))
        else:
            strip.append(Tile(left.x + at, left.y, length, depth))
        at += length
    if upright:
        return strip, Tile(left.x + depth, left.y, left.width - depth, left.height)
    return strip, Tile(left.x, left.y + depth, left.width, left.height - depth)
