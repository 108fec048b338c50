"""The months of the Map: chosen in the browser, and what belongs to each choice sent beforehand."""

from __future__ import annotations

from nkmap import view as views
from nkmap.app import components, month_controls, session, store
from nkmap.app.screen import Screen
from nkmap.app.store import Library
from nkmap.dates import Month, is_month
from nkmap.publish.precomputed_states import Stretch, Timing
from nkmap.schema import Kind
from nkmap.view import View
from nkmap.wording import captions, dates
from nkmap.wording.counts import as_known, without_own_month

KEY = "map_months"
"""The key of the element."""


def base(view: View) -> View:
    """What a view shows of every month."""
    return view.with_(first=None, last=None).limits


def now(here: Screen) -> Stretch:
    """The months shown, as places in those that are covered."""
    covered, view = here.months, here.view
    first = covered.index(view.first) if view.first else 0
    return first, covered.index(view.last) if view.last else len(covered) - 1


def month_choice(here: Screen) -> None:
    """What is counted, and the choice of months below the map."""
    covered = here.months
    first, last = now(here)
    touched = store.touched(here.view.with_(first=None, last=None, undated=True), covered)
    counts = [touched.get(month, 0) for month in covered]
    count, note = counted(here)
    components.month_choice(
        {
            "months": covered,
            "names": dates.MONTHS,
            "touched": counts,
            "latest": max((i for i, number in enumerate(counts) if number), default=0),
            "from": first,
            "to": last,
            "limited": here.view.limits_months,
            "count": count,
            "note": note,
            "echo": session.echo(),
        },
        key=KEY,
        on_months=lambda: take(components.told(KEY, "months")),
    )


def counted(here: Screen) -> tuple[str, str]:
    """What is shown, hidden and on this map; and what of it has no month of its own."""
    return (
        captions.map_counting(here.shown, here.selection, here.kind),
        without_own_month(here.selection, here.view),
    )


def take(chosen: object) -> None:
    """Show the months that the browser tells of, and say with the next run that they were heard."""
    if not isinstance(chosen, dict):
        return
    session.hear(chosen.get("seq"))
    first, last = chosen.get("first"), chosen.get("last")
    if first is None and last is None:
        session.change(first=None, last=None)
    elif isinstance(first, str) and isinstance(last, str) and _are_months(first, last):
        month_controls.limit_months(first, last)


def _are_months(first: str, last: str) -> bool:
    """Whether a view can have them; what a browser tells is not ours."""
    return is_month(first) and is_month(last) and first <= last


@store.kept
def timings(
    library: Library, view: View, kind: Kind | None, covered: tuple[Month, ...]
) -> tuple[Timing, Timing]:
    """When the claims of a view are, and when those are that decide what its map shows."""
    shown = store.selected(library, view)[1]
    return Timing.of(shown, covered), Timing.of(captions.decisive(shown, kind), covered)


@store.kept_many
def told(library: Library, view: View, kind: Kind | None) -> tuple[str, str, str]:
    """Headline, count and note of a view's map."""
    selection = views.select(library.data.claims, view)
    shown = library.picked(selection)
    headline = captions.map_headline(shown, kind, library.names)
    return (
        as_known(headline, view.known_on),
        captions.map_counting(shown, selection, kind),
        without_own_month(selection, view),
    )
