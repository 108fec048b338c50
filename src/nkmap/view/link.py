"""From a link to the nearest view. Never fails; says in words what it had to drop."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pandas as pd

from nkmap.characters import composed
from nkmap.view.fields import Query, rows
from nkmap.view.known_ids import Known
from nkmap.view.selection import select
from nkmap.view.state import Frame, View

LONGEST_QUERY = 20_000
"""Characters; a longer query string is no link of ours."""

OPENING_MONTH = "2024-01"
"""The first month that a bare address shows, when sending began again; the rest is a step away."""

EVERY_MONTH = "layer=dispatch"
"""The query of a view without any limit, where a bare address opens on less."""

IGNORED = frozenset({"embed", "embed_options"})
"""Query parameters that belong to Streamlit."""


def from_query(query: str, known: Known) -> tuple[View, tuple[str, ...]]:
    """The view nearest to what a query string asks for, and what of it was dropped, in words.

    Never raises. The words may hold anything that was in the link: escape them to show them.
    """
    if len(query) > LONGEST_QUERY:
        return View(), (f"everything (a link of {len(query):,} characters is not one of ours)",)
    given = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace")
    asked = Query([(name, composed(value)) for name, value in given], known)
    keys = {row.name: row.key for row in rows(View)}
    ours = IGNORED.union(keys.values())
    asked.dropped += [f"{name} (unknown)" for name, _ in asked.pairs if name not in ours]
    there = {name for name, _ in asked.pairs}
    found = {
        row.name: row.form.read(asked, row.key) if row.key in there else None for row in rows(View)
    }
    for first, last in (("first", "last"), ("versus_first", "versus_last")):
        one, two = found[first], found[last]
        if one and two and one > two:
            asked.dropped.append(
                f"the order of {keys[first]}={one} and {keys[last]}={two} (swapped)"
            )
            found[first], found[last] = two, one
    found["versus_first"] = found["versus_first"] or found["versus_last"]
    found["versus_last"] = found["versus_last"] or found["versus_first"]
    if found["descending"] and not found["sort"]:
        asked.dropped.append("order=descending (no column is sorted)")
    claim, day = found["claim"], found["known_on"]
    if claim and not known.is_open_to(claim, day):
        asked.dropped.append(f"claim={claim} (not known to be published by {day})")
        found["claim"] = None
    usable = {name: value for name, value in found.items() if value not in (None, (), "")}
    return known.with_layers_asked_for(View(**usable)), tuple(dict.fromkeys(asked.dropped))


def opening(known: Known) -> View:
    """What a bare address opens on: dispatch since 2024, and the northern towns on the map.

    Where nothing older is dated it opens on all there is.
    """
    months = known.months_of(View())
    is_newer = bool(months) and months[0] < OPENING_MONTH <= months[-1]
    return View(first=OPENING_MONTH, frame=Frame.CITIES) if is_newer else View()


def wrong_with(query: str, claims: pd.DataFrame, known: Known, kept: str) -> tuple[str, str] | None:
    """What is wrong with a link that is kept in a file, and what to do; ``None``: nothing.

    ``claims`` are typed; ``kept`` is what the link belongs to, in a word.
    """
    view, dropped = from_query(query, known)
    if dropped:
        return f"asks for what is not there: {'; '.join(dropped)}", "correct the query string"
    if not select(claims, view.limits).count:
        return "selects no claim", f"widen it, or drop the {kept}"
    return None
