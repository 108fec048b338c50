"""Layers of marks and plates that are cut from sheets, for a page's map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pydeck as pdk
from pydeck.types import String

from nkmap.figures import sheets
from nkmap.figures.icons import SHARPNESS
from nkmap.figures.labels import Box
from nkmap.figures.layers import Look, Row, ids, lonlat, point
from nkmap.figures.prepared import Mark, Plate
from nkmap.figures.sheets import Cut
from nkmap.figures.symbols import rgba
from nkmap.schema import Kind


def mark_layer(marks: Sequence[Mark], kind: Kind, look: Look) -> pdk.Layer:
    """Marks in the order given, each of the pieces of its kind's sheet.

    Each sheet is a layer of its own, because a layer shows its old sheet while a new one is read.
    """
    sheet = sheets.marks_sheet(kind, look.theme)
    rows, used = [], {}
    for mark in marks:
        for number, (name, scale) in enumerate(sheets.mark_cuts(mark)):
            used[name] = cut = sheet.cuts[name]
            size = round(cut.height / SHARPNESS * scale, 2)
            row = {"p": point(mark.place), "i": name, "s": size}
            rows.append(row if number else row | {"c": ids(mark.claims)})
    name = f"marks-{kind.value}-{look.theme}"
    return _cut_layer(name, sheets.marks_address(kind, look.theme), rows, used)


PlateBox = tuple[Plate, Box, str, bool]
"""A plate, its box in pixels of the frame, the colour of its edge, and whether that is dashed."""


def plate_layer(plates: Iterable[PlateBox], look: Look) -> pdk.Layer:
    """Plates without their words: the edge as a whole box, and the face over its inside."""
    rows, used = [], {}
    for plate, box, colour, dashed in plates:
        at = lonlat(look.camera, *box.centre)
        edge = sheets.DASHED_EDGE if dashed else sheets.SOLID_EDGE
        inside = box.grown(-edge)
        parts = [(box, colour, dashed), (inside, look.palette.page, False)]
        if dashed:  # between the dashes
            parts.insert(0, (box, look.palette.page, False))
        for number, (part, paint, striped) in enumerate(parts):
            name, cut = _box_cut(part, striped=striped)
            used[name] = cut
            row = {"p": at, "i": name, "s": round(part.height, 1), "k": list(rgba(paint))[:3]}
            rows.append(row if number else row | {"c": ids(plate.claims)})
    return _cut_layer("plates", sheets.PLATES_ADDRESS, rows, used, get_color="k")


def plate_targets(rows: Iterable[Row], boxes: Iterable[Box], look: Look, name: str) -> pdk.Layer:
    """What a click and a tooltip find of plates: boxes that are not seen."""
    made, used = [], {}
    for row, box in zip(rows, boxes, strict=True):
        key, cut = _box_cut(box, striped=False)
        used[key] = cut
        made.append(
            {**row, "p": lonlat(look.camera, *box.centre), "i": key, "s": round(box.height, 1)}
        )
    return _cut_layer(
        name,
        sheets.PLATES_ADDRESS,
        made,
        used,
        pickable=True,
        opacity=0,
        alpha_cutoff=-1,  # else what is not seen is not found either
    )


def _box_cut(box: Box, *, striped: bool) -> tuple[str, Cut]:
    width, height = round(box.width, 1), round(box.height, 1)
    cut = sheets.striped_cut(width, height) if striped else sheets.solid_cut(width, height)
    return f"{'stripes' if striped else 'solid'} {width:g} {height:g}", cut


def _cut_layer(
    name: str, sheet: str, rows: list[Row], used: Mapping[str, Cut], **extra: object
) -> pdk.Layer:
    """A layer of icons that are cut from a sheet at an address; rows name their cuts."""
    return pdk.Layer(
        "IconLayer",
        rows,
        id=name,
        icon_atlas=String(sheet),
        icon_mapping={key: cut.mapping for key, cut in used.items()},
        get_icon="i",
        get_position="p",
        get_size="s",
        **extra,
    )
