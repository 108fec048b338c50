// Markup with links, which a template has escaped. A plain click on one of them opens its claim or place without
// leaving the session; with a key held it stays a link like any other.
// The claim may open far from its link: on a phone below it, beside a long page above what is in sight.
const reveal = (claim, times) => {
  const panel = document.querySelector(".st-key-panel");
  if (!panel?.textContent.includes(claim))
    return times ? setTimeout(reveal, 100, claim, times - 1) : null;
  const { top } = panel.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) panel.scrollIntoView({ block: "start" });
};

// What a link of the page passes over to stands in an element of its own, where no address leads.
const passOver = (name) => {
  for (const element of document.querySelectorAll("[class*=st-key-] *")) {
    const target = element.shadowRoot?.getElementById(name);
    if (target) return target.focus();
  }
};

export default function ({ data, parentElement, setStateValue }) {
  const box = parentElement.querySelector(".linked");
  if (box.told !== data.html) {
    box.told = data.html;
    box.innerHTML = data.html;
  }
  const open = (event) => {
    const skip = event.target.closest("a.nk-skip");
    if (skip) {
      event.preventDefault();
      return passOver(skip.hash.slice(1));
    }
    const link = event.target.closest("a[data-claim], a[data-place], a[data-table]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    setStateValue("open", { ...link.dataset, at: Date.now() });
    if (link.dataset.claim) reveal(link.dataset.claim, 50);
  };
  box.addEventListener("click", open);
  return () => box.removeEventListener("click", open);
}
