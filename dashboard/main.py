"""The app's pages."""

import streamlit as st

from dashboard.stage import stage
from geo.filters import EventFilter

st.set_page_config(page_title="Furat", layout="wide")
stage(EventFilter())
