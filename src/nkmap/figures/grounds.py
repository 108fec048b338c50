"""The ground's pictures for slides: the committed outlines with lines no thinner than 2 px.

They come from the pages' pictures, not from the 95 MB source: only widths of strokes change.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from nkmap.figures.frames import Camera, slide_camera
from nkmap.figures.icons import LEAST_LINE
from nkmap.figures.outlines import GROUNDS
from nkmap.figures.symbols import Theme
from nkmap.shipped import STATIC_FOLDER
from nkmap.view import Frame

SMALLEST = (760, 520)
"""Pixels of the smallest map of a slide, on a screen of 1280 by 720."""
_WIDTH = re.compile(r'stroke-width="([\d.]+)"')
_DASH = re.compile(r'stroke-dasharray="([\d.]+) ([\d.]+)"')
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def ground_file(frame: Frame, theme: Theme, *, slide: bool) -> str:
    """Path below ``static/`` of a frame's ground."""
    return f"basemap/ground-{frame.value}-{theme}{'-slide' if slide else ''}.svg"


@cache
def ground(frame: Frame, theme: Theme, *, slide: bool) -> str:
    """The picture as SVG text, read or made."""
    if slide:
        return slide_ground(ground(frame, theme, slide=False), frame)
    return (STATIC_FOLDER / ground_file(frame, theme, slide=False)).read_text(encoding="utf-8")


def ground_size(picture: str) -> tuple[float, float]:
    """Width and height of a ground in its own units."""
    found = _VIEW.search(picture)
    if found is None:
        raise ValueError("a ground needs a viewBox that begins at 0 0")
    return float(found[1]), float(found[2])


def pixels_per_unit(picture: str, frame: Frame, camera: Camera) -> float:
    """How many pixels of a camera's picture one of the ground's own units fills."""
    west, south, east, _ = GROUNDS[frame]
    left, right = (camera.pixel(lon, south)[0] for lon in (west, east))
    return (right - left) / ground_size(picture)[0]


def slide_ground(picture: str, frame: Frame) -> str:
    """The ground for a slide: every line is 2 px or more on the smallest of them."""
    per_unit = pixels_per_unit(picture, frame, slide_camera(frame, *SMALLEST))
    least = LEAST_LINE / per_unit

    def wider(found: re.Match[str]) -> str:
        # The order of the widths stays: a river is still more than a border.
        return f'stroke-width="{least * max(1.0, float(found[1]) / _THIN) ** 0.4:.2f}"'

    def longer(found: re.Match[str]) -> str:
        dash, gap = (float(found[i]) * least / _THIN for i in (1, 2))
        return f'stroke-dasharray="{dash:.2f} {gap:.2f}"'

    return _DASH.sub(longer, _WIDTH.sub(wider, picture))


def bent_ground(picture: str, frame: Frame, camera: Camera) -> str:
    """The ground drawn anew for a camera of another projection: SVG elements in its pixels.

    The sea ends where the outlines do; beyond them the page shows.
    """
    west, south, east, north = GROUNDS[frame]
    width, height = ground_size(picture)
    flat = Camera(0, 0, 0, 1, 1)
    (left, top), (right, bottom) = flat.pixel(west, north), flat.pixel(east, south)

    def bent(found: re.Match[str]) -> str:
        lines = []
        for part in found[1].split("M")[1:]:
            pairs = (pair.split() for pair in part.removesuffix("Z").split("L"))
            points = [
                flat.point(
                    left + float(x) / width * (right - left),
                    top + float(y) / height * (bottom - top),
                )
                for x, y in pairs
            ]
            end = "z" if part.endswith("Z") else ""
            lines.append(_steps(_apart(camera.line(points))) + end)
        return f' d="{"".join(lines)}"'

    sea, rest = _SEA.findall(picture)[0], _SEA.sub("", picture)
    body = _PATH.sub(bent, rest[rest.index(">") + 1 : rest.rindex("</svg>")])
    # North of the northernmost outline there is nothing but sea, up to the pole.
    edge = "L".join(f"{x:.1f} {y:.1f}" for x, y in camera.line(_edge((west, south, east, 90))))
    return f'<path fill="{sea}" d="M{edge}Z"/>{body}'


def _apart(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """A line without the points that nobody could tell from the one before."""
    kept = list(points[:1])
    for point in points[1:-1]:
        if math.dist(point, kept[-1]) >= _NEAR:
            kept.append(point)
    return [*kept, *points[-1:]] if len(points) > 1 else kept


def _steps(points: Sequence[tuple[float, float]]) -> str:
    """A path of tenths of a pixel from point to point: half as long as one of positions."""
    tenths = [(round(10 * x), round(10 * y)) for x, y in points]
    steps = [f"{(x2 - x) / 10:g} {(y2 - y) / 10:g}" for (x, y), (x2, y2) in pairwise(tenths)]
    return f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}l{' '.join(steps)}"


_NEAR = 0.7
"""Pixels."""


def _edge(box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    west, south, east, north = box
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


_SEA = re.compile(r'<rect width="[\d.]+" height="[\d.]+" fill="(#[0-9A-F]{6})"/>')
_PATH = re.compile(r' d="([^"]*)"')
_THIN = 0.8
"""The thinnest line of the pages' pictures, in their own units."""
