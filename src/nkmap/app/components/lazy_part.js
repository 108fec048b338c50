// Says that a reader has come near the place where a part of the page will be.
export default function ({ parentElement, setStateValue }) {
  const place = parentElement.querySelector(".nk-near") ?? parentElement;
  const app = document.querySelector("[data-test-script-state]");
  let timer = 0;
  const tell = () => {
    watch.disconnect();
    setStateValue("near", true);
  };
  // What a reader does goes first: a message that follows another at once makes the server begin its run anew.
  const whenIdle = () => {
    clearTimeout(timer);
    timer = setTimeout(
      () => (app?.dataset.testScriptState === "running" ? whenIdle() : tell()),
      400,
    );
  };
  const watch = new IntersectionObserver(
    (seen) => (seen.some((one) => one.isIntersecting) ? whenIdle() : clearTimeout(timer)),
    { rootMargin: "200px" },
  );
  watch.observe(place);
  // Paper shows every part.
  addEventListener("beforeprint", tell);
  return () => {
    clearTimeout(timer);
    watch.disconnect();
    removeEventListener("beforeprint", tell);
  };
}
