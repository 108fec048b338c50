"""The picture that stands for a claim where its link is shared: figure, sentence and source."""

from __future__ import annotations

import io
from functools import cache

import pandas as pd
from PIL import Image, ImageDraw, ImageFont

from nkmap.claim import Claim
from nkmap.figures.symbols import LIGHT
from nkmap.figures.typography import LINE_HEIGHT
from nkmap.publish.figure import lines
from nkmap.shipped import STATIC_FOLDER
from nkmap.tables import one_line
from nkmap.wording import captions, files_and_links, sentences, sources
from nkmap.wording.places import Names

SIZE = (1200, 630)
"""Pixels; what the networks that show such pictures ask for."""
_LEFT, _RIGHT = 64, 1136
_GREYS = 24
"""Shades that are enough for letters; more would only make the files larger."""


@cache
def _font(style: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(STATIC_FOLDER / "fonts" / f"Nkmap{style}.ttf"), size)


def card(claim: Claim, source: pd.Series, names: Names, version: str) -> bytes:
    """A claim as PNG: its kind, its figure with the hedge, its sentence, and who published it."""
    picture = Image.new("RGB", SIZE, LIGHT.page)
    pen = ImageDraw.Draw(picture)
    colour = LIGHT.kind(claim.kind, claim.group)
    pen.rectangle((0, 0, SIZE[0], 14), fill=colour)
    pen.text((_LEFT, 56), captions.kind_label(claim).upper(), colour, _font("Sans-Bold", 30))
    pen.text((_RIGHT, 56), claim.claim_id, LIGHT.ink2, _font("Sans-Regular", 28), anchor="ra")
    said = sentences.sentence(claim, names)
    caution = f"Do not read this as: {'; '.join(claim.caution)}." if claim.caution else ""
    room = 112, 400 if caution else 476
    _set(pen, said, room, "Serif-Bold", (64, 56, 50, 44, 38, 33, 28, 24), LIGHT.ink)
    if caution:
        _set(pen, caution, (408, 474), "Sans-SemiBold", (27, 24, 21, 18), LIGHT.warn)
    told = f"{sources.chain(claim, source)}. {sources.copy(claim, source)}"
    _set(pen, told, (488, 574), "Sans-Regular", (26, 23, 20, 17), LIGHT.ink2)
    foot = f"{files_and_links.AS_REPORTED} nkmap data {version}"
    pen.text((_LEFT, 582), foot, LIGHT.ink2, _font("Sans-Regular", 24))
    out = io.BytesIO()
    picture.quantize(_GREYS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _set(
    pen: ImageDraw.ImageDraw,
    words: str,
    room: tuple[int, int],
    style: str,
    sizes: tuple[int, ...],
    colour: str,
) -> None:
    """Words between two heights, as large as they fit; where they are cut, an ellipsis says so."""
    top, bottom = room
    for size in sizes:
        high = round(size * LINE_HEIGHT)
        told = list(lines(one_line(words), size, _RIGHT - _LEFT, bold="Bold" in style))
        if len(told) * high <= bottom - top:
            break
    fitting = (bottom - top) // high
    if len(told) > fitting:
        told = [*told[: fitting - 1], f"{told[fitting - 1][:-2].rstrip()} …"]
    for number, line in enumerate(told):
        pen.text((_LEFT, top + number * high), line, colour, _font(style, size))
