"""The one line of script that all components share: how an element and its text are made."""

ELEMENT = """
const el = (tag, text, props = {}) => {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  return Object.assign(node, props);
};
"""
"""Text is set with ``textContent`` only, so that no text from data is ever markup."""
