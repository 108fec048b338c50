"""The one state of the screen, and the link that holds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from nkmap.characters import searched
from nkmap.months import Month
from nkmap.schema import Evidence, Kind, Layer, WherePrecision

DEFAULT_LAYERS = (Layer.DISPATCH,)
"""What is on unless a link says otherwise; everything wider is asked for."""


ALL_LAYERS = tuple(Layer)
LONGEST_SEARCH = 200
"""Characters."""


class Number(StrEnum):
    """Whether only claims with a number, or only those without one, are shown."""

    GIVEN = "given"
    NONE = "none"


class Panels(StrEnum):
    """What each of the small pictures on the page that compares is about."""

    ORIGIN = "origin"
    KIND = "kind"


class Rows(StrEnum):
    """What a row of the summary is, beside a kind."""

    MONTH_AND_PLACE = "month-place"
    MONTH = "month"
    PLACE = "place"
    KIND = "kind"


class Aside(StrEnum):
    """What stands over or instead of a slide of the briefing."""

    WHO = "who"
    NOTES = "notes"
    WINDOW = "window"


class Frame(StrEnum):
    """What part of the world the map shows."""

    ROUTE = "route"
    CITIES = "cities"
    WIDE = "wide"
    WORLD = "world"
    EXPLORE = "explore"
    """The frame that is moved by hand; every other one is read."""

    @property
    def drawn(self) -> Frame:
        """The frame that a picture shows of it: a picture does not move."""
        return Frame.ROUTE if self is Frame.EXPLORE else self

    @property
    def is_far(self) -> bool:
        """Whether a few pixels of it are hundreds of kilometres."""
        return self in (Frame.WIDE, Frame.WORLD)


class Column(StrEnum):
    """A column of the table of claims."""

    KIND = "kind"
    FIGURE = "figure"
    ORIGIN = "where from"
    DESTINATION = "where to"
    WHEN = "when"
    SAID_BY = "said by"
    CAUTION = "do not read as"
    SUMMARY = "in our words"
    EVIDENCE = "how known"
    PRECISION = "finest place"
    SECTOR = "work"
    SOURCE = "source"
    PUBLISHED = "published"
    ORIGIN_GROUP = "goes back to"
    ACCESS = "copy"
    LAYER = "layer"


DEFAULT_COLUMNS = (
    Column.KIND,
    Column.FIGURE,
    Column.ORIGIN,
    Column.DESTINATION,
    Column.WHEN,
    Column.SAID_BY,
    Column.CAUTION,
)
"""What the table of claims shows unless a link says otherwise."""


@dataclass(frozen=True)
class View:
    """What the screen shows. Empty tuples and ``None`` mean: no limit."""

    first: Month | None = None
    last: Month | None = None
    kinds: tuple[Kind, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    precisions: tuple[WherePrecision, ...] = ()
    """How finely the finest place is known that a claim names."""
    sectors: tuple[str, ...] = ()
    origin_groups: tuple[str, ...] = ()
    """The statements that claims go back to."""
    number: Number | None = None
    search: str = ""
    """Words that must all be found in a claim or in a name of its places, in any script."""
    layers: tuple[Layer, ...] = DEFAULT_LAYERS
    """The layers that are on; at least one is, and none named means the default."""
    known_on: date | None = None
    """Only what had been published by the end of this day is shown."""
    undated: bool = True
    """Whether claims that cannot be put into a month are shown."""
    dated: bool = True
    """Whether claims that can be put into a month are shown."""
    claim: str | None = None
    place: str | None = None
    question: str | None = None
    """The question that stands on the page that sets figures side by side."""
    frame: Frame = Frame.ROUTE
    versus_first: Month | None = None
    versus_last: Month | None = None
    """The period the months are compared with; both or neither."""
    by: Panels = Panels.ORIGIN
    rows: Rows = Rows.MONTH_AND_PLACE
    columns: tuple[Column, ...] = ()
    """The columns of the table of claims, in the reader's order; none named means the default."""
    sort: Column | None = None
    """The column the table of claims is sorted by; ``None``: in the order of the dataset."""
    descending: bool = False
    page: int = 1
    """The page of the table of claims."""
    step: int = 1
    """The step of the briefing."""
    own_story: bool = False
    """Whether the briefing is the reader's own, which only their session knows."""
    aside: Aside | None = None

    def __post_init__(self) -> None:
        """Bring sets into one order, so that equal views are equal and have equal links."""
        object.__setattr__(self, "kinds", tuple(k for k in Kind if k in self.kinds))
        on = tuple(layer for layer in Layer if layer in self.layers)
        object.__setattr__(self, "layers", on or DEFAULT_LAYERS)
        for name, members in (("evidence", Evidence), ("precisions", WherePrecision)):
            chosen = getattr(self, name)
            object.__setattr__(self, name, tuple(m for m in members if m in chosen))
        words = searched(self.search)[:LONGEST_SEARCH].strip()
        object.__setattr__(self, "search", words)
        object.__setattr__(self, "columns", tuple(dict.fromkeys(self.columns)))
        object.__setattr__(self, "descending", self.descending and self.sort is not None)
        for name in ("origins", "destinations", "sources", "sectors", "origin_groups"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"first month {self.first} is after last month {self.last}")
        if (self.versus_first or "") > (self.versus_last or ""):
            raise ValueError(f"{self.versus_first} is after {self.versus_last}")

    @property
    def limits_months(self) -> bool:
        """Whether any month is left out."""
        return self.first is not None or self.last is not None

    @property
    def is_one_month(self) -> bool:
        """Whether exactly one month is shown."""
        return self.first is not None and self.first == self.last

    @property
    def limits(self) -> View:
        """Only what decides which claims are shown: nothing open, no layout."""
        return View(**{name: getattr(self, name) for name in _LIMITS})

    def with_(self, **changes: object) -> View:
        """The view with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def to_query(self) -> str:
        """The query string of the link to this view; empty for the default view."""
        pairs: list[tuple[str, str]] = []
        pairs += [("from", self.first)] if self.first else []
        pairs += [("to", self.last)] if self.last else []
        pairs += [("kind", slug(kind)) for kind in self.kinds]
        pairs += [("origin", value) for value in self.origins]
        pairs += [("destination", value) for value in self.destinations]
        pairs += [("source", value) for value in self.sources]
        pairs += [("evidence", slug(value)) for value in self.evidence]
        pairs += [("precision", slug(value)) for value in self.precisions]
        pairs += [("sector", value) for value in self.sectors]
        pairs += [("origin-group", value) for value in self.origin_groups]
        pairs += [("number", self.number.value)] if self.number else []
        pairs += [("q", self.search)] if self.search else []
        pairs += [("layer", layer.value) for layer in self.layers if self.layers != DEFAULT_LAYERS]
        pairs += [("known", self.known_on.isoformat())] if self.known_on else []
        pairs += [] if self.undated else [("undated", "hide")]
        pairs += [] if self.dated else [("dated", "hide")]
        return urlencode(pairs + self._on_the_page())

    def _on_the_page(self) -> list[tuple[str, str]]:
        """What is open and how it is laid out: it changes no selection."""
        pairs: list[tuple[str, str]] = []
        pairs += [("claim", self.claim)] if self.claim else []
        pairs += [("place", self.place)] if self.place else []
        pairs += [("question", self.question)] if self.question else []
        pairs += [("frame", self.frame.value)] if self.frame is not Frame.ROUTE else []
        pairs += [("vs-from", self.versus_first)] if self.versus_first else []
        pairs += [("vs-to", self.versus_last)] if self.versus_last else []
        pairs += [("by", self.by.value)] if self.by is not Panels.ORIGIN else []
        pairs += [("rows", self.rows.value)] if self.rows is not Rows.MONTH_AND_PLACE else []
        pairs += [("column", slug(column)) for column in self.columns]
        pairs += [("sort", slug(self.sort))] if self.sort else []
        pairs += [("order", "descending")] if self.descending else []
        pairs += [("page", str(self.page))] if self.page != 1 else []
        pairs += [("step", str(self.step))] if self.step != 1 else []
        pairs += [("story", "own")] if self.own_story else []
        pairs += [("show", self.aside.value)] if self.aside else []
        return pairs


_LIMITS = (
    "first",
    "last",
    "kinds",
    "origins",
    "destinations",
    "sources",
    "evidence",
    "precisions",
    "sectors",
    "origin_groups",
    "number",
    "search",
    "layers",
    "known_on",
    "undated",
    "dated",
)


def slug(value: StrEnum) -> str:
    """A value of the schema as a link writes it: ``turned-back``."""
    return value.value.replace(" ", "-")
