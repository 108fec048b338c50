// Markup with links, which a template has escaped. A plain click on one of them opens its claim or place without
// leaving the session; with a key held it stays a link like any other.
export default function ({ data, parentElement, setStateValue }) {
  const box = parentElement.querySelector(".linked");
  if (box.told !== data.html) {
    box.told = data.html;
    box.innerHTML = data.html;
  }
  const open = (event) => {
    const link = event.target.closest("a[data-claim], a[data-place], a[data-table]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    setStateValue("open", { ...link.dataset, at: Date.now() });
  };
  box.addEventListener("click", open);
  return () => box.removeEventListener("click", open);
}
