"""What a reader's session holds: the link's query string, and nothing that it could not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from nkmap.app import live_dataset
from nkmap.cache import cached_many
from nkmap.characters import without_turns
from nkmap.dataset import Dataset
from nkmap.evidence import link_to
from nkmap.figures.colours import Theme
from nkmap.render.svg import Svg
from nkmap.schema import LAYERS, Kind, Layer
from nkmap.view import EVERY_MONTH, LONGEST_QUERY, View, from_query, opening
from nkmap.wording import TEXTS


def uninterrupted(
    callback: Callable[..., object], *given: object, **named: object
) -> Callable[..., None]:
    """A callback, with what it is given, that another message does not cut short.

    Streamlit (1.67) looks for waiting messages whenever the session is read, in a callback too, and
    takes one that it finds there for the callback's own wish to run again: what a reader did just
    before is dropped with the rest of the callback. Here the message waits until the callback has
    ended; Streamlit looks again before it runs the page.
    """

    def whole(*args: object) -> None:
        context = get_script_run_ctx()
        requests = context.script_requests if context else None
        if requests is None or "on_scriptrunner_yield" in vars(requests):
            callback(*given, *args, **named)
            return
        requests.on_scriptrunner_yield = lambda: None  # type: ignore[method-assign]
        try:
            callback(*given, *args, **named)
        finally:
            del requests.on_scriptrunner_yield

    return whole


DEFAULT_WINDOW = 1440
"""Pixels; assumed until the reader's browser has said how wide its window is."""

LIKELY_WINDOWS = (DEFAULT_WINDOW, 1920, 390)
"""Pixels of windows whose maps are sent while the width is not known; the browser takes its own."""

OWN_STORY = "own_story"
"""Where a session holds the steps of the reader's own briefing; ``own_story`` reads and writes."""


def require_entry() -> None:
    """Run the entry if a page was run without it.

    A folder named ``pages`` makes a fresh Streamlit server run the page it is asked for by itself,
    until something calls ``st.navigation``, which the entry does. There is no public way to say so
    beforehand, hence the flag that ``st.navigation`` itself sets.
    """
    if "query" not in st.session_state:
        PagesManager.uses_pages_directory = False
        st.rerun()


@uninterrupted
def open_link() -> None:
    """Take the view from the address, and note what had to be dropped.

    Once in a session, and whenever a reader goes back or forward in the browser's history.
    """
    address = _address()
    if not _went_elsewhere(address) and "query" in st.session_state:
        return
    known = live_dataset.data().known
    shown, told = from_query(urlencode(address, doseq=True), known)
    if not address:
        shown = opening(known)
    if shown.own_story and OWN_STORY not in st.session_state:
        shown = shown.with_(own_story=False)
        told = (*told, TEXTS["own_needs_its_file"])
    change_to(shown, told)
    st.session_state["address"], st.session_state["arrived"] = address, True


def _address() -> dict[str, list[str]]:
    """The query of the address that the browser told."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _went_elsewhere(address: dict[str, list[str]]) -> bool:
    """Whether a reader went back or forward to an address.

    Streamlit says so, but not where it takes another message together with that. An address that
    the browser told before it knew the one that was written last is only late; and one of a page
    that was just turned to is bare.
    """
    context, state = get_script_run_ctx(), st.session_state
    script = context.page_script_hash if context else ""
    is_turned, state["script"] = state.get("script") != script, script
    if address == state.get("address"):
        state["arrived"] = True
        return False
    if context and context.is_history_navigation:
        return True
    return bool(state.get("arrived") and (address or not is_turned))


def view() -> View:
    """What the screen shows now."""
    require_entry()
    return view_of(st.session_state["query"])


def view_of(query: str) -> View:
    """The view that a query string describes, of the dataset at hand."""
    return _view(live_dataset.data(), query)


@cached_many
def _view(data: Dataset, query: str) -> View:
    return from_query(query, data.known)[0]


def dropped() -> tuple[str, ...]:
    """What the link that was opened asked for in vain; nothing once the view was changed."""
    return tuple(without_turns(item) for item in st.session_state.get("dropped") or ())


def change(**changes: object) -> None:
    """Change the view; what a link had dropped has been read by then.

    Other claims, or another order, start on the first page of the table.
    """
    before = view()
    after = before.with_(**changes)
    order = before.sort, before.descending
    if (after.limits, after.sort, after.descending) != (before.limits, *order):
        after = after.with_(page=1)
    if len(after.to_query()) > LONGEST_QUERY:
        change_to(before, ("the last choice (no link can hold so many)",))
        return
    change_to(after)


def change_to(shown: View, dropped: Sequence[str] = ()) -> None:
    """Show another view altogether; ``dropped``: what was asked for and cannot be shown."""
    st.session_state["query"], st.session_state["dropped"] = shown.to_query(), list(dropped)


def bound(key: str, value: object, take: Callable[[Any], object] | None = None) -> dict[str, Any]:
    """Set what a widget shows; gives its key and what it calls when a reader chooses.

    What is chosen goes to ``take``, else it becomes the view's field of that name. A widget given
    its value as a default would be another one for each value.
    """
    st.session_state[key] = value

    def chosen() -> None:
        found = st.session_state[key]
        if take:
            take(found)
        else:
            change(**{key: tuple(found) if isinstance(found, list) else found})

    return {"key": key, "on_change": uninterrupted(chosen)}


def switch_layers(on: Sequence[Layer]) -> None:
    """Show these layers.

    What lies in none of them goes, kinds and the claim that is open, or it would switch its layer
    on again. Where kinds are chosen, a layer that comes brings those that lie in it alone.
    """
    chosen, known = view(), live_dataset.data().known
    kinds = tuple(kind for kind in chosen.kinds if kind in known.kinds_in(on))
    layer_of_open, _ = known.claims.get(chosen.claim or "", (None, None))
    new = [kind for layer in on if layer not in chosen.layers for kind in LAYERS[layer].kinds]
    change(
        layers=tuple(on),
        kinds=() if set(kinds) <= {Kind.ROUTE} else (*kinds, *new),
        claim=chosen.claim if layer_of_open in on else None,
    )


def write_link() -> None:
    """Bring the address bar up to date with the view."""
    query = st.session_state["query"]
    if not query and opening(live_dataset.data().known) != View():
        query = EVERY_MONTH
    wanted = parse_qs(query, keep_blank_values=True)
    if _address() != wanted:
        st.query_params.from_dict(wanted)
        st.session_state["arrived"] = False
    st.session_state["address"] = wanted


def link(shown: View | None = None, address: str = "") -> str:
    """Give the full address of this very view, or of another, to send to somebody.

    ``address`` is the dashboard's public one, where it is known.
    """
    shown = shown or view()
    if address:
        return link_to(shown, address, page())
    base = str(st.context.url or "").split("?")[0].split("#")[0]
    return f"{base}{link_to(shown)}"


def turn_to(page: str) -> None:
    """Note which page is shown, by the end of its address; what is open over another one closes."""
    if st.session_state.get("page") != page:
        st.session_state["page"] = page
        st.session_state.pop("sharing", None)


def page() -> str:
    """The page that is shown, by the end of its address; empty for the first one."""
    return str(st.session_state.get("page", ""))


def place_link() -> str:
    """The beginning of the address of a place's page, which keeps this view; its id comes last."""
    query = view().with_(claim=None, place=None, aside=None).to_query()
    return f"places?{query}&place=" if query else "places?place="


def theme() -> Theme:
    """The reader's theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def svg() -> Svg:
    """How drawings are written into HTML of the reader's theme."""
    return Svg.of(theme())


def window() -> int:
    """The width of the reader's window in pixels, as far as known."""
    return int(st.session_state.get("window", DEFAULT_WINDOW))


def knows_window() -> bool:
    """Whether the browser has said how wide its window is, which it does once it shows something.

    Until then a page may send what is read first alone: all that comes with it delays it.
    """
    return "window" in st.session_state


def echo() -> int:
    """Which choice of months the view answers, so that the browser does not obey an older one."""
    return int(st.session_state.get("echo", 0))


def draws_maps() -> bool:
    """Whether the reader's browser can draw a map; so it is until it says that it cannot."""
    return bool(st.session_state.get("draws", True))


def bump(counter: str) -> None:
    """Count one up; counters only tell the browser that something is to be done again."""
    st.session_state[counter] = st.session_state.get(counter, 0) + 1


def counter(name: str) -> int:
    """The state of a counter."""
    return int(st.session_state.get(name, 0))
