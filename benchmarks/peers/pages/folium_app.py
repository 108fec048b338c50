"""A Streamlit page with streamlit-folium: the marks alone are sent with a month."""

import os

import claims_of
import folium
import streamlit as st
from streamlit_folium import st_folium

# Without a network folium's scripts have to be there: the same ones, kept by the benchmark.
KEPT = {
    "leaflet": "cdn.jsdelivr.net/leaflet@1.9.3/dist/leaflet.js",
    "jquery": "code.jquery.com/jquery@3.7.1/dist/jquery.min.js",
    "bootstrap": "cdn.jsdelivr.net/bootstrap@5.2.2/dist/js/bootstrap.bundle.min.js",
    "awesome_markers": "cdnjs.cloudflare.com/leaflet.awesome-markers@2.0.5/dist/"
    "leaflet.awesome-markers.js",
    "leaflet_css": "cdn.jsdelivr.net/leaflet@1.9.3/dist/leaflet.css",
}
if outside := os.environ.get("PEER_OUTSIDE"):
    for scripts in (folium.Map.default_js, folium.Map.default_css):
        for at, (name, address) in enumerate(scripts):
            scripts[at] = (name, f"{outside}/{KEPT[name]}" if name in KEPT else address)

st.set_page_config(layout="wide")
claims = st.cache_data(claims_of.claims)
by_month = st.cache_data(claims_of.by_month)
outlines = st.cache_data(claims_of.outlines)


def turn(by: int) -> None:
    """Go to another month."""
    at = claims_of.MONTHS.index(st.session_state.month) + by
    st.session_state.month = claims_of.MONTHS[at % len(claims_of.MONTHS)]


st.session_state.setdefault("month", claims_of.first_month())
left, middle, right = st.columns(3)
left.button("Previous month", on_click=turn, args=(-1,))
middle.subheader(st.session_state.month)
right.button("Next month", on_click=turn, args=(1,))
month = st.session_state.month

ground = folium.Map(location=claims_of.CENTRE, zoom_start=4)
folium.GeoJson(
    outlines(), style_function=lambda _: {"color": "#888", "weight": 1, "fillOpacity": 0.05}
).add_to(ground)
marks = folium.FeatureGroup(name="claims")
for claim in claims().query("month == @month").itertuples():
    folium.CircleMarker(
        (claim.lat, claim.lon),
        radius=max(4, claim.radius),
        color="#c83c28",
        fill=True,
        tooltip=f"{claim.place}: {claim.kind} {claim.figure}",
    ).add_to(marks)
st_folium(
    ground,
    feature_group_to_add=marks,
    returned_objects=[],
    key="map",
    use_container_width=True,
    height=500,
)
st.bar_chart(by_month(claims()), x="month", y="claims", color="kind")
