"""Transport links as infrastructure: thin, grey, without arrows, never in a kind's colour."""

from __future__ import annotations

import math

import pydeck as pdk
from pydeck.types import String

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.layers import Look, Row, ids, path_layer, point
from nkmap.figures.prepared import Link, Place, Scene
from nkmap.figures.symbols import rgba

STOP_RADIUS = 3.0
_HIT_WIDTH = 14.0
AIR = "air"


def link_layers(scene: Scene, look: Look) -> list[pdk.Layer]:
    """Every link of a scene; none where the layer is off, so that it costs nothing then."""
    if not scene.links:
        return []
    ink, page = rgba(look.palette.ink3), rgba(look.palette.page)
    air = [_row(link) for link in scene.links if link.mode == AIR]
    ground = [_row(link) for link in scene.links if link.mode != AIR and not link.is_announced]
    announced = [_row(link) for link in scene.links if link.mode != AIR and link.is_announced]
    return [
        path_layer("link-announced", announced, ink, look.line(3.6)),
        path_layer("link-announced-core", announced, page, look.line(1.8)),
        path_layer("link-air", air, ink, look.line(1.6), dash=(2.0, 4.0)),
        path_layer("link-rail", ground, ink, look.line(3.4)),
        # Light ties inside a dark line: the old sign for a railway, and no route of anybody.
        path_layer("link-ties", ground, page, look.line(1.6), dash=(4.0, 4.0)),
        pdk.Layer(
            "ScatterplotLayer",
            [{"p": point(place), "r": look.mark(STOP_RADIUS)} for place in stops(scene)],
            id="link-stops",
            get_position="p",
            get_radius="r",
            radius_units=String("pixels"),
            get_fill_color=list(ink),
            stroked=True,
            get_line_color=list(page),
            get_line_width=look.line(1),
            line_width_units=String("pixels"),
        ),
    ]


def _row(link: Link) -> Row:
    return {
        "path": [point(link.start), point(link.end)],
        "c": ids(link.claims),
    }


def stops(scene: Scene) -> tuple[Place, ...]:
    """The places where links begin or end, each once."""
    ends = [place for link in scene.links for place in (link.start, link.end)]
    return tuple({place.place_id: place for place in ends}.values())


def captions(scene: Scene) -> dict[str, Link]:
    """What each sort of line is, with the longest link of that sort in degrees."""
    found: dict[str, Link] = {}
    for link in sorted(scene.links, key=_length):
        if link.mode == AIR:
            words = "flight, not a route"
        else:
            words = "train announced" if link.is_announced else "railway, not a route"
        found[words] = link
    return found


def _length(link: Link) -> float:
    return math.hypot(link.end.lon - link.start.lon, link.end.lat - link.start.lat)


def link_targets(scene: Scene, look: Look) -> list[pdk.Layer]:
    """Invisible lines over the links, wide enough to be hit."""
    if not scene.links:
        return []
    rows = [
        {
            "path": [point(link.start), point(link.end)],
            "claim": link.claims[0].claim_id,
            "tip": _tip(link.claims),
        }
        for link in scene.links
    ]
    layer = path_layer(f"link-targets-{look.turn % 2}", rows, (0, 0, 0, 0), _HIT_WIDTH)
    layer.pickable = True
    return [layer]


def _tip(claims: tuple[Claim, ...]) -> str:
    told = [wording.stamped(claim.summary, claim) for claim in claims[:2]]
    more = [f"and {wording.more_in_words(len(claims) - 2)} in the table"] if len(claims) > 2 else []
    return "\n".join(
        [*told, "Infrastructure: this does not say that workers travelled on it.", *more]
    )
