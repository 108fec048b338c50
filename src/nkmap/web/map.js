// A drawn map and its months: the same script in the dashboard and in a published page.
//
// Whoever loads it calls `show(root, data, send)` for each part of a page, again whenever its data change: the `map`
// (tabs, drawing, tips, legend), the `months` (what is counted, and the choice of months), and the `moments` (what
// belongs to each choice of months), which are not seen. `send(name, value)` hands over what a reader did.
// Text is set with textContent only; markup comes from the renderer of drawings, which escapes what it is given.

const SVG = "http://www.w3.org/2000/svg";
// What the parts of one page know of each other. `sent` counts the choices of months handed over: data that answer an
// older one are not obeyed, or handles would jump back under a hand that was quicker than the server.
const board = { map: null, months: null, moments: null, sent: 0 };

function show(root, data, send) {
  const told = typeof data === "string" ? JSON.parse(data) : data;
  if (told.part === "moments") {
    board.moments = told;
    return undefined;
  }
  const part = (root.nkmap ??= (told.part === "map" ? mapPart : monthsPart)(root, send));
  board[told.part] = part;
  part.show(told);
  return () => {
    part.end();
    if (board[told.part] === part) board[told.part] = null;
  };
}

const make = (name, props = {}, ...inside) => {
  const node = Object.assign(document.createElement(name), props);
  node.append(...inside);
  return node;
};

// Text elsewhere on the page that follows the months. It is made by the page, so it is there without this script; React
// sets it anew only where the server says something else.
function follow(words) {
  for (const node of document.querySelectorAll("[data-nk-follows]")) {
    const text = words[node.dataset.nkFollows];
    if (text !== undefined && node.textContent !== text) node.textContent = text;
  }
}

function waiting(is) {
  for (const node of document.querySelectorAll("[data-nk-follows]")) node.toggleAttribute("data-nk-waiting", is);
}

// ------------------------------------------------------------------------------------------------ the map

function mapPart(root, send) {
  const tabs = make("div", { className: "tabs" });
  tabs.setAttribute("role", "group");
  tabs.setAttribute("aria-label", "Frame");
  // A published page comes with its first map drawn, which stays where it is.
  const box = root.querySelector(".nk-map"), before = box.querySelector(".stage");
  const svg = before?.querySelector("svg") ?? document.createElementNS(SVG, "svg");
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-describedby", "words");
  const tip = make("div", { className: "tip", id: "tip", hidden: true });
  tip.setAttribute("role", "tooltip");
  const words = make("p", { id: "words", className: "unseen" });
  const stage = before ?? make("div", { className: "stage" }, svg);
  stage.tabIndex = -1;
  stage.append(tip, words);
  const legend = make("ul", { className: "nk-legend" });
  legend.setAttribute("aria-label", "Legend");
  for (const node of [...box.children]) if (node !== stage) node.remove();
  box.prepend(tabs);
  if (!before) box.append(stage);
  box.append(legend);

  let data = null, layout = null, drawn = null, walk = [], at = 0, tipped = null;
  const markups = new WeakMap();

  const idOf = mark => mark.dataset.claim ? `claim=${mark.dataset.claim}` : `place=${mark.dataset.place}`;
  const focused = () => svg.getRootNode().activeElement?.closest("a");

  // Of the layouts sent, the widest that is not made smaller than 0.95 of its size.
  function fitting() {
    const wide = stage.clientWidth || Infinity;
    const fit = data.layouts.filter(one => one.width * 0.95 <= wide);
    return fit.length ? fit.reduce((a, b) => (a.width >= b.width ? a : b)) : data.layouts.reduce((a, b) => (a.width <= b.width ? a : b));
  }

  function parsed(markup) {
    const box = document.createElementNS(SVG, "g");
    box.innerHTML = markup;
    const node = box.firstElementChild;
    markups.set(node, markup);
    return node;
  }

  // Groups that stay are left where they are: what has the focus keeps it, and the ground is drawn once.
  function draw(groups, samples) {
    const had = focused(), name = had && idOf(had), spare = new Map();
    const ground = svg.querySelector(".ground"), glide = gliding(), were = glide ? stands() : [];
    if (svg.children.length === groups.length && !markups.has(svg.firstElementChild)) {
      [...svg.children].forEach((node, i) => markups.set(node, groups[i]));
    }
    for (const node of svg.children) {
      const markup = markups.get(node);
      spare.set(markup, [...(spare.get(markup) ?? []), node]);
    }
    const wanted = groups.map(markup => spare.get(markup)?.shift() ?? parsed(markup));
    for (const nodes of spare.values()) nodes.forEach(node => node.remove());
    wanted.forEach((node, i) => { if (svg.children[i] !== node) svg.insertBefore(node, svg.children[i] ?? null); });
    legend.innerHTML = samples.map(sample => `<li>${sample}</li>`).join("");
    legend.hidden = !samples.length;
    stage.classList.remove("waits");
    dress();
    if (glide && ground?.isConnected) moveFrom(were, glide);
    if (tipped && !tipped.isConnected) hideTip();
    if (had && !had.isConnected) (walk.find(mark => idOf(mark) === name) ?? stage).focus({ preventScroll: true });
  }

  // From step to step of a briefing in one frame, what is drawn at a place that was drawn before grows out of what was there.
  // `--nk-glide` says how long that takes; nothing moves for who wants less motion, or where another frame is cut to.
  const gliding = () => matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : parseFloat(getComputedStyle(stage).getPropertyValue("--nk-glide")) || 0;
  const stands = () => {
    const all = svg.getBoundingClientRect(), unit = layout.width / all.width;
    return [...svg.querySelectorAll("a")].map(mark => {
      const { left, top, width, height } = (mark.querySelector(".target") ?? mark).getBoundingClientRect();
      return { mark, id: idOf(mark), high: height * unit, x: (left + width / 2 - all.left) * unit, y: (top + height / 2 - all.top) * unit };
    });
  };
  function moveFrom(were, seconds) {
    for (const { mark, id, high, x, y } of stands()) {
      const was = were.find(one => one.id === id) ?? were.find(one => Math.hypot(one.x - x, one.y - y) < 24);
      if (!was || was.mark === mark) continue;
      const scale = was.high / high;
      const from = { translate: `${was.x - x * scale}px ${was.y - y * scale}px`, scale, opacity: 1 };
      mark.animate([from, { translate: "0px 0px", scale: 1, opacity: 1 }], { duration: seconds * 1000, easing: "ease-in-out" });
    }
  }

  // What the data say of the marks, beside the drawing: their addresses, what is chosen, and how keys go through them.
  function dress() {
    const chosen = data.chosen ?? {};
    const marks = [...svg.querySelectorAll("a")];
    for (const mark of marks) {
      const claims = (mark.dataset.claims ?? "").split(" ");
      const is = chosen.claim ? mark.dataset.claim === chosen.claim || claims.includes(chosen.claim)
        : Boolean(chosen.place) && mark.dataset.place === chosen.place;
      is ? mark.setAttribute("aria-current", "true") : mark.removeAttribute("aria-current");
      mark.setAttribute("tabindex", "-1");
    }
    for (const link of data.link ? [...marks, ...legend.querySelectorAll("a")] : []) {
      link.setAttribute("href", data.link + idOf(link).replace(/=.*/s, value => `=${encodeURIComponent(value.slice(1))}`));
    }
    walk = inReadingOrder(marks);
    const now = focused();
    at = Math.max(0, walk.findIndex(now ? mark => mark === now : mark => mark.hasAttribute("aria-current")));
    walk[at]?.setAttribute("tabindex", "0");
  }

  // Line by line from the top, each line from the left; a thing that is opened in two places is met once.
  function inReadingOrder(marks) {
    const LINE = 36, met = new Set(), found = [];
    for (const mark of marks) {
      if (met.has(idOf(mark))) continue;
      met.add(idOf(mark));
      const box = (mark.querySelector(".target") ?? mark).getBoundingClientRect();
      found.push([Math.round((box.top + box.bottom) / 2 / LINE), box.left, mark]);
    }
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(one => one[2]);
  }

  function showTip(mark) {
    tipped = mark;
    tip.replaceChildren(...mark.dataset.tip.split("\n").map(line => make("p", { textContent: line, dir: "auto" })));
    tip.hidden = false;
    const all = stage.getBoundingClientRect(), box = (mark.querySelector(".target") ?? mark).getBoundingClientRect();
    const wide = tip.offsetWidth, high = tip.offsetHeight, gap = 8;
    const left = (box.left + box.right) / 2 - all.left - wide / 2;
    const over = box.top - all.top - high - gap, under = box.bottom - all.top + gap;
    tip.style.left = `${Math.max(4, Math.min(left, all.width - wide - 4))}px`;
    tip.style.top = `${Math.max(4, Math.min(over >= 4 ? over : under, all.height - high - 4))}px`;
    mark.setAttribute("aria-describedby", "tip");
  }

  function hideTip() {
    tipped?.removeAttribute("aria-describedby");
    tipped = null;
    tip.hidden = true;
  }

  function open(mark) {
    const moved = board.months?.release() ?? null;
    const value = mark.dataset.claim ? { claim: mark.dataset.claim } : { place: mark.dataset.place };
    send("open", { ...value, months: moved });
  }

  const tippedBy = event => event.target.closest("[data-tip]");
  svg.addEventListener("pointerover", event => { const mark = tippedBy(event); mark ? showTip(mark) : hideTip(); });
  svg.addEventListener("pointerleave", () => { const now = focused(); now?.dataset.tip ? showTip(now) : hideTip(); });
  svg.addEventListener("focusin", event => { const mark = tippedBy(event); if (mark) showTip(mark); });
  svg.addEventListener("focusout", hideTip);
  for (const part of [svg, legend]) part.addEventListener("click", event => {
    const mark = event.target.closest("a");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;  // a browser follows the link as it would any
    event.preventDefault();
    if (String(getSelection())) return;  // text was selected, nothing was asked for
    at = Math.max(0, walk.findIndex(one => idOf(one) === idOf(mark)));
    open(mark);
  });
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  svg.addEventListener("keydown", event => {
    const mark = event.target.closest("a");
    if (event.key === "Escape") hideTip();
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") { event.preventDefault(); open(mark); }
    const by = STEPS[event.key];
    if (!by || !walk.length) return;
    event.preventDefault();
    at = Math.max(0, Math.min(walk.length - 1, walk.findIndex(one => idOf(one) === idOf(mark)) + by));
    walk[at].focus();
  });
  // One stop for Tab: the mark that was met last. Tab goes on to what stands below the map.
  svg.addEventListener("focusin", event => {
    const mark = event.target.closest("a"), here = walk.indexOf(mark);
    if (here >= 0) walk.forEach(one => one.setAttribute("tabindex", one === mark ? "0" : "-1"));
  });

  function frames() {
    tabs.hidden = data.frames.length < 2;
    const before = [...tabs.querySelectorAll("button")];
    if (before.map(one => one.value).join() !== data.frames.map(one => one.value).join()) {
      tabs.replaceChildren(...data.frames.map(({ value, label }) => {
        const tab = make("button", { type: "button", value, textContent: label });
        tab.addEventListener("click", () => send("frame", { frame: value, months: board.months?.release() ?? null }));
        return tab;
      }));
    }
    for (const tab of tabs.querySelectorAll("button")) tab.setAttribute("aria-pressed", tab.value === data.frame);
  }

  function refresh() {
    if (!data.layouts.length) return;
    layout = fitting();
    svg.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
    draw([layout.ground, ...layout.groups], layout.legend);
    follow(data.follows);
    waiting(false);
  }

  const sized = new ResizeObserver(() => { if (data?.layouts.length > 1 && fitting() !== layout) refresh(); hideTip(); });
  sized.observe(stage);

  return {
    show(told) {
      const before = data;
      data = told;
      frames();
      stage.hidden = legend.hidden = !data.layouts.length;
      svg.setAttribute("aria-label", data.name);
      words.textContent = data.words;
      // A choice of months that the server has not answered yet stays on the map, unless another map is asked for.
      if (board.months?.ahead(data) && before?.scene === data.scene) dress();
      else refresh();
    },
    refresh,
    // What belongs to another choice of months; tells whether it was sent.
    moment(from, to) {
      const all = board.moments;
      const one = all && layout && all.scene === data.scene && all.size === layout.size ? momentOf(all, from, to) : null;
      stage.classList.toggle("waits", !one && data.layouts.length > 0);
      waiting(!one);
      if (!one) return null;
      const [groups, samples] = all.maps[one.map].map(part => part.map(n => all.pieces[n]));
      draw([layout.ground, ...groups], samples);
      follow({ headline: all.sentences[one.headline] });
      return { count: all.sentences[one.count], note: all.sentences[one.note] };
    },
    end() { sized.disconnect(); },
  };
}

// In rows by the rank of the first month, there by that of the last: months of one rank hold the same claims. The rule is
// the server's alone.
function momentOf(all, from, to) {
  const [firsts, lasts] = all.ranks, isWhole = from === 0 && to >= firsts.length - 1;
  const found = isWhole ? all.all : all.moments[firsts[from]]?.[lasts[to]];
  if (!found) return null;
  const [map, headline, count, note] = found;
  return { map, headline, count, note };
}

// ------------------------------------------------------------------------------------------------ the months

const ICONS = { previous: "M10 3 5 8l5 5", next: "m6 3 5 5-5 5", play: "M5 3v10l8-5z", pause: "M5 3v10M11 3v10" };

function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.innerHTML = `<path d="${ICONS[name]}" fill="${name === "play" ? "currentColor" : "none"}" stroke="currentColor" stroke-width="2"/>`;
  return svg;
}

function monthsPart(root, send) {
  const button = (words, picture = "") => {
    const node = make("button", { type: "button" }, ...(picture ? [icon(picture)] : [words]));
    if (picture) node.setAttribute("aria-label", words);
    return node;
  };
  const select = (words, ...options) => {
    const node = make("select", { autocomplete: "off" }, ...options.map(([value, text]) => make("option", { value, textContent: text })));
    node.setAttribute("aria-label", words);
    return node;
  };
  const count = make("p", { className: "nk-count" }), note = make("p", { className: "nk-note" });
  const firstMonth = select("First month"), lastMonth = select("Last month");
  const latest = button("Latest with reports"), every = button("All");
  const earlier = button("Previous month", "previous"), later = button("Next month", "next");
  const play = make("button", { type: "button", className: "play" }, icon("play"), make("span", { textContent: "Play" }));
  const step = select("Step", ["1", "by month"], ["12", "by year"]);
  const speed = select("Speed", ["1600", "slow"], ["900", "steady"], ["450", "fast"]);
  speed.value = "900";
  const bars = document.createElementNS(SVG, "svg");
  bars.setAttribute("preserveAspectRatio", "none");
  bars.setAttribute("aria-hidden", "true");
  const band = make("div", { className: "band" });
  const handles = ["First month", "Last month"].map(words => {
    const handle = make("div", { className: "handle", tabIndex: 0 });
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", words);
    return handle;
  });
  const strip = make("div", { className: "strip" }, bars, band, ...handles);
  const years = make("div", { className: "years" });
  years.setAttribute("aria-hidden", "true");
  const choice = make("div", { className: "row" },
    make("b", { textContent: "Months" }), make("span", { className: "span" }, firstMonth, " to ", lastMonth), latest, every,
    make("span", { className: "gap" }), make("span", { className: "steps" }, earlier, play, later), make("span", { className: "how" }, step, speed));
  const row = make("div", { className: "months" }, choice, strip, years);
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Months");
  root.querySelector(".nk-map").replaceChildren(count, note, row);

  let data = null, from = 0, to = 0, hand = null, timer = 0, moved = false;

  const end = () => data.months.length - 1;
  const name = i => { const [year, month] = data.months[i].split("-"); return `${data.names[month - 1]} ${year}`; };
  const short = i => { const [year, month] = data.months[i].split("-"); return `${data.names[month - 1].slice(0, 3)} ${year}`; };
  const clamp = i => Math.max(0, Math.min(end(), i));

  function place() {
    const n = data.months.length, left = from / n * 100, right = (to + 1) / n * 100;
    band.style.left = `${left}%`;
    band.style.width = `${right - left}%`;
    handles[0].style.left = `${left}%`;
    handles[1].style.left = `${right}%`;
    bars.style.setProperty("--from", `${left}%`);
    bars.style.setProperty("--to", `${100 - right}%`);
    [from, to].forEach((i, which) => {
      handles[which].setAttribute("aria-valuenow", i);
      handles[which].setAttribute("aria-valuetext", name(i));
      handles[which].setAttribute("aria-valuemin", which ? from : 0);
      handles[which].setAttribute("aria-valuemax", which ? end() : to);
    });
    for (const [box, i] of [[firstMonth, from], [lastMonth, to]]) {
      if (!box.options[i]) box.replaceChildren(...data.months.map((_, m) => make("option", { value: m, textContent: short(m) })));
      box.selectedIndex = i;
    }
    every.setAttribute("aria-pressed", whole() && !(data.limited && !moved));
    latest.setAttribute("aria-pressed", from === data.latest && to === data.latest);
    const unit = step.value === "12" ? "year" : "month";
    for (const [node, words, by] of [[earlier, "Previous", -1], [later, "Next", 1]]) {
      node.disabled = !stepped(by);
      node.setAttribute("aria-label", `${words} ${unit}`);
    }
    for (const year of years.children) year.classList.toggle("in", year.dataset.last >= from && year.dataset.first <= to);
  }

  // Everything a reader does ends here: the months move at once, whatever the server does.
  function choose(first, last) {
    [first, last] = [clamp(Math.min(first, last)), clamp(Math.max(first, last))];
    if (data.byYear && first !== last) [first, last] = wholeYears(first, last);
    if (first === from && last === to) return;
    [from, to] = [first, last];
    moved = true;
    place();
    const told = board.map?.moment(from, to);
    row.parentNode.classList.toggle("waits", !told);
    if (told) say(told);
    root.dispatchEvent(new CustomEvent("months", { detail: [from, to] }));
  }

  // A page that cannot ask a server holds no more maps than it can: longer stretches are of whole years.
  function wholeYears(first, last) {
    while (first > 0 && !data.months[first].endsWith("-01")) first -= 1;
    while (last < end() && !data.months[last].endsWith("-12")) last += 1;
    return [first, last];
  }

  function say(told) {
    count.textContent = told.count;
    note.textContent = told.note;
    note.hidden = !told.note;
  }

  // What the server does not know yet, to be told with what else is told; null where it knows.
  function release() {
    pause();
    if (!moved) return null;
    moved = false;
    if (known() && board.sent <= data.echo) {
      settle();
      board.map?.refresh();
      return null;
    }
    board.sent += 1;
    return chosen();
  }
  const chosen = () => {
    const [first, last] = whole() ? [null, null] : [data.months[from], data.months[to]];
    return { first, last, seq: board.sent };
  };
  const whole = () => from === 0 && to === end();
  // A link may name every month, which leaves out what has no date; here every month is no limit.
  const known = () => from === data.from && to === data.to && !(whole() && data.limited);

  function commit() {
    const value = release();
    if (value) send("months", value);
  }

  function stepped(by) {
    if (step.value === "12") {
      // The next calendar year that ends after the months shown, or the last one that begins before them.
      const all = [...years.children].map(year => [Number(year.dataset.first), Number(year.dataset.last)]);
      if (whole()) return all.at(by > 0 ? 0 : -1);
      return (by > 0 ? all.find(year => year[1] > to) : all.findLast(year => year[0] < from)) ?? null;
    }
    if (whole()) return by > 0 ? [0, 0] : [end(), end()];
    if (data.byYear && from !== to) return by > 0 ? (to < end() ? [to + 1, to + 1] : null) : from > 0 ? [from - 1, from - 1] : null;
    return from + by >= 0 && to + by <= end() ? [from + by, to + by] : null;
  }

  function go(by) {
    const next = stepped(by);
    if (next) choose(...next);
    return Boolean(next);
  }

  function pause() {
    clearTimeout(timer);
    timer = 0;
    play.firstChild.replaceWith(icon("play"));
    play.lastChild.textContent = "Play";
  }

  function start() {
    if (!stepped(1)) {
      // From the end it begins again, with as long a stretch.
      const length = to - from;
      choose(0, length);
    } else go(1);
    play.firstChild.replaceWith(icon("pause"));
    play.lastChild.textContent = "Pause";
    const on = () => { timer = setTimeout(() => { if (go(1)) on(); else commit(); }, Number(speed.value)); };
    on();
  }

  play.addEventListener("click", () => (timer ? commit() : start()));
  earlier.addEventListener("click", () => { pause(); go(-1); commit(); });
  later.addEventListener("click", () => { pause(); go(1); commit(); });
  every.addEventListener("click", () => { choose(0, end()); moved ||= data.limited; commit(); });
  latest.addEventListener("click", () => { choose(data.latest, data.latest); commit(); });
  step.addEventListener("change", place);
  firstMonth.addEventListener("change", () => { const i = firstMonth.selectedIndex; choose(i, data.byYear ? i : Math.max(i, to)); commit(); });
  lastMonth.addEventListener("change", () => { choose(Math.min(from, lastMonth.selectedIndex), lastMonth.selectedIndex); commit(); });

  handles.forEach((handle, which) => {
    handle.addEventListener("keydown", event => {
      const now = which ? to : from;
      const aim = { ArrowRight: now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1, PageUp: now + 12, PageDown: now - 12, Home: 0, End: end() }[event.key];
      if (aim === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      which ? choose(from, Math.max(from, aim)) : choose(Math.min(to, aim), to);
    });
    // A key that is held down is one choice, made when it is let go.
    handle.addEventListener("keyup", commit);
    handle.addEventListener("blur", commit);
  });

  const monthAt = x => { const box = strip.getBoundingClientRect(); return (x - box.left) / box.width * data.months.length; };
  strip.addEventListener("pointerdown", event => {
    if (event.button) return;
    const x = monthAt(event.clientX), near = 22 / strip.clientWidth * data.months.length;
    const far = [Math.abs(x - from), Math.abs(x - to - 1)];
    // Where both handles are under the finger, the way it goes first says which is meant.
    const both = far[0] <= near && far[1] <= near && Math.abs(far[0] - far[1]) < near / 2;
    const within = x > from && x < to + 1 && Math.min(...far) > Math.min(near, (to + 1 - from) / 4);
    hand = { what: both ? "either" : within ? "band" : far[0] < far[1] ? "first" : "last", x, from, to };
    pause();
    strip.setPointerCapture(event.pointerId);
    event.preventDefault();
    if (hand.what === "first" || hand.what === "last") handles[hand.what === "last" ? 1 : 0].focus({ preventScroll: true });
    drag(x);
  });
  function drag(x) {
    const by = Math.round(x - hand.x);
    if (hand.what === "either" && by) hand.what = by < 0 ? "first" : "last";
    if (hand.what === "band") {
      const most = Math.max(-hand.from, Math.min(end() - hand.to, by));
      choose(hand.from + most, hand.to + most);
    }
    // A handle stands between two months: the first one before its month, the last one behind it.
    if (hand.what === "first") choose(Math.min(to, Math.round(x)), to);
    if (hand.what === "last") choose(from, Math.max(from, Math.round(x) - 1));
  }
  strip.addEventListener("pointermove", event => { if (hand) drag(monthAt(event.clientX)); });
  const drop = () => { if (hand) { hand = null; commit(); } };
  strip.addEventListener("pointerup", drop);
  strip.addEventListener("pointercancel", drop);

  function settle() {
    from = data.from;
    to = data.to;
    place();
    say(data);
    row.parentNode.classList.remove("waits");
  }

  function axis() {
    const n = data.months.length, most = Math.max(1, ...data.touched);
    // The square root lets a month with one claim be seen beside one with fifty.
    const path = data.touched.map((claims, i) => (claims ? `M${i + 0.12} 100v${-Math.max(6, Math.sqrt(claims / most) * 92)}h.76V100z` : "")).join("");
    bars.setAttribute("viewBox", `0 0 ${n} 100`);
    bars.innerHTML = `<path d="${path}"/><path class="in" d="${path}"/>`;
    const found = new Map();
    data.months.forEach((month, i) => {
      const year = month.slice(0, 4);
      found.set(year, [found.get(year)?.[0] ?? i, i]);
    });
    years.replaceChildren(...[...found].map(([year, [first, last]]) => {
      const node = make("span", { textContent: year });
      Object.assign(node.dataset, { first, last });
      node.style.left = `min(${first / n * 100}%, 100% - 28px)`;
      return node;
    }));
    thin();
  }
  // Each year where there is room, else every second one, and so on; the last one always.
  function thin() {
    const all = [...years.children], wide = strip.clientWidth, room = 36;
    const lefts = all.map(node => Math.min(node.dataset.first / data.months.length * wide, wide - room + 8));
    const shown = n => [...all.keys()].filter(i => (all.length - 1 - i) % n === 0);
    const crowded = n => shown(n).some((i, at, own) => at > 0 && lefts[i] - lefts[own[at - 1]] < room);
    let every = 1;
    while (crowded(every)) every += 1;
    all.forEach((node, i) => { node.hidden = (all.length - 1 - i) % every !== 0; });
  }
  const sized = new ResizeObserver(() => { if (data) thin(); });
  sized.observe(strip);

  return {
    show(told) {
      if (!data) board.sent = told.echo;
      const before = data;
      data = told;
      row.hidden = data.months.length < 2;
      if (before?.months.join() !== data.months.join() || before.touched.join() !== data.touched.join()) {
        // Handles stand by their number: where the months are others, what is not told yet is lost.
        if (before && before.months.join() !== data.months.join()) { hand = null; moved = false; pause(); board.sent = data.echo; }
        firstMonth.replaceChildren();
        lastMonth.replaceChildren();
        axis();
      }
      if (!this.ahead(data)) settle();
    },
    // Whether the reader is further than what these data answer.
    ahead: told => moved || board.sent > told.echo,
    release,
    choose,
    commit,
    end() { pause(); sized.disconnect(); },
  };
}
