"""Small pictures: how many claims touch each month, by place of origin or by kind.

The height is a number of claims, not of people, so that all pictures share one scale. Filled is
with a number, hollow and dashed without one. What is not drawn has no report, which is not zero.
Only claims that stand and have a month are drawn; soldiers and military builders apart and last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from nkmap import dates
from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.figures.chart_style import told
from nkmap.figures.comparable import by_unit
from nkmap.figures.lanes import Lines
from nkmap.figures.monthly_counts import OF_NUMBER
from nkmap.figures.symbols import Colour, kind_colour
from nkmap.figures.time_scale import TimeScale, alike, by_month, stretch
from nkmap.figures.value_rows import AxisPanel, FigureRow, band, row_of
from nkmap.schema import KINDS, Kind, Measure
from nkmap.summary import Change
from nkmap.view import Panels
from nkmap.wording import captions, comparisons, counts, hedges
from nkmap.wording.places import other_end

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
    claims: Sequence[Claim], by: Panels, months_: Sequence[Month], names: Mapping[str, str]
) -> tuple[Multiple, ...]:
    """One for each place of origin or kind; a claim from several places is in each of theirs.

    Places are in order of their claims, kinds in that of all kinds.
    """
    found: dict[tuple[Kind | str, str], list[Claim]] = {}
    for claim in claims:
        is_drawn = claim.is_current and claim.has_month
        if is_drawn and dates.among(claim.months, months_):
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


def steps(
    claims: Sequence[Claim], months_: Sequence[Month]
) -> Iterator[tuple[int, int, tuple[Claim, ...]]]:
    """The first and last of months in a row that the same claims touch, and these claims."""
    found = by_month(claims, months_)
    return ((first, last, found[first]) for first, last in alike(found) if found[first])


def lines(panels: Sequence[Multiple], names: Mapping[str, str], own: TimeScale) -> Lines:
    """The pictures as lines of a timeline, on one scale of claims."""
    made, drawn = Lines(own), panels[:MOST_PANELS]
    found = [list(steps(panel.claims, own.months)) for panel in drawn]
    most = [max(len(claims) for *_, claims in of_panel) for of_panel in found]
    for panel, of_panel, peak in zip(drawn, found, most, strict=True):
        beside = made.name(f"{panel.name} ({len(panel.claims):,})")
        top, look = made.count, {"shade": panel.shade, "full": 0.7, "words": ""}
        made.count += _HIGH
        for first, last, claims in of_panel:
            days, level = stretch(own.months[first : last + 1]), float(made.count)
            counted = sum(claim.has_figure for claim in claims)
            for number, is_hollow in ((counted, False), (len(claims) - counted, True)):
                bar = days | look | {"hollow": is_hollow, "line": level}
                level -= (_HIGH - OF_NUMBER) * number / max(most)
                made.areas += [bar | {"high": level}] if number else []
            if len(claims) == peak:
                made.areas[-1]["words"] = f"{peak:,}"
            tip = told(captions.lead_claim(claims), comparisons.several(claims, names))
            start, end = (own.pixel(days[side]) for side in ("first", "after"))
            made.claims.append(tip | {"from": start, "to": end, "top": top, "below": made.count})
        made.count = max(made.count, beside)
    return made


MOST_PLACES, MOST_CLAIMS = 30, 4
"""Places of a panel, and claims of one side of a place, that are drawn; the rest is counted."""
FIRST, BOTH, SECOND = "○◉●"
"""Hollow is the first period, filled the second, a ring with a dot one report that touches both."""


def key(titles: tuple[str, str]) -> str:
    """What the signs mean, of two periods in words."""
    first, second = titles
    return f"{FIRST} {first}, {SECOND} {second}, {BOTH} one report that touches both"


def is_counted(kind: Kind) -> bool:
    """Whether figures of a kind measure something: not incidents, transport or limitations."""
    return KINDS[kind].measure is not Measure.NONE


def panels(changes: Sequence[Change], names: Mapping[str, str]) -> tuple[AxisPanel, ...]:
    """One for each kind, group and sort of unit, in the order of the changes."""
    counted = [change for change in changes if is_counted(change.kind)]
    by_place = sorted(counted, key=lambda change: (not change.place, _place(change, names)))
    found = []
    for unit, claims in by_unit([c for change in counted for c in change.claims]).items():
        ids = {claim.claim_id for claim in claims}
        places = [
            (change, own)
            for change in by_place
            if (own := [claim for claim in change.claims if claim.claim_id in ids])
        ]
        rows = [row for place in places[:MOST_PLACES] for row in _rows(*place, names)]
        if more := len(places[MOST_PLACES:]):
            rows.append(band(counts.not_listed(more, "places")))
        found.append(AxisPanel(comparisons.summary_kind(*unit), *unit[:2], tuple(rows)))
    return tuple(found)


def _place(change: Change, names: Mapping[str, str]) -> str:
    return comparisons.summary_place(change.place, names)


def _rows(change: Change, claims: Sequence[Claim], names: Mapping[str, str]) -> list[FigureRow]:
    """A place with its claims, the first period above the second."""
    ends = {other_end(claim, names) for claim in claims}
    before, after = ({claim.claim_id for claim in own} for own in (change.first, change.second))
    found: list[FigureRow] = []
    for sign, ids, is_silent in (
        (FIRST, before - after, not before),
        (BOTH, before & after, False),
        (SECOND, after - before, not after),
    ):
        own = [claim for claim in claims if claim.claim_id in ids]
        found += [_row(claim, sign, names, ends) for claim in own[:MOST_CLAIMS]]
        if more := len(own[MOST_CLAIMS:]):
            found.append(
                FigureRow(f"{sign} and {counts.more_in_words(more)} in the table", look="quiet")
            )
        if is_silent:
            found.append(FigureRow(f"{sign} {comparisons.NO_REPORT}", look="quiet"))
    found[0] = replace(found[0], head=_place(change, names))
    return found


def _row(claim: Claim, sign: str, names: Mapping[str, str], ends: set[str]) -> FigureRow:
    end = other_end(claim, names) if len(ends) > 1 else ""
    words = ", ".join(filter(None, (hedges.figure_alone(claim), hedges.part(claim), end)))
    return row_of(claim, names, f"{sign} {words}", "first" if sign == FIRST else "stated")
