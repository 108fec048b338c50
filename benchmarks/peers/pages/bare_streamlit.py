"""A bare Streamlit page: two buttons, a pydeck map with the outlines inline, an Altair timeline."""

import altair as alt
import claims_of
import pandas as pd
import pydeck as pdk
import streamlit as st

st.set_page_config(layout="wide")
claims = st.cache_data(claims_of.claims)
by_month = st.cache_data(claims_of.by_month)
outlines = st.cache_data(claims_of.outlines)


def turn(by: int) -> None:
    """Go to another month."""
    at = claims_of.MONTHS.index(st.session_state.month) + by
    st.session_state.month = claims_of.MONTHS[at % len(claims_of.MONTHS)]


def the_map(shown: pd.DataFrame) -> pdk.Deck:
    """Outlines and a circle a claim."""
    latitude, longitude = claims_of.CENTRE
    ground = pdk.Layer(
        "GeoJsonLayer",
        outlines(),
        get_fill_color=[240, 240, 235],
        get_line_color=[140, 140, 140],
        line_width_min_pixels=1,
    )
    marks = pdk.Layer(
        "ScatterplotLayer",
        shown,
        get_position="[lon, lat]",
        get_radius="radius",
        radius_units="'pixels'",
        radius_min_pixels=4,
        get_fill_color=[200, 60, 40, 120],
        pickable=True,
    )
    return pdk.Deck(
        layers=[ground, marks],
        initial_view_state=pdk.ViewState(
            latitude=latitude, longitude=longitude, zoom=claims_of.ZOOM
        ),
        tooltip={"text": "{place}: {kind} {figure}\n{summary}"},
    )


st.session_state.setdefault("month", claims_of.first_month())
left, middle, right = st.columns(3)
left.button("Previous month", on_click=turn, args=(-1,))
middle.subheader(st.session_state.month)
right.button("Next month", on_click=turn, args=(1,))
month = st.session_state.month
st.pydeck_chart(the_map(claims().query("month == @month")))
st.altair_chart(
    alt.Chart(by_month(claims()))
    .mark_bar()
    .encode(
        x="month:O",
        y="claims:Q",
        color="kind:N",
        opacity=alt.condition(alt.datum.month == month, alt.value(1), alt.value(0.4)),
    )
)
