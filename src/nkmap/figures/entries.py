"""Border entries over time: bars, longer spans, holes, and the end.

Crossings, not persons and not workers. A span without a total and a series that is no longer
published are two different holes, and neither is a zero. Area is the number, so that a half-year
is not split.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import told
from nkmap.figures.symbols import Palette
from nkmap.figures.value_rows import UNKNOWN, Panel, Row, chart, marks_of
from nkmap.schema import Access, Kind, MissingReason

_MOST_QUARTERS = 40
_MOST_ABOVE = 12
"""Longer spans that are told below the bars, the finest first."""
MOST_TOLD = 6
"""Figures of one span that are told; of more, the others are counted."""
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

    The finest spans become bars; a longer span that holds one is told below instead.
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
    made = plan(claims)
    if made is None:
        return ()
    spans = (*made.bars, *made.spans, *made.unknown)
    return (*(claim for span in spans for claim in span.claims), *made.ended)


def entries(claims: Sequence[Claim], palette: Palette, width: float) -> alt.VConcatChart | None:
    """The series as a chart, as many lines high as a span has quarters."""
    made = plan(claims)
    if made is None:
        return None
    rows = [
        _row(span, made) for span in sorted((*made.bars, *made.unknown), key=lambda own: own.first)
    ]
    rows += [
        Row(_figures(span), head=quarters(span.first, span.last), tip=_tip(span))
        for span in made.spans
    ]
    for claim in made.ended[:1]:
        words = f"{wording.dated(claim).split(',')[0]}: {wording.figure(claim)}. Not zero."
        tip = told(claim, wording.sentence(claim, {}))
        rows.append(Row("", note=words, look="band", tip=tip))
    panel = Panel("", palette.kind(Kind.BORDER_ENTRIES), tuple(rows))
    return chart([[panel]], palette, width, unit="border crossings per quarter; area = number")


def _row(span: Span, made: Plan) -> Row:
    is_known = span in made.bars
    parts = [f"{c.purpose} alone {wording.figure_alone(c)}" for c in span.claims[:MOST_TOLD]]
    unknown = "; ".join(["total not read", *parts, *_more(span)])
    return Row(
        _figures(span) if is_known else unknown,
        head=quarters(span.first, span.last),
        marks=marks_of(span.claim, over=span.length) if is_known else UNKNOWN,
        look="figure" if is_known else "unknown",
        high=span.length,
        tip=_tip(span) if span.claims else None,
    )


def _figures(span: Span) -> str:
    return "; ".join([*map(wording.figure_alone, span.claims[:MOST_TOLD]), *_more(span)])


def _more(span: Span) -> tuple[str, ...]:
    return wording.and_more(len(span.claims) - MOST_TOLD)


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
