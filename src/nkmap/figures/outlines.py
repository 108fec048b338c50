"""The ground of the map: outlines as a style file the browser fetches once.

The style is read by the map library beneath deck.gl, which keeps its own canvas: a month step
redraws the marks and not the outlines. It names local files only, and no fonts.
"""

from __future__ import annotations

from nkmap.figures.symbols import Palette

STATIC = "app/static/"
"""Where Streamlit serves the ``static`` folder, relative to the app's own address."""

HATCHED = ("CN", "RU")
"""Countries with a hatching file in ``static/basemap``: the destinations named without a place."""


def style(palette: Palette) -> dict[str, object]:
    """A Mapbox style (version 8) for one theme: sea, land, coasts, borders, border rivers."""
    return {
        "version": 8,
        "sources": {
            name: {"type": "geojson", "data": f"{STATIC}basemap/{name}.geojson", "tolerance": 0.2}
            for name in ("countries", "lines")
        },
        "layers": [
            {"id": "sea", "type": "background", "paint": {"background-color": palette.sea}},
            {
                "id": "land",
                "type": "fill",
                "source": "countries",
                "paint": {
                    "fill-color": ["match", ["get", "country"], "KP", palette.focus, palette.land],
                    "fill-antialias": False,
                },
            },
            _line("outline", palette.border, 0.8),
            _line("far-province", palette.line, 0.8),
            _line("province", palette.border, 0.7, dash=[2, 2.4]),
            _line("focus", palette.ink2, 1.3),
            _line("yalu", palette.river, 2.2),
            _line("tumen", palette.river, 2.2),
        ],
    }


def _line(
    name: str, colour: str, width: float, dash: list[float] | None = None
) -> dict[str, object]:
    paint: dict[str, object] = {"line-color": colour, "line-width": width}
    if dash:
        paint["line-dasharray"] = dash
    return {
        "id": name,
        "type": "line",
        "source": "lines",
        "filter": ["==", ["get", "class"], name],
        "paint": paint,
    }
