"""A bare Streamlit page with one empty pydeck map."""

import pydeck as pdk
import streamlit as st

st.set_page_config(layout="wide")
st.pydeck_chart(pdk.Deck(map_provider=None))
