"""Very many claims over time: how many touch each month, in place of a block for each.

A cell here is a number of claims, never of people, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import GAP, NOTE, TEXT
from nkmap.figures.lanes import MILITARY, Lines, by_row, is_told, lines_of, row_name
from nkmap.figures.spans import ends, touched
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month

MOST_DRAWN = 400
"""Claims up to which each has a block of its own."""
MOST_ROWS = 14
"""Rows of counts; what lies in others is counted together in one more."""


def touching(claims: Sequence[Claim], months_: Sequence[Month]) -> tuple[int, ...]:
    """How many claims (not people) may lie in each month, of those that name one."""
    return touched(((own.first_day, own.last_day) for own in claims if own.has_month), months_)


def counts(
    claims: Sequence[Claim], names: Mapping[str, str], *, grouped: bool
) -> list[tuple[str, str, list[Claim]]]:
    """Name, shade and claims of the rows with most, by kind (``grouped``) or by kind and place.

    The last one holds the claims of all others.
    """
    found = by_row(claims, by_place=not grouped)
    most = sorted(found, key=lambda key: -len(found[key]))
    kinds = [key[:2] for key in found]
    rows = [
        (
            wording.summary_kind(*key[:2]) if grouped else row_name(key, names, grouped=False),
            MILITARY if key[1] else key[0].value,
            found[key],
        )
        for key in sorted(most[:MOST_ROWS], key=lambda key: kinds.index(key[:2]))
    ]
    if rest := most[MOST_ROWS:]:
        own = [claim for key in rest for claim in found[key]]
        rows.append((wording.other_rows(len(rest), kinds=grouped), "ink", own))
    return rows


def count(
    made: Lines, claims: Sequence[Claim], names: Mapping[str, str], *, grouped: bool
) -> list[dict[str, Any]]:
    """Every row with its name and what it holds in words; the cells of its months."""
    plot, cells = made.plot, []

    def told(words: str, line: int) -> int:
        lines = wrap(words, TEXT if plot.left else NOTE, plot.across - plot.tail - 2 * GAP)
        made.rows.append({
            "top": line, "words": "\n".join(lines), "weight": 400, "align": "left",
            "at": plot.domain[0] + timedelta(plot.days(4)),
        })  # fmt: skip
        return line + lines_of(len(lines))

    made.count = told(wording.CROWD_KEY, 0)
    for name, shade, own in counts(claims, names, grouped=grouped):
        beside, top = made.name(name), made.count
        unknown = sum(not claim.has_figure and not is_told(claim) for claim in own)
        words = wording.crowd(len(own), unknown, sum(not claim.has_month for claim in own))
        line, touches = told(words, top), touching(own, plot.months)
        most = max(touches, default=0)
        when = wording.month(plot.months[touches.index(most)]) if most else ""
        made.rows[-1] |= {
            "says": f"{name}: {words}", "dated": wording.crowd_month(when, most),
            "by": "the table names each", "from": plot.domain[0], "to": plot.domain[1],
            "below": line + 1,
        }  # fmt: skip
        fits = plot.month >= text_width(f"{most:,}", NOTE) + 2
        for month, number in zip(plot.months, touches, strict=True):
            if number:
                cells.append(dict(zip(("first", "after"), ends((month,)), strict=True)) | {
                    "line": line, "claims": number, "shade": shade,
                    "words": wording.number(number) if fits else "",
                })  # fmt: skip
        made.count = max(beside, line + 1)
    return cells
