"""What a file tells: a view of a dataset, the claims it selects, and what they need around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from nkmap import view as views
from nkmap.claim import Claim, records
from nkmap.dataset import Dataset
from nkmap.dates import Month
from nkmap.figures import marks
from nkmap.figures.scene import Place, Scene, map_places
from nkmap.schema import Access, Kind
from nkmap.view import ALL_LAYERS, Selection, View, select
from nkmap.wording import captions, counts, dates, files_and_links
from nkmap.wording.places import Names, PlaceNames


@dataclass(frozen=True, eq=False)
class Told:
    """A view of a dataset; every part of a file shows the claims it selects and no others."""

    data: Dataset
    view: View
    address: str = ""
    """The dashboard's public address, without a slash at its end; empty when it is not known."""
    also: tuple[Claim, ...] = ()
    """Claims that the file tells besides: those of a story. They are counted nowhere."""
    dropped: tuple[str, ...] = ()
    """What the link asked for in vain; the file says so."""

    @cached_property
    def selection(self) -> Selection:
        """The claims the view selects, and what it hides."""
        return select(self.data.claims, self.view.limits)

    @cached_property
    def shown(self) -> tuple[Claim, ...]:
        """The claims selected, in file order."""
        return records(self.selection.shown)

    @cached_property
    def everything(self) -> tuple[Claim, ...]:
        """Every claim published by the day whose knowledge is shown."""
        known = View(layers=ALL_LAYERS, known_on=self.view.known_on)
        return records(select(self.data.claims, known).shown)

    @cached_property
    def limitations(self) -> tuple[Claim, ...]:
        """What sources say they could not find out."""
        return tuple(claim for claim in self.everything if claim.kind is Kind.LIMITATION)

    @cached_property
    def others(self) -> tuple[Claim, ...]:
        """The claims that are told besides, and are not among those selected, each once."""
        shown = {claim.claim_id for claim in self.shown}
        return tuple({c.claim_id: c for c in self.also if c.claim_id not in shown}.values())

    @cached_property
    def held(self) -> tuple[Claim, ...]:
        """Every claim that the file tells."""
        return (*self.shown, *self.others)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the claims that the file tells: those that something in it may lead to."""
        return frozenset(claim.claim_id for claim in self.held)

    @cached_property
    def claims_by_place(self) -> dict[str, tuple[Claim, ...]]:
        """The claims told that name a place, a part of it, or a stop of their route there."""
        found: dict[str, list[Claim]] = {place: [] for place in self.names}
        for claim in self.held:
            for place in claim.named_within:
                found[place].append(claim)
        return {place: tuple(claims) for place, claims in found.items()}

    @property
    def sources(self) -> list[tuple[pd.Series, list[Claim]]]:
        """The sources of the claims told, the most direct copies first, each with its claims."""
        found: dict[str, list[Claim]] = {}
        for claim in self.held:
            found.setdefault(claim.source_id, []).append(claim)
        order = [access.value for access in Access]
        rows = [(self.data.source_by_id[source], claims) for source, claims in found.items()]
        return sorted(rows, key=lambda row: order.index(row[0]["access"]))

    @cached_property
    def names(self) -> Names:
        """What places are called."""
        return PlaceNames(self.data.places)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id, as the map needs them."""
        return map_places(self.data.places)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that the view's layers cover."""
        return self.data.known.months_of(self.view)

    @property
    def span(self) -> str:
        """The view's months in words."""
        known = self.months
        return dates.month_span(self.view, *((known[0], known[-1]) if known else (None, None)))

    @property
    def kind(self) -> Kind | None:
        """The one kind that the view's map gives a scale; ``None``: it is of all kinds."""
        return views.scene(self.view)

    @cached_property
    def origins(self) -> frozenset[str]:
        """The places of origin that claims name in the layers shown."""
        around = View(layers=self.view.layers, known_on=self.view.known_on)
        return marks.places_of_origin(records(select(self.data.claims, around).shown))

    @cached_property
    def scene(self) -> Scene:
        """The map of the view."""
        return self.scene_of(self.shown, self.kind)

    def scene_of(self, claims: tuple[Claim, ...], kind: Kind | None) -> Scene:
        """The map of a kind of some of the claims, as it is for a view that selects just these."""
        return marks.of_view(claims, kind, self.places, self.data.routes, self.origins)

    def headline(self, kind: Kind | None) -> str:
        """The finding of a map of a kind."""
        words = captions.map_headline(self.shown, kind, self.names)
        return counts.as_known(words, self.view.known_on)

    @property
    def map_counting(self) -> str:
        """The sentence that counts, and which of the claims shown are on the map."""
        return captions.map_counting(self.shown, self.selection, self.kind)

    @property
    def counting(self) -> str:
        """The same sentence everywhere: what is shown, what is hidden and why."""
        return counts.counting(self.selection)

    def with_remark(self, counting: str) -> str:
        """A sentence that counts, and behind it what the link asked for in vain."""
        return " ".join(filter(None, (counting, self.remark)))

    @property
    def remark(self) -> str:
        """What the link asked for in vain, in words."""
        return files_and_links.asked_in_vain(self.dropped)

    @property
    def version(self) -> str:
        """Version and date of the data."""
        return files_and_links.version(self.data.version, self.data.date)

    def link(self, page: str = "") -> str:
        """The link to this view; only the query where the dashboard's address is not known."""
        query = self.view.to_query()
        ending = f"?{query}" if query else ""
        return f"{self.address}/{page}{ending}" if self.address else ending or "?"
