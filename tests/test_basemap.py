"""The ground under the maps: whole, true, and no more of it than is seen."""

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from frozen import DATA

from nkmap.figures import basemap
from nkmap.figures.drawing import Drawing, Group, Path
from nkmap.figures.typography import text_width
from nkmap.figures.viewport import EXTENTS, Viewport, viewport
from nkmap.project_files import DATA as FOLDER
from nkmap.project_files import STATIC_FOLDER
from nkmap.render.svg import Svg
from nkmap.view import Frame

EXPLORE = STATIC_FOLDER / "basemap" / "explore.geojson"
SIZES = [
    *((328, 404), (358, 404), (358, 560), (600, 360), (640, 330), (688, 354), (768, 900)),
    *((940, 420), (940, 484), (1139, 700), (1180, 400), (1264, 600), (1264, 651), (1899, 1000)),
]
VIEWS = [viewport(frame, *size) for frame in EXTENTS for size in SIZES]
PLACES = DATA.places.dropna(subset=["lat", "lon"])


def named(view: Viewport) -> str:
    return f"{view.frame}-{view.width}x{view.height}"


def lines(data: str) -> list[np.ndarray]:
    """The points of each line of path data as the ground writes it."""
    found = []
    for line in data.replace("-", " -").replace("z", "").split("M")[1:]:
        numbers = [float(number) for number in line.replace("l", " ").split()]
        found.append(np.array(numbers).reshape(-1, 2).cumsum(axis=0))
    return found


def drawn(group: Group, x: float = 0, y: float = 0, scale: float = 1) -> Iterator[tuple]:
    """Each line of a group in pixels with what it is painted and the rectangle that cuts it."""
    x, y, scale = x + group.x * scale, y + group.y * scale, scale * group.scale
    for part in group.parts:
        if isinstance(part, Group):
            for paint, line, clip in drawn(part, x, y, scale):
                yield paint, line, clip or group.clip
        elif isinstance(part, Path):
            for line in lines(part.data):
                yield part.paint, line * scale + (x, y), group.clip


@pytest.mark.parametrize("view", VIEWS, ids=named)
def test_no_land_ends_in_a_straight_edge_inside_a_picture(view):
    screen = shapely.box(0, 0, view.width, view.height)
    found = []
    for paint, line, clip in drawn(basemap.ground(view)):
        if paint.fill not in ("land", "focus"):
            continue
        seen = (
            screen
            if clip is None
            else shapely.box(clip.x, clip.y, clip.x + clip.width, clip.y + clip.height)
        )
        ring = np.vstack([line, line[:1]])
        steps = np.abs(np.diff(ring, axis=0))
        straight = (steps.min(axis=1) < 1e-9) & (steps.max(axis=1) > 20)
        for at in np.flatnonzero(straight):
            edge = shapely.LineString(ring[at : at + 2])
            if edge.intersection(seen).length > 1:
                found.append(edge.wkt)
    assert found == []


@pytest.mark.parametrize("view", VIEWS, ids=named)
def test_the_ground_of_a_picture_is_small_enough_to_be_sent_to_every_reader(view):
    limit = 45_000 if view.frame in (Frame.CITIES, Frame.ROUTE) else 90_000
    assert 2_000 < len(Svg().group(basemap.ground(view))) < limit


@pytest.mark.parametrize("frame", EXTENTS)
def test_every_shape_of_a_frame_is_valid_and_the_land_is_its_countries(frame):
    for plane in basemap.outlines(frame).values():
        shapes = {**plane.countries, **plane.provinces, "": plane.land}
        assert [code for code, shape in shapes.items() if not shape.is_valid] == []
        gaps = [
            hole
            for part in shapely.get_parts(plane.land)
            for hole in part.interiors
            if shapely.Polygon(hole).area < 4
        ]
        assert gaps == []
        own = sum(shape.area for code, shape in plane.countries.items() if code != "KP")
        assert plane.land.area == pytest.approx(own, rel=1e-4)


@pytest.mark.parametrize("frame", EXTENTS)
def test_every_place_lies_in_its_own_country_as_it_is_drawn(frame):
    view = viewport(frame, 940, 484)
    seen = 0
    for place in PLACES.itertuples():
        if not view.box.holds(*view.pixel(place.lon, place.lat)):
            continue
        transform = next(
            (i for i in view.insets if i.box.holds(*view.pixel(place.lon, place.lat))),
            view.main,
        )
        plane = basemap.outlines_of(transform.plane)
        x, y = transform.plane.project(place.lon, place.lat)
        point = shapely.Point(x / plane.unit, y / plane.unit)
        codes = [code for code, shape in plane.countries.items() if shape.covers(point)]
        # A coast of the world is coarser than a harbour is wide.
        sea = [[]] if frame is Frame.WORLD else []
        assert codes in [[place.country], *sea], place.place_id
        if place.admin1 in plane.provinces:
            assert plane.provinces[place.admin1].covers(point), place.place_id
        seen += 1
    assert seen == {Frame.CITIES: 10, Frame.ROUTE: 13}.get(frame, 16)


def test_a_place_stands_on_the_drawn_ground_where_the_outlines_have_it():
    view = viewport(Frame.CITIES, 940, 484)
    home = [
        shapely.Polygon(line)
        for paint, line, clip in drawn(basemap.ground(view))
        if paint.fill == "focus" and clip is None
    ]
    inside = [
        any(p.covers(shapely.Point(view.pixel(*at))) for p in home)
        for at in (MUSAN, HELONG, KHASAN)
    ]
    assert inside == [True, False, False]


MUSAN, HELONG, KHASAN = (129.2304, 42.2304), (128.9972, 42.5397), (130.6456, 42.4283)


def test_every_state_is_drawn_in_the_world_however_small():
    checked = gpd.read_file(FOLDER / "basemap" / "countries.geojson")
    world = basemap.outlines(Frame.WORLD)["world"].countries
    small = {"MT", "KW", "QA", "AE", "SG", "BH", "BN", "MO", "LU"}
    far = {"US", "CU", "BR", "AO", "MZ", "SN", "GQ", "NG", "ZA", "GB", "ES"}
    assert ({*checked.country} - {"-1", "AQ"}) | small | far <= set(world)


@pytest.mark.parametrize("code", ["MT", "SG", "BH", "QA"])
@pytest.mark.parametrize("size", [(328, 404), (940, 484)])
def test_a_small_state_without_room_for_stripes_is_grey_and_large_enough_to_be_seen(code, size):
    (grey,) = basemap.hatched(viewport(Frame.WORLD, *size), code)
    rings = [shapely.Polygon(line) for line in lines(grey.data)]
    assert grey.paint.fill == "hatch"
    assert sum(ring.area for ring in rings) > 25


def test_a_country_out_of_the_picture_has_no_shape_in_it():
    assert basemap.hatched(viewport(Frame.CITIES, 940, 484), "BR") == ()
    assert basemap.hatched(viewport(Frame.ROUTE, 940, 484), "MT") == ()


def test_crimea_is_ukraines_and_the_city_of_moscow_is_not_its_region():
    plane = basemap.outlines(Frame.WIDE)["wide"]

    def at(lon: float, lat: float) -> list[str]:
        x, y = EXTENTS[Frame.WIDE].plane.project(lon, lat)
        point = shapely.Point(x / plane.unit, y / plane.unit)
        both = {**plane.countries, **plane.provinces}
        return [code for code, shape in both.items() if shape.covers(point)]

    assert at(34.1, 45.0) == ["UA"]
    assert at(37.62, 55.75) == ["RU", "RU-MOW"]
    assert at(36.0, 55.5) == ["RU", "RU-MOS"]
    assert at(-171.0, 66.0) == ["RU", "RU-CHU"]  # east of the antimeridian


def test_the_ground_is_land_under_korea_under_its_rivers():
    group = basemap.ground(viewport(Frame.ROUTE, 940, 484))
    assert group.layer == "ground"
    paints = [part.paint for part in group.parts[0].parts]
    assert [paint.fill or paint.stroke for paint in paints] == [
        *("land", "line", "border", "focus", "border", "river", "river")
    ]


def test_the_inset_is_cut_at_its_frame_and_says_what_it_is():
    view = viewport(Frame.CITIES, 940, 484)
    [inset] = view.insets
    drawing = Drawing(940, 484, (basemap.ground(view),), "sea")
    root = ET.fromstring(Svg.of("light").picture(drawing))
    [cut] = root.iterfind(".//{*}svg")
    found = [float(cut.attrib[name]) for name in ("x", "y", "width", "height")]
    assert found == pytest.approx(
        [inset.room.left, inset.room.top, inset.room.width, inset.room.height], abs=0.01
    )
    assert [float(v) for v in cut.attrib["viewBox"].split()] == found
    assert cut.attrib["overflow"] == "hidden"
    assert [words.text for words in drawing.words] == ["350 km south-west of Hyesan, same scale"]


@pytest.mark.parametrize("size", [(640, 330), (688, 354), (940, 484), (1264, 600)])
def test_the_caption_of_an_inset_stands_on_one_line_in_it(size):
    view = viewport(Frame.CITIES, *size)
    [inset] = view.insets
    [words] = Drawing(*size, (basemap.ground(view),)).words
    right = words.x + text_width(words.text, words.size)
    assert inset.room.left < words.x < right < inset.room.right
    assert inset.room.bottom < words.y < inset.box.bottom


@pytest.mark.parametrize("frame", EXTENTS)
def test_on_a_slide_no_line_is_thin_and_no_words_are_small(frame):
    for size in ((760, 520), (1139, 700)):
        group = basemap.ground(viewport(frame, *size), is_slide=True)
        widths = {paint.stroke: paint.width for paint, _, _ in drawn(group) if paint.stroke}
        assert widths.pop("line", 2) >= 1
        assert min(widths.values()) >= 2
        if "river" in widths:
            assert widths["river"] > widths["border"]
        words = Drawing(*size, (group,)).words
        assert all(one.size >= 18 for one in words)
        larger = f"{3 if size[0] < 1000 else 4} times the scale"
        captions = {Frame.CITIES: "350 km south-west of Hyesan, same scale", Frame.WIDE: larger}
        assert " ".join(one.text for one in words) == captions.get(frame, "")


def test_stripes_lie_in_the_countries_named_and_nowhere_else():
    view = viewport(Frame.CITIES, 940, 484)
    (hatching,) = basemap.hatched(view, "RU")
    russia = basemap.areas(view)["RU"].buffer(2)
    stripes = lines(hatching.data)
    assert len(stripes) > 10
    assert all(russia.covers(shapely.LineString(line)) for line in stripes)
    assert all(
        abs(math.degrees(math.atan2(*(b - a)[::-1]))) == pytest.approx(45, abs=3)
        for a, b in ((line[0], line[-1]) for line in stripes)
        if math.dist(a, b) > 10
    )


def test_stripes_of_the_map_do_not_run_under_the_inset():
    view = viewport(Frame.CITIES, 940, 484)
    [inset] = view.insets
    strip = replace(inset.box, top=inset.room.bottom + 1).shape
    (hatching,) = basemap.hatched(view, "CN")
    stripes = [shapely.LineString(line) for line in lines(hatching.data)]
    assert [line for line in stripes if line.intersects(strip.buffer(-1))] == []
    own = inset.room.shape
    assert any(own.covers(line) for line in stripes)


def test_a_line_goes_around_what_an_inset_enlarges_and_leads_to_it():
    view = viewport(Frame.WIDE, 940, 484)
    [inset] = view.insets
    part = view.part(inset)
    around, leads = [
        line
        for paint, line, _ in drawn(basemap.ground(view))
        if paint.stroke == "ink2" and not paint.fill
    ]
    assert shapely.Polygon(around).symmetric_difference(part).area < 5
    start, end = map(shapely.Point, leads)
    assert part.distance(start) < 0.5
    assert inset.box.shape.distance(end) < 0.5


def test_words_of_an_area_that_an_inset_enlarges_are_wanted_on_the_map():
    view = viewport(Frame.WIDE, 940, 484)
    [inset] = view.insets
    for code in ("KP", "KP-09", "KP-10", "CN-JL", "RU-PRI"):
        assert not inset.box.holds(*basemap.middle(view, code).coords[0]), code


def test_labels_can_find_the_area_of_a_country_and_of_a_province():
    near, wide = viewport(Frame.CITIES, 940, 484), viewport(Frame.WIDE, 940, 484)
    musan, moscow = (shapely.Point(v.pixel(*p)) for v, p in ((near, MUSAN), (wide, (37.62, 55.75))))
    assert basemap.areas(near)["KP-09"].covers(musan)
    assert basemap.areas(near)["KP"].covers(musan)
    assert basemap.areas(wide)["RU-MOW"].distance(moscow) < 2
    assert {"RU-KRS", "RU-PRI", "CN-JL", "CN-LN", "KP-09"} <= set(basemap.areas(wide))
    screen = shapely.box(0, 0, 940, 484)
    assert all(screen.buffer(1e-6).covers(area) for area in basemap.areas(wide).values())


@pytest.mark.parametrize("frame", EXTENTS)
def test_the_same_outlines_give_the_same_ground(frame):
    view = viewport(frame, 940, 484)
    first = Svg().group(basemap.ground(view))
    basemap.ground.cache_clear()
    basemap.outlines.cache_clear()
    assert Svg().group(basemap.ground(view)) == first


def test_the_map_that_is_moved_holds_the_whole_world_with_small_states_and_shipped_places():
    found = gpd.read_file(EXPLORE).set_index("country")
    assert found.geometry.is_valid.all()
    wanted = {"KP", "MT", "KW", "QA", "AE", "SG", "BH", "PL", "MZ", "AO", "SN", "US", "BR"}
    assert wanted <= set(found.index)
    assert EXPLORE.stat().st_size < 600_000
    for place in PLACES.itertuples():
        point = gpd.points_from_xy([place.lon], [place.lat])[0]
        assert found.index[found.covers(point)].tolist() == [place.country]
