"""One claim as one hedged sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nkmap.claim import Claim
from nkmap.dates import Period
from nkmap.schema import Kind, Spread
from nkmap.wording import zero
from nkmap.wording.dates import in_time, when
from nkmap.wording.figures import (
    REPORTED_NOT_COUNTED,
    bare_figure,
    no_figure,
    plain_figure,
    stamped,
    unit,
)
from nkmap.wording.places import Names, place_list

__all__ = [
    "attributed",
    "sentence",
]

_TEMPLATES: dict[Kind, str] = {
    # Segments in braces are left out, with their words, when the claim does not give them.
    Kind.SELECTED: "{who} were selected|{origin: in }|{to: for }|{time: }",
    Kind.DEPARTED: "{who} left|{origin: }|{to: for }|{time: }",
    Kind.ARRIVED: "{who} arrived|{to: in }|{origin: from }|{time: }",
    Kind.RETURNED: "{who} returned|{to: from }|{origin: to }|{time: }",
    Kind.TURNED_BACK: "{who}|{origin: from }|{to: bound for }| were turned back|{time: }",
    Kind.CANCELLED: "{who}|{origin: from }| cancelled a confirmed place|{to: in }|{time: }",
    Kind.PLANNED: "{who}|{origin: from }| are planned to be sent|{to: to }|{time: }",
}
_PLANS = {
    # A thing considered is not yet planned, and a forecast is nobody's plan.
    "considered": "{who}|{origin: from }| are considered for dispatch|{to: to }|{time: }",
    "forecast": "{who}|{origin: from }| are forecast|{to: for }|{time: }",
    "announced": "{who}|{origin: from }| are announced|{to: for }|{time: }",
}


def sentence(claim: Claim, place_names: Names) -> str:
    """The claim as one hedged sentence; a figure never stands without kind, place and date."""
    words = claim.summary
    if zero.is_told(claim):
        words = zero.nothing(claim, place_names, speaker(claim))
    elif claim.kind in _TEMPLATES:
        words = _people_sentence(claim, place_names)
    elif claim.kind is Kind.PRESENT and claim.has_figure and claim.destination:
        words = _stock_sentence(claim, place_names)
    words = stamped(words, claim, standing=False)
    return words if claim.is_current else f"{claim.status.capitalize()}: {words}"


def _people_sentence(claim: Claim, place_names: Names) -> str:
    who, report = subject(claim)
    plan = _PLANS.get(claim.qualifier, "") if claim.kind is Kind.PLANNED else ""
    if plan:
        report = "" if claim.evidence in STATED else "reportedly"
    given = {
        "origin": place_list(claim.origin, place_names),
        "to": place_list(claim.destination, place_names),
        "time": _time(claim),
    }
    template = plan or _TEMPLATES[claim.kind]
    words = "".join(_segment(part, given) for part in template.split("|"))
    words = words.replace("{who}", who)
    words = _with_report(words, report)
    if _is_told(claim):
        words += f" (said {in_time(claim.when)})"
    elif _is_open(claim.when):
        # An open date bounds the report; it is not the day on which people went.
        words += f" (dated {when(claim.when)})"
    if claim.evidence in STATED:
        words += f", according to {speaker(claim)}"
    ending = "" if claim.has_figure else f"; {no_figure(claim)}"
    return f"{words[0].upper()}{words[1:]}{ending}."


def _is_told(claim: Claim) -> bool:
    """Whether the date is that of the words: nobody goes on the day a plan is told."""
    return claim.kind is Kind.PLANNED and claim.when is not None and claim.when == claim.said_on


def _time(claim: Claim) -> str:
    if _is_open(claim.when) or _is_told(claim):
        return ""
    if claim.when and claim.when.start is None:
        return in_time(claim.when).replace("until", "by", 1)  # people come and go by a day
    return in_time(claim.when)


def _segment(part: str, given: Mapping[str, str]) -> str:
    match = re.fullmatch(r"\{(\w+):( .*|)\}", part)
    if not match:
        return part
    value = given[match[1]]
    return f"{match[2].rstrip()} {value}" if value else ""


_ACTS = (" were ", " are ", " left", " arrived", " returned", " cancelled")


def _with_report(words: str, report: str) -> str:
    """Put the hedge on the report next to the verb: ``37 people reportedly left``."""
    if not report:
        return words
    if report != "reportedly":
        return f"{words} (“{report}”)"
    act = min((act for act in _ACTS if act in words), key=words.index)
    if act in (" were ", " are "):
        return words.replace(act, f"{act}{report} ", 1)
    return words.replace(act, f" {report}{act}", 1)


def subject(claim: Claim) -> tuple[str, str]:
    """Who, with the number's own hedge, and the hedge on the report as a whole."""
    if not claim.has_figure:
        # A partner's account is a report, not a fact: the hedge stands even without a number.
        return "people", "reportedly"
    if claim.qualifier in REPORTED_NOT_COUNTED:
        return f"{bare_figure(claim)} {unit(claim)}", claim.qualifier
    return plain_figure(claim), "" if claim.evidence in STATED else "reportedly"


STATED = frozenset({"official count", "announcement", "first-hand"})
"""Evidence whose speaker is named in the sentence; all else is passed on as a report."""


def _is_open(period: Period | None) -> bool:
    return period is not None and period.start is not None and period.end is None


def _stock_sentence(claim: Claim, place_names: Names) -> str:
    where = place_list(claim.destination, place_names)
    said = speaker(claim)
    value = plain_figure(claim)
    if claim.unit in value:
        value = value.replace(claim.unit, f"North Korean {claim.unit}")
    time = f" {in_time(claim.when)}".rstrip()
    if claim.evidence == "announcement" and claim.spread != Spread.FELL:
        told = f" {in_time(claim.said_on)}".rstrip() or time
        then = time if time != told else ""
        return f"{said} said{told} that {value} were in {where}{then}."
    # Without a verb: whether they were there at once or had been taken in is often not said.
    return f"{value[0].upper()}{value[1:]} in {where}{time}, according to {said}."


def attributed(claim: Claim, place_names: Names, publisher: str) -> str:
    """The sentence with who says so, and through whom it reached us, ready to be quoted."""
    said = sentence(claim, place_names).removesuffix(".")
    first, _, relay = claim.said_by.removesuffix(", editorial").partition(", as told by ")
    page = publisher.split(" (", maxsplit=1)[0]
    relay = relay or ("" if _names(first, page) else page)
    named = speaker(claim).lower() in said.lower()
    who = "" if named else f", according to {first}"
    through = f", as told by {relay}" if relay and not _names(said, relay) else ""
    return f"{said}{who}{through}."


def _names(words: str, name: str) -> bool:
    """Whether a name stands in words, and not only as the letters of another word."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


def speaker(claim: Claim) -> str:
    """The speaker without the relay: who said it first, as far as the source tells."""
    return claim.said_by.split(", ")[0]
