"""What every page wears: colours, its finding, its footer; the rest is static/app.css."""

from __future__ import annotations

import streamlit as st

from nkmap.app import components, session, store
from nkmap.evidence import Evidence, known_by
from nkmap.figures.symbols import Theme
from nkmap.project_files import STATIC
from nkmap.publish import templates
from nkmap.publish.templates import fragments
from nkmap.view import Frame
from nkmap.wording import counts
from nkmap.wording.sources import article


def dress(theme: Theme) -> None:
    """Wordmark and style in the reader's theme, and the watch on the window's width."""
    st.logo(f"/{STATIC}wordmark-{theme}.svg", size="medium")
    st.html(fragments.colours(theme))
    size = components.window_watch(
        session.window(),
        known=session.knows_window(),
        dark=theme == "dark",
        draws=session.draws_maps(),
        moves=session.view().frame is Frame.EXPLORE,
    )
    if size:
        st.session_state["window"] = int(size["width"])
        st.session_state["draws"] = bool(size["draws"])


def watch_connection() -> None:
    """Watch whether the server answers; after the page, which does not wait for it."""
    components.connection_watch(own=session.OWN_STORY in st.session_state)


def dropped() -> None:
    """One line about what a link asked for and could not get."""
    lost = st.session_state.get("dropped") or []
    if lost:
        listed = "; ".join(templates.markdown(_short(item)) for item in lost[:5])
        more = f"; and {len(lost) - 5} more" if len(lost) > 5 else ""
        st.warning(f"These parts of the link cannot be used: {listed}{more}.")


def _short(item: str) -> str:
    return item if len(item) <= 80 else f"{item[:77]}..."


def finding(here: Evidence, headline: str, answer: str = "") -> None:
    """The page's one-sentence finding, the day whose knowledge it tells, and what it rests on."""
    day = here.view.known_on
    if answer:  # a question is asked now, and answered with what was known then
        answer = counts.as_known(answer, day)
    else:
        headline = counts.as_known(headline, day)
    st.html(fragments.headline(headline, here.counting, answer))


def footer() -> None:
    """Source, attribution and version; of a day, the sources published by then."""
    data, view = store.data(), session.view()
    sources = data.sources
    if view.known_on:
        then = Evidence(data, known_by(view)).counted("source_id")
        sources = sources[sources["source_id"].isin(set(then))]
    cited = "; ".join(article(row) for _, row in sources.head(3).iterrows()) or "none"
    more, word = len(sources) - 3, "Source" if len(sources) == 1 else "Sources"
    cited = f"{word}: {cited}" + (f"; and {more} more" if more > 0 else "")
    st.html(fragments.footer(cited, data.version, data.date))
