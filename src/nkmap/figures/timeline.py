"""The timeline: which claims touch which months, and how finely each is dated.

It serves the strip below the map, with one kind, and the Timeline page, with all. A block's form
is its date; its fill says whether a number was reported. What is drawn is the rows of its frames;
``timeline_look`` says how, whatever the claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import altair as alt

from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.figures import chart_style, monthly_counts
from nkmap.figures.colours import Palette
from nkmap.figures.lanes import (
    BAND,
    Frames,
    Lines,
    by_row,
    has_figures,
    row,
    row_name,
)
from nkmap.figures.time_scale import TimeScale, by_month, equal_runs
from nkmap.figures.timeline_style import empty_chart
from nkmap.schema import KINDS
from nkmap.view import View

NO_CLAIM = "No claim matches."
_OF_ALL = 3
"""Lines of the count of all claims by month."""


def frames(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    time: TimeScale,
    view: View,
    empty: Iterable[tuple[int, int]] = (),
    *,
    grouped: bool,
    counted: bool = False,
) -> Frames:
    """Make the rows of every frame; ``grouped``: under headers, below a count by month.

    Months of ``empty`` are shaded: no claim touches them, be it shown or not. Very many claims
    are counted by month, or all in a picture too small for each.
    """
    made = Lines(time)
    if grouped:
        beside = made.name("Claims that touch the month (claims, not people)")
        made.areas += monthly_counts.bars(
            made, monthly_counts.touching(claims, time.months), _OF_ALL, "ink3"
        )
        made.count = max(beside, made.count)
    if counted or len(claims) > monthly_counts.MOST_DRAWN:
        monthly_counts.add_counted_rows(made, claims, names, grouped=grouped)
    else:
        _blocks(made, claims, names, view.claim or "", grouped=grouped)
    if not claims:
        made.heading(NO_CLAIM)
        made.count += 1
    return made.frames(view, empty)


def chart(found: Frames, time: TimeScale, palette: Palette) -> alt.LayerChart:
    """Make the chart with its data, as a file holds it."""
    made = empty_chart(time, palette).copy(deep=False)
    made.height = found["form"][0]["lines"] * BAND
    made.datasets = {name: chart_style.records(rows) for name, rows in found.items()}
    return made


def without_claims(
    claims: Sequence[Claim], months_: Sequence[Month]
) -> tuple[tuple[int, int], ...]:
    """Find months in a row that no claim touches: first and last index.

    A claim that gives only a year touches all its months; one with an open start, its last.
    """
    found = by_month(claims, months_, surely=True)
    runs = equal_runs([bool(own) for own in found])
    return tuple((first, last) for first, last in runs if not found[first])


def _blocks(
    made: Lines, claims: Sequence[Claim], names: Mapping[str, str], opened: str, *, grouped: bool
) -> None:
    before = None
    for key, own in by_row(claims).items():
        kind = key[0]
        if grouped and kind is not before:
            if not has_figures(kind) and (before is None or has_figures(before)):
                made.heading("No figure")
            made.heading(KINDS[kind].label, kind)
        beside = made.name(row_name(key, names, grouped=grouped))
        for claim in sorted(own, key=lambda claim: claim.order):
            found = row(claim, names, made.time, made.count)
            made.claims.append(found | {"chosen": claim.claim_id == opened})
            made.count = found["below"]
        made.count = max(made.count, beside)
        before = kind
