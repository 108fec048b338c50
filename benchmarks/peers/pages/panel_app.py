"""A Panel page: two buttons and a slider, a Bokeh map whose source changes, a Bokeh timeline."""

import json

import claims_of
import numpy as np
import pandas as pd
import panel as pn
from bokeh.models import ColumnDataSource, GeoJSONDataSource, HoverTool
from bokeh.plotting import figure

pn.extension()
# Read once for all readers, as pn.state.cache is for.
CLAIMS = pn.state.as_cached("claims", claims_of.claims)
OUTLINES = pn.state.as_cached("outlines", lambda: json.dumps(claims_of.outlines()))
COLUMNS = ["lat", "lon", "radius", "kind", "place", "figure", "summary"]
MONTHS = claims_of.MONTHS
LATITUDE, LONGITUDE = claims_of.CENTRE


def of(month: str) -> pd.DataFrame:
    """The claims of a month."""
    found = CLAIMS.loc[CLAIMS["month"] == month, COLUMNS]
    return found.assign(radius=found["radius"].clip(lower=4))


start = claims_of.first_month()
marks = ColumnDataSource(of(start))
ground = figure(
    height=500,
    sizing_mode="stretch_width",
    x_range=(LONGITUDE - 20, LONGITUDE + 20),
    y_range=(LATITUDE - 12, LATITUDE + 12),
    tools="pan,wheel_zoom,reset",
    css_classes=["the-map"],
)
ground.patches(
    "xs", "ys", source=GeoJSONDataSource(geojson=OUTLINES), color="#f0f0eb", line_color="#888"
)
circles = ground.scatter("lon", "lat", size="radius", source=marks, color="#c83c28", fill_alpha=0.4)
ground.add_tools(HoverTool(renderers=[circles], tooltips=[("", "@place: @kind @figure @summary")]))
counts = CLAIMS.groupby("month").size().reindex(MONTHS, fill_value=0)
bars = ColumnDataSource({"month": MONTHS, "claims": counts, "alpha": np.full(len(MONTHS), 0.4)})
timeline = figure(x_range=MONTHS, height=200, sizing_mode="stretch_width")
timeline.vbar("month", top="claims", width=0.8, fill_alpha="alpha", source=bars)
timeline.xaxis.major_label_orientation = 1.2

slider = pn.widgets.DiscreteSlider(name="Month", options=MONTHS, value=start)
previous = pn.widgets.Button(name="Previous month")
following = pn.widgets.Button(name="Next month")


def turn(by: int) -> None:
    """Go to another month."""
    slider.value = MONTHS[(MONTHS.index(slider.value) + by) % len(MONTHS)]


def show(event: object) -> None:
    """The marks of a month, and its bar."""
    marks.data = ColumnDataSource.from_df(of(event.new))
    bars.patch({"alpha": list(enumerate(np.where(np.array(MONTHS) == event.new, 1, 0.4)))})


previous.on_click(lambda _: turn(-1))
following.on_click(lambda _: turn(1))
slider.param.watch(show, "value")
pn.Column(
    pn.Row(previous, following, slider),
    pn.pane.Bokeh(ground, sizing_mode="stretch_width"),
    pn.pane.Bokeh(timeline, sizing_mode="stretch_width"),
    sizing_mode="stretch_width",
).servable()
