"""A camera in which every area has its true size: for the printed map of Russia and China.

On the screen that frame is Web Mercator, because deck.gl draws nothing else; it shows the north of
Russia several times too large. A file has no such limit. Lambert's azimuthal projection, after
Snyder, Map Projections: A Working Manual (1987), pages 182 to 190, on a sphere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nkmap.figures.frames import Camera

CENTRE = (98.0, 56.0)
"""Longitude and latitude, in degrees, of the point without any distortion."""
BOX = (29.0, 19.0, 176.0, 72.0)
"""West, south, east and north, in degrees, of what a picture must show."""
_STEP = 1.0
"""Degrees after which a straight line of a map's file is bent anew."""


@dataclass(frozen=True)
class EqualAreaCamera(Camera):
    """Lambert azimuthal equal-area; ``zoom`` is log2 of the pixels in one radius of the globe."""

    shift_x: float = 0.0
    shift_y: float = 0.0
    """Radii from the point without distortion to the picture's middle."""

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point stands, in pixels from the picture's top left corner."""
        x, y = _flat(lon, lat)
        size = 2**self.zoom
        return (x - self.shift_x) * size + self.width / 2, (
            self.shift_y - y
        ) * size + self.height / 2

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The longitude and latitude under a pixel: the inverse of ``pixel``."""
        size = 2**self.zoom
        flat_x = (x - self.width / 2) / size + self.shift_x
        flat_y = self.shift_y - (y - self.height / 2) / size
        return _round(flat_x, flat_y)

    def line(self, points: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
        """A line of longitudes and latitudes in pixels, bent as the projection bends it."""
        found = [self.pixel(*points[0][:2])] if points else []
        for (lon, lat, *_), (lon2, lat2, *_) in pairwise(points):
            parts = max(1, math.ceil(math.hypot(lon2 - lon, lat2 - lat) / _STEP))
            for part in range(1, parts + 1):
                share = part / parts
                found.append(self.pixel(lon + share * (lon2 - lon), lat + share * (lat2 - lat)))
        return found


def _flat(lon: float, lat: float) -> tuple[float, float]:
    """A point in radii east and north of the point without distortion."""
    east, north, centre = (math.radians(v) for v in (lon - CENTRE[0], lat, CENTRE[1]))
    cosine = math.sin(centre) * math.sin(north) + math.cos(centre) * math.cos(north) * math.cos(
        east
    )
    scale = math.sqrt(2 / (1 + cosine)) if cosine > -1 else 0.0
    x = scale * math.cos(north) * math.sin(east)
    y = math.cos(centre) * math.sin(north) - math.sin(centre) * math.cos(north) * math.cos(east)
    return x, scale * y


def _round(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a point given in radii."""
    centre, away = math.radians(CENTRE[1]), math.hypot(x, y)
    if away == 0:
        return CENTRE
    angle = 2 * math.asin(min(1.0, away / 2))
    north = math.asin(
        math.cos(angle) * math.sin(centre) + y * math.sin(angle) * math.cos(centre) / away
    )
    east = math.atan2(
        x * math.sin(angle),
        away * math.cos(centre) * math.cos(angle) - y * math.sin(centre) * math.sin(angle),
    )
    return CENTRE[0] + math.degrees(east), math.degrees(north)


def equal_area_camera(width: float, height: float) -> EqualAreaCamera:
    """The camera for a picture of any size in pixels: the whole of ``BOX`` is visible."""
    corners = [_flat(*point) for point in outline(BOX)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    size = min(width / (right - left), height / (top - bottom))
    middle = (left + right) / 2, (bottom + top) / 2
    return EqualAreaCamera(*CENTRE, math.log2(size), width, height, *middle)


def outline(box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """The edge of a box of degrees as points a degree or less apart, once around."""
    west, south, east, north = box
    across = [west + (east - west) * i / 180 for i in range(181)]
    up = [south + (north - south) * i / 90 for i in range(91)]
    return [
        *((lon, south) for lon in across),
        *((east, lat) for lat in up),
        *((lon, north) for lon in reversed(across)),
        *((west, lat) for lat in reversed(up)),
    ]
