"""GeoJSON (RFC 7946) and GeoParquet: claims with the geometry that was reported, if any."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
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
from nkmap.export.columns import COLUMNS, rows
from nkmap.schema import FINEST_AREA_PRECISION, MissingReason, WherePrecision
from nkmap.wording import TEXTS, files_and_links
from nkmap.wording.places import listed

_PROVINCE = 4


@dataclass(frozen=True)
class Location:
    """A geometry in degrees, WGS 84, longitude first; and what it is, or why there is none."""

    geometry: BaseGeometry | None
    note: str


@dataclass(frozen=True)
class Place:
    """A place with the geometry it may have: a point, the outline of a province, or none."""

    name: str
    step: int
    """Its ``where_prec``."""
    shape: BaseGeometry | None


def gazetteer(places: pd.DataFrame, borders: Borders) -> dict[str, Place]:
    """The places of the typed frame by id; provinces have the outline they are drawn with."""
    provinces = borders.provinces
    outlines = dict(zip(provinces["admin1"], provinces.geometry, strict=True))

    def shape(row: Any) -> BaseGeometry | None:
        if row.where_prec < FINEST_AREA_PRECISION:
            return Point(row.lon, row.lat)
        return outlines.get(row.admin1) if row.where_prec == _PROVINCE else None

    rows: Iterable[Any] = places.itertuples(index=False)
    return {row.place_id: Place(row.name_en, int(row.where_prec), shape(row)) for row in rows}


def locate(claim: Claim, places: Mapping[str, Place]) -> Location:
    """The geometry of the place or places a claim's figure belongs to."""
    if claim.missing_reason is MissingReason.WITHHELD:
        return Location(None, "No geometry: withheld to protect a person.")
    about = [places[place] for place in claim.about]
    if not about:
        return Location(None, "No geometry: the claim names no place.")
    if unknown := [place for place in about if place.shape is None]:
        told = listed([f"{own.name} ({WherePrecision.of(own.step).value})" for own in unknown])
        undrawn = all(place.step == _PROVINCE for place in unknown)
        return Location(None, TEXTS["no_outline" if undrawn else "no_geometry"].format(places=told))
    towns = [place for place in about if place.step < FINEST_AREA_PRECISION]
    named = listed([town.name for town in towns])
    if len(towns) < len(about):
        return _outline([place for place in about if place not in towns], towns, named)
    if len(towns) == 1:
        precision = WherePrecision.of(towns[0].step).value
        return Location(towns[0].shape, f"The point of {named}: {precision}.")
    points = MultiPoint([town.shape for town in towns])
    return Location(points, f"One claim about {named} together.")


def _outline(areas: Sequence[Place], towns: Sequence[Place], named: str) -> Location:
    """The areas as one; towns named beside them must lie in them, for no shape is both."""
    outline = orient_polygons(union_all([area.shape for area in areas]))
    held = listed([area.name for area in areas])
    if all(outline.covers(town.shape) for town in towns):
        return Location(outline, files_and_links.outline_of(held, named))
    return Location(None, f"No geometry: no single shape holds {held} as a whole and {named}.")


NOTE = "geometry_note"
"""The property that says what a geometry is, or why there is none."""
METADATA = b"nkmap"
"""The key in a Parquet file's metadata that holds the notes, as JSON."""
_CRS = "OGC:CRS84"
_ARROW_TYPES = {"date": pa.date32(), "list": pa.list_(pa.string())}
"""Types that a column without a value would not show by itself."""


def _located(evidence: Evidence) -> list[Location]:
    data = evidence.data
    places = gazetteer(data.places, dataset.borders_of(data.folder)[0])
    return [locate(claim, places) for claim in evidence.shown]


def geojson(evidence: Evidence) -> bytes:
    """One feature for each claim; the notes are a member of the collection."""
    names = [field.name for field in COLUMNS]
    features = [
        {
            "type": "Feature",
            "id": row[0],
            "geometry": mapping(place.geometry) if place.geometry else None,
            "properties": dict(zip(names, row, strict=True)) | {NOTE: place.note},
        }
        for row, place in zip(rows(evidence), _located(evidence), strict=True)
    ]
    lines, head = ",\n".join(map(_json, features)), _json(dict(evidence.notes))
    return f'{{"type":"FeatureCollection","nkmap":{head},"features":[\n{lines}\n]}}\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def geoparquet(evidence: Evidence) -> bytes:
    """The same as GeoParquet; the notes are JSON in the file's metadata, under the key nkmap."""
    located = _located(evidence)
    frame = pd.DataFrame(rows(evidence), columns=[field.name for field in COLUMNS], dtype=object)
    for field in COLUMNS:
        cells = frame[field.name]
        if field.type == "date":
            frame[field.name] = pd.to_datetime(cells.replace("", None)).dt.date
        elif field.type == "list":
            frame[field.name] = cells.map(list)
        else:
            frame[field.name] = cells.astype("Int64" if field.type == "integer" else "str")
    frame[NOTE] = pd.Series([place.note for place in located], dtype="str")
    shapes = gpd.GeoSeries([place.geometry for place in located], crs=_CRS)
    file = io.BytesIO()
    gpd.GeoDataFrame(frame, geometry=shapes).to_parquet(file, index=False)
    file.seek(0)
    table = pq.read_table(file)
    metadata = {**table.schema.metadata, METADATA: _json(dict(evidence.notes)).encode()}
    schema = table.schema.with_metadata(metadata)
    for index, field in enumerate(COLUMNS):
        if field.type in _ARROW_TYPES:
            schema = schema.set(index, pa.field(field.name, _ARROW_TYPES[field.type]))
    out = io.BytesIO()
    pq.write_table(table.cast(schema), out)
    return out.getvalue()
