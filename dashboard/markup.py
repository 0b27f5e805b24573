"""The only way from text to HTML on the page, and to the labels that Streamlit reads as Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from geo.encode import encode
from geo.export.rows import web_link

_TAGS = frozenset(
    "bdi blockquote dd details div dl dt h2 h3 li mark p small span strong summary ul".split()  # noqa: SIM905
)
_ATTRIBUTES = frozenset({"class", "dir", "lang", "title"})
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&@/])")
# Marks that turn the direction of what follows, beyond the text they stand in.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_SPACE = re.compile(r"\s+")


class Markup(str):
    """HTML that `element` made; every text in it has been encoded."""

    __slots__ = ()


def element(tag: str, *children: str, cls: str = "", **attributes: str) -> Markup:
    """One HTML element; a child that is not Markup is text and is encoded. Raises ValueError for a tag or
    attribute that is not ours to use.
    """
    named = {"class": cls, **attributes} if cls else attributes
    if tag not in _TAGS or not named.keys() <= _ATTRIBUTES:
        raise ValueError(f"not an element for report data: {tag} {sorted(named)}")
    written = "".join(f' {name}="{encode(value)}"' for name, value in named.items())
    return Markup(f"<{tag}{written}>{joined(*children)}</{tag}>")


def joined(*children: str) -> Markup:
    """Several pieces, text among them encoded."""
    return Markup("".join(c if isinstance(c, Markup) else encode(c) for c in children))


def link(text: str, url: str | None) -> Markup:
    """A link where the address is http or https; otherwise the text alone."""
    address = web_link(url)
    if not address:
        return element("span", text)
    return Markup(f'<a href="{encode(address)}" rel="noopener noreferrer nofollow">{encode(text)}</a>')


def show(markup: Markup) -> None:
    """Put it on the page. Raises TypeError for anything that `element` did not make."""
    if not isinstance(markup, Markup):
        raise TypeError("only Markup goes on the page")
    st.html(element("div", markup, cls="furat-block"))


def show_style(path: Path) -> None:
    """Put one of our own style sheets on the page."""
    st.html(path)


def plain(text: str) -> str:
    """Text for a label that Streamlit reads as Markdown: shown letter by letter, on one line."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def one_line(text: str) -> str:
    """Text for a cell or a label, on one line and without marks that turn the direction around them."""
    return _SPACE.sub(" ", _BIDI.sub("", text)).strip()
