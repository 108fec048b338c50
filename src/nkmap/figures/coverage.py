"""Where and when there is a claim: a strip of month by place, which tells silence from zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import altair as alt

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.charts import GAP, NARROW, NOTE
from nkmap.figures.crowd import MOST_DRAWN
from nkmap.figures.lanes import is_unknown
from nkmap.figures.month_names import Ruler, month_names
from nkmap.figures.sheet import DASHED, Sheet
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month
from nkmap.schema import PEOPLE, Group, Kind

_ROW, _CELL, _WIDEST_NAME, _MARGIN = 22.0, 14.0, 190.0, 6.0


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
    """The states of one place over the months, months with the same claims taken together.

    A claim with an open start stands in its last month. ``by_state`` takes months of one state
    together, whatever their claims.
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
    """The claims that lie in each month or may, in their order."""
    found: list[list[Claim]] = [[] for _ in months_]
    place = {month: index for index, month in enumerate(months_)}
    first, last = months_[0], months_[-1]
    for claim in claims:
        if claim.least_days:
            start, end = map(months.of, claim.least_days)
            if start <= last and end >= first:
                for own in found[place[max(start, first)] : place[min(end, last)] + 1]:
                    own.append(claim)
    return [tuple(own) for own in found]


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
    if any(is_unknown(claim) for claim in dated):
        return State.UNKNOWN
    if counted:
        return State.ZERO
    return State.WORDS if dated else State.LONGER


def _is_report(claim: Claim) -> bool:
    """Whether it reports on workers; a plan reports nothing that happened."""
    return claim.group == Group.WORKERS and claim.kind is not Kind.PLANNED


def by_place(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """The claims by every place they name, and by every place that holds one of those."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for place in claim.named_within:
            found.setdefault(place, []).append(claim)
    return found


def rows(
    claims: Sequence[Claim], places: Iterable[str], months_: Sequence[Month]
) -> dict[str, tuple[Run, ...]]:
    """The rows of the strip: the places that reports on workers are about, in their order."""
    found = by_place(claims) if months_ else {}
    many = sum(map(len, found.values())) > MOST_DRAWN
    states = {
        place: runs(found[place], months_, by_state=many) for place in places if place in found
    }
    return {place: own for place, own in states.items() if any(map(_is_reported, own))}


def drawn(states: Mapping[str, Sequence[Run]]) -> tuple[Claim, ...]:
    """The claims that rows of the strip hold, each once."""
    told = (claim for own in states.values() for run in own for claim in run.claims)
    return tuple({claim.claim_id: claim for claim in told}.values())


def coverage(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    palette: Palette,
    width: float,
) -> alt.LayerChart | None:
    """The strip, in the order of ``names``; None when no claim can be put on it."""
    states = rows(claims, names, months_)
    if not states:
        return None
    sheet = Sheet(palette, NOTE)
    widest = _WIDEST_NAME if width >= NARROW else 92.0
    left = min(max(text_width(names[p], NOTE, bold=True) for p in states), widest) + GAP
    ruler = Ruler(months_, left, width - 2)
    top = month_names(sheet, ruler, 0)
    bottom = top + len(states) * _ROW
    # What stays visible of this ground is where there is no claim.
    sheet.add("ground", (ruler.left, top, ruler.right, bottom), c=palette.line, o=0.75)
    for index, (place, own) in enumerate(states.items()):
        y = top + index * _ROW
        sheet.add("rule", (0, y, ruler.right, y))
        sheet.text(0, y + _ROW / 2, _cut(names[place], left - GAP), w=600)
        for run in own:
            _draw(sheet, ruler, run, y, names)
    sheet.add("rule", (0, bottom, ruler.right, bottom))
    return sheet.chart(width, bottom + 2, brush=False)


def _is_reported(run: Run) -> bool:
    return run.state not in (State.NONE, State.OTHER)


def _cut(name: str, room: float) -> str:
    lines = wrap(name, NOTE, room, bold=True)
    return lines[0] + ("…" if len(lines) > 1 else "")


def _draw(sheet: Sheet, ruler: Ruler, run: Run, top: float, names: Mapping[str, str]) -> None:
    if run.state is State.NONE:
        return
    left = ruler.left + run.first * ruler.unit
    right = ruler.left + (run.last + 1) * ruler.unit
    sheet.add("ground", (left, top, right, top + _ROW), c=sheet.palette.page)
    y = top + (_ROW - _CELL) / 2
    box = (left, y, right, y + _CELL)
    if run.state is State.FIGURE:
        sheet.add("block", box, c=sheet.palette.ink2)
    elif run.state is State.OTHER:
        middle = top + _ROW / 2
        sheet.add("block", (left, middle - 2, right, middle + 2), c=sheet.palette.ink3, o=0.4)
    elif run.state in (State.WORDS, State.LONGER):
        faint = 0.4 if run.state is State.WORDS else 0.14
        sheet.add("block", box, c=sheet.palette.ink3, o=faint)
    else:
        lines = ((left, y, right, y), (left, y + _CELL, right, y + _CELL))
        sides = ((left, y, left, y + _CELL), (right, y, right, y + _CELL))
        is_zero = run.state is State.ZERO
        for line in (*lines, *sides):
            sheet.add("edge", line, w=1.4, **({} if is_zero else {"d": DASHED}))
        if right - left >= _MARGIN + NOTE / 2:
            sign = "0" if is_zero else "?"
            sheet.text((left + right) / 2, top + _ROW / 2, sign, a="center", w=700)
    lead = wording.lead_claim([own for own in run.claims if _is_report(own)] or run.claims)
    more = wording.more_claims(len(run.claims) - 1)
    told = " ".join([wording.sentence(lead, names), *more])
    sheet.touch((left, top, right, top + _ROW), lead, told)
