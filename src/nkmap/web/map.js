// A drawn map: with months.js the same script in the dashboard and in a published page.
//
// Whoever loads it calls `show(root, data, send)` for each part of a page, again whenever its data change: the `map`
// (tabs, drawing, tips, legend), the `months` (what is counted, and the choice of months), and the `states` (what
// belongs to each choice of months), which are not seen. `send(name, value)` hands over what a reader did.
// What a part is made of stands in a template beside it. Text is set with textContent only; markup comes from the
// renderer of drawings, which escapes what it is given.

// What the parts of one page know of each other. `sent` counts the choices of months handed over: data that answer an
// older one are not obeyed, or handles would jump back under a hand that was quicker than the server.
const board = { map: null, months: null, states: null, sent: 0 };

// oxlint-disable-next-line no-unused-vars -- the scripts that follow this one in a page call it
function show(root, data, send) {
  const told = typeof data === "string" ? JSON.parse(data) : data;
  if (told.part === "states") {
    board.states = told;
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

const make = (name, props) => Object.assign(document.createElement(name), props);
const between = (least, value, most) => Math.max(least, Math.min(most, value));

function built(root, part) {
  const box = root.querySelector(".nk-map");
  box.replaceChildren(root.querySelector(`template[data-part=${part}]`).content.cloneNode(true));
  return (selector) => box.querySelector(selector);
}

// The headline of the page follows the months. It is made by the page, so it is there without this script; React sets it
// anew only where the server says something else.
function follow(headline) {
  for (const node of document.querySelectorAll("[data-nk-follows]")) {
    node.toggleAttribute("data-nk-waiting", headline === null);
    if (headline && node.textContent !== headline) node.textContent = headline;
  }
}

// What belongs to a choice of months; null where it was not sent. It stands in rows by the rank of the first month, there
// by that of the last: months of one rank hold the same claims. The rule is the server's alone.
function stateOf(all, from, to) {
  const [firsts, lasts] = all.ranks,
    isWhole = from === 0 && to >= firsts.length - 1;
  const found = isWhole ? all.all : all.states[firsts[from]]?.[lasts[to]];
  if (!found) return null;
  const [map, ...words] = found,
    [groups, legend] = all.maps[map].map((part) => part.map((n) => all.pieces[n]));
  const [headline, count, note, rows] = words.map((n) => all.sentences[n]);
  return { groups, legend, headline, count, note, rows };
}

// ------------------------------------------------------------------------------------------------ the map

function mapPart(root, send) {
  const [tabs, stage, svg, tip, words, legend] = [
    ".tabs",
    ".stage",
    "svg",
    ".tip",
    ".unseen",
    ".nk-legend",
  ].map(built(root, "map"));
  let data = null,
    layout = null,
    drawn = new Map(),
    walk = [],
    tipped = null;

  const opened = (mark) =>
    mark.dataset.claim ? ["claim", mark.dataset.claim] : ["place", mark.dataset.place];
  const same = (mark) => (other) => String(opened(other)) === String(opened(mark));
  const focused = () => svg.getRootNode().activeElement?.closest("a");
  const hit = (mark) => (mark.querySelector(".target") ?? mark).getBoundingClientRect();

  // Of the layouts sent, the widest that is not made smaller than 0.95 of its size.
  function fitting() {
    const room = stage.clientWidth || Infinity,
      all = [...data.layouts].sort((a, b) => a.width - b.width);
    return all.findLast((one) => one.width * 0.95 <= room) ?? all[0];
  }

  function parsed(markup) {
    const box = document.createElementNS(svg.namespaceURI, "g");
    box.innerHTML = markup;
    return box.firstElementChild;
  }

  // Groups that stay are left where they are: what has the focus keeps it, and the ground is drawn once.
  function draw({ groups, legend: samples, headline }) {
    const had = focused(),
      ground = drawn.get(layout.ground),
      glide = ground ? gliding() : 0,
      were = glide ? stands() : [];
    const wanted = new Map(
      [layout.ground, ...groups].map((markup) => [markup, drawn.get(markup) ?? parsed(markup)]),
    );
    drawn.forEach((node, markup) => wanted.has(markup) || node.remove());
    [...wanted.values()].forEach((node, i) => {
      if (svg.children[i] !== node) svg.insertBefore(node, svg.children[i] ?? null);
    });
    drawn = wanted;
    legend.innerHTML = samples.map((sample) => `<li>${sample}</li>`).join("");
    legend.hidden = !samples.length;
    stage.classList.remove("waits");
    follow(headline);
    dress();
    if (glide) moveFrom(were, glide);
    if (tipped && !tipped.isConnected) hideTip();
    if (had && !had.isConnected) (walk.find(same(had)) ?? stage).focus({ preventScroll: true });
  }

  // From step to step of a briefing in one frame, what is drawn at a place that was drawn before grows out of what was there.
  // `--nk-glide` says how long that takes; nothing moves for who wants less motion, or where another frame is cut to.
  const gliding = () =>
    matchMedia("(prefers-reduced-motion: reduce)").matches
      ? 0
      : parseFloat(getComputedStyle(stage).getPropertyValue("--nk-glide")) || 0;
  const stands = () => {
    const all = svg.getBoundingClientRect(),
      unit = layout.width / all.width;
    return [...svg.querySelectorAll("a")].map((mark) => {
      const { left, top, width, height } = hit(mark);
      return {
        mark,
        high: height * unit,
        x: (left + width / 2 - all.left) * unit,
        y: (top + height / 2 - all.top) * unit,
      };
    });
  };
  function moveFrom(were, seconds) {
    for (const { mark, high, x, y } of stands()) {
      const is = same(mark),
        was =
          were.find((one) => is(one.mark)) ??
          were.find((one) => Math.hypot(one.x - x, one.y - y) < 24);
      if (!was || was.mark === mark) continue;
      const scale = was.high / high;
      const from = {
        translate: `${was.x - x * scale}px ${was.y - y * scale}px`,
        scale,
        opacity: 1,
      };
      mark.animate([from, { translate: "0px 0px", scale: 1, opacity: 1 }], {
        duration: seconds * 1000,
        easing: "ease-in-out",
      });
    }
  }

  // What the data say of the marks, beside the drawing: their addresses, what is chosen, and how keys go through them.
  function dress() {
    const { claim, place } = data.chosen,
      marks = [...svg.querySelectorAll("a")];
    for (const mark of marks) {
      const { claim: own, claims = "" } = mark.dataset;
      const is = claim
        ? own === claim || claims.split(" ").includes(claim)
        : place && mark.dataset.place === place;
      if (is) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
    for (const link of data.link ? [...marks, ...legend.querySelectorAll("a")] : []) {
      const [kind, id] = opened(link);
      link.setAttribute("href", `${data.link}${kind}=${encodeURIComponent(id)}`);
    }
    walk = inReadingOrder(marks);
    const now = focused();
    marks.forEach((mark) => mark.setAttribute("tabindex", "-1"));
    stopAt(
      walk.find(now ? (mark) => mark === now : (mark) => mark.hasAttribute("aria-current")) ??
        walk[0],
    );
  }

  // One stop for Tab: the mark that was met last. Tab goes on to what stands below the map.
  function stopAt(mark) {
    if (walk.includes(mark))
      walk.forEach((one) => one.setAttribute("tabindex", one === mark ? "0" : "-1"));
  }

  // Line by line from the top, each line from the left; a thing that is opened in two places is met once.
  function inReadingOrder(marks) {
    const LINE = 36,
      first = new Map([...marks].reverse().map((mark) => [String(opened(mark)), mark]));
    const found = [...first.values()].map((mark) => {
      const { top, bottom, left } = hit(mark);
      return { mark, left, line: Math.round((top + bottom) / 2 / LINE) };
    });
    return found.sort((a, b) => a.line - b.line || a.left - b.left).map((one) => one.mark);
  }

  function showTip(mark) {
    tipped = mark;
    tip.replaceChildren(
      ...mark.dataset.tip.split("\n").map((line) => make("p", { textContent: line, dir: "auto" })),
    );
    tip.hidden = false;
    const all = stage.getBoundingClientRect(),
      box = hit(mark),
      wide = tip.offsetWidth,
      high = tip.offsetHeight,
      gap = 8;
    const over = box.top - all.top - high - gap,
      under = box.bottom - all.top + gap;
    tip.style.left = `${between(4, (box.left + box.right) / 2 - all.left - wide / 2, all.width - wide - 4)}px`;
    tip.style.top = `${between(4, over >= 4 ? over : under, all.height - high - 4)}px`;
    mark.setAttribute("aria-describedby", "tip");
  }

  function hideTip() {
    tipped?.removeAttribute("aria-describedby");
    tipped = null;
    tip.hidden = true;
  }

  const tipOf = (mark) => (mark?.dataset.tip ? showTip(mark) : hideTip());
  const tell = (name, value) => send(name, { ...value, months: board.months?.release() ?? null });
  const open = (mark) => tell("open", Object.fromEntries([opened(mark)]));

  svg.addEventListener("pointerover", (event) => tipOf(event.target.closest("[data-tip]")));
  svg.addEventListener("pointerleave", () => tipOf(focused()));
  svg.addEventListener("focusin", (event) => {
    tipOf(event.target.closest("[data-tip]"));
    stopAt(event.target.closest("a"));
  });
  svg.addEventListener("focusout", hideTip);
  for (const part of [svg, legend])
    part.addEventListener("click", (event) => {
      const mark = event.target.closest("a");
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return; // a browser follows the link as it would any
      event.preventDefault();
      if (!String(getSelection())) open(mark); // else text was selected, and nothing asked for
    });
  const STEPS = {
    ArrowRight: 1,
    ArrowDown: 1,
    ArrowLeft: -1,
    ArrowUp: -1,
    Home: -Infinity,
    End: Infinity,
  };
  svg.addEventListener("keydown", (event) => {
    const mark = event.target.closest("a"),
      by = STEPS[event.key];
    if (event.key === "Escape") hideTip();
    if (!mark || event.ctrlKey || event.metaKey || event.altKey || !(by || event.key === " "))
      return;
    event.preventDefault();
    if (by) walk[between(0, walk.findIndex(same(mark)) + by, walk.length - 1)].focus();
    else open(mark);
  });

  function frames() {
    tabs.hidden = data.frames.length < 2;
    if (!tabs.children.length) {
      tabs.append(
        ...data.frames.map(({ value, label }) =>
          make("button", { type: "button", value, textContent: label }),
        ),
      );
    }
    for (const tab of tabs.children) tab.setAttribute("aria-pressed", tab.value === data.frame);
  }
  tabs.addEventListener("click", (event) => {
    const tab = event.target.closest("button");
    if (tab) tell("frame", { frame: tab.value });
  });

  function refresh() {
    words.textContent = data.words;
    if (!data.layouts.length) {
      // Explore draws its own map
      follow(data.headline);
      return;
    }
    layout = fitting();
    svg.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
    draw({ ...layout, headline: data.headline });
  }

  const sized = new ResizeObserver(() => {
    if (data?.layouts.length > 1 && fitting() !== layout) refresh();
    hideTip();
  });
  sized.observe(stage);

  return {
    show(told) {
      const before = data;
      data = told;
      frames();
      stage.hidden = legend.hidden = !data.layouts.length;
      svg.setAttribute("aria-label", data.name);
      // A choice of months that the server has not answered yet stays on the map, unless another map is asked for.
      if (board.months?.ahead(data) && before?.scene === data.scene) dress();
      else refresh();
    },
    refresh,
    // Shows what belongs to another choice of months, and tells it; null where it was not sent.
    showState(from, to) {
      const all = board.states,
        fits = all && layout && all.scene === data.scene && all.size === layout.size;
      const one = fits ? stateOf(all, from, to) : null;
      if (one) {
        draw(one);
        words.textContent = `${one.headline} ${one.count}`;
      } else {
        stage.classList.add("waits");
        follow(null);
      }
      return one;
    },
    end() {
      sized.disconnect();
    },
  };
}
