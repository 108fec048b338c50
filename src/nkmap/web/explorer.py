"""The part of a page that a reader explores: map, months, timeline and table, kept in step."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nkmap import wording
from nkmap.figures.viewport import FRAMINGS
from nkmap.publish.moments import Pictured
from nkmap.publish.told import Told
from nkmap.schema import Kind
from nkmap.web.linked_data import in_script
from nkmap.web.maps import LAYOUTS, Maps, Shelf, headline
from nkmap.web.time_part import TimePart, time_part

TIME_WIDTHS = {"wide": 940.0, "phone": 358.0}
"""Pixels of the timeline in each layout."""


@dataclass(frozen=True)
class Explorer:
    """What is there before any script runs, and the data that the script reads."""

    headline: str
    kinds: tuple[Kind | None, ...]
    """Those that a reader may put on the map, one at a time."""
    has_frames: bool
    pictures: dict[str, Pictured]
    words: str
    count: str
    times: dict[str, TimePart]
    data: Markup


def explorer(told: Told, shelf: Shelf) -> Explorer:
    """Map, timeline and table of a view, put together from what the page's shelf holds."""
    maps = Maps(told)
    first, months = maps.kinds[0], maps.months
    times = {name: time_part(told, width, months) for name, width in TIME_WIDTHS.items()}
    touched = [len(maps.timing.touching(month, month)) for month in range(len(months))]
    kinds = [maps.data(shelf, kind) for kind in maps.kinds]
    frame = told.view.frame.drawn
    every = maps.timings[first].touching(*maps.timing.whole)
    pictures = {
        name: shelf.together(maps.picture(shelf, first, frame, name, every))
        for name in maps.layouts
    }
    data = {
        "months": months,
        "names": wording.MONTHS,
        "touched": touched,
        "latest": max((n for n, count in enumerate(touched) if count), default=0),
        "byYear": maps.by_year,
        "spans": maps.timing.spans,
        "frames": [{"value": own.value, "label": FRAMINGS[own].label} for own in maps.frames],
        "frame": maps.frames.index(frame),
        "layouts": [[name, *LAYOUTS[name]] for name in maps.layouts],
        "kinds": kinds,
        "parts": shelf.parts.things,
        "linkTo": shelf.links.link_to,
        # Where each month begins in the chart, and where the last one ends.
        "time": [part.edges for part in times.values()],
    }
    return Explorer(
        headline(told, told.shown, first),
        maps.kinds,
        len(maps.frames) > 1,
        pictures,
        wording.map_alt(told.shown, told.selection, first, told.names),
        wording.map_counting(told.shown, told.selection, first),
        times,
        in_script(data),
    )
