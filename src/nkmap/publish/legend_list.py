"""The legend of a map as a list of HTML: what ``figures.legend`` explains, with the signs."""

from __future__ import annotations

from collections.abc import Sequence

from nkmap.figures.legend import Entry
from nkmap.publish.escape import text
from nkmap.render.svg import Svg


def items(found: Sequence[Entry], svg: Svg) -> tuple[str, ...]:
    """What each item of the list holds."""
    return tuple(
        f'<span class="nk-swatch">{svg.sign(entry.sample)}</span><span>{_told(entry)}</span>'
        for entry in found
    )


def listed(found: Sequence[Entry], svg: Svg) -> str:
    """The whole list; empty where there is nothing to explain."""
    body = "".join(f"<li>{item}</li>" for item in items(found, svg))
    return f'<ul class="nk-legend" aria-label="Legend">{body}</ul>' if body else ""


def _told(entry: Entry) -> str:
    note = f"<br><i>{text(entry.note)}</i>" if entry.note else ""
    return text(entry.words) + note
