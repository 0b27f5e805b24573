"""The time bar under the map."""

from __future__ import annotations

from folium.template import Template

from geo.layers.base import FuratLayer


class TimeBar(FuratLayer):
    """Histogram, coverage strip, window and play; its element stands after the map's in the page."""

    kind = "TimeBar"

    _template = Template(
        """
        {% macro html(this, kwargs) %}
            <div class="furat-time" id={{ this.options.element|tojson }}></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            Furat.layer({{ this._parent.get_name() }}, {{ this.kind|tojson }}, {{ this.script_options }});
        {% endmacro %}
        """
    )

    def __init__(self, element: str) -> None:
        super().__init__({"element": element})
