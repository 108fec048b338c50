"""The controls all pages share. Each is set from the view before it is drawn, and changes it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

import streamlit as st

from nkmap import view as views
from nkmap.app import filters, live_dataset, page_frame, session
from nkmap.app.session import bound
from nkmap.cache import cached
from nkmap.dataset import Dataset
from nkmap.dates import EARLIEST, LATEST
from nkmap.evidence import Evidence, known_by
from nkmap.figures.symbols import glyph_address
from nkmap.schema import LAYERS, MAP_KINDS, Kind
from nkmap.view import View
from nkmap.wording import captions, dates

# ---------------------------------------------------------------- kinds


def one_kind(view: View) -> None:
    """Offer what the map is of: all kinds with marks of one size, or one kind with its scale."""
    available = _available(view)
    offered = [kind for kind in MAP_KINDS if kind in available]
    if not offered:
        return
    counts, shown = _by_kind((view,)), views.scene(view)
    # Some kinds, or one that no map draws, are none of these; which, the sentence above says.
    is_offered = shown in offered or not view.kinds
    st.segmented_control(
        "What is shown: all kinds, or one of them",
        [captions.ALL_KINDS, *offered],
        format_func=lambda one: _kind_label(one, counts),
        wrap=True,
        required=True,
        label_visibility="collapsed",
        **bound("kind_one", (shown or captions.ALL_KINDS) if is_offered else None, _show_kind),
    )


def many_kinds(shown: tuple[View, ...]) -> None:
    """Offer any number of kinds; none chosen means all."""
    counts = _by_kind(shown)
    st.pills(
        "Kinds (none chosen: all)",
        _available(shown[0]),
        format_func=lambda kind: _kind_label(kind, counts),
        selection_mode="multi",
        wrap=True,
        **bound(
            "kind_many", list(shown[0].kinds), lambda kinds: session.change(kinds=tuple(kinds))
        ),
    )


def _available(view: View) -> tuple[Kind, ...]:
    return live_dataset.data().known.kinds_in(view.layers)


def _by_kind(shown: tuple[View, ...]) -> dict[Kind, int]:
    """Count the claims of each kind that the other choices of the views leave."""
    periods = tuple(view.with_(kinds=()) for view in shown)
    found = page_frame.of(shown[0], periods).counted("kind")
    return {kind: found.get(kind.value, 0) for kind in Kind}


def _kind_label(option: str, counts: Mapping[Kind, int]) -> str:
    """Write a kind, or all of them, with its sign and how many claims it has."""
    kind = None if option == captions.ALL_KINDS else Kind(option)
    count = counts[kind] if kind else sum(counts.values())
    return f"![]({glyph_address(kind, session.theme())}) {captions.map_kind(kind)} {count:,}"


def _show_kind(chosen: str | None) -> None:
    if chosen == captions.ALL_KINDS:
        session.change(kinds=())
    elif chosen is not None:
        # With all that a map of it draws besides, as far as the layers that are on have it.
        kind = Kind(chosen)
        drawn = views.drawn_with(kind) - {kind}
        besides = [kind for kind in _available(session.view()) if kind in drawn]
        session.change(kinds=(kind, *besides))


def _show_route(is_on: bool) -> None:  # noqa: FBT001 - as a toggle tells it
    others = [kind for kind in session.view().kinds if kind is not Kind.ROUTE]
    session.change(kinds=(*others, *([Kind.ROUTE] if is_on else [])))


# ---------------------------------------------------------------- the controls of a page


def scene_choices(shown: View) -> None:
    """Offer the choices of the Map: kind, layers, places, day of knowledge, and the route."""
    one_kind(shown)
    with st.container(horizontal=True, vertical_alignment="center", key="choices"):
        layers(shown)
        where((shown,))
        known_on()
        if views.scene(shown) is views.ROUTE_SCENE and Kind.ROUTE in _available(shown):
            st.toggle("Route", **bound("route", Kind.ROUTE in shown.kinds, _show_route))
    filters.chips_of_the_rest()


def many_choices(*shown: View) -> None:
    """Offer the choices of pages with several kinds: layers, kinds, places, day of knowledge.

    The views differ in no more than their months; counted is what any of them shows.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="choices"):
        layers(shown[0])
        where(shown)
        known_on()
    many_kinds(shown)
    filters.chips_of_the_rest()


@contextlib.contextmanager
def behind(label: str, icon: str, name: str) -> Iterator[bool]:
    """Put controls behind a button; gives whether it is open, because only then they are sent."""
    box = st.popover(label, icon=icon, key=f"open_{name}", on_change="rerun")
    with box:
        yield bool(box.open)


# ---------------------------------------------------------------- layers and what was known


def layers(view: View) -> None:
    """Offer the layers: dispatch reports, and wider questions that can be switched on."""
    offered = live_dataset.data().known.layers_in_order
    on = ", ".join(LAYERS[layer].label.lower() for layer in view.layers)
    label = f"Layers: {on}" if len(view.layers) == 1 else f"Layers ({len(view.layers)} on)"
    counts = page_frame.of(known_by(view)).counted("layer")

    def switch(_: bool) -> None:  # noqa: FBT001 - as a toggle tells it
        on = [layer for layer in offered if st.session_state[f"layer_{layer}"]]
        session.switch_layers(on)

    with behind(label, ":material/layers:", "layers") as is_open:
        for layer in offered if is_open else ():
            st.toggle(
                f"**{LAYERS[layer].label}** ({counts.get(layer.value, 0):,})",
                **bound(f"layer_{layer}", layer in view.layers, switch),
            )
            st.caption(LAYERS[layer].question)


def known_on() -> None:
    """Offer to show only what had been published by the end of a day."""
    chosen = session.view().known_on
    label = f"As known on {dates.day(chosen)}" if chosen else "As known on …"
    with behind(label, ":material/history:", "known") as is_open:
        if not is_open:
            return
        st.date_input(
            "Show only what had been published by",
            value=None,
            min_value=date(EARLIEST, 1, 1),
            max_value=date(LATEST, 12, 31),
            format="YYYY-MM-DD",
            **bound("known_on", chosen),
        )
        st.caption(
            "Press Tab after typing. A month counts as published on its last day. Sources "
            "without a date are left out, and so are ties to what came later and what nkmap notes "
            "as left open. Our own corrections are not undone."
        )
        if chosen:
            everything = partial(session.change, known_on=None)
            page_frame.button("Show everything known now", "known_now", everything)


def question() -> None:
    """Offer the questions that the figures can answer."""
    titles = {question.question_id: question.title for question in live_dataset.data().asked}
    if titles:
        st.selectbox(
            "Question",
            list(titles),
            format_func=titles.__getitem__,
            **bound("question", page_frame.question().question_id),
        )


# ---------------------------------------------------------------- where


def where(shown: tuple[View, ...]) -> None:
    """Offer origins, destinations, sources, and claims without a month, behind one button."""
    view, data = shown[0], live_dataset.data()
    # Two periods are set against each other without what has no month.
    is_one = len(shown) == 1
    chosen = sum(map(len, (view.origins, view.destinations, view.sources)))
    chosen += is_one and not view.undated
    label = f"Where from, where to ({chosen})" if chosen else "Where from, where to"
    with behind(label, ":material/filter_alt:", "where") as is_open:
        if not is_open:
            return
        for label, field, column in (
            ("Where from", "origins", "origin"),
            ("Where to", "destinations", "destination"),
            ("Source", "sources", "source_id"),
        ):
            wanted = getattr(view, field)
            st.multiselect(
                label,
                sorted({*_named(data, known_by(view), column), *wanted}),
                format_func=lambda option: data.names.get(option, option),
                placeholder="any",
                **bound(field, list(wanted)),
            )
        if is_one:
            # With months chosen, a claim with no date at all is left out whatever this says.
            offered = views.without_month(data.claims, view)
            st.toggle(
                f"Show claims without a month ({len(offered):,})", **bound("undated", view.undated)
            )


@cached
def _named(data: Dataset, then: View, column: str) -> tuple[str, ...]:
    """List what the claims that were known then hold in a column."""
    values = Evidence(data, then).selection.shown[column].explode().dropna()
    return tuple(sorted(values.unique()))
