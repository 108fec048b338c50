"""What each frame of the map shows, and where things stand in it.

A frame is given as centre and zoom at a map 940 px wide; a wider map shows the same ground,
larger. Positions are Web Mercator pixels of a 512 px world, as deck.gl and Mapbox count them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nkmap.view import Frame

REFERENCE_WIDTH = 940.0
ASPECT, LEAST_HEIGHT = 0.448, 320.0
PHONE = 640
"""Window widths below this get the phone layout, as in Streamlit's own style sheet."""
ONE_COLUMN = 900
"""Window widths below this have figure and panel below each other."""
PAGE_PADDING = 40.0
COLUMN_GAP = 32
COLUMNS = (940.0, 396.0)
"""The shares of figure and panel on every page that has both."""
PHONE_PADDING = 16.0
PHONE_HEIGHT = 404.0
_TILE = 512.0


@dataclass(frozen=True)
class Camera:
    """A north-up camera and the picture it fills: degrees, zoom steps, pixels."""

    lon: float
    lat: float
    zoom: float
    width: float
    height: float

    @property
    def is_narrow(self) -> bool:
        """Whether the picture is a phone's."""
        return self.width < PHONE

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point stands, in pixels from the picture's top left corner."""
        x, y = _world(lon, lat, self.zoom)
        centre_x, centre_y = _world(self.lon, self.lat, self.zoom)
        return x - centre_x + self.width / 2, y - centre_y + self.height / 2

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The longitude and latitude under a pixel: the inverse of ``pixel``."""
        centre_x, centre_y = _world(self.lon, self.lat, self.zoom)
        size = _TILE * 2**self.zoom
        world_x = (x - self.width / 2 + centre_x) / size
        world_y = (y - self.height / 2 + centre_y) / size
        lat = math.degrees(2 * math.atan(math.exp(math.pi * (1 - 2 * world_y))) - math.pi / 2)
        return world_x * 360 - 180, lat

    def line(self, points: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
        """A line of longitudes and latitudes in pixels: straight stays straight."""
        return [self.pixel(*point[:2]) for point in points]

    def shows(self, x: float, y: float) -> bool:
        """Whether a pixel lies inside the picture."""
        return 0 <= x <= self.width and 0 <= y <= self.height


def _world(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    size = _TILE * 2**zoom
    sine = math.sin(math.radians(lat))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (lon / 360 + 0.5) * size, y * size


@dataclass(frozen=True)
class Preset:
    """A frame's centre and zoom, on a wide screen and on a phone."""

    label: str
    lon: float
    lat: float
    zoom: float
    phone_lon: float
    phone_lat: float
    phone_zoom: float


PRESETS: dict[Frame, Preset] = {
    Frame.CITIES: Preset("Northern cities", 129.45, 42.00, 7.30, 129.3, 41.95, 6.70),
    Frame.ROUTE: Preset("Route", 129.35, 41.17, 5.66, 128.75, 41.12, 5.27),
    Frame.WIDE: Preset("Russia and China", 104.0, 55.6, 1.62, 103.0, 55.0, 0.62),
}


def map_size(window_width: float) -> tuple[float, float]:
    """Width and height in pixels of the map in a window of that width."""
    if window_width < PHONE:
        return window_width - 2 * PHONE_PADDING, PHONE_HEIGHT
    width = window_width - 2 * PAGE_PADDING
    if window_width >= ONE_COLUMN:
        width = (width - COLUMN_GAP) * COLUMNS[0] / sum(COLUMNS)
    return width, max(LEAST_HEIGHT, round(width * ASPECT))


def page_width(window_width: float) -> int:
    """Pixels between the page's paddings."""
    padding = PHONE_PADDING if window_width < PHONE else PAGE_PADDING
    return round(window_width - 2 * padding)


def camera(frame: Frame, window_width: float) -> Camera:
    """The camera of a frame in a window of that width."""
    preset = PRESETS[frame]
    width, height = map_size(window_width)
    if window_width < PHONE:
        zoom = preset.phone_zoom + math.log2(width / 358)
        return Camera(preset.phone_lon, preset.phone_lat, zoom, width, height)
    zoom = preset.zoom + math.log2(width / REFERENCE_WIDTH)
    return Camera(preset.lon, preset.lat, zoom, width, height)


SLIDE_BOXES: dict[Frame, tuple[float, float, float, float]] = {
    Frame.ROUTE: (124.3, 38.5, 134.4, 44.3),
    Frame.CITIES: (127.55, 41.05, 131.35, 43.0),
    Frame.WIDE: (19.0, 14.0, 190.0, 77.6),
}
"""West, south, east and north, in degrees, of what a slide must show in each frame."""


def slide_camera(frame: Frame, width: float, height: float) -> Camera:
    """The camera of a frame for a picture of any size in pixels: its whole box is visible."""
    west, south, east, north = SLIDE_BOXES[frame]
    left, top = _world(west, north, 0.0)
    right, bottom = _world(east, south, 0.0)
    zoom = math.log2(min(width / (right - left), height / (bottom - top)))
    middle = Camera(0.0, 0.0, 0.0, _TILE, _TILE)
    lon, lat = middle.point((left + right) / 2, (top + bottom) / 2)
    return Camera(lon, lat, zoom, width, height)
