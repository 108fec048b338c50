"""The parts of the Map page."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from nkmap.app import claim_tables, components, explore_map, map_months, screen, session
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence, kept, kept_many
from nkmap.figures import legend, marks, page_layout
from nkmap.figures.map import map_drawing
from nkmap.figures.scene import Scene
from nkmap.figures.style import Style
from nkmap.figures.viewport import FRAMINGS, viewport
from nkmap.publish.precomputed_states import Claims, RenderedMap, precomputed_states
from nkmap.publish.templates import fragments
from nkmap.schema import KINDS, Kind
from nkmap.view import Frame, View
from nkmap.wording import captions


def headline(here: Evidence) -> None:
    """The one finding of the map. It follows the months while the reader moves them."""
    st.html(fragments.following_headline(here.headline(here.kind)))


def aside(here: Evidence) -> None:
    """What else the scene holds, and why there is no total."""
    words = _aside(here.data, here.view.limits, here.kind)
    st.html(fragments.note(words or _kind_meaning(here)))


@kept
def _aside(data: Dataset, view: View, kind: Kind | None) -> str:
    own = captions.leading(Evidence(data, view).shown, kind)
    return " ".join(filter(None, (captions.aside(own, data.names), claim_tables.of_all(data, own))))


def _kind_meaning(here: Evidence) -> str:
    if here.kind is None:
        return captions.ALL_KINDS_MEANING
    rule = KINDS[here.kind]
    return f"{rule.label}: {rule.meaning}"


# ------------------------------------------------------------------------------- the drawing


@kept_many
def _pictured(
    data: Dataset, view: View, kind: Kind | None, frame: Frame, window: int, claims: Claims
) -> RenderedMap:
    """The map of some of the claims that a map of a view of all months holds.

    Drawn once for all readers, whatever their theme and however they came to these claims.
    """
    own = _own(data, view, kind)
    scene = marks.of_evidence(Evidence(data, view), kind, [own[number] for number in claims])
    style = _style(frame, window)
    drawing = map_drawing(scene, style, data.names)
    return RenderedMap.of(drawing, legend.entries(scene, style))


@kept
def _own(data: Dataset, view: View, kind: Kind | None) -> tuple[Claim, ...]:
    """The claims that decide what a view's map shows."""
    return captions.decisive(Evidence(data, view).shown, kind)


def _claims(here: Evidence) -> Claims:
    own = _own(here.data, map_months.base(here.view), here.kind)
    return tuple(number for number, claim in enumerate(own) if claim.claim_id in here.ids)


def _windows() -> tuple[int, ...]:
    """The widths of windows for which a map is sent."""
    return (session.window(),) if session.knows_window() else session.LIKELY_WINDOWS


def the_map(here: Evidence) -> None:
    """The map itself. A mark opens its claim, or the place where there is no single claim."""
    view, moves = here.view, here.view.frame is Frame.EXPLORE
    with st.container(key="mapbox"):
        windows = () if moves and session.draws_maps() else _windows()
        _drawn(here, "map", windows, view.claim, view.place, _OFFERED)
        if moves and session.draws_maps():
            _explored(here)
        elif moves:
            st.html(fragments.note(captions.NO_WEBGL_EXPLORE))


def _explored(here: Evidence) -> None:
    """The map that is moved by hand, and its legend."""
    scene = _scene(here.data, here.view.limits)
    explore_map.explore(here, scene)
    entries = legend.entries(scene, _style(here.view.frame, session.window()), moves=True)
    if entries:
        with st.container(key="legend_below"):
            svg = session.svg()
            st.html(fragments.legend([fragments.explained(entry, svg) for entry in entries]))


@kept
def _scene(data: Dataset, view: View) -> Scene:
    here = Evidence(data, view)
    return marks.of_evidence(here, here.kind)


def _style(frame: Frame, window: int) -> Style:
    """How a frame is drawn in a window of some width."""
    width, height = page_layout.map_size(window)
    return Style(viewport(frame.drawn, round(width), round(height)))


_OFFERED = (*FRAMINGS, Frame.EXPLORE)
"""The frames in the order of their tabs; the last one is moved by hand."""


LOCATOR = 352
"""The width, in pixels, of the window whose map the small one is."""


def locator(here: Evidence, claim: Claim) -> None:
    """A small map of the claims shown that are of one claim's kind; the claim is marked on it."""
    layers = (*here.view.layers, claim.layer)
    same = screen.of(here.view.with_(kinds=(claim.kind,), layers=layers))
    _drawn(same, "locator", (LOCATOR,), claim.claim_id, None, [])


def _drawn(
    here: Evidence,
    key: str,
    windows: tuple[int, ...],
    claim: str | None,
    place: str | None,
    offered: Sequence[Frame],
) -> None:
    view, claims = here.view, _claims(here)
    base, frame = map_months.base(view), view.frame
    layouts = [
        _pictured(here.data, base, here.kind, frame.drawn, window, claims) for window in windows
    ]
    query = view.with_(claim=None, place=None).to_query()
    components.drawn_map(
        {
            "scene": _scene_name(here),
            "name": "Map",
            "words": here.map_alt,
            "headline": here.headline(here.kind),
            "frame": frame.value,
            "frames": [{"value": one.value, "label": _label(one)} for one in offered],
            "chosen": {"claim": claim, "place": place},
            "link": f"?{query}&" if query else "?",
            "layouts": [layout.data for layout in layouts],
            "echo": session.echo(),
        },
        key=key,
        on_open=lambda: _open(key),
        on_frame=lambda: _choose_frame(key),
    )


def _label(frame: Frame) -> str:
    return FRAMINGS[frame].label if frame in FRAMINGS else captions.EXPLORE


def _scene_name(here: Evidence) -> str:
    """The same for maps that differ in their months alone, of which the same months are covered."""
    covered = here.months
    span = f"{covered[0]}/{covered[-1]}" if covered else ""
    base = map_months.base(here.view).with_(frame=here.view.frame)
    return f"{captions.map_kind(here.kind)} {span} {base.to_query()}"


def _open(key: str) -> None:
    chosen = components.told(key, "open")
    map_months.take(chosen.get("months"))
    screen.choose(chosen.get("claim"), chosen.get("place"))


def _choose_frame(key: str) -> None:
    chosen = components.told(key, "frame")
    map_months.take(chosen.get("months"))
    if chosen.get("frame") in list(Frame):
        session.change(frame=Frame(chosen["frame"]))


# ------------------------------------------------------------------------------- its months


def states_of_map(here: Evidence) -> None:
    """What belongs to each choice of months; last on its page, so that nothing waits for it."""
    if here.view.frame is Frame.EXPLORE or not here.months:
        text = json.dumps({"part": "states"})
    else:
        text = _states(here, map_months.now(here))
    components.states(text, "map_states")


def _states(here: Evidence, now: tuple[int, int]) -> str:
    base = map_months.base(here.view)
    timings = map_months.timings(here.data, base, here.kind, here.months)
    if timings[1].is_few:
        now = timings[1].whole
    return _states_of(
        here.data, base, here.kind, here.view.frame, session.window(), here.months, now,
        _scene_name(here),
    )  # fmt: skip


@kept
def _states_of(
    data: Dataset,
    view: View,
    kind: Kind | None,
    frame: Frame,
    window: int,
    covered: tuple[str, ...],
    now: tuple[int, int],
    name: str,
) -> str:
    whole, own = map_months.timings(data, view, kind, covered)

    def pictured(claims: Claims) -> RenderedMap:
        # A reader who did something meanwhile is not kept waiting: Streamlit looks for it here.
        st.session_state.get("query")
        return _pictured(data, view, kind, frame, window, claims)

    def told(first: str | None, last: str | None) -> tuple[str, str, str]:
        return map_months.told(data, view.with_(first=first, last=last), kind)

    made = precomputed_states(whole, own, now, pictured, told)
    return json.dumps({"part": "states", "scene": name, **made}, separators=(",", ":"))
