"""What a map says of the claims it is of: which of them it draws, and which it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nkmap.claim import Claim
from nkmap.schema import FINEST_AREA_PRECISION, KINDS, OVERLAYS, Kind, WherePrecision
from nkmap.view import WITH_A_PLACE, Selection, drawn_with
from nkmap.wording.counts import claim_count, counting, first, more_claims
from nkmap.wording.figures import number
from nkmap.wording.places import Names
from nkmap.wording.scenes import headline
from nkmap.wording.sentences import sentence

__all__ = [
    "ALL_KINDS",
    "ALL_KINDS_MEANING",
    "EXPLORE",
    "NAMED_WITHOUT_A_PLACE",
    "NONE_ON_THIS_MAP",
    "decisive",
    "further_claims",
    "leading",
    "map_alt",
    "map_counting",
    "map_headline",
    "map_kind",
    "of_map",
    "on_this_map",
]

NAMED_WITHOUT_A_PLACE = (
    "Named without a place, so no point on this map"
    " (a country in which no place is named has a strong outline):"
)
"""Above what a map of points can only list."""
NONE_ON_THIS_MAP = "None of the claims shown is drawn on this map. That is not a report of nothing."


def of_map(shown: Sequence[Claim], kind: Kind | None) -> tuple[Claim, ...]:
    """The claims that a map of a kind, or of all kinds, holds, of those that a view shows."""
    drawn = drawn_with(kind)
    return tuple(claim for claim in shown if claim.kind in drawn)


_OF_A_TOWN = frozenset(map(WherePrecision.of, range(1, FINEST_AREA_PRECISION)))


def decisive(shown: Sequence[Claim], kind: Kind | None) -> tuple[Claim, ...]:
    """The claims that decide what a map shows: those it draws.

    On one of all kinds also those about a town: it is not silent.
    """
    drawn = drawn_with(kind)
    return tuple(
        claim
        for claim in shown
        if claim.kind in drawn or (kind is None and claim.precision in _OF_A_TOWN)
    )


def leading(shown: Sequence[Claim], kind: Kind | None) -> tuple[Claim, ...]:
    """The claims that may lead a map's headline: of its kind and their route, else what is beside.

    Empty where the map holds none of the claims shown.
    """
    drawn = of_map(shown, kind)
    return tuple(claim for claim in drawn if claim.kind not in {*OVERLAYS} - {kind}) or drawn


def map_headline(shown: Sequence[Claim], kind: Kind | None, place_names: Names) -> str:
    """The one finding of a map, from the claims it holds; of a view that shows others, that."""
    own = leading(shown, kind)
    return NONE_ON_THIS_MAP if shown and not own else headline(own, place_names)


def _where(kind: Kind, of: Kind | None) -> int:
    """Where a kind stands: 0 on a map of the kind ``of``, 1 on another map, 2 on none."""
    if kind not in WITH_A_PLACE:
        return 2
    return 0 if kind in drawn_with(of) else 1


ALL_KINDS = "All kinds"
ALL_KINDS_MEANING = "All kinds: every mark has one size, so that nothing is compared."
"""What a map of all kinds is, in one sentence."""


def further_claims(count: int) -> str:
    """What a number behind the name of a place counts."""
    return f"further claim{'' if count == 1 else 's'} there"


def map_kind(kind: Kind | None) -> str:
    """What a map is of, as a reader sees it."""
    return KINDS[kind].label if kind else ALL_KINDS


EXPLORE = "Explore"
"""The frame that is moved by hand."""


def on_this_map(shown: Sequence[Claim], kind: Kind | None) -> str:
    """Which of the claims shown a map draws, and which not; empty where it draws all."""
    counts = Counter(claim.kind for claim in shown)
    parts: tuple[list[Kind], list[Kind], list[Kind]] = ([], [], [])
    for own in Kind:
        if own in counts:
            parts[_where(own, kind)].append(own)
    here, *others = parts
    if not any(others):
        return ""
    labels = f" ({', '.join(KINDS[own].label for own in here)})" if kind else ""
    drawn = claim_count(sum(counts[own] for own in here))
    told = [f"On this map: {f'{drawn}{labels}' if here else 'none'}"]
    # A claim may name a place and be of a kind that no map puts anywhere, as pay in one town.
    unplaced = (
        "of a kind that no map places" if len(others[1]) == 1 else "of kinds that no map places"
    )
    for name, kinds in zip(("on other maps", unplaced), others, strict=True):
        listed = ", ".join(f"{number(counts[own])} {KINDS[own].label}" for own in kinds)
        told += [f"{number(sum(counts[own] for own in kinds))} {name}: {listed}"] if kinds else []
    return f"{'; '.join(told)}."


def map_counting(shown: Sequence[Claim], selection: Selection, kind: Kind | None) -> str:
    """The sentence that counts, the same on every page, and what of it is on this map."""
    return " ".join(filter(None, (counting(selection), on_this_map(shown, kind))))


def map_alt(
    shown: Sequence[Claim], selection: Selection, kind: Kind | None, place_names: Names
) -> str:
    """A map in words, for those who do not see it: what it draws, the count, then the others.

    Of more claims than anybody would listen to, only the first are told and the others counted.
    """
    drawn = of_map(shown, kind)
    ids = {claim.claim_id for claim in drawn}
    rest = [claim for claim in shown if claim.claim_id not in ids]
    told = first((*drawn, *rest))
    each = {claim.claim_id: f"{claim.claim_id}: {sentence(claim, place_names)}" for claim in told}
    beside = [words for own, words in each.items() if own not in ids]
    return " ".join(
        [
            *(words for own, words in each.items() if own in ids),
            map_counting(shown, selection, kind),
            *(["Not drawn on this map:"] if beside else []),
            *beside,
            *more_claims(len(shown) - len(told)),
        ]
    )
