const open = new Map();
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".facets");
  const root = box.getRootNode();
  const focused = root.activeElement ? root.activeElement.dataset.at : null;
  const parts = data.facets.map((facet) => {
    const chosen = facet.options.filter((option) => option.chosen);
    const part = el("details");
    part.open = open.has(facet.name) ? open.get(facet.name) : facet.open || chosen.length > 0;
    part.ontoggle = () => open.set(facet.name, part.open);
    const summary = el("summary", facet.label);
    summary.dataset.at = facet.name;
    if (chosen.length) summary.append(el("small", chosen.length + " chosen"));
    const set = el("fieldset");
    set.append(el("legend", facet.label));
    for (const option of facet.options) {
      const label = el("label", undefined, { className: option.count ? "" : "empty" });
      const tick = el("input", undefined, {
        type: "checkbox",
        checked: option.chosen,
        disabled: option.fixed,
      });
      tick.dataset.at = facet.name + " " + option.value;
      tick.onchange = () => {
        const values = chosen.map((one) => one.value).filter((value) => value !== option.value);
        if (tick.checked) values.push(option.value);
        setTriggerValue("choice", { facet: facet.name, values });
      };
      label.append(tick);
      if (option.glyph)
        label.append(el("img", undefined, { src: option.glyph, alt: "", width: 16, height: 16 }));
      label.append(
        el("span", option.label, { dir: "auto" }),
        el("i", option.count.toLocaleString("en")),
      );
      set.append(label);
    }
    if (facet.more) set.append(el("p", facet.more));
    part.append(summary, set);
    return part;
  });
  box.replaceChildren(...parts);
  if (focused) {
    const again = [...box.querySelectorAll("[data-at]")].find(
      (node) => node.dataset.at === focused,
    );
    if (again) again.focus({ preventScroll: true });
  }
}
