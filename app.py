"""Furat's web application. Start it with:  streamlit run app.py"""

import streamlit as st

from dashboard.routes import routes

app = st.App("dashboard/main.py", routes=routes())
