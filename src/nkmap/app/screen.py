"""What one page shows: the view, and the claims it selects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nkmap import view as views
from nkmap.app import session, store
from nkmap.app.store import Library
from nkmap.claim import Claim
from nkmap.dates import Month
from nkmap.figures import page_layout
from nkmap.figures.comparable import Series, by_series
from nkmap.publish.templates import fragments
from nkmap.questions import EVERYTHING, Question
from nkmap.schema import Kind
from nkmap.view import Selection, View
from nkmap.wording import captions, counts, sources


@dataclass(frozen=True)
class Screen:
    """A page's view and the claims it selects; every part of the page draws these and no others."""

    library: Library
    view: View
    selection: Selection
    shown: tuple[Claim, ...]

    @property
    def kind(self) -> Kind | None:
        """The kind that a map of the view is of; ``None``: all kinds."""
        return views.scene(self.view)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that the layers shown cover."""
        return self.library.known.months_of(self.view)

    @property
    def counting(self) -> str:
        """The same sentence everywhere: what is shown, what is hidden and why."""
        return counts.counting(self.selection)

    @property
    def alt_text(self) -> str:
        """What is shown in words, for those who do not see a picture."""
        return _alt_text(self.library, self.view.limits)

    @property
    def map_words(self) -> str:
        """The same of a map, which draws a part of what is shown, and of the strip below it."""
        return _map_words(self.library, self.view.limits, self.kind)

    @cached_property
    def told(self) -> tuple[Claim, ...]:
        """Every claim of the layers that are on and of what was known then, whatever its kind."""
        return _told(self.library, View(layers=self.view.layers, known_on=self.view.known_on))

    @cached_property
    def known(self) -> tuple[Claim, ...]:
        """Every claim that had been published by the day whose knowledge is shown."""
        return _told(self.library, store.what_is_known(self.view))

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the claims shown."""
        return frozenset(claim.claim_id for claim in self.shown)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The claims shown that count something, by what they count."""
        return _series(self.library, self.view.limits)

    @cached_property
    def wholes(self) -> tuple[Claim, ...]:
        """The claims that count something and are no part of another one shown."""
        return tuple(claim for series in self.series for claim in series.claims)

    @cached_property
    def limits(self) -> tuple[Claim, ...]:
        """What sources say they could not find out about these places and times."""
        return sources.limits_for(self.shown, self.told)

    def claim(self, claim_id: str) -> Claim:
        """A claim with the standing it had on the day whose knowledge is shown."""
        then = self.shown if claim_id in self.ids else self.known
        return next(claim for claim in then if claim.claim_id == claim_id)


def _told(library: Library, view: View) -> tuple[Claim, ...]:
    return store.selected(library, view)[1]


@store.kept
def _series(library: Library, view: View) -> tuple[Series, ...]:
    return by_series(store.selected(library, view)[1])


@store.kept
def _alt_text(library: Library, view: View) -> str:
    selection, shown = store.selected(library, view)
    return counts.alt_text(shown, selection, library.names)


@store.kept
def _map_words(library: Library, view: View, kind: Kind | None) -> str:
    selection, shown = store.selected(library, view)
    return captions.map_alt(shown, selection, kind, library.names)


def of(view: View, library: Library | None = None) -> Screen:
    """A view with the claims it selects, in the dataset at hand unless another one is given."""
    library = library or store.library()
    return Screen(library, view, *store.selected(library, view.limits))


def of_sources() -> Screen:
    """The Sources page: all that was known on the day, because nothing else is chosen there."""
    session.require_entry()
    chosen = session.view()
    return of(
        View(
            layers=views.ALL_LAYERS,
            known_on=chosen.known_on,
            claim=chosen.claim,
            place=chosen.place,
        )
    )


def of_everything() -> Screen:
    """Pages that show what the link selects: map, timeline and table hold the same claims."""
    session.require_entry()
    return of(session.view())


def question() -> Question:
    """The question that is chosen, else the first."""
    session.require_entry()
    chosen, known = session.view().question, store.library().questions
    first = known[0] if known else EVERYTHING
    return next((q for q in known if q.question_id == chosen), first)


def of_question() -> Screen:
    """The claims that answer the question, as known on the day that is chosen."""
    here = session.view()
    return of(
        question().view.with_(
            claim=here.claim, place=here.place, known_on=here.known_on, question=here.question
        )
    )


def place(key: str) -> DeltaGenerator:
    """Where something comes that is sent later; its room is kept (``app.css`` says how much)."""
    kept = st.container(key=key)
    kept.empty()  # Streamlit shows no container that holds nothing
    return kept


def columns() -> tuple[DeltaGenerator, ...]:
    """Figure to the left, panel to the right; below each other on a narrow screen."""
    if session.window() < page_layout.ONE_COLUMN:
        return st.container(), st.container()
    return tuple(st.columns(page_layout.COLUMNS, gap="medium"))


def choices_and_list() -> tuple[DeltaGenerator, ...]:
    """Choices to the left, a list to the right; below each other on a phone."""
    return tuple(st.columns(_CHOICES_AND_LIST, gap="medium"))


_CHOICES_AND_LIST = (330.0, 998.0)


def beside(figure: DeltaGenerator, panel: DeltaGenerator) -> DeltaGenerator:
    """Where the chosen claim stands: beside the figure, or right below what was touched."""
    return panel if session.window() >= page_layout.ONE_COLUMN else figure


def section(title: str, small: str = "") -> None:
    """A heading inside a page."""
    st.html(fragments.section(title, small))


def choose(claim: str | None, place: str | None = None) -> None:
    """Open a claim, else a place; ids that are not in the dataset open nothing."""
    known = store.library().known
    if claim in known.claims:
        session.change(claim=claim, place=None)
    elif place in known.places:
        session.change(claim=None, place=place)
