"""Thin lines from what had to be moved aside to the places it belongs to."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pydeck as pdk

from nkmap.figures.labels import Placed
from nkmap.figures.layers import Look, Row, line_layer, line_rows, lonlat, point
from nkmap.figures.prepared import Scene
from nkmap.figures.symbols import rgba


def leader_layers(scene: Scene, look: Look, placed: Sequence[Placed]) -> list[pdk.Layer]:
    """Lines to marks and labels that stand away from their place; none where all are near."""
    moved = [(mark.home, mark.place) for mark in scene.marks]
    moved += [(found.home, found.place) for found in scene.happenings]
    lines = [[point(home), point(at)] for home, at in moved if home]
    lines += [ends for label in placed if (ends := _leader(label, look))]
    rows: list[Row] = [row for line in lines for row in line_rows(line)]
    colour = rgba(look.palette.ink2)
    return [line_layer("leaders", rows, colour, look.line(1.0))] if rows else []


_NEAR_ENOUGH = 22.0
"""Pixels between a mark and its label up to which nobody asks which belongs to which."""


def _leader(label: Placed, look: Look) -> list[list[float]] | None:
    asked, box = label.request, label.box
    x = min(max(asked.x, box.left), box.right)
    y = min(max(asked.y, box.top), box.bottom)
    far = math.dist((x, y), (asked.x, asked.y))
    if far <= asked.radius + look.mark(_NEAR_ENOUGH):
        return None
    edge = asked.radius / far
    start = (asked.x + (x - asked.x) * edge, asked.y + (y - asked.y) * edge)
    return [lonlat(look.camera, *start), lonlat(look.camera, x, y)]
