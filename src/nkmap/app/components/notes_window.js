const windows = new WeakMap();
export default function ({ data, parentElement, setTriggerValue }) {
  let own = windows.get(parentElement);
  if (!own) {
    own = build(parentElement.querySelector(".window"));
    windows.set(parentElement, own);
  }
  own.show(data, setTriggerValue);
  return () => {
    own.stop();
    windows.delete(parentElement);
  };
}
function build(box) {
  let data,
    trigger,
    followed = null;
  const told = new BroadcastChannel("nkmap-briefing");
  const count = el("b"),
    clock = el("b"),
    since = el("span"),
    start = Date.now();
  const head = el("div", undefined, { className: "head" });
  head.append(count, since, clock);
  const main = el("main"),
    title = el("h1"),
    text = el("p"),
    notes = el("p", "", { className: "notes", dir: "auto" }),
    next = el("p");
  main.append(title, text, el("h2", "Notes"), notes, el("h2", "Next"), next);
  const foot = el("div", undefined, { className: "foot" });
  const state = el("span");
  const go = (to) => {
    // A slide's window that answers is led; without one this window steps by itself.
    if (followed) told.postMessage({ kind: "go", step: to });
    else trigger("go", to === "next" ? data.step + 1 : to === "previous" ? data.step - 1 : to);
  };
  const press = (name, to) =>
    foot.append(el("button", name, { type: "button", onclick: () => go(to) }));
  press("← Previous", "previous");
  press("Next →", "next");
  foot.append(state);
  box.replaceChildren(head, main, foot);
  const paint = () => {
    const now = followed || data.told;
    count.textContent = "Step " + now.counted;
    title.textContent = now.title;
    text.textContent = now.text;
    notes.textContent = now.notes || "No notes for this step.";
    next.textContent = now.next || "This is the last step.";
    state.textContent = followed
      ? "Follows the window with the slides."
      : "No window with slides is open in this browser; this one steps by itself.";
  };
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    const now = new Date(),
      gone = Math.floor((now - start) / 1000);
    clock.textContent = two(now.getHours()) + ":" + two(now.getMinutes());
    since.textContent =
      two(Math.floor(gone / 60)) + ":" + two(gone % 60) + " since this window was opened";
  };
  const timer = setInterval(tick, 1000);
  tick();
  told.onmessage = ({ data: message }) => {
    if (message.kind === "slide") {
      followed = message;
      paint();
    }
    if (message.kind === "gone") {
      followed = null;
      paint();
    }
  };
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = {
      ArrowRight: "next",
      PageDown: "next",
      ArrowLeft: "previous",
      PageUp: "previous",
      Home: 1,
      End: (followed || data.told).of,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  document.addEventListener("keydown", keys, true);
  return {
    show(given, setTriggerValue) {
      const first = !data;
      data = given;
      trigger = setTriggerValue;
      paint();
      if (first) told.postMessage({ kind: "hello" });
    },
    stop() {
      clearInterval(timer);
      document.removeEventListener("keydown", keys, true);
      told.close();
    },
  };
}
