// When a reader sees and can use what a page shows, told by the page: nobody asks it while it works.
// `waits` holds times of performance.now(). WANTED is what a page is opened for; a page may draw it
// inside shadow roots.
(() => {
  const waits = (window.waits = {
    seen: 0, // when something wanted was painted and under a pointer at its middle
    stood: 0, // when it stood where it stays
    point: () => usable(), // where that is
    moves: [], // ms from each move of a held pointer that changed the page until it was painted
    began: 0, // when a pointer was last let go
    changed: 0, // when the page's content last changed
    painted: 0, // when that was painted
    sent: 0, // messages to the server
    webgl: 0, // contexts asked for
  });
  const roots = [];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    watch(root);
    return root;
  };
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...all) {
    waits.sent += 1;
    return send.apply(this, all);
  };
  for (const kind of [HTMLCanvasElement, OffscreenCanvas]) {
    const make = kind.prototype.getContext;
    kind.prototype.getContext = function (name, ...all) {
      if (String(name).includes("webgl")) waits.webgl += 1;
      return make.call(this, name, ...all);
    };
  }

  const under = (x, y) => {
    let at = document.elementFromPoint(x, y);
    while (at?.shadowRoot) {
      const inner = at.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === at) break;
      at = inner;
    }
    return at;
  };
  const usable = () => {
    for (const root of roots) {
      for (const node of root.querySelectorAll(WANTED)) {
        const box = node.getBoundingClientRect();
        const x = box.left + box.width / 2,
          y = box.top + box.height / 2;
        const hit = box.width && under(x, y);
        if (hit && node.contains(hit)) return [x, y];
      }
    }
    return null;
  };
  // A frame is painted when the task after it runs.
  const painted = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(0);
    });
  let stands = "",
    begun = false;
  const look = () => {
    const at = String(usable() ?? "");
    if (at && at !== stands)
      painted((now) => {
        waits.seen ||= now;
        waits.stood = now;
      });
    stands = at;
    if (!begun) requestAnimationFrame(look);
  };
  addEventListener(
    "pointerdown",
    () => {
      begun = true;
    },
    true,
  ); // a step is not to pay for looking
  // What Streamlit says of its own work is not the page's content.
  const content = (node) => {
    let at = node.nodeType === 1 ? node : (node.parentElement ?? node.host);
    while (at) {
      if (at.closest("head, [data-testid=stHeader], [data-testid=stStatusWidget]")) return false;
      at = at.getRootNode().host;
    }
    return true;
  };
  let moved = 0,
    told = false;
  const observer = new MutationObserver((all) => {
    if (!all.some((one) => content(one.target))) return;
    waits.changed = performance.now();
    if (moved) {
      const since = moved;
      moved = 0;
      painted((now) => waits.moves.push(now - since));
    }
    if (told) return;
    told = true;
    painted((now) => {
      told = false;
      waits.painted = now;
    });
  });
  const watch = (root) => {
    roots.push(root);
    // Months that hold the same claims change nothing but where the handle stands.
    const attributeFilter = ["aria-valuenow"];
    observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter,
    });
  };
  addEventListener(
    "pointermove",
    (event) => {
      if (event.buttons) moved = event.timeStamp;
    },
    true,
  );
  addEventListener(
    "pointerup",
    (event) => {
      moved = 0;
      waits.began = event.timeStamp;
    },
    true,
  );
  watch(document);
  look();
})();
