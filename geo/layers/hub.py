"""The hub: the state and the data that the layers of one map share."""

from __future__ import annotations

from typing import Any

from folium.template import Template

from geo.layers.base import FuratLayer


class Hub(FuratLayer):
    """Must be the map's first layer.

    options: base (URL of the routes) or embedded (id of the page's own data), texts, state (what the map
    starts with).
    """

    kind = "attach"

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            Furat.attach({{ this._parent.get_name() }}, {{ this.script_options }});
        {% endmacro %}
        """
    )

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
