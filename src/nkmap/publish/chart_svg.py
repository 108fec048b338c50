"""A chart as SVG elements, for a figure or a page: what is seen of what the renderer writes."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree as ET

import altair as alt

from nkmap import render
from nkmap.figures import charts
from nkmap.publish.escape import plain

_KEPT = frozenset(
    {
        "d", "transform", "x", "y", "x2", "y2", "dy", "width", "height", "fill", "fill-opacity",
        "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linejoin",
        "stroke-miterlimit", "opacity", "font-size", "font-weight", "font-style", "text-anchor",
    }
)  # fmt: skip
_ANYWAY = {
    "opacity": "1",
    "stroke-width": "1",
    "stroke-dasharray": "1,0",
    "font-weight": "400",
    "font-style": "normal",
    "text-anchor": "start",
    "x2": "0",
    "y2": "0",
}
"""What holds where nothing is said."""
_LENGTHS = frozenset({"d", "transform", "x", "y", "x2", "y2", "width", "height"})
_FINE = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def elements(chart: alt.LayerChart) -> str:
    """What is seen of a chart, its texts in the fonts of the picture or the page around it."""
    spec = charts.self_contained(chart, math.inf, charts.HAND)  # the renderer reads every text
    root = ET.fromstring(render.chart(spec))  # noqa: S314 - written by our own renderer
    drawn = "".join(ET.tostring(part, "unicode") for part in root if _tidy(part))
    return drawn.replace("\n", " ")


def _tidy(element: ET.Element) -> bool:
    """Take from an element what nobody sees; whether anything of it is left."""
    element.tag = element.tag.rpartition("}")[2]
    words = element.tag in ("text", "tspan")
    given = element.attrib.items()
    own = {name: _short(name, value) for name, value in given if name in _KEPT}
    hidden = element.get("display") == "none" or own.get("d") == ""
    element.attrib.clear()
    element.attrib.update({n: v for n, v in own.items() if _ANYWAY.get(n) != v})
    element.text = plain(element.text) if words and element.text else None
    element.tail = None
    for part in list(element):
        if not _tidy(part):
            element.remove(part)
    # Lines of one text are words with a space between them, for whoever reads or copies it.
    for line in list(element)[:-1] if element.tag == "text" else ():
        line.text = f"{line.text or ''} "
    if element.tag in ("g", "text"):
        return bool(len(element) or element.text)
    return not hidden and (words or not _is_clear(element))


def _is_clear(element: ET.Element) -> bool:
    fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
    return {fill, stroke} <= {"none", "transparent"}


def _short(name: str, value: str) -> str:
    """Lengths to a tenth of a pixel; not opacity, of which a hundredth is seen where it fades."""
    if name not in _LENGTHS:
        return value
    return _FINE.sub(lambda found: f"{round(float(found[0]), 1):g}", value)
