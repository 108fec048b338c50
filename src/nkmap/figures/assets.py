"""Files the browser fetches once from ``static/``, made from the palette and the symbol grammar.

They are committed; a test makes them again and compares. The pages' outlines and hatching come from
``data/basemap/build.py`` instead, because they need the 95 MB source.
"""

from __future__ import annotations

from nkmap.figures import icons, sheets
from nkmap.figures.grounds import ground, ground_file
from nkmap.figures.outlines import GROUNDS, STATIC
from nkmap.figures.symbols import PALETTES, Theme, glyph, svg
from nkmap.schema import KINDS, Kind
from nkmap.view import slug


def static_files() -> dict[str, str]:
    """Path below ``static/`` and text of every generated file."""
    files = {}
    for theme, palette in PALETTES.items():
        for kind in Kind:
            files[_glyph_file(kind, theme)] = svg(glyph(kind, palette), 16, 16) + "\n"
            if KINDS[kind].on_map:
                files[_unknown_file(kind, theme)] = icons.unknown_icon(kind, palette).picture + "\n"
        for kind in sheets.cut_kinds():
            files[sheets.marks_file(kind, theme)] = sheets.marks_sheet(kind, theme).picture + "\n"
        for frame in GROUNDS:
            files[ground_file(frame, theme, slide=True)] = ground(frame, theme, slide=True)
        files[f"icons/silence-{theme}.svg"] = icons.silence_dot(palette).picture + "\n"
        files[f"icons/incident-{theme}.svg"] = icons.incident(palette).picture + "\n"
    files[sheets.PLATES_FILE] = sheets.plates_picture() + "\n"
    files["icons/chevron.svg"] = icons.chevron().picture + "\n"
    files["icons/open-end.svg"] = icons.open_end().picture + "\n"
    return files


def _unknown_file(kind: Kind, theme: Theme) -> str:
    return f"icons/unknown-{slug(kind)}-{theme}.svg"


def unknown_address(kind: Kind, theme: Theme) -> str:
    """Where the app serves the dashed ring of a kind whose number was not reported."""
    return STATIC + _unknown_file(kind, theme)


def _glyph_file(kind: Kind, theme: Theme) -> str:
    return f"glyphs/{slug(kind)}-{theme}.svg"


def glyph_address(kind: Kind, theme: Theme) -> str:
    """Where the app serves a kind's glyph, relative to its own address."""
    return STATIC + _glyph_file(kind, theme)
