"""Hedged numbers with their units, or why there is none.

The source's own hedge word is kept, never swapped for another.
"""

from __future__ import annotations

import re

from nkmap.claim import Claim
from nkmap.schema import MissingReason, Spread, says_none

__all__ = [
    "REPORTED_NOT_COUNTED",
    "axis_unit",
    "bare_figure",
    "figure",
    "figure_alone",
    "figure_parts",
    "hedge",
    "number",
    "plain_figure",
    "stamped",
    "stamps",
]

REPORTED_NOT_COUNTED = frozenset(
    {
        "reportedly",
        "heard",
        "promised",
        "talk of",
        "not uncommon",
        "announced",
        "considered",
        "forecast",
    }
)
"""Hedges on the report as a whole; other hedges belong to the number and stand before it."""

ZERO = "a reported zero"
NOT_REPORTED = "number not reported"
NO_LONGER_PUBLISHED = "no longer published"
WITHHELD = "withheld to protect a person"


def number(value: int) -> str:
    """A whole number with thousands separated: ``50,000``."""
    return f"{value:,}"


def bare_figure(claim: Claim) -> str:
    """The number or numbers alone, as stated: ``37``, ``50,000 to 100,000``, ``12 or 24``."""
    if claim.best is not None:
        around = {v for v in (claim.low, claim.high) if v is not None} - {claim.best}
        return number(claim.best) + (f" ({_bounds(claim)})" if around else "")
    if claim.low is not None and claim.high is not None:
        if claim.spread == Spread.FELL:
            return f"{number(claim.high)} falling to {number(claim.low)}"
        joint = "or" if claim.spread == Spread.EITHER else "to"
        return f"{number(claim.low)} {joint} {number(claim.high)}"
    known = claim.low if claim.low is not None else claim.high
    return "?" if known is None else number(known)


def _bounds(claim: Claim) -> str:
    """The ends stated beside a best figure."""
    if claim.low is None or claim.high is None:
        return f"at least {claim.low:,}" if claim.low is not None else f"at most {claim.high:,}"
    return f"{number(claim.low)} to {number(claim.high)}"


def hedge(claim: Claim) -> str:
    """The source's hedge; a lone lower or upper bound is never told as an exact figure."""
    if claim.qualifier or claim.best is not None or not claim.has_figure:
        return claim.qualifier
    if claim.high is None:
        return "at least"
    return "at most" if claim.low is None else ""


def figure(claim: Claim) -> str:
    """The figure with hedge and unit, or why there is none.

    ``about 200 people``, ``between 50,000 and 100,000 workers``, ``number not reported ("some")``.
    """
    part = f", {claim.purpose} only" if claim.purpose else ""
    return stamped(f"{plain_figure(claim)}{part}", claim)


def figure_alone(claim: Claim) -> str:
    """The figure with hedge and stamps, without its unit, for an axis that names the unit."""
    return stamped(plain_figure(claim).replace(f" {unit(claim)}", "", 1), claim)


def figure_parts(claim: Claim) -> tuple[str, str]:
    """``figure`` cut behind its last digit, so that numbers can stand one below the other.

    Without a figure it is cut before the source's own word for how many.
    """
    words = figure(claim)
    if not claim.has_figure:
        reason, bracket, rest = words.partition(" (")
        return reason, f"({rest}" if bracket else ""
    match = re.match(r".*?\d[\d,]*(?: (?:to|and|or|falling to) \d[\d,]*)?", words)
    end = match.end() if match else 0
    return words[:end], words[end:].strip()


def stamps(claim: Claim) -> tuple[str, ...]:
    """What stands beside a claim wherever it is shown: a dispute, a weak copy."""
    found = ("contested" if claim.contested else "", "weak copy" if claim.is_weak_copy else "")
    return tuple(filter(None, found))


def stamped(words: str, claim: Claim, *, standing: bool = True) -> str:
    """Words with the claim's stamps in brackets, before a full stop if there is one.

    ``standing`` adds whether it was superseded or withdrawn.
    """
    found = ((claim.status,) if standing and not claim.is_current else ()) + stamps(claim)
    added = f" ({'; '.join(found)})" if found else ""
    return f"{words[:-1]}{added}." if words.endswith(".") else words + added


def plain_figure(claim: Claim) -> str:
    """The figure with its hedge, without its stamps."""
    if not claim.has_figure:
        return no_figure(claim)
    if claim.is_zero:
        kept = "" if claim.qualifier == "reportedly" else claim.qualifier
        tag = f", {_hedge_tag(kept)}" if kept and not says_none(kept) else ""
        return f"0 {unit(claim)}{tag}, {ZERO}"
    kept, value = hedge(claim), bare_figure(claim)
    if kept == "between":
        value = value.replace(" to ", " and ")
    phrase = f"{value} {unit(claim)}".strip()
    if not kept:
        return phrase
    if kept in REPORTED_NOT_COUNTED:
        return f"{phrase}, {_hedge_tag(kept)}"
    return f"{kept} {phrase}"


def _hedge_tag(kept: str) -> str:
    return {"heard": "as heard", "talk of": "in talk"}.get(kept, kept)


def no_figure(claim: Claim) -> str:
    """Why there is no number, with the source's own word for how many, if it has one."""
    if claim.missing_reason is MissingReason.WITHHELD:
        return WITHHELD
    words = f" (“{claim.qualifier}”)" if claim.qualifier else ""
    if claim.missing_reason is MissingReason.NO_LONGER_PUBLISHED:
        return NO_LONGER_PUBLISHED + words
    if claim.missing_reason is MissingReason.NOT_REPORTED:
        return NOT_REPORTED + words
    return "no figure" + words


_UNITS = {
    "USD per month": ("US dollars a month", "US dollars a month"),
    "CNY per month": ("yuan a month", "yuan a month"),
    "CNY per year": ("yuan a year", "yuan a year"),
    "won per year": ("won a year", "won a year"),
    "deaths": ("death", "deaths"),
    "places": ("place", "places"),
    "months": ("month", "months"),
    "people": ("person", "people"),
    "workers": ("worker", "workers"),
    "soldiers": ("soldier", "soldiers"),
    "crossings": ("border crossing", "border crossings"),
    "visas": ("visa", "visas"),
    "permits": ("work permit", "work permits"),
    "registrations": ("registration", "registrations"),
    "passengers": ("passenger", "passengers"),
    "kilometres": ("kilometre", "kilometres"),
}


def unit(claim: Claim) -> str:
    """The claim's unit in words, singular for a best figure of one."""
    singular, plural = _UNITS.get(claim.unit, (claim.unit, claim.unit))
    return singular if claim.best == 1 else plural


def axis_unit(unit: str) -> str:
    """A unit of the schema as an axis says it: ``yuan a year``."""
    return _UNITS.get(unit, (unit, unit))[1]
