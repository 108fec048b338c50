"""Where and when there is a claim: a strip of month by place, which tells silence from zero."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

import altair as alt

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.charts import GAP, NOTE, AnyChart, Plot, finished, of, only, told, touch
from nkmap.figures.crowd import MOST_DRAWN
from nkmap.figures.lanes import is_unknown, plot
from nkmap.figures.spans import ends
from nkmap.figures.symbols import Palette
from nkmap.months import Month
from nkmap.schema import PEOPLE, Group, Kind

_ROW, _CELL, _LEAST_SIGN, _NAMES, _MONTHS = 22.0, 14.0, 12.0, 92.0, 40.0


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
    found = enumerate(_by_month(claims, months_))
    made = []
    for _, group in groupby(found, key=lambda own: _state(own[1]) if by_state else own[1]):
        index, of_months = zip(*group, strict=True)
        own = {claim.claim_id: claim for month in of_months for claim in month}
        told = tuple(own.values())
        made.append(Run(index[0], index[-1], _state(told), told))
    return tuple(made)


def _by_month(claims: Sequence[Claim], months_: Sequence[Month]) -> list[tuple[Claim, ...]]:
    """The claims that lie in each month or may, in their order."""
    found: list[list[Claim]] = [[] for _ in months_]
    for claim in claims:
        if claim.least_days:
            first, last = map(months.of, claim.least_days)
            for own in found[bisect_left(months_, first) : bisect_right(months_, last)]:
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
    unreported = {State.NONE, State.OTHER}
    return {p: own for p, own in states.items() if any(run.state not in unreported for run in own)}


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
    own = replace(plot(months_, width), tail=0.0)
    own = own if own.left else replace(own, left=_NAMES)
    frames = {
        "places": [{"row": row, "name": names[place]} for row, place in enumerate(states)],
        "runs": [
            _row(run, row, own, names)
            for row, place in enumerate(states)
            for run in states[place]
            if run.state is not State.NONE
        ],
    }
    high = _ROW * len(states)
    layers = _layers(own, len(states), high, palette)
    return finished(layers, frames, palette, (width, high), (own.left, _MONTHS, 2))


def _row(run: Run, index: int, own: Plot, names: Mapping[str, str]) -> dict[str, Any]:
    """A stretch of months of one place as a row of the strip's frame."""
    first, after = ends(own.months[run.first : run.last + 1])
    lead = wording.lead_claim([claim for claim in run.claims if _is_report(claim)] or run.claims)
    says = " ".join([wording.sentence(lead, names), *wording.more_claims(len(run.claims) - 1)])
    room = (after - first).days * own.day >= _LEAST_SIGN
    sign = {State.ZERO: "0", State.UNKNOWN: "?"}.get(run.state, "") if room else ""
    return {"row": index, "first": first, "after": after, "state": run.state.name,
            "sign": sign, "middle": first + (after - first) / 2, **told(lead, says)}  # fmt: skip


def _layers(own: Plot, count: int, high: float, palette: Palette) -> list[AnyChart]:
    """What is not shaded is covered; the form of a cell is the state of its months."""
    scale = alt.Scale(domain=list(range(count)), range=[0, high], padding=0)
    y, x = alt.Y("row:O", axis=None), (own.x("first"), alt.X2("after"))
    whole = {"x": alt.value(-own.left), "x2": alt.value(own.across)}
    ground = alt.Chart(alt.InlineData([{"first": own.domain[0].isoformat()}]))
    shaded = ground.mark_rect(color=palette.line, opacity=0.75).encode(
        own.x("first", own.axis()), y=alt.value(0), y2=alt.value(high), x2=whole["x2"]
    )
    place, run = alt.Chart(), alt.Chart()
    rule = place.mark_rule(color=palette.line).encode(
        alt.Y("row:O", axis=None, scale=scale, bandPosition=0), **whole
    )
    name = place.mark_text(
        align="left", fontWeight=600, fontSize=NOTE, limit=own.left - GAP
    ).encode(y, alt.Text("name:N"), x=whole["x"])  # fmt: skip
    covered = run.mark_rect(color=palette.page).encode(*x, y)
    fill, opacity, height, dash, line = (
        only({state.name: look[n] for state, look in _looks(palette).items()}) for n in range(5)
    )
    cell = run.mark_bar(stroke=palette.ink).encode(
        *x, y, alt.Fill("state:O", **fill), alt.Size("state:O", **height),
        alt.StrokeDash("state:O", **dash), alt.StrokeWidth("state:O", **line),
        opacity=alt.Opacity("state:O", **opacity),
    )  # fmt: skip
    sign = run.mark_text(fontWeight=700).encode(own.x("middle"), y, alt.Text("sign:N"))
    return [shaded, of("places", rule, name), of("runs", covered, cell, sign, touch(*x, y))]


def _looks(palette: Palette) -> dict[State, tuple[str, float, float, list[int], float]]:
    """Fill, its opacity, height, dashes and width of the line of a cell."""
    return {
        State.FIGURE: (palette.ink2, 1.0, _CELL, [1, 0], 0.0),
        State.ZERO: (palette.page, 1.0, _CELL, [1, 0], 1.4),
        State.UNKNOWN: (palette.page, 1.0, _CELL, [4, 3], 1.4),
        State.WORDS: (palette.ink3, 0.4, _CELL, [1, 0], 0.0),
        State.LONGER: (palette.ink3, 0.14, _CELL, [1, 0], 0.0),
        State.OTHER: (palette.ink3, 0.4, 4.0, [1, 0], 0.0),
    }
