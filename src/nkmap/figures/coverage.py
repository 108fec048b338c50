"""Coverage: where and when there is a claim, month by place. No claim here is not zero.

Nor is what was looked for and not found, which is told apart from what was not looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from nkmap.claim import Claim
from nkmap.dates import Month, touched_months
from nkmap.evidence import Evidence, kept, known_by
from nkmap.figures import symbols
from nkmap.figures.chart_style import CLAIM, tooltip
from nkmap.figures.drawing import Drawing, Paint, Rect, Words
from nkmap.figures.time_scale import Block, TimeScale, by_month, ends, equal_runs
from nkmap.figures.timeline import MOST_DRAWN, THICK, THIN, Frames, Lines
from nkmap.relations import lead_claim
from nkmap.schema import PEOPLE, Group, Kind
from nkmap.searches import Search
from nkmap.wording import counts, joined, searches, sentences
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
    NOT_FOUND = "looked for, not found: not zero"
    NONE = "no claim here: not zero"


@dataclass(frozen=True)
class Run:
    """Months in a row with one state, by their index, and the claims about them.

    Where there is none, the searches for these months that found none.
    """

    first: int
    last: int
    state: State
    claims: tuple[Claim, ...]
    searches: tuple[Search, ...] = ()


def runs(
    claims: Sequence[Claim],
    months_: Sequence[Month],
    sought: Sequence[Search] = (),
    *,
    by_state: bool = False,
) -> tuple[Run, ...]:
    """Find the states of one place over the months; months with the same claims are one run.

    A claim with an open start stands in its last month. What was ``sought`` and not found stands
    where there is no claim. ``by_state`` takes months of one state together, whatever their claims.
    """
    told = by_month(claims, months_, surely=True)
    found = [
        (own, () if own else looked)
        for own, looked in zip(told, _by_month(sought, months_), strict=True)
    ]
    made = []
    same: Sequence[object] = [_state(*month) for month in found] if by_state else found
    for first, last, _ in equal_runs(same):
        months = found[first : last + 1]
        own = tuple({claim.claim_id: claim for held, _ in months for claim in held}.values())
        looked = tuple(dict.fromkeys(search for _, held in months for search in held))
        made.append(Run(first, last, _state(own, looked), own, looked))
    return tuple(made)


def _by_month(sought: Iterable[Search], months_: Sequence[Month]) -> list[tuple[Search, ...]]:
    found: list[tuple[Search, ...]] = [()] * len(months_)
    for search in sought:
        for index in touched_months(search.months, months_):
            found[index] += (search,)
    return found


def _state(claims: Sequence[Claim], sought: Sequence[Search] = ()) -> State:
    if not claims:
        return State.NOT_FOUND if sought else State.NONE
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
    claims: Sequence[Claim],
    places: Iterable[str],
    months_: Sequence[Month],
    sought: Iterable[Search] = (),
) -> dict[str, tuple[Run, ...]]:
    """Find the runs of each place that a report on workers is about, in the order given.

    So of each for which something was ``sought``. It holds for the place alone: who looked for a
    province did not look for each of its towns.
    """
    found = by_place(claims) if months_ else {}
    looked: dict[str, list[Search]] = {}
    for search in sought:
        looked.setdefault(search.place, []).append(search)
    many = sum(map(len, found.values())) > MOST_DRAWN
    states = {
        place: runs(found.get(place, ()), months_, looked.get(place, ()), by_state=many)
        for place in places
        if place in found or place in looked
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
    State.NOT_FOUND: ("ink3", 0.0, THICK, "dotted", ""),
    State.NONE: ("line", 0.75, THICK, "", ""),
}
"""Colour, how full, height, outline and sign of a block, by what is told of its months."""
_DASHES = {"dashed": (4.0, 3.0), "dotted": (1.5, 2.5)}


def sample(state: State) -> Drawing:
    """Draw a month of a state, for the key of the strip."""
    shade, full, high, outline, sign = _LOOKS[state]
    whole, inside = Rect(1, 1, 34, 14, Paint("page")), Paint(shade, opacity=full)
    if outline:
        inside = Paint("page", shade, dash=_DASHES.get(outline, ()))
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
    return covered(Evidence(here.data, known_by(here.view)), time).lines.frames(here.view)


class Covered(NamedTuple):
    """The strip, and what stands on it, each once: claims, places, searches that found none."""

    lines: Lines
    claims: Sequence[Claim]
    places: Sequence[str]
    searches: Sequence[Search]


@kept
def covered(known: Evidence, time: TimeScale) -> Covered:
    """Lay out the strip of all claims shown."""
    states = rows(known.shown, known.names, time.months, known.searches)
    drawn = [run for own in states.values() for run in own]
    claims = {claim.claim_id: claim for run in drawn for claim in run.claims}
    sought = dict.fromkeys(search for run in drawn for search in run.searches)
    made = lines(states, known.names, time)
    return Covered(made, tuple(claims.values()), tuple(states), tuple(sought))


def lines(states: Mapping[str, Sequence[Run]], names: Names, time: TimeScale) -> Lines:
    """Lay out the runs as lines of a timeline; months that tell of nothing are shaded."""
    made = Lines(time)
    for place, found in states.items():
        top, below = made.count, made.name(names[place])
        for run in found:
            block = Block(*ends(time.months[run.first : run.last + 1]))
            shade, full, high, outline, sign = _LOOKS[run.state]
            row = {"first": block.first, "after": block.after, "shade": shade, "full": full}
            if run.state is State.NONE:
                made.areas.append(row | {"line": below, "high": top})
                continue
            made.claims.append(_tooltip(run, names) | asdict(block) | row | {
                "from": time.pixel(block.first), "to": time.pixel(block.after), "at": time.left,
                "words": "", "high": high, "outline": outline,
                "sign": sign if block.days * time.day >= _LEAST_SIGN else "",
                "line": top, "top": top, "below": top + 1,
            })  # fmt: skip
        made.count = below
    return made


def _tooltip(run: Run, names: Names) -> dict[str, str]:
    """The fields of the tooltip of a run: the claim that leads it, or what was looked for."""
    if not run.claims:
        return {
            CLAIM: "",
            "says": searches.in_place_of_a_claim(run.searches),
            "dated": searches.times(run.searches),
            "by": searches.searcher(run.searches),
        }
    lead = lead_claim([claim for claim in run.claims if _is_report(claim)] or run.claims)
    more = counts.and_more_told(len(run.claims) - 1)
    return tooltip(lead, joined(sentences.sentence(lead, names), more))
