"""Files to take away, made when their button is pressed, on threads of their own, two at a time.

Many readers at once would leave nothing for those who only look; here they queue. Until its file is
there a button shows a turning sign and cannot be pressed again: that is Streamlit's own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from nkmap import export
from nkmap.app import claim_tables
from nkmap.app.controls import behind
from nkmap.dataset import SHIPPED
from nkmap.evidence import Evidence
from nkmap.export import FORMATS
from nkmap.view import ALL_LAYERS, View
from nkmap.wording import TEXTS, counts

MOST_AT_ONCE = 2
"""Files that are made at the same time, whoever asked for them."""
_TURNS = threading.BoundedSemaphore(MOST_AT_ONCE)


def download(
    label: str, make: Callable[[], bytes], name: str, mime: str, key: str, **options: Any
) -> None:
    """Show a button for a file, which ``make`` makes on a thread that knows no session."""
    st.download_button(
        label,
        partial(in_turn, make),
        file_name=name,
        mime=mime,
        key=key,
        on_click="ignore",
        **{"icon": ":material/download:"} | options,
    )


def in_turn(make: Callable[[], bytes]) -> bytes:
    """Make the file when its turn comes."""
    with _TURNS:
        return make()


AT_HAND = ("csv", "xlsx")
"""Formats with a button of their own; the others lie behind one."""


def claims(here: Evidence) -> None:
    """Offer the table's columns, and what is shown as files; behind a button, other formats."""
    with st.container(horizontal=True, key="downloads"):
        claim_tables.columns(here)
        these = "This" if here.selection.count == 1 else "These"
        _exports(here, AT_HAND, "shown", f"{these} {counts.claim_count(here.selection.count)}, ")
        with behind(
            "More formats, all claims, code", ":material/download:", "downloads"
        ) as is_open:
            if is_open:
                _more(here)


def at_hand(here: Evidence) -> None:
    """Offer what is shown in the formats that most readers take."""
    _exports(here, AT_HAND, "shown")


def _more(here: Evidence) -> None:
    st.markdown(f"**The {counts.claim_count(here.selection.count)} shown**")
    with st.container(horizontal=True):
        _exports(here, [name for name in FORMATS if name not in AT_HAND], "shown")
    everything = replace(here, view=View(layers=ALL_LAYERS), dropped=())
    st.markdown(f"**All {counts.claim_count(everything.selection.total)}**")
    with st.container(horizontal=True):
        _exports(everything, FORMATS, "all")
    st.caption(TEXTS["about_files"])
    name = export.file_name(here, "csv")
    st.markdown("**Load the CSV file in pandas**")
    st.code(export.pandas_lines(name), language="python")
    st.markdown("**The same file from a terminal**")
    # Where a dataset lies on the server is nobody's business.
    data = "" if here.data.folder == SHIPPED else " --data DIR"
    query = here.view.limits.to_query()
    st.code(f"nkmap export --view '{query}' --format csv -o {name}{data}", language="bash")


def _exports(here: Evidence, formats: Iterable[str], of: str, what: str = "") -> None:
    """Show a button for each format; ``what``: the claims in words, before the format's name."""
    for name in formats:
        download(
            what + FORMATS[name].label,
            partial(export.write, name, here),
            export.file_name(here, name),
            FORMATS[name].mime,
            f"download-{of}-{name}",
            icon=None,
            help=FORMATS[name].about,
        )
