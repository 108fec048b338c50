"""The drawn borders of countries and provinces, on which every point of a dataset is checked."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
from shapely import Point
from shapely.errors import ShapelyError

from nkmap.cache import cached_many
from nkmap.csv_files import Problem

FOLDER = "basemap"
"""Where a dataset keeps its borders."""
COUNTRIES, PROVINCES = "countries.geojson", "provinces.geojson"
LARGEST = 20_000_000
"""Bytes; the shipped outlines take 0.3 MB, and every point is held against all of them."""
_REMEDY = "make it with data/basemap/build.py, or remove the folder to use the project's borders"
_UNREADABLE = "no GeoJSON that can be read"
_ALLOW = "check that the file is there and who may read it"


@dataclass(frozen=True, eq=False)
class Borders:
    """Countries and provinces as polygons in degrees, WGS 84."""

    countries: gpd.GeoDataFrame
    provinces: gpd.GeoDataFrame

    def country_at(self, lon: float, lat: float) -> str:
        """ISO code of the country a point lies in; empty in the sea."""
        return _covering(self, "country", lon, lat)

    def province_at(self, lon: float, lat: float) -> str:
        """ISO code of the province a point lies in; empty where none is drawn."""
        return _covering(self, "admin1", lon, lat)


@cached_many
def _covering(borders: Borders, column: str, lon: float, lat: float) -> str:
    """The code of what holds a point, worked out once for datasets that are opened again."""
    frame = borders.countries if column == "country" else borders.provinces
    if not len(frame):
        return ""
    hits = frame.loc[frame.covers(Point(lon, lat)), column]
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
    layers: list[gpd.GeoDataFrame] = []
    problems: list[Problem] = []
    for name, column in ((COUNTRIES, "country"), (PROVINCES, "admin1")):
        file = data / FOLDER / name
        if name == PROVINCES and not file.is_file():
            layers.append(gpd.GeoDataFrame(geometry=[]))
            continue
        try:
            layers.append(_shapes(file, column))
        except _Unusable as error:
            problems.append(Problem(f"{FOLDER}/{name}", 1, "", "", error.wrong, error.remedy))
    return (None if problems else Borders(*layers)), tuple(problems)


class _Unusable(Exception):  # noqa: N818 - it names what the file is
    """A file that holds no borders."""

    def __init__(self, wrong: str, remedy: str = _REMEDY) -> None:
        super().__init__(wrong)
        self.wrong, self.remedy = wrong, remedy


def _shapes(file: Path, column: str) -> gpd.GeoDataFrame:
    """The polygons in a file, each with a code in that property."""
    try:
        if file.stat().st_size > LARGEST:
            raise _Unusable(f"larger than {LARGEST // 1_000_000} MB")
        raw = file.read_bytes()
    except OSError as error:
        raise _Unusable(f"cannot be opened ({error.strerror})", _ALLOW) from error
    # What reads it knows many formats by their first bytes, some of which fetch other files.
    if not raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        raise _Unusable(_UNREADABLE)
    try:
        with warnings.catch_warnings():
            # What it warns of, such as a ring that is open, is judged below.
            warnings.simplefilter("ignore")
            # A path is not handed over: "!" in one names an archive.
            found = gpd.read_file(io.BytesIO(raw))
    except (RuntimeError, ValueError, OSError, ShapelyError) as error:  # pyogrio's: RuntimeErrors
        raise _Unusable(_UNREADABLE) from error
    if not isinstance(found, gpd.GeoDataFrame) or not len(found):
        raise _Unusable("no shapes in it")
    if column not in found:
        raise _Unusable(f"shapes without a property {column}")
    if not found.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        raise _Unusable("shapes that are not polygons")
    if not found.geometry.is_valid.all():
        raise _Unusable("outlines that cross themselves")
    return found
