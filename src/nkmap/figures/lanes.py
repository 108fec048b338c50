"""Where every claim stands on the timeline: a line of its own, in the order of kinds and places.

A claim's words stand beside its block, or above it where neither side has room. A claim that has
no place among the months (undated, wholly before or after them) still gets a line, in words.
Everything here is rows of frames; how they look is the matter of ``timeline_look``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.charts import GAP, LINE, NARROW, NOTE, TEXT, Plot, told
from nkmap.figures.spans import Edge, Span, Spot, span, spot
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month
from nkmap.schema import KINDS, Kind, MissingReason

BAND = 24.0
"""Pixels of a line of the timeline; rows of its frames lie at lines, counted from above."""
MILITARY = "military"
"""The shade of soldiers and military builders, who are in no colour of workers."""
INDENT = 14.0
HEIGHTS = {"dated": 14, "year": 6}
"""Pixels of a block; a whole year is thin."""
_NAMES, _LEAST_BLOCK, _LEAST_SIGN, _SHORTEST_CUT, _BESIDE = 180.0, 5.0, 9.0, 150.0, 5.0
_TINT, _NOT_CURRENT = 0.18, 0.4
_LOOKS = {"zero": ("thick", "0"), "none": ("thin", None), "not reported": ("dashed", "?")}
"""The outline and the sign of a block, by what its claim says of a number."""

Key = tuple[Kind, str, tuple[str, ...]]
"""What a row is about: a kind, the military group if it is one, and its places."""


def is_told(claim: Claim) -> bool:
    """Whether no figure belongs to the claim, so that its words are the whole of it."""
    return not claim.has_figure and claim.missing_reason is MissingReason.NOT_APPLICABLE


def is_unknown(claim: Claim) -> bool:
    """Whether there is a number that was not reported."""
    return not claim.has_figure and claim.missing_reason is MissingReason.NOT_REPORTED


def says(claim: Claim, names: Mapping[str, str]) -> str:
    """What a claim says on the chart: its hedged figure or why there is none, else itself."""
    return wording.sentence(claim, names) if is_told(claim) else wording.figure(claim)


def has_figures(kind: Kind) -> bool:
    """Whether claims of this kind can carry a figure."""
    return bool(KINDS[kind].units)


def by_row(claims: Sequence[Claim], *, by_place: bool = True) -> dict[Key, list[Claim]]:
    """The claims by kind and place; kinds with figures first, then in the order of ``Kind``."""
    order = {kind: (not has_figures(kind), index) for index, kind in enumerate(Kind)}
    found: dict[Key, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (order[claim.kind], claim.is_military)):
        places = claim.told_of if by_place else ()
        found.setdefault((claim.kind, claim.kept_apart, places), []).append(claim)
    return found


def row_name(key: Key, names: Mapping[str, str], *, grouped: bool) -> str:
    """What stands left of a row; without a header, a kind without figures says which it is."""
    name = wording.place_list(key[2], names) or "no place given"
    name = f"{name}: {key[1]}" if key[1] else name
    return name if grouped or has_figures(key[0]) else f"{name}: {KINDS[key[0]].label.lower()}"


def plot(months_: tuple[Month, ...], width: float) -> Plot:
    """The months beside the names of rows; on a phone below them."""
    return Plot(width, 0.0 if width < NARROW else _NAMES, months_)


@dataclass
class Lines:
    """The lines of a chart in the making, from above, and the rows of its frames."""

    plot: Plot
    count: int = 0
    heads: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)

    def heading(self, words: str, of: str = "part", shade: str = "") -> None:
        """A line with the name of a kind, or of several."""
        self.heads.append({"line": self.count, "words": words, "of": of, "shade": shade})
        self.count += 1

    def name(self, name: str) -> int:
        """Write the name of a row from this line on; give the first line that is free below it."""
        narrow = not self.plot.left
        room = self.plot.width if narrow else self.plot.left - INDENT - GAP
        words = wrap(name, TEXT, room, bold=True)
        self.heads.append({"line": self.count, "words": "\n".join(words), "of": "row", "shade": ""})
        beside = self.count + lines_of(len(words))
        self.count = beside if narrow else self.count
        return beside

    def row(
        self, name: str, claims: Sequence[Claim], names: Mapping[str, str], opened: str
    ) -> None:
        """The claims of one kind about one place, in the order of time, by their name."""
        beside = self.name(name)
        for claim in sorted(claims, key=lambda claim: claim.order):
            row = _row(claim, names, self.plot, self.count)
            self.rows.append(row | {"chosen": claim.claim_id == opened})
            self.edges += _edges(row)
            self.count = row["below"]
        self.count = max(self.count, beside)


def lines_of(words: int) -> int:
    """The lines that so many lines of words need; the first stands in the middle of the first."""
    return -int(-((words - 1) * LINE + BAND - 4) // BAND) if words else 0


def _row(claim: Claim, names: Mapping[str, str], plot: Plot, top: int) -> dict[str, Any]:
    """A claim as a row of the frame: its block, its words, and all that it fills."""
    where, words, block = spot(claim.when, plot.months), says(claim, names), None
    row: dict[str, Any] = told(claim, wording.sentence(claim, names)) | {
        "shade": MILITARY if claim.is_military else claim.kind.value,
        "weight": 400 if is_told(claim) else 600,
    }
    if where is Spot.AMONG and claim.when:
        block = span(claim.when, plot.months, claim.last_day).at_least(plot.days(_LEAST_BLOCK))
        row |= _block(claim, block)
        if block.days * plot.day < _LEAST_SIGN:
            words = f"? {words}" if row.pop("sign") == "?" else words
    else:
        words = f"{wording.dated(claim)}: {words}"
        words = {Spot.BEFORE: f"◂ {words}", Spot.AFTER: f"{words} ▸"}.get(where, words)
    return row | _words(words, block, plot, top, cut=is_told(claim), late=where is Spot.AFTER)


def _block(claim: Claim, block: Span) -> dict[str, Any]:
    """How a block looks: its ends are its date, its fill and line what is known of a number."""
    number = "zero" if claim.is_zero else "none" if is_told(claim) else "not reported"
    reported = ("" if claim.is_current else "thin"), None
    outline, sign = reported if claim.has_amount else _LOOKS[number]
    is_year = claim.when and claim.when.is_single and not claim.has_month
    return asdict(block) | {
        "full": (1.0 if claim.has_amount else _TINT) * (1.0 if claim.is_current else _NOT_CURRENT),
        "outline": outline, "sign": sign, "size": "year" if is_year else "dated",
    }  # fmt: skip


def _edges(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Lines around what is not solid; an end that fades has none."""
    if not row.get("outline"):
        return []
    first, after, half = row["first"], row["after"], HEIGHTS[row["size"]] / 2
    upper, lower = (row["line"] + (BAND / 2 + way * half) / BAND for way in (-1, 1))
    sides = [(first, after, upper, upper), (first, after, lower, lower)]
    sides += [(first, first, upper, lower)] if row["start"] is Edge.SHARP else []
    sides += [(after, after, upper, lower)] if row["end"] is Edge.SHARP else []
    own = {"shade": row["shade"], "outline": row["outline"]}
    return [
        dict(zip(("first", "after", "upper", "lower"), side, strict=True)) | own for side in sides
    ]


def _words(
    words: str, block: Span | None, plot: Plot, top: int, *, cut: bool, late: bool
) -> dict[str, Any]:
    """Where words stand, and all that is filled with their block; a hedge is never cut off."""
    (opening, closing), size = plot.ends, TEXT if plot.left else NOTE
    gap = timedelta(plot.days(_BESIDE))

    def days(text: str) -> timedelta:
        return timedelta(plot.days(text_width(text, size, bold=not cut)))

    needed, lines, above = days(words), [words], 0
    after, before = (closing - block.after, block.first - opening) if block else (timedelta(),) * 2
    late = late or (after < needed + gap and before > after)
    room = (before if late else after) - gap
    if block and (needed <= room or (cut and room.days * plot.day >= _SHORTEST_CUT)):
        at = block.first - gap if late else block.after + gap
    else:
        room, late = closing - opening, late and not block
        lines = [words] if cut else list(wrap(words, size, room.days * plot.day - GAP, bold=True))
        needed, above = min(max(map(days, lines)), room), lines_of(len(lines)) - (not block)
        start = min(block.first if block else opening, closing - needed)
        at = closing if late else max(opening, start)
        room = room if late else closing - at
    length = min(needed, room)
    first, end = (at - length, at) if late else (at, at + length)
    return {
        "words": _shortened(words, size, room.days * plot.day) if cut else "\n".join(lines),
        "at": at, "align": "right" if late else "left",
        "line": top + above, "top": top, "below": top + above + 1,
        "from": min(first, block.first) if block else first,
        "to": max(end, block.after) if block else end,
    }  # fmt: skip


def _shortened(text: str, size: float, width: float) -> str:
    """The text, ended with an ellipsis where it is too long, be it within a word.

    A chart that is told a limit measures every text anew, letter by letter: it takes seconds.
    """
    text = " ".join(text.split())
    if text_width(text, size) <= width:
        return text
    ends = range(len(text))
    fits = bisect_right(ends, width, key=lambda end: text_width(f"{text[:end]}…", size))
    return f"{text[: max(fits - 1, 0)].rstrip()}…"
