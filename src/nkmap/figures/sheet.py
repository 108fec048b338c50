"""A sheet of marks in pixels, and its one way into Altair."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import CLAIM, PICK
from nkmap.figures.symbols import FONT, Palette

Datum = dict[str, Any]

LINE = 16.0
_LAYERS = ("rule", "block", "edge", "text", "picture", "touch")
_HALO = "halo"
_ENDS = {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}
_NO_PADDING = {"left": 0, "top": 0, "right": 0, "bottom": 0}
DASHED = 1
"""A line style as data; a list in the data would reach the browser as text."""
_DASHES = "datum.d==1?[4,3]:[1,0]"

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


@dataclass
class Sheet:
    """Marks in pixels from the top left corner, and their one way into Altair.

    Marks of one form are one layer with style as data, so a chart stays a few kilobytes.
    """

    palette: Palette
    size: float
    layers: defaultdict[str, list[Datum]] = field(default_factory=lambda: defaultdict(list))

    def x(self, pixel: float) -> float:
        """A horizontal pixel, as exact as it is sent."""
        return round(pixel, 1)

    def add(self, layer: str, box: Box, **style: Any) -> None:
        """An area (``block``) or a line (``rule``, behind the blocks, or ``edge``).

        Style: c colour, o opacity, d dash, w weight.
        """
        x, y, x2, y2 = box
        place = {"x": self.x(x), "x2": self.x(x2), "y": round(y, 1), "y2": round(y2, 1)}
        self.layers[layer].append(place | style)

    def text(self, x: float, y: float, words: str, **style: Any) -> None:
        """Words centred on ``y``; style: a align, c colour, w weight, s slant, z size, h halo."""
        self.layers["text"].append({"x": self.x(x), "y": round(y, 1), "t": words} | style)

    def touch(self, box: Box, claim: Claim, sentence: str) -> None:
        """An invisible area that selects a claim and tells its sentence, time and speaker."""
        told = {"s": sentence, "w": wording.dated(claim), "b": wording.told_by(claim)}
        self.add("touch", box, **{CLAIM: claim.claim_id}, **told)

    def chart(self, width: float, height: float) -> alt.LayerChart:
        """The sheet as a chart of exactly this size."""
        x = alt.Scale(domain=[self.x(0), self.x(width)], nice=False, zero=False)
        y = alt.Scale(domain=[0, round(height)], nice=False, zero=False, reverse=True)
        layers = [
            _lines("rule", 1, self.palette.line),
            _areas("block"),
            _lines("edge", 1.6, self.palette.ink),
            *(self._words(halo=halo) for halo in (True, False)),
            _pictures(),
            self._touching(),
        ]
        chart: alt.LayerChart = (
            alt.layer(*layers)
            .encode(alt.X("x:Q", scale=x, axis=None), alt.Y("y:Q", scale=y, axis=None))
            .properties(width=width, height=round(height), autosize="none")
            .properties(background="transparent", padding=_NO_PADDING)
            .configure(font=f"{FONT}, sans-serif", mark=alt.MarkConfig(aria=False))
            .configure_view(stroke=None)
        )
        # Last, because every step above copies the chart with its data.
        chart.datasets = {name: self.layers[name] for name in _LAYERS}
        chart.datasets[_HALO] = [words for words in self.layers["text"] if words.get("h")]
        return chart

    def _words(self, *, halo: bool) -> alt.Chart:
        edge: Datum = {"stroke": self.palette.page, "strokeWidth": 4, "strokeJoin": "round"}
        mark = _marks(_HALO if halo else "text").mark_text(
            align=alt.expr("datum.a||'left'"),
            baseline="middle",
            color=alt.expr(f"datum.c||(datum.w?'{self.palette.ink}':'{self.palette.ink2}')"),
            fontSize=alt.expr(f"datum.z||{self.size:g}"),
            fontStyle=alt.expr("datum.s||'normal'"),
            fontWeight=alt.expr("datum.w||400"),
            **(edge if halo else {}),
        )
        return _encoded(mark, text=alt.Text("t:N"))

    def _touching(self) -> alt.Chart:
        told = [("s", "Claim"), ("w", "When"), ("b", "Said by")]
        tips = [alt.Tooltip(name, type="nominal", title=title) for name, title in told]
        pick = alt.selection_point(name=PICK, fields=[CLAIM], empty=False, toggle=False)
        marks = alt.Chart(alt.NamedData("touch"), name="touch").add_params(pick)
        area = marks.mark_rect(opacity=0, aria=True, cursor="pointer")
        return _encoded(area, tooltip=tips, description=alt.Description("s:N"), **_ENDS)


def _marks(layer: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(layer))


def _encoded(mark: alt.Chart, **channels: Any) -> alt.Chart:
    layer: alt.Chart = mark.encode(**channels)
    return layer


def _areas(layer: str) -> alt.Chart:
    fill, opacity = alt.expr("datum.c"), alt.expr("datum.o||1")
    return _encoded(_marks(layer).mark_rect(fill=fill, opacity=opacity), **_ENDS)


def _lines(layer: str, weight: float, colour: str) -> alt.Chart:
    lines = _marks(layer).mark_rule(
        stroke=alt.expr(f"datum.c||'{colour}'"),
        strokeDash=alt.expr(_DASHES),
        strokeWidth=alt.expr(f"datum.w||{weight:g}"),
    )
    return _encoded(lines, **_ENDS)


def _pictures() -> alt.Chart:
    return _encoded(_marks("picture").mark_image(width=15, height=15), url=alt.Url("u:N"))
