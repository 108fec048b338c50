// oxlint-disable-next-line no-unused-vars -- it stands before the scripts that call it
const el = (tag, text, props = {}) => {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  return Object.assign(node, props);
};
