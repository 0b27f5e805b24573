"""The routes under /furat/: scripts and styles, and the data that the map draws."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import assets, state
from geo.basemap import basemap_bytes
from geo.errors import FilterError, GeoError
from geo.filters import EventFilter
from geo.layers.base import digest
from geo.livemap import MapOptions, map_parts

BASE = "/furat"
_LOG = logging.getLogger(__name__)
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_MAX_FILTER = 20_000


class BadRequestError(ValueError):
    """A request that makes no sense; the message is the answer."""


def routes() -> list[BaseRoute]:
    """All routes, for st.App."""
    table: dict[str, Callable[[Request], Response]] = {
        "assets/{path:path}": asset,
        "map.json": map_json,
        "basemap.json": basemap,
        "events.bin": events,
        "mask": mask,
        "pictures": pictures,
        "picture": picture,
        "coverage.json": coverage,
    }
    return [Route(f"{BASE}/{path}", _answering(handler)) for path, handler in table.items()]


def _answering(handler: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """One clear line, not a traceback: 400 for a wrong request, 503 where the store cannot be read, 500 for
    a fault of our own, whose traceback goes to the log.
    """

    @wraps(handler)
    def answer(request: Request) -> Response:
        try:
            return handler(request)
        except (BadRequestError, FilterError) as error:
            return PlainTextResponse(_one_line(error), status_code=400)
        except GeoError as error:
            return PlainTextResponse(_one_line(error), status_code=503)
        except Exception as error:
            _LOG.exception("%s failed", request.url.path)
            name = type(error).__name__
            return PlainTextResponse(f"a fault in the program ({name}); its log says more", status_code=500)

    return answer


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:500]


def _cached(request: Request, content: bytes, media_type: str) -> Response:
    """For good where the URL names the version, otherwise asked again each time."""
    headers = {"Cache-Control": FOR_GOOD if request.query_params.get("v") else ASK_AGAIN}
    return Response(content, media_type=media_type, headers=headers)


def _day(request: Request, name: str) -> date | None:
    text = request.query_params.get(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequestError(f"{name} is not a day like 2019-03-02: {text[:40]!r}") from None


def asset(request: Request) -> Response:
    """A script, style or image; 404 under any name that no page was given."""
    found = assets.asset(request.path_params["path"])
    if found is None:
        return PlainTextResponse("no such file", status_code=404)
    content, media_type = found
    return Response(content, media_type=media_type, headers={"Cache-Control": FOR_GOOD})


@lru_cache(maxsize=1)
def map_content() -> bytes:
    """The html and script that folium renders for the app, as JSON."""
    return msgspec.json.encode(map_parts(MapOptions(base=BASE)))


def map_version() -> str:
    """Changes with what map_content gives."""
    return digest(map_content())


def map_json(request: Request) -> Response:
    """The folium map: {"html", "script"}."""
    return _cached(request, map_content(), "application/json")


def basemap(request: Request) -> Response:
    """Land, rivers, borders, towns: see geo.basemap."""
    return _cached(request, basemap_bytes(), "application/json")


def events(request: Request) -> Response:
    """The event columns: see geo.column_bytes."""
    return _cached(request, state.snapshot().event_bytes(), "application/octet-stream")


def mask(request: Request) -> Response:
    """Which events the filter f lets through, one bit each in the order of the columns."""
    text = request.query_params.get("f", "{}")
    if len(text) > _MAX_FILTER:
        raise BadRequestError(f"the filter is longer than {_MAX_FILTER} characters")
    return _cached(
        request, state.snapshot().mask_bytes(EventFilter.from_json(text)), "application/octet-stream"
    )


def pictures(request: Request) -> Response:
    """The days on which the picture of control changes."""
    days = state.snapshot().pictures(_day(request, "known")).days
    return _cached(request, msgspec.json.encode({"days": days}), "application/json")


def picture(request: Request) -> Response:
    """Held areas and fronts on a day, as known today or on the day "known", as GeoJSON."""
    day = _day(request, "day")
    if day is None:
        raise BadRequestError("day is missing: ask for a day like 2019-03-02")
    found: dict[str, Any] = state.snapshot().pictures(_day(request, "known")).geojson(day)
    return _cached(request, msgspec.json.encode(found), "application/json")


def coverage(request: Request) -> Response:
    """Reports published a day."""
    return _cached(request, state.snapshot().coverage_json(), "application/json")
