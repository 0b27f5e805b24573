"""What a page shows when the program itself is at fault: words instead of a traceback."""

from __future__ import annotations

import streamlit as st

from dashboard.markup import plain
from dashboard.page_state import current
from dashboard.words import load_words


def show_fault(error: Exception) -> bool:
    """For st.App's on_script_error. Streamlit has logged the traceback; True keeps it off the page."""
    words = load_words(current().language)
    st.error(plain(words("page_failed", what=type(error).__name__)))
    return True
