"""Figures below each other: what each is about, its mark on an axis from 0, and its words.

Every panel has an axis of its own. A number that was not reported is a box beside the axis, which
has no length; what is only a limit is dashed, or open on its side. Words stand in a column of
their own, so that none lies on a mark.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.bars import may_share_an_axis
from nkmap.figures.charts import CLAIM, GAP, NARROW, NOTE, PICK, TEXT, config, only, touch
from nkmap.figures.lanes import is_unknown
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.schema import Kind, Spread

STEP = 18
"""Pixels of a line."""
_WIDEST_NAME, _BETWEEN, _BOX, _SIGN, _PANELS = 200.0, 32.0, 15.0, 22.0, 22.0
"""Pixels of names, between columns, of a box, of a column of signs, and between panels."""

_ROOM_FOR_THREE = 200
"""Pixels from which an axis names more than its half and its end."""
_RING = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-.66,0A.66,.66,0,1,0,.66,0A.66,.66,0,1,0,-.66,0Z"
_SHAPES = [_RING, "circle", _RING + "M-.4,0A.4,.4,0,1,1,.4,0A.4,.4,0,1,1,-.4,0Z"]
"""Hollow, filled, and a ring with a dot."""

Mark = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """What stands in one row: ``high`` lines at least, more where its words need them."""

    words: str
    head: str = ""
    note: str = ""
    marks: tuple[Mark, ...] = ()
    look: str = "figure"
    """Or ``unknown``, ``quiet`` (no report), and ``band``: a note across the panel."""
    side: str = ""
    """Which of several signs stands before the words."""
    high: int = 1
    tip: Mapping[str, str] | None = None
    """What it tells under a pointer, and the claim it opens."""


@dataclass(frozen=True)
class Panel:
    """Rows that share an axis."""

    title: str
    colour: str
    rows: tuple[Row, ...]

    @property
    def most(self) -> float | None:
        """The highest value drawn; None when no number was reported, so that there is no axis."""
        marks = [mark for row in self.rows for mark in row.marks]
        return max(
            (mark[at] for mark in marks for at in ("to", "value") if at in mark), default=None
        )


UNKNOWN: tuple[Mark, ...] = ({"of": "box", "look": "unknown", "sign": "?"},)
"""A number that was not reported; it has no length."""


def marks_of(claim: Claim, stated: str = "stated", over: int = 1) -> tuple[Mark, ...]:
    """What is drawn of a figure: no more is solid than is stated, and no midpoint is made.

    ``over`` several lines its bar is as much shorter, so that its area is the number.
    """
    if not claim.has_figure:
        return UNKNOWN if is_unknown(claim) else ({**UNKNOWN[0], "sign": ""},)
    if claim.is_zero:
        return ({"of": "box", "look": "zero", "sign": "0", "to": 0},)
    low, best, high = (
        None if value is None else value / over for value in (claim.low, claim.best, claim.high)
    )
    if claim.spread in (Spread.EITHER, Spread.FELL) and None not in (low, high):
        return ({"of": "tick", "value": low}, {"of": "tick", "value": high})
    found: list[Mark] = []
    sure = best if low is None else low
    if sure is not None:
        is_plan = claim.kind is Kind.PLANNED  # nothing planned is solid
        look = "no longer" if not claim.is_current else "limit" if is_plan else stated
        found.append({"of": "bar", "from": 0, "to": sure, "look": look})
    if high is not None:
        look = "limit" if sure is None else "range"
        found.append({"of": "bar", "from": sure or 0, "to": high, "look": look})
    if low is not None and best is not None:
        found.append({"of": "tick", "value": best})
    if low is not None and best is None and high is None:
        found.append({"of": "open", "value": low})
    return tuple(found)


def no_common_bar(claims: Sequence[Claim]) -> tuple[Row, ...]:
    """A note where some of these figures have no bar, since they may share no axis."""
    left = any(claim.has_amount and not may_share_an_axis(claim) for claim in claims)
    return (Row("", note=wording.NO_COMMON_BAR, look="band"),) if left else ()


def marks_beside_others(claim: Claim, stated: str = "stated") -> tuple[Mark, ...]:
    """What is drawn of a figure on an axis that it shares with others of its kind."""
    is_drawn = not claim.has_figure or may_share_an_axis(claim)
    return marks_of(claim, stated) if is_drawn else ()


@dataclass(frozen=True)
class _Layout:
    """Where the columns of a chart lie, in pixels from its zero."""

    width: float
    left: float
    """Pixels of names; 0 where they stand above their marks."""
    sides: Mapping[str, str]

    @property
    def across(self) -> float:
        return self.width - self.left

    @property
    def longest(self) -> float:
        share = 0.33 if self.sides else 0.5 if self.width >= NARROW else 0.38
        return round(self.across * share)

    @property
    def box(self) -> float:
        return self.longest + GAP + _SIGN / 2

    @property
    def words(self) -> float:
        return self.box + _SIGN / 2 + (_SIGN if self.sides else 0)

    def rows(self, panel: Panel, number: int) -> Iterator[Mark]:
        """A panel as rows of a frame: one for each line, and one for each mark."""
        heads: dict[int, Mark] = {}
        placed = []
        line = 0
        for row in panel.rows:
            is_band = row.look == "band"
            room = (self.width if is_band else self.left or self.width) - GAP
            own: list[Mark] = [
                {"words": words, "look": look}
                for text, look, size in ((row.head, "head", TEXT), (row.note, "note", NOTE))
                for words in wrap(text, size, room)
                if words
            ]
            if own:
                # A long name goes on beside the rows that follow, as far as these have none.
                line = max(line, len(heads) and max(heads) + 1)
                own[0]["rule"] = True
                heads |= dict(enumerate(own, line))
            start = line + (0 if self.left or is_band else len(own))
            space = self.across - self.words - 4
            words = wrap(row.words, TEXT, space, bold=row.look == "figure")
            placed.append((row, line, start, words))
            line = start + max(row.high, len(words))
        count = max(line, max(heads) + 1)
        ends = [line for _, line, *_ in placed[1:]] + [count]
        for (row, line, start, words), after in zip(placed, ends, strict=True):
            at: Mark = {"panel": number, "row": start}
            yield from (at | {"high": row.high} | mark for mark in row.marks)
            if row.look == "band":
                yield at | {"of": "band", "high": after - line}
            else:
                yield at | {"of": "words", "words": "\n".join(words), "look": row.look}
            if row.side:
                yield at | {"of": "side", "side": row.side, "look": row.look}
            if row.tip:
                yield {"panel": number, "row": line, "of": "touch", "high": after - line, **row.tip}
        for index in range(count):
            yield {"panel": number, "row": index, "of": "line"} | heads.get(index, {})
        if panel.title:
            yield {"panel": number, "row": 0, "of": "title", "words": panel.title}
        if not panel.most:
            # Of nothing but zeros an axis has no length, and no place for what stands at its start.
            yield {"panel": number, "row": 0, "of": "bar", "look": "room", "from": 0, "to": 1}


def chart(
    columns: Sequence[Sequence[Panel]],
    palette: Palette,
    width: float,
    *,
    unit: str = "",
    sides: Mapping[str, str] | None = None,
) -> alt.VConcatChart:
    """Panels below each other, in columns beside each other.

    ``sides`` are the signs before the words and what each means.
    """
    count = len(columns)
    own = (width - _BETWEEN * (count - 1)) / count - 4
    named = [row for panels in columns for panel in panels for row in panel.rows if row.words]
    widest = max(text_width(words, TEXT) for row in named for words in (row.head, row.note))
    beside = own >= NARROW * 0.75 or widest <= own * 0.27
    left = round(min(widest, _WIDEST_NAME, own * 0.3)) + 2 * GAP
    layout = _Layout(own, left if beside else 0, sides or {})
    facets = [_column(own, index, layout, palette, unit) for index, own in enumerate(columns)]
    made = alt.VConcatChart(
        vconcat=[alt.HConcatChart(hconcat=facets, spacing=_BETWEEN, bounds="full",
                                  resolve=alt.Resolve(
                                      scale=alt.ScaleResolveMap(stroke="independent")))],
        params=[alt.TopLevelSelectionParameter(
            name=PICK, views=[f"touch{index}" for index in range(count)],
            select=alt.PointSelectionConfig(type="point", fields=[CLAIM], toggle=False),
        )],
        background="transparent",
        padding={"left": 1, "right": 0, "top": 0, "bottom": 6},
        config=config(palette),
    )  # fmt: skip
    made.datasets = {
        f"rows{index}": [row for n, panel in enumerate(own) for row in layout.rows(panel, n)]
        for index, own in enumerate(columns)
    }
    return made


def _column(
    panels: Sequence[Panel], index: int, layout: _Layout, palette: Palette, unit: str
) -> alt.FacetChart:
    """Each panel as high as its lines, on scales of its own."""
    own: dict[str, Any] = {"x": "independent", "y": "independent"}
    resolve = alt.Resolve(
        scale=alt.ScaleResolveMap(color="independent"), axis=alt.AxisResolveMap(x="independent")
    )
    layers = _layers(panels, index, layout, palette, unit)
    return alt.FacetChart(
        data=alt.NamedData(f"rows{index}"),
        facet=alt.FacetMapping(row=alt.Row(field="panel", type="ordinal", header=None)),
        spec=alt.LayerChart(
            layer=layers, width=layout.across, height=alt.Step(STEP), resolve=resolve
        ),
        spacing=_PANELS,
        bounds="full",
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(**own), axis=alt.AxisResolveMap(**own)),
    )


def _layers(
    panels: Sequence[Panel], index: int, layout: _Layout, palette: Palette, unit: str
) -> list[alt.Chart]:
    def of(name: str) -> alt.Chart:
        return alt.Chart().transform_filter(f"datum.of=='{name}'")

    known = f"{[int(panel.most is not None) for panel in panels]}[parent.panel]"
    count = 3 if layout.longest > _ROOM_FOR_THREE else 2
    numbers = alt.Axis(
        orient="top", tickCount=count, format=",d", domain=False, ticks=False,
        labelFontSize=NOTE, labelColor=palette.ink2,
        # Half a person is on no axis.
        labelExpr=f"{known}&&datum.value%1==0?datum.label:''",
        gridColor=alt.expr(f"datum.value?'{palette.line}':'{palette.border}'"),
        gridOpacity=alt.expr(known), title=unit or None, titleAnchor="start",
        titleFontSize=NOTE, titleFontWeight="normal", titleColor=palette.ink2,
    )  # fmt: skip
    scale = alt.Scale(domainMin=0, nice=count, range=[0, layout.longest])
    value = alt.X("value:Q", axis=None)
    y = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    shades: dict[Any, Any] = {number: panel.colour for number, panel in enumerate(panels)}
    colour, edge = alt.Color("panel:N", **only(shades)), alt.Stroke("panel:N", **only(shades))
    text, heads = alt.Text("words:N"), alt.value(-layout.left or GAP)
    whole = {"x": alt.value(-layout.left), "x2": alt.value(layout.across)}
    middle = alt.expr(f"(datum.high-1)*{STEP / 2}")
    tall: Mark = {"height": alt.expr(f"datum.high*{STEP}"), "yOffset": middle}

    title = of("title").mark_text(
        align="left", fontWeight=700, fontSize=TEXT + 1,
        dy=alt.expr(f"{known}?-{STEP + GAP + 4}:-{GAP + 2}"),
    ).encode(text, colour, x=alt.value(-layout.left), y=alt.value(0))  # fmt: skip
    band = of("band").mark_rect(color=palette.land, **tall).encode(y, **whole)
    # One for each line, seen or not: a scale knows of no line that has nothing.
    rule = of("line").mark_rule(
        color=palette.line, yOffset=-STEP / 2, opacity=alt.expr("datum.rule?1:0")
    ).encode(y, **whole)  # fmt: skip
    inks = only({"head": palette.ink, "note": palette.ink2})
    names = of("line").transform_filter("datum.words").mark_text(
        align="left", fontSize=alt.expr(f"datum.look=='note'?{NOTE}:{TEXT}")
    ).encode(y, text, alt.Color("look:N", **inks), x=heads)  # fmt: skip
    looks = {"stated": 1.0, "first": 0.0, "no longer": 0.4, "range": 0.13, "limit": 0.0, "room": 0}
    edged = ("first", "range", "limit")
    bars = of("bar").mark_bar(
        height=alt.expr(f"datum.high*{STEP}-6"), yOffset=middle,
        strokeDash=alt.expr("datum.look=='first'?[1,0]:[4,3]"),
    ).encode(
        alt.X("from:Q", scale=scale, axis=numbers), alt.X2("to"), y, colour, edge,
        alt.FillOpacity("look:N", **only(looks)),
        alt.StrokeWidth("look:N", **only({look: 1.6 * (look in edged) for look in looks})),
    )  # fmt: skip
    ticks = of("tick").mark_tick(color=palette.ink, thickness=3, size=STEP - 4, opacity=1).encode(
        value, y
    )  # fmt: skip
    beyond = of("open").mark_text(text="→", align="left", fontWeight=700, dx=1).encode(
        value, y, colour
    )  # fmt: skip
    aside = f"datum.look=='zero'?{_BOX / 2 + 2}:{layout.box}"
    boxed = of("box").transform_calculate(value="0", aside=aside)
    boxes = boxed.mark_point(
        shape="square", size=_BOX**2, opacity=1, strokeWidth=1.4, fill=palette.page,
        strokeDash=alt.expr("datum.look=='zero'?[1,0]:[4,3]"), xOffset=alt.expr("datum.aside"),
    ).encode(value, y, edge)  # fmt: skip
    inside = boxed.mark_text(fontWeight=700, dx=alt.expr("datum.aside")).encode(
        value, y, alt.Text("sign:N")
    )
    styles = {"figure": palette.ink, "unknown": palette.ink2, "quiet": palette.ink3}
    words = of("words").mark_text(
        align="left", lineBreak="\n", lineHeight=STEP,
        fontWeight=alt.expr("datum.look=='figure'?600:400"),
        fontStyle=alt.expr("datum.look=='quiet'?'italic':'normal'"),
    ).encode(y, text, alt.Color("look:N", **only(styles)), x=alt.value(layout.words))  # fmt: skip
    key = alt.Legend(
        orient="top", title=None, symbolFillColor=palette.ink2, symbolStrokeWidth=0, symbolSize=150,
        labelColor=palette.ink2, labelFontSize=NOTE, labelLimit=0, columnPadding=2 * GAP,
        labelExpr=f"{json.dumps(layout.sides)}[datum.value]", offset=STEP,
        columns=3 if layout.width >= NARROW * 0.75 else 1,
    )  # fmt: skip
    shapes = alt.Scale(domain=list(layout.sides), range=_SHAPES[: len(layout.sides)])
    signs = of("side").mark_point(
        filled=True, size=150, opacity=alt.expr("datum.look=='quiet'?0.5:1")
    ).encode(
        y, colour, alt.Shape("side:N", scale=shapes, legend=key),
        x=alt.value(layout.words - _SIGN / 2 - 2),
    )  # fmt: skip
    area = touch(y).encode(**whole).transform_filter("datum.of=='touch'")
    area.mark = alt.MarkDef(type="rect", opacity=0, aria=True, cursor="pointer", **tall)
    area.params, area.name = alt.Undefined, f"touch{index}"
    return [title, band, rule, names, bars, ticks, beyond, boxes, inside, words,
            *([signs] if layout.sides else []), area]  # fmt: skip
