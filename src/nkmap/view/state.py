"""The one state of the screen, and the link that holds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from nkmap.months import Month
from nkmap.schema import Kind, Layer

DEFAULT_LAYERS = (Layer.DISPATCH,)
"""What is on unless a link says otherwise; everything wider is asked for."""


ALL_LAYERS = tuple(Layer)


ROWS = ("month-place", "month", "place", "kind")
"""What a row of the summary is about, beside the kind; the first unless a link says otherwise."""

BY = ("origin", "kind")
"""What each of the small pictures is about; the first unless a link says otherwise."""


class Frame(StrEnum):
    """What part of the world the map shows."""

    ROUTE = "route"
    CITIES = "cities"
    WIDE = "wide"


@dataclass(frozen=True)
class View:
    """What the screen shows. Empty tuples and ``None`` mean: no limit."""

    first: Month | None = None
    last: Month | None = None
    kinds: tuple[Kind, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = DEFAULT_LAYERS
    """The layers that are on; at least one is, and none named means the default."""
    known_on: date | None = None
    """Only what had been published by the end of this day is shown."""
    undated: bool = True
    """Whether claims that cannot be put into a month are shown."""
    claim: str | None = None
    place: str | None = None
    question: str | None = None
    """The question that stands on the page that sets figures side by side."""
    frame: Frame = Frame.ROUTE
    versus_first: Month | None = None
    versus_last: Month | None = None
    """The other period, against which the view's own months are set."""
    by: str = BY[0]
    rows: str = ROWS[0]

    def __post_init__(self) -> None:
        """Bring sets into one order, so that equal views are equal and have equal links."""
        object.__setattr__(self, "kinds", tuple(k for k in Kind if k in self.kinds))
        on = tuple(layer for layer in Layer if layer in self.layers)
        object.__setattr__(self, "layers", on or DEFAULT_LAYERS)
        for name in ("origins", "destinations", "sources"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"first month {self.first} is after last month {self.last}")
        if self.versus_first and self.versus_last and self.versus_first > self.versus_last:
            raise ValueError(f"month {self.versus_first} is after month {self.versus_last}")

    @property
    def limits_months(self) -> bool:
        """Whether any month is left out."""
        return self.first is not None or self.last is not None

    @property
    def is_one_month(self) -> bool:
        """Whether exactly one month is shown."""
        return self.first is not None and self.first == self.last

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
        pairs += [("layer", layer.value) for layer in self.layers if self.layers != DEFAULT_LAYERS]
        pairs += [("known", self.known_on.isoformat())] if self.known_on else []
        pairs += [] if self.undated else [("undated", "hide")]
        pairs += [("claim", self.claim)] if self.claim else []
        pairs += [("place", self.place)] if self.place else []
        pairs += [("question", self.question)] if self.question else []
        pairs += [("frame", self.frame.value)] if self.frame is not Frame.ROUTE else []
        pairs += [("vs-from", self.versus_first)] if self.versus_first else []
        pairs += [("vs-to", self.versus_last)] if self.versus_last else []
        pairs += [("by", self.by)] if self.by != BY[0] else []
        pairs += [("rows", self.rows)] if self.rows != ROWS[0] else []
        return urlencode(pairs)


def slug(kind: Kind) -> str:
    """The kind as a link writes it: ``turned-back``."""
    return kind.value.replace(" ", "-")
