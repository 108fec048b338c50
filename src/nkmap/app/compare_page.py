"""The parts of the page that sets two periods side by side and sums up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from nkmap.app import (
    claim_tables,
    month_controls,
    page_frame,
    session,
    summary_table,
    timeline_page,
)
from nkmap.app.page_frame import section
from nkmap.cache import cached
from nkmap.dataset import Dataset
from nkmap.dates import Month, months_between
from nkmap.evidence import Evidence
from nkmap.figures import axis_panels, page_layout, timeline
from nkmap.figures import small_multiples as small
from nkmap.figures.colours import PALETTES, Theme
from nkmap.figures.time_scale import TimeScale
from nkmap.publish.templates import fragments
from nkmap.summary import Change, compare
from nkmap.view import Panels, View
from nkmap.wording import TEXTS, comparisons, counts, dates, hedges, places, sentences

MOST_ROWS = 300
"""Claims listed in the table of the comparison; the rest is counted."""


@dataclass(frozen=True)
class Periods:
    """The two periods, each with the claims that the same choices select."""

    view: View
    """The view with both periods named."""
    first: Evidence
    second: Evidence

    @property
    def data(self) -> Dataset:
        """The dataset of both."""
        return self.first.data

    @property
    def both(self) -> tuple[Evidence, Evidence]:
        """The two, in order."""
        return self.first, self.second

    @property
    def titles(self) -> tuple[str, str]:
        """The two periods in words."""
        one, other = (dates.month_range(*_ends(period)) for period in self.both)
        return one, other

    @property
    def shown(self) -> tuple[View, View]:
        """The view of either period, with no more than what decides which claims it shows."""
        return self.first.view.limits, self.second.view.limits

    @property
    def counting(self) -> tuple[str, str]:
        """What every page counts in the months of a period, and what of it is not compared."""
        wholes = [page_frame.of(own.view.with_(undated=self.view.undated)) for own in self.both]
        one, other = (
            f"{title}: {' '.join(filter(None, (own.counting, own.without_month)))}"
            for title, own in zip(self.titles, wholes, strict=True)
        )
        return one, other

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is new, gone, changed and the same, by place and kind."""
        return _changes(self.data, *self.shown)

    @cached_property
    def everything(self) -> Evidence:
        """The claims of either period, in file order."""
        return page_frame.of(month_controls.spanning(self.view), self.shown)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months of both periods."""
        return tuple(sorted({month for own in self.both for month in months_between(*_ends(own))}))


def _ends(period: Evidence) -> tuple[Month, Month]:
    return period.view.first or "", period.view.last or ""


@cached
def _changes(data: Dataset, first: View, second: View) -> tuple[Change, ...]:
    """Compare two periods, once for all readers."""
    return compare(Evidence(data, first).shown, Evidence(data, second).shown)


def of_two_periods() -> Periods:
    """Select both periods: the link's, else the month most reported on and the one before."""
    session.require_entry()
    named = month_controls.named(session.view())
    if named is None:
        st.html(fragments.headline("No claim in this dataset has a month.", ""))
        st.stop()
    # A claim that cannot be put into a month is neither new in one nor gone from it.
    own = named.with_(undated=False)
    other = own.with_(first=named.versus_first, last=named.versus_last)
    return Periods(named, page_frame.of(own), page_frame.of(other))


def headline(here: Periods) -> None:
    """Show how much is new, gone, changed and the same, and what each period rests on."""
    first, second = here.titles
    words = comparisons.comparison_headline(here.changes, first, second)
    words = counts.as_known(words, here.view.known_on)
    st.html(fragments.headline(words, here.counting[0]))
    st.html(fragments.note(here.counting[1]))
    if here.changes:
        st.html(fragments.note(TEXTS["comparison_key"]))


# ---------------------------------------------------------------- the comparison


def table(here: Periods) -> None:
    """Show each place and kind with its claims from both periods."""
    names = here.first.names
    rows: list[claim_tables.Row] = []
    listed = 0
    for change in here.changes:
        if listed >= MOST_ROWS:
            break
        own = comparisons.in_periods(change, *here.titles)[: MOST_ROWS - listed]
        listed += len(own)
        rows.append(
            claim_tables.heading(
                change.kind,
                change.group,
                comparisons.summary_place(change.place, names),
                comparisons.summary_kind(change.kind, change.group),
                comparisons.change_status(change),
            )
        )
        rows += [
            claim_tables.row(
                claim,
                period,
                hedges.figure(claim),
                places.destination(claim, names),
                dates.dated(claim),
                sentences.said_by(claim),
            )
            for claim, period in own
        ]
    total = sum(len(change.claims) for change in here.changes)
    claim_tables.show_rows(
        "comparison",
        here.view,
        comparisons.comparison_caption(listed, total),
        ("Period", "Figure, with its hedge", "To", "When", "Said by"),
        ("", "figure", "", "", ""),
        rows,
    )


def picture(here: Periods) -> None:
    """Show both periods on an axis for each kind; a mark opens its claim."""
    section("Two periods side by side", "Each kind of figure on an axis of its own.")
    width = round(page_layout.map_size(session.window())[0])
    spec = _chart(here.data, here.shown, here.titles, session.theme(), width)
    first, second = here.titles
    told = [change for change in here.changes if axis_panels.is_counted(change.kind)]
    if spec is None:
        st.html(fragments.note(comparisons.nothing_to_draw(here.changes)))
        return
    names = here.first.names
    words = comparisons.comparison_alt(told, first, second, names, here.counting)
    with st.container(key="two_periods"):
        timeline_page.clickable(spec, "periods", words)
    untold = [change.kind for change in here.changes if not axis_panels.is_counted(change.kind)]
    if untold:
        st.html(fragments.note(comparisons.only_in_the_table(untold)))


@cached
def _chart(
    data: Dataset, shown: tuple[View, View], titles: tuple[str, str], theme: Theme, width: int
) -> dict[str, Any] | None:
    """Make the chart of both periods as Vega-Lite; ``None`` where nothing can be drawn."""
    found = axis_panels.period_panels(_changes(data, *shown), data.names)
    chart = axis_panels.chart(found, PALETTES[theme], width, axis_panels.period_key(titles))
    return timeline_page.specification(chart)


# ---------------------------------------------------------------- the summary


def summary(here: Periods) -> None:
    """Show the claims of both periods summed up."""
    section("By month, place and kind", "The claims of both periods.")
    summary_table.table(here.everything, here.months)


# ---------------------------------------------------------------- small multiples


def multiples(here: Periods) -> None:
    """Show how many claims touch each month, for each place of origin or each kind."""
    section(
        "Claims by month", "In small pictures, over all months. Reports are counted, not people."
    )
    month_controls.by(here.view)
    everything = here.view.with_(first=None, last=None, versus_first=None, versus_last=None)
    plan = _small(here.data, everything.limits, everything.by)
    parts = [
        counts.not_listed(len(plan.panels[small.MOST_PANELS :]), "pictures"),
        comparisons.without_month(plan.undated),
        comparisons.ended_not_drawn(plan.ended),
        page_frame.of(everything).counting,
    ]
    told = " ".join(filter(None, parts))
    if not plan.panels:
        st.html(fragments.note(f"No claim shown here can be put into a month. {told}"))
        return
    counted = [(panel.name, len(panel.claims)) for panel in plan.panels[: small.MOST_PANELS]]
    data, width = here.data, page_layout.page_width(session.window())
    time = timeline.time_scale(plan.months, width)
    rows = _small_rows(data, everything.limits, everything.by, time)
    st.html(fragments.note(TEXTS["multiples_key"]))
    timeline_page.show("small_pictures", data, time, rows, comparisons.multiples_alt(counted, told))
    st.html(fragments.note(told))


@dataclass(frozen=True)
class _Small:
    """The small pictures, and how many claims are in none of them."""

    panels: tuple[small.Multiple, ...]
    months: tuple[Month, ...]
    undated: int
    ended: int


@cached
def _small(data: Dataset, view: View, by: Panels) -> _Small:
    shown, covered = Evidence(data, view).shown, data.known.months_of(view)
    panels = small.small_pictures(shown, by, covered, data.names)
    standing = [claim for claim in shown if claim.is_current]
    undated = sum(not claim.has_month for claim in standing)
    return _Small(panels, covered, undated, len(shown) - len(standing))


@cached
def _small_rows(data: Dataset, view: View, by: Panels, time: TimeScale) -> timeline_page.Tables:
    panels = _small(data, view, by).panels
    return timeline_page.tables(small.lines(panels, data.names, time).frames(view))
