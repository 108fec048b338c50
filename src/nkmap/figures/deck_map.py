"""A prepared scene as a pydeck map: marks, plates, route and labels over the static outlines."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize
from pydeck.types import String

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures import icons
from nkmap.figures.arrange import arrange
from nkmap.figures.grounds import ground_file
from nkmap.figures.icons import Icon
from nkmap.figures.infrastructure import link_layers, link_targets
from nkmap.figures.labels import Box
from nkmap.figures.layers import (
    Look,
    Row,
    icon_layer,
    icon_row,
    ids,
    line_layer,
    lonlat,
    point,
)
from nkmap.figures.leaders import leader_layers
from nkmap.figures.outlines import GROUNDS, HATCHED, STATIC
from nkmap.figures.plates import plate_boxes
from nkmap.figures.prepared import Mark, Plate, Scene
from nkmap.figures.route import route_layers
from nkmap.figures.symbols import FONT, rgba
from nkmap.figures.words import placed_labels, text_layers

HIT_RADIUS = 14.0
"""Pixels; every mark can be hit within this, however small it is drawn."""

PHONE_HIT_RADIUS = 22.0


def deck(scene: Scene, look: Look, names: wording.Names) -> pdk.Deck:
    """The whole map. Selection is by the ids in the rows, never by their position."""
    made = pdk.Deck(
        layers=drawn_layers(scene, look, names),
        initial_view_state=_view_state(look),
        views=[pdk.View(type="MapView", controller=_SLIDE_HANDS if look.slide else True)],
        map_provider=None,
        tooltip={"text": "{tip}", "style": _tooltip_style(look)},
    )
    # pydeck indents its JSON; this is sent with every rerun, to every reader of this view.
    written = json.dumps(
        made, default=default_serialize, separators=(",", ":"), ensure_ascii=False, sort_keys=True
    )
    made.to_json = lambda: written
    return made


_SLIDE_HANDS = {"keyboard": False, "scrollZoom": False, "dragRotate": False, "touchRotate": False}
"""What the camera of a slide does not listen to: arrow keys and scrolling go through the slides."""


def drawn_layers(scene: Scene, look: Look, names: wording.Names) -> list[pdk.Layer]:
    """Every layer of the map, from the ground to the targets, as the frame arranges the scene."""
    scene = arrange(scene, look.frame, look.camera, look.scale)
    placed = placed_labels(scene, look)
    return [
        _ground(look),
        *_hatching(scene, look),
        *link_layers(scene, look),
        *route_layers(scene, look),
        *_plate_layers(scene, look, names),
        *leader_layers(scene, look, placed),
        *_mark_layers(scene, look),
        *_happening_layer(scene, look),
        *_selected_ring(scene, look),
        *text_layers(scene, look, placed),
        *link_targets(scene, look),
        *_hit_layers(scene, look, names),
    ]


def _tooltip_style(look: Look) -> dict[str, str]:
    palette = look.palette
    return {
        "background": palette.page,
        "color": palette.ink,
        "border": f"{look.line(1):g}px solid {palette.border}",
        "fontFamily": f"'{FONT}', sans-serif",
        "fontSize": f"{look.text(14):g}px",
        "lineHeight": "1.4",
        "maxWidth": f"{look.mark(320):g}px",
        "whiteSpace": "pre-line",
        "padding": "8px 12px",
    }


def _view_state(look: Look) -> pdk.ViewState:
    # Only values that changed are applied in the browser, so going back to a frame needs a
    # difference, one too small to see.
    nudge = look.jitter * 1e-9
    # The browser glides only when the time it takes is another than before.
    glide = {"transition_duration": look.glide + look.jitter % 2} if look.glide else {}
    return pdk.ViewState(
        longitude=round(look.camera.lon, 6) + nudge,
        latitude=round(look.camera.lat, 6) + nudge,
        zoom=round(look.camera.zoom, 4) + nudge,
        min_zoom=0,
        max_zoom=9,
        **glide,
    )


def _ground(look: Look) -> pdk.Layer:
    return pdk.Layer(
        "BitmapLayer",
        id=f"ground-{look.frame.value}-{look.theme}{'-slide' if look.slide else ''}",
        image=String(STATIC + ground_file(look.frame, look.theme, slide=look.slide)),
        bounds=list(GROUNDS[look.frame]),
    )


def _hatching(scene: Scene, look: Look) -> list[pdk.Layer]:
    return [
        line_layer(
            f"hatch-{country}-{look.frame.value}",
            f"{STATIC}basemap/hatch-{country.lower()}-{look.frame.value}.json",
            rgba(look.palette.hatch, 0.32 if look.slide else 0.5),
            look.line(1.25),
        )
        for country in scene.hatched
        if country in HATCHED
    ]


def _mark_layers(scene: Scene, look: Look) -> list[pdk.Layer]:
    biggest_first = sorted(scene.marks, key=lambda mark: -mark.radius)
    dot = icons.silence_dot(look.palette)
    if look.slide:
        dot = dot.strong(look.scale)
    quiet = [icon_row(dot, point(silence.place)) for silence in scene.silences]
    rows = [_mark_row(mark, look) for mark in biggest_first]
    for row, mark in zip(rows, biggest_first, strict=True):
        if not look.slide and not mark.is_sized:  # its picture is one for all frames
            row["s"] = round(row["s"] * scene.share, 1)
    return [*icon_layer("silences", quiet), *icon_layer("marks", rows)]


def _mark_row(mark: Mark, look: Look) -> Row:
    icon, known = icons.mark_icon(mark, look.palette), mark.is_sized
    if look.slide:
        icon = icons.slide_mark(icon, look.scale, known=known)
    return icon_row(icon, point(mark.place), c=ids(mark.claims))


def _happening_layer(scene: Scene, look: Look) -> list[pdk.Layer]:
    """Incidents, where there are any: without their layer they cost nothing."""
    icon = icons.incident(look.palette)
    if look.slide:
        icon = icon.strong(look.scale)
    rows = [
        icon_row(
            icon,
            point(found.place),
            c=ids(found.claims),
        )
        for found in scene.happenings
    ]
    if not look.slide:
        rows = [row | {"s": round(row["s"] * max(scene.share, 0.6), 1)} for row in rows]
    return icon_layer("incidents", rows) if rows else []


def _plate_layers(scene: Scene, look: Look, names: wording.Names) -> list[pdk.Layer]:
    name = f"plates-{look.turn % 2}"
    told = [{"tip": _tip(p.claims, names), **_leads_to(p)} for p in scene.plates]
    boxes = plate_boxes(scene, look)
    rows = [
        icon_row(
            _plate_icon(box, look, colour, dashed=dashed),
            lonlat(look.camera, *box.centre),
            c=ids(plate.claims),
            **row,
        )
        for row, plate, (box, _, colour, dashed) in zip(told, scene.plates, boxes, strict=True)
    ]
    return icon_layer(name, rows, pickable=True)


def _plate_icon(box: Box, look: Look, colour: str, *, dashed: bool) -> Icon:
    icon = icons.plate(box.width, box.height, look.palette, colour, dashed=dashed)
    return icon.strong() if look.slide else icon


def _leads_to(plate: Plate) -> Row:
    """A plate opens its one claim, or the list of everything said about its area."""
    return _opens(plate.claims, plate.area.place_id)


def _opens(claims: Sequence[Claim], place: str) -> Row:
    """A single claim is opened; several are listed under their place, if they have one."""
    if len(claims) == 1 or not place:
        return {"claim": wording.lead_claim(claims).claim_id}
    return {"place": place}


def _hit_layers(scene: Scene, look: Look, names: wording.Names) -> list[pdk.Layer]:
    """Invisible targets over the marks: what a click and a tooltip find."""
    least = PHONE_HIT_RADIUS if look.narrow or look.slide else HIT_RADIUS
    rows: list[Row] = [
        {
            "p": point(mark.place),
            "r": max(mark.radius, least),
            "tip": _tip(mark.claims, names),
            **_opens(mark.claims, mark.place.place_id),
        }
        for mark in scene.marks
    ]
    rows += [
        {
            "p": point(found.place),
            "r": least,
            "tip": _tip(found.claims, names),
            **_opens(found.claims, found.place.place_id),
        }
        for found in scene.happenings
    ]
    rows += [
        {
            "p": point(silence.place),
            "r": least,
            "place": silence.place.place_id,
            "tip": f"{silence.place.name}\n{silence.words}\nClick for every claim about it.",
        }
        for silence in scene.silences
    ]
    rows += [
        {
            "p": point(stop.place),
            "r": least,
            "claim": route.claim.claim_id,
            "tip": _tip(route.claims, names),
        }
        for route in scene.routes
        for stop in route.points[1:]
    ]
    return [
        pdk.Layer(
            "ScatterplotLayer",
            rows,
            id=f"targets-{look.turn % 2}",
            get_position="p",
            get_radius="r",
            radius_units=String("pixels"),
            opacity=0,
            pickable=True,
        )
    ]


def _tip(claims: Sequence[Claim], names: wording.Names) -> str:
    """Number, hedge, kind, date and speaker of the leading claim, and how many more there are."""
    first = wording.lead_claim(claims)
    lines = [
        wording.sentence(first, names),
        f"{wording.kind_label(first)} · {wording.dated(first)}",
        f"Said by {wording.told_by(first)}",
    ]
    if len(claims) > 1:
        lines.append(f"and {wording.more_in_words(len(claims) - 1)}: click to read")
    return "\n".join(lines)


def _selected_ring(scene: Scene, look: Look) -> list[pdk.Layer]:
    """A thin ink ring round the mark of the selected claim or place."""
    for mark in scene.marks:
        chosen = any(claim.claim_id == look.selected_claim for claim in mark.claims)
        if chosen or look.selected_place == mark.place.place_id:
            return [_selection_layer(point(mark.place), mark.radius + look.mark(6), look)]
    for silence in scene.silences:
        if look.selected_place == silence.place.place_id:
            return [_selection_layer(point(silence.place), look.mark(10), look)]
    return []


def _selection_layer(position: list[float], radius: float, look: Look) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer",
        [{"p": position, "r": radius}],
        id="selected",
        get_position="p",
        get_radius="r",
        radius_units=String("pixels"),
        filled=False,
        stroked=True,
        get_line_color=list(rgba(look.palette.ink)),
        get_line_width=look.line(2),
        line_width_units=String("pixels"),
    )


def claim_ids(made: pdk.Deck) -> tuple[str, ...]:
    """Every claim a map draws, read back from its layers, in id order."""
    rows = [row for layer in made.layers if isinstance(layer.data, list) for row in layer.data]
    return tuple(sorted({claim for row in rows for claim in row.get("c", [])}))
