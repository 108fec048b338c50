"""The answer to a question as HTML: its figures side by side, and where they do not agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nkmap import wording
from nkmap.claim import Claim
from nkmap.figures.drawing import kind_colour
from nkmap.figures.series import Series
from nkmap.publish.escape import text
from nkmap.publish.fragments import MOST_ITEMS, MOST_LINES, glyph, note, rest
from nkmap.render.svg import Svg, of_colour
from nkmap.schema import KINDS


def left_open(shown: Sequence[Claim], limits: Sequence[Claim]) -> str:
    """What sources say they could not find out, then what the figures leave open."""
    items = [f"{text(c.summary)} <small>{text(c.claim_id)}</small>" for c in limits[:MOST_ITEMS]]
    items += rest(limits, "limits that sources state")
    items += [text(words) for words in wording.left_open(shown)]
    if not items:
        return note("No limit that a report states is shown for this question.")
    return f'<ul class="nk-list">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def answer(
    found: Sequence[Series],
    limits: Sequence[Claim],
    names: wording.Names,
    asked: Sequence[str],
    svg: Svg,
) -> str:
    """The whole answer at a glance: a card for each thing that is counted, and one for the rest."""
    letters = wording.origin_letters([claim for series in found for claim in series.claims])
    cards_ = "".join(_series_card(series, names, asked, letters, svg) for series in found)
    items = [f"{text(c.summary)} <small>{text(c.claim_id)}</small>" for c in limits[:MOST_ITEMS]]
    items += rest(limits, "limits that sources state")
    said = "".join(f"<li>{item}</li>" for item in items)
    unknown = (
        '<article class="nk-card nk-unknown"><h3>What reports leave open</h3>'
        f"<ul>{said}</ul></article>"
        if said
        else ""
    )
    key = note("The same letter: the same statement. Cards are never added.") if found else ""
    return f'{key}<div class="nk-answers">{cards_}{unknown}</div>'


def _series_card(
    series: Series,
    names: wording.Names,
    asked: Sequence[str],
    letters: Mapping[str, str],
    svg: Svg,
) -> str:
    told = wording.figures_once(series.claims, names, asked)
    lines = "".join(
        f"<li{' class=nk-old' if not claim.is_current else ''}>{text(words)} "
        f"<small>{text(letters[claim.origin_group])}</small></li>"
        for words, claim in told[:MOST_LINES]
    )
    lines += "".join(f"<li>{item}</li>" for item in rest(told, "figures", MOST_LINES))
    title = wording.series_label(series.kind, series.group, series.unit)
    return (
        f'<article class="nk-card" {of_colour(kind_colour(series.kind, series.group))}>'
        f"<h3>{glyph(series.kind, svg)} {text(title)}</h3>"
        f'<p class="nk-meaning">{text(KINDS[series.kind].meaning)}</p><ul>{lines}</ul>'
        f'<p class="nk-origins">{text(wording.claims_and_statements(series.claims))}</p></article>'
    )


def conflicts(groups: Sequence[Sequence[Claim]], names: wording.Names) -> str:
    """Claims that do not agree, each group together."""
    items = []
    for group in groups[:MOST_ITEMS]:
        told = [
            f"{text(wording.sentence(claim, names))} <small>{text(claim.claim_id)}</small>"
            for claim in group[:MOST_ITEMS]
        ]
        told += rest(group, "claims")
        items.append(f"<li><ul>{''.join(f'<li>{item}</li>' for item in told)}</ul></li>")
    items += [f"<li>{item}</li>" for item in rest(groups, "groups of claims")]
    return f'<ol class="nk-list">{"".join(items)}</ol>' if items else note("None.")
