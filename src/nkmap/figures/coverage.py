"""Where and when there is a claim: a strip of month by place, which tells silence from zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

import altair as alt

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.charts import (
    GAP,
    NARROW,
    NOTE,
    AnyChart,
    Plot,
    finished,
    of,
    only,
    told,
    touch,
)
from nkmap.figures.crowd import MOST_DRAWN
from nkmap.figures.lanes import is_unknown
from nkmap.figures.spans import ends
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width
from nkmap.months import Month
from nkmap.schema import PEOPLE, Group, Kind

_ROW, _CELL, _WIDEST_NAME, _MARGIN, _MONTHS = 22.0, 14.0, 190.0, 6.0, 40.0


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
    widest = _WIDEST_NAME if width >= NARROW else 92.0
    left = min(max(text_width(names[p], NOTE, bold=True) for p in states), widest) + GAP
    plot = Plot(width, round(left), months_, tail=0.0)
    high = _ROW * len(states)
    frames = {
        "places": [{"row": row, "name": names[place]} for row, place in enumerate(states)],
        "runs": [
            _row(run, row, plot, names)
            for row, own in enumerate(states.values())
            for run in own
            if run.state is not State.NONE
        ],
    }
    layers = _layers(plot, len(states), high, palette)
    return finished(layers, frames, palette, (width, high), (plot.left, _MONTHS, 2))


def _row(run: Run, index: int, plot: Plot, names: Mapping[str, str]) -> dict[str, Any]:
    """A stretch of months of one place as a row of the strip's frame."""
    first, after = ends(plot.months[run.first : run.last + 1])
    lead = wording.lead_claim([own for own in run.claims if _is_report(own)] or run.claims)
    says = " ".join([wording.sentence(lead, names), *wording.more_claims(len(run.claims) - 1)])
    sign = {State.ZERO: "0", State.UNKNOWN: "?"}.get(run.state, "")
    room = (after - first).days * plot.day >= _MARGIN + NOTE / 2
    middle = first + (after - first) / 2
    return {"row": index, "first": first, "after": after, "state": run.state.name,
            "sign": sign if room else "", "middle": middle, **told(lead, says)}  # fmt: skip


def _layers(plot: Plot, count: int, high: float, palette: Palette) -> list[AnyChart]:
    """What is not shaded is covered; the form of a cell is the state of its months."""
    scale = alt.Scale(domain=list(range(count)), range=[0, high], padding=0)
    y, x = alt.Y("row:O", axis=None), (plot.x("first"), alt.X2("after"))
    whole = {"x": alt.value(-plot.left), "x2": alt.value(plot.across)}
    ground = alt.Chart(alt.InlineData([{"first": plot.domain[0].isoformat()}]))
    shaded = ground.mark_rect(color=palette.line, opacity=0.75).encode(
        plot.x("first", plot.axis()), y=alt.value(0), y2=alt.value(high),
        x2=alt.value(plot.across),
    )  # fmt: skip
    place = alt.Chart()
    rule = place.mark_rule(color=palette.line).encode(
        alt.Y("row:O", axis=None, scale=scale, bandPosition=0), **whole
    )
    name = place.mark_text(
        align="left", fontWeight=600, fontSize=NOTE, limit=plot.left - GAP
    ).encode(y, alt.Text("name:N"), x=alt.value(-plot.left))  # fmt: skip
    run = alt.Chart()
    covered = run.mark_rect(color=palette.page).encode(*x, y)
    fills, opacities, heights, dashes, lines = (
        {state.name: look[n] for state, look in _LOOKS.items()} for n in range(5)
    )
    fills = {name: getattr(palette, str(own)) for name, own in fills.items()}
    cell = run.mark_bar(stroke=palette.ink).encode(
        *x, y,
        alt.Fill("state:O", **only(fills)),
        alt.Size("state:O", **only(heights)),
        alt.StrokeDash("state:O", **only(dashes)),
        alt.StrokeWidth("state:O", **only(lines)),
        opacity=alt.Opacity("state:O", **only(opacities)),
    )  # fmt: skip
    sign = run.mark_text(fontWeight=700).encode(plot.x("middle"), y, alt.Text("sign:N"))
    layers = (covered, cell, sign, touch(*x, y))
    return [shaded, of("places", rule, name), of("runs", *layers)]


_LOOKS: dict[State, tuple[str, float, float, list[int], float]] = {
    State.FIGURE: ("ink2", 1.0, _CELL, [1, 0], 0.0),
    State.ZERO: ("page", 1.0, _CELL, [1, 0], 1.4),
    State.UNKNOWN: ("page", 1.0, _CELL, [4, 3], 1.4),
    State.WORDS: ("ink3", 0.4, _CELL, [1, 0], 0.0),
    State.LONGER: ("ink3", 0.14, _CELL, [1, 0], 0.0),
    State.OTHER: ("ink3", 0.4, 4.0, [1, 0], 0.0),
}
"""Fill, its opacity, height, dashes and width of the line of a cell."""
