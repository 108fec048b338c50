"""The legend of a map: only what the drawing shows, and where size is a number, at that size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from nkmap.figures import basemap, icons, routes
from nkmap.figures.drawing import Drawing, kind_colour
from nkmap.figures.positions import Layout, sized
from nkmap.figures.prepared import Scene
from nkmap.figures.style import Style
from nkmap.schema import KINDS, Kind
from nkmap.view import ROUTE_SCENE
from nkmap.wording import captions

_COMPARED = 8.0
"""Pixels of the smallest radius that a legend shows."""
_MORE = 12.0


@dataclass(frozen=True)
class Entry:
    """A sample of a sign and what it means."""

    sample: Drawing
    words: str
    note: str = ""
    """What is said of it in smaller letters."""


def entries(scene: Scene, style: Style, *, moves: bool = False) -> tuple[Entry, ...]:
    """What the map of a scene has to explain; on one that ``moves`` every mark can be seen."""
    laid = Layout(sized(scene, style), style, {})
    # What lies beyond the edge of a picture needs no explanation.
    seen = tuple(one for one in laid.scene.marks if moves or laid.shows(one.place))
    scene = replace(laid.scene, marks=seen)
    found = [
        *(_one_kind(scene, style) if scene.kind else _all_kinds(scene, style)),
        *_signs(scene, style),
        *_lines(scene, moves=moves),
    ]
    seen_of = () if moves else map(partial(basemap.hatched, style.viewport), scene.hatched)
    paints = {path.paint for paths in seen_of for path in paths}
    for paint in sorted(paints, key=lambda one: bool(one.fill)):
        note = "too small for stripes" if paint.fill else ""
        found.append(Entry(icons.hatching(paint), "country named, but no place in it", note))
    return tuple(replace(one, sample=style.drawn(one.sample)) for one in found)


def _one_kind(scene: Scene, style: Style) -> Iterator[Entry]:
    """The smallest mark that can be compared, with its number: the scale."""
    counted = [mark for mark in scene.marks if mark.is_sized]
    seen = [mark for mark in counted if mark.radius >= _COMPARED] or counted
    for mark in sorted(seen, key=lambda mark: (mark.radius, mark.key))[:1]:
        note = "area = number, this kind only" + (", smaller here" if style.is_far else "")
        yield Entry(icons.mark(mark), mark.figure, note)
    if any(plate.is_stock for plate in scene.plates):
        words = "a stock: words for a whole country, no sized mark, no point"
        yield Entry(icons.glyph(scene.kind), words)


def _all_kinds(scene: Scene, style: Style) -> Iterator[Entry]:
    """The sign of each kind that is seen, and that the marks are not to be compared."""
    known = {mark.kind for mark in scene.marks if mark.claim.has_amount} - {Kind.INCIDENT}
    for kind in (one for one in Kind if one in known):
        yield Entry(icons.glyph(kind), KINDS[kind].label)
    if scene.marks:
        yield Entry(icons.glyph(None), "every mark has one size: nothing is compared")
        fullest = max(scene.marks, key=lambda mark: len(mark.claims) if mark.more else 0)
        if fullest.more:
            words = captions.further_claims(len(fullest.claims) - 1)
            yield Entry(icons.written(fullest.more, style.text(_MORE)), words)


def _signs(scene: Scene, style: Style) -> Iterator[Entry]:
    """What has one size because it has no number, or none that a size could tell."""
    numbered = [mark for mark in scene.marks if mark.kind is not Kind.INCIDENT]
    found = {
        "reported, number not given": [one for one in numbered if not one.claim.has_figure],
        "a source says: none": [one for one in numbered if one.claim.is_zero],
        "an incident: one size, whatever was reported": [
            one for one in scene.marks if one.kind is Kind.INCIDENT
        ],
    }
    for words, marks in found.items():
        yield from (Entry(icons.mark(mark), words) for mark in marks[:1])
    if scene.silences:
        yield Entry(icons.silence(style.scale), "none shown here: not zero")


def _lines(scene: Scene, *, moves: bool) -> Iterator[Entry]:
    """The routes of workers, and infrastructure, which is nobody's route."""
    ages = {"order of places reported, not a track": False, "a route told of earlier years": True}
    for words, is_older in ages.items():
        for route in [one for one in scene.routes if one.is_older is is_older][:1]:
            yield Entry(icons.line(routes.paint(routes.colour(route, scene))), words)
    if not moves and any(route.is_open for route in scene.routes):
        words = "open end: no crossing and no place beyond is named"
        yield Entry(icons.open_end(kind_colour(scene.kind or ROUTE_SCENE)), words)
    for sort in routes.sorts(scene):
        yield Entry(
            icons.line(*sort.paints), f"{sort.name}: infrastructure, not the workers’ route"
        )
