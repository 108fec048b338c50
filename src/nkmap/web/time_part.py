"""The timeline of a published page: the Timeline page's chart, with what a hand can do on it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from nkmap.figures.charts import CLAIM, Plot, size
from nkmap.figures.drawing import kind_colour
from nkmap.figures.lanes import BAND
from nkmap.figures.symbols import LIGHT, Palette
from nkmap.publish import time_figure
from nkmap.publish.chart_svg import elements
from nkmap.publish.escape import svg, text
from nkmap.publish.told import Told
from nkmap.render.svg import variable

WIDTH, PHONE_WIDTH = 1200.0, 358.0
COLOURS = Palette(
    **{own.name: variable(own.name) for own in fields(Palette) if own.name != "kinds"},
    kinds={kind: variable(kind_colour(kind)) for kind in LIGHT.kinds},
)
"""The names of colours, which the renderer of charts writes as they are."""


@dataclass(frozen=True)
class TimePart:
    """One layout of the timeline as SVG, and where its months are."""

    markup: tuple[str, str]
    """The chart, and what leads from it to claims."""
    edges: tuple[float, ...]
    """Pixels of the chart's own, where each month begins, and where the last one ends."""
    width: float
    height: float


def time_part(told: Told, width: float, link_to: str) -> TimePart:
    """The timeline of a view for a width in pixels; ``link_to`` is the address of a claim."""
    made = time_figure.chart(told, COLOURS, width)
    plot, top = Plot(width, made.usermeta["left"], told.months), made.usermeta["top"]
    rows = (row for row in made.datasets["claims"] if "says" in row)
    touches = "".join(_touch(row, plot, top, link_to) for row in rows)
    drawn = elements(made)
    across, down = size(made)
    links = f'<g class="l-targets">{touches}</g>'
    return TimePart((drawn, links), tuple(round(x, 1) for x in plot.edges), across, down)


def _touch(row: dict[str, Any], plot: Plot, top: float, link_to: str) -> str:
    x, x2 = (plot.pixel(date.fromisoformat(row[name])) for name in ("from", "to"))
    told = svg(" · ".join(filter(None, (row["says"], row["dated"], row["by"]))))
    y, high = top + row["top"] * BAND, (row["below"] - row["top"]) * BAND
    box = f'<rect x="{x:.1f}" y="{y:g}" width="{x2 - x:.1f}" height="{high:g}"/>'
    if CLAIM not in row:
        return f"<g>{box}<title>{told}</title></g>"
    address = text(link_to.format("claim", row[CLAIM]))
    return f'<a href="{address}"><title>{told}</title>{box}</a>'
