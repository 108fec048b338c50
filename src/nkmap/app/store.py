"""The dataset at hand, and what is worked out from it once for all readers."""

from __future__ import annotations

import argparse
import gc
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import numpy as np
import pandas as pd
import streamlit as st

from nkmap import dataset, questions, story
from nkmap import view as views
from nkmap.claim import Claim, records
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.dates import Month
from nkmap.figures.scene import Place, map_places
from nkmap.publish.templates import fragments
from nkmap.questions import Question
from nkmap.schema import TABLES, Kind
from nkmap.story import Step
from nkmap.view import Facets, Known, Selection, View
from nkmap.wording.places import PlaceNames
from nkmap.wording.sources import article


@dataclass(frozen=True, eq=False)
class Library:
    """The dataset with everything that is worked out from it once."""

    data: Dataset
    known: Known
    records: tuple[Claim, ...]
    names: dict[str, str]
    places: dict[str, Place]
    questions: tuple[Question, ...]
    story: tuple[Step, ...]
    facets: Facets
    labels: dict[str, str]
    """Names by id of everything a facet may hold: places, and sources in short."""
    memo: dict[object, dict[object, Any]] = field(default_factory=dict, repr=False)
    """What ``kept`` functions made of it."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds the dataset has a claim of."""
        return self.known.kinds

    def claim(self, claim_id: str) -> Claim:
        """The claim with that id; the id comes from ``known``."""
        return self._by_id[claim_id]

    @cached_property
    def _by_id(self) -> dict[str, Claim]:
        return {claim.claim_id: claim for claim in self.records}

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """The ids of the claims that are a part of another one, by the id of the whole."""
        found: dict[str, tuple[str, ...]] = {}
        for claim in self.records:
            if claim.part_of:
                found[claim.part_of] = (*found.get(claim.part_of, ()), claim.claim_id)
        return found

    def source(self, claim: Claim) -> pd.Series:
        """The publication a claim was read in."""
        return self.data.source_by_id[claim.source_id]

    def picked(self, selection: Selection) -> tuple[Claim, ...]:
        """The records of a selection, as they were known on its day."""
        if selection.claims is not self.data.claims:
            return records(selection.shown)
        return tuple(self.records[at] for at in np.flatnonzero(selection.kept).tolist())


_P = ParamSpec("_P")
_R = TypeVar("_R")
_Made = Callable[Concatenate[Library, _P], _R]
MOST_KEPT, MOST_PICTURES = 100, 400
"""How many results of a function are kept; of small ones that readers come back to, more."""
_KEEPING = threading.Lock()


def kept(make: _Made[_P, _R]) -> _Made[_P, _R]:
    """Keep what a function makes of a library, for every reader, and no longer than the library.

    What is kept is shared: nobody changes it. Streamlit's own caches hash every argument field by
    field, which took an eighth of a month step; these arguments are hashable as they are.
    """
    return _keeping(make, MOST_KEPT)


def kept_many(make: _Made[_P, _R]) -> _Made[_P, _R]:
    """Keep more: each month, theme and width of a window has a picture, and each link a view."""
    return _keeping(make, MOST_PICTURES)


def _keeping(make: _Made[_P, _R], most: int) -> _Made[_P, _R]:
    @wraps(make)
    def once(library: Library, /, *args: _P.args, **options: _P.kwargs) -> _R:
        memo = library.memo.setdefault(make, {})
        key = args, tuple(options.items())
        with _KEEPING:
            if key in memo:
                return cast("_R", memo[key])
        made = make(library, *args, **options)
        with _KEEPING:
            if len(memo) >= most:
                del memo[next(iter(memo))]
            memo[key] = made
        return made

    return once


@kept
def selected(library: Library, view: View) -> tuple[Selection, tuple[Claim, ...]]:
    """What a view shows, as a selection and as records; kept for every reader of the view.

    ``view`` must be the ``limits`` of one, or each open claim would be kept anew.
    """
    selection = views.select(library.data.claims, view)
    return selection, library.picked(selection)


def view_of(query: str) -> View:
    """The view that a query string describes, of the dataset at hand."""
    return _view_of(library(), query)


@kept_many
def _view_of(library: Library, query: str) -> View:
    return views.from_query(query, library.known)[0]


def what_is_known(view: View) -> View:
    """The view of every claim that had been published by the day of a view."""
    return View(layers=views.ALL_LAYERS, known_on=view.known_on)


def counted(column: str, view: View) -> dict[str, int]:
    """How many of the claims that a view shows hold each text in a column."""
    return _counted(library(), column, view.limits)


@kept
def _counted(library: Library, column: str, view: View) -> dict[str, int]:
    selection = selected(library, view)[0]
    return dict(Counter(selection.claims[column].to_numpy()[selection.kept].tolist()))


def touched(view: View, covered: tuple[Month, ...]) -> dict[Month, int]:
    """How many of the claims that a view shows touch each of the months."""
    return _touched(library(), view.limits, covered)


@kept
def _touched(library: Library, view: View, covered: tuple[Month, ...]) -> dict[Month, int]:
    selection = selected(library, view)[0]
    days = selection.claims[["has_month", "first_month", "last_month"]]
    return views.months_touched(days[selection.kept], covered)


def _folder() -> Path:
    """``--data DIR`` after ``streamlit run dashboard.py --``, else as the command line decides."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--data")
    chosen, _ = parser.parse_known_args(sys.argv[1:])
    return dataset.folder(chosen.data)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Changes when a file of the dataset changes, so that a curator sees it on reload."""
    files = [folder / table.file for table in TABLES.values()]
    found = [(f.name, f.stat()) for f in files if f.is_file()]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


@st.cache_resource(show_spinner=False, max_entries=4)
def _library(folder: str, stamp: tuple[tuple[str, int, int], ...]) -> Library:
    """The dataset of a folder in a certain state."""
    del stamp  # only part of the key, which a name with a leading underscore would not be
    data = dataset.load(Path(folder))
    known = data.known
    names = PlaceNames(data.places)
    sources = {name: article(row) for name, row in data.source_by_id.items()}
    made = Library(
        data=data,
        known=known,
        records=records(data.claims),
        names=names,
        places=map_places(data.places),
        questions=questions.read(data.questions, known),
        story=story.read(data.story, known),
        facets=Facets(data.claims, known),
        labels=names | sources,
    )
    # Streamlit collects garbage after every run; what stays for long need not be looked through.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return made


Edition = tuple[str, tuple[tuple[str, int, int], ...]]
"""Which folder, and in which state its files are."""


class _Seen(threading.local):
    """What the run of a page has seen of the files; each run has a thread to itself."""

    until: float = 0.0
    edition: Edition = ("", ())
    library: Library | None = None


_SEEN = _Seen()
_A_RUN, _A_MOMENT = 60.0, 1.0
"""Seconds for which what was seen holds: longer than any run; and outside of runs, in callbacks."""


def look(holds: float = _A_RUN) -> None:
    """At the start of a run, see in which state the files are; the whole run keeps to it.

    A run asks for the dataset some fifty times. To look at the files each time took a third of a
    month step, and a curator who saves in between would mix two states on one page.
    """
    _SEEN.edition, _SEEN.library = _edition(), None
    _SEEN.until = time.monotonic() + holds


def _edition() -> Edition:
    folder = _folder()
    return str(folder), _stamp(folder)


def edition() -> Edition:
    """The dataset at hand and its state, for caches."""
    if time.monotonic() > _SEEN.until:
        look(_A_MOMENT)
    return _SEEN.edition


def library() -> Library:
    """The dataset at hand. If it is broken, show every problem and stop the page."""
    return library_of(edition())


def library_of(edition: Edition) -> Library:
    """The dataset in a certain state, for what is kept by that state."""
    if edition is _SEEN.edition and _SEEN.library:
        return _SEEN.library
    try:
        found = _library(*edition)
    except InvalidDataset as error:
        st.html(fragments.problems([str(problem) for problem in error.problems]))
        st.stop()
    if edition is _SEEN.edition:
        _SEEN.library = found
    return found
