"""When there are claims about one place, in a lane for each kind.

A mark is *when*, never how many: all are as high as each other. Dashed is a number that was not
given, outlined with a 0 a reported zero, pale a rate or a number of workplaces, in a thin line what
no longer stands; an end that fades is vague or open. The line of a lane says nothing. A figure
stands at its mark where it has room, whole and with its hedge; every mark opens its claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
LEAST_HOLLOW, _ZERO = 15.0, 9.5
"""Pixels of the shortest mark that is an outline, and the size of the 0 on one of a zero."""
_STEPS, _LEAST_FADE, _GONE = 5, 2.0, 0.4
"""In how many steps an end fades, over how many pixels at least; how full what no longer stands."""
_NAMES, _TEXT, _FIGURE, _YEAR = 148.0, 13.5, 12.5, 36.0
PALE = frozenset({Kind.RATE, Kind.WORKPLACES})
"""Kinds that count no people at one time: so many a day, or houses."""
_PALE = 0.38


@dataclass(frozen=True)
class Placed:
    """A claim's mark in its lane: from which pixel to which, and in which row."""

    claim: Claim
    left: float
    right: float
    rise: float
    fall: float
    """Over how many pixels its ends fade."""
    row: int = 0


@dataclass(frozen=True)
class Lane:
    """Claims of one kind, or of all that carry no figure; the military have their own."""

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
    """Sort claims into lanes in the order of kinds; those without figures share the last ones."""
    found: dict[tuple[Kind, str], list[Claim]] = {}
    order = list(Kind)
    for claim in sorted(claims, key=lambda own: (order.index(own.kind), own.is_military)):
        found.setdefault((claim.kind, claim.kept_apart), []).append(claim)
    counted = {key: own for key, own in found.items() if has_figures(key[0])}
    made = [Lane(comparisons.summary_kind(*key), *key, tuple(own)) for key, own in counted.items()]
    words = [key for key in found if key not in counted]
    for group in sorted({group for _, group in words}):
        kinds = [kind for kind, own in words if own == group]
        name = joined(", ".join(KINDS[kind].label for kind in kinds), group, by=": ")
        rest = tuple(claim for kind in kinds for claim in found[kind, group])
        made.append(Lane(name, kinds[0], group, rest))
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
        if year % step == 0 and x + 2 + text_width(str(year), 12) <= time.width:
            parts.append(Words(str(year), x + 2, 13, 12, "ink3"))
    parts.append(Path(f"M{time.width - 0.5} {TOP - 4}V{bottom:.1f}", Paint(stroke="line")))
    parts.append(Path(f"M0 {bottom:.1f}H{time.width}", Paint(stroke="line")))
    if _has_deadline(time):
        x = time.pixel(DEADLINE)
        rule = Paint(stroke="ink", dash=(2, 3), width=1.2)
        parts.append(Path(f"M{x:.1f} {TOP - 4}V{bottom + 4:.1f}", rule))
        words = TEXTS["deadline"].format(day=DAY)
        wide = text_width(words, 12, italic=True)
        left = x + 4 if x + 4 + wide <= time.width else max(x - 4 - wide, 0.0)
        parts.append(Words(words, left, bottom + 15, 12, "ink2", is_italic=True))
    return Group(tuple(parts), layer="frame")


@dataclass(frozen=True)
class _Laid:
    """A lane where it stands: its marks in rows, and above them lines of figures."""

    lane: Lane
    title: tuple[str, ...]
    marks: list[Placed]
    labels: dict[str, tuple[int, float]]
    """On which line above the marks a claim's figure stands, and from which pixel."""
    top: float
    labels_end: float
    step: float
    rows: int

    @property
    def base(self) -> float:
        """The height of its highest row of marks."""
        return self.labels_end + 4

    @property
    def bottom(self) -> float:
        """The height below its lowest."""
        return self.base + self.rows * self.step

    def height_of(self, mark: Placed) -> float:
        """The height at which a mark begins."""
        return self.base + (self.rows - 1 - mark.row) * self.step


def _lane(lane: Lane, names: Names, time: TimeScale, top: float) -> tuple[list[Group], float]:
    """Draw a lane from some height on; give the height at which the next one begins."""
    title = wrap(lane.name, _TEXT, (time.left or time.width) - 24, bold=True)
    marks = _marks(lane, time)
    labels = _labels(marks, time)
    lines = 1 + max((row for row, _ in labels.values()), default=-1)
    rows = 1 + max(mark.row for mark in marks)
    step = ROW if rows <= MANY_ROWS else ROW * 0.6
    above = top + (5 if time.left else 4 + len(title) * 16)
    laid = _Laid(lane, title, marks, labels, top, above + lines * LABEL, step, rows)
    beside = top + 8 + len(title) * 16 if time.left else 0.0
    groups = [_head(laid, time), *(_marked(laid, mark, names) for mark in marks)]
    return groups, max(laid.bottom + GAP, beside)


def _head(laid: _Laid, time: TimeScale) -> Group:
    """The name of a lane with its sign, and the line on which its marks lie."""
    glyph = symbols.glyph(laid.lane.kind, laid.lane.group)
    title = (
        Words(line, 24, laid.top + 18 + 16 * number, _TEXT, weight=600)
        for number, line in enumerate(laid.title)
    )
    # It says nothing: dotted, it would be a search that found nothing.
    line = Path(f"M{time.left:.1f} {laid.bottom - 1:.1f}H{time.width}", Paint(stroke="line"))
    above = Path(f"M0 {laid.top:.1f}H{time.width}", Paint(stroke="line"))
    return Group((above, Group(glyph.parts, x=1, y=laid.top + 5), *title, line), layer="head")


def _marked(laid: _Laid, mark: Placed, names: Names) -> Group:
    """A mark with its figure, and a line to that where it stands away from it."""
    at, colour = laid.height_of(mark), laid.lane.colour
    parts = [*_sign(mark, colour, at, MARK * laid.step / ROW)]
    if mark.claim.claim_id in laid.labels:
        row, x = laid.labels[mark.claim.claim_id]
        down = laid.labels_end - row * LABEL - 3
        if row or mark.row < laid.rows - 1:
            edge = max(x, mark.left) + 1 if x <= mark.right else mark.left + 1
            line = Paint(stroke=colour, width=0.8, opacity=0.6)
            parts.insert(0, Path(f"M{edge:.1f} {down + 3:.1f}V{at:.1f}", line))
        figure = hedges.figure(mark.claim)
        parts.append(Words(figure, x, down, _FIGURE, colour, weight=600, halo="page"))
    return _linked(mark, parts, names, at, laid.step)


def _marks(lane: Lane, time: TimeScale) -> list[Placed]:
    """Put the marks of a lane beside each other, in as many rows as that takes."""
    found: list[Placed] = []
    ends: list[float] = []
    for claim in sorted(lane.claims, key=lambda own: own.order):
        mark = _span(claim, time)
        row = next((n for n, end in enumerate(ends) if end + 2 <= mark.left), len(ends))
        ends[row:] = [mark.right, *ends[row + 1 :]]
        found.append(replace(mark, row=row))
    return found


def _span(claim: Claim, time: TimeScale) -> Placed:
    """From which pixel to which a claim's time reaches, as far as both are known."""
    assert claim.when is not None
    block = block_of(claim.when, time.months, claim.last_day)
    first, after = block.first, block.after
    if claim.when.start is None and claim.when.end is not None:
        first = max(claim.when.end.first, first)  # of an open start only the end is known
    left, right = time.pixel(first), time.pixel(after)
    least = LEAST if _is_full(claim) else LEAST_HOLLOW
    short = max(0.0, least - (right - left)) / 2
    left = min(max(left - short, time.left), time.width - least)
    right = max(right + short, left + least)
    rise, fall = (
        max(days * time.day, _LEAST_FADE) if days else 0.0 for days in (block.rise, block.fall)
    )
    rise = min(rise, (right - left) / 2)
    return Placed(claim, left, right, rise, min(fall, right - left - rise))


def _labels(marks: Sequence[Placed], time: TimeScale) -> dict[str, tuple[int, float]]:
    """Choose which claims have their figure above them, on which line and from which pixel.

    The newest first; never cut, and never over another. The others are told in the list.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(MOST_LABELS)]
    found: dict[str, tuple[int, float]] = {}
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
                found[mark.claim.claim_id] = row, at
                break
    return found


def _is_full(claim: Claim) -> bool:
    """Whether nothing is missing at a mark: it has a number, or is about none."""
    return claim.has_amount or claim.is_words_only


def _sign(mark: Placed, colour: Colour, y: float, high: float) -> Iterator[Rect | Path | Words]:
    """Draw how a claim's time looks, by what is known of its number; its ends by its date."""
    claim, wide, is_full = mark.claim, mark.right - mark.left, _is_full(mark.claim)
    if is_full:
        full = (_PALE if claim.kind in PALE else 1.0) * (1.0 if claim.is_current else _GONE)
        # Stretches that lie on each other rise in even steps, so that no seam shows.
        steps = _STEPS if mark.rise or mark.fall else 1
        for step in range(steps):
            left = mark.left + mark.rise * step / steps
            across = wide - (mark.rise + mark.fall) * step / steps
            paint = Paint(colour, opacity=full / (steps - full * step))
            yield Rect(left, y, across, high, paint)
    else:
        yield Rect(mark.left, y, wide, high, Paint("page"))
    if not is_full or not claim.is_current:
        yield _outline(mark, colour, y, high)
    if claim.is_zero:
        middle = (mark.left + mark.right) / 2
        yield Words("0", middle, y + high / 2 + 3.2, _ZERO, colour, "middle", 700, halo="page")


def _outline(mark: Placed, colour: Colour, y: float, high: float) -> Path:
    """A line around a mark: as on the timeline; an end that fades has none."""
    width = 1.0 if not mark.claim.is_current else 1.8 if mark.claim.is_zero else 1.4
    is_told = mark.claim.has_figure or mark.claim.is_words_only
    dash = () if is_told else (2.5, 2.0)
    left, right = mark.left + width / 2, mark.right - width / 2
    top, bottom = y + width / 2, y + high - width / 2
    data = f"M{left:.1f} {top:.1f}H{right:.1f}M{left:.1f} {bottom:.1f}H{right:.1f}"
    for x, fade in ((left, mark.rise), (right, mark.fall)):
        data += "" if fade else f"M{x:.1f} {top:.1f}V{bottom:.1f}"
    return Path(data, Paint(stroke=colour, width=width, dash=dash))


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
