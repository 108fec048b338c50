"""What a link may refer to in the dataset at hand, and which months its layers cover."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from nkmap import dates
from nkmap.dates import Month
from nkmap.schema import Kind, Layer

if TYPE_CHECKING:
    from nkmap.view.state import View

FARTHEST = 120
"""Months before and after all claims that a view may name."""


@dataclass(frozen=True)
class Known:
    """The ids, kinds, layers and months of one dataset."""

    claims: Mapping[str, tuple[Layer, date | None]] = field(default_factory=dict, repr=False)
    """The layer of each claim, and by which day it was surely published, where that is known."""
    places: frozenset[str] = frozenset()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    origin_groups: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    steps: int = 0
    """How many steps the briefing has."""
    layers: Mapping[Layer, frozenset[Kind]] = field(default_factory=dict)
    """The layers that hold claims, and the kinds of those claims."""
    spans: Mapping[tuple[Layer, date | None], tuple[Month, Month]] = field(
        default_factory=dict, repr=False
    )
    """The first and last month that the claims of a layer touch that were published on one day;
    ``None``: on a day that is not known."""
    reach: tuple[Month, Month] | None = None
    """The months of the first and last day that any claim gives, with or without a month."""

    @classmethod
    def of(
        cls,
        claims: pd.DataFrame,
        places: pd.DataFrame,
        questions: Iterable[str] = (),
        steps: int = 0,
    ) -> Known:
        """Collect the ids and the months in the typed frames of ``nkmap.dataset``.

        The months run from the first to the last one that a claim with a month touches.
        """
        layers = map(Layer, claims["layer"])
        published = claims["published"].to_numpy("datetime64[D]").tolist()
        days = pd.concat([claims["first_day"], claims["last_day"]]).dropna()
        return cls(
            claims=dict(zip(claims["claim_id"], zip(layers, published, strict=True), strict=True)),
            places=frozenset(places["place_id"]),
            origins=_distinct(claims["origin"]),
            destinations=_distinct(claims["destination"]),
            sources=tuple(sorted(claims["source_id"].unique())),
            sectors=_distinct(claims["sector"]),
            origin_groups=tuple(sorted(claims["origin_group"].unique())),
            questions=tuple(questions),
            steps=steps,
            layers={
                Layer(str(name)): frozenset(map(Kind, own["kind"]))
                for name, own in claims.groupby("layer", sort=False)
            },
            spans=_spans(claims),
            reach=(dates.month_of(days.min()), dates.month_of(days.max())) if len(days) else None,
        )

    @cached_property
    def places_in_order(self) -> tuple[str, ...]:
        """Every place by its id, also those that no claim names."""
        return tuple(sorted(self.places))

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that have a claim."""
        return self.kinds_in(self.layers)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Every month the dataset covers, in order; empty when no claim has a month."""
        if not self.spans:
            return ()
        firsts, lasts = zip(*self.spans.values(), strict=True)
        return dates.months_between(min(firsts), max(lasts))

    def nearest(self, month: Month) -> Month | None:
        """A month that a link may name, or the nearest to it that selects the very same claims.

        Beyond every day that a claim gives, one month selects what the next does; pages lay out
        ten years of such months and no more. ``None`` where no claim has a month.
        """
        if not self.months:
            return None
        covered = self.months[0], self.months[-1]
        first, last = self.reach or covered
        low = dates.shift_month(min(first, covered[0]), -FARTHEST)
        return min(max(month, low), dates.shift_month(max(last, covered[1]), FARTHEST))

    def months_of(self, view: View) -> tuple[Month, ...]:
        """The months that the layers of a view cover, with those the view names itself.

        What had not happened on the day whose knowledge is shown, or was not published, is not
        covered by it.
        """
        on = [(day, span) for (layer, day), span in self.spans.items() if layer in view.layers]
        spans = [span for _, span in on]
        if view.known_on:
            then = dates.month_of(view.known_on)
            published = [span for day, span in on if day and day <= view.known_on]
            spans = [(first, min(last, then)) for first, last in published if first <= then]
        if not spans and not (view.first and view.last):
            return self.months
        found = [*itertools.chain(*spans), *filter(None, (view.first, view.last))]
        return dates.months_between(min(found), max(found))

    def is_open_to(self, claim: str, day: date | None) -> bool:
        """Whether a claim may be opened where only what was published by a day is known."""
        if day is None or claim not in self.claims:
            return True
        published = self.claims[claim][1]
        return published is not None and published <= day

    @property
    def layers_in_order(self) -> tuple[Layer, ...]:
        """The layers that hold a claim."""
        return tuple(layer for layer in Layer if layer in self.layers)

    def kinds_in(self, layers: Iterable[Layer]) -> tuple[Kind, ...]:
        """The kinds that have a claim in one of the layers."""
        found = frozenset[Kind]().union(*(self.layers.get(layer, ()) for layer in layers))
        return tuple(kind for kind in Kind if kind in found)

    def with_layers_asked_for(self, view: View) -> View:
        """The view with the layers on that it asks for: those of its kinds, and of its open claim.

        Who asks for a kind wants to see it, and who opens a claim wants it among those shown. A
        kind that has claims in a layer that is on needs no other; figures about soldiers are never
        switched on by a kind while there are others.
        """
        on = set(view.layers)
        for kind in view.kinds:
            every = {layer for layer, kinds in self.layers.items() if kind in kinds}
            homes = every - {Layer.MILITARY} or every
            if on.isdisjoint(homes):
                on |= homes
        if view.claim and view.claim in self.claims:
            on.add(self.claims[view.claim][0])
        return view if on == set(view.layers) else view.with_(layers=tuple(on))


def _spans(claims: pd.DataFrame) -> dict[tuple[Layer, date | None], tuple[Month, Month]]:
    dated = claims[claims["has_month"].astype(bool)]
    # An end that stays open, where no publication bounds it, reaches no further than its start.
    ends = dated["last_month"].where(dated["last_day"].notna(), dated["first_month"])
    groups = dated.assign(end=ends).groupby(["layer", "published"], sort=False, dropna=False)
    found = groups.agg({"first_month": "min", "end": "max"}).itertuples(name=None)
    return {
        (Layer(layer), None if pd.isna(day) else day.date()): (
            dates.month_name(first),
            dates.month_name(last),
        )
        for (layer, day), first, last in found
    }


def _distinct(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({item for items in lists for item in items}))
