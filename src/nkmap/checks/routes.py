"""What may be wrong with the stops of routes and transport links."""

from __future__ import annotations

from collections.abc import Iterator

from nkmap.checks.rows import count, rows
from nkmap.schema import FINEST_AREA_PRECISION, Kind
from nkmap.tables import Problem, Text

_WITH_STOPS = frozenset({Kind.ROUTE.value, Kind.TRANSPORT.value})


def order(texts: dict[str, Text]) -> Iterator[Problem]:
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


def areas_on_the_way(texts: dict[str, Text]) -> Iterator[Problem]:
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


def without_stops(texts: dict[str, Text], unreadable: frozenset[str]) -> Iterator[Problem]:
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
