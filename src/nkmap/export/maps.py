"""GeoJSON (RFC 7946) and GeoParquet: the claims with the geometry that was reported, if any."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from shapely.geometry import mapping

from nkmap import dataset
from nkmap.claim import records
from nkmap.export.columns import COLUMNS, cells, rows
from nkmap.export.content import Export
from nkmap.export.geometry import Gazetteer, Location

NOTE = "geometry_note"
"""The property that says what a geometry is, or why there is none."""
METADATA = b"nkmap"
"""The key in a Parquet file's metadata that holds the notes, as JSON."""
_CRS = "OGC:CRS84"
_ARROW_TYPES = {"date": pa.date32(), "list": pa.list_(pa.string())}
"""Types that a column without a value would not show by itself."""


def _located(export: Export) -> list[Location]:
    data = export.data
    places = Gazetteer(data.places, dataset.borders_of(data.folder))
    return [places.locate(claim) for claim in records(export.selection.shown)]


def geojson(export: Export) -> bytes:
    """One feature for each claim; the notes are a member of the collection."""
    frame, located = rows(export), _located(export)
    lines = ",\n".join(_json(feature) for feature in _features(frame, located))
    head = _json(dict(export.notes))
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


def geoparquet(export: Export) -> bytes:
    """The same as GeoParquet; the notes are JSON in the file's metadata, under the key nkmap."""
    frame, located = rows(export), _located(export)
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
    return _with_notes(out, export)


def _with_notes(file: io.BytesIO, export: Export) -> bytes:
    """The file with the notes, and with the same types whatever it holds."""
    file.seek(0)
    table = pq.read_table(file)
    schema = table.schema.with_metadata(
        {**table.schema.metadata, METADATA: _json(dict(export.notes)).encode()}
    )
    for index, field in enumerate(COLUMNS):
        if field.type in _ARROW_TYPES:
            schema = schema.set(index, pa.field(field.name, _ARROW_TYPES[field.type]))
    out = io.BytesIO()
    pq.write_table(table.cast(schema), out)
    return out.getvalue()
