"""The timeline: which claims touch which months, and how finely each is dated.

``strip`` serves one scene of the map, ``lanes`` the Timeline page; both draw the same rows with
the same code. A block's form is its date; its fill says whether a number was reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import crowd
from nkmap.figures.lanes import (
    Columns,
    columns,
    rows,
)
from nkmap.figures.sheet import (
    Sheet,
)
from nkmap.figures.symbols import Palette
from nkmap.figures.time_page import TimePage
from nkmap.months import Month
from nkmap.view import View

AFTER = "after publication:|not covered"


def strip(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    view: View,
    palette: Palette,
    width: float,
) -> alt.LayerChart:
    """The claims of one scene by place and month, for below the map; ``width`` in pixels.

    Very many are counted by month, which ``crowd`` draws.
    """
    if len(claims) > crowd.MOST_DRAWN:
        return _crowd(claims, names, months_, view, palette, width, None)
    cols = columns(claims, names, months_, width, grouped=False)
    page = _page(cols, names, view, palette)
    top = page.month_names(0)
    bottom = page.rows(rows(claims, names, cols, grouped=False), top, grouped=False)
    page.frame(0, top, bottom, AFTER)
    return page.sheet.chart(width, bottom, brush=True)


def lanes(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    view: View,
    palette: Palette,
    width: float,
    silence: Sequence[tuple[int, int]] | None = None,
    *,
    counted: bool = False,
) -> alt.LayerChart:
    """All kinds, each under its own header, below a count of claims by month.

    Months without a claim are shaded: those of ``silence``, which may be told of more claims than
    those shown. ``counted`` for a picture too small to draw each claim.
    """
    shaded = silent(claims, months_) if silence is None else silence
    if counted or len(claims) > crowd.MOST_DRAWN:
        return _crowd(claims, names, months_, view, palette, width, shaded)
    cols = columns(claims, names, months_, width, grouped=True)
    page = _page(cols, names, view, palette)
    start = page.histogram(claims)
    top = page.month_names(start)
    bottom = page.rows(rows(claims, names, cols, grouped=True), top, grouped=True)
    page.silent(shaded, top, bottom)
    page.frame(start, top, bottom, _silence(months_))
    if cols.narrow and months_:
        bottom = page.footnote(f"Hatched: {_silence(months_).replace('|', '')}", bottom)
    return page.sheet.chart(width, bottom, brush=True)


def _crowd(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    view: View,
    palette: Palette,
    width: float,
    shaded: Sequence[tuple[int, int]] | None,
) -> alt.LayerChart:
    """More claims than can be told apart, as counts; ``shaded`` is given for all kinds together."""
    grouped = shaded is not None
    found = crowd.counts(claims, names, months_, grouped=grouped)
    cols = crowd.columns(found, months_, width)
    page = _page(cols, names, view, palette)
    together = [sum(counts) for counts in zip(*(row.months for row in found), strict=True)]
    start = page.bars(together) if grouped else 0
    top = page.month_names(start)
    bottom = crowd.draw(page.sheet, cols, found, top)
    page.silent(shaded or (), top, bottom)
    page.frame(start, top, bottom, _silence(months_) if grouped else AFTER)
    return page.sheet.chart(width, bottom, brush=True)


def _page(cols: Columns, names: Mapping[str, str], view: View, palette: Palette) -> TimePage:
    sheet = Sheet(palette, cols.text, cols.ruler.left, cols.ruler.unit)
    return TimePage(sheet, cols, names, view)


def _silence(months_: Sequence[Month]) -> str:
    if not months_:
        return ""
    last = wording.month(months_[-1])
    return f"Not covered.| This picture ends with {last}. Silence here is not decline."


def silent(claims: Sequence[Claim], months_: Sequence[Month]) -> tuple[tuple[int, int], ...]:
    """Stretches of months that no claim touches, as first and last index; the last one excluded.

    A claim that gives only a year touches all its months; one with an open start, its last.
    """
    found: list[tuple[int, int]] = []
    days = [claim.least_days for claim in claims if claim.least_days]
    for index, count in enumerate(crowd.within(days, months_)):
        if count:
            continue
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return tuple(found)
