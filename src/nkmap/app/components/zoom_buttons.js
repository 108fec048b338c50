// A server would answer with a zoom of its own, and not know how far the reader has zoomed by hand. So the buttons press the
// keys that deck.gl's map listens to: it zooms at once, where it was moved to.
export default function ({ parentElement }) {
  if (parentElement.querySelector("button")) return;
  for (const [textContent, title, code] of [
    ["+", "Zoom in", "Equal"],
    ["\u2212", "Zoom out", "Minus"],
  ]) {
    const button = Object.assign(document.createElement("button"), {
      textContent,
      title,
      ariaLabel: title,
      type: "button",
    });
    button.onclick = () =>
      document
        .querySelector(".st-key-explore canvas")
        ?.dispatchEvent(new KeyboardEvent("keydown", { code, bubbles: true }));
    parentElement.append(button);
  }
}
