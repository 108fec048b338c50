"""The style sheet of a published page: light, dark and on paper, wide and on a phone."""

from __future__ import annotations

import base64
from pathlib import Path

from nkmap.figures.symbols import Theme
from nkmap.render import svg
from nkmap.shipped import STATIC_FOLDER
from nkmap.web.map_script import STYLE

_FONTS = (
    ("Nkmap Sans", "400", "normal", "NkmapSans-Regular"),
    ("Nkmap Sans", "700", "normal", "NkmapSans-Bold"),
    ("Nkmap Sans", "600", "italic", "NkmapSans-SemiBoldItalic"),
    ("Nkmap Serif", "700", "normal", "NkmapSerif-Bold"),
)

_RULES = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def rules() -> str:
    """The whole style sheet but its fonts."""
    dark = f"@media screen and (prefers-color-scheme:dark){{{_colours('dark')}}}"
    return f"{_colours('light')}{dark}{svg.colour_rules()}{STYLE}{_RULES}"


def _colours(theme: Theme) -> str:
    return f":root{{{svg.variables(theme)}}}"


def fonts(folder: str = "") -> str:
    """The fonts' rules: from files of a folder, or with the fonts inside them."""
    return "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};"
        f"font-display:swap;src:url({_address(name, folder)}) format('woff2')}}"
        for family, weight, style, name in _FONTS
    )


def _address(name: str, folder: str) -> str:
    if folder:
        return f"{folder}/{name}.woff2"
    coded = base64.b64encode(font_file(name)).decode()
    return f"data:font/woff2;base64,{coded}"


def font_file(name: str) -> bytes:
    """A font as a browser takes it."""
    return (STATIC_FOLDER / "fonts" / "web" / f"{name}.woff2").read_bytes()


def font_files() -> dict[str, bytes]:
    """The fonts of a page by the names of their files."""
    return {f"{name}.woff2": font_file(name) for *_, name in _FONTS}
