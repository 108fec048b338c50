"""The timeline: which claims touch which months, and how finely each is dated.

``strip`` serves one scene of the map, ``lanes`` the Timeline page; both draw the same rows with
the same code. A block's form is its date; its fill says whether a number was reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.labels import text_width
from nkmap.figures.lanes import (
    BLOCK,
    GAP,
    LANE,
    LINE,
    NOTE,
    Columns,
    Edge,
    Item,
    Row,
    Ruler,
    Span,
    columns,
    has_figures,
    is_told,
    is_unknown,
    rows,
    slices,
    wrap,
)
from nkmap.figures.symbols import FONT, Palette, glyph_uri
from nkmap.months import Month
from nkmap.schema import KINDS
from nkmap.view import View

Datum = dict[str, Any]

_CLAIM = "claim_id"
MONTH, PICK, BRUSH = "month", "pick", "brush"
"""The brush's field and the names of the two selections."""
NO_CLAIM = "No claim matches."
HATCH_PITCH = 10.0
_TINT, _NOT_CURRENT = 0.18, 0.4
_LEAST_TOUCH = 0.1
_LAYERS = ("ground", "rule", "block", "edge", "text", "picture", "touch")
_ENDS = {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}
_NO_PADDING = {"left": 0, "top": 0, "right": 0, "bottom": 0}
DASHED, DOTTED = 1, 2
"""Line styles as data; a list in the data would reach the browser as text."""
_DASHES = "datum.d==1?[4,3]:datum.d==2?[1,4]:[1,0]"
_HISTOGRAM, _HEADER = 34.0, 24.0
_WHOLE_NAME, _SHORT_NAME, _LETTER, _YEAR = 47.0, 30.0, 11.0, 36.0
"""Pixels a month needs for "Jan '24", for "Jan", for "J"; and those a year needs."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


# ---------------------------------------------------------------- the sheet


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
        told = {"s": sentence, "w": wording.when(claim.when), "b": claim.said_by}
        self.add("touch", box, **{_CLAIM: claim.claim_id}, **told)

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
        return chart

    def _words(self, *, halo: bool) -> alt.Chart:
        drawn = alt.expr("datum.h?4:0")
        edge: Datum = {"stroke": self.palette.page, "strokeWidth": drawn, "strokeJoin": "round"}
        mark = _marks("text").mark_text(
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
        pick = alt.selection_point(name=PICK, fields=[_CLAIM], empty=False, toggle=False)
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


def claim_ids(chart: alt.LayerChart) -> tuple[str, ...]:
    """Every claim drawn in a chart, as its data say."""
    marks = [mark for data in chart.datasets.values() for mark in data]
    return tuple(dict.fromkeys(mark[_CLAIM] for mark in marks if _CLAIM in mark))


# ---------------------------------------------------------------- the charts


def strip(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    view: View,
    palette: Palette,
    width: float,
) -> alt.LayerChart:
    """The claims of one scene by place and month, for below the map; ``width`` in pixels."""
    cols = columns(claims, names, months_, width, grouped=False)
    page = _Page(Sheet(palette, cols.text, cols.ruler.left, cols.ruler.unit), cols, names, view)
    top = page.month_names(0)
    bottom = page.rows(rows(claims, names, cols, grouped=False), top, grouped=False)
    page.frame(0, top, bottom, "after publication:|not covered")
    return page.sheet.chart(width, bottom, brush=True)


def lanes(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    view: View,
    palette: Palette,
    width: float,
) -> alt.LayerChart:
    """All kinds, each under its own header, below a count of claims by month."""
    cols = columns(claims, names, months_, width, grouped=True)
    page = _Page(Sheet(palette, cols.text, cols.ruler.left, cols.ruler.unit), cols, names, view)
    start = page.histogram(claims)
    top = page.month_names(start)
    bottom = page.rows(rows(claims, names, cols, grouped=True), top, grouped=True)
    page.frame(start, top, bottom, _silence(months_))
    if cols.narrow and months_:
        bottom = page.footnote(f"Hatched: {_silence(months_).replace('|', '')}", bottom)
    return page.sheet.chart(width, bottom, brush=True)


def self_contained(chart: alt.LayerChart) -> dict[str, Any]:
    """A timeline as Vega-Lite whose layers hold their own rows.

    Named datasets would be sent as one Arrow table each, which is ten times as much.
    """
    spec: dict[str, Any] = chart.to_dict()
    rows = spec.pop("datasets")
    for layer in spec["layer"]:
        if "name" in layer["data"]:
            layer["data"] = {"values": rows[layer["data"]["name"]]}
    return spec


def _silence(months_: Sequence[Month]) -> str:
    if not months_:
        return ""
    last = wording.month(months_[-1])
    return f"Not covered.| No claim reaches past {last}. Silence here is not decline."


def touching(claims: Sequence[Claim], month: Month) -> int:
    """How many claims (not people) touch a month, of those that can be put into a month."""
    first, last = months.first_day(month), months.last_day(month)
    return sum(
        claim.has_month
        and (not claim.first_day or claim.first_day <= last)
        and (not claim.last_day or claim.last_day >= first)
        for claim in claims
    )


# ---------------------------------------------------------------- drawing


@dataclass(frozen=True)
class _Page:
    """One chart in the making, drawn from the top; methods return how far down they came."""

    sheet: Sheet
    cols: Columns
    names: Mapping[str, str]
    view: View

    def histogram(self, claims: Sequence[Claim]) -> float:
        """How many claims touch each month, as bars with their counts."""
        ruler = self.cols.ruler
        self.sheet.text(0, 9, "Claims that touch the month", w=600)
        self.sheet.text(0, 25, "claims, not people", z=NOTE)
        bottom = (3 if self.cols.narrow else 1) * LINE + _HISTOGRAM
        counts = [touching(claims, month) for month in ruler.months]
        for index, count in enumerate(counts):
            left = ruler.left + index * ruler.unit
            top = bottom - (_HISTOGRAM - 4) * count / max(*counts, 1)
            if count:
                box = (left + 0.2 * ruler.unit, top, left + 0.8 * ruler.unit, bottom)
                self.sheet.add("block", box, c=self.sheet.palette.border, o=0.7)
            middle = left + ruler.unit / 2
            self.sheet.text(middle, top - 8, str(count or "–"), a="center", z=NOTE)
        return bottom

    def month_names(self, top: float) -> float:
        """The months' names, as far as there is room; those selected in bold."""
        ruler, chosen = self.cols.ruler, self._chosen()
        for index, month in enumerate(ruler.months):
            left = ruler.left + index * ruler.unit
            bold = {"w": 700} if chosen and chosen[0] <= index < chosen[1] else {}
            if name := _month_name(month, ruler.unit, first=index == 0):
                self.sheet.text(left + ruler.unit / 2, top + 11, name, a="center", **bold)
            if ruler.unit < _WHOLE_NAME and _begins_year(ruler, index):
                self.sheet.text(left + 2, top + 25, month[:4])
        if self.cols.before is not None:
            first = ruler.months[0]
            limit = first[:4] if first.endswith("-01") else wording.month(first)
            self.sheet.text(self.cols.before + 6, top + 11, f"before {limit}")
        return top + (36 if ruler.unit < _WHOLE_NAME else 22)

    def _chosen(self) -> tuple[int, int] | None:
        """The selected months as indices, the last one excluded; None when all are shown."""
        known = self.cols.ruler.months
        if not self.view.limits_months:
            return None
        first, last = self.view.first or known[0], self.view.last or known[-1]
        inside = [index for index, month in enumerate(known) if first <= month <= last]
        return (inside[0], inside[-1] + 1) if inside else None

    def frame(self, start: float, top: float, bottom: float, after: str) -> None:
        """What stands behind and beside the rows: months, their selection, time not covered."""
        ruler, palette = self.cols.ruler, self.sheet.palette
        if chosen := self._chosen():
            ends = [ruler.left + index * ruler.unit for index in chosen]
            self.sheet.add("ground", (ends[0], start, ends[1], bottom), c=palette.line, o=0.6)
        if self.cols.before is not None:
            box = (self.cols.before, top, ruler.left - 2 * GAP, bottom)
            self.sheet.add("ground", box, c=palette.panel)
        for index in range(len(ruler.months) + 1):
            x = ruler.left + index * ruler.unit
            self.sheet.add("rule", (x, top, x, bottom))
        self.sheet.add("rule", (0, top, ruler.right, top), c=palette.border)
        if ruler.months:
            self.sheet.hatch(ruler.right, top, self.cols.width, bottom)
            self._after(after, top, bottom)

    def _after(self, words: str, top: float, bottom: float) -> None:
        ruler, size = self.cols.ruler, NOTE - self.cols.narrow
        room = self.cols.width - ruler.right - 6
        lines = [line for part in words.split("|") for line in wrap(part, size, room)]
        widest = max(text_width(line, size) for line in lines)
        if widest > room or self.cols.narrow:
            lines, widest = ["not", "covered"], room
        x, middle = (ruler.right + self.cols.width) / 2, top + min((bottom - top) / 2, 140)
        half = len(lines) * LINE / 2
        ends = max(top, middle - half - 2), min(bottom, middle + half + 2)
        box = (x - widest / 2 - 2, ends[0], x + widest / 2 + 2, ends[1])
        self.sheet.add("block", box, c=self.sheet.palette.land)
        for index, line in enumerate(lines):
            y = middle - half + (index + 0.5) * LINE
            self.sheet.text(x, y, line, a="center", z=size, c=self.sheet.palette.ink)

    def footnote(self, words: str, top: float) -> float:
        """Words below the chart, in as many lines as they need."""
        lines = wrap(words, NOTE, self.cols.width - 8)
        for index, line in enumerate(lines):
            self.sheet.text(0, top + 14 + index * LINE, line, z=NOTE)
        return top + 8 + len(lines) * LINE

    def rows(self, found: Sequence[Row], top: float, *, grouped: bool) -> float:
        """Every row, with a header where a kind begins."""
        if not found:
            self.sheet.text(self.cols.ruler.left + 8, top + 20, NO_CLAIM, s="italic", h=1)
            return top + 40
        before: Row | None = None
        for row in found:
            begins = before is None or before.kind is not row.kind
            strong = {"c": self.sheet.palette.border} if grouped and begins else {}
            self.sheet.add("rule", (0, top, self.cols.ruler.right, top), **strong)
            if grouped and begins:
                top = self._header(row, before, top)
            top = self._row(row, top)
            before = row
        return top + 2

    def _header(self, row: Row, before: Row | None, top: float) -> float:
        """A kind's picture and name: beside its first row, on a phone above it."""
        if not has_figures(row.kind) and (before is None or has_figures(before.kind)):
            self.sheet.text(0, top + _HEADER / 2 + 1, "No figure", w=700)
            top += _HEADER
        middle = top + _HEADER / 2 + 1 if self.cols.narrow else _first_line(row, top)
        place = {"x": self.sheet.x(8), "y": round(middle, 1)}
        self.sheet.layers["picture"].append(place | {"u": glyph_uri(row.kind, self.sheet.palette)})
        colour, label = self.sheet.palette.kind(row.kind), KINDS[row.kind].label
        self.sheet.text(21, middle, label, c=colour, w=600)
        return top + (_HEADER if self.cols.narrow else 0)

    def _row(self, row: Row, top: float) -> float:
        first = _first_line(row, top)
        for index, line in enumerate(row.name):
            self.sheet.text(self.cols.place, first + index * LINE, line, w=600)
        for lane, height in zip(row.lanes, row.heights, strict=True):
            middle = _middle(lane, top, height)
            ends = (self.cols.ruler.left, middle, self.cols.ruler.right, middle)
            self.sheet.add("rule", ends, c=self.sheet.palette.ink3, d=DOTTED)
            for item in lane:
                self._item(item, top, height, middle)
            top += height
        return top

    def _item(self, item: Item, top: float, height: float, middle: float) -> None:
        box = (item.left, top + 1, item.right, top + height - 1)
        if item.span:
            self._block(item.claim, item.span, middle)
            box = (item.span.left, middle - BLOCK / 2, item.span.right, middle + BLOCK / 2)
        if item.span and is_unknown(item.claim) and item.label.where != "inside":
            self._question(item.span, middle)
        self._label(item, top + 3 + LINE / 2 if _is_tall([item]) else middle)
        if self.view.claim == item.claim.claim_id:
            self.sheet.outline((box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3))
        sentence = wording.sentence(item.claim, self.names)
        self.sheet.touch((item.left, top, item.right, top + height), item.claim, sentence)

    def _block(self, claim: Claim, block: Span, middle: float) -> None:
        palette, top, bottom = self.sheet.palette, middle - BLOCK / 2, middle + BLOCK / 2
        colour, known = palette.kind(claim.kind), claim.has_figure
        opacity = (1.0 if known else _TINT) * (1.0 if claim.is_current else _NOT_CURRENT)
        if opacity < 1 or block.rise or block.fall:
            self.sheet.add("block", (block.left, top, block.right, bottom), c=palette.page)
        for left, right, part in slices(block):
            clear = {} if opacity * part == 1 else {"o": round(opacity * part, 3)}
            self.sheet.add("block", (left, top, right, bottom), c=colour, **clear)
        style: Datum = {"w": 1} if is_told(claim) or known else {"d": DASHED}
        lines = [(block.left, y, block.right, y) for y in (top, bottom)]
        ends = [(block.left, block.start, "◂"), (block.right, block.end, "▸")]
        lines += [(x, top, x, bottom) for x, edge, _ in ends if edge is Edge.SHARP]
        for line in [] if opacity == 1 and not block.rise + block.fall else lines:
            self.sheet.add("edge", line, c=colour, **style)
        if block.onset:
            x = block.left + 1.6
            self.sheet.add("edge", (x, top - 3, x, bottom + 3), c=colour, w=3.2)
        for x, edge, arrow in ends:
            if edge is Edge.CUT:
                self.sheet.text(x, middle, arrow, a="center", c=colour, h=1)

    def _question(self, block: Span, middle: float) -> None:
        """A mark that a number exists, where its words do not fit into the block."""
        if block.right - block.left >= LINE / 2:
            self.sheet.text((block.left + block.right) / 2, middle, "?", a="center", w=700)

    def _label(self, item: Item, middle: float) -> None:
        claim, label, palette = item.claim, item.label, self.sheet.palette
        style: Datum = {} if is_told(claim) else {"w": 600}
        style |= {"c": palette.page} if label.where == "inside" and claim.has_figure else {}
        style |= {} if label.where == "inside" else {"h": 1}
        style |= {} if label.align == "left" else {"a": label.align}
        first = middle if _is_tall([item]) else middle - (len(label.lines) - 1) / 2 * LINE
        for index, line in enumerate(label.lines):
            quiet = {"w": 400, "z": NOTE, "c": palette.ink2} if index < label.quiet else {}
            self.sheet.text(label.x, first + index * LINE, line, **(style | quiet))


def _middle(lane: Sequence[Item], top: float, height: float) -> float:
    """Where a lane's dotted line runs: below its words if they stand above their blocks."""
    return top + height - LANE / 2 if _is_tall(lane) else top + height / 2


def _first_line(row: Row, top: float) -> float:
    """Where a row's name begins: level with its first lane's words."""
    if _is_tall(row.lanes[0]):
        return top + 3 + LINE / 2
    return top + row.heights[0] / 2 - (len(row.name) - 1) / 2 * LINE


def _is_tall(lane: Sequence[Item]) -> bool:
    return any(item.label.where == "above" for item in lane)


def _month_name(month: Month, unit: float, *, first: bool) -> str:
    name = wording.MONTHS[int(month[5:]) - 1]
    if unit >= _WHOLE_NAME:
        return f"{name[:3]} ’{month[2:4]}" if first or month.endswith("-01") else name[:3]
    if unit >= _SHORT_NAME:
        return name[:3]
    return name[0] if unit >= _LETTER else ""


def _begins_year(ruler: Ruler, index: int) -> bool:
    """Whether a year is written below this month: where it begins, as far as there is room."""
    month = ruler.months[index]
    if index == 0:
        return (13 - int(month[5:])) * ruler.unit >= _YEAR or len(ruler.months) == 1
    every = max(1, round(_YEAR / (12 * ruler.unit) + 0.5))
    return month.endswith("-01") and int(month[:4]) % every == 0


# ---------------------------------------------------------------- selections


def brushed_months(
    selection: Mapping[str, Any], months_: tuple[Month, ...]
) -> tuple[Month, Month] | None:
    """The first and last month that a brush covers by more than a tenth, if any."""
    ends = (selection.get(BRUSH) or {}).get(MONTH) or ()
    if len(ends) != len(("first", "last")):
        return None
    low, high = sorted(float(end) for end in ends)
    covered = [
        month
        for index, month in enumerate(months_)
        if min(high, index + 1) - max(low, index) > _LEAST_TOUCH
    ]
    return (covered[0], covered[-1]) if covered else None


def picked_claim(selection: Mapping[str, Any]) -> str | None:
    """The id of the claim that was clicked, if any."""
    points = selection.get(PICK) or ()
    # A click on the brush itself picks a point without an id.
    found = [str(point[_CLAIM]) for point in points if point.get(_CLAIM)]
    return found[-1] if found else None
