"""What belongs to each choice of months, worked out beforehand by the code that draws the screen.

A reader's browser moves the months and looks up what was worked out here: the map, its legend, the
headline, what is counted. No rule about months, marks, hedges or labels is written a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from nkmap import months
from nkmap.claim import Claim
from nkmap.figures.drawing import Drawing, Group
from nkmap.figures.legend import Entry
from nkmap.months import Month
from nkmap.publish.fragments import explained, not_labelled
from nkmap.render.svg import Svg, no_link

Stretch = tuple[int, int]
"""A first and a last month, as places in the months covered."""
Claims = tuple[int, ...]
"""Some of the claims, as places in their order."""

MOST_MAPS = 60
"""Different maps that are worked out; of more, those near the months shown."""
MOST_STRETCHES = 20_000
"""Choices of months of which each is looked at: about two hundred months."""
MANY_CLAIMS = 400
"""Claims above which fewer maps are worked out: sixty of so many take too long."""
MOVES_OF_MANY = 4
"""Of so many claims: months that a handle, or the whole stretch, may be moved by."""


@dataclass
class Store:
    """Things that many maps share, each kept once and known by its number."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, thing: str) -> int:
        """The number of a thing, a new one for a new thing."""
        return self.numbers.setdefault(thing, len(self.numbers))

    @property
    def things(self) -> list[str]:
        """Every thing in the order of its number."""
        return list(self.numbers)


@dataclass(frozen=True)
class Timing:
    """When claims are, as places in the months covered: the rule of ``view.select`` in numbers."""

    spans: tuple[tuple[int, int, bool], ...]
    """For each claim: first month (-1: before all), last month, and whether it has a date."""
    months: tuple[Month, ...]

    @classmethod
    def of(cls, claims: Sequence[Claim], covered: Sequence[Month]) -> Timing:
        """The claims' days as months; an end that is not given reaches past the last."""
        index = {month: number for number, month in enumerate(covered)}
        first_of_all, last_of_all = (covered[0], covered[-1]) if covered else ("", "")

        def at(month: Month) -> int:
            if month < first_of_all:
                return -1
            return len(covered) if month > last_of_all else index[month]

        spans = tuple(
            (
                -1 if claim.first_day is None else at(months.of(claim.first_day)),
                len(covered) if claim.last_day is None else at(months.of(claim.last_day)),
                claim.first_day is not None or claim.last_day is not None,
            )
            for claim in claims
        )
        return cls(spans, tuple(covered))

    @property
    def whole(self) -> Stretch:
        """Every month, which is no limit."""
        return 0, len(self.months) - 1

    def touching(self, first: int, last: int) -> Claims:
        """The claims that touch a stretch of months; all of them where it is every month."""
        if (first, last) == self.whole:
            return tuple(range(len(self.spans)))
        key = (int(self._ranks[0][first]), int(self._ranks[1][last]))
        if key not in self._found:
            starts, ends, dated = self._columns
            touched = np.flatnonzero(dated & (starts <= last) & (ends >= first))
            self._found[key] = tuple(touched.tolist())
        return self._found[key]

    @cached_property
    def _columns(
        self,
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        starts, ends, dated = zip(*self.spans, strict=True) if self.spans else ((), (), ())
        return np.array(starts, int), np.array(ends, int), np.array(dated, bool)

    @cached_property
    def _ranks(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """How many ends lie before each month, and how many starts not after it.

        Stretches that agree in both hold the same claims.
        """
        starts, ends, _ = self._columns
        all_months = np.arange(len(self.months))
        return (
            np.searchsorted(np.sort(ends), all_months, "left"),
            np.searchsorted(np.sort(starts), all_months, "right"),
        )

    @cached_property
    def _found(self) -> dict[tuple[int, int], Claims]:
        return {}

    def stretches(self, *, by_year: bool) -> Iterator[Stretch]:
        """Every choice of months that a reader may make."""
        count = len(self.months)
        if not by_year:
            yield from ((i, j) for i in range(count) for j in range(i, count))
            return
        yield from ((i, i) for i in range(count))
        yield from self._years()

    def _years(self) -> Iterator[Stretch]:
        count = len(self.months)
        starts = [i for i in range(count) if i == 0 or self.months[i].endswith("-01")]
        ends = [i for i in range(count) if i == count - 1 or self.months[i].endswith("-12")]
        yield from ((i, j) for i in starts for j in ends if i <= j)

    def near(self, now: Stretch) -> Iterator[Stretch]:
        """Choices of months, those first that are one movement away from the months shown."""
        end = len(self.months) - 1
        yield self.whole
        yield now
        yield from _moved(now, end, end)
        yield from ((i, i) for i in range(end + 1))
        yield from self._years()


def _moved(now: Stretch, end: int, most: int) -> Iterator[Stretch]:
    """Both ends, the last or the first moved by up to so many months, the nearest first."""
    first, last = now
    for by in (sign * size for size in range(1, most + 1) for sign in (1, -1)):
        for start, stop in ((first + by, last + by), (first, last + by), (first + by, last)):
            if 0 <= start <= stop <= end:
                yield start, stop


def is_whole(own: Timing) -> bool:
    """Whether every map is worked out, whatever months are shown."""
    if not _is_looked_through(own):
        return False
    return len({own.touching(*at) for at in own.stretches(by_year=False)}) <= MOST_MAPS


def _is_looked_through(own: Timing) -> bool:
    count = len(own.months)
    return len(own.spans) <= MANY_CLAIMS and count * (count + 1) // 2 <= MOST_STRETCHES


def planned(own: Timing, now: Stretch) -> dict[Stretch, Claims]:
    """The choices of months whose maps are worked out, each with the claims that its map holds."""
    if is_whole(own):
        return {at: own.touching(*at) for at in own.stretches(by_year=False)}
    if len(own.spans) > MANY_CLAIMS:
        near = _moved(now, len(own.months) - 1, MOVES_OF_MANY)
        return {at: own.touching(*at) for at in (own.whole, now, *near)}
    found, maps = {}, set[Claims]()
    for at in own.near(now):
        claims = own.touching(*at)
        if claims in maps or len(maps) < MOST_MAPS:
            found[at] = claims
            maps.add(claims)
    for at in own.stretches(by_year=False) if _is_looked_through(own) else ():
        if (claims := own.touching(*at)) in maps:
            found[at] = claims
    return found


@dataclass(frozen=True)
class Pictured:
    """A drawing with its legend as a browser takes them."""

    width: float
    height: float
    ground: tuple[str, ...]
    """What maps of the same frame and size share, each piece once."""
    groups: tuple[int | str, ...]
    """In the order drawn: numbers into the ground, or markup."""
    legend: tuple[str, ...]
    """Its samples with their words; last, the names that it had no room for."""

    @classmethod
    def of(
        cls,
        drawing: Drawing,
        legend: Sequence[Entry] = (),
        write: Callable[[Group], str] | None = None,
        link_to: Callable[[Group], str] = no_link,
    ) -> Pictured:
        """A drawing, its colours as variables of the page; ``write`` says how a group is kept."""
        write = write or Svg().group
        written = [(group.layer == GROUND, write(group)) for group in drawing.groups]
        ground = tuple(dict.fromkeys(markup for is_ground, markup in written if is_ground))
        groups = [ground.index(markup) if is_ground else markup for is_ground, markup in written]
        names = [not_labelled(drawing.unnamed, link_to)] if drawing.unnamed else []
        return cls(
            drawing.width,
            drawing.height,
            ground,
            tuple(groups),
            (*(explained(entry, Svg()) for entry in legend), *names),
        )

    @cached_property
    def size(self) -> str:
        """The same for maps that can stand on one another's ground."""
        ground = blake2b("\n".join(self.ground).encode(), digest_size=6).hexdigest()
        return f"{self.width:g}x{self.height:g}-{ground}"

    @property
    def data(self) -> dict[str, Any]:
        """For the script."""
        return {
            "size": self.size,
            "width": self.width,
            "height": self.height,
            "ground": self.ground,
            "groups": self.groups,
            "legend": self.legend,
        }


GROUND = "ground"
"""The layer that is the same at every choice of months."""


Told = Callable[[Month | None, Month | None], tuple[str, str, str]]
"""The words of a choice of months: headline, count and note; no month where all are chosen."""


def moments(
    whole: Timing,
    own: Timing,
    now: Stretch,
    pictured: Callable[[Claims], Pictured],
    told: Told,
) -> dict[str, Any]:
    """What belongs to choices of months, for the script; of very many claims, to the nearest.

    ``whole`` is of all the claims that the view shows, ``own`` of those among them that its map
    holds: there are fewer maps than counts of claims.
    """
    if len(own.months) < 2:
        return {}
    maps = planned(own, now)
    return drawn(own, maps, pictured) | choices(whole, own, maps, told)


def drawn(
    own: Timing, maps: Mapping[Stretch, Claims], pictured: Callable[[Claims], Pictured]
) -> dict[str, Any]:
    """The maps of choices of months and their legends, put together from what they share."""
    pieces, samples = Store(), Store()
    base = pictured(own.touching(*own.whole))
    pictures = [pictured(claims) for claims in dict.fromkeys(maps.values())]
    return {
        "size": base.size,
        "maps": [[_numbered(piece, one, base, pieces) for piece in one.groups] for one in pictures],
        "legends": [[samples.number(sample) for sample in one.legend] for one in pictures],
        "pieces": pieces.things,
        "samples": samples.things,
    }


def choices(
    whole: Timing, own: Timing, maps: Mapping[Stretch, Claims], told: Told
) -> dict[str, Any]:
    """The map, headline, count and note of each choice of months, by their numbers."""
    map_of = {claims: number for number, claims in enumerate(dict.fromkeys(maps.values()))}
    sentences = Store()
    number_of: dict[tuple[Claims, Claims], int] = {}
    found: list[tuple[int, ...]] = []
    for stretch, claims in maps.items():
        key = (claims, whole.touching(*stretch))
        if key not in number_of:
            is_whole = stretch == own.whole
            first, last = (
                (None, None) if is_whole else (own.months[stretch[0]], own.months[stretch[1]])
            )
            number_of[key] = len(found)
            words = (sentences.number(said) for said in told(first, last))
            found.append((map_of[claims], *words))
    numbers = {at: number_of[claims, whole.touching(*at)] for at, claims in maps.items()}
    return {
        "at": [_runs(numbers, first, len(own.months)) for first in range(len(own.months))],
        "moments": found,
        "sentences": sentences.things,
    }


def _numbered(piece: int | str, picture: Pictured, base: Pictured, pieces: Store) -> int:
    """A piece of a picture: below zero on the ground that the page has, else from the store."""
    markup = piece if isinstance(piece, str) else picture.ground[piece]
    on_ground = isinstance(piece, int) and markup in base.ground
    return -1 - base.ground.index(markup) if on_ground else pieces.number(markup)


def _runs(numbers: dict[Stretch, int], first: int, count: int) -> list[list[int]]:
    """What belongs to each last month, as stretches of equal ones; -1 where none was worked out."""
    runs: list[list[int]] = []
    for last in range(first, count):
        number = numbers.get((first, last), -1)
        if runs and runs[-1][1] == number:
            runs[-1][0] += 1
        else:
            runs.append([1, number])
    return runs
