"""The figures of one kind below each other, by date, on an axis of their own.

Two kinds, or two units, never share an axis. No total, midpoint or line between figures is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

import altair as alt
import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import (
    GAP,
    LINE,
    NARROW,
    NOTE,
    TEXT,
    finished,
    haloed,
    only,
    rows,
    told,
    touch,
)
from nkmap.figures.lanes import is_unknown, says
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.schema import KINDS, Kind, Measure, Spread

BASELINE_YEAR = 2018
"""Counts of those present from before this year are never joined to later ones."""
_TICKS = 3
_WIDEST_NAME, _BOX, _ARROW, _AXIS = 220.0, 20.0, 13.0, 38.0
"""Pixels of places and dates, of the box of an unknown number, of an arrow and of the axis."""
_BETWEEN = 0.7
"""What lies between two rows, in lines."""


@dataclass(frozen=True)
class Silence:
    """Years in which no figure lies, between two that must not be joined."""

    words: str


@dataclass(frozen=True)
class Axis:
    """A scale from 0 in even steps, and its unit."""

    unit: str
    step: int
    count: int

    @property
    def ticks(self) -> tuple[int, ...]:
        """The values labelled."""
        return tuple(self.step * index for index in range(self.count + 1))


def amounts(
    claims: Sequence[Claim], names: Mapping[str, str], kind: Kind, palette: Palette, width: float
) -> alt.LayerChart | None:
    """One bar per claim, by date; None when no claim has a figure.

    Raises ``ValueError`` for claims of another kind, of two groups or units: they share no axis.
    """
    kinds = [kind.value, *sorted({claim.kind.value for claim in claims} - {kind.value})]
    groups = sorted({claim.group for claim in claims})
    units = sorted({claim.sort_of_unit for claim in claims if claim.has_figure})
    for what, found in (("groups", groups), ("kinds", kinds), ("units", units)):
        if len(found) > 1:
            different = f"figures of different {what} share no axis"
            raise ValueError(f"{' and '.join(found)}: {different}")
    if not units:
        return None
    made = _Rows(names, axis_for(claims, units[0]), claims, width)
    for entry in with_silence(by_date(claims), kind):
        if isinstance(entry, Silence):
            made.silence(entry)
        else:
            made.claim(entry)
    return made.chart(palette, palette.kind(kind, groups[0]))


def by_date(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in order of date, those without one last."""
    return sorted(claims, key=lambda claim: (claim.when is None, claim.order))


def _moment(claim: Claim) -> date:
    when = claim.when
    return (when and (when.first_day or when.last_day)) or date.max


def with_silence(claims: Sequence[Claim], kind: Kind) -> tuple[Claim | Silence, ...]:
    """The claims, with a gap between a stock's figures from before 2018 and later ones."""
    early = [claim for claim in claims if _ends_early(claim)]
    late = [claim for claim in claims if claim not in early]
    if KINDS[kind].measure is not Measure.STOCK or not early or not late:
        return tuple(claims)
    until = min(map(_moment, late))
    if until.year <= BASELINE_YEAR:
        return *early, Silence(f"Before {BASELINE_YEAR} and after: not joined"), *late
    years = f"{BASELINE_YEAR} to {until.year}" if until < date.max else f"After {BASELINE_YEAR - 1}"
    return *early, Silence(f"{years}: no figure here, not joined"), *late


def _ends_early(claim: Claim) -> bool:
    last = claim.when.last_day if claim.when else None
    return last is not None and last.year < BASELINE_YEAR


def axis_for(claims: Sequence[Claim], unit: str) -> Axis:
    """An axis that holds every value stated."""
    stated = [(claim.low, claim.best, claim.high) for claim in claims]
    return axis_for_value(max((v for v in chain(*stated) if v is not None), default=1), unit)


def axis_for_value(most: int, unit: str) -> Axis:
    """An axis from 0 in steps of 1, 2 or 5 times a power of ten that holds a value."""
    most = most or 1
    power = 10 ** max(0, math.floor(math.log10(most / _TICKS)))
    step = next(size * power for size in (1, 2, 5, 10) if size * power * _TICKS >= most)
    return Axis(unit, step, math.ceil(most / step))


_FRAMES = ("heads", "bars", "values", "signs", "words", "silence", "touch")


@dataclass
class _Rows:
    """The rows of a chart in the making; where they begin and end is told in lines."""

    names: Mapping[str, str]
    axis: Axis
    claims: Sequence[Claim]
    width: float
    count: float = 0.0
    frames: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in _FRAMES}
    )

    @property
    def is_narrow(self) -> bool:
        """Whether the places stand above their bars and not beside them."""
        return self.width < NARROW

    @property
    def left(self) -> float:
        """The pixel of 0."""
        if self.is_narrow:
            return GAP
        heads = ((self.place(c), TEXT, wording.dated(c), NOTE) for c in self.claims)
        widest = max(max(text_width(p, s), text_width(d, n)) for p, s, d, n in heads)
        return round(min(widest, _WIDEST_NAME) + 2 * GAP)

    @property
    def longest(self) -> float:
        """Pixels of the highest value of the axis; words have the rest."""
        return (self.width - self.left) * (0.5 if self.is_narrow else 0.6)

    def place(self, claim: Claim) -> str:
        """The place a figure is about."""
        return wording.place_list(claim.told_of, self.names) or "no place given"

    def silence(self, gap: Silence) -> None:
        """Time between two eras, shaded."""
        after = self.count + 1.6
        self.frames["silence"].append({"top": self.count, "after": after, "words": gap.words})
        self.count = after + _BETWEEN

    def claim(self, claim: Claim) -> None:
        """A claim's place and date, its bar, and its figure with the hedge beside the bar."""
        top, room = self.count, (self.width if self.is_narrow else self.left - GAP)
        place, when = (
            list(wrap(words, size, room))
            for words, size in ((self.place(claim), TEXT), (wording.dated(claim), NOTE))
        )
        heads = len(place) + len(when)
        self.frames["heads"] += [
            {"top": top, "words": place, "of": "place"},
            {"top": top + len(place), "words": when, "of": "date"},
        ]
        start = top + heads if self.is_narrow else top
        at, beyond = self.mark(claim, {"top": start + 0.1, "after": start + 1, "mid": start + 0.55})
        begins = at / self.axis.ticks[-1] * self.longest + beyond + GAP
        figure = says(claim, self.names) if claim.has_figure else wording.figure(claim)
        lines = wrap(figure, TEXT, self.width - self.left - begins - GAP, bold=True)
        word = {"top": start + 0.05, "at": at, "beyond": beyond + GAP, "words": list(lines)}
        self.frames["words"].append(word)
        after = start + len(lines) if self.is_narrow else top + max(heads, len(lines))
        tip = told(claim, wording.sentence(claim, self.names))
        self.frames["touch"].append({"top": top, "after": after, **tip})
        self.count = after + _BETWEEN

    def mark(self, claim: Claim, row: Mapping[str, float]) -> tuple[int, float]:
        """A claim's mark; returns the highest value it reaches and the pixels beyond that."""
        if not claim.has_figure:
            # Clear of the axis, so that it is no amount.
            sign = "?" if is_unknown(claim) else ""
            self.frames["signs"].append({**row, "look": "unknown", "sign": sign})
            return 0, GAP + _BOX
        if claim.is_zero:
            self.frames["signs"].append({**row, "look": "zero", "sign": "0"})
            return 0, _BOX
        values = [value for value in (claim.low, claim.best, claim.high) if value is not None]
        ticks: Sequence[int | None] = ()
        if claim.spread in (Spread.EITHER, Spread.FELL):
            ticks, look = (claim.low, claim.high), "value"
        else:
            bars = [{**row, "from": a, "to": b, "look": look} for a, b, look in _bars(claim)]
            self.frames["bars"] += bars
            ticks, look = (claim.best if claim.low is not None else None,), "best"
        self.frames["values"] += [
            {**row, "value": value, "look": look} for value in ticks if value is not None
        ]
        if not _is_open(claim):
            return max(values), 0
        self.frames["values"].append({**row, "value": claim.low, "look": "open"})
        return max(values), _ARROW

    def chart(self, palette: Palette, colour: str) -> alt.LayerChart:
        """All layers with their data."""
        high = round((self.count - _BETWEEN) * LINE)
        frames = {name: pd.DataFrame(own) for name, own in self.frames.items()}
        layers = _layers(self, palette, colour)
        return finished(layers, frames, palette, (self.width, high), (self.left, _AXIS, 6))


def _bars(claim: Claim) -> Iterator[tuple[int, int, str]]:
    """Solid as far as stated, dashed where it may reach; from, to and look."""
    low = claim.low if claim.low is not None else claim.best
    if low is not None:
        yield 0, low, "stated" if claim.is_current else "no longer"
    if claim.high is not None:
        yield low or 0, claim.high, "limit" if low is None else "range"


def _is_open(claim: Claim) -> bool:
    """Whether only a lower limit is stated: more than, at least."""
    return claim.low is not None and claim.best is None and claim.high is None


def _layers(made: _Rows, palette: Palette, colour: str) -> list[alt.Chart]:
    axis, across = made.axis, made.width - made.left
    scale = alt.Scale(domain=[0, axis.ticks[-1]], range=[0, made.longest], nice=False)
    numbers = alt.Axis(
        orient="top", values=list(axis.ticks), format=",d", domain=False, ticks=False,
        labelFontSize=NOTE, labelColor=palette.ink2, labelOverlap=False, gridColor=palette.line,
        title=wording.axis_unit(axis.unit), titleAnchor="start", titleFontSize=NOTE,
        titleFontWeight="normal", titleColor=palette.ink2, titlePadding=4,
    )  # fmt: skip
    lines = alt.Scale(domain=[0, made.count - _BETWEEN], reverse=True, nice=False)
    whole = {"x": alt.value(-made.left), "x2": alt.value(across)}
    top, after, mid = alt.Y("top:Q", axis=None), alt.Y2("after"), alt.Y("mid:Q", axis=None)

    def x(name: str) -> alt.X:
        return alt.X(f"{name}:Q", axis=None)

    ground = rows("silence").mark_rect(color=palette.land).encode(top, after, **whole)
    silence = rows("silence").mark_text(color=palette.ink2, fontSize=NOTE, dy=0.8 * LINE).encode(
        top, alt.Text("words:N"), x=alt.value((across - made.left) / 2)
    )  # fmt: skip
    zero = alt.Chart(alt.InlineData([{"value": 0}])).mark_rule(color=palette.border).encode(
        alt.X("value:Q", scale=scale, axis=numbers)
    )  # fmt: skip
    line: dict[str, Any] = {"align": "left", "dy": LINE / 2}
    heads = [text.encode(
        alt.Y("top:Q", scale=lines, axis=None), alt.Text("words:N"),
        x=alt.value(GAP if made.is_narrow else -made.left),
        size=alt.Size("of:O", **only({"place": TEXT, "date": NOTE})),
        color=alt.Color("of:N", **only({"place": palette.ink, "date": palette.ink2})),
    ) for text in haloed(rows("heads"), palette, **line)]  # fmt: skip
    looks = {"stated": 1.0, "no longer": 0.4, "range": 0.13, "limit": 0.0}
    bars = rows("bars").mark_rect(fill=colour, stroke=colour, strokeDash=[4, 3]).encode(
        x("from"), alt.X2("to"), top, after,
        fillOpacity=alt.FillOpacity("look:O", **only(looks)),
        strokeWidth=alt.StrokeWidth(
            "look:O", **only({look: 1.6 * (look in ("range", "limit")) for look in looks})
        ),
    )  # fmt: skip
    value = rows("values").transform_filter("datum.look!='open'")
    inks = {"value": colour, "best": palette.ink}
    values = value.mark_rule(strokeWidth=3).encode(
        x("value"), top, after, alt.Stroke("look:N", **only(inks))
    )  # fmt: skip
    beyond = rows("values").transform_filter("datum.look=='open'").mark_text(
        text="→", align="left", color=colour, fontWeight=700, dx=1, fontSize=TEXT + 2
    ).encode(x("value"), mid)  # fmt: skip
    sign = rows("signs").transform_calculate(
        value="0", beyond=f"datum.look=='zero'?{_BOX / 2}:{GAP + _BOX / 2}"
    )
    dashes = {"zero": [1, 0], "unknown": [4, 3]}
    boxes = sign.mark_point(
        shape="square", size=(_BOX - 3) ** 2, fill=palette.page, stroke=colour, opacity=1,
        strokeWidth=1.6, xOffset=alt.expr("datum.beyond"),
    ).encode(x("value"), mid, strokeDash=alt.StrokeDash("look:O", **only(dashes)))  # fmt: skip
    signs = sign.mark_text(fontWeight=700, dx=alt.expr("datum.beyond")).encode(
        x("value"), mid, alt.Text("sign:N")
    )  # fmt: skip
    words = [
        text.encode(x("at"), top, alt.Text("words:N"))
        for text in haloed(
            rows("words"), palette, fontWeight=600, dx=alt.expr("datum.beyond"), **line
        )
    ]
    return [ground, zero, silence, *heads, bars, values, beyond, *words, boxes, signs,
            touch(top, after).encode(**whole)]  # fmt: skip
