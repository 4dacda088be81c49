"""Squarified treemaps: areas in proportion, nothing left over, and the example of the paper."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.presentation.treemap import Tile, squarified

WITHIN = Tile(1.0, 2.0, 6.0, 4.0)


def test_example_of_the_paper_gives_its_rectangles():
    """Bruls, Huizing and van Wijk (2000), figure 3: areas 6, 6, 4, 3, 2, 2, 1 in 6 by 4."""
    tiles = squarified([6, 6, 4, 3, 2, 2, 1], Tile(0, 0, 6, 4))
    sides = [(round(t.width, 2), round(t.height, 2)) for t in tiles]
    assert sides[:4] == [(3, 2), (3, 2), (1.71, 2.33), (1.29, 2.33)]
    assert sides[4:6] == [(1.2, 1.67), (1.2, 1.67)]
    assert tiles[6].width * tiles[6].height == pytest.approx(1)


def test_one_weight_fills_the_rectangle_and_none_gives_nothing():
    assert squarified([3], WITHIN) == [WITHIN]
    assert squarified([], WITHIN) == []


def test_four_alike_in_a_square_are_squares():
    assert {(t.width, t.height) for t in squarified([1] * 4, Tile(0, 0, 2, 2))} == {(1, 1)}


@given(st.lists(st.floats(0.1, 50), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_areas_are_in_proportion_and_tiles_do_not_overlap(weights):
    tiles = squarified(weights, WITHIN)
    for weight, tile in zip(weights, tiles, strict=True):
        assert tile.width * tile.height == pytest.approx(24 * weight / sum(weights), rel=1e-6)
        assert WITHIN.x - 1e-9 <= tile.x < tile.x + tile.width <= WITHIN.x + WITHIN.width + 1e-9
        assert WITHIN.y - 1e-9 <= tile.y < tile.y + tile.height <= WITHIN.y + WITHIN.height + 1e-9
    for n, one in enumerate(tiles):
        for other in tiles[:n]:
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert min(across, down) < 1e-7


def test_inset_leaves_a_margin_and_a_head():
    inner = Tile(0, 0, 4, 3).inset(0.5, head=1)
    assert (inner.x, inner.y, inner.width, inner.height) == (0.5, 1.5, 3, 1)
