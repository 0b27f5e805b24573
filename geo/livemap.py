"""The live map as a folium map: for the app, fed by routes, and as one HTML file that carries its data."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from gzip import compress
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import folium
import msgspec
import numpy as np
from branca.element import Element, Figure

from geo.actors import ActorRegister, load_register
from geo.basemap import basemap_bytes
from geo.columns import EventColumns
from geo.encode import encode
from geo.filters import EventFilter
from geo.layers.base import SCRIPTS, STYLE, digest, script_text
from geo.layers.basemap import Basemap
from geo.layers.control_areas import ControlAreas
from geo.layers.details import Details
from geo.layers.event_canvas import EventCanvas
from geo.layers.front_lines import FrontLines
from geo.layers.hub import Hub
from geo.layers.legend import Legend
from geo.layers.time_bar import TimeBar
from geo.palette import load_map_texts, load_palette
from geo.pictures import Pictures
from geo.store.reader import StoreReader

MAP_NAME = "furat"
TIME_ELEMENT = "furat-time"
EMBEDDED = "furat-data"
_MAX_ZOOM = 16
_OPENING = (34.9, 40.4)
"""Where a map without events opens; with events it opens on them."""
_OPENING_ZOOM = 6


class MapOptions(msgspec.Struct, kw_only=True, frozen=True):
    """What a map is built with.

    base: URL of the routes its data comes from; None: the data is in the page. state: what the map starts
    with (see hub.js). details: show a chosen event within the map itself.
    """

    base: str | None = None
    state: dict[str, Any] = {}
    details: bool = False


def build_map(options: MapOptions, *, register: ActorRegister | None = None) -> folium.Map:
    """The folium map with all layers. It loads no script by itself but Leaflet and the layers' own."""
    palette = load_palette()
    map_ = folium.Map(
        location=_OPENING,
        zoom_start=_OPENING_ZOOM,
        tiles=None,
        min_zoom=3,
        max_zoom=_MAX_ZOOM,
        world_copy_jump=False,
        zoom_control=True,
    )
    # Without tiles Leaflet knows no greatest zoom and would not zoom at all.
    map_.options["max_zoom"] = _MAX_ZOOM
    map_.options["min_zoom"] = 3
    map_._id = MAP_NAME
    map_.default_js, map_.default_css = [], []
    source = {"base": options.base} if options.base else {"embedded": EMBEDDED}
    hub = {
        **source,
        "texts": msgspec.to_builtins(load_map_texts()),
        "basemap_version": digest(basemap_bytes()) if options.base else None,
        "state": options.state,
    }
    layers = [
        Hub(hub),
        Basemap(palette),
        ControlAreas(register or load_register()),
        FrontLines(palette),
        EventCanvas(palette),
        Legend(palette),
        TimeBar(TIME_ELEMENT),
    ]
    if options.details:
        layers.append(Details())
    for layer in layers:
        layer.add_to(map_)
    return map_


def map_parts(options: MapOptions) -> dict[str, str]:
    """The html and script that folium renders, for a page that has loaded Leaflet and the layers' scripts."""
    figure = cast(Figure, build_map(options).get_root())
    figure.render()
    return {"html": figure.html.render(), "script": figure.script.render()}


def leaflet_file(name: str) -> bytes:
    """A file of Leaflet's own distribution: leaflet.js, leaflet.css, images/..."""
    return (files("js_lib_leaflet") / "static" / "js_lib_leaflet" / name).read_bytes()


def export_html(
    store: StoreReader,
    chosen: EventFilter,
    path: Path,
    *,
    language: str = "en",
    title: str = "Furat",
) -> None:
    """Write the map with what the filter lets through as one HTML file, which needs no network and plays.

    Coverage and pictures of control are those of the filter's days too. title is the page's. Raises OSError
    where the file cannot be written.
    """
    register = load_register()
    columns = EventColumns.load(store, register)
    columns = _taken(columns, columns.mask(chosen))
    pictures = Pictures(store.claims(), register)
    data: dict[str, bytes] = {
        "events": columns.to_bytes(),
        "coverage": msgspec.json.encode(
            {day.isoformat(): n for day, n in store.coverage().items() if _within(day, chosen)}
        ),
        "basemap": basemap_bytes(),
        "pictures": msgspec.json.encode(
            {d.isoformat(): pictures.geojson(d) for d in _picture_days(pictures, chosen)}
        ),
        "details": msgspec.json.encode(_details(store, columns)),
    }
    state: dict[str, Any] = {
        "language": language,
        "dir": "rtl" if language == "ar" else "ltr",
        "version": columns.version,
    }
    for name, day in (("min", chosen.first), ("max", chosen.last)):
        if day is not None:
            state[name] = (day - date(1970, 1, 1)).days
    options = MapOptions(state=state, details=True)
    path.write_text(_page(options, data, title=title, language=language), encoding="utf-8")


def _within(day: date, chosen: EventFilter) -> bool:
    return (chosen.first is None or chosen.first <= day) and (chosen.last is None or day <= chosen.last)


def _picture_days(pictures: Pictures, chosen: EventFilter) -> list[date]:
    """The days of change within the filter, and the one before, whose picture holds on the first day."""
    within = [day for day in pictures.days if _within(day, chosen)]
    before = [day for day in pictures.days if chosen.first is not None and day < chosen.first]
    return before[-1:] + within


class _Raw(Element):
    """Text that goes into the page as it is; branca's own Element would read it as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_: object) -> str:
        return self._text


def _page(options: MapOptions, data: Mapping[str, bytes], *, title: str, language: str) -> str:
    figure = cast(Figure, build_map(options).get_root())
    figure.title = encode(title)
    header = figure.header
    header.add_child(_Raw(f"<style>{leaflet_file('leaflet.css').decode()}</style>"), name="leaflet_css")
    style = script_text(STYLE) + _EXPORT_STYLE
    header.add_child(_Raw(f"<style>{style}</style>"), name="furat_css")
    for name, text in [
        ("leaflet", leaflet_file("leaflet.js").decode()),
        *((n, script_text(n)) for n in SCRIPTS),
    ]:
        # Leaflet's last line names a source map that an offline page cannot have.
        body = text.replace("//# sourceMappingURL=leaflet.js.map", "").replace("</script", "<\\/script")
        header.add_child(_Raw(f"<script>{body}</script>"), name=f"script_{name}")
    for name, held in data.items():
        packed = b64encode(compress(held, 6, mtime=0)).decode()
        element = f'<script type="application/octet-stream" id="{EMBEDDED}-{name}">{packed}</script>'
        figure.html.add_child(_Raw(element), name=f"data_{name}")
    page: str = figure.render()
    direction = "rtl" if language == "ar" else "ltr"
    # Some readers need to enlarge the page.
    page = re.sub(r",\s*maximum-scale=1\.0, user-scalable=no", "", page)
    return page.replace("<html>", f'<html lang="{escape(language)}" dir="{direction}">', 1)


_EXPORT_STYLE = """
body { display: flex; flex-direction: column; height: 100vh; height: 100dvh; }
body > .folium-map { flex: 1 1 auto; height: auto !important; }
"""


def _taken(columns: EventColumns, keep: np.ndarray[Any, np.dtype[np.bool_]]) -> EventColumns:
    """Only the events to keep: the arrays the map draws from; facets keep their lists."""
    names = (
        "ids",
        "lon",
        "lat",
        "day_start",
        "day_end",
        "fatalities",
        "radius_km",
        "where_prec",
        "type_index",
    )
    return replace(columns, **{name: getattr(columns, name)[keep] for name in names})


def _details(store: StoreReader, columns: EventColumns) -> list[dict[str, Any]]:
    found = {stored.event.id: stored for stored in store.events(list(columns.ids))}
    rows = []
    for key in columns.ids:
        stored = found[key]
        event = stored.event
        rows.append(
            {
                "place": event.place,
                "actors": [party.id for party in event.actors],
                "sentence": stored.sentence,
                "source": event.attribution.name if event.attribution else stored.head.source.name,
                "url": stored.head.source.url,
            }
        )
    return rows
