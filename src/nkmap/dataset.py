"""The data folder as typed frames, or every problem at once. Nothing is loaded by half.

A dataset is strict: one wrong cell and none of it opens, but the curator is told of all wrong
cells together, each with its line and what to do.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from nkmap import borders, checks, csv_files, project_files, questions, search, story
from nkmap.borders import Borders
from nkmap.claim import Claim, records
from nkmap.csv_files import Problem, TextTable
from nkmap.dates import NO_DATE, OPEN_END, OPEN_START, Period, parse_given
from nkmap.questions import Question
from nkmap.schema import GROUPS, KINDS, LAYERS, TABLES, ClaimStatus, WherePrecision, items
from nkmap.story import Step
from nkmap.view import Known
from nkmap.wording.places import Names

SHIPPED = project_files.DATA
"""The data folder that comes with nkmap."""

PACKED = frozenset({".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z"})
"""Endings of files that hold others; none is ever unpacked here, so that none can fill a disk."""

VARIABLE = "NKMAP_DATA"
"""Environment variable that names another data folder."""


class InvalidDataset(ValueError):  # noqa: N818 - it names what the dataset is
    """A dataset that cannot be opened; ``problems`` holds everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the message lists them all."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Dataset:
    """The typed frames of one data folder.

    ``typed_frames`` says what their cells are, and which columns they have besides.
    """

    folder: Path
    claims: pd.DataFrame
    places: pd.DataFrame
    routes: pd.DataFrame
    sources: pd.DataFrame
    changes: pd.DataFrame
    questions: pd.DataFrame
    story: pd.DataFrame
    texts: Mapping[str, TextTable] = dataclasses.field(repr=False, compare=False)
    """Every table as it was read, cell by cell as text."""

    @property
    def version(self) -> str:
        """Version of the data: that of the last change."""
        return str(self.changes["version"].iloc[-1]) if len(self.changes) else "0.0.0"

    @cached_property
    def known(self) -> Known:
        """What a link may refer to in this dataset."""
        asked = self.questions["question_id"]
        return Known.of(self.claims, self.places, asked, steps=len(self.story))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the dataset's own briefing."""
        return story.read(self.story, self.known)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that several figures answer differently."""
        return questions.read(self.questions, self.known)

    @cached_property
    def source_by_id(self) -> Mapping[str, pd.Series]:
        """Every publication by its id."""
        return {str(row["source_id"]): row for _, row in self.sources.iterrows()}

    @cached_property
    def records(self) -> tuple[Claim, ...]:
        """Every claim, in file order."""
        return records(self.claims)

    @cached_property
    def names(self) -> Names:
        """What places are called, by place id."""
        return Names(self.places)

    @property
    def date(self) -> str:
        """Day of the last change, ISO 8601; empty when there is none."""
        return str(self.changes["date"].iloc[-1]) if len(self.changes) else ""


def folder(explicit: str | Path | None = None) -> Path:
    """The data folder to open: the one named, else NKMAP_DATA's, else the project's own."""
    return Path(explicit or os.environ.get(VARIABLE) or SHIPPED)


def load(path: Path) -> Dataset:
    """Open a data folder. Raises ``InvalidDataset`` with every problem found in its tables."""
    if refused := _no_folder(path):
        raise InvalidDataset((refused,))
    texts: dict[str, TextTable] = {}
    problems: list[Problem] = []
    for name, table in TABLES.items():
        texts[name], found = csv_files.read(path, table)
        problems += found
    # Where a row is left out, or every id, a link to it would seem to dangle.
    no_ids = {text.table.file for text in texts.values() if not any(text.frame.iloc[:, 0])}
    unreadable = {p.file for p in problems if p.column != "header" or p.file in no_ids}
    drawn, undrawn = borders_of(path)
    problems += [*checks.problems(texts, drawn, skip_links_to=unreadable), *undrawn]
    if problems:
        raise InvalidDataset(_sorted(problems))
    frames = typed_frames(texts)
    known = Known.of(frames["claims"], frames["places"], frames["questions"]["question_id"])
    wrong = [
        *questions.problems(texts["questions"], frames["claims"], known),
        *story.problems(texts["story"], frames["claims"], known),
    ]
    if wrong:
        raise InvalidDataset(_sorted(wrong))
    return Dataset(path, **frames, texts=texts)


def _no_folder(path: Path) -> Problem | None:
    """What is wrong where a file, such as a package that is still packed, is named as a folder."""
    try:
        if not path.exists() or path.is_dir():
            return None
    except OSError:  # each table says so itself
        return None
    is_packed = path.suffix.lower() in PACKED
    remedy = f"{'unpack it and ' if is_packed else ''}name the folder that holds claims.csv"
    return Problem(path.name, 1, "", "", "a file, not a data folder", remedy)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    tables = {table.file: (at, table.columns) for at, table in enumerate(TABLES.values())}

    def order(problem: Problem) -> tuple[int, str, int, int]:
        at, columns = tables.get(problem.file, (len(tables), ()))
        column = columns.index(problem.column) if problem.column in columns else -1
        return at, problem.file, problem.line, column

    return tuple(sorted(csv_files.without_repeats(problems), key=order))


def borders_of(path: Path) -> tuple[Borders, tuple[Problem, ...]]:
    """The outlines a data folder is drawn with, the project's where it has none of its own.

    With what is wrong with its own, in whose place the project's are given.
    """
    found, wrong = borders.read(path) if borders.are_in(path) else (None, ())
    if found is None:
        found, broken = borders.read(SHIPPED)
        if found is None:
            raise InvalidDataset(broken)
    return found, wrong


# ---------------------------------------------------------------- typed frames


def typed_frames(texts: Mapping[str, TextTable]) -> dict[str, pd.DataFrame]:
    """Every table as a typed frame, by name; its cells were checked.

    Text cells are ``str``, empty when blank; counts are ``Int64`` with ``<NA>``; lists are tuples.
    ``claims`` also has ``first_day`` and ``last_day`` (``datetime64[s]``; ``NaT``: open start, no
    date; an open end is the last day of its source's publication date), ``first_month`` and
    ``last_month`` (the same as numbers, ``nkmap.dates``), ``has_month``, and
    ``origin_within`` and ``destination_within``: the places named and all those that hold them;
    ``named_within``, the same of all places a claim names, the stops of its route too;
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
    return claims.assign(
        origin_within=claims["origin"].map(around),
        destination_within=claims["destination"].map(around),
        named_within=(claims["origin"] + claims["destination"] + passed).map(around),
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
