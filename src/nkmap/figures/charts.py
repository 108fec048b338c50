"""What all charts have in common: their data, months as an axis, colours, and what a hand chooses.

A chart is made of frames, one row for each thing that is drawn, and layers of marks that encode
them. Marks that lead to a claim hold its id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple, TypeVar

import altair as alt

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.spans import ends
from nkmap.figures.symbols import FONT, Palette
from nkmap.figures.typography import wrap
from nkmap.months import Month

AnyChart = alt.Chart | alt.LayerChart
Drawn = alt.LayerChart | alt.VConcatChart
Rows = Sequence[Mapping[str, Any]]

CLAIM = "claim_id"
MONTH, PICK, BRUSH = "month", "pick", "brush"
"""The brush's field and the names of the two selections."""
NARROW = 560.0
"""Charts narrower than this are set for a phone."""
TEXT, NOTE, LINE, GAP, BETWEEN = 13.0, 12.0, 15.0, 8.0, 24.0
"""Sizes of labels and of notes, the height of a line, what keeps things apart, and panels."""
MANY_ROWS = 100
"""Rows from which a layer's are handed over as text."""
_WHOLE_NAME, _LETTER, _YEAR = 30.0, 11.0, 38.0
"""Pixels a month needs for "Jan" and for "J"; and those a year needs."""


@dataclass(frozen=True)
class Plot:
    """A chart's size, and where in it the months lie; what is after them is not covered."""

    width: float
    left: float
    months: tuple[Month, ...]
    tail: float = 24.0

    @property
    def across(self) -> float:
        """Pixels of the plot itself."""
        return self.width - self.left

    @property
    def ends(self) -> tuple[date, date]:
        """The first day of the months and the first after them."""
        return ends(self.months) if self.months else (date(2000, 1, 1), date(2000, 2, 1))

    @property
    def domain(self) -> tuple[date, date]:
        """The first day of the plot and the one where it ends."""
        opening, closing = self.ends
        days = (closing - opening).days
        beyond = round(days * self.tail / (self.across - self.tail)) if self.months else 0
        return opening, closing + timedelta(beyond)

    @property
    def day(self) -> float:
        """Pixels of a day."""
        first, last = self.domain
        return self.across / (last - first).days

    @property
    def month(self) -> float:
        """Pixels of a month, of those that are equal."""
        opening, closing = self.ends
        return self.day * (closing - opening).days / max(len(self.months), 1)

    def pixel(self, day: date) -> float:
        """Where in the whole chart a day begins."""
        return self.left + (day - self.domain[0]).days * self.day

    @property
    def edges(self) -> list[float]:
        """Where in the whole chart each month begins, and the last one ends."""
        days = [*map(months.first_day, self.months), self.ends[1]]
        return [self.pixel(day) for day in days]

    def days(self, pixels: float) -> int:
        """The days that fill so many pixels at least."""
        return -int(-pixels // self.day)

    def x(self, field: str, axis: alt.Axis | None = None) -> alt.X:
        """A field of days along the plot; the one with the axis brings the scale."""
        if axis is None:
            return alt.X(f"{field}:T", axis=None)
        scale = alt.Scale(type="utc", domain=[day.isoformat() for day in self.domain], nice=False)
        return alt.X(f"{field}:T", scale=scale, axis=axis, title=None)

    def axis(self, chosen: tuple[date, date] | None = None, orient: Any = "top") -> alt.Axis:
        """Months and years as far as there is room; the ``chosen`` in bold."""
        has_letters, has_names = self.month >= _LETTER, self.month >= _WHOLE_NAME
        years = self._years()
        month = f"slice(utcFormat(datum.value,'%b'),0,{3 if has_names else 1})"
        is_named = f"indexof({years},utcFormat(datum.value,'%Y-%m'))>=0"
        year = f"{is_named}?utcFormat(datum.value,'%Y'):''"
        bold: Any = alt.Undefined
        if chosen:
            first, last = (f"toDate('{day.isoformat()}')" for day in chosen)
            inside = f"datum.value>={first}&&datum.value<{last}"
            bold = {"condition": {"test": inside, "value": 700}, "value": 400}
        shown = self.months if has_letters else years
        return alt.Axis(
            orient=orient,
            values=[months.first_day(month).isoformat() for month in shown],
            labelExpr=f"[{month},{year}]" if has_letters else year,
            labelOffset=self.month / 2 if has_letters else 12,
            labelFontWeight=bold,
            labelLineHeight=LINE,
            labelOverlap=False,
            labelPadding=4 + LINE if orient == "top" and has_letters else 4,
        )

    def _years(self) -> list[Month]:
        """Where a year is named: at its first month, if its name has room before the next one."""
        found, free = [], len(self.months) * self.month + self.tail
        for index, month in reversed(list(enumerate(self.months))):
            starts = index == 0 or month.endswith("-01")
            if starts and (free - index * self.month >= _YEAR or len(self.months) == 1):
                found.append(month)
                free = index * self.month
        return found


def of(name: str, *layers: alt.Chart) -> alt.LayerChart:
    """Layers that all draw the rows of one frame."""
    axes = alt.Resolve(axis=alt.AxisResolveMap(x="independent"))
    return alt.LayerChart(layer=list(layers), data=alt.NamedData(name), resolve=axes)


def only(values: Mapping[str, Any]) -> dict[str, Any]:
    """The scale of a field with these values, each with how it looks."""
    # Left to itself a size or an opacity of a word is a place on a line from the first to the last.
    scale = alt.Scale(type="ordinal", domain=list(values), range=list(values.values()))
    return {"scale": scale, "legend": None}


def told(claim: Claim, sentence: str) -> dict[str, str]:
    """What a mark says under a pointer: the claim's sentence, its time and its speaker."""
    return {
        CLAIM: claim.claim_id,
        "says": sentence,
        "dated": wording.dated(claim),
        "by": wording.told_by(claim),
    }


def touch(*encodings: Any, **style: Any) -> alt.Chart:
    """The areas that tell what a claim says and open it, of the frame of the layers around it."""
    heads = {"says": "Claim", "dated": "When", "by": "Said by"}
    tips = [alt.Tooltip(f"{name}:N", title=title) for name, title in heads.items()]
    pick = alt.selection_point(name=PICK, fields=[CLAIM], empty=False, toggle=False)
    area = alt.Chart(name="touch").mark_rect(opacity=0, aria=True, cursor="pointer", **style)
    chart: alt.Chart = area.encode(
        *encodings, tooltip=tips, description=alt.Description("says:N")
    ).add_params(pick)
    return chart


def brush(plot: Plot, palette: Palette) -> alt.Chart:
    """A brush over the months, on a layer of its own whose field a page can read."""
    style = alt.BrushConfig(
        fill=palette.ink, fillOpacity=0.1, stroke=palette.ink, strokeOpacity=0.5
    )
    area = alt.selection_interval(name=BRUSH, encodings=["x"], mark=style)
    first = alt.InlineData([{MONTH: plot.domain[0].isoformat()}])
    chart: alt.Chart = (
        alt.Chart(first, name="time").mark_rule(opacity=0).encode(plot.x(MONTH)).add_params(area)
    )
    return chart


_Made = TypeVar("_Made", alt.LayerChart, alt.VConcatChart)


def _dressed(made: _Made, frames: Mapping[str, Rows], palette: Palette) -> _Made:
    """A chart with its data, and with how texts and axes look in every chart."""
    made.background = "transparent"
    made.config = alt.Config(
        font=f"{FONT}, sans-serif",
        mark=alt.MarkConfig(aria=False),
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(color=palette.ink, fontSize=TEXT, lineHeight=LINE, baseline="middle"),
        title=alt.TitleConfig(
            color=palette.ink2, fontSize=NOTE, fontWeight="normal", anchor="start", lineHeight=LINE
        ),
        axis=alt.AxisConfig(
            domain=False, ticks=False, title=None, gridColor=palette.line,
            labelColor=palette.ink2, labelFontSize=NOTE,
        ),
        headerFacet=alt.HeaderConfig(
            title=None, labelAnchor="start", labelFontWeight=600, labelFontSize=TEXT,
            labelColor=palette.ink, labelPadding=6,
        ),
    )  # fmt: skip
    # Last, because every other step copies the chart with its data.
    made.datasets = {name: records(frame) for name, frame in frames.items()}
    return made


def finished(
    layers: Sequence[AnyChart],
    frames: Mapping[str, Rows],
    palette: Palette,
    size: tuple[float, float],
    padding: tuple[float, float, float],
    foot: Sequence[str] = (),
) -> alt.LayerChart:
    """Layers and their data as a chart; its plot's size, and padding left, above and below.

    ``foot`` are lines below it.
    """
    left, top, bottom = padding
    made = alt.LayerChart(
        layer=layers,
        width=size[0] - left,
        height=size[1],
        autosize="none",
        padding={"left": left, "top": top, "right": 0, "bottom": bottom},
        title=alt.Title(list(foot), orient="bottom", offset=10) if foot else alt.Undefined,
        # Not all layers have rows, and each brings its own axes or none.
        resolve=alt.Resolve(axis=alt.AxisResolveMap(x="independent", y="independent")),
    )
    return _dressed(made, frames, palette)


class Grid(NamedTuple):
    """In how many columns panels stand, and how wide each is."""

    columns: int
    width: float


def grid_of(count: int, least: float, width: float) -> Grid:
    """The columns of so many panels, each of a width at least, as far as there is room."""
    columns = max(1, min(count, int(width // least)))
    return Grid(columns, (width - BETWEEN * (columns - 1)) // columns - 1)


def panels(
    heads: Sequence[str],
    rows: Rows,
    layers: Sequence[alt.Chart],
    palette: Palette,
    grid: Grid,
    high: Any,
    key: str,
    *,
    scales: Literal["independent", "shared"],
) -> alt.VConcatChart:
    """Panels of one frame beside and below each other, each under its head, all under a key."""
    # Heads are data: the chart looks them up, and none is a part of what it works out.
    head = alt.Header(labelExpr="heads[datum.value]", labelLimit=grid.width)
    axes = alt.AxisResolveMap(x="independent", y="independent")
    facet = alt.FacetChart(
        data=alt.NamedData("rows"),
        facet=alt.FacetFieldDef(field="panel", type="ordinal", header=head),
        spec=alt.LayerChart(
            layer=layers, width=grid.width, height=high, resolve=alt.Resolve(axis=axes)
        ),
        columns=grid.columns,
        spacing={"column": BETWEEN, "row": BETWEEN},
        bounds="full",
        resolve=alt.Resolve(axis=axes, scale=alt.ScaleResolveMap(x=scales, y=scales)),
    )
    lines = list(wrap(key, NOTE, grid.width * grid.columns))
    made = alt.VConcatChart(
        vconcat=[facet],
        params=[alt.VariableParameter(name="heads", value=list(heads))],
        title=alt.Title(lines, offset=14) if key else alt.Undefined,
        padding={"left": 1, "right": 0, "top": 0, "bottom": 6},
    )
    return _dressed(made, {"rows": rows}, palette)


def records(rows: Rows) -> list[dict[str, Any]]:
    """The rows of a frame as JSON takes them."""
    return [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
            if value is not None
        }
        for row in rows
    ]


def size(chart: alt.LayerChart) -> tuple[float, float]:
    """How wide and how high a chart is, in pixels."""
    around = chart.padding
    return (
        float(chart.width) + around["left"] + around["right"],
        float(chart.height) + around["top"] + around["bottom"],
    )


def claim_ids(chart: Drawn) -> tuple[str, ...]:
    """Every claim drawn in a chart, as its data say."""
    marks = (mark for data in chart.datasets.values() for mark in data)
    return tuple(dict.fromkeys(mark[CLAIM] for mark in marks if CLAIM in mark))


def self_contained(chart: Drawn, many: float = MANY_ROWS) -> dict[str, Any]:
    """A chart as Vega-Lite whose layers hold their own rows; ``many`` of them as text.

    Named datasets would be sent as one Arrow table each, which is ten times as much.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)  # a third of the time; tests validate
    held = {name: _inline(rows, many) for name, rows in spec.pop("datasets").items()}
    if "data" in spec:
        # Altair lifts the data of an only chart to the top, where Streamlit takes them for Arrow.
        spec["vconcat"][0]["data"] = spec.pop("data")
    parts = [spec]
    while parts:
        part = parts.pop()
        if "name" in part.get("data", {}):
            part["data"] = held[part["data"]["name"]]
        parts += [*part.get("layer", ()), *part.get("vconcat", ())]
        parts += [part["spec"]] if "spec" in part else []
    return spec


def _inline(held: list[dict[str, Any]], many: float) -> dict[str, Any]:
    """Rows as Vega-Lite's inline data.

    Streamlit writes and reads a spec again and again in each run, for each reader. As text, many
    rows take it a quarter of the time; escaped, they are longer on their way, so few are not.
    """
    if len(held) < many:
        return {"values": held}
    return {"values": json.dumps(held, separators=(",", ":")), "format": {"type": "json"}}
