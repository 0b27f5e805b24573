"""The app's pages and the frame around them; run at every change."""

import streamlit as st

from dashboard import address, frame
from dashboard.page_state import current
from dashboard.words import load_words

st.set_page_config(page_title="Furat · فرات", layout="wide", initial_sidebar_state="collapsed")
kept = current()
address.take_from_bar(kept)
pages = frame.pages(load_words(kept.language))
page = st.navigation(list(pages.values()), position="hidden")
if kept.go_to:
    going, kept.go_to = pages[kept.go_to], None
    st.switch_page(going)
frame.show_frame(kept, pages, page)
page.run()
address.put_in_bar(kept, whole=kept.page == "map")
