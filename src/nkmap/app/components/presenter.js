const PLAY = "M7 4l13 8-13 8z",
  PAUSE = "M8 4v16M16 4v16";
const bars = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let bar = bars.get(parentElement);
  if (!bar) {
    bar = build(parentElement.querySelector(".bar"));
    bars.set(parentElement, bar);
  }
  bar.show(data, setTriggerValue);
  return () => {
    bar.stop();
    bars.delete(parentElement);
  };
}

function build(box) {
  let data,
    trigger,
    wanted = null,
    timer = null,
    offline = false,
    tabbed = false;
  const told = new BroadcastChannel("nkmap-briefing");
  const find = (selector) => box.querySelector(selector),
    button = (name) => find(`[data-act=${name}]`);
  const menu = find(".menu"),
    dashes = find(".dashes"),
    seconds = find("input");
  const isOpen = () => menu.classList.contains("open");
  const open = (is) => {
    menu.classList.toggle("open", is);
    paint();
  };
  const close = () => {
    if (isOpen()) {
      open(false);
      button("more").focus();
    }
  };

  const now = () => wanted ?? data.step;
  const go = (to) => {
    to = Math.max(1, Math.min(data.of, to));
    if (to === now() || offline) return;
    wanted = to;
    paint();
    trigger("go", to);
  };
  const pause = () => {
    if (timer) {
      clearInterval(timer);
      timer = null;
      paint();
    }
  };
  const byHand = (to) => {
    pause();
    go(to);
  };
  const aside = (name) => {
    close();
    pause();
    trigger("aside", data.aside === name ? "" : name);
  };
  const leave = (where) => {
    pause();
    trigger("leave", where);
  };
  const acts = {
    back: () => byHand(now() - 1),
    next: () => byHand(now() + 1),
    play() {
      if (timer) return pause();
      if (now() >= data.of) go(1);
      timer = setInterval(() => {
        if (now() >= data.of) pause();
        else go(now() + 1);
      }, seconds.value * 1000);
      paint();
    },
    who: () => aside("who"),
    notes: () => aside("notes"),
    second() {
      close();
      window.open(data.second, "nkmap-notes", "popup,width=1000,height=700");
    },
    full() {
      close();
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    },
    step: () => leave("step"),
    prepare: () => leave("prepare"),
    leave: () => leave("map"),
    more() {
      open(!isOpen());
      if (isOpen()) menu.querySelector("button").focus();
    },
  };
  for (const node of box.querySelectorAll("[data-act]")) node.onclick = acts[node.dataset.act];
  seconds.onchange = () => {
    seconds.value = Math.max(3, Math.min(120, Number(seconds.value) || 15));
    pause();
  };

  const keyed = {
    ArrowRight: acts.next,
    ArrowLeft: acts.back,
    PageDown: acts.next,
    PageUp: acts.back,
    Home: () => byHand(1),
    End: () => byHand(data.of),
    w: acts.who,
    n: acts.notes,
    s: acts.second,
    f: acts.full,
    p: acts.play,
    m: acts.more,
    o: acts.step,
    q: acts.leave,
    Escape: () => {
      if (isOpen()) close();
      else if (data.aside) aside(data.aside);
    },
  };
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const at = event.composedPath()[0];
    if (at?.closest?.("input, textarea, select, [contenteditable=true]")) return;
    // Who came to a mark of the map by keys goes on from mark to mark by them; who clicked on one, to the next step.
    const walks = event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
    if (event.key === "Tab") tabbed = true;
    if (walks && tabbed && at?.matches?.("svg a")) return;
    const act = keyed[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const away = (event) => {
    tabbed = false;
    if (isOpen() && !event.composedPath().includes(menu.parentNode)) open(false);
  };
  // A step that was asked for while the connection broke did not arrive, and the bar must not say it.
  const connection = ({ detail: lost }) => {
    offline = lost;
    if (lost) {
      pause();
      wanted = null;
      paint();
    }
  };
  window.addEventListener("nkmap-connection", connection);
  document.addEventListener("keydown", keys, true);
  document.addEventListener("pointerdown", away, true);

  const tell = () => told.postMessage({ kind: "slide", ...data.told });
  told.onmessage = ({ data: message }) => {
    if (message.kind === "hello") tell();
    if (message.kind === "go")
      byHand(
        message.step === "next"
          ? now() + 1
          : message.step === "previous"
            ? now() - 1
            : message.step,
      );
  };

  const paint = () => {
    const at = now(),
      run = button("play"),
      name = timer ? "Pause" : "Play";
    find(".of").textContent = `${at} of ${data.of}`;
    button("back").disabled = at <= 1;
    button("next").disabled = at >= data.of;
    run.querySelector("path").setAttribute("d", timer ? PAUSE : PLAY);
    run.setAttribute("aria-label", name);
    run.title = `${name} (p)`;
    run.classList.toggle("on", Boolean(timer));
    button("who").classList.toggle("on", data.aside === "who");
    button("who").setAttribute("aria-expanded", data.aside === "who");
    button("more").setAttribute("aria-expanded", isOpen());
    if (dashes.children.length !== data.of) {
      dashes.replaceChildren(
        ...data.titles.map((_, i) => {
          const dash = el("button", undefined, {
            type: "button",
            tabIndex: -1,
            onclick: () => byHand(i + 1),
          });
          dash.append(el("i"));
          return dash;
        }),
      );
    }
    [...dashes.children].forEach((dash, i) => {
      dash.setAttribute("aria-label", `Step ${i + 1}: ${data.titles[i]}`);
      dash.title = `${i + 1}. ${data.titles[i]}`;
      dash.classList.toggle("seen", i + 1 < at);
      dash.toggleAttribute("aria-current", i + 1 === at);
      if (i + 1 === at) dash.setAttribute("aria-current", "step");
    });
  };

  return {
    show(given, setTriggerValue) {
      const fresh = !data || given.step !== data.step;
      data = given;
      trigger = (...words) => {
        if (!offline) setTriggerValue(...words);
      };
      if (wanted === data.step) wanted = null;
      paint();
      if (fresh) find(".said").textContent = `${data.told.counted}: ${data.told.title}`;
      tell();
    },
    stop() {
      clearInterval(timer);
      window.removeEventListener("nkmap-connection", connection);
      document.removeEventListener("keydown", keys, true);
      document.removeEventListener("pointerdown", away, true);
      told.postMessage({ kind: "gone" });
      told.close();
    },
  };
}
