"""The drawn borders of countries and provinces, on which every point of a dataset is checked."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.errors import ShapelyError

from nkmap.csv_files import Problem

FOLDER = "basemap"
"""Where a dataset keeps its borders."""
COUNTRIES, PROVINCES = "countries.geojson", "provinces.geojson"
LARGEST = 20_000_000
"""Bytes; the shipped outlines take 0.3 MB, and every point is held against all of them."""
_REMEDY = "make it with data/basemap/build.py, or remove the folder to use the project's borders"
_ALLOW = "check that the file is there and who may read it"


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
    path, file = data / FOLDER / name, f"{FOLDER}/{name}"
    try:
        if path.stat().st_size > LARGEST:
            return _nothing(file, f"larger than {LARGEST // 1_000_000} MB")
        raw = path.read_bytes()
    except OSError as error:
        return _nothing(file, f"cannot be opened ({error.strerror})", _ALLOW)
    try:
        found = _shapes(raw) if _is_json(raw) else None
    except (RuntimeError, ValueError, OSError, ShapelyError):  # pyogrio's are RuntimeErrors
        found = None
    if found is None:
        return _nothing(file, "no GeoJSON that can be read")
    wrong = _unusable(found, column)
    return _nothing(file, wrong) if wrong else (found, ())


def _shapes(raw: bytes) -> gpd.GeoDataFrame:
    """The shapes in a file's bytes. A path is not handed over: "!" in one names an archive."""
    with warnings.catch_warnings():
        # What it warns of, such as a ring that is open, is judged below.
        warnings.simplefilter("ignore")
        return gpd.read_file(io.BytesIO(raw))


def _unusable(found: gpd.GeoDataFrame, column: str) -> str:
    if not isinstance(found, gpd.GeoDataFrame) or not len(found):
        return "no shapes in it"
    if column not in found:
        return f"shapes without a property {column}"
    if not found.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        return "shapes that are not polygons"
    if not found.geometry.is_valid.all():
        return "outlines that cross themselves"
    return ""


def _is_json(raw: bytes) -> bool:
    """Whether a file begins as GeoJSON does.

    What reads it knows many formats by their first bytes, some of which fetch other files.
    """
    return raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _nothing(
    file: str, wrong: str, remedy: str = _REMEDY
) -> tuple[gpd.GeoDataFrame, tuple[Problem, ...]]:
    empty = gpd.GeoDataFrame(pd.DataFrame(), geometry=[])
    return empty, (Problem(file, 1, "", "", wrong, remedy),)
