"""A sheet of marks in pixels, and its one way into Altair."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import BRUSH, CLAIM, MONTH, PICK
from nkmap.figures.symbols import FONT, Palette

Datum = dict[str, Any]

LINE = 16.0
HATCH_PITCH = 10.0
_LAYERS = ("ground", "rule", "block", "edge", "text", "picture", "touch")
_HALO = "halo"
_ENDS = {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}
_NO_PADDING = {"left": 0, "top": 0, "right": 0, "bottom": 0}
DASHED, DOTTED = 1, 2
"""Line styles as data; a list in the data would reach the browser as text."""
_DASHES = "datum.d==1?[4,3]:datum.d==2?[1,4]:[1,0]"

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


@dataclass
class Sheet:
    """Marks in pixels from the top left corner, and their one way into Altair.

    Marks of one form are one layer with style as data, so a chart stays a few kilobytes. On the
    way x becomes ``(x - origin) / unit``: months, for a brush to return.
    """

    palette: Palette
    size: float
    origin: float = 0.0
    unit: float = 1.0
    layers: defaultdict[str, list[Datum]] = field(default_factory=lambda: defaultdict(list))
    hatches: list[Box] = field(default_factory=list)

    def x(self, pixel: float) -> float:
        """A horizontal pixel on the chart's own scale."""
        return round((pixel - self.origin) / self.unit, 3)

    def add(self, layer: str, box: Box, **style: Any) -> None:
        """An area (``ground``, ``block``) or a line (``rule``, behind the blocks, or ``edge``).

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

    def tell(self, box: Box, sentence: str, when: str) -> None:
        """An invisible area that tells what is counted there, and selects nothing."""
        self.add("touch", box, s=sentence, w=when, b="the table names each")

    def hatch(self, x: float, y: float, x2: float, y2: float) -> None:
        """Time that is not covered: a tinted area with diagonal lines."""
        self.add("ground", (x, y, x2, y2), c=self.palette.land)
        self.hatches.append((x, y, x2, y2))

    def outline(self, box: Box) -> None:
        """A frame in ink: this claim is selected."""
        x, y, x2, y2 = box
        for line in ((x, y, x2, y), (x, y2, x2, y2), (x, y, x, y2), (x2, y, x2, y2)):
            self.add("edge", line, w=2)

    def chart(self, width: float, height: float, *, brush: bool) -> alt.LayerChart:
        """The sheet as a chart of exactly this size."""
        x = alt.Scale(domain=[self.x(0), self.x(width)], nice=False, zero=False)
        y = alt.Scale(domain=[0, round(height)], nice=False, zero=False, reverse=True)
        layers = [
            *([self._brushing()] if brush else []),
            _areas("ground"),
            *(self._hatching(*box) for box in self.hatches),
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

    def _hatching(self, x: float, y: float, x2: float, y2: float) -> alt.Chart:
        # Lines rise to the right: along each, x + y is the same.
        sums = alt.sequence(round(x + y + HATCH_PITCH), round(x2 + y2), HATCH_PITCH, as_="s")
        right, left = f"min({x2:.1f},datum.s-{y:g})", f"max({x:.1f},datum.s-{y2:g})"
        scaled = f"-{self.origin:g})/{self.unit:.4f}"
        ends = {"x": f"({right}{scaled}", "x2": f"({left}{scaled}"}
        ends |= {"y": f"datum.s-{right}", "y2": f"datum.s-{left}"}
        lines = alt.Chart(sums).transform_calculate(**ends)
        mark = lines.mark_rule(color=self.palette.hatch, opacity=0.5, strokeWidth=1)
        return _encoded(mark, **_ENDS)

    def _brushing(self) -> alt.Chart:
        # A layer of its own, so that the field it returns has a name a page can read.
        ink = self.palette.ink
        style = alt.BrushConfig(fill=ink, fillOpacity=0.1, stroke=ink, strokeOpacity=0.5)
        brush = alt.selection_interval(name=BRUSH, encodings=["x"], mark=style)
        mark = alt.Chart(alt.InlineData([{MONTH: 0}]), name="time").mark_rule(opacity=0)
        return _encoded(mark.add_params(brush), x=alt.X(f"{MONTH}:Q"))

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
