"""Very many claims over time: how many touch each month, in place of a block for each.

A cell here is a number of claims, never of people, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.charts import GAP, NOTE, Plot
from nkmap.figures.lanes import Bands, Key, bands_of, is_told, order_of_kinds, row_name, shade
from nkmap.figures.spans import ends
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month
from nkmap.schema import KINDS, Kind

MOST_DRAWN = 400
"""Claims up to which each has a block of its own."""
MOST_ROWS = 14
"""Rows of counts; what lies in others is counted together in one more."""


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


def bands(found: Sequence[Counts], plot: Plot, names: Mapping[str, str]) -> Bands:
    """Every row: its name, what it holds in words, and a cell for each month."""
    made = Bands(plot, names)
    made.frames |= {"counts": [], "words": []}
    key = list(wrap(wording.CROWD_KEY, NOTE, plot.across - plot.tail - 2 * GAP))
    made.add("words", band=0, words=key)
    made.count = bands_of(len(key))
    for row in found:
        _row_of_cells(made, row)
    return made


def _row_of_cells(made: Bands, row: Counts) -> None:
    plot, top = made.plot, made.count
    own = shade(row.kind, row.group) if row.kind else "ink"
    made.row(row.name, ())
    start = made.count if not plot.left else top
    told = wording.crowd(row.claims, row.unknown, row.undated)
    lines = list(wrap(told, NOTE, plot.across - plot.tail - 2 * GAP))
    made.add("words", band=start, words=lines)
    band = start + bands_of(len(lines))
    fit = plot.month >= text_width(f"{max(row.months, default=0):,}", NOTE) + 2
    for month, count in zip(plot.months, row.months, strict=True):
        if count:
            first, after = ends((month,))
            number = wording.number(count) if fit else ""
            place = {"first": first, "after": after}
            made.add("counts", band=band, **place, claims=count, words=number, shade=own)
    most = max(row.months, default=0)
    when = wording.month(plot.months[row.months.index(most)]) if most else ""
    tip = {"says": f"{row.name}: {told}", "dated": wording.crowd_month(when, most)}
    first, after = plot.domain
    for place_ in range(start, band + 1):
        made.add("touch", band=place_, first=first, after=after, by="the table names each", **tip)
    made.count = max(made.count, band + 1)
