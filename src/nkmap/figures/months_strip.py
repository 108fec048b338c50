"""The months of a slide: a row for each kind of its claims, and the months the step is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nkmap import dates
from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.figures import symbols, tooltips
from nkmap.figures.colours import kind_colour
from nkmap.figures.drawing import Drawing, Group, Paint, Path, Rect, Words
from nkmap.figures.time_scale import Edge, TimeScale, block_of, ends, place_in_time
from nkmap.figures.timeline import by_row
from nkmap.figures.typography import shortened, text_width
from nkmap.view import View
from nkmap.wording import captions, counts, hedges, joined, slides
from nkmap.wording.places import Names

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


def months_strip(
    claims: Sequence[Claim],
    covered: Sequence[Month],
    view: View,
    names: Names,
    width: float,
    text: float,
) -> Drawing:
    """Draw the strip of a step, ``width`` pixels wide, with text of ``text`` pixels.

    ``covered`` are the months of the whole dataset, in order.
    """
    first, last = _months_of_step(claims, view)
    head = slides.months_of_step(first, last) or "No month is given"
    told = list(by_row(claims, by_place=False).values())[:MOST_ROWS]
    if rest := len(claims) - sum(map(len, told)):
        head += f" · {slides.not_on_strip(0, rest)}"
    left = min(max(text_width(head, text, bold=True) + text, _NAMES * text), width * _MOST_NAMES)
    top, height = text * _HEAD, text * HEIGHT
    row = min(text * _MOST_ROW, (height - top) / max(1, len(told)))
    bottom = top + row * len(told)
    shown = _shown(claims, covered, first)
    time = TimeScale(width, left, shown, tail=text_width(_AFTER[1], text) + text)
    made = _Strip(time, names, text, top, bottom)
    parts = [Group((Words(shortened(head, text, left, bold=True), 0, text, text, weight=600),))]
    rows = [(own, top + row * (number + 0.5)) for number, own in enumerate(told)]
    for own, middle in rows:
        parts += made.name(own, middle + text / 3)
    if shown:
        parts += [made.axis(), made.after()]
        parts += [Group(made.row(own), y=middle) for own, middle in rows]
    inside = [month for month in shown if (first or "") <= month <= (last or "9")]
    if inside and (first or last):
        start, stop = map(time.pixel, ends(inside))
        frame = Rect(start, top, max(stop - start, text), bottom - top, Paint("", "ink", text / 9))
        parts.append(Group((frame,)))
    return Drawing(width, height, tuple(parts))


def _months_of_step(claims: Sequence[Claim], view: View) -> tuple[Month | None, Month | None]:
    """The months of the view, else those that claims with a month touch."""
    if view.limits_months:
        return view.first, view.last
    dated = [claim for claim in claims if claim.has_month]
    ends = [claim.last_month for claim in dated if claim.last_day]
    if not ends:
        return None, None
    return dates.month_name(min(claim.first_month for claim in dated)), dates.month_name(max(ends))


def _shown(
    claims: Sequence[Claim], covered: Sequence[Month], first: Month | None
) -> tuple[Month, ...]:
    """The last years covered, and earlier ones where the step or one of its claims begins in them.

    What has an end and no start begins before all.
    """
    if not covered:
        return ()
    begins = [dates.shift_month(covered[-1], 12 * (1 - _LEAST_YEARS)), first or covered[-1]]
    begins += [dates.month_of(one.first_day) for one in claims if one.first_day]
    begins += [covered[0] for one in claims if not one.first_day and one.last_day and not first]
    return tuple(month for month in covered if month >= min(begins)[:4])


@dataclass(frozen=True)
class _Strip:
    """A strip in the making: where its months lie, and where its rows begin and end."""

    time: TimeScale
    names: Names
    text: float
    """Pixels of its text."""
    top: float
    bottom: float

    def name(self, claims: Sequence[Claim], base: float) -> list[Group]:
        """The sign and the name of a row's kind, and how many claims it has where there is room."""
        kind, text = claims[0], self.text
        room = self.time.left - 2 * text
        label = joined(captions.kind_label(kind), kind.kept_apart, by=": ")
        counted = f"{label} · {counts.claim_count(len(claims))}" if len(claims) > 1 else label
        # Without its noun a number behind "Departed" would be read as people.
        fits = text_width(counted, text, bold=True) <= room
        words = counted if fits else shortened(label, text, room, bold=True)
        sign = symbols.glyph(kind.kind, kind.group).parts
        return [
            Group(sign, y=base - text * 0.85, scale=text / symbols.GLYPH),
            Group((Words(words, text * 1.3, base, text, weight=600),)),
        ]

    def axis(self) -> Group:
        """A line where each year begins, and its name where there is room; the last is named."""
        time, text, parts = self.time, self.text, list[Path | Words]()
        end = free = time.pixel(time.ends[1])
        for month in reversed([month for month in time.months if month.endswith("-01")]):
            at, wide = time.pixel(dates.first_day_of(month)), text_width(month[:4], text, bold=True)
            parts.append(
                Path(f"M{at:.1f} 0V{self.bottom:.1f}", Paint(stroke="border", width=text / 10))
            )
            at = min(at, end - wide - text / 2)
            if at + wide + text / 2 <= free:
                parts.append(Words(month[:4], at + text / 4, text, text, weight=600))
                free = at
        return Group(tuple(parts))

    def after(self) -> Group:
        """What comes after the last covered month is said not to be covered."""
        time, text = self.time, self.text
        end, middle = time.pixel(time.ends[1]), (self.top + self.bottom) / 2
        words = (
            Words(word, (end + time.width) / 2, middle + text * down, text, "ink2", "middle")
            for word, down in zip(_AFTER, (-0.1, 0.8), strict=True)
        )
        return Group(
            (Rect(end, self.top, time.width - end, self.bottom - self.top, Paint("land")), *words)
        )

    def row(self, claims: Sequence[Claim]) -> tuple[Group | Path | Words, ...]:
        """The bars of a kind; beside them a single one's figure, or how many have no date here."""
        time, text = self.time, self.text
        lead, left, right = claims[0], time.left, time.pixel(time.ends[1])
        among = [claim for claim in claims if place_in_time(claim.when, time.months) == "among"]
        bars = [self.bar(claim) for claim in among]
        targets = [bar.target for bar in bars if isinstance(bar.target, Rect)]
        first = min((box.x for box in targets), default=right)
        last = max((box.x + box.width for box in targets), default=left)
        words = slides.not_on_strip(len(claims) - len(bars), 0)
        if len(claims) == 1 and not lead.is_words_only:
            words = joined(hedges.figure(lead), words, by="; ")
        dots = Paint(stroke="line", width=text / 10, dash=(text / 10, text / 3))
        row: tuple[Group | Path, ...] = (Path(f"M{left:.1f} 0H{right:.1f}", dots), *bars)
        before, after = first - left, right - last
        if text_width(words, text, bold=True) + text > max(before, after):
            return row
        colour = kind_colour(lead.kind, lead.group)
        beside = Words(words, last + text / 2, text / 3, text, colour, weight=600, halo="page")
        if before > after:
            beside = replace(beside, x=first - text / 2, anchor="end")
        return (*row, beside)

    def bar(self, claim: Claim) -> Group:
        """A claim at its days: filled where a number is told, dashed and pale where none is."""
        time, text = self.time, self.text
        assert claim.when is not None
        block, high = block_of(claim.when, time.months, claim.last_day), text * _BAR
        colour, told = kind_colour(claim.kind, claim.group), tooltips.tip([claim], self.names)

        def box(first: date, after: date, paint: Paint) -> Rect:
            left, right = time.pixel(first), time.pixel(after)
            return Rect(left, -high / 2, max(right - left, text * _LEAST_BAR), high, paint)

        whole, full = box(block.first, block.after, Paint()), 1.0 if claim.has_figure else 0.16
        parts: list[Rect | Path] = []
        steps = _FADES if block.rise + block.fall else 1
        for step in range(steps):  # each lies on those before it, so that they rise evenly
            first = block.first + timedelta(block.rise * step // steps)
            after = block.after - timedelta(block.fall * step // steps)
            opacity = round(full / (steps - full * step), 3)
            parts.append(box(first, after, Paint(colour, opacity=opacity)))
        if not claim.has_figure:
            # A side that is not given, or not sharp, is left open.
            sides = ((whole.x, block.start), (whole.x + whole.width, block.end))
            path = "".join(f"M{x:.1f} {whole.y:g}v{high:g}" for x, e in sides if e is Edge.SHARP)
            path += "".join(f"M{whole.x:.1f} {y:g}h{whole.width:.1f}" for y in (whole.y, -whole.y))
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
