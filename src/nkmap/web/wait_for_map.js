// What is below the window waits for the map, for a second at most whatever else fails.
const shown = document.documentElement.classList;
shown.add("waiting");
setTimeout(() => shown.remove("waiting"), 1000);
