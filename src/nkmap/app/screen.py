"""What one page shows: the view, the claims it selects, and the parts that draw them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pydeck as pdk
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nkmap import dataset, wording
from nkmap import view as views
from nkmap.app import chrome, components, controls, session
from nkmap.app.session import Library
from nkmap.claim import Claim, records
from nkmap.figures import amounts as axes
from nkmap.figures import frames, marks, timeline
from nkmap.figures import map as maps
from nkmap.figures.layers import Look
from nkmap.figures.marks import Scene
from nkmap.figures.symbols import PALETTES, Theme
from nkmap.publish import fragments
from nkmap.publish.escape import markdown
from nkmap.schema import KINDS, Kind
from nkmap.view import Frame, Selection, View

MOST_BESIDE = 3
"""Axes of different kinds that stand beside each other."""
MAP_AHEAD = 0.05
"""Seconds by which the map is sent before the rest of its page."""


@dataclass(frozen=True)
class Screen:
    """A page's view and the claims it selects; every part of the page draws these and no others."""

    library: Library
    view: View
    selection: Selection
    shown: tuple[Claim, ...]

    @property
    def kind(self) -> Kind:
        """The kind a map shows: the first of its view."""
        return self.view.kinds[0]

    @property
    def counting(self) -> str:
        """The same sentence everywhere: what is shown, what is hidden and why."""
        return wording.counting(self.selection)


def _screen(view: View) -> Screen:
    library = session.library()
    selection = views.select(library.data.claims, view)
    return Screen(library, view, selection, records(selection.shown))


def of_map() -> Screen:
    """The Map page: the view narrowed to one kind."""
    session.require_entry()
    return _screen(views.map_view(session.view(), session.library().kinds))


def of_sources() -> Screen:
    """The Sources page: the whole dataset, because it has no controls to undo a choice with."""
    session.require_entry()
    chosen = session.view()
    return _screen(View(claim=chosen.claim, place=chosen.place))


def of_everything() -> Screen:
    """Pages that can show several kinds side by side."""
    session.require_entry()
    return _screen(session.view())


def columns() -> tuple[DeltaGenerator, ...]:
    """Figure to the left, panel to the right; below each other on a phone."""
    return tuple(st.columns(frames.COLUMNS, gap="medium"))


def beside(figure: DeltaGenerator, panel: DeltaGenerator) -> DeltaGenerator:
    """Where the chosen claim stands: beside the figure; on a phone right below what was touched."""
    return panel if session.window() >= frames.PHONE else figure


# ---------------------------------------------------------------- the map


def map_headline(here: Screen) -> None:
    """The one finding of the scene, and the count of what it rests on."""
    elsewhere = views.not_on_map(session.view(), here.library.kinds)
    if elsewhere:
        st.info(wording.shown_elsewhere(elsewhere, here.kind))
    chrome.finding(wording.headline(here.shown, here.library.names), here.counting)


def map_aside(here: Screen) -> None:
    """What else the scene holds, and why there is no total."""
    words = [wording.aside(here.shown, here.library.names), wording.no_total(here.shown)]
    st.html(fragments.note(" ".join(part for part in words if part) or _kind_meaning(here)))


def _kind_meaning(here: Screen) -> str:
    rule = KINDS[here.kind]
    return f"{rule.label}: {rule.meaning}"


def scene(here: Screen) -> Scene:
    """The claims of a map page, prepared for drawing."""
    library = here.library
    return marks.scene(here.shown, here.kind, library.records, library.places, library.data.routes)


def the_map(here: Screen) -> None:
    """The map itself. A click opens the claim, or the place where there is no claim."""
    camera = frames.camera(here.view.frame, session.window())
    look = Look(
        theme=session.theme(),
        palette=session.palette(),
        frame=here.view.frame,
        camera=camera,
        selected_claim=here.view.claim,
        selected_place=here.view.place,
        jitter=session.counter("jitter"),
        turn=session.counter("turn"),
    )
    st.pydeck_chart(
        _deck(here.view, look, session.edition()),
        height=round(camera.height),
        key="map",
        on_select=_choose_on_map,
        selection_mode="single-object",
        alt=wording.alt_text(here.shown, here.selection, here.library.names),
    )


@st.cache_resource(show_spinner=False, max_entries=400)
def _deck(view: View, look: Look, edition: session.Edition) -> pdk.Deck:
    """A map as pydeck, placed and written down once for all readers; no reader changes it.

    ``edition`` only tells the cache when the data has changed.
    """
    del edition
    here = _screen(view)
    return maps.deck(scene(here), look, here.library.names)


def _choose_on_map() -> None:
    found = st.session_state["map"]["selection"]["objects"]
    for rows in found.values():
        for row in rows:
            session.bump("turn")
            choose(row.get("claim"), row.get("place"))
            return


def choose(claim: str | None, place: str | None = None) -> None:
    """Open a claim, else a place; ids that are not in the dataset open nothing."""
    known = session.library().known
    if claim in known.claims:
        session.change(claim=claim, place=None)
    elif place in known.places:
        session.change(claim=None, place=place)


def map_box(here: Screen) -> None:
    """Map, frame switch and legend, one over the other; below each other on a phone."""
    with st.container(key="mapbox"):
        above = st.container()
        the_map(here)
        legend(scene(here))
    with above:
        controls.frames(here.view)


def let_the_map_go_first() -> None:
    """Wait a moment, so that the browser draws the map before it is busy with the rest.

    Elements that reach the browser together are rendered together, and the map comes last. Nothing
    in Streamlit sends a part of a page by itself; docs/decisions/0006 has the measurements.
    """
    time.sleep(MAP_AHEAD)


def legend(prepared: Scene) -> None:
    """The legend over the map; below it on a phone."""
    body = fragments.legend(prepared, session.palette())
    if body:
        with st.container(key="legend"):
            st.html(body)


# ---------------------------------------------------------------- timelines


def section(title: str, small: str = "") -> None:
    """A heading inside a page."""
    st.html(fragments.section(title, small))


def strip(here: Screen) -> None:
    """The scene's claims by month; a brush sets the months, a click opens the claim."""
    _timeline("strip", here)


def lanes(here: Screen) -> None:
    """Every claim shown, by kind and place, over the months."""
    _timeline("lanes", here)


_TIMELINES = {"strip": timeline.strip, "lanes": timeline.lanes}


def _timeline(name: str, here: Screen) -> None:
    # A brush stays on a chart that keeps its key, and covers the claims under it.
    key = f"{name}-{here.view.first}-{here.view.last}-{here.view.claim}"
    drawn = here.view.with_(frame=Frame.ROUTE, place=None)
    with st.container(key=name):
        st.vega_lite_chart(
            spec=_timeline_spec(name, drawn, session.edition(), session.theme(), session.window()),
            key=key,
            on_select=lambda: _choose_in_time(key),
            selection_mode=["brush", "pick"],
            theme=None,
            width="content",
            alt=wording.alt_text(here.shown, here.selection, here.library.names),
        )


@st.cache_data(show_spinner=False, max_entries=400)
def _timeline_spec(
    name: str, view: View, edition: session.Edition, theme: Theme, window: int
) -> dict[str, Any]:
    """A timeline as Vega-Lite. Altair takes longer over it than the rest of the page takes.

    ``edition`` only tells the cache when the data has changed.
    """
    del edition
    here = _screen(view)
    chart = _TIMELINES[name](
        here.shown,
        here.library.names,
        here.library.known.months,
        view,
        PALETTES[theme],
        round(frames.map_size(window)[0]),
    )
    return timeline.self_contained(chart)


def _choose_in_time(key: str) -> None:
    selection = st.session_state[key]["selection"]
    picked = timeline.picked_claim(selection)
    if picked:
        choose(picked)
        return
    brushed = timeline.brushed_months(selection, session.library().known.months)
    if brushed:
        controls.limit_months(*brushed)


def amounts(here: Screen) -> None:
    """The figures, one kind and one axis at a time."""
    kinds = [k for k in here.library.kinds if any(c.kind is k and c.has_figure for c in here.shown)]
    drawable = [kind for kind in kinds if KINDS[kind].on_map]
    width = frames.page_width(session.window())
    beside = min(len(drawable), MOST_BESIDE) if width >= frames.PHONE else 1
    share = (width - frames.COLUMN_GAP * (beside - 1)) // max(beside, 1)
    for start in range(0, len(drawable), beside or 1):
        for kind, column in zip(
            drawable[start : start + beside], st.columns(beside, gap="medium"), strict=False
        ):
            with column:
                _amount(here, kind, share)
    if rest := [kind for kind in kinds if kind not in drawable]:
        st.html(fragments.note(wording.no_axis(rest)))


def _amount(here: Screen, kind: Kind, width: int) -> None:
    own = [claim for claim in here.shown if claim.kind is kind]
    chart = axes.amounts(own, here.library.names, kind, session.palette(), width)
    if chart is None:
        return
    section(KINDS[kind].label, KINDS[kind].meaning)
    st.altair_chart(
        chart,
        key=f"amounts-{kind.value}",
        theme=None,
        width="content",
        alt=" ".join(wording.sentence(claim, here.library.names) for claim in own),
    )


# ---------------------------------------------------------------- the claim


def panel(here: Screen) -> None:
    """The claim or the place that is chosen, with a link to it."""
    view, library = here.view, here.library
    with st.container(key="panel"):
        if view.claim:
            _claim_panel(library.claim(view.claim), here)
        elif view.place:
            _place_panel(view.place, here)
        else:
            st.html(fragments.empty_panel())
        chrome.share()


def _claim_panel(claim: Claim, here: Screen) -> None:
    library = here.library
    limits = wording.limits_on(claim, library.records)
    hidden = claim.claim_id not in set(here.selection.shown["claim_id"])
    st.html(
        fragments.panel(claim, library.source(claim), library.names, session.palette(), limits)
        + (fragments.note("This claim is chosen, but not among those shown now.") if hidden else "")
    )
    related = [place for place in claim.origin if place in library.places]
    with st.container(horizontal=True):
        for place in related[:1]:
            st.button(
                f"All about {markdown(library.names[place])}",
                key=f"place-{place}",
                on_click=choose,
                args=(None, place),
            )
        st.button("Close", key="close", on_click=session.change, kwargs={"claim": None})


def _place_panel(place: str, here: Screen) -> None:
    library = here.library
    inside = marks.parts(place, library.data.places)
    stops = library.data.routes
    passing = set(stops.loc[stops["place_id"].isin(inside), "claim_id"])
    about = [
        c
        for c in library.records
        if c.claim_id in passing or inside.intersection(c.origin + c.destination)
    ]
    shown = frozenset(here.selection.shown["claim_id"])
    label = library.places[place].label
    st.html(fragments.place_panel(label, about, shown, session.palette()))
    with st.container(key="about", height=380 if len(about) > 5 else "content", border=False):
        for claim in about:
            _claim_button(claim)
    st.button("Close", key="close", on_click=session.change, kwargs={"place": None})


def _claim_button(claim: Claim) -> None:
    figure = wording.figure(claim)
    parts = [
        markdown(part) for part in (wording.kind_label(claim), figure, wording.when(claim.when))
    ]
    words = f"**{parts[0]}** · {parts[1]} · {parts[2]}"
    st.button(
        words,
        key=f"claim-{claim.claim_id}",
        on_click=choose,
        args=(claim.claim_id,),
        width="stretch",
    )


# ---------------------------------------------------------------- the table

_STYLES = ("kind", "figure", "", "", "", "", "caution")
_HEADS = (
    "Claim",
    "Kind",
    "Figure, with its hedge",
    "From",
    "To",
    "When",
    "Said by",
    "Do not read as",
)
MOST_ROWS = 500


def table(here: Screen) -> None:
    """The same claims as rows; a row opens its claim. All of it can be reached by keyboard."""
    names = here.library.names

    def cells(claim: Claim) -> tuple[str, ...]:
        return (
            KINDS[claim.kind].label,
            wording.figure(claim),
            wording.origin(claim, names),
            wording.destination(claim, names),
            wording.when(claim.when),
            claim.said_by,
            "; ".join(claim.caution),
        )

    _table(here, "table", "The same claims as a table", _HEADS, _STYLES, cells)


def _table(
    here: Screen,
    key: str,
    title: str,
    heads: tuple[str, ...],
    styles: tuple[str, ...],
    cells: Callable[[Claim], tuple[str, ...]],
) -> None:
    colours = session.palette()
    rows = [
        {
            "id": claim.claim_id,
            "cells": cells(claim),
            "colour": colours.kind(claim.kind),
            "old": not claim.is_current,
        }
        for claim in here.shown[:MOST_ROWS]
    ]
    more = f" of {len(here.shown)}" if len(here.shown) > len(rows) else ""
    data = {
        "caption": f"{title} ({len(rows)}{more})" if rows else "No claim matches these choices",
        "columns": heads if rows else (),
        "styles": styles,
        "rows": rows,
        "chosen": here.view.claim or "",
    }
    components.claim_table(data, key, lambda: _choose_in_table(key))


def _choose_in_table(key: str) -> None:
    choose(st.session_state[key].get("claim"))


# ---------------------------------------------------------------- other pages


def timeline_headline(here: Screen) -> None:
    """Which month most claims touch."""
    touched = views.months_touched(here.selection.shown, here.library.known)
    chrome.finding(wording.timeline_headline(touched), here.counting)
    st.html(fragments.note(wording.TIME_KEY))


def sources_headline(here: Screen) -> None:
    """What the dataset rests on."""
    chrome.finding(
        wording.sources_headline(here.library.data.sources, here.library.records), here.counting
    )


def sources(here: Screen) -> None:
    """Each source with its full citation and link."""
    section("Sources")
    for _, row in here.library.data.sources.iterrows():
        own = [claim for claim in here.library.records if claim.source_id == row["source_id"]]
        st.html(fragments.source(row, own))


def locators(here: Screen) -> None:
    """Where in its source each claim stands; a row opens the claim."""

    def cells(claim: Claim) -> tuple[str, ...]:
        kind, figure = KINDS[claim.kind].label, wording.figure(claim)
        return kind, claim.source_id, claim.locator, claim.said_by, figure, claim.summary

    heads = ("Claim", "Kind", "Source", "Where in it", "Said by", "Figure", "In our words")
    styles = ("kind", "", "", "", "figure", "")
    _table(here, "locators", "Where each claim stands in its source", heads, styles, cells)


def not_known(here: Screen) -> None:
    """What the sources say they could not find out, and what claims leave open."""
    section("What is not known")
    st.html(fragments.not_known(here.library.records))


def corrections(here: Screen) -> None:
    """Every addition and correction, with date and reason."""
    section("Corrections")
    st.html(fragments.corrections(here.library.data.changes))


def methodology() -> None:
    """How figures are coded: the same text as docs/methodology.md."""
    text = (dataset.SHIPPED.parent / "docs" / "methodology.md").read_text(encoding="utf-8")
    with st.container(key="method"):
        st.markdown(text)
