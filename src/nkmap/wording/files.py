"""What every file says of itself: what it holds and hides, how to read, cite and reuse it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nkmap.schema import LAYERS, Layer
from nkmap.view import Selection, View, has_number, limits
from nkmap.wording.choices import limit
from nkmap.wording.counts import claim_count, counting
from nkmap.wording.figures import number

__all__ = [
    "APOSTROPHE",
    "ATTRIBUTION",
    "BEFORE_COUNTING",
    "CELLS",
    "EMPTY",
    "FIRST_PERIOD_ONLY",
    "LICENCE_NAME",
    "NO_PLACE",
    "PACKAGE",
    "SOURCE_FIRST",
    "TITLE",
    "WITHHELD_PLACE",
    "add_to_address",
    "asked_in_vain",
    "no_geometry",
    "no_one_shape",
    "notes",
    "outline_of",
    "point_of",
    "points_of",
    "version",
    "whole_package",
    "without_number",
]

TITLE = "Reported dispatches of North Korean workers abroad"
LICENCE_NAME = "CC BY 4.0"
LICENCE = f"{LICENCE_NAME}, https://creativecommons.org/licenses/by/4.0/"
SOURCE_FIRST = (
    "Cite the source of a claim first (publisher, title, date, address), then nkmap with the "
    "version of the data."
)
ATTRIBUTION = (
    f"{SOURCE_FIRST} Coordinates: GeoNames, CC BY 4.0; Natural Earth, public domain; some "
    "Wikipedia, CC BY-SA. Outlines: Natural Earth, simplified; Crimea shown as Ukraine. Boundaries "
    "are not an opinion on status."
)
APOSTROPHE = (
    "A text that a spreadsheet could take for a formula has an apostrophe before it, which is not "
    "part of the data."
)
CELLS = (
    f"{APOSTROPHE} A program that opens CSV as a sheet may turn a month, such as 2025-01, into a "
    "day that its source does not give; the XLSX file keeps it a month."
)
PACKAGE = (
    "The tables are plain UTF-8; a spreadsheet program may need to be told so. For reading in one, "
    "take the XLSX file."
)
_ADD_TO_ADDRESS = "add it to the address of the dashboard"
_AND_SO_THE_REST = "and so with the links of the claims"
FIRST_PERIOD_ONLY = (
    "The link sets two periods side by side. The file holds the claims of the first; for the "
    "other, name its months in from and to."
)
EMPTY = "No claim matches this view. That is not a report of nothing."
BEFORE_COUNTING = (
    "A row is a claim: one statement by one source. Where a count is empty, missing_reason says "
    "why. Figures of two kinds, groups or units are never added. Claims with one "
    "origin_group go back to one statement and count as one. Keep the hedge in the column figure "
    "with every number. Being listed here does not confirm a claim."
)


def version(data_version: str, day: str) -> str:
    """Which data it is: ``0.2.0 of 2026-11-24``."""
    return f"{data_version} of {day}" if day else data_version


def add_to_address(link: str) -> str:
    """A link in words; one that is only a query says where it belongs."""
    return link if "://" in link or not link else f"{link} ({_ADD_TO_ADDRESS})"


def without_number(selection: Selection) -> str:
    """How many of the claims shown state no number."""
    if not selection.count:
        return "No claim, so no number."
    none = int((selection.kept & ~has_number(selection.claims)).sum())
    return (
        f"{number(none)} of {claim_count(selection.count)} "
        f"{'has' if none == 1 else 'have'} no number. An empty count is not zero."
    )


def filters(view: View, names: Mapping[str, str]) -> str:
    """What limits a view, in words; ``names`` holds places and sources by id."""
    on = ", ".join(LAYERS[layer].label.lower() for layer in view.layers)
    layers = "every layer" if set(view.layers) == set(Layer) else f"layers: {on}"
    told = [limit(one, names) for one in limits(view) if one.field != "layers"]
    return "; ".join([layers.capitalize(), *told])


def asked_in_vain(dropped: Sequence[str]) -> str:
    """What a link asked for and could not get; empty where that is nothing."""
    lost = "; ".join(dropped)
    return f"These parts of the link cannot be used: {lost}." if lost else ""


def notes(
    selection: Selection,
    view: View,
    names: Mapping[str, str],
    data: str,
    link: str,
    dropped: Sequence[str] = (),
) -> tuple[tuple[str, str], ...]:
    """What a file says of itself, each part with its name.

    ``names`` holds places and sources by id, ``data`` is the words of ``version``, ``dropped`` what
    the link asked for in vain.
    """
    shown, lost = counting(selection), asked_in_vain(dropped)
    return (
        ("nkmap", TITLE),
        ("Data", data),
        ("View", link if "://" in link else f"{link} ({_ADD_TO_ADDRESS}, {_AND_SO_THE_REST})"),
        *((("Not used", lost),) if lost else ()),
        ("Filters", filters(view, names)),
        ("Shown", shown if selection.count else f"{shown} {EMPTY}"),
        ("Without a number", without_number(selection)),
        ("Before you count", BEFORE_COUNTING),
        ("Cite", ATTRIBUTION),
        ("Licence", LICENCE),
    )


def point_of(place: str, precision: str) -> str:
    """What a point on a map in a file is."""
    return f"The point of {place}: {precision}."


def points_of(places: str) -> str:
    """What several points of one claim are: its figure belongs to none of them alone."""
    return f"One claim about {places} together."


def outline_of(areas: str, towns: str) -> str:
    """What an outline in a file is; ``towns`` are those named in it, empty for none."""
    known = f"of the places in it, {towns} is named" if towns else "its claim names no place in it"
    return f"The outline of {areas}; {known}."


NO_PLACE = "No geometry: the claim names no place."
WITHHELD_PLACE = "No geometry: withheld to protect a person."


def no_one_shape(areas: str, towns: str) -> str:
    """Why a claim about an area and a town outside it has no geometry."""
    return f"No geometry: no single shape holds {areas} as a whole and {towns}."


def no_geometry(places: str, *, undrawn: bool) -> str:
    """Why a claim about areas has no geometry; ``undrawn``: only for want of an outline."""
    if undrawn:
        return f"No geometry: known only as {places}, and the map draws no outline of it."
    return (
        f"No geometry: known only as {places}. A point or an outline would say more than was "
        "reported."
    )


def whole_package(selection: Selection) -> str:
    """What a data package holds, however few claims its view shows."""
    return (
        f"This package holds every table and all {claim_count(selection.total)}. The "
        f"{number(selection.count)} that the view shows are listed by id in selection.csv."
    )
