"""The legend of a map: only what the drawing shows, at the size it has there."""

from __future__ import annotations

from dataclasses import dataclass

from nkmap import wording
from nkmap.figures import signs
from nkmap.figures.drawing import Drawing, kind_colour
from nkmap.figures.positions import sized, unsized_scale
from nkmap.figures.prepared import Scene
from nkmap.figures.routes import AIR
from nkmap.figures.style import Style
from nkmap.schema import KINDS, Kind
from nkmap.view import ROUTE_SCENE, Frame

_NOT_A_ROUTE = "infrastructure, not the workers’ route"


@dataclass(frozen=True)
class Entry:
    """A sample of a sign and what it means."""

    sample: Drawing
    words: str
    note: str = ""
    """What is said of it in smaller letters."""


def entries(scene: Scene, style: Style) -> tuple[Entry, ...]:
    """What the map of a scene has to explain."""
    scene = sized(scene, style)
    return (
        *_sized(scene, style),
        *_unsized(scene, style),
        *_routes(scene, style),
        *_beside(scene, style),
        *_ground(scene, style),
    )


def _sized(scene: Scene, style: Style) -> list[Entry]:
    counted = [mark for mark in scene.marks if mark.is_sized]
    if scene.kind is None and scene.marks:
        return _of_kinds(scene, style)
    if not counted:
        return []
    # The one that takes least room, of those that are large enough to be compared.
    seen = [mark for mark in counted if mark.radius >= _COMPARED] or counted
    shown = min(seen, key=lambda mark: (mark.radius, mark.place.place_id))
    scale = "area = number, this kind only" + (", smaller here" if scene.share < 1 else "")
    return [Entry(signs.sample(shown, style.line), shown.figure, scale)]


def _of_kinds(scene: Scene, style: Style) -> list[Entry]:
    """The sign of each kind that a mark has, and that the marks are not to be compared."""
    view = style.viewport
    seen = [one for one in scene.marks if view.shows(*view.pixel(one.place.lon, one.place.lat))]
    known = {mark.kind: mark for mark in seen if mark.claim.has_amount}
    known.pop(Kind.INCIDENT, None)
    found = [
        Entry(signs.sample(known[kind], style.line), KINDS[kind].label)
        for kind in Kind
        if kind in known
    ]
    found.append(Entry(signs.glyph_drawing(None, "", style.line), wording.ALL_KINDS_MEANING))
    fullest = max(scene.marks, key=lambda mark: len(mark.claims))
    if fullest.more:
        words = wording.further_claims(len(fullest.claims) - 1)
        found.append(Entry(signs.written(fullest.more, style.text(_MORE)), words))
    return found


_MORE = 12.0
_COMPARED = 8.0
"""Pixels of the smallest radius that a legend shows."""


def _unsized(scene: Scene, style: Style) -> list[Entry]:
    scale, rows = unsized_scale(scene, style), []
    if scene.kind and any(plate.is_stock for plate in scene.plates):
        words = "a stock: words for a whole country, no sized mark, no point"
        rows.append(Entry(signs.glyph_drawing(scene.kind, "", style.line), words))
    told = [mark for mark in scene.marks if mark.kind is not Kind.INCIDENT]
    for words, found in (
        ("reported, number not given", [mark for mark in told if not mark.claim.has_figure]),
        ("a source says: none", [mark for mark in told if mark.claim.is_zero]),
    ):
        rows += [Entry(signs.sample(mark, style.line), words) for mark in found[:1]]
    if scene.silences:
        rows.append(Entry(signs.silence_sample(style.line, scale), "none shown here: not zero"))
    return rows


def _routes(scene: Scene, style: Style) -> list[Entry]:
    colour, rows = kind_colour(scene.kind or ROUTE_SCENE), []
    if any(not route.is_older for route in scene.routes):
        sample = signs.route_sample(colour, style.line)
        rows.append(Entry(sample, "order of places reported, not a track"))
    if any(route.is_older for route in scene.routes):
        rows.append(Entry(signs.route_sample("ink3", style.line), "a route told of earlier years"))
    if any(route.is_open for route in scene.routes):
        words = "open end: the report names no crossing and no place beyond"
        rows.append(Entry(signs.open_end_sample(colour, style.line), words))
    return rows


def _beside(scene: Scene, style: Style) -> list[Entry]:
    rows = []
    air = [link for link in scene.links if link.mode == AIR]
    ground = [link for link in scene.links if link.mode != AIR]
    if scene.happenings or any(mark.kind is Kind.INCIDENT for mark in scene.marks):
        sample = signs.incident_sample(style.line, unsized_scale(scene, style))
        rows.append(Entry(sample, "an incident: one size, whatever was reported"))
    if any(not link.is_announced for link in ground):
        rows.append(Entry(signs.rail_sample(style.line), f"a railway link: {_NOT_A_ROUTE}"))
    if any(link.is_announced for link in ground):
        rows.append(Entry(signs.announced_sample(style.line), f"a train announced: {_NOT_A_ROUTE}"))
    if air:
        rows.append(Entry(signs.air_sample(style.line), f"a flight: {_NOT_A_ROUTE}"))
    return rows


def _ground(scene: Scene, style: Style) -> list[Entry]:
    if style.viewport.frame is Frame.WORLD:
        if not scene.beyond and all(plate.is_aside for plate in scene.areas):
            return []
        words = "country that claims name: where, not how many"
        return [Entry(signs.tint_sample(scene.kind, style.line), words)]
    if not scene.hatched:
        return []
    return [Entry(signs.hatch_sample(style.line), "country named, but no place in it")]
