"""The page of stage_app.py."""

import json

import streamlit as st

from dashboard.stage import stage
from geo.filters import EventFilter

st.set_page_config(layout="wide")
strikes = st.toggle("only air strikes")
arabic = st.toggle("Arabic")
st.button("run again")
shown = stage(
    EventFilter(sub_event_types=("Air/drone strike",) if strikes else ()), language="ar" if arabic else "en"
)
st.text(json.dumps({"window": shown.window, "chosen": shown.chosen, "view": shown.view}, default=str))
