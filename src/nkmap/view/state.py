"""The one state of the screen: every field with its place in the link and what it hides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt
import pandas as pd

from nkmap.dates import Month
from nkmap.schema import (
    KINDS,
    LAYERS,
    MAP_KINDS,
    OVERLAYS,
    EvidenceType,
    Group,
    Kind,
    Layer,
    WherePrecision,
)
from nkmap.view.fields import (
    DAY,
    MONTH,
    PAGE,
    STEP,
    WORDS,
    Facet,
    facets,
    flag,
    ids,
    member,
    members,
    one_id,
    rows,
    view_field,
)

Mask = npt.NDArray[np.bool_]
"""One truth value for each row of a claims frame."""

DEFAULT_LAYERS = (Layer.DISPATCH,)
"""What is on unless a link says otherwise; everything wider is asked for."""


ALL_LAYERS = tuple(Layer)


class Number(StrEnum):
    """Whether only claims with a number, or only those without one, are shown."""

    GIVEN = "given"
    NONE = "none"


class Panels(StrEnum):
    """What each of the small pictures on the page that compares is about."""

    ORIGIN = "origin"
    KIND = "kind"
    COUNTRY = "country"


class Rows(StrEnum):
    """What a row of the summary is, beside a kind."""

    MONTH_AND_PLACE = "month-place"
    MONTH = "month"
    PLACE = "place"
    KIND = "kind"

    @property
    def by_month(self) -> bool:
        """Whether each month has rows of its own."""
        return self in (Rows.MONTH_AND_PLACE, Rows.MONTH)

    @property
    def by_place(self) -> bool:
        """Whether each place has rows of its own."""
        return self in (Rows.MONTH_AND_PLACE, Rows.PLACE)


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


DEFAULT_COLUMNS = tuple(Column)[:7]
"""What the table of claims shows unless a link says otherwise: a claim, as far as its caution."""


def has_number(claims: pd.DataFrame) -> Mask:
    """Which claims state a number."""
    return claims[["low", "best", "high"]].notna().any(axis=1).to_numpy(dtype=bool)


def _given(has: Mask) -> pd.Series:
    return pd.Series(np.where(has, Number.GIVEN.value, Number.NONE.value))


@dataclass(frozen=True)
class View:
    """What the screen shows. Empty tuples and ``None`` mean: no limit.

    The order of the fields is that of the link, and of the reasons why claims are hidden.
    """

    first: Month | None = view_field("from", MONTH, limits=True, has_control=True)
    last: Month | None = view_field("to", MONTH, limits=True, has_control=True)
    kinds: tuple[Kind, ...] = view_field(
        "kind",
        members(Kind, "kinds"),
        Facet(
            "Kind of figure",
            "kind",
            "of another kind",
            says=lambda kind: KINDS[Kind(kind)].label,
            is_open=True,
        ),
        has_control=True,
    )
    origins: tuple[str, ...] = view_field(
        "origin",
        ids("origins"),
        Facet("Where from", "origin_within", "from another place", is_list=True),
        has_control=True,
    )
    destinations: tuple[str, ...] = view_field(
        "destination",
        ids("destinations"),
        Facet("Where to", "destination_within", "to another destination", is_list=True),
        has_control=True,
    )
    named: tuple[str, ...] = view_field(
        "named",
        ids("places_in_order"),
        Facet("Place named", "named", "that do not name this place", is_list=True),
    )
    """Places that claims name themselves, at either end or on the way; not what lies in them."""
    sources: tuple[str, ...] = view_field(
        "source",
        ids("sources"),
        Facet("Source", "source_id", "from another source"),
        has_control=True,
    )
    evidence: tuple[EvidenceType, ...] = view_field(
        "evidence",
        members(EvidenceType),
        Facet("How the speaker knows", "evidence", "known in another way"),
    )
    precisions: tuple[WherePrecision, ...] = view_field(
        "precision",
        members(WherePrecision),
        Facet("Finest place named", "precision", "of another precision"),
    )
    """How finely the finest place is known that a claim names."""
    sectors: tuple[str, ...] = view_field(
        "sector", ids("sectors"), Facet("Work", "sector", "about other work", is_list=True)
    )
    groups: tuple[Group, ...] = view_field(
        "group",
        members(Group),
        Facet("Who", "group", "not about these people", says=lambda own: own[0].upper() + own[1:]),
    )
    origin_groups: tuple[str, ...] = view_field(
        "origin-group",
        ids("origin_groups"),
        Facet("Goes back to", "origin_group", "going back to another statement"),
    )
    """The statements that claims go back to."""
    number: Number | None = view_field(
        "number",
        member(Number),
        Facet(
            "Number",
            lambda claims: _given(has_number(claims)),
            {Number.GIVEN: "without a number", Number.NONE: "with a number"},
            says=lambda own: "has a number" if own == Number.GIVEN else "has none",
            is_open=True,
        ),
    )
    search: str = view_field("q", WORDS, limits=True)
    """Words that must all be found in a claim or in a name of its places, in any script."""
    layers: tuple[Layer, ...] = view_field(
        "layer",
        members(Layer),
        Facet(
            "Layer",
            "layer",
            "in layers that are off",
            says=lambda own: LAYERS[Layer(own)].label,
            is_open=True,
        ),
        default=DEFAULT_LAYERS,
        leads=True,
        has_control=True,
    )
    """The layers that are on; at least one is, and none named means the default."""
    known_on: date | None = view_field("known", DAY, limits=True, leads=True, has_control=True)
    """Only what had been published by the end of this day is shown."""
    undated: bool = view_field("undated", flag("hide", means=False), limits=True)
    """Whether claims that cannot be put into a month are shown."""
    dated: bool = view_field(
        "dated",
        flag("hide", means=False, among=Number),
        Facet(
            "Month",
            lambda claims: _given(claims["has_month"].to_numpy(dtype=bool)),
            says=lambda own: "has a month" if own == Number.GIVEN else "has none",
            is_open=True,
        ),
    )
    """Whether claims that can be put into a month are shown; its facet is about both."""
    claim: str | None = view_field("claim", one_id("claims"))
    place: str | None = view_field("place", one_id("places"))
    question: str | None = view_field("question", one_id("questions"))
    """The question that stands on the page that sets figures side by side."""
    frame: Frame = view_field("frame", member(Frame), default=Frame.ROUTE)
    versus_first: Month | None = view_field("vs-from", MONTH)
    versus_last: Month | None = view_field("vs-to", MONTH)
    """The period the months are compared with; both or neither."""
    by: Panels = view_field("by", member(Panels), default=Panels.ORIGIN)
    rows: Rows = view_field("rows", member(Rows), default=Rows.MONTH_AND_PLACE)
    columns: tuple[Column, ...] = view_field("column", members(Column, in_order=False))
    """The columns of the table of claims, in the reader's order; none named means the default."""
    sort: Column | None = view_field("sort", member(Column))
    """The column the table of claims is sorted by; ``None``: in the order of the dataset."""
    descending: bool = view_field("order", flag("descending", means=True))
    page: int = view_field("page", PAGE)
    """The page of the table of claims."""
    step: int = view_field("step", STEP)
    """The step of the briefing."""
    own_story: bool = view_field("story", flag("own", means=True))
    """Whether the briefing is the reader's own, which only their session knows."""
    aside: Aside | None = view_field("show", member(Aside))

    def __post_init__(self) -> None:
        """Bring sets into one order, so that equal views are equal and have equal links."""
        for row in rows(type(self)):
            if row.form.tidy:
                value = getattr(self, row.name)
                tidied = row.form.tidy(value) if value else row.form.default
                object.__setattr__(self, row.name, tidied)
        object.__setattr__(self, "layers", self.layers or DEFAULT_LAYERS)
        object.__setattr__(self, "descending", self.descending and self.sort is not None)
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
        limiting = (row.name for row in rows(type(self)) if row.limits)
        return type(self)(**{name: getattr(self, name) for name in limiting})

    def with_(self, **changes: object) -> View:
        """The view with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def to_query(self) -> str:
        """The query string of the link to this view; empty for the default view."""
        own = [(row, getattr(self, row.name)) for row in rows(type(self))]
        return urlencode(
            [
                (row.key, text)
                for row, value in own
                if value != row.default
                for text in row.form.write(value)
            ]
        )

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values of a facet that the view names; none means no limit."""
        if facet == "dated":
            given = Number.GIVEN if self.dated else Number.NONE
            return () if self.dated == self.undated else (given.value,)
        value = getattr(self, facet)
        return tuple(map(str, value if isinstance(value, tuple) else filter(None, [value])))


FACETS = facets(View)
WITH_CONTROL = frozenset(row.name for row in rows(View) if row.has_control)
"""The fields that every page shows without a chip."""


def choose(facet: str, values: Sequence[str]) -> dict[str, object]:
    """The fields of a view that limit a facet to these values; none or all of two: no limit."""
    if facet not in ("number", "dated"):
        return {facet: tuple(values)}
    one = Number(values[0]) if len(values) == 1 else None
    if facet == "number":
        return {"number": one}
    return {"dated": one is not Number.NONE, "undated": one is not Number.GIVEN}


ROUTE_SCENE = Kind.DEPARTED
"""The scene a route may accompany: it tells how those who departed travelled."""

WITH_A_PLACE = frozenset({*MAP_KINDS, Kind.ROUTE, Kind.INCIDENT, Kind.TRANSPORT})
"""The kinds that some map draws; claims of the others have no place on any."""


def scene(view: View) -> Kind | None:
    """The one kind that a view's map is of, with a scale; ``None``: of all kinds, without one.

    It is of one kind where the view names just that, and beside it nothing but what a map of the
    kind draws without a size, or what no map draws.
    """
    if not view.kinds:
        return None
    sized = [kind for kind in MAP_KINDS if kind in view.kinds]
    lead = (sized or [kind for kind in view.kinds if kind not in OVERLAYS] or view.kinds)[0]
    return lead if WITH_A_PLACE & set(view.kinds) <= drawn_with(lead) else None


def drawn_with(kind: Kind | None) -> frozenset[Kind]:
    """The kinds whose claims a map of a kind holds: itself, and what carries no size."""
    if kind is None:
        return WITH_A_PLACE | {*OVERLAYS}
    route = {Kind.ROUTE} if kind is ROUTE_SCENE else set[Kind]()
    return frozenset({kind, *route, *OVERLAYS})
