const LOST =
  "Connection lost. What you see stays, and the page comes back to this very view as soon as the server answers.";
const BACK = "Connected again, to the same view.";
const BACK_WITHOUT_STORY = `${BACK} The steps of your own briefing were lost with the server; open their story.csv again.`;
const bar = el("div", "", { className: "nk-connection" });
bar.setAttribute("role", "status");
let phase = "",
  ran = false,
  own = false,
  had = false,
  timer;
const say = (sentence) => {
  bar.textContent = sentence;
};
const tell = (lost) => window.dispatchEvent(new CustomEvent("nkmap-connection", { detail: lost }));
// Streamlit holds its own controls while it is not connected; what is pressed in ours would be lost.
const OURS = "[data-testid=stBidiComponentRegular], [data-testid=stBidiComponentIsolated]";
const hold = (parts) =>
  document.querySelectorAll(parts).forEach((part) => {
    part.inert = true;
    part.dataset.nkHeld = "";
  });
const release = () =>
  document.querySelectorAll("[data-nk-held]").forEach((part) => {
    part.inert = false;
    delete part.dataset.nkHeld;
  });

export default function ({ data, setTriggerValue }) {
  own = data.own;
  const app = document.querySelector("[data-test-connection-state]");
  if (!app) return;
  if (!bar.isConnected) document.body.append(bar);
  const lose = () => {
    had = had || own;
    phase = "lost";
    clearTimeout(timer);
    hold(OURS);
    say(LOST);
    tell(true);
  };
  // A server that does not know the reader yet has no button to press before it has run the page.
  const comeBack = () => {
    phase = "coming back";
    ran = false;
    hold("[data-testid=stMain]");
    timer = setTimeout(settle, 10000);
    setTriggerValue("back", Date.now());
  };
  const settle = () => {
    phase = "";
    clearTimeout(timer);
    release();
    tell(false);
    const without = had && !own;
    had = false;
    say(without ? BACK_WITHOUT_STORY : BACK);
    timer = setTimeout(() => say(""), without ? 20000 : 4000);
  };
  const look = () => {
    const idle = app.dataset.testScriptState === "notRunning";
    if (app.dataset.testConnectionState !== "CONNECTED") {
      if (phase !== "lost") lose();
    } else if (phase === "lost") comeBack();
    else if (phase === "coming back" && !idle) ran = true;
    // A server that has just started runs a page twice, and what a run has shown reaches the parts
    // of the page a moment later: the page is whole when nothing has run for half a second.
    else if (phase === "coming back" && ran && idle) {
      phase = "settling";
      clearTimeout(timer);
      timer = setTimeout(settle, 500);
    } else if (phase === "settling" && !idle) {
      phase = "coming back";
      clearTimeout(timer);
      timer = setTimeout(settle, 10000);
    }
  };
  // Streamlit's own window would cover the view, which stays; the bar has said it all.
  const unveil = () => {
    if (phase !== "lost") return;
    for (const dialog of document.querySelectorAll("[data-testid=stDialog]"))
      if (!dialog.querySelector("[data-testid=stVerticalBlock]"))
        dialog.querySelector("[aria-label=Close]")?.click();
  };
  const states = new MutationObserver(look),
    windows = new MutationObserver(unveil);
  states.observe(app, {
    attributes: true,
    attributeFilter: ["data-test-connection-state", "data-test-script-state"],
  });
  windows.observe(document.body, { childList: true });
  look();
  return () => {
    states.disconnect();
    windows.disconnect();
  };
}
