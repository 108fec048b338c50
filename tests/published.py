"""Pages and sites of the shipped and of hostile data, each made once for all workers of a run.

The page of what the app opens on, with and without its story; the page of everything; the same and
a site of data with a hostile text for each column. No test changes them. Each holds the maps that
tests ask it for: all of them only the page with its story, and the page of everything.
"""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import made_once
from frozen import DATA
from hostile import hostile_folder, named_text

from nkmap import dataset
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence
from nkmap.view import ALL_LAYERS, View
from nkmap.web.pages import Site, page

STEPS = DATA.steps
EVERYTHING = View(layers=ALL_LAYERS)
ADDRESSES = ("https://nkmap.example", "https://map.example")
"""Of the dashboard, and of the site."""
MONTHS = View(first="2024-11", last="2024-12")
"""What the site opens on: a few maps in every frame. Its other pages are of the whole dataset."""
of_one_frame = patch("nkmap.web.maps.MOST_FRAMES", 0)
"""Where no test asks for another frame of the map than the one that a page opens on."""


def site(data: Dataset, view: View) -> dict[str, bytes]:
    """Every file of a site, by its path."""
    dashboard, address = ADDRESSES
    opening = Evidence(data, view, dashboard)
    return dict(Site(opening, data.steps, address).files())


def _page(view: View, *, story: bool = True) -> Callable[[Path], dict[str, bytes]]:
    return lambda _: {"page.html": page(Evidence(DATA, view), STEPS if story else ())}


def _hostile(at: Path) -> Dataset:
    return dataset.load(hostile_folder(at / "data", lambda *column: [named_text(*column)]))


@patch("nkmap.publish.precomputed_states.ClaimMonths.ranges", lambda *_, **__: [])
@patch("nkmap.web.maps.chart_elements", lambda _: "")
def _hostile_page(at: Path) -> dict[str, bytes]:
    """A map of each kind in every frame, of all months.

    Those of every choice of months, and a drawn timeline, are in ``_hostile_site``.
    """
    data = _hostile(at)
    return {"page.html": page(Evidence(data, EVERYTHING), data.steps)}


@of_one_frame
def _hostile_site(at: Path) -> dict[str, bytes]:
    return site(_hostile(at), View())


MADE: dict[str, Callable[[Path], dict[str, bytes]]] = {
    "opening": of_one_frame(_page(View(), story=False)),
    "story": _page(View()),
    "everything": _page(EVERYTHING),
    "hostile": _hostile_page,
    "site": lambda _: site(DATA, MONTHS),
    "hostile-site": _hostile_site,
}


def published(factory: pytest.TempPathFactory, name: str) -> Path:
    """One of ``MADE``: a page of its own, or the folder of a site."""

    def write(folder: Path) -> None:
        for path, raw in MADE[name](folder.with_name("of")).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)

    folder = made_once(factory, name, write)
    return folder if name.endswith("site") else folder / "page.html"
