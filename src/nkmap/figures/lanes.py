"""Where every claim stands on the timeline: rows, lanes, blocks and labels, in pixels.

Nothing is drawn here. A claim that has no place among the months (undated, wholly before or after
them) still gets a place, in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.spans import Ruler, Span, Spot, span, spot
from nkmap.figures.typography import cut, text_width, wrap
from nkmap.months import Month
from nkmap.schema import KINDS, Kind, MissingReason

NARROW = 560.0
"""Charts narrower than this are set for a phone."""
TEXT, NOTE = 13.0, 12.0
"""Sizes of labels and of notes; on a phone labels are one pixel smaller."""
LINE, LANE, BLOCK = 16.0, 30.0, 20.0
"""Heights of a line of text, a lane and a block."""
WIDEST_PLACE, WIDEST_PLACE_NARROW = 150.0, 84.0
"""How wide the names of rows may be, and on a phone."""
_TAIL_MONTHS, _LEAST_TAIL, _BEFORE, _ROOM_FOR_BEFORE = 2.2, 46.0, 156.0, 600.0
GAP, _PAD, _TOUCH, _SHORTEST_CUT = 8.0, 6.0, 14.0, 150.0

Key = tuple[Kind, str, tuple[str, ...]]
"""What a row is about: a kind, the military group if it is one, and its places."""


@dataclass(frozen=True)
class Columns:
    """The chart's columns from left to right: kind, place, before (if any), months, after."""

    width: float
    place: float
    place_width: float
    before: float | None
    ruler: Ruler

    @property
    def narrow(self) -> bool:
        """Whether the chart is set for a phone."""
        return self.width < NARROW

    @property
    def text(self) -> float:
        """Size of labels."""
        return TEXT - self.narrow


@dataclass(frozen=True)
class Label:
    """The words of a claim and where they stand; the first ``quiet`` lines only tell the time."""

    lines: tuple[str, ...]
    x: float
    align: str = "left"
    where: str = "beside"
    quiet: int = 0

    def extent(self, size: float, *, bold: bool) -> tuple[float, float]:
        """The pixels from left to right that the words fill."""
        width = max(text_width(line, size, bold=bold) for line in self.lines)
        left = self.x - {"left": 0.0, "center": width / 2, "right": width}[self.align]
        return left, left + width


@dataclass(frozen=True)
class Item:
    """A claim with its place in a lane; ``left`` to ``right`` is all it fills."""

    claim: Claim
    spot: Spot
    span: Span | None
    label: Label
    left: float
    right: float

    @property
    def height(self) -> float:
        """Pixels the claim needs."""
        lines = len(self.label.lines) * LINE
        return lines + LANE if self.label.where == "above" else max(LANE, lines + 10)


@dataclass(frozen=True)
class Row:
    """The claims of one kind about one place, in lanes without overlap."""

    kind: Kind
    name: tuple[str, ...]
    lanes: tuple[tuple[Item, ...], ...]

    @property
    def heights(self) -> tuple[float, ...]:
        """Pixels each lane needs; the first makes room for the row's name."""
        first, *rest = (max(item.height for item in lane) for lane in self.lanes)
        return max(first, len(self.name) * LINE + 8 - sum(rest)), *rest


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


def _lines(claim: Claim, words: str, size: float, room: float) -> tuple[str, ...]:
    # Only a claim told in words may be cut: the tooltip has it all. A hedge is never cut off.
    if is_told(claim):
        return (cut(words, size, room),)
    return wrap(words, size, room, bold=True)


# ---------------------------------------------------------------- claims


def item(claim: Claim, names: Mapping[str, str], columns_: Columns) -> Item:
    """The claim's block and words, placed."""
    where = spot(claim.when, columns_.ruler.months)
    if where is not Spot.AMONG or claim.when is None:
        label = _in_words(claim, says(claim, names), columns_, where)
        return Item(claim, where, None, label, *label.extent(columns_.text, bold=True))
    block = span(claim.when, columns_.ruler, claim.last_day)
    label = _label(claim, says(claim, names), columns_, block)
    ends = label.extent(columns_.text, bold=not is_told(claim))
    middle = (block.left + block.right) / 2
    left = min(ends[0], block.left, middle - _TOUCH / 2)
    return Item(claim, where, block, label, left, max(ends[1], block.right, middle + _TOUCH / 2))


def _in_words(claim: Claim, words: str, columns_: Columns, where: Spot) -> Label:
    ruler, size, time = columns_.ruler, columns_.text, wording.dated(claim)
    if where is Spot.BEFORE and columns_.before is not None:
        dated = wrap(f"◂ {time}", NOTE, _BEFORE - 12)
        told = _lines(claim, words, size, _BEFORE - 12)
        return Label((*dated, *told), columns_.before + 6, quiet=len(dated))
    mark = "◂ " if where is Spot.BEFORE else ""
    told = _lines(claim, f"{mark}{time}: {words}", size, ruler.right - ruler.left - GAP)
    if where is Spot.AFTER:
        return Label((*told[:-1], f"{told[-1]} ▸"), ruler.right - 4, "right")
    return Label(told, ruler.left + 4, where="above" if len(told) > 1 else "beside")


def _label(claim: Claim, words: str, columns_: Columns, block: Span) -> Label:
    """Words within the block if they fit, else left or right of it, else above it."""
    ruler, size, told = columns_.ruler, columns_.text, is_told(claim)
    inner, middle = _inside(claim, block)
    rooms = (
        (inner, Label((f"? {words}" if is_unknown(claim) else words,), middle, "center", "inside")),
        (block.left - GAP - ruler.left - 4, Label((words,), block.left - GAP, "right")),
        (ruler.right - block.right - GAP - 4, Label((words,), block.right + GAP)),
    )
    for room, label in rooms:
        if text_width(label.lines[0], size, bold=not told) <= room:
            return label
    room, label = max(rooms, key=lambda pair: pair[0])
    if told and room >= _SHORTEST_CUT:
        return Label((cut(words, size, room),), label.x, label.align, label.where)
    lines = _lines(claim, words, size, ruler.right - ruler.left - 4)
    width = max(text_width(line, size, bold=not told) for line in lines)
    left = max(ruler.left + 2, min(block.left, ruler.right - width - 2))
    return Label(lines, left, where="above")


def _inside(claim: Claim, block: Span) -> tuple[float, float]:
    # Words in page colour need the solid part of their block; on a tint, ink reads everywhere.
    rise, fall = (block.rise, block.fall) if claim.has_amount else (0.0, 0.0)
    left, right = block.left + rise, block.right - fall
    return right - left - 2 * _PAD, (left + right) / 2


# ---------------------------------------------------------------- rows


def pack(extents: Sequence[tuple[float, float]], gap: float = GAP) -> tuple[int, ...]:
    """The lane of each extent: the first in which it keeps its distance from those before it."""
    ends: list[float] = []
    found = [0] * len(extents)
    for index in sorted(range(len(extents)), key=lambda i: (extents[i], i)):
        left, right = extents[index]
        free = (lane for lane, end in enumerate(ends) if end + gap <= left)
        found[index] = next(free, len(ends))
        ends[found[index] :] = [right, *ends[found[index] + 1 :]]
    return tuple(found)


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
        key = (claim.kind, group, claim.told_of)
        found.setdefault(key, []).append(claim)
    return found


def row_name(key: Key, names: Mapping[str, str], *, grouped: bool) -> str:
    """What stands left of a row; without a header, a kind without figures says which it is."""
    name = wording.place_list(key[2], names) or "no place given"
    name = f"{name}: {key[1]}" if key[1] else name
    return name if grouped or has_figures(key[0]) else f"{name}: {KINDS[key[0]].label.lower()}"


def columns(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    width: float,
    *,
    grouped: bool,
) -> Columns:
    """The columns that the claims need, within ``width``."""
    narrow, keys = width < NARROW, by_row(claims)
    kinds = [KINDS[kind].label for kind, *_ in keys] if grouped and not narrow else []
    place = max((text_width(kind, TEXT, bold=True) + 34 for kind in kinds), default=0.0)
    labels = [row_name(key, names, grouped=grouped) for key in keys]
    natural = max((text_width(label, TEXT, bold=True) for label in labels), default=40.0)
    place_width = min(natural, WIDEST_PLACE_NARROW if narrow else WIDEST_PLACE)
    roomy = width - place - place_width >= _ROOM_FOR_BEFORE
    early = roomy and any(spot(claim.when, months_) is Spot.BEFORE for claim in claims)
    before = place + place_width + GAP if early else None
    left = round(before + _BEFORE + 2 * GAP if before else place + place_width + GAP)
    ruler = Ruler(months_, left, width - tail(width - left, months_))
    return Columns(width, place, place_width, before, ruler)


def tail(room: float, months_: Sequence[Month]) -> float:
    """The pixels that time after the months takes of those for all of it."""
    share = _TAIL_MONTHS / (len(months_) + _TAIL_MONTHS)
    return max(room * share, _LEAST_TAIL) if months_ else 0.0


def rows(
    claims: Sequence[Claim], names: Mapping[str, str], columns_: Columns, *, grouped: bool
) -> tuple[Row, ...]:
    """Every claim given, in rows and lanes."""
    found = []
    for key, group in by_row(claims).items():
        items = [item(claim, names, columns_) for claim in group]
        lanes: dict[int, list[Item]] = {}
        for placed, lane in zip(items, pack([(i.left, i.right) for i in items]), strict=True):
            lanes.setdefault(lane, []).append(placed)
        words = row_name(key, names, grouped=grouped)
        name = wrap(words, columns_.text, columns_.place_width, bold=True)
        found.append(Row(key[0], name, tuple(tuple(lanes[lane]) for lane in sorted(lanes))))
    return tuple(found)
