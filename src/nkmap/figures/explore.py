"""A prepared scene as a map that is panned and zoomed, in deck.gl's own idiom.

Everything lies at its true place, in layers that deck.gl has, in rows with the names that it reads
by itself; nothing is laid out in pixels. A claim that names only a country or a province has no
place, so it is no row of any layer: it stands in words beside the map (``Scene.area_labels``).
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pydeck as pdk
from PIL import ImageColor
from pydeck.types import String  # pydeck takes a bare text for the name of a field

from nkmap.figures import routes, symbols, tooltips
from nkmap.figures.colours import FONT, PALETTES, Colour, Theme
from nkmap.figures.drawing import Paint
from nkmap.figures.scene import Link, Mark, NoReport, Place, Route, Scene
from nkmap.figures.symbols import RADIUS, RING, SIDE, SPRITE, cut
from nkmap.project_files import STATIC
from nkmap.view import slug
from nkmap.wording import captions

START_EXTENT = (124.3, 38.5, 134.4, 44.3)
"""West, south, east and north, in degrees, of what is seen first: where the journeys begin."""
SOUTH, NORTH = -56.0, 83.7
"""Latitudes between which the map can be moved: beyond them is no land."""
MOST_ZOOM, TILE = 10.0, 512.0
"""And the pixels of the whole world at zoom 0."""
_LEAST_HIT, _LETTER = 14.0, 20.0
"""Pixels: the smallest radius of what reacts to a click; the map's width for a letter of a line."""
_HANDS = {
    "scrollZoom": False,  # the wheel scrolls the page
    "dragRotate": False,
    "touchRotate": False,
    "maxBounds": [[-540.0, SOUTH], [540.0, NORTH]],
}


@dataclass(frozen=True)
class DeckStyle:
    """How the map is shown: its theme and size in pixels, and what is chosen."""

    theme: Theme
    width: float
    height: float
    claim: str | None = None
    place: str | None = None
    turn: int = 0
    """Changes with every choice: clears the browser's own notion of what is selected."""

    def colour(self, name: Colour) -> list[int]:
        """Red, green and blue (0-255) of a colour by its name."""
        return list(ImageColor.getrgb(PALETTES[self.theme].named[name]))


class _Rows:
    """What the layers draw: a row for each sign, line and label. Signs and lines can be clicked."""

    def __init__(self, scene: Scene, style: DeckStyle) -> None:
        """All that has a place, in the order it is drawn."""
        self.style, self.names = style, scene.names
        self.signs: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = []
        self.words: dict[Place, list[tuple[float, float, str]]] = {}
        """By place: how much they matter where there is no room for all, how far off, and what."""
        for one in scene.no_reports:
            self.add(one, [one.place], {"no report": 1}, 10, one.words)
        for link in scene.links:
            self.add(link, [link.start, link.end], {}, 50, lines=routes.link_style(link).paints)
        for route in scene.routes:
            colour, stops = routes.colour(route, scene), [*route.points.values()]
            sign = f"{'arrow' if stops[1:] else 'stop'} {colour}"
            # An open end is a word: an arrow would point at some town.
            last, is_open = route.stops[-1].name, route.is_open
            # It stands beside the figures of other claims, and belongs to none of them.
            words = captions.route_goes_on(route.claims[0], last, names_kind=True)
            on = words if is_open else ""
            self.add(route, stops, {sign: 1}, 180, on, [routes.paint(colour)])
        for mark in sorted(scene.marks, key=lambda mark: -mark.radius):
            weight = 150 if mark.is_beside else 190 + (10 + mark.radius) * mark.claim.has_amount
            words = captions.with_more(mark.figure, len(mark.claims) - 1 if mark.more else 0)
            signs = symbols.pieces(mark)
            cuts = {f"{slug(mark.kind)} {name}": radius / RADIUS for name, radius in signs}
            self.add(mark, [mark.place], cuts, weight, words)

    def add(
        self,
        part: Mark | Link | Route | NoReport,
        places: Sequence[Place],
        cuts: Mapping[str, float],
        weight: float,
        words: str = "",
        lines: Sequence[Paint] = (),
    ) -> None:
        """A part at its place, or from place to place, with ``words`` at the last.

        Its signs, each at a share of the size that it was cut at, stand there or half way.
        """
        told, style = tooltips.of_part(part, self.names), self.style
        opens = {"claim": told.claim, "place": told.place, "claims": told.claims}
        row = {"tip": "\n".join(told.tip), **opens}
        reach = symbols.reach(part) if isinstance(part, Mark) else 8.0
        hit = max(reach, _LEAST_HIT)
        if style.claim in told.claims or [style.place] == [place.place_id for place in places]:
            cuts, weight = {**cuts, RING: 1.2 * hit / RADIUS}, weight + 500
        legs = list(pairwise(places))
        stands = [_half_way(*pair) for pair in legs or zip(places, places, strict=True)]
        for line in lines:
            dash = [round(length / line.width, 2) for length in line.dash or (1, 0)]
            drawn = {"color": style.colour(line.stroke), "width": line.width, "dash": dash, **row}
            self.lines += [{"path": [[a.lon, a.lat], [b.lon, b.lat]], **drawn} for a, b in legs]
        for name, times in cuts.items():
            sign = {"icon": name, "size": round(times * SIDE, 2), "radius": round(hit, 1)}
            self.signs += [{**stand, **sign, **row} for stand in stands]
        for place in places:
            said = words if place is places[-1] else ""
            self.words.setdefault(place, []).append((weight, reach, said))

    def labels(self) -> Iterator[dict[str, Any]]:
        """One for each place, with all that is said there."""
        letters = round(self.style.width / _LETTER)
        for place, told in self.words.items():
            weights, reaches, words = zip(*told, strict=True)
            lines = dict.fromkeys(filter(None, [place.label, *words]))
            text = "\n".join(textwrap.fill(line, letters) for line in lines)
            most = {"weight": round(max(weights)), "radius": round(max(reaches))}
            yield {"position": [place.lon, place.lat], "text": text, **most}


def deck(scene: Scene, style: DeckStyle) -> pdk.Deck:
    """Make the map. A click is known by the ids in a row, never by its position."""
    return pdk.Deck(
        [_land(scene, style), *_layers(_Rows(scene, style), style)],
        views=[pdk.View("MapView", controller=_HANDS, repeat=True)],
        initial_view_state=_initial_view(style),
        map_provider=None,
        tooltip={"text": "{tip}"},
    )


def _initial_view(style: DeckStyle) -> pdk.ViewState:
    """The start, and the zoom at which the land still fills the frame."""
    west, south, east, north = START_EXTENT
    wide, high = TILE * (east - west) / 360, _north(north) - _north(south)
    least = max(style.width / TILE, style.height / (_north(NORTH) - _north(SOUTH)))
    zoom = math.log2(min(style.width / wide, style.height / high))
    return pdk.ViewState((west + east) / 2, (south + north) / 2, zoom, math.log2(least), MOST_ZOOM)


def _north(lat: float) -> float:
    """How far north of the equator a latitude lies, in pixels of the whole world at zoom 0."""
    return TILE * math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)


def _land(scene: Scene, style: DeckStyle) -> pdk.Layer:
    """Countries; those that are named without a place in them have a stronger outline."""
    codes = sorted({label.area.country for label in scene.area_labels if label.area.is_country})
    named = "false" + "".join(f" || properties.country == '{c}'" for c in codes if c.isalpha())
    fill = f"@@=properties.country == 'KP' ? {style.colour('focus')} : {style.colour('land')}"
    return pdk.Layer(
        "GeoJsonLayer",
        f"{STATIC}basemap/explore.geojson",
        id="land",
        get_line_color=style.colour("ink3"),
        get_line_width=f"{named} ? 2 : 0.6",
        line_width_units=String("pixels"),
        # In the layer below: Streamlit fades the fill of every layer when something is clicked.
        _subLayerProps={"polygons-fill": {"getFillColor": fill}},
    )


def _layers(rows: _Rows, style: DeckStyle) -> Iterator[pdk.Layer]:
    """Links and routes, signs, labels, and what reacts to a click."""
    ways, hit = {"width_units": String("pixels")}, {"opacity": 0, "pickable": True}
    yield pdk.Layer(
        "PathLayer",
        rows.lines,
        id="lines",
        get_color="color",
        get_width="width",
        get_dash_array="dash",
        extensions=[{"@@type": "PathStyleExtension", "dash": True}],
        **ways,
    )
    yield pdk.Layer(
        "IconLayer",
        rows.signs,
        id="signs",
        icon_atlas=String(STATIC + SPRITE.format(theme=style.theme)),
        icon_mapping={row["icon"]: cut(row["icon"]) for row in rows.signs},
        get_size="size",
        get_angle="angle",
    )
    yield pdk.Layer(
        "PointLabelLayer",
        list(rows.labels()),  # in one layer, which keeps them apart
        id="labels",
        get_radius="radius",
        get_color=style.colour("ink"),
        size_scale=14,
        get_text_anchor=String("start"),
        character_set=String("auto"),
        font_family=String(f"{FONT}, sans-serif"),
        font_weight=String("600"),
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 14},
        outline_width=4,
        outline_color=style.colour("focus"),
        extensions=[{"@@type": "CollisionFilterExtension"}],
        get_collision_priority="weight",
    )
    turn, points = style.turn % 2, {"get_radius": "radius", "radius_units": String("pixels")}
    yield pdk.Layer("PathLayer", rows.lines, id=f"ways-{turn}", get_width=14, **ways, **hit)
    yield pdk.Layer("ScatterplotLayer", rows.signs, id=f"targets-{turn}", **points, **hit)


def _half_way(one: Place, two: Place) -> dict[str, Any]:
    """Where that is, and which way the second lies, in degrees anticlockwise from east."""
    south, north = _north(one.lat), _north(two.lat)
    middle = round(math.degrees(math.atan(math.sinh((south + north) * math.pi / TILE))), 5)
    bearing = math.degrees(math.atan2(north - south, TILE * (two.lon - one.lon) / 360))
    return {"position": [(one.lon + two.lon) / 2, middle], "angle": round(bearing, 1)}
