"""A timeline in the making: months, rows of dated blocks, and what stands behind them.

A block's form is its date; its fill says whether a number was reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import crowd
from nkmap.figures.lanes import (
    BLOCK,
    GAP,
    LANE,
    LINE,
    NOTE,
    Columns,
    Item,
    Row,
    has_figures,
    is_told,
    is_unknown,
)
from nkmap.figures.month_names import LETTER, month_names
from nkmap.figures.sheet import (
    DASHED,
    DOTTED,
    Datum,
    Sheet,
)
from nkmap.figures.spans import Edge, Span, slices
from nkmap.figures.symbols import glyph_uri
from nkmap.figures.typography import text_width, wrap
from nkmap.schema import KINDS
from nkmap.view import View

NO_CLAIM = "No claim matches."
_TINT, _NOT_CURRENT = 0.18, 0.4
_HISTOGRAM, _HEADER = 34.0, 24.0


@dataclass(frozen=True)
class TimePage:
    """One chart in the making, drawn from the top; methods return how far down they came."""

    sheet: Sheet
    cols: Columns
    names: Mapping[str, str]
    view: View

    def histogram(self, claims: Sequence[Claim]) -> float:
        """How many claims touch each month, of those that can be put into a month."""
        dated = [claim for claim in claims if claim.has_month]
        return self.bars(crowd.touching(dated, self.cols.ruler.months))

    def bars(self, counts: Sequence[int]) -> float:
        """A number of claims for each month, as bars with their counts."""
        ruler = self.cols.ruler
        self.sheet.text(0, 9, "Claims that touch the month", w=600)
        self.sheet.text(0, 25, "claims, not people", z=NOTE)
        bottom = (3 if self.cols.narrow else 1) * LINE + _HISTOGRAM
        widest = text_width(f"{max(counts, default=0):,}", NOTE)
        # Where the counts have no room side by side, the greatest stands for the scale.
        all_fit = ruler.unit >= max(LETTER, widest)
        for index, count in enumerate(counts):
            left = ruler.left + index * ruler.unit
            top = bottom - (_HISTOGRAM - 4) * count / max(*counts, 1)
            if count:
                box = (left + 0.2 * ruler.unit, top, left + 0.8 * ruler.unit, bottom)
                self.sheet.add("block", box, c=self.sheet.palette.border, o=0.7)
            if all_fit or index == counts.index(max(counts)):
                middle = left + ruler.unit / 2
                self.sheet.text(middle, top - 8, f"{count:,}" if count else "–", a="center", z=NOTE)
        return bottom

    def month_names(self, top: float) -> float:
        """The months' names, those selected in bold, and the name of the column before them."""
        ruler = self.cols.ruler
        if self.cols.before is not None:
            first = ruler.months[0]
            limit = first[:4] if first.endswith("-01") else wording.month(first)
            self.sheet.text(self.cols.before + 6, top + 11, f"before {limit}")
        return month_names(self.sheet, ruler, top, self._chosen())

    def _chosen(self) -> tuple[int, int] | None:
        """The selected months as indices, the last one excluded; None when all are shown."""
        known = self.cols.ruler.months
        if not self.view.limits_months:
            return None
        first, last = self.view.first or known[0], self.view.last or known[-1]
        inside = [index for index, month in enumerate(known) if first <= month <= last]
        return (inside[0], inside[-1] + 1) if inside else None

    def frame(self, start: float, top: float, bottom: float, after: str) -> None:
        """What stands behind and beside the rows: months, their selection, time not covered."""
        ruler, palette = self.cols.ruler, self.sheet.palette
        if chosen := self._chosen():
            ends = [ruler.left + index * ruler.unit for index in chosen]
            self.sheet.add("ground", (ends[0], start, ends[1], bottom), c=palette.line, o=0.6)
        if self.cols.before is not None:
            box = (self.cols.before, top, ruler.left - 2 * GAP, bottom)
            self.sheet.add("ground", box, c=palette.panel)
        for index in range(len(ruler.months) + 1):
            # Where months are a few pixels wide, only years are ruled.
            begins = index < len(ruler.months) and ruler.months[index].endswith("-01")
            if ruler.unit >= LETTER or begins or index == 0:
                x = ruler.left + index * ruler.unit
                self.sheet.add("rule", (x, top, x, bottom))
        self.sheet.add("rule", (0, top, ruler.right, top), c=palette.border)
        if ruler.months:
            self.sheet.hatch(ruler.right, top, self.cols.width, bottom)
            self._after(after, top, bottom)

    def silent(self, stretches: Sequence[tuple[int, int]], top: float, bottom: float) -> None:
        """Shade the months for which there is no claim at all."""
        ruler, palette = self.cols.ruler, self.sheet.palette
        for first, last in stretches:
            left, right = (ruler.left + index * ruler.unit for index in (first, last))
            self.sheet.add("ground", (left, top, right, bottom), c=palette.line, o=0.45)

    def _after(self, words: str, top: float, bottom: float) -> None:
        ruler, size = self.cols.ruler, NOTE - self.cols.narrow
        room = self.cols.width - ruler.right - 6
        lines = [line for part in words.split("|") for line in wrap(part, size, room)]
        widest = max(text_width(line, size) for line in lines)
        if widest > room or self.cols.narrow:
            lines, widest = ["not", "covered"], room
        x, middle = (ruler.right + self.cols.width) / 2, top + min((bottom - top) / 2, 140)
        half = len(lines) * LINE / 2
        ends = max(top, middle - half - 2), min(bottom, middle + half + 2)
        box = (x - widest / 2 - 2, ends[0], x + widest / 2 + 2, ends[1])
        self.sheet.add("block", box, c=self.sheet.palette.land)
        for index, line in enumerate(lines):
            y = middle - half + (index + 0.5) * LINE
            self.sheet.text(x, y, line, a="center", z=size, c=self.sheet.palette.ink)

    def footnote(self, words: str, top: float) -> float:
        """Words below the chart, in as many lines as they need."""
        lines = wrap(words, NOTE, self.cols.width - 8)
        for index, line in enumerate(lines):
            self.sheet.text(0, top + 14 + index * LINE, line, z=NOTE)
        return top + 8 + len(lines) * LINE

    def rows(self, found: Sequence[Row], top: float, *, grouped: bool) -> float:
        """Every row, with a header where a kind begins."""
        if not found:
            self.sheet.text(self.cols.ruler.left + 8, top + 20, NO_CLAIM, s="italic", h=1)
            return top + 40
        before: Row | None = None
        for row in found:
            begins = before is None or before.kind is not row.kind
            strong = {"c": self.sheet.palette.border} if grouped and begins else {}
            self.sheet.add("rule", (0, top, self.cols.ruler.right, top), **strong)
            if grouped and begins:
                top = self._header(row, before, top)
            top = self._row(row, top)
            before = row
        return top + 2

    def _header(self, row: Row, before: Row | None, top: float) -> float:
        """A kind's picture and name: beside its first row, on a phone above it."""
        if not has_figures(row.kind) and (before is None or has_figures(before.kind)):
            self.sheet.text(0, top + _HEADER / 2 + 1, "No figure", w=700)
            top += _HEADER
        middle = top + _HEADER / 2 + 1 if self.cols.narrow else _first_line(row, top)
        place = {"x": self.sheet.x(8), "y": round(middle, 1)}
        self.sheet.layers["picture"].append(place | {"u": glyph_uri(row.kind, self.sheet.palette)})
        colour, label = self.sheet.palette.kind(row.kind), KINDS[row.kind].label
        self.sheet.text(21, middle, label, c=colour, w=600)
        return top + (_HEADER if self.cols.narrow else 0)

    def _row(self, row: Row, top: float) -> float:
        first = _first_line(row, top)
        for index, line in enumerate(row.name):
            self.sheet.text(self.cols.place, first + index * LINE, line, w=600)
        for lane, height in zip(row.lanes, row.heights, strict=True):
            middle = _middle(lane, top, height)
            ends = (self.cols.ruler.left, middle, self.cols.ruler.right, middle)
            self.sheet.add("rule", ends, c=self.sheet.palette.ink3, d=DOTTED)
            for item in lane:
                self._item(item, top, height, middle)
            top += height
        return top

    def _item(self, item: Item, top: float, height: float, middle: float) -> None:
        box = (item.left, top + 1, item.right, top + height - 1)
        if item.span:
            self._block(item.claim, item.span, middle)
            box = (item.span.left, middle - BLOCK / 2, item.span.right, middle + BLOCK / 2)
        sign = "?" if is_unknown(item.claim) else "0" if item.claim.is_zero else ""
        if item.span and sign and item.label.where != "inside":
            self._sign(item.span, middle, sign)
        self._label(item, top + 3 + LINE / 2 if _is_tall([item]) else middle)
        if self.view.claim == item.claim.claim_id:
            self.sheet.outline((box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3))
        sentence = wording.sentence(item.claim, self.names)
        self.sheet.touch((item.left, top, item.right, top + height), item.claim, sentence)

    def _block(self, claim: Claim, block: Span, middle: float) -> None:
        palette, top, bottom = self.sheet.palette, middle - BLOCK / 2, middle + BLOCK / 2
        colour = palette.kind(claim.kind, claim.group)
        known = claim.has_amount  # filled is an amount
        opacity = (1.0 if known else _TINT) * (1.0 if claim.is_current else _NOT_CURRENT)
        if opacity < 1 or block.rise or block.fall:
            self.sheet.add("block", (block.left, top, block.right, bottom), c=palette.page)
        for left, right, part in slices(block):
            clear = {} if opacity * part == 1 else {"o": round(opacity * part, 3)}
            self.sheet.add("block", (left, top, right, bottom), c=colour, **clear)
        style: Datum = {"w": 1} if is_told(claim) or known else {"d": DASHED}
        style = {"w": 2} if claim.is_zero else style
        lines = [(block.left, y, block.right, y) for y in (top, bottom)]
        ends = [(block.left, block.start, "◂"), (block.right, block.end, "▸")]
        lines += [(x, top, x, bottom) for x, edge, _ in ends if edge is Edge.SHARP]
        for line in [] if opacity == 1 and not block.rise + block.fall else lines:
            self.sheet.add("edge", line, c=colour, **style)
        if block.onset:
            x = block.left + 1.6
            self.sheet.add("edge", (x, top - 3, x, bottom + 3), c=colour, w=3.2)
        for x, edge, arrow in ends:
            if edge is Edge.CUT:
                self.sheet.text(x, middle, arrow, a="center", c=colour, h=1)

    def _sign(self, block: Span, middle: float, sign: str) -> None:
        """That a number exists, or that it is 0, where its words do not fit into the block."""
        if block.right - block.left >= LINE / 2:
            self.sheet.text((block.left + block.right) / 2, middle, sign, a="center", w=700)

    def _label(self, item: Item, middle: float) -> None:
        claim, label, palette = item.claim, item.label, self.sheet.palette
        style: Datum = {} if is_told(claim) else {"w": 600}
        is_filled = claim.has_amount
        style |= {"c": palette.page} if label.where == "inside" and is_filled else {}
        style |= {} if label.where == "inside" else {"h": 1}
        style |= {} if label.align == "left" else {"a": label.align}
        first = middle if _is_tall([item]) else middle - (len(label.lines) - 1) / 2 * LINE
        for index, line in enumerate(label.lines):
            quiet = {"w": 400, "z": NOTE, "c": palette.ink2} if index < label.quiet else {}
            self.sheet.text(label.x, first + index * LINE, line, **(style | quiet))


def _middle(lane: Sequence[Item], top: float, height: float) -> float:
    """Where a lane's dotted line runs: below its words if they stand above their blocks."""
    return top + height - LANE / 2 if _is_tall(lane) else top + height / 2


def _first_line(row: Row, top: float) -> float:
    """Where a row's name begins: level with its first lane's words."""
    if _is_tall(row.lanes[0]):
        return top + 3 + LINE / 2
    return top + row.heights[0] / 2 - (len(row.name) - 1) / 2 * LINE


def _is_tall(lane: Sequence[Item]) -> bool:
    return any(item.label.where == "above" for item in lane)
