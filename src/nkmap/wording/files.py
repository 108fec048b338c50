"""What every file says of itself: what it holds and hides, how to read, cite and reuse it."""

from __future__ import annotations

from nkmap.view import Selection, has_number
from nkmap.wording.counts import claim_count, counting
from nkmap.wording.figures import number

TITLE = "Reported dispatches of North Korean workers abroad"
LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = (
    "Cite the source of a claim first (publisher, title, date, address), then nkmap with the "
    "version of the data. Coordinates: GeoNames, CC BY 4.0; Natural Earth, public domain; some "
    "Wikipedia, CC BY-SA. Outlines: Natural Earth, simplified; Crimea shown as Ukraine. Boundaries "
    "are not an opinion on status."
)
APOSTROPHE = (
    "A text that a spreadsheet could take for a formula has an apostrophe before it, which is not "
    "part of the data."
)
CELLS = (
    f"{APOSTROPHE} A program that opens CSV as a sheet may turn a month, such as 2025-01, into a "
    "day that nobody reported; the XLSX file keeps it a month."
)
EMPTY = "No claim matches this view. That is not a report of nothing."
BEFORE_COUNTING = (
    "A row is a claim: one statement by one source. Where a count is empty, missing_reason says "
    "why. Figures of two kinds, groups or units are never added. Claims with one "
    "origin_group go back to one statement and count as one. Keep the hedge in the column figure "
    "with every number. Reports are unconfirmed."
)


def version(data_version: str, day: str) -> str:
    """Which data it is: ``0.2.0 of 2026-11-24``."""
    return f"{data_version} of {day}" if day else data_version


def without_number(selection: Selection) -> str:
    """How many of the claims shown state no number."""
    if selection.shown.empty:
        return "No claim, so no number."
    none = int((~has_number(selection.shown)).sum())
    return (
        f"{number(none)} of {claim_count(len(selection.shown))} "
        f"{'has' if none == 1 else 'have'} no number. An empty count is not zero."
    )


def notes(selection: Selection, data: str, link: str) -> tuple[tuple[str, str], ...]:
    """What a file says of itself, each part with its name; ``data`` is the words of ``version``."""
    shown = counting(selection)
    return (
        ("nkmap", TITLE),
        ("Data", data),
        ("View", link),
        ("Shown", shown if len(selection.shown) else f"{shown} {EMPTY}"),
        ("Without a number", without_number(selection)),
        ("Before you count", BEFORE_COUNTING),
        ("Cite", ATTRIBUTION),
        ("Licence", LICENCE),
    )
