"""The small map of one place: where it lies, whose land that is, and its neighbours with claims.

It is drawn around the place itself, so that north is up there. A town is a ring at its point, a
country or a province is hatched; what has no outline, such as "abroad", has no map. How many claims
a neighbour has stands beside it as words: nothing on it is sized.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from nkmap.dataset import SHIPPED, borders_of
from nkmap.figures.basemap import (
    FOCUS,
    HATCH_STEP,
    LAYERS,
    OUTSIDE,
    outlines,
    path_data,
    stripes,
)
from nkmap.figures.drawing import SHARES, Anchor, Circle, Drawing, Group, Paint, Path, Words
from nkmap.figures.label_obstacles import Box
from nkmap.figures.scene import Place
from nkmap.figures.typography import text_width
from nkmap.figures.viewport import EXTENTS, Projection
from nkmap.view import Frame
from nkmap.wording.counts import claim_count
from nkmap.wording.place_pages import neighbour

WIDTH, HEIGHT = 396.0, 250.0
"""Pixels."""
NEAR_TOWN, FAR_TOWN, LEAST_AREA, MOST_AREA = 400.0, 3_000.0, 900.0, 20_000.0
"""Metres in a pixel: of a town near the northern border or elsewhere, of a small and a large area.

Far from that border outlines are drawn coarsely.
"""
AIR = 1.3
"""How much larger a picture is than the area it is of."""
MOST_NEIGHBOURS = 6
_NAME, _NOTE, _LAND = 13.0, 12.0, 12.0


@dataclass(frozen=True)
class _Picture:
    """A part of the earth in a picture."""

    plane: Projection
    left: float
    top: float
    """Metres east and south of the place, at pixel 0."""
    metres: float

    def pixels(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in degrees as it lies in the picture, cut a little beyond its edges."""
        if self.metres <= FAR_TOWN:  # few of a large country's points are seen
            shape = shapely.clip_by_rect(shape, *self.degrees)
        flat = shapely.transform(shape, self.plane.project_all)
        moved = shapely.transform(flat, lambda at: (at - (self.left, self.top)) / self.metres)
        around = _BOX.grown(OUTSIDE)
        whole = moved if moved.is_valid else moved.buffer(0)
        return shapely.clip_by_rect(whole, around.left, around.top, around.right, around.bottom)

    def pixel(self, place: Place) -> tuple[float, float]:
        """Where the point of a place lies."""
        x, y = self.plane.project(place.lon, place.lat)
        return (x - self.left) / self.metres, (y - self.top) / self.metres

    @cached_property
    def degrees(self) -> tuple[float, float, float, float]:
        """What may be seen of the earth: west, south, east, north; generous."""
        reach = self.metres * max(WIDTH, HEIGHT)
        corners = [(x, y) for x, y in product((-1.0, 0.0, 1.0), repeat=2)]
        middle = (self.left + self.metres * WIDTH / 2, self.top + self.metres * HEIGHT / 2)
        found = self.plane.unproject(np.array(corners) * reach + middle)
        (west, south), (east, north) = found.min(axis=0), found.max(axis=0)
        return float(west), float(south), float(east), float(north)

    def may_show(self, shape: BaseGeometry) -> bool:
        """Whether a shape in degrees may be seen."""
        west, south, east, north = self.degrees
        left, bottom, right, top = shape.bounds
        across = east - west > 180 or (left <= east and right >= west)
        return bool(across and bottom <= north and top >= south)


_BOX = Box(0, 0, WIDTH, HEIGHT)


def place_map(
    place: Place, neighbours: Sequence[Place], counts: Mapping[str, int]
) -> Drawing | None:
    """Draw where a place lies; ``None`` for one that has no point and no outline.

    ``neighbours`` are the places that may stand beside it, those first that matter most;
    ``counts`` says how many claims name each.
    """
    shape = _shape(place)
    if not place.is_point and shape is None:
        return None
    picture = _around(place, shape)
    lands, taken = _lands(picture), list[Box]()
    others = _points(picture, place, neighbours, counts)
    points = [*others.values(), *([picture.pixel(place)] if place.is_point else [])]
    groups = [_ground(picture), _scale(picture, points, taken)]
    if shape is None:
        groups.append(_town(place, picture, taken))
    else:
        groups.append(_area(place, picture.pixels(shape), points, taken))
    groups += _neighbours(others, counts, taken)
    groups.append(_names(place, lands, taken))
    return Drawing(WIDTH, HEIGHT, tuple(group for group in groups if group.parts), "sea")


# ---------------------------------------------------------------- what is seen


@cache
def _areas() -> tuple[dict[str, tuple[str, BaseGeometry]], dict[str, BaseGeometry]]:
    """Names and shapes of countries, and shapes of provinces, in degrees by their codes."""
    found = borders_of(SHIPPED)[0]
    countries = found.countries.dissolve("country", as_index=False)
    rows = zip(countries["country"], countries["name"], countries.geometry, strict=True)
    provinces = zip(found.provinces["admin1"], found.provinces.geometry, strict=True)
    return {code: (name, shape) for code, name, shape in rows}, dict(provinces)


def _shape(place: Place) -> BaseGeometry | None:
    """The outline of a country or a province; ``None`` where none is drawn."""
    countries, provinces = _areas()
    if place.is_country:
        return countries[place.country][1] if place.country in countries else None
    return provinces.get(place.admin1) if place.type == "province" else None


def _around(place: Place, shape: BaseGeometry | None) -> _Picture:
    """The picture of an area, all of it with some air, or of what lies around a town."""
    if shape is not None:
        return _around_area(shape)
    west, south, east, north = EXTENTS[Frame.ROUTE].extent[0]
    is_near = west - 1 < place.lon < east + 1 and south - 1 < place.lat < north + 1
    metres = NEAR_TOWN if is_near else FAR_TOWN
    plane = _plane(place.lon, place.lat)
    return _Picture(plane, -metres * WIDTH / 2, -metres * HEIGHT / 2, metres)


@lru_cache(maxsize=256)
def _plane(lon: float, lat: float) -> Projection:
    """The projection around a place; making one takes as long as drawing its land."""
    return Projection("place", "laea", lon, lat)


@lru_cache(maxsize=256)
def _around_area(shape: BaseGeometry) -> _Picture:
    west, south, east, north = shape.bounds
    if east - west > 180:  # it lies on both sides of the 180th degree, as Russia does
        whole = shapely.transform(shape, lambda at: np.column_stack((at[:, 0] % 360, at[:, 1])))
        west, south, east, north = whole.bounds
    plane = _plane(round((west + east) / 2, 2), round((south + north) / 2, 2))
    left, top, right, bottom = shapely.transform(shape, plane.project_all).bounds
    needed = AIR * max((right - left) / WIDTH, (bottom - top) / HEIGHT)
    metres = min(max(needed, LEAST_AREA), MOST_AREA)
    across, down = (left + right) / 2, (top + bottom) / 2
    return _Picture(plane, across - metres * WIDTH / 2, down - metres * HEIGHT / 2, metres)


# ---------------------------------------------------------------- the ground


_Land = tuple[str, str, BaseGeometry]
"""Code, name and shape in pixels of a country."""


@lru_cache(maxsize=256)
def _lands(picture: _Picture) -> tuple[_Land, ...]:
    """Each country of which the picture shows something."""
    near = ((code, *own) for code, own in _areas()[0].items() if picture.may_show(own[1]))
    cut = [(code, name, picture.pixels(shape)) for code, name, shape in near]
    return tuple(land for land in cut if not land[2].is_empty)


@lru_cache(maxsize=256)
def _ground(picture: _Picture) -> Group:
    """Land with its borders, provinces by their borders, and the rivers of the northern border."""
    lands = _lands(picture)
    found = [(shape, FOCUS if code == FOCUS else "land") for code, _, shape in lands]
    if picture.metres <= FAR_TOWN:
        found += [(shape, "province") for shape in _areas()[1].values() if picture.may_show(shape)]
        found += [(_river(name), name) for name in ("yalu", "tumen")]
        found[len(lands) :] = [(picture.pixels(shape), name) for shape, name in found[len(lands) :]]
    drawn = ((path_data(shape), LAYERS[name]) for shape, name in found)
    return Group(tuple(Path(data, paint) for data, paint in drawn if data), layer="ground")


@cache
def _river(name: str) -> BaseGeometry:
    """A river of the border, in degrees."""
    plane, drawn = EXTENTS[Frame.ROUTE].plane, outlines(Frame.ROUTE)["route"]
    return shapely.transform(drawn.lines[name], lambda at: plane.unproject(at * drawn.unit))


def _scale(picture: _Picture, points: Sequence[tuple[float, float]], taken: list[Box]) -> Group:
    """A bar of a round number of kilometres, in a corner at the foot without a place."""
    fitting = [step for step in _STEPS if step * 1000 / picture.metres <= WIDTH / 4]
    kilometres = max(fitting, default=_STEPS[0])
    long, y = kilometres * 1000 / picture.metres, HEIGHT - 14.0
    wide = max(long, 56.0)
    corners = (WIDTH - 14.0 - wide, 14.0)
    boxes = [Box(left - 6, y - 26, left + wide + 6, HEIGHT) for left in corners]
    free = [box for box in boxes if not any(box.holds(*point) for point in points)]
    box = (free or boxes)[0]
    taken.append(box)
    right = box.right - 6
    line = Path(f"M{right - long:.1f} {y}H{right}", Paint(stroke="ink", width=2.0))
    words = _words(f"{kilometres:,} km", right, y - 6, _NOTE, "end", "ink2")
    return Group((line, words), layer="scale")


_STEPS = (10, 25, 50, 100, 200, 500, 1000)
"""Kilometres."""


# ---------------------------------------------------------------- names


def _words(
    text: str, x: float, y: float, size: float, anchor: Anchor, colour: str, weight: int = 400
) -> Words:
    return Words(text, x, y, size, colour, anchor, weight, halo="page")


def _box(words: Words) -> Box:
    wide = text_width(words.text, words.size, bold=words.weight > 400)
    left = words.x - SHARES[words.anchor] * wide
    return Box(left - 2, words.y - words.size, left + wide + 2, words.y + 4)


def _placed(
    lines: Sequence[tuple[str, float, int, str]],
    x: float,
    y: float,
    reach: float,
    taken: list[Box],
) -> tuple[Words, ...]:
    """Lines of words beside a point, where they cover nothing; none where there is no room."""
    sides: tuple[tuple[Anchor, float], ...] = (("start", reach), ("end", -reach))
    high = sum(size for _, size, _, _ in lines) * 1.15
    for down, (anchor, over) in product((high / 2 - 2, -reach + high / 4, high + reach), sides):
        told, bottom = [], y + down - high + lines[0][1]
        for text, size, weight, colour in lines:
            told.append(_words(text, x + over, bottom, size, anchor, colour, weight))
            bottom += size * 1.15
        boxes = [_box(words) for words in told]
        inside = all(
            box.left >= 4 and box.right <= WIDTH - 4 and box.top >= 4 and box.bottom <= HEIGHT - 4
            for box in boxes
        )
        if inside and not any(box.overlaps(other) for box in boxes for other in taken):
            taken.extend(boxes)
            return tuple(told)
    return ()


def _town(place: Place, picture: _Picture, taken: list[Box]) -> Group:
    """The ring of a place with its names, side by side or below each other."""
    x, y = picture.pixel(place)
    ring = Circle(x, y, 9, Paint("", "ink", 2.4)), Circle(x, y, 3.5, Paint("page", "ink2", 1.6))
    taken.append(Box.around(x, y, 10))
    name, local = (place.name, 15.0, 700, "ink"), (place.local, 14.0, 400, "ink")
    together = (place.label, 15.0, 700, "ink")
    tries = ([together], [name, local] if place.local else [name], [name])
    words = next(filter(None, (_placed(lines, x, y, 15, taken) for lines in tries)), ())
    return Group((*ring, *words), layer="own")


def _area(
    place: Place, shape: BaseGeometry, points: Sequence[tuple[float, float]], taken: list[Box]
) -> Group:
    """The hatched shape of an area with its name: it says where, and never how many.

    The name stands off the ``points`` of other places where there is room for that.
    """
    hatch = Path(stripes(WIDTH, HEIGHT, shape, HATCH_STEP), Paint(stroke="hatch", opacity=0.6))
    edge = Path(path_data(shape), Paint(stroke="ink", width=1.6, is_round=True))
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    choices = [_words(place.name, x, y, 15.0, "middle", "ink", 700) for x, y in _places_in(largest)]
    dots = [Box.around(*point, 6) for point in points]
    free = (own for own in choices if not any(_box(own).overlaps(dot) for dot in dots))
    words = next(free, choices[0])
    if text_width(place.name, 15.0, bold=True) > largest.bounds[2] - largest.bounds[0]:
        words = _words(place.name, largest.bounds[2] + 8, words.y, 15.0, "start", "ink", 700)
    taken.append(_box(words))
    return Group((hatch, edge, words), layer="own")


def _points(
    picture: _Picture, place: Place, neighbours: Sequence[Place], counts: Mapping[str, int]
) -> dict[Place, tuple[float, float]]:
    """Where the other places lie that claims name, as far as they are in the picture."""
    seen = _BOX.grown(-8)
    at = {
        other: picture.pixel(other)
        for other in neighbours
        if other.is_point and other.place_id != place.place_id and counts.get(other.place_id)
    }
    return {other: point for other, point in at.items() if seen.holds(*point)}


def _neighbours(
    there: Mapping[Place, tuple[float, float]], counts: Mapping[str, int], taken: list[Box]
) -> list[Group]:
    """Dots of other places that claims name, each with how many, and a link to its page."""
    taken.extend(Box.around(*point, 5) for point in there.values())
    found: list[Group] = []
    for other, (x, y) in there.items():
        count = claim_count(counts[other.place_id])
        own = Box.around(x, y, 5)
        taken.remove(own)
        lines = [(other.name, _NAME, 600, "ink"), (count, _NOTE, 400, "ink2")]
        room = len(found) < MOST_NEIGHBOURS
        words = _placed(lines, x, y, 9, taken) if room else ()
        taken.append(own)
        if words:
            dot = Circle(x, y, 4, Paint("page", "ink2", 1.6))
            told = neighbour(other.name, counts[other.place_id])
            target = Circle(x, y, 12, Paint())
            found.append(
                Group((dot, *words), "marks", place=other.place_id, tip=(told,), label=told,
                      target=target)
            )  # fmt: skip
    return found


def _names(place: Place, lands: Sequence[_Land], taken: list[Box]) -> Group:
    """The names of the countries in the picture, where they have room in their own land."""
    told: list[Words] = []
    for code, name, shape in lands:
        if place.is_country and code == place.country:
            continue
        inner = shapely.intersection(shape, _BOX.grown(-4).shape)
        parts = [part for part in shapely.get_parts(inner) if part.area > 0]
        if not parts:
            continue
        largest = max(parts, key=lambda part: part.area)
        text = name.upper()
        wide = text_width(text, _LAND, bold=True)
        for x, y in _places_in(largest):
            words = _words(text, x, y + _LAND / 3, _LAND, "middle", "ink3", 600)
            box = _box(words)
            if (
                wide < WIDTH / 2
                and largest.covers(box.grown(-3).shape)
                and not any(box.overlaps(other) for other in taken)
            ):
                taken.append(box)
                told.append(words)
                break
    return Group(tuple(told), layer="names")


def _places_in(shape: BaseGeometry) -> Iterator[tuple[float, float]]:
    """The middle of a shape, then points all over it, those nearest to the middle first."""
    middle = shapely.maximum_inscribed_circle(shape, tolerance=4.0).coords[0]
    yield middle
    left, top, right, bottom = shape.bounds
    grid = product(np.arange(left, right, 16).tolist(), np.arange(top, bottom, 14).tolist())
    yield from sorted(grid, key=lambda at: (at[0] - middle[0]) ** 2 + (at[1] - middle[1]) ** 2)
