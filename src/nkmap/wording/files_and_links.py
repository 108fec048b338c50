"""What a file says of itself, what a link chose, and the words with which a view is passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from nkmap.claim import Claim
from nkmap.schema import LAYERS, Layer
from nkmap.view import FACETS, Column, Limit, Selection, View, has_number, limits
from nkmap.wording.counts import claim_count, counting
from nkmap.wording.dates import day, month, month_span


def facet_value(facet: str, value: str, names: Mapping[str, str]) -> str:
    """A value of a facet in words; ``names`` holds places and sources by id."""
    says = FACETS[facet].says
    return says(value) if says else names.get(value, value)


def limit(of: Limit, names: Mapping[str, str]) -> str:
    """A limit of a view in words: ``Where from: Musan``."""
    if of.field in FACETS:
        return f"{FACETS[of.field].label}: {facet_value(of.field, of.value, names)}"
    if of.field == "search":
        return f"Words: {of.value}"
    if of.field == "known_on":
        return f"As known on {day(date.fromisoformat(of.value))}"
    first, last = of.value.split("/")
    if first and last:
        return f"Months: {month_span(View(first, last), first, last)}"
    return f"Months: from {month(first)}" if first else f"Months: until {month(last)}"


COLUMNS: Mapping[Column, str] = {column: column.value.capitalize() for column in Column} | {
    Column.FIGURE: "Figure, with its hedge"
}
"""The heads of the table of claims."""


ABOUT_FILES = (
    "Each file says which data it is, which view, what is left out, how to cite it and its "
    "licence. A file holds all columns, in the order of the dataset. The data package always holds "
    "every table; the claims shown are in it as a list of ids."
)


def too_many_for_a_file(count: int, most: int) -> str:
    """Why a view cannot be handed over as one file, and what to do."""
    return (
        f"{count:,} claims are more than one file holds ({most:,}); narrow the view, or write a "
        "site of linked pages."
    )


TITLE = "Reported dispatches of North Korean workers abroad"
LICENCE_NAME = "CC BY 4.0"
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
        f"{none:,} of {claim_count(selection.count)} "
        f"{'has' if none == 1 else 'have'} no number. An empty count is not zero."
    )


def filters(view: View, names: Mapping[str, str]) -> str:
    """What limits a view, in words; ``names`` holds places and sources by id."""
    on = ", ".join(LAYERS[layer].label.lower() for layer in view.layers)
    layers = "every layer" if set(view.layers) == set(Layer) else f"layers: {on}"
    told = [limit(one, names) for one in limits(view) if one.field != "layers"]
    return "; ".join([layers.capitalize(), *told])


def asked_in_vain(dropped: Sequence[str]) -> str:
    """The sentence on the parts of a link that cannot be used; empty for none."""
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
        ("Licence", f"{LICENCE_NAME}, https://creativecommons.org/licenses/by/4.0/"),
    )


def outline_of(areas: str, towns: str) -> str:
    """What an outline in a file is; ``towns`` are those named in it, empty for none."""
    known = f"of the places in it, {towns} is named" if towns else "its claim names no place in it"
    return f"The outline of {areas}; {known}."


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
        f"{selection.count:,} that the view shows are listed by id in selection.csv."
    )


SHARE = "Share, cite, embed"
SHARE_PARTS = ("Sentence and citation", "Figure", "Embed", "One file")
"""The parts behind the link, in the order in which an article needs them."""
ABOUT_LINK = "Months, choices, claim and frame are in the link. Nothing is stored."
ABOUT_QUOTE = (
    "Ready to paste. The hedge and who says so belong to the figure: leave them in the sentence."
)
SOURCES_FIRST = "The source stands first, because it is whose report this is; nkmap stands last."
ABOUT_FIGURE = (
    "The headline, the count of what is hidden, the legend, the sources, the version of the data, "
    "the link and the attribution are inside the picture."
)
PREVIEW = "A small picture of it, in the size for an article."
ABOUT_ONE_FILE = (
    "One file that works without a network: map, months, table, every claim in full, sources, "
    "method and citation of this very view. Open it in a browser, send it, or keep it with your "
    "notes."
)
ABOUT_EMBED = (
    "An embedded page is this dashboard, live: it needs this server whenever somebody reads your "
    "article. `nkmap publish --site` makes an embed.html that needs none."
)
EMBED_ADDRESS_IS_YOURS = (
    "The public address of this dashboard is not set (NKMAP_ADDRESS), so the code holds the one in "
    "your own browser. Check that your readers can reach it."
)
EMBED_NEEDS_ADDRESS = (
    "The address of this dashboard is not known, so there is no code to paste yet. Whoever runs it "
    "sets NKMAP_ADDRESS to its public address."
)
TWO_PERIODS = (
    "Two periods stand side by side here. What follows is about all months from the first to the "
    "last of them."
)
FIGURE_NAMES: Mapping[str, str] = {"map": "Map", "timeline": "Timeline"}
STORY_NAMES: Mapping[str, str] = {
    "none": "Without",
    "briefing": "The briefing",
    "own": "My briefing",
}
"""The story that a file is given beside its view."""


def figure_is_of_the_view(claim_id: str, headline: str) -> str:
    """What a figure is of, while a claim is open that is not the one its headline tells."""
    return (
        f"The figure is of the whole view, so its headline is “{headline}” For one of claim "
        f"{claim_id}, choose its month or its place first."
    )


def cited(subject: str, claim_id: str = "") -> str:
    """What a citation is of: the claim that is open, the view, or all the data."""
    named = {"claim": f"Claim {claim_id}", "view": "This view", "data": "The whole dataset"}
    return named[subject]


TOLD_IN_THE_STORY = "Told in the story, and not among the claims shown"
"""Stands over claims in full that a page holds for its story alone."""


def steps_left_out(count: int) -> str:
    """The steps of a story that what was known on a day does not hold."""
    steps, rest = ("1 step", "rests") if count == 1 else (f"{count:,} steps", "rest")
    return f"Left out: {steps} of the story that {rest} on claims not known by that day."


AS_REPORTED = "Being shown here does not confirm a claim. A missing report is not a zero."
TOLD_AS_REPORTED = "Told as reported."
"""The same in a line that has no room for it."""
MAP_ATTRIBUTION = (
    "Map: Natural Earth, simplified; Crimea shown as Ukraine. Boundaries are not an opinion on "
    "status. Places: GeoNames, CC BY 4.0; Natural Earth; Wikipedia, CC BY-SA. Data: CC BY 4.0."
)
TIME_ATTRIBUTION = "Data: CC BY 4.0."


def figure_caution(lead: Claim | None) -> str:
    """That reports are only told as reported, and how the leading figure must not be read."""
    told = "; ".join(lead.caution) if lead else ""
    return f"{AS_REPORTED} Do not read the headline as: {told}." if told else AS_REPORTED
