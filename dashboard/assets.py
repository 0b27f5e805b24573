"""The files that the page loads by URL, named with their hash, so that browsers may keep them for good."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from geo.layers.base import SCRIPTS, STYLE, digest, script_text
from geo.livemap import leaflet_file

_STAGE = Path(__file__).parent / "stage"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
}
_IMAGES = ("layers.png", "layers-2x.png", "marker-icon.png", "marker-icon-2x.png", "marker-shadow.png")


@lru_cache(maxsize=1)
def _contents() -> dict[str, bytes]:
    """Content by plain name."""
    held = {
        "leaflet.js": leaflet_file("leaflet.js").replace(b"//# sourceMappingURL=leaflet.js.map", b""),
        "leaflet.css": leaflet_file("leaflet.css"),
        STYLE: script_text(STYLE).encode(),
        "stage.js": (_STAGE / "stage.js").read_bytes(),
    }
    held |= {f"images/{name}": leaflet_file(f"images/{name}") for name in _IMAGES}
    return held | {name: script_text(name).encode() for name in SCRIPTS}


@lru_cache(maxsize=1)
def _versioned() -> dict[str, str]:
    return {_with_hash(name, held): name for name, held in _contents().items()}


def _with_hash(name: str, held: bytes) -> str:
    # Leaflet's style sheet names its images, which therefore keep their names.
    if name.startswith("images/"):
        return name
    stem, suffix = name.rsplit(".", 1)
    return f"{stem}.{digest(held)}.{suffix}"


def asset_path(name: str) -> str:
    """The path of a file below the assets' route, with its hash. Raises KeyError for an unknown file."""
    return _with_hash(name, _contents()[name])


def asset(path: str) -> tuple[bytes, str] | None:
    """Content and content type of a path that asset_path gave; None for any other."""
    name = _versioned().get(path)
    if name is None:
        return None
    return _contents()[name], TYPES[Path(name).suffix]


def scripts() -> list[str]:
    """The paths of all scripts in the order in which a page must load them."""
    return [asset_path(name) for name in ("leaflet.js", *SCRIPTS)]


def styles() -> list[str]:
    """The paths of the style sheets."""
    return [asset_path(name) for name in ("leaflet.css", STYLE)]
