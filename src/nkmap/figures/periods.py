"""Two periods side by side: each kind's figures on an axis of its own, place by place.

Hollow is the first period, filled the second, and a ring with a dot is one report that touches
both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import told
from nkmap.figures.series import by_unit
from nkmap.figures.symbols import Palette
from nkmap.figures.value_rows import Panel, Row, chart, marks_beside_others, no_common_bar
from nkmap.schema import KINDS, Kind, Measure
from nkmap.summary import Change

MOST_PLACES, MOST_CLAIMS = 30, 4
"""Places of a panel, and claims of one side of a place, that are drawn; the rest is counted."""
_TWO_COLUMNS = 900.0
"""The width from which panels stand in two columns."""


class Side(StrEnum):
    """The period that a claim touches."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"


def periods(
    changes: Sequence[Change],
    titles: tuple[str, str],
    names: Mapping[str, str],
    palette: Palette,
    width: float,
) -> alt.VConcatChart | None:
    """The panels below a key; None when neither period has a claim that counts something.

    ``titles`` are the two periods in words.
    """
    found = panels(changes, names, palette)
    if not found:
        return None
    columns: list[list[Panel]] = [[] for _ in range(1 + (width >= _TWO_COLUMNS and len(found) > 1))]
    for panel in found:
        min(columns, key=_height).append(panel)
    meant = wording.periods_key(*titles)
    sides = {side.value: words for side, words in zip(Side, meant, strict=True)}
    return chart(columns, palette, width, sides=sides)


def _height(column: Sequence[Panel]) -> int:
    return sum(len(panel.rows) + 3 for panel in column)


def is_counted(kind: Kind) -> bool:
    """Whether figures of a kind measure something: not incidents, transport or limitations."""
    return KINDS[kind].measure is not Measure.NONE


def panels(
    changes: Sequence[Change], names: Mapping[str, str], palette: Palette
) -> tuple[Panel, ...]:
    """One for each kind, group and sort of unit, in the order of the changes."""
    counted = [change for change in changes if is_counted(change.kind)]
    by_place = sorted(counted, key=lambda change: (not change.place, _place(change, names)))
    found = []
    for key, claims in by_unit([c for change in counted for c in change.claims]).items():
        ids = {claim.claim_id for claim in claims}
        places = [
            (change, own)
            for change in by_place
            if (own := [claim for claim in change.claims if claim.claim_id in ids])
        ]
        rows = [row for place in places[:MOST_PLACES] for row in _rows(*place, names)]
        if more := len(places[MOST_PLACES:]):
            rows.append(Row("", note=wording.and_rest(more, "places"), look="band"))
        rows += no_common_bar(claims)
        colour = palette.kind(*key[:2])
        found.append(Panel(wording.summary_kind(*key), colour, tuple(rows)))
    return tuple(found)


def _place(change: Change, names: Mapping[str, str]) -> str:
    return wording.summary_place(change.place, names)


def _rows(change: Change, claims: Sequence[Claim], names: Mapping[str, str]) -> Iterator[Row]:
    """A place with its claims, the first period above the second."""
    before, after = ({claim.claim_id for claim in own} for own in (change.first, change.second))
    sides = {Side.FIRST: before - after, Side.BOTH: before & after, Side.SECOND: after - before}
    ends = {wording.other_end(claim, names) for claim in claims}
    head = _place(change, names)
    found = [] if before else [Row(wording.NO_REPORT, look="quiet", side=Side.FIRST)]
    for side, ids in sides.items():
        own = [claim for claim in claims if claim.claim_id in ids]
        found += [_row(claim, side, names, ends) for claim in own[:MOST_CLAIMS]]
        if more := len(own[MOST_CLAIMS:]):
            found.append(Row(wording.more_in_table(more), look="quiet", side=side))
    found += [] if after else [Row(wording.NO_REPORT, look="quiet", side=Side.SECOND)]
    first, *rest = found
    yield replace(first, head=head)
    yield from rest


def _row(claim: Claim, side: Side, names: Mapping[str, str], ends: set[str]) -> Row:
    words = wording.figure_alone(claim) if claim.has_figure else wording.figure(claim)
    part = wording.part(claim) if claim.has_figure else ""
    end = wording.other_end(claim, names) if len(ends) > 1 else ""
    return Row(
        ", ".join(filter(None, (words, part, end))),
        marks=marks_beside_others(claim, "first" if side is Side.FIRST else "stated"),
        look="figure" if claim.has_figure else "unknown",
        side=side,
        tip=told(claim, wording.sentence(claim, names)),
    )
