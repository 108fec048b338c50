"""Pages and sites of the shipped and of hostile data, each made once for all workers of a run.

The page of what the app opens on, with and without its story; the page of everything; the same and
a site of data with a hostile text for each column. No test changes them.
"""

from collections.abc import Callable
from pathlib import Path

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


def site(data: Dataset) -> dict[str, bytes]:
    """Every file of a site, by its path."""
    dashboard, address = ADDRESSES
    opening = Evidence(data, address=dashboard)
    return dict(Site(opening, data.steps, address).files())


def _page(view: View, *, story: bool = True) -> Callable[[Path], dict[str, bytes]]:
    return lambda _: {"page.html": page(Evidence(DATA, view), STEPS if story else ())}


def _hostile(at: Path) -> Dataset:
    return dataset.load(hostile_folder(at / "data", lambda *column: [named_text(*column)]))


def _hostile_page(at: Path) -> dict[str, bytes]:
    data = _hostile(at)
    return {"page.html": page(Evidence(data, EVERYTHING), data.steps)}


MADE: dict[str, Callable[[Path], dict[str, bytes]]] = {
    "opening": _page(View(), story=False),
    "story": _page(View()),
    "everything": _page(EVERYTHING),
    "hostile": _hostile_page,
    "site": lambda _: site(DATA),
    "hostile-site": lambda at: site(_hostile(at)),
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
