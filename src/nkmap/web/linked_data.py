"""The dataset described for search engines, as schema.org sees a dataset."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from nkmap import wording
from nkmap.publish.escape import is_web, plain
from nkmap.publish.told import Told
from nkmap.schema import KINDS


def linked_data(told: Told, files: Mapping[str, str] | None = None) -> Markup:
    """A ``Dataset`` in JSON-LD, as the inside of a script element.

    ``files`` are addresses of whole files by their media type. Coverage is that of the claims
    shown: an open start stays open, as ISO 8601 writes it.
    """
    own: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": wording.TITLE,
        "description": f"{wording.BEFORE_COUNTING} {told.counting}",
        "version": told.data.version,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "Organization", "name": "nkmap maintainers"},
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "temporalCoverage": _time(told),
        "spatialCoverage": _places(told),
        "variableMeasured": _kinds(told),
        "isBasedOn": [_source(row) for row in _sources(told)],
    }
    if told.data.date:
        own["dateModified"] = told.data.date
    if told.address:
        own["url"] = told.link()
    if files:
        own["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": mime, "contentUrl": address}
            for mime, address in files.items()
        ]
    return in_script(own)


def in_script(value: Any) -> Markup:
    """JSON that no text in it can break out of its script element."""
    made = plain(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    safe = made.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
    return Markup(safe)  # noqa: S704


def _time(told: Told) -> str:
    """The days between which the claims shown lie, ``..`` where an end is open."""
    firsts = [claim.first_day for claim in told.shown if claim.has_month or claim.first_day]
    lasts = [claim.last_day for claim in told.shown if claim.last_day]
    known = [day for day in firsts if day]
    start = min(known).isoformat() if known else ".."
    return f"{start}/{max(lasts).isoformat() if lasts else '..'}"


def _places(told: Told) -> list[dict[str, Any]]:
    """Countries and towns that the claims name; a point only where one may be drawn."""
    named = {place for claim in told.shown for place in (*claim.origin, *claim.destination)}
    found = []
    for place_id in sorted(named):
        place = told.places[place_id]
        own: dict[str, Any] = {"@type": "Place", "name": place.name}
        if place.is_point:
            own["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": round(place.lat, 4),
                "longitude": round(place.lon, 4),
            }
        found.append(own)
    return found


def _kinds(told: Told) -> list[dict[str, Any]]:
    shown = dict.fromkeys(claim.kind for claim in told.shown)
    return [
        {"@type": "PropertyValue", "name": KINDS[kind].label, "description": KINDS[kind].meaning}
        for kind in shown
    ]


def _sources(told: Told) -> Sequence[pd.Series]:
    named = dict.fromkeys(claim.source_id for claim in told.shown)
    return [told.data.source_by_id[source] for source in named]


def _source(row: pd.Series) -> dict[str, Any]:
    own: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": str(row["title"]) or wording.article(row),
        "publisher": {"@type": "Organization", "name": str(row["publisher"])},
    }
    if is_web(str(row["url"])):
        own["url"] = str(row["url"])
    return own
