"""Small typed claims and places for tests, built in sight."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
from jsonschema import Draft7Validator

from nkmap.claim import Claim, records
from nkmap.dates import (
    NO_DATE,
    OPEN_END,
    OPEN_START,
    month_number,
    month_of,
    parse,
    parse_given,
)
from nkmap.figures import axis_panels
from nkmap.figures.axis_panels import series_panels
from nkmap.figures.drawing import Drawing, Group
from nkmap.figures.scene import Gazetteer, Place, Scene, stops_by_claim
from nkmap.schema import CLAIMS, Kind, Layer, MissingReason, WherePrecision
from nkmap.search import fold
from nkmap.typed_frames import with_months, with_wholes
from nkmap.wording.places import Names

DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(CLAIMS.columns, ""),
    "source_id": "S1",
    "locator": "paragraph 1",
    "access": "original",
    "said_by": "a partner",
    "said_by_kind": "reporting partner",
    "evidence": "not stated",
    "layer": "dispatch",
    "kind": "departed",
    "group": "civilian workers",
    "missing_reason": "not reported",
    "when": "2024-12",
    "summary": "A summary.",
    "origin_group": "G1",
    "status": "current",
}
LISTS = ("origin", "destination", "sector", "caution", "conflicts_with")
COUNTS = ("low", "best", "high")
DAYS = ("first_day", "last_day", "published")
PRECISIONS = {"ryanggang": 4, "russia": 6, "china": 6}
"""The steps of places that are no towns."""


Columns = dict[str, list[Any]]


def _columns(rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Rows with defaults as columns of plain values, with the days, places and precision of each."""
    full = []
    for number, given in enumerate(rows, start=1):
        row = {**DEFAULTS, "claim_id": f"C{number}", **given}
        if any(row[count] != "" for count in COUNTS) and "missing_reason" not in given:
            row["missing_reason"] = ""
            row["unit"] = row["unit"] or "people"
        full.append(row)
    columns: Columns = {name: [row[name] for row in full] for name in CLAIMS.columns}
    for count in COUNTS:
        columns[count] = [None if value == "" else int(value) for value in columns[count]]
    for name in LISTS:
        columns[name] = [tuple(filter(None, str(value).split(";"))) for value in columns[name]]
    ends = list(zip(columns["origin"], columns["destination"], strict=True))
    named = [(*origin, *destination) for origin, destination in ends]
    finest = [min((PRECISIONS.get(place, 3) for place in own), default=None) for own in named]
    periods = [parse(text) if text else None for text in columns["when"]]
    return columns | {
        "named": named,
        "named_within": named,
        "precision": [WherePrecision.of(step).value for step in finest],
        "first_day": [period.first_day if period else None for period in periods],
        "last_day": [period.last_day if period else None for period in periods],
        "published": [date(2025, 1, 31)] * len(full),
        "has_month": [bool(period and period.has_month) for period in periods],
    }


def claims_frame(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """Rows with defaults as the typed frame that ``nkmap.dataset`` would give."""
    return _frame(_columns(rows))


def _frame(columns: Columns) -> pd.DataFrame:
    told = zip(*(columns[name] for name in ("claim_id", "summary", "said_by")), strict=True)
    typed: dict[str, Any] = {}
    for name, own in columns.items():
        if name in COUNTS:
            typed[name] = pd.Series(pd.array(own, dtype="Int64"))
        else:
            as_given = object if name in CLAIMS.columns else None
            typed[name] = days(own) if name in DAYS else pd.Series(own, dtype=as_given)
    typed |= {
        "origin_within": typed["origin"],
        "destination_within": typed["destination"],
        "search_text": pd.Series([fold(" ".join(map(str, words))) for words in told]),
        "published_from": typed["published"],
    }
    return with_wholes(with_months(pd.DataFrame(typed)))


def days(of_rows: Sequence[date | None]) -> pd.Series:
    """Days as a column of a typed frame."""
    return pd.Series(pd.to_datetime(list(of_rows))).astype("datetime64[s]")


def claims(*rows: Mapping[str, Any]) -> tuple[Claim, ...]:
    """The same rows as records.

    Without a frame, which takes ten times as long, unless a claim is a part of another.
    """
    columns = _columns(rows)
    if any(columns["part_of"]):
        return records(_frame(columns))
    ends = list(zip(columns["first_day"], columns["last_day"], strict=True))
    made = columns | {
        "kind": map(Kind, columns["kind"]),
        "layer": map(Layer, columns["layer"]),
        "missing_reason": [
            MissingReason(text) if text else None for text in columns["missing_reason"]
        ],
        "when": map(parse_given, columns["when"]),
        "said_on": map(parse_given, columns["said_on"]),
        "first_month": [_month(first, OPEN_START if last else NO_DATE[0]) for first, last in ends],
        "last_month": [_month(last, OPEN_END) for _, last in ends],
        "whole": [None] * len(ends),
    }
    fields = (made[name] for name in Claim.__dataclass_fields__)
    return tuple(Claim(*own) for own in zip(*fields, strict=True))


def _month(day: date | None, otherwise: int) -> int:
    return month_number(month_of(day)) if day else otherwise


PLACES = {
    "hyesan": Place("hyesan", "Hyesan", "혜산", "city", "KP", "KP-10", 128.1927, 41.3927, 3),
    "musan": Place("musan", "Musan", "무산", "county", "KP", "KP-09", 129.2304, 42.2304, 3),
    "hoeryong": Place("hoeryong", "Hoeryong", "회령", "city", "KP", "KP-09", 129.746, 42.4411, 3),
    "pyongyang": Place(
        "pyongyang", "Pyongyang", "평양", "city", "KP", "KP-01", 125.7543, 39.0339, 3
    ),
    "rason": Place("rason", "Rason", "라선", "city", "KP", "KP-13", 130.2831, 42.2556, 3),
    "ryanggang": Place(
        "ryanggang", "Ryanggang", "", "province", "KP", "KP-10", float("nan"), float("nan"), 4
    ),
    "russia": Place("russia", "Russia", "", "country", "RU", "", float("nan"), float("nan"), 6),
    "china": Place("china", "China", "", "country", "CN", "", float("nan"), float("nan"), 6),
}


def place_names(**others: str) -> Names:
    """What the places are called, without their countries, so that sentences stay short."""
    rows = [(own.place_id, own.name, own.type, own.country) for own in PLACES.values()]
    rows += [(place, name, "city", "KP") for place, name in others.items()]
    frame = pd.DataFrame(rows, columns=["place_id", "name_en", "type", "country"])
    found = Names(frame.assign(status=""))
    found.countries.clear()
    return found


NAMES = place_names()
NO_ROUTES = pd.DataFrame({"claim_id": [], "seq": [], "place_id": [], "role": [], "mode": []})


def gazetteer(places=PLACES, routes=NO_ROUTES, origins=frozenset(), names=NAMES) -> Gazetteer:
    """What a map knows beside its claims."""
    return Gazetteer(places, stops_by_claim(routes), origins, names)


def amounts(rows, names, palette, width):
    """The picture of figures by date."""
    return axis_panels.chart(series_panels(rows, names), palette, width)


def valid(chart):
    """A chart that keeps to the schema of Vega-Lite."""
    vega_lite().validate(chart)
    return chart


@cache
def vega_lite():
    """The schema of the Vega-Lite that Altair writes."""
    return Draft7Validator(alt.load_schema())


def heads_of(chart):
    """The heads of the panels of a chart."""
    (heads,) = [param["value"] for param in chart["params"] if param["name"] == "heads"]
    return heads


def rows_of(chart, of):
    """The rows of one sort in the frames of a chart whose figures stand below each other."""
    return [row for own in chart["datasets"].values() for row in own if row["of"] == of]


def drawn_ids(chart):
    """Every claim drawn in a chart, as its data say."""
    marks = (mark for data in chart["datasets"].values() for mark in data)
    return tuple(dict.fromkeys(mark["claim_id"] for mark in marks if "claim_id" in mark))


def claims_of(scene: Scene) -> tuple[str, ...]:
    """Every claim that a scene holds, in id order."""
    parts = (*scene.marks, *scene.area_labels, *scene.routes, *scene.links)
    return tuple(sorted({claim.claim_id for part in parts for claim in part.claims}))


def claims_drawn(drawing: Drawing) -> tuple[str, ...]:
    """The id of every claim that a drawing shows, each once, in id order."""

    def within(group: Group) -> set[str]:
        inner = [within(part) for part in group.parts if isinstance(part, Group)]
        return set(group.claims).union(*inner)

    return tuple(sorted(set().union(*map(within, drawing.groups))))


def layer(drawing: Drawing, *names: str) -> tuple[Group, ...]:
    """The groups of the layers named."""
    return tuple(group for group in drawing.groups if group.layer in names)
