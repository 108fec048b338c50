// Links to pages of places stand in panels, cards and tables, some of them elements of their own. A plain click turns the
// page without leaving the session, and opens nothing else that the link lies in; with a key held it is a link like any other.
export default function ({ setStateValue }) {
  const open = (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node) => node.dataset?.placePage);
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    setStateValue("open", { place: link.dataset.placePage, at: Date.now() });
  };
  document.addEventListener("click", open, true);
  return () => document.removeEventListener("click", open, true);
}
