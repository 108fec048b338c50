"""The part of a page that a reader explores: map, months, timeline and table, kept in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nkmap import wording
from nkmap.figures.viewport import FRAMINGS
from nkmap.months import Month
from nkmap.publish.escape import text
from nkmap.publish.told import Told
from nkmap.web import parts, time_part
from nkmap.web.linked_data import in_script
from nkmap.web.maps import LAYOUTS, Maps, Shelf, headline, legend


@dataclass(frozen=True)
class Explorer:
    """The HTML of the parts, and the data that the script reads."""

    finding: str
    figure: str
    timeline: str
    table: str
    data: str


def explorer(told: Told, shelf: Shelf, *, with_table: bool = True) -> Explorer:
    """Map, timeline and table of a view, put together from what the page's shelf holds."""
    maps, link_to = Maps(told), shelf.links.link_to
    first, months = maps.kinds[0], maps.months
    times = [
        time_part.time_part(told, width, link_to)
        for width in (time_part.WIDTH, time_part.PHONE_WIDTH)
    ]
    edges = [_edges(told, part, months) for part in times]
    touched = [len(maps.timing.touching(month, month)) for month in range(len(months))]
    kinds = [maps.data(shelf, kind) for kind in maps.kinds]
    frame = told.view.frame.drawn
    data = {
        "months": months,
        "names": wording.MONTHS,
        "touched": touched,
        "latest": max((n for n, count in enumerate(touched) if count), default=0),
        "byYear": maps.by_year,
        "spans": maps.timing.spans,
        "frames": [{"value": own.value, "label": FRAMINGS[own].label} for own in maps.frames],
        "frame": maps.frames.index(frame),
        "sizes": list(LAYOUTS.values()),
        "kinds": kinds,
        "parts": shelf.parts.things,
        "linkTo": link_to,
        "time": edges,
    }
    remark = f'<p class="nk-note">{text(told.remark)}</p>' if told.remark else ""
    choice = parts.kind_choices(maps.kinds) if len(maps.kinds) > 1 else ""
    finding = (
        '<h1 id="finding" data-nk-follows="headline">'
        f"{text(headline(told, told.shown, first))}</h1>{remark}{choice}"
    )
    every = maps.timings[first].touching(*maps.timing.whole)
    pictures = {name: maps.picture(shelf, first, frame, name, every) for name in LAYOUTS}
    stages = "".join(
        shelf.elements(picture, name, "Map", "map-words") for name, picture in pictures.items()
    )
    count = wording.map_counting(told.shown, told.selection, first)
    words = wording.map_alt(told.shown, told.selection, first, told.names)
    # The room of the frames, so that nothing moves when the script makes them.
    tabs = '<div class="tabs"></div>' if len(maps.frames) > 1 else ""
    figure = (
        f'<figure><p id="map-words" hidden>{text(words)}</p><div id="drawn"><div class="nk-map">'
        f'{tabs}{stages}{legend(pictures["wide"])}</div></div><div id="months"><div class="nk-map">'
        f'<p class="nk-count">{text(count)}</p></div></div></figure>'
    )
    timeline = "".join(
        _time(part, own, name) for part, own, name in zip(times, edges, LAYOUTS, strict=True)
    )
    table = (
        f'<p class="nk-count rows">{text(told.counting)}</p>'
        f"{parts.claims_table(told, told.shown, link_to)}"
        if with_table
        else ""
    )
    return Explorer(finding, figure, timeline, table, in_script(data))


def _edges(told: Told, part: time_part.TimePart, months: Sequence[Month]) -> tuple[float, ...]:
    """Where each month begins in the chart that a reader may choose, and where the last ends."""
    start = told.months.index(months[0]) if months else 0
    return part.edges[start : start + len(months) + 1]


def _time(part: time_part.TimePart, edges: Sequence[float], name: str) -> str:
    left, right = (edges[0], edges[-1]) if edges else (0, 0)
    box = f'y="0" height="{part.height:g}"'
    hands = (
        f'<rect class="over" x="{left:g}" width="0" {box}/>'
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
