"""Marks and plates cut from sheets show what a picture of their own would."""

import io
import json
import math
import re
from dataclasses import replace

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter
from samples import NAMES
from test_map_figure import HYESAN, MUSAN, look, scene

from nkmap.figures import deck_map as maps
from nkmap.figures import icons, sheets
from nkmap.figures.symbols import LIGHT, svg
from nkmap.schema import Kind

SIZES = [
    {"best": 3},
    {"best": 37},
    {"best": 200},
    {"low": 100, "qualifier": "more than"},
    {"low": 100, "high": 160, "spread": "between"},
    {},
]


def drawn(*rows, **more):
    """Layers of a page's map by their ids, as the browser gets them."""
    made = maps.deck(scene(*rows, **more), replace(look(), from_sheets=True), NAMES)
    return {layer["id"]: layer for layer in json.loads(made.to_json())["layers"]}


def cut_out(sheet, cut, size):
    """A cut of a sheet as large as it is drawn, as elements around 0,0."""
    body = sheet[sheet.index(">") + 1 : sheet.rindex("</svg>")]
    share = size / cut["height"]
    x, y = cut.get("anchorX", cut["width"] / 2), cut.get("anchorY", cut["height"] / 2)
    return (
        f'<svg x="{-x * share}" y="{-y * share}" width="{cut["width"] * share}" height="{size}" '
        f'viewBox="{cut["x"]} {cut["y"]} {cut["width"]} {cut["height"]}">{body}</svg>'
    )


def seen(body):
    """Elements around 0,0 as pixels on white, twice their size."""
    picture = svg(f'<rect width="200" height="200" fill="#FFF"/><g transform="translate(100,100)">{body}</g>', 200, 200, 2)  # fmt: skip
    return Image.open(io.BytesIO(vl_convert.svg_to_png(picture))).convert("RGB")


@pytest.mark.parametrize("row", SIZES, ids=str)
@pytest.mark.parametrize("kind", sheets.cut_kinds())
def test_a_mark_from_a_sheet_looks_like_its_own_picture(kind, row):
    prepared = scene({"kind": kind.value, "origin": "hyesan", **row}, kind=kind)
    (mark,) = prepared.marks
    layer = drawn({"kind": kind.value, "origin": "hyesan", **row}, kind=kind)[f"marks-{kind}-light"]
    sheet = sheets.marks_sheet(kind, "light").picture
    cuts = [cut_out(sheet, layer["iconMapping"][row["i"]], row["s"]) for row in layer["data"]]
    own = icons.mark_icon(mark, LIGHT)
    left, top = -own.anchor_x, -own.anchor_y
    body = own.picture.replace("<svg ", f'<svg x="{left}" y="{top}" ', 1)
    body = re.sub(r'width="\d[\d.]*" height="\d[\d.]*" viewBox', f'width="{own.width}" height="{own.height}" viewBox', body, count=1)  # fmt: skip
    # Blurred, because the dashes of a rim scaled by a tenth begin and end elsewhere.
    blur = ImageFilter.GaussianBlur(10)
    one, two = seen("".join(cuts)).filter(blur), seen(body).filter(blur)
    assert max(high for _, high in ImageChops.difference(one, two).getextrema()) < 20


@given(st.floats(0, 40, allow_subnormal=False))
def test_a_cut_is_scaled_to_just_the_radius_and_by_little(radius):
    name, scale = sheets.on_rung(sheets.Piece.SHAPE, radius)
    rung = sheets.RUNGS[int(name[1:])]
    assert math.isclose(rung * scale, radius)
    assert scale < 1.1
    assert scale > 0.9 or rung == sheets.RUNGS[0]


def test_the_cuts_of_a_sheet_lie_in_it_and_apart():
    for kind in sheets.cut_kinds():
        sheet = sheets.marks_sheet(kind, "light")
        width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', sheet.picture).groups())  # fmt: skip
        cuts = list(sheet.cuts.values())
        assert max(cut.left + cut.width for cut in cuts) <= width
        assert max(cut.top + cut.height for cut in cuts) <= height
        for index, one in enumerate(cuts):
            for two in cuts[index + 1 :]:
                beside = max(two.left - one.left - one.width, one.left - two.left - two.width)
                below = max(two.top - one.top - one.height, one.top - two.top - two.height)
                assert max(beside, below) >= 8


def test_a_step_to_other_numbers_asks_for_no_picture_that_was_not_there():
    def addresses(*rows):
        return {
            address for layer in drawn(*rows).values()
            for address in re.findall(r"(?:app/static|data:image)[^\"]*", json.dumps(layer))
        }  # fmt: skip

    before = addresses(HYESAN, MUSAN, {"best": 5})
    after = addresses({**HYESAN, "best": 90}, {**MUSAN, "low": 50}, {"best": 5_000, "origin": ""})
    assert not {address for address in before | after if address.startswith("data:")}
    assert after <= before
    assert {"app/static/icons/marks-departed-light.svg", "app/static/icons/plates.svg"} <= before


def test_a_dashed_plate_is_a_face_stripes_and_a_face_one_pixel_smaller():
    layers = drawn({"best": 5})
    rows = layers["plates"]["data"]
    assert [row["i"].split()[0] for row in rows] == ["solid", "stripes", "solid"]
    assert [row["s"] for row in rows] == pytest.approx([rows[0]["s"]] * 2 + [rows[0]["s"] - 2])
    assert rows[0]["k"] == rows[2]["k"] == [255, 255, 255]
    assert [row.get("c") for row in rows] == [["C1"], None, None]


def test_a_plate_round_a_stock_has_a_whole_edge_in_the_colour_of_its_kind():
    row = {"kind": "present", "best": 4000, "destination": "russia",
           "destination_status": "country only", "evidence": "announcement"}  # fmt: skip
    rows = drawn(row, kind=Kind.PRESENT)["plates"]["data"]
    assert [(row["i"].split()[0], row["k"]) for row in rows] == [
        ("solid", [10, 114, 68]),
        ("solid", [255, 255, 255]),
    ]
    assert rows[0]["s"] - rows[1]["s"] == pytest.approx(4)


def test_a_plate_is_found_where_it_is_drawn_and_leads_to_its_claim():
    layers = drawn({"best": 5})
    (target,), (face, *_) = layers["plates-0"]["data"], layers["plates"]["data"]
    assert (target["p"], target["s"], target["claim"]) == (face["p"], face["s"], "C1")
    assert target["tip"].startswith("5 North Koreans reportedly left")
    assert layers["plates-0"]["opacity"] == 0


@given(st.floats(20, 2000), st.floats(20, 900))
def test_cuts_of_a_plate_keep_its_proportions_and_stay_in_the_picture(width, height):
    picture = sheets.plates_picture()
    across, down = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture).groups())
    for cut in (sheets.solid_cut(width, height), sheets.striped_cut(width, height)):
        assert math.isclose(cut.width / cut.height, width / height, rel_tol=1e-6)
        assert cut.left + cut.width <= across + 1e-6
        assert cut.top + cut.height <= down + 1e-6


def test_kinds_told_of_whole_countries_need_no_sheet():
    assert Kind.PRESENT not in sheets.cut_kinds()
    layers = drawn({"kind": "present", "best": 5, "destination": "russia"}, kind=Kind.PRESENT)
    assert layers["marks"]["data"] == []
