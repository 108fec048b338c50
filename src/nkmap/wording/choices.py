"""Facets, choices and columns in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from nkmap.schema import LAYERS, Layer, MissingReason
from nkmap.view import FACETS, Column, Limit, Selection, View
from nkmap.wording.counts import claim_count, more_in_words
from nkmap.wording.dates import day, month, month_span
from nkmap.wording.figures import number

__all__ = [
    "ABOUT_FILES",
    "COLUMNS",
    "SEARCH_ALL",
    "SHOW_THEM",
    "all_claims",
    "and_not_listed",
    "data_headline",
    "facet_value",
    "in_layers_off",
    "left_out_by_choices",
    "limit",
    "more_options",
    "not_used_here",
    "page_of",
    "rows_title",
    "shown_claims",
    "table_title",
    "these",
    "without_own_month",
]


def facet_value(facet: str, value: str, names: Mapping[str, str]) -> str:
    """A value of a facet in words; ``names`` holds places and sources by id."""
    says = FACETS[facet].says
    return says(value) if says else names.get(value, value)


def in_layers_off(layers: Mapping[Layer, int]) -> str:
    """How many claims with the words searched for are in layers that are off, and in which."""
    count = sum(layers.values())
    if not count:
        return ""
    listed = ", ".join(f"{LAYERS[layer].label} ({number(own)})" for layer, own in layers.items())
    where = "a layer that is off" if len(layers) == 1 else "layers that are off"
    are = "is" if count == 1 else "are"
    return f"{more_in_words(count)} with these words {are} in {where}: {listed}."


def left_out_by_choices(count: int) -> str:
    """How many claims with the words searched for the other choices leave out."""
    if not count:
        return ""
    are = "is" if count == 1 else "are"
    return f"{more_in_words(count)} with these words {are} left out by other choices."


SHOW_THEM = "Show them"
SEARCH_ALL = "Search all claims"


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


def more_options(count: int) -> str:
    """What a facet says of the values it has no room for."""
    return f"and {number(count)} more with fewer claims; search for them above" if count else ""


COLUMNS: Mapping[Column, str] = {column: column.value.capitalize() for column in Column} | {
    Column.FIGURE: "Figure, with its hedge"
}
"""The heads of the table of claims."""


def data_headline(selection: Selection) -> str:
    """How many claims are shown, how many state a number, and how many leave it out."""
    if not selection.count:
        return "No claim matches these choices. That is not a report of nothing."
    reasons = selection.claims["missing_reason"][selection.kept]
    none = int((reasons == MissingReason.NOT_APPLICABLE).sum())
    unknown = int((reasons != "").sum()) - none
    given = selection.count - none - unknown
    parts = {
        "with a number": given,
        "whose number is not known": unknown,
        "that are not counts" if none > 1 else "that is not a count": none,
    }
    parts = {words: count for words, count in parts.items() if count}
    claims = claim_count(selection.count)
    if len(parts) > 1:
        return f"{claims}: {', '.join(f'{number(n)} {words}' for words, n in parts.items())}."
    if given:
        return f"{claims}, {'with a number' if given == 1 else 'each with a number'}."
    return f"{claims}, {'without a number' if selection.count == 1 else 'none with a number'}."


def without_own_month(selection: Selection, view: View) -> str:
    """Which of the claims in the months chosen cannot be put into one; empty without any."""
    if not view.limits_months:
        return ""
    count = selection.count - int(selection.claims["has_month"][selection.kept].sum())
    if not count:
        return ""
    return (
        f"{number(count)} of these cannot be put into a month: "
        f"{'its date is' if count == 1 else 'their dates are'} open, or only a year is given."
    )


def page_of(first: int, last: int, total: int) -> str:
    """Which rows of a table a page holds."""
    return f"{number(first)} to {number(last)} of {claim_count(total)}"


def table_title(total: int, sort: Column | None = None) -> str:
    """The caption of the table of the claims shown, and what it is sorted by."""
    if not total:
        return "No claim matches these choices"
    within = " within each kind" if sort is Column.FIGURE else ""
    return f"{claim_count(total)} as a table" + (f", by {sort.value}{within}" if sort else "")


def not_used_here(told: Sequence[str]) -> str:
    """What is chosen on other pages and does not limit this one."""
    return f"Chosen on other pages, not used here: {'; '.join(told)}." if told else ""


def rows_title(title: str, shown: int, total: int) -> str:
    """A caption with the number of rows, and of how many where not all are there."""
    return f"{title} ({number(shown)}{f' of {number(total)}' if shown < total else ''})"


def and_not_listed(count: int) -> str:
    """How many more there are than a list has room for; empty when there are none."""
    return f"; {number(count)} more not listed" if count > 0 else ""


def these(count: int, form: str) -> str:
    """The label of a button that gives the claims shown in a format: ``These 36 claims, CSV``."""
    return f"{'This' if count == 1 else 'These'} {claim_count(count)}, {form}"


def shown_claims(count: int) -> str:
    """The heading of the files of the claims shown."""
    return f"The {claim_count(count)} shown"


def all_claims(count: int) -> str:
    """The heading of the files of every claim."""
    return f"All {claim_count(count)}"


ABOUT_FILES = (
    "Each file says which data it is, which view, what is left out, how to cite it and its "
    "licence. A file holds all columns, in the order of the dataset. The data package always holds "
    "every table; the claims shown are in it as a list of ids."
)
