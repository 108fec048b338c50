"""What may be wrong with a place, held against the drawn borders, and with the stops of a route."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nkmap.borders import Borders
from nkmap.checks.cells import DECIMAL, Cells, Found, by_row, count, rows
from nkmap.csv_files import Problem, TextTable
from nkmap.schema import FINEST_AREA_PRECISION, Kind, PlaceType, RouteRole


def problems(text: TextTable, borders: Borders) -> Iterator[Problem]:
    """Places whose precision, point and drawn borders do not go together."""
    yield from by_row(text, lambda cells: _place(cells, borders))
    yield from by_row(text, _status)
    yield from _too_deep(text)


MOST_LEVELS = 20
"""Places that hold one another: a mine, its county, its province, its country and some more."""


def _too_deep(text: TextTable) -> Iterator[Problem]:
    belongs = dict(zip(text.frame["place_id"], text.frame["part_of"], strict=True))
    for row, place in enumerate(text.frame["place_id"]):
        passed: list[str] = []
        while place and place not in passed and len(passed) <= MOST_LEVELS:
            passed.append(place)
            place = belongs.get(place, "")  # noqa: PLW2901
        if len(passed) > MOST_LEVELS:
            wrong = f"lies in more than {MOST_LEVELS} places, one in the other"
            yield text.problem(row, "part_of", wrong, "name a larger place")


_AREAS = frozenset({PlaceType.PROVINCE, PlaceType.COUNTRY, PlaceType.AREA})
"""Types of place that are never a point."""


def _place(cells: Cells, borders: Borders) -> Found:
    lat, lon, where_prec = cells["lat"], cells["lon"], cells["where_prec"]
    is_area = _is_area(where_prec)
    if cells["type"] in _AREAS and where_prec and not is_area:
        remedy = f"write {FINEST_AREA_PRECISION} or more, without coordinates"
        yield "where_prec", f"a {cells['type']} is an area", remedy
        return
    if lat and not lon:
        yield "lon", "a latitude without a longitude", "give both or neither"
    if lon and not lat:
        yield "lat", "a longitude without a latitude", "give both or neither"
    if lat and lon and is_area:
        yield "lat", "coordinates for an area", "leave lat and lon empty: an area is not a point"
    if not lat and not lon and not is_area and count(where_prec):
        remedy = "give them, or a coarser where_prec"
        yield "lat", "a place this precise without coordinates", remedy
    if (lat or lon) and not cells["coordinates_from"]:
        yield "coordinates_from", "coordinates without their source", "say where they come from"
    if not is_area and DECIMAL.fullmatch(lat) and DECIMAL.fullmatch(lon):
        point = float(lon), float(lat)
        if abs(point[0]) <= 180 and abs(point[1]) <= 90:
            yield from _where_it_lies(cells, *point, borders)


def _status(cells: Cells) -> Found:
    """Whoever reads that a place is disputed or occupied is told by whom."""
    if cells["status"] and not cells["note"]:
        remedy = "say in a sentence who holds the place, and who claims it"
        yield "note", f"a place that is {cells['status']} without a note", remedy


def _is_area(where_prec: str) -> bool:
    return (count(where_prec) or 0) >= FINEST_AREA_PRECISION


def _where_it_lies(cells: Cells, lon: float, lat: float, borders: Borders) -> Found:
    found = borders.country_at(lon, lat)
    if found != cells["country"]:
        west, south, east, north = borders.countries.total_bounds
        if not (west <= lon <= east and south <= lat <= north):
            remedy = "draw that part of the world with data/basemap/build.py first"
            yield "lat", "the point lies beyond the outlines and cannot be checked", remedy
            return
        where = f"in {found}" if found else "in the sea"
        wrong = f"the point lies {where} on the outlines, not in {cells['country']}"
        yield "lat", wrong, "use coordinates on the right side of the drawn border"
        return
    province = borders.province_at(lon, lat)
    drawn = set(borders.provinces.get("admin1", []))
    if cells["admin1"] in drawn and province != cells["admin1"]:
        wrong = f"the point lies in {province or 'no province'}, not in {cells['admin1']}"
        yield "lat", wrong, "correct the coordinates or admin1"


_WITHOUT_STOPS = frozenset(Kind) - {Kind.ROUTE, Kind.TRANSPORT}


def stops_out_of_order(texts: dict[str, TextTable]) -> Iterator[Problem]:
    """Stops out of order, and stops of claims that state no route."""
    text, claims = texts["routes"], texts["claims"].frame
    kinds = dict(zip(claims["claim_id"], claims["kind"], strict=True))
    seen: Counter[str] = Counter()
    for row, cells in enumerate(rows(text)):
        claim = cells["claim_id"]
        seen[claim] += 1
        if count(cells["seq"]) not in (None, seen[claim]):
            yield text.problem(row, "seq", "out of order", f"this stop must be {seen[claim]}")
        if seen[claim] > 1:
            if cells["role"] == RouteRole.ORIGIN:
                wrong = "only the first stop is the origin"
                yield text.problem(row, "role", wrong, "write waypoint")
            continue
        if cells["role"] != RouteRole.ORIGIN:
            yield text.problem(row, "role", "a route starts at its origin", "write origin")
        if kinds.get(claim) in _WITHOUT_STOPS:
            wrong = f"a claim of the kind {kinds[claim]} states no route"
            remedy = "name a claim of the kind route or transport"
            yield text.problem(row, "claim_id", wrong, remedy)


def areas_on_the_way(texts: dict[str, TextTable]) -> Iterator[Problem]:
    """A leg drawn past an area that was named would leave out what the claim says."""
    text, places = texts["routes"], texts["places"].frame
    areas = set(places.loc[places["where_prec"].map(_is_area).astype(bool), "place_id"])
    claims = texts["claims"].frame
    links = set(claims.loc[claims["kind"] == Kind.TRANSPORT.value, "claim_id"])
    stops = text.frame["claim_id"]
    is_end = ~(stops.duplicated() & stops.duplicated(keep="last"))
    for row, cells in enumerate(rows(text)):
        if cells["place_id"] in areas and cells["claim_id"] in links:
            remedy = "name the station, the port or the town"
            yield text.problem(row, "place_id", "a link cannot end in an area", remedy)
        elif cells["place_id"] in areas and not is_end[row]:
            remedy = "name a place in it, or end the route there"
            yield text.problem(row, "place_id", "an area between two stops", remedy)


def routes_without_stops(
    texts: dict[str, TextTable], unreadable: frozenset[str]
) -> Iterator[Problem]:
    """Routes that name no stop."""
    claims, routes = texts["claims"], texts["routes"]
    if unreadable & {claims.table.file, routes.table.file}:
        return
    stated = set(routes.frame["claim_id"])
    for row, cells in enumerate(rows(claims)):
        if cells["kind"] == Kind.ROUTE and cells["claim_id"] not in stated:
            remedy = f"list them in {routes.table.file}, or choose another kind"
            yield claims.problem(row, "kind", "a route without stops", remedy)
