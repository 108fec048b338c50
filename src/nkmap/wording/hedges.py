"""Numbers with their hedges, units and stamps.

The source's own hedge word is kept, never swapped for another.
"""

from __future__ import annotations

import re

from nkmap.claim import Claim, Stated
from nkmap.schema import (
    BEHIND,
    HEDGES,
    MILITARY,
    REPORT_HEDGES,
    REPORTED_NOT_COUNTED,
    SAID,
    UNITS,
    Bound,
    DestinationStatus,
    EvidenceType,
    MissingReason,
    Reading,
    Spread,
    bound_of,
    says_none,
)
from nkmap.wording import WORDS, joined

STATED = frozenset(
    {EvidenceType.OFFICIAL_COUNT, EvidenceType.ANNOUNCEMENT, EvidenceType.FIRST_HAND}
)
"""Evidence whose speaker is named in the sentence; all else is passed on as a report."""
OUR_READING = "nkmap’s own reading"
ZERO = "a reported zero"


def bare_figure(figure: Stated) -> str:
    """The number or numbers alone, as stated: ``37``, ``50,000 to 100,000``, ``12 or 24``."""
    low, high = figure.low, figure.high
    if figure.best is not None:
        around = {v for v in (low, high) if v is not None} - {figure.best}
        return f"{figure.best:,}" + (f" ({_bounds(figure)})" if around else "")
    if low is not None and high is not None:
        if figure.spread == Spread.FELL:
            return f"{high:,} to {low:,}"
        joint = "or" if figure.spread == Spread.EITHER else "to"
        return f"{low:,} {joint} {high:,}"
    known = low if low is not None else high
    return "?" if known is None else f"{known:,}"


def _bounds(figure: Stated) -> str:
    """The ends stated beside a best figure."""
    if figure.low is None or figure.high is None:
        return f"at least {figure.low:,}" if figure.low is not None else f"at most {figure.high:,}"
    return f"{figure.low:,} to {figure.high:,}"


def hedge_parts(figure: Stated) -> tuple[str, str]:
    """The hedge on the report as a whole, and the one that belongs to the number.

    A lone lower or upper bound is never told as an exact figure, whatever word goes with it:
    a lowest figure that is ``reportedly`` so is ``("reportedly", "at least")``.
    """
    words = figure.qualifier
    report = next((r for r in REPORT_HEDGES if words == r or words.startswith(f"{r} ")), "")
    own = words.removeprefix(report).strip()
    if figure.best is None and figure.low is not None and figure.high is None:
        own = own if bound_of(own) is Bound.LOWER else f"at least {own}".strip()
    elif figure.best is None and figure.high is not None and figure.low is None:
        own = own if bound_of(own) in (Bound.UPPER, Bound.SHORT) else f"at most {own}".strip()
    return report, own


def figure(claim: Claim) -> str:
    """The figure with hedge, unit and what it is a part of, or why there is none.

    ``about 200 people``, ``1,000 military personnel, announced, sappers only, of 6,000``,
    ``number not reported ("some")``.
    """
    return stamped(joined(plain_figure(claim), part(claim), by=", "), claim)


def part(claim: Claim, *, whole_only: bool = False) -> str:
    """Which part of the whole a figure is, and of what whole: ``sappers only, of 6,000``."""
    told = [f"{claim.purpose} only"] if claim.purpose and not whole_only else []
    if claim.whole and claim.has_figure:
        told.append(f"of {_whole(claim, claim.whole)}")
    return ", ".join(told)


def _whole(claim: Claim, whole: Stated) -> str:
    report, own = hedge_parts(whole)
    words = f"{own} {_joined(bare_figure(whole), own)}".strip()
    if whole.unit != claim.unit:
        words += f" {unit(whole)}"
    return words if report in ("", hedge_parts(claim)[0]) else f"{words} ({report})"


def figure_alone(claim: Claim) -> str:
    """The figure with hedge and stamps, without its unit, for an axis that names the unit."""
    words = plain_figure(claim)
    return stamped(words.replace(f" {unit(claim)}", "", 1) if claim.has_figure else words, claim)


def figure_parts(claim: Claim) -> tuple[str, str]:
    """``figure`` cut behind its last digit, so that numbers can stand one below the other.

    Without a figure it is cut before the source's own word for how many.
    """
    words = figure(claim)
    if not claim.has_figure:
        reason, bracket, rest = words.partition(" (")
        return reason, f"({rest}" if bracket else ""
    match = re.match(r".*?\d[\d,]*(?: (?:to|and|or) \d[\d,]*)?", words)
    end = match.end() if match else 0
    return words[:end], words[end:].strip()


def stamps(claim: Claim) -> tuple[str, ...]:
    """What stands beside a claim wherever it is shown: our reading, a dispute, a weak copy ..."""
    found = (
        "dispatch not realised" if not_realised(claim) else "",
        OUR_READING if claim.is_our_reading else "",
        f"“{units(claim)[1]}” is {OUR_READING}" if claim.our_reading == Reading.UNIT else "",
        "contested" if claim.contested else "",
        "weak copy" if claim.is_weak_copy else "",
    )
    return tuple(filter(None, found))


def not_realised(claim: Claim) -> bool:
    """Whether its report says that nobody went: no figure of it may hide that."""
    return claim.destination_status == DestinationStatus.NOT_REALISED


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
        kept = zero_hedge(claim)
        tag = f", {_hedge_tag(kept)}" if kept else ""
        return f"0 {unit(claim)}{tag}, {ZERO}"
    report = hedge_parts(claim)[0]
    words = fall(claim, unit(claim)) or counted(claim, unit(claim))
    if not report:
        return words
    if report in REPORTED_NOT_COUNTED:
        return f"{words}, {_hedge_tag(report)}"
    return reported(report, words)


def zero_hedge(claim: Claim) -> str:
    """The hedge on a report of none, where "reported" does not say it."""
    words = claim.qualifier
    return "" if words == "reportedly" or says_none(words) else words


def reported(report: str, words: str) -> str:
    """A number behind a hedge on the report: ``estimated at 800``."""
    twice = report.endswith(" at") and words.startswith("at ")
    return f"{report.removesuffix(' at')} to be {words}" if twice else f"{report} {words}"


def counted(claim: Claim, of: str) -> str:
    """The number with its own hedge and what it counts; the hedge on the report is left out."""
    own, value = hedge_parts(claim)[1], bare_figure(claim)
    if _fell(claim):
        start, _, end = value.partition(" to ")
        return joined("first", own, f"{start}, later {end}", of)
    is_behind = own in BEHIND and own not in HEDGES
    words = (value, of, own) if is_behind else (own, _joined(value, own), of)
    return joined(*words)


def fall(claim: Claim, of: str = "") -> str:
    """A fall from one number to another: ``fell from 34,000 to 11,000``; empty for all else."""
    if not _fell(claim):
        return ""
    return joined("fell from", hedge_parts(claim)[1], bare_figure(claim), of)


def _fell(claim: Claim) -> bool:
    return claim.best is None and claim.spread == Spread.FELL and claim.low is not None


def _joined(value: str, own: str) -> str:
    return value.replace(" to ", " and ") if own == "between" else value


def _hedge_tag(kept: str) -> str:
    return {"heard": "as heard", "talk of": "in talk"}.get(kept, kept)


def no_figure(claim: Claim) -> str:
    """Why there is no number, with the source's own word for how many, if it has one."""
    words = WORDS["no_number"][claim.missing_reason or MissingReason.NOT_APPLICABLE]
    is_withheld = claim.missing_reason is MissingReason.WITHHELD
    return words + (f" (“{claim.qualifier}”)" if claim.qualifier and not is_withheld else "")


def units(figure: Stated) -> tuple[str, str]:
    """The unit in words, of one and of several; soldiers are never told as workers."""
    if figure.group in MILITARY and figure.unit in ("people", "workers"):
        return figure.group.removesuffix("s"), figure.group
    rule = UNITS.get(figure.unit)
    return (rule.singular, rule.plural) if rule else ("", "")


def unit(figure: Stated) -> str:
    """The unit in words, singular where the number before it is one."""
    singular, plural = units(figure)
    return singular if re.search(r"(?<![\d,])1$", bare_figure(figure)) else plural


def axis_unit(unit: str) -> str:
    """A unit of the schema as an axis says it: ``yuan a year``."""
    return UNITS[unit].plural if unit else ""


_AS_REPORT, _AS_STATED = (
    re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)
    for forms in (SAID["report"], SAID["report"] + SAID["statement"])
)


def is_told_as_report(claim: Claim, words: str) -> bool:
    """Whether words say that somebody says so.

    A count or an announcement may say that it was counted or announced instead, and what is only
    nkmap's own reading says that.
    """
    if claim.is_our_reading and OUR_READING in words:
        return True
    return bool((_AS_STATED if claim.evidence in STATED else _AS_REPORT).search(words))
