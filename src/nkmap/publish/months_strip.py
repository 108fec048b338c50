"""The strip of months of a slide as HTML: elements at shares of its width, words as text."""

from __future__ import annotations

from nkmap.figures.drawing import kind_colour
from nkmap.figures.months_strip import COVERED, NOT_COVERED, Bar, Strip
from nkmap.figures.spans import Edge
from nkmap.publish.escape import text
from nkmap.render.svg import of_colour

CSS = f"""
.nk-strip {{ --size: 20px; font-size: var(--size); line-height: 24px; color: var(--nk-ink); }}
.nk-strip p {{ margin: 0 !important; font-size: var(--size); line-height: 24px; display: flex; justify-content: space-between; gap: 16px;
  white-space: nowrap; overflow: hidden; }}
.nk-strip p span {{ color: var(--nk-ink2); overflow: hidden; text-overflow: ellipsis; }}
.nk-strip div {{ position: relative; }}
.nk-strip-field {{ height: 42px; border-bottom: 2px solid var(--nk-ink2); }}
.nk-strip-field i {{ position: absolute; display: block; box-sizing: border-box; }}
.nk-strip-band {{ top: 0; bottom: 0; background: var(--nk-line); border: solid var(--nk-ink); border-width: 0 2px; min-width: 8px; }}
.nk-strip-bar {{ height: 11px; min-width: 8px; border: 2px solid var(--kind); background: var(--kind); }}
.nk-strip-bar.nk-open {{ border-style: dashed; background: var(--nk-page); }}
.nk-strip-after {{ left: {COVERED:.0%}; right: 0; top: 0; bottom: 0; font-style: normal; color: var(--nk-ink2); line-height: 20px; text-align: center;
  background: repeating-linear-gradient(135deg, var(--nk-line) 0 2px, var(--nk-land) 2px 10px); }}
.nk-strip-after span {{ background: var(--nk-land); }}
.nk-strip-years {{ height: 24px; }}
.nk-strip-years span {{ position: absolute; top: 2px; color: var(--nk-ink2); }}
.nk-strip-year {{ top: 0; bottom: -8px; width: 2px; background: var(--nk-line); }}
@media print, (max-width: 640px) {{ .nk-strip {{ --size: 16px; }} .nk-strip-after {{ font-size: 12px; line-height: 16px; }} }}
"""
"""Lines of two pixels and words of twenty: a shared screen shows both."""
_LANE = 13


def months_strip(strip: Strip) -> str:
    """The strip as HTML; whoever does not see it is told its words."""
    band = ""
    if strip.marked:
        left, right = strip.marked
        band = f'<i class="nk-strip-band" style="left:{left:.2%};width:{right - left:.2%}"></i>'
    bars = "".join(_bar(bar) for bar in strip.bars)
    starts = "".join(
        f'<i class="nk-strip-year" style="left:{at:.2%}"></i>' for _, at in strip.years
    )
    years = "".join(
        f'<span style="left:{at:.2%}">{text(label)}</span>' for label, at in strip.years
    )
    after = f'<i class="nk-strip-after"><span>{"<br>".join(NOT_COVERED)}</span></i>'
    told = " ".join(part for part in (strip.words, strip.rest) if part)
    return (
        f'<div class="nk-strip" role="img" aria-label="{text(told)}">'
        f"<p><b>{text(strip.words)}</b><span>{text(strip.rest)}</span></p>"
        f'<div class="nk-strip-field">{band}{starts}{bars}{after}</div>'
        f'<div class="nk-strip-years">{years}</div></div>'
    )


def _bar(bar: Bar) -> str:
    fades = (bar.block.start is not Edge.SHARP, bar.block.end is not Edge.SHARP)
    cover = {
        (True, False): "to right, transparent, #000 60%",
        (False, True): "to left, transparent, #000 60%",
        (True, True): "to right, transparent, #000 40%, #000 60%, transparent",
    }.get(fades)
    fade = f";mask-image:linear-gradient({cover})" if cover else ""
    css = "nk-strip-bar" if bar.claim.has_figure else "nk-strip-bar nk-open"
    return (
        f'<i class="{css}" {of_colour(kind_colour(bar.claim.kind, bar.claim.group))} '
        f'style="left:{bar.left:.2%};width:{bar.right - bar.left:.2%};'
        f'top:{2 + bar.lane * _LANE}px{fade}"></i>'
    )
