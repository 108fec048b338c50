"""The timeline: which claims touch which months, and how finely each is dated.

It serves the strip below the map, with one kind, and the Timeline page, with all: a line for each
claim, in the order of kinds and places. A block's form is its date; its fill says whether a number
was reported. A claim's words stand beside its block, or above it where neither side has room. A
claim that has no place among the months (undated, wholly before or after them) still gets a line,
in words. Very many claims are counted by month instead; a bar is a number of claims, never of
people, and says so. What is drawn is the rows of frames; ``chart_style`` says how they look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from math import ceil
from typing import Any

from nkmap.claim import Claim
from nkmap.dates import Month, touch_counts
from nkmap.evidence import Evidence, kept, known_by
from nkmap.figures import chart_style, symbols
from nkmap.figures.chart_style import (
    BAND,
    GAP,
    INDENT,
    LINE,
    MONTH,
    NOTE,
    TEXT,
    Spec,
    empty_chart,
    tooltip,
)
from nkmap.figures.colours import Palette, kind_colour
from nkmap.figures.drawing import Circle, Path, Rect
from nkmap.figures.time_scale import (
    Block,
    TimeScale,
    block_of,
    by_month,
    equal_runs,
    place_in_time,
    stretch,
)
from nkmap.figures.timeline_folding import folded
from nkmap.figures.typography import shortened, text_width, wrap
from nkmap.schema import KINDS, Kind
from nkmap.view import View
from nkmap.wording import TEXTS, captions, comparisons, dates, hedges, sentences
from nkmap.wording.counts import busiest_month, counted_claims, folded_claims, other_rows
from nkmap.wording.places import Names, place_list

THICK, THIN = 14.0, 6.0
"""Pixels of a block; a whole year is thin."""
_LEAST_BLOCK, _LEAST_SIGN, _SHORTEST_CUT, _BESIDE = 5.0, 9.0, 150.0, 5.0
_TINT, _NOT_CURRENT = 0.18, 0.4
_LOOKS = {"zero": ("thick", "0"), "none": ("thin", None), "not reported": ("dashed", "?")}
"""The outline and the sign of a block, by what its claim says of a number."""

MOST_DRAWN, MOST_ROWS = 700, 14
"""Claims up to which each has a block of its own; rows of counts, of which one more holds all
others."""
MOST_UNFOLDED, MOST_OPEN = 150, 3
"""Claims up to which every row has a line for each; else of those of a row, which then folds."""
OF_NUMBER = 0.7
"""Of a line; what a number above a bar takes."""

Rows = list[dict[str, Any]]
Frames = dict[str, Rows]
Key = tuple[Kind, str, tuple[str, ...]]
"""What a row is about: a kind, the military group if it is one, and its places."""


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


def row_name(key: Key, names: Names, *, grouped: bool) -> str:
    """The name of a row; ``grouped``: under a header that names the kind."""
    name = place_list(key[2], names) or "no place given"
    name = f"{name}: {key[1]}" if key[1] else name
    return name if grouped or has_figures(key[0]) else f"{name}: {KINDS[key[0]].label.lower()}"


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

    def told(self, words: str) -> dict[str, Any]:
        """Write words over the months, on the next lines, and give their row."""
        time = self.time
        lines = wrap(words, TEXT if time.left else NOTE, time.across - time.tail - 2 * GAP)
        self.claims.append({
            "top": self.count, "words": "\n".join(lines), "weight": 400, "align": "left",
            "at": time.left + 4, "from": time.left, "to": time.width,
        })  # fmt: skip
        self.count += lines_of(len(lines))
        return self.claims[-1]

    def bars(self, counts: Sequence[int], lines: int, shade: str, scale: int = 0) -> Rows:
        """Make a bar for the count of each month, on the next lines, all on one scale."""
        time, most = self.time, max(counts, default=0)
        # Where the counts have no room side by side, the greatest stands for the scale.
        fit = time.month >= text_width(f"{most:,}", NOTE) + 2
        shown = set(range(len(counts))) if fit else {counts.index(most)}
        self.count += lines
        return [
            stretch((month,))
            | {
                "claims": count,
                "line": self.count,
                "high": self.count - (lines - OF_NUMBER) * count / max(scale, most, 1),
                "shade": shade,
                "full": 0.7,
                "words": (f"{count:,}" if count else "–") if index in shown else "",
            }
            for index, (month, count) in enumerate(zip(time.months, counts, strict=True))
        ]

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


def row(claim: Claim, names: Names, time: TimeScale, top: int) -> dict[str, Any]:
    """Make the row of a claim: its block, its words, and the area that both fill."""
    where, block = place_in_time(claim.when, time.months), None
    said = sentences.sentence(claim, names)
    words = said if claim.is_words_only else hedges.figure(claim)
    found: dict[str, Any] = tooltip(claim, said) | {
        "shade": kind_colour(claim.kind, claim.group),
        "weight": 400 if claim.is_words_only else 600,
    }
    if where == "among" and claim.when:
        block = block_of(claim.when, time.months, claim.last_day).at_least(time.days(_LEAST_BLOCK))
        # Its ends are its date, its fill and line what is known of a number.
        number = "zero" if claim.is_zero else "none" if claim.is_words_only else "not reported"
        told = ("" if claim.is_current else "thin"), None
        outline, sign = told if claim.has_amount else _LOOKS[number]
        is_year = claim.when.is_single and not claim.has_month
        full = (1.0 if claim.has_amount else _TINT) * (1.0 if claim.is_current else _NOT_CURRENT)
        high = THIN if is_year else THICK
        found |= asdict(block) | {"full": full, "outline": outline, "sign": sign, "high": high}
        if block.days * time.day < _LEAST_SIGN:
            words = f"? {words}" if found.pop("sign") == "?" else words
    else:
        words = f"{dates.dated(claim)}: {words}"
        words = {"before": f"◂ {words}", "after": f"{words} ▸"}.get(where, words)
    return found | _words(words, block, time, top, cut=claim.is_words_only, late=where == "after")


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


def strip(here: Evidence, time: TimeScale) -> Frames:
    """Make the frames of the claims on a view's map."""
    shown = captions.of_map(here.shown, here.kind)
    return frames(shown, here.names, time, here.view, grouped=False)


def lanes(here: Evidence, time: TimeScale, *, counted: bool = False) -> Frames:
    """Make the frames of all claims shown; shaded is what no claim published then touches."""
    empty = _silence(Evidence(here.data, known_by(here.view)), time.months)
    return frames(here.shown, here.names, time, here.view, empty, grouped=True, counted=counted)


@kept
def _silence(known: Evidence, months_: tuple[Month, ...]) -> tuple[tuple[int, int], ...]:
    return without_claims(known.shown, months_)


def frames(
    claims: Sequence[Claim],
    names: Names,
    time: TimeScale,
    view: View,
    empty: Iterable[tuple[int, int]] = (),
    *,
    grouped: bool,
    counted: bool = False,
) -> Frames:
    """Make the rows of every frame; ``grouped``: under headers, below a count by month.

    Months of ``empty`` are shaded: no claim touches them, be it shown or not. Very many claims
    are counted by month, or all in a picture too small for each.
    """
    made = Lines(time)
    if grouped:
        beside = made.name("Claims that touch the month (claims, not people)")
        made.areas += made.bars(touching(claims, time.months), 3, "ink3")
        made.count = max(beside, made.count)
    if counted or len(claims) > MOST_DRAWN:
        _counts(made, claims, names, grouped=grouped)
    else:
        _blocks(made, claims, names, view.claim or "", grouped=grouped)
    if not claims:
        made.heading("No claim matches.")
        made.count += 1
    return made.frames(view, empty)


def chart(found: Frames, time: TimeScale, palette: Palette) -> Spec:
    """Make the chart with its rows, as a file holds it."""
    rows = {name: chart_style.records(own) for name, own in found.items()}
    return empty_chart(time, palette) | {
        "height": found["form"][0]["lines"] * BAND,
        "datasets": rows,
    }


def without_claims(
    claims: Sequence[Claim], months_: Sequence[Month]
) -> tuple[tuple[int, int], ...]:
    """Find months in a row that no claim touches: first and last index.

    A claim that gives only a year touches all its months; one with an open start, its last.
    """
    runs = equal_runs(by_month(claims, months_, surely=True))
    return tuple((first, last) for first, last, own in runs if not own)


def _blocks(
    made: Lines, claims: Sequence[Claim], names: Names, opened: str, *, grouped: bool
) -> None:
    before, folds = None, len(claims) > MOST_UNFOLDED
    for key, own in by_row(claims).items():
        kind = key[0]
        if grouped and kind is not before:
            if not has_figures(kind) and (before is None or has_figures(before)):
                made.heading("No figure")
            made.heading(KINDS[kind].label, kind)
        beside = made.name(row_name(key, names, grouped=grouped))
        told = sorted(own, key=lambda claim: claim.order)
        if folds and len(own) > MOST_OPEN and all(claim.claim_id != opened for claim in own):
            told = _folded(made, told, names)
        for claim in told:
            found = row(claim, names, made.time, made.count)
            made.claims.append(found | {"chosen": claim.claim_id == opened})
            made.count = found["below"]
        made.count = max(made.count, beside)
        before = kind


def _folded(made: Lines, own: Sequence[Claim], names: Names) -> list[Claim]:
    """Fold the claims of a row below words that say what it holds; gives the others.

    Each block opens its claim. What has no place among the months keeps a line of its own.
    """
    time, months = made.time, made.time.months
    among = [claim for claim in own if place_in_time(claim.when, months) == "among"]
    if among:
        told, top = made.told(folded_claims(among)), made.count
        told |= {"says": told["words"], "dated": "", "by": "", "below": top}
        rows = folded([row(claim, names, time, top) for claim in among], time, top)
        made.claims += rows
        made.count = ceil(max(found["below"] for found in rows))
    return [claim for claim in own if claim not in among]


def touching(claims: Sequence[Claim], months_: Sequence[Month]) -> tuple[int, ...]:
    """How many claims (not people) may lie in each month, of those that name one."""
    return touch_counts([claim.months for claim in claims if claim.has_month], months_)


def counted_rows(
    claims: Sequence[Claim], names: Names, *, grouped: bool
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


def _counts(made: Lines, claims: Sequence[Claim], names: Names, *, grouped: bool) -> None:
    """Add every row with its name, what it holds in words, and a bar for each month."""
    time, rows = made.time, counted_rows(claims, names, grouped=grouped)
    touches = [touching(own, time.months) for *_, own in rows]
    most = max(map(max, touches)) if rows and time.months else 0
    made.told(TEXTS["monthly_counts_key"])
    for (name, shade, own), found in zip(rows, touches, strict=True):
        beside = made.name(name)
        unknown = sum(not claim.has_figure and not claim.is_words_only for claim in own)
        words = counted_claims(len(own), unknown, sum(not claim.has_month for claim in own))
        row, peak = made.told(words), max(found, default=0)
        when = dates.month(time.months[found.index(peak)]) if peak else ""
        made.count -= 1  # bars rise beside the words
        made.areas += [bar for bar in made.bars(found, 2, shade, most) if bar["claims"]]
        row |= {"says": f"{name}: {words}", "dated": busiest_month(when, peak),
                "by": "the table names each", "below": made.count}  # fmt: skip
        made.count = max(beside, made.count)
