"""The timeline of a published page: the Timeline page's chart, with what a hand can do on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import altair as alt

from nkmap.figures.sheet import CLAIM
from nkmap.publish import time_figure
from nkmap.publish.escape import svg, text
from nkmap.publish.told import Told
from nkmap.web.colours import NAMED, named

WIDTH, PHONE_WIDTH = 1200.0, 358.0


@dataclass(frozen=True)
class TimePart:
    """One layout of the timeline as SVG, and where its months are."""

    markup: tuple[str, str]
    """The chart, and what leads from it to claims."""
    left: float
    """Pixels of the chart's own, where the first month begins."""
    unit: float
    """Pixels of a month."""
    width: float
    height: float


def time_part(told: Told, width: float, link_to: str) -> TimePart:
    """The timeline of a view for a width in pixels; ``link_to`` is the address of a claim."""
    made = time_figure.chart(told, NAMED, width)
    first, last = _domain(made)
    unit = width / (last - first)
    left, height = -first * unit, time_figure.height(made)
    touches = "".join(_touch(row, left, unit, link_to) for row in made.datasets.get("touch", ()))
    drawn = _LINES.sub(_as_path, _TAG.sub(_short, named(time_figure.body(made))))
    return TimePart(
        (drawn, f'<g class="l-targets">{touches}</g>'),
        round(left, 2),
        round(unit, 4),
        width,
        height,
    )


_TAG = re.compile(r"<[^>]*>")
_NOT_SEEN = re.compile(
    r' (?:aria-[a-z]+|role|class|xml:space|cursor)="[^"]*"'
    r'| (?:font-style="normal"|font-weight="400"|text-anchor="start"|stroke-dasharray="1,0")'
    r'| (?:stroke-width="1"|opacity="1"|[xy]2="-?0")'
)
"""What the renderer tells programs about each shape, and what holds anyway."""
_FINE = re.compile(r'(?<![\d.])(?<!opacity=")-?\d+\.\d+')
"""Lengths, and no opacity: a hundredth of that is seen where an uncertain date fades."""


def _short(found: re.Match[str]) -> str:
    """A tag without what nobody sees, its numbers to a tenth of a pixel."""
    return _FINE.sub(lambda m: f"{round(float(m[0]), 1):g}", _NOT_SEEN.sub("", found[0]))


_LINES = re.compile(
    r'<line transform="translate\([^)]*\)"([^>]*)/>(?:<line transform="translate\([^)]*\)"\1/>)+'
)
"""Lines that differ only in where they begin, such as those that hatch an area."""
_START = re.compile(r"translate\(([^)]*)\)")
_WAY = re.compile(r' ([xy])2="([^"]*)"')


def _as_path(found: re.Match[str]) -> str:
    """Such lines as one path, which takes a fifth of the room."""
    way = dict(_WAY.findall(found[1]))
    each = f"l{way.get('x', 0)},{way.get('y', 0)}"
    steps = "".join(f"M{start}{each}" for start in _START.findall(found[0]))
    return f'<path d="{steps}"{_WAY.sub("", found[1])}/>'


def _domain(made: alt.LayerChart) -> tuple[float, float]:
    """The first and last month of the chart's scale, in months from the first that has a name."""
    spec: dict[str, Any] = made.to_dict()
    first, last = spec["encoding"]["x"]["scale"]["domain"]
    return float(first), float(last)


def _touch(row: dict[str, Any], left: float, unit: float, link_to: str) -> str:
    x, x2 = (row[name] * unit + left for name in ("x", "x2"))
    told = svg(" · ".join(part for part in (row["s"], row["w"], row["b"]) if part))
    size = f'width="{x2 - x:.1f}" height="{row["y2"] - row["y"]:g}"'
    box = f'<rect x="{x:.1f}" y="{row["y"]:g}" {size}/>'
    if CLAIM not in row:
        return f"<g>{box}<title>{told}</title></g>"
    address = text(link_to.format("claim", row[CLAIM]))
    return f'<a href="{address}"><title>{told}</title>{box}</a>'
