"""Evidence: a view of a dataset with the claims it selects.

Pages, figures, files, exports and citations are made from one, so that all of them show the same
claims for the same link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from nkmap import view as views
from nkmap.cache import cached, cached_many
from nkmap.claim import Claim, limits_on, records
from nkmap.dataset import Dataset
from nkmap.dates import Month
from nkmap.schema import Access, Kind
from nkmap.view import ALL_LAYERS, Selection, View, select
from nkmap.wording import TEXTS, captions, counts, files_and_links, places, sources


def link_to(view: View, address: str = "", page: str = "") -> str:
    """The link to a view on a page of the dashboard; only the query where no address is known."""
    query = view.to_query()
    ending = f"?{query}" if query else ""
    return f"{address.rstrip('/')}/{page}{ending}" if address else ending or "?"


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
    def _selecting(self) -> tuple[View, ...]:
        return tuple(view.limits for view in self.periods or (self.view,))

    @cached_property
    def selection(self) -> Selection:
        """The claims shown as a mask, and how many are hidden for which reason."""
        return _selected(self.data, self._selecting)[0]

    @cached_property
    def shown(self) -> tuple[Claim, ...]:
        """The claims shown, in file order."""
        return _selected(self.data, self._selecting)[1]

    @cached_property
    def published(self) -> tuple[Claim, ...]:
        """Every claim published by the day whose knowledge is shown, whatever else is chosen."""
        return _selected(self.data, (known_by(self.view),))[1]

    @cached_property
    def in_layers(self) -> tuple[Claim, ...]:
        """Those of ``published`` that lie in the layers that are on."""
        known = View(layers=self.view.layers, known_on=self.view.known_on)
        return _selected(self.data, (known,))[1]

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
    def sources(self) -> list[tuple[pd.Series, list[Claim]]]:
        """The sources of the claims told, the most direct copies first, each with its claims."""
        found: dict[str, list[Claim]] = {}
        for claim in self.told:
            found.setdefault(claim.source_id, []).append(claim)
        order = [access.value for access in Access]
        rows = [(self.data.source_by_id[source], claims) for source, claims in found.items()]
        return sorted(rows, key=lambda row: order.index(row[0]["access"]))

    # ------------------------------------------------------------ counts and months

    def counted(self, column: str) -> dict[str, int]:
        """How many of the claims shown hold each text in a column of the claims frame."""
        return _counted(self.data, self._selecting, column)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that the view's layers cover."""
        return self.data.known.months_of(self.view)

    def touched(self, covered: Sequence[Month] = ()) -> dict[Month, int]:
        """How many of the claims shown touch each month, of ``covered`` or else of ``months``."""
        return _touched(self.data, self._selecting, tuple(covered) or self.months)

    # ------------------------------------------------------------ in words

    def source_of(self, claim: Claim) -> pd.Series:
        """The publication a claim was read in."""
        return self.data.source_by_id[claim.source_id]

    @property
    def names(self) -> places.PlaceNames:
        """What places are called, by place id."""
        return self.data.names

    @property
    def kind(self) -> Kind | None:
        """The one kind that the view's map gives a scale; ``None``: it is of all kinds."""
        return views.scene(self.view)

    def headline(self, kind: Kind | None) -> str:
        """The finding of a map of a kind, as known on the day whose knowledge is shown."""
        words = _map_headline(self.data, self._selecting, kind)
        return counts.as_known(words, self.view.known_on)

    @property
    def counting(self) -> str:
        """What is shown, what is hidden and why: the same sentence everywhere."""
        return counts.counting(self.selection)

    @property
    def map_counting(self) -> str:
        """The same, and which of the claims shown are on the map."""
        told = self.counting, captions.on_this_map(self.shown, self.kind)
        return " ".join(filter(None, told))

    @property
    def without_month(self) -> str:
        """Which of the claims in the months chosen cannot be put into one; empty without any."""
        return counts.without_own_month(self.selection, self.view)

    @property
    def alt_text(self) -> str:
        """What is shown in words, for those who do not see a picture."""
        return _alt_text(self.data, self._selecting)

    @property
    def map_alt(self) -> str:
        """The same of a map, which draws a part of what is shown."""
        return _map_alt(self.data, self._selecting, self.kind, self.map_counting)

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


def known_by(view: View) -> View:
    """The view of every claim that had been published by the day of a view."""
    return View(layers=ALL_LAYERS, known_on=view.known_on)


@cached
def labels_of(data: Dataset) -> dict[str, str]:
    """What places, and sources in short, are called, by id."""
    articles = {source: sources.article(row) for source, row in data.source_by_id.items()}
    return data.names | articles


# ---------------------------------------------------------------- worked out once

# Of each view only what decides which claims it shows: its ``limits``. Else each claim that is
# opened would be kept anew.


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


@cached
def _counted(data: Dataset, limits: tuple[View, ...], column: str) -> dict[str, int]:
    selection = _selected(data, limits)[0]
    return dict(Counter(selection.claims[column].to_numpy()[selection.kept].tolist()))


@cached
def _touched(
    data: Dataset, limits: tuple[View, ...], covered: tuple[Month, ...]
) -> dict[Month, int]:
    selection = _selected(data, limits)[0]
    days = selection.claims[["has_month", "first_month", "last_month"]]
    return views.months_touched(days[selection.kept], covered)


@cached_many
def _map_headline(data: Dataset, limits: tuple[View, ...], kind: Kind | None) -> str:
    return captions.map_headline(_selected(data, limits)[1], kind, data.names)


@cached
def _alt_text(data: Dataset, limits: tuple[View, ...]) -> str:
    selection, shown = _selected(data, limits)
    told = counts.sentences(shown, data.names, with_ids=True)
    return f"{told} {counts.counting(selection)}".strip()


@cached
def _map_alt(data: Dataset, limits: tuple[View, ...], kind: Kind | None, counting: str) -> str:
    return captions.map_alt(_selected(data, limits)[1], kind, data.names, counting)
