"""The width of the reader's window, which Streamlit has no widget for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

_JS = """
export default function({ data, setStateValue }) {
  const steps = [640, 768, 900, 1024, 1200, 1280, 1366, 1440, 1536, 1680, 1920, 2240, 2560];
  const bucket = () => {
    const w = window.innerWidth;
    if (w < steps[0]) return Math.max(320, Math.floor(w / 10) * 10);
    return steps.filter((s) => s <= w).pop();
  };
  let last = data.width, timer;
  const report = () => {
    const now = bucket();
    if (now !== last) { last = now; setStateValue("width", now); }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(report, 200); };
  report();
  window.addEventListener("resize", later);
  return () => { clearTimeout(timer); window.removeEventListener("resize", later); };
}
"""

_window = st.components.v2.component("nkmap_window", html="<span hidden></span>", js=_JS)


def window_width(width: int, on_change: Callable[[], None]) -> None:
    """Watch the width of the reader's window; reports, in steps, only when it differs."""
    _window(data={"width": width}, key="window_watch", on_width_change=on_change)
