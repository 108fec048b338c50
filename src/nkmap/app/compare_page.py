"""The parts of the page that sets two periods side by side and sums up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from nkmap.app import charts, claim_tables, month_controls, page_frame, session
from nkmap.app.page_frame import note, section
from nkmap.cache import cached
from nkmap.dataset import Dataset
from nkmap.dates import Month, months_between
from nkmap.evidence import Evidence, kept
from nkmap.figures import axis_panels, viewport
from nkmap.figures import small_multiples as small
from nkmap.figures.chart_style import Spec
from nkmap.figures.colours import PALETTES, Theme
from nkmap.figures.time_scale import TimeScale
from nkmap.publish.templates import fragments
from nkmap.summary import Change, compare
from nkmap.view import Panels, View
from nkmap.wording import TEXTS, comparisons, counts, dates, hedges, joined, places, sentences

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
    def titles(self) -> tuple[str, str]:
        """The two periods in words."""
        return dates.month_range(*_ends(self.first)), dates.month_range(*_ends(self.second))

    @property
    def shown(self) -> tuple[View, View]:
        """The view of either period, with no more than what decides which claims it shows."""
        return self.first.view.limits, self.second.view.limits

    @property
    def counting(self) -> tuple[str, str]:
        """What every page counts in the months of a period, and what of it is not compared."""
        wholes = [
            page_frame.of(period.view.with_(undated=self.view.undated))
            for period in (self.first, self.second)
        ]
        one, other = (
            f"{title}: {joined(own.counting, own.without_month)}"
            for title, own in zip(self.titles, wholes, strict=True)
        )
        return one, other

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is new, gone, changed and the same, by place and kind."""
        return _changes(self.first.data, *self.shown)

    @cached_property
    def everything(self) -> Evidence:
        """The claims of either period, in file order."""
        return page_frame.of(month_controls.spanning(self.view), self.shown)


def _ends(period: Evidence) -> tuple[Month, Month]:
    return period.view.first or "", period.view.last or ""


@cached
def _changes(data: Dataset, first: View, second: View) -> tuple[Change, ...]:
    """Compare two periods, once for all readers."""
    return compare(Evidence(data, first).shown, Evidence(data, second).shown)


def of_two_periods() -> Periods:
    """Select both periods: the link's, else the month most reported on and the one before."""
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
    words = comparisons.comparison_headline(here.changes, *here.titles)
    first, second = here.counting
    st.html(fragments.headline(counts.as_known(words, here.view.known_on), first))
    note(second)
    if here.changes:
        note(TEXTS["comparison_key"])


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
        words = comparisons.summary_place(change.place, names)
        place = claim_tables.linked(words, names, change.place)
        kind = comparisons.summary_kind(change.kind, change.group)
        status = comparisons.change_status(change)
        rows.append(claim_tables.heading(change.kind, change.group, place, kind, status))
        rows += [
            claim_tables.row(
                claim,
                period,
                hedges.figure(claim),
                claim_tables.linked(places.destination(claim, names), names, claim.destination),
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
    width = round(viewport.map_size(session.window())[0])
    spec = _chart(here.first.data, here.shown, here.titles, session.theme(), width)
    if spec is None:
        note(comparisons.nothing_to_draw(here.changes))
        return
    told = [change for change in here.changes if axis_panels.is_counted(change.kind)]
    words = comparisons.comparison_alt(told, *here.titles, here.first.names, here.counting)
    with st.container(key="two_periods"):
        charts.clickable(spec, "periods", words)
    kinds = [change.kind for change in here.changes]
    if untold := [kind for kind in kinds if not axis_panels.is_counted(kind)]:
        note(comparisons.only_in_the_table(untold))


@cached
def _chart(
    data: Dataset, shown: tuple[View, View], titles: tuple[str, str], theme: Theme, width: int
) -> Spec | None:
    """Make the chart of both periods as Vega-Lite; ``None`` where nothing can be drawn."""
    found = axis_panels.period_panels(_changes(data, *shown), data.names)
    chart = axis_panels.chart(found, PALETTES[theme], width, axis_panels.period_key(titles))
    return charts.sent(chart)


# ---------------------------------------------------------------- the summary


def summary(here: Periods) -> None:
    """Show the claims of both periods summed up."""
    section("By month, place and kind", "The claims of both periods.")
    months = {month for own in (here.first, here.second) for month in months_between(*_ends(own))}
    claim_tables.summary_table(here.everything, tuple(sorted(months)))


# ---------------------------------------------------------------- small multiples


def multiples(here: Periods) -> None:
    """Show how many claims touch each month, for each place of origin or each kind."""
    section(
        "Claims by month", "In small pictures, over all months. Reports are counted, not people."
    )
    month_controls.by(here.view)
    view = here.view.with_(first=None, last=None, versus_first=None, versus_last=None)
    everything = page_frame.of(view)
    pictures, undated, ended = _small(everything, view.by)
    told = joined(
        counts.not_listed(len(pictures[small.MOST_PANELS :]), "pictures"),
        counts.with_count("no_month", undated),
        counts.with_count("ended", ended),
        everything.counting,
    )
    if not pictures:
        note(f"No claim shown here can be put into a month. {told}")
        return
    counted = [(own.name, len(own.claims)) for own in pictures[: small.MOST_PANELS]]
    time = TimeScale.beside_names(everything.months, viewport.page_width(session.window()))
    rows = _small_rows(everything, view.by, time)
    words = comparisons.multiples_alt(counted, told)
    note(TEXTS["multiples_key"])
    charts.over_time("small_pictures", time, rows, words)
    note(told)
    named = tuple(dict.fromkeys(own.place for own in pictures[: small.MOST_PANELS] if own.place))
    if named:
        st.html(fragments.pages_of(named, everything.names, page_frame.to_place()))


@kept
def _small(here: Evidence, by: Panels) -> tuple[tuple[small.Multiple, ...], int, int]:
    """Make the small pictures; and count the claims in none: without a month, and ended."""
    standing = [claim for claim in here.shown if claim.is_current]
    undated = sum(not claim.has_month for claim in standing)
    pictures = small.small_pictures(here.shown, by, here.months, here.names)
    return pictures, undated, len(here.shown) - len(standing)


@kept
def _small_rows(here: Evidence, by: Panels, time: TimeScale) -> charts.Tables:
    pictures, _, _ = _small(here, by)
    return charts.tables(small.lines(pictures, here.names, time).frames(here.view))
