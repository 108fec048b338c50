"""The lanes of a timeline: a line for each claim, in the order of kinds and places.

A claim's words stand beside its block, or above it where neither side has room. A claim that has
no place among the months (undated, wholly before or after them) still gets a line, in words.
Everything here is rows of frames; how they look is the matter of ``timeline_look``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.figures import symbols
from nkmap.figures.chart_style import GAP, LINE, MONTH, NARROW, NOTE, TEXT, tooltip
from nkmap.figures.colours import kind_colour
from nkmap.figures.drawing import Circle, Path, Rect
from nkmap.figures.time_scale import Block, TimeScale, block_of, place_in_time, stretch
from nkmap.figures.typography import shortened, text_width, wrap
from nkmap.schema import KINDS, Kind
from nkmap.view import View
from nkmap.wording import dates, hedges, sentences
from nkmap.wording.places import place_list

BAND = 24.0
"""Pixels of a line of the timeline; rows of its frames lie at lines, counted from above."""
INDENT = 14.0
THICK, THIN = 14.0, 6.0
"""Pixels of a block; a whole year is thin."""
_NAMES, _LEAST_BLOCK, _LEAST_SIGN, _SHORTEST_CUT, _BESIDE = 180.0, 5.0, 9.0, 150.0, 5.0
_TINT, _NOT_CURRENT = 0.18, 0.4
_LOOKS = {"zero": ("thick", "0"), "none": ("thin", None), "not reported": ("dashed", "?")}
"""The outline and the sign of a block, by what its claim says of a number."""

Rows = list[dict[str, Any]]
Frames = dict[str, Rows]
Key = tuple[Kind, str, tuple[str, ...]]
"""What a row is about: a kind, the military group if it is one, and its places."""


def says(claim: Claim, names: Mapping[str, str]) -> str:
    """The claim's words on a chart: its hedged figure, why there is none, or its sentence."""
    return sentences.sentence(claim, names) if claim.is_words_only else hedges.figure(claim)


def has_figures(kind: Kind) -> bool:
    """Whether claims of this kind can carry a figure."""
    return bool(KINDS[kind].units)


def by_row(claims: Sequence[Claim], *, by_place: bool = True) -> dict[Key, list[Claim]]:
    """Group claims by kind and place; kinds with figures first, then in the order of ``Kind``."""
    order = {kind: (not has_figures(kind), index) for index, kind in enumerate(Kind)}
    found: dict[Key, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (order[claim.kind], claim.is_military)):
        places = claim.told_of if by_place else ()
        found.setdefault((claim.kind, claim.kept_apart, places), []).append(claim)
    return found


def row_name(key: Key, names: Mapping[str, str], *, grouped: bool) -> str:
    """The name of a row; ``grouped``: under a header that names the kind."""
    name = place_list(key[2], names) or "no place given"
    name = f"{name}: {key[1]}" if key[1] else name
    return name if grouped or has_figures(key[0]) else f"{name}: {KINDS[key[0]].label.lower()}"


def time_scale(months_: tuple[Month, ...], width: float, narrow: float = 0.0) -> TimeScale:
    """Make the scale of months beside the names of rows.

    On a phone it stands below them, or beside names ``narrow`` pixels wide.
    """
    return TimeScale(width, narrow if width < NARROW else _NAMES, months_)


@dataclass
class Lines:
    """The lines of a chart in the making, from above, and the rows of its frames."""

    time: TimeScale
    count: int = 0
    heads: Rows = field(default_factory=list)
    claims: Rows = field(default_factory=list)
    areas: Rows = field(default_factory=list)

    def heading(self, words: str, kind: Kind | None = None) -> None:
        """Add a line with the name of a kind, or of several."""
        of = _sign(kind) if kind else {"of": "part"}
        self.heads.append({"line": self.count, "words": words} | of)
        self.count += 1

    def name(self, name: str) -> int:
        """Write the name of a row from this line on; give the first line that is free below it."""
        narrow = not self.time.left
        room = self.time.width if narrow else self.time.left - INDENT - GAP
        words = wrap(name, TEXT, room, bold=True)
        self.heads.append({"line": self.count, "words": "\n".join(words), "of": "row"})
        beside = self.count + lines_of(len(words))
        self.count = beside if narrow else self.count
        return beside

    def frames(self, view: View, empty: Iterable[tuple[int, int]] = ()) -> Frames:
        """The rows of every frame; months of ``empty``, by first and last index, are shaded."""
        known, first, last = self.time.months, view.first or "", view.last or "9"
        inside = [month for month in known if first <= month <= last] if view.limits_months else ()
        chosen = stretch(inside) if inside else {}
        whole = {"line": self.count, "high": 0, "words": ""}
        shaded = [stretch(known[a : b + 1]) | {"shade": "line", "full": 0.45} for a, b in empty]
        if known:
            after, end = self.time.ends[1], self.time.domain[1]
            shaded.append({"first": after, "after": end, "shade": "land", "full": 1.0})
        if chosen:
            shaded.append(chosen | {"shade": "line", "full": 0.6})
        return {
            "form": [chosen | {"lines": self.count, MONTH: self.time.domain[0]}],
            "areas": [*(row | whole for row in shaded), *self.areas],
            "heads": self.heads,
            "claims": self.claims,
        }


def _sign(kind: Kind) -> dict[str, Any]:
    """The sign of a kind as a row takes it: a path, and how that is painted."""
    (shape,) = symbols.glyph(kind).parts
    if isinstance(shape, Circle):
        r = shape.radius
        path = f"M{shape.x - r} {shape.y}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0Z"
    elif isinstance(shape, Rect):
        path = f"M{shape.x} {shape.y}h{shape.width}v{shape.height}h{-shape.width}Z"
    else:
        assert isinstance(shape, Path)
        path = shape.data
    own = shape.paint
    return {"of": "kind", "shade": kind_colour(kind), "glyph": path, "fill": own.fill,
            "stroke": own.stroke, "width": own.width, "dashed": bool(own.dash)}  # fmt: skip


def lines_of(words: int) -> int:
    """How many lines of the timeline so many lines of words take."""
    return -int(-((words - 1) * LINE + BAND - 4) // BAND) if words else 0


def row(claim: Claim, names: Mapping[str, str], time: TimeScale, top: int) -> dict[str, Any]:
    """Make the row of a claim: its block, its words, and the area that both fill."""
    where, words, block = place_in_time(claim.when, time.months), says(claim, names), None
    found: dict[str, Any] = tooltip(claim, sentences.sentence(claim, names)) | {
        "shade": kind_colour(claim.kind, claim.group),
        "weight": 400 if claim.is_words_only else 600,
    }
    if where == "among" and claim.when:
        block = block_of(claim.when, time.months, claim.last_day).at_least(time.days(_LEAST_BLOCK))
        found |= _block(claim, block)
        if block.days * time.day < _LEAST_SIGN:
            words = f"? {words}" if found.pop("sign") == "?" else words
    else:
        words = f"{dates.dated(claim)}: {words}"
        words = {"before": f"◂ {words}", "after": f"{words} ▸"}.get(where, words)
    return found | _words(words, block, time, top, cut=claim.is_words_only, late=where == "after")


def _block(claim: Claim, block: Block) -> dict[str, Any]:
    """How a block looks: its ends are its date, its fill and line what is known of a number."""
    number = "zero" if claim.is_zero else "none" if claim.is_words_only else "not reported"
    reported = ("" if claim.is_current else "thin"), None
    outline, sign = reported if claim.has_amount else _LOOKS[number]
    is_year = claim.when and claim.when.is_single and not claim.has_month
    return asdict(block) | {
        "full": (1.0 if claim.has_amount else _TINT) * (1.0 if claim.is_current else _NOT_CURRENT),
        "outline": outline, "sign": sign, "high": THIN if is_year else THICK,
    }  # fmt: skip


def _words(
    words: str, block: Block | None, time: TimeScale, top: int, *, cut: bool, late: bool
) -> dict[str, Any]:
    """Where words stand, and all that is filled with their block; a hedge is never cut off."""
    left, right, size = time.left, time.pixel(time.ends[1]), TEXT if time.left else NOTE
    first, after = (time.pixel(block.first), time.pixel(block.after)) if block else (left, left)
    first, after = (right, right) if late else (first, after)
    needed, lines, above = text_width(words, size, bold=not cut), [words], 0
    late = late or (right - after < needed + _BESIDE and first - left > right - after)
    room = (first - left if late else right - after) - _BESIDE
    if needed <= room or (cut and room >= _SHORTEST_CUT):
        at = first - _BESIDE if late else after + _BESIDE
    else:
        late, room = False, right - left
        lines = [words] if cut else list(wrap(words, size, room - GAP, bold=True))
        needed = min(max(text_width(line, size, bold=not cut) for line in lines), room)
        above = lines_of(len(lines)) - (not block)
        at = max(left, min(first, right - needed))
        room = right - at
    start, end = (at - min(needed, room), at) if late else (at, at + min(needed, room))
    return {
        "words": shortened(words, size, room) if cut else "\n".join(lines),
        "at": at, "align": "right" if late else "left",
        "line": top + above, "top": top, "below": top + above + 1,
        "from": min(start, first), "to": max(end, after),
    }  # fmt: skip
