"""The tables as typed frames, with the columns that stand in no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from nkmap import search
from nkmap.csv_files import TextTable
from nkmap.dates import NO_DATE, OPEN_END, OPEN_START, Period, parse_given
from nkmap.schema import GROUPS, KINDS, LAYERS, ClaimStatus, WherePrecision, items


def typed_frames(texts: Mapping[str, TextTable]) -> dict[str, pd.DataFrame]:
    """Every table as a typed frame, by name; its cells were checked.

    Text cells are ``str``, empty when blank; counts are ``Int64`` with ``<NA>``; lists are tuples.
    ``claims`` also has ``first_day`` and ``last_day`` (``datetime64[s]``; ``NaT``: open start, no
    date; an open end is the last day of its source's publication date), ``first_month`` and
    ``last_month`` (the same as numbers, ``nkmap.dates``), ``has_month``, and
    ``origin_within`` and ``destination_within``: the places named and all those that hold them;
    ``named``, all places a claim names, the stops of its route too; ``named_within``, those and
    all that hold them;
    ``precision``, how finely the finest place named is known (``WherePrecision``); ``search_text``,
    what ``nkmap.search`` looks through;
    ``published_from`` and ``published``, the first and the last day its source may have been
    published on (``NaT``: no date known); and its ``access`` is the source's where it has none of
    its own. ``places`` has ``within`` too.
    """
    frames = {name: _typed(text) for name, text in texts.items()}
    places, sources = frames["places"], frames["sources"]
    frames["places"] = places = places.assign(within=_within(places))
    frames["claims"] = (
        _with_days(frames["claims"], sources)
        .pipe(with_months)
        .pipe(with_wholes)
        .pipe(_with_surroundings, places, frames["routes"])
        .pipe(_with_access_and_precision, sources, places)
        .pipe(_with_search_text, sources, places)
    )
    return frames


def _typed(text: TextTable) -> pd.DataFrame:
    frame = text.frame.copy()
    for field in text.table.fields:
        cells = frame[field.name]
        if field.type == "integer":
            frame[field.name] = pd.to_numeric(cells.replace("", None)).astype("Int64")
        elif field.type == "number":
            frame[field.name] = pd.to_numeric(cells.replace("", None)).astype("float64")
        elif field.type == "list":
            frame[field.name] = cells.map(items)
    return frame


def _within(places: pd.DataFrame) -> pd.Series:
    """Each place with the places it belongs to, one through the other, and its country."""
    belongs = dict(zip(places["place_id"], places["part_of"], strict=True))
    areas = places[places["type"] == "country"]
    countries = dict(zip(areas["country"], areas["place_id"], strict=True))

    def chain(place: str, country: str) -> tuple[str, ...]:
        found: list[str] = []
        while place and place not in found:
            found.append(place)
            place = belongs[place]
        return tuple(dict.fromkeys([*found, countries.get(country, found[0])]))

    pairs = zip(places["place_id"], places["country"], strict=True)
    return pd.Series([chain(*pair) for pair in pairs], index=places.index, dtype=object)


def _with_surroundings(
    claims: pd.DataFrame, places: pd.DataFrame, routes: pd.DataFrame
) -> pd.DataFrame:
    within = dict(zip(places["place_id"], places["within"], strict=True))
    stops = routes.groupby("claim_id")["place_id"].agg(tuple).to_dict()

    def around(named: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place for name in named for place in within[name]))

    passed = claims["claim_id"].map(lambda claim: stops.get(claim, ()))
    named = claims["origin"] + claims["destination"] + passed
    return claims.assign(
        origin_within=claims["origin"].map(around),
        destination_within=claims["destination"].map(around),
        named=named.map(lambda places: tuple(dict.fromkeys(places))),
        named_within=named.map(around),
    )


def _with_access_and_precision(
    claims: pd.DataFrame, sources: pd.DataFrame, places: pd.DataFrame
) -> pd.DataFrame:
    """The source's access where a claim has none of its own; how finely its places are known."""
    steps = dict(zip(places["place_id"], places["where_prec"], strict=True))
    precision = (claims["origin"] + claims["destination"]).map(
        lambda ids: WherePrecision.of(min((int(steps[i]) for i in ids), default=None)).value
    )
    of_source = claims["source_id"].map(sources.set_index("source_id")["access"])
    access = claims["access"].where(claims["access"] != "", of_source)
    return claims.assign(access=access, precision=precision.astype(object))


def _with_search_text(
    claims: pd.DataFrame, sources: pd.DataFrame, places: pd.DataFrame
) -> pd.DataFrame:
    """What a search looks through: a claim's own words, and those of its source and places."""
    by_id = sources.set_index("source_id")
    names = ("claim_id", "source_id", "origin_group", "summary", "said_by", "when", "said_on")
    own = zip(
        *(claims[name] for name in names),
        claims["sector"].map(" ".join),
        *(claims["source_id"].map(by_id[name]) for name in ("publisher", "title")),
        *(claims[count].astype("string").fillna("") for count in ("low", "best", "high")),
        *_words_of_the_screen(claims),
        strict=True,
    )
    found = search.texts(own, claims["named_within"], search.Names(places))
    return claims.assign(search_text=pd.Series(found, index=claims.index, dtype=object))


def _words_of_the_screen(claims: pd.DataFrame) -> Iterator[pd.Series]:
    """What the screen calls the kind, group and layer of each claim, and what readers call it."""
    yield claims["kind"].map({str(kind): rule.label for kind, rule in KINDS.items()})
    yield claims["layer"].map({str(layer): rule.label for layer, rule in LAYERS.items()})
    yield from (claims[name] for name in ("group", "unit", "evidence"))
    yield claims["status"].replace(ClaimStatus.CURRENT.value, "")
    everyday = {str(rule.kind): rule.everyday for rule in KINDS.values()}
    everyday |= {str(rule.group): rule.everyday for rule in GROUPS.values()}
    yield from (claims[name].map(everyday).fillna("") for name in ("kind", "group"))


def _with_days(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    published = dict(zip(sources["source_id"], map(parse_given, sources["published"]), strict=True))
    dated = [published[source] for source in claims["source_id"]]
    periods, said = (list(map(parse_given, claims[name])) for name in ("when", "said_on"))
    ends, spoken = (
        [period.last_day if period else None for period in own] for own in (dated, said)
    )
    words = [min(filter(None, days), default=None) for days in zip(spoken, ends, strict=True)]
    return claims.assign(
        published=_days(ends),
        published_from=_days([period.first_day if period else None for period in dated]),
        first_day=_days([period.first_day if period else None for period in periods]),
        last_day=_days([_end(p, end) for p, end in zip(periods, words, strict=True)]),
        has_month=pd.Series([bool(p and p.has_month) for p in periods], dtype=bool),
    )


def with_months(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims with their first and last month as numbers, made of their first and last day."""
    days = claims["first_day"].dt, claims["last_day"].dt
    first, last = (own.year * 12 + own.month - 1 for own in days)
    never = first.isna() & last.isna()
    return claims.assign(
        first_month=first.fillna(OPEN_START).mask(never, NO_DATE[0]).astype("int64"),
        last_month=last.fillna(OPEN_END).astype("int64"),
    )


def _end(period: Period | None, told: date | None) -> date | None:
    """An open end reaches to the day it was said, else published; a plan's, to its start's end."""
    if period is None or period.end is not None:
        return period.last_day if period else None
    if period.start is None or told is None:
        return told
    return max(told, period.start.last)


_FIGURE = ("low", "best", "high", "spread", "unit", "qualifier", "group")


def with_wholes(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims, each part with the figure it is a part of.

    Only a whole that the same statement gives, that still stands and has a figure, and that was
    not published later: nobody is made to say another's number, and what a reader of the part
    could not know yet is not told with it.
    """
    rows = {name: index for index, name in enumerate(claims["claim_id"])}
    figures = list(zip(*(map(_told, claims[name].tolist()) for name in _FIGURE), strict=True))
    published, status = list(claims["published"]), list(claims["status"])
    sources, statements = list(claims["source_id"]), list(claims["origin_group"])

    def whole(index: int, part_of: str) -> tuple[object, ...]:
        at = rows.get(part_of)
        if at is None or status[at] != ClaimStatus.CURRENT or figures[at][:3] == (None,) * 3:
            return ()
        if statements[at] != statements[index]:
            return ()
        is_known = sources[at] == sources[index] or bool(published[at] <= published[index])
        return figures[at] if is_known else ()

    wholes = [whole(index, part_of) for index, part_of in enumerate(claims["part_of"])]
    return claims.assign(whole=pd.Series(wholes, index=claims.index, dtype=object))


def _told(value: object) -> object:
    return None if value is pd.NA else value


def _days(values: Sequence[date | None]) -> pd.Series:
    return pd.Series(pd.to_datetime(pd.Series(list(values), dtype=object)), dtype="datetime64[s]")
