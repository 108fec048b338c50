"""Where things stand in a picture: what a frame shows, true areas, north, and the inset."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from nkmap.figures.viewport import COVERED, EXTENTS, PHONE, Viewport, viewport
from nkmap.view import Frame

EARTH = Geod(ellps="WGS84")
DANDONG, SINUIJU, DONGGANG = (124.3947, 40.1292), (124.3981, 40.1006), (124.1230, 39.8669)
MUSAN, HOERYONG, HYESAN = (129.2304, 42.2304), (129.746, 42.4411), (128.1927, 41.3927)
MOSCOW, VLADIVOSTOK, PYONGYANG = (37.6178, 55.752), (131.8735, 43.1056), (125.7543, 39.0339)
MAPUTO, DAKAR, KAMCHATKA = (32.57, -25.97), (-17.44, 14.69), (158.65, 53.02)

frames = st.sampled_from(list(EXTENTS))
widths = st.integers(328, 1264)
shapes = st.floats(0.46, 1.2)


@given(frames, widths, shapes)
def test_a_picture_of_any_size_shows_the_whole_extent_of_its_frame(frame, width, shape):
    view = viewport(frame, width, round(width * shape))
    framing = EXTENTS[frame]
    for box in (view.width < PHONE and framing.phone) or framing.extent:
        west, south, east, north = box
        for point in shapely.box(west, south, east, north).segmentize(0.5).exterior.coords:
            x, y = view.main.pixel(*point)
            assert -0.05 <= x <= view.width + 0.05
            assert -0.05 <= y <= view.height + 0.05


@pytest.mark.parametrize(
    ("frame", "places"),
    [
        (Frame.CITIES, (MUSAN, HOERYONG, HYESAN)),
        (Frame.ROUTE, (MUSAN, PYONGYANG, VLADIVOSTOK)),
        (Frame.WIDE, (MUSAN, MOSCOW, KAMCHATKA)),
        (Frame.WORLD, (MUSAN, MOSCOW, MAPUTO, DAKAR)),
    ],
)
@pytest.mark.parametrize("size", [(328, 404), (358, 404), (688, 354), (940, 484), (1264, 651)])
def test_the_places_of_a_frame_are_seen_on_a_phone_and_on_a_wide_screen(frame, places, size):
    view = viewport(frame, *size)
    assert [view.box.holds(*view.pixel(*place)) for place in places] == [True] * len(places)


def square(middle: tuple[float, float]) -> list[tuple[float, float]]:
    """Longitudes and latitudes around 50 km by 50 km, near enough to each other to be bent."""
    half = 25_000 * math.sqrt(2)
    corners = [EARTH.fwd(*middle, turn, half)[:2] for turn in (45, 135, 225, 315)]
    found = []
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        found += [start, *EARTH.npts(*start, *end, 20)]
    return found


@pytest.mark.parametrize(
    ("frame", "one", "other"),
    [
        (Frame.CITIES, MUSAN, HYESAN),
        (Frame.ROUTE, MUSAN, PYONGYANG),
        (Frame.WIDE, MUSAN, MOSCOW),
        (Frame.WORLD, MUSAN, MOSCOW),
        (Frame.WORLD, MAPUTO, MOSCOW),
    ],
)
def test_as_much_ground_is_as_much_of_the_picture_wherever_it_lies(frame, one, other):
    view = viewport(frame, 940, 484)
    here, there = (
        shapely.Polygon([view.main.pixel(*p) for p in square(middle)]).area
        for middle in (one, other)
    )
    assert here == pytest.approx(there, rel=0.005)
    assert here == pytest.approx((50_000 / view.main.metres) ** 2, rel=0.005)


@pytest.mark.parametrize("frame", EXTENTS)
@pytest.mark.parametrize("width", [358, 940])
def test_north_is_up_in_the_middle_of_a_frame(frame, width):
    view, framing = viewport(frame, width, 484), EXTENTS[frame]
    w = view.main
    seen = w.plane.bounds(*((width < PHONE and framing.phone) or framing.extent))
    middle = np.array([[(seen.left + seen.right) / 2, w.top + 242 * w.metres]])
    lon, lat = w.plane.unproject(middle)[0]
    (x, y), (north_x, north_y) = w.pixel(lon, lat), w.pixel(lon, lat + 0.01)
    # The two far frames are not looked at from above their middle alone: their planes' middles
    # are 98 and 60 degrees east.
    limit = {Frame.WORLD: 1.5, Frame.WIDE: 2.5}.get(frame, 0.3)
    assert abs(math.degrees(math.atan2(north_x - x, y - north_y))) < limit


def scale(view: Viewport, one: tuple[float, float], other: tuple[float, float]) -> float:
    """Pixels of a kilometre between two places."""
    away = EARTH.inv(*one, *other)[2] / 1000
    return math.dist(view.pixel(*one), view.pixel(*other)) / away


@pytest.mark.parametrize("size", [(640, 330), (940, 484), (1264, 600), (1139, 700)])
def test_the_far_end_of_the_yalu_stands_in_an_inset_of_the_same_scale(size):
    view = viewport(Frame.CITIES, *size)
    [inset] = view.insets
    for place in (DANDONG, SINUIJU, DONGGANG):
        assert inset.room.holds(*view.pixel(*place))
        assert not view.box.holds(*view.main.pixel(*place))
    assert scale(view, DANDONG, DONGGANG) == pytest.approx(scale(view, MUSAN, HYESAN), rel=0.002)


def test_a_phones_picture_has_no_inset_nor_have_the_route_and_the_world():
    with_one = [
        (frame, width)
        for frame in EXTENTS
        for width in (328, 639, 640, 1264)
        if viewport(frame, width, 404).insets
    ]
    assert with_one == [
        *((Frame.CITIES, 640), (Frame.CITIES, 1264)),
        *((Frame.WIDE, 640), (Frame.WIDE, 1264)),
    ]


PAGES = [(640, 320), (720, 323), (846, 379), (938, 420), (1024, 459), (1280, 573), (1899, 850)]
"""Pictures on pages, from the narrowest that has a panel beside it to a very wide one."""
FILES = [(1180, 664), (1180, 1054), (780, 530), (735, 1000), (1139, 700)]
"""Slides, and pictures in files."""
CROWDED = (DANDONG, SINUIJU, HYESAN, MUSAN, HOERYONG, PYONGYANG, VLADIVOSTOK)
APART = (MOSCOW, KAMCHATKA, (146.0, 44.1), (142.78, 46.6), (121.47, 31.23), (126.55, 37.97))


@pytest.mark.parametrize("size", [*PAGES, *FILES])
def test_the_crowded_part_of_russia_and_china_stands_in_a_larger_inset_and_nowhere_else(size):
    view = viewport(Frame.WIDE, *size)
    [inset] = view.insets
    part = view.part(inset)
    for place in CROWDED:
        assert inset.room.holds(*view.pixel(*place))
        assert part.contains(shapely.Point(view.main.pixel(*place)))
    for place in APART:
        assert view.pixel(*place) == view.main.pixel(*place)
    assert view.box.holds(inset.box.left, inset.box.top)
    assert view.box.holds(inset.box.right, inset.box.bottom)
    assert part.disjoint(inset.box.shape)


@pytest.mark.parametrize("size", [*PAGES, *FILES])
def test_an_inset_says_how_many_times_larger_it_is(size):
    view = viewport(Frame.WIDE, *size)
    [inset] = view.insets
    times = view.main.metres / inset.metres
    told = (f"Yalu and Tumen, {times:.0f} times the scale", f"{times:.0f} times the scale")
    assert inset.captions == told
    larger = math.dist(inset.pixel(*DANDONG), inset.pixel(*VLADIVOSTOK))
    smaller = math.dist(view.main.pixel(*DANDONG), view.main.pixel(*VLADIVOSTOK))
    assert larger / smaller == pytest.approx(times, rel=0.06)


@pytest.mark.parametrize("size", PAGES[1:])
def test_on_a_page_the_inset_is_six_times_larger_and_leaves_the_sea_below_it_to_words(size):
    view = viewport(Frame.WIDE, *size)
    [inset] = view.insets
    assert view.main.metres / inset.metres == pytest.approx(6)
    assert (inset.box.right, inset.box.top) == pytest.approx((view.width - 8, 8))
    assert inset.box.bottom < 0.61 * view.height


def test_what_an_inset_covers_is_not_in_the_picture():
    view = viewport(Frame.CITIES, 940, 484)
    [inset] = view.insets
    under = (127.6, 42.8)
    assert inset.box.holds(*view.main.pixel(*under))
    assert view.pixel(*under) == COVERED
    assert not view.box.holds(*COVERED)


def test_an_inset_covers_no_place_of_north_korea_or_russia():
    for size in ((640, 330), (688, 354), (940, 484), (1264, 600), (1139, 700)):
        view = viewport(Frame.CITIES, *size)
        for place in (MUSAN, HOERYONG, HYESAN, (129.2044, 42.2629), (128.9972, 42.5397)):
            assert view.pixel(*place) == view.main.pixel(*place)


def test_a_viewport_can_be_a_key_and_the_frame_that_moves_is_drawn_as_the_route():
    assert viewport(Frame.EXPLORE, 940, 484) == viewport(Frame.ROUTE, 940, 484)
    assert len({viewport(Frame.ROUTE, 940, 484), viewport(Frame.ROUTE, 940.0, 484.0)}) == 1


def test_a_phones_picture_of_the_world_shows_as_little_beyond_the_poles_as_it_can():
    view = viewport(Frame.WORLD, 328, 404)
    north, south = view.main.pixel(60, 90)[1], view.main.pixel(60, -90)[1]
    assert north == pytest.approx(view.height - south)
    wide = viewport(Frame.WORLD, 940, 484)
    assert wide.main.pixel(60, 90)[1] <= 0
    assert wide.main.pixel(60, -90)[1] >= 484
