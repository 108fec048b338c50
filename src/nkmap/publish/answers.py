"""The answer to a question as HTML: its figures side by side, and where they do not agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.drawing import kind_colour
from nkmap.figures.series import Series
from nkmap.publish.fragments import MOST_ITEMS, MOST_LINES, glyph, listed, rest, with_id
from nkmap.publish.source_list import limits as stated
from nkmap.publish.templates import shown as filled
from nkmap.render.svg import Svg
from nkmap.schema import KINDS


def left_open(shown: Sequence[Claim], limits: Sequence[Claim]) -> Markup:
    """What sources say they could not find out, then what the figures leave open."""
    items = [*stated(limits), *wording.left_open(shown)]
    return listed(items, "No limit that a report states is shown for this question.")


def answer(
    found: Sequence[Series],
    limits: Sequence[Claim],
    names: wording.Names,
    asked: Sequence[str],
    svg: Svg,
) -> Markup:
    """The whole answer at a glance: a card for each thing that is counted, and one for the rest."""
    letters = wording.origin_letters([claim for series in found for claim in series.claims])
    cards = [_card(series, names, asked, letters, svg) for series in found]
    return filled("publish/answer.html", cards=cards, limits=stated(limits))


def _card(
    series: Series,
    names: wording.Names,
    asked: Sequence[str],
    letters: Mapping[str, str],
    svg: Svg,
) -> dict[str, object]:
    told = wording.figures_once(series.claims, names, asked)
    return {
        "colour": kind_colour(series.kind, series.group),
        "glyph": glyph(series.kind, svg),
        "title": wording.series_label(series.kind, series.group, series.unit),
        "meaning": KINDS[series.kind].meaning,
        "figures": [
            (words, letters[claim.origin_group], claim.is_current)
            for words, claim in told[:MOST_LINES]
        ],
        "rest": rest(told, "figures", MOST_LINES),
        "counted": wording.claims_and_statements(series.claims),
    }


def conflicts(groups: Sequence[Sequence[Claim]], names: wording.Names) -> Markup:
    """Claims that do not agree, each group together."""
    items = [
        listed(
            [
                *(with_id(wording.sentence(c, names), c.claim_id) for c in group[:MOST_ITEMS]),
                *rest(group, "claims"),
            ]
        )
        for group in groups[:MOST_ITEMS]
    ]
    return listed([*items, *rest(groups, "groups of claims")], "None.", "ol")
