"""Very many claims over time: how many touch each month, in place of a block for each.

A cell here is a number of claims, never of people, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.charts import GAP, NOTE, Plot
from nkmap.figures.lanes import Key, Lines, is_told, lines_of, order_of_kinds, row_name, shade
from nkmap.figures.spans import ends
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month

MOST_DRAWN = 400
"""Claims up to which each has a block of its own."""
MOST_ROWS = 14
"""Rows of counts; what lies in others is counted together in one more."""


@dataclass(frozen=True)
class Counts:
    """The claims of one row, to be counted; ``shade`` names its colour."""

    name: str
    shade: str
    claims: tuple[Claim, ...]


def touching(claims: Iterable[Claim], months_: Sequence[Month]) -> tuple[int, ...]:
    """How many claims (not people) may lie in each month, of those that name one."""
    days = ((claim.first_day, claim.last_day) for claim in claims if claim.has_month)
    return within(days, months_)


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
    claims: Sequence[Claim], names: Mapping[str, str], *, grouped: bool
) -> tuple[Counts, ...]:
    """The rows with most claims, by kind (``grouped``) or by kind and place, and all the others."""
    found: dict[Key, list[Claim]] = {}
    for claim in claims:
        places = () if grouped else claim.told_of
        found.setdefault((claim.kind, claim.kept_apart, places), []).append(claim)
    most = sorted(found, key=lambda key: -len(found[key]))
    kept, rest = most[:MOST_ROWS], most[MOST_ROWS:]
    order = order_of_kinds()
    kept.sort(key=lambda key: (order[key[0]], bool(key[1])))  # of one kind, most claims first
    rows = [
        Counts(
            wording.summary_kind(*key[:2]) if grouped else row_name(key, names, grouped=False),
            shade(key[0], is_military=bool(key[1])),
            tuple(found[key]),
        )
        for key in kept
    ]
    if rest:
        own = tuple(claim for key in rest for claim in found[key])
        rows.append(Counts(wording.other_rows(len(rest), kinds=grouped), "ink", own))
    return tuple(rows)


def lines(found: Sequence[Counts], plot: Plot) -> tuple[Lines, list[dict[str, Any]]]:
    """Every row with its name and what it holds in words, and a cell for each month."""
    made, cells = Lines(plot), []
    made.rows.append({"line": 0, "words": _wrapped(wording.CROWD_KEY, plot)})
    made.count = lines_of(len(made.rows[0]["words"]))
    for row in found:
        beside, line = made.name(row.name), made.count
        unknown = sum(not claim.has_figure and not is_told(claim) for claim in row.claims)
        undated = sum(not claim.has_month for claim in row.claims)
        words = wording.crowd(len(row.claims), unknown, undated)
        touched = touching(row.claims, plot.months)
        most = max(touched, default=0)
        when = wording.month(plot.months[touched.index(most)]) if most else ""
        told = _wrapped(words, plot)
        made.rows.append({
            "line": line, "words": told, "says": f"{row.name}: {words}",
            "dated": wording.crowd_month(when, most), "by": "the table names each",
            "from": plot.domain[0], "to": plot.domain[1],
            "top": line, "below": line + lines_of(len(told)) + 1,
        })  # fmt: skip
        line += lines_of(len(told))
        fit = plot.month >= text_width(f"{most:,}", NOTE) + 2
        for month, count in zip(plot.months, touched, strict=True):
            if count:
                first, after = ends((month,))
                cells.append({
                    "line": line, "first": first, "after": after, "claims": count,
                    "words": wording.number(count) if fit else "", "shade": row.shade,
                })  # fmt: skip
        made.count = max(beside, line + 1)
    return made, cells


def _wrapped(words: str, plot: Plot) -> list[str]:
    return list(wrap(words, NOTE, plot.across - plot.tail - 2 * GAP))
