"""What belongs to each choice of months, worked out beforehand by the code that draws the screen.

A reader's browser moves the months and looks up what was worked out here: the map, its legend, the
headline, what is counted. No rule about months, marks, hedges or labels is written a second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from nkmap import dates
from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.figures import map_labels
from nkmap.figures.drawing import Drawing, Group
from nkmap.figures.legend import Entry
from nkmap.publish.templates import fragments
from nkmap.render.svg import Svg, no_link

MonthRange = tuple[int, int]
"""A first and a last month, as places in the months covered."""
Claims = tuple[int, ...]
"""Some of the claims, as places in their order."""

MOST_MAPS = 60
"""Different maps that are worked out; of more, those near the months shown."""
MOST_RANGES = 20_000
"""Choices of months of which each is looked at: about two hundred months."""
MANY_CLAIMS = 400
"""Claims above which fewer maps are worked out: sixty of so many take too long."""
MOVES_OF_MANY = 4
"""Of so many claims: months that a handle, or the whole stretch, may be moved by."""


def numbering() -> dict[str, int]:
    """A dict that numbers its keys from 0, in the order in which they are first asked for."""
    return defaultdict(count().__next__)


@dataclass(frozen=True)
class ClaimMonths:
    """When claims are, as indexes of the months covered."""

    spans: tuple[MonthRange, ...]
    """The first and the last month of each claim; without a date it begins after all months."""
    months: tuple[Month, ...]

    @classmethod
    def of(cls, claims: Sequence[Claim], covered: Sequence[Month]) -> ClaimMonths:
        """Look up the claims' months among those that are covered."""
        places = (dates.touched_months(claim.months, covered) for claim in claims)
        return cls(tuple((at.start, at.stop - 1) for at in places), tuple(covered))

    @property
    def whole(self) -> MonthRange:
        """The range of all months."""
        return 0, len(self.months) - 1

    @cached_property
    def _columns(self) -> npt.NDArray[np.int64]:
        return np.array(self.spans, int).reshape(-1, 2).T

    @cached_property
    def ranks(self) -> tuple[list[int], list[int]]:
        """For each month: how many ends lie before it, and how many starts not after it.

        Stretches that agree in the first of their first month and in the second of their last one
        hold the same claims.
        """
        starts, ends = self._columns
        every = np.arange(len(self.months))
        return (
            np.searchsorted(np.unique(ends), every, "left").tolist(),
            np.searchsorted(np.unique(starts), every, "right").tolist(),
        )

    def rank(self, first: int, last: int) -> tuple[int, int] | None:
        """A key, equal for ranges that hold the same claims; ``None`` for that of all months."""
        is_whole = (first, last) == self.whole
        return None if is_whole else (self.ranks[0][first], self.ranks[1][last])

    def touching(self, first: int, last: int) -> Claims:
        """The claims that touch a range of months; all claims for the range of all months."""
        rank = self.rank(first, last)
        if rank is None:
            return tuple(range(len(self.spans)))
        if rank not in self._found:
            starts, ends = self._columns
            touched = np.flatnonzero(dates.touches(starts, ends, first, last))
            self._found[rank] = tuple(touched.tolist())
        return self._found[rank]

    @cached_property
    def _found(self) -> dict[tuple[int, int], Claims]:
        return {}

    def ranges(self, *, by_year: bool = False) -> list[MonthRange]:
        """Every choice of months that a reader may make; ``by_year``: a month, or whole years."""
        count = len(self.months)
        return [
            (first, last)
            for first in range(count)
            for last in range(first, count)
            if not by_year or first == last or self._is_years(first, last)
        ]

    def _is_years(self, first: int, last: int) -> bool:
        begins = first == 0 or self.months[first].endswith("-01")
        return begins and (last == len(self.months) - 1 or self.months[last].endswith("-12"))

    def to_compute(self, now: MonthRange) -> dict[MonthRange, Claims]:
        """The choices of months whose maps are worked out, each with the claims of its map.

        Those first that are one movement away from the months shown: both ends or one of them
        moved, then a single month or whole years. Of very many claims there are no others.
        """

        def far(at: MonthRange) -> tuple[int, int]:
            first, last = at[0] - now[0], at[1] - now[1]
            size = max(abs(first), abs(last))
            if first == last or 0 in (first, last):
                return 0, size
            return (1 if at[0] == at[1] or self._is_years(*at) else 2), size

        choices = sorted(self.ranges(), key=far)[:MOST_RANGES]
        if len(self.spans) > MANY_CLAIMS:
            choices = [at for at in choices if far(at) <= (0, MOVES_OF_MANY)]
        found, maps = {}, set[Claims]()
        for at in (self.whole, *choices):
            claims = self.touching(*at)
            if claims in maps or len(maps) < MOST_MAPS:
                found[at] = claims
                maps.add(claims)
        return found

    @cached_property
    def is_few(self) -> bool:
        """Whether there is a map for every choice of months, whatever months are shown."""
        if len(self.spans) > MANY_CLAIMS:
            return False
        return len({self.touching(*at) for at in self.ranges()}) <= MOST_MAPS


GROUND = "ground"
"""The layer that is the same at every choice of months; the first of every map."""


@dataclass(frozen=True)
class RenderedMap:
    """A drawing with its legend as markup, a piece for each group and sample."""

    width: float
    height: float
    ground: str
    groups: tuple[str, ...]
    """What lies on the ground, in the order drawn."""
    legend: tuple[str, ...]
    """Its samples with their words; last, the names that it does not have."""

    @classmethod
    def of(
        cls,
        drawing: Drawing,
        legend: Sequence[Entry] = (),
        write: Callable[[Group], str] | None = None,
        link_to: Callable[[Group], str] = no_link,
    ) -> RenderedMap:
        """Render a drawing, colours as CSS variables; ``write`` renders a group."""
        svg = Svg()
        ground, *groups = map(write or svg.group, drawing.groups)
        samples = [fragments.explained(entry, svg) for entry in legend]
        samples += [
            fragments.without_label(words, names, link_to)
            for words, names in map_labels.unseen(drawing)
        ]
        return cls(drawing.width, drawing.height, ground, tuple(groups), tuple(samples))

    @cached_property
    def size(self) -> str:
        """A key, equal for maps that share a size and a ground."""
        ground = blake2b(self.ground.encode(), digest_size=6).hexdigest()
        return f"{self.width:g}x{self.height:g}-{ground}"

    @property
    def data(self) -> dict[str, Any]:
        """The fields and the size, for JSON."""
        return {**asdict(self), "size": self.size}


Words = Callable[[Month | None, Month | None], tuple[str, ...]]
"""The words of a choice of months: headline, count and note; no month where all are chosen."""


def precomputed_states(
    whole: ClaimMonths,
    own: ClaimMonths,
    now: MonthRange,
    pictured: Callable[[Claims], RenderedMap],
    words_of: Words,
) -> dict[str, Any]:
    """Work out the state of each choice of months; of very many claims, of the nearest.

    ``whole`` is of all the claims that the view shows, ``own`` of those among them that its map
    holds: there are fewer maps than counts of claims.
    """
    if len(own.months) < 2:
        return {}
    maps = own.to_compute(now)
    return encoded_maps(maps.values(), pictured) | encoded_states(whole, maps, words_of)


def encoded_maps(
    maps: Iterable[Claims], pictured: Callable[[Claims], RenderedMap]
) -> dict[str, Any]:
    """Write the different maps and their legends as numbers of the pieces that they share."""
    pieces = numbering()
    pictures = [pictured(claims) for claims in dict.fromkeys(maps)]
    return {
        "size": pictures[0].size,
        "maps": [
            [[pieces[piece] for piece in part] for part in (one.groups, one.legend)]
            for one in pictures
        ],
        "pieces": list(pieces),
    }


def encoded_states(
    whole: ClaimMonths, maps: Mapping[MonthRange, Claims], words_of: Words
) -> dict[str, Any]:
    """Write the map, headline, count and note of each choice of months as numbers.

    They stand in rows by the rank of the first month, there by the rank of the last one; 0 where
    none were worked out.
    """
    map_of = {claims: number for number, claims in enumerate(dict.fromkeys(maps.values()))}
    sentences = numbering()
    found: dict[tuple[int, int] | None, tuple[int, ...]] = {}
    for (first, last), claims in maps.items():
        rank = whole.rank(first, last)
        if rank not in found:
            words = words_of(*((whole.months[first], whole.months[last]) if rank else (None, None)))
            found[rank] = (map_of[claims], *(sentences[said] for said in words))
    firsts, lasts = whole.ranks
    return {
        "ranks": whole.ranks,
        "all": found[None],
        "states": [
            [found.get((first, last), 0) for last in range(max(lasts, default=0) + 1)]
            for first in range(max(firsts, default=0) + 1)
        ],
        "sentences": list(sentences),
    }
