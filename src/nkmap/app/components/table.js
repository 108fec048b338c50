let asked = null,
  turned = false;
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".wrap");
  const root = box.getRootNode();
  const focused =
    root.activeElement && root.activeElement.dataset ? root.activeElement.dataset.claim : null;
  const table = el("table");
  table.append(el("caption", data.caption));
  const head = el("tr");
  data.columns.forEach((name, i) => {
    const key = data.keys && i ? data.keys[i - 1] : "";
    const th = el("th", key ? "" : name, { scope: "col", className: i ? data.styles[i - 1] : "" });
    if (key) {
      const now = data.sorted === key ? (data.descending ? "descending" : "ascending") : "none";
      th.setAttribute("aria-sort", now);
      const button = el("button", name, { type: "button", className: "sort" });
      button.dataset.claim = "sort " + key;
      const arrow = el("span", now === "none" ? "" : data.descending ? " ↓" : " ↑");
      arrow.setAttribute("aria-hidden", "true");
      button.append(arrow);
      button.onclick = () => setTriggerValue("sort", key);
      th.append(button);
    }
    head.append(th);
  });
  const thead = el("thead");
  thead.append(head);
  table.append(thead);
  const body = el("tbody");
  const bar = (marks, most) => {
    const box = el("div", undefined, { className: "bar" });
    box.setAttribute("aria-hidden", "true");
    for (const mark of marks) {
      const node = el("span", mark.of === "open" ? "›" : mark.sign, { className: mark.of });
      if (mark.look) node.dataset.look = mark.look;
      node.style.left = ((mark.from ?? mark.value ?? 0) / most) * 100 + "%";
      if (mark.of === "bar") node.style.width = ((mark.to - mark.from) / most) * 100 + "%";
      box.append(node);
    }
    return box;
  };
  // Words in parts, each name of a place a link to its page (place_links.js follows it).
  const put = (node, parts) => {
    for (const [words, place] of parts) {
      if (!place) {
        node.append(words);
        continue;
      }
      const link = el("a", words, {
        href: data.place_link + encodeURIComponent(place),
        className: "place",
        title: "All about " + words,
        dir: "auto",
      });
      link.dataset.placePage = place;
      link.onclick = (event) => event.stopPropagation();
      node.append(link);
    }
  };
  for (const row of data.rows) {
    const tr = el("tr");
    if (row.section) {
      tr.className = "series";
      tr.style.setProperty("--kind", row.colour);
      const head = el("th", undefined, { colSpan: data.columns.length, scope: "rowgroup" });
      const title = el("b");
      put(title, row.section.parts || [[row.section]]);
      head.append(title, el("i", row.note), el("span", row.meaning));
      tr.append(head);
      body.append(tr);
      continue;
    }
    tr.style.setProperty("--kind", row.colour);
    tr.classList.toggle("old", row.old);
    if (row.id === data.chosen) {
      tr.classList.add("chosen");
      tr.setAttribute("aria-current", "true");
    }
    const choose = () => {
      asked = row.id;
      setTriggerValue("claim", row.id);
    };
    const first = el("th", undefined, { scope: "row" });
    const button = el("button", row.id, { type: "button" });
    button.dataset.claim = row.id;
    button.setAttribute("aria-label", "Open claim " + row.id);
    button.onclick = (event) => {
      event.stopPropagation();
      choose();
    };
    first.append(button);
    if (data.link) {
      const link = el("a", "link", {
        href: data.link + encodeURIComponent(row.id),
        target: "_blank",
      });
      link.setAttribute("aria-label", "Link to claim " + row.id);
      link.onclick = (event) => event.stopPropagation();
      first.append(" ", link);
    }
    tr.append(first);
    row.cells.forEach((text, i) => {
      const pair = Array.isArray(text);
      const cell = el("td", pair || text.parts ? "" : text, {
        className: data.styles[i],
        dir: "auto",
      });
      if (pair) {
        const both = el("div");
        both.append(el("b", text[0]), " ", el("span", text[1]));
        cell.append(both);
        cell.classList.toggle("none", row.unknown);
      }
      if (text.parts) put(cell, text.parts);
      cell.dataset.label = data.columns[i + 1];
      if (data.styles[i] === "origin") {
        const cut = text.indexOf(",") < 0 ? text.length : text.indexOf(",");
        cell.replaceChildren(el("b", text.slice(0, cut)), text.slice(cut));
      }
      if (data.styles[i] === "kind" && row.glyph) {
        cell.prepend(el("img", undefined, { src: row.glyph, alt: "", width: 16, height: 16 }), " ");
      }
      if (data.styles[i] === "figure" && row.bar?.length) cell.append(bar(row.bar, row.most || 1));
      tr.append(cell);
    });
    tr.onclick = choose;
    body.append(tr);
  }
  table.append(body);
  const parts = [table];
  if (data.pages && data.pages.pages > 1) {
    const nav = el("nav", undefined, { className: "pages" });
    nav.setAttribute("aria-label", "Pages of the table");
    const turn = (name, to) => {
      const button = el("button", name, { type: "button", className: "turn" });
      button.dataset.claim = "page " + name;
      button.disabled = to < 1 || to > data.pages.pages;
      button.onclick = () => {
        turned = true;
        setTriggerValue("page", to);
      };
      return button;
    };
    nav.append(
      turn("Previous page", data.pages.page - 1),
      el("span", data.pages.words),
      turn("Next page", data.pages.page + 1),
    );
    parts.push(nav);
  }
  box.replaceChildren(...parts);
  if (turned) {
    turned = false;
    box.scrollIntoView({ block: "start" });
  }
  if (asked && asked === data.chosen) {
    asked = null;
    // The claim opens far from its row: below it on a phone, else above a long table.
    setTimeout(() => {
      const panel = document.querySelector(".st-key-panel"),
        top = panel?.getBoundingClientRect().top ?? 0;
      if (panel && (top < 0 || top > innerHeight / 2)) panel.scrollIntoView({ block: "start" });
    }, 400);
  }
  if (focused) {
    const again = [...box.querySelectorAll("button")].find((b) => b.dataset.claim === focused);
    if (again) again.focus({ preventScroll: true });
  }
}
