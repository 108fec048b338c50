"""Where every claim stands on the timeline: a band for each lane of claims, and rows of a frame.

Which claims share a band follows from their dates and from how long their words are. A claim that
has no place among the months (undated, wholly before or after them) still gets a band, in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import CLAIM, GAP, LINE, NARROW, NOTE, TEXT, Plot, told
from nkmap.figures.spans import Span, Spot, fading, span, spot
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month
from nkmap.schema import KINDS, Kind, MissingReason

BAND = 24.0
"""Pixels of a band."""
NO_CLAIM = "No claim matches."
_WIDEST_NAME, _LEAST_BLOCK, _LEAST_SIGN, _SHORTEST_CUT = 150.0, 5.0, 9.0, 150.0
_INDENT, _BESIDE = 14.0, 5.0
_TINT, _NOT_CURRENT = 0.18, 0.4

Key = tuple[Kind, str, tuple[str, ...]]
"""What a row is about: a kind, the military group if it is one, and its places."""


# ---------------------------------------------------------------- words


def is_told(claim: Claim) -> bool:
    """Whether no figure belongs to the claim, so that its words are the whole of it."""
    return not claim.has_figure and claim.missing_reason is MissingReason.NOT_APPLICABLE


def is_unknown(claim: Claim) -> bool:
    """Whether there is a number that was not reported."""
    return not claim.has_figure and claim.missing_reason is MissingReason.NOT_REPORTED


def says(claim: Claim, names: Mapping[str, str]) -> str:
    """What a claim says on the chart: its hedged figure or why there is none, else itself."""
    return wording.sentence(claim, names) if is_told(claim) else wording.figure(claim)


# ---------------------------------------------------------------- rows


def has_figures(kind: Kind) -> bool:
    """Whether claims of this kind can carry a figure."""
    return bool(KINDS[kind].units)


def order_of_kinds() -> dict[Kind, tuple[bool, int]]:
    """A key that sorts kinds: those with figures first."""
    return {kind: (not has_figures(kind), index) for index, kind in enumerate(Kind)}


def by_row(claims: Sequence[Claim]) -> dict[Key, list[Claim]]:
    """The claims by kind and place; kinds with figures first, then in the order of ``Kind``."""
    order = order_of_kinds()
    found: dict[Key, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (order[claim.kind], claim.is_military)):
        group = claim.group if claim.is_military else ""
        found.setdefault((claim.kind, group, claim.told_of), []).append(claim)
    return found


def row_name(key: Key, names: Mapping[str, str], *, grouped: bool) -> str:
    """What stands left of a row; without a header, a kind without figures says which it is."""
    name = wording.place_list(key[2], names) or "no place given"
    name = f"{name}: {key[1]}" if key[1] else name
    return name if grouped or has_figures(key[0]) else f"{name}: {KINDS[key[0]].label.lower()}"


def plot(labels: Sequence[str], months_: tuple[Month, ...], width: float) -> Plot:
    """The months beside the names of rows; on a phone below them."""
    if width < NARROW:
        return Plot(width, 0.0, months_)
    natural = max((text_width(label, TEXT, bold=True) for label in labels), default=40.0)
    return Plot(width, round(max(min(natural, _WIDEST_NAME), 120) + _INDENT + 2 * GAP), months_)


def pack(extents: Sequence[tuple[date, date]], gap: int = 0) -> tuple[int, ...]:
    """The lane of each extent: the first in which it keeps its distance from those before it."""
    ends: list[date] = []
    found = [0] * len(extents)
    for index in sorted(range(len(extents)), key=lambda i: (extents[i], i)):
        first, after = extents[index]
        free = (lane for lane, end in enumerate(ends) if end + timedelta(gap) <= first)
        found[index] = next(free, len(ends))
        ends[found[index] :] = [after, *ends[found[index] + 1 :]]
    return tuple(found)


_FRAMES = ("heads", "lanes", "claims", "blocks", "touch")


@dataclass
class Bands:
    """The bands of a chart in the making, from above, and the rows of its frames."""

    plot: Plot
    names: Mapping[str, str]
    count: int = 0
    frames: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in _FRAMES}
    )

    def add(self, frame: str, **row: Any) -> None:
        """A row of a frame."""
        self.frames[frame].append(row)

    def heading(
        self, words: str, kind: Kind | None = None, sign: Mapping[str, Any] | None = None
    ) -> None:
        """A band with the name of a kind and its sign, or the name of several."""
        own = {"of": "kind", "kind": kind, "shade": shade(kind), **(sign or {})} if kind else {}
        row = {"band": self.count, "words": [words], "of": "part", "shade": "ink", "rule": "border"}
        self.add("heads", **(row | own))
        self.count += 1

    def row(self, name: str, claims: Sequence[Claim]) -> None:
        """The claims of one kind about one place, in lanes without overlap, by their name."""
        top, narrow = self.count, not self.plot.left
        room = self.plot.width if narrow else self.plot.left - _INDENT - GAP
        lines = list(wrap(name, TEXT, room, bold=True))
        self.add("heads", band=top, words=lines, of="row", shade="ink", rule="line")
        self.count += bands_of(len(lines)) if narrow else 0
        items = [_item(claim, self.names, self.plot) for claim in claims]
        places = pack([item.extent for item in items], self.plot.days(GAP))
        for lane in sorted(set(places)):
            own = [item for item, its in zip(items, places, strict=True) if its == lane]
            band = self.count + max(item.above for item in own)
            self.add("lanes", band=band)
            for item in own:
                self._claim(item, band)
            self.count = band + 1
        self.count = max(self.count, top + bands_of(len(lines)))

    def _claim(self, item: _Item, band: int) -> None:
        claim, (first, after) = item.claim, item.extent
        row = told(claim, wording.sentence(claim, self.names))
        for its in range(band - item.above, band + 1):
            self.add("touch", band=its, first=first, after=after, **row)
        of = {"band": band, "shade": shade_of(claim), "size": _size(claim)}
        said = {"words": list(item.words), "at": item.at, "align": item.align}
        said |= {"words_band": band - item.above, "room": round(item.room)}
        block = _drawn(claim, item.block, self.plot) if item.block else {}
        said |= {CLAIM: claim.claim_id, "number": number(claim)}
        self.add("claims", **of, **said, **block)
        if item.block:
            self._block(claim, item.block, of)

    def _block(self, claim: Claim, block: Span, of: Mapping[str, Any]) -> None:
        """The block's stretches, on the page's colour: what is faint shows nothing behind it."""
        full = (1.0 if claim.has_amount else _TINT) * (1.0 if claim.is_current else _NOT_CURRENT)
        steps = max(4, min(12, round(max(block.rise, block.fall) * self.plot.day / 10)))
        under = dict(of) | {"shade": "page"}
        self.add("blocks", **under, first=block.first, after=block.after, opacity=1)
        for first, after, opacity in fading(block, full, steps):
            self.add("blocks", **of, first=first, after=after, opacity=opacity)

    def made(self) -> dict[str, pd.DataFrame]:
        """The frames."""
        return {name: pd.DataFrame(rows) for name, rows in self.frames.items()}


def bands_of(lines: int) -> int:
    """The bands that lines of words need; the first stands in the middle of the first."""
    return -int(-((lines - 1) * LINE + BAND - 4) // BAND) if lines else 0


def shade(kind: Kind, group: str = "") -> str:
    """The name of a kind's colour in the data of a chart."""
    return f"{kind.value}, {group}" if group else kind.value


def shade_of(claim: Claim) -> str:
    """The name of a claim's colour; soldiers and military builders have their own."""
    return shade(claim.kind, claim.group if claim.is_military else "")


def number(claim: Claim) -> str:
    """What a claim says of a number, as a chart tells it."""
    if claim.is_zero:
        return "zero"
    if claim.has_figure:
        return "reported"
    return "none" if is_told(claim) else "not reported"


@dataclass(frozen=True)
class _Item:
    """A claim with its block and words; ``extent`` is all that it fills."""

    claim: Claim
    block: Span | None
    words: tuple[str, ...]
    at: date
    align: str
    extent: tuple[date, date]
    above: int = 0
    """Bands that its words need above its block."""
    room: float = 0.0
    """Pixels to which words may be cut; 0 for those that must not be."""


def _item(claim: Claim, names: Mapping[str, str], plot_: Plot) -> _Item:
    where = spot(claim.when, plot_.months)
    words = says(claim, names)
    if where is not Spot.AMONG or claim.when is None:
        return _in_words(claim, words, plot_, where)
    opening, closing = plot_.ends
    block = span(claim.when, plot_.months, claim.last_day).at_least(plot_.days(_LEAST_BLOCK))
    if is_unknown(claim) and block.days * plot_.day < _LEAST_SIGN:
        words = f"? {words}"
    gap, needed = plot_.days(_BESIDE), _days(claim, words, plot_)
    after, before = (closing - block.after).days - gap, (block.first - opening).days - gap
    late = after < needed and (needed <= before or before > after)
    room = before if late else after
    if needed <= room or (is_told(claim) and room * plot_.day >= _SHORTEST_CUT):
        far = timedelta(gap + min(needed, room))
        first, end = (block.first - far, block.after) if late else (block.first, block.after + far)
        beside = timedelta(plot_.days(_BESIDE))
        at = block.first - beside if late else block.after + beside
        limit = room * plot_.day if is_told(claim) else 0
        return _Item(
            claim, block, (words,), at, "right" if late else "left", (first, end), 0, limit
        )
    lines, needed = _lines(claim, words, plot_)
    at = max(opening, min(block.first, closing - timedelta(needed)))
    extent = (min(at, block.first), max(at + timedelta(needed), block.after))
    limit = (closing - at).days * plot_.day if is_told(claim) else 0
    return _Item(claim, block, lines, at, "left", extent, bands_of(len(lines)), limit)


def _in_words(claim: Claim, words: str, plot_: Plot, where: Spot) -> _Item:
    opening, closing = plot_.ends
    dated = wording.dated(claim)
    words = {
        Spot.BEFORE: f"◂ {dated}: {words}",
        Spot.AFTER: f"{dated}: {words} ▸",
        Spot.NOWHERE: f"{dated}: {words}",
    }[where]
    lines, needed = _lines(claim, words, plot_)
    late, above = where is Spot.AFTER, bands_of(len(lines)) - 1
    first = closing - timedelta(needed) if late else opening
    limit = (closing - opening).days * plot_.day if is_told(claim) else 0
    at, align = (closing, "right") if late else (opening, "left")
    return _Item(claim, None, lines, at, align, (first, first + timedelta(needed)), above, limit)


def _lines(claim: Claim, words: str, plot_: Plot) -> tuple[tuple[str, ...], int]:
    """Words over the whole of the months, and the days they fill. A hedge is never cut off."""
    opening, closing = plot_.ends
    whole = (closing - opening).days
    if is_told(claim):
        return (words,), min(_days(claim, words, plot_), whole)
    lines = wrap(words, _text(plot_), whole * plot_.day - GAP, bold=True)
    return lines, max(_days(claim, line, plot_) for line in lines)


def _days(claim: Claim, words: str, plot_: Plot) -> int:
    """The days that words are as long as."""
    return plot_.days(text_width(words, _text(plot_), bold=not is_told(claim)))


def _text(plot_: Plot) -> float:
    return TEXT if plot_.left else NOTE


def _size(claim: Claim) -> str:
    return "year" if claim.when and claim.when.is_single and not claim.has_month else "dated"


def _drawn(claim: Claim, block: Span, plot_: Plot) -> dict[str, Any]:
    """What is drawn of a claim beside its words."""
    outlines = {"not reported": "dashed", "zero": "thick", "none": "thin"}
    sign = {"not reported": "?", "zero": "0"}.get(number(claim))
    has_room = block.days * plot_.day >= _LEAST_SIGN
    return {
        "first": block.first,
        "after": block.after,
        "start": block.start.value,
        "end": block.end.value,
        "outline": outlines.get(number(claim), "" if claim.is_current else "thin"),
        "onset": block.first if block.onset else None,
        "sign": sign if has_room else None,
        "middle": block.first + timedelta(block.days // 2),
    }
