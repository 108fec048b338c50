"""The dataset described for search engines, as schema.org sees a dataset."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from nkmap.characters import without_turns
from nkmap.figures.prepared import Place
from nkmap.publish.escape import is_web
from nkmap.publish.told import Told
from nkmap.schema import KINDS, KindRule
from nkmap.wording import files_and_links
from nkmap.wording.sources import article


def linked_data(told: Told, files: Mapping[str, str] | None = None) -> Markup:
    """A ``Dataset`` in JSON-LD, as the inside of a script element.

    ``files`` are addresses of whole files by their media type. Coverage is that of the claims
    shown: an open start stays open, as ISO 8601 writes it.
    """
    shown = told.shown
    firsts = [claim.first_day.isoformat() for claim in shown if claim.first_day]
    lasts = [claim.last_day.isoformat() for claim in shown if claim.last_day]
    places = {place for claim in shown for place in (*claim.origin, *claim.destination)}
    kinds = dict.fromkeys(claim.kind for claim in shown)
    sources = dict.fromkeys(claim.source_id for claim in shown)
    own = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": files_and_links.TITLE,
        "description": f"{files_and_links.BEFORE_COUNTING} {told.counting}",
        "version": told.data.version,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "Organization", "name": "nkmap maintainers"},
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "temporalCoverage": f"{min(firsts, default='..')}/{max(lasts, default='..')}",
        "spatialCoverage": [_place(told.places[place]) for place in sorted(places)],
        "variableMeasured": [_kind(KINDS[kind]) for kind in kinds],
        "isBasedOn": [_source(told.data.source_by_id[source]) for source in sources],
    }
    where_known = {
        "dateModified": told.data.date,
        "url": told.address and told.link(),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": mime, "contentUrl": address}
            for mime, address in (files or {}).items()
        ],
    }
    return in_script(own | {name: value for name, value in where_known.items() if value})


def in_script(value: Any) -> Markup:
    """JSON that no text in it can break out of its script element."""
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


def _kind(rule: KindRule) -> dict[str, Any]:
    return {"@type": "PropertyValue", "name": rule.label, "description": rule.meaning}


def _source(row: pd.Series) -> dict[str, Any]:
    own: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": str(row["title"]) or article(row),
        "publisher": {"@type": "Organization", "name": str(row["publisher"])},
    }
    if is_web(str(row["url"])):
        own["url"] = str(row["url"])
    return own
