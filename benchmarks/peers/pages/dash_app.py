"""A Dash page: two buttons and a slider, a map of plotly.express, a timeline."""

import json
import os
import tempfile
from pathlib import Path

import claims_of
import plotly.express as px
from dash import Dash, Input, Output, State, ctx, dcc, html
from flask import request

CLAIMS = claims_of.claims()
BY_MONTH = claims_of.by_month(CLAIMS)
MONTHS = claims_of.MONTHS
LATITUDE, LONGITUDE = claims_of.CENTRE
assets = Path(tempfile.mkdtemp())
(assets / "outlines.json").write_text(json.dumps(claims_of.outlines()), encoding="utf-8")
app = Dash(__name__, assets_folder=str(assets))
app.layout = html.Div(
    [
        html.Button("Previous month", id="previous"),
        html.Button("Next month", id="next"),
        html.H3(id="title"),
        dcc.Slider(0, len(MONTHS) - 1, 1, value=MONTHS.index(claims_of.first_month()), id="at"),
        dcc.Graph(id="map", style={"height": "500px"}),
        dcc.Graph(id="timeline"),
    ]
)


@app.callback(
    Output("at", "value"),
    Input("previous", "n_clicks"),
    Input("next", "n_clicks"),
    State("at", "value"),
    prevent_initial_call=True,
)
def turn(_previous: int, _next: int, at: int) -> int:
    """Go to another month."""
    return (at + (1 if ctx.triggered_id == "next" else -1)) % len(MONTHS)


@app.callback(
    Output("title", "children"),
    Output("map", "figure"),
    Output("timeline", "figure"),
    Input("at", "value"),
)
def draw(at: int) -> tuple:
    """The figures of a month."""
    shown = CLAIMS[CLAIMS["month"] == MONTHS[at]]
    ground = px.scatter_map(
        shown,
        lat="lat",
        lon="lon",
        size="radius",
        color="kind",
        hover_name="place",
        hover_data=["figure", "summary"],
        map_style="white-bg",
        center={"lat": LATITUDE, "lon": LONGITUDE},
        zoom=claims_of.ZOOM - 0.5,
    )
    outlines = {
        "sourcetype": "geojson",
        # Read by a worker, which has no address of its own to complete a relative one with.
        "source": request.host_url.rstrip("/") + app.get_asset_url("outlines.json"),
        "type": "line",
        "color": "#888",
        "below": "traces",
    }
    ground.update_layout(map_layers=[outlines], uirevision="keep", margin={"t": 0, "b": 0})
    bars = px.bar(BY_MONTH, x="month", y="claims", color="kind")
    bars.update_xaxes(type="category", categoryorder="array", categoryarray=MONTHS)
    bars.add_vline(x=at, line_dash="dot")
    return MONTHS[at], ground, bars


if __name__ == "__main__":
    app.run(port=int(os.environ["PEER_PORT"]), debug=False)
