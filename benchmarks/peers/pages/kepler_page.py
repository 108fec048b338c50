"""kepler.gl's page, as its Python package exports it, with all claims and a filter by time.

python kepler_page.py FOLDER
"""

import sys
from pathlib import Path

import claims_of
import pandas as pd
from keplergl import KeplerGl

MONTH_MS = 1000 * 60 * 60 * 24 * 365.25 / 12
found = claims_of.claims().drop(columns="radius")
found["time"] = found["month"] + "-15 00:00:00"
start = pd.Timestamp(claims_of.first_month() + "-01").value / 1e6
latitude, longitude = claims_of.CENTRE
config = {
    "version": "v1",
    "config": {
        "mapState": {"latitude": latitude, "longitude": longitude, "zoom": claims_of.ZOOM},
        # Its own maps come from outside, and without one of them it draws nothing at all.
        "mapStyle": {
            "styleType": "no_map",
            "topLayerGroups": {},
            "visibleLayerGroups": {},
            "backgroundColor": [255, 255, 255],
            "mapStyles": {},
        },
        "visState": {
            "filters": [
                {
                    "dataId": ["claims"],
                    "id": "month",
                    "name": ["time"],
                    "type": "timeRange",
                    "value": [start, start + MONTH_MS],
                    "view": "enlarged",
                }
            ],
            "layers": [
                {
                    "id": "marks",
                    "type": "point",
                    "config": {
                        "dataId": "claims",
                        "label": "claims",
                        "columns": {"lat": "lat", "lng": "lon"},
                        "isVisible": True,
                        "color": [200, 60, 40],
                        "visConfig": {"radiusRange": [4, 40], "opacity": 0.5},
                    },
                    "visualChannels": {
                        "sizeField": {"name": "figure", "type": "integer"},
                        "sizeScale": "sqrt",
                    },
                },
                {
                    "id": "ground",
                    "type": "geojson",
                    "config": {
                        "dataId": "outlines",
                        "label": "outlines",
                        "columns": {"geojson": "_geojson"},
                        "isVisible": True,
                        "color": [140, 140, 140],
                        "visConfig": {"filled": False, "stroked": True, "thickness": 0.5},
                    },
                },
            ],
        },
    },
}
page = KeplerGl(data={"claims": found, "outlines": claims_of.outlines()}, config=config)
page.save_to_html(file_name=str(Path(sys.argv[1]) / "index.html"), read_only=True, center_map=False)
