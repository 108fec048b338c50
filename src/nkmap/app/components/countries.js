export default function ({ data, parentElement, setTriggerValue }) {
  const link = (words, key, id) => {
    const a = el("a", words, { href: data.link + key + "=" + encodeURIComponent(id) });
    a.dataset[key] = id;
    a.onclick = (event) => {
      // With a key held down the browser opens it as it opens every link.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setTriggerValue("open", { [key]: id });
    };
    return a;
  };
  const cell = (told) => {
    const td = el("td");
    for (const one of told) {
      const line = el("p");
      if (one.claim) line.append(link(one.figure, "claim", one.claim), el("small", one.date));
      else line.append(el("i", one.figure));
      td.append(line);
    }
    return td;
  };
  const card = (own) => {
    const box = el("section");
    box.style.setProperty("--kind", own.colour);
    const table = el("table");
    const caption = el("caption");
    caption.append(el("b", own.title), el("span", own.note));
    const head = el("tr");
    for (const name of own.heads) head.append(el("th", name, { scope: "col" }));
    const body = el("tbody");
    for (const row of own.rows) {
      const tr = el("tr");
      const th = el("th", row.place ? undefined : row.name, { scope: "row" });
      if (row.place) th.append(link(row.name, "place", row.place));
      th.append(el("small", row.count));
      const cells = row.cells.map(cell);
      cells.at(-1).colSpan = own.heads.length - cells.length;
      tr.append(th, ...cells);
      body.append(tr);
    }
    const thead = el("thead");
    thead.append(head);
    table.append(caption, thead, body);
    box.append(table);
    if (own.foot) box.append(el("p", own.foot));
    return box;
  };
  const focused = parentElement.querySelector(".countries").getRootNode().activeElement;
  const kept = focused && { ...focused.dataset };
  parentElement.querySelector(".countries").replaceChildren(...data.tables.map(card));
  // What is shown anew keeps the reader's place.
  for (const [key, id] of Object.entries(kept || {})) {
    const same = parentElement.querySelector(`a[data-${key}="${CSS.escape(id)}"]`);
    if (same) same.focus({ preventScroll: true });
  }
}
