"""The months of the Map: chosen in the browser, and what belongs to each choice sent beforehand."""

from __future__ import annotations

from nkmap.app import components, month_controls, screen, session
from nkmap.dataset import Dataset
from nkmap.dates import Month, is_month
from nkmap.evidence import Evidence, kept, kept_many
from nkmap.publish.precomputed_states import ClaimMonths, MonthRange
from nkmap.schema import Kind
from nkmap.view import View
from nkmap.wording import captions, counts, dates

KEY = "map_months"
"""The key of the element."""


def base(view: View) -> View:
    """What a view shows of every month."""
    return view.with_(first=None, last=None).limits


def now(here: Evidence) -> MonthRange:
    """The months shown, as places in those that are covered."""
    covered, view = here.months, here.view
    first = covered.index(view.first) if view.first else 0
    return first, covered.index(view.last) if view.last else len(covered) - 1


def month_choice(here: Evidence) -> None:
    """What is counted, and the choice of months below the map."""
    covered = here.months
    first, last = now(here)
    touched = screen.of(here.view.with_(first=None, last=None, undated=True)).touched(covered)
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


def counted(here: Evidence) -> tuple[str, str]:
    """What is shown, hidden and on this map; and what of it has no month of its own."""
    return here.map_counting, counts.without_own_month(here.selection, here.view)


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


@kept
def timings(
    data: Dataset, view: View, kind: Kind | None, covered: tuple[Month, ...]
) -> tuple[ClaimMonths, ClaimMonths]:
    """When the claims of a view are, and when those are that decide what its map shows."""
    shown = Evidence(data, view).shown
    return ClaimMonths.of(shown, covered), ClaimMonths.of(captions.decisive(shown, kind), covered)


@kept_many
def told(data: Dataset, view: View, kind: Kind | None) -> tuple[str, str, str]:
    """Headline, count and note of a view's map."""
    here = Evidence(data, view)
    return here.headline(kind), *counted(here)
