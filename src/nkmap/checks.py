"""What may be wrong with a dataset: cell by cell, then over columns, then over tables.

Cell checks are pandera's, made from ``nkmap.schema`` and run lazily, so that every failing cell is
reported. Rules over several columns are small functions that yield problems. A cell that failed its
own check is not reported again by a rule.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

import pandera.pandas as pa
from pandera.errors import SchemaErrors

from nkmap.borders import Borders
from nkmap.dates import BadDate, parse
from nkmap.schema import (
    CLAIMS,
    FINEST_AREA_PRECISION,
    KINDS,
    LIST_SEPARATOR,
    TABLES,
    Field,
    Kind,
    Table,
)
from nkmap.tables import Problem, Text

Verdict = tuple[str, str] | None
"""What is wrong and what to do; ``None`` when nothing is."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WHOLE = re.compile(r"\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_NOTHING = frozenset({"na", "n/a", "nan", "none", "null", "-", "?", "unknown"})
_LARGEST_COUNT = 10**12


def problems(
    texts: dict[str, Text], borders: Borders, skip_links_to: Iterable[str] = ()
) -> list[Problem]:
    """Everything wrong inside the tables. Links to a file that cannot be read are not followed."""
    found = [problem for text in texts.values() for problem in _cell_problems(text)]
    bad = {(p.file, p.line, p.column) for p in found}
    unreadable = frozenset(skip_links_to)
    rules = [
        *_unique(texts),
        *_links(texts, unreadable),
        *_twice(texts["claims"]),
        *_claim_rules(texts["claims"]),
        *_place_rules(texts["places"], borders),
        *_route_rules(texts),
        *_routes_without_stops(texts, unreadable),
        *_areas_on_the_way(texts),
        *_change_rules(texts["changes"]),
    ]
    return found + [p for p in rules if (p.file, p.line, p.column) not in bad]


# ---------------------------------------------------------------- one cell


def schema_of(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table's text cells; each check's error says wrong and remedy."""
    return pa.DataFrameSchema(
        {field.name: pa.Column(object, _check(field), nullable=False) for field in table.fields}
    )


def _check(field: Field) -> pa.Check:
    return pa.Check(lambda cells: cells.map(lambda c: verdict(field, c) is None), name=field.name)


def _cell_problems(text: Text) -> list[Problem]:
    if text.frame.empty:
        return []
    try:
        schema_of(text.table).validate(text.frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.dropna(subset=["index"])
    else:
        return []
    fields = {field.name: field for field in text.table.fields}
    found = []
    for column, row in zip(cases["column"], cases["index"].astype(int), strict=True):
        wrong = verdict(fields[column], str(text.frame.loc[row, column]))
        if wrong:
            found.append(text.problem(row, column, *wrong))
    return found


def verdict(field: Field, cell: str) -> Verdict:
    """What is wrong with one cell of a column, taken for itself."""
    if not cell:
        return ("empty", "this column needs a value") if field.required else None
    if _CONTROL.search(cell):
        return "holds a control character", "delete it"
    if cell != cell.strip():
        return "starts or ends with a space", "delete it"
    if field.allowed:
        return _allowed(field, cell)
    if field.pattern and not re.fullmatch(field.pattern, cell):
        return "not of the form this column has", f"write it like {field.pattern}"
    return _TYPE_CHECKS[field.type](field, cell) if field.type in _TYPE_CHECKS else None


def _allowed(field: Field, cell: str) -> Verdict:
    if cell in field.allowed:
        return None
    near = difflib.get_close_matches(cell, field.allowed, 1)
    hint = f"did you mean {near[0]}" if near else "use one of " + ", ".join(field.allowed)
    return "not an allowed value", hint


def _integer(field: Field, cell: str) -> Verdict:
    if cell.lower() in _NOTHING:
        return "not a number", "leave the cell empty and give a missing_reason"
    if not _WHOLE.fullmatch(cell):
        return "not a whole number", "write digits only, without commas, words or decimals"
    if int(cell) > _LARGEST_COUNT:
        return "too large to be a count", "check the digits"
    return _range(field, float(cell))


def _number(field: Field, cell: str) -> Verdict:
    if not _DECIMAL.fullmatch(cell):
        return "not a number", "write it with a point, such as 42.44"
    return _range(field, float(cell))


def _range(field: Field, value: float) -> Verdict:
    low, high = field.minimum, field.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        limits = f"{low:g} or more" if high is None else f"between {low:g} and {high:g}"
        return "out of range", f"it must be {limits}"
    return None


def _edtf(_: Field, cell: str) -> Verdict:
    try:
        parse(cell)
    except BadDate as error:
        return "not a date in EDTF", str(error)
    return None


def _date(_: Field, cell: str) -> Verdict:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return "not a day", "write it as 2024-12-31"
    return None if len(cell) == len("2024-12-31") else ("not a day", "write it as 2024-12-31")


def _url(_: Field, cell: str) -> Verdict:
    try:
        parts = urlsplit(cell)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fine = False
    if fine and not re.search(r"\s", cell):
        return None
    return "not an address", "write it with http:// or https://"


_TYPE_CHECKS: dict[str, Callable[[Field, str], Verdict]] = {
    "integer": _integer,
    "number": _number,
    "edtf": _edtf,
    "date": _date,
    "url": _url,
}


# ---------------------------------------------------------------- over rows and tables


def _unique(texts: dict[str, Text]) -> Iterator[Problem]:
    for text in texts.values():
        keys = [field.name for field in text.table.fields if field.unique]
        if not keys and text.table.key:
            keys = list(text.table.key)
        if not keys or text.frame.empty:
            continue
        first: dict[tuple[str, ...], int] = {}
        for row, key in enumerate(text.frame[keys].itertuples(index=False, name=None)):
            if key in first:
                where = f"line {text.lines[first[key]]}"
                remedy = "give this row an id of its own" if len(keys) == 1 else "renumber it"
                yield text.problem(row, keys[-1], f"already used on {where}", remedy)
            else:
                first[key] = row


def _links(texts: dict[str, Text], unreadable: frozenset[str]) -> Iterator[Problem]:
    for text in texts.values():
        for field in text.table.fields:
            if not field.refers_to:
                continue
            target, column = field.refers_to.split(".")
            if TABLES[target].file in unreadable:
                continue
            known = set(texts[target].frame[column])
            yield from _dangling(text, field, known, TABLES[target].file)


def _twice(text: Text) -> Iterator[Problem]:
    for field in text.table.fields:
        if field.type != "list":
            continue
        for row, cell in enumerate(text.frame[field.name]):
            items = [part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip()]
            for item in dict.fromkeys(item for item in items if items.count(item) > 1):
                yield text.problem(row, field.name, f"{item} is named twice", "name it once")


def _dangling(text: Text, field: Field, known: set[str], file: str) -> Iterator[Problem]:
    for row, cell in enumerate(text.frame[field.name]):
        items = cell.split(LIST_SEPARATOR) if field.type == "list" else [cell]
        for item in filter(None, (part.strip() for part in items)):
            if item not in known:
                near = difflib.get_close_matches(item, known, 1)
                hint = (
                    f"did you mean {near[0]}" if near else f"add it to {file} or use an id from it"
                )
                yield text.problem(row, field.name, f"{item} is not in {file}", hint)


def _rows(text: Text) -> list[dict[str, str]]:
    names = [str(name) for name in text.frame.columns]
    return [dict(zip(names, row, strict=True)) for row in text.frame.itertuples(index=False)]


def _count(cell: str) -> int | None:
    return int(cell) if _WHOLE.fullmatch(cell) else None


def _claim_rules(text: Text) -> Iterator[Problem]:
    for row, cells in enumerate(_rows(text)):
        for column, wrong in _claim_verdicts(cells):
            yield text.problem(row, column, *wrong)


def _claim_verdicts(cells: dict[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    yield from _supersession(cells)
    counts = [cells[name] for name in ("low", "best", "high")]
    if any(cell and _count(cell) is None for cell in counts):
        return  # what the cell means is not known, so nothing more is said about it
    yield from _order_of_counts(cells)
    yield from _figure_or_reason(cells)
    yield from _spread(cells)


def _order_of_counts(cells: dict[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    for lower, higher in (("low", "best"), ("best", "high"), ("low", "high")):
        one, two = _count(cells[lower]), _count(cells[higher])
        if one is None or two is None or one <= two:
            continue
        if (lower, higher) == ("low", "high") and _count(cells["best"]) is not None:
            continue  # already told against best
        yield lower, (f"greater than {higher} ({two})", "low, best and high must not fall")


def _figure_or_reason(cells: dict[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    has_figure = any(cells[name] for name in ("low", "best", "high"))
    if not has_figure:
        if not cells["missing_reason"]:
            yield (
                "missing_reason",
                ("no figure and no reason", "say why: not reported, not applicable or withheld"),
            )
        if cells["unit"]:
            yield "unit", ("a unit without a figure", "leave it empty")
        return
    if cells["missing_reason"]:
        yield "missing_reason", ("a figure and a reason for having none", "leave it empty")
    if not cells["unit"]:
        yield "unit", ("a figure without a unit", "say what is counted")
    if cells["kind"] in set(Kind):
        units = KINDS[Kind(cells["kind"])].units
        if not units:
            yield (
                "kind",
                (
                    "claims of this kind carry no figure",
                    "choose another kind or leave the figure out",
                ),
            )
        elif cells["unit"] and cells["unit"] not in units:
            yield "unit", (f"not a unit of the kind {cells['kind']}", "use " + " or ".join(units))


def _spread(cells: dict[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    low, best, high = (_count(cells[name]) for name in ("low", "best", "high"))
    is_spread = low is not None and high is not None and low != high and best is None
    if is_spread and not cells["spread"]:
        yield (
            "spread",
            ("low and high without a spread", "say between for a range, either for two values"),
        )
    if cells["spread"] and not is_spread:
        yield "spread", ("a spread without low and high", "leave it empty")


def _supersession(cells: dict[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    by = cells["superseded_by"]
    if cells["status"] == "superseded" and not by:
        yield (
            "superseded_by",
            ("superseded, but not by what", "give the id of the claim that takes its place"),
        )
    if by and cells["status"] != "superseded":
        yield "status", (f"superseded by {by}, but not marked so", "write superseded")
    if by and by == cells["claim_id"]:
        yield "superseded_by", ("a claim cannot supersede itself", "give another claim's id")


def _route_rules(texts: dict[str, Text]) -> Iterator[Problem]:
    text = texts["routes"]
    claims = texts["claims"].frame
    known = claims[claims["kind"].isin([kind.value for kind in Kind])]
    kinds = dict(zip(known["claim_id"], known["kind"], strict=True))
    seen: dict[str, int] = {}
    for row, cells in enumerate(_rows(text)):
        claim = cells["claim_id"]
        seen[claim] = seen.get(claim, 0) + 1
        seq = _count(cells["seq"])
        if seq is not None and seq != seen[claim]:
            yield text.problem(row, "seq", "out of order", f"this stop must be {seen[claim]}")
        if seen[claim] == 1 and cells["role"] != "origin":
            yield text.problem(row, "role", "a route starts at its origin", "write origin")
        if seen[claim] > 1 and cells["role"] == "origin":
            yield text.problem(row, "role", "only the first stop is the origin", "write waypoint")
        if seen[claim] == 1 and claim in kinds and kinds[claim] != Kind.ROUTE.value:
            wrong = f"a claim of the kind {kinds[claim]} states no route"
            yield text.problem(row, "claim_id", wrong, "name a claim of the kind route")


def _areas_on_the_way(texts: dict[str, Text]) -> Iterator[Problem]:
    """A leg drawn past an area that was named would leave out what the claim says."""
    text, places = texts["routes"], texts["places"].frame
    areas = {
        place
        for place, where in zip(places["place_id"], places["where_prec"], strict=True)
        if (_count(where) or 0) >= FINEST_AREA_PRECISION
    }
    numbered = list(enumerate(text.frame["claim_id"]))
    last = {claim: row for row, claim in numbered}
    first = {claim: row for row, claim in reversed(numbered)}
    ends = {*first.values(), *last.values()}
    for row, cells in enumerate(_rows(text)):
        if cells["place_id"] in areas and row not in ends:
            remedy = "name a place in it, or end the route there"
            yield text.problem(row, "place_id", "an area between two stops", remedy)


def _routes_without_stops(texts: dict[str, Text], unreadable: frozenset[str]) -> Iterator[Problem]:
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


def _change_rules(text: Text) -> Iterator[Problem]:
    for row, column in enumerate(text.frame["column"]):
        if column and column not in CLAIMS.columns:
            near = difflib.get_close_matches(column, CLAIMS.columns, 1)
            hint = f"did you mean {near[0]}" if near else "name a column of claims.csv"
            yield text.problem(row, "column", "no column of claims.csv", hint)


# ---------------------------------------------------------------- places within the drawn borders


def _place_rules(text: Text, borders: Borders) -> Iterator[Problem]:
    for row, cells in enumerate(_rows(text)):
        for column, wrong in _place_verdicts(cells, borders):
            yield text.problem(row, column, *wrong)


def _place_verdicts(
    cells: dict[str, str], borders: Borders
) -> Iterator[tuple[str, tuple[str, str]]]:
    lat, lon = cells["lat"], cells["lon"]
    is_area = (_count(cells["where_prec"]) or 0) >= FINEST_AREA_PRECISION
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
    if not lat and not lon and not is_area and _count(cells["where_prec"]):
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
    if not (_DECIMAL.fullmatch(lat) and _DECIMAL.fullmatch(lon)):
        return False
    return abs(float(lat)) <= 90 and abs(float(lon)) <= 180


def _where_it_lies(
    cells: dict[str, str], lon: float, lat: float, borders: Borders
) -> Iterator[tuple[str, tuple[str, str]]]:
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
