"""Entry of the app: the pages, what they all wear, and the link."""

import streamlit as st

from nkmap.app import chrome, session

st.set_page_config(page_title="nkmap", layout="wide", initial_sidebar_state="collapsed")

page = st.navigation(
    [
        st.Page("pages/map.py", title="Map", default=True),
        st.Page("pages/timeline.py", title="Timeline"),
        st.Page("pages/how_many.py", title="How many?"),
        st.Page("pages/compare.py", title="Compare"),
        st.Page("pages/data.py", title="Data"),
        st.Page("pages/sources.py", title="Sources & method"),
    ],
    position="top",
)

chrome.dress(session.theme())
session.open_link()
chrome.dropped()
page.run()
chrome.footer()
session.write_link()
