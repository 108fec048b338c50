"""A prepared scene as a map that is moved by hand, in deck.gl's own idiom.

Everything lies at its true place, in layers that deck.gl has; nothing is laid out in pixels. A
claim that names only a country or a province has no place, so it is no row of any layer: it stands
in words beside the map (``Scene.areas``).
"""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import atlas, signs, tips
from nkmap.figures.assets import STATIC
from nkmap.figures.drawing import KIND, Colour, Paint
from nkmap.figures.prepared import Place, Scene
from nkmap.figures.symbols import FONT, PALETTES, Theme, rgba
from nkmap.schema import Kind
from nkmap.view import ROUTE_SCENE

Row = dict[str, Any]
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
    """What stands at a place, or goes from place to place: its claims, tip, words and signs."""

    places: Sequence[Place]
    claims: Sequence[Claim]
    tip: Sequence[str]
    opens: tips.Opens
    weight: float
    """How much its words matter where there is no room for every label."""
    words: str
    """Said at its last place, below the place's name."""
    signs: Mapping[str, float]
    """With the pixels of their side; half way between two places."""
    reach: float = 8.0
    lines: Sequence[Paint] = ()

    @property
    def row(self) -> Row:
        return {"tip": "\n".join(self.tip), "c": tips.ids(self.claims), **self.opens}


def deck(scene: Scene, look: Look, names: wording.Names) -> pdk.Deck:
    """The whole map. A click is known by the ids in a row, never by its position."""
    parts = list(_parts(scene, names))
    lines, ways = _lines(parts, scene.kind or ROUTE_SCENE, look)
    ring, targets = _points(parts, look)
    labels = _labels(parts, look)
    made = pdk.Deck(
        layers=[_land(scene, look), lines, _signs(parts, look), ring, labels, ways, targets],
        views=[pdk.View("MapView", controller=_HANDS, repeat=True)],
        initial_view_state=_camera(look),
        map_provider=None,
        tooltip={"text": "{tip}", "style": _tooltip(look)},
    )
    # pydeck indents its JSON; this is sent with every run, to every reader of this view.
    written = json.dumps(
        made, default=default_serialize, separators=(",", ":"), ensure_ascii=False, sort_keys=True
    )
    made.to_json = lambda: written
    return made


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
        told, words = tips.of_silence(silence.place.name, silence.words), silence.words
        opens: tips.Opens = {"place": silence.place.place_id}
        yield _Part((silence.place,), (), told, opens, 10, words, {"silence": atlas.side()})
    for link in scene.links:
        ends, told, opens = (link.start, link.end), tips.of_link(link.claims), _first(link.claims)
        lines = signs.link_paints(link)
        yield _Part(ends, link.claims, told, opens, 50, "", {}, lines=lines)
    for route in scene.routes:
        stops, told = [stop.place for stop in route.points], tips.tip(route.claims, names)
        colour, head = (
            "ink3" if route.is_older else KIND,
            atlas.head(scene.kind, is_older=route.is_older),
        )
        line = signs.route_paint(colour)
        # An open end is a word: an arrow would point at some town.
        on = wording.route_goes_on(route.claim, route.stops[-1].place.name) if route.is_open else ""
        heads, opens = {head: atlas.side()}, _first(route.claims)
        yield _Part(stops, route.claims, told, opens, 180, on, heads, lines=(line,))
    for mark in sorted(scene.marks, key=lambda mark: -mark.radius):
        at, claims, reach = (mark.place,), mark.claims, signs.reach(mark)
        told, opens = tips.tip(claims, names), tips.opens(claims, mark.place.place_id)
        weight = 150.0 if mark.is_beside else 190 + (10 + mark.radius) * mark.claim.has_amount
        words = wording.with_more(mark.figure, len(claims) - 1) if mark.more else mark.figure
        yield _Part(at, claims, told, opens, weight, words, atlas.of_mark(mark), reach)


def _first(claims: Sequence[Claim]) -> tips.Opens:
    return {"claim": claims[0].claim_id}


def _land(scene: Scene, look: Look) -> pdk.Layer:
    """Countries; those in which claims end that name no place there have a stronger outline."""
    codes = [code for code in scene.hatched if code.isalpha()]
    named = "false" + "".join(f" || properties.country == '{code}'" for code in codes)
    colours = [look.colour(name) for name in ("ink", "border", "focus", "land")]
    fill = f"@@=properties.country == 'KP' ? {colours[2]} : {colours[3]}"
    return pdk.Layer(
        "GeoJsonLayer",
        f"{STATIC}basemap/explore.geojson",
        id="land",
        get_line_color=f"{named} ? {colours[0]} : {colours[1]}",
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
        for one, two in pairwise(part.places)
    ]
    dashed = [{"@@type": "PathStyleExtension", "dash": True}]
    seen = {"get_color": "k", "get_width": "w", "get_dash_array": "d", "extensions": dashed}
    hit = {"id": f"ways-{look.turn % 2}", "get_width": 14, "opacity": 0, "pickable": True}
    more = {"get_path": "p", "width_units": _PIXELS}
    return (
        pdk.Layer("PathLayer", rows, id="lines", **seen, **more),
        pdk.Layer("PathLayer", rows, **hit, **more),
    )


def _signs(parts: Sequence[_Part], look: Look) -> pdk.Layer:
    """Every sign, from one sheet: at its place, or half way."""
    rows = [
        {"p": at, "a": angle, "i": name, "s": side, "c": tips.ids(part.claims)}
        for part in parts
        for name, side in part.signs.items()
        for at, angle in _where(part)
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
        get_angle="a",
    )


def _where(part: _Part) -> list[tuple[list[float], float]]:
    """Where its signs stand, and which way, in degrees anticlockwise from east."""
    if not part.lines:
        return [(_point(part.places[0]), 0.0)]
    return [_half_way(one, two) for one, two in pairwise(part.places)]


def _half_way(one: Place, two: Place) -> tuple[list[float], float]:
    south, north = _north(one.lat), _north(two.lat)
    middle = math.degrees(math.atan(math.sinh((south + north) * math.pi / _TILE)))
    bearing = math.atan2(north - south, _TILE * (two.lon - one.lon) / 360)
    return [round((one.lon + two.lon) / 2, 5), round(middle, 5)], round(math.degrees(bearing), 1)


def _labels(parts: Sequence[_Part], look: Look) -> pdk.Layer:
    """One label a place, whole or not at all, in one layer: it is what keeps them apart."""
    found: dict[Place, list[tuple[_Part, str]]] = {}
    for part in parts:
        for place in part.places:
            words = part.words if place is part.places[-1] else ""
            found.setdefault(place, []).append((part, words))
    rows = [
        {
            "p": _point(place),
            "t": _wrapped(look.width, [place.label, *dict.fromkeys(words for _, words in told)]),
            "n": round(max(p.weight + 500 * _is_chosen(p, place, look) for p, _ in told)),
            "r": round(max(part.reach for part, _ in told)),
        }
        for place, told in found.items()
    ]
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


def _wrapped(width: float, lines: Sequence[str]) -> str:
    letters = min(_LINE, round(width / _NARROW))
    return "\n".join(part for line in lines for part in textwrap.wrap(line, letters))


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
    hit = {"id": f"targets-{look.turn % 2}", "opacity": 0, "pickable": True}
    more = {"get_position": "p", "get_radius": "r", "radius_units": _PIXELS}
    return (
        pdk.Layer("ScatterplotLayer", rings, id="chosen", **line, **more),
        pdk.Layer("ScatterplotLayer", [row for *_, row in hits], **hit, **more),
    )


def _is_chosen(part: _Part, place: Place, look: Look) -> bool:
    return place.place_id == look.place or look.claim in {c.claim_id for c in part.claims}


def _point(place: Place) -> list[float]:
    return [round(place.lon, 5), round(place.lat, 5)]
