"""Small multiples: how many claims touch each month, by place of origin or by kind.

The height is a number of claims, not of people, so that all panels share one axis. Filled is with
a number, hollow and dashed without one. What is not drawn has no report, which is not zero. Only
claims that stand and have a month are drawn; soldiers and military builders apart and last.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import altair as alt

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures.charts import GAP, NARROW, NOTE, TEXT
from nkmap.figures.month_names import LETTER, Ruler, month_names
from nkmap.figures.sheet import DASHED, LINE, Sheet
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import cut, text_width
from nkmap.months import Month
from nkmap.schema import MILITARY, Kind

MOST_PANELS = 24
"""Panels that are drawn; the rest is counted."""
_BOLD, _LETTERS = 1.06, 13.0
"""How much wider bold text is, and the height of the letters of the months."""
_PANEL, _PLOT, _BETWEEN, _GAP_BELOW, _SPACE, _TAIL, _WIDEST = (
    250.0,
    64.0,
    16.0,
    12.0,
    6.0,
    26.0,
    520.0,
)


@dataclass(frozen=True)
class Multiple:
    """One panel: a place of origin or a kind, of one group, and the claims about it."""

    name: str
    claims: tuple[Claim, ...]
    kind: Kind | None = None
    group: str = ""


@dataclass(frozen=True)
class Step:
    """Months in a row that the same claims touch, by their index."""

    first: int
    last: int
    claims: tuple[Claim, ...]

    @property
    def counted(self) -> int:
        """How many of the claims have a number."""
        return sum(claim.has_figure for claim in self.claims)


def by_origin(claims: Sequence[Claim], names: Mapping[str, str]) -> tuple[Multiple, ...]:
    """A panel for each place of origin; a claim about several of them is in each."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in filter(has_a_step, claims):
        # What is withheld to protect a person is about no place, and stands under none.
        for place in dict.fromkeys(claim.origin if claim.about else ()) or ("",):
            found.setdefault((place, _group(claim)), []).append(claim)
    order = sorted(found, key=lambda key: (key[1] in MILITARY, not key[0], -len(found[key])))
    return tuple(
        Multiple(wording.origin_panel(place, group, names), tuple(found[place, group]), group=group)
        for place, group in order
    )


def by_kind(claims: Sequence[Claim]) -> tuple[Multiple, ...]:
    """A panel for each kind."""
    found: dict[tuple[Kind, str], list[Claim]] = {}
    for claim in filter(has_a_step, claims):
        found.setdefault((claim.kind, _group(claim)), []).append(claim)
    order = sorted(found, key=lambda key: (key[1] in MILITARY, list(Kind).index(key[0])))
    return tuple(
        Multiple(wording.summary_kind(kind, group), tuple(found[kind, group]), kind, group)
        for kind, group in order
    )


def has_a_step(claim: Claim) -> bool:
    """Whether a claim is drawn: it stands, and can be put into a month."""
    return claim.is_current and claim.has_month


def _group(claim: Claim) -> str:
    return claim.group if claim.is_military else ""


@dataclass(frozen=True)
class Drawn:
    """The panels of a picture, each with no claim but those that are drawn, and how many are not.

    Whoever tells of the picture in words tells of these.
    """

    panels: tuple[Multiple, ...]
    left_out: int
    """Panels beyond those that can be read."""


def drawn(panels: Sequence[Multiple], months_: Sequence[Month]) -> Drawn:
    """What is drawn of panels: those with a claim in these months, in order, the first of many."""
    own = (
        tuple(c for c in panel.claims if has_a_step(c) and _touched(c, months_)) for panel in panels
    )
    found = [replace(panel, claims=c) for panel, c in zip(panels, own, strict=True) if c]
    return Drawn(tuple(found[:MOST_PANELS]), len(found[MOST_PANELS:]))


def steps(claims: Sequence[Claim], months_: Sequence[Month]) -> tuple[Step, ...]:
    """The months that claims touch, months with the same claims taken together.

    Only claims that can be put into a month: not a bare year, not an open start.
    """
    touching: list[list[Claim]] = [[] for _ in months_]
    for claim in claims:
        for index in _touched(claim, months_) if claim.has_month else ():
            touching[index].append(claim)
    index, made = 0, []
    for own, group in groupby(touching, key=lambda own: tuple(c.claim_id for c in own)):
        length = len(list(group))
        if own:
            made.append(Step(index, index + length - 1, tuple(touching[index])))
        index += length
    return tuple(made)


def _touched(claim: Claim, months_: Sequence[Month]) -> range:
    """The indices of the months, which are in order, that a claim touches."""
    first = bisect_left(months_, months.of(claim.first_day)) if claim.first_day else 0
    last = bisect_right(months_, months.of(claim.last_day)) if claim.last_day else len(months_)
    return range(first, last)


def multiples(
    panels: Sequence[Multiple],
    months_: tuple[Month, ...],
    names: Mapping[str, str],
    palette: Palette,
    width: float,
) -> alt.LayerChart | None:
    """The panels beside and below each other on one axis; None when no claim has a month."""
    found = [(panel, steps(panel.claims, months_)) for panel in drawn(panels, months_).panels]
    if not found:
        return None
    most = max(len(step.claims) for _, own in found for step in own)
    sheet = Sheet(palette, TEXT - (width < NARROW))
    count = max(1, min(len(found), int((width + _BETWEEN) // (_PANEL + _BETWEEN))))
    own_width = min((width - _BETWEEN * (count - 1)) / count, _WIDEST)
    axis = _Axis(_even(most), text_width(wording.number(_even(most)), NOTE) + GAP)
    top = _key(sheet, width) + GAP
    for start in range(0, len(found), count):
        bottom = top
        for index, (panel, own) in enumerate(found[start : start + count]):
            left = index * (own_width + _BETWEEN)
            ruler = Ruler(months_, left + axis.room, left + own_width - _TAIL)
            bottom = max(bottom, _panel(sheet, panel, own, ruler, axis, names, top))
        top = bottom + _GAP_BELOW
    return sheet.chart(width, top, brush=False)


@dataclass(frozen=True)
class _Axis:
    """The number of claims at the top of every panel, and the pixels that it needs."""

    most: int
    room: float

    def height(self, count: int) -> float:
        """The pixels a number of claims rises."""
        return count / self.most * _PLOT


def _even(most: int) -> int:
    """The top of the axis: a round number that is not below the highest count."""
    power = int(10 ** math.floor(math.log10(most)))
    return next(size * power for size in (1, 2, 3, 4, 5, 6, 8, 10) if size * power >= most)


def _key(sheet: Sheet, width: float) -> float:
    """What a height counts and what its two looks mean; returns where it ends."""
    ink = sheet.palette.ink2
    x, y = 0.0, LINE / 2 + 2
    for look, words in zip(("", "filled", "dashed"), wording.MULTIPLES_KEY, strict=True):
        room = text_width(words, NOTE) + 2 * GAP + (20 if look else 0)
        if x and x + room > width:
            x, y = 0.0, y + LINE + 2
        if look:
            _box(sheet, (x, y - 6, x + 14, y + 6), ink, filled=look == "filled")
        sheet.text(x + (20 if look else 0), y, words, z=NOTE)
        x += room
    return y + LINE / 2


def _panel(
    sheet: Sheet,
    panel: Multiple,
    own: Sequence[Step],
    ruler: Ruler,
    axis: _Axis,
    names: Mapping[str, str],
    top: float,
) -> float:
    palette = sheet.palette
    left = ruler.left - axis.room
    total = f" ({wording.number(len(panel.claims))})"
    room = ruler.right - left - text_width(total, sheet.size, bold=True)
    name = cut(panel.name, sheet.size, room / _BOLD)
    colour = palette.kind(panel.kind, panel.group) if panel.kind else palette.ink2
    title = {"c": colour} if panel.kind else {}
    sheet.text(left, top + LINE / 2, name + total, w=600, **title)
    base = top + LINE + _SPACE + _PLOT
    for value in (0, axis.most):
        y = base - axis.height(value)
        style = {} if value else {"c": palette.border}
        sheet.add("rule", (ruler.left, y, ruler.right, y), **style)
        sheet.text(ruler.left - 4, y, wording.number(value), a="right", z=NOTE)
    for step in own:
        _step(sheet, step, ruler, axis, colour, names, base)
    # Without room for the letters of the months the years move up.
    return month_names(sheet, ruler, base - (0 if ruler.unit >= LETTER else _LETTERS))


def _step(
    sheet: Sheet,
    step: Step,
    ruler: Ruler,
    axis: _Axis,
    colour: str,
    names: Mapping[str, str],
    base: float,
) -> None:
    gap = 1.0 if ruler.unit >= _SPACE else 0.0
    left = ruler.left + step.first * ruler.unit + gap
    right = max(ruler.left + (step.last + 1) * ruler.unit - gap, left + 1.5)
    middle, high = base - axis.height(step.counted), base - axis.height(len(step.claims))
    if step.counted:
        _box(sheet, (left, middle, right, base), colour, filled=True)
    if step.counted < len(step.claims):
        _box(sheet, (left, high, right, middle), colour, filled=False)
    box = (left, min(high, base - 8), right, base)
    sheet.touch(box, wording.lead_claim(step.claims), wording.several(step.claims, names))


def _box(
    sheet: Sheet, box: tuple[float, float, float, float], colour: str, *, filled: bool
) -> None:
    x, y, x2, y2 = box
    if filled:
        sheet.add("block", box, c=colour)
        return
    sheet.add("block", box, c=sheet.palette.page)
    if x2 - x < _SPACE:  # too narrow for a box to be seen as hollow
        sheet.add("edge", ((x + x2) / 2, y, (x + x2) / 2, y2), c=colour, d=DASHED, w=x2 - x)
        return
    for edge in ((x, y, x2, y), (x, y, x, y2), (x2, y, x2, y2), (x, y2, x2, y2)):
        sheet.add("edge", edge, c=colour, d=DASHED, w=1.2)
