"""Every sentence made from data: hedged numbers, dates, headlines, counts, citations, alt text.

One function makes the words for a figure, so map, panel, table, chart and file cannot disagree. The
strings here are plain text; whoever puts them into Markdown or HTML escapes them there.
"""

from nkmap.wording.counts import (
    TIME_KEY,
    alt_text,
    counting,
    no_axis,
    no_total,
    shown_elsewhere,
    sources_headline,
    timeline_headline,
)
from nkmap.wording.dates import MONTHS, month, month_span, when
from nkmap.wording.figures import REPORTED_NOT_COUNTED, axis_unit, bare_figure, figure, number
from nkmap.wording.places import Names, destination, destination_limit, names, origin, place_list
from nkmap.wording.scenes import (
    aside,
    headline,
    kind_label,
    latest,
    lead_claim,
    mark_figure,
    mark_note,
    plate_line,
    silence,
)
from nkmap.wording.sentences import sentence
from nkmap.wording.sources import article, chain, citation, how_known, limits_on, work

__all__ = [
    "MONTHS",
    "REPORTED_NOT_COUNTED",
    "TIME_KEY",
    "Names",
    "alt_text",
    "article",
    "aside",
    "axis_unit",
    "bare_figure",
    "chain",
    "citation",
    "counting",
    "destination",
    "destination_limit",
    "figure",
    "headline",
    "how_known",
    "kind_label",
    "latest",
    "lead_claim",
    "limits_on",
    "mark_figure",
    "mark_note",
    "month",
    "month_span",
    "names",
    "no_axis",
    "no_total",
    "number",
    "origin",
    "place_list",
    "plate_line",
    "sentence",
    "shown_elsewhere",
    "silence",
    "sources_headline",
    "timeline_headline",
    "when",
    "work",
]
