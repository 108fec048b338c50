"""A figure as a file: PNG at one or two pixels per pixel, SVG or PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from nkmap import render
from nkmap.evidence import Evidence
from nkmap.figures.colours import Theme
from nkmap.publish.figure import PRESETS, Content, Preset, composed
from nkmap.publish.figure_content import map_content, time_content
from nkmap.render.svg import Svg

FIGURES: dict[str, Callable[[Evidence, Preset, Theme], Content]] = {
    "map": map_content,
    "timeline": time_content,
}
"""What may be drawn, by name."""


@dataclass(frozen=True)
class FileForm:
    """A file format of figures."""

    label: str
    ending: str
    mime: str
    make: Callable[[str], bytes]
    """The file, from SVG."""
    unit: float = 1.0
    """How many units of the SVG a pixel takes."""


FIGURE_FORMATS: dict[str, FileForm] = {
    "png": FileForm("PNG", ".png", "image/png", partial(render.png, scale=1)),
    "png2x": FileForm("PNG, twice as sharp", "@2x.png", "image/png", partial(render.png, scale=2)),
    "svg": FileForm("SVG", ".svg", "image/svg+xml", str.encode),
    # A pixel is 1/96 of an inch, a PDF counts in 1/72.
    "pdf": FileForm("PDF", ".pdf", "application/pdf", render.pdf, 0.75),
}


def figure(
    name: str, evidence: Evidence, form: str, preset: str = "article", theme: Theme = "light"
) -> bytes:
    """Write the map or the timeline of a view as a file, with everything stamped inside.

    The same data and view give the same bytes, except that a PDF lists its fonts in any order.
    """
    size, own = PRESETS[preset], FIGURE_FORMATS[form]
    content = FIGURES[name](evidence, size, theme)
    drawing, over = composed(content, size)
    return own.make(Svg.of(theme).picture(drawing, content.headline, own.unit, content.alt, over))


def figure_name(name: str, evidence: Evidence, form: str, preset: str) -> str:
    """A name that tells what is drawn: ``nkmap-0.2.0-map-article-6-of-138-claims.png``."""
    claims = f"{evidence.selection.count}-of-{evidence.selection.total}-claims"
    ending = FIGURE_FORMATS[form].ending
    return f"nkmap-{evidence.data.version}-{name}-{preset}-{claims}{ending}"
