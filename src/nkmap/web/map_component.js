// The map's parts as Streamlit loads them. What a reader did is a state with its time.
export default (one) => {
  const send = (name, value) => one.setStateValue(name, { ...value, at: Date.now() });
  return show(one.parentElement, one.data, send);
};
