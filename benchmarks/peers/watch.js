// When something was last painted inside the map, told in milliseconds that all frames share.
// Painted is: a WebGL draw, a drawing on a 2D canvas, or a change of elements (new, gone, moved).
// A page counts only what lies inside SELECTOR, also across shadow roots.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const peer = { painted: 0, watched: null };
  window.peer = peer;
  const known = new WeakSet();
  const inside = (node) => {
    let at = node && node.nodeType === 1 ? node : node && node.parentElement;
    if (at && known.has(at)) return true;
    const first = at;
    while (at) {
      if (at.closest(SELECTOR)) {
        known.add(first);
        return true;
      }
      const root = at.getRootNode();
      at = root instanceof ShadowRoot ? root.host : null;
    }
    return false;
  };
  const mark = (node) => {
    if (inside(node)) peer.painted = now();
  };
  const hook = (kind, names) => {
    if (!kind) return;
    for (const name of names) {
      const draw = kind.prototype[name];
      if (draw)
        kind.prototype[name] = function (...args) {
          mark(this.canvas);
          return draw.apply(this, args);
        };
    }
  };
  const GL = [
    "drawArrays",
    "drawElements",
    "drawArraysInstanced",
    "drawElementsInstanced",
    "clear",
  ];
  hook(window.WebGLRenderingContext, GL);
  hook(window.WebGL2RenderingContext, GL);
  hook(window.CanvasRenderingContext2D, [
    "fill",
    "stroke",
    "fillRect",
    "strokeRect",
    "clearRect",
    "drawImage",
    "fillText",
    "strokeText",
    "putImageData",
  ]);
  const MOVES = [
    "d",
    "style",
    "transform",
    "class",
    "cx",
    "cy",
    "r",
    "x",
    "y",
    "points",
    "visibility",
    "hidden",
  ];
  const observer = new MutationObserver((all) => {
    for (const one of all) {
      // Of a change of style outside a drawing, such as a fade, nothing new is seen.
      const drawn =
        one.type !== "attributes" ||
        one.target instanceof SVGElement ||
        one.target.closest(".leaflet-pane");
      const come = [...one.addedNodes].some(
        (node) => node.nodeType === 1 && (inside(node) || node.querySelector(SELECTOR)),
      );
      if (drawn && (come || inside(one.target))) {
        peer.painted = now();
        return;
      }
    }
  });
  const options = {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: MOVES,
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    observer.observe(root, options);
    return root;
  };
  // A frame's window outlives its first, empty document, so the document is looked after again.
  peer.look = () => {
    if (peer.watched !== document) {
      if (peer.watched && document.querySelector(SELECTOR)) peer.painted = now();
      peer.watched = document;
      observer.observe(document, options);
    }
    return [peer.painted, now()];
  };
  peer.look();
  // A step may lead to another document: what it started with outlives this one.
  const began = (event) => {
    let asked = null;
    try {
      asked = sessionStorage.getItem("peer-awaits");
    } catch {
      return;
    }
    if (asked !== event.type || (event.type === "pointermove" && !event.buttons)) return;
    sessionStorage.setItem("peer-awaits", "");
    sessionStorage.setItem("peer-began", String(now()));
  };
  for (const kind of ["click", "keydown", "pointermove"]) addEventListener(kind, began, true);
})();
