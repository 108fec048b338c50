"""How charts look, whatever their claims: texts, axes, what a hand chooses, and a timeline's marks.

A chart is made of frames, one row for each thing that is drawn, and layers of marks that encode
them. Marks that lead to a claim hold its id. A timeline's layers know nothing of claims and of
chosen months, which ``timeline`` puts into frames: a page keeps one chart while they change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt

from nkmap.claim import Claim
from nkmap.dates import first_day_of
from nkmap.figures.colours import FONT, Palette
from nkmap.figures.time_scale import Edge, TimeScale
from nkmap.figures.typography import wrap
from nkmap.wording import TEXTS, dates, sentences

CLAIM, PICK = "claim_id", "pick"
"""The field that holds a claim's id, and the name of the selection that picks one."""
TEXT, NOTE, LINE, GAP = 13.0, 12.0, 15.0, 8.0
"""Sizes of labels and of notes, the height of a line, and what keeps things apart."""
Spec = dict[str, Any]
"""A chart as Vega-Lite, its frames among it."""
OWN_AXES = alt.AxisResolveMap(x="independent", y="independent")
"""Layers and panels that share no axis."""


def specification(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    """Give a chart as Vega-Lite; tests validate it, which takes Altair twice as long."""
    found: Spec = chart.to_dict(validate=False)
    return found


def tooltip(claim: Claim, sentence: str) -> dict[str, str]:
    """The fields of a mark's tooltip: the claim's sentence, its time and its speaker."""
    return {
        CLAIM: claim.claim_id,
        "says": sentence,
        "dated": dates.dated(claim),
        "by": sentences.said_by(claim),
    }


def touch_areas(*encodings: Any, **style: Any) -> alt.Chart:
    """Make the invisible areas that show the tooltip of a claim and open it."""
    heads = {"says": "Claim", "dated": "When", "by": "Said by"}
    tips = [alt.Tooltip(f"{name}:N", title=title) for name, title in heads.items()]
    pick = alt.selection_point(name=PICK, fields=[CLAIM], empty=False, toggle=False)
    area = alt.Chart(name="touch").mark_rect(opacity=0, aria=True, cursor="pointer", **style)
    chart: alt.Chart = area.encode(
        *encodings, tooltip=tips, description=alt.Description("says:N")
    ).add_params(pick)
    return chart


def config(palette: Palette) -> alt.Config:
    """The Vega-Lite configuration of every chart."""
    return alt.Config(
        font=f"{FONT}, sans-serif",
        background="transparent",
        lineBreak="\n",
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
    )  # fmt: skip


def records(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a frame for JSON: dates as ISO 8601, fields that are ``None`` left out."""
    return [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
            if value is not None
        }
        for row in rows
    ]


BRUSH, MONTH = "brush", "month"
"""The name of the selection of months, and its field."""
# ---------------------------------------------------------------- a timeline

TOP, _FOOT = 40.0, 14.0
"""Pixels of the names of months, and of what is left free at the foot."""
BAND, INDENT = 24.0, 14.0
"""Pixels of a line, and of what the names of rows stand in by; rows of frames lie at lines, counted
from above."""
_WHOLE_NAME, _LETTER, _YEAR = 30.0, 11.0, 38.0
"""Pixels a month needs for "Jan" and for "J"; and those a year needs."""
_DASHES = {"thin": [1, 0], "dashed": [4, 3], "thick": [1, 0], "dotted": [1.5, 2.5]}
_WEIGHTS = {"thin": 1.0, "dashed": 1.4, "thick": 2.0, "dotted": 1.4}
"""The outlines of what is told, of a number that was not reported, of a reported zero, and of what
was looked for and not found."""
_STEPS = 12
"""Stretches in which a block fades."""
_FORM = "data('form')[0]"
_MIDDLE = BAND / 2
_Y = alt.Y("line:Q", axis=None)
_SHADE = alt.Color("shade:N", legend=None)
_FILLED = alt.Y("top:Q", axis=None), alt.Y2("below")
"""The line on which something lies, and all lines that it fills."""


@lru_cache(maxsize=128)
def empty_chart(time: TimeScale, palette: Palette) -> Spec:
    """Make the chart without its rows; whoever asks again gets the same one."""
    made = _of_no_months(replace(time, months=()), palette)
    if not time.months:
        return made
    areas, *others = made["layer"]
    solid, hollow, numbers, words = areas["layer"]
    solid = solid | {"encoding": solid["encoding"] | {"x": _months(time)}}
    numbers = numbers | {"mark": numbers["mark"] | {"xOffset": time.month / 2}}
    note = TEXTS["not_covered_after"].format(month=dates.month(time.months[-1]))
    lines = [*wrap(note, NOTE, time.width - GAP)]
    # From the picture's edge: what bounds the marks may begin beyond it.
    foot = alt.Title(lines, orient="bottom", offset=10, frame="group", dx=-time.left)
    return made | {
        "layer": [areas | {"layer": [solid, hollow, numbers, words]}, *others],
        "padding": made["padding"] | {"bottom": len(lines) * LINE + _FOOT},
        "title": foot.to_dict(validate=False),
    }


@lru_cache(maxsize=128)  # Altair takes a quarter of a second for one
def _of_no_months(time: TimeScale, palette: Palette) -> Spec:
    """Make what is the same whatever the months are."""
    scale = alt.Scale(domain=[0, alt.ExprRef("lines")], reverse=True, nice=False, padding=0)
    made = alt.LayerChart(
        layer=[
            _areas(time, palette),
            _heads(time, palette, alt.Y("line:Q", scale=scale, axis=None)),
            _signs(time, palette),
            _brush(palette),
            _claims(time, palette),
        ],
        width=time.across,
        autosize="none",
        padding={"left": time.left, "top": TOP, "right": 0, "bottom": _FOOT},
        config=config(palette),
        params=[
            alt.VariableParameter(name="lines", expr=f"{_FORM}.lines"),
            alt.VariableParameter(name="height", expr=f"{BAND}*lines"),
        ],
        # Not all layers have rows, and what these channels mean differs from frame to frame.
        resolve=alt.Resolve(axis=OWN_AXES, scale=alt.ScaleResolveMap(
            fill="independent", opacity="independent",
            strokeDash="independent", strokeWidth="independent",
        )),
    )  # fmt: skip
    return specification(made)


def _months(time: TimeScale) -> Any:
    """Encode the first day of what is shaded, with the scale and the axis of all layers."""
    scale = alt.Scale(type="utc", domain=[day.isoformat() for day in time.domain], nice=False)
    first = alt.X("first:T", scale=scale, axis=_axis(time), title=None)
    return first.to_dict(validate=False)


def size(chart: Spec) -> tuple[float, float]:
    """Width and height of a chart with its padding, in pixels."""
    around = chart["padding"]
    return (
        float(chart["width"]) + around["left"] + around["right"],
        float(chart["height"]) + around["top"] + around["bottom"],
    )


def _only(values: Mapping[str, Any]) -> dict[str, Any]:
    """Make an ordinal scale that maps each value to how it looks, without a legend."""
    # Left to itself a size or an opacity of a word is a place on a line from the first to the last.
    scale = alt.Scale(type="ordinal", domain=list(values), range=list(values.values()))
    return {"scale": scale, "legend": None}


def _of(name: str, *layers: alt.Chart) -> alt.LayerChart:
    """Layers that all draw the rows of one frame."""
    return alt.LayerChart(
        layer=list(layers), data=alt.NamedData(name), resolve=alt.Resolve(axis=OWN_AXES)
    )


def _days(field: str) -> alt.X:
    """Encode a field of days along the plot; what is shaded brings the scale and the axis."""
    return alt.X(f"{field}:T", axis=None)


def _axis(time: TimeScale) -> alt.Axis:
    """Months and years as far as there is room; those chosen are bold."""
    years = [month for month in time.months[1:] if month.endswith("-01")]
    # The first year only where its name has room before the next one.
    if not years or time.pixel(first_day_of(years[0])) - time.left >= _YEAR:
        years.insert(0, time.months[0])
    letters = 3 if time.month >= _WHOLE_NAME else 1 if time.month >= _LETTER else 0
    month = f"slice(utcFormat(datum.value,'%b'),0,{letters})"
    year = f"indexof({years},utcFormat(datum.value,'%Y-%m'))>=0?utcFormat(datum.value,'%Y'):''"
    chosen = f"datum.value>=toDate({_FORM}.first)&&datum.value<toDate({_FORM}.after)"
    return alt.Axis(
        orient="top",
        values=[first_day_of(month).isoformat() for month in (time.months if letters else years)],
        labelExpr=f"[{month},{year}]" if letters else year,
        labelOffset=time.month / 2 if letters else 12,
        labelLineHeight=LINE,
        labelBound=GAP,
        labelOverlap=not letters,
        labelSeparation=GAP,
        labelPadding=4 + LINE if letters else 4,
        labelFontWeight={"condition": {"test": chosen, "value": 700}, "value": 400},
    )


def _brush(palette: Palette) -> alt.Chart:
    """A brush over the months, on a layer of its own whose field a page can read."""
    style = alt.BrushConfig(
        fill=palette.ink, fillOpacity=0.1, stroke=palette.ink, strokeOpacity=0.5
    )
    area = alt.selection_interval(name=BRUSH, encodings=["x"], mark=style)
    rule = alt.Chart(alt.NamedData("form"), name="time").mark_rule(opacity=0)
    chart: alt.Chart = rule.encode(_days(MONTH)).add_params(area)
    return chart


def _areas(time: TimeScale, palette: Palette) -> alt.LayerChart:
    """What is shaded, and how many claims touch each month."""
    area, high = alt.Chart(), alt.Y("high:Q", axis=None)
    solid = area.transform_filter("!datum.hollow").mark_rect(stroke=palette.page).encode(
        _days("first"), alt.X2("after"), high, alt.Y2("line"), _SHADE,
        alt.Opacity("full:Q", scale=None),
    )  # fmt: skip
    hollow = area.transform_filter("datum.hollow").mark_rect(
        filled=False, strokeDash=[4, 3], strokeWidth=1.2, opacity=1
    ).encode(_days("first"), alt.X2("after"), high, alt.Y2("line"), _SHADE)  # fmt: skip
    numbers = area.transform_filter("datum.words").mark_text(
        fontSize=NOTE, color=palette.ink2, baseline="bottom", dy=-3, xOffset=time.month / 2
    ).encode(_days("first"), high, alt.Text("words:N"))  # fmt: skip
    words = area.transform_filter("datum.shade=='land'").mark_text(
        text="not covered", angle=90, align="left", fontSize=NOTE, color=palette.ink2,
        dx=6, xOffset=time.tail / 2,
    ).encode(_days("first"), y=alt.value(0))  # fmt: skip
    return _of("areas", solid, hollow, numbers, words)


def _heads(time: TimeScale, palette: Palette, y: alt.Y) -> alt.LayerChart:
    """The names of kinds with their signs, and of rows, each below a rule."""
    head, left = alt.Chart(), -time.left
    rules = head.mark_rule().encode(
        y, x=alt.value(left), x2=alt.value(time.across),
        color=alt.condition("datum.of=='row'", alt.value(palette.line), alt.value(palette.border)),
    )  # fmt: skip
    # The colours of all frames, by their names in them.
    shade = alt.Color("shade:N", **_only(palette.named))
    indents = {"part": 0.0, "kind": 22.0, "row": INDENT if time.left else 0.0}
    names = head.mark_text(
        align="left", fontWeight=600, yOffset=_MIDDLE,
        dx=alt.expr(f"{indents}[datum.of]".replace("'", '"')),
    ).encode(
        y=_Y, x=alt.value(left), text="words:N",
        color=alt.condition("datum.of=='kind'", shade, alt.value(palette.ink)),
    )  # fmt: skip
    return _of("heads", rules, names)


def _signs(time: TimeScale, palette: Palette) -> alt.LayerChart:
    """The sign of each kind before its name."""
    paints = _only({**palette.named, "": "transparent"})
    sign = alt.Chart().transform_filter("datum.of=='kind'").mark_point(
        size=4, opacity=1, yOffset=_MIDDLE - 8, strokeDash=alt.expr("datum.dashed?[3,2]:[1,0]")
    ).encode(
        _Y, alt.Shape("glyph:N", scale=None), alt.Fill("fill:N", **paints),
        alt.Stroke("stroke:N", **paints), alt.StrokeWidth("width:Q", scale=None),
        x=alt.value(-time.left),
    )  # fmt: skip
    return _of("heads", sign)


def _claims(time: TimeScale, palette: Palette) -> alt.LayerChart:
    """A line for each claim, its block, its words, and what a hand hits."""
    claim = alt.Chart()
    first, after = _days("first"), alt.X2("after")
    size = alt.Size("high:Q", scale=None)
    dated = claim.transform_filter("isValid(datum.first)")
    line = claim.transform_filter("datum.shade&&datum.words").mark_rule(
        color=palette.line, yOffset=_MIDDLE
    ).encode(_Y, x=alt.value(0), x2=alt.value(time.across - time.tail))  # fmt: skip
    # On the page's colour: what is faint shows nothing behind it.
    under = dated.mark_bar(color=palette.page, yOffset=_MIDDLE).encode(first, after, _Y, size)
    # Stretches that lie on each other rise in even steps; each holds the next, so no seam shows.
    steps = dated.transform_calculate(n=f"datum.rise+datum.fall>0?{_STEPS}:1")
    steps = steps.transform_calculate(step="sequence(datum.n)").transform_flatten(["step"])
    stretches = steps.transform_calculate(
        begin="+toDate(datum.first)+864e5*datum.rise*datum.step/datum.n",
        finish="+toDate(datum.after)-864e5*datum.fall*datum.step/datum.n",
        seen="round(1e3*datum.full/(datum.n-datum.full*datum.step))/1e3",
    ).mark_bar(yOffset=_MIDDLE)
    opacity = alt.Opacity("seen:Q", scale=None)
    blocks = stretches.encode(_days("begin"), alt.X2("finish"), _Y, size, _SHADE, opacity)
    points = [
        dated.transform_filter(f"datum.{end}=='{Edge.CUT}'")
        .mark_point(shape=f"triangle-{way}", size=60, opacity=1, filled=True, yOffset=_MIDDLE)
        .encode(_days(field), _Y, _SHADE)
        for end, field, way in (("start", "first", "left"), ("end", "after", "right"))
    ]
    sign = claim.transform_filter("datum.sign").transform_calculate(
        middle="(+toDate(datum.first)+toDate(datum.after))/2"
    ).mark_text(fontWeight=700, yOffset=_MIDDLE)  # fmt: skip
    framed = dated.transform_filter("datum.chosen").mark_bar(
        fillOpacity=0, stroke=palette.ink, strokeWidth=2, size=22, yOffset=_MIDDLE
    )
    # Over a halo. What is told may be cut, a figure never.
    style: dict[str, Any] = {
        "align": alt.expr("datum.align"), "fontWeight": alt.expr("datum.weight"),
        "fontSize": TEXT if time.left else NOTE, "yOffset": _MIDDLE, "xOffset": -time.left,
    }  # fmt: skip
    halo: dict[str, Any] = {"stroke": palette.page, "strokeWidth": 4, "strokeJoin": "round"}
    words = [
        claim.mark_text(**style, **also).encode(
            alt.X("at:Q", scale=None, axis=None), _FILLED[0], alt.Text("words:N")
        )
        for also in (halo, {})
    ]
    pixels = alt.X("from:Q", scale=None, axis=None), alt.X2("to")
    touch = touch_areas(*pixels, *_FILLED, xOffset=-time.left, x2Offset=-time.left)
    over = sign.encode(_days("middle"), _Y, alt.Text("sign:N")), framed.encode(first, after, _Y)
    lines = _outlines(dated)
    return _of("claims", line, under, blocks, *lines, *points, *over, *words, touch)


def _outlines(dated: alt.Chart) -> Iterator[alt.Chart]:
    """Lines around what is not solid; an end that fades has none."""
    dash = alt.StrokeDash("outline:O", **_only(_DASHES))
    line = _Y, _SHADE, dash, alt.StrokeWidth("outline:O", **_only(_WEIGHTS))
    outlined = dated.transform_filter("datum.outline")
    upper, lower = (alt.expr(f"{_MIDDLE}{way}datum.high/2") for way in "-+")
    for side in (upper, lower):
        yield outlined.mark_rule(yOffset=side).encode(_days("first"), alt.X2("after"), *line)
    for end, field in (("start", "first"), ("end", "after")):
        sharp = outlined.transform_filter(f"datum.{end}=='{Edge.SHARP}'")
        drawn = sharp.mark_rule(yOffset=upper, y2Offset=lower)
        yield drawn.encode(_days(field), alt.Y2("line"), *line)
