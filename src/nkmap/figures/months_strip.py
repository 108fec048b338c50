"""The months of a slide: a row for each kind of its claims, and the months the step is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from nkmap import months, wording
from nkmap.claim import Claim
from nkmap.figures import signs, tips
from nkmap.figures.drawing import Drawing, Group, Paint, Path, Rect, Words, kind_colour
from nkmap.figures.spans import Edge, Spot, ends, span, spot
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month
from nkmap.schema import Kind, MissingReason
from nkmap.view import View

MOST_ROWS = 3
"""Kinds that have a row; claims of others are counted in words."""
HEIGHT = 5.8
"""Of a strip, in sizes of its text."""
_LEAST_YEARS, _NAMES = 3, 15.5
"""Years covered, and sizes of the text that names take, so that steps stand on the same months."""
_HEAD, _MOST_ROW, _BAR, _LEAST_BAR, _MOST_NAMES = 1.4, 2.2, 0.9, 0.5, 0.42
"""Heights of the years, of a row and of a bar, and the least width of a bar, in sizes of the text;
how much of the width the names of the kinds take at most."""

_AFTER = ("not", "covered")
_FADES = 5
"""Steps in which a bar fades on the side that has no sharp end."""

Across = Callable[[date], float]
"""Where a day begins, in pixels."""


def months_strip(
    claims: Sequence[Claim],
    covered: Sequence[Month],
    view: View,
    names: wording.Names,
    width: float,
    text: float,
) -> Drawing:
    """The strip of a step, so many pixels wide, with text of a size.

    ``covered`` are the months of the whole dataset, in order.
    """
    first, last = _months_of_step(claims, view)
    head = wording.months_of_step(first, last) or wording.NO_MONTHS_OF_STEP
    rows: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda one: (list(Kind).index(one.kind), one.kept_apart)):
        label = ": ".join(filter(None, (wording.kind_label(claim), claim.kept_apart)))
        rows.setdefault(label, []).append(claim)
    told = list(rows.items())[:MOST_ROWS]
    rest = sum(len(own) for own in list(rows.values())[MOST_ROWS:])
    if rest:
        head += f" · {wording.not_on_strip(0, rest)}"
    left = min(max(text_width(head, text, bold=True) + text, _NAMES * text), width * _MOST_NAMES)
    top, height = text * _HEAD, text * HEIGHT
    row = min(text * _MOST_ROW, (height - top) / max(1, len(told)))
    parts = [Group((Words(_cut(head, text, left), 0, text, text, weight=600),))]
    for number, (label, own) in enumerate(told):
        sign, base = signs.glyph(own[0].kind, own[0].group), top + row * (number + 0.5) + text / 3
        counted = f"{label} · {wording.claim_count(len(own))}" if len(own) > 1 else label
        # Without its noun a number behind "Departed" would be read as people.
        fits = text_width(counted, text, bold=True) <= left - 2 * text
        words = counted if fits else _cut(label, text, left - 2 * text)
        named = Words(words, text * 1.3, base, text, weight=600)
        parts += [
            Group(sign.parts, y=base - text * 0.85, scale=text / signs.GLYPH),
            Group((named,)),
        ]
    if not (shown := _shown(claims, covered, first)):
        return Drawing(width, height, tuple(parts))
    opening, closing = ends(shown)
    end = width - text_width(_AFTER[1], text) - text
    share, bottom = (end - left) / (closing - opening).days, top + row * len(told)

    def across(day: date) -> float:
        return left + (min(max(day, opening), closing) - opening).days * share

    parts += _axis(shown, across, bottom, text)
    parts.append(_after(Rect(end, top, width - end, bottom - top, Paint("land")), text))
    for number, (_, own) in enumerate(told):
        parts.append(Group(_row(own, shown, across, names, text), y=top + row * (number + 0.5)))
    if first or last:
        start = across(months.first_day(first) if first else opening)
        stop = across(months.last_day(last) + timedelta(1) if last else closing)
        frame = Rect(start, top, max(stop - start, text), bottom - top, Paint("", "ink", text / 9))
        parts.append(Group((frame,)))
    return Drawing(width, height, tuple(parts))


def _cut(words: str, text: float, room: float) -> str:
    lines = wrap(words, text, room - text, bold=True)
    return words if text_width(words, text, bold=True) <= room else f"{lines[0]} …"


def _months_of_step(claims: Sequence[Claim], view: View) -> tuple[Month | None, Month | None]:
    """The months of the view, else those that claims with a month touch."""
    if view.limits_months:
        return view.first, view.last
    days = [(c.first_day, c.last_day) for c in claims if c.has_month]
    starts = [months.of(start) for start, _ in days if start]
    stops = [months.of(end) for _, end in days if end]
    return (min(starts), max(stops)) if starts and stops else (None, None)


def _shown(claims: Sequence[Claim], covered: Sequence[Month], first: Month | None) -> list[Month]:
    """The last years covered, and earlier ones where the step or one of its claims begins in them.

    What has an end and no start begins before all.
    """
    if not covered:
        return []
    begins = [months.of(one.first_day) for one in claims if one.first_day]
    begins += [covered[0] for one in claims if not one.first_day and one.last_day and not first]
    year = min(int(month[:4]) for month in (covered[-1], first or covered[-1], *begins))
    start = f"{min(year, int(covered[-1][:4]) - _LEAST_YEARS + 1):04d}-01"
    return [month for month in covered if month >= start]


def _axis(shown: Sequence[Month], across: Across, bottom: float, text: float) -> list[Group]:
    """A line and a label where each year begins, and each quarter where there is room for it."""
    first, closing = ends(shown)
    end = free = across(closing)
    has_quarters = (end - across(first)) / len(shown) * 3 > text * 4
    lines, named = {True: "", False: ""}, []
    for month in reversed(shown):  # the last year is always named
        is_year = month.endswith("-01")
        if not is_year and not (has_quarters and month[-2:] in {"04", "07", "10"}):
            continue
        at, weight = across(months.first_day(month)), 600 if is_year else 400
        name = month[:4] if is_year else wording.month(month)[:3]
        wide = text_width(name, text, bold=True) + text / 2
        lines[is_year] += f"M{at:.1f} 0V{bottom:.1f}"
        at = min(at, end - wide)
        if at + wide <= free:
            colour = "ink" if is_year else "ink3"
            named.append(Words(name, at + text / 4, text, text, colour, weight=weight))
            free = at
    paths = (
        Path(lines[is_year], Paint(stroke=colour, width=text / 10))
        for is_year, colour in ((False, "line"), (True, "border"))
        if lines[is_year]
    )
    return [Group((*paths, *named))]


def _after(box: Rect, text: float) -> Group:
    """What comes after the last covered month: hatched, and said not to be covered."""
    lines = "".join(
        f"M{x} {box.y + box.height:g}l{box.height:g} {-box.height:g}"
        for x in range(int(box.x - box.height), int(box.x + box.width), int(text))
    )
    hatch = Group((box, Path(lines, Paint(stroke="line", width=text / 10))), clip=box)
    middle, centre = box.x + box.width / 2, box.y + box.height / 2
    words = (
        Words(word, middle, centre + text * down, text, "ink2", "middle", halo="land")
        for word, down in zip(_AFTER, (-0.1, 0.8), strict=True)
    )
    return Group((hatch, *words))


def _row(
    claims: Sequence[Claim],
    shown: Sequence[Month],
    across: Across,
    names: wording.Names,
    text: float,
) -> tuple[Group | Path | Words, ...]:
    """The bars of one kind; beside them a single one's figure, or how many have no date here."""
    dated = [claim for claim in claims if spot(claim.when, shown) is Spot.AMONG]
    bars = [_bar(claim, shown, across, names, text) for claim in dated]
    opening, closing = (across(day) for day in ends(shown))
    targets = [bar.target for bar in bars if isinstance(bar.target, Rect)]
    first = min((box.x for box in targets), default=closing)
    last = max((box.x + box.width for box in targets), default=opening)
    words = wording.not_on_strip(len(claims) - len(dated), 0)
    if len(claims) == 1 and claims[0].missing_reason is not MissingReason.NOT_APPLICABLE:
        words = "; ".join(filter(None, (wording.figure(claims[0]), words)))
    dots = Paint(stroke="line", width=text / 10, dash=(text / 10, text / 3))
    row: tuple[Group | Path, ...] = (Path(f"M{opening:.1f} 0H{closing:.1f}", dots), *bars)
    before, after = first - opening, closing - last
    if text_width(words, text, bold=True) + text > max(before, after):
        return row
    colour = kind_colour(claims[0].kind, claims[0].group)
    beside = Words(words, last + text / 2, text / 3, text, colour, weight=600, halo="page")
    if before > after:
        beside = replace(beside, x=first - text / 2, anchor="end")
    return (*row, beside)


def _bar(
    claim: Claim, shown: Sequence[Month], across: Across, names: wording.Names, text: float
) -> Group:
    """A claim at its days: filled where a number is told, dashed and pale where none is."""
    assert claim.when is not None
    block = span(claim.when, shown, claim.last_day)
    high, colour, told = text * _BAR, kind_colour(claim.kind, claim.group), tips.tip([claim], names)

    def box(first: date, after: date, paint: Paint) -> Rect:
        left = across(first)
        return Rect(left, -high / 2, max(across(after) - left, text * _LEAST_BAR), high, paint)

    whole, seen = box(block.first, block.after, Paint()), 0.0
    parts: list[Rect | Path] = []
    steps = _FADES if block.rise + block.fall else 1
    for step in range(steps):  # each lies on those before it
        wanted = (1.0 if claim.has_figure else 0.16) * (step + 1) / steps
        first = block.first + timedelta(block.rise * step // steps)
        after = block.after - timedelta(block.fall * step // steps)
        opacity = round(1 - (1 - wanted) / (1 - seen), 3)
        parts.append(box(first, after, Paint(colour, opacity=opacity)))
        seen = wanted
    if not claim.has_figure:
        # A side that is not given, or not sharp, is left open.
        sides = ((whole.x, block.start), (whole.x + whole.width, block.end))
        path = "".join(f"M{x:.1f} {-high / 2:g}v{high:g}" for x, e in sides if e is Edge.SHARP)
        path += "".join(f"M{whole.x:.1f} {y:g}h{whole.width:.1f}" for y in (-high / 2, high / 2))
        dashes = Paint(stroke=colour, width=text / 10, dash=(text / 4, text / 5))
        parts.append(Path(path, dashes))
    return Group(
        tuple(parts),
        layer="marks",
        claims=(claim.claim_id,),
        claim=claim.claim_id,
        tip=told[:1],
        label=told[1],
        target=whole,
    )
