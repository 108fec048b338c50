"""A table of claims whose rows open their claim.

``st.dataframe`` clips long text, and a clipped hedge is a changed fact; ``st.table`` cannot be
chosen from. All text is set with ``textContent`` only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from nkmap.app.components.element import ELEMENT

_CSS = """
.wrap { overflow-x: auto; scroll-margin-top: 72px; font-family: var(--st-font); font-size: 14.5px; line-height: 1.35; }
table { border-collapse: collapse; width: 100%; color: var(--nk-ink); }
caption { text-align: left; font-weight: 700; font-size: 20px; padding: 0 0 8px;
  font-family: var(--st-heading-font); }
th, td { text-align: left; vertical-align: top; padding: 8px 12px 8px 0;
  border-bottom: 1px solid var(--nk-line); overflow-wrap: break-word;
  word-break: normal; min-width: 4.5em; }
th a { color: var(--nk-ink3); font-size: 12px; margin-left: 2px; }
th .sort { text-decoration: none; white-space: nowrap; }
th .sort:hover { text-decoration: underline; }
th[aria-sort=ascending] .sort, th[aria-sort=descending] .sort { color: var(--nk-ink); }
td.kind img { vertical-align: -3px; }
th.number { padding-left: 2em; white-space: normal; }
td.number { min-width: 15em; }
td.number div { display: grid; grid-template-columns: 7.4em 1fr; column-gap: .5em; }
td.number b { text-align: right; font-weight: 700; }
td.number.none b { font-weight: 400; } td.number.none { color: var(--nk-ink2); }
.pages { display: flex; align-items: center; gap: 18px; padding: 12px 0; font-size: 14px; }
.pages .turn { min-height: 44px; display: inline-flex; align-items: center; }
.pages .turn:disabled { color: var(--nk-ink3); text-decoration: none; cursor: default; }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--nk-ink); font-size: 13px; white-space: nowrap;
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
  td.number div { display: inline; } td.number { min-width: 0; }
  tr.series i { float: none; display: block; } tr.series span { margin: 0; display: block; }
  button { min-height: 44px; display: inline-flex; align-items: center; }
}
"""

_JS = (
    ELEMENT
    + """
let asked = null, turned = false;
export default function({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".wrap");
  const root = box.getRootNode();
  const focused = root.activeElement && root.activeElement.dataset
    ? root.activeElement.dataset.claim : null;
  const table = el("table");
  table.append(el("caption", data.caption));
  const head = el("tr");
  data.columns.forEach((name, i) => {
    const key = data.keys && i ? data.keys[i - 1] : "";
    const th = el("th", key ? "" : name, { scope: "col", className: i ? data.styles[i - 1] : "" });
    if (key) {
      const now = data.sorted === key ? (data.descending ? "descending" : "ascending") : "none";
      th.setAttribute("aria-sort", now);
      const button = el("button", name, { type: "button", className: "sort" });
      button.dataset.claim = "sort " + key;
      const arrow = el("span", now === "none" ? "" : data.descending ? " ↓" : " ↑");
      arrow.setAttribute("aria-hidden", "true");
      button.append(arrow);
      button.onclick = () => setTriggerValue("sort", key);
      th.append(button);
    }
    head.append(th);
  });
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
    first.append(button);
    if (data.link) {
      const link = el("a", "link", { href: data.link + encodeURIComponent(row.id), target: "_blank" });
      link.setAttribute("aria-label", "Link to claim " + row.id);
      link.onclick = (event) => event.stopPropagation();
      first.append(" ", link);
    }
    tr.append(first);
    row.cells.forEach((text, i) => {
      const pair = Array.isArray(text);
      const cell = el("td", pair ? "" : text, { className: data.styles[i], dir: "auto" });
      if (pair) {
        const both = el("div");
        both.append(el("b", text[0]), " ", el("span", text[1]));
        cell.append(both);
        cell.classList.toggle("none", row.unknown);
      }
      cell.dataset.label = data.columns[i + 1];
      if (data.styles[i] === "origin") {
        const cut = text.indexOf(",") < 0 ? text.length : text.indexOf(",");
        cell.replaceChildren(el("b", text.slice(0, cut)), text.slice(cut));
      }
      if (data.styles[i] === "kind" && row.glyph) {
        cell.prepend(el("img", undefined, { src: row.glyph, alt: "", width: 16, height: 16 }), " ");
      }
      if (row.bar && data.styles[i] === "figure") cell.append(bar(row.bar));
      tr.append(cell);
    });
    tr.onclick = choose;
    body.append(tr);
  }
  table.append(body);
  const parts = [table];
  if (data.pages && data.pages.pages > 1) {
    const nav = el("nav", undefined, { className: "pages" });
    nav.setAttribute("aria-label", "Pages of the table");
    const turn = (name, to) => {
      const button = el("button", name, { type: "button", className: "turn" });
      button.dataset.claim = "page " + name;
      button.disabled = to < 1 || to > data.pages.pages;
      button.onclick = () => { turned = true; setTriggerValue("page", to); };
      return button;
    };
    nav.append(turn("Previous page", data.pages.page - 1), el("span", data.pages.words),
      turn("Next page", data.pages.page + 1));
    parts.push(nav);
  }
  box.replaceChildren(...parts);
  if (turned) {
    turned = false;
    box.scrollIntoView({ block: "start" });
  }
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
)

_table = st.components.v2.component(
    "nkmap_table", html='<div class="wrap"></div>', css=_CSS, js=_JS
)


def claim_table(
    data: dict[str, Any],
    key: str,
    on_choose: Callable[[], None],
    on_sort: Callable[[], None] | None = None,
    on_page: Callable[[], None] | None = None,
) -> None:
    """A table whose rows open claims. ``data``: caption, columns, styles, rows, chosen id.

    It may also hold ``keys``, what each column is sorted by, with ``sorted`` and ``descending``;
    ``link``, the beginning of a row's link, before the id; and ``pages``: page, of how many, words.
    A cell of the style ``number`` is a pair: what stands left of the line of digits' end, and what
    stands right of it.
    """
    _table(
        data=data,
        key=key,
        on_claim_change=on_choose,
        on_sort_change=on_sort or _nothing,
        on_page_change=on_page or _nothing,
    )


def _nothing() -> None:
    """A table that is not sorted or paged reports neither."""
