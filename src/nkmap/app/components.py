"""Two small components Streamlit has no widget for: the window's width, and a table of claims.

``st.dataframe`` clips long text, and a clipped hedge is a changed fact; ``st.table`` cannot be
chosen from. Both components set text with ``textContent`` only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

_WINDOW_JS = """
export default function({ data, setStateValue }) {
  const steps = [640, 768, 900, 1024, 1200, 1280, 1366, 1440, 1536, 1680, 1920, 2240, 2560];
  const bucket = () => {
    const w = window.innerWidth;
    if (w < steps[0]) return Math.max(320, Math.floor(w / 10) * 10);
    return steps.filter((s) => s <= w).pop();
  };
  let last = data.width, timer;
  const report = () => {
    const now = bucket();
    if (now !== last) { last = now; setStateValue("width", now); }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(report, 200); };
  report();
  window.addEventListener("resize", later);
  return () => { clearTimeout(timer); window.removeEventListener("resize", later); };
}
"""

_TABLE_CSS = """
.wrap { overflow-x: auto; font-family: var(--st-font); font-size: 14.5px; line-height: 1.35; }
table { border-collapse: collapse; width: 100%; color: var(--nk-ink); }
caption { text-align: left; font-weight: 700; font-size: 20px; padding: 0 0 8px;
  font-family: var(--st-heading-font); }
th, td { text-align: left; vertical-align: top; padding: 8px 12px 8px 0;
  border-bottom: 1px solid var(--nk-line); overflow-wrap: break-word;
  word-break: normal; min-width: 4.5em; }
thead th { border-bottom: 2px solid var(--nk-ink); font-size: 13px; white-space: nowrap;
  color: var(--nk-ink2); }
th[scope=row] { font-weight: 400; white-space: nowrap; width: 1%; }
tr.chosen td, tr.chosen th[scope=row] { background: var(--nk-panel); }
tr.chosen th[scope=row] { box-shadow: inset 3px 0 0 var(--kind); padding-left: 8px; }
td.kind { white-space: nowrap; font-weight: 700; color: var(--kind); }
td.figure { font-weight: 600; min-width: 11em; }
td.lines, td.origin { white-space: pre-line; font-size: 13.5px; }
tr.series th { text-align: left; padding: 18px 0 6px; border-bottom: 2px solid var(--kind);
  white-space: normal; font-weight: 400; }
tr.series b { color: var(--kind); font-size: 17px; } tr.series span { color: var(--nk-ink2);
  font-size: 13.5px; margin-left: 8px; } tr.series i { float: right; font-style: normal;
  font-weight: 600; }
.bar { position: relative; display: flex; height: 10px; margin-top: 5px; align-items: center; }
.bar .solid { background: var(--kind); height: 10px; min-width: 2px; }
.bar .dashed { border: 1.5px dashed var(--kind); height: 10px; box-sizing: border-box; }
.bar .open { color: var(--kind); font-size: 15px; line-height: 10px; margin-left: 3px; }
.bar .tick { position: absolute; width: 3px; height: 12px; background: var(--kind); }
.bar .unknown { border: 1.5px dashed var(--nk-ink); width: 26px; height: 14px; font-weight: 700;
  font-size: 11px; line-height: 11px; text-align: center; box-sizing: border-box; }
td.caution { color: var(--nk-warn); }
tbody tr:not(.series) { cursor: pointer; }
tbody tr:not(.series):hover td, tbody tr:not(.series):hover th { background: var(--nk-panel); }
tr.old { text-decoration: line-through; opacity: .75; }
button { all: unset; cursor: pointer; text-decoration: underline; color: var(--nk-ink);
  min-height: 24px; }
button:focus-visible { outline: 2px solid var(--nk-ink); outline-offset: 2px; }
@media (max-width: 640px) {
  thead { display: none; }
  td::before { content: attr(data-label) ": "; color: var(--nk-ink2); font-weight: 400; }
  table, caption, tbody, tr, td, th[scope=row] { display: block; width: auto; }
  tr { border-bottom: 1px solid var(--nk-line); padding: 8px 0; }
  th, td { border: 0; padding: 2px 0; }
  tr.series i { float: none; display: block; } tr.series span { margin: 0; display: block; }
  button { min-height: 44px; display: inline-flex; align-items: center; }
}
"""

_TABLE_JS = """
let asked = null;
export default function({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".wrap");
  const root = box.getRootNode();
  const focused = root.activeElement && root.activeElement.dataset
    ? root.activeElement.dataset.claim : null;
  const el = (tag, text, props = {}) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    Object.assign(node, props);
    return node;
  };
  const table = el("table");
  table.append(el("caption", data.caption));
  const head = el("tr");
  for (const name of data.columns) head.append(el("th", name, { scope: "col" }));
  const thead = el("thead"); thead.append(head); table.append(thead);
  const body = el("tbody");
  const bar = (given) => {
    const box = el("div", undefined, { className: "bar" });
    box.setAttribute("aria-hidden", "true");
    const part = (name, width, text) => {
      const node = el("span", text, { className: name });
      if (width !== null) node.style.width = width + "%";
      box.append(node);
      return node;
    };
    if (given.unknown) part("unknown", null, "?");
    for (const at of given.ticks) part("tick", null).style.left = at + "%";
    if (given.solid) part("solid", given.solid);
    if (given.dashed > given.solid) part("dashed", given.dashed - given.solid);
    if (given.open) part("open", null, "›");
    return box;
  };
  for (const row of data.rows) {
    const tr = el("tr");
    if (row.section) {
      tr.className = "series";
      tr.style.setProperty("--kind", row.colour);
      const head = el("th", undefined, { colSpan: data.columns.length, scope: "rowgroup" });
      head.append(el("b", row.section), el("i", row.note), el("span", row.meaning));
      tr.append(head); body.append(tr);
      continue;
    }
    tr.style.setProperty("--kind", row.colour);
    tr.classList.toggle("old", row.old);
    if (row.id === data.chosen) { tr.classList.add("chosen"); tr.setAttribute("aria-current", "true"); }
    const choose = () => { asked = row.id; setTriggerValue("claim", row.id); };
    const first = el("th", undefined, { scope: "row" });
    const button = el("button", row.id, { type: "button" });
    button.dataset.claim = row.id;
    button.setAttribute("aria-label", "Open claim " + row.id);
    button.onclick = (event) => { event.stopPropagation(); choose(); };
    first.append(button); tr.append(first);
    row.cells.forEach((text, i) => {
      const cell = el("td", text, { className: data.styles[i], dir: "auto" });
      cell.dataset.label = data.columns[i + 1];
      if (data.styles[i] === "origin") {
        const cut = text.indexOf(",") < 0 ? text.length : text.indexOf(",");
        cell.replaceChildren(el("b", text.slice(0, cut)), text.slice(cut));
      }
      if (row.bar && data.styles[i] === "figure") cell.append(bar(row.bar));
      tr.append(cell);
    });
    tr.onclick = choose;
    body.append(tr);
  }
  table.append(body);
  box.replaceChildren(table);
  if (asked && asked === data.chosen) {
    asked = null;
    // On a phone the claim opens far from its row.
    if (window.innerWidth < 640) setTimeout(() => {
      const panel = document.querySelector(".st-key-panel");
      if (panel) panel.scrollIntoView({ block: "start" });
    }, 400);
  }
  if (focused) {
    const again = [...box.querySelectorAll("button")].find((b) => b.dataset.claim === focused);
    if (again) again.focus({ preventScroll: true });
  }
}
"""

_window = st.components.v2.component("nkmap_window", html="<span hidden></span>", js=_WINDOW_JS)
_table = st.components.v2.component(
    "nkmap_table", html='<div class="wrap"></div>', css=_TABLE_CSS, js=_TABLE_JS
)


def window_width(width: int, on_change: Callable[[], None]) -> None:
    """Watch the width of the reader's window; reports, in steps, only when it differs."""
    _window(data={"width": width}, key="window_watch", on_width_change=on_change)


def claim_table(data: dict[str, Any], key: str, on_choose: Callable[[], None]) -> None:
    """A table whose rows open claims. ``data``: caption, columns, styles, rows, chosen id."""
    _table(data=data, key=key, on_claim_change=on_choose)
