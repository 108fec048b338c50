"""The legend of a map: only what the scene shows, at the size it has there."""

from __future__ import annotations

import re
from html import unescape

from nkmap.figures import icons, infrastructure
from nkmap.figures.icons import Icon
from nkmap.figures.prepared import Scene
from nkmap.figures.symbols import Palette, data_uri, glyph, svg
from nkmap.figures.typography import LINE_HEIGHT, wrap
from nkmap.publish.escape import text
from nkmap.schema import Kind

Entry = tuple[Icon, str]


def legend(scene: Scene, palette: Palette, scale: float = 1.0) -> str:
    """The legend as HTML, with real figures at the size they have on the map; else empty.

    ``scale`` is how much larger than on a page a slide draws everything (``Look.scale``).
    """
    rows = entries(scene, palette, scale)
    body = "".join(
        f'<li><span class="nk-swatch">{_picture(icon)}</span><span>{words}</span></li>'
        for icon, words in rows
    )
    return f'<ul class="nk-legend" aria-label="Legend">{body}</ul>' if rows else ""


def _picture(icon: Icon) -> str:
    return (
        f'<img src="{text(data_uri(icon.picture))}" width="{icon.width:g}" '
        f'height="{icon.height:g}" alt="">'
    )


def entries(scene: Scene, palette: Palette, scale: float = 1.0) -> list[Entry]:
    """The samples of an arranged scene and their words, which are HTML."""
    sized = _sized(scene, palette)
    rows = [*_unsized(scene, palette), *_routes(scene, palette)]
    rows += [*_beside(scene, palette), *_ground(scene, palette)]
    if scale == 1:
        return [*sized, *rows]
    sized = [(icon.strong(), words) for icon, words in sized]
    return [*sized, *((icon.strong(scale, icons.BADGE_SHARE), words) for icon, words in rows)]


_LEGEND_TEXT, _LEGEND_WIDTH = 18.0, 330.0
_LEGEND_GAP, _LEGEND_PADDING = 10.0, 14.0
_TAG = re.compile(r"<(?!br)[^>]+>")


def legend_size(scene: Scene, palette: Palette, scale: float) -> tuple[float, float]:
    """Width and height in pixels of a slide's legend at 18 px text, a little on the large side.

    ``scene`` is arranged; a scene with nothing to explain has no legend and takes no room.
    """
    rows = entries(scene, palette, scale)
    if not rows:
        return 0.0, 0.0
    swatch = max(48.0 * scale / 1.25, *(icon.width for icon, _ in rows))
    room = _LEGEND_WIDTH - 2 * _LEGEND_PADDING - 44.0
    room = max(room - max(0.0, swatch - 60.0), 120.0)
    height = 2 * _LEGEND_PADDING
    for icon, words in rows:
        parts = _TAG.sub("", unescape(words)).split("<br>")
        lines = sum(len(wrap(part, _LEGEND_TEXT, room)) for part in parts)
        height += max(icon.height, lines * _LEGEND_TEXT * LINE_HEIGHT) + _LEGEND_GAP
    return _LEGEND_WIDTH, height


def _sized(scene: Scene, palette: Palette) -> list[Entry]:
    counted = [m for m in scene.marks if m.is_sized]
    if not counted:
        return []
    mark = max(counted, key=lambda m: m.radius)
    scale = "area = number, this kind only" + (", smaller here" if scene.share < 1 else "")
    return [(icons.mark_icon(mark, palette), f"{text(mark.figure)}<br><i>{scale}</i>")]


def _unsized(scene: Scene, palette: Palette) -> list[Entry]:
    rows: list[Entry] = []
    if any(plate.is_stock for plate in scene.plates):
        bar = Icon(svg(glyph(scene.kind, palette), 16, 16, 2), 16, 16, 8, 8)
        rows.append((bar, "a stock: words for a whole country, no sized mark, no point"))
    if any(not m.claim.has_figure for m in scene.marks):
        rows.append((icons.unknown_icon(scene.kind, palette), "reported, number not given"))
    if any(m.claim.is_zero for m in scene.marks):
        rows.append((icons.zero_icon(scene.kind, palette), "a source says: none"))
    if scene.silences:
        rows.append((icons.silence_dot(palette), "none shown here: not zero"))
    return rows


def _routes(scene: Scene, palette: Palette) -> list[Entry]:
    rows: list[Entry] = []
    if any(not route.is_older for route in scene.routes):
        rows.append((icons.dashes(palette, scene.kind), "order of places reported, not a track"))
    if any(route.is_older for route in scene.routes):
        rows.append((icons.dashes(palette, Kind.ROUTE), "a route told of earlier years"))
    if any(route.is_open for route in scene.routes):
        sample = icons.open_end_sample(palette, scene.kind)
        rows.append((sample, "open end: the report names no crossing and no place beyond"))
    return rows


def _beside(scene: Scene, palette: Palette) -> list[Entry]:
    rows: list[Entry] = []
    air = [link for link in scene.links if link.mode == infrastructure.AIR]
    ground = [link for link in scene.links if link.mode != infrastructure.AIR]
    if scene.happenings:
        rows.append((icons.incident(palette), "an incident: one size, whatever was reported"))
    if any(not link.is_announced for link in ground):
        rows.append((icons.rail_sample(palette), f"a railway link: {_NOT_A_ROUTE}"))
    if any(link.is_announced for link in ground):
        rows.append((icons.announced_sample(palette), f"a train announced: {_NOT_A_ROUTE}"))
    if air:
        rows.append((icons.air_sample(palette), f"a flight: {_NOT_A_ROUTE}"))
    return rows


_NOT_A_ROUTE = "infrastructure, not the workers’ route"


def _ground(scene: Scene, palette: Palette) -> list[Entry]:
    if not scene.hatched:
        return []
    return [(icons.hatch_swatch(palette), "country named, but no place in it")]
