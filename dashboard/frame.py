"""What all pages share: header, style sheet, the page's language and direction."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.about_page import about_page
from dashboard.map_page import map_page
from dashboard.markup import element, show, show_style
from dashboard.page_state import PageState, current
from dashboard.reports_page import DRAFT, reports_page
from dashboard.words import LANGUAGES, Words, load_words

_STYLE = Path(__file__).parent / "style.css"


def pages(words: Words) -> dict[str, st.Page]:
    """All pages by name, the map first."""
    return {
        "map": st.Page(map_page, title=words("page_map"), url_path="map", default=True),
        "reports": st.Page(reports_page, title=words("page_reports"), url_path="reports"),
        "about": st.Page(about_page, title=words("page_about"), url_path="about"),
    }


def show_frame(kept: PageState, named: dict[str, st.Page], now: st.Page) -> None:
    """Header and style; notes which page is open."""
    words = load_words(kept.language)
    if now is not named["map"]:
        kept.page = next(name for name, page in named.items() if page is now)
    _keep_draft()
    show_style(_STYLE)
    with st.container(key="page-language"):
        _document()(data={"language": words.language, "direction": words.direction}, key="document")
    with st.container(horizontal=True, key="header", vertical_alignment="center", gap="small"):
        show(
            element(
                "p", element("strong", words("name")), element("span", words("tagline")), cls="furat-brand"
            )
        )
        with st.container(
            horizontal=True, key="nav", vertical_alignment="center", gap="xsmall", width="content"
        ):
            for name, page in named.items():
                with st.container(key=f"nav-{name}-{'here' if page is now else 'there'}", width="content"):
                    st.page_link(page, label=words(f"page_{name}"))
        with st.container(key="language", width="content"):
            other = next(language for language in LANGUAGES if language != kept.language)
            st.button(
                load_words(other)("language_name"),
                key="language-switch",
                icon=":material/translate:",
                on_click=_speak,
                args=(other,),
            )


def _speak(language: Any) -> None:
    current().language = language


def _keep_draft() -> None:
    """Streamlit forgets a widget's value on another page unless it is set again."""
    for key in DRAFT:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


@lru_cache(maxsize=1)
def _document() -> Any:
    """Sets language and direction of the whole document, which style alone cannot."""
    return st.components.v2.component(
        "furat_document",
        html="<span></span>",
        js="""export default ({ data }) => {
          document.documentElement.lang = data.language;
          document.documentElement.dir = data.direction;
        }""",
    )
