"""A map as one SVG without a browser, and its words apart from it.

Both are read from the very layers that the screen's map is made of, row by row, so that the picture
cannot show another mark, another size or another place than the screen does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pydeck as pdk

from nkmap import wording
from nkmap.figures.deck_map import drawn_layers
from nkmap.figures.equal_area import EqualAreaCamera
from nkmap.figures.frames import Camera
from nkmap.figures.grounds import bent_ground, ground
from nkmap.figures.labels import Anchor
from nkmap.figures.layers import Look, Row
from nkmap.figures.outlines import GROUNDS, STATIC
from nkmap.figures.prepared import Scene
from nkmap.shipped import STATIC_FOLDER


@dataclass(frozen=True)
class Word:
    """A text of the map: its anchor and middle in pixels, and how it is set."""

    text: str
    x: float
    y: float
    size: float
    anchor: Anchor
    """``start``, ``middle`` or ``end`` of the text stands at ``x``."""
    colour: str
    bold: bool
    italic: bool
    halo: str = ""
    """The colour that keeps it apart from what lies under it; empty for none."""


@dataclass(frozen=True)
class Picture:
    """A map without a browser."""

    svg: str
    """As large as the camera's picture; of all words only the rings' question marks are in it."""
    words: tuple[Word, ...]
    """Every other text, in the order it is drawn."""


def map_picture(scene: Scene, look: Look, names: wording.Names) -> Picture:
    """The map of a slide or of a file, and its words apart from it."""
    layers = drawn_layers(scene, look, names)
    texts = (layer for layer in layers if layer.type == "TextLayer")
    words = tuple(word for layer in texts for word in _words(layer, look.camera))
    width, height = look.camera.width, look.camera.height
    drawn = "".join(part for layer in layers for part in _parts(layer, look))
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">'
        f'<rect width="{width:g}" height="{height:g}" fill="{_beyond(look)}"/>{drawn}</svg>',
        words,
    )


@dataclass(frozen=True)
class Target:
    """A part of the map that tells something, and leads to a claim or a place."""

    shape: str
    """An SVG element without its end."""
    claim: str
    place: str
    tip: str


def map_pieces(
    scene: Scene, look: Look, names: wording.Names
) -> Iterator[tuple[str, str | Word | Target]]:
    """A map without its ground, piece by piece: the layer each lies in, and what is drawn.

    A piece is an SVG element, a text, or a target for the reader's hand, in the order drawn.
    """
    for layer in drawn_layers(scene, look, names):
        if layer.type == "TextLayer":
            yield from ((layer.id, word) for word in _words(layer, look.camera))
        elif layer.type != "BitmapLayer":
            yield from ((layer.id, part) for part in _parts(layer, look))
        if getattr(layer, "pickable", False):
            yield from (("targets", target) for target in _targets(layer, look.camera))


def _targets(layer: pdk.Layer, camera: Camera) -> Iterator[Target]:
    for row in layer.data:
        if "path" in row:
            shape = f'<path d="{_trace(row["path"], camera)}" stroke-width="{layer.get_width:g}"'
        else:
            shape = _hit(row, *camera.pixel(*row["p"]))
        yield Target(shape, row.get("claim", ""), row.get("place", ""), row["tip"])


def _hit(row: Row, x: float, y: float) -> str:
    """A disc over a mark, or the whole of a plate."""
    if "r" in row:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{row["r"]:.1f}"'
    high = row["s"]
    wide = high * row["i"]["width"] / row["i"]["height"]
    corner = f'x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}"'
    return f'<rect {corner} width="{wide:.1f}" height="{high:.1f}"'


def _beyond(look: Look) -> str:
    """What shows where no ground is drawn: sea, or in a picture of the globe the page."""
    return look.palette.page if isinstance(look.camera, EqualAreaCamera) else look.palette.sea


def _words(layer: pdk.Layer, camera: Camera) -> Iterator[Word]:
    weight = str(layer.font_weight)
    for row in layer.data:
        x, y = camera.pixel(*row["p"])
        dx, dy = row["o"]
        yield Word(
            row["t"],
            x + dx,
            y + dy,
            row["s"],
            row["a"],
            _hex(row["k"]),
            bold="700" in weight,
            italic="italic" in weight,
            halo=_hex(layer.outline_color) if layer.outline_width else "",
        )


def _parts(layer: pdk.Layer, look: Look) -> Iterator[str]:
    if layer.type == "BitmapLayer":
        yield _ground(look)
    elif layer.type == "LineLayer":
        yield from _lines(layer, look.camera)
    elif layer.type == "PathLayer" and layer.get_color[3]:
        yield from (_path(row["path"], layer, look.camera) for row in layer.data)
    elif layer.type == "ScatterplotLayer" and getattr(layer, "opacity", 1) != 0:
        yield from (_disc(row, layer, look.camera) for row in layer.data)
    elif layer.type == "IconLayer":
        yield from (_icon(row, layer, look.camera) for row in layer.data)


def _ground(look: Look) -> str:
    if isinstance(look.camera, EqualAreaCamera):
        flat = ground(look.frame, look.theme, slide=look.slide)
        return bent_ground(flat, look.frame, look.camera)
    west, south, east, north = GROUNDS[look.frame]
    left, top = look.camera.pixel(west, north)
    right, bottom = look.camera.pixel(east, south)
    picture = ground(look.frame, look.theme, slide=look.slide)
    return nested(picture, left, top, right - left, bottom - top)


def nested(picture: str, x: float, y: float, width: float, height: float) -> str:
    """A whole SVG as a part of another one, at a place and size in pixels."""
    view = re.search(r'viewBox="([^"]+)"', picture)
    if view is None:
        raise ValueError("a picture needs a viewBox")
    body = picture[picture.index(">") + 1 : picture.rindex("</svg>")]
    return (
        f'<svg x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
        f'viewBox="{view[1]}" preserveAspectRatio="none">{body}</svg>'
    )


def _lines(layer: pdk.Layer, camera: Camera) -> Iterator[str]:
    """A layer's lines as one element: pieces that meet go on, the others begin anew."""
    rows: list[Row] = layer.data if isinstance(layer.data, list) else _filed(layer.data)
    lines: list[list[Sequence[float]]] = []
    for row in rows:
        if lines and lines[-1][-1] == row["p"]:
            lines[-1].append(row["e"])
        else:
            lines.append([row["p"], row["e"]])
    if lines:
        yield (
            f'<path d="{"".join(_trace(line, camera) for line in lines)}" fill="none" '
            f'stroke="{_hex(layer.get_color)}" stroke-opacity="{layer.get_color[3] / 255:.2f}" '
            f'stroke-width="{layer.get_width}"/>'
        )


def _filed(address: str) -> list[Row]:
    """The rows of a file of ``static/``."""
    file = STATIC_FOLDER / address.removeprefix(STATIC)
    rows: list[Row] = json.loads(file.read_text(encoding="utf-8"))
    return rows


def _trace(line: Sequence[Sequence[float]], camera: Camera) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in camera.line(line))


def _path(line: Sequence[Sequence[float]], layer: pdk.Layer, camera: Camera) -> str:
    dash = getattr(layer, "get_dash_array", None)
    # deck.gl measures dashes in halves of the width.
    lengths = " ".join(f"{part * layer.get_width / 2:g}" for part in dash) if dash else ""
    return (
        f'<path d="{_trace(line, camera)}" fill="none" stroke="{_hex(layer.get_color)}" '
        f'stroke-opacity="{layer.get_color[3] / 255:.2f}" stroke-width="{layer.get_width}"'
        + (f' stroke-dasharray="{lengths}"/>' if dash else "/>")
    )


def _disc(row: Row, layer: pdk.Layer, camera: Camera) -> str:
    x, y = camera.pixel(*row["p"])
    filled = getattr(layer, "filled", True)
    fill = _hex(layer.get_fill_color) if filled else "none"
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{row["r"]:g}" fill="{fill}" '
        f'stroke="{_hex(layer.get_line_color)}" stroke-width="{layer.get_line_width}"/>'
    )


def _icon(row: Row, layer: pdk.Layer, camera: Camera) -> str:
    given, x, y = row["i"], *camera.pixel(*row["p"])
    scale = row["s"] / given["height"]
    left, top = x - given["anchorX"] * scale, y - given["anchorY"] * scale
    picture = _source(str(given["url"]))
    if given.get("mask"):
        picture = picture.replace("#000", _hex(layer.get_color))
    drawn = nested(picture, left, top, given["width"] * scale, row["s"])
    if row.get("c"):
        drawn = drawn.replace("<svg ", f'<svg data-claims="{" ".join(row["c"])}" ', 1)
    angle = row.get("a", 0)
    return f'<g transform="rotate({-angle:g} {x:.2f} {y:.2f})">{drawn}</g>' if angle else drawn


def _source(address: str) -> str:
    """The SVG behind an address: inside it, or a file of ``static/``."""
    if address.startswith("data:"):
        return unquote(address.partition(",")[2])
    return (STATIC_FOLDER / address.removeprefix(STATIC)).read_text(encoding="utf-8")


def _hex(colour: Sequence[Any]) -> str:
    return "#" + "".join(f"{int(part):02X}" for part in colour[:3])
