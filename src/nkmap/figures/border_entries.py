"""Border entries over time: bars, longer spans, holes, and the end.

Crossings, not persons and not workers. A span without a total and a series that is no longer
published are two different holes, and neither is a zero. Area is the number, so that a half-year
is not split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from nkmap.claim import Claim
from nkmap.figures.axis_panels import UNKNOWN, AxisPanel, FigureRow, band, marks_of
from nkmap.figures.chart_style import tooltip
from nkmap.schema import Access, Kind, MissingReason
from nkmap.wording import counts, dates, hedges, joined, sentences
from nkmap.wording.places import Names

MOST_TOLD = 6
"""Figures of one span that are told; of more, the others are counted."""


@dataclass(frozen=True)
class Quarters:
    """Quarters in a row, counted from year 0, and the claims about just these."""

    first: int
    last: int
    claims: tuple[Claim, ...] = ()
    """The most direct copy first. Of a quarter without a total they tell a part at most."""

    @property
    def has_total(self) -> bool:
        """Whether a total of it was read."""
        return any(not claim.purpose for claim in self.claims)


@dataclass(frozen=True)
class QuarterlySeries:
    """What is drawn where: quarters in order, below them longer spans that hold some, the end."""

    quarters: list[Quarters]
    longer: list[Quarters]
    ended: list[Claim]
    """Claims that the series is no longer published."""

    @property
    def lines(self) -> int:
        """How many lines high it is."""
        return self.quarters[-1].last - self.quarters[0].first + 1 + len(self.longer)

    @property
    def claims(self) -> list[Claim]:
        """The claims that the picture tells, each once."""
        spans = (*self.quarters, *self.longer)
        return [*(claim for span in spans for claim in span.claims), *self.ended]


def plan(claims: Sequence[Claim]) -> QuarterlySeries | None:
    """Sort the claims into quarters and the rest; ``None`` when none tells a total.

    The finest spans become bars; a longer span that holds one is told below instead.
    """
    standing = [c for c in claims if c.kind is Kind.BORDER_ENTRIES and c.is_current]
    # Two borders make no series: it is that of the country which most claims are about.
    borders = Counter(claim.destination for claim in standing).most_common(1)
    own = [claim for claim in standing if claim.destination == borders[0][0]]
    totals: dict[tuple[int, int], list[Claim]] = {}
    parts: dict[tuple[int, int], list[Claim]] = {}
    # A contested total is told behind the others, one in a better copy before them.
    access = list(Access)
    for claim in sorted(own, key=lambda c: (bool(c.contested), access.index(Access(c.access)))):
        if claim.is_bounded:
            ends = claim.first_month // 3, claim.last_month // 3
            if claim.has_figure and not claim.purpose:
                totals.setdefault(ends, []).append(claim)
            elif claim.purpose and not claim.part_of:
                parts.setdefault(ends, []).append(claim)
    if not totals:
        return None
    bars: dict[int, Quarters] = {}
    longer: list[Quarters] = []
    for first, last in sorted(totals, key=lambda ends: (ends[1] - ends[0], ends)):
        span = Quarters(first, last, tuple(totals[first, last]))
        if bars.keys() & range(first, last + 1):
            longer.append(span)
        else:
            bars |= dict.fromkeys(range(first, last + 1), span)
    for hole in set(range(min(bars), max(bars))) - bars.keys():
        bars[hole] = Quarters(hole, hole, tuple(parts.get((hole, hole), ())))
    return QuarterlySeries(
        sorted(dict.fromkeys(bars.values()), key=attrgetter("first")),
        sorted(longer, key=attrgetter("first")),
        [c for c in own if c.missing_reason is MissingReason.NO_LONGER_PUBLISHED],
    )


def panel(made: QuarterlySeries, names: Names) -> AxisPanel:
    """Make the panel of a series; a row is as many lines high as it has quarters."""
    rows = [_row(span, names, is_drawn=True) for span in made.quarters]
    rows += [_row(span, names, is_drawn=False) for span in made.longer]
    for claim in made.ended:
        words = f"{dates.dated(claim).split(',')[0]}: {hedges.figure(claim)}. Not zero."
        rows.append(band(words, tooltip(claim, sentences.sentence(claim, names))))
    title = "border crossings per quarter; area = number"
    return AxisPanel(title, Kind.BORDER_ENTRIES, "", tuple(rows))


def _row(span: Quarters, names: Names, *, is_drawn: bool) -> FigureRow:
    own, length = span.claims[:MOST_TOLD], span.last - span.first + 1
    more = counts.and_more(len(span.claims) - MOST_TOLD)
    if span.has_total:
        words, marks = [*map(hedges.figure_alone, own)], marks_of(own[0], spread_over=length)
    else:
        parts = [f"{claim.purpose} alone: {hedges.figure_alone(claim)}" for claim in own]
        words, marks = ["the total was not read", *parts], UNKNOWN
    said = joined(*(sentences.sentence(claim, names) for claim in own), more)
    return FigureRow(
        joined(*words, more, by="; "),
        head=quarters(span.first, span.last),
        marks=marks if is_drawn else (),
        look="unknown" if not span.has_total else "figure" if is_drawn else "longer",
        high=length if is_drawn else 1,
        tip=tooltip(own[0], said) if own else None,
    )


def quarters(first: int, last: int) -> str:
    """Quarters in words: ``Jan–Mar 2023``, ``all of 2024``."""
    start, end = first % 4, last % 4
    if (start, end) == (0, 3) and first // 4 == last // 4:
        return f"all of {first // 4}"
    names = [name[:3] for name in dates.MONTHS]
    return f"{names[start * 3]}–{names[end * 3 + 2]} {last // 4}"
