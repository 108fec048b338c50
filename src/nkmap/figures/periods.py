"""Two periods side by side: each kind's figures on an axis of its own, place by place.

Hollow is the first period, filled the second, and a ring with a dot is one report that touches
both. A number that was not reported stands in a column of its own, with no length at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.amounts import Axis, axis_for
from nkmap.figures.charts import GAP, NARROW, NOTE, TEXT
from nkmap.figures.lanes import is_unknown
from nkmap.figures.period_rows import Line, Panel, Row, Side, panels
from nkmap.figures.sheet import DASHED, LINE, Box, Sheet
from nkmap.figures.symbols import Palette, data_uri, svg
from nkmap.figures.typography import text_width, wrap
from nkmap.schema import Spread
from nkmap.summary import Change

_TWO_COLUMNS, _BETWEEN = 900.0, 40.0
"""The width from which panels stand in two columns, and the pixels between these."""
_TWO_VALUES = (Spread.EITHER, Spread.FELL)
_WIDEST_NAME, _UNKNOWN, _MARK, _ROW, _TICK, _ARROW = 150.0, 48.0, 9.0, 20.0, 5.0, 13.0


def periods(
    changes: Sequence[Change],
    titles: tuple[str, str],
    names: Mapping[str, str],
    palette: Palette,
    width: float,
) -> alt.LayerChart | None:
    """The panels below a key; None when neither period has a claim that counts something.

    ``titles`` are the two periods in words.
    """
    found = panels(changes, names)
    if not found:
        return None
    sheet = Sheet(palette, TEXT - (width < NARROW))
    top = _key(sheet, titles, width) + GAP
    count = 2 if width >= _TWO_COLUMNS and len(found) > 1 else 1
    own = (width - _BETWEEN * (count - 1)) / count
    bottoms = [top] * count
    for panel in found:
        column = bottoms.index(min(bottoms))
        left = column * (own + _BETWEEN)
        bottoms[column] = _Drawn(sheet, panel, names, left, left + own).draw(bottoms[column])
    return sheet.chart(width, max(bottoms))


def _key(sheet: Sheet, titles: tuple[str, str], width: float) -> float:
    """What the marks mean, in as many lines as it takes; returns where it ends."""
    ink = sheet.palette.ink2
    sides = (Side.FIRST, Side.SECOND, Side.BOTH, None)
    x, y = 0.0, LINE / 2 + 2
    for side, words in zip(sides, wording.periods_key(*titles), strict=True):
        room = 22 + text_width(words, NOTE) + 2 * GAP
        if x and x + room > width:
            x, y = 0.0, y + LINE + 4
        if side:
            _picture(sheet, x + 8, y, _disc(side, sheet.palette, ink))
        else:
            _question(sheet, (x + 1, y - 7, x + 15, y + 7), ink)
        sheet.text(x + 22, y, words, z=NOTE)
        x += room
    return y + LINE


@dataclass(frozen=True)
class _Drawn:
    """One panel between two pixels."""

    sheet: Sheet
    panel: Panel
    names: Mapping[str, str]
    left: float
    right: float

    @property
    def colour(self) -> str:
        """The colour of the kind."""
        return self.sheet.palette.kind(self.panel.kind, self.panel.group)

    @property
    def narrow(self) -> bool:
        """Whether the places stand above their lines and not beside them."""
        return self.right - self.left < NARROW * 0.75

    @property
    def axis(self) -> Axis | None:
        """The scale of the panel; None when no number was reported."""
        counted = [claim for claim in self.panel.claims if claim.has_figure]
        return axis_for(counted, self.panel.unit) if counted else None

    @property
    def start(self) -> float:
        """The pixel of 0."""
        if self.narrow:
            return self.left + _MARK
        size = self.sheet.size
        widest = max(text_width(row.name, size, bold=True) for row in self.panel.rows)
        return self.left + min(widest, _WIDEST_NAME) + 2 * GAP

    @property
    def end(self) -> float:
        """The pixel of the highest value; what was not reported stands to the right of it."""
        unknown = any(not claim.has_figure for claim in self.panel.claims)
        return self.right - (_UNKNOWN if unknown else 0) - _MARK - _ARROW

    def x(self, value: int) -> float:
        """The pixel of a value."""
        axis = self.axis
        return self.start + value / (axis.ticks[-1] if axis else 1) * (self.end - self.start)

    def draw(self, top: float) -> float:
        """The panel from ``top`` down; returns where it ends."""
        top = self.ticks(self.title(top))
        begin = top
        for row in self.panel.rows:
            self.sheet.add("rule", (self.left, top, self.right, top))
            top = self.row(row, top + 4) + 4
        self.grid(begin, top)
        if self.panel.left_out:
            words = wording.and_rest(self.panel.left_out, "places")
            self.sheet.text(self.left, top + LINE / 2, words, z=NOTE)
            top += LINE
        return top + 3 * GAP

    def title(self, top: float) -> float:
        """What the panel counts."""
        words = wording.summary_kind(self.panel.kind, self.panel.group, self.panel.unit)
        lines = wrap(words, self.sheet.size + 1, self.right - self.left, bold=True)
        for index, line in enumerate(lines):
            y = top + (index + 0.5) * LINE
            self.sheet.text(self.left, y, line, c=self.colour, w=700, z=self.sheet.size + 1)
        return top + len(lines) * LINE + 4

    def ticks(self, top: float) -> float:
        """The values of the axis, as far as there is room, and the head of the unknown."""
        if self.axis is None:
            return top
        values = self.axis.ticks
        between = (self.end - self.start) / (len(values) - 1)
        if text_width(wording.number(values[-1]), NOTE) + GAP > between:
            values = (values[0], values[-1])
        for value in values:
            half = text_width(wording.number(value), NOTE) / 2
            x = min(max(self.x(value), self.left + half), self.right - half)
            self.sheet.text(x, top + LINE / 2, wording.number(value), a="center", z=NOTE)
        return top + LINE + 2

    def grid(self, top: float, bottom: float) -> None:
        """The lines of the axis behind the marks."""
        for value in self.axis.ticks if self.axis else ():
            style = {} if value else {"c": self.sheet.palette.border}
            self.sheet.add("rule", (self.x(value), top, self.x(value), bottom), **style)

    def row(self, row: Row, top: float) -> float:
        """A place with its lines; returns where it ends."""
        size = self.sheet.size
        room = self.right - self.left if self.narrow else self.start - self.left - 2 * GAP
        name = wrap(row.name, size, room, bold=True)
        for index, line in enumerate(name):
            ink = self.sheet.palette.ink
            self.sheet.text(self.left, top + _ROW / 2 + index * LINE, line, w=600, c=ink, h=1)
        y = top + len(name) * LINE + 4 if self.narrow else top
        for told in row.lines:
            y = self.line(told, y)
        return max(y, top + len(name) * LINE + 4)

    def line(self, line: Line, top: float) -> float:
        """One claim with its words, or words alone; returns where it ends."""
        if line.claim is None:
            return self.silent(line, top)
        if not line.claim.has_figure:
            bottom = self.unknown(line, top)
        else:
            bottom = self.figure(line, line.claim, top)
        sentence = wording.sentence(line.claim, self.names)
        self.sheet.touch((self.left, top, self.right, bottom), line.claim, sentence)
        return bottom

    def silent(self, line: Line, top: float) -> float:
        """No report in a period: words and nothing else."""
        words = {"z": NOTE, "s": "italic", "c": self.sheet.palette.ink3, "h": 1}
        self.sheet.text(self.start + GAP, top + _ROW / 2, line.words, **words)
        return top + _ROW

    def unknown(self, line: Line, top: float) -> float:
        """A number that was not reported: its words, and a box in a column of its own."""
        lines = wrap(line.words, self.sheet.size, self.end - self.start - GAP)
        for index, words in enumerate(lines):
            self.sheet.text(self.start + GAP, top + _ROW / 2 + index * LINE, words, h=1)
        x, y = self.right - 14, top + _ROW / 2
        # Clear of the axis: a mark at its start would be a zero.
        _picture(self.sheet, x - 21, y, self.disc(line.side))
        if line.claim and is_unknown(line.claim):
            _question(self.sheet, (x - 9, y - 8, x + 9, y + 8), self.colour)
        return top + _ROW + (len(lines) - 1) * LINE

    def figure(self, line: Line, claim: Claim, top: float) -> float:
        """A figure on the axis; its words stand to the right, to the left or below it."""
        y = top + _ROW / 2
        left, right = self.mark(claim, line.side, y)
        needed = text_width(line.words, self.sheet.size, bold=True) + GAP
        style = {"w": 600, "h": 1}
        if right + needed <= self.end + _MARK + _ARROW:
            self.sheet.text(right + GAP, y, line.words, **style)
            return top + _ROW
        if left - needed >= self.start:
            self.sheet.text(left - GAP, y, line.words, a="right", **style)
            return top + _ROW
        lines = wrap(line.words, self.sheet.size, self.end - self.start, bold=True)
        for index, words in enumerate(lines):
            self.sheet.text(self.start + GAP, top + _ROW + (index + 0.4) * LINE, words, **style)
        return top + _ROW + len(lines) * LINE

    def mark(self, claim: Claim, side: Side, y: float) -> tuple[float, float]:
        """The marks of a figure; returns the pixels from left to right that they fill."""
        ends = [self.x(value) for value in (claim.low, claim.high) if value is not None]
        best = [self.x(claim.best)] if claim.best is not None else []
        every = sorted([*ends, *best])
        points = best or (ends if len(ends) == 1 or claim.spread in _TWO_VALUES else [])
        if len(every) > 1 and claim.spread != Spread.EITHER:
            self.reach(claim, side, (every[0], every[-1]), y)
        for x in points:
            _picture(self.sheet, x, y, self.disc(side))
        left, right = every[0] - _MARK, every[-1] + _MARK
        if len(every) > 1 or best:
            return left, right
        if claim.low is None:
            self.arrow(left, y, -1)
            return left - _ARROW, right
        self.arrow(right, y, 1)
        return left, right + _ARROW

    def reach(self, claim: Claim, side: Side, ends: tuple[float, float], y: float) -> None:
        """From low to high: a line behind a best figure, else a bar, hollow or filled."""
        low, high = ends
        if claim.best is not None or claim.spread == Spread.FELL:
            self.sheet.add("edge", (low, y, high, y), c=self.colour, w=2)
            for x in ends:
                self.sheet.add("edge", (x, y - _TICK, x, y + _TICK), c=self.colour, w=2)
            return
        fill = self.sheet.palette.page if side is Side.FIRST else self.colour
        self.sheet.add("block", (low, y - _TICK, high, y + _TICK), c=fill)
        out = 3 if side is Side.BOTH else 0
        x, y1, x2, y2 = low - out, y - _TICK - out, high + out, y + _TICK + out
        for edge in ((x, y1, x2, y1), (x, y2, x2, y2), (x, y1, x, y2), (x2, y1, x2, y2)):
            self.sheet.add("edge", edge, c=self.colour)

    def arrow(self, x: float, y: float, way: int) -> None:
        """A figure that is only a lower or an upper limit is open on that side."""
        tip = x + way * (_ARROW - 4)
        for edge in (
            (x, y, tip, y),
            (tip - way * 4, y - 4, tip, y),
            (tip - way * 4, y + 4, tip, y),
        ):
            self.sheet.add("edge", edge, c=self.colour, w=2)

    def disc(self, side: Side) -> str:
        """The mark of a period in the kind's colour."""
        return _disc(side, self.sheet.palette, self.colour)


def _disc(side: Side, palette: Palette, colour: str) -> str:
    hollow = f'<circle cx="8" cy="8" r="5.4" fill="{palette.page}" stroke="{colour}" '
    filled = f'<circle cx="8" cy="8" r="6.2" fill="{colour}"/>'
    ring = f'<circle cx="8" cy="8" r="6.8" fill="{palette.page}" stroke="{colour}" '
    dot = f'<circle cx="8" cy="8" r="3.4" fill="{colour}"/>'
    shapes = {
        Side.FIRST: f'{hollow}stroke-width="2.2"/>',
        Side.SECOND: filled,
        Side.BOTH: f'{ring}stroke-width="1.8"/>{dot}',
    }
    return data_uri(svg(shapes[side], 16, 16, 2))


def _picture(sheet: Sheet, x: float, y: float, address: str) -> None:
    sheet.layers["picture"].append({"x": sheet.x(x), "y": round(y, 1), "u": address})


def _question(sheet: Sheet, box: Box, colour: str) -> None:
    x, y, x2, y2 = box
    sheet.add("block", box, c=sheet.palette.page)
    for line in ((x, y, x2, y), (x, y, x, y2), (x2, y, x2, y2), (x, y2, x2, y2)):
        sheet.add("edge", line, c=colour, d=DASHED, w=1.4)
    sheet.text((x + x2) / 2, (y + y2) / 2, "?", a="center", w=700)
