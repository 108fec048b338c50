"""What every page wears: style, the finding at its top, the footer."""

from __future__ import annotations

import streamlit as st

from nkmap import wording
from nkmap.app import components, held, session
from nkmap.app.screen import Screen
from nkmap.figures.assets import STATIC
from nkmap.figures.symbols import Theme
from nkmap.publish import escape, fragments
from nkmap.render.svg import colour_rules, variables
from nkmap.view import Frame

_CSS = """
.stMainBlockContainer { padding: 3.9rem 40px 1rem !important; max-width: none; }
.stMainBlockContainer > .stVerticalBlock { gap: .6rem; }
.stColumn .stVerticalBlock { gap: .5rem; }
.st-key-mapbox { gap: 0 !important; }
.nk-h1[data-nk-follows] { font-size: 24px !important; line-height: 1.2 !important; min-height: 2.4em; text-wrap: wrap; }
.nk-h1 { font-family: 'Source Serif', serif; font-size: 30px !important; line-height: 1.16 !important;
  letter-spacing: -.3px; font-weight: 700; margin: 0; padding: 0 !important; text-wrap: balance; }
[data-nk-waiting] { opacity: .4; }
.nk-count { margin: 4px 0 0; color: var(--nk-ink2); font-size: 15px; }
.nk-answer { margin: 6px 0 0; font: 600 19px/1.3 'Source Serif', serif; text-wrap: balance; }
.nk-cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 20px 28px; }
.nk-answers { columns: 4 250px; column-gap: 20px; margin-top: 8px; }
.nk-card { break-inside: avoid; border: 1px solid var(--nk-line); border-top: 3px solid var(--kind, var(--nk-warn));
  padding: 8px 14px 10px; margin: 0 0 16px; font-size: 14px; line-height: 1.35; }
.nk-card h3 { font: 700 16px/1.3 'Source Sans', sans-serif !important; color: var(--kind, var(--nk-ink)) !important; margin: 0; padding: 0 !important; }
.nk-card h3 img { vertical-align: -2px; } .nk-card p { margin: 0; }
.nk-meaning { color: var(--nk-ink2); font-size: 13px; }
.nk-card ul { margin: 6px 0 !important; padding: 0 0 0 1.1em !important; }
.nk-card li { margin: 0 !important; padding: 0 !important; font-size: 14px; font-weight: 600; }
.nk-card li small { color: var(--nk-ink2); font-weight: 400; border: 1px solid var(--nk-border); border-radius: 3px; padding: 0 4px; }
.nk-unknown li small { border: 0; padding: 0; } .nk-list small { white-space: nowrap; } .nk-list ul { margin: 0 0 10px !important; }
.nk-unknown li { font-weight: 400; margin-bottom: 5px !important; } .nk-old { text-decoration: line-through; }
.nk-origins { color: var(--nk-ink2); font-size: 13px; }
.nk-key { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 0 !important; padding: 0 !important; }
.nk-key li { margin: 0 !important; padding: 0 !important; font-size: 13px; color: var(--nk-ink2); }
.nk-key img { vertical-align: -3px; margin-right: 4px; }
.nk-table { overflow-x: auto; font-size: 14.5px; line-height: 1.35; }
.nk-table table { border-collapse: collapse; width: 100%; margin: 0; }
.nk-table caption { text-align: left; color: var(--nk-ink2); padding: 0 0 6px; }
.nk-table th, .nk-table td { text-align: left; vertical-align: top; font-weight: 400; border: 0;
  border-bottom: 1px solid var(--nk-line); padding: 6px 14px 6px 0; }
.nk-table thead th { border-bottom: 2px solid var(--nk-ink); font-size: 13px; font-weight: 600;
  color: var(--nk-ink2); }
.nk-table tbody th { font-weight: 600; min-width: 8.6em; } .nk-table td:nth-child(-n+3) { min-width: 5.5em; }
.nk-table td:last-child { min-width: 16em; }
.nk-table .nk-number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.nk-note { color: var(--nk-ink2); font-size: 14.5px; line-height: 1.4; margin: 0; }
.nk-section { font-family: 'Source Serif', serif; font-size: 20px !important; font-weight: 700;
  margin: 0; padding: 0 !important; }
.nk-section small { font: 400 14px 'Source Sans', sans-serif; color: var(--nk-ink2); }
.nk-id { float: right; color: var(--nk-ink3); font-weight: 400; font-size: 13px; letter-spacing: 0; }
.nk-panel { border: 1px solid var(--nk-line); border-top: 3px solid var(--kind); padding: 12px 18px;
  font-size: 14.5px; line-height: 1.4; overflow-wrap: anywhere; }
.nk-panel p { margin: 0 0 8px; }
.nk-panel dl { display: grid; grid-template-columns: 76px 1fr; gap: 3px 8px;
  margin: 0 0 8px !important; padding: 0; }
.nk-panel dt { color: var(--nk-ink2); margin: 0 !important; }
.nk-panel dd { margin: 0 !important; padding: 0 !important; }
.nk-kind { color: var(--kind); font-weight: 700; letter-spacing: .6px; text-transform: uppercase;
  font-size: 13px; }
.nk-kind img { vertical-align: -3px; margin-right: 4px; }
.nk-kind .nk-id { text-transform: none; }
.nk-figure { font-size: 18px; font-weight: 600; line-height: 1.1; }
.nk-figure b { font: 700 44px/1 'Source Serif', serif; letter-spacing: -.5px; }
.nk-figure.nk-none { font-size: 22px; font-family: 'Source Serif', serif; }
.stColumn:has(.st-key-panel) > .stVerticalBlock { position: sticky; top: 64px; }
.st-key-method { max-width: 46rem; }
.st-key-method h1 { font-size: 26px !important; } .st-key-method h2 { font-size: 20px !important; }
.nk-place { font: 700 24px/1.2 'Source Serif', serif; }
.nk-caution { border-left: 4px solid var(--nk-warn); background: var(--nk-panel); padding: 8px 12px;
  margin: 0 0 8px; } .nk-caution b { color: var(--nk-warn); }
p.nk-caution { margin: 0; font-size: 14px; }
.nk-refused code { font-size: 13px; overflow-wrap: anywhere; white-space: normal; }
.st-key-story_steps, .st-key-story_file { max-width: 64rem; gap: .8rem !important; }
.st-key-story_steps h2 { font-size: 18px !important; }
.nk-over { border: 1px solid var(--nk-ink); padding: 6px 10px; }
.nk-say { font: italic 16px/1.4 'Source Serif', serif; }
.nk-say b { font: 600 12.5px 'Source Sans', sans-serif; color: var(--nk-ink2); }
.nk-source { font-size: 13.5px; } .nk-panel a, .nk-cite a { color: var(--nk-ink); }
.nk-hist { display: flex; align-items: flex-end; gap: 2px; height: 30px; margin-bottom: 16px; }
.nk-hist i { flex: 1; display: block; background: var(--nk-line); }
.nk-hist i.nk-in { background: var(--nk-ink3); }
.st-key-previous_month p, .st-key-next_month p { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); }
.st-key-months_slider { gap: 0 !important; padding: 0 14px; }
.nk-legend { list-style: none; margin: 0 !important; padding: 0 !important; font-size: 12.5px; line-height: 1.3; }
.nk-legend li { display: flex; align-items: center; gap: 10px; margin: 0 0 5px !important;
  padding: 0 !important;
  font-size: 12.5px; color: var(--nk-ink); }
.nk-legend li:last-child { margin: 0; }
.st-key-explore { position: relative; gap: 0 !important; }
.st-key-explore [data-testid=stDeckGlJsonChart] { cursor: grab; }
.st-key-zoom_buttons { position: absolute !important; left: 10px; bottom: 10px; z-index: 3; width: auto !important; }
.st-key-explore_areas { border: 1px solid var(--nk-line); border-top: 0; padding: 8px 12px; gap: 2px !important; }
.st-key-explore_areas button { min-height: 32px; padding: 2px 8px; }
.st-key-explore_areas button, .st-key-explore_areas button * { justify-content: flex-start; text-align: left; }
.st-key-legend_below { border: 1px solid var(--nk-line); border-top: 0; padding: 8px 12px; }
.st-key-legend_below .nk-legend { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 2px 16px; }
.nk-swatch { flex: 0 0 52px; text-align: center; } .nk-swatch img { max-width: none; }
[data-testid=stDeckGlJsonChart] { border: 1px solid var(--nk-line); background: var(--nk-sea); }
/* Without a graphics card Chromium leaves out what an opaque box covers of a canvas, and takes it upside down: a hole as
   large as the box, as far from the top as the box is from the bottom. Of a canvas with round corners it leaves out nothing. */
[data-testid=stDeckGlJsonChart] canvas { border-radius: 1px; }
.nk-footer { display: flex; justify-content: space-between; gap: 24px; margin-top: 12px;
  border-top: 1px solid var(--nk-line); padding-top: 8px; color: var(--nk-ink2); font-size: 12.5px; }
.nk-footer span:last-child { white-space: nowrap; }
.nk-cite { border-top: 2px solid var(--nk-ink); padding-top: 8px; font-size: 15px; }
.nk-cite p { margin: 0 0 6px; overflow-wrap: anywhere; }
.stCheckbox label[data-selected=true] > div:first-of-type > div { background: var(--nk-page) !important; }
.st-key-window_watch, .st-key-connection_watch, .st-key-map_moments, :has(> .st-key-style) { display: none; }
.nk-connection { position: fixed; left: 50%; bottom: 14px; transform: translateX(-50%); z-index: 1000000; box-sizing: border-box;
  width: max-content; max-width: calc(100vw - 24px); padding: 8px 16px; border-radius: 4px; font: 600 16px/1.35 'Source Sans', sans-serif;
  color: var(--nk-page); background: var(--nk-ink); box-shadow: 0 0 0 2px var(--nk-page); }
.nk-connection:empty { display: none; }
[data-testid=stBaseButton-primary], [data-testid=stBaseButton-primary] p { color: var(--nk-page) !important; }
[data-stale=true] { transition: opacity 0s linear .8s !important; }
.stDialog pre { padding-right: 52px !important; } .stDialog .stVerticalBlock { gap: .6rem; }
.stDialog .stCode > pre + div { opacity: 1; visibility: visible; }
.stDialog .stCode code, .stDialog .stCode code * { color: var(--nk-ink) !important; }
.stDialog .st-key-share_saying code { font: 400 18px/1.45 'Source Serif', serif !important; }
.st-key-downloads { gap: 8px !important; }
@media (min-width: 641px) {
  .stColumn:has(.st-key-facets) > .stVerticalBlock { position: sticky; top: 64px; max-height: calc(100vh - 72px);
    overflow-y: auto; padding-right: 8px; }
}
@media print {
  [data-testid=stHeader], .st-key-choices, .stButtonGroup, .stPopover, .stButton { display: none !important; }
  .stMainBlockContainer { padding: 0 !important; }
}
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3.6rem 16px 1rem !important; }
  .nk-h1 { font-size: 25px !important; }
  .st-key-mapbox { gap: 0 !important; }
.nk-h1[data-nk-follows] { font-size: 20px !important; }
  .st-key-choices { gap: 6px !important; }
  .st-key-choices button, .st-key-choices button p { font-size: 13px !important; }
  .st-key-choices .stPopover button { padding-inline: 8px; }
  .nk-table thead { display: none; }
  .nk-table table, .nk-table caption, .nk-table tbody { display: block; }
  .nk-table tr { display: block; border-bottom: 1px solid var(--nk-line); padding: 8px 0; }
  .nk-table tbody th, .nk-table td, .nk-table .nk-number { display: block; border: 0; padding: 1px 0; min-width: 0;
    text-align: left; white-space: normal; }
  .nk-table .nk-empty { display: none; }
  .nk-table td::before { content: attr(data-label) ": "; color: var(--nk-ink2); }
  .nk-footer { display: block; } .nk-footer span { display: block; margin-bottom: 4px; }
}
"""


def dress(theme: Theme, *, slides: bool) -> None:
    """Wordmark and style in the reader's theme, and the watch on the window's width."""
    st.logo(f"/{STATIC}wordmark-{theme}.svg", size="medium")
    with st.container(key="style"):
        at_once(f"<style>:root {{{variables(theme)}}}{colour_rules()}{_CSS}</style>")
    components.connection_watch(own=session.OWN_STORY in st.session_state)
    components.window_watch(
        session.window(),
        session.window_height(),
        _remember_size,
        still=session.prefers_stillness(),
        dark=theme == "dark",
        high=slides,
        draws=session.draws_maps(),
        moves=session.view().frame is Frame.EXPLORE,
    )


def at_once(html: str) -> None:
    """Show HTML with the first words of a page; text in it is escaped, as for ``st.html``.

    What ``st.html`` is given waits for a script of its own, and React holds back what has waited
    for 0.3 s.
    """
    st.markdown(escape.one_block(html), unsafe_allow_html=True)


def _remember_size() -> None:
    size = st.session_state["window_watch"].get("size")
    if size:
        st.session_state["window"] = int(size["width"])
        st.session_state["window_height"] = int(size["height"])
        st.session_state["still"] = bool(size["still"])
        st.session_state["draws"] = bool(size["draws"])


def dropped() -> None:
    """One line about what a link asked for and could not get."""
    lost = st.session_state.get("dropped") or []
    if lost:
        listed = "; ".join(escape.markdown(_short(item)) for item in lost[:5])
        more = f"; and {len(lost) - 5} more" if len(lost) > 5 else ""
        st.warning(f"These parts of the link cannot be used: {listed}{more}.")


def _short(item: str) -> str:
    return item if len(item) <= 80 else f"{item[:77]}..."


def finding(here: Screen, headline: str, answer: str = "") -> None:
    """The page's one-sentence finding, the day whose knowledge it tells, and what it rests on."""
    day = here.view.known_on
    if answer:  # a question is asked now, and answered with what was known then
        answer = wording.as_known(answer, day)
    else:
        headline = wording.as_known(headline, day)
    st.html(fragments.headline(headline, here.counting, answer))


def footer() -> None:
    """Source, attribution and version; of a day, the sources published by then."""
    data, view = held.library().data, session.view()
    sources = data.sources
    if view.known_on:
        then = held.counted("source_id", held.what_is_known(view))
        sources = sources[sources["source_id"].isin(set(then))]
    cited = "; ".join(wording.article(row) for _, row in sources.head(3).iterrows()) or "none"
    more, word = len(sources) - 3, "Source" if len(sources) == 1 else "Sources"
    cited = f"{word}: {cited}" + (f"; and {more} more" if more > 0 else "")
    st.html(fragments.footer(cited, data.version, data.date))
