"""The style of the briefing: one screen without scrolling, legible after a squeezed share."""

from __future__ import annotations

WORDS_SHARE = 0.406
"""Of the window's width; the map has the rest."""
STRIP_HEIGHT, SOURCE_HEIGHT = 106, 96
"""Pixels below the map."""
PHONE_MAP = 340

CSS = f"""
:root {{ --nk-u: min(1vw, 1.7778vh); }}
header[data-testid=stHeader], .nk-footer, [data-testid=stSidebarCollapsedControl] {{ display: none !important; }}
.stMainBlockContainer {{ padding: 0 !important; max-width: none !important; }}
[data-testid=stAlert] {{ position: fixed; z-index: 40; right: 16px; top: 16px; width: min(640px, 92vw) !important; font-size: 20px; }}
[data-testid=stAlert] p {{ font-size: 20px; }}
.st-key-slide {{ position: fixed !important; inset: 0; display: block !important; background: var(--nk-page); overflow: hidden; }}
.st-key-slide_words, .st-key-slide_bar, .st-key-slide_map, .st-key-slide_strip, .st-key-slide_source, .st-key-slide_over {{
  position: absolute !important; width: auto !important; max-width: none !important; }}
.st-key-slide_words {{ left: 0; top: 0; width: {WORDS_SHARE:.1%} !important; bottom: 116px; padding: calc(2.1 * var(--nk-u)) calc(2.4 * var(--nk-u)) 0;
  overflow-x: hidden; overflow-y: auto; gap: 0 !important; }}
.st-key-slide_words > *, .st-key-slide_words [data-testid=stHtml] {{ height: 100%; }}
.st-key-slide_bar {{ left: 0; bottom: 10px; width: {WORDS_SHARE:.1%} !important; padding: 0 calc(2.4 * var(--nk-u)); z-index: 20; }}
.st-key-slide_map {{ left: {WORDS_SHARE:.1%}; right: 0; top: 0; bottom: {STRIP_HEIGHT + SOURCE_HEIGHT}px; gap: 0 !important;
  border-left: 2px solid var(--nk-line); background: var(--nk-sea); }}
.st-key-slide_map {{ overflow: hidden; --nk-glide: .5s; }}
[data-testid=stException] {{ position: fixed; z-index: 50; }}
.st-key-slide_strip {{ left: {WORDS_SHARE:.1%}; right: 0; bottom: {SOURCE_HEIGHT}px; height: {STRIP_HEIGHT}px; padding: 6px 16px;
  border-left: 2px solid var(--nk-line); border-top: 2px solid var(--nk-line); font-size: 20px; overflow: hidden; }}
.st-key-slide_source {{ left: {WORDS_SHARE:.1%}; right: 0; bottom: 0; height: {SOURCE_HEIGHT}px; padding: 6px 16px; overflow: hidden;
  border-left: 2px solid var(--nk-line); border-top: 2px solid var(--nk-line); }}
.st-key-slide_over {{ left: {WORDS_SHARE:.1%}; right: 0; top: 0; bottom: 0; z-index: 10; background: var(--nk-page); overflow-y: auto;
  border-left: 2px solid var(--nk-ink); padding: calc(1.6 * var(--nk-u)) calc(2 * var(--nk-u)); }}
.nk-slide {{ display: flex; flex-direction: column; height: 100%; gap: calc(.75 * var(--nk-u)); font-size: max(20px, calc(1.55 * var(--nk-u))); line-height: 1.3; }}
.nk-slide h1 {{ font: 700 max(26px, calc(2.45 * var(--nk-u)))/1.14 'Source Serif', 'Noto Serif CJK KR', serif !important; letter-spacing: -.3px;
  margin: 0; padding: 0 !important; text-wrap: balance; overflow-wrap: anywhere; }}
.nk-slide p {{ margin: 0; overflow-wrap: anywhere; }} .nk-slide p.nk-sentence {{ font-size: max(20px, calc(1.55 * var(--nk-u))); line-height: 1.3; }}
.nk-slide .nk-kind {{ font-size: max(20px, calc(1.3 * var(--nk-u))); line-height: 1.2; }}
.nk-slide .nk-kind img {{ width: 1.05em; height: 1.05em; vertical-align: -.12em; margin-right: 6px; }}
.nk-key {{ display: flex; flex-wrap: wrap; align-items: baseline; column-gap: .35em; font-weight: 600; line-height: 1.1;
  font-size: max(24px, calc(2 * var(--nk-u))); }}
.nk-key b {{ font: 700 calc(7.4 * var(--nk-u))/.92 'Source Serif', serif; letter-spacing: -.02em; font-variant-numeric: lining-nums; }}
.nk-key.nk-long b {{ font-size: max(48px, calc(4.4 * var(--nk-u))); }}
.nk-key.nk-longest b {{ font-size: max(48px, calc(3.75 * var(--nk-u))); line-height: 1; }}
.nk-key.nk-none {{ align-items: center; flex-wrap: nowrap; }}
.nk-key .nk-ring {{ flex: none; width: calc(6.4 * var(--nk-u)); height: calc(6.4 * var(--nk-u)); align-self: center; }}
.nk-ring img {{ width: 100%; height: 100%; display: block; }}
.nk-slide.nk-dense {{ gap: calc(.45 * var(--nk-u)); }}
.nk-dense h1 {{ font-size: max(22px, calc(1.7 * var(--nk-u))) !important; }}
.nk-dense .nk-key b, .nk-dense .nk-key.nk-long b, .nk-dense .nk-key.nk-longest b {{ font-size: max(48px, calc(3.75 * var(--nk-u))); }}
.nk-dense .nk-key .nk-ring {{ width: 60px; height: 60px; }}
.nk-slide.nk-dense p.nk-sentence {{ font-size: max(20px, calc(1.35 * var(--nk-u))); line-height: 1.22; }}
.nk-where {{ color: var(--nk-ink2); font-size: max(20px, calc(1.3 * var(--nk-u))); line-height: 1.25; }}
.nk-slide .nk-caution {{ margin-top: auto; font-size: max(20px, calc(1.35 * var(--nk-u))); border-left-width: 6px; padding: 8px 14px; line-height: 1.25; }}
.nk-slide .nk-doubt {{ border: 2px solid var(--nk-ink); padding: 6px 12px; font-size: 20px; line-height: 1.25; }}
.nk-source-line {{ font-size: max(20px, calc(1.05 * var(--nk-u))); line-height: 1.35; color: var(--nk-ink2); margin: 0;
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }}
.nk-over-head {{ display: flex; justify-content: space-between; gap: 20px; font: 700 28px/1.2 'Source Serif', serif; margin: 0 0 12px; }}
.st-key-slide_over .nk-panel, .st-key-slide_over .nk-panel p, .st-key-slide_over .nk-panel dl, .st-key-slide_over .nk-caution {{ font-size: 20px; }}
.st-key-slide_over .nk-panel .nk-id, .st-key-slide_over .nk-kind, .st-key-slide_over .nk-say b, .st-key-slide_over .nk-source {{ font-size: 20px; }}
.st-key-slide_over .nk-panel dl {{ grid-template-columns: 112px 1fr; }}
.st-key-slide_over .nk-panel .nk-figure b {{ font-size: 48px; }} .st-key-slide_over .nk-panel .nk-figure {{ font-size: 24px; }}
.st-key-slide_over .nk-panel {{ margin: 0 0 18px; border-top-width: 4px; }}
.nk-said {{ font-size: 26px; line-height: 1.45; white-space: pre-line; margin: 0 0 16px; }}
.st-key-slide_over .nk-note {{ font-size: 20px; }}
@media print {{
  .st-key-slide_bar {{ display: none; }}
  .nk-strip, .nk-caution {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
@media (max-width: 640px) {{
  .st-key-slide {{ position: static !important; overflow: visible; display: flex !important; flex-direction: column; padding-bottom: 128px; }}
  .st-key-slide_words, .st-key-slide_map, .st-key-slide_strip, .st-key-slide_source {{ position: relative !important; left: 0; top: 0; bottom: auto; width: 100% !important;
    border-left: 0; }}
  .st-key-slide_words {{ order: -1; padding: 16px 16px 8px; }}
  .st-key-slide > *:has(.st-key-slide_words) {{ order: -1; }}
  .st-key-slide_map {{ height: {PHONE_MAP}px !important; min-height: {PHONE_MAP}px; }}
  .st-key-slide > * {{ flex-shrink: 0; }}
  .st-key-slide_source {{ height: auto; }} .nk-source-line {{ white-space: normal; font-size: 16px; }}
  .st-key-slide_bar {{ position: fixed !important; width: 100% !important; left: 0; bottom: 0; padding: 4px 12px 10px; background: var(--nk-page); border-top: 2px solid var(--nk-line); }}
  .st-key-slide_over {{ position: fixed !important; left: 0; bottom: 120px; border-left: 0; }}
  .nk-slide {{ gap: 12px; }}
  .nk-key b {{ font-size: 84px; }} .nk-key.nk-long b, .nk-key.nk-longest b {{ font-size: 48px; }}
  .nk-key .nk-ring {{ width: 84px; height: 84px; }}
}}
"""
"""Pixels, but for ``--nk-u``: a hundredth of a screen that is 16 by 9, whatever the window is."""
