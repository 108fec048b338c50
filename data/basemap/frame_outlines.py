"""The ground of the frames: outlines flat, in whole units of each frame's plane.

``build.py`` calls it. What it writes, ``nkmap.figures.basemap`` draws: countries and provinces as
polygons, and the lines between them by what they are. A ring is a row of whole numbers: its first
point, then each step to the next.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import MultiLineString, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge

from nkmap.figures.viewport import EXTENTS, FILES, Projection, viewport
from nkmap.view import Frame

Point = tuple[int, int]
Edge = tuple[Point, Point]

SIZES = ((328, 600), (620, 200), (639, 1065), (640, 210), (640, 1070), (1950, 650), (1950, 1100))
"""Pictures as flat, as high, as wide and as small as they come."""
SPARE = 1.05
# Between the two rivers' upper courses the border runs over land, past Mount Paektu.
WATERSHED = (127.95, 128.35, 41.5)  # degrees east, east and north
BENT = 0.5
"""Degrees after which a long border is bent anew."""


@dataclass(frozen=True)
class Detail:
    """How fine a plane's outlines are, in metres, and whose provinces they have."""

    unit: int
    tolerance: float
    smallest: float
    """Square kilometres of an island that is seen."""
    provinces: tuple[str, ...] = ()
    """Beginnings of the codes of provinces that labels stand in."""
    is_near: bool = True
    """Whether the lines between provinces are drawn."""


NEAR_PROVINCES = ("KP", "CN-JL", "CN-LN", "CN-HL", "RU-PRI", "RU-KHA", "RU-AMU", "RU-YEV")
DETAILS = {
    "cities": Detail(30, 110, 0.3, NEAR_PROVINCES),
    "yalu": Detail(30, 110, 0.2, NEAR_PROVINCES),
    "route": Detail(100, 380, 1.5, NEAR_PROVINCES),
    "wide": Detail(2000, 7500, 400.0, ("KP", "CN", "RU"), is_near=False),
    "world": Detail(2000, 10000, 900.0),
}
SLIVER = 0.05
"""Square kilometres of a part that is no land."""


def reach(plane: Projection) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that a picture of any size can show of a plane."""
    views = [viewport(frame, width, height) for frame in EXTENTS for width, height in SIZES]
    panes = [pane for view in views for pane in (view.main, *view.insets) if pane.plane == plane]
    boxes = np.array(
        [
            (
                p.left + x * p.metres,
                p.top + y * p.metres,
                p.left + x2 * p.metres,
                p.top + y2 * p.metres,
            )
            for p in panes
            for x, y, x2, y2 in [astuple(p.room)]
        ]
    )
    left, top = boxes[:, :2].min(axis=0)
    right, bottom = boxes[:, 2:].max(axis=0)
    x, y = (SPARE - 1) * (right - left), (SPARE - 1) * (bottom - top)
    return left - x, top - y, right + x, bottom + y


def ground(units: gpd.GeoDataFrame, frame: Frame) -> dict[str, object]:
    """A frame's planes by their names."""
    framing = EXTENTS[frame]
    planes = [framing.plane, *([framing.inset.plane] if framing.inset else [])]
    return {plane.name: sheet(units, plane) for plane in planes if FILES[plane.name] is frame}


def sheet(units: gpd.GeoDataFrame, plane: Projection) -> dict[str, object]:
    """One plane: its unit, land, countries, provinces and lines."""
    detail = DETAILS[plane.name]
    shapes = pieces(units, plane, detail)
    rings = {key: rounded(shape, detail.unit) for key, shape in shapes.items()}
    countries: dict[str, list[BaseGeometry]] = defaultdict(list)
    for (country, _), shape in rings.items():
        countries[country].append(shape)
    whole = {code: united(found) for code, found in countries.items()}
    land = united([shape for code, shape in whole.items() if code != "KP"])
    return {
        "unit": detail.unit,
        "land": polygons(land),
        "countries": {code: polygons(whole[code]) for code in sorted(whole) if code},
        "provinces": {
            province: polygons(shape)
            for (_, province), shape in sorted(rings.items())
            if province.startswith(detail.provinces or ("?",))
        },
        "lines": lines(rings, plane, detail),
    }


def pieces(
    units: gpd.GeoDataFrame, plane: Projection, detail: Detail
) -> dict[tuple[str, str], BaseGeometry]:
    """What the plane can show, flat and simplified, by country and province."""
    if plane.name == "world":
        units = units.set_geometry(units.geometry.map(recut))
    else:
        units = units[units.geometry.map(lambda shape: is_near(shape, plane))]
    kept = units.iso_3166_2.str.startswith(detail.provinces or ("?",))
    units = units.assign(province=units.iso_3166_2.where(kept, ""))
    whole = units.dissolve(by=["iso_a2", "province"], method="coverage").geometry
    bent = shapely.segmentize(whole.to_numpy(), BENT)
    # To whole metres: what two neighbours share has to be the same to the last bit.
    flat = np.array(
        [shapely.transform(g, lambda xy: np.round(plane.project_all(xy))) for g in bent]
    )
    cut = box(*reach(plane))
    seen = shapely.intersects(flat, cut)
    names = [name for name, is_seen in zip(whole.index, seen, strict=True) if is_seen]
    simple = shapely.coverage_simplify(flat[seen], detail.tolerance)
    found = {}
    for name, shape in zip(names, shapely.make_valid(simple), strict=True):
        left = without_dust(shape, shapely.intersection(shape, cut), detail.smallest)
        if left is not None:
            found[name] = left
    return found


def recut(shape: BaseGeometry) -> BaseGeometry:
    """A shape cut where the world's picture ends, not at the antimeridian."""
    seam = EXTENTS[Frame.WORLD].plane.lon - 180
    west = shapely.intersection(shape, box(-180, -90, seam, 90))
    if west.is_empty:
        return shape
    east = shapely.intersection(shape, box(seam, -90, 360, 90))
    whole = shapely.union_all([east, shapely.transform(west, lambda xy: np.add(xy, (360, 0)))])
    # The seam itself is at both edges of the picture: it stays on the side its shape is on.
    most = (seam + 1e-6, -90), (seam + 360 - 1e-6, 90)
    return shapely.transform(whole, lambda xy: np.clip(xy, *most))


def is_near(shape: BaseGeometry, plane: Projection) -> bool:
    """Whether a shape lies on the plane's side of the earth, where the plane does not tear."""
    middle = plane.unproject(np.zeros((1, 2)))[0]
    (lon, lat), (x, y) = np.radians(middle), np.radians(shapely.get_coordinates(shape)).T
    cosine = np.sin(lat) * np.sin(y) + np.cos(lat) * np.cos(y) * np.cos(x - lon)
    return bool(cosine.min() > np.cos(np.radians(125)))


def without_dust(shape: BaseGeometry, seen: BaseGeometry, smallest: float) -> BaseGeometry | None:
    """Without islands too small to see, but never without a country's largest part."""
    parts = parted(seen)
    whole = max(part.area for part in parted(shape))
    kept = [p for p in parts if p.area >= min(smallest * 1e6, whole * 0.99) and p.area > SLIVER]
    return shapely.MultiPolygon(kept) if kept else None


def rounded(shape: BaseGeometry, unit: int) -> BaseGeometry:
    """A shape in whole units, without points that fall together."""
    whole = shapely.transform(shape, lambda xy: np.round(xy / unit))
    found = []
    for part in shapely.get_parts(whole):
        rings = [ring for r in (part.exterior, *part.interiors) if (ring := distinct(r))]
        if rings:
            found.append(shapely.Polygon(rings[0], rings[1:]))
    return areal(shapely.MultiPolygon(found))


def areal(shape: BaseGeometry) -> BaseGeometry:
    """A valid shape in whole units: where it came to touch itself, it is parted."""
    if not shape.is_valid:
        shape = shapely.set_precision(shapely.make_valid(shape), 1)
    return shapely.MultiPolygon(parted(shape))


def parted(shape: BaseGeometry) -> list[BaseGeometry]:
    """The polygons of a shape, also of a collection of whatever a repair left."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [part for part in parts if part.geom_type == "Polygon"]


def united(shapes: list[BaseGeometry]) -> BaseGeometry:
    """Shapes in whole units as one, without lines or the gaps that rounding left between them."""
    whole = areal(shapely.union_all(shapes, grid_size=1))
    return shapely.MultiPolygon(
        [shapely.Polygon(p.exterior, [*filter(is_wide, p.interiors)]) for p in parted(whole)]
    )


def is_wide(ring: BaseGeometry) -> bool:
    """Whether a hole is wider than rounding can make one."""
    return not shapely.Polygon(ring).buffer(-1).is_empty


def distinct(ring: BaseGeometry) -> list[tuple[float, float]]:
    """The points of a ring, each once; none where it is no ring any more."""
    points = list(ring.coords)
    kept = [p for p, before in zip(points[1:], points, strict=False) if p != before]
    return [*kept, kept[0]] if len(set(kept)) > 2 else []


def edges(shape: BaseGeometry) -> Iterator[Edge]:
    """Every straight piece of a shape's outline, the same whichever way it is walked."""
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            points = [(int(x), int(y)) for x, y in ring.coords]
            yield from ((min(a, b), max(a, b)) for a, b in pairwise(points))


def lines(
    rings: dict[tuple[str, str], BaseGeometry], plane: Projection, detail: Detail
) -> dict[str, list[list[int]]]:
    """The lines between two shapes, by what they are; a coast is no line of its own."""
    owners: dict[Edge, set[tuple[str, str]]] = defaultdict(set)
    for key, shape in rings.items():
        for edge in edges(shape):
            owners[edge].add(key)
    shared = {edge: sorted(keys) for edge, keys in owners.items() if len(keys) > 1}
    middles = np.array([(np.add(*edge)) / 2 * detail.unit for edge in shared]).reshape(-1, 2)
    degrees = plane.unproject(middles)
    found: dict[str, list[Edge]] = defaultdict(list)
    for (edge, keys), (lon, lat) in zip(shared.items(), degrees.tolist(), strict=True):
        countries = {country for country, _ in keys}
        if (detail.is_near or len(countries) > 1) and (name := kind(countries, lon, lat)):
            found[name].append(edge)
    return {name: joined(found[name]) for name in sorted(found)}


def kind(countries: set[str], lon: float, lat: float) -> str:
    """What the line between two shapes is."""
    if len(countries) == 1:
        return "province" if countries == {"KP"} else "far-province"
    if "KP" not in countries:
        return "border"
    west, east, south = WATERSHED
    if "KR" in countries or (west < lon < east and lat > south):
        return ""  # the outline of North Korea draws it
    return "yalu" if lon < east else "tumen"


def joined(found: list[Edge]) -> list[list[int]]:
    """Straight pieces as lines as long as they go."""
    whole = linemerge(MultiLineString(sorted(found)))
    return sorted(steps(np.array(line.coords)) for line in shapely.get_parts(whole))


def polygons(shape: BaseGeometry) -> list[list[list[int]]]:
    """A shape as rings; the first of each part is its outside."""
    return [
        [steps(np.array(ring.coords[:-1])) for ring in (part.exterior, *part.interiors)]
        for part in parted(shapely.orient_polygons(shapely.normalize(shape)))
    ]


def steps(points: np.ndarray) -> list[int]:
    """The first point, then each step to the next."""
    whole = points.astype(int)
    return np.concatenate([whole[:1], np.diff(whole, axis=0)]).ravel().tolist()


def write(found: dict[str, object], path: Path) -> None:
    """A frame's planes, a row for each list of a plane so that a diff can be read."""
    path.write_text(rows(found) + "\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def rows(found: object, depth: int = 0) -> str:
    """JSON with a line for every country, province and kind of line."""
    if depth == 3 or not isinstance(found, dict):
        return json.dumps(found, separators=(",", ":"))
    inside = ",\n".join(f"{json.dumps(key)}:{rows(found[key], depth + 1)}" for key in found)
    return "{\n" + inside + "\n}"
