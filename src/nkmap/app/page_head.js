// Says in a page that gets no connection what is refused, and the way out.
(() => {
  const words = {
    refused: "The connection that this page needs is refused.",
    why:
      "The server answers, but what the page shows comes through a WebSocket, and none gets " +
      "through: a proxy, a firewall or an extension of the browser stops it.",
    todo:
      "Try another network or browser, or ask whoever runs this network to allow WebSockets to " +
      `${location.host}. The page opens by itself as soon as one gets through.`,
    site: "Open the published page, which needs no such connection.",
    publish:
      "Whoever runs this server can publish a page that needs no such connection: nkmap publish.",
    away: "The server does not answer.",
    again: "The page opens by itself as soon as it does.",
  };
  // Milliseconds from the page's scripts being there to the sentence; a connection takes less than one second.
  const patience = 6000;
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
    const rest = there ? [line(words.why), line(words.todo), wayOut] : [line(words.again)];
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
