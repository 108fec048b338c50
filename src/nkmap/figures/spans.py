"""Dates as blocks on a ruler of months: where each begins and ends, and how sharply."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nkmap import months
from nkmap.dates import Bound, Period, Precision
from nkmap.months import Month

UPRIGHT = 5.0
"""The width of a day in pixels."""
_OPEN_SHARE, _SINGLE_SHARE, _SLICES, _SLICE = 0.6, 0.35, 10, 3.0


class Edge(StrEnum):
    """How a block ends on one side."""

    SHARP = "sharp"
    SOFT = "about"
    OPEN = "open"
    CUT = "goes on outside the months"


class Spot(StrEnum):
    """Where a claim stands in relation to the months."""

    AMONG = "among"
    BEFORE = "before"
    AFTER = "after"
    NOWHERE = "undated"


@dataclass(frozen=True)
class Ruler:
    """The covered months laid out between two pixels."""

    months: tuple[Month, ...]
    left: float
    right: float

    @property
    def unit(self) -> float:
        """Pixels per month."""
        return (self.right - self.left) / max(len(self.months), 1)

    def at(self, day: date) -> float:
        """The pixel where a day begins."""
        first = months.first_day(self.months[0])
        index = (day.year - first.year) * 12 + day.month - first.month
        part = (day.day - 1) / calendar.monthrange(day.year, day.month)[1]
        return self.left + (index + part) * self.unit


@dataclass(frozen=True)
class Span:
    """A block: its ends in pixels, how each looks and how long its fade is."""

    left: float
    right: float
    start: Edge = Edge.SHARP
    end: Edge = Edge.SHARP
    rise: float = 0.0
    fall: float = 0.0
    onset: bool = False
    """Whether the start is dated to a day."""


def spot(period: Period | None, months_: Sequence[Month]) -> Spot:
    """Whether a date lies among the months, wholly outside them, or is not given."""
    if period is None or not months_:
        return Spot.NOWHERE
    if period.last_day and period.last_day < months.first_day(months_[0]):
        return Spot.BEFORE
    if period.first_day and period.first_day > months.last_day(months_[-1]):
        return Spot.AFTER
    return Spot.AMONG


def span(period: Period, ruler: Ruler, until: date | None = None) -> Span:
    """The block of a date that lies among the months; an open end is drawn to ``until``."""
    left = max(ruler.at(period.start.first), ruler.left) if period.start else ruler.left
    end_day = period.end.last if period.end else until
    right = min(_after(end_day, ruler), ruler.right) if end_day else ruler.right
    middle, day = (left + right) / 2, _is_day(period.start)
    if period.is_single and day:
        return Span(middle - UPRIGHT / 2, middle + UPRIGHT / 2)
    width = max(right - left, UPRIGHT)
    cut_start = period.start is not None and period.start.first < months.first_day(ruler.months[0])
    cut_end = period.end is not None and period.end.last > months.last_day(ruler.months[-1])
    start = Edge.CUT if cut_start else _edge(period.start, period)
    end = Edge.CUT if cut_end else _edge(period.end, period)
    most = width * (_SINGLE_SHARE if period.is_single else 0.5)
    longest = width * _OPEN_SHARE if Edge.SOFT not in (start, end) and start != end else most
    rise = _fade(start, period.start, ruler, (most, longest))
    fall = _fade(end, period.end, ruler, (most, longest))
    return Span(left, left + width, start, end, rise, fall, onset=day and start is Edge.SHARP)


def _after(day: date, ruler: Ruler) -> float:
    return ruler.at(day + timedelta(1))


def _is_day(bound: Bound | None) -> bool:
    return bound is not None and bound.precision is Precision.DAY and not bound.is_vague


def _edge(bound: Bound | None, period: Period) -> Edge:
    if bound is None:
        return Edge.OPEN
    # "2024" alone is a whole year; as an end, "from spring on", it is a vague moment within it.
    coarse = bound.precision in (Precision.SEASON, Precision.YEAR) and not period.is_single
    return Edge.SOFT if bound.is_vague or coarse else Edge.SHARP


def _fade(edge: Edge, bound: Bound | None, ruler: Ruler, most: tuple[float, float]) -> float:
    if edge is Edge.OPEN:
        return most[1]
    if edge is Edge.SOFT and bound:
        return min(max(_after(bound.last, ruler) - ruler.at(bound.first), ruler.unit / 2), most[0])
    return 0.0


def slices(block: Span) -> tuple[tuple[float, float, float], ...]:
    """The block as stretches of even opacity (0 to 1): it rises, is solid, and falls."""
    # Whole pixels between the slices, or their soft edges would show as stripes.
    rise, fall = _steps(block.rise), _steps(block.fall)
    up = [(block.left + a, block.left + b, o) for a, b, o in rise]
    down = [(block.right - b, block.right - a, o) for a, b, o in reversed(fall)]
    inner = [(block.left + block.rise, block.right - block.fall, 1.0)]
    found = [*up, *inner, *down]
    cuts = [block.left, *(round(right) for _, right, _ in found[:-1]), block.right]
    pieces = zip(cuts[:-1], cuts[1:], (o for *_, o in found), strict=True)
    return tuple(piece for piece in pieces if piece[1] > piece[0])


def _steps(length: float) -> list[tuple[float, float, float]]:
    """Parts of a fade, from its faint end: where each begins, where it ends, how strong it is."""
    few = round(length / _SLICE)
    count = min(few, max(_SLICES, min(2 * _SLICES, round(length / 12))))
    return [(i * length / count, (i + 1) * length / count, (i + 0.5) / count) for i in range(count)]
