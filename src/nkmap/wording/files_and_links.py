"""What a file says of itself, what a link chose, and the words with which a view is passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from nkmap.claim import Claim
from nkmap.schema import LAYERS, Layer
from nkmap.view import FACETS, Column, Limit, Selection, View, has_number, limits
from nkmap.wording import TEXTS
from nkmap.wording.counts import claim_count
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


def version(data_version: str, day: str) -> str:
    """Which data it is: ``0.2.0 of 2026-11-24``."""
    return f"{data_version} of {day}" if day else data_version


def add_to_address(link: str, rest: str = "") -> str:
    """A link in words; one that is only a query says where it and the ``rest`` belong."""
    where = f"add it to the address of the dashboard{rest}"
    return link if "://" in link or not link else f"{link} ({where})"


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


def outline_of(areas: str, towns: str) -> str:
    """What an outline in a file is; ``towns`` are those named in it, empty for none."""
    known = f"of the places in it, {towns} is named" if towns else "its claim names no place in it"
    return f"The outline of {areas}; {known}."


SHARE_PARTS = ("Sentence and citation", "Figure", "Embed", "One file")
"""The parts behind the link, in the order in which an article needs them."""
FIGURE_NAMES: Mapping[str, str] = {"map": "Map", "timeline": "Timeline"}


def figure_caution(lead: Claim | None) -> str:
    """That reports are only told as reported, and how the leading figure must not be read."""
    told = "; ".join(lead.caution) if lead else ""
    return TEXTS["as_reported"] + (f" Do not read the headline as: {told}." if told else "")
