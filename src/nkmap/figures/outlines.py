"""The ground of the map: a picture for each frame, which the browser fetches once.

The pictures are made by ``data/basemap/build.py`` from the outlines that the points are checked on.
A picture costs the same to draw again with every month as a single rectangle does; polygons do not.
"""

from __future__ import annotations

from nkmap.view import Frame

STATIC = "app/static/"
"""Where Streamlit serves the ``static`` folder, relative to the app's own address."""

HATCHED = ("CN", "RU")
"""Countries with a hatching file in ``static/basemap``: the destinations named without a place."""

GROUNDS: dict[Frame, tuple[float, float, float, float]] = {
    Frame.WIDE: (15, 0, 191, 82.5),
    Frame.ROUTE: (117, 34.5, 142, 47.5),
    Frame.CITIES: (125.5, 40, 133.5, 44),
}
"""West, south, east and north of each frame's picture, in degrees, as in the recipe."""
