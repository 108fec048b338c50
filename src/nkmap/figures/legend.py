"""The legend of a map: only what the drawing shows, and where size is a number, at that size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nkmap import wording
from nkmap.figures import signs
from nkmap.figures.drawing import Drawing, kind_colour
from nkmap.figures.positions import sized
from nkmap.figures.prepared import Mark, Scene
from nkmap.figures.style import Style
from nkmap.schema import KINDS, Kind
from nkmap.view import ROUTE_SCENE, Frame

_NOT_A_ROUTE = "infrastructure, not the workers’ route"
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
    seen = scene if moves else replace(scene, marks=_seen(scene, style))
    scene = sized(seen, style)
    found = [
        *(_one_kind(scene, style) if scene.kind else _all_kinds(scene, style)),
        *_signs(scene, style),
        *_lines(scene),
        *_ground(scene, style),
    ]
    return tuple(replace(one, sample=_drawn(one.sample, style)) for one in found)


def _seen(scene: Scene, style: Style) -> tuple[Mark, ...]:
    """The marks in the picture: what lies beyond its edge needs no explanation."""
    view = style.viewport
    return tuple(
        one for one in scene.marks if view.shows(*view.pixel(one.place.lon, one.place.lat))
    )


def _drawn(sample: Drawing, style: Style) -> Drawing:
    return replace(sample, groups=tuple(style.drawn(group) for group in sample.groups))


def _one_kind(scene: Scene, style: Style) -> Iterator[Entry]:
    """The smallest mark that can be compared, with its number: the scale."""
    counted = [mark for mark in scene.marks if mark.is_sized]
    seen = [mark for mark in counted if mark.radius >= _COMPARED] or counted
    for mark in sorted(seen, key=lambda mark: (mark.radius, mark.key))[:1]:
        note = "area = number, this kind only" + (", smaller here" if style.is_far else "")
        yield Entry(signs.sample(mark), mark.figure, note)
    if any(plate.is_stock for plate in scene.plates):
        words = "a stock: words for a whole country, no sized mark, no point"
        yield Entry(signs.glyph_drawing(scene.kind), words)


def _all_kinds(scene: Scene, style: Style) -> Iterator[Entry]:
    """The sign of each kind that is seen, and that the marks are not to be compared."""
    known = {mark.kind for mark in scene.marks if mark.claim.has_amount} - {Kind.INCIDENT}
    for kind in (one for one in Kind if one in known):
        yield Entry(signs.glyph_drawing(kind), KINDS[kind].label)
    if scene.marks:
        yield Entry(signs.glyph_drawing(None), wording.ALL_KINDS_MEANING)
        fullest = max(scene.marks, key=lambda mark: len(mark.claims) if mark.more else 0)
        if fullest.more:
            words = wording.further_claims(len(fullest.claims) - 1)
            yield Entry(signs.written(fullest.more, style.text(_MORE)), words)


def _signs(scene: Scene, style: Style) -> Iterator[Entry]:
    """What has one size because it has no number, or none that a size could tell."""
    numbered = [mark for mark in scene.marks if mark.kind is not Kind.INCIDENT]
    for words, found in (
        ("reported, number not given", [one for one in numbered if not one.claim.has_figure]),
        ("a source says: none", [one for one in numbered if one.claim.is_zero]),
        (
            "an incident: one size, whatever was reported",
            [one for one in scene.marks if one.kind is Kind.INCIDENT],
        ),
    ):
        for mark in found[:1]:
            yield Entry(signs.sample(mark), words)
    if scene.silences:
        dot = signs.silence(style.scale)
        yield Entry(signs.centred(dot, 12 * style.scale), "none shown here: not zero")


def _lines(scene: Scene) -> Iterator[Entry]:
    """The routes of workers, and infrastructure, which is nobody's route."""
    colour = kind_colour(scene.kind or ROUTE_SCENE)
    for is_older, stroke, words in (
        (False, colour, "order of places reported, not a track"),
        (True, "ink3", "a route told of earlier years"),
    ):
        if any(route.is_older is is_older for route in scene.routes):
            yield Entry(signs.stripe(signs.route_paint(stroke)), words)
    if any(route.is_open for route in scene.routes):
        words = "open end: the report names no crossing and no place beyond"
        yield Entry(signs.open_end_sample(colour), words)
    found = {signs.link_words(link): link for link in scene.links}
    for words in signs.LINKS:
        if words in found:
            sample = signs.stripe(*signs.link_paints(found[words]))
            yield Entry(sample, f"{words}: {_NOT_A_ROUTE}")


def _ground(scene: Scene, style: Style) -> Iterator[Entry]:
    """Countries of which claims tell no place."""
    if style.viewport.frame is Frame.WORLD:
        if scene.beyond or not all(plate.is_aside for plate in scene.areas):
            words = "country that claims name: where, not how many"
            yield Entry(signs.ground_sample(signs.tint(scene.kind)), words)
    elif scene.hatched:
        yield Entry(signs.ground_sample(None), "country named, but no place in it")
