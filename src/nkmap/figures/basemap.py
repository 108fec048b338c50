"""The ground under every map: sea, land, borders and rivers, and the shapes of countries.

The outlines of each frame are one committed file, flat already and in whole units of its plane;
``data/basemap/build.py`` makes it. A picture gets of it what it shows, with a little more around it
so that no line ends inside.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np
import shapely
from shapely.geometry import MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from nkmap.figures.drawing import Group, Paint, Path, Rect, Words
from nkmap.figures.label_obstacles import LandMask
from nkmap.figures.typography import wrap
from nkmap.figures.viewport import CAPTION, EXTENTS, FILES, Pane, Projection, Style, Viewport
from nkmap.project_files import DATA
from nkmap.view import Frame

HATCH_STEP, TINT_STEP = 10.0, 5.0
"""Pixels from one stripe to the next, of a hatching and of a country that is tinted by time."""
LARGE = 8000.0
"""Square pixels from which on a tinted country has stripes as far apart as a hatching."""
OUTSIDE = 6.0
"""Pixels around a picture that are drawn but not seen."""
SEEN = 3.2
"""Pixels of the smallest radius in which a country is drawn."""

FOCUS = "KP"
RIVER = Paint(stroke="river", width=2.2, is_round=True)
LAYERS: Mapping[str, Paint] = {
    "land": Paint(fill="land", stroke="border", width=0.8, is_round=True),
    "far-province": Paint(stroke="line", width=0.8),
    "border": Paint(stroke="border", width=0.8, is_round=True),
    FOCUS: Paint(fill="focus", stroke="ink2", width=1.3, is_round=True),
    "province": Paint(stroke="border", width=0.8, dash=(2, 2.4)),
    "yalu": RIVER,
    "tumen": RIVER,
}
"""Shapes and lines of the ground in the order they are drawn."""
CAPTION_PAD = 6.0
"""Pixels around the caption of an inset."""
FAR = 10_000.0
"""Pixels, more than any picture has."""
ALMOST = 180 - 1e-6
"""Degrees from the middle of the world to where its picture is cut."""


@dataclass(frozen=True)
class Outlines:
    """The shapes of one projection, in whole units."""

    unit: int
    """Metres."""
    land: BaseGeometry
    """Everything but North Korea."""
    countries: Mapping[str, BaseGeometry]
    provinces: Mapping[str, BaseGeometry]
    lines: Mapping[str, BaseGeometry]


@cache
def outlines(frame: Frame) -> Mapping[str, Outlines]:
    """Read the outlines of a frame, by the name of each projection, from its file."""
    file = DATA / "basemap" / "frames" / f"{frame.value}.json"
    return {
        name: Outlines(
            plane["unit"],
            _polygons(plane["land"]),
            {code: _polygons(rows) for code, rows in plane["countries"].items()},
            {code: _polygons(rows) for code, rows in plane["provinces"].items()},
            {line: MultiLineString(list(map(_points, r))) for line, r in plane["lines"].items()},
        )
        for name, plane in json.loads(file.read_text(encoding="utf-8")).items()
    }


def outlines_of(plane: Projection) -> Outlines:
    """The outlines of a projection, from the file of the frame that it belongs to."""
    return outlines(FILES[plane.name])[plane.name]


def _polygons(parts: list[list[list[int]]]) -> BaseGeometry:
    rings = [[_points(ring) for ring in part] for part in parts]
    return MultiPolygon([Polygon(part[0], part[1:]) for part in rings])


def _points(steps: list[int]) -> np.ndarray:
    return np.array(steps, dtype=float).reshape(-1, 2).cumsum(axis=0)


@lru_cache(maxsize=128)
def ground(view: Viewport, *, is_slide: bool = False) -> Group:
    """Draw land, borders, rivers and insets; the sea is the drawing's background."""
    style = Style(view, is_slide)
    sheet = _sheet(view.main)
    insets = (_inset(style, inset) for inset in view.insets)
    parts = (_enlarged(view, inset) for inset in view.insets if inset.enlarges)
    return style.drawn(Group((sheet, *_beyond(view), *parts, *insets), layer="ground"))


def _enlarged(view: Viewport, inset: Pane) -> Path:
    """Which part of the map an inset enlarges, with the shortest line from there to it."""
    part = view.part(inset)
    line = shapely.shortest_line(part, inset.box.shape)
    return Path(path_data(part, 10) + path_data(line, 10), Paint(stroke="ink2"))


def _sheet(pane: Pane) -> Group:
    """What a pane of the picture shows of its plane, in the plane's units."""
    plane = outlines_of(pane.plane)
    scale, x, y = _placed(plane, pane)
    # A line along the edge of what is cut out must not be seen, however wide it is.
    around = pane.room.grown(OUTSIDE)
    corners = np.array([around.left, around.top, around.right, around.bottom])
    rectangle = (corners - (x, y, x, y)) / scale
    shapes = {"land": plane.land, FOCUS: plane.countries.get(FOCUS), **plane.lines}
    parts = []
    for name, paint in LAYERS.items():
        if shape := shapes.get(name):
            cut = shapely.clip_by_rect(shape, *rectangle)
            # Off by less than a third of a pixel.
            data = path_data(shapely.simplify(cut, 0.3 / scale))
            parts += [Path(data, paint)] if data else []
    return Group(tuple(parts), x=x, y=y, scale=scale)


def _placed(plane: Outlines, pane: Pane) -> tuple[float, float, float]:
    """How large a plane's unit is in pixels, and where its middle lies."""
    return plane.unit / pane.metres, -pane.left / pane.metres, -pane.top / pane.metres


def _inset(style: Style, inset: Pane) -> Group:
    """An inset with its frame and the strip that says what it is, in as many lines as it takes."""
    room, size = inset.room, style.text(12.0)
    told = (wrap(caption, size, room.width - 2 * CAPTION_PAD) for caption in inset.captions)
    rows = min(told, key=len)
    bottom = inset.box.bottom
    top = bottom - max(CAPTION, len(rows) * size * 1.25 + CAPTION_PAD)
    sea = Rect(room.left, room.top, room.width, room.height, Paint("sea"))
    strip = Rect(room.left, top, room.width, bottom - top, Paint("page", "border"))
    frame = replace(sea, height=bottom - room.top, paint=Paint(stroke="border"))
    first = bottom - CAPTION_PAD - (len(rows) - 1) * size * 1.25
    caption = (
        Words(row, room.left + CAPTION_PAD, first + number * size * 1.25, size, "ink2")
        for number, row in enumerate(rows)
    )
    sheet = _sheet(inset)
    return Group((Group((sea, sheet), clip=replace(sea, paint=Paint())), strip, frame, *caption))


def _beyond(view: Viewport) -> tuple[Path, ...]:
    """What of a picture of the world lies beyond the world's edge."""
    if view.frame is not Frame.WORLD:
        return ()
    lats, middle = np.linspace(-90, 90, 91).tolist(), view.main.plane.lon
    found = []
    for side in (-ALMOST, ALMOST):
        edge = [view.main.pixel(middle + side, lat) for lat in lats]
        # Over the poles the sea goes on: a bar of page there would say that something is missing.
        found.append([(edge[0][0], FAR), *edge, (edge[-1][0], -FAR)])
    world = Polygon([*found[0], *reversed(found[1])])
    beyond = view.box.grown(OUTSIDE).shape.difference(world)
    return (Path(path_data(beyond, 10), Paint("page", "line")),) if not beyond.is_empty else ()


@lru_cache(maxsize=512)
def hatched(view: Viewport, code: str) -> tuple[Path, ...]:
    """Hatch a country named without a place in it; grey where stripes have no room."""
    shown = _shown(view, code)
    if shown.area < (3 * HATCH_STEP) ** 2:
        return () if shown.is_empty else (Path(path_data(shown, 10), Paint("hatch", opacity=0.45)),)
    hatch = stripes(view.width, view.height, shown, HATCH_STEP)
    return (Path(hatch, Paint(stroke="hatch", opacity=0.45)),)


@lru_cache(maxsize=512)
def tinted(view: Viewport, code: str, paint: Paint) -> tuple[Path, ...]:
    """Fill a country, or line it with stripes in it; without them where they have no room."""
    shown = shapely.simplify(_shown(view, code), 0.4)
    if shown.is_empty:
        return ()
    outline = path_data(shown, 2)
    if paint.fill:
        return (Path(outline, paint),)
    if shown.area < (2 * TINT_STEP) ** 2:
        return (Path(outline, replace(paint, fill="page")),)
    step = TINT_STEP if shown.area < LARGE else HATCH_STEP
    return (Path(stripes(view.width, view.height, shown, step) + outline, paint),)


def stripes(width: float, height: float, shown: BaseGeometry, step: float) -> str:
    """Path data of the stripes of a shape in a picture of some size."""
    span = width + height
    starts = np.arange(-height, width, step * np.sqrt(2))
    rows = MultiLineString([[(x, height), (x + span, height - span)] for x in starts])
    return path_data(shapely.intersection(rows, shown), 10)


@lru_cache(maxsize=512)
def _shown(view: Viewport, code: str) -> BaseGeometry:
    """A country's shape in pixels, in the map and its insets."""
    own = _pixels(view.main, code)
    if 0 < own.area < math.pi * SEEN**2:
        largest = max(shapely.get_parts(own), key=lambda part: part.area)
        own = own.union(largest.centroid.buffer(SEEN))
    covered = shapely.union_all([inset.box.shape for inset in view.insets])
    found = [own.intersection(view.box.shape.difference(covered))]
    found += [_pixels(inset, code).intersection(inset.room.shape) for inset in view.insets]
    seen = [shape for shape in found if not shape.is_empty]
    # Joining a single one would take as long as drawing it.
    return seen[0] if len(seen) == 1 else shapely.union_all(seen)


def _pixels(pane: Pane, code: str) -> BaseGeometry:
    """The whole shape of a country or province in pixels; empty where the plane has none."""
    plane = outlines_of(pane.plane)
    shape = plane.countries.get(code) or plane.provinces.get(code)
    if shape is None:
        return MultiPolygon()
    scale, x, y = _placed(plane, pane)
    return shapely.transform(shape, lambda points: points * scale + (x, y))


@lru_cache(maxsize=64)
def areas(view: Viewport) -> Mapping[str, BaseGeometry]:
    """The visible shape of each country and province by its code, in pixels, to a pixel."""
    plane = outlines_of(view.main.plane)
    shown = {code: _shown(view, code) for code in (*plane.countries, *plane.provinces)}
    return {code: shapely.simplify(s, 1.0) for code, s in shown.items() if not s.is_empty}


@lru_cache(maxsize=512)
def middle(view: Viewport, code: str) -> shapely.LineString:
    """The radius of the largest circle inside an area: from its middle to the edge, in pixels."""
    parts = shapely.get_parts(areas(view)[code])
    # What an inset enlarges is told of on the map, where there is something of it to be seen.
    enlarged = [inset.box.shape for inset in view.insets if inset.enlarges]
    own = parts[~shapely.within(parts, shapely.union_all(enlarged))]
    largest = max(own if len(own) else parts, key=lambda part: part.area)
    return shapely.maximum_inscribed_circle(largest, tolerance=2.0)


@cache
def inside(province: str) -> tuple[float, float] | None:
    """Longitude and latitude of a point in a province; ``None`` for an unknown code."""
    plane = EXTENTS[Frame.WIDE].plane
    drawn = outlines_of(plane)
    if province not in drawn.provinces:
        return None
    point = drawn.provinces[province].representative_point()
    lon, lat = plane.unproject(np.array([[point.x, point.y]]) * drawn.unit)[0]
    return lon, lat


@lru_cache(maxsize=64)
def land(view: Viewport) -> LandMask:
    """Which country or province lies under each pixel."""
    enlarged = tuple(inset.box for inset in view.insets if inset.enlarges)
    return LandMask(areas(view), view.width, view.height, enlarged)


def path_data(shape: BaseGeometry, parts_of_a_pixel: int = 1) -> str:
    """A shape's rings or lines as path data: the first point, then each step to the next."""
    found = []
    for part in shapely.get_parts(shapely.orient_polygons(shape)):
        if part.geom_type == "Polygon":
            rings = (part.exterior, *part.interiors)
            found += [_line(shapely.get_coordinates(r)[:-1], parts_of_a_pixel, "z") for r in rings]
        elif part.geom_type == "LineString":
            found.append(_line(shapely.get_coordinates(part), parts_of_a_pixel, ""))
    return "".join(found)


def _line(points: np.ndarray, parts: int, end: str) -> str:
    whole = np.round(points * parts).astype(int)
    steps = np.diff(whole, axis=0)
    steps = steps[steps.any(axis=1)]
    if not len(steps):
        return ""
    flat = np.concatenate([whole[:1], steps]).ravel().tolist()
    numbers = [f"{number / parts:g}" if parts > 1 else str(number) for number in flat]
    tail = " ".join(numbers[2:]).replace(" -", "-")
    return f"M{numbers[0]} {numbers[1]}l{tail}{end}"
