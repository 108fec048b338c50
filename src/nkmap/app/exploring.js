// A server would answer with a zoom of its own, and not know how far the reader has zoomed by hand. So the buttons press the
// keys that deck.gl's map listens to: it zooms at once, where it was moved to.
export default function({ parentElement }) {
  if (parentElement.querySelector("button")) return;
  for (const [sign, words, code] of [["+", "Zoom in", "Equal"], ["\u2212", "Zoom out", "Minus"]]) {
    const button = document.createElement("button");
    Object.assign(button, { textContent: sign, title: words, ariaLabel: words, type: "button" });
    button.style.cssText = "display:block;width:44px;height:44px;margin:0 0 -1px;font:700 20px/1 sans-serif;cursor:pointer;"
      + "color:var(--st-text-color);background:var(--st-background-color);border:1px solid currentColor;border-radius:0";
    button.onclick = () => document.querySelector(".st-key-explore canvas")?.dispatchEvent(new KeyboardEvent("keydown", { code, bubbles: true }));
    parentElement.append(button);
  }
}
