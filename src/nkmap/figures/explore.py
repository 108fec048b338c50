"""A prepared scene as a map that is moved by hand, in deck.gl's own idiom.

Everything lies at its true place, in layers that deck.gl has; nothing is laid out in pixels. A
claim that names only a country or a province has no place, so it is no row of any layer: it stands
in words beside the map (``Scene.areas``).
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pydeck as pdk

from nkmap import wording
from nkmap.figures import atlas, routes, signs, tips
from nkmap.figures.assets import STATIC
from nkmap.figures.drawing import Colour, Paint
from nkmap.figures.prepared import Link, Mark, Place, Route, Scene, Silence
from nkmap.figures.symbols import FONT, PALETTES, Theme, rgba

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

    def colour(self, name: Colour) -> list[int]:
        """A colour by its name."""
        return list(rgba(PALETTES[self.theme].named[name])[:3])


class _Rows:
    """What the layers draw: a row for each sign, line and label, and for what a hand hits."""

    def __init__(self, look: Look, names: wording.Names) -> None:
        self.look, self.names = look, names
        self.signs: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = []
        self.points: list[dict[str, Any]] = []
        self.chosen: list[dict[str, Any]] = []
        self.words: dict[Place, list[tuple[float, float, str]]] = {}
        """By place: how much they matter where there is no room for all, how far off, and what."""

    def add(
        self,
        part: Mark | Link | Route | Silence,
        places: Sequence[Place],
        weight: float,
        words: str = "",
        cuts: Mapping[str, float] | None = None,
        lines: Sequence[Paint] = (),
    ) -> None:
        """A part at its place, or from place to place: its signs, there or half way.

        ``words`` are said at its last place; ``cuts`` tell how many times larger than it was cut
        each sign is.
        """
        told, look = tips.of_part(part, self.names), self.look
        opens = {"claim": told.claim} if told.claim else {"place": told.place}
        row = {"tip": "\n".join(told.tip), "c": told.claims, **opens}
        own = () if isinstance(part, Silence) else [claim.claim_id for claim in part.claims]
        reach = signs.reach(part) if isinstance(part, Mark) else 8.0
        for place in places:
            is_chosen = place.place_id == look.place or look.claim in own
            said = words if place is places[-1] else ""
            self.words.setdefault(place, []).append((weight + 500 * is_chosen, reach, said))
            at = {"p": _point(place), "r": round(max(reach, _LEAST_HIT), 1), **row}
            self.points.append(at)
            self.chosen += [at] * is_chosen
        legs = list(pairwise(places))
        for line in lines:
            dash = [round(length / line.width, 2) for length in line.dash or (1, 0)]
            drawn = {"k": look.colour(line.stroke), "w": line.width, "d": dash, **row}
            self.lines += [{"p": [_point(one), _point(two)], **drawn} for one, two in legs]
        stands = [_half_way(*leg) for leg in legs] if lines else [(_point(places[0]), 0.0)]
        for name, times in (cuts or {}).items():
            cut = {"i": name, "s": round(times, 3)}
            self.signs += [{"p": at, "a": angle, **cut} for at, angle in stands]


def deck(scene: Scene, look: Look, names: wording.Names) -> pdk.Deck:
    """The whole map. A click is known by the ids in a row, never by its position."""
    rows = _rows(scene, look, names)
    return pdk.Deck(
        [_land(scene, look), *_layers(rows, look)],
        views=[pdk.View("MapView", controller=_HANDS, repeat=True)],
        initial_view_state=_camera(look),
        map_provider=None,
        tooltip={"text": "{tip}", "style": _tooltip(look)},
    )


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


def _rows(scene: Scene, look: Look, names: wording.Names) -> _Rows:
    """All that has a place, in the order it is drawn."""
    rows = _Rows(look, names)
    for one in scene.silences:
        rows.add(one, (one.place,), 10, one.words, {"silence": 1})
    for link in scene.links:
        rows.add(link, (link.start, link.end), 50, lines=routes.link_paints(link))
    for route in scene.routes:
        colour, stops = routes.colour(route, scene), [*route.points.values()]
        # An open end is a word: an arrow would point at some town.
        on = wording.route_goes_on(route.claims[0], route.stops[-1].name) if route.is_open else ""
        rows.add(route, stops, 180, on, {f"arrow {colour}": 1}, (routes.paint(colour),))
    for mark in sorted(scene.marks, key=lambda mark: -mark.radius):
        weight = 150.0 if mark.is_beside else 190 + (10 + mark.radius) * mark.claim.has_amount
        words = wording.with_more(mark.figure, len(mark.claims) - 1) if mark.more else mark.figure
        rows.add(mark, (mark.place,), weight, words, atlas.of_mark(mark))
    return rows


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


def _layers(rows: _Rows, look: Look) -> Iterator[pdk.Layer]:
    """Links and routes, signs, a ring around what is chosen, labels, and what a hand hits."""
    ink, width = look.colour("ink"), {"width_units": _PIXELS}
    points = {"get_position": "p", "get_radius": "r", "radius_units": _PIXELS}
    hit = {"opacity": 0, "pickable": True}
    yield pdk.Layer(
        "PathLayer",
        rows.lines,
        id="lines",
        get_path="p",
        get_color="k",
        get_width="w",
        get_dash_array="d",
        extensions=[{"@@type": "PathStyleExtension", "dash": True}],
        **width,
    )
    yield pdk.Layer(
        "IconLayer",
        rows.signs,
        id="signs",
        icon_atlas=_text(STATIC + atlas.FILE.format(theme=look.theme)),
        icon_mapping={row["i"]: atlas.cut(row["i"]) for row in rows.signs},
        get_icon="i",
        get_position="p",
        get_size="s",
        size_scale=atlas.SIDE,
        get_angle="a",
    )
    yield pdk.Layer(
        "ScatterplotLayer",
        rows.chosen,
        id="chosen",
        filled=False,
        stroked=True,
        radius_scale=1.2,
        get_line_color=ink,
        get_line_width=2,
        line_width_units=_PIXELS,
        **points,
    )
    yield _labels(rows, look)
    turn = look.turn % 2
    yield pdk.Layer(
        "PathLayer", rows.lines, id=f"ways-{turn}", get_path="p", get_width=14, **width, **hit
    )
    yield pdk.Layer("ScatterplotLayer", rows.points, id=f"targets-{turn}", **points, **hit)


def _half_way(one: Place, two: Place) -> tuple[list[float], float]:
    """Where that is, and which way the second lies, in degrees anticlockwise from east."""
    south, north = _north(one.lat), _north(two.lat)
    middle = math.degrees(math.atan(math.sinh((south + north) * math.pi / _TILE)))
    bearing = math.atan2(north - south, _TILE * (two.lon - one.lon) / 360)
    return [round((one.lon + two.lon) / 2, 5), round(middle, 5)], round(math.degrees(bearing), 1)


def _labels(rows: _Rows, look: Look) -> pdk.Layer:
    """One label a place, whole or not at all, in one layer: it is what keeps them apart."""
    found, letters = [], min(_LINE, round(look.width / _NARROW))
    for place, told in rows.words.items():
        weights, reaches, words = zip(*told, strict=True)
        lines = [textwrap.wrap(line, letters) for line in dict.fromkeys([place.label, *words])]
        text = "\n".join(part for parts in lines for part in parts)
        most = {"n": round(max(weights)), "r": round(max(reaches))}
        found.append({"p": _point(place), "t": text, **most})
    return pdk.Layer(
        "PointLabelLayer",
        found,
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


def _point(place: Place) -> list[float]:
    return [round(place.lon, 5), round(place.lat, 5)]
