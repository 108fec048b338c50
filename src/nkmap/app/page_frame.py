"""What a page shows, the places of its parts, and what all pages wear (with static/app.css)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.layout_utils import Width

from nkmap.addresses import public_address
from nkmap.app import components, live_dataset, session
from nkmap.app.session import uninterrupted
from nkmap.evidence import Evidence, known_by
from nkmap.figures import viewport
from nkmap.figures.colours import Theme
from nkmap.project_files import STATIC
from nkmap.publish import place_pages
from nkmap.publish.templates import fragments, markdown
from nkmap.questions import EVERYTHING, Question
from nkmap.view import Frame, View
from nkmap.wording import counts
from nkmap.wording.sources import article


def of(view: View, periods: tuple[View, ...] = ()) -> Evidence:
    """Select the claims of a view, for every part of a page and every file made from it."""
    return Evidence(live_dataset.data(), view, public_address(), session.dropped(), periods=periods)


def of_everything() -> Evidence:
    """Select what the link asks for: map, timeline and table hold the same claims."""
    return of(session.view())


def of_sources() -> Evidence:
    """Select all that was known on the day, because nothing else is chosen on the Sources page."""
    chosen = session.view()
    return of(known_by(chosen).with_(claim=chosen.claim, place=chosen.place))


def of_place() -> Evidence:
    """Select the claims that name the place that is open, or all: what was known on the day."""
    chosen = session.view()
    view = place_pages.view_of(chosen.place, chosen) if chosen.place else known_by(chosen)
    frame = place_pages.frame_of(live_dataset.data(), chosen.place) if chosen.place else view.frame
    return of(view.with_(claim=chosen.claim, place=chosen.place, frame=frame))


def question() -> Question:
    """Find the question that is chosen, else the first."""
    asked, chosen = live_dataset.data().asked, session.view().question
    first = next(iter(asked), EVERYTHING)
    return next((question for question in asked if question.question_id == chosen), first)


def of_question() -> Evidence:
    """Select the claims that answer the question, as known on the day that is chosen."""
    here = session.view()
    return of(
        question().view.with_(
            claim=here.claim, place=here.place, known_on=here.known_on, question=here.question
        )
    )


def place(key: str) -> DeltaGenerator:
    """Keep the room of something that is sent later (``app.css`` says how much)."""
    kept = st.container(key=key)
    kept.empty()  # Streamlit shows no container that holds nothing
    return kept


def columns() -> tuple[DeltaGenerator, ...]:
    """Make a column for figures and one for panels; below each other on a narrow screen."""
    if session.window() < viewport.ONE_COLUMN:
        return st.container(), st.container()
    return tuple(st.columns(viewport.COLUMNS, gap="medium"))


def choices_and_list() -> tuple[DeltaGenerator, ...]:
    """Make a column for choices and one for a list; below each other on a phone."""
    return tuple(st.columns((330.0, 998.0), gap="medium"))


def beside(figure: DeltaGenerator, panel: DeltaGenerator) -> DeltaGenerator:
    """Choose where the chosen claim stands: beside the figure, or right below what was touched."""
    return panel if session.window() >= viewport.ONE_COLUMN else figure


def note(words: str) -> None:
    """Show a note; nothing where there are no words."""
    if words:
        st.html(fragments.note(words))


def section(title: str, small: str = "") -> None:
    """Show a heading inside a page."""
    st.html(fragments.section(title, small))


def button(
    label: str,
    key: str,
    act: Callable[..., object],
    *given: object,
    icon: str = "",
    help: str | None = None,  # noqa: A002 - Streamlit's name
    type: Literal["primary", "secondary"] = "secondary",  # noqa: A002 - likewise
    disabled: bool = False,
    width: Width = "content",
) -> None:
    """Show a button that calls ``act`` with ``given``; no other message cuts the call short.

    ``icon`` is the bare name of a Material symbol.
    """
    st.button(
        label,
        key=key,
        on_click=uninterrupted(act, *given),
        icon=f":material/{icon}:" if icon else None,
        help=help,
        type=type,
        disabled=disabled,
        width=width,
    )


def choose(claim: str | None, place: str | None = None) -> None:
    """Open a claim, else a place; ids that are not in the dataset open nothing."""
    known = live_dataset.data().known
    if claim in known.claims:
        # The page of a place stays that of its place.
        is_beside = session.page() == PLACES
        session.change(claim=claim, place=session.view().place if is_beside else None)
    elif place in known.places:
        session.change(claim=None, place=place)


PLACES = "places"
"""The end of the address of the page of a place."""
_WANTED = "wanted page"


def want_page(page: str) -> None:
    """Turn to a page with the next run: a callback itself cannot."""
    st.session_state[_WANTED] = page


def turn_to_wanted_page() -> None:
    """Turn to the page that a callback asked for, if any did."""
    if wanted := st.session_state.pop(_WANTED, ""):
        st.switch_page(f"pages/{wanted}.py")


def to_place() -> Callable[[str], str]:
    """Give what makes the address of a place's page of its id; see ``watch_place_links``."""
    return session.place_link().__add__


def open_place(place: str | None) -> None:
    """Turn to the page of a place, or to the list of all."""
    if place is None or place in live_dataset.data().known.places:
        session.change(claim=None, place=place, aside=None)
        if session.page() != PLACES:
            want_page(PLACES)


# ---------------------------------------------------------------- what all pages wear


def dress(theme: Theme) -> None:
    """Show the wordmark in the reader's theme, set its colours, and watch the window's width."""
    st.logo(f"/{STATIC}wordmark-{theme}.svg", size="medium")
    st.html(fragments.colours(theme))
    told = {
        "width": session.window(),
        "known": session.knows_window(),
        "dark": theme == "dark",
        "draws": session.draws_maps(),
        "moves": session.view().frame is Frame.EXPLORE,
    }
    # Without something to call, what the window tells is not kept.
    if size := components.show("window_size", told, "window_watch", size=lambda: None).size:
        st.session_state["window"] = int(size["width"])
        st.session_state["draws"] = bool(size["draws"])


def watch_connection() -> None:
    """Watch whether the server answers; after the page, which does not wait for it."""
    data = {"own": session.OWN_STORY in st.session_state}
    components.show("connection", data, "connection_watch", back=lambda: None)


def watch_place_links() -> None:
    """Turn to a place's page where a reader follows a link to it, without leaving the session."""
    key = "place_links"
    components.show(
        key,
        {},
        key,
        open=lambda: open_place((components.reported(key, "open") or {}).get("place")),
    )


def dropped() -> None:
    """Show what a link asked for and could not get, in one line."""
    if lost := session.dropped():
        short = (item if len(item) <= 80 else f"{item[:77]}..." for item in lost[:5])
        listed = "; ".join(map(markdown, short))
        more = f"; and {len(lost) - 5} more" if len(lost) > 5 else ""
        st.warning(f"These parts of the link cannot be used: {listed}{more}.")


def finding(here: Evidence, headline: str, answer: str = "") -> None:
    """Show the page's finding in one sentence, the day whose knowledge it tells, and its count."""
    day = here.view.known_on
    if answer:  # a question is asked now, and answered with what was known then
        answer = counts.as_known(answer, day)
    else:
        headline = counts.as_known(headline, day)
    st.html(fragments.headline(headline, here.counting, answer))


def footer() -> None:
    """Show source, attribution and version; of a day, the sources published by then."""
    data, view = live_dataset.data(), session.view()
    sources = data.sources
    if view.known_on:
        then = Evidence(data, known_by(view)).counted("source_id")
        sources = sources[sources["source_id"].isin(set(then))]
    cited = "; ".join(article(row) for _, row in sources.head(3).iterrows()) or "none"
    more, word = len(sources) - 3, counts.of_number(len(sources), "Source")
    cited = f"{word}: {cited}" + (f"; and {more} more" if more > 0 else "")
    st.html(fragments.footer(cited, data.version, data.date))
