"""What there is to pass on of a view: link, sentence, citation, figure, frame for another page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from nkmap import cite, render
from nkmap.addresses import is_web
from nkmap.app import downloads, session, story_editor
from nkmap.app.page_frame import button, section
from nkmap.app.session import uninterrupted
from nkmap.cache import cached
from nkmap.cite import Citation
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence
from nkmap.export import named_by_claims
from nkmap.figures.colours import Theme
from nkmap.publish import figure_files
from nkmap.publish.figure_files import FIGURE_FORMATS
from nkmap.publish.figure_layout import PRESETS
from nkmap.publish.templates import fragments, markdown
from nkmap.relations import lead_claim
from nkmap.story import LONGEST_STORY
from nkmap.view import View
from nkmap.web import pages
from nkmap.wording import TEXTS, WORDS, captions, counts, files_and_links

FRAME_HEIGHT = 720
"""Pixels; a map with its headline and months."""
_EMBED = "embed=true"
"""What leaves out the browser's own furniture of the dashboard."""


def embedded(link: str) -> str:
    """The link to the same view without menus: what an ``<iframe>`` shows."""
    address = link.partition("#")[0]
    before, mark, query = address.partition("?")
    pairs = [pair for pair in query.split("&") if pair and pair != _EMBED] if mark else []
    return f"{before}?{'&'.join([*pairs, _EMBED])}"


def iframe(link: str, title: str) -> str:
    """The code that shows a view in a page of one's own; ``title`` is read out to who cannot see.

    Raises ``ValueError`` for a link that is no address of the web: it would show a page of the
    reader's own, or run a script.
    """
    if not is_web(link):
        raise ValueError(f"{link!r} is no address of the web")
    return str(fragments.frame(embedded(link), " ".join(title.split()), FRAME_HEIGHT))


WIDTH = 1000
"""Pixels of the window over the page; a line of a sentence is still read at one glance."""
LONG, LONG_HEIGHT = 900, 260
"""Characters from which a citation is scrolled, and the pixels it has then."""
_ADDED = "step_was_added"


def share(here: Evidence, linked: View | None = None) -> None:
    """Show the button that opens the dialog; ``linked`` is the view that its link leads to."""
    button(TEXTS["share"], "share", _open, icon="share", width="stretch")
    if st.session_state.get("sharing") == st.session_state["query"]:
        _opened(here, linked)


def _open() -> None:
    """Open the dialog; it does not outlive the view it is about."""
    st.session_state["sharing"] = st.session_state["query"]


def _close() -> None:
    st.session_state.pop("sharing", None)


@st.dialog(TEXTS["share"], width=WIDTH, on_dismiss=uninterrupted(_close))
def _opened(here: Evidence, linked: View | None) -> None:
    """Show the parts of the dialog; none is made before it is open."""
    link, briefing = st.columns([5, 2], gap="medium")
    with link:
        st.code(session.link(linked), language=None, wrap_lines=True)
        st.caption(TEXTS["about_link"])
    with briefing:
        _add_to_briefing(here)
    parts: tuple[Callable[[Evidence], None], ...]
    parts = (_quote, _figure, partial(_embed, linked=linked), _one_file)
    tabs = st.tabs(list(files_and_links.SHARE_PARTS), key="share_part", on_change="rerun")
    for tab, part in zip(tabs, parts, strict=True):
        with tab:
            if tab.open:
                part(here)


def _add_to_briefing(here: Evidence) -> None:
    count = len(story_editor.rows())
    why_not = "" if here.shown else TEXTS["not_added_empty"]
    if count >= LONGEST_STORY:
        why_not = f"Your briefing has {LONGEST_STORY} steps, which is as many as one may have."
    button(
        "Add this view to a briefing",
        "add_to_briefing",
        _add,
        here.view,
        icon="playlist_add",
        disabled=bool(why_not),
        width="stretch",
    )
    if why_not:
        st.caption(why_not)
    # Not from the callback: what that shows takes the place of what the page has shown first.
    if st.session_state.pop(_ADDED, False):
        st.toast(f"Added as step {count} of your briefing.", icon=":material/check:")
    if story_editor.is_started():
        st.caption(f"{counts.plural(count, 'step')} in your briefing; edit or present it.")
        if st.button("Your briefing", key="to_prepare", width="stretch"):
            _close()
            st.switch_page("pages/prepare.py")


def _add(view: View) -> None:
    st.session_state[_ADDED] = story_editor.add(view)


# ---------------------------------------------------------------- sentence and citation


def _quote(here: Evidence) -> None:
    """Offer what is quoted, then show the sentence and the citation."""
    shown = replace(here, periods=())
    if shown.selection.count != here.selection.count:
        st.caption(TEXTS["two_periods"])
    claim = here.view.claim or ""
    subjects = {"claim": f"Claim {claim}"} if claim else {}
    subjects |= {"view": "This view", "data": "The whole dataset"}
    subject = _one_of("What do you quote?", subjects, "share_subject")
    if subject == "claim":
        citation = cite.of_claim(shown.data, here.claim(claim), shown.address)
    elif subject == "view":
        citation = cite.of_view(shown)
    else:
        citation = cite.of_dataset(shown.data, shown.address)
    if citation.saying:
        section("How would I say this?")
        with st.container(key="share_saying"):
            st.code(citation.saying, language=None, wrap_lines=True)
        st.caption(TEXTS["about_quote"])
    section("Citation")
    _references(citation)


def _references(citation: Citation) -> None:
    """Show the references in a format: to copy without the sentence, or as a whole file."""
    name = _one_of("Format", cite.FORMATS, "share_citation")
    words = cite.write(name, replace(citation, saying="")).decode()
    st.code(
        words.strip(),
        language="json" if name == "csl" else None,
        wrap_lines=True,
        height=LONG_HEIGHT if len(words) > LONG else "content",
    )
    found = cite.FORMATS[name]
    downloads.download(
        f"Download as {found.label}",
        partial(cite.write, name, citation),
        cite.file_name(citation, name),
        found.mime,
        "share_citation_file",
        help=found.about,
    )
    st.caption(TEXTS["sources_first"])


# ---------------------------------------------------------------- figure


def _figure(here: Evidence) -> None:
    """Offer what to draw, how large and as what; with a small picture of it, and the file."""
    told = replace(here, periods=())
    theme = session.theme()
    choices, picture = st.columns([4, 5], gap="medium")
    with choices:
        first = "timeline" if session.page() == "timeline" else "map"
        names = {first: files_and_links.FIGURE_NAMES[first], **files_and_links.FIGURE_NAMES}
        name = _one_of("What", names, f"share_figure_{first}")
        preset = _one_of("Size", PRESETS, "share_preset")
        form = _one_of("File", FIGURE_FORMATS, "share_form")
        downloads.download(
            f"Download the figure, {FIGURE_FORMATS[form].label}",
            partial(figure_files.figure, name, told, form, preset, theme),
            figure_files.figure_name(name, told, form, preset),
            FIGURE_FORMATS[form].mime,
            "share_figure_file",
        )
        own = captions.leading(told.shown, told.kind)
        lead = lead_claim(own).claim_id if own else ""
        if name == "map" and here.view.claim and here.view.claim != lead:
            headline = captions.map_headline(told.shown, told.kind, told.names)
            words = TEXTS["figure_is_of_the_view"].format(headline=headline, claim=here.view.claim)
            st.caption(markdown(words))
        st.caption(TEXTS["about_figure"])
    with picture:
        try:
            with st.spinner("Drawing the figure ..."):
                small = _preview(told.data, name, told.view, told.address, theme, told.dropped)
        except render.NotDrawn as error:
            st.warning(markdown(error))
        else:
            alt = told.map_alt if name == "map" else told.alt_text
            st.image(small, caption=TEXTS["preview"], width="stretch", alt=alt)


@cached
def _preview(
    data: Dataset, name: str, view: View, address: str, theme: Theme, dropped: tuple[str, ...]
) -> bytes:
    """Draw the figure for an article, once for all readers of a view."""
    told = Evidence(data, view, address, dropped)
    return figure_files.figure(name, told, "png", "article", theme)


# ---------------------------------------------------------------- embed and one file


def _embed(here: Evidence, linked: View | None) -> None:
    """Show the code that puts this very view into another page, or why there is none."""
    link = session.link(linked, here.address)
    if not is_web(link):
        st.caption(TEXTS["embed_needs_address"])
    else:
        title = f"nkmap: {TEXTS['title']}. {here.counting}"
        st.code(iframe(link, title), language="html", wrap_lines=True)
        if not here.address:
            st.caption(TEXTS["embed_address_is_yours"])
    st.caption(TEXTS["about_embed"])


def _one_file(here: Evidence) -> None:
    """Offer the page that needs no server, or say why this view is too large for it."""
    told = replace(here, periods=())
    count, most = told.selection.count, pages.MOST_CLAIMS
    if count > most:
        st.caption(TEXTS["too_many_for_a_file"].format(count=count, most=most))
        return
    stories = {
        "none": (),
        "briefing": here.data.steps,
        "own": story_editor.steps(),
    }
    offered = {
        name: words for name, words in WORDS["story"].items() if stories[name] or name == "none"
    }
    chosen = _one_of("Story", offered, "share_story")
    steps = stories[chosen]
    wrong = chosen == "own" and story_editor.has_faults(steps)
    downloads.download(
        "Download the page as one HTML file",
        partial(pages.page, told, steps),
        named_by_claims(told, ".html"),
        "text/html",
        "share_page",
        disabled=wrong,
    )
    if wrong:
        st.caption(TEXTS["no_file_with_problems"])
    st.caption(TEXTS["about_one_file"])


def _one_of(label: str, options: Mapping[str, Any], key: str) -> str:
    """Offer one of several; the first until another is chosen, then that for good.

    An option is given by its words, or by what has them as its ``label``.
    """
    names = list(options)
    if st.session_state.get(key) not in names:
        st.session_state[key] = names[0]
    chosen = st.segmented_control(
        label,
        names,
        key=key,
        format_func=lambda name: getattr(options[name], "label", options[name]),
        required=True,
        persist_state="session",
        wrap=True,
    )
    return str(chosen)
