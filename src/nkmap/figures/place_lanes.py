"""When there are claims about one place, in a lane for each kind.

A mark is *when*, never how many: all are as high as each other. Hollow and dashed is a number that
was not reported, pale a rate or a number of workplaces; the line of a lane says nothing. A
figure stands at its mark where it has room, whole and with its hedge; every mark opens its claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nkmap import dates
from nkmap.claim import Claim
from nkmap.figures import symbols
from nkmap.figures.colours import Colour, kind_colour
from nkmap.figures.drawing import Drawing, Group, Paint, Path, Rect, Words
from nkmap.figures.time_scale import NARROW, TimeScale, block_of
from nkmap.figures.timeline import has_figures
from nkmap.figures.typography import text_width, wrap
from nkmap.schema import KINDS, Kind
from nkmap.summary.deadline import DEADLINE
from nkmap.wording import TEXTS, captions, comparisons, hedges, joined, sentences
from nkmap.wording import dates as date_words
from nkmap.wording.deadline import DAY
from nkmap.wording.places import Names

TOP, ROW, MARK, LABEL, GAP = 22.0, 10.0, 6.0, 15.0, 7.0
"""Pixels: of the names of years, of a row of marks, of a mark, of a line of figures; what keeps
lanes apart."""
LEAST, MOST_LABELS, MOST_DRAWN, MANY_ROWS = 6.0, 3, 400, 5
"""Pixels of the shortest mark; lines of figures above the marks of a lane; marks of a picture; rows
above which those of a lane are lower."""
_NAMES, _TEXT, _FIGURE, _YEAR = 148.0, 13.5, 12.5, 36.0
PALE = frozenset({Kind.RATE, Kind.WORKPLACES})
"""Kinds that count no people at one time: so many a day, or houses."""


@dataclass(frozen=True)
class Placed:
    """A claim's mark in its lane: from which pixel to which, and in which row."""

    claim: Claim
    left: float
    right: float
    row: int


@dataclass(frozen=True)
class Lane:
    """Claims of one kind, or of all that carry no figure."""

    name: str
    kind: Kind
    group: str
    claims: tuple[Claim, ...]

    @property
    def colour(self) -> Colour:
        """The colour of its marks."""
        return kind_colour(self.kind, self.group)


def drawn_of(claims: Sequence[Claim]) -> list[Claim]:
    """List the claims in a picture of months: the newest with a date; the rest is told in words."""
    dated = [claim for claim in claims if claim.least_months != dates.NO_DATE]
    return sorted(dated, key=lambda claim: claim.order)[-MOST_DRAWN:]


def lanes_of(claims: Sequence[Claim]) -> tuple[Lane, ...]:
    """Sort claims into lanes in the order of kinds; those without figures share the last one."""
    found: dict[tuple[Kind, str], list[Claim]] = {}
    order = list(Kind)
    for claim in sorted(claims, key=lambda own: (order.index(own.kind), own.is_military)):
        found.setdefault((claim.kind, claim.kept_apart), []).append(claim)
    counted = {key: own for key, own in found.items() if has_figures(key[0])}
    made = [Lane(comparisons.summary_kind(*key), *key, tuple(own)) for key, own in counted.items()]
    if words := [key for key in found if key not in counted]:
        labels = dict.fromkeys(KINDS[kind].label for kind, _ in words)
        rest = tuple(claim for key in words for claim in found[key])
        made.append(Lane(", ".join(labels), words[0][0], "", rest))
    return tuple(made)


def place_lanes(claims: Sequence[Claim], names: Names, width: float) -> Drawing | None:
    """Draw the lanes of a place, in a picture of some width; ``None`` where no claim is dated."""
    drawn = drawn_of(claims)
    if not drawn:
        return None
    time = _time(drawn, width)
    parts, y = [], TOP
    for lane in lanes_of(drawn):
        groups, y = _lane(lane, names, time, y)
        parts += groups
    frame = _frame(time, y)
    high = y + (18.0 if _has_deadline(time) else 2.0)
    return Drawing(width, high, (frame, *parts))


def _time(claims: Sequence[Claim], width: float) -> TimeScale:
    """Whole years, from that of the first claim to that of the last; some around a single one."""
    first = min(claim.least_months[0] for claim in claims) // 12
    last = max(claim.least_months[1] for claim in claims) // 12
    first -= max(0, 2 - (last - first))
    covered = dates.months_between(f"{first:04d}-01", f"{last:04d}-12")
    return TimeScale(width, 0.0 if width < NARROW else _NAMES, covered, tail=0.0)


def _has_deadline(time: TimeScale) -> bool:
    return time.domain[0] < DEADLINE < time.domain[1]


def _frame(time: TimeScale, bottom: float) -> Group:
    """Lines at the years with their names, and a rule at the deadline."""
    parts: list[Path | Words] = []
    years = [month for month in time.months if month.endswith("-01")]
    wide = time.month * 12
    step = next(step for step in (1, 2, 5, 10, 20) if wide * step >= _YEAR or step == 20)
    for month in years:
        x, year = time.pixel(dates.first_day_of(month)), int(month[:4])
        parts.append(Path(f"M{x:.1f} {TOP - 4}V{bottom:.1f}", Paint(stroke="line")))
        if year % step == 0 or step == 1:
            parts.append(Words(str(year), x + 2, 13, 12, "ink3"))
    parts.append(Path(f"M{time.width - 0.5} {TOP - 4}V{bottom:.1f}", Paint(stroke="line")))
    parts.append(Path(f"M0 {bottom:.1f}H{time.width}", Paint(stroke="line")))
    if _has_deadline(time):
        x = time.pixel(DEADLINE)
        rule = Paint(stroke="ink", dash=(2, 3), width=1.2)
        parts.append(Path(f"M{x:.1f} {TOP - 4}V{bottom + 6:.1f}", rule))
        words = TEXTS["deadline"].format(day=DAY)
        is_late = x + 6 + text_width(words, 12, italic=True) > time.width
        deadline = Words(words, x + 4, bottom + 14, 12, "ink2", is_italic=True)
        parts.append(replace(deadline, x=x - 4, anchor="end") if is_late else deadline)
    return Group(tuple(parts), layer="frame")


def _lane(lane: Lane, names: Names, time: TimeScale, top: float) -> tuple[list[Group], float]:
    """Draw a lane from some height on; give the height at which the next one begins."""
    beside = time.left or time.width
    title = wrap(lane.name, _TEXT, beside - 24, bold=True)
    y = top + 5 if time.left else top + 4 + len(title) * 16
    marks = _marks(lane, time)
    labels = _labels(marks, time)
    lines = 1 + max((row for _, row, _ in labels), default=-1)
    rows = 1 + max(mark.row for mark in marks)
    step = ROW if rows <= MANY_ROWS else ROW * 0.6
    base = y + lines * LABEL + 4
    end = base + rows * step + GAP
    if time.left:
        end = max(end, top + 8 + len(title) * 16)
    glyph = symbols.glyph(lane.kind, lane.group)
    head: tuple[Path | Group | Words, ...] = (
        Path(f"M0 {top:.1f}H{time.width}", Paint(stroke="line")),
        Group(glyph.parts, x=1, y=top + 5),
        *(
            Words(line, 24, top + 18 + 16 * number, _TEXT, weight=600)
            for number, line in enumerate(title)
        ),
        # The marks lie on it. It says nothing: dotted, it would be a search that found nothing.
        Path(f"M{time.left:.1f} {base + rows * step - 1:.1f}H{time.width}", Paint(stroke="line")),
    )
    shown = {mark.claim.claim_id: (x, row) for mark, row, x in labels}
    groups = [Group(head, layer="head")]
    for mark in marks:
        at = base + (rows - 1 - mark.row) * step
        parts: list[Rect | Path | Words] = [_sign(mark, lane, at, step)]
        if mark.claim.claim_id in shown:
            x, row = shown[mark.claim.claim_id]
            down = y + (lines - row) * LABEL - 3
            if row or mark.row < rows - 1:  # it stands away from its mark
                edge = max(x, mark.left) + 1 if x <= mark.right else mark.left + 1
                line = Paint(stroke=lane.colour, width=0.8, opacity=0.6)
                parts.insert(0, Path(f"M{edge:.1f} {down + 3:.1f}V{at:.1f}", line))
            parts.append(
                Words(
                    hedges.figure(mark.claim),
                    x,
                    down,
                    _FIGURE,
                    lane.colour,
                    weight=600,
                    halo="page",
                )
            )
        groups.append(_linked(mark, parts, names, at, step))
    return groups, end


def _marks(lane: Lane, time: TimeScale) -> list[Placed]:
    """Put the marks of a lane beside each other, in as many rows as that takes."""
    found: list[Placed] = []
    ends: list[float] = []
    for claim in sorted(lane.claims, key=lambda own: own.order):
        left, right = _span(claim, time)
        row = next((n for n, end in enumerate(ends) if end + 2 <= left), len(ends))
        ends[row:] = [right, *ends[row + 1 :]]
        found.append(Placed(claim, left, right, row))
    return found


def _span(claim: Claim, time: TimeScale) -> tuple[float, float]:
    """From which pixel to which a claim's time reaches, as far as both are known."""
    assert claim.when is not None
    block = block_of(claim.when, time.months, claim.last_day)
    first, after = block.first, block.after
    if claim.when.start is None and claim.when.end is not None:
        first = max(claim.when.end.first, first)  # of an open start only the end is known
    left, right = time.pixel(first), time.pixel(after)
    short = max(0.0, LEAST - (right - left)) / 2
    left = min(max(left - short, time.left), time.width - LEAST)
    return left, max(right + short, left + LEAST)


def _labels(marks: Sequence[Placed], time: TimeScale) -> list[tuple[Placed, int, float]]:
    """Choose which marks have their figure beside them, on which line and from which pixel.

    The newest first; never cut, and never over another. The others are told in the list.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(MOST_LABELS)]
    found = []
    for mark in sorted(marks, key=lambda own: own.claim.order, reverse=True):
        wide = text_width(hedges.figure(mark.claim), _FIGURE, bold=True)
        at = min(mark.left, time.width - wide)
        if at < time.left or captions.is_told_in_words(mark.claim):
            continue
        for row, spans in enumerate(taken):
            own = (at - 8, max(at + wide, mark.right) + 8)
            if all(own[1] <= left or right <= own[0] for left, right in spans):
                # Its line crosses those below it, which then go round it.
                for below in taken[: row + 1]:
                    below.append(own if below is spans else (mark.left - 3, mark.left + 3))
                found.append((mark, row, at))
                break
    return found


def _sign(mark: Placed, lane: Lane, y: float, step: float) -> Rect:
    """Draw how a claim's time looks, by what is known of its number."""
    claim, wide, high = mark.claim, mark.right - mark.left, MARK * step / ROW
    opacity = 1.0 if claim.is_current else 0.4
    if claim.has_amount or claim.is_words_only:
        pale = 0.38 if claim.kind in PALE else 1.0
        return Rect(mark.left, y, wide, high, Paint(lane.colour, opacity=pale * opacity))
    dash = () if claim.is_zero else (2.5, 2.0)
    edge = Paint("page", lane.colour, 1.4, dash, opacity)
    return Rect(mark.left + 0.7, y + 0.2, max(wide - 1.4, 7.0), high - 0.4, edge)


def _linked(
    mark: Placed, parts: Sequence[Rect | Path | Words], names: Names, y: float, step: float
) -> Group:
    claim = mark.claim
    said = sentences.sentence(claim, names)
    told = (said, date_words.dated(claim), sentences.said_by(claim))
    target = Rect(mark.left - 2, y - 2, mark.right - mark.left + 4, step, Paint())
    return Group(
        tuple(parts), "marks", (claim.claim_id,), claim=claim.claim_id, tip=told,
        label=joined(f"{claim.claim_id}:", said), target=target,
    )  # fmt: skip
