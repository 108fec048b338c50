"""What may be wrong with a place, held against the drawn borders, and with the stops of a route."""

from __future__ import annotations

from collections.abc import Iterator

from nkmap.borders import Borders
from nkmap.checks.cells import DECIMAL, Cells, Found, by_row, count, rows
from nkmap.csv_files import Problem, TextTable
from nkmap.schema import FINEST_AREA_PRECISION, Kind


def problems(text: TextTable, borders: Borders) -> Iterator[Problem]:
    """Places whose precision, point and drawn borders do not go together."""
    yield from by_row(text, lambda cells: _place(cells, borders))
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


def _place(cells: Cells, borders: Borders) -> Found:
    lat, lon = cells["lat"], cells["lon"]
    is_area = (count(cells["where_prec"]) or 0) >= FINEST_AREA_PRECISION
    if cells["type"] in _AREAS and cells["where_prec"] and not is_area:
        wrong = f"a {cells['type']} is an area"
        yield "where_prec", wrong, f"write {FINEST_AREA_PRECISION} or more, without coordinates"
        return
    if lat and not lon:
        yield "lon", "a latitude without a longitude", "give both or neither"
    if lon and not lat:
        yield "lat", "a longitude without a latitude", "give both or neither"
    if lat and lon and is_area:
        yield "lat", "coordinates for an area", "leave lat and lon empty: an area is not a point"
    if not lat and not lon and not is_area and count(cells["where_prec"]):
        yield (
            "lat",
            "a place this precise without coordinates",
            "give them, or a coarser where_prec",
        )
    if (lat or lon) and not cells["coordinates_from"]:
        yield "coordinates_from", "coordinates without their source", "say where they come from"
    if lat and lon and not is_area and _valid_point(lat, lon):
        yield from _where_it_lies(cells, float(lon), float(lat), borders)


_AREAS = frozenset({"province", "country", "area"})
"""Types of place that are never a point."""


def _valid_point(lat: str, lon: str) -> bool:
    if not (DECIMAL.fullmatch(lat) and DECIMAL.fullmatch(lon)):
        return False
    return abs(float(lat)) <= 90 and abs(float(lon)) <= 180


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


_WITH_STOPS = frozenset({Kind.ROUTE.value, Kind.TRANSPORT.value})


def stops_out_of_order(texts: dict[str, TextTable]) -> Iterator[Problem]:
    """Stops out of order, and stops of claims that state no route."""
    text = texts["routes"]
    claims = texts["claims"].frame
    known = claims[claims["kind"].isin([kind.value for kind in Kind])]
    kinds = dict(zip(known["claim_id"], known["kind"], strict=True))
    seen: dict[str, int] = {}
    for row, cells in enumerate(rows(text)):
        claim = cells["claim_id"]
        seen[claim] = seen.get(claim, 0) + 1
        seq = count(cells["seq"])
        if seq is not None and seq != seen[claim]:
            yield text.problem(row, "seq", "out of order", f"this stop must be {seen[claim]}")
        if seen[claim] == 1 and cells["role"] != "origin":
            yield text.problem(row, "role", "a route starts at its origin", "write origin")
        if seen[claim] > 1 and cells["role"] == "origin":
            yield text.problem(row, "role", "only the first stop is the origin", "write waypoint")
        if seen[claim] == 1 and claim in kinds and kinds[claim] not in _WITH_STOPS:
            wrong = f"a claim of the kind {kinds[claim]} states no route"
            yield text.problem(
                row, "claim_id", wrong, "name a claim of the kind route or transport"
            )


def areas_on_the_way(texts: dict[str, TextTable]) -> Iterator[Problem]:
    """A leg drawn past an area that was named would leave out what the claim says."""
    text, places = texts["routes"], texts["places"].frame
    areas = {
        place
        for place, where in zip(places["place_id"], places["where_prec"], strict=True)
        if (count(where) or 0) >= FINEST_AREA_PRECISION
    }
    claims = texts["claims"].frame
    links = set(claims.loc[claims["kind"] == Kind.TRANSPORT.value, "claim_id"])
    numbered = list(enumerate(text.frame["claim_id"]))
    last = {claim: row for row, claim in numbered}
    first = {claim: row for row, claim in reversed(numbered)}
    ends = {*first.values(), *last.values()}
    for row, cells in enumerate(rows(text)):
        if cells["place_id"] in areas and cells["claim_id"] in links:
            remedy = "name the station, the port or the town"
            yield text.problem(row, "place_id", "a link cannot end in an area", remedy)
        elif cells["place_id"] in areas and row not in ends:
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
    for row, (claim, kind) in enumerate(
        zip(claims.frame["claim_id"], claims.frame["kind"], strict=True)
    ):
        if kind == Kind.ROUTE.value and claim not in stated:
            remedy = f"list them in {routes.table.file}, or choose another kind"
            yield claims.problem(row, "kind", "a route without stops", remedy)
