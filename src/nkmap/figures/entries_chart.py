"""Border entries as a picture: area is the number, so that a half-year is not split.

Time runs to the right; on a phone it runs downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.amounts import Axis, axis_for_value
from nkmap.figures.charts import GAP, NARROW, NOTE
from nkmap.figures.entries import Plan, Span, plan
from nkmap.figures.sheet import DASHED, LINE, Box, Sheet
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.schema import Kind

_UNKNOWN, _ROW, _BRACKET, _GAP_QUARTERS, _NARROWEST = 24.0, 26.0, 34.0, 3, 78.0

MOST_TOLD = 6
"""Figures of one span that are told; of more, the others are counted."""


def entries(claims: Sequence[Claim], palette: Palette, width: float) -> alt.LayerChart | None:
    """The series as a chart, time to the right; on a phone, time downwards."""
    made = plan(claims)
    if made is None:
        return None
    axis = axis_for_value(round(max(bar.rate for bar in made.bars)), "crossings")
    sheet = Sheet(palette, NOTE)
    if width < NARROW:
        return sheet.chart(width, _down(sheet, made, axis, width), brush=False)
    return sheet.chart(width, _Across(sheet, made, axis, width).draw(), brush=False)


def _says(span: Span) -> str:
    return "; ".join([*map(wording.figure_alone, span.claims[:MOST_TOLD]), *_more(span)])


def _more(span: Span) -> list[str]:
    more = len(span.claims) - MOST_TOLD
    return [f"and {wording.more_in_words(more)}"] if more > 0 else []


def _unknown_words(span: Span) -> str:
    parts = [f"{c.purpose} alone {wording.figure_alone(c)}" for c in span.claims[:MOST_TOLD]]
    return "; ".join(["total not read", *parts, *_more(span)])


def quarters(first: int, last: int) -> str:
    """Quarters in words: ``Jan–Mar 2023``, ``all of 2024``."""
    start, end = first % 4, last % 4
    if (start, end) == (0, 3) and first // 4 == last // 4:
        return f"all of {first // 4}"
    names = [name[:3] for name in wording.MONTHS]
    return f"{names[start * 3]}–{names[end * 3 + 2]} {last // 4}"


# ---------------------------------------------------------------- time to the right


@dataclass(frozen=True)
class _Across:
    """The picture in the making, time to the right."""

    sheet: Sheet
    made: Plan
    axis: Axis
    width: float

    @property
    def unit(self) -> float:
        """Pixels of a quarter."""
        tail = _GAP_QUARTERS if self.made.ended else 0
        return (self.width - self.axis.left) / (self.made.last - self.made.first + 1 + tail)

    def x(self, quarter: int) -> float:
        """The pixel where a quarter begins."""
        return self.axis.left + (quarter - self.made.first) * self.unit

    def draw(self) -> float:
        """Everything; returns where it ends."""
        rows = _bracket_rows(self.made.spans, self.unit)
        head = LINE + GAP + (max(rows, default=-1) + 1) * _BRACKET
        highest = max(self.top(bar, 0) * -1 + len(self.words(bar)) * LINE for bar in self.made.bars)
        base = head + GAP + max(highest, self.axis.height(self.axis.ticks[-1]))
        self.scale(base)
        for bar in self.made.bars:
            self.bar(bar, base)
        for span in self.made.unknown:
            self.unknown(span, base)
        for span, row in zip(self.made.spans, rows, strict=True):
            self.bracket(span, LINE + GAP + row * _BRACKET + 22)
        if self.made.ended:
            _ended(self.sheet, self.made, (self.x(self.made.last + 1) + 4, head, self.width, base))
        return base + 36

    def scale(self, base: float) -> None:
        """The axis, and the quarters below it."""
        self.sheet.text(0, LINE / 2, "border crossings per quarter; area = number", z=NOTE)
        left = self.axis.left
        for value in self.axis.ticks:
            y = base - self.axis.height(value)
            style = {} if value else {"c": self.sheet.palette.border}
            self.sheet.add("rule", (left - GAP, y, self.width, y), **style)
            self.sheet.text(left - 2 * GAP + 4, y, wording.number(value), a="right", z=NOTE)
        for q in range(self.made.first, self.made.last + 1):
            middle = self.x(q) + self.unit / 2
            self.sheet.text(middle, base + 11, f"Q{q % 4 + 1}", a="center", z=NOTE)
            if q % 4 == 0 or q == self.made.first:
                self.sheet.text(self.x(q) + 2, base + 27, str(q // 4), w=600)

    def words(self, bar: Span) -> tuple[str, ...]:
        """The bar's figures in lines that fit above it."""
        return wrap(_says(bar), NOTE, bar.length * self.unit - 4, bold=True)

    def top(self, bar: Span, base: float) -> float:
        """The pixel a bar rises to."""
        return base - self.axis.height(round(bar.rate))

    def bar(self, bar: Span, base: float) -> None:
        """A span with a total."""
        left, right, top = self.x(bar.first) + 2, self.x(bar.last + 1) - 2, self.top(bar, base)
        colour, words = self.sheet.palette.kind(Kind.BORDER_ENTRIES), self.words(bar)
        self.sheet.add("block", (left, top, right, base), c=colour)
        _lines(self.sheet, (left + right) / 2, top - len(words) * LINE - 2, words)
        _touch(self.sheet, (left, top - 2 * LINE, right, base), bar)

    def unknown(self, span: Span, base: float) -> None:
        """A quarter whose total was not read, with what is told of a part of it."""
        left, right = self.x(span.first) + 3, self.x(span.last + 1) - 3
        _question(self.sheet, (left, base - _UNKNOWN, right, base - GAP / 2))
        lines = wrap(_unknown_words(span), NOTE, max(self.unit - 4, _NARROWEST))
        top = base - _UNKNOWN - len(lines) * LINE - 2
        _lines(self.sheet, (left + right) / 2, top, lines, bold=False)
        if span.claims:
            _touch(self.sheet, (left, top, right, base), span)

    def bracket(self, span: Span, y: float) -> None:
        """A longer span that holds bars: its figure stands above them, and is no bar itself."""
        left, right = self.x(max(span.first, self.made.first)) + 2, self.x(span.last + 1) - 2
        for line in ((left, y, right, y), (left, y, left, y + 5), (right, y, right, y + 5)):
            self.sheet.add("edge", line, w=1.2, c=self.sheet.palette.ink2)
        told = f"{quarters(span.first, span.last)}: {_says(span)}"
        self.sheet.text((left + right) / 2, y - 10, told, a="center", h=1, w=600)
        _touch(self.sheet, (left, y - 20, right, y + 5), span)


def _bracket_rows(spans: Sequence[Span], unit: float) -> tuple[int, ...]:
    """The row of each bracket above the plot: the first in which its words are free."""
    ends: list[float] = []
    rows = []
    for span in spans:
        middle = (span.first + span.last + 1) / 2 * unit
        told = f"{quarters(span.first, span.last)}: {_says(span)}"
        half = max(text_width(told, NOTE, bold=True), span.length * unit) / 2
        row = next((i for i, end in enumerate(ends) if end + GAP <= middle - half), len(ends))
        ends[row:] = [middle + half, *ends[row + 1 :]]
        rows.append(row)
    return tuple(rows)


# ---------------------------------------------------------------- time downwards


def _down(sheet: Sheet, made: Plan, axis: Axis, width: float) -> float:
    left, room = 96.0, (width - 96.0) * 0.42
    sheet.text(0, LINE / 2, "border crossings; area = number", z=NOTE)
    top = LINE + GAP
    pieces = sorted((*made.bars, *made.unknown), key=lambda span: span.first)
    for span in pieces:
        high = _ROW * min(span.length, 2)
        middle = top + high / 2
        sheet.add("rule", (0, top, width, top))
        sheet.text(0, middle, quarters(span.first, span.last), z=NOTE)
        if span in made.bars:
            # A year that is drawn two rows high is as wide as two of its quarters together.
            long = max(1.5, room * span.rate * span.length / (high / _ROW) / axis.ticks[-1])
            box = (left, top + 3, left + long, top + high - 3)
            sheet.add("block", box, c=sheet.palette.kind(Kind.BORDER_ENTRIES))
            end, words, bold = left + long, _says(span), True
        else:
            _question(sheet, (left, top + 4, left + 26, top + high - 4))
            end, words, bold = left + 26, _unknown_words(span), False
        lines = wrap(words, NOTE, width - end - GAP, bold=bold)
        for index, line in enumerate(lines):
            y = middle + (index - (len(lines) - 1) / 2) * 13
            sheet.text(end + GAP, y, line, z=NOTE, **({"w": 600} if bold else {}))
        if span.claims:
            _touch(sheet, (0, top, width, top + high), span)
        top += high
    for span in made.spans:
        lines = wrap(f"{quarters(span.first, span.last)}: {_says(span)}", NOTE, width, bold=True)
        for line in lines:
            sheet.text(0, top + 12, line, w=600, z=NOTE)
            top += LINE
        _touch(sheet, (0, top - len(lines) * LINE, width, top), span)
    if made.ended:
        _ended(sheet, made, (0, top + 4, width, top + 58))
        top += 62
    return top + 4


# ---------------------------------------------------------------- pieces of both


def _lines(sheet: Sheet, x: float, top: float, lines: Sequence[str], *, bold: bool = True) -> None:
    for index, line in enumerate(lines):
        weight = {"w": 600} if bold else {}
        sheet.text(x, top + (index + 0.5) * LINE, line, a="center", h=1, z=NOTE, **weight)


def _question(sheet: Sheet, box: Box) -> None:
    """A total that was not read: a dashed box of one height, which is no amount."""
    x, y, x2, y2 = box
    sheet.add("block", box, c=sheet.palette.page)
    for line in ((x, y, x2, y), (x, y, x, y2), (x2, y, x2, y2), (x, y2, x2, y2)):
        sheet.add("edge", line, d=DASHED, w=1.4)
    sheet.text((x + x2) / 2, (y + y2) / 2, "?", a="center", w=700)


def _ended(sheet: Sheet, made: Plan, box: Box) -> None:
    """Where the series stops being published: a hole with words, not an empty place."""
    x, y, x2, y2 = box
    sheet.hatch(x, y, x2, y2)
    claim = made.ended[0]
    told = f"{wording.dated(claim).split(',')[0]}: {wording.figure(claim)}. Not zero."
    lines = wrap(told, NOTE, x2 - x - 2 * GAP)
    middle, half = (y + y2) / 2, len(lines) * LINE / 2
    sheet.add("block", (x + 3, middle - half - 3, x2 - 3, middle + half + 3), c=sheet.palette.land)
    for index, line in enumerate(lines):
        at = middle - half + (index + 0.5) * LINE
        sheet.text((x + x2) / 2, at, line, a="center", z=NOTE, c=sheet.palette.ink)
    sheet.touch(box, claim, wording.sentence(claim, {}))


def _touch(sheet: Sheet, box: Box, span: Span) -> None:
    told = [wording.sentence(claim, {}) for claim in span.claims[:MOST_TOLD]]
    sheet.touch(box, span.claim, " ".join([*told, *_more(span)]))
