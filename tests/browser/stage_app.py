"""The stage alone, with controls that make Python hand it another state."""

import streamlit as st

from dashboard.routes import routes

app = st.App("stage_page.py", routes=routes())
