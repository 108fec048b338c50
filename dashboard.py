"""Entry of the app: the pages, what they all wear, and the link.

Streamlit runs this file for each reader. Its server reads it once, for ``app`` alone.
"""

import streamlit as st
from starlette.middleware import Middleware

from nkmap.app import live_dataset, page_frame, page_head, session

if __name__ == "__main__":
    live_dataset.look()
    session.open_link()
    st.set_page_config(page_title="nkmap", layout="wide", initial_sidebar_state="collapsed")
    page = st.navigation(
        [
            # A server that has just started takes the files of pages/ for its pages; a browser that
            # comes back to it must not find the first page there: it is led to /map, which is none.
            st.Page("pages/map.py", title="Map", default=True, url_path="first-page"),
            st.Page("pages/timeline.py", title="Timeline"),
            st.Page("pages/how_many.py", title="How many?"),
            st.Page("pages/places.py", title="Places"),
            st.Page("pages/compare.py", title="Compare"),
            st.Page("pages/data.py", title="Data"),
            st.Page("pages/sources.py", title="Sources & method"),
            st.Page("pages/briefing.py", title="Briefing"),
            st.Page("pages/prepare.py", title="Prepare a briefing", visibility="hidden"),
        ],
        position="top",
    )

    page_frame.turn_to_wanted_page()
    page_frame.dress(session.theme())
    session.turn_to(page.url_path)
    page_frame.dropped()
    page.run()
    if session.knows_window():
        if page.url_path != "briefing":
            page_frame.footer()
        page_frame.watch_place_links()
        page_frame.watch_connection()
    session.write_link()
else:
    app = st.App(__file__, middleware=[Middleware(page_head.FirstPage)])
