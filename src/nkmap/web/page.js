// What a published page has of its own: it answers the script of the map as a server would, from what the page holds,
// and keeps panel, timeline, table and address in step with it.
const D = JSON.parse(document.getElementById("maps").textContent);
const $ = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const last = Math.max(0, D.months.length - 1),
  html = document.documentElement.classList;
const state = { kind: 0, frame: D.frame, from: 0, to: last, heard: 0, chosen: {} };
// Of the page's layouts the one for the window; page.css shows the same before this script runs.
const widths = ["(min-width: 973px)", "(min-width: 641px)", "all"].map((query) =>
  matchMedia(query),
);
const layoutNow = () =>
  Math.min(
    widths.findIndex((width) => width.matches),
    D.layouts.length - 1,
  );
const WORDS = $("map-words").textContent;

// Pieces of markup and of sentences are kept once, and named by their numbers.
const whole = (named) =>
  named
    .split(" ")
    .map((number) => D.parts[number])
    .join("");
const unpacked = new Map();
function states() {
  const layout = layoutNow(),
    scene = `${state.kind} ${state.frame} ${layout}`;
  if (!unpacked.has(scene)) {
    const own = D.kinds[state.kind],
      drawn = own.scenes[state.frame * D.layouts.length + layout];
    unpacked.set(scene, {
      ...own,
      ...drawn,
      part: "states",
      scene,
      pieces: drawn.pieces.map(whole),
      sentences: own.sentences.map(whole),
    });
  }
  return unpacked.get(scene);
}

function drawMap() {
  const own = states(),
    frame = D.frames[state.frame].value,
    [layout, width, height] = D.layouts[layoutNow()];
  const now = stateOf(own, state.from, state.to),
    isFirst = state.kind === 0 && state.from === 0 && state.to === last;
  $("drawn").style.maxWidth = layout === "phone" ? "560px" : "";
  show($("drawn"), own);
  show(
    $("months"),
    { ...D, ...now, part: "months", from: state.from, to: state.to, echo: state.heard },
    answer,
  );
  show(
    $("drawn"),
    {
      part: "map",
      scene: own.scene,
      name: "Map",
      words: isFirst ? WORDS : `${now.headline} ${now.count}`,
      headline: now.headline,
      frame,
      frames: D.frames,
      chosen: state.chosen,
      echo: state.heard,
      layouts: [
        {
          ...now,
          size: own.size,
          width,
          height,
          ground: `<g class="ground"><use href="#ground-${frame}-${layout}"/></g>`,
        },
      ],
    },
    answer,
  );
}
function answer(name, value) {
  const chosen = name === "months" ? value : value.months;
  if (chosen) {
    [state.from, state.to] = chosen.first
      ? [chosen.first, chosen.last].map((month) => D.months.indexOf(month))
      : [0, last];
    state.heard = chosen.seq;
    drawBelowSoon();
  }
  if (name === "frame") state.frame = D.frames.findIndex((frame) => frame.value === value.frame);
  drawMap();
  if (name !== "open") return;
  const [kind, id] = value.claim ? ["claim", value.claim] : ["place", value.place];
  const target = D.linkTo.replace("{}", kind).replace("{}", id);
  if (open(`${kind}-${id}`)) history.pushState(null, "", target);
  else location.assign(target);
}

function drawBelow() {
  const isWhole = state.from === 0 && state.to === last,
    { rows } = stateOf(states(), state.from, state.to);
  const touches = ([start, end]) => isWhole || (start <= state.to && end >= state.from);
  all("[data-row]").forEach((row) => {
    row.hidden = !touches(D.spans[row.dataset.row]);
  });
  all(".rows").forEach((p) => {
    p.textContent = rows;
  });
  if (!D.months.length) return;
  all("svg.time").forEach((svg, i) => {
    const edges = D.time[i],
      x = edges[state.from],
      x2 = edges[state.to + 1];
    const put = (name, a, b) => {
      const box = svg.querySelector(name);
      box.setAttribute("x", a);
      box.setAttribute("width", Math.max(0, b - a));
      box.style.display = isWhole ? "none" : "";
    };
    put(".over", x, x2);
    put(".veil.before", edges[0], x);
    put(".veil.after", x2, edges[last + 1]);
  });
}
// The map goes first: timeline and table follow, once for many quick steps.
let soon = 0;
function drawBelowSoon() {
  clearTimeout(soon);
  soon = setTimeout(drawBelow, 60);
}
// The claim or place that the address names; none where it was cut or names something else.
function addressed() {
  try {
    const name = decodeURIComponent(location.hash.slice(1));
    return /^(claim|place)-/.test(name) ? name : "";
  } catch {
    return "";
  }
}
function brush(svg, i) {
  const area = svg.querySelector(".brush");
  let start = null;
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) * svg.viewBox.baseVal.width) / box.width;
    return Math.min(
      last,
      Math.max(
        0,
        D.time[i].findLastIndex((edge) => edge <= x),
      ),
    );
  };
  const choose = (month) => {
    board.months.choose(start, month);
    drawBelow();
  };
  area.addEventListener("pointerdown", (event) => {
    start = at(event);
    area.setPointerCapture(event.pointerId);
    choose(start);
  });
  area.addEventListener("pointermove", (event) => {
    if (start !== null) choose(at(event));
  });
  const done = () => {
    start = null;
    board.months.commit();
  };
  area.addEventListener("pointerup", done);
  area.addEventListener("pointercancel", done);
  area.addEventListener("dblclick", () => {
    board.months.choose(0, last);
    board.months.commit();
  });
}

const panel = $("panel"),
  empty = panel ? [...panel.childNodes] : [];
function close() {
  panel.replaceChildren(...empty);
  ring("");
}
function ring(target) {
  const [, kind, id] = target.match(/^(claim|place)-(.*)$/s) ?? [];
  state.chosen = kind ? { [kind]: id } : {};
  drawMap();
}
function open(id, quiet) {
  const told = document.getElementById(id);
  if (!told || !panel) return false;
  const copy = told.cloneNode(true);
  all("[id]", copy)
    .concat(copy)
    .forEach((node) => node.removeAttribute("id"));
  const button = make("button", {
    textContent: "Close",
    className: "close",
    type: "button",
    onclick: close,
  });
  panel.replaceChildren(button, copy);
  ring(id);
  if (!quiet && innerWidth <= 1280) panel.scrollIntoView({ block: "nearest" });
  return true;
}

// A jump lands where it is meant to once all that it passes is laid out (page.css).
const layOut = () => html.replace("waiting", "whole") || html.add("whole");
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  const target = link.getAttribute("href");
  // Beside the map a claim opens in the panel; from below, the link leads to the claim in full.
  if (!/^#(claim|place)-/.test(target) || !link.closest("#map") || !open(target.slice(1)))
    return layOut();
  event.preventDefault();
  history.pushState(null, "", target);
});
addEventListener("popstate", () => {
  if (addressed()) open(addressed(), true);
  else if (!location.hash && panel) close();
});
all("input[name=kind]").forEach((input, i) => {
  input.onchange = () => {
    state.kind = i;
    drawMap();
  };
});
if (D.months.length > 1) all("svg.time").forEach(brush);
$("months").addEventListener("months", (event) => {
  [state.from, state.to] = event.detail;
  drawBelowSoon();
});
widths.forEach((width) => width.addEventListener("change", drawMap));
addEventListener("beforeprint", drawBelow);
const [arrived] = performance.getEntriesByType("navigation");
// A link into the page, and a page that is loaded again, need its whole length to scroll.
if (location.hash || arrived?.type !== "navigate") layOut();
if (!open(addressed() || panel?.dataset.open || "", true)) drawMap();
html.add("ready");
// What stands below the window comes once the map is painted.
new PerformanceObserver(() => html.remove("waiting")).observe({ type: "paint", buffered: true });
