"""Small pictures: how many claims touch each month, by place of origin, kind, or country.

The height is a number of claims, not of people, so that all pictures share one scale; those of a
country hold one kind each, and share theirs with no other kind. Filled is
with a number, hollow and dashed without one. What is not drawn has no report, which is not zero.
Only claims that stand and have a month are drawn; soldiers and military builders apart and last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from nkmap import dates
from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.figures.chart_style import tooltip
from nkmap.figures.colours import Colour, kind_colour
from nkmap.figures.time_scale import TimeScale, by_month, equal_runs, stretch
from nkmap.figures.timeline import OF_NUMBER, Lines
from nkmap.relations import lead_claim
from nkmap.schema import Kind
from nkmap.summary.deadline import countries
from nkmap.view import Panels
from nkmap.wording import comparisons
from nkmap.wording.places import Names

MOST_PANELS = 24
"""Panels that are drawn; the rest is counted."""
_HIGH = 2
"""Lines of a panel."""


@dataclass(frozen=True)
class Multiple:
    """One picture: a place of origin, a kind, or a kind in a country, of one group; its claims."""

    name: str
    claims: tuple[Claim, ...]
    shade: Colour
    """A kind's colour; places are in ink."""
    place: str = ""
    """The place or country that it is of; empty where it is of none that has a row."""
    shares_with: str = ""
    """The kind whose other pictures have the same scale; empty: all have."""


def small_pictures(
    claims: Sequence[Claim], by: Panels, months_: Sequence[Month], names: Names
) -> tuple[Multiple, ...]:
    """Make one for each place of origin or kind, or for each kind of each country of destination.

    A claim about several places is in several. Places and countries are in order of their claims,
    kinds in that of all kinds.
    """
    found: dict[tuple[_Key, str], list[Claim]] = {}
    for claim in claims:
        is_drawn = claim.is_current and claim.has_month
        if is_drawn and dates.touched_months(claim.months, months_):
            for key in dict.fromkeys(_keys(claim, by, names)):
                found.setdefault((key, claim.kept_apart), []).append(claim)
    made = []
    for ((kind, place), group), own in found.items():
        rank = list(Kind).index(kind) if kind else 0
        shade = kind_colour(kind, group) if kind else "ink2"
        if by is Panels.COUNTRY and kind:
            what = comparisons.summary_kind(kind, group)
            name = comparisons.country_panel(place, what, names)
        elif kind:
            name = comparisons.summary_kind(kind, group)
        else:
            name = comparisons.origin_panel(place, group, names)
        shares_with = kind.value if by is Panels.COUNTRY and kind else ""
        picture = Multiple(name, tuple(own), shade, names.id_of_area(place), shares_with)
        last = by is not Panels.KIND and place == ""
        order = (rank, last) if by is Panels.COUNTRY else (last, rank)
        made.append(((group != "", *order, -len(own)), picture))
    return tuple(picture for _, picture in sorted(made, key=itemgetter(0)))


_Key = tuple[Kind | None, str]
"""A kind, and a place of origin or the code of a country."""


def _keys(claim: Claim, by: Panels, names: Names) -> list[_Key]:
    """What the pictures are of that hold a claim."""
    if by is Panels.KIND:
        return [(claim.kind, "")]
    if by is Panels.COUNTRY:
        return [(claim.kind, code) for code in countries(claim, names.told_under) or ("",)]
    # What is withheld to protect a person is about no place, and stands under none.
    return [(None, place) for place in (claim.origin if claim.about else ()) or ("",)]


def lines(panels: Sequence[Multiple], names: Names, time: TimeScale) -> Lines:
    """Lay out the pictures as lines of a timeline, on one scale of claims or one for each kind."""
    made, drawn = Lines(time), panels[:MOST_PANELS]
    # Months in a row that the same claims touch, and the claims.
    found = [
        [run for run in equal_runs(by_month(panel.claims, time.months)) if run[-1]]
        for panel in drawn
    ]
    most = [max(len(claims) for *_, claims in of_panel) for of_panel in found]
    scales: dict[str, int] = {}
    for panel, peak in zip(drawn, most, strict=True):
        scales[panel.shares_with] = max(peak, scales.get(panel.shares_with, 0))
    for panel, of_panel, peak in zip(drawn, found, most, strict=True):
        beside = made.name(f"{panel.name} ({len(panel.claims):,})")
        top, look = made.count, {"shade": panel.shade, "full": 0.7, "words": ""}
        made.count += _HIGH
        for first, last, claims in of_panel:
            days, level = stretch(time.months[first : last + 1]), float(made.count)
            counted = sum(claim.has_figure for claim in claims)
            for number, is_hollow in ((counted, False), (len(claims) - counted, True)):
                bar = days | look | {"hollow": is_hollow, "line": level}
                level -= (_HIGH - OF_NUMBER) * number / scales[panel.shares_with]
                made.areas += [bar | {"high": level}] if number else []
            if len(claims) == peak:
                made.areas[-1]["words"] = f"{peak:,}"
            tip = tooltip(lead_claim(claims), comparisons.several(claims, names))
            start, end = (time.pixel(days[side]) for side in ("first", "after"))
            made.claims.append(tip | {"from": start, "to": end, "top": top, "below": made.count})
        made.count = max(made.count, beside)
    return made
