"""The one encoder for text that folium pastes into a page or a script."""

from __future__ import annotations

_ENTITIES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#39;",
        "`": "&#96;",
        "$": "&#36;",
        "{": "&#123;",
        "}": "&#125;",
        "\\": "&#92;",
        # Both end a line in a script, so a string literal would break there.
        "\u2028": "&#8232;",
        "\u2029": "&#8233;",
    }
)


def encode(text: str) -> str:
    """The text with every character that HTML or a JavaScript template literal gives a meaning as an entity.

    html.escape is not enough: folium puts popups between backticks, where ${...} runs.
    """
    return text.translate(_ENTITIES)
