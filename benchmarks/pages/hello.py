"""The least a Streamlit page can do: a button that counts."""

import streamlit as st


def count() -> None:
    """Add one."""
    st.session_state["n"] = st.session_state.get("n", 0) + 1


st.button("Next month", on_click=count)
st.write(f"n={st.session_state.get('n', 0)}")
