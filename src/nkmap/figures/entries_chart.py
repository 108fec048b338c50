"""Border entries as a picture: area is the number, so that a half-year is not split.

Time runs to the right; on a phone it runs downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.amounts import axis_for_value
from nkmap.figures.charts import (
    GAP,
    LINE,
    NARROW,
    NOTE,
    AnyChart,
    finished,
    haloed,
    of,
    rows,
    told,
    touch,
)
from nkmap.figures.entries import Plan, Span, plan
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.schema import Kind

_PLOT, _UNKNOWN, _BRACKET, _GAP_QUARTERS, _NARROWEST, _NAMES = 150.0, 20.0, 34.0, 3, 78.0, 96.0
_BAR, _BETWEEN = 1.3, 0.5
"""How high a quarter's bar is where time runs down, and what lies between two, in lines."""

MOST_TOLD = 6
"""Figures of one span that are told; of more, the others are counted."""

Frames = dict[str, list[dict[str, Any]]]


def entries(claims: Sequence[Claim], palette: Palette, width: float) -> alt.LayerChart | None:
    """The series as a chart, time to the right; on a phone, time downwards."""
    made = plan(claims)
    if made is None:
        return None
    return (_down if width < NARROW else _across)(made, palette, width)


def _says(span: Span) -> str:
    return "; ".join([*map(wording.figure_alone, span.claims[:MOST_TOLD]), *_more(span)])


def _more(span: Span) -> list[str]:
    more = len(span.claims) - MOST_TOLD
    return [f"and {wording.more_in_words(more)}"] if more > 0 else []


def _unknown_words(span: Span) -> str:
    parts = [f"{c.purpose} alone {wording.figure_alone(c)}" for c in span.claims[:MOST_TOLD]]
    return "; ".join(["total not read", *parts, *_more(span)])


def _in_words(span: Span) -> str:
    return f"{quarters(span.first, span.last)}: {_says(span)}"


def _ended_words(claim: Claim) -> str:
    return f"{wording.dated(claim).split(',')[0]}: {wording.figure(claim)}. Not zero."


def _tip(span: Span) -> dict[str, str]:
    said = [wording.sentence(claim, {}) for claim in span.claims[:MOST_TOLD]]
    return told(span.claim, " ".join([*said, *_more(span)]))


def quarters(first: int, last: int) -> str:
    """Quarters in words: ``Jan–Mar 2023``, ``all of 2024``."""
    start, end = first % 4, last % 4
    if (start, end) == (0, 3) and first // 4 == last // 4:
        return f"all of {first // 4}"
    names = [name[:3] for name in wording.MONTHS]
    return f"{names[start * 3]}–{names[end * 3 + 2]} {last // 4}"


# ---------------------------------------------------------------- time to the right


def _across(made: Plan, palette: Palette, width: float) -> alt.LayerChart:
    axis = axis_for_value(round(max(bar.rate for bar in made.bars)), "crossings")
    highest = axis.ticks[-1]
    left = round(text_width(wording.number(highest), NOTE) + 2 * GAP)
    end = made.last + 1 + (_GAP_QUARTERS if made.ended else 0)
    unit = (width - left) / (end - made.first)
    frames: Frames = {"bars": [], "unknown": [], "spans": [], "ended": [], "touch": []}

    def add(name: str, span: Span, words: Sequence[str], **row: float) -> None:
        first, after = max(span.first, made.first), span.last + 1
        lies = {"first": first, "after": after, "mid": (first + after) / 2}
        frames[name].append({**lies, "words": list(words), **row})
        if span.claims:
            y = row["y"] if name == "spans" else _PLOT
            top = y - (22 if name == "spans" else _PLOT)
            frames["touch"].append({**lies, "top": top, "bottom": y, **_tip(span)})

    over = 0.0
    for bar in made.bars:
        lines = wrap(_says(bar), NOTE, bar.length * unit - 6, bold=True)
        over = max(over, len(lines) * LINE + 2 - _PLOT * (1 - bar.rate / highest))
        add("bars", bar, lines, rate=bar.rate)
    for span in made.unknown:
        add("unknown", span, wrap(_unknown_words(span), NOTE, max(unit - 4, _NARROWEST)))
    found = _bracket_rows(made.spans, unit)
    for span, row in zip(made.spans, found, strict=True):
        add("spans", span, [_in_words(span)], y=-over - GAP - row * _BRACKET)
    above = over + (max(found, default=-1) + 1) * _BRACKET + LINE + 2 * GAP
    for claim in made.ended[:1]:
        first = made.last + 1
        lines = wrap(_ended_words(claim), NOTE, (end - first) * unit - 3 * GAP)
        lies = {"first": first, "after": end, "mid": (first + end) / 2}
        frames["ended"].append({**lies, "words": list(lines)})
        tip = told(claim, wording.sentence(claim, {}))
        frames["touch"].append({**lies, "top": 0, "bottom": _PLOT, **tip})
    numbers = alt.Axis(
        values=list(axis.ticks), format=",d", domain=False, ticks=False, labelFontSize=NOTE,
        labelColor=palette.ink2, gridColor=palette.line, titleAngle=0, titleAlign="left",
        title="border crossings per quarter; area = number", titleX=-left, titleY=22 - above,
        titleFontWeight="normal", titleFontSize=NOTE, titleColor=palette.ink2,
    )  # fmt: skip
    y = alt.Y("rate:Q", scale=alt.Scale(domain=[0, highest], nice=False), axis=numbers)
    time = alt.Scale(domain=[made.first, end], nice=False)
    x = alt.X("first:Q", scale=time, axis=_quarters(made, palette))
    layers = _layers_across(x, y, palette)
    held = {name: pd.DataFrame(own) for name, own in frames.items()}
    return finished(layers, held, palette, (width, _PLOT), (left, round(above), 40))


def _quarters(made: Plan, palette: Palette) -> alt.Axis:
    """The name of each quarter below its middle, and of the year below its first."""
    begins = f"floor(datum.value)%4==0||floor(datum.value)=={made.first}"
    quarter = "'Q'+(floor(datum.value)%4+1)"
    return alt.Axis(
        orient="bottom", values=[q + 0.5 for q in range(made.first, made.last + 1)],
        labelExpr=f"[{quarter},{begins}?''+floor(datum.value/4):'']",
        grid=False, ticks=False, domain=False, title=None, labelFontSize=NOTE, labelLineHeight=LINE,
        labelColor=palette.ink2, labelOverlap=False,
    )  # fmt: skip


def _layers_across(x: alt.X, y: alt.Y, palette: Palette) -> list[AnyChart]:
    first, mid = alt.X("first:Q", axis=None), alt.X("mid:Q", axis=None)
    rate, text = alt.Y("rate:Q", axis=None), alt.Text("words:N")
    after = alt.X2("after")
    inset: dict[str, Any] = {"xOffset": 2, "x2Offset": -2}
    base = alt.value(_PLOT)
    # Above its point in all its lines.
    risen: dict[str, Any] = {
        "align": "center",
        "fontSize": NOTE,
        "dy": alt.expr(f"-(length(datum.words)-0.5)*{LINE}-2"),
    }
    colour = palette.kind(Kind.BORDER_ENTRIES)
    hole = alt.Chart().mark_rect(color=palette.land).encode(
        x, after, y=alt.value(0), y2=base
    )  # fmt: skip
    why = alt.Chart().mark_text(
        align="center", fontSize=NOTE, dy=alt.expr(f"(1-length(datum.words))*{LINE / 2}")
    ).encode(mid, text, y=alt.value(_PLOT / 2))  # fmt: skip
    zero = alt.Chart(alt.InlineData([{"rate": 0}])).mark_rule(color=palette.border).encode(y)
    bars = alt.Chart().mark_rect(color=colour, **inset).encode(
        first, after, rate, alt.Y2Datum(0)
    )  # fmt: skip
    figures = [
        words.encode(mid, rate, text)
        for words in haloed(alt.Chart(), palette, fontWeight=600, **risen)
    ]
    box = alt.Chart().mark_rect(
        fill=palette.page, stroke=palette.ink, strokeDash=[4, 3], strokeWidth=1.4, **inset
    ).encode(
        first, after, y=alt.value(_PLOT - _UNKNOWN - GAP / 2), y2=alt.value(_PLOT - GAP / 2)
    )  # fmt: skip
    sign = alt.Chart().mark_text(text="?", fontWeight=700).encode(
        mid, y=alt.value(_PLOT - _UNKNOWN / 2 - GAP / 2)
    )  # fmt: skip
    told_of = [
        words.encode(mid, text, y=alt.value(_PLOT - _UNKNOWN - GAP / 2))
        for words in haloed(alt.Chart(), palette, color=palette.ink2, **risen)
    ]
    # On no scale: brackets stand above the plot, whatever it measures.
    level = alt.Y("y:Q", scale=None, axis=None)
    line: dict[str, Any] = {"color": palette.ink2, "strokeWidth": 1.2}
    bracket = alt.Chart().mark_rule(**line, **inset).encode(first, after, level)
    hooks = [
        alt.Chart().mark_rule(**line, xOffset=by, y2Offset=5).encode(
            alt.X(f"{at}:Q", axis=None), level, alt.Y2("y")
        )
        for at, by in (("first", 2), ("after", -2))
    ]  # fmt: skip
    names = alt.Chart().mark_text(fontWeight=600, fontSize=NOTE, dy=-11).encode(mid, level, text)
    top = alt.Y("top:Q", scale=None, axis=None)
    return [
        of("ended", hole, why),
        zero,
        of("bars", bars, *figures),
        of("unknown", box, *told_of, sign),
        of("spans", bracket, *hooks, names),
        touch(first, after, top, alt.Y2("bottom")),
    ]


def _bracket_rows(spans: Sequence[Span], unit: float) -> tuple[int, ...]:
    """The row of each bracket above the plot: the first in which its words are free."""
    ends: list[float] = []
    found = []
    for span in spans:
        middle = (span.first + span.last + 1) / 2 * unit
        half = max(text_width(_in_words(span), NOTE, bold=True), span.length * unit) / 2
        row = next((i for i, end in enumerate(ends) if end + GAP <= middle - half), len(ends))
        ends[row:] = [middle + half, *ends[row + 1 :]]
        found.append(row)
    return tuple(found)


# ---------------------------------------------------------------- time downwards


def _down(made: Plan, palette: Palette, width: float) -> alt.LayerChart:
    pieces = sorted((*made.bars, *made.unknown), key=lambda span: span.first)
    # A year that is drawn two rows high is as wide as two of its quarters together.
    long = {bar: bar.rate * bar.length / min(bar.length, 2) for bar in made.bars}
    most, room = max(long.values()) or 1, (width - _NAMES) * 0.42
    frames: Frames = {"rows": [], "bars": [], "unknown": [], "words": [], "notes": [], "touch": []}
    top = 0.0
    for span in pieces:
        high, known = _BAR * min(span.length, 2), span in long
        to, beyond = long.get(span, 0), GAP if known else _UNKNOWN + 2 * GAP
        space = width - _NAMES - to / most * room - beyond - GAP
        words = _says(span) if known else _unknown_words(span)
        lines = list(wrap(words, NOTE, space, bold=known))
        high = max(high, len(lines))
        mark = {"top": top, "after": top + _BAR * min(span.length, 2), "to": to}
        frames["bars" if known else "unknown"].append(mark)
        frames["rows"].append({"top": top, "words": quarters(span.first, span.last)})
        frames["words"].append({"top": top, "words": lines, "to": to, "beyond": beyond})
        if span.claims:
            frames["touch"].append({"top": top, "after": top + high, **_tip(span)})
        top += high + _BETWEEN
    notes = [(_in_words(span), "span", _tip(span)) for span in made.spans]
    notes += [
        (_ended_words(claim), "ended", told(claim, wording.sentence(claim, {})))
        for claim in made.ended[:1]
    ]
    for words, of_, tip in notes:
        lines = list(wrap(words, NOTE, width - 3 * GAP, bold=True))
        after = top + len(lines) + _BETWEEN
        frames["notes"].append({"top": top, "after": after, "words": lines, "of": of_})
        frames["touch"].append({"top": top, "after": after, **tip})
        top = after + _BETWEEN / 2
    scale_of_lines = alt.Scale(domain=[0, top], reverse=True, nice=False)
    scale = alt.Scale(domain=[0, most], range=[0, room], nice=False)
    layers = _layers_down(alt.X("to:Q", scale=scale, axis=None), scale_of_lines, palette)
    held = {name: pd.DataFrame(own) for name, own in frames.items()}
    return finished(layers, held, palette, (width, round(top * LINE)), (_NAMES, 2 * LINE, 4))


def _layers_down(x: alt.X, lines: alt.Scale, palette: Palette) -> list[AnyChart]:
    y, text = alt.Y("top:Q", scale=lines, axis=None), alt.Text("words:N")
    top, after = alt.Y("top:Q", axis=None), alt.Y2("after")
    right = alt.expr("width")
    whole = {"x": alt.value(-_NAMES), "x2": alt.value(right)}
    middle: dict[str, Any] = {"align": "left", "fontSize": NOTE, "dy": _BAR * LINE / 2}
    head = alt.Chart(alt.InlineData([{"words": "border crossings; area = number"}])).mark_text(
        align="left", fontSize=NOTE, color=palette.ink2
    ).encode(text, x=alt.value(-_NAMES), y=alt.value(-1.4 * LINE))  # fmt: skip
    rule = alt.Chart().mark_rule(color=palette.line, yOffset=-_BETWEEN * LINE / 2).encode(
        y, **whole
    )  # fmt: skip
    name = alt.Chart().mark_text(color=palette.ink2, **middle).encode(
        top, text, x=alt.value(-_NAMES)
    )  # fmt: skip
    bars = rows("bars").mark_rect(color=palette.kind(Kind.BORDER_ENTRIES)).encode(
        x, alt.X2Datum(0), top, after
    )  # fmt: skip
    box = alt.Chart().mark_rect(
        fill=palette.page, stroke=palette.ink, strokeDash=[4, 3], strokeWidth=1.4
    ).encode(top, after, x=alt.value(GAP), x2=alt.value(GAP + _UNKNOWN))  # fmt: skip
    sign = alt.Chart().mark_text(text="?", fontWeight=700, dy=_BAR * LINE / 2).encode(
        top, x=alt.value(GAP + _UNKNOWN / 2)
    )  # fmt: skip
    bold = alt.expr(f"datum.beyond>{GAP}?400:600")
    words = rows("words").mark_text(
        fontWeight=bold, dx=alt.expr("datum.beyond"), **middle
    ).encode(alt.X("to:Q", axis=None), top, text)  # fmt: skip
    hole = alt.Chart().transform_filter("datum.of=='ended'").mark_rect(color=palette.land).encode(
        top, after, **whole
    )  # fmt: skip
    note = alt.Chart().mark_text(
        fontWeight=alt.expr("datum.of=='span'?600:400"), align="left", fontSize=NOTE,
        dy=(1 + _BETWEEN) * LINE / 2, dx=alt.expr(f"datum.of=='span'?0:{GAP}"),
    ).encode(top, text, x=alt.value(-_NAMES))  # fmt: skip
    return [
        head, of("rows", rule, name), bars, of("unknown", box, sign), words,
        of("notes", hole, note), touch(top, after).encode(**whole),
    ]  # fmt: skip
