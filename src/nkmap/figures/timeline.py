"""The timeline: which claims touch which months, and how finely each is dated.

``strip`` serves one scene of the map, ``lanes`` the Timeline page; both draw the same rows with
the same code. A block's form is its date; its fill says whether a number was reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

import altair as alt
import pandas as pd

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import charts, crowd, signs
from nkmap.figures.charts import CLAIM, GAP, LINE, NOTE, TEXT, AnyChart, Plot, only, rows
from nkmap.figures.drawing import Circle, Path, Rect
from nkmap.figures.lanes import BAND, NO_CLAIM, Bands, by_row, has_figures, plot, row_name, shade
from nkmap.figures.spans import Edge, ends
from nkmap.figures.symbols import Palette
from nkmap.figures.typography import text_width, wrap
from nkmap.months import Month
from nkmap.schema import KINDS, Kind
from nkmap.view import View

_BARS, _NAMES = 62.0, 40.0
"""Heights of the count of claims by month and of the names of months."""
_BAND_OF = alt.Y("band:O", axis=None)
_HEIGHTS = {"dated": 14, "year": 6}
"""A whole year is thin."""
_DASHES = {"thin": [1, 0], "dashed": [4, 3], "thick": [1, 0]}
_WEIGHTS = {"thin": 1.0, "dashed": 1.4, "thick": 2.0}
"""The outlines of what is told, of a number that was not reported, and of a reported zero."""


@dataclass(frozen=True)
class Places:
    """Where days and bands lie in a timeline's pixels, for a page that lays links over them."""

    first: str
    left: float
    day: float
    top: float
    band: float = BAND

    @classmethod
    def of(cls, chart: alt.LayerChart) -> Places:
        """Those of a timeline."""
        return cls(**chart.usermeta)

    def pixel(self, day: date) -> float:
        """Where a day begins."""
        return self.left + (day - date.fromisoformat(self.first)).days * self.day


def strip(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    view: View,
    palette: Palette,
    width: float,
) -> alt.LayerChart:
    """The claims of one scene by place and month, for below the map; ``width`` in pixels.

    Very many are counted by month.
    """
    counted = len(claims) > crowd.MOST_DRAWN
    return _timeline(
        claims, names, months_, view, palette, width, (), grouped=False, counted=counted
    )


def lanes(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    view: View,
    palette: Palette,
    width: float,
    silence: Sequence[tuple[int, int]] | None = None,
    *,
    counted: bool = False,
) -> alt.LayerChart:
    """All kinds, each under its own header, below a count of claims by month.

    Months without a claim are shaded: those of ``silence``, which may be told of more claims than
    those shown. ``counted`` for a picture too small to draw each claim.
    """
    shaded = silent(claims, months_) if silence is None else silence
    counted = counted or len(claims) > crowd.MOST_DRAWN
    return _timeline(
        claims, names, months_, view, palette, width, shaded, grouped=True, counted=counted
    )


def _timeline(
    claims: Sequence[Claim],
    names: Mapping[str, str],
    months_: tuple[Month, ...],
    view: View,
    palette: Palette,
    width: float,
    silence: Sequence[tuple[int, int]],
    *,
    grouped: bool,
    counted: bool,
) -> alt.LayerChart:
    if counted:
        found = crowd.counts(claims, names, months_, grouped=grouped)
        own = plot([row.name for row in found], months_, width)
        bands = crowd.bands(found, own, names)
    else:
        keys = by_row(claims)
        labels = [row_name(key, names, grouped=grouped) for key in keys]
        own = plot(labels, months_, width)
        bands = _bands(keys, labels, own, names, palette, grouped=grouped)
    page = _Page(own, bands, palette, view)
    return page.chart(claims, silence, grouped=grouped)


def _bands(
    keys: Mapping[Any, Sequence[Claim]],
    labels: Sequence[str],
    own: Plot,
    names: Mapping[str, str],
    palette: Palette,
    *,
    grouped: bool,
) -> Bands:
    bands, before = Bands(own, names), None
    for (key, claims), label in zip(keys.items(), labels, strict=True):
        kind: Kind = key[0]
        if grouped and kind is not before:
            if not has_figures(kind) and (before is None or has_figures(before)):
                bands.heading("No figure")
            bands.heading(KINDS[kind].label, kind, _sign_of(kind, palette))
        bands.row(label, claims)
        before = kind
    return bands


@dataclass(frozen=True)
class _Page:
    """One chart in the making."""

    plot: Plot
    bands: Bands
    palette: Palette
    view: View

    def chart(
        self, claims: Sequence[Claim], silence: Sequence[tuple[int, int]], *, grouped: bool
    ) -> alt.LayerChart:
        """All layers with their data."""
        top = _BARS if grouped else 0.0
        height = top + max(self.bands.count, 1 if claims else 2) * BAND
        foot = wrap(self._foot(claims), NOTE, self.plot.width - GAP)
        for row in self.bands.frames["claims"]:
            row["chosen"] = row[CLAIM] == self.view.claim
        frames = self.bands.made() | {"time": self._time(silence)}
        layers: list[AnyChart] = [self._ground()]
        layers += self._rows(self._scaled(top, height), counted="counts" in frames)
        if grouped:
            frames["months"] = self._months(claims)
            layers += self._histogram(max(frames["months"]["claims"], default=0))
        layers.append(charts.brush(self.plot, self.palette))
        layers.append(charts.touch(self.plot.x("first"), alt.X2("after"), _BAND_OF))
        below = len(foot) * LINE + 14 if foot else 2
        size, padding = (self.plot.width, height), (self.plot.left, _NAMES, below)
        made = charts.finished(layers, frames, self.palette, size, padding, foot)
        made.usermeta = asdict(
            Places(self.plot.domain[0].isoformat(), self.plot.left, self.plot.day, _NAMES + top)
        )
        return made

    def _foot(self, claims: Sequence[Claim]) -> str:
        none = "" if claims else f"{NO_CLAIM} "
        if not self.plot.months:
            return none.strip()
        last = wording.month(self.plot.months[-1])
        return f"{none}{wording.not_covered_after(last)}"

    # ------------------------------------------------------------ what stands behind

    def _chosen(self) -> tuple[date, date] | None:
        """The selected months as days; None when all are shown."""
        known = self.plot.months
        if not self.view.limits_months or not known:
            return None
        first, last = self.view.first or known[0], self.view.last or known[-1]
        inside = [month for month in known if first <= month <= last]
        return ends(inside) if inside else None

    def _time(self, silence: Sequence[tuple[int, int]]) -> pd.DataFrame:
        """Stretches of time that are shaded, and what each means."""
        known = self.plot.months
        found = [(*ends(known[first:last]), "silent") for first, last in silence]
        if chosen := self._chosen():
            found.append((*chosen, "chosen"))
        if known:
            found.append((self.plot.ends[1], self.plot.domain[1], "not covered"))
        return pd.DataFrame(found, columns=["first", "after", "what"])

    def _ground(self) -> alt.LayerChart:
        palette, x = self.palette, self.plot.x("first", self._axis())
        fills = {"chosen": palette.line, "silent": palette.line, "not covered": palette.land}
        strong = {"chosen": 0.6, "silent": 0.45, "not covered": 1}
        areas = alt.Chart().mark_rect().encode(
            x, alt.X2("after"), alt.Fill("what:N", **only(fills)),
            opacity=alt.Opacity("what:O", **only(strong)),
        )  # fmt: skip
        words = alt.Chart().transform_filter("datum.what=='not covered'").mark_text(
            text="not covered", angle=90, align="left", baseline="middle", fontSize=NOTE,
            color=palette.ink2, dx=6, xOffset=self.plot.tail / 2,
        ).encode(self.plot.x("first"), y=alt.value(0))  # fmt: skip
        return charts.of("time", areas, words)

    def _axis(self) -> alt.Axis | None:
        return self.plot.axis(self.palette, self._chosen()) if self.plot.months else None

    # ------------------------------------------------------------ claims by month

    def _months(self, claims: Sequence[Claim]) -> pd.DataFrame:
        """How many claims touch each month, of those that can be put into a month."""
        known = self.plot.months
        counts = crowd.touching([claim for claim in claims if claim.has_month], known)
        widest = text_width(f"{max(counts, default=0):,}", NOTE)
        # Where the counts have no room side by side, the greatest stands for the scale.
        fit, most = self.plot.month >= widest + 2, counts.index(max(counts)) if counts else 0
        found = [
            (*ends((month,)), count, (wording.number(count) if count else "–") if shown else "")
            for index, (month, count) in enumerate(zip(known, counts, strict=True))
            for shown in [fit or index == most]
        ]
        return pd.DataFrame(found, columns=["first", "after", "claims", "words"])

    def _histogram(self, most: int) -> list[AnyChart]:
        palette, x = self.palette, self.plot.x("first")
        # On no scale: the only other one of this chart is that of the bands.
        y = alt.Y("top:Q", scale=None, axis=None)
        month = alt.Chart().transform_calculate(
            top=f"{_BARS}-26*datum.claims/{max(most, 1)}", base=f"{_BARS}"
        )
        style: dict[str, Any] = {
            "color": palette.border,
            "opacity": 0.7,
            "xOffset": 1,
            "x2Offset": -1,
        }
        bars = month.mark_bar(**style).encode(x, alt.X2("after"), y, alt.Y2("base"))
        half = self.plot.month / 2
        numbers = month.mark_text(
            fontSize=NOTE, color=palette.ink2, baseline="bottom", dy=-3, xOffset=half
        ).encode(x, y, alt.Text("words:N"))  # fmt: skip
        side = not self.plot.left
        lines = ["Claims that touch the month", "claims, not people"]
        told = lines if not side else [f"{lines[0]} ({lines[1]})"]
        words = alt.Chart(alt.InlineData([{"words": told}])).mark_text(
            align="left", fontSize=NOTE, color=palette.ink2, baseline="middle"
        ).encode(alt.Text("words:N"), x=alt.value(-self.plot.left), y=alt.value(10))  # fmt: skip
        return [charts.of("months", bars, numbers), words]

    # ------------------------------------------------------------ rows

    def _scaled(self, top: float, height: float) -> alt.Y:
        """The bands with their scale, for the first layer of those that share it."""
        domain = list(range(self.bands.count))
        scale = alt.Scale(domain=domain, range=[top, height], padding=0)
        return alt.Y("band:O", scale=scale, axis=None, bandPosition=0)

    def _rows(self, scaled: alt.Y, *, counted: bool) -> list[AnyChart]:
        heads = charts.of("heads", self._rules(scaled), *self._heads(_BAND_OF))
        return [heads, *(self._counts(_BAND_OF) if counted else self._claims(_BAND_OF))]

    def _rules(self, y: alt.Y) -> alt.Chart:
        whole = {"x": alt.value(-self.plot.left), "x2": alt.value(self.plot.across)}
        rule = alt.Color("rule:N", **self._shades)
        rules: alt.Chart = alt.Chart().mark_rule().encode(y, rule, **whole)
        return rules

    def _heads(self, y: alt.Y) -> list[alt.Chart]:
        """The names of kinds with their signs, and of rows."""
        left, narrow = -self.plot.left, not self.plot.left
        words = alt.Chart().mark_text(align="left", fontWeight=600)
        text, colour = alt.Text("words:N"), alt.Color("shade:N", legend=None)
        starts = {"kind": left + 22, "part": left, "row": left + (0 if narrow else 14)}
        found = [
            words.transform_filter(f"datum.of=='{of}'").encode(y, colour, text, x=alt.value(x))
            for of, x in starts.items()
        ]
        return [*found, self._sign(y)]

    def _sign(self, y: alt.Y) -> alt.Chart:
        """The sign of each kind beside its name."""
        style: dict[str, Any] = {name: alt.expr(f"datum.{name}") for name in _STYLE}
        mark = alt.Chart().transform_filter("datum.kind")
        point = mark.mark_point(size=4, opacity=1, yOffset=-8, **style)
        sign: alt.Chart = point.encode(y, x=alt.value(-self.plot.left))
        return sign

    @cached_property
    def _shades(self) -> dict[str, Any]:
        """The colours of all frames, by their names in them."""
        palette = self.palette
        known = {name: getattr(palette, name) for name in ("ink", "page", "line", "border")}
        known |= {shade(kind): palette.kind(kind) for kind in Kind}
        frames = self.bands.frames.values()
        used = {
            row[name] for own in frames for row in own for name in ("shade", "rule") if name in row
        }
        of_groups = dict.fromkeys(used - known.keys(), palette.ink2)
        return only({name: own for name, own in (known | of_groups).items() if name in used})

    def _claims(self, y: alt.Y) -> list[AnyChart]:
        palette, plot_ = self.palette, self.plot
        first, after, own = plot_.x("first"), alt.X2("after"), alt.Chart()
        colour = alt.Color("shade:N", legend=None)
        size = alt.Size("size:O", **only(_HEIGHTS))
        dated = own.transform_filter("isValid(datum.first)")
        lanes_ = charts.rows("lanes").mark_rule(color=palette.ink3, strokeDash=[1, 4])
        blocks = charts.rows("blocks").mark_bar()
        onsets = own.transform_filter("datum.onset").mark_tick(thickness=3, size=20)
        signs_ = own.transform_filter("datum.sign").mark_text(fontWeight=700)
        framed = dated.transform_filter("datum.chosen").mark_bar(
            fillOpacity=0, stroke=palette.ink, strokeWidth=2, size=22
        )
        opacity = alt.Opacity("opacity:Q", scale=None)
        of_claims = [
            *self._lines(dated, y),
            onsets.encode(plot_.x("onset"), y, colour),
            *self._cuts(y, colour),
            signs_.encode(plot_.x("middle"), y, alt.Text("sign:N")),
            framed.encode(first, after, y),
            *self._words(),
        ]
        return [
            lanes_.encode(y, x=alt.value(0), x2=alt.value(plot_.across - plot_.tail)),
            blocks.encode(first, after, y, size, colour, opacity),
            charts.of("claims", *of_claims),
        ]

    def _lines(self, dated: alt.Chart, y: alt.Y) -> list[alt.Chart]:
        """Lines around what is not solid; an end that fades, or goes on, has none."""
        lined = dated.transform_filter("datum.outline")
        looks = (
            alt.StrokeDash("outline:O", **only(_DASHES)),
            alt.StrokeWidth("outline:O", **only(_WEIGHTS)),
            alt.Color("shade:N", legend=None),
        )
        half = {size: across / 2 for size, across in _HEIGHTS.items()}
        off = f"(datum.size=='year'?{half['year']}:{half['dated']})"
        whole = self.plot.x("first"), alt.X2("after"), y
        found = [
            lined.mark_rule(yOffset=alt.expr(sign + off)).encode(*whole, *looks) for sign in "-+"
        ]
        share = half["dated"] / BAND
        across = (
            alt.Y("band:O", axis=None, bandPosition=0.5 - share),
            alt.Y2("band", bandPosition=0.5 + share),
        )
        for end, field in (("start", "first"), ("end", "after")):
            sharp = lined.transform_filter(f"datum.{end}=='{Edge.SHARP}'").mark_rule()
            found.append(sharp.encode(self.plot.x(field), *across, *looks))
        return found

    def _cuts(self, y: alt.Y, colour: alt.Color) -> list[alt.Chart]:
        """What goes on outside the months points there."""
        return [
            alt.Chart().transform_filter(f"datum.{end}=='{Edge.CUT}'")
            .mark_point(shape=f"triangle-{way}", size=60, opacity=1, filled=True)
            .encode(self.plot.x(field), y, colour)
            for end, field, way in (("start", "first", "left"), ("end", "after", "right"))
        ]  # fmt: skip

    def _words(self) -> list[alt.Chart]:
        """The words of each claim, over a halo. What is told may be cut, a figure never."""
        style: dict[str, Any] = {
            "align": alt.expr("datum.align"),
            "fontWeight": alt.expr("datum.number=='none'?400:600"),
            "limit": alt.expr("datum.room"),
            "fontSize": TEXT if self.plot.left else NOTE,
        }
        halo: dict[str, Any] = {
            "stroke": self.palette.page,
            "strokeWidth": 4,
            "strokeJoin": "round",
        }
        place = self.plot.x("at"), alt.Y("words_band:O", axis=None), alt.Text("words:N")
        return [alt.Chart().mark_text(**style, **own).encode(*place) for own in (halo, {})]

    def _counts(self, y: alt.Y) -> list[AnyChart]:
        """How many claims touch each month: the more, the darker."""
        x, end = self.plot.x("first"), alt.X2("after")
        dark = alt.Opacity("claims:Q", scale=alt.Scale(domainMin=0, range=[0.08, 0.6]), legend=None)
        fill = alt.Color("shade:N", legend=None)
        numbers = alt.Chart().mark_text(fontSize=NOTE, xOffset=self.plot.month / 2)
        cells = alt.Chart().mark_rect().encode(x, end, y, fill, opacity=dark)
        words = rows("words").mark_text(align="left", fontSize=NOTE, color=self.palette.ink2)
        return [
            charts.of("counts", cells, numbers.encode(x, y, alt.Text("words:N"))),
            words.encode(y, alt.Text("words:N"), x=alt.value(4)),
        ]


_STYLE = ("shape", "fill", "stroke", "strokeWidth", "strokeDash")


def _sign_of(kind: Kind, palette: Palette) -> dict[str, Any]:
    """The sign of a kind as the shape and style of a point."""
    (shape,) = signs.glyph(kind).parts
    if isinstance(shape, Circle):
        r = shape.radius
        path = f"M{shape.x - r} {shape.y}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0Z"
    elif isinstance(shape, Rect):
        path = f"M{shape.x} {shape.y}h{shape.width}v{shape.height}h{-shape.width}Z"
    else:
        assert isinstance(shape, Path)
        path = shape.data
    own, colour = shape.paint, palette.kind(kind)
    fill = {"": "transparent", "page": palette.page}.get(own.fill, colour)
    line = (
        (colour, own.width, list(own.dash) or [1, 0]) if own.stroke else ("transparent", 0, [1, 0])
    )
    return dict(zip(_STYLE, (path, fill, *line), strict=True))


def silent(claims: Sequence[Claim], months_: Sequence[Month]) -> tuple[tuple[int, int], ...]:
    """Stretches of months that no claim touches, as first and last index; the last one excluded.

    A claim that gives only a year touches all its months; one with an open start, its last.
    """
    found: list[tuple[int, int]] = []
    days = [claim.least_days for claim in claims if claim.least_days]
    for index, count in enumerate(crowd.within(days, months_)):
        if count:
            continue
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return tuple(found)
