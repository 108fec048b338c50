"""Very many claims over time: how many touch each month, in place of a block for each.

A bar here is a number of claims, never of people, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.lanes import (
    GAP,
    LINE,
    NARROW,
    NOTE,
    TEXT,
    WIDEST_PLACE,
    WIDEST_PLACE_NARROW,
    Columns,
    Key,
    is_told,
    order_of_kinds,
    row_name,
    tail,
)
from nkmap.figures.sheet import Sheet
from nkmap.figures.spans import Ruler
from nkmap.figures.symbols import glyph_uri
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month
from nkmap.schema import KINDS, Kind

MOST_DRAWN = 400
"""Claims up to which each has a block of its own."""
MOST_ROWS = 14
"""Rows of counts; what lies in others is counted together in one more."""
_BARS, _LEAST_BAR = 24.0, 1.5


@dataclass(frozen=True)
class Counts:
    """The claims of one row, counted; ``months`` has how many of them touch each month."""

    kind: Kind | None
    group: str
    name: str
    claims: int
    unknown: int
    """How many are about a number that was not given."""
    undated: int
    """How many cannot be put into a month."""
    months: tuple[int, ...]


def touching(claims: Iterable[Claim], months_: Sequence[Month]) -> tuple[int, ...]:
    """How many claims (not people) may lie in each month; an end that is not given goes on."""
    return within(((claim.first_day, claim.last_day) for claim in claims), months_)


def within(
    days: Iterable[tuple[date | None, date | None]], months_: Sequence[Month]
) -> tuple[int, ...]:
    """How many stretches of days touch each month; an end that is not given goes on."""
    if not months_:
        return ()
    count, zero = len(months_), _index(months.first_day(months_[0]))
    steps = [0] * (count + 1)
    for start, end in days:
        first = _index(start) - zero if start else 0
        last = _index(end) - zero if end else count - 1
        first, last = max(first, 0), min(last, count - 1)
        if first <= last:
            steps[first] += 1
            steps[last + 1] -= 1
    return tuple(accumulate(steps[:-1]))


def _index(day: date) -> int:
    return day.year * 12 + day.month


def counts(
    claims: Sequence[Claim], names: Mapping[str, str], months_: Sequence[Month], *, grouped: bool
) -> tuple[Counts, ...]:
    """The rows with most claims, by kind (``grouped``) or by kind and place, and all the others."""
    found: dict[Key, list[Claim]] = {}
    for claim in claims:
        group = claim.group if claim.is_military else ""
        places = () if grouped else claim.told_of
        found.setdefault((claim.kind, group, places), []).append(claim)
    most = sorted(found, key=lambda key: -len(found[key]))
    kept, rest = most[:MOST_ROWS], most[MOST_ROWS:]
    order = order_of_kinds()
    kept.sort(key=lambda key: (order[key[0]], bool(key[1])))  # of one kind, most claims first
    rows = [_row(key, found[key], names, months_, grouped=grouped) for key in kept]
    if rest:
        own = [claim for key in rest for claim in found[key]]
        name = wording.other_rows(len(rest), kinds=grouped)
        rows.append(_counted(None, "", name, own, months_))
    return tuple(rows)


def _row(
    key: Key,
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: Sequence[Month],
    *,
    grouped: bool,
) -> Counts:
    kind, group, _ = key
    label = KINDS[kind].label
    name = f"{label}: {group}" if group else label
    name = name if grouped else row_name(key, names, grouped=False)
    return _counted(kind, group, name, claims, months_)


def _counted(
    kind: Kind | None, group: str, name: str, claims: Sequence[Claim], months_: Sequence[Month]
) -> Counts:
    dated = [claim for claim in claims if claim.has_month]
    return Counts(
        kind,
        group,
        name,
        len(claims),
        sum(not claim.has_figure and not is_told(claim) for claim in claims),
        len(claims) - len(dated),
        touching(dated, months_),
    )


def columns(found: Sequence[Counts], months_: tuple[Month, ...], width: float) -> Columns:
    """The columns the rows need: their names, then the months."""
    narrow = width < NARROW
    natural = max((text_width(row.name, TEXT, bold=True) for row in found), default=40.0)
    # Above the names stands what the bars of all rows together count.
    room = min(natural, WIDEST_PLACE_NARROW) if narrow else WIDEST_PLACE
    left = round(20 + room + GAP)
    ruler = Ruler(months_, left, width - tail(width - left, months_))
    return Columns(width, 20.0, room, None, ruler)


def draw(sheet: Sheet, cols: Columns, found: Sequence[Counts], top: float) -> float:
    """Every row: its name, its counts in words, and a bar for each month. Returns the bottom."""
    ruler, highest = cols.ruler, max((max(row.months, default=0) for row in found), default=0)
    top = _words(sheet, cols, wording.CROWD_KEY, top)
    for row in found:
        sheet.add("rule", (0, top, ruler.right, top))
        colour = sheet.palette.kind(row.kind, row.group) if row.kind else sheet.palette.ink3
        name = wrap(row.name, cols.text, cols.place_width, bold=True)
        for index, line in enumerate(name):
            sheet.text(cols.place, top + 3 + (index + 0.5) * LINE, line, w=600)
        if row.kind:
            place = {"x": sheet.x(8), "y": round(top + 3 + LINE / 2, 1)}
            sheet.layers["picture"].append(place | {"u": glyph_uri(row.kind, sheet.palette)})
        told = wording.crowd(row.claims, row.unknown, row.undated)
        end = _words(sheet, cols, told, top)
        bottom = max(end + _BARS, top + len(name) * LINE + GAP)
        for index, count in enumerate(row.months):
            if count:
                left = ruler.left + index * ruler.unit
                height = max(_LEAST_BAR, (_BARS - 4) * count / highest)
                box = (left + 0.1 * ruler.unit, bottom - height, left + 0.9 * ruler.unit, bottom)
                sheet.add("block", box, c=colour, o=0.6)
        box = (0, top, ruler.right, bottom)
        most = max(row.months, default=0)
        when = wording.month(ruler.months[row.months.index(most)]) if most else ""
        sheet.tell(box, f"{row.name}: {told}", wording.crowd_month(when, most))
        top = bottom
    return top + 2


def _words(sheet: Sheet, cols: Columns, words: str, top: float) -> float:
    ruler = cols.ruler
    lines = wrap(words, NOTE, ruler.right - ruler.left - 2 * GAP)
    for index, line in enumerate(lines):
        sheet.text(ruler.left + 4, top + 3 + (index + 0.5) * LINE, line, z=NOTE, h=1)
    return top + 3 + len(lines) * LINE
