"""A figure as a file: PNG at one or two pixels per pixel, SVG or PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nkmap import render
from nkmap.figures.symbols import PALETTES, Theme
from nkmap.publish.figure import PRESETS, Content, Preset, composed
from nkmap.publish.map_figure import map_content
from nkmap.publish.time_figure import time_content
from nkmap.publish.told import Told

FIGURES: dict[str, Callable[[Told, Preset, Theme], Content]] = {
    "map": map_content,
    "timeline": time_content,
}
"""What may be drawn, by name."""


_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True)
class FileForm:
    """A file format of figures."""

    label: str
    ending: str
    mime: str
    make: Callable[[str], bytes]


def _png(scale: float) -> Callable[[str], bytes]:
    return lambda picture: render.png(picture, scale)


def _pdf(picture: str) -> bytes:
    # A pixel is 1/96 of an inch, a PDF counts in 1/72.
    in_points = _SIZE.sub(
        lambda m: f'width="{float(m[1]) * 0.75:g}" height="{float(m[2]) * 0.75:g}"', picture, 1
    )
    return render.pdf(in_points)


FIGURE_FORMATS: dict[str, FileForm] = {
    "png": FileForm("PNG", ".png", "image/png", _png(1)),
    "png2x": FileForm("PNG, twice as sharp", "@2x.png", "image/png", _png(2)),
    "svg": FileForm("SVG", ".svg", "image/svg+xml", lambda picture: picture.encode()),
    "pdf": FileForm("PDF", ".pdf", "application/pdf", _pdf),
}


def figure_svg(name: str, told: Told, preset: str = "article", theme: Theme = "light") -> str:
    """The map or the timeline of a view as one SVG, with everything stamped inside."""
    size = PRESETS[preset]
    return composed(FIGURES[name](told, size, theme), size, PALETTES[theme])


def figure(
    name: str, told: Told, form: str, preset: str = "article", theme: Theme = "light"
) -> bytes:
    """The same as a file of the named format.

    The same data and view give the same bytes, except that a PDF lists its fonts in any order.
    """
    return FIGURE_FORMATS[form].make(figure_svg(name, told, preset, theme))


def figure_name(name: str, told: Told, form: str, preset: str) -> str:
    """A name that tells what is drawn: ``nkmap-0.2.0-map-article-6-of-138-claims.png``."""
    claims = f"{told.selection.count}-of-{told.selection.total}-claims"
    ending = FIGURE_FORMATS[form].ending
    return f"nkmap-{told.data.version}-{name}-{preset}-{claims}{ending}"
