"""Every sentence made from data: hedged numbers, dates, headlines, counts, citations, alt text.

One function makes the words for a figure, so map, panel, table, chart and file cannot disagree. The
strings here are plain text; whoever puts them into Markdown or HTML escapes them there.

- ``hedges``: a number with its hedge, unit and stamps
- ``dates``: a date, a month, and whose date a claim's date is
- ``places``: where from and where to, as finely as it is known
- ``sentences``: one claim as one sentence, with who says so
- ``counts``: how much is shown, hidden, listed and left open
- ``captions``: the headline of a picture, which claims it draws, the words at its marks
- ``comparisons``: periods, series and sums side by side, or why there is no sum
- ``deadline``: what is told of a country before and since the deadline of 2019
- ``sources``: who said it, how they know, citation and quotation; one claim in full
- ``place_pages``: what is told of one place
- ``searches``: what was looked for and not found
- ``slides``: the words of a slide, and of the page that prepares a briefing
- ``files_and_links``: what a file says of itself, what a link chose, the words for sharing

What no claim changes, such as the key of a chart, stands in ``texts.toml``: ``TEXTS``,
and for the values of closed sets ``WORDS``.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

_FILE = tomllib.loads((files(__name__) / "texts.toml").read_text(encoding="utf-8"))
TEXTS: Mapping[str, str] = {name: own for name, own in _FILE.items() if isinstance(own, str)}
"""The standing texts."""
WORDS: Mapping[str, Mapping[str, str]] = {n: own for n, own in _FILE.items() if n not in TEXTS}
"""The words for each value of a closed set, by the name of the table and the value."""


def joined(*parts: str, by: str = " ") -> str:
    """Join the words that are given, without those that are empty."""
    return by.join(filter(None, parts))
