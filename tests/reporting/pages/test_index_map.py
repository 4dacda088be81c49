"""The map of the site has every municipality in its part of the country, in its shape."""

import math

from analysis.common.municipalities import read_municipalities
from analysis.common.paths import data_folder
from analysis.reporting.pages.index_entries import Place, PlanEntry
from analysis.reporting.pages.index_map import HEIGHT, PARTS, WIDTH, background, map_spots

CENTROIDS = {place.ine_code: (place.lon, place.lat) for place in read_municipalities(data_folder())}


def place(code):
    plan = PlanEntry("vila-2021", "Vila", None, 2021, None, code, reports={}, graph=None, counts={}, measures={})
    return Place("m-vila", (plan,))


def test_every_municipality_stands_in_one_part_and_in_the_drawing():
    inside = [sum(part.holds(*spot) for part in PARTS.values()) for spot in CENTROIDS.values()]
    assert inside == [1] * 308
    spots = map_spots([place(code) for code in CENTROIDS], CENTROIDS)
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT for spot in spots)
    assert background(CENTROIDS.values()).count("M") == 308


def test_parts_do_not_overlap():
    frames = [(part.x, part.y, part.x + part.width, part.y + part.height) for part in PARTS.values()]
    for order, (west, north, east, south) in enumerate(frames):
        for other in frames[order + 1 :]:
            assert east <= other[0] or other[2] <= west or south <= other[1] or other[3] <= north


def test_north_is_up_and_a_degree_of_longitude_is_shorter_by_the_cosine():
    part = PARTS["mainland"]
    (x, y), (east, _), (_, north) = part.drawn(-8, 39), part.drawn(-7, 39), part.drawn(-8, 40)
    assert north < y
    middle = math.radians((part.south + part.north) / 2)
    assert math.isclose((east - x) / (y - north), math.cos(middle), abs_tol=0.01)


def test_place_without_a_known_code_has_no_spot():
    assert map_spots([place(None), place("9999")], CENTROIDS) == []


def test_country_is_drawn_without_a_dot_outside_it():
    assert background([(0.0, 0.0)]) == ""
