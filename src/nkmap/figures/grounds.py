"""The ground's pictures for slides: the committed outlines with lines no thinner than 2 px.

They come from the pages' pictures, not from the 95 MB source: only widths of strokes change.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from nkmap.figures.frames import Camera, slide_camera
from nkmap.figures.icons import LEAST_LINE
from nkmap.figures.outlines import GROUNDS
from nkmap.figures.symbols import Theme
from nkmap.view import Frame

FOLDER = Path(__file__).parents[3] / "static"
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
    return (FOLDER / ground_file(frame, theme, slide=False)).read_text(encoding="utf-8")


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


_THIN = 0.8
"""The thinnest line of the pages' pictures, in their own units."""
