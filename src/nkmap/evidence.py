"""Evidence: a view of a dataset with the claims it selects.

Pages, figures, files, exports and citations are made from one, so that all of them show the same
claims for the same link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from nkmap import view as views
from nkmap.cache import cached, cached_many
from nkmap.claim import Claim, records
from nkmap.dataset import Dataset
from nkmap.dates import Month
from nkmap.relations import limits_on
from nkmap.schema import Access, Kind, Layer
from nkmap.searches import Search
from nkmap.view import ALL_LAYERS, EVERY_MONTH, Selection, View, select
from nkmap.wording import TEXTS, captions, counts, files_and_links, joined, places, sources


def link_to(view: View, address: str = "", page: str = "") -> str:
    """The link to a view on a page of the dashboard; only the query where no address is known."""
    ending = f"?{view.to_query() or EVERY_MONTH}"
    return f"{address.rstrip('/')}/{page}{ending}" if address else ending


_P = ParamSpec("_P")
_R = TypeVar("_R")


def kept(
    make: Callable[Concatenate[Evidence, _P], _R],
) -> Callable[Concatenate[Evidence, _P], _R]:
    """Keep what a function makes of the claims shown, once for all readers.

    It is given no more of the view than what decides which claims it shows, its ``limits``: else
    each claim that is opened would be kept anew.
    """

    @cached_many
    def made(data: Dataset, limits: tuple[View, ...], /, *args: _P.args, **more: _P.kwargs) -> _R:
        return make(Evidence(data, limits[0], periods=limits), *args, **more)

    @wraps(make)
    def once(here: Evidence, /, *args: _P.args, **more: _P.kwargs) -> _R:
        return made(here.data, here.selecting, *args, **more)

    return once


@dataclass(frozen=True, eq=False)
class Evidence:
    """A view of a dataset; every output made from it shows the claims it selects and no others."""

    data: Dataset = field(repr=False)
    view: View = field(default_factory=View)
    address: str = ""
    """The dashboard's public address; empty when it is not known."""
    dropped: tuple[str, ...] = ()
    """What the link asked for in vain; files say so."""
    also: tuple[Claim, ...] = ()
    """Claims that a file tells besides: those of a story. They are counted nowhere."""
    periods: tuple[View, ...] = ()
    """Views whose claims are shown together in place of the view's own: two periods compared."""

    @property
    def selecting(self) -> tuple[View, ...]:
        """The views whose claims are shown, with no more than what decides which those are."""
        return tuple(view.limits for view in self.periods or (self.view,))

    @cached_property
    def selection(self) -> Selection:
        """The claims shown as a mask, and how many are hidden for which reason."""
        return _selected(self.data, self.selecting)[0]

    @cached_property
    def shown(self) -> tuple[Claim, ...]:
        """The claims shown, in file order."""
        return _selected(self.data, self.selecting)[1]

    @cached_property
    def published(self) -> tuple[Claim, ...]:
        """Every claim published by the day whose knowledge is shown, whatever else is chosen."""
        return _selected(self.data, (known_by(self.view),))[1]

    @cached_property
    def in_layers(self) -> tuple[Claim, ...]:
        """Those of ``published`` that lie in the layers that are on."""
        return _selected(self.data, (known_by(self.view, self.view.layers),))[1]

    @cached_property
    def _limitations(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.published if claim.kind is Kind.LIMITATION)

    def limits_on(self, claim: Claim) -> tuple[Claim, ...]:
        """What the source of a claim says it could not find out about it."""
        return limits_on(claim, self._limitations)

    @cached_property
    def others(self) -> tuple[Claim, ...]:
        """The claims that are told besides, and are not among those shown, each once."""
        shown = {claim.claim_id for claim in self.shown}
        return tuple({c.claim_id: c for c in self.also if c.claim_id not in shown}.values())

    @property
    def told(self) -> tuple[Claim, ...]:
        """The claims shown, then those told besides."""
        return (*self.shown, *self.others)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the claims told: those that something may lead to."""
        return frozenset(claim.claim_id for claim in self.told)

    def claim(self, claim_id: str) -> Claim:
        """A published claim, with the standing it had on the day whose knowledge is shown."""
        claims = self.told if claim_id in self.ids else self.published
        return next(claim for claim in claims if claim.claim_id == claim_id)

    @cached_property
    def claims_by_place(self) -> dict[str, tuple[Claim, ...]]:
        """The claims told that name a place, a part of it, or a stop of their route there."""
        found: dict[str, list[Claim]] = {place: [] for place in self.names}
        for claim in self.told:
            for place in claim.named_within:
                found[place].append(claim)
        return {place: tuple(claims) for place, claims in found.items()}

    @property
    def searches(self) -> tuple[Search, ...]:
        """What had been looked for and not found by the day whose knowledge is shown."""
        return tuple(s for s in self.data.searched if s.is_known_on(self.view.known_on))

    def searches_of(self, place: str) -> tuple[Search, ...]:
        """Those of ``searches`` that were about a place itself, not about what lies in it."""
        return tuple(search for search in self.searches if search.place == place)

    @property
    def sources(self) -> list[tuple[pd.Series, list[Claim]]]:
        """The sources of the claims told, the most direct copies first, each with its claims."""
        found: dict[str, list[Claim]] = {}
        for claim in self.told:
            found.setdefault(claim.source_id, []).append(claim)
        order = [access.value for access in Access]
        rows = [(self.data.source_by_id[source], claims) for source, claims in found.items()]
        return sorted(rows, key=lambda row: order.index(row[0]["access"]))

    # ------------------------------------------------------------ counts and months

    @kept
    def counted(self, column: str) -> dict[str, int]:
        """How many of the claims shown hold each text in a column of the claims frame."""
        return dict(Counter(self.selection.claims[column].to_numpy()[self.selection.kept].tolist()))

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that the view's layers cover."""
        return self.data.known.months_of(self.view)

    @kept
    def touched(self, covered: tuple[Month, ...] = ()) -> dict[Month, int]:
        """How many of the claims shown touch each month, of ``covered`` or else of ``months``."""
        days = self.selection.claims[["has_month", "first_month", "last_month"]]
        return views.months_touched(days[self.selection.kept], covered or self.months)

    # ------------------------------------------------------------ in words

    def source_of(self, claim: Claim) -> pd.Series:
        """The publication a claim was read in."""
        return self.data.source_by_id[claim.source_id]

    @property
    def names(self) -> places.Names:
        """What places are called, by place id."""
        return self.data.names

    @property
    def kind(self) -> Kind | None:
        """The one kind that the view's map gives a scale; ``None``: it is of all kinds."""
        return views.scene(self.view)

    @kept
    def headline(self, kind: Kind | None) -> str:
        """The finding of a map of a kind, as known on the day whose knowledge is shown."""
        words = captions.map_headline(self.shown, kind, self.names)
        return counts.as_known(words, self.view.known_on)

    @property
    def counting(self) -> str:
        """What is shown, what is hidden and why: the same sentence everywhere."""
        return counts.counting(self.selection)

    @property
    def map_counting(self) -> str:
        """The same, and which of the claims shown are on the map."""
        return joined(self.counting, captions.on_this_map(self.shown, self.kind))

    @property
    def without_month(self) -> str:
        """Which of the claims in the months chosen cannot be put into one; empty without any."""
        return counts.without_own_month(self.selection, self.view)

    @property
    @kept
    def alt_text(self) -> str:
        """What is shown in words, for those who do not see a picture."""
        told = counts.sentences(self.shown, self.names, with_ids=True)
        return f"{told} {self.counting}".strip()

    @property
    @kept
    def map_alt(self) -> str:
        """The same of a map, which draws a part of what is shown."""
        return captions.map_alt(self.shown, self.kind, self.names, self.map_counting)

    @property
    def asked_in_vain(self) -> str:
        """What the link asked for in vain, in words; empty where that is nothing."""
        return files_and_links.asked_in_vain(self.dropped)

    @property
    def version(self) -> str:
        """Version and date of the data: ``0.2.0 of 2026-11-24``."""
        return files_and_links.version(self.data.version, self.data.date)

    def link(self, page: str = "") -> str:
        """The link to this view on a page of the dashboard."""
        return link_to(self.view, self.address, page)

    @property
    def link_to_claims(self) -> str:
        """The link to the page that shows just these claims, without what is open on it."""
        return link_to(self.view.limits, self.address, "data")

    @property
    def of_all(self) -> Evidence:
        """Every claim published by the day whose knowledge is shown, as an evidence of its own."""
        return Evidence(self.data, known_by(self.view))

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """What a file of these claims says of itself, each part with its name."""
        rest, lost = ", and so with the links of the claims", self.asked_in_vain
        shown = self.counting if self.selection.count else f"{self.counting} {TEXTS['empty']}"
        return (
            ("nkmap", TEXTS["title"]),
            ("Data", self.version),
            ("View", files_and_links.add_to_address(self.link_to_claims, rest)),
            *((("Not used", lost),) if lost else ()),
            ("Filters", files_and_links.filters(self.view, labels_of(self.data))),
            ("Shown", shown),
            ("Without a number", files_and_links.without_number(self.selection)),
            ("Before you count", TEXTS["before_counting"]),
            ("Cite", f"{TEXTS['source_first']} {TEXTS['attribution']}"),
            ("Licence", f"{TEXTS['licence_name']}, https://creativecommons.org/licenses/by/4.0/"),
        )


def known_by(view: View, layers: tuple[Layer, ...] = ALL_LAYERS) -> View:
    """The view of every claim of some layers that had been published by the day of a view."""
    return View(layers=layers, known_on=view.known_on)


@cached
def labels_of(data: Dataset) -> dict[str, str]:
    """What places, and sources in short, are called, by id."""
    articles = {source: sources.article(row) for source, row in data.source_by_id.items()}
    return data.names | articles


@cached_many
def _selected(data: Dataset, limits: tuple[View, ...]) -> tuple[Selection, tuple[Claim, ...]]:
    """What any of the views shows; only for one alone is counted what it hides."""
    if len(limits) == 1:
        selection = select(data.claims, limits[0])
    else:
        each = [_selected(data, (view,))[0] for view in limits]
        shown = np.logical_or.reduce([one.kept for one in each])
        selection = Selection(each[0].claims, shown, {})
    if selection.claims is not data.claims:  # another standing, as known on a day
        return selection, records(selection.shown)
    return selection, tuple(data.records[at] for at in np.flatnonzero(selection.kept).tolist())
