"""Furat's web application. Start it with:  streamlit run app.py"""

import streamlit as st

from dashboard.failing import show_fault
from dashboard.routes import routes

app = st.App("dashboard/main.py", routes=routes(), on_script_error=show_fault)
