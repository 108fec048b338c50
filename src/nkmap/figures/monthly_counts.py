"""Very many claims over time: how many touch each month, in place of a block for each.

A bar here is a number of claims, never of people, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nkmap.claim import Claim
from nkmap.dates import Month, touch_counts
from nkmap.figures.chart_style import GAP, NOTE, TEXT
from nkmap.figures.colours import kind_colour
from nkmap.figures.lanes import Lines, Rows, by_row, lines_of, row_name
from nkmap.figures.time_scale import stretch
from nkmap.figures.typography import text_width, wrap
from nkmap.wording import TEXTS, comparisons, dates
from nkmap.wording.counts import busiest_month, counted_claims, other_rows

MOST_DRAWN = 400
"""Claims up to which each has a block of its own."""
OF_NUMBER = 0.7
"""Of a line; what a number above a bar takes."""
MOST_ROWS = 14
"""Rows of counts; what lies in others is counted together in one more."""


def touching(claims: Sequence[Claim], months_: Sequence[Month]) -> tuple[int, ...]:
    """How many claims (not people) may lie in each month, of those that name one."""
    return touch_counts([claim.months for claim in claims if claim.has_month], months_)


def counted_rows(
    claims: Sequence[Claim], names: Mapping[str, str], *, grouped: bool
) -> list[tuple[str, str, list[Claim]]]:
    """Name, colour and claims of the longest rows, by kind (``grouped``) or kind and place.

    The last one holds the claims of all others.
    """
    found = by_row(claims, by_place=not grouped)
    most = sorted(found, key=lambda key: -len(found[key]))
    kinds = [key[:2] for key in found]
    rows = [
        (
            comparisons.summary_kind(*key[:2]) if grouped else row_name(key, names, grouped=False),
            kind_colour(*key[:2]),
            found[key],
        )
        for key in sorted(most[:MOST_ROWS], key=lambda key: kinds.index(key[:2]))
    ]
    if rest := most[MOST_ROWS:]:
        own = [claim for key in rest for claim in found[key]]
        rows.append((other_rows(len(rest), kinds=grouped), "ink", own))
    return rows


def add_counted_rows(
    made: Lines, claims: Sequence[Claim], names: Mapping[str, str], *, grouped: bool
) -> None:
    """Add every row with its name, what it holds in words, and a bar for each month."""
    time, rows = made.time, counted_rows(claims, names, grouped=grouped)
    touches = [touching(own, time.months) for *_, own in rows]
    most = max(map(max, touches)) if rows and time.months else 0

    def told(words: str) -> dict[str, Any]:
        lines = wrap(words, TEXT if time.left else NOTE, time.across - time.tail - 2 * GAP)
        made.claims.append({
            "top": made.count, "words": "\n".join(lines), "weight": 400, "align": "left",
            "at": time.left + 4,
        })  # fmt: skip
        made.count += lines_of(len(lines))
        return made.claims[-1]

    told(TEXTS["monthly_counts_key"])
    for (name, shade, own), found in zip(rows, touches, strict=True):
        beside = made.name(name)
        unknown = sum(not claim.has_figure and not claim.is_words_only for claim in own)
        words = counted_claims(len(own), unknown, sum(not claim.has_month for claim in own))
        row, peak = told(words), max(found, default=0)
        when = dates.month(time.months[found.index(peak)]) if peak else ""
        made.count -= 1  # bars rise beside the words
        made.areas += [bar for bar in bars(made, found, 2, shade, most) if bar["claims"]]
        row |= {
            "says": f"{name}: {words}", "dated": busiest_month(when, peak),
            "by": "the table names each", "from": time.left, "to": time.width,
            "below": made.count,
        }  # fmt: skip
        made.count = max(beside, made.count)


def bars(made: Lines, counts: Sequence[int], lines: int, shade: str, scale: int = 0) -> Rows:
    """Make a bar for the count of each month, on the next lines, all on one scale."""
    time, most = made.time, max(counts, default=0)
    # Where the counts have no room side by side, the greatest stands for the scale.
    fit = time.month >= text_width(f"{most:,}", NOTE) + 2
    shown = set(range(len(counts))) if fit else {counts.index(most)}
    made.count += lines
    return [
        stretch((month,))
        | {
            "claims": count,
            "line": made.count,
            "high": made.count - (lines - OF_NUMBER) * count / max(scale, most, 1),
            "shade": shade,
            "full": 0.7,
            "words": (f"{count:,}" if count else "–") if index in shown else "",
        }
        for index, (month, count) in enumerate(zip(time.months, counts, strict=True))
    ]
