"""Figures on an axis of their own: those of one kind by date, and two periods by place.

Two kinds, or two units, never share an axis. No total, midpoint or line between figures is drawn.
A number that was not reported is a box beside the axis, which has no length; what is only a limit
is dashed, or open on its side. Words stand in a column of their own, so that none lies on a mark.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt

from nkmap.claim import Claim
from nkmap.evidence import Evidence, kept
from nkmap.figures.chart_style import (
    GAP,
    NOTE,
    OWN_AXES,
    TEXT,
    Spec,
    config,
    records,
    specification,
    tooltip,
    touch_areas,
)
from nkmap.figures.colours import Palette, kind_colour
from nkmap.figures.time_scale import NARROW
from nkmap.figures.typography import wrap
from nkmap.schema import KINDS, Kind, Measure, Spread
from nkmap.summary import Change, Series, by_series, by_unit
from nkmap.wording import TEXTS, comparisons, counts, dates, hedges, places, sentences
from nkmap.wording.places import Names

STEP = 18
"""Pixels of a line."""
_BOX = 15.0
"""Pixels of the box of a number that was not reported."""
_LEAST, _BESIDE, _BETWEEN = 430.0, 0.75 * NARROW, 24.0
"""The widths a panel has at least, and from which names stand beside their marks, not above; what
keeps panels apart."""

ChartRow = dict[str, Any]


@dataclass(frozen=True)
class FigureRow:
    """What stands in one row: ``high`` lines at least, more where its words need them."""

    words: str = ""
    head: str = ""
    note: str = ""
    marks: tuple[ChartRow, ...] = ()
    look: str = "figure"
    """Or ``unknown``, ``quiet`` (no report), ``longer`` than a bar, and ``band``: a note across."""
    high: int = 1
    tip: Mapping[str, Any] | None = None
    """What it tells under a pointer, and the claim it opens."""


def band(note: str, tip: Mapping[str, str] | None = None) -> FigureRow:
    """A note across the panel."""
    return FigureRow(note=note, look="band", tip=tip)


@dataclass(frozen=True)
class AxisPanel:
    """Rows that share an axis."""

    title: str
    kind: Kind
    group: str
    rows: tuple[FigureRow, ...]

    @property
    def most(self) -> float | None:
        """The highest value drawn; None when no number was reported, so that there is no axis."""
        ends = (mark.get("to", mark.get("value")) for row in self.rows for mark in row.marks)
        return max((end for end in ends if end is not None), default=None)


UNKNOWN: tuple[ChartRow, ...] = ({"of": "box", "look": "unknown", "sign": "?"},)
"""A number that was not reported; it has no length."""


def marks_of(claim: Claim, stated: str = "stated", spread_over: int = 0) -> tuple[ChartRow, ...]:
    """Make the marks of a figure: nothing is solid that is not stated, no midpoint is made.

    Entries are counted for spans of different length: on an axis with others they have no bar,
    unless it is ``spread_over`` their quarters, so that its area is the number. Nor has a part
    one beside its whole.
    """
    if not claim.has_figure:
        return UNKNOWN if claim.is_unreported else ({**UNKNOWN[0], "sign": ""},)
    if claim.purpose or (claim.kind is Kind.BORDER_ENTRIES and not spread_over):
        return ()
    if claim.is_zero:
        return ({"of": "box", "look": "zero", "sign": "0", "to": 0},)
    low, best, high = (
        None if value is None else value / max(spread_over, 1)
        for value in (claim.low, claim.best, claim.high)
    )
    if claim.spread in (Spread.EITHER, Spread.FELL) and None not in (low, high):
        return ({"of": "tick", "value": low}, {"of": "tick", "value": high})
    found: list[ChartRow] = []
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
    if claim.is_open_above and low is not None:
        found.append({"of": "open", "value": high or low})
    return tuple(found)


def row_of(claim: Claim, names: Names, words: str, stated: str = "stated") -> FigureRow:
    """Make a claim's row, yet without a head, on an axis shared with others of its kind."""
    look = "figure" if claim.has_figure else "unknown"
    tip = tooltip(claim, sentences.sentence(claim, names))
    return FigureRow(words, marks=marks_of(claim, stated), look=look, tip=tip)


class _Columns(NamedTuple):
    """Where the columns of a panel lie, in pixels from its left: names, axis, boxes, words."""

    zero: float
    end: float
    box: float
    words: float
    width: float


def _lines(panel: AxisPanel, across: _Columns) -> Iterator[ChartRow]:
    """A panel as rows of a frame: one for each line, each mark, and each text."""
    line = 0
    has_no_bar = any(row.look == "figure" and not row.marks for row in panel.rows)
    for row in (*panel.rows, *[band(TEXTS["no_common_bar"])] * has_no_bar):
        is_band = row.look == "band"
        room = across.zero if across.zero and not is_band else across.width
        names = [
            (words, look)
            for text, look, size in ((row.head, "head", TEXT), (row.note, "note", NOTE))
            for words in wrap(text, size, room - GAP)
            if words
        ]
        words = wrap(row.words, TEXT, across.width - across.words, bold=row.look == "figure")
        start = line + (0 if across.zero or is_band else len(names))
        end = max(start + max(row.high, len(words)), line + len(names))
        whole, at = {"row": line, "high": end - line}, {"row": start, "high": row.high}
        for index in range(line, end):
            yield {"of": "line", "row": index, "rule": bool(names) and index == line}
        if is_band:
            yield {"of": "band"} | whole
        if row.tip:
            yield {"of": "touch"} | whole | dict(row.tip)
        for index, (text, look) in enumerate(names, line):
            yield {"of": "name", "row": index, "at": GAP / 2, "words": text, "look": look}
        yield from (at | {"at": across.box} | mark for mark in row.marks)
        if row.words:
            told = {"words": "\n".join(words), "look": row.look}
            yield {"of": "words", "at": across.words} | at | told
        line = end
    if not panel.most:
        # Of nothing but zeros an axis has no length, and no place for what stands at its start.
        yield {"of": "bar", "row": 0, "look": "room", "from": 0, "to": 1}


def chart(found: Sequence[AxisPanel], palette: Palette, width: float, key: str = "") -> Spec | None:
    """Draw panels as one chart; ``None`` without any. ``key`` says what their signs mean."""
    if not found:
        return None
    columns = max(1, min(len(found), int(width // _LEAST)))
    wide = (width - _BETWEEN * (columns - 1)) // columns - 1
    zero = round(0.26 * wide) if wide >= _BESIDE else 0
    end = zero + round((0.3 if zero else 0.38) * wide)
    across = _Columns(zero, end, end + _BOX, end + 2 * _BOX, wide)
    rows = [
        {"panel": number, "colour": palette.named[kind_colour(panel.kind, panel.group)]} | row
        for number, panel in enumerate(found)
        for row in _lines(panel, across)
    ]
    titles, counted = [panel.title for panel in found], [panel.most is not None for panel in found]
    values = {"heads": {"value": titles}, "counted": {"value": counted}}
    made = _empty_chart(across, columns, palette)
    given = [own | values.get(own["name"], {}) for own in made["params"]]
    lines = list(wrap(key, NOTE, across.width * columns))
    title = {"title": {"text": lines, "offset": 14}} if key else {}
    return made | title | {"params": given, "datasets": {"rows": records(rows)}}


@lru_cache(maxsize=128)  # Altair takes a tenth of a second for one
def _empty_chart(across: _Columns, columns: int, palette: Palette) -> Spec:
    """Make the chart without its rows; whoever asks again gets the same one.

    What differs from panel to panel are parameters that it looks up.
    """
    head = alt.Header(
        labelExpr="heads[datum.value]", labelLimit=across.width, title=None, labelAnchor="start",
        labelFontWeight=600, labelFontSize=TEXT, labelColor=palette.ink, labelPadding=6,
    )  # fmt: skip
    layers = alt.LayerChart(
        layer=_layers(across, palette),
        width=across.width,
        height=alt.Step(STEP),
        resolve=alt.Resolve(axis=OWN_AXES),
    )
    made = alt.FacetChart(
        data=alt.NamedData("rows"),
        facet=alt.FacetFieldDef(field="panel", type="ordinal", header=head),
        spec=layers,
        params=[alt.VariableParameter(name=name, value=[]) for name in ("heads", "counted")],
        columns=columns,
        spacing={"column": _BETWEEN, "row": _BETWEEN},
        bounds="full",
        padding={"left": 1, "right": 0, "top": 0, "bottom": 6},
        config=config(palette),
        resolve=alt.Resolve(
            axis=OWN_AXES, scale=alt.ScaleResolveMap(x="independent", y="independent")
        ),
    )
    return specification(made)


def _layers(across: _Columns, palette: Palette) -> list[alt.Chart]:
    def of(name: str) -> alt.Chart:
        return alt.Chart().transform_filter(f"datum.of=='{name}'")

    has_axis = "(counted[parent.panel]?1:0)"
    numbers = alt.Axis(
        orient="top", tickCount=2, format=",d", labelSeparation=GAP,
        # Half a person is on no axis.
        labelExpr=f"{has_axis}&&datum.value%1==0?datum.label:''",
        gridColor=alt.expr(f"datum.value?'{palette.line}':'{palette.border}'"),
        gridOpacity=alt.expr(has_axis),
    )  # fmt: skip
    scale = alt.Scale(domainMin=0, nice=2, range=[across.zero, across.end])
    y, value = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0)), alt.X("value:Q", axis=None)
    start: ChartRow = {"x": alt.value(0)}
    whole = start | {"x2": alt.value(across.width)}
    colour, edge = alt.Color("colour:N", scale=None), alt.Stroke("colour:N", scale=None)
    middle = alt.expr(f"(datum.high-1)*{STEP / 2}")
    tall: ChartRow = {"height": alt.expr(f"datum.high*{STEP}"), "yOffset": middle}
    aside = alt.expr(f"datum.look=='zero'?{across.zero + _BOX}:datum.at")

    bands = of("band").mark_rect(color=palette.land, **tall).encode(y, **whole)
    # One for each line, seen or not: a scale knows of no line that has nothing.
    rule = of("line").mark_rule(
        color=palette.line, yOffset=-STEP / 2, opacity=alt.expr("datum.rule?1:0")
    ).encode(y, **whole)  # fmt: skip
    bars = of("bar").mark_bar(
        height=alt.expr(f"datum.high*{STEP}-6"), yOffset=middle,
        fillOpacity=alt.expr(f"{json.dumps(_FILLED)}[datum.look]||0"),
        strokeWidth=alt.expr("indexof(['first','range','limit'],datum.look)<0?0:1.6"),
        strokeDash=alt.expr("datum.look=='first'?[1,0]:[4,3]"),
    ).encode(alt.X("from:Q", scale=scale, axis=numbers), alt.X2("to"), y, colour, edge)  # fmt: skip
    ticks = of("tick").mark_tick(color=palette.ink, thickness=3, size=STEP - 4, opacity=1)
    beyond = of("open").mark_text(text="→", align="left", fontWeight=700, dx=1)
    boxes = of("box").mark_point(
        shape="square", size=_BOX**2, opacity=1, strokeWidth=1.4, fill=palette.page,
        strokeDash=alt.expr("datum.look=='zero'?[1,0]:[4,3]"), xOffset=aside,
    )  # fmt: skip
    inside = of("box").mark_text(fontWeight=700, dx=aside)
    inks = {"note": palette.ink2, "unknown": palette.ink2, "quiet": palette.ink3}
    words = alt.Chart().transform_filter("datum.words").mark_text(
        align="left", lineHeight=STEP, dx=alt.expr("datum.at"),
        color=alt.expr(f"{json.dumps(inks)}[datum.look]||'{palette.ink}'"),
        fontSize=alt.expr(f"datum.look=='note'?{NOTE}:{TEXT}"),
        fontWeight=alt.expr("datum.look=='figure'?600:400"),
        fontStyle=alt.expr("datum.look=='quiet'?'italic':'normal'"),
    )  # fmt: skip
    return [
        bands, rule, bars, ticks.encode(value, y), beyond.encode(value, y, colour),
        boxes.encode(y, edge, **start), inside.encode(y, alt.Text("sign:N"), **start),
        words.encode(y, alt.Text("words:N"), **start),
        touch_areas(y, **tall).encode(**whole).transform_filter("datum.of=='touch'"),
    ]  # fmt: skip


_FILLED = {"stated": 1, "no longer": 0.4, "range": 0.13}
"""How solid a bar is; what is not among these is empty."""


# ---------------------------------------------------------------- what is set side by side


@kept
def series_of(here: Evidence) -> tuple[Series, ...]:
    """The claims that a view shows and that count something, by what they count."""
    return by_series(here.shown)


BASELINE_YEAR = 2018
"""Counts of those present from before this year are never joined to later ones."""


def series_panels(claims: Sequence[Claim], names: Names) -> tuple[AxisPanel, ...]:
    """Make one panel with a bar for each claim, by date; none when no claim has a figure.

    Raises ``ValueError`` for claims of two kinds, groups or units: they share no axis.
    """
    if not any(claim.has_figure for claim in claims):
        return ()
    (kind, group, unit), *others = by_unit(claims)
    if others:
        told = " and ".join(comparisons.summary_kind(*key) for key in by_unit(claims))
        raise ValueError(f"{told}: figures of different kinds, groups or units share no axis")
    early: list[FigureRow] = []
    late: list[FigureRow] = []
    for claim in sorted(claims, key=lambda claim: (claim.when is None, claim.order)):
        last = claim.when.last_day if claim.when else None
        is_early = last is not None and last.year < BASELINE_YEAR
        apart = is_early and KINDS[kind].measure is Measure.STOCK
        row = row_of(claim, names, hedges.figure(claim))
        head = places.place_list(claim.told_of, names) or "no place given"
        (early if apart else late).append(replace(row, head=head, note=dates.dated(claim)))
    if early and late:
        early.append(band(f"Figures from before {BASELINE_YEAR} are not joined to later ones"))
    return (AxisPanel(hedges.axis_unit(unit), kind, group, (*early, *late)),)


MOST_PLACES, MOST_CLAIMS = 30, 4
"""Places of a panel, and claims of one side of a place, that are drawn; the rest is counted."""
FIRST, BOTH, SECOND = "○◉●"
"""Hollow is the first period, filled the second, a ring with a dot one report that touches both."""


def period_key(titles: tuple[str, str]) -> str:
    """Say what the signs of two periods mean; ``titles`` are the periods in words."""
    first, second = titles
    return f"{FIRST} {first}, {SECOND} {second}, {BOTH} one report that touches both"


def is_counted(kind: Kind) -> bool:
    """Whether figures of a kind measure something: not incidents, transport or limitations."""
    return KINDS[kind].measure is not Measure.NONE


def period_panels(changes: Sequence[Change], names: Names) -> tuple[AxisPanel, ...]:
    """Make a panel for each kind, group and sort of unit, in the order of the changes."""
    counted = [change for change in changes if is_counted(change.kind)]
    by_place = sorted(
        counted,
        key=lambda change: (not change.place, comparisons.summary_place(change.place, names)),
    )
    found = []
    for unit, claims in by_unit([c for change in counted for c in change.claims]).items():
        ids = {claim.claim_id for claim in claims}
        of_unit = [
            (change, own)
            for change in by_place
            if (own := [claim for claim in change.claims if claim.claim_id in ids])
        ]
        rows = [row for place in of_unit[:MOST_PLACES] for row in _rows(*place, names)]
        if more := len(of_unit[MOST_PLACES:]):
            rows.append(band(counts.not_listed(more, "places")))
        found.append(AxisPanel(comparisons.summary_kind(*unit), *unit[:2], tuple(rows)))
    return tuple(found)


def _rows(change: Change, claims: Sequence[Claim], names: Names) -> list[FigureRow]:
    """A place with its claims, the first period above the second."""
    ends = {places.other_end(claim, names) for claim in claims}
    before, after = ({claim.claim_id for claim in own} for own in (change.first, change.second))
    found: list[FigureRow] = []
    for sign, ids, is_silent in (
        (FIRST, before - after, not before),
        (BOTH, before & after, False),
        (SECOND, after - before, not after),
    ):
        own = [claim for claim in claims if claim.claim_id in ids]
        for claim in own[:MOST_CLAIMS]:
            end = places.other_end(claim, names) if len(ends) > 1 else ""
            parts = filter(None, (hedges.figure_alone(claim), hedges.part(claim), end))
            look = "first" if sign == FIRST else "stated"
            found.append(row_of(claim, names, f"{sign} {', '.join(parts)}", look))
        if more := len(own[MOST_CLAIMS:]):
            words = f"{sign} and {counts.more_in_words(more)} in the table"
            found.append(FigureRow(words, look="quiet"))
        if is_silent:
            found.append(FigureRow(f"{sign} {TEXTS['no_report']}", look="quiet"))
    found[0] = replace(found[0], head=comparisons.summary_place(change.place, names))
    return found
