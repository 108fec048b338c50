export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".chips");
  const chip = (words, name, drop) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip" + name;
    const text = document.createElement("span");
    text.textContent = words;
    text.dir = "auto";
    button.append(text);
    if (!name) {
      const cross = document.createElement("span");
      cross.textContent = "×";
      cross.setAttribute("aria-hidden", "true");
      button.append(cross);
      button.setAttribute("aria-label", "Remove " + words);
    }
    button.onclick = () => setTriggerValue("drop", drop);
    return button;
  };
  const chips = data.chips.map((words, i) => chip(words, "", i));
  if (chips.length > 1) chips.push(chip("Clear all", " all", -1));
  box.replaceChildren(...chips);
}
