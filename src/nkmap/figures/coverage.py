"""Where and when anybody reported: a strip of month by place, which tells silence from zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import altair as alt

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.crowd import MOST_DRAWN
from nkmap.figures.labels import text_width, wrap
from nkmap.figures.lanes import GAP, NARROW, NOTE, is_unknown
from nkmap.figures.month_names import month_names
from nkmap.figures.sheet import DASHED, Sheet
from nkmap.figures.spans import Ruler
from nkmap.figures.symbols import Palette
from nkmap.months import Month
from nkmap.schema import PEOPLE, Group, Kind

_ROW, _CELL, _WIDEST_NAME, _MARGIN = 22.0, 14.0, 190.0, 6.0


class State(StrEnum):
    """What is known of one place in one month."""

    FIGURE = "a number of people was reported"
    UNKNOWN = "reported, number not given"
    WORDS = "reported without a number of people"
    LONGER = "reported for a longer time, no month given"
    NOBODY = "nobody reported: not zero"


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
    """The states of one place over the months, months with the same claims taken together.

    The claims are those of ``by_place``: both ends of their time are known. ``by_state`` takes
    months of one state together, whatever their claims.
    """
    found = _by_month(claims, months_)
    index, made = 0, []
    for _, group in groupby(found, key=_state if by_state else None):
        months_of_run = list(group)
        last = index + len(months_of_run) - 1
        own = {c.claim_id: c for month in months_of_run for c in month} if by_state else {}
        told = tuple(own.values()) or months_of_run[0]
        made.append(Run(index, last, _state(told), told))
        index = last + 1
    return tuple(made)


def _by_month(claims: Sequence[Claim], months_: Sequence[Month]) -> list[tuple[Claim, ...]]:
    """The claims that may lie in each month, in their order."""
    found: list[list[Claim]] = [[] for _ in months_]
    place = {month: index for index, month in enumerate(months_)}
    first, last = months_[0], months_[-1]
    for claim in claims:
        if claim.first_day and claim.last_day:
            start, end = months.of(claim.first_day), months.of(claim.last_day)
            if start <= last and end >= first:
                for own in found[place[max(start, first)] : place[min(end, last)] + 1]:
                    own.append(claim)
    return [tuple(own) for own in found]


def _state(claims: Sequence[Claim]) -> State:
    if not claims:
        return State.NOBODY
    dated = [claim for claim in claims if claim.has_month]
    if any(claim.has_figure and claim.unit in PEOPLE for claim in dated):
        return State.FIGURE
    if any(is_unknown(claim) for claim in dated):
        return State.UNKNOWN
    return State.WORDS if dated else State.LONGER


def by_place(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """The claims that report on workers within known dates, by every place they name.

    A plan reports nothing that happened, and an open start could reach back to any month.
    """
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        is_report = claim.group == Group.WORKERS and claim.kind is not Kind.PLANNED
        if is_report and claim.is_bounded:
            for place in dict.fromkeys((*claim.origin, *claim.destination)):
                found.setdefault(place, []).append(claim)
    return found


def coverage(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    palette: Palette,
    width: float,
) -> alt.LayerChart | None:
    """The strip, in the order of ``names``; None when no claim can be put on it."""
    found = by_place(claims)
    if not found or not months_:
        return None
    sheet = Sheet(palette, NOTE)
    many = sum(map(len, found.values())) > MOST_DRAWN
    states = {place: runs(own, months_, by_state=many) for place, own in found.items()}
    told = {place for place, own in states.items() if any(map(_is_told, own))}
    rows = [place for place in names if place in told]
    if not rows:
        return None
    widest = _WIDEST_NAME if width >= NARROW else 92.0
    left = min(max(text_width(names[p], NOTE, bold=True) for p in rows), widest) + GAP
    ruler = Ruler(months_, left, width - 2)
    top = month_names(sheet, ruler, 0)
    bottom = top + len(rows) * _ROW
    # What stays visible of this ground is where nobody reported.
    sheet.add("ground", (ruler.left, top, ruler.right, bottom), c=palette.line, o=0.75)
    for index, place in enumerate(rows):
        y = top + index * _ROW
        sheet.add("rule", (0, y, ruler.right, y))
        sheet.text(0, y + _ROW / 2, _cut(names[place], left - GAP), w=600)
        for run in states[place]:
            _draw(sheet, ruler, run, y, names)
    sheet.add("rule", (0, bottom, ruler.right, bottom))
    return sheet.chart(width, bottom + 2, brush=False)


def _is_told(run: Run) -> bool:
    return run.state is not State.NOBODY


def _cut(name: str, room: float) -> str:
    lines = wrap(name, NOTE, room, bold=True)
    return lines[0] + ("…" if len(lines) > 1 else "")


def _draw(sheet: Sheet, ruler: Ruler, run: Run, top: float, names: Mapping[str, str]) -> None:
    if run.state is State.NOBODY:
        return
    left = ruler.left + run.first * ruler.unit
    right = ruler.left + (run.last + 1) * ruler.unit
    sheet.add("ground", (left, top, right, top + _ROW), c=sheet.palette.page)
    y = top + (_ROW - _CELL) / 2
    box = (left, y, right, y + _CELL)
    if run.state is State.FIGURE:
        sheet.add("block", box, c=sheet.palette.ink2)
    elif run.state in (State.WORDS, State.LONGER):
        faint = 0.4 if run.state is State.WORDS else 0.14
        sheet.add("block", box, c=sheet.palette.ink3, o=faint)
    else:
        lines = ((left, y, right, y), (left, y + _CELL, right, y + _CELL))
        sides = ((left, y, left, y + _CELL), (right, y, right, y + _CELL))
        for line in (*lines, *sides):
            sheet.add("edge", line, d=DASHED, w=1.4)
        if right - left >= _MARGIN + NOTE / 2:
            sheet.text((left + right) / 2, top + _ROW / 2, "?", a="center", w=700)
    lead = wording.lead_claim(run.claims)
    more = len(run.claims) - 1
    told = wording.sentence(lead, names) + (f" And {more:,} more." if more else "")
    sheet.touch((left, top, right, top + _ROW), lead, told)
