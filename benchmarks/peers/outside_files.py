"""What the pages of kepler.gl and folium load from outside, as files of this machine.

Both ask outside hosts for their scripts. They are packages of the npm registry, so they are taken
from there once, with the ordinary client, and served below ``/outside/HOST/``: the pages work
without a network, and each of them still counts as the outside request that it would be.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

FILES = {
    "react@18.3.1": ("esm.sh", "umd/react.production.min.js"),
    "react-dom@18.3.1": ("esm.sh", "umd/react-dom.production.min.js"),
    "redux@4.2.1": ("esm.sh", "dist/redux.min.js"),
    "react-redux@8.1.3": ("esm.sh", "dist/react-redux.min.js"),
    "styled-components@6.1.8": ("esm.sh", "dist/styled-components.min.js"),
    "kepler.gl@3.2.6": ("unpkg.com", "umd/keplergl.min.js"),
    "kepler.gl@3.2.6 style": ("unpkg.com", "umd/keplergl.min.css"),
    "maplibre-gl@4.7.1": ("unpkg.com", "dist/maplibre-gl.css"),
}
"""Packages with the host that the page has them from and the file it needs.

The page names a pre-release of kepler.gl that the registry may not hold; this is the last release,
with the React it was made for, whose scripts can be loaded without a bundler.
"""
FOLIUM = {
    "leaflet@1.9.3": ("cdn.jsdelivr.net", "dist/leaflet.js"),
    "jquery@3.7.1": ("code.jquery.com", "dist/jquery.min.js"),
    "bootstrap@5.2.2": ("cdn.jsdelivr.net", "dist/js/bootstrap.bundle.min.js"),
    "leaflet.awesome-markers@2.0.5": ("cdnjs.cloudflare.com", "dist/leaflet.awesome-markers.js"),
    "leaflet@1.9.3 style": ("cdn.jsdelivr.net", "dist/leaflet.css"),
}
"""The same for folium; its other style sheets stay away, which a map of circles does not need."""
_SCRIPTS_START, _SCRIPTS_END = "<script>\n      window.esmsInitOptions", '<style type="text/css">'
_STYLES_START, _STYLES_END = "<!--Kepler css-->", "<!--\n      React >= 19"
_BOOT = """<script>
addEventListener('DOMContentLoaded', () => {
  for (const kept of document.querySelectorAll('script[type="text/kepler-bootstrap"]')) {
    const script = document.createElement('script');
    script.text = kept.textContent;
    document.body.append(script);
  }
});
</script>
"""


def fetch(folder: Path) -> None:
    """Put the files below ``folder/HOST/PACKAGE/``, unless they are there."""
    for package, (host, inner) in (FILES | FOLIUM).items():
        target = folder / _path(package, host, inner)
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as name:
            packed = [shutil.which("npm") or "npm", "pack", "--silent", package.split()[0]]
            told = subprocess.run(packed, check=True, cwd=name, capture_output=True, text=True)
            with tarfile.open(Path(name) / told.stdout.split()[-1]) as archive:
                held = archive.extractfile(f"package/{inner}")
                target.write_bytes(held.read() if held else b"")


def kept(page: str, outside: str) -> str:
    """The page kepler.gl exports with its outside scripts and styles replaced by the kept ones."""
    addresses = [f"{outside}/{_path(package, *row)}" for package, row in FILES.items()]
    styles = "".join(
        f'<link rel="stylesheet" href="{address}">\n'
        for address in addresses
        if address.endswith(".css")
    )
    scripts = "".join(
        f'<script src="{address}"></script>\n' for address in addresses if address.endswith(".js")
    )
    page = _replaced(page, _STYLES_START, _STYLES_END, styles)
    return _replaced(page, _SCRIPTS_START, _SCRIPTS_END, scripts + _BOOT)


def _path(package: str, host: str, inner: str) -> str:
    return f"{host}/{package.split(maxsplit=1)[0]}/{inner}"


def _replaced(page: str, start: str, end: str, text: str) -> str:
    before, after = page.index(start), page.index(end)
    return page[:before] + text + page[after:]
