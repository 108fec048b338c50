"""Small pictures: how many claims touch each month, by place of origin or by kind.

The height is a number of claims, not of people, so that all pictures share one scale. Filled is
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
from nkmap.view import Panels
from nkmap.wording import comparisons
from nkmap.wording.places import Names

MOST_PANELS = 24
"""Panels that are drawn; the rest is counted."""
_HIGH = 2
"""Lines of a panel."""


@dataclass(frozen=True)
class Multiple:
    """One picture: a place of origin or a kind, of one group, and the claims drawn in it."""

    name: str
    claims: tuple[Claim, ...]
    shade: Colour
    """A kind's colour; places are in ink."""


def small_pictures(
    claims: Sequence[Claim], by: Panels, months_: Sequence[Month], names: Names
) -> tuple[Multiple, ...]:
    """Make one for each place of origin or kind; a claim from several places is in several.

    Places are in order of their claims, kinds in that of all kinds.
    """
    found: dict[tuple[Kind | str, str], list[Claim]] = {}
    for claim in claims:
        is_drawn = claim.is_current and claim.has_month
        if is_drawn and dates.touched_months(claim.months, months_):
            # What is withheld to protect a person is about no place, and stands under none.
            places = (claim.origin if claim.about else ()) or ("",)
            for key in dict.fromkeys(places if by is Panels.ORIGIN else (claim.kind,)):
                found.setdefault((key, claim.kept_apart), []).append(claim)
    made = []
    for (key, group), own in found.items():
        if isinstance(key, Kind):
            rank, shade = list(Kind).index(key), kind_colour(key, group)
            name = comparisons.summary_kind(key, group)
        else:
            rank, shade, name = -len(own), "ink2", comparisons.origin_panel(key, group, names)
        made.append(((group != "", key == "", rank), Multiple(name, tuple(own), shade)))
    return tuple(picture for _, picture in sorted(made, key=itemgetter(0)))


def lines(panels: Sequence[Multiple], names: Names, time: TimeScale) -> Lines:
    """Lay out the pictures as lines of a timeline, on one scale of claims."""
    made, drawn = Lines(time), panels[:MOST_PANELS]
    # Months in a row that the same claims touch, and the claims.
    found = [
        [run for run in equal_runs(by_month(panel.claims, time.months)) if run[-1]]
        for panel in drawn
    ]
    most = [max(len(claims) for *_, claims in of_panel) for of_panel in found]
    for panel, of_panel, peak in zip(drawn, found, most, strict=True):
        beside = made.name(f"{panel.name} ({len(panel.claims):,})")
        top, look = made.count, {"shade": panel.shade, "full": 0.7, "words": ""}
        made.count += _HIGH
        for first, last, claims in of_panel:
            days, level = stretch(time.months[first : last + 1]), float(made.count)
            counted = sum(claim.has_figure for claim in claims)
            for number, is_hollow in ((counted, False), (len(claims) - counted, True)):
                bar = days | look | {"hollow": is_hollow, "line": level}
                level -= (_HIGH - OF_NUMBER) * number / max(most)
                made.areas += [bar | {"high": level}] if number else []
            if len(claims) == peak:
                made.areas[-1]["words"] = f"{peak:,}"
            tip = tooltip(lead_claim(claims), comparisons.several(claims, names))
            start, end = (time.pixel(days[side]) for side in ("first", "after"))
            made.claims.append(tip | {"from": start, "to": end, "top": top, "below": made.count})
        made.count = max(made.count, beside)
    return made
