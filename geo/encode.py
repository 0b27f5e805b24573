"""The encoders for what folium pastes into a page or a script."""

from __future__ import annotations

import json
import re

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


_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "&<>'`${}"})


def script_json(value: object) -> str:
    """Plain data as JSON that can stand in a script.

    folium renders a layer's script a second time, as a template: an opening brace in a name would start an
    expression there. So within strings every character that HTML, a template or a template literal gives a
    meaning is written as an escape, and what the script reads is the text as it was.
    """
    return _JSON_STRING.sub(lambda found: found[0].translate(_ESCAPES), json.dumps(value))
