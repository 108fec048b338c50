"""The figures of one kind side by side, on an axis of their own.

Two kinds, or two units, never share an axis. No total, midpoint or line between figures is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import GAP, NARROW, NOTE, TEXT
from nkmap.figures.lanes import is_unknown, says
from nkmap.figures.sheet import DASHED, LINE, Box, Sheet
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.schema import KINDS, Kind, Measure, Spread

BASELINE_YEAR = 2018
"""Counts of those present from before this year are never joined to later ones."""
_PLOT, _UNKNOWN, _BAR, _SLOT, _WIDEST_SLOT = 150.0, 24.0, 52.0, 108.0, 190.0
_RANGE, _NOT_CURRENT, _TICKS, _ARROW = 0.13, 0.4, 3, 6.0


@dataclass(frozen=True)
class Silence:
    """Years in which no figure lies, between two that must not be joined."""

    words: str


@dataclass(frozen=True)
class Axis:
    """A scale from 0 in even steps, its unit and the pixels its labels need."""

    unit: str
    step: int
    count: int

    @property
    def ticks(self) -> tuple[int, ...]:
        """The values labelled."""
        return tuple(self.step * index for index in range(self.count + 1))

    @property
    def left(self) -> float:
        """The pixel where the first bar may begin."""
        return text_width(wording.number(self.ticks[-1]), NOTE) + 2 * GAP

    def height(self, value: int) -> float:
        """The pixels a value rises above 0."""
        return value / self.ticks[-1] * _PLOT


def amounts(
    claims: Sequence[Claim], names: Mapping[str, str], kind: Kind, palette: Palette, width: float
) -> alt.LayerChart | None:
    """One bar per claim, by date; None when no claim has a figure.

    Raises ``ValueError`` for claims of another kind or of two groups: they share no axis.
    """
    groups = sorted({claim.group for claim in claims})
    if len(groups) > 1:
        raise ValueError(f"{' and '.join(groups)}: figures of different groups share no axis")
    others = sorted({claim.kind.value for claim in claims} - {kind.value})
    if others:
        kinds = " and ".join([kind.value, *others])
        raise ValueError(f"{kinds}: figures of different kinds share no axis")
    if not any(claim.has_figure for claim in claims):
        return None
    sheet, top = Sheet(palette, TEXT - (width < NARROW)), 0.0
    for unit, group in by_unit(claims):
        axis, entries = axis_for(group, unit), with_silence(group, kind)
        room = max(1, int((width - axis.left) // _SLOT))
        for start in range(0, len(entries), room):
            panel = _Panel(sheet, names, axis, width, min(room, len(entries)))
            top = panel.draw(entries[start : start + room], top)
    return sheet.chart(width, top, brush=False)


def by_unit(claims: Sequence[Claim]) -> tuple[tuple[str, list[Claim]], ...]:
    """The claims by unit, each in order of date; those without a figure join the first unit."""
    units = [claim.sort_of_unit for claim in claims if claim.has_figure]
    groups: dict[str, list[Claim]] = {unit: [] for unit in units}
    for claim in sorted(claims, key=lambda claim: (claim.when is None, claim.order)):
        groups[claim.sort_of_unit if claim.has_figure else units[0]].append(claim)
    return tuple(groups.items())


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


@dataclass(frozen=True)
class _Panel:
    """One row of bars on one axis."""

    sheet: Sheet
    names: Mapping[str, str]
    axis: Axis
    width: float
    count: int

    @property
    def slot(self) -> float:
        """Pixels from one bar to the next."""
        return min((self.width - self.axis.left) / self.count, _WIDEST_SLOT)

    def draw(self, entries: Sequence[Claim | Silence], top: float) -> float:
        """The axis and its bars from ``top`` down; returns where they end."""
        claims = [entry for entry in entries if isinstance(entry, Claim)]
        reach = [len(self.words(claim)) * LINE + GAP + self.rise(claim) for claim in claims]
        base = top + LINE + GAP + max(*reach, _PLOT + GAP, 0)
        self.sheet.text(0, top + LINE / 2, wording.axis_unit(self.axis.unit), z=NOTE)
        for value in self.axis.ticks:
            y = base - self.axis.height(value)
            style = {} if value else {"c": self.sheet.palette.border}
            self.sheet.add("rule", (self.axis.left - GAP, y, self.width, y), **style)
            x = self.axis.left - 2 * GAP + 4
            self.sheet.text(x, y, wording.number(value), a="right", z=NOTE)
        lines = 1
        for index, entry in enumerate(entries):
            x = self.axis.left + index * self.slot
            if isinstance(entry, Silence):
                self.silence(entry, x, base)
            else:
                lines = max(lines, self.claim(entry, x, base))
        return base + lines * LINE + 2 * GAP

    def words(self, claim: Claim) -> tuple[tuple[str, bool], ...]:
        """The place, then in bold the hedged figure, in lines that fit the bar's slot."""
        room, size = self.slot - GAP, self.sheet.size
        place = wording.place_list(claim.told_of, self.names)
        told = says(claim, self.names) if claim.has_figure else wording.figure(claim)
        lines = [(line, False) for line in wrap(place or "no place given", size, room)]
        return *lines, *((line, True) for line in wrap(told, size, room, bold=True))

    def rise(self, claim: Claim) -> float:
        """How far the claim's mark rises above 0."""
        stated = [value for value in (claim.low, claim.best, claim.high) if value is not None]
        if not stated or claim.is_zero:
            return _UNKNOWN
        return self.axis.height(max(stated)) + (_ARROW + GAP / 2 if _is_open(claim) else 0)

    def silence(self, gap: Silence, x: float, base: float) -> None:
        """Hatched time between two eras."""
        right, lines = x + self.slot - 2 * GAP, wrap(gap.words, NOTE, self.slot - 5 * GAP)
        self.sheet.hatch(x, base - _PLOT, right, base)
        middle, half = base - _PLOT / 2, len(lines) * LINE / 2
        box = (x + GAP, middle - half - 2, right - GAP, middle + half + 2)
        self.sheet.add("block", box, c=self.sheet.palette.land)
        for index, line in enumerate(lines):
            y = middle - half + (index + 0.5) * LINE
            self.sheet.text((x + right) / 2, y, line, a="center", z=NOTE)

    def claim(self, claim: Claim, x: float, base: float) -> int:
        """A claim's bar with its words; returns the number of lines below it."""
        self.bar(claim, x, base)
        words = self.words(claim)
        top = base - self.rise(claim) - GAP / 2 - len(words) * LINE
        for index, (line, bold) in enumerate(words):
            style = {"w": 600} if bold else {"c": self.sheet.palette.ink}
            self.sheet.text(x, top + (index + 0.5) * LINE, line, h=1, **style)
        below = wrap(wording.dated(claim), NOTE, self.slot - GAP)
        for index, line in enumerate(below):
            self.sheet.text(x, base + 12 + index * LINE, line, z=NOTE)
        box = (x, top, x + self.slot - GAP, base + len(below) * LINE + GAP)
        self.sheet.touch(box, claim, wording.sentence(claim, self.names))
        return len(below)

    def bar(self, claim: Claim, x: float, base: float) -> None:
        """The mark: solid as far as stated, dashed where it may reach, open where it may exceed."""
        right, height = x + min(_BAR, self.slot / 2), self.axis.height
        if not claim.has_figure:
            self.unknown(claim, (x, base - _UNKNOWN, right, base - GAP / 2))
            return
        if claim.is_zero:
            self.zero(claim, (x, base - _UNKNOWN, x + _UNKNOWN, base))
            return
        low = claim.low if claim.low is not None else claim.best
        ends = [base - height(value) for value in (low, claim.high) if value is not None]
        colour = self.sheet.palette.kind(claim.kind, claim.group)
        if claim.spread in (Spread.EITHER, Spread.FELL):
            for y in ends:
                self.sheet.add("edge", (x, y, right, y), c=colour, w=3.2)
            return
        if low is not None:
            clear = {} if claim.is_current else {"o": _NOT_CURRENT}
            self.sheet.add("block", (x, ends[0], right, base), c=colour, **clear)
        if claim.high is not None:
            box = (x, ends[-1], right, base if low is None else ends[0])
            self.dashed(claim, box, fill=0 if low is None else _RANGE)
        if claim.best is not None and claim.low is not None:
            y = base - height(claim.best)
            self.sheet.add("edge", (x, y, right, y), w=2.2)
        for place in (x, (x + right) / 2, right) if _is_open(claim) else ():
            tick = (place, ends[0] - 2, place, ends[0] - 2 - _ARROW)
            self.sheet.add("edge", tick, c=colour, w=2.2)

    def unknown(self, claim: Claim, box: Box) -> None:
        """A box that stands clear of the axis, so that its height is no amount."""
        self.dashed(claim, box, fill=_RANGE)
        if is_unknown(claim):
            x, y, x2, y2 = box
            self.sheet.text((x + x2) / 2, (y + y2) / 2, "?", a="center", w=700)

    def zero(self, claim: Claim, box: Box) -> None:
        """A square on the axis with a 0 in it: a source says that there were none."""
        x, y, x2, y2 = box
        colour = self.sheet.palette.kind(claim.kind, claim.group)
        self.sheet.add("block", box, c=self.sheet.palette.page)
        for line in ((x, y, x2, y), (x, y, x, y2), (x2, y, x2, y2), (x, y2, x2, y2)):
            self.sheet.add("edge", line, c=colour, w=2)
        self.sheet.text((x + x2) / 2, (y + y2) / 2, "0", a="center", w=700)

    def dashed(self, claim: Claim, box: Box, *, fill: float) -> None:
        """A faint box with dashed edges: not stated, or stated as a limit."""
        x, y, x2, y2 = box
        colour = self.sheet.palette.kind(claim.kind, claim.group)
        self.sheet.add("block", box, c=self.sheet.palette.page)
        if fill:
            self.sheet.add("block", box, c=colour, o=fill)
        for line in ((x, y, x2, y), (x, y, x, y2), (x2, y, x2, y2), (x, y2, x2, y2)):
            self.sheet.add("edge", line, c=colour, d=DASHED)


def _is_open(claim: Claim) -> bool:
    """Whether only a lower limit is stated: more than, at least."""
    return claim.low is not None and claim.best is None and claim.high is None
