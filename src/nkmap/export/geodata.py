"""GeoJSON (RFC 7946) and GeoParquet: claims with the geometry that was reported, if any."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from shapely import MultiPoint, Point, orient_polygons, union_all
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from nkmap import dataset
from nkmap.borders import Borders
from nkmap.claim import Claim
from nkmap.evidence import Evidence
from nkmap.export.columns import COLUMNS, cells, rows
from nkmap.schema import FINEST_AREA_PRECISION, MissingReason, WherePrecision
from nkmap.wording import files_and_links
from nkmap.wording.places import place_list

_PROVINCE = 4


@dataclass(frozen=True)
class Location:
    """A geometry in degrees, WGS 84, longitude first; and what it is, or why there is none."""

    geometry: BaseGeometry | None
    note: str


@dataclass(frozen=True)
class _Place:
    name: str
    step: int
    shape: BaseGeometry | None


class Gazetteer:
    """The places of a dataset with the geometry each may have."""

    def __init__(self, places: pd.DataFrame, borders: Borders) -> None:
        """Take the typed places frame, and the outlines provinces are drawn with."""
        provinces = borders.provinces
        outlines = dict(zip(provinces["admin1"], provinces.geometry, strict=True))
        self._places = {
            place: _Place(name, int(step), _shape(int(step), lon, lat, outlines.get(admin1)))
            for place, name, step, lon, lat, admin1 in places[
                ["place_id", "name_en", "where_prec", "lon", "lat", "admin1"]
            ].itertuples(index=False, name=None)
        }

    def locate(self, claim: Claim) -> Location:
        """The geometry of the place or places a claim's figure belongs to."""
        if claim.missing_reason is MissingReason.WITHHELD:
            return Location(None, files_and_links.WITHHELD_PLACE)
        about = [self._places[place] for place in claim.about]
        if not about:
            return Location(None, files_and_links.NO_PLACE)
        unknown = [place for place in about if place.shape is None]
        if unknown:
            return Location(None, _no_geometry(unknown))
        named = place_list([place.name for place in about], {})
        towns = [place for place in about if place.step < FINEST_AREA_PRECISION]
        if len(about) == len(towns) == 1:
            return Location(towns[0].shape, files_and_links.point_of(named, _step(towns[0])))
        if len(about) == len(towns):
            points = MultiPoint([place.shape for place in towns])
            return Location(points, files_and_links.points_of(named))
        return _outline([place for place in about if place not in towns], towns)


def _outline(areas: Sequence[_Place], towns: Sequence[_Place]) -> Location:
    """The areas as one; towns named beside them must lie in them, for no shape is both."""
    outline = orient_polygons(union_all([area.shape for area in areas]))
    named = place_list([area.name for area in areas], {})
    also = place_list([town.name for town in towns], {})
    if all(outline.covers(town.shape) for town in towns):
        return Location(outline, files_and_links.outline_of(named, also))
    return Location(None, files_and_links.no_one_shape(named, also))


def _shape(step: int, lon: float, lat: float, outline: BaseGeometry | None) -> BaseGeometry | None:
    if step < FINEST_AREA_PRECISION:
        return Point(lon, lat)
    return outline if step == _PROVINCE else None


def _step(place: _Place) -> str:
    return WherePrecision.of(place.step).value


def _no_geometry(places: Sequence[_Place]) -> str:
    told = place_list([f"{place.name} ({_step(place)})" for place in places], {})
    return files_and_links.no_geometry(
        told, undrawn=all(place.step == _PROVINCE for place in places)
    )


NOTE = "geometry_note"
"""The property that says what a geometry is, or why there is none."""
METADATA = b"nkmap"
"""The key in a Parquet file's metadata that holds the notes, as JSON."""
_CRS = "OGC:CRS84"
_ARROW_TYPES = {"date": pa.date32(), "list": pa.list_(pa.string())}
"""Types that a column without a value would not show by itself."""


def _located(evidence: Evidence) -> list[Location]:
    data = evidence.data
    places = Gazetteer(data.places, dataset.borders_of(data.folder))
    return [places.locate(claim) for claim in evidence.shown]


def geojson(evidence: Evidence) -> bytes:
    """One feature for each claim; the notes are a member of the collection."""
    frame, located = rows(evidence), _located(evidence)
    lines = ",\n".join(_json(feature) for feature in _features(frame, located))
    head = _json(dict(evidence.notes))
    return f'{{"type":"FeatureCollection","nkmap":{head},"features":[\n{lines}\n]}}\n'.encode()


def _features(frame: pd.DataFrame, located: list[Location]) -> Iterator[dict[str, Any]]:
    for values, place in zip(cells(frame), located, strict=True):
        given = zip(COLUMNS, values, strict=True)
        properties = {field.name: _value(value) for field, value in given}
        geometry = mapping(place.geometry) if place.geometry else None
        yield {
            "type": "Feature",
            "id": values[0],
            "geometry": geometry,
            "properties": properties | {NOTE: place.note},
        }


def _value(value: object) -> object:
    """A list stays a list."""
    return list(value) if isinstance(value, tuple) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def geoparquet(evidence: Evidence) -> bytes:
    """The same as GeoParquet; the notes are JSON in the file's metadata, under the key nkmap."""
    frame, located = rows(evidence), _located(evidence)
    for field in COLUMNS:
        if field.type == "date":
            frame[field.name] = pd.to_datetime(frame[field.name].replace("", None)).dt.date
        elif field.type == "list":
            frame[field.name] = frame[field.name].map(list)
        elif field.type != "integer":
            frame[field.name] = frame[field.name].astype("str")
    frame[NOTE] = pd.Series([place.note for place in located], dtype="str")
    shapes = gpd.GeoSeries([place.geometry for place in located], crs=_CRS)
    out = io.BytesIO()
    gpd.GeoDataFrame(frame, geometry=shapes).to_parquet(out, index=False)
    return _with_notes(out, evidence)


def _with_notes(file: io.BytesIO, evidence: Evidence) -> bytes:
    """The file with the notes, and with the same types whatever it holds."""
    file.seek(0)
    table = pq.read_table(file)
    schema = table.schema.with_metadata(
        {**table.schema.metadata, METADATA: _json(dict(evidence.notes)).encode()}
    )
    for index, field in enumerate(COLUMNS):
        if field.type in _ARROW_TYPES:
            schema = schema.set(index, pa.field(field.name, _ARROW_TYPES[field.type]))
    out = io.BytesIO()
    pq.write_table(table.cast(schema), out)
    return out.getvalue()
