"""Coverage: where and when there is a claim, month by place. No claim here is not zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.evidence import Evidence, kept, known_by
from nkmap.figures import symbols
from nkmap.figures.chart_style import tooltip
from nkmap.figures.drawing import Drawing, Paint, Rect, Words
from nkmap.figures.time_scale import Block, TimeScale, by_month, ends, equal_runs
from nkmap.figures.timeline import MOST_DRAWN, THICK, THIN, Frames, Lines
from nkmap.relations import lead_claim
from nkmap.schema import PEOPLE, Group, Kind
from nkmap.wording import counts, joined, sentences
from nkmap.wording.places import Names

NAMES = 130.0
"""Pixels of the names on a phone: no place's is so long that it must stand above its row."""
_LEAST_SIGN = 12.0


class State(StrEnum):
    """What the claims at hand tell of one place in one month, and of what lies in it."""

    FIGURE = "a number of people was reported"
    ZERO = "reported that there were none"
    UNKNOWN = "reported, number not given"
    WORDS = "reported without a number of people"
    LONGER = "reported for a longer time, no month given"
    OTHER = "a claim, but not on civilian workers, or only on a plan"
    NONE = "no claim here: not zero"


@dataclass(frozen=True)
class Run:
    """Months in a row with one state, by their index, and the claims about them."""

    first: int
    last: int
    state: State
    claims: tuple[Claim, ...]


def runs(
    claims: Sequence[Claim], months_: Sequence[Month], *, by_state: bool = False
) -> tuple[Run, ...]:
    """Find the states of one place over the months; months with the same claims are one run.

    A claim with an open start stands in its last month. ``by_state`` takes months of one state
    together, whatever their claims.
    """
    found = by_month(claims, months_, surely=True)
    made = []
    same: Sequence[object] = [_state(own) for own in found] if by_state else found
    for first, last, _ in equal_runs(same):
        own = {claim.claim_id: claim for month in found[first : last + 1] for claim in month}
        told = tuple(own.values())
        made.append(Run(first, last, _state(told), told))
    return tuple(made)


def _state(claims: Sequence[Claim]) -> State:
    if not claims:
        return State.NONE
    reports = [claim for claim in claims if _is_report(claim)]
    if not reports:
        return State.OTHER
    dated = [claim for claim in reports if claim.has_month]
    counted = [claim for claim in dated if claim.has_figure and claim.unit in PEOPLE]
    if any(not claim.is_zero for claim in counted):
        return State.FIGURE
    if any(claim.is_unreported for claim in dated):
        return State.UNKNOWN
    if counted:
        return State.ZERO
    return State.WORDS if dated else State.LONGER


def _is_report(claim: Claim) -> bool:
    """Whether it reports on workers; a plan reports nothing that happened."""
    return claim.group == Group.WORKERS and claim.kind is not Kind.PLANNED


def by_place(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Group claims by every place they name, and by every place that holds one of those."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for place in claim.named_within:
            found.setdefault(place, []).append(claim)
    return found


def rows(
    claims: Sequence[Claim], places: Iterable[str], months_: Sequence[Month]
) -> dict[str, tuple[Run, ...]]:
    """Find the runs of each place that a report on workers is about, in the order given."""
    found = by_place(claims) if months_ else {}
    many = sum(map(len, found.values())) > MOST_DRAWN
    states = {
        place: runs(found[place], months_, by_state=many) for place in places if place in found
    }
    unreported = {State.NONE, State.OTHER}
    return {p: own for p, own in states.items() if any(run.state not in unreported for run in own)}


_LOOKS = {
    State.FIGURE: ("ink2", 1.0, THICK, "", ""),
    State.ZERO: ("ink", 0.0, THICK, "thick", "0"),
    State.UNKNOWN: ("ink", 0.0, THICK, "dashed", "?"),
    State.WORDS: ("ink3", 0.4, THICK, "", ""),
    State.LONGER: ("ink3", 0.14, THICK, "", ""),
    State.OTHER: ("ink3", 0.4, THIN, "", ""),
    State.NONE: ("line", 0.75, THICK, "", ""),
}
"""Colour, how full, height, outline and sign of a block, by what is told of its months."""


def sample(state: State) -> Drawing:
    """Draw a month of a state, for the key of the strip."""
    shade, full, high, outline, sign = _LOOKS[state]
    whole, inside = Rect(1, 1, 34, 14, Paint("page")), Paint(shade, opacity=full)
    if outline:
        inside = Paint("page", shade, dash=(4, 3) if outline == "dashed" else ())
    parts: list[Rect | Words] = [replace(whole, paint=inside)]
    if high == THIN:
        parts = [whole, Rect(1, 6, 34, 4, inside)]
    if state is State.LONGER:  # so pale that it needs an edge
        parts.append(replace(whole, paint=Paint(stroke="line")))
    if sign:
        parts.append(Words(sign, 18, 12.5, 12, anchor="middle", weight=700))
    return symbols.icon(36, 16, *parts)


def strip(here: Evidence, time: TimeScale) -> Frames:
    """Make the frames of the strip: of all that was known on a view's day, whatever it chooses."""
    return covered(Evidence(here.data, known_by(here.view)), time)[0].frames(here.view)


@kept
def covered(known: Evidence, time: TimeScale) -> tuple[Lines, list[Claim]]:
    """Lay out the strip of all claims shown, and list those that stand on it, each once."""
    states = rows(known.shown, known.names, time.months)
    told = (claim for own in states.values() for run in own for claim in run.claims)
    on_strip = list({claim.claim_id: claim for claim in told}.values())
    return lines(states, known.names, time), on_strip


def lines(states: Mapping[str, Sequence[Run]], names: Names, time: TimeScale) -> Lines:
    """Lay out the runs as lines of a timeline; months without a claim are shaded."""
    made = Lines(time)
    for place, found in states.items():
        top, below = made.count, made.name(names[place])
        for run in found:
            block = Block(*ends(time.months[run.first : run.last + 1]))
            shade, full, high, outline, sign = _LOOKS[run.state]
            row = {"first": block.first, "after": block.after, "shade": shade, "full": full}
            if not run.claims:
                made.areas.append(row | {"line": below, "high": top})
                continue
            reports = [claim for claim in run.claims if _is_report(claim)]
            lead = lead_claim(reports or run.claims)
            more = counts.and_more_told(len(run.claims) - 1)
            said = joined(sentences.sentence(lead, names), more)
            made.claims.append(tooltip(lead, said) | asdict(block) | row | {
                "from": time.pixel(block.first), "to": time.pixel(block.after), "at": time.left,
                "words": "", "high": high, "outline": outline,
                "sign": sign if block.days * time.day >= _LEAST_SIGN else "",
                "line": top, "top": top, "below": top + 1,
            })  # fmt: skip
        made.count = below
    return made
