"""The bar below a slide: step, play, ask who says so; keys and full screen.

Streamlit's buttons know one key each and no clock. A step is asked for by its number, so that keys
pressed faster than slides arrive are not lost. Windows of one browser follow each other on a
channel of their own; nothing is sent anywhere. Text is set with ``textContent`` only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from nkmap.app.components.connection import EVENT
from nkmap.app.components.element import ELEMENT

CHANNEL = "nkmap-briefing"
"""What the windows of one browser talk on."""

_CSS = """
:host, .bar { font-family: var(--st-font); color: var(--nk-ink); }
.bar { position: relative; font-size: max(20px, calc(1.15 * var(--nk-u, 16px))); line-height: 1.2; }
.dashes { display: flex; gap: 5px; margin: 0 0 8px; padding: 0; list-style: none; }
.dashes button { flex: 1; height: 44px; padding: 0; border: 0; background: none; cursor: pointer; min-width: 6px; }
.dashes button i { display: block; height: 7px; background: var(--nk-line); }
.dashes button.seen i { background: var(--nk-ink); }
.dashes button[aria-current] i { background: var(--nk-page); outline: 3px solid var(--nk-ink); outline-offset: -1px; height: 9px; }
.row { display: flex; gap: 8px; align-items: center; }
.row > button, .row > .more > button { all: unset; box-sizing: border-box; cursor: pointer; min-width: 48px; height: 48px; padding: 0 10px;
  border: 2px solid var(--nk-border); border-radius: 4px; text-align: center; white-space: nowrap; background: var(--nk-page); }
.row > button.on { background: var(--nk-ink); color: var(--nk-page); border-color: var(--nk-ink); }
.row > button[disabled] { color: var(--nk-ink3); border-color: var(--nk-line); cursor: default; }
.row .of { flex: 1; text-align: center; font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
button:focus-visible { outline: 3px solid var(--nk-ink) !important; outline-offset: 2px; }
.more { position: relative; }
.menu { position: absolute; bottom: 56px; right: 0; z-index: 30; background: var(--nk-page); border: 2px solid var(--nk-ink);
  border-radius: 4px; padding: 6px 0; display: none; width: max-content; max-width: 86vw; max-height: 70vh; overflow-y: auto; }
.menu.open { display: block; }
.menu button { all: unset; box-sizing: border-box; cursor: pointer; display: flex; gap: 24px; justify-content: space-between; align-items: center;
  width: 100%; min-height: 44px; padding: 0 16px; }
.menu button:hover, .menu button:focus-visible { background: var(--nk-panel); }
.menu kbd { font: inherit; color: var(--nk-ink2); }
.menu label { display: flex; gap: 12px; align-items: center; justify-content: space-between; min-height: 44px; padding: 0 16px; }
.menu input { font: inherit; width: 4.5em; padding: 4px 8px; background: var(--nk-page); color: var(--nk-ink); border: 2px solid var(--nk-border); border-radius: 4px; }
.said { position: absolute; margin: -1px; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 640px) {
  .bar { font-size: 16px; } .row { gap: 5px; } .row > button, .row > .more > button { min-width: 44px; padding: 0 6px; }
  .row > .play { display: none; }
}
svg { width: 22px; height: 22px; vertical-align: -4px; }
"""

_JS = (
    ELEMENT
    + """
const shape = (d) => {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24"); svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", d); path.setAttribute("fill", "none"); path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "2.6"); path.setAttribute("stroke-linejoin", "round"); path.setAttribute("stroke-linecap", "round");
  svg.append(path);
  return svg;
};
const LEFT = "M20 12H4M11 5l-7 7 7 7", RIGHT = "M4 12h16M13 5l7 7-7 7", PLAY = "M7 4l13 8-13 8z",
  PAUSE = "M8 4v16M16 4v16", MORE = "M5 12h.01M12 12h.01M19 12h.01", LEAVE = "M5 5l14 14M19 5L5 19";
const bars = new WeakMap();

export default function({ data, parentElement, setTriggerValue }) {
  let bar = bars.get(parentElement);
  if (!bar) { bar = build(parentElement.querySelector(".bar")); bars.set(parentElement, bar); }
  bar.show(data, setTriggerValue);
  return () => { bar.stop(); bars.delete(parentElement); };
}

function build(box) {
  let data, trigger, wanted = null, timer = null, seconds = 15, offline = false;
  const told = new BroadcastChannel("CHANNEL");
  const dashes = el("div", undefined, { className: "dashes" });
  const row = el("div", undefined, { className: "row" });
  const press = (icon, name, key, act) => {
    const button = el("button", icon ? undefined : name, { type: "button", title: name + " (" + key + ")", onclick: act });
    if (icon) button.append(shape(icon));
    button.setAttribute("aria-label", name);
    button.setAttribute("aria-keyshortcuts", key);
    return button;
  };
  const now = () => wanted === null ? data.step : wanted;
  const go = (to) => {
    to = Math.max(1, Math.min(data.of, to));
    if (to === now() || offline) return;
    wanted = to; paint(); trigger("go", to);
  };
  const byHand = (to) => { pause(); go(to); };
  const pause = () => { if (timer) { clearInterval(timer); timer = null; paint(); } };
  const play = () => {
    if (timer) return pause();
    if (now() >= data.of) go(1);
    timer = setInterval(() => { if (now() >= data.of) pause(); else go(now() + 1); }, seconds * 1000);
    paint();
  };
  const aside = (name) => { close(); pause(); trigger("aside", data.aside === name ? "" : name); };
  const full = () => {
    close();
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  };
  const second = () => { close(); window.open(data.second, "nkmap-notes", "popup,width=1000,height=700"); };
  const leave = () => { pause(); trigger("leave", "map"); };
  const back = press(LEFT, "Previous step", "ArrowLeft", () => byHand(now() - 1));
  const next = press(RIGHT, "Next step", "ArrowRight", () => byHand(now() + 1));
  const run = press(PLAY, "Play", "p", play);
  const of = el("span", "", { className: "of" });
  const who = press(null, "Says who?", "w", () => aside("who"));
  const more = el("div", undefined, { className: "more" });
  const menu = el("div", undefined, { className: "menu" });
  const open = press(MORE, "More", "m", () => toggle());
  const out = press(LEAVE, "Leave the briefing", "q", leave);
  const said = el("p", "", { className: "said" });
  said.setAttribute("aria-live", "polite");
  menu.id = "presenter-menu"; open.setAttribute("aria-controls", menu.id);
  const toggle = () => { menu.classList.toggle("open"); paint(); if (menu.classList.contains("open")) menu.querySelector("button").focus(); };
  const close = () => { if (menu.classList.contains("open")) { menu.classList.remove("open"); open.focus(); paint(); } };
  const item = (name, key, act) => {
    const button = el("button", undefined, { type: "button", onclick: act });
    button.append(el("span", name), el("kbd", key));
    if (key) button.setAttribute("aria-keyshortcuts", key);
    menu.append(button);
  };
  item("Presenter’s notes", "N", () => aside("notes"));
  item("Notes in a second window", "S", second);
  item("Full screen", "F", full);
  item("Open this step on the Map", "O", () => { pause(); trigger("leave", "step"); });
  item("Prepare a briefing, take files", "", () => { pause(); trigger("leave", "prepare"); });
  const pace = el("label", "Seconds for a step when playing");
  const field = el("input", undefined, { type: "number", min: 3, max: 120, value: seconds });
  field.onchange = () => { seconds = Math.max(3, Math.min(120, Number(field.value) || 15)); field.value = seconds; pause(); };
  pace.append(field); menu.append(pace);
  more.append(menu, open);
  row.append(back, next, run, of, who, more, out);
  box.replaceChildren(dashes, row, said);
  next.classList.add("on"); run.classList.add("play");

  let tabbed = false;
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const at = event.composedPath()[0];
    if (at && at.closest && at.closest("input, textarea, select, [contenteditable=true]")) return;
    // Who came to a mark of the map by keys goes on from mark to mark by them; who clicked on one, to the next step.
    const walks = event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
    if (event.key === "Tab") tabbed = true;
    if (walks && tabbed && at && at.matches && at.matches("svg a")) return;
    const acts = {
      ArrowRight: () => byHand(now() + 1), ArrowLeft: () => byHand(now() - 1),
      PageDown: () => byHand(now() + 1), PageUp: () => byHand(now() - 1),
      Home: () => byHand(1), End: () => byHand(data.of), w: () => aside("who"), n: () => aside("notes"),
      s: second, f: full, p: play, m: toggle, o: () => trigger("leave", "step"), q: leave,
      Escape: () => { if (menu.classList.contains("open")) close(); else if (data.aside) aside(data.aside); },
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault(); event.stopPropagation();
    act();
  };
  const away = (event) => {
    tabbed = false;
    if (menu.classList.contains("open") && !event.composedPath().includes(more)) { menu.classList.remove("open"); paint(); }
  };
  // A step that was asked for while the connection broke did not arrive, and the bar must not say it.
  const connection = ({ detail: lost }) => { offline = lost; if (lost) { pause(); wanted = null; paint(); } };
  window.addEventListener("EVENT", connection);
  document.addEventListener("keydown", keys, true);
  document.addEventListener("pointerdown", away, true);

  const tell = () => told.postMessage({ kind: "slide", ...data.told });
  told.onmessage = ({ data: message }) => {
    if (message.kind === "hello") tell();
    if (message.kind === "go") byHand(message.step === "next" ? now() + 1 : message.step === "previous" ? now() - 1 : message.step);
  };

  const paint = () => {
    const at = now();
    of.textContent = at + " of " + data.of;
    back.disabled = at <= 1; next.disabled = at >= data.of;
    run.replaceChildren(shape(timer ? PAUSE : PLAY));
    run.setAttribute("aria-label", timer ? "Pause" : "Play"); run.title = (timer ? "Pause" : "Play") + " (p)";
    run.classList.toggle("on", Boolean(timer));
    who.classList.toggle("on", data.aside === "who");
    who.setAttribute("aria-expanded", data.aside === "who");
    open.setAttribute("aria-expanded", menu.classList.contains("open"));
    while (dashes.children.length > data.of) dashes.lastChild.remove();
    for (let n = dashes.children.length + 1; n <= data.of; n++) {
      const dash = el("button", undefined, { type: "button", tabIndex: -1, onclick: () => byHand(n) });
      dash.append(el("i")); dashes.append(dash);
    }
    [...dashes.children].forEach((dash, i) => {
      dash.setAttribute("aria-label", "Step " + (i + 1) + ": " + data.titles[i]);
      dash.title = (i + 1) + ". " + data.titles[i];
      dash.classList.toggle("seen", i + 1 < at);
      if (i + 1 === at) dash.setAttribute("aria-current", "step"); else dash.removeAttribute("aria-current");
    });
  };

  return {
    show(given, setTriggerValue) {
      const fresh = !data || given.step !== data.step;
      data = given; trigger = (...told) => { if (!offline) setTriggerValue(...told); };
      if (wanted === data.step) wanted = null;
      paint();
      if (fresh) said.textContent = data.told.counted + ": " + data.told.title;
      tell();
    },
    stop() {
      if (timer) clearInterval(timer);
      window.removeEventListener("EVENT", connection);
      document.removeEventListener("keydown", keys, true);
      document.removeEventListener("pointerdown", away, true);
      told.postMessage({ kind: "gone" });
      told.close();
    },
  };
}
""".replace("CHANNEL", CHANNEL).replace("EVENT", EVENT)
)

_bar = st.components.v2.component(
    "nkmap_presenter", html='<div class="bar"></div>', css=_CSS, js=_JS
)


def presenter_bar(
    data: dict[str, Any],
    on_go: Callable[[], None],
    on_aside: Callable[[], None],
    on_leave: Callable[[], None],
) -> None:
    """The bar of a slide. ``data``: step, of, titles, aside, the second window's address, ``told``.

    ``told`` is what the second window shows: counted, title, text, notes, next.
    """
    _bar(
        data=data,
        key="presenter",
        on_go_change=on_go,
        on_aside_change=on_aside,
        on_leave_change=on_leave,
    )
