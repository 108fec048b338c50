"""How a timeline looks, whatever its claims: marks over the frames that ``timeline`` fills.

Of claims and of chosen months it knows nothing, so that a page keeps one chart while they change.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from nkmap import wording
from nkmap.figures import charts, signs
from nkmap.figures.charts import GAP, LINE, NOTE, TEXT, AnyChart, Plot, only
from nkmap.figures.drawing import Circle, Path, Rect
from nkmap.figures.lanes import BAND, HEIGHTS, INDENT, MILITARY
from nkmap.figures.spans import Edge
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import wrap
from nkmap.schema import Kind

TOP = 40.0
"""Pixels of the names of months."""
COUNTED = 2.6
"""Lines of the count of claims by month."""
DASHES = {"thin": [1, 0], "dashed": [4, 3], "thick": [1, 0]}
_WEIGHTS = {"thin": 1.0, "dashed": 1.4, "thick": 2.0}
"""The outlines of what is told, of a number that was not reported, and of a reported zero."""
_STEPS = 12
"""Stretches in which a block fades."""
_FORM = "data('form')[0]"
_MIDDLE = BAND / 2
_Y = alt.Y("line:Q", axis=None)
_FILLED = alt.Y("top:Q", axis=None), alt.Y2("below")
"""The line on which something lies, and all lines that it fills."""


@lru_cache(maxsize=32)  # Altair takes a third of a second for one
def look(own: Plot, palette: Palette, *, grouped: bool) -> alt.LayerChart:
    """The chart without its data; ``grouped`` under headers of kinds, below a count of claims.

    Whoever asks again gets the same one: copy what you change.
    """
    top = COUNTED if grouped else 0.0
    scale = alt.Scale(
        domain=[-top, alt.ExprRef("lines")], reverse=True, nice=False, padding=0
    )  # fmt: skip
    layers = [
        *_ground(own, palette),
        _heads(own, palette, alt.Y("line:Q", scale=scale, axis=None)),
        *([_signs(own, palette), *_histogram(own, palette)] if grouped else []),
        charts.brush(own, palette),
        _counts(own, palette),
        *_claims(own, palette),
    ]
    foot = ""
    if own.months:
        foot = wording.not_covered_after(wording.month(own.months[-1]))
    lines = wrap(foot, NOTE, own.width - GAP) if foot else ()
    padding = (own.left, TOP, len(lines) * LINE + 14 if lines else 2)
    made = charts.finished(layers, {}, palette, (own.width, 0), padding, lines)
    high = alt.param(name="height", expr=f"{BAND}*({top}+lines)")
    made = made.add_params(alt.param(name="lines", expr=f"{_FORM}.lines"), high)
    made.config.lineBreak = "\n"
    # What these channels mean differs from frame to frame.
    made.resolve.scale = alt.ScaleResolveMap(
        fill="independent", opacity="independent",
        strokeDash="independent", strokeWidth="independent",
    )  # fmt: skip
    return made


def _ground(own: Plot, palette: Palette) -> list[AnyChart]:
    """Months that are chosen, that no claim touches, and what comes after all of them."""
    inside = " && ".join(
        f"datum.value{way}toDate({_FORM}.{end})" for way, end in ((">=", "first"), ("<", "after"))
    )
    axis = own.axis() if own.months else None
    if axis:
        axis.labelFontWeight = {"condition": {"test": inside, "value": 700}, "value": 400}
    chosen = alt.Chart().transform_filter("isValid(datum.first)").mark_rect(
        color=palette.line, opacity=0.6
    ).encode(own.x("first"), alt.X2("after"))  # fmt: skip
    fills, strong = (
        {"silent": palette.line, "not covered": palette.land},
        {"silent": 0.45, "not covered": 1},
    )
    areas = alt.Chart().mark_rect().encode(
        own.x("first", axis), alt.X2("after"), alt.Fill("what:N", **only(fills)),
        opacity=alt.Opacity("what:O", **only(strong)),
    )  # fmt: skip
    words = alt.Chart().transform_filter("datum.what=='not covered'").mark_text(
        text="not covered", angle=90, align="left", fontSize=NOTE, color=palette.ink2,
        dx=6, xOffset=own.tail / 2,
    ).encode(own.x("first"), y=alt.value(0))  # fmt: skip
    return [charts.of("time", areas, words), charts.of("form", chosen)]


def _histogram(own: Plot, palette: Palette) -> list[AnyChart]:
    month, x = alt.Chart(), own.x("first")
    y = alt.Y("high:Q", axis=None)
    style: dict[str, Any] = {"xOffset": 1, "x2Offset": -1, "opacity": 0.7}
    bars = month.mark_rect(color=palette.border, **style).encode(
        x, alt.X2("after"), y, alt.Y2Datum(0)
    )
    numbers = month.mark_text(
        fontSize=NOTE, color=palette.ink2, baseline="bottom", dy=-3, xOffset=own.month / 2
    ).encode(x, y, alt.Text("words:N"))  # fmt: skip
    lines = ["Claims that touch the month", "claims, not people"]
    told = lines if own.left else [f"{lines[0]} ({lines[1]})"]
    words = alt.Chart(alt.InlineData([{}])).mark_text(
        text=told, align="left", fontSize=NOTE, color=palette.ink2
    ).encode(x=alt.value(-own.left), y=alt.value(10))  # fmt: skip
    return [charts.of("months", bars, numbers), words]


def _colour(palette: Palette) -> alt.Color:
    """The colour of a kind, by its name in the frames."""
    known = {"ink": palette.ink, MILITARY: palette.ink2}
    return alt.Color("shade:N", **only(known | {kind.value: palette.kind(kind) for kind in Kind}))


def _heads(own: Plot, palette: Palette, y: alt.Y) -> AnyChart:
    """The names of kinds with their signs, and of rows, each below a rule."""
    head, left = alt.Chart(), -own.left
    rules = head.mark_rule().encode(
        y, x=alt.value(left), x2=alt.value(own.across),
        color=alt.condition("datum.of=='row'", alt.value(palette.line), alt.value(palette.border)),
    )  # fmt: skip
    indents = {"part": 0.0, "kind": 22.0, "row": INDENT if own.left else 0.0}
    names = head.mark_text(
        align="left", fontWeight=600, yOffset=_MIDDLE,
        dx=alt.expr(f"{indents}[datum.of]".replace("'", '"')),
    ).encode(
        y=_Y, x=alt.value(left), text="words:N",
        color=alt.condition("datum.of=='kind'", _colour(palette), alt.value(palette.ink)),
    )  # fmt: skip
    return charts.of("heads", rules, names)


def _signs(own: Plot, palette: Palette) -> AnyChart:
    """The sign of each kind before its name."""
    looks = {kind.value: _sign(kind, palette) for kind in Kind}
    shape, fill, stroke, width, dash = (
        only({name: own[n] for name, own in looks.items()}) for n in range(5)
    )
    sign = alt.Chart().transform_filter("datum.of=='kind'").mark_point(
        size=4, opacity=1, yOffset=_MIDDLE - 8
    ).encode(
        _Y, alt.Shape("shade:N", **shape), alt.Fill("shade:N", **fill),
        alt.Stroke("shade:N", **stroke), alt.StrokeWidth("shade:N", **width),
        alt.StrokeDash("shade:N", **dash), x=alt.value(-own.left),
    )  # fmt: skip
    return charts.of("heads", sign)


def _sign(kind: Kind, palette: Palette) -> tuple[str, str, str, float, list[float]]:
    """The sign of a kind as the shape of a point, its fill, and its line."""
    (shape,) = signs.glyph(kind).parts
    if isinstance(shape, Circle):
        r = shape.radius
        path = f"M{shape.x - r} {shape.y}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0Z"
    elif isinstance(shape, Rect):
        path = f"M{shape.x} {shape.y}h{shape.width}v{shape.height}h{-shape.width}Z"
    else:
        assert isinstance(shape, Path)
        path = shape.data
    own, colour = shape.paint, palette.kind(kind)
    fill = {"": "transparent", "page": palette.page}.get(own.fill, colour)
    stroke, width = (colour, own.width) if own.stroke else ("transparent", 0)
    return path, fill, stroke, width, list(own.dash) or [1, 0]


def _claims(own: Plot, palette: Palette) -> list[AnyChart]:
    """A line of dots for each claim, its block, its words, and what a hand hits."""
    claim, colour = alt.Chart(), _colour(palette)
    first, after = own.x("first"), alt.X2("after")
    size = alt.Size("size:O", **only(HEIGHTS))
    dated = claim.transform_filter("isValid(datum.first)")
    dots = claim.transform_filter("isValid(datum.shade)").mark_rule(
        color=palette.ink3, strokeDash=[1, 4], yOffset=_MIDDLE
    ).encode(_Y, x=alt.value(0), x2=alt.value(own.across - own.tail))  # fmt: skip
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
    blocks = stretches.encode(own.x("begin"), alt.X2("finish"), _Y, size, colour, opacity)
    lines = alt.Chart().mark_rule().encode(
        first, after, alt.Y("upper:Q", axis=None), alt.Y2("lower"), colour,
        alt.StrokeDash("outline:O", **only(DASHES)), alt.StrokeWidth("outline:O", **only(_WEIGHTS)),
    )  # fmt: skip
    points = [
        dated.transform_filter(f"datum.{end}=='{Edge.CUT}'")
        .mark_point(shape=f"triangle-{way}", size=60, opacity=1, filled=True, yOffset=_MIDDLE)
        .encode(own.x(field), _Y, colour)
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
        "fontSize": TEXT if own.left else NOTE, "yOffset": _MIDDLE,
    }  # fmt: skip
    halo: dict[str, Any] = {"stroke": palette.page, "strokeWidth": 4, "strokeJoin": "round"}
    words = [
        claim.mark_text(**style, **also).encode(own.x("at"), _FILLED[0], alt.Text("words:N"))
        for also in (halo, {})
    ]
    touch = charts.touch(own.x("from"), alt.X2("to"), *_FILLED)
    over = sign.encode(own.x("middle"), _Y, alt.Text("sign:N")), framed.encode(first, after, _Y)
    return [
        charts.of("claims", dots, under, blocks),
        charts.of("edges", lines),
        charts.of("claims", *points, *over, *words, touch),
    ]


def _counts(own: Plot, palette: Palette) -> AnyChart:
    """How many claims touch each month: the more, the darker."""
    cell, x = alt.Chart(), own.x("first")
    dark = alt.Opacity("claims:Q", scale=alt.Scale(domainMin=0, range=[0.08, 0.6]), legend=None)
    cells = cell.transform_calculate(below="datum.line+1").mark_rect().encode(
        x, alt.X2("after"), _Y, alt.Y2("below"), _colour(palette), opacity=dark
    )  # fmt: skip
    numbers = cell.mark_text(fontSize=NOTE, xOffset=own.month / 2, yOffset=_MIDDLE)
    return charts.of("counts", cells, numbers.encode(x, _Y, alt.Text("words:N")))
