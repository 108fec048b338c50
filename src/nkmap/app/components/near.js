// Says once that a reader has come near the place where a part of the page will be.
export default function ({ parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".nk-near") ?? parentElement;
  const watch = new IntersectionObserver(
    (seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      setTriggerValue("near", true);
    },
    { rootMargin: "200px" },
  );
  watch.observe(place);
  // Paper shows every part.
  const print = () => { watch.disconnect(); setTriggerValue("near", true); };
  addEventListener("beforeprint", print);
  return () => { watch.disconnect(); removeEventListener("beforeprint", print); };
}
