"""A chart as the SVG elements of it that are seen, to stand in a page or among other drawings."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

from nkmap import render
from nkmap.characters import without_turns

_KEPT = frozenset(
    {
        "d", "transform", "x", "y", "x2", "y2", "dy", "width", "height", "fill", "fill-opacity",
        "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linejoin",
        "stroke-miterlimit", "opacity", "font-size", "font-weight", "font-style", "text-anchor",
    }
)  # fmt: skip
_FINE = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def elements(chart: dict[str, Any]) -> str:
    """Render a chart as the SVG elements that are seen; its texts take the fonts around it."""
    root = ET.fromstring(render.chart(chart))  # noqa: S314 - written by our own renderer
    drawn = "".join(ET.tostring(part, "unicode") for part in root if _tidy(part))
    return drawn.replace("\n", " ")


def _tidy(element: ET.Element) -> bool:
    """Take from an element what nobody sees; whether anything of it is left."""
    element.tag = element.tag.rpartition("}")[2]
    is_text = element.tag in ("text", "tspan")
    given = dict(element.attrib)
    element.attrib = {name: _short(name, given[name]) for name in given if name in _KEPT}
    element.text = without_turns(element.text) if is_text and element.text else None
    element.tail = None
    for part in list(element):
        if not _tidy(part):
            element.remove(part)
    # Lines of one text are words with a space between them, for whoever reads or copies it.
    for line in list(element)[:-1] if element.tag == "text" else ():
        line.text = f"{line.text or ''} "
    if given.get("opacity") == "0" or given.get("display") == "none":
        return False
    if element.tag in ("g", "text"):
        return bool(len(element) or element.text)
    clear = {given.get("fill", "none"), given.get("stroke", "none")} <= {"none", "transparent"}
    return is_text or not (clear or given.get("d") in ("", "M0,0h0v0h0Z"))


def _short(name: str, value: str) -> str:
    """Lengths to a tenth of a pixel; not opacity, of which a hundredth is seen where it fades."""
    if "opacity" in name:
        return value
    return _FINE.sub(lambda found: f"{round(float(found[0]), 1):g}", value)
