"""Facets, words to search for, and every limit as a chip that can be taken away."""

from __future__ import annotations

from typing import Any

import streamlit as st

from nkmap import view as views
from nkmap.app import components, session, store
from nkmap.app.session import uninterrupted
from nkmap.cache import cached
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence, labels_of
from nkmap.figures.icons import glyph_address
from nkmap.figures.page_layout import PHONE
from nkmap.publish.templates import fragments
from nkmap.schema import Kind, Layer
from nkmap.view import DEFAULT_LAYERS, FACETS, WITH_CONTROL, Counted, Elsewhere, Facets, Limit, View
from nkmap.wording import counts, files_and_links

MOST_OPTIONS = 30
"""Values of one facet that are listed; the rest is counted and can be searched for."""


def search(view: View) -> None:
    """Offer to search for words in claims and in names of their places, in any script."""
    st.session_state["search"] = view.search
    st.text_input(
        "Search claims and places",
        key="search",
        type="search",
        icon=":material/search:",
        placeholder="Hoeryong, 회령, 会寧, coach …",
        max_chars=200,
        on_change=session.sets("search"),
    )


def elsewhere(here: Evidence) -> None:
    """Show where else the words searched for stand, with a button to show those claims."""
    found = _elsewhere(here.data, here.view.limits)
    if told := counts.in_layers_off(found.layers):
        st.html(fragments.note(told))
        on = [*here.view.layers, *found.layers]
        st.button(
            "Show them",
            key="show_layers",
            on_click=uninterrupted(session.switch_layers),
            args=(on,),
        )
    if told := counts.left_out_by_choices(found.others):
        st.html(fragments.note(told))
        everywhere = View(
            search=here.view.search, layers=views.ALL_LAYERS, known_on=here.view.known_on
        )
        st.button(
            "Search all claims",
            key="search_all",
            on_click=uninterrupted(session.change_to),
            args=(everywhere,),
        )


@cached
def _elsewhere(data: Dataset, view: View) -> Elsewhere:
    return views.elsewhere(data.claims, view)


def facets(here: Evidence) -> None:
    """Offer every facet with its values, and how many claims each would show."""
    if session.window() < PHONE:
        box = st.expander("Filters", key="open_facets", on_change="rerun")
        with box:
            if box.open:
                _facets(here)
    else:
        _facets(here)


def _facets(here: Evidence) -> None:
    counted = _facets_of(here.data).counts(here.view, MOST_OPTIONS)
    shown = [_facet(here, facet, own) for facet, own in counted.items() if own.options]
    components.show("facets", {"facets": shown}, "facets", choice=_choose)


@cached
def _facets_of(data: Dataset) -> Facets:
    return Facets(data.claims, data.known)


def _facet(here: Evidence, facet: str, counted: Counted) -> dict[str, Any]:
    names, theme = labels_of(here.data), session.theme()
    wanted, row = set(here.view.chosen(facet)), FACETS[facet]
    return {
        "name": facet,
        "label": row.label,
        "open": row.is_open,
        "more": (
            f"and {counted.left_out:,} more with fewer claims; search for them above"
            if counted.left_out
            else ""
        ),
        "options": [
            {
                "value": option.value,
                "label": files_and_links.facet_value(facet, option.value, names),
                "count": option.count,
                "chosen": option.value in wanted,
                "glyph": glyph_address(Kind(option.value), theme) if facet == "kinds" else "",
                # One layer is always on; without any there would be nothing to choose from.
                "fixed": facet == "layers" and wanted == {option.value},
            }
            for option in counted.options
        ],
    }


def _choose() -> None:
    choice = components.reported("facets", "choice")
    if choice and choice["facet"] == "layers":
        session.switch_layers([Layer(value) for value in choice["values"]] or DEFAULT_LAYERS)
    elif choice:
        session.change(**views.choose(choice["facet"], choice["values"]))


def chips() -> None:
    """Show every limit of the view as a chip that can be taken away."""
    _chips(views.limits(session.view()), "chips")


def chips_of_the_rest() -> None:
    """Show the limits that were set on the Data page and have no control on this one."""
    found = (own for own in views.limits(session.view()) if own.field not in WITH_CONTROL)
    _chips(tuple(found), "further_chips")


def _chips(found: tuple[Limit, ...], key: str) -> None:
    if not found:
        return
    labels = labels_of(store.data())
    words = [files_and_links.limit(limit, labels) for limit in found]
    components.show("chips", {"chips": words}, key, drop=lambda: _drop(found, key))


def _drop(found: tuple[Limit, ...], key: str) -> None:
    place = components.reported(key, "drop")
    if place is None:
        return
    limit = None if place < 0 else found[place]
    if limit and limit.field == "layers":
        on = [layer for layer in session.view().layers if layer != limit.value]
        session.switch_layers(on or DEFAULT_LAYERS)
        return
    # All at once: a layer that goes before its kind would be switched on again.
    left: dict[str, object] = {}
    for gone in (limit,) if limit else found:
        left |= views.without(session.view().with_(**left), gone)
    session.change(**left)


def not_used() -> None:
    """Show what is chosen on other pages, on a page that it does not limit."""
    view, labels = session.view(), labels_of(store.data())
    found = [limit for limit in views.limits(view) if limit.field != "known_on"]
    told = "; ".join(files_and_links.limit(limit, labels) for limit in found)
    if told:
        st.html(fragments.note(f"Chosen on other pages, not used here: {told}."))
