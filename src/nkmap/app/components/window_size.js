// Streamlit's widgets (react-aria) follow the browser's language, not the page's: in one that is written from the right,
// sliders and arrow keys would turn round, and the handles stand under other months than the words say. This is react-aria's
// own way to say which language a page is in; it reads it again when the browser's language changes.
const page = Symbol.for("react-aria.i18n.locale");
if (window[page] !== "en") {
  window[page] = "en";
  window.dispatchEvent(new Event("languagechange"));
}

export default function ({ data, setStateValue }) {
  const app = document.querySelector(".stApp");
  const size = () => {
    const w = window.innerWidth;
    return {
      width: Math.max(
        320,
        w < 640 ? Math.floor(w / 10) * 10 : Math.min(2560, Math.floor(w / 20) * 20),
      ),
      dark: getComputedStyle(app).colorScheme === "dark",
      draws,
    };
  };
  // What is read first was sent alone; once it is there, the server hears the width and sends the rest.
  const whenIdle = window.requestIdleCallback ?? setTimeout;
  let last = data.known ? { ...data } : {},
    draws = data.draws,
    timer;
  const report = () => {
    const now = size();
    if (Object.keys(now).some((key) => now[key] !== last[key])) {
      last = now;
      setStateValue("size", now);
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(report, 200);
  };
  // A map needs a context of WebGL 2. A browser may have none, or lose it while the map stands there; a map says neither.
  const ask = () => {
    const context = document.createElement("canvas").getContext("webgl2");
    draws = draws && context !== null;
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    report();
  };
  const lose = (event) => {
    if (event.target.isConnected) {
      draws = false;
      report();
    }
  };
  // Only Explore draws by WebGL; a context is not asked for before it is chosen.
  const asking = data.moves ? setTimeout(ask, 0) : 0;
  document.addEventListener("webglcontextlost", lose, true);
  if (data.known) report();
  else whenIdle(report);
  window.addEventListener("resize", later);
  // Streamlit turns its own parts dark with the reader's system, and asks the server for nothing.
  const turned = new MutationObserver(later);
  turned.observe(app, { attributeFilter: ["class"] });
  return () => {
    clearTimeout(timer);
    clearTimeout(asking);
    document.removeEventListener("webglcontextlost", lose, true);
    window.removeEventListener("resize", later);
    turned.disconnect();
  };
}
