"""A prepared scene as a map that is moved by hand, in deck.gl's own idiom.

Everything lies at its true place, in layers that deck.gl has; nothing is laid out in pixels. A
claim that names only a country or a province has no place, so it is no row of any layer: it stands
in words beside the map (``Scene.areas``).
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pydeck as pdk

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import atlas, signs, tips
from nkmap.figures.assets import STATIC
from nkmap.figures.drawing import KIND, Colour, Paint
from nkmap.figures.prepared import Place, Scene
from nkmap.figures.symbols import FONT, PALETTES, Theme, rgba
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import ROUTE_SCENE, slug

_text = pdk.types.String
"""A constant: pydeck takes a bare text for the name of a field."""
_PIXELS = _text("pixels")

START = (124.3, 38.5, 134.4, 44.3)
"""West, south, east and north, in degrees, of what is seen first: where the journeys begin."""
SOUTH, NORTH = -56.0, 83.7
"""Latitudes between which the map can be moved: beyond them is no land."""
MOST_ZOOM, _TILE = 10.0, 512.0
"""And the pixels of the whole world at zoom 0."""
_LEAST_HIT, _LINE, _NARROW = 14.0, 44, 20.0
"""Pixels from the middle of a sign that a hand hits; letters in a line of a label, and
a narrow map's pixels for each of them."""
_HANDS = {
    "scrollZoom": False,  # the wheel scrolls the page
    "dragRotate": False,
    "touchRotate": False,
    "maxBounds": [[-540.0, SOUTH], [540.0, NORTH]],
}


@dataclass(frozen=True)
class Look:
    """How the map is shown: its theme and size in pixels, and what is chosen."""

    theme: Theme
    width: float
    height: float
    claim: str | None = None
    place: str | None = None
    turn: int = 0
    """Changes with every choice: clears the browser's own notion of what is selected."""

    def colour(self, name: Colour, kind: Kind = ROUTE_SCENE) -> list[int]:
        """A colour by its name; a kind's is that of the one that routes are told of."""
        palette = PALETTES[self.theme]
        found = palette.kind(kind) if name.startswith(KIND) else getattr(palette, name)
        return list(rgba(found)[:3])


@dataclass(frozen=True)
class _Part:
    """What stands at a place, or goes from place to place: its claims, words and signs."""

    places: Sequence[Place]
    claims: Sequence[Claim]
    tip: Sequence[str]
    opens: tips.Opens
    weight: float
    """How much its words matter where there is no room for every label."""
    words: str
    """Said at its last place, below the place's name."""
    signs: Mapping[str, float]
    """With how many times larger than it was cut each is; half way between two places."""
    reach: float = 8.0
    lines: Sequence[Paint] = ()

    @property
    def row(self) -> dict[str, Any]:
        return {"tip": "\n".join(self.tip), "c": tips.ids(self.claims), **self.opens}

    @property
    def legs(self) -> list[tuple[Place, Place]]:
        return list(pairwise(self.places))


def deck(scene: Scene, look: Look, names: wording.Names) -> pdk.Deck:
    """The whole map. A click is known by the ids in a row, never by its position."""
    parts = list(_parts(scene, names))
    lines, ways = _lines(parts, scene.kind or ROUTE_SCENE, look)
    ring, targets = _points(parts, look)
    return pdk.Deck(
        [_land(scene, look), lines, _signs(parts, look), ring, _labels(parts, look), ways, targets],
        views=[pdk.View("MapView", controller=_HANDS, repeat=True)],
        initial_view_state=_camera(look),
        map_provider=None,
        tooltip={"text": "{tip}", "style": _tooltip(look)},
    )


def explained(scene: Scene) -> Scene:
    """What a legend has to explain of it: no hatching, and an open end is a word."""
    plates = tuple(replace(plate, is_aside=True) for plate in scene.plates)
    closed = tuple(replace(route, stops=route.points) for route in scene.routes)
    return replace(scene, plates=plates, routes=closed)


def _camera(look: Look) -> pdk.ViewState:
    """The start, and the zoom at which the land still fills the frame."""
    west, south, east, north = START
    wide, high = _TILE * (east - west) / 360, _north(north) - _north(south)
    least = max(look.width / _TILE, look.height / (_north(NORTH) - _north(SOUTH)))
    zoom = math.log2(min(look.width / wide, look.height / high))
    zooms = {"zoom": round(zoom, 3), "min_zoom": round(math.log2(least), 3), "max_zoom": MOST_ZOOM}
    return pdk.ViewState((west + east) / 2, (south + north) / 2, **zooms)


def _north(lat: float) -> float:
    """How far north of the equator a latitude lies, in pixels of the whole world at zoom 0."""
    return _TILE * math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)


def _tooltip(look: Look) -> dict[str, str]:
    palette = PALETTES[look.theme]
    line, font = f"1px solid {palette.border}", f"14px/1.4 '{FONT}', sans-serif"
    colours = {"background": palette.page, "color": palette.ink, "border": line, "font": font}
    return colours | {"maxWidth": "320px", "whiteSpace": "pre-line", "padding": "8px 12px"}


def _parts(scene: Scene, names: wording.Names) -> Iterator[_Part]:
    """All that has a place, in the order it is drawn."""
    for silence in scene.silences:
        at, words = silence.place, silence.words
        told = tips.of_silence(at.name, words)
        yield _Part((at,), (), told, {"place": at.place_id}, 10, words, {"silence": 1})
    for link in scene.links:
        ends, claims, lines = (link.start, link.end), link.claims, signs.link_paints(link)
        opens: tips.Opens = {"claim": claims[0].claim_id}
        yield _Part(ends, claims, tips.of_link(claims), opens, 50, "", {}, lines=lines)
    for route in scene.routes:
        stops, claims = [stop.place for stop in route.points], route.claims
        kind, colour, head = scene.kind or ROUTE_SCENE, KIND, "chevron"
        if route.is_older:
            colour = "ink3"
        elif kind in MAP_KINDS:
            head = f"{slug(kind)} chevron"
        # An open end is a word: an arrow would point at some town.
        on = wording.route_goes_on(route.claim, route.stops[-1].place.name) if route.is_open else ""
        told, opens = tips.tip(claims, names), {"claim": claims[0].claim_id}
        yield _Part(
            stops, claims, told, opens, 180, on, {head: 1}, lines=(signs.route_paint(colour),)
        )
    for mark in sorted(scene.marks, key=lambda mark: -mark.radius):
        told, opens = tips.tip(mark.claims, names), tips.opens(mark.claims, mark.place.place_id)
        weight = 150.0 if mark.is_beside else 190 + (10 + mark.radius) * mark.claim.has_amount
        more = len(mark.claims) - 1
        words = wording.with_more(mark.figure, more) if mark.more else mark.figure
        cuts, reach = atlas.of_mark(mark), signs.reach(mark)
        yield _Part((mark.place,), mark.claims, told, opens, weight, words, cuts, reach)


def _land(scene: Scene, look: Look) -> pdk.Layer:
    """Countries; those in which claims end that name no place there have a stronger outline."""
    codes = [code for code in scene.hatched if code.isalpha()]
    named = "false" + "".join(f" || properties.country == '{code}'" for code in codes)
    ink, border, focus, land = map(look.colour, ("ink", "border", "focus", "land"))
    fill = f"@@=properties.country == 'KP' ? {focus} : {land}"
    return pdk.Layer(
        "GeoJsonLayer",
        f"{STATIC}basemap/explore.geojson",
        id="land",
        get_line_color=f"{named} ? {ink} : {border}",
        get_line_width=f"{named} ? 1.6 : 0.8",
        line_width_units=_PIXELS,
        # In the layer below: Streamlit fades the fill of every layer when something is clicked.
        _subLayerProps={"polygons-fill": {"getFillColor": fill}},
    )


def _lines(parts: Sequence[_Part], kind: Kind, look: Look) -> tuple[pdk.Layer, pdk.Layer]:
    """Links and routes, and what a hand hits of them."""
    rows = [
        {
            "p": [_point(one), _point(two)],
            "k": look.colour(line.stroke, kind),
            "w": line.width,
            "d": [round(length / line.width, 2) for length in line.dash or (1, 0)],
            **part.row,
        }
        for part in parts
        for line in part.lines
        for one, two in part.legs
    ]
    dashed = [{"@@type": "PathStyleExtension", "dash": True}]
    seen = {"get_color": "k", "get_width": "w", "get_dash_array": "d", "extensions": dashed}
    more = {"get_path": "p", "width_units": _PIXELS}
    return (
        pdk.Layer("PathLayer", rows, id="lines", **seen, **more),
        pdk.Layer("PathLayer", rows, **_hit("ways", look), get_width=14, **more),
    )


def _hit(name: str, look: Look) -> dict[str, Any]:
    return {"id": f"{name}-{look.turn % 2}", "opacity": 0, "pickable": True}


def _signs(parts: Sequence[_Part], look: Look) -> pdk.Layer:
    """Every sign, from one sheet: at its place, or half way."""
    rows = [
        {"p": at, "a": angle, "i": name, "s": round(times, 3), "c": tips.ids(part.claims)}
        for part in parts
        for name, times in part.signs.items()
        for at, angle in (
            [_half_way(*leg) for leg in part.legs]
            if part.lines
            else [(_point(part.places[0]), 0.0)]
        )
    ]
    return pdk.Layer(
        "IconLayer",
        rows,
        id="signs",
        icon_atlas=_text(STATIC + atlas.FILE.format(theme=look.theme)),
        icon_mapping={name: atlas.cut(name) for part in parts for name in part.signs},
        get_icon="i",
        get_position="p",
        get_size="s",
        size_scale=atlas.SIDE,
        get_angle="a",
    )


def _half_way(one: Place, two: Place) -> tuple[list[float], float]:
    """Where that is, and which way the second lies, in degrees anticlockwise from east."""
    south, north = _north(one.lat), _north(two.lat)
    middle = math.degrees(math.atan(math.sinh((south + north) * math.pi / _TILE)))
    bearing = math.atan2(north - south, _TILE * (two.lon - one.lon) / 360)
    return [round((one.lon + two.lon) / 2, 5), round(middle, 5)], round(math.degrees(bearing), 1)


def _labels(parts: Sequence[_Part], look: Look) -> pdk.Layer:
    """One label a place, whole or not at all, in one layer: it is what keeps them apart."""
    found: dict[Place, list[_Part]] = {}
    for part in parts:
        for place in part.places:
            found.setdefault(place, []).append(part)
    rows = []
    for place, told in found.items():
        lines = dict.fromkeys([place.label, *(p.words for p in told if place is p.places[-1])])
        letters = min(_LINE, round(look.width / _NARROW))
        rows.append(
            {
                "p": _point(place),
                "t": "\n".join(part for line in lines for part in textwrap.wrap(line, letters)),
                "n": round(max(p.weight + 500 * _is_chosen(p, place, look) for p in told)),
                "r": round(max(p.reach for p in told)),
            }
        )
    return pdk.Layer(
        "PointLabelLayer",
        rows,
        id="labels",
        get_position="p",
        get_text="t",
        get_radius="r",
        get_color=look.colour("ink"),
        size_scale=14,
        get_text_anchor=_text("start"),
        get_alignment_baseline=_text("center"),
        character_set=_text("auto"),
        font_family=_text(f"{FONT}, sans-serif"),
        font_weight=_text("600"),
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 14},
        outline_width=4,
        outline_color=look.colour("focus"),
        extensions=[{"@@type": "CollisionFilterExtension"}],
        collision_group=_text("labels"),
        get_collision_priority="n",
    )


def _points(parts: Sequence[_Part], look: Look) -> tuple[pdk.Layer, pdk.Layer]:
    """A ring around what is chosen, and what a hand hits: a little larger than what is small."""
    hits = [
        (part, place, {"p": _point(place), "r": round(max(part.reach, _LEAST_HIT), 1), **part.row})
        for part in parts
        for place in part.places
    ]
    rings = [row for part, place, row in hits if _is_chosen(part, place, look)]
    ink = {"get_line_color": look.colour("ink"), "line_width_units": _PIXELS}
    line = {"filled": False, "stroked": True, "get_line_width": 2, "radius_scale": 1.2, **ink}
    more = {"get_position": "p", "get_radius": "r", "radius_units": _PIXELS}
    rows = [row for *_, row in hits]
    return (
        pdk.Layer("ScatterplotLayer", rings, id="chosen", **line, **more),
        pdk.Layer("ScatterplotLayer", rows, **_hit("targets", look), **more),
    )


def _is_chosen(part: _Part, place: Place, look: Look) -> bool:
    return place.place_id == look.place or look.claim in {c.claim_id for c in part.claims}


def _point(place: Place) -> list[float]:
    return [round(place.lon, 5), round(place.lat, 5)]
