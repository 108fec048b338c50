"""The drawn borders of countries and provinces, on which every point of a dataset is checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from nkmap.tables import Problem

FOLDER = "basemap"
"""Where a dataset keeps its borders."""
COUNTRIES, PROVINCES = "countries.geojson", "provinces.geojson"
_REMEDY = "make it with data/basemap/build.py, or remove the folder to use the project's borders"


@dataclass(frozen=True)
class Borders:
    """Countries and provinces as polygons in degrees, WGS 84."""

    countries: gpd.GeoDataFrame
    provinces: gpd.GeoDataFrame

    def country_at(self, lon: float, lat: float) -> str:
        """ISO code of the country a point lies in; empty in the sea."""
        return _covering(self.countries, "country", lon, lat)

    def province_at(self, lon: float, lat: float) -> str:
        """ISO code of the province a point lies in; empty where none is drawn."""
        return _covering(self.provinces, "admin1", lon, lat) if len(self.provinces) else ""


def _covering(frame: gpd.GeoDataFrame, column: str, lon: float, lat: float) -> str:
    point = gpd.points_from_xy([lon], [lat])[0]
    hits = frame.loc[frame.covers(point), column]
    return str(hits.iloc[0]) if len(hits) else ""


def are_in(data: Path) -> bool:
    """Whether a dataset has borders of its own that may be looked at."""
    try:
        return (data / FOLDER / COUNTRIES).is_file()
    except OSError:
        return False


def read(data: Path) -> tuple[Borders | None, tuple[Problem, ...]]:
    """The borders in a data folder, provinces if there are any; or what is wrong with the files."""
    files = [data / FOLDER / name for name in (COUNTRIES, PROVINCES)]
    return _read(data, tuple(file.stat().st_mtime_ns for file in files if file.is_file()))


@lru_cache(maxsize=4)
def _read(
    data: Path, _unused_but_keyed: tuple[int, ...]
) -> tuple[Borders | None, tuple[Problem, ...]]:
    countries, wrong = _layer(data, COUNTRIES, "country")
    provinces = countries[:0]
    if (data / FOLDER / PROVINCES).is_file():
        provinces, too = _layer(data, PROVINCES, "admin1")
        wrong += too
    return (None if wrong else Borders(countries, provinces)), wrong


def _layer(data: Path, name: str, column: str) -> tuple[gpd.GeoDataFrame, tuple[Problem, ...]]:
    file = f"{FOLDER}/{name}"
    try:
        found = gpd.read_file(data / FOLDER / name)
    except (RuntimeError, ValueError, OSError):  # pyogrio's errors are RuntimeErrors
        return _nothing(file, "no GeoJSON that can be read")
    if not isinstance(found, gpd.GeoDataFrame) or not len(found):
        return _nothing(file, "no shapes in it")
    if column not in found:
        return _nothing(file, f"shapes without a property {column}")
    if not found.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        return _nothing(file, "shapes that are not polygons")
    return found, ()


def _nothing(file: str, wrong: str) -> tuple[gpd.GeoDataFrame, tuple[Problem, ...]]:
    empty = gpd.GeoDataFrame(pd.DataFrame(), geometry=[])
    return empty, (Problem(file, 1, "", "", wrong, _REMEDY),)
