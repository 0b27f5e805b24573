"""How to read the map, how it is made, and where it stops."""

import streamlit as st

from dashboard.page_state import current
from dashboard.words import about_text


def about_page() -> None:
    """Run the page."""
    with st.container(key="about"):
        st.markdown(about_text(current().language))
