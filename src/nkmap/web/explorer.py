"""The part of a page that a reader explores: map, months, timeline and table, kept in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nkmap import wording
from nkmap.publish.escape import text
from nkmap.publish.moments import Timing
from nkmap.publish.told import Told
from nkmap.schema import KINDS, Kind
from nkmap.view import Frame, Hidden, select
from nkmap.web import moments as ms
from nkmap.web import parts, time_part
from nkmap.web.linked_data import in_script
from nkmap.web.moments import LAYOUTS, KindOfMap, Shelf


@dataclass(frozen=True)
class Explorer:
    """The HTML of the parts, and the data that the script reads."""

    finding: str
    controls: str
    figure: str
    timeline: str
    table: str
    data: str
    frames: tuple[Frame, ...]
    """The frames whose ground the page must hold."""


def explorer(told: Told, shelf: Shelf, *, with_table: bool = True) -> Explorer:
    """Map, timeline and table of a view, put together from what the page's shelf holds."""
    link_to = shelf.link_to
    kinds = ms.kinds_of(told)
    frames = ms.frames_of(told, kinds)
    frames = tuple(sorted(frames, key=lambda frame: frame is not told.view.frame))
    maps = {kind.kind: ms.moments(kind, frames, shelf) for kind in kinds}
    chosen = next((n for n, kind in enumerate(kinds) if kind.kind is told.kind), 0)
    kinds = (kinds[chosen], *kinds[:chosen], *kinds[chosen + 1 :])
    first = kinds[0]
    _, keys, drawn = maps[first.kind][ms.key(range(len(first.claims)))]
    covered = ms.covered(told)
    names = [wording.month(month) for month in covered]
    times = [
        time_part.time_part(told, width, link_to)
        for width in (time_part.WIDTH, time_part.PHONE_WIDTH)
    ]
    edges = [_edges(told, part) for part in times]
    data = {
        "total": told.selection.total,
        "months": covered,
        "names": names,
        "spans": Timing.of(told.shown, covered).spans,
        "count": _count(told, covered),
        "kindNames": [KINDS[kind].label for kind in _kinds_shown(told)],
        "rowKinds": [_kinds_shown(told).index(claim.kind) for claim in told.shown],
        "mapParts": wording.MAP_PARTS,
        "noneHere": wording.as_known(wording.NONE_ON_THIS_MAP, told.view.known_on),
        "kinds": [_kind(kind, maps[kind.kind]) for kind in kinds],
        "frames": [frame.value for frame in frames],
        "grounds": [[ms.ground_use(frame, layout) for frame in frames] for layout in LAYOUTS],
        "layers": shelf.layers.things,
        "pieces": shelf.pieces.things,
        "styles": shelf.styles.things,
        "texts": shelf.texts.things,
        "samples": shelf.samples.things,
        "sentences": shelf.sentences.things,
        "time": edges,
    }
    remark = f'<p class="nk-note">{text(told.remark)}</p>'
    finding = (
        f'<h1 id="finding">{text(ms.headline(told, told.shown, first.kind))}</h1>'
        f'<p id="count" class="nk-count">{text(_counted(told, first.kind))}</p>'
        f"{remark if told.remark else ''}"
    )
    controls = (
        '<div class="controls">'
        f"{parts.kind_choices([kind.kind for kind in kinds]) if len(kinds) > 1 else ''}"
        f"{parts.frame_choices(frames) if len(frames) > 1 else ''}</div>"
        f"{parts.month_choices(names)}"
    )
    legend = "".join(shelf.samples.things[number] for number in keys[0])
    pictures = "".join(
        _picture(shelf, layout, frames, drawn[number * len(frames)])
        for number, layout in enumerate(LAYOUTS)
    )
    figure = (
        f'<p id="map-words" hidden>{text(_words(told, first.kind))}</p><figure>{pictures}'
        f'<ul id="legend" class="nk-legend" aria-label="Legend">{legend}</ul></figure>'
    )
    timeline = "".join(
        _time(part, own, layout.name)
        for part, own, layout in zip(times, edges, LAYOUTS, strict=True)
    )
    table = (
        f'<p class="nk-count rows">{text(told.counting)}</p>'
        f"{parts.claims_table(told, told.shown, link_to)}"
        if with_table
        else ""
    )
    return Explorer(finding, controls, figure, timeline, table, in_script(data), frames)


def _edges(told: Told, part: time_part.TimePart) -> tuple[float, ...]:
    """Where each month begins in the chart that a reader may choose, and where the last ends."""
    covered, known = ms.covered(told), told.months
    start = known.index(covered[0]) if covered else 0
    return part.edges[start : start + len(covered) + 1]


def _kind(kind: KindOfMap, maps: dict[str, list[Any]]) -> dict[str, Any]:
    return {
        "spans": kind.timing.spans,
        "byYear": kind.by_year,
        "where": [wording.where_on_maps(own, kind.kind) for own in _kinds_shown(kind.told)],
        "maps": maps,
    }


def _kinds_shown(told: Told) -> list[Kind]:
    """The kinds of the claims shown, in their order."""
    there = {claim.kind for claim in told.shown}
    return [kind for kind in Kind if kind in there]


def _counted(told: Told, kind: Kind) -> str:
    return wording.map_counting(told.shown, told.selection, kind)


def _count(told: Told, covered: tuple[str, ...]) -> dict[str, Any]:
    """The sentence that counts, whole; and of a stretch of months what no stretch changes."""
    whole = told.counting
    if not covered:
        return {"whole": whole, "fixed": []}
    one = told.view.with_(first=covered[0], last=covered[0])
    hidden = select(told.data.claims, one.limits).hidden
    fixed = [(count, why.value) for why, count in hidden.items() if why is not Hidden.MONTHS]
    return {"whole": whole, "fixed": fixed}


def _words(told: Told, kind: Kind) -> str:
    """The map in words, for those who do not see it."""
    return wording.map_alt(told.shown, told.selection, kind, told.names)


def _picture(shelf: Shelf, layout: ms.Layout, frames: tuple[Frame, ...], drawn: list[Any]) -> str:
    far = " far" if frames[0].value == "wide" else ""
    box = f'viewBox="0 0 {layout.width:g} {layout.height:g}"'
    ground = ms.ground_use(frames[0], layout)
    return (
        f'<div class="stage {layout.name}"><svg class="map under{far}" {box} aria-hidden="true">'
        f'<g class="ground">{ground}</g></svg><svg class="map over" {box} role="group" '
        f'aria-label="Map" aria-describedby="map-words"><g class="scene">{shelf.markup(drawn)}</g>'
        "</svg></div>"
    )


def _time(part: time_part.TimePart, edges: Sequence[float], name: str) -> str:
    left, right = (edges[0], edges[-1]) if edges else (0, 0)
    box = f'y="0" height="{part.height:g}"'
    hands = (
        f'<rect class="band" x="{left:g}" width="0" {box}/>'
        f'<rect class="veil before" x="{left:g}" width="0" {box}/>'
        f'<rect class="veil after" x="{left:g}" width="0" {box}/>'
        f'<rect class="brush" x="{left:g}" width="{right - left:.1f}" {box}>'
        "<title>Drag over months to choose them; twice for all</title></rect>"
    )
    chart, touches = part.markup
    return (
        f'<svg class="time {name}" viewBox="0 0 {part.width:g} {part.height:g}" role="group" '
        f'aria-label="Claims by month, each a link">{chart}{hands}{touches}</svg>'
    )
