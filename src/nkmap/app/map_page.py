"""The parts of the Map page."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from nkmap.app import claim_tables, components, month_controls, page_frame, session
from nkmap.app.page_frame import button, note
from nkmap.app.session import uninterrupted
from nkmap.cache import cached
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.dates import Month, is_month
from nkmap.evidence import Evidence, kept
from nkmap.figures import explore as explored
from nkmap.figures import legend, marks, tooltips
from nkmap.figures.map import map_drawing
from nkmap.figures.scene import Scene
from nkmap.figures.viewport import EXTENTS, Style, map_size, viewport
from nkmap.publish.precomputed_states import (
    ClaimMonths,
    Claims,
    MonthRange,
    RenderedMap,
    precomputed_states,
)
from nkmap.publish.templates import fragments, markdown
from nkmap.schema import KINDS
from nkmap.view import Frame, View
from nkmap.wording import TEXTS, captions, counts, dates, joined


def headline(here: Evidence) -> None:
    """Show the finding of the map. It follows the months while the reader moves them."""
    st.html(fragments.following_headline(here.headline(here.kind)))


def aside(here: Evidence) -> None:
    """Show what else the scene holds, and the total or why there is none."""
    if here.kind:
        otherwise = f"{KINDS[here.kind].label}: {KINDS[here.kind].meaning}"
    else:
        otherwise = "All kinds: every mark has one size, so that nothing is compared."
    note(_aside(here) or otherwise)


@kept
def _aside(here: Evidence) -> str:
    own = captions.leading(here.shown, here.kind)
    return joined(captions.aside(own, here.names), claim_tables.total_of_all(here.data, own))


# ------------------------------------------------------------------------------- the drawing


@kept
def _pictured(base: Evidence, frame: Frame, window: int, claims: Claims) -> RenderedMap:
    """Draw some of the claims that the map of all months holds.

    Drawn once for all readers, whatever their theme and however they came to these claims.
    """
    own = _decisive(base)
    scene = marks.of_evidence(base, base.kind, [own[number] for number in claims])
    style = _style(frame, window)
    return RenderedMap.of(map_drawing(scene, style), legend.entries(scene, style))


@kept
def _decisive(here: Evidence) -> tuple[Claim, ...]:
    """Find the claims that decide what a view's map shows."""
    return captions.decisive(here.shown, here.kind)


def the_map(here: Evidence) -> None:
    """Show the map. A mark opens its claim, or the place where there is no single claim."""
    view, moves = here.view, here.view.frame is Frame.EXPLORE
    windows = (session.window(),) if session.knows_window() else session.LIKELY_WINDOWS
    with st.container(key="mapbox"):
        is_moved = moves and session.draws_maps()
        _drawn(here, "map", () if is_moved else windows, view.claim, view.place, list(_FRAMES))
        if is_moved:
            _explored(here)
        elif moves:
            note(TEXTS["no_webgl_explore"])


@kept
def _scene(here: Evidence) -> Scene:
    return marks.of_evidence(here, here.kind)


def _style(frame: Frame, window: int) -> Style:
    """Choose how a frame is drawn in a window of some width."""
    width, height = map_size(window)
    return Style(viewport(frame.drawn, round(width), round(height)))


_FRAMES = {frame: own.label for frame, own in EXTENTS.items()} | {Frame.EXPLORE: "Explore"}
"""The labels of the frames in the order of their tabs; the last one is moved by hand."""


LOCATOR = 352
"""The width, in pixels, of the window whose map the small one is."""


def locator(here: Evidence, claim: Claim) -> None:
    """Show a small map of the claims of one claim's kind, with the claim marked."""
    layers = (*here.view.layers, claim.layer)
    same = page_frame.of(here.view.with_(kinds=(claim.kind,), layers=layers))
    _drawn(same, "locator", (LOCATOR,), claim.claim_id, None, [])


def _drawn(
    here: Evidence,
    key: str,
    windows: tuple[int, ...],
    claim: str | None,
    place: str | None,
    offered: Sequence[Frame],
) -> None:
    view, base = here.view, _of_every_month(here)
    claims = tuple(n for n, own in enumerate(_decisive(base)) if own.claim_id in here.ids)
    layouts = [_pictured(base, view.frame.drawn, window, claims) for window in windows]
    query = view.with_(claim=None, place=None).to_query()
    components.show(
        "map",
        {
            "part": "map",
            "scene": _scene_name(here, here.months),
            "name": "Map",
            "words": here.map_alt,
            "headline": here.headline(here.kind),
            "frame": view.frame.value,
            "frames": [{"value": one.value, "label": _FRAMES[one]} for one in offered],
            "chosen": {"claim": claim, "place": place},
            "link": f"?{query}&" if query else "?",
            "layouts": [layout.data for layout in layouts],
            "echo": session.echo(),
        },
        key,
        open=lambda: _open(key),
        frame=lambda: _choose_frame(key),
    )


def _scene_name(here: Evidence, covered: Sequence[Month]) -> str:
    """Name a map, alike for all that differ alone in their choice of the months covered."""
    span = f"{covered[0]}/{covered[-1]}" if covered else ""
    query = _of_every_month(here).view.to_query()
    return f"{captions.map_kind(here.kind)} {span} {query}"


def _open(key: str) -> None:
    chosen = components.reported(key, "open") or {}
    take(chosen.get("months"))
    page_frame.choose(chosen.get("claim"), chosen.get("place"))


def _choose_frame(key: str) -> None:
    chosen = components.reported(key, "frame") or {}
    take(chosen.get("months"))
    if chosen.get("frame") in list(Frame):
        session.change(frame=Frame(chosen["frame"]))


# ------------------------------------------------------------------------------- moved by hand


def _explored(here: Evidence) -> None:
    """Show the map that is moved by hand, below it the claims without a point, and its legend."""
    scene = _scene(here)
    size, turn = map_size(session.window()), session.counter("turn")
    style = explored.DeckStyle(session.theme(), *size, here.view.claim, here.view.place, turn)
    with st.container(key="explore"):
        st.pydeck_chart(
            explored.deck(scene, style),
            height=round(style.height),
            key="explore_map",
            on_select=uninterrupted(_choose_in_explore),
            selection_mode="single-object",
            alt=here.map_alt,
        )
        components.show("zoom_buttons", None, "zoom_buttons")
    if scene.area_labels:
        with st.container(key="explore_areas"):
            note(TEXTS["named_without_a_place"])
            for number, area in enumerate(scene.area_labels):
                words = [f"**{markdown(area.title)}**", *map(markdown, area.lines)]
                told = tooltips.of_part(area, here.names)
                label = " · ".join([*words, counts.claim_count(len(area.claims))])
                opened = told.claim, told.place
                button(label, f"area-{number}", page_frame.choose, *opened, width="stretch")
    entries = legend.entries(scene, _style(here.view.frame, session.window()), moves=True)
    if entries:
        with st.container(key="legend_below"):
            svg = session.svg()
            st.html(fragments.legend([fragments.explained(entry, svg) for entry in entries]))


def _choose_in_explore() -> None:
    chosen = st.session_state["explore_map"]["selection"]["objects"]
    for row in [row for rows in chosen.values() for row in rows][:1]:
        session.bump("turn")
        page_frame.choose(row["claim"], row["place"])


# ------------------------------------------------------------------------------- its months


def _of_every_month(here: Evidence) -> Evidence:
    """Select what the same choices show in every month, in the same frame."""
    view = here.view.with_(first=None, last=None)
    return Evidence(here.data, view.limits.with_(frame=view.frame))


def stretch(here: Evidence) -> MonthRange:
    """Find the months shown, as places in those that are covered."""
    covered, view = here.months, here.view
    first = covered.index(view.first) if view.first else 0
    return first, covered.index(view.last) if view.last else len(covered) - 1


def month_choice(here: Evidence) -> None:
    """Show what is counted, and the choice of months below the map."""
    covered = here.months
    first, last = stretch(here)
    touched = page_frame.of(here.view.with_(first=None, last=None, undated=True)).touched(covered)
    counts = [touched.get(month, 0) for month in covered]
    components.show(
        "map",
        {
            "part": "months",
            "months": covered,
            "names": dates.MONTHS,
            "touched": counts,
            "latest": max((i for i, number in enumerate(counts) if number), default=0),
            "from": first,
            "to": last,
            "limited": here.view.limits_months,
            "count": here.map_counting,
            "note": here.without_month,
            "echo": session.echo(),
        },
        "map_months",
        months=lambda: take(components.reported("map_months", "months")),
    )


def take(chosen: object) -> None:
    """Show the months that the browser tells of, and say with the next run that they were heard."""
    if not isinstance(chosen, dict):
        return
    if isinstance(chosen.get("seq"), int):
        st.session_state["echo"] = chosen["seq"]
    first, last = chosen.get("first"), chosen.get("last")
    if first is None and last is None:
        session.change(first=None, last=None)
        return
    # What a browser tells is not ours: a view takes two months, the first one first.
    told = [month for month in (first, last) if isinstance(month, str) and is_month(month)]
    if len(told) == 2 and told == sorted(told):
        month_controls.limit_months(*told)


@kept
def _words(here: Evidence) -> tuple[str, str, str]:
    """Write headline, count and note of a view's map."""
    return here.headline(here.kind), here.map_counting, here.without_month


def states_of_map(here: Evidence) -> None:
    """Send what belongs to each choice of months; last, so that nothing waits for it."""
    text = json.dumps({"part": "states"})
    if here.view.frame is not Frame.EXPLORE and here.months:
        base, covered = _of_every_month(here), here.months
        own = _in_time(base, covered)[1]
        now = own.whole if own.is_few else stretch(here)
        text = _states(here.data, base.view, covered, session.window(), now)
    components.show("map", text, "map_states")


@kept
def _in_time(base: Evidence, covered: Sequence[Month]) -> tuple[ClaimMonths, ClaimMonths]:
    """Place in the months covered the claims of a view, and those that decide its map.

    A view that names months beyond those of its layers covers them too; one of every month names
    none, so the months are told with it.
    """
    return ClaimMonths.of(base.shown, covered), ClaimMonths.of(_decisive(base), covered)


@cached
def _states(
    data: Dataset, view: View, covered: tuple[Month, ...], window: int, now: MonthRange
) -> str:
    base = Evidence(data, view)

    def pictured(claims: Claims) -> RenderedMap:
        # A reader who did something meanwhile is not kept waiting: Streamlit looks for it here.
        st.session_state.get("query")
        return _pictured(base, view.frame, window, claims)

    def told(first: Month | None, last: Month | None) -> tuple[str, ...]:
        return _words(Evidence(data, view.with_(first=first, last=last)))

    made = precomputed_states(*_in_time(base, covered), now, pictured, told)
    states = {"part": "states", "scene": _scene_name(base, covered), **made}
    return json.dumps(states, separators=(",", ":"))
