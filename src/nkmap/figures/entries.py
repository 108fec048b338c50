"""Border entries over time, as they may be drawn: bars, longer spans, holes, and the end.

Crossings, not persons and not workers. A span without a total and a series that is no longer
published are two different holes, and neither is a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nkmap.claim import Claim
from nkmap.schema import Access, Kind, MissingReason

_MOST_QUARTERS = 40
_MOST_ABOVE = 12
"""Longer spans that are told above the bars, the finest first."""
_DIRECT = {Access.ORIGINAL: 0, Access.RELAY: 1, Access.WEAK_COPY: 2}


@dataclass(frozen=True)
class Span:
    """Quarters in a row, counted from year 0, and the claims about just these."""

    first: int
    last: int
    claims: tuple[Claim, ...]

    @property
    def length(self) -> int:
        """How many quarters."""
        return self.last - self.first + 1

    @property
    def claim(self) -> Claim:
        """The claim it is drawn from: the most direct copy."""
        return self.claims[0]

    @property
    def rate(self) -> float:
        """The number for one quarter, if it were even; only the area is reported."""
        value = self.claim.best if self.claim.best is not None else self.claim.low
        return (value or 0) / self.length


@dataclass(frozen=True)
class Plan:
    """What is drawn where: bars, longer spans that hold bars, quarters without a total, the end."""

    bars: tuple[Span, ...]
    spans: tuple[Span, ...]
    unknown: tuple[Span, ...]
    """Quarters between bars; their claims tell a part at most."""
    ended: tuple[Claim, ...]
    """Claims that the series is no longer published."""
    first: int
    last: int
    left_out: tuple[Claim, ...] = ()
    """Claims about longer spans of which there are too many to tell."""


def quarter(day: date) -> int:
    """The quarter a day lies in, counted from year 0."""
    return day.year * 4 + (day.month - 1) // 3


def plan(claims: Sequence[Claim]) -> Plan | None:
    """Sort the claims into bars and the rest; None when no total of any span is among them.

    The finest spans become bars; a longer span that holds one is told above it instead.
    """
    own = _one_border([c for c in claims if c.kind is Kind.BORDER_ENTRIES and c.is_current])
    totals = [claim for claim in own if claim.has_figure and not claim.purpose and _ends(claim)]
    if not totals:
        return None
    spans: dict[tuple[int, int], list[Claim]] = {}
    for claim in sorted(totals, key=lambda c: _DIRECT[Access(c.access)]):
        spans.setdefault(_ends(claim) or (0, 0), []).append(claim)
    ordered = sorted(spans, key=lambda ends: (ends[1] - ends[0], ends))
    bars: list[Span] = []
    above: list[Span] = []
    left: list[Claim] = []
    for first, last in ordered:
        span = Span(first, last, tuple(spans[first, last]))
        taken = any(bar.first <= last and first <= bar.last for bar in bars)
        if not taken:
            bars.append(span)
        elif len(above) < _MOST_ABOVE:
            above.append(span)
        else:
            left += span.claims
    ended = tuple(c for c in own if c.missing_reason is MissingReason.NO_LONGER_PUBLISHED)
    first, last = min(bar.first for bar in bars), max(bar.last for bar in bars)
    first = max(first, last - _MOST_QUARTERS)
    bars = [bar for bar in bars if bar.first >= first]
    above = [span for span in above if span.last >= first]
    filled = {q for bar in bars for q in range(bar.first, bar.last + 1)}
    unknown = tuple(
        Span(q, q, tuple(c for c in own if c.purpose and not c.part_of and _ends(c) == (q, q)))
        for q in range(first, last + 1)
        if q not in filled
    )
    bars.sort(key=lambda bar: bar.first)
    above.sort(key=lambda span: span.first)
    return Plan(tuple(bars), tuple(above), unknown, ended, first, last, tuple(left))


def _one_border(claims: Sequence[Claim]) -> list[Claim]:
    """The claims about the country that most of them are about: two borders make no series."""
    targets = [claim.destination for claim in claims]
    most = max(dict.fromkeys(targets), key=targets.count, default=())
    return [claim for claim in claims if claim.destination == most]


def _ends(claim: Claim) -> tuple[int, int] | None:
    if not (claim.first_day and claim.last_day):
        return None
    return quarter(claim.first_day), quarter(claim.last_day)


def drawn(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that the picture tells, each once."""
    return told_by(plan(claims))


def told_by(made: Plan | None) -> tuple[Claim, ...]:
    """The claims of a plan, each once."""
    if made is None:
        return ()
    spans = (*made.bars, *made.spans, *made.unknown)
    return (*(claim for span in spans for claim in span.claims), *made.ended)
