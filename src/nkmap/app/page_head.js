// Says in a page that gets no connection what is refused, and the way out; page_head.py fills it in.
(() => {
  const words = WORDS;
  const patience = PATIENCE * 1000;
  const step = 500;
  let box;

  const connected = () => document.querySelector("[data-test-connection-state=CONNECTED]");

  const line = (text) => {
    const node = document.createElement("p");
    node.textContent = text;
    return node;
  };

  const link = (text, address) => {
    const node = document.createElement("a");
    node.textContent = text;
    node.href = address;
    return node;
  };

  const answers = async (path, fits) => {
    try {
      const found = await fetch(path, { cache: "no-store" });
      return found.ok && fits(await found.text());
    } catch {
      return false;
    }
  };

  const say = async () => {
    const there = await answers("./_stcore/health", () => true);
    // Where nothing is published, the server answers with the page of the app.
    const site = there && (await answers("./site/", (text) => !text.includes("prerenderReady")));
    if (connected() || box) return;
    const title = line(there ? words.refused : words.away);
    const wayOut = line(site ? "" : words.publish);
    if (site) wayOut.append(link(words.site, "./site/"));
    const rest = there
      ? [line(words.why), line(words.todo.replace("HOST", location.host)), wayOut]
      : [line(words.again)];
    box = document.createElement("div");
    box.id = "nkmap-no-connection";
    box.setAttribute("role", "alert");
    box.append(title, ...rest);
    document.body.append(box);
  };

  addEventListener("load", () => {
    let waited = 0;
    const timer = setInterval(() => {
      if (connected()) {
        box?.remove();
        clearInterval(timer);
        return;
      }
      waited += step;
      if (waited === patience) say();
    }, step);
  });
})();
