export default function ({ data, parentElement, setTriggerValue }) {
  const chip = (words, name, drop) => {
    const button = el("button", undefined, { type: "button", className: "chip" + name });
    button.append(el("span", words, { dir: "auto" }));
    if (!name) {
      const cross = el("span", "×");
      cross.setAttribute("aria-hidden", "true");
      button.append(cross);
      button.setAttribute("aria-label", "Remove " + words);
    }
    button.onclick = () => setTriggerValue("drop", drop);
    return button;
  };
  const chips = data.chips.map((words, i) => chip(words, "", i));
  if (chips.length > 1) chips.push(chip("Clear all", " all", -1));
  parentElement.querySelector(".chips").replaceChildren(...chips);
}
