"""A plain Altair page: all claims inside, a slider of months, a map and a timeline.

python altair_page.py FOLDER
"""

import sys
from pathlib import Path

import altair as alt
import claims_of

alt.data_transformers.disable_max_rows()
found = claims_of.claims()
found["at"] = found["month"].map(claims_of.MONTHS.index)
latitude, longitude = claims_of.CENTRE
at = alt.param(
    name="month",
    value=claims_of.MONTHS.index(claims_of.first_month()),
    bind=alt.binding_range(min=0, max=len(claims_of.MONTHS) - 1, step=1, name="Month "),
)
ground = alt.Chart(
    alt.InlineData(claims_of.outlines(), format=alt.DataFormat(property="features", type="json"))
).mark_geoshape(filled=False, stroke="#888")
marks = (
    alt.Chart(found)
    .transform_filter("datum.at == month")
    .mark_circle(color="#c83c28", opacity=0.5)
    .encode(
        longitude="lon:Q",
        latitude="lat:Q",
        size=alt.Size("figure:Q", scale=alt.Scale(domain=[0, 2000], range=[20, 1500])),
        tooltip=["place", "kind", "figure", "summary"],
    )
)
the_map = (
    alt.layer(ground, marks)
    .properties(width=1000, height=500)
    .project("mercator", scale=1400, center=[longitude, latitude], translate=[500, 250])
)
timeline = (
    alt.Chart(found)
    .mark_bar()
    .encode(
        x="month:O",
        y="count()",
        color="kind:N",
        opacity=alt.condition("datum.at == month", alt.value(1), alt.value(0.4)),
    )
    .properties(width=1000, height=150)
)
page = alt.vconcat(the_map, timeline).add_params(at)
page.save(Path(sys.argv[1]) / "index.html", inline=True)
