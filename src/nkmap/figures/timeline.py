"""The timeline: which claims touch which months, and how finely each is dated.

It serves the strip below the map, with one kind, and the Timeline page, with all. A block's form
is its date; its fill says whether a number was reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import charts, crowd, signs
from nkmap.figures.charts import CLAIM, GAP, LINE, NOTE, TEXT, AnyChart, Plot, only
from nkmap.figures.drawing import Circle, Path, Rect
from nkmap.figures.lanes import (
    BAND,
    INDENT,
    MILITARY,
    Lines,
    by_row,
    has_figures,
    plot,
    row_name,
    shade,
)
from nkmap.figures.spans import Edge, ends
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month
from nkmap.schema import KINDS, Kind
from nkmap.view import View

NO_CLAIM = "No claim matches."
_NAMES = 40.0
"""Pixels of the names of months."""
_COUNTED = 2.6
"""Lines of the count of claims by month."""
HEIGHTS = {"dated": 14, "year": 6}
"""Pixels of a block; a whole year is thin."""
DASHES = {"thin": [1, 0], "dashed": [4, 3], "thick": [1, 0]}
_WEIGHTS = {"thin": 1.0, "dashed": 1.4, "thick": 2.0}
"""The outlines of what is told, of a number that was not reported, and of a reported zero."""
_STEPS = 12
"""Stretches in which a block fades."""
_Y = alt.Y("line:Q", axis=None)
_FILLED = alt.Y("top:Q", axis=None), alt.Y2("below")
"""The line on which something lies, and all lines that it fills."""


def timeline(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    view: View,
    palette: Palette,
    width: float,
    silence: Sequence[tuple[int, int]] | None = None,
    *,
    is_strip: bool = False,
    counted: bool = False,
) -> alt.LayerChart:
    """All kinds, each under its own header, below a count of claims by month; ``width`` in pixels.

    Months without a claim are shaded: those of ``silence``, which may be told of more claims than
    those shown. ``is_strip`` for the claims of one scene, below its map, with neither headers nor
    a count. Very many are counted by month, or all in a picture too small to draw each claim.
    """
    grouped = not is_strip
    frames: dict[str, Sequence[Mapping[str, Any]]] = {}
    if counted or len(claims) > crowd.MOST_DRAWN:
        counted = True
        found = crowd.counts(claims, names, grouped=grouped)
        own = plot([row.name for row in found], months_, width)
        made, frames["counts"] = crowd.lines(found, own)
    else:
        rows = by_row(claims)
        labels = {key: row_name(key, names, grouped=grouped) for key in rows}
        own = plot(list(labels.values()), months_, width)
        made = _lines(rows, labels, own, names, palette, grouped=grouped)
        for row in made.rows:
            row["chosen"] = row[CLAIM] == view.claim
    if silence is None:
        silence = silent(claims, months_) if grouped else ()
    top = _COUNTED if grouped else 0.0
    count = max(made.count, 1 if claims else 2)
    scale = alt.Scale(domain=[-top, count], reverse=True, nice=False, padding=0)
    chosen = _chosen(months_, view)
    frames |= {"heads": made.heads, "claims": made.rows, "time": _time(own, silence, chosen)}
    layers = [_ground(own, palette, own.axis(chosen) if months_ else None)]
    layers.append(_heads(own, palette, alt.Y("line:Q", scale=scale, axis=None)))
    if grouped:
        frames["months"] = _months(claims, own)
        layers += _histogram(own, palette)
    layers.append(charts.brush(own, palette))
    layers += _counts(own, palette) if counted else [_claims(own, palette)]
    foot = wrap(_foot(claims, months_), NOTE, width - GAP)
    padding = (own.left, _NAMES, len(foot) * LINE + 14 if foot else 2)
    high = (top + count) * BAND
    drawn = charts.finished(layers, frames, palette, (width, high), padding, foot)
    drawn.usermeta = {"left": own.left, "top": _NAMES + top * BAND}
    return drawn


def silent(claims: Sequence[Claim], months_: Sequence[Month]) -> tuple[tuple[int, int], ...]:
    """Stretches of months that no claim touches, as first and last index; the last one excluded.

    A claim that gives only a year touches all its months; one with an open start, its last.
    """
    counts = crowd.within((claim.least_days for claim in claims if claim.least_days), months_)
    found = (list(own) for _, own in groupby(range(len(counts)), lambda index: counts[index] > 0))
    return tuple((own[0], own[-1] + 1) for own in found if not counts[own[0]])


def _lines(
    rows: Mapping[Any, Sequence[Claim]],
    labels: Mapping[Any, str],
    own: Plot,
    names: Mapping[str, str],
    palette: Palette,
    *,
    grouped: bool,
) -> Lines:
    made, before = Lines(own), None
    for key, claims in rows.items():
        kind: Kind = key[0]
        if grouped and kind is not before:
            if not has_figures(kind) and (before is None or has_figures(before)):
                made.heading("No figure")
            sign = _sign_of(kind, palette)
            made.heading(KINDS[kind].label, of="kind", shade=shade(kind), **sign)
        made.row(labels[key], claims, names)
        before = kind
    return made


def _foot(claims: Sequence[Claim], months_: Sequence[Month]) -> str:
    none = "" if claims else NO_CLAIM
    covered = wording.not_covered_after(wording.month(months_[-1])) if months_ else ""
    return f"{none} {covered}".strip()


def _chosen(months_: Sequence[Month], view: View) -> tuple[date, date] | None:
    """The selected months as days; None when all are shown."""
    if not view.limits_months or not months_:
        return None
    first, last = view.first or months_[0], view.last or months_[-1]
    inside = [month for month in months_ if first <= month <= last]
    return ends(inside) if inside else None


def _time(
    own: Plot, silence: Sequence[tuple[int, int]], chosen: tuple[date, date] | None
) -> list[dict[str, Any]]:
    """Stretches of time that are shaded, and what each means."""
    found = [(*ends(own.months[first:last]), "silent") for first, last in silence]
    found += [(*chosen, "chosen")] if chosen else []
    found += [(own.ends[1], own.domain[1], "not covered")] if own.months else []
    return [dict(zip(("first", "after", "what"), row, strict=True)) for row in found]


def _ground(own: Plot, palette: Palette, axis: alt.Axis | None) -> AnyChart:
    fills = {"chosen": palette.line, "silent": palette.line, "not covered": palette.land}
    strong = {"chosen": 0.6, "silent": 0.45, "not covered": 1}
    areas = alt.Chart().mark_rect().encode(
        own.x("first", axis), alt.X2("after"), alt.Fill("what:N", **only(fills)),
        opacity=alt.Opacity("what:O", **only(strong)),
    )  # fmt: skip
    words = alt.Chart().transform_filter("datum.what=='not covered'").mark_text(
        text="not covered", angle=90, align="left", fontSize=NOTE, color=palette.ink2,
        dx=6, xOffset=own.tail / 2,
    ).encode(own.x("first"), y=alt.value(0))  # fmt: skip
    return charts.of("time", areas, words)


def _months(claims: Sequence[Claim], own: Plot) -> list[dict[str, Any]]:
    """How many claims touch each month, of those that can be put into a month."""
    counts = crowd.touching(claims, own.months)
    most = max(counts, default=0)
    # Where the counts have no room side by side, the greatest stands for the scale.
    fit = own.month >= text_width(f"{most:,}", NOTE) + 2
    shown = set(range(len(counts))) if fit else {counts.index(most)}
    words = [wording.number(count) if count else "–" for count in counts]
    return [
        {"first": own.months[i] + "-01", "after": ends((own.months[i],))[1], "claims": count,
         "high": -count / max(most, 1), "words": words[i] if i in shown else ""}
        for i, count in enumerate(counts)
    ]  # fmt: skip


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
    words = alt.Chart(alt.InlineData([{"words": told}])).mark_text(
        align="left", fontSize=NOTE, color=palette.ink2
    ).encode(alt.Text("words:N"), x=alt.value(-own.left), y=alt.value(10))  # fmt: skip
    return [charts.of("months", bars, numbers), words]


def _colour(palette: Palette) -> alt.Color:
    """The colour of a kind, by its name in the frames."""
    known = {"ink": palette.ink, MILITARY: palette.ink2}
    return alt.Color("shade:N", **only(known | {shade(kind): palette.kind(kind) for kind in Kind}))


def _heads(own: Plot, palette: Palette, y: alt.Y) -> AnyChart:
    """The names of kinds with their signs, and of rows, each below a rule."""
    head, left = alt.Chart(), -own.left
    rules = head.mark_rule().encode(
        y, x=alt.value(left), x2=alt.value(own.across),
        color=alt.condition("datum.of=='row'", alt.value(palette.line), alt.value(palette.border)),
    )  # fmt: skip
    indents = {"part": 0.0, "kind": 22.0, "row": INDENT if own.left else 0.0}
    names = head.mark_text(
        align="left", fontWeight=600, yOffset=BAND / 2,
        dx=alt.expr(f"{indents}[datum.of]".replace("'", '"')),
    ).encode(
        y=_Y, x=alt.value(left), text="words:N",
        color=alt.condition("datum.of=='kind'", _colour(palette), alt.value(palette.ink)),
    )  # fmt: skip
    style: dict[str, Any] = {name: alt.expr(f"datum.{name}") for name in _STYLE}
    sign = head.transform_filter("datum.of=='kind'").mark_point(
        size=4, opacity=1, yOffset=BAND / 2 - 8, **style
    )
    return charts.of("heads", rules, names, sign.encode(y=_Y, x=alt.value(left)))


def _claims(own: Plot, palette: Palette) -> AnyChart:
    """A line of dots for each claim, its block, its words, and what a hand hits."""
    claim, colour = alt.Chart(), _colour(palette)
    first, after, middle = own.x("first"), alt.X2("after"), BAND / 2
    size = alt.Size("size:O", **only(HEIGHTS))
    dated = claim.transform_filter("isValid(datum.first)")
    dots = claim.mark_rule(color=palette.ink3, strokeDash=[1, 4], yOffset=middle).encode(
        _Y, x=alt.value(0), x2=alt.value(own.across - own.tail)
    )
    # On the page's colour: what is faint shows nothing behind it.
    under = dated.mark_bar(color=palette.page, yOffset=middle).encode(first, after, _Y, size)
    # Stretches that lie on each other rise in even steps; each holds the next, so no seam shows.
    steps = dated.transform_calculate(n=f"datum.rise+datum.fall>0?{_STEPS}:1")
    steps = steps.transform_calculate(step="sequence(datum.n)").transform_flatten(["step"])
    stretches = steps.transform_calculate(
        begin="+toDate(datum.first)+864e5*datum.rise*datum.step/datum.n",
        finish="+toDate(datum.after)-864e5*datum.fall*datum.step/datum.n",
        seen="round(1e3*datum.full/(datum.n-datum.full*datum.step))/1e3",
    ).mark_bar(yOffset=middle)
    opacity = alt.Opacity("seen:Q", scale=None)
    blocks = stretches.encode(own.x("begin"), alt.X2("finish"), _Y, size, colour, opacity)
    sign = claim.transform_filter("datum.sign").transform_calculate(
        middle="(+toDate(datum.first)+toDate(datum.after))/2"
    ).mark_text(fontWeight=700, yOffset=middle)  # fmt: skip
    framed = dated.transform_filter("datum.chosen").mark_bar(
        fillOpacity=0, stroke=palette.ink, strokeWidth=2, size=22, yOffset=middle
    )
    touch = charts.touch(own.x("from"), alt.X2("to"), *_FILLED)
    return charts.of(
        "claims", dots, under, blocks, *_lined(own, dated, colour),
        sign.encode(own.x("middle"), _Y, alt.Text("sign:N")),
        framed.encode(first, after, _Y),
        *_words(own, palette), touch,
    )  # fmt: skip


def _lined(own: Plot, dated: alt.Chart, colour: alt.Color) -> list[alt.Chart]:
    """Lines around what is not solid; an end that fades has none, and one that goes on points."""
    looks = (
        colour,
        alt.StrokeDash("outline:O", **only(DASHES)),
        alt.StrokeWidth("outline:O", **only(_WEIGHTS)),
    )
    lined = dated.transform_filter("datum.outline")
    half, middle = f"({HEIGHTS}[datum.size]/2)".replace("'", '"'), BAND / 2
    found = [
        lined.mark_rule(yOffset=alt.expr(f"{middle}{sign}{half}")).encode(
            own.x("first"), alt.X2("after"), _Y, *looks
        )
        for sign in "-+"
    ]
    for end, field, way in (("start", "first", "left"), ("end", "after", "right")):
        sharp = lined.transform_filter(f"datum.{end}=='{Edge.SHARP}'")
        found.append(
            sharp.mark_rule(
                yOffset=alt.expr(f"{middle}-{half}"), y2Offset=alt.expr(f"{middle}+{half}")
            ).encode(own.x(field), _Y, alt.Y2("line"), *looks)
        )
        on = dated.transform_filter(f"datum.{end}=='{Edge.CUT}'")
        points = on.mark_point(
            shape=f"triangle-{way}", size=60, opacity=1, filled=True, yOffset=middle
        )
        found.append(points.encode(own.x(field), _Y, colour))
    return found


def _words(own: Plot, palette: Palette) -> list[alt.Chart]:
    """The words of each claim, over a halo. What is told may be cut, a figure never."""
    words = alt.Chart().encode(own.x("at"), alt.Y("top:Q", axis=None), alt.Text("words:N"))
    style: dict[str, Any] = {
        "align": alt.expr("datum.align"),
        "fontWeight": alt.expr("datum.number=='none'?400:600"),
        "fontSize": TEXT if own.left else NOTE,
        "yOffset": BAND / 2,
    }
    halo: dict[str, Any] = {"stroke": palette.page, "strokeWidth": 4, "strokeJoin": "round"}
    return [words.mark_text(**style, **halo), words.mark_text(**style)]


def _counts(own: Plot, palette: Palette) -> list[AnyChart]:
    """How many claims touch each month: the more, the darker."""
    cell, x, middle = alt.Chart(), own.x("first"), BAND / 2
    dark = alt.Opacity("claims:Q", scale=alt.Scale(domainMin=0, range=[0.08, 0.6]), legend=None)
    cells = cell.transform_calculate(below="datum.line+1").mark_rect().encode(
        x, alt.X2("after"), _Y, alt.Y2("below"), _colour(palette), opacity=dark
    )  # fmt: skip
    numbers = cell.mark_text(fontSize=NOTE, xOffset=own.month / 2, yOffset=middle)
    words = alt.Chart().mark_text(align="left", fontSize=NOTE, color=palette.ink2, yOffset=middle)
    tip = charts.touch(own.x("from"), alt.X2("to"), *_FILLED)
    tip = tip.transform_filter("datum.says")
    return [
        charts.of("counts", cells, numbers.encode(x, _Y, alt.Text("words:N"))),
        charts.of("claims", words.encode(_Y, alt.Text("words:N"), x=alt.value(4)), tip),
    ]


_STYLE = ("shape", "fill", "stroke", "strokeWidth", "strokeDash")


def _sign_of(kind: Kind, palette: Palette) -> dict[str, Any]:
    """The sign of a kind as the shape and style of a point."""
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
    line = (
        (colour, own.width, list(own.dash) or [1, 0]) if own.stroke else ("transparent", 0, [1, 0])
    )
    return dict(zip(_STYLE, (path, fill, *line), strict=True))
