"""The script and the style of a drawn map: the same in the dashboard and in a published page."""

from pathlib import Path

_HERE = Path(__file__)
SCRIPT = _HERE.with_name("map.js").read_text(encoding="utf-8")
"""Its ``show`` is called for each part of a page, again whenever its data change."""
COMPONENT = f"""{SCRIPT}
export default one => {{
  const send = (name, value) => one.setStateValue(name, {{ ...value, at: Date.now() }});
  return show(one.parentElement, one.data, send);
}};
"""
"""The script as Streamlit loads it.

What a reader did is told as a state with its time: a trigger is told once, and Streamlit loses it
where another message arrives before its run has begun.
"""
STYLE = _HERE.with_name("map.css").read_text(encoding="utf-8")
