"""Facets, words to search for, and every limit as a chip that can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

import streamlit as st

from nkmap import view as views
from nkmap.app import components, live_dataset, session
from nkmap.app.page_frame import button, note
from nkmap.cache import cached
from nkmap.evidence import Evidence, known_by, labels_of
from nkmap.figures.symbols import glyph_address
from nkmap.figures.viewport import PHONE
from nkmap.schema import Kind, Layer
from nkmap.view import DEFAULT_LAYERS, FACETS, WITH_CONTROL, Counted, Limit, View
from nkmap.view.fields import LONGEST_SEARCH
from nkmap.wording import counts, files_and_links

MOST_OPTIONS = 30
"""Values of one facet that are listed; the rest is counted and can be searched for."""


def search(view: View) -> None:
    """Offer to search for words in claims and in names of their places, in any script."""
    st.text_input(
        "Search claims and places",
        type="search",
        icon=":material/search:",
        placeholder="Hoeryong, 회령, 会寧, coach …",
        max_chars=LONGEST_SEARCH,
        **session.bound("search", view.search),
    )


def elsewhere(here: Evidence) -> None:
    """Show where else the words searched for stand, with a button to show those claims."""
    view = here.view
    found = _elsewhere(here.data.claims, view.limits)
    if told := counts.in_layers_off(found.layers):
        note(told)
        layers = [*view.layers, *found.layers]
        button("Show them", "show_layers", session.switch_layers, layers)
    if told := counts.with_count("left_out_by_choices", found.others):
        note(told)
        all_claims = known_by(view).with_(search=view.search)
        button("Search all claims", "search_all", session.change_to, all_claims)


_elsewhere = cached(views.elsewhere)


def facets(here: Evidence) -> None:
    """Offer every facet with its values, and how many claims each would show."""
    is_phone = session.window() < PHONE
    box = st.expander("Filters", key="open_facets", on_change="rerun") if is_phone else None
    with box or nullcontext():
        if box is None or box.open:
            claims, known = here.data.claims, here.data.known
            counted = views.count_facets(claims, known, here.view, MOST_OPTIONS)
            shown = [_facet(here, facet, own) for facet, own in counted.items() if own.options]
            components.show("facets", {"facets": shown}, "facets", choice=_choose)


def _facet(here: Evidence, facet: str, counted: Counted) -> dict[str, Any]:
    names, theme = labels_of(here.data), session.theme()
    wanted, left_out = set(here.view.chosen(facet)), counted.left_out
    more = f"and {left_out:,} more with fewer claims; search for them above" if left_out else ""
    return {
        "name": facet,
        "label": FACETS[facet].label,
        "open": FACETS[facet].is_open,
        "more": more,
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
    found = [own for own in views.limits(session.view()) if own.field not in WITH_CONTROL]
    _chips(found, "further_chips")


def _chips(found: Sequence[Limit], key: str) -> None:
    if found:
        data = {"chips": _in_words(found)}
        components.show("chips", data, key, drop=lambda: _drop(found, key))


def _in_words(found: Sequence[Limit]) -> list[str]:
    labels = labels_of(live_dataset.data())
    return [files_and_links.limit(limit, labels) for limit in found]


def _drop(found: Sequence[Limit], key: str) -> None:
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
    """Show what is chosen on other pages, on a page that it does not limit.

    What a bare address opens on was chosen by nobody.
    """
    opening = views.limits(views.opening(live_dataset.data().known))
    found = [
        limit
        for limit in views.limits(session.view())
        if limit.field != "known_on" and limit not in opening
    ]
    if found:
        told = "; ".join(_in_words(found))
        note(f"Chosen on other pages, not used here: {told}.")
