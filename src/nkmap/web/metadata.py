"""What programs read of a page: the dataset for schema.org, the picture for shared links."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd
from markupsafe import Markup
from PIL import Image, ImageDraw, ImageFont

from nkmap.addresses import is_web
from nkmap.characters import one_line, without_turns
from nkmap.claim import Claim
from nkmap.evidence import Evidence
from nkmap.figures.colours import LIGHT, kind_colour
from nkmap.figures.scene import Place, places_of
from nkmap.figures.typography import LINE_HEIGHT, wrap_all
from nkmap.project_files import STATIC_FOLDER
from nkmap.schema import KINDS
from nkmap.wording import TEXTS, captions, sentences, sources
from nkmap.wording.places import Names
from nkmap.wording.sources import article


def linked_data(evidence: Evidence, files: Mapping[str, str] | None = None) -> Markup:
    """Describe the claims shown as a schema.org ``Dataset``: JSON-LD inside a script element.

    ``files`` are addresses of whole files by their media type. Coverage is that of the claims
    shown: an open start stays open, as ISO 8601 writes it.
    """
    shown = evidence.shown
    firsts = [claim.first_day.isoformat() for claim in shown if claim.first_day]
    lasts = [claim.last_day.isoformat() for claim in shown if claim.last_day]
    at = places_of(evidence.data)
    places = {place for claim in shown for place in (*claim.origin, *claim.destination)}
    kinds = dict.fromkeys(claim.kind for claim in shown)
    sources = dict.fromkeys(claim.source_id for claim in shown)
    own = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": TEXTS["title"],
        "description": f"{TEXTS['before_counting']} {evidence.counting}",
        "version": evidence.data.version,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "Organization", "name": "nkmap maintainers"},
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "temporalCoverage": f"{min(firsts, default='..')}/{max(lasts, default='..')}",
        "spatialCoverage": [_place(at[place]) for place in sorted(places)],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": rule.label, "description": rule.meaning}
            for rule in map(KINDS.__getitem__, kinds)
        ],
        "isBasedOn": [_source(evidence.data.source_by_id[source]) for source in sources],
    }
    where_known = {
        "dateModified": evidence.data.date,
        "url": evidence.address and evidence.link(),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": mime, "contentUrl": address}
            for mime, address in (files or {}).items()
        ],
    }
    return in_script(own | {name: value for name, value in where_known.items() if value})


def in_script(value: Any) -> Markup:
    """Write JSON so that no text in it ends the script element around it."""
    made = without_turns(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    safe = made.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
    return Markup(safe)  # noqa: S704


def _place(place: Place) -> dict[str, Any]:
    """A country or a town; a point only where one may be drawn."""
    own: dict[str, Any] = {"@type": "Place", "name": place.name}
    if place.is_point:
        at = {"latitude": round(place.lat, 4), "longitude": round(place.lon, 4)}
        own["geo"] = {"@type": "GeoCoordinates", **at}
    return own


def _source(row: pd.Series) -> dict[str, Any]:
    own: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": str(row["title"]) or article(row),
        "publisher": {"@type": "Organization", "name": str(row["publisher"])},
    }
    if is_web(str(row["url"])):
        own["url"] = str(row["url"])
    return own


SIZE = (1200, 630)
"""Pixels; what the networks that show such pictures ask for."""
_LEFT, _RIGHT = 64, 1136
_GREYS = 24
"""Shades that are enough for letters; more would only make the files larger."""


@cache
def _font(style: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(STATIC_FOLDER / "fonts" / f"Nkmap{style}.ttf"), size)


def card(claim: Claim, source: pd.Series, names: Names, version: str) -> bytes:
    """Draw a claim as PNG: its kind, hedged figure, sentence, and who published it."""
    picture = Image.new("RGB", SIZE, LIGHT.page)
    pen = ImageDraw.Draw(picture)
    colour = LIGHT.named[kind_colour(claim.kind, claim.group)]
    pen.rectangle((0, 0, SIZE[0], 14), fill=colour)
    pen.text((_LEFT, 56), captions.kind_label(claim).upper(), colour, _font("Sans-Bold", 30))
    pen.text((_RIGHT, 56), claim.claim_id, LIGHT.ink2, _font("Sans-Regular", 28), anchor="ra")
    said = sentences.sentence(claim, names)
    caution = f"Do not read this as: {'; '.join(claim.caution)}." if claim.caution else ""
    room = 112, 400 if caution else 476
    _set(pen, said, room, "Serif-Bold", (64, 56, 50, 44, 38, 33, 28, 24), LIGHT.ink)
    if caution:
        _set(pen, caution, (408, 474), "Sans-SemiBold", (27, 24, 21, 18), LIGHT.warn)
    told = f"{sources.chain(claim, source)}. {sources.copy(claim.access, source['relay_of'])}"
    _set(pen, told, (488, 574), "Sans-Regular", (26, 23, 20, 17), LIGHT.ink2)
    foot = f"{TEXTS['as_reported']} nkmap data {version}"
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
        told = list(wrap_all(one_line(words), size, _RIGHT - _LEFT, bold="Bold" in style))
        if len(told) * high <= bottom - top:
            break
    fitting = (bottom - top) // high
    if len(told) > fitting:
        told = [*told[: fitting - 1], f"{told[fitting - 1][:-2].rstrip()} …"]
    for number, line in enumerate(told):
        pen.text((_LEFT, top + number * high), line, colour, _font(style, size))
