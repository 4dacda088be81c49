"""A region is of neighbours, or within the one that is named."""

import pytest

from analysis.common.errors import ParameterError, UnknownNameError
from analysis.common.municipalities import read_municipalities
from analysis.simulation.region import region_municipalities
from tests.simulation.conftest import DATA

PLACES = read_municipalities(DATA)


def test_named_region_may_be_nuts3_or_district_without_accents():
    assert {p.nuts3 for p in region_municipalities(PLACES, 19, region="douro")} == {"Douro"}
    assert {p.district for p in region_municipalities(PLACES, 14, region="EVORA")} == {"Évora"}
    assert len(region_municipalities(PLACES, 11, region="Madeira")) == 11


def test_region_is_of_the_nearest_of_some_municipality():
    chosen = region_municipalities(PLACES, 20, seed=3)

    def distances(centre, places):
        return sorted((centre.lat - p.lat) ** 2 + ((centre.lon - p.lon) * 0.77) ** 2 for p in places)

    assert len({p.ine_code for p in chosen}) == 20
    assert any(distances(c, chosen) == pytest.approx(distances(c, PLACES)[:20], rel=0.1) for c in chosen)


def test_seed_chooses_the_region():
    assert region_municipalities(PLACES, 5) == region_municipalities(PLACES, 5)
    assert len({tuple(region_municipalities(PLACES, 5, seed=seed)) for seed in range(5)}) > 1


def test_unknown_region_is_refused_with_those_known():
    with pytest.raises(UnknownNameError, match="Viseu Dão-Lafões"):
        region_municipalities(PLACES, 5, region="Marte")


@pytest.mark.parametrize("count", [0, 17])
def test_number_that_the_region_does_not_have_is_refused(count):
    with pytest.raises(ParameterError, match="1–16"):
        region_municipalities(PLACES, count, region="Algarve")
