// The address of a page that was just turned to, in place of its bare one, so that going back leads to the page before.
export default function ({ data }) {
  if (location.search !== data.query) history.replaceState(history.state, "", location.pathname + data.query + location.hash);
}
