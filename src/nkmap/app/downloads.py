"""What is shown, or everything, as a file; and the code that loads it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from nkmap import export
from nkmap.app import held, making, session, tables
from nkmap.app.screen import Screen
from nkmap.dataset import SHIPPED
from nkmap.export import FORMATS, Export
from nkmap.view import ALL_LAYERS, View
from nkmap.wording import files_and_links

AT_HAND = ("csv", "xlsx")
"""Formats with a button of their own; the others lie behind one."""


def downloads(here: Screen) -> None:
    """The table's columns, and what is shown in the usual formats; behind one more, the rest."""
    shown = _extract(here.view, session.dropped())
    with st.container(horizontal=True, key="downloads"):
        tables.columns(here)
        for name in AT_HAND:
            _button(
                shown,
                name,
                files_and_links.these(here.selection.count, FORMATS[name].label),
                "shown",
            )
        box = st.popover(
            "More formats, all claims, code",
            icon=":material/download:",
            key="open_downloads",
            on_change="rerun",
        )
        with box:
            if box.open:
                _everything(shown)


def _extract(view: View, dropped: tuple[str, ...] = ()) -> Export:
    return Export.of(held.library().data, view, export.public_address(), dropped)


def _everything(shown: Export) -> None:
    st.markdown(f"**{files_and_links.shown_claims(shown.selection.count)}**")
    _buttons(shown, [name for name in FORMATS if name not in AT_HAND], "shown")
    everything = _extract(View(layers=ALL_LAYERS))
    st.markdown(f"**{files_and_links.all_claims(everything.selection.total)}**")
    _buttons(everything, list(FORMATS), "all")
    st.caption(files_and_links.ABOUT_FILES)
    name = export.file_name(shown, "csv")
    st.markdown("**Load the CSV file in pandas**")
    st.code(export.pandas_lines(name), language="python")
    st.markdown("**The same file from a terminal**")
    st.code(
        f"nkmap export --view '{shown.view.to_query()}' --format csv -o {name}", language="bash"
    )


def _command(shown: Export, name: str) -> str:
    """The line for a terminal; where a dataset lies on the server is nobody's business."""
    data = "" if shown.data.folder == SHIPPED else " --data DIR"
    return f"nkmap export --view '{shown.view.to_query()}' --format csv -o {name}{data}"


def _buttons(extract: Export, names: list[str], of: str) -> None:
    with st.container(horizontal=True):
        for name in names:
            _button(extract, name, FORMATS[name].label, of)


def _button(extract: Export, name: str, label: str, of: str) -> None:
    """A file is made when its button is pressed, not when the page is shown."""
    st.download_button(
        label,
        making.in_turn(partial(export.write, name, extract)),
        file_name=export.file_name(extract, name),
        mime=FORMATS[name].mime,
        key=f"download-{of}-{name}",
        on_click="ignore",
        help=FORMATS[name].about,
    )
