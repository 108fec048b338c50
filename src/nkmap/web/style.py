"""The style sheet of a published page: light, dark and on paper, wide and on a phone."""

from __future__ import annotations

import base64
from pathlib import Path

from nkmap.render import svg
from nkmap.shipped import STATIC_FOLDER
from nkmap.web.map_script import STYLE

_FONTS, _RULES = (
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("fonts.css", "page.css")
)


def rules() -> str:
    """The style sheet of a page beside the files of its fonts."""
    light, dark = f":root{{{svg.variables('light')}}}", f":root{{{svg.variables('dark')}}}"
    on_dark = f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
    return f"{_FONTS}{light}{on_dark}{svg.colour_rules()}{STYLE}{_RULES}"


def rules_with_fonts() -> str:
    """The same with the fonts inside it."""
    made = rules()
    for path, font in font_files().items():
        coded = base64.b64encode(font).decode()
        made = made.replace(f"url({path})", f"url(data:font/woff2;base64,{coded})")
    return made


def font_files() -> dict[str, bytes]:
    """The fonts that the style sheet names, by their paths."""
    files = sorted((STATIC_FOLDER / "fonts" / "web").iterdir())
    return {f"fonts/{file.name}": file.read_bytes() for file in files}
