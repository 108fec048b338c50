"""What may be wrong with a place, held against the drawn borders."""

from __future__ import annotations

from collections.abc import Iterator

from nkmap.borders import Borders
from nkmap.checks.rows import DECIMAL, Found, count, rows
from nkmap.schema import FINEST_AREA_PRECISION
from nkmap.tables import Problem, Text


def problems(text: Text, borders: Borders) -> Iterator[Problem]:
    """Places whose precision, point and drawn borders do not go together."""
    for row, cells in enumerate(rows(text)):
        for column, wrong in _place_verdicts(cells, borders):
            yield text.problem(row, column, *wrong)
    yield from _too_deep(text)


MOST_LEVELS = 20
"""Places that hold one another: a mine, its county, its province, its country and some more."""


def _too_deep(text: Text) -> Iterator[Problem]:
    belongs = dict(zip(text.frame["place_id"], text.frame["part_of"], strict=True))
    for row, place in enumerate(text.frame["place_id"]):
        passed: list[str] = []
        while place and place not in passed and len(passed) <= MOST_LEVELS:
            passed.append(place)
            place = belongs.get(place, "")  # noqa: PLW2901
        if len(passed) > MOST_LEVELS:
            wrong = f"lies in more than {MOST_LEVELS} places, one in the other"
            yield text.problem(row, "part_of", wrong, "name a larger place")


def _place_verdicts(cells: dict[str, str], borders: Borders) -> Found:
    lat, lon = cells["lat"], cells["lon"]
    is_area = (count(cells["where_prec"]) or 0) >= FINEST_AREA_PRECISION
    if cells["type"] in _AREAS and cells["where_prec"] and not is_area:
        wrong = f"a {cells['type']} is an area"
        yield "where_prec", (wrong, f"write {FINEST_AREA_PRECISION} or more, without coordinates")
        return
    if lat and not lon:
        yield "lon", ("a latitude without a longitude", "give both or neither")
    if lon and not lat:
        yield "lat", ("a longitude without a latitude", "give both or neither")
    if lat and lon and is_area:
        yield "lat", ("coordinates for an area", "leave lat and lon empty: an area is not a point")
    if not lat and not lon and not is_area and count(cells["where_prec"]):
        yield (
            "lat",
            ("a place this precise without coordinates", "give them, or a coarser where_prec"),
        )
    if (lat or lon) and not cells["coordinates_from"]:
        yield "coordinates_from", ("coordinates without their source", "say where they come from")
    if lat and lon and not is_area and _valid_point(lat, lon):
        yield from _where_it_lies(cells, float(lon), float(lat), borders)


_AREAS = frozenset({"province", "country", "area"})
"""Types of place that are never a point."""


def _valid_point(lat: str, lon: str) -> bool:
    if not (DECIMAL.fullmatch(lat) and DECIMAL.fullmatch(lon)):
        return False
    return abs(float(lat)) <= 90 and abs(float(lon)) <= 180


def _where_it_lies(cells: dict[str, str], lon: float, lat: float, borders: Borders) -> Found:
    found = borders.country_at(lon, lat)
    if found != cells["country"]:
        west, south, east, north = borders.countries.total_bounds
        if not (west <= lon <= east and south <= lat <= north):
            remedy = "draw that part of the world with data/basemap/build.py first"
            yield "lat", ("the point lies beyond the outlines and cannot be checked", remedy)
            return
        where = f"in {found}" if found else "in the sea"
        wrong = f"the point lies {where} on the outlines, not in {cells['country']}"
        yield "lat", (wrong, "use coordinates on the right side of the drawn border")
        return
    province = borders.province_at(lon, lat)
    drawn = set(borders.provinces.get("admin1", []))
    if cells["admin1"] in drawn and province != cells["admin1"]:
        wrong = f"the point lies in {province or 'no province'}, not in {cells['admin1']}"
        yield "lat", (wrong, "correct the coordinates or admin1")
