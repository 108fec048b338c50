"""The dataset at hand: looked at once a run, and opened anew when a curator saves."""

from __future__ import annotations

import argparse
import gc
import sys
import threading
import time
from pathlib import Path

import streamlit as st

from nkmap import dataset
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.publish.templates import fragments
from nkmap.schema import TABLES


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
def _opened(folder: str, stamp: tuple[tuple[str, int, int], ...]) -> Dataset:
    """The dataset of a folder in a certain state."""
    del stamp  # only part of the key, which a name with a leading underscore would not be
    data = dataset.load(Path(folder))
    _ = data.records, data.known  # for every run: not collected with what one run makes
    # Streamlit collects garbage after every run; what stays for long need not be looked through.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return data


class _Seen(threading.local):
    """What the run of a page has seen of the files; each run has a thread to itself."""

    until: float = 0.0
    data: Dataset | None = None


_SEEN = _Seen()
_A_RUN, _A_MOMENT = 60.0, 1.0
"""Seconds for which what was seen holds: longer than any run; and outside of runs, in callbacks."""


def look(holds: float = _A_RUN) -> Dataset:
    """At the start of a run, see in which state the files are; the whole run keeps to it.

    A run asks for the dataset some fifty times. To look at the files each time took a third of a
    month step, and a curator who saves in between would mix two states on one page. If the dataset
    is broken, show every problem and stop the page.
    """
    folder = _folder()
    try:
        found = _opened(str(folder), _stamp(folder))
    except InvalidDataset as error:
        st.html(fragments.problems([str(problem) for problem in error.problems]))
        st.stop()
    _SEEN.data, _SEEN.until = found, time.monotonic() + holds
    return found


def data() -> Dataset:
    """The dataset at hand, in the state that the run has seen."""
    if _SEEN.data is None or time.monotonic() > _SEEN.until:
        return look(_A_MOMENT)
    return _SEEN.data
