"""No two texts of a map touch, in any frame and size, for the shipped claims and for crowded ones.

``towns.csv`` has the towns of reports that are not in the dataset yet: GeoNames, CC BY 4.0.
"""

import csv
from dataclasses import replace
from functools import cache
from itertools import chain, combinations, product
from pathlib import Path

import pytest
from frozen import DATA
from samples import NO_ROUTES, claims, gazetteer

from nkmap.claim import records
from nkmap.figures import marks, scene
from nkmap.figures.drawing import Drawing, Words
from nkmap.figures.label_obstacles import Box
from nkmap.figures.map import map_drawing
from nkmap.figures.mark_layout import layout
from nkmap.figures.scene import Place, Scene
from nkmap.figures.symbols import reach
from nkmap.figures.typography import text_width
from nkmap.figures.viewport import Style, viewport
from nkmap.schema import MAP_KINDS, Kind
from nkmap.view import ALL_LAYERS, Frame, View, select
from nkmap.wording import captions

pytestmark = pytest.mark.long

SIZES = {360: (328, 300), 390: (358, 300), 768: (720, 400), 1024: (976, 420), 1440: (938, 420),
         1920: (1264, 560)}  # fmt: skip
"""The picture in a window of each width."""
FRAMES = [frame for frame in Frame if frame.drawn is frame]
PLACES = scene.places_of(DATA)


def towns() -> dict[str, Place]:
    with Path(__file__).with_name("towns.csv").open(encoding="utf-8", newline="") as file:
        found = csv.DictReader(file)
        return {
            row["place_id"]: Place(row["place_id"], row["name_en"], row["name_ko"], "city",
                                   row["country"], "", float(row["lon"]), float(row["lat"]), 3)
            for row in found
        }  # fmt: skip


@cache
def of_shipped(kind: Kind) -> Scene:
    told = records(select(DATA.claims, View(layers=ALL_LAYERS)).shown)
    shown = captions.of_map(told, kind)
    return marks.scene(shown, kind, gazetteer(PLACES, DATA.routes, marks.places_of_origin(told)))


@cache
def of_every_town(kind: Kind) -> Scene:
    """A claim at every town, every third without a number, and one for each of three countries."""
    at = "destination" if kind in {Kind.ARRIVED, Kind.PRESENT} else "origin"
    places = {**PLACES, **towns()}
    rows = [
        {"kind": kind.value, at: place, "best": "" if n % 3 == 2 else 20 * n + 10}
        for n, place in enumerate(towns())
    ]
    rows += [
        {"kind": kind.value, "destination": area, "destination_status": "country only", "best": 50}
        for area in ("russia", "china")
    ]
    shown = claims(*rows)
    return marks.scene(shown, kind, gazetteer(places, NO_ROUTES, marks.places_of_origin(shown)))


def boxes(made: Drawing, *, labels: bool) -> list[tuple[str, int, Box]]:
    """Texts with the group they belong to and the room they take: labels, or those in a sign."""
    found = []
    for n, group in enumerate(made.groups):
        parts = tuple(part for part in group.parts if isinstance(part, Words) is labels)
        for words in Drawing(made.width, made.height, (replace(group, parts=parts),)).words:
            wide = text_width(
                words.text, words.size, bold=words.weight >= 600, italic=words.is_italic
            )
            left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
            top, bottom = words.y - 0.72 * words.size, words.y + 0.22 * words.size
            found.append((words.text, n, Box(left, top, left + wide, bottom).grown(-0.25)))
    return found


@pytest.mark.parametrize("made_of", [of_shipped, of_every_town])
@pytest.mark.parametrize("window", SIZES)
@pytest.mark.parametrize("frame", FRAMES)
def test_no_two_texts_touch_and_none_leaves_the_picture(frame, window, made_of):
    width, height = SIZES[window]
    style = Style(viewport(frame, width, height))
    wrong, count = [], 0
    for kind in MAP_KINDS:
        made = map_drawing(made_of(kind), style)
        labels, signs = boxes(made, labels=True), boxes(made, labels=False)
        count += len(labels)
        wrong += [
            (kind.value, text)
            for text, _, box in labels
            if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height
        ]
        wrong += [
            (kind.value, one, other)
            for (one, group, box), (other, another, over) in chain(
                combinations(labels, 2), product(labels, signs)
            )
            if group != another and box.overlaps(over)
        ]
    assert wrong == []
    assert count > len(MAP_KINDS)


@pytest.mark.parametrize("size", [*SIZES.values(), (580, 440)])
@pytest.mark.parametrize("frame", [Frame.CITIES, Frame.ROUTE, Frame.WIDE])
def test_no_mark_is_cut_by_the_edge_of_the_picture_that_its_place_is_in(frame, size):
    view = viewport(frame, *size)
    seen = 0
    for kind in MAP_KINDS:
        laid = layout(of_shipped(kind), Style(view))
        for mark in laid.scene.marks:
            if view.box.holds(*laid.pixel(mark.place)):
                x, y = laid.positions[mark.key]
                assert min(x, view.width - x, y, view.height - y) > reach(mark), mark.key
                far = reach(mark)
                for inset in view.insets:
                    if inset.room.holds(*laid.pixel(mark.place)):
                        assert inset.room.holds(x - far, y - far), mark.key
                        assert inset.room.holds(x + far, y + far), mark.key
                    else:
                        assert not Box.around(x, y, far).overlaps(inset.box), mark.key
                seen += 1
    assert seen > 5
