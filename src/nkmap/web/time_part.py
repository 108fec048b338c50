"""The timeline of a published page: the Timeline page's chart, with what a hand can do on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from markupsafe import Markup

from nkmap.figures import lanes
from nkmap.figures.charts import CLAIM, size
from nkmap.figures.drawing import kind_colour
from nkmap.figures.lanes import BAND
from nkmap.figures.spans import ends
from nkmap.figures.symbols import LIGHT, Palette
from nkmap.figures.timeline_look import TOP
from nkmap.months import Month, first_day
from nkmap.publish import time_figure
from nkmap.publish.chart_svg import elements
from nkmap.publish.told import Told
from nkmap.render.svg import variable

COLOURS = Palette(
    **{own.name: variable(own.name) for own in fields(Palette) if own.name != "kinds"},
    kinds={kind: variable(kind_colour(kind)) for kind in LIGHT.kinds},
)
"""The names of colours, which the renderer of charts writes as they are."""


@dataclass(frozen=True)
class TimePart:
    """One layout of the timeline as SVG, and where its months are."""

    chart: Markup
    touches: tuple[dict[str, Any], ...]
    """What leads from a box of the chart to its ``claim``, or tells of several: its ``tip``."""
    edges: tuple[float, ...]
    """Pixels of the chart's own, where each month begins, and where the last one ends."""
    width: float
    height: float


def time_part(told: Told, width: float, months: Sequence[Month] = ()) -> TimePart:
    """The timeline of a view for a width in pixels; ``months`` are those to choose among."""
    made = time_figure.chart(told, COLOURS, width)
    plot = lanes.plot(told.months, width)
    days = [*map(first_day, months), ends(months)[1]] if months else []
    rows = (row for row in made.datasets["claims"] if "says" in row)
    return TimePart(
        Markup(elements(made)),  # noqa: S704 - our own renderer's
        tuple(map(_touch, rows)),
        tuple(round(plot.pixel(day), 1) for day in days),
        *size(made),
    )


def _touch(row: dict[str, Any]) -> dict[str, Any]:
    y, high = TOP + row["top"] * BAND, (row["below"] - row["top"]) * BAND
    tip = " · ".join(filter(None, (row["says"], row["dated"], row["by"])))
    box = {"x": row["from"], "y": y, "width": row["to"] - row["from"], "height": high}
    return box | {"claim": row.get(CLAIM, ""), "tip": tip}
