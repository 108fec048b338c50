"""Where things stand in a picture of a frame, and how large: one equal-area projection each.

A place is projected once, in metres of its plane, and then only moved and enlarged. Both near
frames are flat around their own middle, so that north is up there; Russia and China lie around
98 degrees east, and the world is Equal Earth around 60 degrees east, cut through the Pacific.
How large a picture is follows from the window and the parts of the page in it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import product
from pathlib import Path as File
from typing import Any, TypeVar

import numpy as np
import shapely
from pyproj import Transformer

from nkmap.figures.drawing import Circle, Drawing, Group, Path, Rect, Words
from nkmap.figures.label_obstacles import Box
from nkmap.figures.typography import text_width
from nkmap.view import Frame

# ---------------------------------------------------------------- the map in a window

REFERENCE_WIDTH = 940.0
ASPECT, LEAST_HEIGHT = 0.448, 320.0
PHONE = 640
"""Widths of a window below this get the phone layout, as in Streamlit's own style sheet."""
ONE_COLUMN = 900
"""Widths of a window below this have figure and panel below each other."""
PAGE_PADDING = 40.0
COLUMN_GAP = 32
COLUMNS = (940.0, 396.0)
"""The shares of figure and panel on every page that has both."""
PHONE_PADDING = 16.0
PHONE_HEIGHT = 404.0


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


# ---------------------------------------------------------------- a frame in a picture

MARGIN = 8.0
"""Pixels between an inset and the edge of the picture."""
CAPTION = 20.0
"""Pixels of the strip below an inset that says what it is."""
_ASIDE = 0.35
"""How much of the room beside the extent lies on its left where a larger inset is on the right."""
COVERED = (-9999.0, -9999.0)
"""The pixel of what an inset covers: it is not in the picture."""


Extent = tuple[float, float, float, float]
"""A stretch of the earth in degrees: west, south, east, north."""


@dataclass(frozen=True)
class Projection:
    """An equal-area projection: degrees to metres east and south of its middle."""

    name: str
    family: str
    """As PROJ names it: ``laea`` or ``eqearth``."""
    lon: float
    lat: float = 0.0
    """The middle."""
    poles: float = 0.0
    """Metres from the equator to both, where the whole earth is in it."""

    @cached_property
    def transformer(self) -> Transformer:
        """Degrees to metres east and north of the middle, and back."""
        own = f"+proj={self.family} +lon_0={self.lon} +lat_0={self.lat} +datum=WGS84"
        return Transformer.from_crs("EPSG:4326", own, always_xy=True)

    @lru_cache(maxsize=65536)  # noqa: B019 - the planes are few, and never go
    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """Metres east and south of the middle."""
        east, north = self.transformer.transform(lon, lat)
        return east, -north

    def project_all(self, points: np.ndarray) -> np.ndarray:
        """The same for rows of longitude and latitude."""
        return np.column_stack(self.transformer.transform(*points.T)) * (1, -1)

    def unproject(self, points: np.ndarray) -> np.ndarray:
        """Longitudes and latitudes of rows of metres: the inverse of ``project_all``."""
        east, south = points.T
        return np.column_stack(self.transformer.transform(east, -south, direction="INVERSE"))

    @cache  # noqa: B019 - the planes are few, and never go
    def bounds(self, *extents: Extent) -> Box:
        """The box, in metres, that holds some extents, bulges between their corners too."""
        boxes = [self.transformer.transform_bounds(*e, densify_pts=59) for e in extents]
        west, south, east, north = map(list, zip(*boxes, strict=True))
        return Box(min(west), -max(north), max(east), -min(south))


@dataclass(frozen=True)
class FrameExtent:
    """What a frame, or an inset of one, is called and must show."""

    label: str
    plane: Projection
    extent: tuple[Extent, ...]
    """All of them; of an inset at a larger scale the first that there is room for."""
    phone: tuple[Extent, ...] = ()
    """On a phone's picture, if that is less."""
    names: tuple[tuple[str, str, float, float], ...] = ()
    """Names of the ground: text, code of the area (none: a river), degrees east and north."""
    inset: FrameExtent | None = None
    """What is shown in an inset."""
    times: tuple[int, ...] = (1,)
    """Of an inset: at how many times the scale of the map, the best first."""
    clear: tuple[Extent, ...] = ()
    """What of the map an inset at a larger scale may not cover."""
    short: str = ""
    """What it is called where that has no room."""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> FrameExtent:
        """Make it of a table of ``frames.toml``."""
        extent, phone, names, clear = (
            tuple(map(tuple, row.get(name, ()))) for name in ("extent", "phone", "names", "clear")
        )
        inset = cls.of(row["inset"]) if "inset" in row else None
        plane, times = Projection(**row["projection"]), tuple(row.get("times", (1,)))
        short = row.get("short", row["label"])
        return cls(row["label"], plane, extent, phone, names, inset, times, clear, short)

    @property
    def enlarges(self) -> bool:
        """Whether it is an inset at a larger scale than its map."""
        return max(self.times) > 1


_FRAMES = File(__file__).with_name("frames.toml").read_text(encoding="utf-8")
EXTENTS = {Frame(name): FrameExtent.of(row) for name, row in tomllib.loads(_FRAMES).items()}
"""The frames that are drawn, in the order they are offered."""
FILES = {own.inset.plane.name: frame for frame, own in EXTENTS.items() if own.inset}
FILES |= {own.plane.name: frame for frame, own in EXTENTS.items()}
"""The frame whose file has the outlines of a projection, by its name."""


@dataclass(frozen=True)
class Pane:
    """A rectangle of a picture that shows a part of the earth: the map, or an inset in it."""

    plane: Projection
    left: float
    top: float
    """Metres east and south of the plane's middle, at pixel 0."""
    metres: float
    """In one pixel."""
    room: Box
    captions: tuple[str, ...] = ()
    """What an inset is, the best first."""
    enlarges: bool = False
    """Whether it is an inset at a larger scale: what lies in it is not told on the map, too."""

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place stands, in pixels."""
        x, y = self.plane.project(lon, lat)
        return (x - self.left) / self.metres, (y - self.top) / self.metres

    def moved(self, right: float, down: float) -> Pane:
        """The same pane so many pixels further right and down."""
        own = self.room
        room = Box(own.left + right, own.top + down, own.right + right, own.bottom + down)
        left, top = self.left - right * self.metres, self.top - down * self.metres
        return replace(self, left=left, top=top, room=room)

    @property
    def box(self) -> Box:
        """An inset with the strip below it that says what it is."""
        return replace(self.room, bottom=self.room.bottom + CAPTION)


@dataclass(frozen=True)
class Viewport:
    """A frame in a picture of some size, in pixels from the top left corner."""

    frame: Frame
    width: float
    height: float
    main: Pane
    insets: tuple[Pane, ...] = ()

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place stands; in its inset where it is shown in one."""
        if inset := self.inset_of(lon, lat):
            return inset.pixel(lon, lat)
        x, y = self.main.pixel(lon, lat)
        return COVERED if any(inset.box.holds(x, y) for inset in self.insets) else (x, y)

    def inset_of(self, lon: float, lat: float) -> Pane | None:
        """The inset that shows a place: if it enlarges it, or if the map does not show it."""
        x, y = self.main.pixel(lon, lat)
        is_seen = self.box.holds(x, y) and not any(own.box.holds(x, y) for own in self.insets)
        for inset in self.insets:
            if (inset.enlarges or not is_seen) and inset.room.holds(*inset.pixel(lon, lat)):
                return inset
        return None

    def inset_at(self, x: float, y: float) -> Pane | None:
        """The inset in which a pixel lies."""
        return next((inset for inset in self.insets if inset.room.holds(x, y)), None)

    def part(self, inset: Pane) -> shapely.Polygon:
        """What of the map an inset shows, in pixels."""
        edge = shapely.segmentize(inset.room.shape.exterior, inset.room.width / 8)
        metres = shapely.get_coordinates(edge) * inset.metres + (inset.left, inset.top)
        return shapely.Polygon([self.main.pixel(*at) for at in inset.plane.unproject(metres)])

    @property
    def box(self) -> Box:
        """The whole picture."""
        return self.main.room


@lru_cache(maxsize=256)
def viewport(frame: Frame, width: float, height: float) -> Viewport:
    """Fit a frame into a picture: its whole extent, and more where there is room."""
    framing = EXTENTS[frame.drawn]
    narrow = width < PHONE
    seen = framing.plane.bounds(*((narrow and framing.phone) or framing.extent))
    metres = max(seen.width / width, seen.height / height)
    middle = (seen.top + seen.bottom) / 2
    if framing.plane.poles:
        # Beyond the poles is nothing: a picture shows as little of it as it can.
        reach = max(0.0, framing.plane.poles - height * metres / 2)
        middle = min(max(middle, -reach), reach)
    inset = None if narrow else framing.inset
    aside = _ASIDE if inset and inset.enlarges else 0.5
    left = seen.left - aside * (width * metres - seen.width)
    room = Box(0, 0, width, height)
    main = Pane(framing.plane, left, middle - height * metres / 2, metres, room)
    insets = filter(None, (_inset(inset, main) if inset else None,))
    return Viewport(frame.drawn, width, height, main, tuple(insets))


def _inset(framing: FrameExtent, main: Pane) -> Pane | None:
    """The inset of a map; at a larger scale where there is room on its right, else none."""
    if not framing.enlarges:
        return _pane(framing, framing.extent[0], main)
    clear = shapely.union_all([_drawn(extent, main) for extent in framing.clear])
    for times, extent in product(framing.times, framing.extent):
        made = _pane(framing, extent, main, times)
        right = main.room.right - MARGIN - made.box.right
        for down in (0.0, main.room.bottom - MARGIN - made.box.bottom):
            moved = made.moved(right, down)
            if min(right, down) >= 0 and not moved.box.shape.intersects(clear):
                return moved
    return None


def _pane(framing: FrameExtent, extent: Extent, main: Pane, times: int = 1) -> Pane:
    """The pane of an inset in the top left corner of a map."""
    metres, seen = main.metres / times, framing.plane.bounds(extent)
    captions = tuple(label.format(times=times) for label in (framing.label, framing.short))
    width = max(math.ceil(text_width(captions[0], 12.0)) + 20.0, seen.width / metres)
    west = (seen.left + seen.right - width * metres) / 2
    room = Box(MARGIN, MARGIN, MARGIN + width, MARGIN + seen.height / metres)
    at = west - MARGIN * metres, seen.top - MARGIN * metres
    return Pane(framing.plane, *at, metres, room, captions, enlarges=times > 1)


def _drawn(extent: Extent, pane: Pane) -> shapely.Polygon:
    """An extent as it lies in a pane, in pixels."""
    around = shapely.segmentize(shapely.box(*extent), 1.0).exterior.coords
    return shapely.Polygon([pane.pixel(*point) for point in around])


# ---------------------------------------------------------------- pages and slides

LEAST_TEXT, LEAST_LINE = 18.0, 2.0
"""Pixels; what is smaller is lost when a slide is shared over a video call."""
_NARROW_SHARE, _WIDE_ROOM, _SLIDE_SHARE = 0.56, 310.0, 0.36
"""How wide words may be: of a phone's map and of a slide's as a share, elsewhere in pixels."""
_SLIDE_SCALE, _LEAST_SCALE, _SLIDE_WIDTH = 1.6, 1.25, 1139.0

T = TypeVar("T", bound=Drawing | Group | Words | Path | Circle | Rect)


@dataclass(frozen=True)
class Style:
    """A viewport, and whether it is a slide's: larger, and without anything thin."""

    viewport: Viewport
    is_slide: bool = False
    covered: tuple[Box, ...] = ()
    """Parts of the picture that something else stands over."""

    @property
    def scale(self) -> float:
        """How much larger than on a page everything is drawn."""
        if not self.is_slide:
            return 1.0
        share = self.viewport.width * _SLIDE_SCALE / _SLIDE_WIDTH
        return min(_SLIDE_SCALE, max(_LEAST_SCALE, share))

    def text(self, size: float) -> float:
        """A page's text size in pixels, as it is drawn here."""
        return max(LEAST_TEXT, round(size * self.scale, 1)) if self.is_slide else size

    def line(self, width: float) -> float:
        """A page's line width in pixels, as it is drawn here."""
        return max(LEAST_LINE, round(width * self.scale, 2)) if self.is_slide else width

    def drawn(self, part: T) -> T:
        """Scale the lines of a drawing, or of a part of one, from a page's to those drawn here."""
        if not self.is_slide or isinstance(part, Words):
            return part
        if isinstance(part, Drawing):
            return replace(part, groups=tuple(map(self.drawn, part.groups)))
        if isinstance(part, Group):
            return replace(part, parts=tuple(map(self.drawn, part.parts)))
        dash = tuple(self.mark(length) for length in part.paint.dash)
        return replace(
            part, paint=replace(part.paint, width=self.line(part.paint.width), dash=dash)
        )

    def mark(self, size: float) -> float:
        """A page's length in a mark in pixels, as it is drawn here."""
        return round(size * self.scale, 2)

    @property
    def is_far(self) -> bool:
        """Whether a few pixels of the frame are hundreds of kilometres."""
        return self.viewport.frame.is_far

    @property
    def is_world(self) -> bool:
        """Whether the whole world is seen, on which each country is told of by itself."""
        return self.viewport.frame is Frame.WORLD

    @property
    def is_narrow(self) -> bool:
        """Whether the picture is a phone's."""
        return self.viewport.width < PHONE

    @property
    def room(self) -> float:
        """How many pixels words may be wide before they go on below."""
        if self.is_narrow:
            return self.viewport.width * _NARROW_SHARE
        return self.viewport.width * _SLIDE_SHARE if self.is_slide else _WIDE_ROOM
