"""What the folium plug-ins of this map share: a script file beside the class, and options as escaped JSON."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from branca.element import MacroElement
from folium.template import Template

from geo.encode import script_json

FOLDER = Path(__file__).parent
SCRIPTS: tuple[str, ...] = (
    "core.js",
    "source.js",
    "hub.js",
    "canvas_layer.js",
    "basemap.js",
    "control_areas.js",
    "front_lines.js",
    "event_canvas.js",
    "legend.js",
    "time_bar.js",
    "details.js",
)
"""In the order in which a page must load them, after Leaflet."""
STYLE = "furat.css"


@lru_cache(maxsize=32)
def script_text(name: str) -> str:
    """The text of one of the layers' own files."""
    return (FOLDER / name).read_text(encoding="utf-8")


def digest(text: str | bytes) -> str:
    """A short hash to name a version of a file."""
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()[:12]


class FuratLayer(MacroElement):
    """A layer of the live map. Its options reach the script as JSON that cannot end the script element."""

    kind: ClassVar[str]
    """The class in the script: Furat.<kind>."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            Furat.layer({{ this._parent.get_name() }}, {{ this.kind|tojson }}, {{ this.script_options }});
        {% endmacro %}
        """
    )

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = self.kind
        self.options = options

    @property
    def script_options(self) -> str:
        """The options as they stand in the script."""
        return script_json(self.options)
