"""What every peer's page reads: the claims with month, point and figure, and the outlines.

Read with pandas from the same files as nkmap reads, the way somebody does who has a folder of
tables and wants a map of it: a claim belongs to the first month its date names, to the point of
its destination (or of its origin where it names none), and has one figure or none.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd

OUTLINES = Path(__file__).parents[3] / "data" / "basemap"
MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
CENTRE = (41.2, 129.4)
ZOOM = 5
"""The route from the north of Korea to the Russian Far East, as on nkmap's first view."""
AREAS = {
    "north-korea": (40.1, 127.2),
    "china": (36.5, 103.8),
    "russia": (61.0, 96.7),
    "north-hamgyong": (41.9, 129.4),
    "ryanggang": (41.2, 128.1),
    "jilin": (43.7, 126.2),
    "liaoning": (41.3, 122.6),
    "yanbian": (43.1, 129.1),
    "primorsky": (45.1, 134.7),
    "near-vladivostok": (43.3, 132.3),
    "southeast-asia": (12.0, 105.0),
    "qatar": (25.3, 51.2),
    "uae": (23.9, 54.3),
    "libya": (27.0, 18.0),
}
"""Points for places that the dataset gives none, because they are areas: their middles."""


def first_month() -> str:
    """The month a page opens on."""
    return os.environ["PEER_MONTH"]


def claims() -> pd.DataFrame:
    """The claims of the layer that nkmap opens on, a row each, with month, point and figure."""
    folder = Path(os.environ["PEER_DATA"])
    found = pd.read_csv(folder / "claims.csv", dtype=str)
    found = found[found["layer"] == "dispatch"]
    found["month"] = found["when"].str.extract(r"(\d{4}-\d{2})", expand=False)
    found["figure"] = (
        pd.to_numeric(found["best"])
        .fillna(pd.to_numeric(found["low"]))
        .fillna(pd.to_numeric(found["high"]))
    )
    found["place_id"] = found["destination"].fillna(found["origin"].str.split(";").str[0])
    found = found.dropna(subset=["month", "place_id"])
    found = found.merge(_places(folder), on="place_id")
    found["radius"] = found["figure"].fillna(1).clip(upper=2000).pow(0.5)
    columns = ["claim_id", "kind", "month", "place", "lat", "lon", "figure", "radius", "summary"]
    return found[columns].reset_index(drop=True)


def _places(folder: Path) -> pd.DataFrame:
    found = pd.read_csv(folder / "places.csv", dtype=str)
    found = found.rename(columns={"name_en": "place"})
    for at, name in enumerate(("lat", "lon")):
        middle = found["place_id"].map({place: point[at] for place, point in AREAS.items()})
        found[name] = pd.to_numeric(found[name]).fillna(middle)
    return found[["place_id", "place", "lat", "lon"]]


def by_month(found: pd.DataFrame) -> pd.DataFrame:
    """How many claims each month and kind has: what a timeline shows."""
    return found.groupby(["month", "kind"]).size().rename("claims").reset_index()


def outlines() -> dict:
    """Countries and provinces as one GeoJSON collection."""
    features = []
    for name in ("countries", "provinces"):
        features += json.loads((OUTLINES / f"{name}.geojson").read_text("utf-8"))["features"]
    return {"type": "FeatureCollection", "features": features}
