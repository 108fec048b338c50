"""Lists of choices with counts, and the choices made as chips that can be taken away.

Streamlit's own widgets show no count beside a choice without making it part of the choice. All
text is set with ``textContent`` only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from nkmap.app.components.element import ELEMENT

_CSS = """
.facets, .chips { font-family: var(--st-font); font-size: 14px; color: var(--nk-ink); }
details { border-top: 1px solid var(--nk-line); padding: 4px 0; }
details:last-of-type { border-bottom: 1px solid var(--nk-line); }
summary { cursor: pointer; font-weight: 700; min-height: 30px; display: flex; align-items: center;
  justify-content: space-between; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: "+"; color: var(--nk-ink2); font-size: 17px; font-weight: 400; }
details[open] > summary::after { content: "–"; }
summary small { font-weight: 400; color: var(--nk-ink2); margin: 0 auto 0 8px; font-size: 13px; }
summary:focus-visible, .chip:focus-visible { outline: 2px solid var(--nk-ink); outline-offset: 2px; }
fieldset { border: 0; margin: 0 0 6px; padding: 0; min-width: 0; }
legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
label { display: flex; align-items: center; gap: 7px; min-height: 26px; cursor: pointer; line-height: 1.25; }
label span { flex: 1; min-width: 0; overflow-wrap: anywhere; }
label i { font-style: normal; color: var(--nk-ink2); font-variant-numeric: tabular-nums; }
label.empty { color: var(--nk-ink3); }
label img { flex: none; }
input { accent-color: var(--nk-ink); width: 16px; height: 16px; margin: 0; flex: none; }
p { margin: 2px 0 4px; color: var(--nk-ink2); font-size: 13px; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; }
.chip { all: unset; cursor: pointer; border: 1px solid var(--nk-border); border-radius: 4px; padding: 2px 8px;
  min-height: 24px; display: inline-flex; align-items: center; gap: 7px; max-width: 100%; box-sizing: border-box; }
.chip span { overflow-wrap: anywhere; }
.chip:hover { background: var(--nk-panel); } .chip.all { border-color: transparent; text-decoration: underline; }
@media (max-width: 640px) { label { min-height: 44px; } summary, .chip { min-height: 44px; } }
"""

_FACETS_JS = (
    ELEMENT
    + """
const open = new Map();
export default function({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".facets");
  const root = box.getRootNode();
  const focused = root.activeElement ? root.activeElement.dataset.at : null;
  const parts = data.facets.map((facet) => {
    const chosen = facet.options.filter((option) => option.chosen);
    const part = el("details");
    part.open = open.has(facet.name) ? open.get(facet.name) : facet.open || chosen.length > 0;
    part.ontoggle = () => open.set(facet.name, part.open);
    const summary = el("summary", facet.label);
    summary.dataset.at = facet.name;
    if (chosen.length) summary.append(el("small", chosen.length + " chosen"));
    const set = el("fieldset");
    set.append(el("legend", facet.label));
    for (const option of facet.options) {
      const label = el("label", undefined, { className: option.count ? "" : "empty" });
      const tick = el("input", undefined, { type: "checkbox", checked: option.chosen, disabled: option.fixed });
      tick.dataset.at = facet.name + " " + option.value;
      tick.onchange = () => {
        const values = chosen.map((one) => one.value).filter((value) => value !== option.value);
        if (tick.checked) values.push(option.value);
        setTriggerValue("choice", { facet: facet.name, values });
      };
      label.append(tick);
      if (option.glyph) label.append(el("img", undefined, { src: option.glyph, alt: "", width: 16, height: 16 }));
      label.append(el("span", option.label, { dir: "auto" }), el("i", option.count.toLocaleString("en")));
      set.append(label);
    }
    if (facet.more) set.append(el("p", facet.more));
    part.append(summary, set);
    return part;
  });
  box.replaceChildren(...parts);
  if (focused) {
    const again = [...box.querySelectorAll("[data-at]")].find((node) => node.dataset.at === focused);
    if (again) again.focus({ preventScroll: true });
  }
}
"""
)

_CHIPS_JS = """
export default function({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".chips");
  const chip = (words, name, drop) => {
    const button = document.createElement("button");
    button.type = "button"; button.className = "chip" + name;
    const text = document.createElement("span");
    text.textContent = words; text.dir = "auto";
    button.append(text);
    if (!name) {
      const cross = document.createElement("span");
      cross.textContent = "×"; cross.setAttribute("aria-hidden", "true");
      button.append(cross);
      button.setAttribute("aria-label", "Remove " + words);
    }
    button.onclick = () => setTriggerValue("drop", drop);
    return button;
  };
  const chips = data.chips.map((words, i) => chip(words, "", i));
  if (chips.length > 1) chips.push(chip("Clear all", " all", -1));
  box.replaceChildren(...chips);
}
"""

_facets = st.components.v2.component(
    "nkmap_facets", html='<div class="facets"></div>', css=_CSS, js=_FACETS_JS
)
_chips = st.components.v2.component(
    "nkmap_chips", html='<div class="chips"></div>', css=_CSS, js=_CHIPS_JS
)


def facet_list(facets: Sequence[dict[str, Any]], key: str, on_choice: Callable[[], None]) -> None:
    """Facets: name, label, open, more (words), options: value, label, count, chosen, glyph.

    A choice is reported as the facet's name with all the values that are then chosen.
    """
    _facets(data={"facets": list(facets)}, key=key, on_choice_change=on_choice)


def chips(words: Sequence[str], key: str, on_drop: Callable[[], None]) -> None:
    """Choices that can be taken away; reports which one by its place, -1 for all of them."""
    _chips(data={"chips": list(words)}, key=key, on_drop_change=on_drop)
